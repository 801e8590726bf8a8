"""Feed -> Atom 1.0 (RFC 4287), rendered by feedgen."""

from __future__ import annotations

from pagefeed.model import Feed
from pagefeed.renderers import shape


def render(feed: Feed) -> bytes:
    """The bytes of `atom.xml`."""
    made = shape.generator(feed, "atom.xml")
    return shape.serialized(made._create_atom(), feed)  # noqa: SLF001 - feedgen's own way to its tree
