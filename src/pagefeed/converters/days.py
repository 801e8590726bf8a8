"""Which day a row's stamp means: day headings, the page's own day (`pageday`), midnights passed.

Rows in, stamps or refusals out. The rules for dates themselves are the calendar's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise

from pagefeed import clean
from pagefeed.converters import agendas, weekly
from pagefeed.converters.sheet import Block, Row
from pagefeed.dates import Calendar, Refusal, Written, by_neighbours, last_such
from pagefeed.model import Evidence, Stamp

_TITLE = 4  # words of a headline, at least
_SECTION = 2  # words of a section before it, at most
_CLOSE = 3 * 60  # minutes between the first and the last time of rows of one day, in any order
_MARGIN = timedelta(days=1)  # zones apart
_AGENDA = 2  # rows of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A row with what its stamp came to."""

    row: Row
    stamp: Stamp | None = None
    refusal: Refusal | None = None


def resolve_all(
    blocks: Sequence[Block], calendar: Calendar, today: date | None, known: dict[str, datetime]
) -> list[list[Dated]]:
    """The rows of each block with their stamps.

    Where a list states but times, and no day is known, a title of it whose day and time are
    `known`, or stand in another list, tells the day.
    """
    found = [resolve(block, calendar, today) for block in blocks]
    told = dict(known)
    for each in (each for every in found for each in every):
        if each.stamp is not None and each.row.stamp.has_date and each.row.stamp.has_time:
            told.setdefault(clean.key(each.row.title), each.stamp.when)
    for place, block in enumerate(blocks):
        if any(each.stamp is not None for each in found[place]):
            continue
        day = _told_day(block.rows, told)
        if day is not None:
            found[place] = resolve(block, calendar, day)
    return found


def _said(title: str) -> Iterator[str]:
    """A title, then what stands behind its first word and so on: it may be its section's name."""
    parts = clean.key(title).split(" ")
    for place in range(max(0, min(_SECTION, len(parts) - _TITLE)) + 1):
        yield " ".join(parts[place:])


def _told_day(rows: Sequence[Row], told: dict[str, datetime]) -> date | None:
    """The day of a list's first row, by a title whose day and time stand elsewhere."""
    if not all(row.stamp.time_alone for row in rows) or order_of(rows) != "down":
        return None
    first = rows[0].day
    if not all(row.day is None if first is None else row.day and row.day.of_week for row in rows):
        return None
    midnights = 0
    for above, row in zip((None, *rows), rows, strict=False):
        midnights += above is not None and row.stamp.minutes > above.stamp.minutes
        when = next(filter(None, map(told.get, _said(row.title))), None)
        if when is not None and when.hour * 60 + when.minute == row.stamp.minutes:
            if first is not None and first.weekday is not None:
                return when.date() + timedelta(days=(first.weekday - when.weekday()) % 7)
            return when.date() + timedelta(days=midnights)
    return None


def resolve(block: Block, calendar: Calendar, today: date | None) -> list[Dated]:
    """Every row of a block with its stamp, in order."""
    order = order_of(block.rows)
    clock = _Clock(calendar, today, order, mixed=_mixed(block.rows))
    clock.dense = _dense(block.rows)
    dated = [clock.read(row) for row in block.rows]
    if weekly.run_forward((each.row.stamp, each.stamp) for each in dated):
        dated = [
            replace(each, stamp=None, refusal=weekly.refusal(each.row.stamp))
            if each.row.stamp.of_week
            else each
            for each in dated
        ]
    settled = by_neighbours([(each.row.stamp, each.stamp) for each in dated], calendar)
    return [
        each if stamp is each.stamp else replace(each, stamp=stamp)
        for each, stamp in zip(dated, settled, strict=True)
    ]


def to_come(dated: Sequence[Dated], today: date) -> list[Row]:
    """The rows of a block that tell of what is to come, under each of its headings."""
    found: list[Row] = []
    for under in by_heading(dated):
        found += [under[place].row for place in agendas.to_come(list(map(told, under)), today)]
    return found


def told(dated: Dated) -> agendas.Told:
    """A row as it is written, with what its stamp came to."""
    return dated.row.stamp, dated.stamp, dated.refusal


def by_heading(dated: Sequence[Dated]) -> list[list[Dated]]:
    """Rows in order, those under one heading together."""
    return [list(under) for _, under in groupby(dated, key=lambda each: each.row.heading)]


def later(resolved: Sequence[Sequence[Dated]]) -> list[Row]:
    """The rows of agendas: of lists that run forward, dated after the newest day of the others."""
    sections = [each for dated in resolved for each in _sections(dated)]
    ranked = sorted(
        (max(days), number)
        for number, dated in enumerate(sections)
        if len(days := _days(dated)) > _AGENDA
    )[-2:]
    found: list[Row] = []
    for number, dated in enumerate(sections):
        newest = next((day for day, other in reversed(ranked) if other != number), None)
        if newest is not None and _runs_forward(dated):
            found += [
                each.row
                for each in dated
                if each.stamp is not None and each.stamp.when.date() > newest + _MARGIN
            ]
    return found


def _sections(dated: Sequence[Dated]) -> list[Sequence[Dated]]:
    """A list, parted where a heading inside it stands over an agenda."""
    under = by_heading(dated)
    if any(len(each) > _AGENDA and _runs_forward(each) for each in under[1:]):
        return [*under]
    return [dated]


def _days(dated: Sequence[Dated]) -> list[date]:
    return [each.stamp.when.date() for each in dated if each.stamp is not None]


def _runs_forward(dated: Sequence[Dated]) -> bool:
    if not all(each.row.stamp.has_year and not each.row.stamp.has_time for each in dated):
        return False
    days = _days(dated)
    return len(days) >= _AGENDA and days == sorted(days) and days[0] != days[-1]


def _mixed(rows: Sequence[Row]) -> bool:
    """Whether days stand in some rows and times alone in others: then a time is the page's day's."""
    dated = sum(1 for row in rows if row.stamp.has_date)
    return dated < len(rows) <= dated * 8 and all(row.day is None for row in rows)


def order_of(rows: Sequence[Row]) -> str:
    """How times alone run: "down" (newest first), "up", or "none"."""
    alone = [row for row in rows if row.stamp.time_alone]
    steps = [
        b.stamp.minutes - a.stamp.minutes
        for a, b in pairwise(alone)
        if a.day is b.day and a.heading == b.heading
    ]
    # A large step up is a midnight between two rows.
    down = sum(1 for step in steps if step <= 0 or step > 6 * 60)
    if not steps or down * 4 >= len(steps) * 3:
        return "down"
    up = sum(1 for step in steps if 0 <= step <= 6 * 60)
    if up * 4 >= len(steps) * 3:
        # Two rows, or three, may as well be newest first with a midnight between them.
        return "up" if len(steps) > 1 else "down"
    minutes = [row.stamp.minutes for row in alone]
    return "up" if max(minutes) - min(minutes) <= _CLOSE else "none"  # all of one night


def _dense(rows: Sequence[Row]) -> bool:
    """Whether times follow each other within the hour, as a rule."""
    times = [row.stamp.minutes for row in rows if row.stamp.time_alone]
    steps = sorted(abs(b - a) for a, b in pairwise(times))
    return len(steps) >= 6 and steps[len(steps) // 2] < 60


class _Clock:
    """Goes through a block's rows and knows which day it is."""

    def __init__(self, calendar: Calendar, today: date | None, order: str, *, mixed: bool) -> None:
        self.calendar = calendar
        self.today = today
        self.order = order
        self.mixed = mixed
        self.heading: Written | None = None
        self.place = ""
        self.day: date | None = None
        self.basis: tuple[Evidence, ...] = ()
        self.last: int | None = None
        self.dense = False
        self.past = False  # whether midnight was passed among rows of one heading

    def read(self, row: Row) -> Dated:
        written = row.stamp
        if not written.time_alone:
            stamp = self.calendar.stamp(written)
            if isinstance(stamp, Refusal):
                return Dated(row=row, refusal=stamp)
            if written.has_date and written.has_time:
                # A row that states all sets the clock for times that follow it.
                self.day, self.basis = stamp.when.date(), (Evidence.DAY_INFERRED,)
                self.last = written.minutes
            elif written.has_date and not self.mixed:
                self.day, self.basis, self.last = None, (), None
            return Dated(row=row, stamp=stamp)
        self._turn(row)
        stamp = self.calendar.stamp(written, day=self.day)
        if isinstance(stamp, Refusal):
            return Dated(row=row, refusal=stamp)
        return Dated(row=row, stamp=replace(stamp, evidence=(*self.basis, *stamp.evidence)))

    def _turn(self, row: Row) -> None:
        """Find the day of a time that stands alone."""
        minutes = row.stamp.minutes
        if row.day is not None:
            if row.day is not self.heading:
                self._start_heading(row.day)
            elif self._passed_midnight(minutes):
                self._back()
        elif self.mixed:
            self.day, self.basis = self._today_or_eve(minutes, row), (Evidence.DAY_INFERRED,)
        elif self.day is None or row.heading != self.place:
            self.day, self.basis = self.today, (Evidence.DAY_INFERRED,)
            if self.order == "none":
                self.day = None
            elif self.day is not None and self._after_capture(minutes, self.day):
                self.day -= timedelta(days=1)
        elif self._passed_midnight(minutes):
            self._back()
        self.place = row.heading
        self.last = minutes

    def _start_heading(self, heading: Written) -> None:
        self.heading = heading
        if heading.of_week and heading.weekday is not None and self.today is not None:
            self.day = last_such(heading.weekday, self.today)
            self.basis = (Evidence.DAY_HEADING,)
            return
        stamp = self.calendar.stamp(
            heading._replace(hour=None, minute=None, second=None), believe=True
        )
        self.day = stamp.when.date() if isinstance(stamp, Stamp) else None
        remarks = stamp.evidence if isinstance(stamp, Stamp) else ()
        self.basis = (
            Evidence.DAY_HEADING,
            *(each for each in remarks if each is not Evidence.WRITTEN),
        )

    def _passed_midnight(self, minutes: int) -> bool:
        if self.order != "down" or self.last is None or minutes <= self.last:
            return False
        # In a dense list a step back by most of a day is a time in a title, or two rows swapped.
        return not (self.dense and minutes - self.last < 12 * 60)

    def _today_or_eve(self, minutes: int, row: Row) -> date | None:
        """The page's own day, or the day before for what can't be of this day."""
        self.past = self._stepped_back(minutes, row.heading)
        if self.today is not None and (self.past or self._after_capture(minutes, self.today)):
            return self.today - timedelta(days=1)
        return self.today

    def _stepped_back(self, minutes: int, heading: str) -> bool:
        """Whether a time among rows that run newest first is the evening before's."""
        if heading != self.place or self.last is None or self.order != "down":
            return False
        return self.past or minutes - self.last > 6 * 60

    def _back(self) -> None:
        if self.day is not None:
            self.day -= timedelta(days=1)
            self.basis = (Evidence.DAY_INFERRED,)

    def _after_capture(self, minutes: int, day: date) -> bool:
        """Whether the time is later than the capture's own, where that is known to the minute."""
        clock = self.calendar.clock
        if clock is None or day != self.calendar.today:
            return False
        return minutes > clock[0] * 60 + clock[1] + 30
