"""The places of a ranking before the titles of its rows: "1 A new bridge", "2 A ferry".

This module owns which rows are one list's. What a ranking's places are, `clinging` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagefeed.converters import clinging

if TYPE_CHECKING:
    from pagefeed.converters.html.rows import Row


def without(rows: list[Row]) -> list[Row]:
    """The rows, their titles without the places of a ranking."""
    lists: dict[int, list[Row]] = {}
    for row in rows:
        if not row.heading:
            lists.setdefault(row.group, []).append(row)
    for members in lists.values():
        titles = clinging.without_ranks([row.title for row in members])
        for row, title in zip(members, titles, strict=True):
            row.title = title
    return rows
