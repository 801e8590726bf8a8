"""The ledger itself: what is remembered between runs, in a database.

It loads what a build's captures touch, lets `identity` decide capture by capture, and
writes the outcome in one transaction. It knows tables; it holds no rule about identity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from pagefeed import clean
from pagefeed.errors import LedgerError
from pagefeed.ledger import database, loading, saving, slugs, tables
from pagefeed.ledger.identity import as_of, decide
from pagefeed.ledger.minting import Home, elsewhere, month, spread
from pagefeed.ledger.records import Capture, Changes, ReadPage, Story
from pagefeed.model import Item, Problem, Published, Tombstone

_T = TypeVar("_T")
_BATCH = 2000  # items fetched at a time


def open_ledger(state: str | Path, *, now: datetime, dry: bool = False) -> Ledger:
    """The ledger at a path (SQLite) or a SQLAlchemy URL; made where there is none.

    `now` stamps what the ledger writes of its own accord (slugs, retractions). With
    `dry` everything works and nothing is kept.

    Raises LedgerError when it can't be read, is newer than this program, or is damaged.
    """
    engine, where = database.connect(state, dry=dry)
    with database.plain_errors(where):
        connection = engine.connect()
        try:
            tables.prepare(connection, where=where)
            if not dry:
                connection.commit()
        except BaseException:
            connection.close()
            engine.dispose()
            raise
    return Ledger(connection, where=where, now=now, dry=dry)


class Ledger:
    """Items, ids and pages that are remembered. A context manager; one thread at a time."""

    def __init__(self, connection: Connection, *, where: str, now: datetime, dry: bool) -> None:
        self._connection = connection
        self._where = where
        self._now = now
        self._dry = dry
        self._pages: dict[str, ReadPage] | None = None
        self._slugs: dict[str, str] | None = None
        self._writing = False  # inside a transaction that will be committed

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. What was committed stays; a dry run's work goes."""
        engine = self._connection.engine
        self._connection.close()
        engine.dispose()

    # Pages.

    def page(self, locator: str) -> ReadPage | None:
        """The page, or the file of many pages, as it was last read; or None."""
        if self._pages is None:
            self._pages = self._read(loading.pages)
        return self._pages.get(locator)

    def pages(self) -> Iterator[ReadPage]:
        """Every page that was ever read, by locator."""
        if self._pages is None:
            self._pages = self._read(loading.pages)
        yield from (page for locator, page in self._pages.items() if page.locator == locator)

    def touch_pages(self, pages: Iterable[ReadPage]) -> None:
        """Note that files were touched and hold the same bytes: new size, mtime and settings."""
        rows = [
            {"at": p.locator, "new_size": p.size, "new_mtime": p.mtime_ns, "new_reading": p.reading}
            for p in pages
        ]
        if rows:
            self._write(lambda connection: saving.touch(connection, rows))
            self._pages = None

    # The fold.

    def absorb(
        self,
        captures: Iterable[Capture],
        *,
        now: datetime,
        home: Home = month,
    ) -> Changes:
        """Take in a build's captures, in one transaction: all of it or nothing.

        Captures may come in any order; they are taken in the order of the instants at
        which they were made. `home` gives the
        folder that a new item is addressed in; without it, that of its first category by month.
        Raises LedgerError; then nothing was changed.
        """
        ordered = sorted(captures, key=_order)
        if not ordered:
            return Changes()
        changes = self._write(lambda connection: self._absorb(connection, ordered, now, home))
        self._pages = None
        return changes

    def _absorb(
        self,
        connection: Connection,
        ordered: list[Capture],
        now: datetime,
        home: Home,
    ) -> Changes:
        memory = loading.memory(connection, ordered)
        before = dict(memory.items)
        names = sorted({name for c in ordered for draft in c.drafts for name in draft.categories})
        for name in names:
            self._slug(connection, name)
        groups: dict[str, dict[str, None]] = {
            name: {} for name in ("new", "revised", "amended", "seen")
        }
        problems: list[Problem] = []
        undated: dict[str, None] = {}
        for capture in ordered:
            decision = decide(memory, capture, now=now, home=home)
            memory.learn(capture, decision, as_of=as_of(capture))
            for name, ids in groups.items():
                ids.update((known.item.id, None) for known in getattr(decision, name))
            undated.update(
                (known.item.id, None)
                for known in reversed(decision.new)
                if known.item.published is None
            )
            problems.extend(decision.problems)
        for known in spread(memory, list(undated), now=now):
            memory.put(known)
        fresh = [known for key, known in memory.items.items() if key not in before]
        for known in loading.crowded(connection, fresh):
            memory.put(elsewhere(known))
        changed = saving.save(connection, memory, before)
        if changed:
            saving.bump(connection)
        if memory.latest is None or memory.latest < now:
            saving.note(connection, "clock", now.astimezone(UTC).isoformat())
        return _changes(groups, problems)

    # What came out of it.

    def items(self) -> Iterator[Item]:
        """All items that aren't retracted, newest first; equal dates by id.

        Newest by the date, for undated ones by when they were first seen. Fetched in
        batches: the ledger may be written between them, and never fills the memory.
        """
        after: tuple[int, str] | None = None
        while True:
            rows = self._read(partial(loading.batch, after=after, size=_BATCH))
            for row in rows:
                yield loading.item(row)
            if len(rows) < _BATCH:
                return
            after = (rows[-1].sort_s, rows[-1].id)

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Items taken back for good, newest first."""
        return self._read(loading.tombstones)

    @property
    def generation(self) -> int:
        """A number that moves whenever an item or a retraction changes."""
        return int(self.meta("generation") or 0)

    def count(self) -> int:
        """How many items there are, retracted ones too."""
        return self._read(
            lambda connection: (
                connection.scalar(select(func.count()).select_from(tables.items)) or 0
            )
        )

    # Slugs.

    def slug(self, category: str) -> str:
        """The folder of a category: minted once, the same for every spelling of its name."""
        known = self._slug_of(category)
        if known is not None:
            return known
        return self._write(lambda connection: self._slug(connection, category))

    def category(self, slug: str) -> str:
        """The name of the category that got this slug, as first written; else the slug."""
        return self._read(
            lambda connection: (
                connection.scalar(select(tables.slugs.c.name).where(tables.slugs.c.slug == slug))
                or slug
            )
        )

    def _slug_of(self, category: str) -> str | None:
        if self._slugs is None:
            self._slugs = self._read(loading.slugs)
        return self._slugs.get(clean.key(category))

    def _slug(self, connection: Connection, category: str) -> str:
        if self._slugs is None:
            self._slugs = loading.slugs(connection)
        key = clean.key(category)
        if key not in self._slugs:
            taken = set(self._slugs.values())
            minted = slugs.free(slugs.slug(category), taken.__contains__)
            connection.execute(
                insert(tables.slugs).values(key=key, slug=minted, name=clean.line(category))
            )
            self._slugs[key] = minted
        return self._slugs[key]

    # Files.

    def published(self) -> dict[str, Published]:
        """The files under output/ that are ours, by path."""
        return self._read(loading.published)

    def record(self, written: Iterable[Published], removed: Iterable[str] = ()) -> None:
        """Remember files as written (replacing what was known of them) and as removed."""
        files, gone = list(written), list(removed)
        if files or gone:
            self._write(lambda connection: saving.record(connection, files, gone))

    # Notes.

    def meta(self, key: str) -> str | None:
        """A note that a run left for the next one."""
        return self._read(
            lambda connection: connection.scalar(
                select(tables.meta.c.value).where(tables.meta.c.key == key)
            )
        )

    def set_meta(self, key: str, value: str | None) -> None:
        """Leave a note for the next run; None takes it away. The same note writes nothing."""
        if key == "schema":
            raise ValueError("the schema's version is the ledger's own")
        if self.meta(key) != value:
            self._write(lambda connection: saving.note(connection, key, value))

    # One item.

    def find(self, words: str) -> tuple[Item, ...]:
        """The items that an id, the start of one, a URL, an anchor or words of a title mean.

        Retracted ones too; newest first, at most 50.
        """
        return self._read(lambda connection: loading.find(connection, words))

    def story(self, identifier: str) -> Story | None:
        """Everything that is known of an item, or None."""
        return self._read(lambda connection: loading.story(connection, identifier))

    def retract(self, identifier: str) -> bool:
        """Take an item back for good; False when it was taken back before.

        Raises LedgerError when there is no such item.
        """
        story = self._existing(identifier)
        if story.retracted is not None:
            return False
        at = self._now.astimezone(UTC).isoformat()
        self._write(lambda connection: saving.retract(connection, identifier, at))
        return True

    def restore(self, identifier: str) -> bool:
        """Undo a retraction; False when there was none.

        Raises LedgerError when there is no such item.
        """
        if self._existing(identifier).retracted is None:
            return False
        self._write(lambda connection: saving.restore(connection, identifier))
        return True

    def _existing(self, identifier: str) -> Story:
        story = self.story(identifier)
        if story is None:
            raise LedgerError(f"no item has the id {identifier!r}", where=self._where)
        return story

    # Transactions.

    def _read(self, work: Callable[[Connection], _T]) -> _T:
        """Run a query; outside a dry run the transaction ends with it, so nothing stays locked."""
        if self._writing:
            return work(self._connection)
        with database.plain_errors(self._where):
            try:
                return work(self._connection)
            except DBAPIError as error:
                if not error.connection_invalidated or self._dry:
                    raise
                self._connection.rollback()
                return work(self._connection)
            finally:
                if not self._dry:
                    self._connection.rollback()

    def _write(self, work: Callable[[Connection], _T]) -> _T:
        """Run one transaction: whole or not at all.

        A dropped connection is tried once more. Should the first try have come through
        after all, the second finds its work done: what is known is only seen again.
        """
        if self._writing:
            return work(self._connection)  # a part of the transaction around it
        with database.plain_errors(self._where):
            for attempt in (1, 2):
                slugs_before = dict(self._slugs) if self._slugs is not None else None
                self._writing = True
                try:
                    # One writer at a time on every database: this row is locked until the end.
                    self._connection.execute(
                        update(tables.meta)
                        .where(tables.meta.c.key == "generation")
                        .values(value=tables.meta.c.value)
                    )
                    done = work(self._connection)
                    if not self._dry:
                        self._connection.commit()
                except BaseException as error:
                    self._slugs = slugs_before
                    dropped = isinstance(error, DBAPIError) and error.connection_invalidated
                    if not self._dry:
                        self._connection.rollback()
                    if dropped and attempt == 1 and not self._dry:
                        continue
                    raise
                finally:
                    self._writing = False
                return done
        raise AssertionError("unreachable")


def _order(capture: Capture) -> tuple[bool, float, str]:
    """By the instant at which the page was as it is, then by locator; unknown ones first."""
    instant = as_of(capture)
    return (
        instant is not None,
        instant.timestamp() if instant else 0.0,
        capture.page.locator,
    )


def _changes(groups: dict[str, dict[str, None]], problems: list[Problem]) -> Changes:
    """Each id once: new goes over revised, over amended, over seen."""
    counted: set[str] = set()
    lists: dict[str, tuple[str, ...]] = {}
    for name in ("new", "revised", "amended", "seen"):
        lists[name] = tuple(each for each in groups[name] if each not in counted)
        counted.update(lists[name])
    return Changes(
        new=lists["new"],
        revised=lists["revised"],
        amended=lists["amended"],
        seen=lists["seen"],
        problems=tuple(problems),
    )
