"""Dates for machines that a template filled with the instant of rendering.

This module owns finding them: many rows have the same one while people read other days.
"""

from __future__ import annotations

from collections.abc import Iterable

from pagefeed.converters.html.dated import Anchor

_FEWEST = 3  # rows with the same instant


def instants(anchors: Iterable[Anchor]) -> frozenset[str]:
    """The instants that say nothing of their rows: several days are written beside each."""
    written: dict[str, list[tuple[object, ...]]] = {}
    for each in anchors:
        if each.machine and each.written is not None and each.written.has_date:
            said = each.written
            written.setdefault(each.machine, []).append((said.day, said.month, said.numbers))
    return frozenset(
        machine for machine, days in written.items() if len(days) >= _FEWEST and len(set(days)) > 1
    )
