"""Feeds as a source: RSS, Atom and JSON Feed files; and JSON files that are data sets.

This module owns telling them apart and undoing their encoding. The items in a feed
are the feed converter's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pagefeed.model import Page, Problem
from pagefeed.sources import encodings, records, sidecar, text
from pagefeed.sources.opening import Asked, whole

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,200}\?>")
_ROOT = re.compile(
    r"\A\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*<(?:\w+:)?(\w+)",
    re.DOTALL | re.IGNORECASE,
)
_HINT = "RSS, Atom and JSON Feed files are read; point the source at one of them."


def read(asked: Asked) -> Iterator[Page | Problem]:
    """The feed in an XML file, as one page for the feed converter."""
    data, problems = whole(asked)
    yield from problems
    if data is not None:
        yield from xml(asked, data)


def xml(asked: Asked, data: bytes) -> Iterator[Page | Problem]:
    """As `read`, of bytes that are there already."""
    nothing = text.unreadable(asked, data)
    if nothing is not None:
        yield nothing
        return
    beside, wrong = sidecar.read(asked)
    yield from wrong
    decoded = encodings.html(data, declared=beside.charset, language=asked.reading.language)
    yield from text.remarks(asked, decoded)
    root = _ROOT.match(decoded.text[:20_000])
    name = root.group(1).lower() if root else ""
    if name == "html":
        yield from text.page(asked, data, "html", beside)
        return
    if name not in {"rss", "feed", "rdf"}:
        found = f"its root is <{name}>" if name else "no element found"
        yield asked.error("page-unsupported", f"XML, but not a feed: {found}", _HINT)
        return
    # The characters are decoded: an encoding that is still declared would be undone twice.
    yield _page(asked, _DECLARATION.sub("", decoded.text), data, beside)


def read_json(asked: Asked) -> Iterator[Page | Problem]:
    """A JSON Feed, or a data set that is one JSON list, or one record."""
    data, problems = whole(asked)
    yield from problems
    if data is not None:
        yield from json(asked, data)


def json(asked: Asked, data: bytes) -> Iterator[Page | Problem]:
    """As `read_json`, of bytes that are there already."""
    import msgspec

    nothing = text.unreadable(asked, data)
    if nothing is not None:
        yield nothing
        return
    beside, wrong = sidecar.read(asked)
    yield from wrong
    decoded = encodings.text(data)
    yield from text.remarks(asked, decoded)
    try:
        value = msgspec.json.decode(decoded.text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        yield asked.error("record-broken", f"not JSON: {error}", _HINT)
        return
    if isinstance(value, dict) and "jsonfeed.org/version" in str(value.get("version")):
        yield _page(asked, decoded.text, data, beside)
        return
    listed = value if isinstance(value, list) else [value]
    for number, record in enumerate(listed, start=1):
        if isinstance(record, dict):
            raw = msgspec.json.encode(record, order="sorted")
            yield from records.page(asked, number, record, raw)
        else:
            yield asked.error("record-broken", f"value {number} is not a JSON object", _HINT)


def _page(asked: Asked, content: str, data: bytes, beside: sidecar.Sidecar) -> Page:
    return Page(
        source=asked.source,
        locator=asked.locator,
        media="feed",
        text=content,
        digest=text.digest(data, beside.data),
        url=beside.url,
        captured=beside.captured,
        language=beside.language,
        facts=beside.facts,
    )
