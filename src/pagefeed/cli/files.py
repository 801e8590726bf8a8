"""Reading one file for a command, within a limit; a file that can't be read is a Problem."""

from __future__ import annotations

import os
from pathlib import Path

from pagefeed.checks.context import Context
from pagefeed.model import Problem


def shown(path: str) -> str:
    """A path as it can be printed, whatever its bytes."""
    return os.fsencode(path).decode("utf-8", "replace")


def read(path: str, limit: int) -> bytes | Problem:
    """A file's bytes, or the Problem that they can't be had."""
    context = Context(name=shown(path))
    try:
        if not Path(path).is_file():
            there = Path(path).exists()
            reason = "it is not a regular file" if there else "there is no such file"
            return context.problem("file-unreadable", reason=reason)
        with Path(path).open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return context.problem("file-unreadable", reason=reason[:1].lower() + reason[1:])
    if len(data) > limit:
        return context.problem("file-too-large", limit=f"{limit:,}")
    return data
