"""Opening files that may be anything: pipes, devices, bombs, cut short, changing.

This module owns bytes: it gives a whole file or a stream, within limits, or the
problem that stands in the way. It knows neither encodings nor formats.
"""

from __future__ import annotations

import errno
import gzip
import io
import os
import stat
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self, cast

from pagefeed.model import Problem, Reading, Severity

MAX_PAGE = 16 * 1024 * 1024  # bytes of one page, after decompression
MAX_RATIO = 200  # bytes out for a byte in; pages compress 5 to 50 times
_RATIO_FROM = 8 * 1024 * 1024  # bytes out from which the ratio is watched
_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One call of `sources.read`, as its readers pass it on."""

    path: Path
    locator: str
    source: str
    reading: Reading

    def error(self, code: str, message: str, hint: str = "", line: int | None = None) -> Problem:
        """A problem for which something had to be left out."""
        return self._problem(Severity.ERROR, code, message, hint, line)

    def warning(self, code: str, message: str, hint: str = "", line: int | None = None) -> Problem:
        """A problem that was mended."""
        return self._problem(Severity.WARNING, code, message, hint, line)

    def _problem(
        self, severity: Severity, code: str, message: str, hint: str, line: int | None
    ) -> Problem:
        return Problem(
            severity=severity,
            code=code,
            where=self.locator,
            message=message,
            hint=hint,
            line=line,
        )


class BombError(OSError):
    """A compressed file that grows beyond all measure."""


class TruncatedError(OSError):
    """A compressed file that ends, or breaks, before its end."""


def open_file(asked: Asked) -> BinaryIO | Problem:
    """The file, open for reading, if it is a regular one that may be read.

    Opened without blocking, and looked at after that: a pipe put in the file's place
    in the meantime can't hold the run.
    """
    try:
        number = os.open(asked.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            return asked.error("page-not-a-file", "not a regular file")
        return asked.error(
            "page-unreadable",
            f"can't be read: {error.strerror or error}",
            "Check that the file is there and may be read.",
        )
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        return asked.error(
            "page-not-a-file",
            "not a regular file but a pipe, a device or a folder",
            "Point the source at files.",
        )
    return cast("BinaryIO", os.fdopen(number, "rb"))


def regular(asked: Asked) -> Problem | None:
    """What keeps the path from being opened at all; devices may act when they are opened."""
    try:
        mode = asked.path.stat().st_mode
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        return asked.error(
            "page-unreadable",
            f"can't be read: {reason}",
            "Check that the file is there and may be read.",
        )
    if stat.S_ISREG(mode):
        return None
    return asked.error(
        "page-not-a-file",
        "not a regular file but a pipe, a device or a folder",
        "Point the source at files.",
    )


def whole(asked: Asked, limit: int = MAX_PAGE) -> tuple[bytes | None, tuple[Problem, ...]]:
    """All bytes of a file, decompressed; None where the file is left out.

    A gzip or zstd file that breaks off gives what could be read, and a problem.
    """
    stream = opened(asked)
    if isinstance(stream, Problem):
        return None, (stream,)
    with stream:
        before = os.fstat(stream.fileno())
        problems: list[Problem] = []
        parts: list[bytes] = []
        size = 0
        try:
            while size <= limit and (part := stream.read(_CHUNK)):
                parts.append(part)
                size += len(part)
        except (TruncatedError, BombError, OSError) as error:
            problems.append(broken(asked, error))
        after = os.fstat(stream.fileno())
    if isinstance(error_of(problems), str):
        return None, tuple(problems)
    if size > limit:
        return None, (
            asked.error(
                "page-too-large",
                f"larger than {limit // (1024 * 1024)} MiB, which is more than a page",
                "Split it, or give many pages as a data set (.jsonl).",
            ),
        )
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return None, (
            asked.warning(
                "page-changing", "was being written while it was read", "The next run takes it."
            ),
        )
    return b"".join(parts), tuple(problems)


def error_of(problems: list[Problem]) -> str | None:
    """The code of the problem that forbids to use what was read, if there is one."""
    for problem in problems:
        if problem.code in {"archive-bomb", "page-unreadable"}:
            return problem.code
    return None


def broken(asked: Asked, error: Exception) -> Problem:
    """The problem that an error while reading makes."""
    if isinstance(error, BombError):
        return asked.error(
            "archive-bomb",
            f"grows more than {MAX_RATIO} times when decompressed; reading stopped there",
            "Look at the file; such growth is an attack or an accident.",
        )
    if isinstance(error, TruncatedError):
        return asked.error(
            "archive-truncated",
            f"breaks off or is damaged ({error}); what came before was read",
            "Fetch or make the file again.",
        )
    reason = error.strerror if isinstance(error, OSError) else None
    return asked.error("page-unreadable", f"can't be read: {reason or error}")


class Stream:
    """A file's bytes, decompressed by its first bytes (not its name), within MAX_RATIO.

    `read` raises TruncatedError where compressed data breaks off, and BombError where it grows
    too much. What came before has been given by then.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        head = raw.read(4)
        raw.seek(0)
        self._out = 0
        self._read = _plain(raw)
        self.compressed = True
        if head[:2] == b"\x1f\x8b":
            self._read = _gzipped(raw)
        elif head == b"\x28\xb5\x2f\xfd":
            self._read = _zstandard(raw)
        else:
            self.compressed = False
        self._held = b""
        self._at = 0  # what of it was given; to cut it off would copy the rest for each line
        self._over: OSError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def fileno(self) -> int:
        """The number of the open file."""
        return self._raw.fileno()

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all that is left for a negative size; b"" at the end."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_CHUNK), b""))
        if self._at == len(self._held):
            self._held, self._at = self._more(), 0
        part = self._held[self._at : self._at + size]
        self._at += len(part)
        return part

    def line(self, limit: int) -> tuple[bytes, bool]:
        """The next line with its end, and whether it was whole; a longer one is cut, and skipped.

        b"" at the end.
        """
        parts: list[bytes] = []
        size = 0
        while True:
            if self._at == len(self._held):
                try:
                    self._held, self._at = self._more(), 0
                except OSError as error:
                    if not parts:
                        raise
                    self._over = error  # the broken last line first, then the error
                    return b"".join(parts), size <= limit
                if not self._held:
                    return b"".join(parts), size <= limit
            end = self._held.find(b"\n", self._at) + 1
            part = self._held[self._at : end or None]
            self._at += len(part)
            size += len(part)
            if size <= limit or not parts:
                parts.append(part[: limit + 1])
            if end:
                return b"".join(parts), size <= limit

    def _more(self) -> bytes:
        if self._over is not None:
            error, self._over = self._over, None
            raise error
        part = self._read(_CHUNK)
        self._out += len(part)
        if (
            self.compressed
            and self._out > _RATIO_FROM
            and self._out > MAX_RATIO * max(1, self._raw.tell())
        ):
            raise BombError
        return part


def opened(asked: Asked) -> Stream | Problem:
    """The file as a stream of bytes, or why it can't be one."""
    problem = regular(asked)
    if problem is not None:
        return problem
    raw = open_file(asked)
    if isinstance(raw, Problem):
        return raw
    try:
        return Stream(raw)
    except OSError as error:
        raw.close()
        return broken(asked, error)


def _plain(raw: BinaryIO) -> Callable[[int], bytes]:
    return raw.read


def _gzipped(raw: BinaryIO) -> Callable[[int], bytes]:
    reader = gzip.GzipFile(fileobj=raw, mode="rb")

    def read(size: int) -> bytes:
        try:
            return reader.read1(size)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise TruncatedError(str(error).rstrip(".")) from error

    return read


def _zstandard(raw: BinaryIO) -> Callable[[int], bytes]:
    import zstandard

    reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(
        raw, read_across_frames=True
    )

    def read(size: int) -> bytes:
        try:
            return reader.read(size)
        except zstandard.ZstdError as error:
            raise TruncatedError(str(error)) from error

    return read


def memory(data: bytes) -> BinaryIO:
    """Bytes as a file, for libraries that want one."""
    return io.BytesIO(data)
