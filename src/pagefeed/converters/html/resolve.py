"""What the dates of a page's rows mean, seen together.

This module owns what each row's own date says, and the page's day. What one written date
means is `dates.Calendar`'s, which days times alone are of `times`'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from itertools import takewhile

from pagefeed import dates
from pagefeed.converters import weekly, yearly
from pagefeed.converters.html import cells, groups, rendered, times
from pagefeed.converters.html.addresses import day_in
from pagefeed.converters.html.heads import Heads, home
from pagefeed.converters.html.rows import Row
from pagefeed.converters.html.stated import at_home
from pagefeed.converters.html.times import Resolved
from pagefeed.model import Precision, Stamp

_DAY = timedelta(days=1)
_HALF_HOUR = timedelta(minutes=30)
_MINUTE = timedelta(minutes=1)
_TIMED = 2  # rows with times alone above the eve's, at least
_NEAR = 3 * 60  # minutes from one list's newest row to another's
_DAY_MONTH_YEAR = 3  # numbers of a date


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
    listed = groups.of_rows(rows)
    today = calendar.page_day = (
        _page_day(told, rows, calendar) or _above_eve(listed, calendar) or calendar.page_day
    )
    found = {id(row): _own(row, calendar) for row in rows if not row.heading}
    for members in listed:
        _years(members, found, calendar)
        _without_programmes(members, found)
    timed = [members for members in listed if any(map(times.states_no_day, members))]
    if timed:
        heads = Heads(rows, calendar, today)
        lists = [heads.over(part) for members in timed for part in _blocks(members)]
        for group in lists:
            times.give(group, found, calendar, today, heads)
        if times.share(found):
            for group in lists:
                times.give(group, found, calendar, today, heads)
    if today is None:
        _count_back(rows, found, calendar)
    return [found[id(row)] for row in rows if not row.heading]


def _count_back(rows: list[Row], found: dict[int, Resolved], calendar: dates.Calendar) -> None:
    """Date "Today 21:59" and "Yesterday 23:12" by the newest day of the lists beside, where its times are near."""
    counted = [
        (row, row.anchor.written)
        for row in rows
        if not row.heading and row.anchor and row.anchor.written
        if row.anchor.written.days_ago is not None and found[id(row)].stamp is None
    ]
    todays = [
        written.minutes for _, written in counted if written.has_time and not written.days_ago
    ]
    stamps = [each.stamp for each in found.values() if each.stamp is not None]
    newest = max((s.when for s in stamps if s.precision is not Precision.DAY), default=None)
    if not todays or newest is None:
        return
    if abs(max(todays) - newest.hour * 60 - newest.minute) > _NEAR:
        return
    calendar.page_day = newest.date()
    for row, _ in counted:
        found[id(row)] = _own(row, calendar)


def _without_programmes(members: list[Row], found: dict[int, Resolved]) -> None:
    """Take the days of the week of a list that runs forward for no rows' dates."""
    rows = [row for row in members if not row.heading]
    shown = [(row, row.anchor.written) for row in rows if row.anchor and row.anchor.written]
    if weekly.run_forward((written, found[id(row)].stamp) for row, written in shown):
        for row, written in shown:
            if written.of_week:
                refusal = weekly.refusal(written)
                found[id(row)] = replace(found[id(row)], stamp=None, refusal=refusal)


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
        if isinstance(stamp, Stamp) and stamp.when.year in dates.WEB_YEARS:
            calendar.newest = max(calendar.newest or stamp.when, stamp.when)


def _page_day(
    told: Iterable[dates.Written], rows: list[Row], calendar: dates.Calendar
) -> date | None:
    """The page's own day: the first one told above its rows that isn't older than any of them.

    With its weekday it may be older than rows that no link leads from: matches to come.
    """
    if calendar.as_of is not None:
        return None  # the capture's is known
    for written in told:
        stamp = calendar.stamp(written, believe=True)
        if not isinstance(stamp, Stamp) or stamp.when.year not in dates.WEB_YEARS:
            continue
        day = stamp.when.date()
        if calendar.newest is None or day >= calendar.newest.date():
            if calendar.newest is None or stamp.when > calendar.newest:
                calendar.newest = stamp.when
            return day
        if written.whole_day and _is_newest(day, rows, calendar):
            return day
    return None


def _above_eve(listed: Iterable[list[Row]], calendar: dates.Calendar) -> date | None:
    """The newest day of the page, where a list begins with times alone and goes on a day or a weekend before."""
    if calendar.as_of is not None or calendar.latest is None:
        return None
    newest = calendar.latest.date()
    for members in listed:
        shown = [row.anchor for row in members if not row.heading and row.anchor is not None]
        timed = list(takewhile(lambda anchor: anchor.time_only, shown))
        following = next(iter(shown[len(timed) :]), None)
        if len(timed) < _TIMED or following is None or following.written is None:
            continue
        day = calendar.day_of(following.written) if following.written.has_date else None
        if weekly.is_eve(day, newest):
            return newest
    return None


def _is_newest(day: date, rows: list[Row], calendar: dates.Calendar) -> bool:
    """Whether none of the rows with links, of which there are some, is newer."""
    linked = [row.anchor.written for row in rows if row.anchor is not None and _is_linked(row)]
    days = [calendar.day_of(each) for each in linked if each is not None and each.has_year]
    return bool(days) and all(each is None or each <= day for each in days)


def _is_linked(row: Row) -> bool:
    if row.link:
        return True
    shown = (each for each in (row.element, row.titled) if each is not None)
    return any(next(each.iter("a"), None) is not None for each in shown)


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
        if stamp is not None and not late and stamp.when.year in dates.WEB_YEARS:
            if anchor.machine.endswith("+00:00") and _is_clock_of(anchor.written, stamp):
                stamp = _as_shown(stamp, calendar)
            return _checked(row, _told_at_home(row, stamp, calendar), calendar)
    if anchor.written is None:
        day = day_in(row.link, calendar.zone)
        if day is not None and not (calendar.as_of and day.when > calendar.as_of + _DAY):
            return Resolved(row=row, stamp=day)
        return Resolved(row=row, refusal=dates.Refusal(code="date-missing", reason="no date"))
    if anchor.time_only:
        return Resolved(row=row, unknown_zone=zone)
    found = calendar.stamp(_dated_elsewhere(anchor.written, row, calendar))
    if isinstance(found, Stamp):
        return Resolved(row=row, stamp=_with_time(found, row, calendar), unknown_zone=zone)
    return Resolved(row=row, refusal=found, unknown_zone=zone)


def _is_clock_of(written: dates.Written | None, stamp: Stamp) -> bool:
    """Whether people are shown the very clock time that is stated for programs as UTC's.

    Themes write "+00:00" behind their own time; what ends in "Z" was made UTC's.
    """
    if written is None or stamp.when.utcoffset() or stamp.precision is Precision.DAY:
        return False
    shown = (written.hour, written.minute)
    return written.offset is None and not written.zone and shown == (stamp.when.hour, stamp.when.minute)  # fmt: skip


def _as_shown(stamp: Stamp, calendar: dates.Calendar) -> Stamp:
    """The clock time of the page's zone that a theme states as if it were UTC's."""
    when, _ = dates.localize(stamp.when.replace(tzinfo=None), calendar.zone)
    return replace(stamp, when=when)


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

    People see what is written; templates fill attributes with the day of rendering, or of the
    last change. A written date counts then if it leaves nothing open, and the contradiction is
    told. What is written of a change, behind the machine's day, counts for nothing.
    """
    anchor = row.anchor
    assert anchor is not None
    written = anchor.written
    if written is not None and written.time_alone and stamp.precision is Precision.DAY:
        timed = calendar.stamp(written, day=stamp.when.date())
        return Resolved(row=row, stamp=timed if isinstance(timed, Stamp) else stamp)
    if written is None or not written.has_date:
        return Resolved(row=row, stamp=stamp)
    said = calendar.stamp(written, believe=True)
    if not isinstance(said, Stamp) or _same_somewhere(stamp, said.when.date()):
        if isinstance(said, Stamp) and stamp.precision is Precision.DAY and said.precision is not Precision.DAY and said.when.date() == stamp.when.date():  # fmt: skip
            return Resolved(row=row, stamp=said)
        if isinstance(said, Stamp) and (written.zone or written.offset is not None) and said.when - stamp.when == _DAY / 2:  # fmt: skip
            return Resolved(row=row, stamp=said)  # the attribute's clock has twelve hours
        if isinstance(said, Stamp) and _is_another_time(written, said, stamp):
            return Resolved(row=row, stamp=said, contradiction=_told(written, anchor.machine))
        return Resolved(row=row, stamp=stamp)
    day = (stamp.when.month, stamp.when.day)
    changed = anchor.later and said.when > stamp.when
    if not written.has_year or changed:
        same = (said.when.month, said.when.day) == day
        message = "" if same or changed else f"{written.text!r} stands by {anchor.machine!r}, which counts"  # fmt: skip
        return Resolved(row=row, stamp=stamp, contradiction=message)
    if len(written.numbers) == 3 and (said.when.day, said.when.month) == day:
        return Resolved(row=row, stamp=stamp)  # the attribute proves the order of the numbers
    return Resolved(row=row, stamp=said, contradiction=_told(written, anchor.machine))


def _told(written: dates.Written, machine: str) -> str:
    return f"{written.text!r}, which counts, stands by {machine!r}"


def _is_another_time(written: dates.Written, said: Stamp, stamp: Stamp) -> bool:
    """Whether a written instant, with its zone, isn't the machine's in any zone.

    "EST" stands on many a page in summer too: whole hours apart they are the same.
    """
    if not (written.zone or written.offset is not None):
        return False
    if Precision.DAY in {said.precision, stamp.precision}:
        return False
    apart = abs(said.when - stamp.when) % _HALF_HOUR
    return _MINUTE <= apart <= _HALF_HOUR - _MINUTE


def _same_somewhere(stamp: Stamp, day: date) -> bool:
    """Whether a machine's instant is on a day in some zone, from 12 hours west to 14 east of UTC.

    A machine's day without a time may be the one before or after.
    """
    if stamp.precision is Precision.DAY:
        return abs((day - stamp.when.date()).days) <= 1
    instant = stamp.when.astimezone(UTC)
    return (instant - _DAY / 2).date() <= day <= (instant + _DAY * 7 / 12).date()


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
