"""Dates, spans and counts as a person reads them on a page.

Pure functions over values of the model. Owns no markup and reads no clock: the same
stamp in the same language is always the same words. Month names come from CLDR
(Babel) in the language asked for; the words around them are English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from pagefeed.model import Item, Precision, Stamp

if TYPE_CHECKING:
    from babel import Locale

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
# Each unit, the lengths it is used for (up to), and what one of it is called.
_SPANS = (
    (timedelta(minutes=1), timedelta(minutes=50), "minute"),
    (timedelta(hours=1), timedelta(hours=20), "hour"),
    (timedelta(days=1), timedelta(days=12), "day"),
    (timedelta(days=7), timedelta(days=46), "week"),
    (timedelta(days=30.44), timedelta(days=320), "month"),
    (timedelta(days=365.25), timedelta.max, "year"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A stamp ready for `<time>`: HTML's machine form, the words, and the zone's offset."""

    machine: str  # "2021-05-24" or "2021-05-24T15:20+04:00", as exact as the stamp
    text: str  # "24 May 2021, 15:20"
    zone: str  # "UTC+4"; "" where only the day is known


def stamp(value: Stamp, language: str) -> Shown:
    """A stamp in its own zone, no more exact than it is."""
    if value.precision is Precision.DAY:
        return Shown(machine=value.when.date().isoformat(), text=day(value.when, language), zone="")
    exact = "seconds" if value.precision is Precision.SECOND else "minutes"
    return Shown(
        machine=value.when.isoformat(timespec=exact),
        text=f"{day(value.when, language)}, {value.when:%H:%M}",
        zone=offset(value.when),
    )


def instant(when: datetime, language: str) -> Shown:
    """The day of an instant that no page stated, such as when an item was first seen."""
    return Shown(machine=when.isoformat(timespec="seconds"), text=day(when, language), zone="")


def day(when: datetime, language: str) -> str:
    """The date with its month's name: "24 May 2021", "24 мая 2021 г."."""
    return _date(when.date(), language)


@lru_cache(maxsize=4096)
def _date(when: date, language: str) -> str:
    from babel.dates import format_date

    # English has two customs; day, month, year is read the same by both.
    pattern = "d MMMM y" if locale(language).language == "en" else "long"
    return format_date(when, format=pattern, locale=locale(language))


def offset(when: datetime) -> str:
    """The offset from UTC: "UTC", "UTC+4", "UTC-3:30"."""
    shift = when.utcoffset() or timedelta()
    minutes = round(abs(shift).total_seconds() / 60)
    if not minutes:
        return "UTC"
    sign = "-" if shift < timedelta() else "+"
    return f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")


def period(name: str, language: str) -> str:
    """An archive period: "2021", "May 2021", "24 May 2021", "Undated"."""
    from babel.dates import format_skeleton

    parts = name.split("-")
    if not all(part.isdecimal() for part in parts) or not 1 <= len(parts) <= 3:
        return name[:1].upper() + name[1:]
    numbers = [int(part) for part in parts] + [1, 1]
    when = datetime(*numbers[:3])  # type: ignore[arg-type]  # noqa: DTZ001 - a name, no instant
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return format_skeleton("yMMMM", when, locale=locale(language))
    return day(when, language)


def newest(items: Iterable[Item]) -> Stamp | None:
    """The newest date among items; None where none has one."""
    stamps = [item.published for item in items if item.published]
    return max(stamps, key=lambda found: found.when, default=None)


def pace(items: Iterable[Item]) -> str:
    """How often items come, by the median gap between dated ones: "about every 3 days".

    Empty for fewer than three dated items: two make one gap, which says nothing.
    """
    stamps = sorted(item.published.when for item in items if item.published)
    if len(stamps) < 3:
        return ""
    gaps = [after - before for before, after in pairwise(stamps)]
    middle = timedelta(seconds=median(gap.total_seconds() for gap in gaps))
    if middle < timedelta(minutes=1):
        return "several at a time"
    unit, name = next((unit, name) for unit, most, name in _SPANS if middle < most)
    number = max(1, round(middle / unit))
    return f"about every {name}" if number == 1 else f"about every {number} {name}s"


def count(number: int, noun: str) -> str:
    """A number of things: "1 item", "12,345 items"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def tag(language: str | None) -> str:
    """The language as an HTML `lang` attribute, or "" for what is no BCP 47 tag."""
    return language if language and _TAG.match(language) else ""


def right_to_left(text: str) -> bool | None:
    """By the first character with a direction of its own (UAX 9, P2 and P3); None without."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return None


@lru_cache(maxsize=256)
def locale(language: str) -> Locale:
    """CLDR's locale for a language tag, or for as much of it as is known; English failing that."""
    from babel import Locale, UnknownLocaleError

    parts = language.split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale("en")
