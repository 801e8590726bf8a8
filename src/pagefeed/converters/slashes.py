"""Days written as "2/8", or as "08.24" touching titles, told from fractions and scores by their list.

This module owns which lines of a text begin or end with such days. What a line is, it must not know.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pagefeed.converters import clocks

_SLASHED = re.compile(
    r"^[\s•*·-]{0,6}\(?(\d{1,2})/(\d{1,2})\)?(?![\d/.,%])(?=[ :|–—-]{0,3}[^\W\d_] ?[^\W\d_]|[ \t]*$)",
    re.MULTILINE,
)
# What stands before a day is looked at from its first digit, of which a text has few.
_ENDING = re.compile(
    r"(\d(?:(?<=[^\W\d_]{2}[ (].)|(?<=[^\W\d_]{2}[^\n\d][ (].)|(?<=[^\W\d_]{2}[^\n\d]{2}[ (].))\d?)"
    r"/(\d{1,2})\)?[ \t]*$",
    re.MULTILINE,
)
# "A new bank opens08.24", where the day touches its title.
_TOUCHING = re.compile(
    r"(\d(?:(?<=[^\W\d_]{2}.)|(?<=[\u3040-\ud7af].)|(?<=[^\W\d_]{2}[^\s\w].)|(?<=[\u3040-\ud7af][^\s\w].))\d)"
    r"\.(\d{2})\.?[ \t]*$",
    re.MULTILINE,
)
_NEAR = 3  # lines from one day of a list to the next
_FEWEST = 4  # days of a list
_MONTHS, _DAYS = 12, 31
_Pair = tuple[int, int, int]  # its line and the two numbers


def days(plain: str) -> set[int]:
    """The lines of lists that begin with day and month, or month and day, or end so, the newest first.

    The text has ASCII digits (`dates.plain`). Once in a list a year may turn.
    """
    found: set[int] = set()
    for pattern in (*((_SLASHED, _ENDING) if "/" in plain else ()), _TOUCHING):
        lists: list[list[_Pair]] = [[]]
        for line, match in clocks.by_line(pattern, plain):
            pair = line, int(match[1]), int(match[2])
            if lists[-1] and line - lists[-1][-1][0] > _NEAR:
                lists.append([])
            lists[-1].append(pair)
        found.update(line for each in lists if _are_days(each) for line, _, _ in each)
    return found


def _are_days(found: list[_Pair]) -> bool:
    if len(found) < _FEWEST:
        return False
    month_first = [(first, second) for _, first, second in found]
    day_first = [(second, first) for _, first, second in found]
    return _run_back(month_first) or _run_back(day_first)


def _run_back(found: list[tuple[int, int]]) -> bool:
    """Whether months and days run back, on more than one day."""
    if any(not (1 <= month <= _MONTHS and 1 <= day <= _DAYS) for month, day in found):
        return False
    several = len(set(found)) > 1 or found[0][1] > _MONTHS  # "1/2" may be a half
    return several and sum(one < other for one, other in pairwise(found)) <= 1
