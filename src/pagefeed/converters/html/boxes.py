"""Dates whose parts stand in boxes of their own: a large day over a small month.

This module owns finding such a box from its day, and what its parts say together. It
must not know what a date means, nor rows.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from pagefeed import clean
from pagefeed.converters.html.tree import HIDDEN

_DAY = re.compile(r"\d{1,2}(?:\.|st|nd|rd|th|º|ª|日|일)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"\d{1,2}\s?[月월]?")
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)\s?[-./年년]\s?(\d{1,2})\s?[月월]?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-./]\s?((?:19|20)\d\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})\s?([-./])\s?(\d{1,2})[.]?")
_LONGEST = 40  # characters of a box
_PARTS = 5  # day, month, year, weekday, time
_HIGH = 3  # elements around the day
_ROWS = frozenset(("li", "tr", "article", "ul", "ol", "table", "tbody", "dl", "body", "main"))


def holds_part(text: str) -> bool:
    """Whether a text may be a box's part by which it is found: a day, or numbers with a dash."""
    return len(text) <= 7 and (
        _DAY.fullmatch(text) is not None or _DAY_MONTH.fullmatch(text) is not None
    )


def around(element: Any) -> list[tuple[Any, str]]:
    """The elements around a part, widest first, with their parts as one written date."""
    found: list[tuple[Any, str]] = []
    for above in islice(element.iterancestors(), _HIGH):
        if above.tag in _ROWS:
            break
        parts = _parts(above)
        if parts is None:
            break
        if len(parts) > 1:
            found.append((above, _said(parts)))
    return found[::-1]


def _parts(element: Any) -> list[str] | None:
    """The texts in an element, or None where there are too many for a date."""
    parts: list[str] = []
    length = 0
    for count, each in enumerate(element.iter()):
        if count > 2 * _PARTS + 2:
            return None
        if not isinstance(each.tag, str) or each.tag in HIDDEN:
            continue
        for text in (each.text, *(child.tail for child in each)):
            if text and not text.isspace():
                parts.append(clean.line(text).strip(" ,|/·•").lstrip(".-"))
                length += len(parts[-1])
    parts = [part for part in parts if part]
    return parts if len(parts) <= _PARTS and length <= _LONGEST else None


def _said(parts: list[str]) -> str:
    """The parts as a date is written: numbers in boxes lack what would stand between them."""
    day = next((part for part in parts if _DAY.fullmatch(part)), None)
    year = next((part for part in parts if _YEAR.fullmatch(part)), None)
    if len(parts) == 3 and year in (parts[0], parts[2]) and all(_MONTH.fullmatch(each) for each in parts if each is not year):  # fmt: skip
        first, middle, last = (part.rstrip(". 月월日일") for part in parts)
        return _iso(first, middle, last) if parts[0] is year else f"{first}.{middle}.{last}"
    for part in parts:
        said, used = "", day
        if day is not None and part is not day:
            said = _with_day(part, day)
        if not said and year is not None and (short := _DAY_MONTH.fullmatch(part)) is not None:
            said = _with_year(short, year, first=parts.index(year) < parts.index(part))
            used = year
        if said:
            return " ".join([said, *(each for each in parts if each is not part and each is not used)])  # fmt: skip
    return " ".join(parts)


def _with_day(part: str, day: str) -> str:
    """The day of a month that stands with its year: "14" beside "2024-05"; "" for the rest."""
    found = _YEAR_MONTH.fullmatch(part)
    if found is not None:
        return _iso(found[1], found[2], day)
    found = _MONTH_YEAR.fullmatch(part)
    return "" if found is None else _iso(found[2], found[1], day)


def _with_year(short: re.Match[str], year: str, *, first: bool) -> str:
    """A day and a month beside their year: "05-14" and "2024", "14.05" and "2024"."""
    if (first or short[2] == "-") and int(short[1]) <= 12:
        return _iso(year, short[1], short[3])
    return f"{short[1]}{short[2]}{short[3]}{short[2]}{year}"


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(re.sub(r'[^0-9]', '', day)):02}"
