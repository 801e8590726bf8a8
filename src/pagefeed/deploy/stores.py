"""What a deploy asks of its target: reading, listing, whole and conditional writing.

Owns the protocol that `bucket` and `folder` keep; knows nothing of feeds, plans and leases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class ConflictError(Exception):
    """A conditional write found another version than the one it was to replace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An object's bytes and the tag of that version."""

    data: bytes
    tag: str


class Store(Protocol):
    """A target. Paths are POSIX, below its root. Every method raises PublishError when it fails."""

    name: str  # as a person would type it
    is_folder: bool  # a web server will look at it: variants and .gone markers are of use

    def read(self, path: str) -> Stored | None:
        """The object, or None when there is none."""

    def tags(self) -> dict[str, str]:
        """All objects' tags by path."""

    def put(self, path: str, data: bytes, headers: Mapping[str, str]) -> str:
        """Write the whole object or nothing; the tag of what was written."""

    def put_if(self, path: str, data: bytes, tag: str | None) -> str:
        """Write only over the version `tag`; None: only if there is no such object.

        Raises ConflictError when there is another version.
        """

    def delete(self, paths: Iterable[str]) -> None:
        """Delete the objects that are there."""

    def refuse(self, output: Path) -> None:
        """Raise UsageError when this can't be a target for `output`."""

    def tidy(self) -> None:
        """Remove what a killed deploy left half done; only while holding the lease."""
