"""Parsers from PyPI read every document that is built, with the same items."""

from __future__ import annotations

import importlib
import json
import sys
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from seen import FORMATS, LIMITS, Reader, Seen, compare, documents, in_order, instant


def feedparser_reads(path: Path) -> Iterator[Seen]:
    import feedparser

    feed = feedparser.parse(path.read_bytes())
    assert feed.bozo is False, feed.get("bozo_exception")
    for entry in feed.entries:
        published = entry.get("published_parsed")
        yield Seen(
            id=entry.id,
            title=entry.title,
            link=entry.link,
            published=datetime.fromtimestamp(timegm(published), UTC) if published else None,
            categories=tuple(tag.term for tag in entry.get("tags", ())),
        )


def atoma_reads(path: Path) -> Iterator[Seen]:
    import atoma

    data = path.read_bytes()
    if path.name == "rss.xml":
        for item in atoma.parse_rss_bytes(data).items:
            yield Seen(
                id=item.guid,
                title=item.title,
                link=item.link,
                published=item.pub_date,
                categories=tuple(item.categories),
            )
    elif path.name == "atom.xml":
        for entry in atoma.parse_atom_bytes(data).entries:
            (link,) = [each.href for each in entry.links if each.rel == "alternate"]
            yield Seen(
                id=entry.id_,
                title=entry.title.value,
                link=link,
                published=entry.published,
                categories=tuple(each.term for each in entry.categories),
            )
    else:
        for each in atoma.parse_json_feed_bytes(data).items:
            yield Seen(
                id=each.id_,
                title=each.title,
                link=each.url,
                published=each.date_published,
                categories=tuple(each.tags),
            )


def fastfeedparser_reads(path: Path) -> Iterator[Seen]:
    import fastfeedparser

    for entry in fastfeedparser.parse(path.read_bytes()).entries:
        yield Seen(
            id=entry.get("id"),
            title=entry.get("title"),
            link=entry.get("link"),
            published=instant(entry.get("published")),
            categories=tuple(tag["term"] for tag in entry.get("tags") or ()),
        )


def _reader_module() -> Any:
    """The library `reader`, whose own copy of feedparser wants a module by its old name."""
    if "sgmllib" not in sys.modules:
        sys.modules["sgmllib"] = importlib.import_module("feedparser_sgmllib")
    return importlib.import_module("reader")


def reader_reads(path: Path) -> Iterator[Seen]:
    made = _reader_module().make_reader(":memory:", feed_root=str(path.parent))
    made.add_feed(path.name)
    made.update_feed(path.name)
    feed = made.get_feed(path.name)
    assert feed.last_exception is None
    found = {
        entry.id: Seen(id=entry.id, title=entry.title, link=entry.link, published=entry.published)
        for entry in made.get_entries(feed=path.name)
    }
    assert len(found) == made.get_entry_counts(feed=path.name).total
    yield from in_order(path.parent, found)


READERS: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "feedparser": (feedparser_reads, ("rss", "atom")),  # it doesn't know JSON Feed
    "atoma": (atoma_reads, ("rss", "atom", "json")),
    "fastfeedparser": (fastfeedparser_reads, ("rss", "atom", "json")),
    "reader": (reader_reads, ("rss", "atom", "json")),
}


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name, (_, forms) in READERS.items() for form in forms]
)
def test_a_reader_sees_the_same_items(outputs: tuple[Path, Path], name: str, form: str) -> None:
    """Ids, titles, links, dates and categories, in every document, in the same order."""
    compare(name, form, documents(*outputs), READERS[name][0])


def test_both_publications_have_what_makes_reading_hard(outputs: tuple[Path, Path]) -> None:
    """Undated items, several categories, archives, and every kind of document."""
    for output in outputs:
        assert {path.name for path in output.rglob("*.xml")} == {"rss.xml", "atom.xml"}
    titles = {
        item["title"]
        for folder in documents(outputs[1])
        for item in json.loads((folder / "feed.json").read_bytes())["items"]
    }
    assert len(titles) == 5
    assert any("&" in title for title in titles)


def test_limits_name_formats_and_fields_that_there_are() -> None:
    """A limit with a slip of the pen would excuse nothing, and be believed."""
    for _, form, field in LIMITS:
        assert form in FORMATS
        assert field in Seen.__dataclass_fields__
