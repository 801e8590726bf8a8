"""Pieces that stand together are one date: a day with its time, its weekday, its span."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pagefeed.dates.calendars import western_year
from pagefeed.dates.expressions import CJK_WEEKDAY, DOT_TIME, GAP, RANGE_GAP, Patterns
from pagefeed.dates.groups import glued, twelve, zone_and_offset
from pagefeed.dates.names import fold, names
from pagefeed.dates.written import Written


def joined(line: str, pieces: list[Written], patterns: Patterns) -> Iterator[Written]:
    """Dates with the times beside them, and with their weekdays."""
    index = 0
    while index < len(pieces):
        here = pieces[index]
        index += 1
        if here.has_date and not here.has_time:
            here = _with_weekday_after(line, here, patterns)
            here = _with_dot_time(line, here, pieces, index)
        while index < len(pieces) and pieces[index].start < here.end:
            index += 1  # read again as the time of the date before
        if index < len(pieces):
            both = _pair(line, here, _with_weekday_before(line, pieces[index], patterns))
            if both is not None:
                here = both
                index += 1
                here, index = _with_range(line, here, pieces, index)
            else:
                here, index = _with_range(line, here, pieces, index)
        yield _with_weekday_before(line, here, patterns)


def _pair(line: str, first: Written, second: Written) -> Written | None:
    gap = line[first.end : second.start]
    if len(gap) > 16 or GAP.fullmatch(gap) is None:
        return None
    if _clock_with_dot(first) and second.has_year and not second.has_time:
        hour, minute = int(first.numbers[0]), int(first.numbers[1])
        first = replace(first, numbers=(), separator="", hour=hour, minute=minute)
    if first.has_date and not first.has_time and second.has_time and not second.has_date:
        if second.ranged or (not second.possible_time and not first.has_year):
            return None
        return _merged(line, first, second)
    if first.has_time and not first.has_date and second.has_date and not second.has_time:
        return _merged(line, second, first)
    return None


def _merged(line: str, day: Written, time: Written) -> Written:
    start, end = min(day.start, time.start), max(day.end, time.end)
    return replace(
        day,
        start=start,
        end=end,
        text=line[start:end],
        glued=glued(line, start, end),
        hour=time.hour,
        minute=time.minute,
        second=time.second,
        offset=time.offset,
        zone=time.zone,
        clock=(time.start, time.end),
    )


def _clock_with_dot(written: Written) -> bool:
    """Whether two numbers with a dot could be a time: 13.44."""
    if len(written.numbers) != 2 or written.separator != "." or written.text.endswith("."):
        return False
    return (
        int(written.numbers[0]) < 24
        and len(written.numbers[1]) == 2
        and int(written.numbers[1]) < 60
    )


def _with_dot_time(line: str, here: Written, pieces: list[Written], index: int) -> Written:
    """A time written 13.44 right after a date: there it can't be a day and month."""
    following = pieces[index] if index < len(pieces) else None
    if following is not None and following.has_time and following.start - here.end <= 3:
        return here
    match = DOT_TIME.match(line, here.end)
    if match is None or int(match["h"]) > 23 or int(match["m"]) > 59:
        return here
    if not here.has_year and here.month is None:
        return here
    hour = int(match["h"])
    if match["ap"]:
        hour = twelve(hour, match["ap"].replace(".", "").lower(), names("en"))
    zone, offset = zone_and_offset(match["zone"])
    end = match.end()
    return replace(
        here, end=end, text=line[here.start : end], hour=hour, minute=int(match["m"]),
        zone=zone, offset=offset, glued=glued(line, here.start, end),
    )  # fmt: skip


def _with_range(line: str, here: Written, pieces: list[Written], index: int) -> tuple[Written, int]:
    """A span of times or of days is one: it says when something takes place."""
    if index >= len(pieces):
        return here, index
    other = pieces[index]
    gap = line[here.end : other.start]
    if len(gap) > 6 or RANGE_GAP.fullmatch(gap) is None:
        return here, index
    times = here.has_time and other.has_time and not other.has_date
    days = here.has_date and other.has_date and not here.has_time and not other.has_time
    if not (times or days):
        return here, index
    end = other.end
    text = line[here.start : end]
    return replace(here, end=end, text=text, ranged=True), index + 1


def _with_weekday_before(line: str, here: Written, patterns: Patterns) -> Written:
    if not here.has_date:
        return here
    first = max(0, here.start - 40)
    before = patterns.weekday_before.search(line[first : here.start])
    if before is None:
        return here
    weekday = patterns.names.weekdays.get(fold(before["wd"]))
    if not _can_fall_on(here, weekday):
        return here  # "open until Friday 24.05.2022", which was a Tuesday: the title's word
    start = first + before.start()
    return replace(
        here, start=start, text=line[start : here.end], glued=glued(line, start, here.end),
        weekday=weekday,
    )  # fmt: skip


def _can_fall_on(here: Written, weekday: int | None) -> bool:
    """Whether a full date could be of that weekday, in one order of its numbers at least."""
    if not here.has_year:
        return True
    if here.numbers:
        a, b, c = (int(number) for number in here.numbers)
        year = western_year(c, len(here.numbers[2]))
        days = [(year, b, a), (year, a, b), (western_year(a, len(here.numbers[0])), b, c)]
    else:
        days = [(here.year or 0, here.month or 0, here.day or 0)]
    for each in days:
        try:
            if date(*each).weekday() == weekday:
                return True
        except ValueError:
            continue
    return here.month is None and not here.numbers


def _with_weekday_after(line: str, here: Written, patterns: Patterns) -> Written:
    after = patterns.weekday_after.match(line, here.end)
    if after is not None:
        name = fold(after["wd"] or after["wp"])
        weekday = patterns.names.weekdays.get(name)
        if after["wd"] and len(name) <= 3 and not (here.has_year and _can_fall_on(here, weekday)):
            return here
        return replace(_further(line, here, after.end()), weekday=weekday)
    short = CJK_WEEKDAY.match(line, here.end)
    return here if short is None else _further(line, here, short.end())


def _further(line: str, here: Written, end: int) -> Written:
    return replace(here, end=end, text=line[here.start : end], glued=glued(line, here.start, end))
