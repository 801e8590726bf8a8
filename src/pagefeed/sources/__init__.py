"""Sources: a path becomes pages. The one stage that reads what people put before it.

This package owns finding files, opening them safely, undoing compression and
character encodings, and the facts that stand beside a page. It must not know what a
page means: titles, dates and rows inside a page are the converters'.

Nothing a file holds raises: what can't be read is a `Problem` that names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pagefeed.model import Page, Problem, Reading
from pagefeed.sources import feed, html, jsonl, parquet, sniff, text, warc
from pagefeed.sources.finding import find, locate
from pagefeed.sources.opening import Asked
from pagefeed.sources.sidecar import beside

__all__ = ["beside", "find", "locate", "read"]

# By suffix, without a compression suffix. A file may hold many pages.
READERS = {
    ".txt": text.read,
    ".text": text.read,
    ".md": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".xht": html.read,
    ".mhtml": html.read_mhtml,
    ".mht": html.read_mhtml,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".json": feed.read_json,
    ".parquet": parquet.read,
    ".warc": warc.read,
    ".wet": warc.read,
    ".rss": feed.read,
    ".atom": feed.read,
    ".xml": feed.read,
    ".rdf": feed.read,
}

_COMPRESSED = (".gz", ".zst")


def read(path: Path, *, locator: str, source: str, reading: Reading) -> Iterator[Page | Problem]:
    """The pages of one file, in its order, with whatever was wrong with it.

    `locator` names the file in pages and problems as a person would type it; the
    pages of a data set or an archive add "#7", counted from 1. A file without a known
    suffix is read as what its first bytes look like.
    """
    asked = Asked(path=path, locator=locator, source=source, reading=reading)
    name = path.name.lower()
    for ending in _COMPRESSED:
        name = name.removesuffix(ending)
    reader = READERS.get(Path(name).suffix)
    if reader is None:
        yield from sniff.read(asked)
    else:
        yield from reader(asked)
