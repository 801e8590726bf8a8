"""Times written with a dot, "13.44", told from days and months by the list that they stand in.

This module owns which lines of a text begin with such times. What a line is, it must not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pagefeed.dates import Written
from pagefeed.dates.names import base

_DOTTED = re.compile(
    r"^[\s•*·-]{0,6}(\d{1,2})\.(\d{2})(?![\d.,%])(?=\s|$|[A-ZÀ-ÞА-Я])", re.MULTILINE
)
_NO_DOTS = frozenset(("ja", "ko", "zh"))  # languages that write no time with a dot
_NEAR = 6  # lines from one time of a list to the next
_FEWEST = 3  # times of a list
_Clock = tuple[int, int, int]  # its line, hour and minute


def may_have_dots(language: str | None) -> bool:
    """Whether times of a language may be written as 13.44: in East Asia dots part days alone."""
    return base(language) not in _NO_DOTS


def with_dots(plain: str, language: str | None) -> set[int]:
    """The lines of lists that write times as 13.44: they begin so, and some can be no dates.

    The text has ASCII digits (`dates.plain`). A list of lines right below each other ends where another line stands between.
    """
    if not may_have_dots(language):
        return set()
    lists: list[list[_Clock]] = []
    loose = False  # whether other lines stand between those of the last list
    for line, match in by_line(_DOTTED, plain):
        clock = line, int(match[1]), int(match[2])
        far = _NEAR if not lists or loose or len(lists[-1]) < _FEWEST else 1
        if lists and line - lists[-1][-1][0] <= far:
            loose = loose or line - lists[-1][-1][0] > 1
            lists[-1].append(clock)
        else:
            loose = False
            lists.append([clock])
    return {line for each in lists if _are_clocks(each) for line, _, _ in each}


def by_line(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The matches of a pattern, each with the number of the line in which its first group is."""
    place, line = 0, 1
    for match in pattern.finditer(text):
        line += text.count("\n", place, match.start(1))
        place = match.start(1)
        yield line, match


def _are_clocks(found: list[_Clock]) -> bool:
    return (
        len(found) >= _FEWEST
        and all(hour < 24 and minute < 60 for _, hour, minute in found)
        and sum(1 for _, _, minute in found if minute > 12) * 3 >= len(found)
    )


def as_clock(written: Written) -> Written:
    """Day and month with a dot, read as the hour and minute that they are in such a list."""
    if len(written.numbers) != 2 or written.separator != "." or written.has_time:
        return written
    hour, minute = (int(number) for number in written.numbers)
    if written.text.endswith(".") or hour > 23 or minute > 59 or len(written.numbers[1]) != 2:
        return written
    return written._replace(numbers=(), separator="", hour=hour, minute=minute)
