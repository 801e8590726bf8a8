"""Feed -> JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

Ids, addresses and dates are those of the other formats.
"""

from __future__ import annotations

import json
from typing import Any

from pagefeed.model import Enclosure, Feed, Item
from pagefeed.renderers.forms import whole
from pagefeed.uris import uri


def render(feed: Feed) -> bytes:
    """The bytes of `feed.json`."""
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url(),
        "feed_url": feed.url("feed.json"),
        "description": feed.description or feed.title,
        "language": feed.language,
        "authors": [{"name": feed.author}],
    }
    if feed.prev_archive:
        document["next_url"] = uri(f"{feed.home}{feed.prev_archive}/feed.json")
    if feed.hub:
        document["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    document["items"] = [_item(item, feed) for item in feed.items]
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(item: Item, feed: Feed) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": item.id,
        "url": feed.link_of(item),
        "title": item.title,
    }
    if item.content:
        entry["content_html"] = item.content
        if item.summary:
            entry["summary"] = item.summary
    else:
        # One of content_html and content_text must be there.
        entry["content_text"] = item.summary or item.title
    if item.published:
        entry["date_published"] = whole(item.published.when).isoformat()
    entry["date_modified"] = whole(item.updated).isoformat()
    if item.author:
        entry["authors"] = [{"name": item.author}]
    if item.categories:
        entry["tags"] = list(item.categories)
    if item.language and item.language != feed.language:
        entry["language"] = item.language
    pictures = [e for e in item.enclosures if e.type.startswith("image/")]
    if pictures:
        entry["image"] = uri(pictures[0].url)
    others = [e for e in item.enclosures if e not in pictures[:1]]
    if others:
        entry["attachments"] = [_attachment(e) for e in others]
    return entry


def _attachment(enclosure: Enclosure) -> dict[str, Any]:
    made: dict[str, Any] = {"url": uri(enclosure.url), "mime_type": enclosure.type}
    if enclosure.length:
        made["size_in_bytes"] = enclosure.length
    return made
