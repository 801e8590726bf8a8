"""Feed -> RSS 2.0 (https://www.rssboard.org/rss-specification), rendered by feedgen."""

from __future__ import annotations

import re

from pagefeed.model import Feed
from pagefeed.renderers import shape

# Plain text that needs care; the channel's description is told from the items' by its depth.
_PLAIN = re.compile(rb"<(?:title|category)>[^<&]*&[^<]*|\n    <description>[^<&]*&[^<]*")


def render(feed: Feed) -> bytes:
    """The bytes of `rss.xml`."""
    made = shape.generator(feed, "rss.xml")
    return _PLAIN.sub(_as_plain_text, shape.serialized(made._create_rss(), feed))  # noqa: SLF001 - feedgen's own way to its tree


def _as_plain_text(match: re.Match[bytes]) -> bytes:
    """`&` and `<` as the character references that no reader takes for markup.

    RSS Advisory Board, Best Practices Profile, "Character Data": hexadecimal references
    in plain text are read alike by readers that expect HTML and those that don't.
    """
    return (
        match.group()
        .replace(b"&amp;", b"&#x26;")
        .replace(b"&lt;", b"&#x3C;")
        .replace(b"&gt;", b"&#x3E;")
    )
