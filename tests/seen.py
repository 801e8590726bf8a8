"""What a reader sees of an item, and how that is compared with what was built.

What was built is taken from `feed.json` with the standard library's decoder. Where a
reader is known not to see something, it stands in `LIMITS` with the reason; a limit that
is no longer needed fails the test, so that the list stays true.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

FORMATS = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One item as a reader has it; what it can't have is None."""

    id: str | None = None
    title: str | None = None
    link: str | None = None
    published: datetime | None = None
    categories: tuple[str, ...] | None = None


FIELDS = tuple(each.name for each in fields(Seen))
Reader = Callable[[Path], Iterable[Seen]]

_UPDATED = "takes Atom's updated for the date of publication where there is none"
_NOW = "dates what has no date by the moment it reads"
# (reader, format, field) -> why it can't be the same.
LIMITS: dict[tuple[str, str, str], str] = {
    ("reader", "rss", "categories"): "keeps no categories of entries",
    ("reader", "atom", "categories"): "keeps no categories of entries",
    ("reader", "json", "categories"): "keeps no categories of entries",
    ("fastfeedparser", "atom", "published"): _UPDATED,
    ("rss-parser", "atom", "published"): _UPDATED,
    ("rss-parser", "atom", "categories"): "looks for categories in RSS alone",
    ("feed-extractor", "atom", "published"): _UPDATED,
    ("feed-extractor", "rss", "link"): "cuts the fragment off every link",
    ("feed-extractor", "atom", "link"): "cuts the fragment off every link",
    ("feed-extractor", "json", "link"): "cuts the fragment off every link",
    ("feed-extractor", "rss", "categories"): "hands a category over with its &#x26; unresolved",
    ("newsboat", "rss", "categories"): "keeps no categories in its cache",
    ("newsboat", "atom", "categories"): "keeps no categories in its cache",
    ("newsboat", "rss", "published"): _NOW,
    ("newsboat", "atom", "published"): _UPDATED,
    ("rss2email", "rss", "published"): _NOW,
    ("rss2email", "atom", "published"): _UPDATED,
}


def built(folder: Path) -> tuple[Seen, ...]:
    """The items of one document's folder, as they were meant."""
    feed = json.loads((folder / "feed.json").read_bytes())
    return tuple(
        Seen(
            id=item["id"],
            title=item["title"],
            link=item["url"],
            published=instant(item.get("date_published")),
            categories=tuple(item.get("tags", ())),
        )
        for item in feed["items"]
    )


def instant(text: str | None) -> datetime | None:
    """An ISO 8601 date, or None for none."""
    return datetime.fromisoformat(text) if text else None


def documents(*outputs: Path) -> list[Path]:
    """The folders of all documents of some publications, current and archived."""
    return sorted(each.parent for output in outputs for each in output.rglob("feed.json"))


def in_order(folder: Path, found: Mapping[str, Seen]) -> list[Seen]:
    """What a reader that sorts by its own lights has found, in the document's order."""
    order = [each.id or "" for each in built(folder)]
    assert set(order) == set(found)
    return [found[identity] for identity in order]


def compare(reader: str, form: str, folders: Iterable[Path], read: Reader) -> None:
    """Assert that a reader sees every item of these documents, in the same order."""
    differing: dict[str, str] = {}
    total = 0
    for folder in folders:
        meant, seen = built(folder), tuple(read(folder / FORMATS[form]))
        total += len(meant)
        assert len(seen) == len(meant), f"{reader} sees {len(seen)} items in {folder}"
        for one, other in zip(meant, seen, strict=True):
            for name in FIELDS:
                if getattr(one, name) != getattr(other, name):
                    shown = f"{folder}: {getattr(other, name)!r} for {getattr(one, name)!r}"
                    differing.setdefault(name, shown)
    assert total, "nothing was built"
    known = {name for who, what, name in LIMITS if (who, what) == (reader, form)}
    assert {n: shown for n, shown in differing.items() if n not in known} == {}
    assert known <= set(differing), "a limit that is no longer needed"
