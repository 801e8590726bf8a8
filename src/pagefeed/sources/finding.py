"""Which files a source's patterns mean.

This module owns the walk through folders: sorted, streamed folder by folder, and
never out of the folder that the pattern names. It opens no file.
"""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pagefeed.model import Problem, Severity

SIDECAR = ".meta.toml"


def find(patterns: Sequence[str], base: Path) -> Iterator[Path | Problem]:
    """The files that match the patterns, sorted by name within each pattern, each once.

    A pattern is a path, absolute or relative to `base`, with `*`, `?`, `[...]` in a
    name and `**` for any depth of folders. Hidden files match only a pattern that
    names the dot; sidecars (`NAME.meta.toml`) never do. Links that lead out of the
    pattern's folder, and loops of links, are passed over with a Problem. A pattern
    without wildcards gives its path, whether it is there or not: reading it will say.
    """
    seen: set[Path | Problem] = set()
    for pattern in patterns:
        for found in _matches(pattern, base):
            if found in seen:
                continue
            if len(patterns) > 1:
                seen.add(found)
            yield found


def locate(path: Path, base: Path | None = None) -> str:
    r"""The path as a person would type it: POSIX, below `base` where it is.

    Bytes of a name that are not UTF-8 are shown as `\xNN`.
    """
    shown = path
    if base is not None:
        try:
            shown = path.relative_to(base)
        except ValueError:
            shown = Path(os.path.relpath(path, base)) if path.is_absolute() else path
    return os.fsencode(shown.as_posix()).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """What stays the same below one pattern's folder."""

    root: Path  # real path: nothing outside it is given
    shown: Path
    parts: tuple[str, ...]


def _matches(pattern: str, base: Path) -> Iterator[Path | Problem]:
    whole = Path(os.path.normpath(base / pattern))
    parts = whole.parts
    wild = next((i for i, part in enumerate(parts) if re.search(r"[*?\[]", part)), None)
    if wild is None:
        yield whole
        return
    top = Path(*parts[:wild])
    try:
        root = top.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        yield _problem("source-missing", top, f"no such folder ({_reason(error)})")
        return
    walk = _Walk(root=root, shown=top, parts=tuple(parts[wild:]))
    yield from _folder(walk, top, walk.parts, (root,))


def _folder(
    walk: _Walk, folder: Path, parts: tuple[str, ...], above: tuple[Path, ...]
) -> Iterator[Path | Problem]:
    try:
        with os.scandir(folder) as entries:
            # Folders sort among files by their name, so the order is the same everywhere.
            listed = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _problem("source-unreadable", folder, f"folder can't be read: {_reason(error)}")
        return
    for entry in listed:
        rests = list(_rests(entry.name, parts))
        if not rests:
            continue
        path = folder / entry.name
        real = _real(walk, path, entry, above)
        if isinstance(real, Problem):
            yield real
        elif real is not None:
            for rest in rests:
                if rest:
                    yield from _folder(walk, path, rest, (*above, real))
        elif () in rests and not entry.name.endswith(SIDECAR):
            yield path


def _rests(name: str, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What is left of the pattern when its first part has taken this name: () at its end."""
    if not parts:
        return
    first, rest = parts[0], parts[1:]
    if first == "**":
        if not name.startswith("."):
            yield parts  # for a folder: any depth
        if not rest:
            return
        taken = list(_rests(name, rest))
        yield from (left for left in taken if left != parts)
        return
    if name.startswith(".") and not first.startswith("."):
        return
    if fnmatch.fnmatchcase(name, first):
        yield rest


def _real(
    walk: _Walk, path: Path, entry: os.DirEntry[str], above: tuple[Path, ...]
) -> Path | Problem | None:
    """A folder's real path; None for anything else; a problem for a link that leads astray."""
    if not entry.is_symlink():
        return above[-1] / entry.name if entry.is_dir(follow_symlinks=False) else None
    try:
        real = path.resolve(strict=True)
        folder = stat.S_ISDIR(real.stat().st_mode)
    except (OSError, RuntimeError) as error:
        return _problem("page-link", path, f"a link that leads nowhere ({_reason(error)})")
    if not real.is_relative_to(walk.root):
        return _problem(
            "page-outside",
            path,
            "a link that leads out of the source's folder; not followed",
            "Name the folder that it leads to as a source of its own.",
        )
    if folder and real in above:
        return _problem("page-loop", path, "a link to a folder above it; not followed")
    return real if folder else None


def _problem(code: str, path: Path, message: str, hint: str = "") -> Problem:
    return Problem(
        severity=Severity.ERROR, code=code, where=locate(path), message=message, hint=hint
    )


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
