"""What stands before the titles of a list's rows: places of a ranking, lengths, labels.

This module owns which rows are one list's. What is none of their titles, `converters.fronts` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagefeed.converters import fronts

if TYPE_CHECKING:
    from pagefeed.converters.html.rows import Row


def without(rows: list[Row]) -> list[Row]:
    """The rows, their titles without what stands before them."""
    lists: dict[int, list[Row]] = {}
    for row in rows:
        if not row.heading:
            lists.setdefault(row.group, []).append(row)
    for members in lists.values():
        titles = fronts.without([row.title for row in members])
        for row, title in zip(members, titles, strict=True):
            row.title = title
    return rows
