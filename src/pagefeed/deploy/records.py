"""The two objects that a deploy keeps at its target: the manifest and the lease.

The manifest (`.pagefeed-manifest.json`) says what was put. The lease
(`.pagefeed-lease.json`) says who is at work, and until when that is to be believed.
This module owns their form; it knows no store and no clock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pagefeed.deploy.plan import Entry
from pagefeed.errors import PublishError

MANIFEST = ".pagefeed-manifest.json"
LEASE = ".pagefeed-lease.json"
VERSION = 1

_LOST_MANIFEST = (
    "Delete it at the target to start anew: everything is put again then, and files that "
    "were removed here since stay there"
)
_LOST_LEASE = "Delete it at the target when no deploy is at work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right to change a target."""

    holder: str  # an opaque name of one state folder
    turn: str  # distinct for every writing, so that a writer knows its own
    until: datetime | None  # aware; None: free

    def held(self, now: datetime) -> bool:
        """Whether someone is to be believed at work."""
        return self.until is not None and self.until > now


def dump_manifest(files: Mapping[str, Entry], turn: str) -> bytes:
    """The manifest's bytes; `turn` makes each writing's distinct."""
    entries = {
        path: [entry.digest, entry.tag, entry.headers] for path, entry in sorted(files.items())
    }
    return _dump({"pagefeed-manifest": VERSION, "turn": turn, "files": entries})


def load_manifest(data: bytes, where: str) -> dict[str, Entry]:
    """The manifest's entries by path.

    Raises PublishError when it isn't ours or was written by a newer pagefeed.
    """
    found = _load(data, "pagefeed-manifest", where, _LOST_MANIFEST)
    try:
        return {
            str(path): Entry(digest=str(digest), tag=str(tag), headers=str(headers))
            for path, (digest, tag, headers) in found["files"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unreadable(where, _LOST_MANIFEST) from error


def dump_lease(lease: Lease) -> bytes:
    """The lease's bytes."""
    until = lease.until.isoformat() if lease.until else None
    return _dump(
        {"pagefeed-lease": VERSION, "holder": lease.holder, "turn": lease.turn, "until": until}
    )


def load_lease(data: bytes, where: str) -> Lease:
    """The lease in these bytes. Raises PublishError as `load_manifest` does."""
    found = _load(data, "pagefeed-lease", where, _LOST_LEASE)
    try:
        until = datetime.fromisoformat(found["until"]) if found["until"] else None
        if until is not None and until.tzinfo is None:
            raise _unreadable(where, _LOST_LEASE)
        return Lease(holder=str(found["holder"]), turn=str(found["turn"]), until=until)
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(where, _LOST_LEASE) from error


def _dump(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=0).encode() + b"\n"


def _load(data: bytes, kind: str, where: str, hint: str) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError as error:
        raise _unreadable(where, hint) from error
    if not isinstance(found, dict) or not isinstance(found.get(kind), int):
        raise _unreadable(where, hint)
    if found[kind] > VERSION:
        raise PublishError(
            "it was written by a newer pagefeed", where=where, hint="Upgrade pagefeed here"
        )
    return found


def _unreadable(where: str, hint: str) -> PublishError:
    return PublishError("it can't be read", where=where, hint=hint)
