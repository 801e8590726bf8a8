"""What the dates of a page's rows mean, seen together.

This module owns days for times that stand alone: headings, neighbours, midnight. What
one written date means is `dates.Calendar`'s.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pagefeed import dates
from pagefeed.converters import yearly
from pagefeed.converters.html import cells, rendered
from pagefeed.converters.html.addresses import day_in
from pagefeed.converters.html.heads import Heads, home
from pagefeed.converters.html.published import at_home
from pagefeed.converters.html.rows import Row
from pagefeed.model import Evidence, Precision, Stamp

_DAY = timedelta(days=1)
_TITLE = 20  # characters
_DAY_MONTH_YEAR = 3  # numbers of a date


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A row with its stamp, or the reason why it has none."""

    row: Row
    stamp: Stamp | None = None
    refusal: dates.Refusal | None = None
    contradiction: str = ""
    unknown_zone: str = ""  # a zone abbreviation that was not believed


def resolve(
    rows: list[Row], calendar: dates.Calendar, told: Iterable[dates.Written] = ()
) -> list[Resolved]:
    """The items among the rows with their stamps, in the page's order.

    `told` are the dates above them that may be the page's own day.
    """
    same = rendered.instants(row.anchor for row in rows if row.anchor)
    for row in rows:
        if (
            row.anchor
            and row.anchor.machine
            and (
                row.anchor.machine in same
                or dates.machine(row.anchor.machine, calendar.zone) is None
            )
        ):
            row.anchor = row.anchor._replace(machine="")
    written = [row.anchor.written for row in rows if row.anchor and row.anchor.written]
    calendar.learn(each for each in written if not each.ranged)
    _newest(rows, calendar)
    today = calendar.page_day = _page_day(told, calendar) or calendar.page_day
    found = {id(row): _own(row, calendar) for row in rows if not row.heading}
    groups = list(_groups(rows))
    for members in groups:
        _years(members, found, calendar)
    timed = [members for members in groups if any(map(_states_no_day, members))]
    if timed:
        heads = Heads(rows, calendar, today)
        lists = [heads.over(part) for members in timed for part in _blocks(members)]
        for group in lists:
            _times(group, found, calendar, today, heads)
        if _shared(found):
            for group in lists:
                _times(group, found, calendar, today, heads)
    return [found[id(row)] for row in rows if not row.heading]


def _newest(rows: list[Row], calendar: dates.Calendar) -> None:
    """The newest full date of the page's lists. A date that stands alone may be years older.

    Dates for machines count too.
    """
    sizes = Counter(row.group for row in rows if not row.heading)
    calendar.newest = None
    for row in rows:
        if row.anchor is None or (sizes[row.group] < 2 and not row.heading):
            continue
        stamp: Stamp | dates.Refusal | None = None
        if row.anchor.machine:
            stamp = dates.machine(row.anchor.machine, calendar.zone)
        elif row.anchor.written is not None and row.anchor.written.has_year:
            if calendar.is_older(row.anchor.written):
                continue
            stamp = calendar.stamp(row.anchor.written)
        if isinstance(stamp, Stamp) and 1990 <= stamp.when.year <= 2100:
            calendar.newest = max(calendar.newest or stamp.when, stamp.when)


def _page_day(told: Iterable[dates.Written], calendar: dates.Calendar) -> date | None:
    """The page's own day: the first one told above its rows that isn't older than any of them."""
    if calendar.as_of is not None:
        return None  # the capture's is known
    for written in told:
        stamp = calendar.stamp(written, believe=True)
        if not isinstance(stamp, Stamp) or not 1990 <= stamp.when.year <= 2100:
            continue
        day = stamp.when.date()
        if calendar.newest is None or day >= calendar.newest.date():
            if calendar.newest is None or stamp.when > calendar.newest:
                calendar.newest = stamp.when
            return day
    return None


def _shared(found: dict[int, Resolved]) -> bool:
    """Give a time alone the day that the same row has in another list of the page."""
    known = {
        (name, each.stamp.when.hour, each.stamp.when.minute): each.stamp
        for each in found.values()
        if each.stamp is not None and each.stamp.precision is not Precision.DAY
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


def _names(row: Row) -> Iterator[str]:
    """What tells that a row is the same as another: its address, or a title of some length."""
    if row.link:
        yield row.link
    if len(row.title) >= _TITLE:
        yield row.title


def _own(row: Row, calendar: dates.Calendar) -> Resolved:
    """What a row's own date says, without its neighbours."""
    anchor = row.anchor
    assert anchor is not None
    zone = (
        "" if anchor.written is None or calendar.knows_zone(anchor.written) else anchor.written.zone
    )
    if anchor.machine:
        stamp = dates.machine(anchor.machine, calendar.zone)
        late = stamp and calendar.as_of and stamp.when > calendar.as_of + _DAY
        if stamp is not None and not late and 1990 <= stamp.when.year <= 2100:
            return _checked(row, _told_at_home(row, stamp, calendar), calendar)
    if anchor.written is None:
        return Resolved(row=row, refusal=dates.Refusal(code="date-missing", reason="no date"))
    if anchor.time_only:
        return Resolved(row=row, unknown_zone=zone)
    found = calendar.stamp(_dated_elsewhere(anchor.written, row, calendar))
    if isinstance(found, Stamp):
        return Resolved(row=row, stamp=_with_time(found, row, calendar), unknown_zone=zone)
    return Resolved(row=row, refusal=found, unknown_zone=zone)


def _told_at_home(row: Row, stamp: Stamp, calendar: dates.Calendar) -> Stamp:
    """A stamp in UTC as the page's zone tells it, unless the day that is written is UTC's."""
    home = at_home(stamp, calendar.zone)
    assert row.anchor is not None
    written = row.anchor.written
    if home.when.date() == stamp.when.date() or written is None or not written.has_date:
        return home
    return stamp if calendar.day_of(written) == stamp.when.date() else home


def _with_time(stamp: Stamp, row: Row, calendar: dates.Calendar) -> Stamp:
    """A day's stamp with the time that stands elsewhere in its row."""
    if stamp.precision is not Precision.DAY:
        return stamp
    for other in row.others:
        if other.written is not None and other.written.has_time and not other.written.has_date:
            found = calendar.stamp(other.written, day=stamp.when.date())
            if isinstance(found, Stamp):
                return replace(found, evidence=stamp.evidence)
    return stamp


def _dated_elsewhere(written: dates.Written, row: Row, calendar: dates.Calendar) -> dates.Written:
    """A date without a year takes it from the heading that is one, or from the row's address.

    From the address where that holds the same day.

    And the order of its numbers, where it has a year too.
    """
    if not written.has_date or (written.has_year and len(written.numbers) != _DAY_MONTH_YEAR):
        return written
    year = "" if written.has_year else cells.year(row.element)
    if year:
        return yearly.in_year(written, year)
    day = day_in(row.link, calendar.zone)
    if day is None:
        return written
    if written.numbers:
        numbers = sorted(int(each) for each in written.numbers)
        stated = [day.when.day, day.when.month]
        if written.has_year:
            stated.append(int(str(day.when.year)[-len(written.numbers[2]) :]))
        if numbers != sorted(stated):
            return written
    elif (written.month, written.day) != (day.when.month, day.when.day):
        return written
    return written._replace(numbers=(), year=day.when.year, month=day.when.month, day=day.when.day)


def _checked(row: Row, stamp: Stamp, calendar: dates.Calendar) -> Resolved:
    """The machine's stamp, unless what is written beside it says another day.

    People see what is written; templates fill attributes with the day of rendering. A
    written date counts then if it leaves nothing open, and the contradiction is told.
    """
    anchor = row.anchor
    assert anchor is not None
    written = anchor.written
    if written is None or not written.has_date:
        return Resolved(row=row, stamp=stamp)
    said = calendar.stamp(written, believe=True)
    if not isinstance(said, Stamp) or abs((said.when.date() - stamp.when.date()).days) <= 1:
        if isinstance(said, Stamp) and stamp.precision is Precision.DAY and said.precision is not Precision.DAY and said.when.date() == stamp.when.date():  # fmt: skip
            return Resolved(row=row, stamp=said)
        if isinstance(said, Stamp) and (written.zone or written.offset is not None) and said.when - stamp.when == _DAY / 2:  # fmt: skip
            return Resolved(row=row, stamp=said)  # the attribute's clock has twelve hours
        return Resolved(row=row, stamp=stamp)
    day = (stamp.when.month, stamp.when.day)
    if not written.has_year or anchor.later:
        same = (said.when.month, said.when.day) == day
        message = "" if same or anchor.later else f"{written.text!r} stands by {anchor.machine!r}, which counts"  # fmt: skip
        return Resolved(row=row, stamp=stamp, contradiction=message)
    if len(written.numbers) == 3 and (said.when.day, said.when.month) == day:
        return Resolved(row=row, stamp=stamp)  # the attribute proves the order of the numbers
    message = f"{written.text!r}, which counts, stands by {anchor.machine!r}"
    return Resolved(row=row, stamp=said, contradiction=message)


# Times that stand alone.


def _states_no_day(row: Row) -> bool:
    return row.anchor is not None and row.anchor.time_only


def _groups(rows: list[Row]) -> Iterator[list[Row]]:
    """The rows of each repeated structure, without day headings."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        if not row.heading:
            groups.setdefault(row.group, []).append(row)
    yield from groups.values()


def _years(members: list[Row], found: dict[int, Resolved], calendar: dates.Calendar) -> None:
    """Years that weren't written, as a list's other rows tell them."""
    for part in _blocks([row for row in members if row.element is not None]):
        dated = [(row.anchor.written if row.anchor else None, found[id(row)].stamp) for row in part]
        for row, stamp in zip(part, dates.by_neighbours(dated, calendar), strict=True):
            if stamp is not found[id(row)].stamp:
                found[id(row)] = replace(found[id(row)], stamp=stamp)


def _blocks(members: list[Row]) -> Iterator[list[Row]]:
    """One group's rows, split where they stand in separate lists far from each other."""
    part: list[Row] = []
    for row in members:
        if part and home(row.element) is not home(part[-1].element):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _times(
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


def _clock(row: Row) -> tuple[int, int]:
    assert row.anchor is not None
    written = row.anchor.written
    assert written is not None
    return written.hour or 0, written.minute or 0


def _descends(members: list[Row], alone: set[int]) -> bool:
    """Whether times run back down the list; a day heading starts anew, and so does midnight."""
    pairs = [
        (_clock(one), _clock(other))
        for one, other in itertools.pairwise(members)
        if id(one) in alone and id(other) in alone
    ]
    return sum(a < b for a, b in pairs) <= max(1, len(pairs) // 3)


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
