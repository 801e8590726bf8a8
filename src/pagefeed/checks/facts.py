"""What one document says that others must agree with: its links, its ids, its own address.

Bytes -> Document. Reads RSS, Atom, JSON Feed, OPML and the link elements of HTML pages;
judges nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urljoin

from pagefeed.checks import jsontext, strict
from pagefeed.checks.context import Context

Kind = Literal["rss", "atom", "json", "opml", "html", "other"]

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("rss", "atom", "json")
NOUNS = {
    "rss": "RSS",
    "atom": "Atom",
    "json": "JSON Feed",
    "opml": "OPML",
    "html": "a page",
    "other": "no feed",
}
TYPES = {
    "rss": ("application/rss+xml",),
    "atom": ("application/atom+xml",),
    "json": ("application/feed+json", "application/json"),
}
# Link relations that lead from document to document (RFC 5005), and JSON Feed's next_url.
CHAINS = ("prev-archive", "next-archive", "current", "next", "previous", "first", "last")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One reference to another document: what it is called, where it leads, its line."""

    rel: str
    url: str  # as written, or resolved where the document says with what
    line: int | None = None
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The facts of one file."""

    path: str  # below the folder, POSIX
    kind: Kind
    title: str = ""
    own: Link | None = None  # the self link, or feed_url
    links: tuple[Link, ...] = ()
    count: int = 0  # of items
    digest: str = ""  # of all ids in order


def read(path: str, data: bytes) -> Document:
    """The facts of a file; of one that can't be read, that it is "other"."""
    if path.endswith((".html", ".htm")):
        return _page(path, data)
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"{":
        return _json(path, data)
    root = strict.parse(data, Context())
    if root is None:
        return Document(path=path, kind="other")
    tag = root.tag
    if tag == "rss":
        channel = root.find("channel")
        return _rss(path, channel) if channel is not None else Document(path=path, kind="rss")
    if tag == f"{ATOM}feed":
        return _atom(path, root)
    if tag == "opml":
        return _opml(path, root)
    return Document(path=path, kind="other")


def ids(data: bytes) -> tuple[str, ...]:
    """The ids of a feed's items, in order."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"{":
        value = jsontext.read(data, Context()).value
        return _json_ids(value) if isinstance(value, dict) else ()
    root = strict.parse(data, Context())
    if root is None:
        return ()
    channel = root.find("channel")
    return _rss_ids(channel) if channel is not None else _atom_ids(root)


def join(base: str, url: str) -> str:
    """A reference resolved (RFC 3986 section 5.2); as it stands where that can't be done."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _digest(found: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(found).encode("utf-8", "replace")).hexdigest()


def _written(element: Any) -> str:
    return (element.text or "").strip() if element is not None else ""


def _rss(path: str, channel: Any) -> Document:
    own, links = _atom_links(channel)
    found = _rss_ids(channel)
    return Document(
        path=path,
        kind="rss",
        title=_written(channel.find("title")),
        own=own,
        links=links,
        count=len(found),
        digest=_digest(found),
    )


def _rss_ids(channel: Any) -> tuple[str, ...]:
    return tuple(
        _written(item.find("guid")) or _written(item.find("link")) for item in channel.iter("item")
    )


def _atom(path: str, root: Any) -> Document:
    own, links = _atom_links(root)
    found = _atom_ids(root)
    return Document(
        path=path,
        kind="atom",
        title=_written(root.find(f"{ATOM}title")),
        own=own,
        links=links,
        count=len(found),
        digest=_digest(found),
    )


def _atom_ids(root: Any) -> tuple[str, ...]:
    return tuple(_written(entry.find(f"{ATOM}id")) for entry in root.iterfind(f"{ATOM}entry"))


def _atom_links(head: Any) -> tuple[Link | None, tuple[Link, ...]]:
    own, links = None, []
    for element in head.iterfind(f"{ATOM}link"):
        rel, url = element.get("rel", "alternate"), (element.get("href") or "").strip()
        if not url:
            continue
        base = _base(element)
        link = Link(rel=rel, url=join(base, url) if base else url, line=element.sourceline)
        if rel == "self" and own is None:
            own = link
        elif rel in CHAINS:
            links.append(link)
    return own, tuple(links)


def _base(element: Any) -> str:
    base: str = element.base or ""
    return base if base.startswith(("http:", "https:")) else ""


def _json(path: str, data: bytes) -> Document:
    document = jsontext.read(data, Context())
    value = document.value
    if not isinstance(value, dict) or not _is_json_feed(value):
        return Document(path=path, kind="other")
    own, following = value.get("feed_url"), value.get("next_url")
    found = _json_ids(value)
    title = value.get("title")
    return Document(
        path=path,
        kind="json",
        title=title if isinstance(title, str) else "",
        own=Link(rel="feed_url", url=own) if isinstance(own, str) else None,
        links=(Link(rel="next_url", url=following),) if isinstance(following, str) else (),
        count=len(found),
        digest=_digest(found),
    )


def _is_json_feed(value: dict[str, Any]) -> bool:
    """Whether an object means to be a feed: folders hold other JSON files too."""
    version = value.get("version")
    if isinstance(version, str) and "jsonfeed" in version:
        return True
    return isinstance(value.get("items"), list) and ("feed_url" in value or "title" in value)


def _json_ids(value: dict[str, Any]) -> tuple[str, ...]:
    items = value.get("items")
    if not isinstance(items, list):
        return ()
    return tuple(str(item.get("id", "")) if isinstance(item, dict) else "" for item in items)


def _opml(path: str, root: Any) -> Document:
    links = []
    for outline in root.iter("outline"):
        for attribute in ("xmlUrl", "htmlUrl"):
            url = (outline.get(attribute) or "").strip()
            if url:
                links.append(Link(rel=attribute, url=url, line=outline.sourceline))
    title = _written(root.find("head/title"))
    return Document(path=path, kind="opml", title=title, links=tuple(links))


def _page(path: str, data: bytes) -> Document:
    from lxml import etree, html

    try:
        root: Any = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return Document(path=path, kind="html")
    base = next((each.get("href", "") for each in root.iter("base")), "")
    links = []
    for element in root.iter("link"):
        rels = (element.get("rel") or "").lower().split()
        media = (element.get("type") or "").partition(";")[0].strip().lower()
        url = (element.get("href") or "").strip()
        known = any(media in types for types in TYPES.values())
        if "alternate" in rels and known and url:
            line = element.sourceline
            links.append(Link(rel="alternate", url=join(base, url), line=line, type=media))
    return Document(path=path, kind="html", links=tuple(links))
