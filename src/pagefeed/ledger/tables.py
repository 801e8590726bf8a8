"""The ledger's tables, their version, and the way from older versions to this one.

SQLAlchemy Core, with types that SQLite and PostgreSQL share: instants are ISO 8601 text
(with their offset, which databases would drop) beside whole seconds to sort and search by.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.schema import CreateColumn

from pagefeed.errors import LedgerError

# 2: revisions know the page that caused them; 3: voices know the date that was stated
VERSION = 3

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text))

items = Table(
    "items",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("categories", Text, nullable=False),  # JSON list
    Column("sections", Text, nullable=False),  # JSON list
    Column("published", String),
    Column("precision", String),
    Column("evidence", String),  # names, with spaces between
    Column("updated", String, nullable=False),
    Column("first_seen", String, nullable=False),
    Column("address", String, nullable=False),
    Column("link", Text),
    Column("author", Text, nullable=False),
    Column("language", String),
    Column("source", Text, nullable=False),
    Column("enclosures", Text, nullable=False),  # JSON list of objects
    Column("speaker", Text, nullable=False),  # the stream whose title stands
    Column("published_s", BigInteger),  # seconds since 1970
    Column("updated_s", BigInteger, nullable=False),
    Column("sort_s", BigInteger, nullable=False),  # published, else first seen
    Index("items_newest", "sort_s", "id"),
    Index("items_published", "published_s"),
    Index("items_updated", "updated_s"),
    Index("items_address", "address"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("key", String, primary_key=True),
    Column("item", String, primary_key=True),
    Index("aliases_item", "item"),
)

voices = Table(
    "voices",
    metadata,
    Column("item", String, primary_key=True),
    Column("stream", String, primary_key=True),
    Column("locator", Text, nullable=False),
    Column("as_of", String),
    Column("since", String),
    Column("title", String, nullable=False),
    Column("summary", String, nullable=False),
    Column("content", String, nullable=False),
    Column("categories", Text, nullable=False),  # JSON list
    Column("stated", String, nullable=False, server_default=""),
)

sightings = Table(
    "sightings",
    metadata,
    Column("locator", Text, primary_key=True),
    Column("item", String, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("line", Integer, nullable=False),
    Column("title", String, nullable=False),  # key of the title as it stood there
    Column("digest", String, nullable=False),  # of the page
    Column("on_page", Integer, nullable=False),  # 0: the page was read again, without it
    Index("sightings_item", "item"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("item", String, nullable=False),
    Column("at", String, nullable=False),
    Column("field", String, nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("locator", Text, nullable=False, server_default=""),
    Index("revisions_item", "item"),
)

pages = Table(
    "pages",
    metadata,
    Column("locator", Text, primary_key=True),
    Column("stream", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("digest", String, nullable=False),
    Column("reading", String, nullable=False),
    Column("drafts", Integer, nullable=False),
    Column("as_of", String),
    Index("pages_stream", "stream"),
)

published = Table(
    "published",
    metadata,
    Column("path", Text, primary_key=True),
    Column("digest", String, nullable=False),
    Column("recipe", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
)

slugs = Table(
    "slugs",
    metadata,
    Column("key", Text, primary_key=True),  # the name as it is compared
    Column("slug", String, nullable=False, unique=True),
    Column("name", Text, nullable=False),  # as first written
)

retractions = Table(
    "retractions",
    metadata,
    Column("item", String, primary_key=True),
    Column("at", String, nullable=False),
)


def _to_2(connection: Connection) -> None:
    """Revisions of version 1 don't say which page caused them."""
    _add_column(connection, revisions.c.locator)


def _to_3(connection: Connection) -> None:
    """Voices of version 2 don't say which date they stated; they will when they speak again."""
    _add_column(connection, voices.c.stated)


def _add_column(connection: Connection, column: Column[Any]) -> None:
    written = CreateColumn(column).compile(dialect=connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {column.table.name} ADD COLUMN {written}")


# By the version that they lead to.
MIGRATIONS: dict[int, Callable[[Connection], None]] = {2: _to_2, 3: _to_3}


def prepare(connection: Connection, *, where: str) -> None:
    """Make the tables, or bring older ones up to this version, in the caller's transaction.

    Raises LedgerError for tables of a newer version, and for a database that isn't a ledger.
    """
    found = set(inspect(connection).get_table_names())
    if "meta" not in found:
        if found & set(metadata.tables):
            raise LedgerError(
                "this database holds other tables and no ledger",
                where=where,
                hint="Give --state a file or a database of its own.",
            )
        metadata.create_all(connection)
        connection.execute(
            insert(meta),
            [{"key": "schema", "value": str(VERSION)}, {"key": "generation", "value": "0"}],
        )
        return
    version = _version(connection, where)
    if version > VERSION:
        raise LedgerError(
            f"the ledger was written by a newer pagefeed (schema {version}, this one knows"
            f" {VERSION})",
            where=where,
            hint="Use that version of pagefeed, or give --state another file.",
        )
    if version < VERSION:
        for step in range(version + 1, VERSION + 1):
            MIGRATIONS[step](connection)
        connection.execute(update(meta).where(meta.c.key == "schema").values(value=str(VERSION)))


def _version(connection: Connection, where: str) -> int:
    value = connection.scalar(select(meta.c.value).where(meta.c.key == "schema"))
    if value is None or not value.isdigit() or int(value) < 1:
        raise LedgerError(
            f"the ledger's schema version is unreadable: {value!r}",
            where=where,
            hint="Give --state another file, or restore the ledger from a copy.",
        )
    return int(value)
