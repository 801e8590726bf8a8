"""Rendered bytes against the Feed that they were rendered from.

The bytes are parsed again, on their own, and compared by what a reader sees: ids and
their order, titles, links, dates, categories. Knows no renderer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from pagefeed.checks import strict, values
from pagefeed.checks.context import Context
from pagefeed.model import Feed, Item, Problem

_ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """One item as the bytes have it."""

    id: str
    title: str
    link: str
    published: datetime | None
    updated: datetime | None  # where the format has it
    categories: tuple[str, ...]


def compare(data: bytes, feed: Feed) -> Iterator[Problem]:
    """What the bytes say otherwise than the feed."""
    context = Context(name=feed.path)
    items = _json(data, context) if data[:1] in (b"{", b"[") else _xml(data, context)
    if items is None:
        yield from context.problems
        return
    if len(items) != len(feed.items):
        yield context.problem("compare-count", expected=len(feed.items), found=len(items))
    for number, (item, seen) in enumerate(zip(feed.items, items, strict=False), 1):
        for what, expected, found in _differences(feed, item, seen):
            yield context.problem(
                "compare-differs", number=number, what=what, expected=expected, found=found
            )


def _differences(feed: Feed, item: Item, seen: _Seen) -> Iterator[tuple[str, str, str]]:
    if seen.id != item.id:
        yield "id", item.id, seen.id
    if seen.title != item.title:
        yield "title", item.title, seen.title
    link = feed.link_of(item)
    if seen.link != link and _plain(seen.link) != _plain(link):
        yield "link", link, seen.link
    published = item.published.when.replace(microsecond=0) if item.published else None
    if _second(seen.published) != published:
        yield "date", str(published), str(seen.published)
    if seen.updated is not None and _second(seen.updated) != item.updated.replace(microsecond=0):
        yield "instant of revision", str(item.updated), str(seen.updated)
    if seen.categories != item.categories:
        yield "categories", ", ".join(item.categories), ", ".join(seen.categories)


def _second(when: datetime | None) -> datetime | None:
    return when.replace(microsecond=0) if when else None


def _plain(link: str) -> tuple[str, ...]:
    """A link's parts without regard to how letters outside of ASCII are written."""
    try:
        parts = urlsplit(link)
        host = parts.netloc.encode("ascii").decode("idna") if parts.netloc else ""
    except (ValueError, UnicodeError):
        return (link,)
    return (parts.scheme, host.lower(), *(unquote(part) for part in parts[2:]))


def _xml(data: bytes, context: Context) -> list[_Seen] | None:
    root = strict.parse(data, context)
    if root is None:
        return None
    if root.tag == "rss":
        return [_rss(item) for item in root.iterfind("channel/item")]
    return [_atom(entry) for entry in root.iterfind(f"{_ATOM}entry")]


def _text(el: Any, tag: str) -> str:
    return el.findtext(tag) or ""


def _rss(item: Any) -> _Seen:
    return _Seen(
        id=_text(item, "guid"),
        title=_text(item, "title"),
        link=_text(item, "link"),
        published=values.rfc822(_text(item, "pubDate"))[1],
        updated=None,
        categories=tuple(el.text or "" for el in item.iterfind("category")),
    )


def _atom(entry: Any) -> _Seen:
    links = [
        el.get("href") or ""
        for el in entry.iterfind(f"{_ATOM}link")
        if el.get("rel", "alternate") == "alternate"
    ]
    return _Seen(
        id=_text(entry, f"{_ATOM}id"),
        title=_text(entry, f"{_ATOM}title"),
        link=links[0] if links else "",
        published=values.rfc3339(_text(entry, f"{_ATOM}published"))[1],
        updated=values.rfc3339(_text(entry, f"{_ATOM}updated"))[1],
        categories=tuple(el.get("term") or "" for el in entry.iterfind(f"{_ATOM}category")),
    )


def _json(data: bytes, context: Context) -> list[_Seen] | None:
    import msgspec

    try:
        document = msgspec.json.decode(data)
        items = [_item(item) for item in document["items"]]
    except (msgspec.DecodeError, UnicodeDecodeError, LookupError, TypeError, ValueError) as error:
        context.report("compare-unreadable", reason=f"{type(error).__name__}: {error}")
        return None
    return items


def _item(item: dict[str, Any]) -> _Seen:
    return _Seen(
        id=item["id"],
        title=item.get("title", ""),
        link=item.get("url", ""),
        published=values.rfc3339(item.get("date_published", ""))[1],
        updated=values.rfc3339(item.get("date_modified", ""))[1],
        categories=tuple(item.get("tags", ())),
    )
