"""Dates and times are found as they are written, in many languages and forms."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pagefeed.dates import Written, find

# A text, its language, and what the one date found in it states: the day as it can be
# told so far (numbers stay as written where their order is open), then the time.
_FORMS = [
    ("15:20 • 24.05.21 Title", "en", "24.05.21 15:20"),
    ("16:55 • 18/11 Title", "en", "18/11 16:55"),
    ("06-10 17:50", "pl", "06-10 17:50"),
    ("28.04.2021 - 07:18 | Quelle", "de", "28.04.2021 07:18"),
    ("15.12.2020 – 14:37", "de", "15.12.2020 14:37"),
    ("14/03/2020 16h15", "pt", "14/03/2020 16:15"),
    ("08:22, 24.11.2020", "hy", "24.11.2020 08:22"),
    ("26.10.2020 13.44 Otsikko", "fi", "26.10.2020 13:44"),
    ("13.44 26.10.2020", "fi", "26.10.2020 13:44"),
    ("24. 3. 2021 10:15", "cs", "24.3.2021 10:15"),
    ("2020.10.26 13:44", "lt", "2020-10-26 13:44"),
    ("2020/12/25 - 1:59 صباحًا", "ar", "2020-12-25 01:59"),
    ("2020-10-04 15:05聯合報", "zh-TW", "2020-10-04 15:05"),
    ("Title 2020-10-04", "zh-TW", "2020-10-04"),
    ("2021-03-24T15:20:05Z", "en", "2021-03-24 15:20"),
    ("27 Mar 20 à 9:21", "fr", "2020-03-27 09:21"),
    ("Wed, Oct 14, 2020 - 5:50 AM", "en", "2020-10-14 05:50"),
    ("March 24th, 2020 at 3pm", "en", "2020-03-24 15:00"),
    ("12:30 a.m., 3 May 2021", "en", "2021-05-03 00:30"),
    ("12:30 p.m., 3 May 2021", "en", "2021-05-03 12:30"),
    ("24-Mar-2020", "en", "2020-03-24"),
    ("24 de março de 2020", "pt", "2020-03-24"),
    ("24 de diciembre de 2020", "es", "2020-12-24"),
    ("2 апреля 2020 г. в 11:50", "ru", "2020-04-02 11:50"),
    ('22 сентября 2021"Заголовок"', "ru", "2021-09-22"),
    ("18 listopada 2020", "pl", "2020-11-18"),
    ("18. listopada 2020.", "hr", "2020-10-18"),
    ("2020. március 24. 15:20", "hu", "2020-03-24 15:20"),
    ("2020 m. kovo 24 d. 15:20", "lt", "2020-03-24 15:20"),
    ("2020. gada 24. marts 15:20", "lv", "2020-03-24 15:20"),
    ("24. maaliskuuta 2020 klo 15.20", "fi", "2020-03-24 15:20"),
    ("24. mars 2020 kl. 15.20", "nb", "2020-03-24 15:20"),
    ("12 Νοεμβρίου 2022, 18:30", "el", "2022-11-12 18:30"),
    ("14 Şubat 2023 10:30", "tr", "2023-02-14 10:30"),
    ("٢٤ مارس ٢٠٢٠", "ar", "2020-03-24"),
    ("ديسمبر 25, 2020", "ar", "2020-12-25"),
    ("۱۳۹۹/۰۷/۱۳ - ۱۵:۲۰", "fa", "2020-10-04 15:20"),
    ("24 במרץ 2020", "he", "2020-03-24"),
    ("२४ मार्च २०२०, १५:२०", "hi", "2020-03-24 15:20"),
    ("24 มี.ค. 2563 15:20 น.", "th", "2020-03-24 15:20"),
    ("12 มี.ค. 61", "th", "2018-03-12"),
    ("12 มี.ค. 61 ชาวประมง", "th", "2018-03-12"),
    ("12 มี.ค. 61 เวลา 15:20 น.", "th", "2018-03-12 15:20"),
    ("12/03/61 10:20 น.", "th", "12/03/2018 10:20"),
    ("12 มี.ค. 20", "th", "2020-03-12"),
    ("24 tháng 3, 2020", "vi", "2020-03-24"),
    ("2020年10月4日 下午3:05", "zh", "2020-10-04 15:05"),
    ("109年10月4日", "zh-TW", "2020-10-04"),
    ("113-05-14", "zh-TW", "2024-05-14"),
    ("mar 14/05/2024 - 09:12", "fr", "14/05/2024 09:12"),
    ("mar 14 mai 2024", "fr", "2024-05-14"),
    ("mar 14/05, 18:30", "es", "14/05 18:30"),
    ("10月4日(日) 15時1分", "ja", "10-04 15:01"),
    ("２０２０／１０／０４　１５：０５", "ja", "2020-10-04 15:05"),
    ("2020년 10월 4일 오후 3:05", "ko", "2020-10-04 15:05"),
    ("2020. 10. 4. 15:05", "ko", "2020-10-04 15:05"),
    ("Նոյեմբեր 24", "hy", "11-24"),
    ("12 მაისი, 2022 15:30", "ka", "2022-05-12 15:30"),
    ("04.11.", "de", "04.11"),
    ("12:44", "de", "12:44"),
    ("6:14 a.m.", "en", "06:14"),
    ("kl. 15.20", "da", "15:20"),
    ("7.30pm", "en", "19:30"),
]


def _stated(written: Written) -> str:
    """What was found, in one way whatever the language."""
    parts = []
    if written.numbers:
        parts.append(written.separator.join(written.numbers))
    elif written.day is not None:
        year = f"{written.year}-" if written.year else ""
        parts.append(f"{year}{written.month:02d}-{written.day:02d}")
    if written.hour is not None:
        parts.append(f"{written.hour:02d}:{written.minute:02d}")
    return " ".join(parts)


@pytest.mark.parametrize(("text", "language", "stated"), _FORMS, ids=[f[0] for f in _FORMS])
def test_a_date_is_found_as_it_is_written(text: str, language: str, stated: str) -> None:
    found = find(text, language)
    assert [_stated(written) for written in found] == [stated]
    assert text[found[0].start : found[0].end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "1.2.3.4",
        "Route 66",
        "5 min read",
        "price 12.5 %",
        "2021",
        "Boeing 737-800",
        "$3.50",
        "9/10/11/12",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert [w for w in find(text, "en") if w.has_year or w.has_time] == []


@pytest.mark.parametrize(
    ("text", "language", "ago"),
    [
        ("12 minutes ago", "en", timedelta(minutes=12)),
        ("2h ago", "en", timedelta(hours=2)),
        ("Há 9 horas", "pt", timedelta(hours=9)),
        ("már 2 perce", "hu", timedelta(minutes=2)),
        ("hace 2 horas", "es", timedelta(hours=2)),
        ("il y a 3 heures", "fr", timedelta(hours=3)),
        ("vor 5 Minuten", "de", timedelta(minutes=5)),
        ("2 godziny temu", "pl", timedelta(hours=2)),
        ("3小时前", "zh", timedelta(hours=3)),
        ("5 分前", "ja", timedelta(minutes=5)),
        ("2 часа назад", "ru", timedelta(hours=2)),
        ("3 saat önce", "tr", timedelta(hours=3)),
    ],
)
def test_relative_times_are_found_in_the_pages_language(
    text: str, language: str, ago: timedelta
) -> None:
    assert [written.ago for written in find(text, language)] == [ago]


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("Wczoraj, 15:20", "pl", 1),
        ("сегодня 10:15", "ru", 0),
        ("gestern", "de", 1),
        ("Avant-hier", "fr", 2),
        ("昨天 15:20", "zh", 1),
        ("Neue Straße nach Scheßlitz Heute, 15:20", "de", 0),
    ],
)
def test_words_for_days_are_found_beside_a_time_or_alone(
    text: str, language: str, days: int
) -> None:
    assert [written.days_ago for written in find(text, language)] == [days]


def test_a_word_for_a_day_inside_a_sentence_is_none() -> None:
    assert find("Today we sing, yesterday we slept", "en") == ()


def test_a_month_that_differs_between_languages_is_ambiguous_without_one() -> None:
    (found,) = find("18 listopada 2020", None)
    assert found.ambiguous == "listopada"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("du 9 au 13 décembre", "fr"),
        ("du lundi 9 au vendredi 13 décembre 2019", "fr"),
        ("vom 9. bis 13. Dezember", "de"),
        ("с 9 по 13 декабря", "ru"),
        ("10-12 декабря", "ru"),
        ("10–12 December 2019", "en"),
        ("del 9 al 13 de marzo", "es"),
    ],
)
def test_a_span_of_days_whose_first_is_a_number_is_a_span(text: str, language: str) -> None:
    (found,) = find(text, language)
    assert found.ranged


def test_a_number_before_a_dash_is_the_titles() -> None:
    (found,) = find("Rovers win the derby 5 - 13 December 2019", "en")
    assert not found.ranged
    assert found.text == "13 December 2019"


@pytest.mark.parametrize(
    ("text", "language", "ago"),
    [
        ("an hour ago", "en", timedelta(hours=1)),
        ("hace un día", "es", timedelta(days=1)),
        ("vor einer Stunde", "de", timedelta(hours=1)),
        ("час назад", "ru", timedelta(hours=1)),
        ("لا شيء - قبل يومين", "ar", timedelta(days=2)),
        ("לפני שעתיים", "he", timedelta(hours=2)),
    ],
)
def test_one_of_a_unit_is_told_without_a_number(text: str, language: str, ago: timedelta) -> None:
    (found,) = find(text, language)
    assert found.ago == ago


@pytest.mark.parametrize("text", ["17. 4. Nagrada za pesnico", "Nagrada za pesnico 17. 4."])
def test_day_and_month_may_stand_apart(text: str) -> None:
    (found,) = find(text, "sl")
    assert found.numbers == ("17", "4")


def test_places_in_a_list_are_no_day_and_month() -> None:
    assert find("Ekipa je bila 2. in 3. na tekmi v 1. ligi", "sl") == ()


def test_a_span_of_hours_is_marked_as_a_span() -> None:
    (found,) = find("October 31 @ 5:00 PM - 7:00 PM", "en")
    assert found.ranged


def test_a_weekday_that_the_date_contradicts_is_not_the_dates() -> None:
    """24 May 2022 was a Tuesday: "open until Friday" belongs to the title."""
    (found,) = find("Open until Friday 24.05.2022", "en")
    assert found.text == "24.05.2022"
    (own,) = find("Tuesday 24.05.2022", "en")
    assert own.text == "Tuesday 24.05.2022"


@pytest.mark.parametrize("text", ["2012年08月23日 21时14分 星期四", "2012年8月23日 21:14 木曜日"])
def test_a_weekday_in_ideographs_may_stand_behind_the_time(text: str) -> None:
    [written] = find(text, "ja" if "木" in text else "zh")
    assert (written.weekday, written.end) == (3, len(text))  # a Thursday


def test_impossible_numbers_are_found_so_that_they_can_be_refused_by_name() -> None:
    (found,) = find("25:61 • 32.13.24 Title", "en")
    assert found.text == "25:61 • 32.13.24"
    assert not found.possible_time


def test_offsets_and_zones_are_kept() -> None:
    (found,) = find("Tue, 24 Mar 2020 15:20:00 +0100", "en")
    assert found.offset == 60
    (named,) = find("02/11/2023, 21:34 WIB", "id")
    assert named.zone == "WIB"
    assert find("15:20 it rained", "en")[0].zone == ""
