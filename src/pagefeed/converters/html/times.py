"""Days for times that stand alone: from headings, neighbours, midnight, the same row elsewhere.

This module owns those. What a written date means is `dates.Calendar`'s, which headings hold for
which rows `heads`'.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pagefeed import dates
from pagefeed.converters.html.addresses import day_in
from pagefeed.converters.html.heads import Heads
from pagefeed.converters.html.rows import Row
from pagefeed.model import Evidence, Precision, Stamp

_DAY = timedelta(days=1)
_MIDNIGHT = 6 * 60  # minutes; a longer step up is one over midnight
_TITLE = 20  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A row with its stamp, or the reason why it has none."""

    row: Row
    stamp: Stamp | None = None
    refusal: dates.Refusal | None = None
    contradiction: str = ""
    unknown_zone: str = ""  # a zone abbreviation that was not believed


def states_no_day(row: Row) -> bool:
    """Whether a row's date is a time alone."""
    return row.anchor is not None and row.anchor.time_only


def give(
    members: list[Row],
    found: dict[int, Resolved],
    calendar: dates.Calendar,
    today: date | None,
    heads: Heads,
) -> None:
    """Give times their days: from headings and dated rows, from the address, from the capture."""
    alone = [row for row in members if not row.heading and _needs_day(found[id(row)])]
    if not alone:
        return
    descending = _descends(members, {id(row) for row in alone})
    _down(members, found, calendar, today, heads, descending=descending)
    if descending:
        _up(members, found, calendar, heads)
    for row in members:
        if not row.heading and _needs_day(found[id(row)]):
            assert row.anchor is not None
            assert row.anchor.written is not None
            refusal = calendar.stamp(row.anchor.written)
            if isinstance(refusal, dates.Refusal):
                found[id(row)] = replace(found[id(row)], refusal=refusal)


def _needs_day(resolved: Resolved) -> bool:
    anchor = resolved.row.anchor
    return resolved.stamp is None and anchor is not None and anchor.time_only


def _written(row: Row) -> dates.Written:
    assert row.anchor is not None
    assert row.anchor.written is not None
    return row.anchor.written


def _clock(row: Row) -> tuple[int, int]:
    written = _written(row)
    return written.hour or 0, written.minute or 0


def _descends(members: list[Row], alone: set[int]) -> bool:
    """Whether times run back down the list; a day heading starts anew, and so does midnight."""
    pairs = [
        (_written(one).minutes, _written(other).minutes)
        for one, other in itertools.pairwise(members)
        if id(one) in alone and id(other) in alone
    ]
    # A large step up is a midnight between two rows.
    up = sum(a < b and b - a <= _MIDNIGHT for a, b in pairs)
    return up <= max(1, len(pairs) // 3)


def _down(
    members: list[Row],
    found: dict[int, Resolved],
    calendar: dates.Calendar,
    today: date | None,
    heads: Heads,
    *,
    descending: bool,
) -> None:
    """From the top: the day of the heading or dated row above; one day back at each midnight."""
    day, last = _top(members, calendar, today) if descending else (None, None)
    evidence = Evidence.DAY_INFERRED
    apart = heads.apart(members)  # where each day has its heading, no row runs over midnight
    for row in members:
        if row.heading:
            day, last, evidence = heads.day(row), None, Evidence.DAY_HEADING
            continue
        resolved = found[id(row)]
        if resolved.stamp is not None:
            if resolved.stamp.precision is not Precision.DAY:
                day = resolved.stamp.when.date()
                last = (resolved.stamp.when.hour, resolved.stamp.when.minute)
                evidence = Evidence.DAY_INFERRED
            continue
        if not _needs_day(resolved):
            continue
        stated = day_in(row.link, calendar.zone)
        if stated is not None:
            day, last, evidence = stated.when.date(), None, Evidence.DAY_INFERRED
        if day is None:
            continue
        clock = _clock(row)
        if last is not None and clock > last and descending and not _is_headed(day, apart):
            day -= _DAY
            evidence = Evidence.DAY_INFERRED
        last = clock
        _give(row, found, calendar, day, evidence)


def _is_headed(day: date, apart: list[frozenset[date | None]]) -> bool:
    """Whether a day has a heading as others have."""
    several = len(apart) > 1 or any(len(days) > 1 for days in apart)
    return several and any(day in days for days in apart)


def _top(
    members: list[Row], calendar: dates.Calendar, today: date | None
) -> tuple[date | None, tuple[int, int] | None]:
    """The day that a list begins on, and the time that its first row isn't after."""
    if members and members[0].heading:
        return None, None
    clock = calendar.clock
    return calendar.today or today, (24, 0) if clock is None else (clock[0], clock[1] + 10)


def _up(
    members: list[Row],
    found: dict[int, Resolved],
    calendar: dates.Calendar,
    heads: Heads,
) -> None:
    """Rows above the first known day: the list goes on upwards over midnight."""
    day: date | None = None
    last: tuple[int, int] | None = None
    for row in reversed(members):
        if row.heading:
            day, last = heads.day(row), (24, 0)
            continue
        resolved = found[id(row)]
        if resolved.stamp is not None:
            if resolved.stamp.precision is Precision.DAY:
                day, last = None, None
            else:
                day = resolved.stamp.when.date()
                last = (resolved.stamp.when.hour, resolved.stamp.when.minute)
            continue
        if not _needs_day(resolved) or day is None or last is None:
            continue
        clock = _clock(row)
        if clock < last:
            day += _DAY
        last = clock
        _give(row, found, calendar, day, Evidence.DAY_INFERRED)


def _give(
    row: Row,
    found: dict[int, Resolved],
    calendar: dates.Calendar,
    day: date,
    evidence: Evidence,
) -> None:
    assert row.anchor is not None
    assert row.anchor.written is not None
    stamp = calendar.stamp(row.anchor.written, day=day)
    if isinstance(stamp, Stamp):
        stamp = replace(stamp, evidence=(evidence, *stamp.evidence))
        found[id(row)] = replace(found[id(row)], stamp=stamp, refusal=None)
    else:
        found[id(row)] = replace(found[id(row)], refusal=stamp)


def share(found: dict[int, Resolved]) -> bool:
    """Give a time alone the day that the same row has in another list of the page."""
    known = {
        (name, each.stamp.when.hour, each.stamp.when.minute): each.stamp
        for each in found.values()
        if each.stamp is not None and each.stamp.precision is not Precision.DAY
        if not _is_carried(each.row)
        for name in _names(each.row)
    }
    given = False
    for key, each in found.items():
        if _needs_day(each):
            stamps = (known.get((name, *_clock(each.row))) for name in _names(each.row))
            stamp = next(filter(None, stamps), None)
            if stamp is not None:
                found[key] = replace(each, stamp=stamp, refusal=None)
                given = True
    return given


def _is_carried(row: Row) -> bool:
    """Whether a row's day is but an attribute's, for programs: of what is shown, a time alone."""
    anchor = row.anchor
    if anchor is None or anchor.written is None:
        return False
    return anchor.machine != "" and anchor.written.time_alone


def _names(row: Row) -> Iterator[str]:
    """What tells that a row is the same as another: its address, or a title of some length."""
    if row.link:
        yield row.link
    if len(row.title) >= _TITLE:
        yield row.title
