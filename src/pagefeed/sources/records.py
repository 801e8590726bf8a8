"""One record of a data set as a page.

This module owns which fields of a record mean what; the names come from the source's
settings. It must not know in which file format the record was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Literal

from pagefeed import clean, dates
from pagefeed.model import Facts, Page, Problem, Stamp
from pagefeed.sources.opening import MAX_PAGE, Asked


def page(
    asked: Asked, number: int, record: Mapping[str, object], raw: bytes
) -> Iterator[Page | Problem]:
    """The page of one record, counted from 1; `raw` is what its digest is made of."""
    fields = asked.reading.fields
    html = _words(record, fields.html)
    text = _words(record, fields.text)
    if html is None and text is None:
        yield _named(asked, number).error(
            "record-empty",
            f"no text or HTML in this record: none of {', '.join(fields.html + fields.text)}",
            "Name the right field in the source's settings: [sources.fields].",
        )
        return
    body = html if html is not None else text
    assert body is not None
    if len(body) > MAX_PAGE:
        yield _named(asked, number).error(
            "page-too-large", f"larger than {MAX_PAGE // (1024 * 1024)} MiB, more than a page"
        )
        return
    if not body.strip():
        yield _named(asked, number).error("page-empty", "there is nothing in it")
        return
    media: Literal["text", "html"] = "html" if html is not None else "text"
    url = _words(record, fields.url)
    published = _stamp(record, fields.date, asked.reading.timezone)
    captured = _stamp(record, fields.captured, "UTC")
    language = _words(record, fields.language)
    title = _words(record, fields.title)
    yield Page(
        source=asked.source,
        locator=f"{asked.locator}#{number}",
        media=media,
        text=body,
        digest=hashlib.sha256(raw).hexdigest(),
        url=url if url and url.lower().startswith(("http://", "https://")) else None,
        captured=captured.when if captured is not None else None,
        language=language if language and len(language) <= 35 else None,
        title=clean.line(title) if title else None,
        record=True,
        facts=_facts(published, _words(record, fields.category), _words(record, fields.author)),
    )


def _named(asked: Asked, number: int) -> Asked:
    return replace(asked, locator=f"{asked.locator}#{number}")


def _facts(published: Stamp | None, category: str | None, author: str | None) -> Facts | None:
    if published is None and category is None and author is None:
        return None
    return Facts(
        published=published,
        category=clean.line(category) if category else None,
        author=clean.line(author) if author else None,
    )


def _first(record: Mapping[str, object], names: tuple[str, ...]) -> object:
    """The first field that is there and not empty; "metadata.url" looks inside."""
    for name in names:
        value: object = record.get(name)
        if value is None and "." in name:
            value = record
            for part in name.split("."):
                value = value.get(part) if isinstance(value, Mapping) else None
        if value is not None and value not in ("", []):
            return value
    return None


def _words(record: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    value = _first(record, names)
    if isinstance(value, list):
        value = ", ".join(part for part in value if isinstance(part, str))
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return value if isinstance(value, str) and value else None


def _stamp(record: Mapping[str, object], names: tuple[str, ...], zone: str) -> Stamp | None:
    value = _first(record, names)
    if isinstance(value, datetime):
        value = value.isoformat()
    elif isinstance(value, date):
        value = datetime.combine(value, time(), UTC).date().isoformat()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value)) if abs(value) < 1e15 else None
    return dates.machine(value, zone) if isinstance(value, str) else None
