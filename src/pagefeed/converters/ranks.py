"""Places of a ranking that stand twice, "3. 3. How ice is made": the list's number, and the text's own.

This module owns telling them from days and months, by the list that they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TWICE = re.compile(r"^[^\S\n]{0,8}((\d{1,2})\.[^\S\n]{1,2})(?=\2\.[^\S\n])", re.MULTILINE)
_NEAR = 8  # lines from one place to the next
_FEWEST = 3  # places of a list


def doubled(plain: str) -> dict[int, int]:
    """The lines of lists that begin so, and where the second number begins in each.

    The text has ASCII digits (`dates.plain`).
    """
    lists: list[list[tuple[int, int, int]]] = [[]]  # line, place, where the second number begins
    for line, number, start in _found(plain):
        last = lists[-1][-1] if lists[-1] else None
        if last is not None and (line - last[0] > _NEAR or number != last[1] + 1):
            lists.append([])
        lists[-1].append((line, number, start))
    return {line: start for each in lists if len(each) >= _FEWEST for line, _, start in each}


def _found(plain: str) -> Iterator[tuple[int, int, int]]:
    line, place = 1, 0
    for match in _TWICE.finditer(plain):
        line += plain.count("\n", place, match.start())
        place = match.start()
        yield line, int(match[2]), match.end() - match.start()
