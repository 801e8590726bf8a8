"""What has to be put and deleted, and in what order, so that links hold at every moment.

Pure: it compares what is here, what an earlier deploy recorded and what the store lists.
It knows no store, no file and no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pagefeed import compress

Why = Literal["new", "changed", "headers", "missing there", "altered there", "removed here"]

_DOCUMENTS = (".xml", ".json", ".html", ".opml")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFile:
    """A file of the output folder."""

    path: str  # below the folder, POSIX
    digest: str  # SHA-256, hexadecimal
    size: int  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is recorded of a file that was put, or, with an empty digest, was about to be."""

    digest: str
    tag: str  # the store's own mark of the version, its ETag
    headers: str  # the headers that it was put with, as one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do."""

    action: Literal["put", "delete"]
    path: str
    why: Why
    size: int = 0  # bytes to put
    digest: str = ""  # of the bytes to put
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Steps in waves: the steps of one wave may run in any order, the waves may not."""

    waves: tuple[tuple[Step, ...], ...]
    unchanged: int
    forgotten: tuple[str, ...] = ()  # recorded, but neither here nor there any more

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in order."""
        return tuple(step for wave in self.waves for step in wave)


def plan(
    local: Iterable[LocalFile],
    recorded: Mapping[str, Entry],
    there: Mapping[str, str],
    headers: Mapping[str, tuple[tuple[str, str], ...]],
) -> Plan:
    """The steps that make a store equal to the local files.

    `there` is the store's listing, path to tag; `headers` are those to put each path
    with. Only files that are recorded are ever deleted: what strangers keep beside ours
    stays. A recorded file whose tag changed was altered by someone and is put again.
    """
    puts: list[tuple[int, Step]] = []
    unchanged = 0
    here = {file.path: file for file in local}
    for path, file in sorted(here.items()):
        with_headers = headers.get(path, ())
        why = _reason(file, recorded.get(path), there.get(path), line(with_headers))
        if why is None:
            unchanged += 1
            continue
        step = Step(
            action="put",
            path=path,
            why=why,
            size=file.size,
            digest=file.digest,
            headers=with_headers,
        )
        puts.append((_rank(path, new=path not in there), step))
    waves = [
        tuple(step for rank, step in puts if rank == wanted)
        for wanted in sorted({rank for rank, _ in puts})
    ]
    ended = sorted(path for path in recorded if path not in here)
    waves += _deletions([path for path in ended if path in there])
    return Plan(
        waves=tuple(waves),
        unchanged=unchanged,
        forgotten=tuple(path for path in ended if path not in there),
    )


def line(headers: Iterable[tuple[str, str]]) -> str:
    """Headers as one line, as an Entry records them."""
    return "; ".join(f"{name}={value}" for name, value in sorted(headers))


def _reason(file: LocalFile, entry: Entry | None, tag: str | None, headers: str) -> Why | None:
    if entry is None or (entry.digest == "" and tag is None):
        return "new"
    if tag is None:
        return "missing there"
    if entry.digest != file.digest:
        return "changed"
    if entry.tag != tag:
        return "altered there"
    return None if entry.headers == headers else "headers"


def _rank(path: str, *, new: bool) -> int:
    """The wave of a file.

    What pages need comes first. New documents come before changed ones, which may link
    to them; nothing links to a new one yet. In each, archives come before feeds. An
    archive's page comes before its feeds, for it holds the places that items' links lead
    to; a current page comes after them. The publication's index, which leads to
    everything, is last.
    """
    name = compress.original(path) or path
    depth = name.count("/")
    if not name.endswith(_DOCUMENTS):
        return 0
    if depth == 0:
        return 10 if name == "index.html" else 9
    page = name.endswith(".html")
    kind = (3 if page else 2) if depth == 1 else (0 if page else 1)
    return 1 + kind + (0 if new else 4)


def _deletions(paths: list[str]) -> list[tuple[Step, ...]]:
    """Deletions, nearest the index first: what is left never links to what is gone."""
    return [
        tuple(
            Step(action="delete", path=path, why="removed here")
            for path in paths
            if path.count("/") == depth
        )
        for depth in sorted({path.count("/") for path in paths})
    ]
