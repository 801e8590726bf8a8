"""What the head of a table says of a cell: "Published", "Deadline".

This module owns finding the head. It must not know what it means.
"""

from __future__ import annotations

from typing import Any

from pagefeed.converters.html.tree import holds_more, words

_MOST = 12  # columns of a table whose head is looked at
_LONGEST = 40  # characters of a head


def head(element: Any, known: dict[Any, list[str]]) -> str:
    """The text over the column of the cell that an element stands in, or "".

    `known` holds the heads of the tables that were looked at.
    """
    cell = element
    while cell is not None and cell.tag != "td":
        if cell.tag in {"tr", "body"}:
            return ""
        cell = cell.getparent()
    if cell is None:
        return ""
    row = cell.getparent()
    table = next(cell.iterancestors("table"), None)
    if table is None or row is None or holds_more(row, _MOST):
        return ""
    if table not in known:
        first = next(table.iter("tr"), None)
        heads = [] if first is None or holds_more(first, _MOST) else list(first)
        known[table] = [words(each)[:_LONGEST] if each.tag == "th" else "" for each in heads]
    place = row.index(cell)
    return known[table][place] if place < len(known[table]) else ""
