"""A path or a URL -> a database that keeps its word: engine, transactions, plain errors.

SQLite by default, with a rollback journal and full syncs: the ledger has one writer
and one transaction a build, so a write-ahead log would gain nothing, and it fails on
network disks. PostgreSQL by URL. Nothing here knows what is stored.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from pagefeed.errors import LedgerError

_PATIENCE = 30.0  # seconds that a busy database is waited for


def connect(state: str | Path, *, dry: bool = False) -> tuple[Engine, str]:
    """An engine for a file or a SQLAlchemy URL, and how to name it in messages.

    `dry` gives a SQLite engine on a copy in memory, so that nothing is locked or made.
    Raises LedgerError when the URL can't be understood or its driver is missing.
    """
    text = str(state)
    if "://" not in text:
        return _sqlite(Path(text), dry=dry), text
    try:
        url = make_url(text)
        shown = url.render_as_string(hide_password=True)
        if url.get_backend_name() == "sqlite":
            if not url.database or url.database == ":memory:":
                return _memory(None), shown
            return _sqlite(Path(url.database), dry=dry), shown
        return create_engine(url, pool_pre_ping=True, pool_size=1), shown
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(
            f"not a database URL: {error}",
            where=text,
            hint="Give a path, or a URL like postgresql+psycopg://user@host/name.",
        ) from error
    except ModuleNotFoundError as error:
        raise LedgerError(
            f"the driver {error.name!r} isn't installed",
            where=shown,
            hint='PostgreSQL needs: pip install "pagefeed[postgresql]"',
        ) from error


@contextlib.contextmanager
def plain_errors(where: str) -> Iterator[None]:
    """Turn the database's errors into LedgerError: what, where, what next."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(_sentence(error), where=where, hint=_hint(error)) from error
    except SQLAlchemyError as error:
        raise LedgerError(str(error).splitlines()[0], where=where) from error
    except sqlite3.Error as error:
        raise LedgerError(str(error), where=where, hint=_REBUILD) from error


_REBUILD = (
    "Restore it from a copy, or move it away and build again: ids come from URLs, titles and"
    " dates and come out the same; first-seen times and retractions are lost"
)


def _sentence(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0] if error.orig else "the database failed"


def _hint(error: DBAPIError) -> str:
    text = str(error.orig).lower()
    if "not a database" in text or "malformed" in text or "corrupt" in text:
        return f"The ledger is damaged. {_REBUILD}."
    if "locked" in text or "busy" in text:
        return "Another program holds the ledger; try again when it is done."
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return "Check that the file and its folder can be written."
    if "full" in text:
        return "Make room on the disk; nothing was changed."
    return ""


def _sqlite(path: Path, *, dry: bool) -> Engine:
    if dry:
        return _memory(path if path.exists() else None)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"its folder can't be made: {error.strerror}", where=str(path)) from error
    engine = create_engine(
        "sqlite://", creator=lambda: _open(path), poolclass=StaticPool, hide_parameters=True
    )
    return _by_hand(engine)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def _memory(source: Path | None) -> Engine:
    def copy() -> sqlite3.Connection:
        target = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        if source is not None:
            with contextlib.closing(
                sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
            ) as original:
                original.backup(target)
        return target

    return _by_hand(create_engine("sqlite://", creator=copy, poolclass=StaticPool))


def _by_hand(engine: Engine) -> Engine:
    """Begin transactions ourselves: the sqlite3 module begins them late, and not for reading."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    del begin
    return engine


def chunks(values: list[Any], size: int = 500) -> Iterator[list[Any]]:
    """A long list in pieces that fit into one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
