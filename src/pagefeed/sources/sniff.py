"""Files without a known suffix: read as what their first bytes look like.

This module owns the guess, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pagefeed.model import Page, Problem
from pagefeed.sources import feed, sidecar, text, warc
from pagefeed.sources.opening import Asked, opened, whole

_HTML = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|title|meta|div|p|article|table|ul)\b", re.IGNORECASE
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


def read(asked: Asked) -> Iterator[Page | Problem]:
    """The pages of a file whose name doesn't say what it is."""
    stream = opened(asked)
    if isinstance(stream, Problem):
        yield stream
        return
    with stream:
        try:
            head = stream.read(4096)
        except OSError:
            head = b""  # `whole` below will say what is wrong
    if head.startswith(b"WARC/"):
        yield from warc.read(asked)
        return
    data, problems = whole(asked)
    yield from problems
    if data is None:
        return
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") and b"jsonfeed.org/version" in head:
        yield from feed.json(asked, data)
    elif start.startswith(b"<") and _FEED.search(head):
        yield from feed.xml(asked, data)
    else:
        beside, wrong = sidecar.read(asked)
        yield from wrong
        markup = start.startswith(b"<") and _HTML.search(head) is not None
        yield from text.page(asked, data, "html" if markup else "text", beside)
