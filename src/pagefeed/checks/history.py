"""Links of the feed as a whole: self, WebSub's hub, and RFC 5005's paged and archived feeds."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from pagefeed.checks import tree, values
from pagefeed.checks.tree import Walk

_LINK = "{http://www.w3.org/2005/Atom}link"
_FH = "{http://purl.org/syndication/history/1.0}"
PAGED = frozenset(("first", "last", "next", "previous", "prev"))
ARCHIVED = frozenset(("prev-archive", "next-archive", "current"))
_TYPES = {
    "rss": ("application/rss+xml", "application/xml", "text/xml", "application/rdf+xml"),
    "atom": ("application/atom+xml", "application/xml", "text/xml"),
}


def check(walk: Walk, head: Any) -> None:
    """The links and markers of a channel or feed."""
    links: dict[str, list[Any]] = {}
    for el in head.iterchildren(_LINK):
        rel = el.get("rel", "alternate").removeprefix("http://www.iana.org/assignments/relation/")
        links.setdefault(rel, []).append(el)
    _self(walk, head, links.get("self", []))
    for el in links.get("hub", ()):
        href = el.get("href") or ""
        if values.web(href):
            walk.report("hub-not-web", el, href, value=href)
        if "self" not in links:
            walk.report("hub-without-self", el, href)
    for rel in sorted((PAGED | ARCHIVED) & links.keys()):
        if len(links[rel]) > 1:
            again = links[rel][1]
            walk.report("history-link-repeated", again, again.get("href") or "", rel=rel)
    _history(walk, head, links)


def _self(walk: Walk, head: Any, found: list[Any]) -> None:
    if not found:
        walk.report("feed-self-missing", head, "")
        return
    if len(found) > 1:
        walk.report("feed-self-repeated", found[1], found[1].get("href") or "")
    el = found[0]
    href = (el.get("href") or "").strip()
    media = (el.get("type") or "").partition(";")[0].strip().lower()
    if media and media not in _TYPES[walk.format] and not values.mime(media):
        walk.report("feed-self-type", el, media, value=media)
    if not href:
        return  # reported as an empty href
    if values.reference(href):
        return
    whole = href
    if values.iri(href) == "uri-not-absolute":
        base = el.get(f"{tree.XML}base") or walk.base
        if not base:
            walk.report("feed-self-relative", el, href, value=href)
        whole = _join(base or walk.context.url or "", href)
    url = walk.context.url
    if url and values.comparable(whole) != values.comparable(url):
        walk.report("feed-self-differs", el, href, value=whole, url=url)


def _join(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def _history(walk: Walk, head: Any, links: dict[str, list[Any]]) -> None:
    """RFC 5005: what complete and archived feeds may and must link to."""
    complete, archive = head.find(f"{_FH}complete"), head.find(f"{_FH}archive")
    if complete is not None and archive is not None:
        walk.report("history-complete-and-archive", archive)
    if complete is not None:
        _complete(walk, links)
    if archive is not None:
        if "current" not in links:
            walk.report("history-archive-without-current", archive)
        elif _targets(links, "current") & _targets(links, "self"):
            el = links["current"][0]
            walk.report("history-archive-is-current", el, el.get("href") or "")
    elif "next-archive" in links:
        el = links["next-archive"][0]
        walk.report("history-next-without-archive", el, el.get("href") or "")


def _complete(walk: Walk, links: dict[str, list[Any]]) -> None:
    for rel in sorted((PAGED | ARCHIVED) & links.keys()):
        el = links[rel][0]
        if rel != "current":
            walk.report("history-complete-with-link", el, el.get("href") or "", rel=rel)
        elif "self" in links and not _targets(links, "current") & _targets(links, "self"):
            walk.report("history-complete-current", el, el.get("href") or "")


def _targets(links: dict[str, list[Any]], rel: str) -> set[str]:
    return {values.comparable(el.get("href") or "") for el in links.get(rel, ())}
