"""What was published once and is gone for good: markers that any web server can look up.

A document that existed and doesn't any more (a retracted page, an archive period whose
items all left) answers 410 Gone rather than 404: readers and search engines then drop it
at once (RFC 9110 section 15.5.11). Each gone document leaves an empty file below `.gone/`
in the output folder, under its own path. nginx, Caddy and `pagefeed serve` test for that
file, so no server has to be told, and the markers travel with the folder.

This module owns those markers. It knows no item, no ledger and no server.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

FOLDER = ".gone"


def record(root: Path, *, deleted: Iterable[str], present: Iterable[str]) -> None:
    """Mark documents as gone, and take the marks off those that are there (again).

    Paths are below `root`, POSIX, as published: "videos/2021/05/index.html". A path in
    both is present. A path that is hidden or leaves the root is passed over: it never
    was published.
    """
    there = set(present)
    for path in there:
        _lift(root, path)
    for path in deleted:
        if path in there or not _publishable(path):
            continue
        marker = root / FOLDER / path
        if not marker.is_file():
            marker.parent.mkdir(parents=True, exist_ok=True)
            marker.touch(mode=0o644)


def is_gone(root: Path, path: str) -> bool:
    """Whether a requested path is marked, by its path below the root.

    A folder ("videos/2021/05/", or "" for the root) is its index.html.
    """
    if path == "" or path.endswith("/"):
        path += "index.html"
    return _publishable(path) and (root / FOLDER / path).is_file()


def _lift(root: Path, path: str) -> None:
    folder = root / FOLDER
    if not _publishable(path) or not (folder / path).is_file():
        return
    (folder / path).unlink()
    for parent in (folder / path).parents:
        if any(parent.iterdir()):
            break
        parent.rmdir()
        if parent == folder:
            break


def _publishable(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return (
        bool(parts)
        and "\x00" not in path
        and "\\" not in path
        and not any(part == "/" or part.startswith(".") for part in parts)
    )
