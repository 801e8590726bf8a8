"""How long ago it was: beside a day, and without "ago" in a list of the newest.

"3 May 4 weeks ago" is one stamp, which states the day; a "3 hours" at a line's end is an age
where the list goes on with older ones. How a page counts time from its capture, `dates` knows.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from pagefeed.converters import clocks
from pagefeed.dates import Written
from pagefeed.dates.groups import glued

_BETWEEN = " ()|•·,-–—"  # between a day and its age
_AGE = re.compile(r"[ ()|•·,–—-]{1,3}(?:an?|\d{1,2}) (?:month|year)s? ago\b\)?", re.IGNORECASE)

_BARE = re.compile(
    r"(?<![\d.,:/–-])(?P<age>(?P<number>\d{1,2})\s?"
    r"(?P<unit>min(?:ute)?s?|h(?:ou)?rs?|days?|w(?:ee)?ks?))"
    r"(?P<count>[^\S\n]\|[^\S\n]\d{1,5})?[^\S\n]*$",  # of what readers wrote
    re.MULTILINE,
)
_UNITS = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_NEAR = 6  # lines from one age of a list to the next
_FEWEST = 4  # ages of a list
_DIFFERENT = 3  # of them


def joined(text: str, found: tuple[Written, ...]) -> tuple[Written, ...]:
    """The stamps of a line, of which one with its age is one: "3 May 4 weeks ago"."""
    kept: list[Written] = []
    for each in found:
        last = kept[-1] if kept else None
        aged = last is not None and last.has_date and each.ago is not None and not each.has_date
        if last is not None and aged and not text[last.end : each.start].strip(_BETWEEN):
            kept[-1] = last._replace(end=each.end, text=text[last.start : each.end])
        else:
            kept.append(each)
    age = _AGE.match(text, kept[-1].end) if kept and kept[-1].has_date else None
    if age is not None:
        kept[-1] = kept[-1]._replace(end=age.end(), text=text[kept[-1].start : age.end()])
    return tuple(kept)


class _Age(NamedTuple):
    line: int
    ago: timedelta
    counted: bool


def without_ago(plain: str) -> dict[int, timedelta]:
    """The lines of lists that end in ages alone, "2 hours": each with how long ago that was.

    The text has ASCII digits (`dates.plain`). Such a list has the newest first; lengths of films and of cooking come in any order. Or
    behind each stands how often readers wrote: "6 hrs | 14".
    """
    if not any(unit in plain for unit in ("hour", "hr")):
        return {}
    lists: list[list[_Age]] = [[]]
    for line, match in clocks.by_line(_BARE, plain):
        age = _Age(line, _ago(match), match["count"] is not None)
        last = lists[-1][-1] if lists[-1] else age
        older = age.ago >= last.ago or age.counted
        if age.line - last.line > _NEAR or not older or age.counted is not last.counted:
            lists.append([])
        lists[-1].append(age)
    return {
        age.line: age.ago
        for found in lists
        if len(found) >= _FEWEST and len({age.ago for age in found}) >= _DIFFERENT
        for age in found
    }


def alone(text: str, ago: timedelta | None) -> tuple[Written, ...]:
    """The age at the end of a line that `without_ago` tells of, as its only stamp; or none."""
    match = _BARE.search(text) if ago is not None else None
    if match is None:
        return ()
    start, end = match.span("age")
    touched = glued(text, start, end)
    return (Written(start=start, end=end, text=text[start:end], ago=ago, glued=touched),)


def _ago(match: re.Match[str]) -> timedelta:
    return int(match["number"]) * next(
        length for unit, length in _UNITS.items() if match["unit"].startswith(unit)
    )
