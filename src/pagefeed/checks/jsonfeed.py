"""JSON Feed 1.1: bytes -> Problems."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pagefeed.checks.context import Context
from pagefeed.model import Problem


def check(data: bytes, context: Context) -> Iterator[Problem]:
    """What is wrong with a JSON feed."""
    try:
        msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield context.problem("json-not-well-formed", reason=str(error))
