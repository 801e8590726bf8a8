"""Atom 1.0 (RFC 4287): the tree of a well-formed document -> Problems."""

from __future__ import annotations

from typing import Any

from pagefeed.checks.context import Context


def check(root: Any, context: Context) -> None:
    """Report what is wrong with the feed whose root element is given."""
    del root, context
