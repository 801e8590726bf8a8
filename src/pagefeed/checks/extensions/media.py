"""media."""

from __future__ import annotations

from pagefeed.checks.tree import Part

IN_CHANNEL: tuple[tuple[str, Part], ...] = ()
IN_ITEM: tuple[tuple[str, Part], ...] = ()
COMPLETE: tuple[str, ...] = ()
