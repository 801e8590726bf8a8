"""Dates that stand in the same place of one structure, and how much each of them says.

This module owns which dates belong to one list, and with them their rows. It must not know how
rows are found.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pagefeed.converters.html import mentions
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import words

if TYPE_CHECKING:
    from pagefeed.converters.html.rows import Row

_WORDS = 25  # characters beside a date that may be a sentence
_BESIDE = 0.9  # what a date with a word beside it counts
_IN_TEXT = 0.3  # what a date in a sentence counts, beside one that stands alone
_IN_TITLE = 0.4  # what a date among a title's words counts, beside one that stands alone
_DATES = 3  # of one row
_SHORT = 15  # characters of a link that is no headline


def of(anchors: list[Anchor]) -> list[list[Anchor]]:
    """Anchors that stand in the same place of the same structure, in the page's order."""
    found: dict[tuple[str, ...], list[Anchor]] = {}
    for anchor in anchors:
        found.setdefault(mentions.place(anchor.element), []).append(anchor)
    return [part for members in found.values() for part in _columns(members)]


def of_rows(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each list, in the page's order, without the day headings among them."""
    lists: dict[int, list[Row]] = {}
    for row in rows:
        if not row.heading:
            lists.setdefault(row.group, []).append(row)
    return list(lists.values())


def _columns(members: list[Anchor]) -> list[list[Anchor]]:
    """One group's dates, apart where every row has several: "Published" and "Updated"."""
    boxes: dict[Any, list[Anchor]] = {}
    for anchor in members:
        box = anchor.element.getparent()
        boxes.setdefault(box.getparent() if box.tag == "td" else box, []).append(anchor)
    several = [box for box, held in boxes.items() if 1 < len(held) <= _DATES]
    if len(boxes) < 2 or 2 * len(several) <= len(boxes):
        return [members]
    if any(len(held) > _DATES for held in boxes.values()) or any(
        sum(len(words(link)) > _SHORT for link in box.iter("a")) > 1 for box in several
    ):
        return [members]
    return [
        column
        for place in range(_DATES)
        if (column := [held[place] for held in boxes.values() if place < len(held)])
    ]


def weight(anchor: Anchor) -> float:
    """How much a date says: an instant for machines, a full date with a time, ..."""
    written = anchor.written
    if anchor.later:
        return 0
    if anchor.machine:
        return 9
    if written is None:
        return 0
    said = 4 * written.has_year + 2 * (written.has_date or written.relative) + written.has_time
    if anchor.rest and (many := mentions.beside(anchor)):
        return said * (_IN_TEXT if many > _WORDS else _BESIDE)
    return said * _IN_TITLE if mentions.in_title(anchor) else said
