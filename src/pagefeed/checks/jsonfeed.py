"""JSON Feed 1.1 (https://jsonfeed.org/version/1.1): bytes -> Problems.

Three layers: strict reading (`jsontext`), the shape by our JSON Schema (`jsonshape`), and
the rules, which stand here. A rule takes values as they come: what has the wrong type was
told by the schema and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pagefeed.checks import content, jsonshape, jsontext, values
from pagefeed.checks import document as offered
from pagefeed.checks.context import Context
from pagefeed.checks.jsonshape import Findings
from pagefeed.model import Problem

_FIRST = "https://jsonfeed.org/version/1"
_VERSIONS = (_FIRST, "https://jsonfeed.org/version/1.1")
_HUBS = ("WebSub", "rssCloud")
_LONGEST = 4096  # characters of an address that are looked at
_DANGEROUS = frozenset(("javascript", "vbscript", "file", "blob", "about"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_MARKUP = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|code|div|em|font|h[1-6]|i|img|li|ol|p|pre|s|small|span"
    r"|strike|strong|sub|sup|table|tt|u|ul)(?:\s[^<>]{0,500})?/?>"
    r"|&(?:[a-z]{2,8}[0-9]{0,2}|\#[0-9]{2,6}|\#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Node:
    """One object of the feed: what it holds, what it is and where it stands."""

    value: dict[str, Any]
    kind: str
    pointer: str
    findings: Findings

    def add(self, code: str, name: str = "", /, *, text: str = "", **found: object) -> None:
        self.findings.add(
            code, f"{self.pointer}/{name}" if name else self.pointer, text=text, **found
        )

    def text(self, name: str) -> str | None:
        value = self.value.get(name)
        return value if isinstance(value, str) else None

    def items(self, name: str) -> list[Any]:
        value = self.value.get(name)
        return value if isinstance(value, list) else []

    def nodes(self, name: str, kind: str) -> Iterator[_Node]:
        for index, each in enumerate(self.items(name)):
            if isinstance(each, dict):
                yield _Node(each, kind, f"{self.pointer}/{name}/{index}", self.findings)


def check(data: bytes, context: Context) -> Iterator[Problem]:
    """Everything that is wrong with a JSON feed; problems of the text itself come first."""
    document = jsontext.read(data, context)
    yield from document.problems
    if document.value is None and document.problems:
        return
    if not isinstance(document.value, dict):
        found = jsontext.kind(document.value)
        yield context.problem("json-not-a-feed", line=1, found=found)
        return
    offered.check("json", data, context)
    findings = Findings(context)
    jsonshape.check(document.value, findings)
    _feed(_Node(document.value, "feed", "", findings))
    yield from findings.placed(document.text)


def _feed(feed: _Node) -> None:
    jsonshape.names(feed.value, "feed", "", feed.findings)
    version = feed.text("version")
    if version is not None and version not in _VERSIONS:
        feed.add("json-version-unknown", "version", text=version, found=version)
    if version == _FIRST:
        for name in ("authors", "language"):
            if name in feed.value:
                feed.add("json-newer-field", name, field=name)
    title = feed.text("title")
    if title is not None and not title.strip():
        feed.add("json-title-empty", "title")
    if "home_page_url" not in feed.value:
        feed.add("json-home-page-url-missing")
    if "feed_url" not in feed.value:
        feed.add("json-feed-url-missing")
    _plain(feed, "title", "description")
    _addresses(feed, "home_page_url", "feed_url", "next_url", "icon", "favicon")
    _own_address(feed)
    _language(feed)
    _authors(feed, newest=version != _FIRST)
    for hub in feed.nodes("hubs", "hub"):
        _hub(hub)
    seen: set[str] = set()
    for item in feed.nodes("items", "item"):
        _item(item, seen, newest=version != _FIRST)


def _own_address(feed: _Node) -> None:
    url = feed.findings.context.url
    own, following = feed.text("feed_url"), feed.text("next_url")
    if url and own and values.comparable(own) != values.comparable(url):
        feed.add("json-feed-url-differs", "feed_url", text=own, found=own, url=url)
    if following and following in (own, url):
        feed.add("json-next-url-loop", "next_url", text=following)


def _hub(hub: _Node) -> None:
    jsonshape.names(hub.value, "hub", hub.pointer, hub.findings)
    _addresses(hub, "url")
    kind = hub.text("type")
    if kind is not None and kind not in _HUBS:
        hub.add("json-hub-type", "type", text=kind, found=kind)


def _authors(node: _Node, *, newest: bool) -> None:
    single = node.value.get("author")
    if isinstance(single, dict):
        _author(_Node(single, "author", f"{node.pointer}/author", node.findings))
        if newest and "authors" not in node.value:
            node.add("json-author-deprecated", "author")
    for author in node.nodes("authors", "author"):
        _author(author)


def _author(author: _Node) -> None:
    jsonshape.names(author.value, "author", author.pointer, author.findings)
    named = [author.value.get(name) for name in ("name", "url", "avatar")]
    if not any(not isinstance(each, str) or each.strip() for each in named if each is not None):
        author.add("json-author-empty")
        return
    _plain(author, "name")
    _addresses(author, "url", mail=True)
    _addresses(author, "avatar")


def _item(item: _Node, seen: set[str], *, newest: bool) -> None:
    jsonshape.names(item.value, "item", item.pointer, item.findings)
    identity = item.text("id")
    if identity is not None:
        if not identity.strip():
            item.add("json-id-empty", "id")
        elif identity in seen:
            item.add("json-id-repeated", "id", text=identity, found=identity)
        seen.add(identity)
    if "content_html" not in item.value and "content_text" not in item.value:
        item.add("json-content-missing")
    _plain(item, "title", "summary")
    _controls(item, "content_text", "content_html")
    _html(item)
    _addresses(item, "url", "external_url", "image", "banner_image")
    _dates(item)
    _language(item)
    _authors(item, newest=newest)
    _tags(item)
    _attachments(item)


def _dates(item: _Node) -> None:
    published, modified = (_date(item, name) for name in ("date_published", "date_modified"))
    if published and modified and modified < published:
        item.add("json-date-order", "date_modified", text=item.text("date_modified") or "")


def _date(item: _Node, name: str) -> datetime | None:
    written = item.text(name)
    if written is None:
        return None
    # RFC 3339 section 5.6: t and z may be small; Atom alone wants capitals.
    code, instant = values.rfc3339(written[:200].upper())
    _value(item, name, code, written)
    return None if code else instant


def _tags(item: _Node) -> None:
    seen: set[str] = set()
    for index, tag in enumerate(item.items("tags")):
        if not isinstance(tag, str):
            continue
        if not tag.strip():
            item.add("json-tag-empty", f"tags/{index}")
        elif tag in seen:
            item.add("json-tag-repeated", f"tags/{index}", text=tag, found=tag)
        seen.add(tag)


def _attachments(item: _Node) -> None:
    seen: set[str] = set()
    for attachment in item.nodes("attachments", "attachment"):
        jsonshape.names(attachment.value, "attachment", attachment.pointer, attachment.findings)
        _plain(attachment, "title")
        _addresses(attachment, "url")
        media = attachment.text("mime_type")
        if media is not None:
            _value(attachment, "mime_type", values.mime(media[:500]), media)
        size = attachment.value.get("size_in_bytes")
        if isinstance(size, float) and not size.is_integer():
            attachment.add("json-size-not-whole", "size_in_bytes", text=str(size), found=size)
        url = attachment.text("url")
        if url is not None and url in seen:
            attachment.add("json-attachment-repeated", "url", text=url)
        elif url is not None:
            seen.add(url)


# What several objects have.


def _value(node: _Node, name: str, code: str, written: str) -> None:
    """Note the code that a value gave, if it gave one."""
    if code:
        node.add(code, name, text=written, what=f'"{name}"', value=written)


def _plain(node: _Node, *names: str) -> None:
    """Fields of plain text: no markup, no control characters."""
    _controls(node, *names)
    for name in names:
        written = node.text(name) or ""
        found = _MARKUP.search(written) if "<" in written or "&" in written else None
        if found:
            node.add("json-markup-in-text", name, text=found[0], field=name, found=found[0])


def _controls(node: _Node, *names: str) -> None:
    for name in names:
        written = node.text(name) or ""
        found = None if written.isprintable() else _CONTROL.search(written)
        if found:
            node.add("json-control-character", name, field=name, found=f"U+{ord(found[0]):04X}")


def _addresses(node: _Node, *names: str, mail: bool = False) -> None:
    """Fields that hold a URL; an author's may be a mailto: one."""
    for name in names:
        written = node.text(name)
        if written is None:
            continue
        scheme = written.partition(":")[0].lower()
        if scheme in _DANGEROUS:
            node.add("json-url-dangerous", name, text=written, field=name, found=scheme)
            continue
        code = values.iri(written[:_LONGEST])
        _value(node, name, code, written)
        web = scheme in ("http", "https") or (mail and scheme == "mailto")
        if not web and code in ("", "uri-scheme-unknown"):
            node.add("json-url-scheme", name, text=written, field=name, found=scheme)


def _language(node: _Node) -> None:
    tag = node.text("language")
    if tag is not None:
        _value(node, "language", values.language(tag[:200]), tag)


@dataclass(frozen=True, slots=True)
class _Element:
    """A field that holds HTML, named as the rules of content name an element."""

    tag: str
    prefix: None = None


@dataclass(frozen=True, slots=True)
class _Walk:
    """Takes the problems of HTML to the field that holds it."""

    node: _Node
    base: str = ""

    def report(self, code: str, el: _Element, text: str, /, **found: object) -> None:
        self.node.add(code, el.tag, text=text, **found)


def _html(item: _Node) -> None:
    written = item.text("content_html")
    if written:
        walk: Any = _Walk(item)
        content.markup(walk, _Element("content_html"), written)
