"""What stands before the titles of a list's rows: places of a ranking, lengths, labels.

This module owns giving them their bare titles. What is none of their titles, `converters.fronts` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagefeed.converters import fronts
from pagefeed.converters.html import groups

if TYPE_CHECKING:
    from pagefeed.converters.html.rows import Row


def without(rows: list[Row]) -> list[Row]:
    """The rows, their titles without what stands before them."""
    for members in groups.of_rows(rows):
        titles = fronts.without([row.title for row in members])
        for row, title in zip(members, titles, strict=True):
            row.title = title
    return rows
