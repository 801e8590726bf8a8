"""Links of the feed itself (self, hub) and RFC 5005: paged and archived feeds."""

from __future__ import annotations

from typing import Any

from pagefeed.checks.tree import Walk


def check(walk: Walk, head: Any, root: Any) -> None:
    """The links and markers of a channel or feed."""
    del walk, head, root
