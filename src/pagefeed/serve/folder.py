"""Published files by the path of a request: nothing hidden, nothing outside, never half new.

Owns which files a stranger may see and how they are opened. A file is opened once and
everything about it (bytes, size, time) comes from that one descriptor: a build that puts
a new file in its place meanwhile changes nothing for an answer under way. Knows no HTTP.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pagefeed import compress

_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_DIRECTORY = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as it was at one instant."""

    path: str  # below the root, without a leading slash; a folder is its index.html
    data: bytes
    modified: int  # seconds since 1970
    encoding: str = ""  # of `data`, as HTTP calls it: "gzip"; "" for the file itself


class Folder:
    """The root that is served. Symbolic links inside it are not followed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, path: str) -> Document | None:
        """The document of a decoded request path, without its leading slash.

        None where there is no such file, or where it isn't for strangers: hidden names,
        links, devices, and the compressed variants, which have no address of their own.
        """
        name = _name(path)
        if name is None or compress.original(name) is not None:
            return None
        return self._read(name)

    def variant(self, document: Document, kind: str, encoding: str) -> Document | None:
        """The ready-made variant of a document: `kind` is the suffix, `encoding` HTTP's name."""
        found = self._read(f"{document.path}.{kind}")
        if found is None:
            return None
        return Document(
            path=document.path, data=found.data, modified=found.modified, encoding=encoding
        )

    def is_folder(self, path: str) -> bool:
        """Whether the path names a folder that has an index.html."""
        return bool(path) and not path.endswith("/") and self.open(f"{path}/") is not None

    def _read(self, name: str) -> Document | None:
        with suppress(OSError, ValueError):
            return self._opened(name)
        return None

    def _opened(self, name: str) -> Document | None:
        *folders, file = name.split("/")
        here = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for folder in folders:
                inner = os.open(folder, _DIRECTORY, dir_fd=here)
                os.close(here)
                here = inner
            descriptor = os.open(file, _FILE, dir_fd=here)
        finally:
            os.close(here)
        with open(descriptor, "rb") as opened:  # noqa: PTH123 - a descriptor, not a path
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                return None
            return Document(path=name, data=opened.read(), modified=int(about.st_mtime))


def _name(path: str) -> str | None:
    """The file that a request path names; None for what no published path looks like."""
    if path == "" or path.endswith("/"):
        path += "index.html"
    for part in path.split("/"):
        if part == "" or part.startswith(".") or "\\" in part or "\x00" in part:
            return None
    return path
