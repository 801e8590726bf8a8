"""What CLDR says of dates in each language, from `cldr.txt`: names, relative times, order.

The table is made from Babel by `make names`, and a test compares them: Babel takes longer
to load one language than a page takes to read, and half a second for all.

A line of the table holds the tags of locales that write dates alike, a tab, and as JSON
what they write. Names are folded as `names.fold` does.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_ALIASES = {"no": "nb", "iw": "he", "in": "id", "tl": "fil", "sh": "sr-latn", "mo": "ro"}


class Locale(NamedTuple):
    """How dates are written in a language, or in one of its countries."""

    months: dict[str, int]
    weekdays: dict[str, int]  # Monday is 0
    before_noon: list[str]
    after_noon: list[str]
    past: dict[str, list[str]]  # by unit: "minute" gives "{0} minutes ago" and its other forms
    order: str  # of the short date's parts: "dmy"


@lru_cache(maxsize=128)
def locale(language: str) -> Locale | None:
    """What a BCP 47 tag stands for: its country's custom where it has its own, or its language's.

    None for a language that CLDR doesn't know.
    """
    first, dash, rest = language.replace("_", "-").lower().partition("-")
    code = _ALIASES.get(first, first)
    lines = _lines()
    said = lines.get(code + dash + rest) or lines.get(code)
    return None if said is None else Locale(**json.loads(said))


@lru_cache(maxsize=1)
def _lines() -> dict[str, bytes]:
    """The table's JSON by tag: only what a page asks for is decoded and taken apart."""
    found: dict[str, bytes] = {}
    for line in Path(__file__).with_name("cldr.txt").read_bytes().split(b"\n"):
        tags, _, said = line.partition(b"\t")
        found.update(dict.fromkeys(tags.decode("ascii").split(), said))
    return found
