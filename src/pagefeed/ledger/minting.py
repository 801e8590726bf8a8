"""What an item is given once and keeps: id, address, first seconds of its dates.

Works on a Memory and writes nothing. Which row is a new item is identity.py's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pagefeed.ledger import dating, keys
from pagefeed.ledger.memory import Memory
from pagefeed.ledger.records import Known
from pagefeed.ledger.revising import WORDS, Speech
from pagefeed.ledger.slugs import slug as plain_slug
from pagefeed.model import Item, Stamp

# Categories and date of a new item -> the folder that it is addressed in.
Home = Callable[[tuple[str, ...], Stamp | None], str]


def month(categories: tuple[str, ...], stamp: Stamp | None) -> str:
    """The archive document of an item's first category, by month: "videos/2021/05"."""
    folder = plain_slug(categories[0]) if categories else "all"
    return f"{folder}/{stamp.when:%Y/%m}" if stamp else f"{folder}/undated"


class Minter:
    """Mints new items, and finds free seconds for dates."""

    def __init__(
        self,
        memory: Memory,
        *,
        now: datetime,
        home: Home = month,
    ) -> None:
        self._memory = memory
        self._now = now
        self._home = home
        self._ids: set[str] = set()
        self._addresses: set[str] = set()
        self._published: dict[int, str] = {}
        self._updated: set[int] = set()

    def mint(self, speech: Speech, *, below: Stamp | None) -> Known:
        """A new item of a row; `below` is the date of the row under it."""
        draft = speech.row.draft
        identifier = self._identify(speech)
        published = self.date(draft.published, identifier, below=below)
        # An undated item gets its seconds from `spread`, when all of the run are known.
        updated = self.moment(published.when) if published else self._now
        item = Item(
            id=identifier,
            kind=draft.kind,
            title=draft.title,
            updated=updated,
            first_seen=self._now.astimezone(UTC),
            address=self._address(identifier, draft.categories, published),
            summary=draft.summary,
            content=draft.content,
            categories=draft.categories,
            sections=speech.row.sections,
            published=published,
            link=draft.link,
            author=draft.author,
            language=draft.language,
            source=speech.capture.page.source,
            enclosures=draft.enclosures,
        )
        return Known(
            item=item,
            keys=speech.keys(published),
            voices={speech.stream: speech.voice(None)},
            speaker=speech.stream,
            fresh=True,
        )

    def date(self, stamp: Stamp | None, identifier: str, *, below: Stamp | None) -> Stamp | None:
        """The date with a second that no other item has, after that of the row below."""
        if stamp is None:
            return None
        after = keys.epoch(below.when) if below else None
        seconds = dating.room(stamp)
        if after is not None and after not in seconds:
            after = None
        # All seconds of a day up to its hint are taken; one put above a row says nothing of that.
        crowded = len(seconds) > 60 and after is None
        if crowded:
            after = self._memory.day_hints.get(seconds.start)
        settled = dating.settle(
            stamp, after=after, taken=lambda second: self._published_taken(second, identifier)
        )
        self._published.setdefault(keys.epoch(settled.when), identifier)
        if crowded:
            self._memory.day_hints[seconds.start] = keys.epoch(settled.when)
        return settled

    def moment(self, when: datetime) -> datetime:
        """The instant, or the first second after it that is no item's `updated`."""
        wanted = keys.epoch(when)
        second = max(wanted, self._memory.updated_hints.get(wanted, wanted))
        while second in self._updated or self._memory.updated_taken(second):
            second += 1
        self._memory.updated_hints[wanted] = second
        self._updated.add(second)
        if second == wanted:
            return when
        return when.replace(microsecond=0) + timedelta(seconds=second - wanted)

    def _published_taken(self, second: int, identifier: str) -> bool:
        holder = self._published.get(second)
        if holder is not None and holder != identifier:
            return True
        return self._memory.published_by_other(second, identifier)

    def _identify(self, speech: Speech) -> str:
        draft = speech.row.draft
        chosen = draft.guid if draft.guid and keys.usable_id(draft.guid) else None
        url = draft.link if keys.url_key(draft.link) in speech.row.urls else None
        ordinal = 0
        while chosen is None or chosen in self._ids or chosen in self._memory.items:
            chosen = keys.mint(
                url=url,
                title=draft.title,
                stamp=draft.published,
                source=speech.capture.page.source,
                ordinal=ordinal,
            )
            ordinal += 1
        self._ids.add(chosen)
        return chosen

    def _address(
        self, identifier: str, categories: tuple[str, ...], published: Stamp | None
    ) -> str:
        """The item's place on our own pages; the anchor grows until it is the only one."""
        page = self._home(categories, published)
        for length in (8, 12, 16, 24, 32):
            address = f"{page}/#{keys.anchor(identifier, length)}"
            if address not in self._addresses and not self._memory.address_taken(address):
                break
        self._addresses.add(address)
        return address


def elsewhere(known: Known) -> Known:
    """The item with its whole id for an anchor: a shorter one leads to another item."""
    page = known.item.address.partition("#")[0]
    address = f"{page}#{keys.anchor(known.item.id, 32)}"
    return replace(known, item=replace(known.item, address=address))


def spread(memory: Memory, identifiers: list[str], *, now: datetime) -> list[Known]:
    """New undated items with seconds of their own, in the order given (oldest first).

    The last is `now` and the others lie before it, but all of them lie after those of
    earlier runs; so a run close upon another may reach a few seconds ahead of the clock.
    """
    fresh = {each for each in identifiers if not _reworded(memory.items[each])}
    for identifier in fresh:
        memory.release_updated(keys.epoch(memory.items[identifier].item.updated))
    second = keys.epoch(now) - len(identifiers) + 1
    if memory.last_undated is not None:
        second = max(second, memory.last_undated + 1)
    settled: list[Known] = []
    for identifier in identifiers:
        known = memory.items[identifier]
        while memory.updated_taken(second):
            second += 1
        seen = datetime.fromtimestamp(second, UTC)
        updated = seen if identifier in fresh else known.item.updated
        settled.append(replace(known, item=replace(known.item, first_seen=seen, updated=updated)))
        memory.take_seconds(updated=[second])
        memory.last_undated = second
        second += 1
    return settled


def _reworded(known: Known) -> bool:
    """Whether the item was revised, and its `updated` moved, in the very run that found it."""
    return known.item.updated > known.item.first_seen and any(
        revision.field in WORDS for revision in known.revisions
    )
