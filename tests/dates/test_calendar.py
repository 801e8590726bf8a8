"""What a written date means on its page: order, year, zone; what can't be is refused by name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pagefeed.dates import Calendar, Refusal, find, localize, machine
from pagefeed.errors import SettingsError
from pagefeed.model import Evidence, Precision, Stamp


def _stamp(text: str, calendar: Calendar, language: str = "en") -> Stamp:
    found = calendar.stamp(find(text, language)[0])
    assert isinstance(found, Stamp), found
    return found


def _refusal(text: str, calendar: Calendar, language: str = "en") -> str:
    found = calendar.stamp(find(text, language)[0])
    assert isinstance(found, Refusal), found
    return found.code


def test_the_pages_own_proof_decides_the_order() -> None:
    seen = [*find("24.05.21", "en")]
    stamp = _stamp("08.11.24", Calendar(zone="Asia/Yerevan", language="en", seen=seen))
    assert stamp.when.isoformat() == "2024-11-08T00:00:00+04:00"
    assert stamp.evidence == (Evidence.WRITTEN, Evidence.ORDER_PROVED)


def test_the_sources_setting_wins_over_the_pages_proof() -> None:
    seen = [*find("24/05/21", "en")]
    calendar = Calendar(zone="Asia/Yerevan", order="MDY", language="en", seen=seen)
    stamp = _stamp("08/11/24", calendar)
    assert stamp.when.isoformat() == "2024-08-11T00:00:00+04:00"
    assert stamp.evidence == (Evidence.WRITTEN, Evidence.ORDER_SET)


@pytest.mark.parametrize(
    ("language", "zone", "day"),
    [
        ("en", "America/New_York", "2024-02-09"),
        ("en", "Asia/Yerevan", "2024-09-02"),
        ("en-US", "Asia/Yerevan", "2024-02-09"),
        ("en-GB", "America/New_York", "2024-09-02"),
        ("fr", "Europe/Paris", "2024-09-02"),
        ("de", "Europe/Berlin", "2024-09-02"),
    ],
)
def test_without_proof_the_custom_decides(language: str, zone: str, day: str) -> None:
    stamp = _stamp("02/09/2024", Calendar(zone=zone, language=language))
    assert stamp.when.date().isoformat() == day
    assert stamp.evidence == (Evidence.WRITTEN, Evidence.ORDER_CUSTOM)


def test_a_date_after_the_capture_proves_the_other_order() -> None:
    as_of = datetime(2024, 9, 13, tzinfo=UTC)
    seen = find("09/12/2024", "en")
    calendar = Calendar(zone="Europe/London", language="en", as_of=as_of, seen=seen)
    assert _stamp("09/12/2024", calendar).when.date().isoformat() == "2024-09-12"


def test_two_digit_years_first_where_that_puts_the_rows_together() -> None:
    """22.05.14 and 22.05.13 are two days of May 2022 rather than of 2014 and 2013."""
    seen = [*find("22.05.14", "ko"), *find("22.05.13", "ko")]
    calendar = Calendar(zone="Asia/Seoul", language="ko", seen=seen)
    assert _stamp("22.05.14", calendar, "ko").when.date().isoformat() == "2022-05-14"


def test_a_missing_year_is_the_newest_not_after_the_newest_full_date() -> None:
    calendar = Calendar(zone="Asia/Yerevan", language="en", seen=find("14:40 • 19.11.24", "en"))
    assert _stamp("16:55 • 18/11", calendar).when.isoformat() == "2024-11-18T16:55:00+04:00"
    assert _stamp("10:00 • 25/12", calendar).when.year == 2023
    assert _stamp("16:55 • 18/11", calendar).evidence == (Evidence.YEAR_INFERRED,)


def test_a_missing_year_has_one_day_of_grace() -> None:
    calendar = Calendar(
        zone="Asia/Yerevan", language="en", as_of=datetime(2024, 11, 18, 21, tzinfo=UTC)
    )
    assert _stamp("00:30 • 20/11", calendar).when.year == 2024
    assert _stamp("00:30 • 21/11", calendar).when.year == 2023


def test_29_february_without_a_year_is_the_newest_leap_year() -> None:
    calendar = Calendar(zone="UTC", language="en", as_of=datetime(2023, 6, 1, tzinfo=UTC))
    assert _stamp("29 February", calendar).when.year == 2020


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("25:61 • 32.13.24", "date-impossible"),
        ("31 February 2024", "date-impossible"),
        ("24:00, 12 May 2024", "date-impossible"),
        ("0000-05-12", "date-impossible"),
        ("31/12/9999 23:59", "date-impossible"),
        ("12 May 2042", "date-future"),
    ],
)
def test_what_cannot_be_is_refused_by_name(text: str, code: str) -> None:
    calendar = Calendar(zone="UTC", language="en", as_of=datetime(2024, 6, 1, tzinfo=UTC))
    assert _refusal(text, calendar) == code


@pytest.mark.parametrize("text", ["18/11 16:55", "12:30", "12 minutes ago", "yesterday"])
def test_what_nothing_settles_is_refused_as_incomplete(text: str) -> None:
    assert _refusal(text, Calendar(zone="UTC", language="en")) == "date-incomplete"


def test_relative_times_count_in_the_sources_zone() -> None:
    calendar = Calendar(
        zone="Asia/Yerevan", language="en", as_of=datetime(2024, 11, 19, 21, tzinfo=UTC)
    )
    assert _stamp("12 minutes ago", calendar).when.isoformat() == "2024-11-20T00:48:00+04:00"
    stamp = _stamp("yesterday", calendar)
    assert stamp.when.isoformat() == "2024-11-19T00:00:00+04:00"
    assert stamp.precision is Precision.DAY


def test_a_zone_of_the_sources_country_is_believed_others_are_not() -> None:
    calendar = Calendar(zone="Asia/Jakarta", language="id")
    assert _stamp("02/11/2023, 21:34 WITA", calendar, "id").when.isoformat().endswith("+08:00")
    written = find("02/11/2023, 21:34 PST", "id")[0]
    assert not calendar.knows_zone(written)
    assert _stamp("02/11/2023, 21:34 PST", calendar, "id").when.isoformat().endswith("+07:00")


def test_pytz_zones_are_localized_never_local_mean_time() -> None:
    when, remarks = localize(datetime(2021, 5, 24, 15, 20), "Europe/Berlin")
    assert when.isoformat() == "2021-05-24T15:20:00+02:00"
    assert remarks == ()


def test_a_skipped_time_is_moved_by_the_gap() -> None:
    when, remarks = localize(datetime(2022, 3, 27, 2, 30), "Europe/Berlin")
    assert (when.isoformat(), remarks) == ("2022-03-27T03:30:00+02:00", (Evidence.GAP,))


def test_of_a_time_that_happened_twice_the_first_is_taken() -> None:
    when, remarks = localize(datetime(2022, 10, 30, 2, 30), "Europe/Berlin")
    assert (when.isoformat(), remarks) == ("2022-10-30T02:30:00+02:00", (Evidence.OVERLAP,))


def test_half_hour_changes_are_exact() -> None:
    """Lord Howe moves its clocks by half an hour."""
    when, remarks = localize(datetime(2022, 10, 2, 2, 10), "Australia/Lord_Howe")
    assert (when.isoformat(), remarks) == ("2022-10-02T02:40:00+11:00", (Evidence.GAP,))


def test_an_unknown_zone_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="Mars/Olympus"):
        localize(datetime(2022, 10, 2), "Mars/Olympus")


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("2020-12-24T23:59:50+00:00", "2020-12-24T23:59:50+00:00", "second"),
        ("2020-12-24T23:59", "2020-12-24T23:59:00+04:00", "minute"),
        ("2020-12-24", "2020-12-24T00:00:00+04:00", "day"),
        ("20201224T235950Z", "2020-12-24T23:59:50+00:00", "second"),
        ("2020-12-24 23:59:50", "2020-12-24T23:59:50+04:00", "second"),
        ("2020-12-24T24:00:00Z", "2020-12-25T00:00:00+00:00", "second"),
        ("2020-12-24T23:59:50.123-0430", "2020-12-24T23:59:50-04:30", "second"),
        ("Thu, 24 Dec 2020 23:59:50 GMT", "2020-12-24T23:59:50+00:00", "second"),
        ("24 Dec 2020 23:59:50 EST", "2020-12-24T23:59:50-05:00", "second"),
        ("Thu Dec 24 23:59:50 EST 2020", "2020-12-24T23:59:50-05:00", "second"),
        ("Thu Dec 24 23:59:50 2020", "2020-12-24T23:59:50+04:00", "second"),
        ("24 December 2020 23:59", "2020-12-24T23:59:00+04:00", "minute"),
        ("2020-12-24 23:59:50 -0500 EST", "2020-12-24T23:59:50-05:00", "second"),
        ("20201224235950", "2020-12-24T23:59:50+04:00", "second"),
        ("1608854390", "2020-12-24T23:59:50+00:00", "second"),
        ("1608854390123", "2020-12-24T23:59:50+00:00", "second"),
        ("2020-W52-4", "2020-12-24T00:00:00+04:00", "day"),
        ("Oct 14, 2020 5:50 AM", "2020-10-14T05:50:00+04:00", "minute"),
    ],
)
def test_machine_dates_are_read_exactly(text: str, iso: str, precision: str) -> None:
    stamp = machine(text, "Asia/Yerevan")
    assert stamp is not None
    assert (stamp.when.isoformat(), stamp.precision.value) == (iso, precision)
    assert stamp.evidence[0] is Evidence.MACHINE


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "02/09/2020", "10", "2020", "0000-01-01", "2020-13-01", "not a date", "x" * 500,
     "Wed, 01 Jan 0000 00:00:00 GMT", "9999-12-31T23:59:59-14:00"],
)  # fmt: skip
def test_what_is_no_machine_date_is_none(text: str) -> None:
    assert machine(text, "Asia/Yerevan") is None


def test_machine_dates_never_carry_seconds_in_their_offset() -> None:
    """RFC 3339 can't hold them; zones of the nineteenth century have them."""
    when, _ = localize(datetime(1880, 1, 1, 12), "Europe/Amsterdam")
    assert (when.utcoffset() or timedelta()).total_seconds() % 60 == 0


def test_a_missing_year_follows_a_newer_date_that_the_page_tells_beside_its_rows() -> None:
    calendar = Calendar(zone="Europe/Paris", language="fr", seen=find("22 février 2010", "fr"))
    assert _stamp("15 mars 08:00", calendar, "fr").when.year == 2009
    calendar.hear(_stamp("15 mars 2010", calendar, "fr").when)
    assert _stamp("15 mars 08:00", calendar, "fr").when.year == 2010
    assert _stamp("25 décembre 08:00", calendar, "fr").when.year == 2009


def test_rows_may_be_some_days_newer_than_the_article_that_tells_the_year() -> None:
    calendar = Calendar(zone="Europe/Paris", language="fr")
    calendar.hear(_stamp("12 mars 2010", calendar, "fr").when)
    assert _stamp("20 mars 08:00", calendar, "fr").when.year == 2010
    calendar.turn_to(_stamp("12 mars 2010", calendar, "fr").when.date())
    assert _stamp("20 mars 08:00", calendar, "fr").when.year == 2009


def test_a_later_copyright_makes_what_the_page_tells_old() -> None:
    calendar = Calendar(zone="Europe/Paris", language="fr")
    calendar.hear(_stamp("12 mars 2010", calendar, "fr").when)
    calendar.doubt(2012)
    assert isinstance(calendar.stamp(find("20 mars 08:00", "fr")[0]), Refusal)
