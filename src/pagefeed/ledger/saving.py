"""Values -> the ledger's tables, inside a transaction that the caller holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from pagefeed.ledger import keys
from pagefeed.ledger.database import chunks
from pagefeed.ledger.memory import Memory
from pagefeed.ledger.records import Known, Voice
from pagefeed.ledger.tables import (
    aliases,
    items,
    meta,
    pages,
    published,
    retractions,
    revisions,
    sightings,
    voices,
)
from pagefeed.model import Published


def save(connection: Connection, memory: Memory, before: dict[str, Known]) -> bool:
    """Write what differs from before; tells whether an item changed.

    Rows that stay as they are aren't written.
    """
    fresh = [memory.items[each] for each in memory.touched if each not in before]
    touched = [memory.items[each] for each in memory.touched if each in before]
    changed = [k for k in touched if k.item != before[k.item.id].item]
    respoken = [
        k
        for k in touched
        if k.item != before[k.item.id].item or k.speaker != before[k.item.id].speaker
    ]
    _add(connection, items, [_item(known) for known in fresh])
    if respoken:
        rows = [{f"new_{name}": value for name, value in _item(k).items()} for k in respoken]
        names = [name for name in items.c.keys() if name != "id"]  # noqa: SIM118 - a collection, no dict
        connection.execute(
            update(items)
            .where(items.c.id == bindparam("new_id"))
            .values({name: bindparam(f"new_{name}") for name in names}),
            rows,
        )
    _add(
        connection,
        aliases,
        [
            {"key": key, "item": known.item.id}
            for known in (*fresh, *touched)
            for key in sorted(known.keys - (_before(before, known, lambda k: k.keys) or set()))
        ],
    )
    _save_voices(connection, [*fresh, *touched], before)
    _add(
        connection,
        revisions,
        [
            {
                "item": known.item.id,
                "at": revision.when.isoformat(),
                "field": revision.field,
                "old": revision.old,
                "new": revision.new,
                "locator": revision.locator,
            }
            for known in (*fresh, *touched)
            for revision in known.revisions
        ],
    )
    _save_pages(connection, memory)
    return bool(fresh or changed)


def _save_voices(connection: Connection, all_known: list[Known], before: dict[str, Known]) -> None:
    spoken = [
        (known.item.id, voice)
        for known in all_known
        for stream, voice in known.voices.items()
        if (_before(before, known, lambda k: k.voices) or {}).get(stream) != voice
    ]
    connection_rows = [{"gone_item": each, "gone_stream": voice.stream} for each, voice in spoken]
    if not spoken:
        return
    if before:
        connection.execute(
            delete(voices).where(
                voices.c.item == bindparam("gone_item"), voices.c.stream == bindparam("gone_stream")
            ),
            connection_rows,
        )
    _add(connection, voices, [_voice(identifier, voice) for identifier, voice in spoken])


def _save_pages(connection: Connection, memory: Memory) -> None:
    """Pages read in this run, and who stood where; who no longer does is kept as gone."""
    locators = list(memory.fresh_pages)
    rows = {
        locator: {(seen.item, seen.place): seen for seen in memory.rows[locator]}
        for locator in locators
    }
    for some in chunks(locators):
        connection.execute(delete(pages).where(pages.c.locator.in_(some)))
        connection.execute(
            update(sightings)
            .where(sightings.c.locator.in_(some), sightings.c.on_page == 1)
            .values(on_page=0)
        )
        present = sorted({item for locator in some for item, _ in rows[locator]})
        for ids in chunks(present):
            connection.execute(
                delete(sightings).where(sightings.c.locator.in_(some), sightings.c.item.in_(ids))
            )
    _add(
        connection,
        pages,
        [
            {
                "locator": page.locator,
                "stream": page.stream,
                "size": page.size,
                "mtime_ns": page.mtime_ns,
                "digest": page.digest,
                "reading": page.reading,
                "drafts": page.drafts,
                "as_of": _text(page.as_of),
            }
            for page in (memory.pages[locator] for locator in locators)
        ],
    )
    _add(
        connection,
        sightings,
        [
            {
                "locator": locator,
                "item": seen.item,
                "place": seen.place,
                "line": seen.line,
                "title": seen.title,
                "digest": memory.pages[locator].digest,
                "on_page": 1,
            }
            for locator in locators
            for seen in rows[locator].values()
        ],
    )


def touch(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """New size, mtime and settings of pages with the same bytes."""
    connection.execute(
        update(pages)
        .where(pages.c.locator == bindparam("at"))
        .values(
            size=bindparam("new_size"),
            mtime_ns=bindparam("new_mtime"),
            reading=bindparam("new_reading"),
        ),
        rows,
    )


def record(connection: Connection, written: list[Published], removed: list[str]) -> None:
    """Files as they are now; those that are gone."""
    for some in chunks([*(each.path for each in written), *removed]):
        connection.execute(delete(published).where(published.c.path.in_(some)))
    rows = {each.path: asdict(each) for each in written}
    _add(connection, published, list(rows.values()))


def note(connection: Connection, key: str, value: str | None) -> None:
    """A note for the next run."""
    connection.execute(delete(meta).where(meta.c.key == key))
    if value is not None:
        connection.execute(insert(meta).values(key=key, value=value))


def bump(connection: Connection) -> None:
    """Move the generation on: an item or a retraction changed."""
    value = connection.scalar(select(meta.c.value).where(meta.c.key == "generation"))
    connection.execute(
        update(meta).where(meta.c.key == "generation").values(value=str(int(value or 0) + 1))
    )


def retract(connection: Connection, identifier: str, at: str) -> None:
    """Take an item back."""
    connection.execute(delete(retractions).where(retractions.c.item == identifier))
    connection.execute(insert(retractions).values(item=identifier, at=at))
    bump(connection)


def restore(connection: Connection, identifier: str) -> None:
    """Undo a retraction."""
    connection.execute(delete(retractions).where(retractions.c.item == identifier))
    bump(connection)


def _add(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    for some in chunks(rows, 5000):
        connection.execute(insert(table), some)


def _before(before: dict[str, Known], known: Known, part: Callable[[Known], Any]) -> Any:
    old = before.get(known.item.id)
    return part(old) if old is not None else None


def _item(known: Known) -> dict[str, Any]:
    item = known.item
    stamp = item.published
    second = keys.epoch(stamp.when) if stamp else None
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "summary": item.summary,
        "content": item.content,
        "categories": _json(item.categories),
        "sections": _json(item.sections),
        "published": _text(stamp.when) if stamp else None,
        "precision": str(stamp.precision) if stamp else None,
        "evidence": " ".join(stamp.evidence) if stamp else None,
        "updated": item.updated.isoformat(),
        "first_seen": item.first_seen.isoformat(),
        "address": item.address,
        "link": item.link,
        "author": item.author,
        "language": item.language,
        "source": item.source,
        "enclosures": _json([asdict(each) for each in item.enclosures]),
        "speaker": known.speaker,
        "published_s": second,
        "updated_s": keys.epoch(item.updated),
        "sort_s": keys.epoch(item.first_seen) if second is None else second,
    }


def _voice(identifier: str, voice: Voice) -> dict[str, Any]:
    return {
        "item": identifier,
        "stream": voice.stream,
        "locator": voice.locator,
        "as_of": _text(voice.as_of),
        "since": _text(voice.since),
        "title": voice.title,
        "summary": voice.summary,
        "content": voice.content,
        "categories": _json(voice.categories),
        "stated": voice.stated,
    }


def _text(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
