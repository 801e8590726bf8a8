"""The ledger's tables -> values. Reads, and changes nothing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from pagefeed.ledger import keys
from pagefeed.ledger.database import chunks
from pagefeed.ledger.identity import as_of
from pagefeed.ledger.memory import Memory
from pagefeed.ledger.records import (
    Capture,
    Known,
    ReadPage,
    Revision,
    Seen,
    Sighted,
    Story,
    Voice,
)
from pagefeed.ledger.tables import (
    aliases,
    items,
    meta,
    retractions,
    revisions,
    sightings,
    voices,
)
from pagefeed.ledger.tables import pages as pages_table
from pagefeed.ledger.tables import published as published_table
from pagefeed.ledger.tables import slugs as slugs_table
from pagefeed.model import Enclosure, Evidence, Item, Precision, Published, Stamp, Tombstone

_DAY = 86400


def item(row: Row[Any]) -> Item:
    """An item from its row."""
    stamp = None
    if row.published is not None:
        stamp = Stamp(
            when=datetime.fromisoformat(row.published),
            precision=Precision(row.precision),
            evidence=tuple(Evidence(name) for name in row.evidence.split()),
        )
    return Item(
        id=row.id,
        kind=row.kind,
        title=row.title,
        summary=row.summary,
        content=row.content,
        categories=tuple(json.loads(row.categories)),
        sections=tuple(json.loads(row.sections)),
        published=stamp,
        updated=datetime.fromisoformat(row.updated),
        first_seen=datetime.fromisoformat(row.first_seen),
        address=row.address,
        link=row.link,
        author=row.author,
        language=row.language,
        source=row.source,
        enclosures=tuple(Enclosure(**each) for each in json.loads(row.enclosures)),
    )


def batch(connection: Connection, after: tuple[int, str] | None, size: int) -> list[Row[Any]]:
    """The next items that aren't retracted, newest first, after a place in that order."""
    query = (
        select(items)
        .outerjoin(retractions, retractions.c.item == items.c.id)
        .where(retractions.c.item.is_(None))
        .order_by(items.c.sort_s.desc(), items.c.id)
        .limit(size)
    )
    if after is not None:
        second, identifier = after
        query = query.where(
            or_(items.c.sort_s < second, and_(items.c.sort_s == second, items.c.id > identifier))
        )
    return list(connection.execute(query))


def tombstones(connection: Connection) -> tuple[Tombstone, ...]:
    """Items taken back, newest retraction first."""
    query = select(items, retractions.c.at).join(retractions, items.c.id == retractions.c.item)
    found = [
        Tombstone(
            id=row.id, when=datetime.fromisoformat(row.at), address=row.address, item=item(row)
        )
        for row in connection.execute(query)
    ]
    found.sort(key=lambda each: each.id)
    found.sort(key=lambda each: each.when, reverse=True)
    return tuple(found)


def pages(connection: Connection) -> dict[str, ReadPage]:
    """All pages that were read, by locator; a file of many pages as the first of them."""
    found = {row.locator: _page(row) for row in connection.execute(select(pages_table))}
    for page in list(found.values()):
        file, mark, number = page.locator.rpartition("#")
        if mark and number.isdigit():
            found.setdefault(file, page)
    return found


def slugs(connection: Connection) -> dict[str, str]:
    """Slugs by the key of the category's name."""
    return {row.key: row.slug for row in connection.execute(select(slugs_table))}


def published(connection: Connection) -> dict[str, Published]:
    """Our files, by path."""
    return {
        row.path: Published(
            path=row.path,
            digest=row.digest,
            recipe=row.recipe,
            size=row.size,
            mtime_ns=row.mtime_ns,
        )
        for row in connection.execute(select(published_table).order_by(published_table.c.path))
    }


def find(connection: Connection, words: str, limit: int = 50) -> tuple[Item, ...]:
    """Items by id, URL, anchor or the words of their titles; newest first."""
    wanted = words.strip()
    if not wanted:
        return ()
    order = (items.c.sort_s.desc(), items.c.id)
    url = keys.url_key(wanted)
    exact = [wanted, f"urn:uuid:{wanted.lower()}"]
    queries: list[Select[Any]] = [select(items).where(items.c.id.in_(exact))]
    named = [keys.guid_key(wanted), keys.title_key(wanted), *([url] if url else [])]
    queries.append(
        select(items).where(items.c.id.in_(select(aliases.c.item).where(aliases.c.key.in_(named))))
    )
    anchor = wanted.rpartition("#")[2]
    queries.append(select(items).where(items.c.address.endswith(f"#{anchor}", autoescape=True)))
    queries.append(
        select(items).where(
            or_(
                items.c.id.startswith(wanted, autoescape=True),
                items.c.id.startswith(f"urn:uuid:{anchor.lower()}", autoescape=True),
            )
        )
    )
    parts = keys.words(wanted).split()
    titled = and_(*(func.lower(items.c.title).contains(part, autoescape=True) for part in parts))
    queries.append(select(items).where(titled))
    for query in queries:
        rows = list(connection.execute(query.order_by(*order).limit(limit)))
        if rows:
            return tuple(item(row) for row in rows)
    if not wanted.isascii():
        # Databases fold the case of ASCII alone.
        every = connection.execute(select(items.c.id, items.c.title).order_by(*order))
        ids = [row.id for row in every if all(p in keys.words(row.title) for p in parts)][:limit]
        rows = list(connection.execute(select(items).where(items.c.id.in_(ids)).order_by(*order)))
        return tuple(item(row) for row in rows)
    return ()


def story(connection: Connection, identifier: str) -> Story | None:
    """Everything that is known of an item."""
    row = connection.execute(select(items).where(items.c.id == identifier)).first()
    if row is None:
        return None
    at = connection.scalar(select(retractions.c.at).where(retractions.c.item == identifier))
    known = connection.scalars(select(aliases.c.key).where(aliases.c.item == identifier))
    seen = connection.execute(
        select(sightings, pages_table.c.as_of)
        .outerjoin(pages_table, pages_table.c.locator == sightings.c.locator)
        .where(sightings.c.item == identifier)
    )
    changed = connection.execute(
        select(revisions).where(revisions.c.item == identifier).order_by(revisions.c.number)
    )
    sighted = [
        Sighted(
            locator=each.locator,
            line=each.line,
            digest=each.digest,
            as_of=datetime.fromisoformat(each.as_of) if each.as_of else None,
            on_page=bool(each.on_page),
        )
        for each in seen
    ]
    sighted.sort(key=lambda each: (each.locator, each.line))
    return Story(
        item=item(row),
        retracted=datetime.fromisoformat(at) if at else None,
        aliases=tuple(sorted(known)),
        sightings=tuple(sighted),
        revisions=tuple(
            Revision(
                when=datetime.fromisoformat(each.at),
                field=each.field,
                old=each.old,
                new=each.new,
                locator=each.locator,
            )
            for each in changed
        ),
    )


def memory(connection: Connection, captures: list[Capture]) -> Memory:
    """What the decisions about these captures need to know."""
    loaded = Memory(seconds=lambda day: _seconds(connection, [day]))
    if connection.scalar(select(items.c.id).limit(1)) is None:
        loaded = Memory()
        _put_pages(connection, loaded, captures)
        return loaded
    rows = _put_pages(connection, loaded, captures)
    ids = {seen.item for each in rows.values() for seen in each}
    wanted, titles = _keys(captures)
    for some in chunks(sorted(wanted)):
        ids.update(connection.scalars(select(aliases.c.item).where(aliases.c.key.in_(some))))
    for title in sorted(titles):
        ids.update(connection.scalars(_newest_of(title)))
    # From the oldest to the newest, as a run over all captures would have met them.
    met = sorted(known(connection, sorted(ids)), key=lambda each: (each.since, each.item.id))
    for each in met:
        loaded.put(each, touched=False)
    days = sorted(
        {
            keys.epoch(draft.published.when) // _DAY
            for capture in captures
            for draft in capture.drafts
            if draft.published
        }
    )
    dates, updates = _seconds(connection, days)
    loaded.take_seconds(dates, updates, days=days)
    newest = connection.scalar(
        select(func.max(items.c.sort_s)).where(items.c.published_s.is_(None))
    )
    loaded.last_undated = newest
    clock = connection.scalar(select(meta.c.value).where(meta.c.key == "clock"))
    loaded.latest = datetime.fromisoformat(clock) if clock else None
    return loaded


def known(connection: Connection, ids: list[str]) -> Iterable[Known]:
    """Items with all that identifies them."""
    for some in chunks(ids):
        named: dict[str, set[str]] = defaultdict(set)
        for row in connection.execute(select(aliases).where(aliases.c.item.in_(some))):
            named[row.item].add(row.key)
        said: dict[str, dict[str, Voice]] = defaultdict(dict)
        for row in connection.execute(select(voices).where(voices.c.item.in_(some))):
            said[row.item][row.stream] = _voice(row)
        gone = {
            row.item: datetime.fromisoformat(row.at)
            for row in connection.execute(select(retractions).where(retractions.c.item.in_(some)))
        }
        for row in connection.execute(
            select(items).where(items.c.id.in_(some)).order_by(items.c.sort_s, items.c.id)
        ):
            yield Known(
                item=item(row),
                keys=frozenset(named[row.id]),
                voices=said[row.id],
                speaker=row.speaker,
                retracted=gone.get(row.id),
            )


def crowded(connection: Connection, fresh: Iterable[Known]) -> list[Known]:
    """New items whose address another item has already."""
    found: list[Known] = []
    for some in chunks(list(fresh)):
        addresses = [known.item.address for known in some]
        taken = set(
            connection.scalars(select(items.c.address).where(items.c.address.in_(addresses)))
        )
        found.extend(known for known in some if known.item.address in taken)
    return found


def _put_pages(
    connection: Connection, loaded: Memory, captures: list[Capture]
) -> dict[str, tuple[Seen, ...]]:
    """Put the pages' earlier captures into a memory; their rows by locator."""
    streams = sorted({keys.stream(c.page.locator, c.page.url) for c in captures})
    locators = sorted({c.page.locator for c in captures})
    found: dict[str, ReadPage] = {}
    for column, values in ((pages_table.c.stream, streams), (pages_table.c.locator, locators)):
        for some in chunks(values):
            for row in connection.execute(select(pages_table).where(column.in_(some))):
                found[row.locator] = _page(row)
    for page in found.values():
        loaded.put_page(page, ())
    needed: set[str] = set()
    for capture in captures:
        stream = keys.stream(capture.page.locator, capture.page.url)
        earlier = loaded.earlier(stream, capture.page.locator, as_of(capture))
        needed.update(page.locator for page in earlier)
    rows: dict[str, list[Seen]] = defaultdict(list)
    for some in chunks(sorted(needed)):
        query = select(sightings).where(sightings.c.locator.in_(some), sightings.c.on_page == 1)
        for row in connection.execute(query):
            rows[row.locator].append(
                Seen(item=row.item, line=row.line, place=row.place, title=row.title)
            )
    ordered = {
        locator: tuple(sorted(seen, key=lambda each: each.place)) for locator, seen in rows.items()
    }
    for locator, seen in ordered.items():
        loaded.rows[locator] = seen
    return ordered


def _keys(captures: list[Capture]) -> tuple[set[str], set[str]]:
    """The keys of all drafts, and the titles of undated ones, which any item may have."""
    wanted: set[str | None] = set()
    titles: set[str] = set()
    for capture in captures:
        for draft in capture.drafts:
            title = keys.title_key(draft.title)
            wanted.add(keys.undated_key(title))
            wanted.add(keys.url_key(draft.link))
            if draft.guid:
                wanted.add(keys.guid_key(draft.guid))
            if draft.published:
                wanted.add(keys.minute_key(capture.page.source, draft.published))
                days = keys.days_about(draft.published)
                wanted.update(keys.day_key(title, day) for day in days)
            else:
                titles.add(title)
    return {key for key in wanted if key}, titles


def _newest_of(title: str) -> Select[tuple[str]]:
    """The newest items of a title; it may be one that comes back every day."""
    return (
        select(items.c.id)
        .join(aliases, aliases.c.item == items.c.id)
        .where(aliases.c.key == title)
        .order_by(items.c.sort_s.desc(), items.c.id)
        .limit(100)
    )


def _seconds(connection: Connection, days: list[int]) -> tuple[list[tuple[int, str]], list[int]]:
    """The seconds that items have as their date and as `updated`, on these days."""
    dates: list[tuple[int, str]] = []
    updates: list[int] = []
    for first, last in _spans(days):
        start, end = first * _DAY, (last + 1) * _DAY - 1
        query = select(items.c.published_s, items.c.id).where(
            items.c.published_s.between(start, end)
        )
        dates.extend((row.published_s, row.id) for row in connection.execute(query))
        updates.extend(
            connection.scalars(
                select(items.c.updated_s).where(items.c.updated_s.between(start, end))
            )
        )
    return dates, updates


def _spans(days: list[int]) -> list[tuple[int, int]]:
    """Sorted days as spans, with gaps of up to a week closed: fewer, larger queries."""
    spans: list[tuple[int, int]] = []
    for day in days:
        if spans and day - spans[-1][1] <= 7:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def _page(row: Row[Any]) -> ReadPage:
    return ReadPage(
        locator=row.locator,
        stream=row.stream,
        size=row.size,
        mtime_ns=row.mtime_ns,
        digest=row.digest,
        reading=row.reading,
        drafts=row.drafts,
        as_of=datetime.fromisoformat(row.as_of) if row.as_of else None,
    )


def _voice(row: Row[Any]) -> Voice:
    return Voice(
        stream=row.stream,
        locator=row.locator,
        as_of=datetime.fromisoformat(row.as_of) if row.as_of else None,
        since=datetime.fromisoformat(row.since) if row.since else None,
        title=row.title,
        summary=row.summary,
        content=row.content,
        categories=tuple(json.loads(row.categories)),
        stated=row.stated,
    )
