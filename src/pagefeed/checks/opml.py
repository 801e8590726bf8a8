"""OPML 2.0: the tree of a well-formed document -> Problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pagefeed.checks.context import Context
from pagefeed.model import Problem


def check(root: Any, context: Context) -> Iterator[Problem]:
    """What is wrong with an OPML document, given its `opml` element (lxml, strictly parsed)."""
    del root, context
    yield from ()
