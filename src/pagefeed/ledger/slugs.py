"""A category's name -> a folder's name: safe on every system, readable where it can be.

Pure. The ledger remembers which name got which slug, and keeps clashes apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from pagefeed import clean
from pagefeed.ledger.keys import digest

_LONGEST = 80  # bytes; file systems allow 255, and archives and companions add to paths
# Names that mean something in output/, and names that Windows keeps for devices.
_RESERVED = frozenset(
    ["all", "index", "feeds", "style", "feed", "undated", "static", "assets", "con", "prn", "aux"]
    + ["nul", "clock"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
# Latin letters that don't come apart into a letter and a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "ŋ": "ng",
        "ŧ": "t",
        "ſ": "s",
    }
)


def slug(name: str) -> str:
    """The folder name of a category, the same for every spelling of the name.

    Lower case; Latin letters without their marks; letters of other scripts as they are
    (NFC); everything else a hyphen. Reserved names get a suffix, empty ones a digest,
    and long ones are cut and get a digest.
    """
    key = clean.key(name)
    made = re.sub(r"[-_\s]+", "-", "".join(_plain(key))).strip("-")
    if not made:
        return f"category-{digest(key)[:8]}" if key else "category"
    if len(made.encode()) > _LONGEST:
        made = f"{_cut(made, _LONGEST - 9).rstrip('-')}-{digest(key)[:8]}"
    if made in _RESERVED or re.fullmatch(r"\d{4}", made):
        return f"{made}-category"
    return made


def free(wanted: str, taken: Callable[[str], bool]) -> str:
    """The slug, or the first of `slug-2`, `slug-3` ... that isn't taken."""
    number = 1
    candidate = wanted
    while taken(candidate):
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _plain(key: str) -> list[str]:
    """The name's letters and digits; Latin ones folded to ASCII, all else as NFC."""
    parts: list[str] = []
    latin = False  # whether the last letter was one, so that its marks go
    for letter in unicodedata.normalize("NFD", key.translate(_LETTERS)):
        kind = unicodedata.category(letter)[0]
        if kind == "M":
            if not latin:
                parts.append(letter)
            continue
        latin = letter.isascii()
        parts.append(letter if kind in "LN" else "-")
    return list(unicodedata.normalize("NFC", "".join(parts)))


def _cut(text: str, size: int) -> str:
    """At most so many bytes of UTF-8, without half a character."""
    return text.encode()[:size].decode(errors="ignore")
