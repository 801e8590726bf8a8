"""A language's names made ready for looking up in lines: which name begins at a place.

Names are looked up, not matched by expressions: an alternation of a language's names
takes longer to build than a page takes to read, and is tried at every letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pagefeed.dates.names import Names, base, names
from pagefeed.dates.words import SOLAR_HIJRI

_Index = dict[str, tuple[str, ...]]  # by their first three characters, longest first


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The names of a language (or of all), by how they begin and end."""

    names: Names
    language: str  # the language's subtag, "" for any
    months: _Index
    # By the last characters of what stands before a month's day: the name, and how long that is.
    month_tails: dict[str, tuple[tuple[str, int], ...]]
    month_ends: frozenset[str]  # the last character alone: a cheap test before them
    weekdays: _Index
    weekday_ends: frozenset[str]
    # Behind a date a short one is rather the title's first word: "la" is Saturday in Finnish.
    weekdays_long: _Index
    day_parts: tuple[str, ...]  # before and after noon, behind a time
    day_parts_before: tuple[str, ...]  # the same where they may stand before it

    def month_at(self, lower: str, place: int) -> list[str]:
        """The names of months that begin at a place of a lowered line, longest first."""
        found = at(self.months, lower, place)
        if self.language in _HEBREW and lower[place : place + 1] == "ב":
            found = ["ב" + name for name in at(self.months, lower, place + 1)] + found
        return found

    def months_to(self, lower: str, edge: int) -> list[tuple[int, str]]:
        """The names of months that end at a place of a lowered line, with where they begin."""
        found: list[tuple[int, str]] = []
        if lower[edge - 1 : edge] not in self.month_ends:
            return found
        for length in (3, 2):
            for name, size in self.month_tails.get(lower[max(0, edge - length) : edge], ()):
                place = edge - size
                if place < 0 or not lower.startswith(name, place):
                    continue
                found.append((place, name))
                if place and lower[place - 1] == "ב" and self.language in _HEBREW:
                    found.append((place - 1, f"ב{name}"))
        return sorted(found, key=_leftmost_longest) if len(found) > 1 else found


def _leftmost_longest(found: tuple[int, str]) -> tuple[int, int]:
    return found[0], -len(found[1])


_HEBREW = frozenset({"he", "iw", ""})  # where "in" is written together with the month


def at(index: _Index, lower: str, place: int) -> list[str]:
    """The names of an index that begin at a place of a lowered line, longest first."""
    begin = lower[place : place + 3]
    longer = index.get(begin, ())
    shortest = index.get(begin[:2], ()) if len(begin) == 3 else ()
    return [name for name in (*longer, *shortest) if lower.startswith(name, place)]


def ends_as(ends: frozenset[str], lower: str, place: int) -> bool:
    """Whether one of the names whose ends these are may end at a place of a lowered line."""
    return lower[max(0, place - 3) : place] in ends or lower[max(0, place - 2) : place] in ends


def lowered(line: str) -> str:
    """The line in small letters, each character in its place."""
    lower = line.lower()
    return lower if len(lower) == len(line) else "".join(each.lower()[:1] for each in line)


@lru_cache(maxsize=64)
def lexicon(language: str | None) -> Lexicon:
    """The names for a language (a BCP 47 tag), or for any where it isn't known."""
    known = names(language)
    code = base(language)
    months = {*known.months, *known.unsure}
    if code in {"fa", ""}:
        months.update(SOLAR_HIJRI)
    tails = _tails(months)
    parts = {*known.before_noon, *known.after_noon}
    long = [name for name in known.weekdays if len(name) >= 3 or name >= "\u2e80"]
    return Lexicon(
        names=known,
        language=code,
        months=_index(months),
        month_tails=tails,
        month_ends=frozenset(tail[-1:] for tail in tails),
        weekdays=_index(known.weekdays),
        weekday_ends=_ends(known.weekdays),
        weekdays_long=_index(long),
        day_parts=tuple(_longest_first(word for word in parts if word[:1] > "z")),
        day_parts_before=tuple(_longest_first(word for word in parts if word[:1] >= "\u0900")),
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _index(words: Iterable[str]) -> _Index:
    found: dict[str, list[str]] = {}
    for word in _longest_first(words):
        found.setdefault(word[:3], []).append(word)
    return {begin: tuple(members) for begin, members in found.items()}


def _ends(words: Iterable[str]) -> frozenset[str]:
    """The last three characters of names, of shorter ones the last two."""
    return frozenset(word[-3:] if len(word) > 2 else word[-2:] for word in words)


def _tails(names_of: Iterable[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for name in _longest_first(names_of):
        stem = _before_digits(name)
        found.setdefault(stem[-3:], []).append((name, len(stem)))
    return {tail: tuple(members) for tail, members in found.items()}


def _before_digits(name: str) -> str:
    """What of a name stands before its number: "tháng 5" is a name in Vietnamese."""
    for place, char in enumerate(name):
        if char.isdigit():
            return name[:place].rstrip(" .-")
    return name
