"""What the next build would change for the subscribers of each feed, without building.

The build is done on a copy of the ledger, nothing is rendered, and the outcome is held
against the feeds that lie in `output/` now: they are what subscribers have.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pagefeed.config import Settings
from pagefeed.ledger import open_ledger
from pagefeed.model import Feed, Item, Problem
from pagefeed.pipeline import edition, home_of, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item, as a list of changes names it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the subscribers of one feed will see."""

    slug: str
    title: str
    existing: bool  # the feed is published already
    items: int  # in the current document, after the build
    new: tuple[Entry, ...] = ()  # readers will show these
    revised: tuple[Entry, ...] = ()  # `updated` moves
    redated: tuple[Entry, ...] = ()  # another date; readers won't show these as changed
    reordered: tuple[Entry, ...] = ()  # stand elsewhere among the others
    dropped: tuple[Entry, ...] = ()  # leave the window; the archives keep them
    gone: tuple[Entry, ...] = ()  # leave the feed altogether

    @property
    def share(self) -> float:
        """The part of the feed that would come up as new, from 0 to 1; 0 for a new feed."""
        return len(self.new) / self.items if self.existing and self.items else 0.0

    def __bool__(self) -> bool:
        seen = self.new or self.revised or self.redated or self.reordered
        return bool(seen or self.dropped or self.gone)


def preview(
    settings: Settings,
    *,
    state: str,
    output: Path,
    now: datetime,
    jobs: int = 1,
    full: bool = False,
    say: Callable[[str, int, int | None], None] = lambda *_: None,
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes of every feed, by slug, and the problems that the build would report.

    Raises SettingsError or LedgerError where the build would.
    """
    with open_ledger(state, now=now, dry=True) as ledger:
        tally = reading.Tally()
        captures = reading.captures(settings, ledger, tally, jobs=jobs, full=full, say=say)
        told = ledger.absorb(captures, now=now, home=home_of(settings, ledger))
        made = edition(settings, ledger, now)
        published = {path for path in ledger.published() if path.endswith("/feed.json")}
    changes = {}
    for chain in made.documents:
        current = chain[-1]
        members = {item.id for feed in chain for item in feed.items}
        changes[current.slug] = compare(_published(output, current.slug), current, members)
    for path in published:
        slug = path.removesuffix("/feed.json")
        if "/" not in slug and slug not in changes:
            changes[slug] = _ended(slug, _published(output, slug))
    ordered = tuple(changes[slug] for slug in sorted(changes))
    return ordered, (*tally.problems, *told.problems, *made.problems)


def compare(before: Mapping[str, Any] | None, after: Feed, members: set[str]) -> Change:
    """One feed's JSON document as published, against the document that is to come.

    `members` are the ids of all the feed's items, in its archives too.
    """
    if before is None:
        return Change(
            slug=after.slug,
            title=after.title,
            existing=False,
            items=len(after.items),
            new=tuple(_entry(item) for item in after.items),
        )
    old = {entry["id"]: entry for entry in before["items"]}
    window = {item.id for item in after.items}
    lost = [entry for key, entry in old.items() if key not in window]
    return Change(
        slug=after.slug,
        title=after.title,
        existing=True,
        items=len(after.items),
        new=tuple(_entry(item) for item in after.items if item.id not in old),
        revised=tuple(
            _entry(item)
            for item in after.items
            if item.id in old and _moved(old[item.id].get("date_modified"), item.updated)
        ),
        redated=tuple(
            _entry(item)
            for item in after.items
            if item.id in old
            and _moved(
                old[item.id].get("date_published"), item.published.when if item.published else None
            )
        ),
        reordered=_reordered(list(old), after.items),
        dropped=tuple(_told(entry) for entry in lost if entry["id"] in members),
        gone=tuple(_told(entry) for entry in lost if entry["id"] not in members),
    )


def _reordered(before: list[str], after: tuple[Item, ...]) -> tuple[Entry, ...]:
    """The fewest items whose moving explains the new order.

    They are those outside the longest run that kept its order (patience sorting).
    """
    from bisect import bisect_left

    place = {identifier: number for number, identifier in enumerate(before)}
    common = [item for item in after if item.id in place]
    tails: list[int] = []
    at: list[int] = []  # of each common item: the length of the run that ends with it, less one
    for item in common:
        length = bisect_left(tails, place[item.id])
        tails[length : length + 1] = [place[item.id]]
        at.append(length)
    wanted, kept = len(tails) - 1, set()
    for number in range(len(common) - 1, -1, -1):
        if at[number] == wanted:
            kept.add(number)
            wanted -= 1
    return tuple(_entry(item) for number, item in enumerate(common) if number not in kept)


def _moved(before: str | None, after: datetime | None) -> bool:
    if before is None or after is None:
        return (before is None) is not (after is None)
    return datetime.fromisoformat(before) != after.replace(microsecond=0)


def _ended(slug: str, before: Mapping[str, Any] | None) -> Change:
    """A feed that is published and would be no more."""
    document = before or {"title": slug, "items": []}
    return Change(
        slug=slug,
        title=str(document["title"]),
        existing=before is not None,
        items=0,
        gone=tuple(_told(entry) for entry in document["items"]),
    )


def _published(output: Path, slug: str) -> dict[str, Any] | None:
    """The feed's JSON document under output/, or None where there is none that can be read."""
    try:
        document = json.loads((output / slug / "feed.json").read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return None
    document["items"] = [e for e in document["items"] if isinstance(e, dict) and "id" in e]
    return document


def _entry(item: Item) -> Entry:
    return Entry(id=item.id, title=item.title)


def _told(entry: Mapping[str, Any]) -> Entry:
    return Entry(id=str(entry["id"]), title=str(entry.get("title", "")))
