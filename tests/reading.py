"""Files read as a build reads them, for tests of sources."""

from __future__ import annotations

from pathlib import Path

from pagefeed import sources
from pagefeed.model import Page, Problem, Reading


def read(path: Path, reading: Reading | None = None) -> tuple[list[Page], list[Problem]]:
    """The pages and the problems of one file."""
    found = list(
        sources.read(
            path,
            locator=path.name,
            source="tests",
            reading=reading or Reading(timezone="Europe/Berlin", language="de"),
        )
    )
    return (
        [each for each in found if isinstance(each, Page)],
        [each for each in found if isinstance(each, Problem)],
    )


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path
