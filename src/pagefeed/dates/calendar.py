"""Decides what a written date means on its page: order, year, day, zone.

A calendar is made once a page, from the source's settings, the page's capture
instant and everything that is written on the page. It reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from pagefeed.dates import numeric
from pagefeed.dates.calendars import solar_day_in
from pagefeed.dates.daywords import last_such
from pagefeed.dates.orders import Orders
from pagefeed.dates.written import Refusal, Written
from pagefeed.dates.zones import abbreviation, fixed, localize, zone_of
from pagefeed.model import DateOrder, Evidence, Precision, Stamp

_ZONES = timedelta(days=2)  # what two zones can lie apart, and more
_SOON = timedelta(days=45)  # after the newest full date, without a known capture
_SLACK = 30  # minutes by which clocks differ
_LAST_YEAR = 2100  # a number beyond it is none of a year's
WEB_YEARS = range(1990, _LAST_YEAR + 1)  # in which what stands on the web came out
_LONG_AGO = timedelta(days=400)
GRACE = timedelta(days=1)  # a page may be dated by a clock east of the one that captured it


class Calendar:
    """Written dates -> stamps, for one page.

    `as_of` is the instant of capture, aware, or None where it isn't known; `seen` is
    what stands in the page's dated rows, from which order and newest date are proved.
    """

    def __init__(
        self,
        *,
        zone: str,
        order: DateOrder | None = None,
        language: str | None = None,
        as_of: datetime | None = None,
        seen: Iterable[Written] = (),
    ) -> None:
        """Raises SettingsError for an unknown zone."""
        self.zone = zone
        self.language = language
        # At the ends of the calendar no day could be counted from it, or told in other zones.
        self.as_of = None if as_of is None or not 1000 <= as_of.year <= 9998 else as_of
        self._info = zone_of(zone)
        self.page_day: date | None = None  # the page's own, where it tells it and no capture does
        self.orders = Orders(
            given=order,
            zone=zone,
            language=language,
            latest=None if self.as_of is None else self.as_of.astimezone(self._info).date() + GRACE,
        )
        # Full dates of numbers, which rows repeat: what they came to, until more is proved.
        self._settled: dict[tuple[object, ...], tuple[date, tuple[Evidence, ...]]] = {}
        self.newest: datetime | None = None  # the newest full date in the page's rows
        self.told: datetime | None = None  # and of what stands beside them, such as the article's
        self.doubted = 0  # a year on the page that is later than all of these
        self.learn(seen)

    def learn(self, seen: Iterable[Written]) -> None:
        """Take more written dates as proof of the order and of the page's newest date."""
        known = list(seen)
        self.orders.learn(known)
        self._settled.clear()
        for written in known:
            if not written.has_year or written.ranged or self.is_older(written):
                continue
            stamp = self.stamp(written, believe=True)
            if isinstance(stamp, Stamp) and (self.newest is None or stamp.when > self.newest):
                self.newest = stamp.when

    def hear(self, when: datetime) -> None:
        """Take a full date that the page states outside its rows: it tells years, and no day."""
        if self.told is None or when > self.told:
            self.told = when

    @property
    def latest(self) -> datetime | None:
        """The newest full date that the page states anywhere, from which years are counted back."""
        stated = [when for when in (self.newest, self.told) if when is not None]
        return max(stated, default=None)

    @property
    def _only_told(self) -> bool:
        """Whether the newest date is that of an article, and rows may well be newer."""
        if self.as_of is not None or self.page_day is not None or self.told is None:
            return False
        return self.newest is None or self.told > self.newest

    def turn_to(self, day: date | None) -> None:
        """Take the day that the page tells for its own: what was today on it, and its newest."""
        self.page_day = day
        if day is not None and (self.newest is None or day > self.newest.date()):
            midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - localized here
            self.newest = localize(midnight, self._info)[0]

    def is_older(self, written: Written) -> bool:
        """Whether a full date is older than the newest one, whatever their zones."""
        return self._is_before(written, self.newest)

    def is_told(self, written: Written) -> bool:
        """Whether a full date is older than the newest that was heard, and needn't be."""
        return self._is_before(written, self.told)

    def _is_before(self, written: Written, when: datetime | None) -> bool:
        if when is None or written.ambiguous:
            return False
        found = self._day(written)
        return not isinstance(found, Refusal) and found[0] < when.date() - _ZONES

    def doubt(self, year: int) -> None:
        """Tell of a later year on the page, such as a copyright's: the newest date is then old.

        Years that aren't written can't be counted back from it any more.
        """
        latest = self.latest
        if self.as_of is None and latest is not None and year > latest.year:
            self.newest = self.told = None
            self.doubted = year

    @property
    def today(self) -> date | None:
        """The local day of the capture, or None where it isn't known."""
        return None if self.as_of is None else self.as_of.astimezone(self._info).date()

    @property
    def clock(self) -> tuple[int, int] | None:
        """Hour and minute of the capture in the page's zone, or None where only its day is known.

        A clock seldom says exactly midnight or noon: such an instant stands for its day.
        """
        if self.as_of is None or (
            self.as_of.hour in {0, 12} and self.as_of.minute == self.as_of.second == 0
        ):
            return None
        local = self.as_of.astimezone(self._info)
        return local.hour, local.minute

    @property
    def tzinfo(self) -> tzinfo:
        """The page's zone."""
        return self._info

    def stamp(
        self, written: Written, *, day: date | None = None, believe: bool = False
    ) -> Stamp | Refusal:
        """The stamp of a written date.

        `day` is the day of a time that stands alone (a day heading's, or counted back).
        `believe` accepts dates after the capture. A Refusal's code is one of
        date-impossible, date-incomplete, date-future, date-ambiguous.
        """
        if not written.possible_time:
            return _impossible(written)
        if written.ambiguous:
            return Refusal(
                code="date-ambiguous",
                reason=f"{written.ambiguous!r} is another month in another language",
                hint='Set the source\'s language, such as language = "pl".',
            )
        if written.relative:
            return self._relative(written)
        if written.of_week and day is None:
            return self._of_week(written)
        if not written.has_date:
            return self._time_alone(written, day)
        found = self._day(written)
        if isinstance(found, Refusal):
            return found
        when, evidence = found
        if when.year > _LAST_YEAR:
            return _impossible(written)
        return self._stamped(when, written, evidence, believe=believe)

    def day_of(self, written: Written) -> date | None:
        """The local day that a written date states, or None."""
        stamp = self.stamp(written._replace(hour=None, minute=None, second=None), believe=True)
        return stamp.when.date() if isinstance(stamp, Stamp) else None

    # What the parts mean.

    def _time_alone(self, written: Written, day: date | None) -> Stamp | Refusal:
        if day is None:
            return Refusal(
                code="date-incomplete",
                reason=f"{written.text!r} is a time without a day",
                hint="Give the capture instant (--captured, or captured in NAME.meta.toml).",
            )
        return self._stamped(day, written, ())

    def _relative(self, written: Written) -> Stamp | Refusal:
        today = self.today or self.page_day
        ago = written.ago if written.days_ago is None else timedelta(days=written.days_ago)
        assert ago is not None
        by_day = written.days_ago is not None or (self.as_of is None and ago >= timedelta(days=1))
        if today is not None and by_day:
            return self._stamped(today - ago, written, (Evidence.RELATIVE,), believe=True)
        if self.as_of is None or written.ago is None:
            return Refusal(
                code="date-incomplete",
                reason=f"{written.text!r} counts from a capture instant that isn't known",
                hint="Give the capture instant (--captured, or captured in NAME.meta.toml).",
            )
        midnight = self.clock is None and self.as_of.hour == 0  # at noon it may well be meant
        if midnight and written.ago < timedelta(days=1):
            return Refusal(
                code="date-incomplete",
                reason=f"{written.text!r} counts from a capture of which only the day is known",
                hint="Give the capture instant with its time (--captured 2024-11-19T15:00+04:00).",
            )
        when = (self.as_of - written.ago).astimezone(self._info)
        if written.ago >= timedelta(days=1):
            return self._stamped(when.date(), written, (Evidence.RELATIVE,), believe=True)
        naive = when.replace(tzinfo=None, second=0, microsecond=0)
        offset = when.utcoffset() or timedelta()
        minutes = round(offset.total_seconds() / 60)
        return Stamp(
            when=naive.replace(tzinfo=fixed(minutes)),
            precision=Precision.MINUTE,
            evidence=(Evidence.RELATIVE,),
        )

    def _of_week(self, written: Written) -> Stamp | Refusal:
        """The last such day of the week up to the page's own, at its time where that is known."""
        today = self.today or self.page_day
        if today is None or written.weekday is None:
            return Refusal(
                code="date-incomplete",
                reason=f"{written.text!r} names a day of the week, and nothing tells which",
                hint="Give the capture instant (--captured, or captured in NAME.meta.toml).",
            )
        day = last_such(written.weekday, today)
        clock = self.clock if self.today is not None and day == today else None
        if clock is not None and written.minutes > clock[0] * 60 + clock[1] + _SLACK:
            day -= timedelta(days=7)
        return self._stamped(day, written, (Evidence.RELATIVE,), believe=True)

    def _day(self, written: Written) -> tuple[date, tuple[Evidence, ...]] | Refusal:
        if len(written.numbers) == 3:
            known = (written.numbers, written.separator, written.weekday)
            settled = self._settled.get(known)
            if settled is not None:
                return settled
            order, remarks = self.orders.of(written)
            year, month, day = numeric.arranged(written.numbers, order)
            found = numeric.day_of(year, month, day)
            if found is None:
                return _impossible(written, self.orders.given)
            self._settled[known] = found, (Evidence.WRITTEN, *remarks)
            return self._settled[known]
        if written.numbers:
            order, remarks = self.orders.of(written)
            first, second = (int(number) for number in written.numbers)
            day, month = (first, second) if order == "DMY" else (second, first)
            return self._yearless(written, month, day, remarks)
        assert written.month is not None
        assert written.day is not None
        if written.year is None:
            return self._yearless(written, written.month, written.day, ())
        found = numeric.day_of(written.year, written.month, written.day)
        return _impossible(written) if found is None else (found, (Evidence.WRITTEN,))

    def _yearless(
        self, written: Written, month: int, day: int, remarks: tuple[Evidence, ...]
    ) -> tuple[date, tuple[Evidence, ...]] | Refusal:
        """The newest year that doesn't put the day after the as-of instant and its grace."""
        if numeric.day_of(2000, month, day) is None:  # 2000 has a 29 February
            return _impossible(written)

        def in_year(year: int) -> date | None:
            if any(written.solar):
                return solar_day_in(year, *written.solar)
            return numeric.day_of(year, month, day)

        as_of = self.as_of or self.latest
        if as_of is None:
            return Refusal(
                code="date-incomplete",
                reason=f"{written.text!r} has no year, and nothing on the page tells it",
                hint="Give the capture instant (--captured, or captured in NAME.meta.toml).",
            )
        latest = as_of.astimezone(self._info).date() + GRACE
        fitting = [
            found
            for year in range(latest.year, latest.year - 12, -1)
            if (found := in_year(year)) is not None and found <= latest
        ]
        if not fitting:
            return _impossible(written)
        if written.weekday is not None:
            same = [found for found in fitting[:11] if found.weekday() == written.weekday]
            fitting = self._nearest(same, latest, in_year(latest.year), written.weekday) or fitting
        elif self._only_told:
            soon = in_year(latest.year)
            if soon is not None and latest < soon <= latest + _SOON:
                fitting = [soon]  # a page is captured some days after its article came out
        return fitting[0], (Evidence.YEAR_INFERRED, *remarks)

    def _nearest(
        self, same: list[date], latest: date, soon: date | None, weekday: int
    ) -> list[date]:
        """The days that fall on a weekday; `soon` after the newest date rather than years before."""
        if (
            self.as_of is None
            and soon is not None
            and soon.weekday() == weekday
            and latest < soon <= latest + _SOON
            and (not same or latest - same[0] > _LONG_AGO)
        ):
            return [soon]
        return same

    # What the stamp is.

    def _stamped(
        self,
        day: date,
        written: Written,
        evidence: tuple[Evidence, ...],
        *,
        believe: bool = False,
    ) -> Stamp | Refusal:
        precision = Precision.DAY
        hour = minute = second = 0
        if written.hour is not None:
            precision = Precision.SECOND if written.second is not None else Precision.MINUTE
            hour, minute, second = written.hour, written.minute or 0, written.second or 0
        try:
            naive = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 - localized below
            when, remarks = self._placed(naive, written)
        except (OverflowError, ValueError):
            return _impossible(written)
        if not believe and self.as_of is not None and when > self.as_of + GRACE:
            return Refusal(
                code="date-future",
                reason=f"{written.text!r} is after the page was captured",
                hint="It may be an event's date, or the source's date_order may be wrong.",
            )
        return Stamp(when=when, precision=precision, evidence=(*evidence, *remarks))

    def _placed(self, naive: datetime, written: Written) -> tuple[datetime, tuple[Evidence, ...]]:
        offset = written.offset
        if offset is None and written.zone:
            offset = abbreviation(self.zone, written.zone, naive)
        if offset is None or abs(offset) > 14 * 60:
            return localize(naive, self._info)
        if written.hour is None:
            return localize(naive, self._info)
        when = naive.replace(tzinfo=fixed(offset))
        # An offset that is the source's own is written with the source's zone all the same.
        return when, (Evidence.ZONE_WRITTEN,)

    def knows_zone(self, written: Written) -> bool:
        """Whether a written zone abbreviation was believed; the caller reports where not."""
        if not written.zone:
            return True
        return abbreviation(self.zone, written.zone, datetime(2000, 1, 1)) is not None  # noqa: DTZ001 - only its year counts


def _impossible(written: Written, order: DateOrder | None = None) -> Refusal:
    hint = f"The source sets date_order = {order!r}." if order else ""
    return Refusal(
        code="date-impossible", reason=f"{written.text!r} is no date of the calendar", hint=hint
    )
