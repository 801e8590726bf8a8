"""Smaller copies of text files, for hosts that hand them out ready made.

Owns which files are worth it, the suffixes, and bytes that are the same on every
run: no time and no name in the gzip header (RFC 1952 section 2.3). Knows no files
and no settings: bytes in, bytes out. Whoever writes a file writes its variants with
it, and what `variants` no longer gives is to be deleted with the same publication.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

from pagefeed.errors import SettingsError

# Text that is published; pictures and sound are compressed already.
SUFFIXES = frozenset({".css", ".html", ".js", ".json", ".opml", ".svg", ".txt", ".xml"})
# Under this a whole answer fits one TCP segment anyway, and hosts' own thresholds are like it.
LEAST_BYTES = 512
# A variant must save this share of the file, or the second file isn't worth its place.
LEAST_GAIN = 0.05

# RFC 1952: magic, deflate, no flags, no mtime, "slowest algorithm", unknown system.
_GZIP_HEADER = b"\x1f\x8b\x08\x00" + b"\x00\x00\x00\x00" + b"\x02\xff"


def variants(path: str, data: bytes, kinds: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
    """The ready-made variants of one file, as (path, bytes), in the order of `kinds`.

    `kinds` are names from `KINDS`: "gz", "br", "zst". A file that is no text, is
    small, or would gain nothing has none. The bytes depend on the data and on the
    version of the compression library alone. It takes about 30 ms for each megabyte and
    kind, so call it for files that changed.

    Raises SettingsError when a kind is unknown or its library isn't installed.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise SettingsError(
                f'expected some of {", ".join(KINDS)}, got "{kind}"', key="compress"
            )
    if PurePosixPath(path).suffix not in SUFFIXES or len(data) < LEAST_BYTES:
        return ()
    most = len(data) * (1 - LEAST_GAIN)
    made = ((f"{path}.{kind}", KINDS[kind](data)) for kind in kinds)
    return tuple((name, small) for name, small in made if len(small) <= most)


def original(path: str) -> str | None:
    """The path that a variant's path belongs to; None when it isn't a variant's path."""
    stem, _, kind = path.rpartition(".")
    return stem if kind in KINDS and PurePosixPath(stem).suffix in SUFFIXES else None


def _gzip(data: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = squeeze.compress(data) + squeeze.flush()
    return _GZIP_HEADER + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _brotli(data: bytes) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise SettingsError(
            '"br" needs the Brotli library',
            key="compress",
            hint="Install it with `pip install 'pagefeed[brotli]'`, or take br out",
        ) from error
    # Quality 9 gains most of what 11 does at a tenth of its time.
    return bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=9))


def _zstandard(data: bytes) -> bytes:
    import zstandard

    # One thread, size in the frame, no checksum: what browsers take (RFC 8878, RFC 9659: a
    # window of at most 8 MB, which level 12 keeps).
    return zstandard.ZstdCompressor(level=12, write_content_size=True).compress(data)


KINDS: dict[str, Callable[[bytes], bytes]] = {"gz": _gzip, "br": _brotli, "zst": _zstandard}
