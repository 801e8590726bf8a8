"""Plain text pages.

This module owns a text file becoming one Page. It must not know layout.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Literal

from pagefeed.model import Page, Problem
from pagefeed.sources import archived, encodings, sidecar
from pagefeed.sources.opening import Asked, whole

_MAGIC = (
    (b"PK\x03\x04", "a zip archive"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed file inside a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file inside a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"SQLite format 3\x00", "a database"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read(asked: Asked) -> Iterator[Page | Problem]:
    """One text file: one page, or the reason why there is none."""
    yield from one(asked, "text")


def one(asked: Asked, media: Literal["text", "html"]) -> Iterator[Page | Problem]:
    """A file that is one page, with its sidecar."""
    data, problems = whole(asked)
    yield from problems
    if data is None:
        return
    beside, wrong = sidecar.read(asked)
    yield from wrong
    yield from page(asked, data, media, beside)


def page(
    asked: Asked, data: bytes, media: Literal["text", "html"], beside: sidecar.Sidecar
) -> Iterator[Page | Problem]:
    """The page that these bytes are, or the reason why they are none."""
    nothing = unreadable(asked, data)
    if nothing is not None:
        yield nothing
        return
    decode = encodings.html if media == "html" else encodings.text
    language = beside.language or asked.reading.language
    decoded = decode(data, declared=beside.charset, language=language)
    yield from remarks(asked, decoded)
    saved = archived.original(decoded.text) if media == "html" else None
    was = saved or archived.Original(text=decoded.text)
    yield Page(
        source=asked.source,
        locator=asked.locator,
        media=media,
        text=was.text,
        digest=digest(data, beside.data),
        url=beside.url or was.url,
        captured=beside.captured or was.captured,
        language=beside.language,
        facts=beside.facts,
    )


def digest(data: bytes, beside: bytes = b"") -> str:
    """SHA-256 of a page's bytes, and of its sidecar's: a new sidecar makes a new page."""
    made = hashlib.sha256(data)
    if beside:
        made.update(b"\0" + beside)
    return made.hexdigest()


def unreadable(asked: Asked, data: bytes) -> Problem | None:
    """Why these bytes hold no text: nothing there, or something for machines."""
    if not data.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf"):
        return asked.error("page-empty", "there is nothing in it", "Save the page again.")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            hint = "Unpack it and point the source at the files." if "archive" in what else ""
            return asked.error("page-binary", f"{what}, not text", hint)
    head = data[:8192]
    wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"} or head[:4] == b"\0\0\xfe\xff"
    if wide or head.count(0) > len(head) * 0.35:
        return None  # UTF-16 and UTF-32 are full of NULs
    if len(_CONTROLS.findall(head)) > max(len(head) * 0.05, 8):
        return asked.error("page-binary", "not text: full of control characters")
    return None


def remarks(asked: Asked, decoded: encodings.Decoded) -> Iterator[Problem]:
    """What people should know of how a page was decoded."""
    if decoded.remark:
        yield asked.warning(
            "page-encoding",
            decoded.remark,
            'Say which it is in NAME.meta.toml: charset = "..."; or save the page as UTF-8.',
        )
    if decoded.replaced:
        yield asked.warning(
            "page-encoding",
            f"{decoded.replaced} broken places in its {decoded.encoding} were replaced by U+FFFD",
            "Save the page again as UTF-8.",
            decoded.line,
        )
