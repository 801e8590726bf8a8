"""Two numbers with a dot between, 18.40 or 3.8: days, times, or figures of a table.

This module owns that one decision, list by list: what else stands there tells. It must not
know rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, islice
from typing import Any

from pagefeed.converters import clocks
from pagefeed.converters.html import mentions
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import is_small, words
from pagefeed.dates import Written

_FEWEST = 3  # of one list
_MONTHS = 12
_CELLS = 20  # beside a number
_DAYS = 31
_FIGURE = re.compile(r"[-+−]?\s?[$€£¥]?\d+[.,]\d+\s?%?")


def read(anchors: list[Anchor], language: str | None) -> list[Anchor]:
    """The dates of a page with the times among them, where too many minutes are no months.

    Without figures: where a column of a table has some with a sign, or that are no days of any
    month, or a row has others beside them.
    """
    places: dict[tuple[str, ...], list[Anchor]] = {}
    for each in anchors:
        if _has_dot(each):
            places.setdefault(mentions.place(each.element), []).append(each)
    figures = {each.order for members in places.values() for each in _figures(members)}
    dotted = places.values() if clocks.may_have_dots(language) else ()
    times: dict[int, Written] = {}
    for members in chain.from_iterable(map(_lists, dotted)):
        read_as = [_clock(each) for each in members]
        late = sum(1 for each in read_as if each is not None and (each.minute or 0) > _MONTHS)
        if len(members) >= _FEWEST and None not in read_as and 3 * late >= len(members):
            times.update(zip((each.order for each in members), filter(None, read_as), strict=True))
    if not times and not figures:
        return anchors
    return [
        each._replace(written=times[each.order]) if each.order in times else each
        for each in anchors
        if each.order in times or each.order not in figures
    ]


def _figures(members: list[Anchor]) -> list[Anchor]:
    """Those of one place's numbers that are figures of a table, and neither days nor times."""
    alone = [each for each in members if each.alone]
    celled = [each for each in alone if each.element.tag == "td"]
    if any(_is_signed(each) or not _may_be_day(_numbers(each)) for each in celled):
        return celled
    return [each for each in alone if _beside_figures(each)]


def _is_signed(anchor: Anchor) -> bool:
    return anchor.text.lstrip()[:1] in {"-", "+", "\N{MINUS SIGN}"}


def _numbers(anchor: Anchor) -> Iterable[str]:
    assert anchor.written is not None
    return anchor.written.numbers


def _may_be_day(numbers: Iterable[str]) -> bool:
    """Whether one of two numbers can be a month, and the other a day of it."""
    one, other = sorted(map(int, numbers))
    return 1 <= one <= _MONTHS and other <= _DAYS


def _beside_figures(anchor: Anchor) -> bool:
    """Whether figures stand in other cells beside it."""
    cells = islice(anchor.element.getparent(), _CELLS)
    return any(cell is not anchor.element and _shows_figure(cell) for cell in cells)


def _shows_figure(cell: Any) -> bool:
    """Whether a cell shows nothing but a share, or a decimal number that is no day."""
    text = words(cell) if isinstance(cell.tag, str) and is_small(cell) else ""
    if not _FIGURE.fullmatch(text):
        return False
    return "%" in text or (cell.tag == "td" and not _may_be_day(re.findall(r"\d+", text)))


def _lists(members: list[Anchor]) -> list[list[Anchor]]:
    """Dates of one place by the lists that they stand in, where each of several has enough."""
    lists: dict[Any, list[Anchor]] = {}
    for each in members:
        around = next(each.element.iterancestors("ul", "ol", "table", "dl"), None)
        lists.setdefault(around, []).append(each)
    parts = list(lists.values())
    return parts if all(len(part) >= _FEWEST for part in parts) else [members]


def _has_dot(anchor: Anchor) -> bool:
    written = anchor.written
    if written is None or anchor.machine or written.has_time or len(written.numbers) != 2:
        return False
    return written.separator == "." and (anchor.alone or written.start <= 1)


def _clock(anchor: Anchor) -> Written | None:
    written = anchor.written
    assert written is not None
    hour, minute = (int(number) for number in written.numbers)
    if hour > 23 or minute > 59 or len(written.numbers[1]) != 2 or written.text.endswith("."):
        return None
    return written._replace(numbers=(), separator="", hour=hour, minute=minute)
