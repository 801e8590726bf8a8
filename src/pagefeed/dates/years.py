"""Years that a list's neighbours tell: of 06-10 above 05-10 both are of one autumn.

The newest year that isn't after the page is right for a date by itself. In a list that
runs newest first it may tear neighbours apart by a year; the year that doesn't is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from pagefeed.dates.calendar import Calendar
from pagefeed.dates.calendars import solar_day_in
from pagefeed.dates.written import Written
from pagefeed.model import Evidence, Stamp

_APART = timedelta(days=300)  # neighbours further apart than this may be a year off
_CLOSE = timedelta(days=40)  # neighbours of one list that belong together
_FEWEST = 4  # rows in whose order one can believe


def by_neighbours(
    rows: Sequence[tuple[Written | None, Stamp | None]], calendar: Calendar
) -> list[Stamp | None]:
    """The stamps of a list's rows, with inferred years as the rows around them tell.

    Nothing changes unless all rows then run newest first, and no date goes beyond the
    capture where that is known.
    """
    given = [stamp for _, stamp in rows]
    known = [place for place, stamp in enumerate(given) if stamp is not None]
    if len(known) < _FEWEST or not any(_inferred(stamp) for stamp in given):
        return given
    settled = list(given)
    pairs = list(pairwise(known))
    for above, below in reversed(pairs):
        _move(settled, rows, calendar, above, below, years=1)
    for above, below in pairs:
        _move(settled, rows, calendar, below, above, years=-1)
    if settled == given:
        return given
    days = [stamp.when.date() for stamp in settled if stamp is not None]
    return settled if all(one >= other for one, other in pairwise(days)) else given


def _move(
    settled: list[Stamp | None],
    rows: Sequence[tuple[Written | None, Stamp | None]],
    calendar: Calendar,
    place: int,
    neighbour: int,
    *,
    years: int,
) -> None:
    """Give a row the next year, or the one before, where that brings it beside its neighbour."""
    stamp, other, written = settled[place], settled[neighbour], rows[place][0]
    if stamp is None or other is None or written is None or not _inferred(stamp):
        return
    if written.weekday is not None:
        return  # it has told the year already
    distance = (other.when - stamp.when) * years
    if distance < _APART:
        return
    day = stamp.when.date()
    year, month, number = day.year + years, day.month, day.day
    if any(written.solar) and (moved_day := solar_day_in(year, *written.solar)) is not None:
        month, number = moved_day.month, moved_day.day
    fixed = written._replace(numbers=(), year=year, month=month, day=number)
    moved = calendar.stamp(fixed)
    if isinstance(moved, Stamp) and abs(moved.when - other.when) <= _CLOSE:
        settled[place] = replace(moved, evidence=stamp.evidence)


def _inferred(stamp: Stamp | None) -> bool:
    return stamp is not None and Evidence.YEAR_INFERRED in stamp.evidence
