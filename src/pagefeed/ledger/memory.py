"""The part of the ledger that a decision needs, in memory: items by key, pages, seconds taken.

A Memory is filled by the store (or by a test), asked by `identity.decide` and told
what was decided. It decides nothing itself and knows no database.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime

from pagefeed.ledger import keys
from pagefeed.ledger.records import Capture, Decision, Known, ReadPage, Seen

_FEW = 4  # captures of a page that are looked back at
_DAY = 86400


class Memory:
    """Items, pages and seconds that are known so far in this run."""

    def __init__(
        self,
        known: Iterable[Known] = (),
        *,
        seconds: Callable[[int], tuple[Iterable[tuple[int, str]], Iterable[int]]] | None = None,
    ) -> None:
        """`seconds` tells the published and updated seconds of a day (counted from 1970, UTC)."""
        self._seconds = seconds
        self._days: set[int] = set()
        self.items: dict[str, Known] = {}
        self.touched: dict[str, None] = {}  # ids whose state may differ from the store's
        self.pages: dict[str, ReadPage] = {}  # by locator
        self.rows: dict[str, tuple[Seen, ...]] = {}  # by locator
        self.fresh_pages: dict[str, None] = {}  # locators told about in this run
        self._ages: dict[str, tuple[float, int, str]] = {}
        self._by_key: dict[str, list[tuple[float, int, str]]] = defaultdict(list)  # by age
        self._streams: dict[str, list[tuple[float, str]]] = defaultdict(list)  # by instant
        self._published: dict[int, set[str]] = defaultdict(set)  # second -> ids
        self._updated: set[int] = set()
        self._addresses: set[str] = set()
        # Where to look for a free second: all of a day (by its first) up to here are taken, and
        # all that were tried for an `updated` (by the one wanted) before here.
        self.day_hints: dict[int, int] = {}
        self.updated_hints: dict[int, int] = {}
        self.latest: datetime | None = None  # the latest `now` of any run
        self.last_undated: int | None = None  # newest first_seen of an undated item, seconds
        for each in known:
            self.put(each, touched=False)

    def put(self, known: Known, *, touched: bool = True) -> None:
        """Remember an item's newest state."""
        before = self.items.get(known.item.id)
        new_keys: Collection[str] = known.keys
        age = self._age(known)
        if before is not None:
            if before.item.published and before.item.published != known.item.published:
                self._release(keys.epoch(before.item.published.when), known.item.id)
            old = self._ages[known.item.id]
            if age == old:
                new_keys = known.keys - before.keys
            else:
                for key in before.keys:
                    self._by_key[key].remove(old)
        self.items[known.item.id] = known
        self._ages[known.item.id] = age
        for key in new_keys:
            insort(self._by_key[key], age)
        if known.item.published:
            self._published[keys.epoch(known.item.published.when)].add(known.item.id)
        self._updated.add(keys.epoch(known.item.updated))
        self._addresses.add(known.item.address)
        if touched:
            self.touched[known.item.id] = None

    def put_page(self, page: ReadPage, rows: tuple[Seen, ...], *, fresh: bool = False) -> None:
        """Remember a page as read, and which item stood in which of its rows."""
        old = self.pages.get(page.locator)
        if old is not None:
            self._streams[old.stream].remove(_instant(old))
        self.pages[page.locator] = page
        self.rows[page.locator] = rows
        insort(self._streams[page.stream], _instant(page))
        if fresh:
            self.fresh_pages[page.locator] = None

    def learn(self, capture: Capture, decision: Decision, *, as_of: datetime | None) -> None:
        """Take in what was decided of a capture."""
        for group in (decision.new, decision.revised, decision.amended, decision.seen):
            for known in reversed(group):  # from the bottom: what stands higher is newer
                self.put(known)
        page = capture.page
        self.put_page(
            ReadPage(
                locator=page.locator,
                size=capture.size,
                mtime_ns=capture.mtime_ns,
                digest=page.digest,
                reading=capture.reading,
                drafts=len(capture.drafts),
                stream=keys.stream(page.locator, page.url),
                as_of=as_of,
            ),
            decision.rows,
            fresh=True,
        )

    def find(self, key: str) -> Iterator[Known]:
        """The items that carry a key, newest first.

        When they got it tells nothing here: a run that begins with what the store
        knows couldn't say.
        """
        for _, _, identifier in reversed(self._by_key.get(key, ())):
            yield self.items[identifier]

    def _age(self, known: Known) -> tuple[float, int, str]:
        """From the oldest to the newest: by date, or when it was first seen, then as met."""
        identifier = known.item.id
        before = self._ages.get(identifier)
        order = before[1] if before else len(self._ages)
        second = known.since.timestamp()
        if known.fresh and not known.item.published:
            second = max(second, self.last_undated or second)  # see minting.spread
        return second, order, identifier

    def earlier(self, stream: str, locator: str, as_of: datetime | None) -> list[ReadPage]:
        """The last few captures of a page before this one, newest first.

        The same locator, read before, comes first: it is what this capture replaces.
        """
        line = self._streams.get(stream, [])
        end = len(line) if as_of is None else bisect(line, (as_of.timestamp(), "\U0010ffff"))
        found = [self.pages[each] for _, each in line[max(end - _FEW, 0) : end] if each != locator]
        found.reverse()
        own = self.pages.get(locator)
        return [own, *found] if own else found

    def published_by_other(self, second: int, identifier: str) -> bool:
        """Whether another item has this second as its date."""
        self._recall(second)
        holders = self._published.get(second)
        return bool(holders) and holders != {identifier}

    def updated_taken(self, second: int) -> bool:
        """Whether an item's `updated` is this second."""
        self._recall(second)
        return second in self._updated

    def take_seconds(
        self,
        published: Iterable[tuple[int, str]] = (),
        updated: Iterable[int] = (),
        *,
        days: Iterable[int] = (),
    ) -> None:
        """Remember seconds that are taken, by items that may not be in memory themselves.

        All the seconds of `days` are known then.
        """
        for second, identifier in published:
            holder = self.items.get(identifier)
            if holder is None:  # else its newest state counts, which was put before
                self._published[second].add(identifier)
        self._updated.update(updated)
        self._days.update(days)

    def _recall(self, second: int) -> None:
        day = second // _DAY
        if self._seconds is not None and day not in self._days:
            published, updated = self._seconds(day)
            self.take_seconds(published, updated, days=(day,))

    def _release(self, second: int, identifier: str) -> None:
        """Forget that a second is an item's date, which has become another."""
        self._published[second].discard(identifier)
        for start, last in self.day_hints.items():
            if start <= second <= last:
                self.day_hints[start] = second - 1

    def release_updated(self, second: int) -> None:
        """Forget that a second is taken; its holder is about to get another."""
        self._updated.discard(second)

    def address_taken(self, address: str) -> bool:
        """Whether an address in memory is this one."""
        return address in self._addresses


def _instant(page: ReadPage) -> tuple[float, str]:
    """Where a capture stands among those of its page; without an instant, before all."""
    return (page.as_of.timestamp() if page.as_of else float("-inf"), page.locator)
