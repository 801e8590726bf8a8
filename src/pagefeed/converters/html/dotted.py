"""Times written with a dot, 18.40, which could be days: a list's other rows tell.

This module owns that one decision, list by list. It must not know rows.
"""

from __future__ import annotations

import itertools
from typing import Any

from pagefeed.converters.html import mentions
from pagefeed.converters.html.dated import Anchor
from pagefeed.dates import Written

_FEWEST = 3  # of one list
_MONTHS = 12


def read(anchors: list[Anchor]) -> list[Anchor]:
    """The dates of a page with the times among them, where too many minutes are no months."""
    places: dict[tuple[str, ...], list[Anchor]] = {}
    for each in anchors:
        if _has_dot(each):
            places.setdefault(mentions.place(each.element), []).append(each)
    clocks: dict[int, Written] = {}
    for members in itertools.chain.from_iterable(map(_lists, places.values())):
        read_as = [_clock(each) for each in members]
        late = sum(1 for each in read_as if each is not None and (each.minute or 0) > _MONTHS)
        if len(members) >= _FEWEST and None not in read_as and 3 * late >= len(members):
            clocks.update(zip((each.order for each in members), filter(None, read_as), strict=True))
    if not clocks:
        return anchors
    return [
        each._replace(written=clocks[each.order]) if each.order in clocks else each
        for each in anchors
    ]


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
