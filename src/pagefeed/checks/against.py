"""Bytes against the Feed that they were rendered from."""

from __future__ import annotations

from collections.abc import Iterator

from pagefeed.model import Feed, Problem


def compare(data: bytes, feed: Feed) -> Iterator[Problem]:
    """What the bytes say otherwise than the feed."""
    del data, feed
    yield from ()
