"""The ledger: what is remembered between runs, so that ids and dates never change.

    keys, dating, likeness   what makes two things the same
    rows                     a page's drafts -> one row for each item on it
    identity, revising,      a row -> an item that is known, revised or new; pure
      minting
    memory                   what a decision needs to know, in memory
    tables, database,        the same in a database
      loading, saving, store

The package knows nothing of feeds, formats or output/ beyond the paths that it is told.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pagefeed.ledger.records import (
    Capture,
    Changes,
    Known,
    ReadPage,
    Revision,
    Sighted,
    Story,
)

if TYPE_CHECKING:
    from pagefeed.ledger.identity import decide as decide
    from pagefeed.ledger.store import Ledger as Ledger
    from pagefeed.ledger.store import open_ledger as open_ledger

__all__ = [
    "Capture",
    "Changes",
    "Known",
    "Ledger",
    "ReadPage",
    "Revision",
    "Sighted",
    "Story",
    "decide",
    "open_ledger",
]

# Imported when first used: the database library is not for programs that only read records.
_HOME = {"Ledger": "store", "open_ledger": "store", "decide": "identity"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"pagefeed.ledger.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
