"""An old feed -> drafts: its items carried over with their ids, dates and texts.

This module owns the reading of RSS, Atom and JSON Feed as a source, through feedparser
(JSON Feed by itself). Whether a feed is valid is `checks`' business: what can be read is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pagefeed import clean, dates
from pagefeed.model import (
    Conversion,
    Draft,
    Enclosure,
    Page,
    Problem,
    Reading,
    Severity,
    Stamp,
)

MAX_ITEMS = 20_000  # of one feed; the rest is reported

_MAILBOX = re.compile(r"\s*<[^<>\s]*@[^<>\s]*>")  # "Ann Tregear <ann@example.org>"


def convert(page: Page, reading: Reading) -> Conversion:
    """The items of a feed file, in its order."""
    entries = _json_items if page.text.lstrip("\ufeff \t\r\n").startswith("{") else _xml_items
    problems: list[Problem] = []
    try:
        found = list(entries(page, reading))
    except Exception as error:  # noqa: BLE001 - a foreign parser on a foreign file
        problems.append(_problem(page, "feed-broken", f"can't be read as a feed: {error}"))
        found = []
    if not found and not problems:
        problems.append(_problem(page, "page-empty", "a feed without items"))
    if len(found) > MAX_ITEMS:
        problems.append(
            _problem(page, "page-too-large", f"{len(found)} items; {MAX_ITEMS} were read")
        )
    return Conversion(drafts=tuple(found[:MAX_ITEMS]), problems=tuple(problems))


def _problem(page: Page, code: str, message: str) -> Problem:
    return Problem(severity=Severity.ERROR, code=code, where=page.locator, message=message)


def _xml_items(page: Page, reading: Reading) -> Iterator[Draft]:
    import feedparser

    # Its own sanitizer and link resolver are off: `clean.html` does both.
    parsed = feedparser.parse(
        clean.characters(page.text).encode("utf-8"),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    if not parsed.entries and parsed.bozo:
        message = f"not well-formed: {parsed.bozo_exception}"
        raise ValueError(message)
    head = parsed.feed
    base = clean.url(str(head.get("link") or ""), page.url) or page.url
    language = str(head.get("language") or "") or page.language or reading.language
    for place, entry in enumerate(parsed.entries[: MAX_ITEMS + 1]):
        yield _xml_item(entry, place, base, language, reading)


def _xml_item(
    entry: Any, place: int, base: str | None, language: str | None, reading: Reading
) -> Draft:
    link = clean.url(str(entry.get("link") or ""), base)
    contents = [each for each in entry.get("content") or [] if each.get("value")]
    content = _markup(contents[0]) if contents else ""
    summary = str(entry.get("summary") or "")
    if not content and "<" in summary:
        content = summary
    content = clean.html(content, link or base) if content else ""
    text = _plain(summary)
    title = _plain(str(entry.get("title") or "")) or text[:80] or (link or "")
    guid = str(entry.get("id") or "") or None
    return Draft(
        kind="story",
        title=title,
        line=0,
        place=place,
        summary=text if len(text) <= 1_000 else text[:1_000].rpartition(" ")[0] + " …",
        content=content,
        categories=_categories(
            [str(tag.get("term") or tag.get("label") or "") for tag in entry.get("tags") or []],
            reading,
        ),
        published=_stamp(_own(entry, "published") or _own(entry, "created"), reading)
        or _stamp(_own(entry, "updated"), reading),
        modified=_stamp(_own(entry, "updated"), reading),
        link=link,
        author=_name(entry),
        language=language,
        enclosures=tuple(_enclosures(entry, base)),
        guid=clean.line(guid) if guid else link,
    )


def _name(entry: Any) -> str:
    """Who wrote an entry, without the address that feeds of the time put beside the name."""
    detail = entry.get("author_detail") or {}
    stated = str(detail.get("name") or entry.get("author") or "")
    return clean.line(_MAILBOX.sub("", stated) or stated)[:200]


def _own(entry: Any, name: str) -> object:
    """What an entry itself states: feedparser gives `published` for `updated` and warns of it."""
    return dict.get(entry, name)


def _markup(content: Mapping[str, Any]) -> str:
    value = str(content["value"])
    if content.get("type") == "text/plain":
        return f"<p>{html.escape(value, quote=False)}</p>"
    return value


def _plain(markup: str) -> str:
    """Text of a title or summary that may be markup; entities are undone once."""
    if "<" in markup:
        markup = re.sub(r"<(?:script|style)\b.{0,100000}?</(?:script|style)>", " ", markup, flags=re.DOTALL | re.IGNORECASE)  # fmt: skip
        markup = re.sub(r"</?[a-zA-Z!][^>]{0,5000}>", " ", markup)
    return clean.line(html.unescape(markup))


def _categories(names: list[str], reading: Reading) -> tuple[str, ...]:
    kept = dict.fromkeys(clean.line(name) for name in names)
    found = tuple(name for name in kept if 0 < len(name) <= 100)
    return found or (reading.words.story_category,)


def _stamp(value: object, reading: Reading) -> Stamp | None:
    """A feed's date; its midnight in UTC is a time like any other, a bare day is a day."""
    return dates.machine(str(value), reading.timezone) if value else None


def _enclosures(entry: Any, base: str | None) -> Iterator[Enclosure]:
    for each in (entry.get("enclosures") or [])[:10]:
        url = clean.url(str(each.get("href") or ""), base)
        if url is not None:
            length = str(each.get("length") or "")
            kind = str(each.get("type") or "") or "application/octet-stream"
            yield Enclosure(url=url, type=kind, length=int(length) if length.isdigit() else 0)
    for each in (entry.get("media_content") or [])[:5]:
        url = clean.url(str(each.get("url") or ""), base)
        if url is not None and (each.get("medium") == "image" or "image" in str(each.get("type"))):
            yield Enclosure(url=url, type=str(each.get("type") or "image/jpeg"))


def _json_items(page: Page, reading: Reading) -> Iterator[Draft]:
    import msgspec

    feed = msgspec.json.decode(page.text.lstrip("\ufeff"))
    items = feed.get("items") if isinstance(feed, dict) else None
    base = clean.url(_text(feed, "home_page_url"), page.url) or page.url
    language = _text(feed, "language") or page.language or reading.language
    for place, item in enumerate(items[: MAX_ITEMS + 1] if isinstance(items, list) else []):
        if isinstance(item, dict):
            yield _json_item(item, place, base, language, reading)


def _json_item(
    item: Mapping[str, Any], place: int, base: str | None, language: str | None, reading: Reading
) -> Draft:
    """One item of a JSON Feed (https://www.jsonfeed.org/version/1.1/, Items)."""
    link = clean.url(_text(item, "url"), base) or clean.url(_text(item, "external_url"), base)
    text = _text(item, "content_text")
    content = _text(item, "content_html")
    if not content and text:
        content = f"<p>{html.escape(text, quote=False)}</p>"
    summary = clean.line(_text(item, "summary") or _plain(text or content)[:300])
    guid = item.get("id")
    authors = item.get("authors") or [item.get("author")]
    names = [_text(each, "name") for each in authors if isinstance(each, dict)]
    published = _stamp(item.get("date_published"), reading)
    return Draft(
        kind="story",
        title=clean.line(_text(item, "title")) or summary[:80] or (link or ""),
        line=0,
        place=place,
        summary=summary,
        content=clean.html(content, link or base) if content else "",
        categories=_categories(
            [each for each in item.get("tags") or [] if isinstance(each, str)], reading
        ),
        published=published or _stamp(item.get("date_modified"), reading),
        modified=_stamp(item.get("date_modified"), reading),
        link=link,
        author=", ".join(name for name in names if name),
        language=_text(item, "language") or language,
        enclosures=tuple(_attachments(item, base)),
        guid=clean.line(str(guid)) if guid not in (None, "") else link,
    )


def _attachments(item: Mapping[str, Any], base: str | None) -> Iterator[Enclosure]:
    image = clean.url(_text(item, "image"), base)
    if image is not None:
        yield Enclosure(url=image, type="image/jpeg")
    for each in item.get("attachments") or []:
        url = clean.url(_text(each, "url"), base) if isinstance(each, dict) else None
        if url is not None:
            size = each.get("size_in_bytes")
            yield Enclosure(
                url=url,
                type=_text(each, "mime_type") or "application/octet-stream",
                length=size if isinstance(size, int) and size >= 0 else 0,
            )


def _text(item: Any, name: str) -> str:
    value = item.get(name) if isinstance(item, dict) else None
    return value if isinstance(value, str) else ""
