"""Web archives: WARC and WET (ISO 28500), plain or compressed, through fastwarc.

This module owns records becoming pages: their address, their capture instant, their
HTTP transport encoding and the limits on all that. What a page says is the converters'.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from typing import Any, Literal

from pagefeed.model import Page, Problem
from pagefeed.sources import encodings, sidecar, text
from pagefeed.sources.opening import MAX_PAGE, MAX_RATIO, Asked, BombError, Stream, broken, opened

_HTML = ("text/html", "application/xhtml+xml")
_RATIO_FROM = 1024 * 1024  # bytes of one record from which its ratio counts


class _Counting:
    """The stream as fastwarc wants it, remembering the error that ended it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._at = 0
        self.error: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        if self.error is not None:
            return b""
        try:
            part = self._stream.read(size)
        except OSError as error:
            # The records before the break come out whole; the reader says why it ended.
            self.error = error
            return b""
        self._at += len(part)
        return part

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0, /) -> int:
        del offset, whence
        raise io.UnsupportedOperation

    def close(self) -> None:
        """The stream belongs to the caller."""


def read(asked: Asked) -> Iterator[Page | Problem]:
    """The HTML and text pages among an archive's records, in its order.

    Records are counted from 1, all of them, so that "#12" can be found again.
    """
    stream = opened(asked)
    if isinstance(stream, Problem):
        yield stream
        return
    with stream:
        yield from _records(asked, _Counting(stream))


def _records(asked: Asked, stream: _Counting) -> Iterator[Page | Problem]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = pages = 0
    try:
        for record in ArchiveIterator(
            stream, record_types=WarcRecordType.any_type, parse_http=False, stream_detect=False
        ):
            number += 1
            kept = record.record_type in (
                WarcRecordType.response,
                WarcRecordType.resource,
                WarcRecordType.conversion,
            )
            if not kept or not _web(record):
                continue
            for found in _record(replace(asked, locator=f"{asked.locator}#{number}"), record):
                pages += isinstance(found, Page)
                yield found
    except Exception as error:  # noqa: BLE001 - fastwarc raises errors of no one kind
        yield asked.error(
            "archive-truncated",
            f"record {number + 1} is damaged ({_short(error)}); what came before was read",
            "Fetch or make the archive again.",
        )
    if stream.error is not None:
        yield broken(asked, stream.error)
    elif number == 0:
        yield asked.error("page-unsupported", "no WARC record in it")
    elif pages == 0:
        yield asked.warning("page-empty", "no HTML or text page among its records")


def _web(record: Any) -> bool:
    """Whether a record is of something on the web: crawlers keep their own logs as records too.

    wget names its log metadata://..., browsers' crawlers urn:..., resolvers dns:...
    """
    scheme, colon, _ = _address(record).partition(":")
    return not colon or scheme.lower() in {"http", "https", "ftp", "file"}


def _address(record: Any) -> str:
    return str(record.headers.get("WARC-Target-URI") or "").strip("<> ")


def _record(asked: Asked, record: Any) -> Iterator[Page | Problem]:
    media_type, charset, encoding, status = _described(record)
    if status is not None and not 200 <= status < 300:
        return  # redirects and error pages are not pages
    media: Literal["text", "html"]
    if media_type in _HTML:
        media = "html"
    elif media_type == "text/plain":
        media = "text"
    else:
        return
    declared = record.content_length  # of what is left after the HTTP headers
    body = record.reader.read(MAX_PAGE + 1) if record.reader is not None else b""
    body, false = _within(body, declared)
    if false:
        yield asked.warning(
            "archive-truncated",
            "the record is not as long as it says; what is there was read",
            "Fetch or make the archive again.",
        )
    if len(body) > MAX_PAGE:
        yield asked.error("page-too-large", f"larger than {MAX_PAGE // 2**20} MiB")
        return
    try:
        data = _decoded(_joined(body) if _chunked(record) else body, encoding)
    except BombError as error:
        yield broken(asked, error)
        return
    except (zlib.error, ValueError, OSError) as error:
        yield asked.error("page-unreadable", f"its {encoding} content is damaged: {error}")
        return
    yield from text.page(asked, data, media, _said(record, charset))


_NEXT = re.compile(rb"\r?\n\r?\n(?=WARC/1\.\d\r?\nWARC-)")


def _within(body: bytes, declared: int) -> tuple[bytes, bool]:
    """A record's own bytes, and whether its stated length was false.

    A length that is too long swallows the records that follow: their heads show.
    """
    following = _NEXT.search(body)
    if following is not None:
        return body[: following.start()], True
    return body, len(body) < min(declared, MAX_PAGE)


def _chunked(record: Any) -> bool:
    headers = record.http_headers
    return headers is not None and "chunked" in str(headers.get("Transfer-Encoding") or "").lower()


def _joined(body: bytes) -> bytes:
    """The payload without its chunk sizes (RFC 9112 section 7.1), if it has any.

    Archives often keep the header and store the payload joined.
    """
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match.group(1), 16)
        if size == 0:
            break
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
    return b"".join(parts) if parts else body


_CHUNK = re.compile(rb"(?:\r\n)?([0-9A-Fa-f]{1,8})(?:;[^\r\n]{0,200})?\r\n")


def _described(record: Any) -> tuple[str, str | None, str, int | None]:
    """Media type, charset, content encoding and HTTP status of a record's payload."""
    if not record.is_http:
        kind, _, rest = str(record.headers.get("Content-Type") or "").partition(";")
        charset = rest.partition("charset=")[2].strip(' "')
        return kind.strip().lower(), charset or None, "", None
    record.parse_http(auto_decode="none", quirks_mode=True)
    headers = record.http_headers
    if headers is None:
        return "", None, "", None
    stated = str(headers.get("Content-Type") or "")
    kind, _, rest = stated.partition(";")
    charset = rest.lower().partition("charset=")[2].strip(" \"';")
    encoding = str(headers.get("Content-Encoding") or "").strip().lower()
    status = headers.status_code
    return kind.strip().lower(), charset or None, encoding, status


def _said(record: Any, charset: str | None) -> sidecar.Sidecar:
    uri = _address(record)
    captured = record.record_date
    if captured is not None and captured.tzinfo is None:
        captured = captured.replace(tzinfo=UTC)  # ISO 28500 5.4: WARC-Date is UTC
    language = str(record.headers.get("WARC-Identified-Content-Language") or "")
    return sidecar.Sidecar(
        url=uri if uri.lower().startswith(("http://", "https://")) else None,
        captured=captured,
        language=language if language and "," not in language else None,
        charset=charset if charset and encodings.known(charset) else None,
    )


def _decoded(body: bytes, encoding: str) -> bytes:
    """The payload without its HTTP content encoding, within MAX_PAGE and MAX_RATIO."""
    for name in reversed([part.strip() for part in encoding.split(",") if part.strip()]):
        if name in {"identity", "none"}:
            continue
        body = _undone(body, name)
        if not body:
            break
    return body


def _undone(body: bytes, name: str) -> bytes:
    if name in {"gzip", "x-gzip", "deflate"}:
        if name != "deflate" and not body.startswith(b"\x1f\x8b"):
            return body  # archives often keep the header and store the plain page
        bits = 15 + 32 if name != "deflate" else (15 if body[:1] == b"\x78" else -15)
        maker = zlib.decompressobj(bits)
        made = maker.decompress(body, MAX_PAGE + 1)
    elif name == "br":
        made = _brotli(body)
    elif name == "zstd":
        import zstandard

        reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(body)
        made = reader.read(MAX_PAGE + 1)
    else:
        message = f"unknown content encoding {name!r}"
        raise ValueError(message)
    if len(made) > MAX_PAGE or (len(made) > _RATIO_FROM and len(made) > MAX_RATIO * len(body)):
        raise BombError
    return made


def _brotli(body: bytes) -> bytes:
    try:
        import brotli
    except ImportError:
        raise ValueError(
            "reading Brotli needs it installed: pip install 'pagefeed[brotli]'"
        ) from None
    maker = brotli.Decompressor()
    try:
        return bytes(maker.process(body, output_buffer_limit=MAX_PAGE + 1))
    except brotli.error:
        return body  # stored plain, with the header kept


def _short(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
