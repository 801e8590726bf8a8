"""A document and a request's headers -> status, headers and body (RFC 9110).

Pure: which validators are sent, when nothing has changed, which part is meant, which
encodings a client takes. Knows no file and no socket.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b
from pathlib import PurePosixPath

from pagefeed import compress, headers
from pagefeed.serve.folder import Document

# A variant's suffix and what HTTP calls it, the smallest first.
ENCODINGS = (("br", "br"), ("zst", "zstd"), ("gz", "gzip"))
_TAG = re.compile(r'(?:W/)?("[^"]*")')
_RANGE = re.compile(r"bytes=\s*(\d*)-(\d*)\s*\Z")
# Headers of a 304 (section 15.4.5): what a cache renews, and none that describe a body.
_ABOUT_BODY = ("Content-Type", "Content-Encoding", "Content-Length", "Accept-Ranges")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent. The body of an answer to HEAD is left out by the server."""

    status: int
    headers: dict[str, str]
    body: bytes


def answer(
    document: Document, asked: Mapping[str, str], policy: Mapping[str, str], *, head: bool = False
) -> Answer:
    """The answer to GET or HEAD for a document that is there.

    `asked` are the request's headers by lower-case name, `policy` is `headers.headers` of
    the path. The ETag is strong: a digest of the very bytes that are sent.
    """
    data = document.data
    tag = f'"{blake2b(data, digest_size=12).hexdigest()}"'
    stamp = formatdate(document.modified, usegmt=True)
    found = {**policy, "ETag": tag, "Last-Modified": stamp, "Accept-Ranges": "bytes"}
    if is_text(document.path):
        found["Vary"] = headers.vary(document.path)
    if document.encoding:
        found["Content-Encoding"] = document.encoding
    if _unchanged(asked, tag, document.modified):
        kept = {name: value for name, value in found.items() if name not in _ABOUT_BODY}
        return Answer(status=304, headers=kept, body=b"")
    part = None if head else _part(asked, tag, stamp, len(data))
    if part is None:
        return Answer(status=200, headers=found, body=data)
    start, end = part
    if start >= end:
        found["Content-Range"] = f"bytes */{len(data)}"
        return Answer(status=416, headers=found, body=b"")
    found["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
    return Answer(status=206, headers=found, body=data[start:end])


def encodings(path: str, asked: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The (suffix, encoding) pairs that may be sent for a path, the best first.

    A range is always of the file itself, so that parts of one file fit together.
    """
    if "range" in asked or not is_text(path):
        return ()
    weights: dict[str, float] = {}
    for part in asked.get("accept-encoding", "").lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = _weight(parameter)
    return tuple(pair for pair in ENCODINGS if weights.get(pair[1], 0.0) > 0)


def is_text(path: str) -> bool:
    """Whether the path is of a kind that has compressed variants."""
    return PurePosixPath(path).suffix in compress.SUFFIXES


def _weight(parameter: str) -> float:
    """The `q` of an encoding; 1 when none is given, 0 when it is no number."""
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _unchanged(asked: Mapping[str, str], tag: str, modified: int) -> bool:
    """Whether the client's copy is the current one (section 13.2.2: a tag wins over a date)."""
    if "if-none-match" in asked:
        given = asked["if-none-match"].strip()
        return given == "*" or tag in _TAG.findall(given)
    if "if-modified-since" in asked:
        try:
            since = parsedate_to_datetime(asked["if-modified-since"])
        except ValueError:
            return False
        return modified <= since.timestamp()
    return False


def _part(asked: Mapping[str, str], tag: str, stamp: str, size: int) -> tuple[int, int] | None:
    """Start and end of the one range that is asked for; start >= end when it is outside.

    None for the whole: no range, several (which a server may ignore, section 14.2), one
    that can't be read, or one of another version (If-Range).
    """
    if asked.get("if-range", tag) not in (tag, stamp):
        return None
    match = _RANGE.match(asked.get("range", ""))
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size if int(last) else 0
    if last and int(last) < int(first):
        return None
    return int(first), min(size, int(last) + 1) if last else size
