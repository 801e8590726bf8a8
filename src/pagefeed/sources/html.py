"""HTML pages, and MHTML as browsers save it.

This module owns HTML bytes becoming one Page. What the page says is the converters'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from pagefeed.model import Page, Problem
from pagefeed.sources import encodings, sidecar, text
from pagefeed.sources.opening import Asked, whole

if TYPE_CHECKING:
    from email.message import EmailMessage


def read(asked: Asked) -> Iterator[Page | Problem]:
    """One HTML file: one page, or the reason why there is none."""
    yield from text.one(asked, "html")


def read_mhtml(asked: Asked) -> Iterator[Page | Problem]:
    """The page of an MHTML file (RFC 2557), with the address and the time it was saved."""
    data, problems = whole(asked)
    yield from problems
    if data is None:
        return
    beside, wrong = sidecar.read(asked)
    yield from wrong
    found = _page_part(data)
    if found is None:
        yield asked.error("page-unsupported", "no HTML page in this MHTML file")
        return
    part, message = found
    body = part.get_payload(decode=True)
    url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
    captured = beside.captured
    if captured is None and message.get("Date"):
        from email.utils import parsedate_to_datetime

        try:
            captured = parsedate_to_datetime(str(message["Date"]))
        except ValueError:
            captured = None
        if captured is not None and captured.tzinfo is None:
            captured = captured.replace(tzinfo=UTC)  # RFC 5322: "-0000" is UTC
    charset = beside.charset or part.get_content_charset()
    said = replace(
        beside,
        url=beside.url or (str(url) if url and str(url).startswith("http") else None),
        captured=captured,
        charset=charset if charset and encodings.known(charset) else None,
    )
    yield from text.page(asked, body if isinstance(body, bytes) else b"", "html", said)


def _page_part(data: bytes) -> tuple[EmailMessage, EmailMessage] | None:
    # Here, since few pages are MHTML and these load half of the standard library.
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    try:
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        for part in message.walk():
            if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
                return part, message
    except (ValueError, LookupError, AssertionError, RecursionError):
        return None  # the standard library's parser gives up in several ways
    return None
