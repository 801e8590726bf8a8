"""How long ago it was: beside a day, and without "ago" in a list of the newest.

"3 May 4 weeks ago" is one stamp, which states the day; a "3 hours" at a line's end is an age
where the list goes on with older ones. How a page counts time from its capture, `dates` knows.
"""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from pagefeed.converters import clocks
from pagefeed.dates import Written, plain, relative
from pagefeed.dates.groups import glued
from pagefeed.dates.names import base

_BETWEEN = " ()|•·,-–—"  # between a day and its age
_PARTS = ("|", "·", "•")  # between an age and a length
# How long a film lasts, behind its day in brackets: "(Feb 7) 24:10".
_LENGTH = re.compile(r"\)[ |·•–-]{1,3}\d{1,3}:\d{2}(?::\d{2})?$")
_AGE = re.compile(r"[ ()|•·,–—-]{1,3}(?:an?|\d{1,2}) (?:month|year)s? ago\b\)?", re.IGNORECASE)

_BEFORE = 20  # characters before an age in which such a word stands
_NEAR = 6  # lines from one age of a list to the next
_FEWEST = 4  # ages of a list
_DIFFERENT = 3  # of them
# What leads to a time that is to come, or to how long something takes: "expires in 2 hours".
_LEADS = frozenset(
    """
    in within after for every over than last next about до за через на около над след над преди
    in binnen über nach für seit alle dans pour pendant après depuis toutes en por durante dentro de
    tras em por durante após per tra fra dopo durante na po przez od za po během im um unter om
    binnen i om på efter sisään aikana peste după în pe içinde sonra خلال في بعد لمدة منذ כל תוך
    """.split()  # noqa: SIM905 - a list of ninety lines else
)
# Languages that say "hour" for one hour, without a number.
_ONE_UNSAID = frozenset({"ar"})


def joined(text: str, found: tuple[Written, ...]) -> tuple[Written, ...]:
    """The stamps of a line, of which one with its age is one: "3 May 4 weeks ago"."""
    kept: list[Written] = []
    for each in found:
        last = kept[-1] if kept else None
        aged = last is not None and last.has_date and each.ago is not None and not each.has_date
        if (last is not None and aged and not text[last.end : each.start].strip(_BETWEEN)) or (
            last is not None and _lasts(last, each, text)
        ):
            kept[-1] = last._replace(end=each.end, text=text[last.start : each.end])
        else:
            kept.append(each)
    if kept and kept[0].has_date and not kept[0].has_time:
        lasts = _LENGTH.match(text, kept[0].end) if text[kept[0].start - 1 : kept[0].start] == "(" else None  # fmt: skip
        if lasts is not None:
            end = lasts.end()
            kept = [kept[0]._replace(end=end, text=text[kept[0].start : end])]
    age = _AGE.match(text, kept[-1].end) if kept and kept[-1].has_date else None
    if age is not None:
        kept[-1] = kept[-1]._replace(end=age.end(), text=text[kept[-1].start : age.end()])
    return tuple(kept)


def _lasts(age: Written, time: Written, text: str) -> bool:
    """Whether a time behind an age is how long a video lasts: "5 hours ago | 2:47"."""
    return age.ago is not None and time.time_alone and text[age.end : time.start].strip() in _PARTS


class _Age(NamedTuple):
    line: int
    ago: timedelta
    counted: bool


def without_ago(plain: str, language: str | None) -> dict[int, timedelta]:
    """The lines of lists that end in ages alone, "2 hours": each with how long ago that was.

    The text has ASCII digits (`dates.plain`). Such a list has the newest first; lengths of films
    and of cooking come in any order. Or behind each stands how often readers wrote: "6 hrs | 14".
    A section may stand behind a bar.
    """
    pattern, hints = _bare(language)
    folded = plain.lower()
    if not any(hint in folded for hint in hints):
        return {}
    units = relative.units(language)
    lists: list[list[_Age]] = [[]]
    for line, match in clocks.by_line(pattern, plain):
        if _is_led(plain, match.start(), units):
            continue
        age = _Age(line, _ago(match, units), match["count"] is not None)
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


def alone(text: str, ago: timedelta | None, language: str | None) -> tuple[Written, ...]:
    """The age at the end of a line that `without_ago` tells of, as its only stamp; or none."""
    match = _bare(language)[0].search(plain(text)) if ago is not None else None
    if match is None:
        return ()
    start, end = match.span("age")
    touched = glued(text, start, end)
    return (Written(start=start, end=end, text=text[start:end], ago=ago, glued=touched),)


@lru_cache(maxsize=64)
def _bare(language: str | None) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What ages without "ago" look like in a language, and words of which each holds one."""
    units = relative.units(language)
    body = "|".join(re.escape(unit) for unit in sorted(units, key=lambda unit: (-len(unit), unit)))
    # What stands before a number is looked at from its first digit, of which a text has few.
    number = r"(?P<number>\d(?<![\d.,:/–-].)\d?)\s?"
    if base(language) in _ONE_UNSAID:
        number = rf"(?:{number}|(?<=\s))"
    pattern = re.compile(
        rf"(?P<age>{number}(?P<unit>{body})\.?)"
        r"(?:(?P<count>[^\S\n]\|[^\S\n]\d{1,5})|[^\S\n]\|[^\S\n][^|\n]{2,30})?[^\S\n]*$",
        re.MULTILINE | re.IGNORECASE,
    )
    return pattern, relative.shortest(units)


def _is_led(plain: str, start: int, units: Container[str]) -> bool:
    """Whether words lead to a length of time, or a longer one goes on with it: "in 2 hours 5 minutes"."""
    before = plain[max(start - _BEFORE, 0) : start].rpartition("\n")[2].casefold().split()
    return bool(before) and (before[-1] in _LEADS or before[-1].rstrip(".") in units)


def _ago(match: re.Match[str], units: dict[str, timedelta]) -> timedelta:
    return int(match["number"] or 1) * units[match["unit"].casefold()]
