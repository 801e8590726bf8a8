"""Sections that touch the titles of a list, before or behind: "TuscanyLandslide shuts a road", "A new bankMoney".

This module owns telling them, by the lines of the site's menu and by the titles of a list
together. What else clings to titles, `clinging` says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator

from pagefeed import clean
from pagefeed.converters import titles
from pagefeed.converters.measures import words
from pagefeed.converters.sheet import Row

_FEWEST = 3  # rows of a list that tell
_SECTIONED = 4  # rows of a list before which sections stand
_TOUCHED = 3  # where they touch the titles
_SIGNS = " :|·•–-"  # between a section and a title
_LEFT = 3  # words of a title behind it, at least
_NAMED = 3  # words of a category
_OPENING = 2  # characters
_MENU = 50  # lines of a menu for each row, at most, that are gone through first
_SHORTEST_SECTION = 3
_LONGEST_SECTION = 24  # characters of a section's name
_REST = 6  # characters of a title behind it, at least
_OPENS_TITLE = re.compile(r"[\w\"'“„«‘「『《【(（]")
_UNCASED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_WORD = re.compile(r"\w+")
_HANGUL = re.compile(r"[\uac00-\ud7af]")


def without_sections(rows: list[Row], menu: Collection[str]) -> list[Row]:
    """Without the sections of the site before titles, where most rows have one, and not all the same."""
    stated = mostly(bool(row.category) for row in rows)  # what else each is of, its own line says
    # What no line of the menu begins with is told by two letters.
    openings = {key[:_OPENING] for key in menu} if len(menu) <= _MENU * len(rows) else None
    begun = [
        [*_begun(row.title, menu)]
        if openings is None or clean.key(row.title[: 2 * _OPENING])[:_OPENING] in openings
        else []
        for row in rows
    ]
    names = ["" if stated else _parted(each) for each in begun]
    if not _are_sections(names, fewest=_SECTIONED):
        some = len(rows) > _SECTIONED  # among fewer a sign may stand in the titles
        names = [
            (name if some else "") or _touching(row.title, each)
            for name, row, each in zip(names, rows, begun, strict=True)
        ]
        if not _are_sections(names, fewest=_TOUCHED) or (stated and not all(names)):
            return rows
        if _begin_alike(rows, names):
            return rows
    return [
        row._replace(title=row.title[len(name) :].lstrip(_SIGNS), category=row.category or name)
        for row, name in zip(rows, names, strict=True)
    ]


def without_capitals(rows: list[Row]) -> list[Row]:
    """Without the sections in capitals that touch the titles of most rows: "SPORTRowers win the cup"."""
    names = [_in_capitals(row.title) for row in rows]
    said = [name for name in names if name]
    if len(said) < _FEWEST or len(said) * 10 < len(rows) * 6 or len(set(said)) < 2:
        return rows
    return [
        row._replace(title=row.title[len(name) :], category=row.category or name) if name else row
        for row, name in zip(rows, names, strict=True)
    ]


def _in_capitals(title: str) -> str:
    """The capitals that touch the first word of a title, which begins with one; or nothing."""
    end = 0
    while end < len(title) and (title[end].isupper() or (title[end] in "-&" and end)):
        end += 1
    name = title[: end - 1]
    touched = title[end : end + 1].islower() and title[end - 1 : end].isupper()
    return name if touched and len(name) >= _SHORTEST_SECTION and name[-1].isupper() else ""


def without_sections_behind(rows: list[Row], menu: Collection[str]) -> list[Row]:
    """Without the sections that touch the titles of rows, where others have theirs on lines of their own.

    "The bridge opens" above "Politics", and "A new bankMoney" alone.
    """
    known = {clean.key(row.category) for row in rows if row.category}
    ends = [_touched(row.title, known, menu) for row in rows]
    if len(ends) - ends.count("") < _FEWEST:
        return rows
    return [
        row._replace(title=row.title.removesuffix(end), category=end) if end else row
        for row, end in zip(rows, ends, strict=True)
    ]


def _touched(title: str, known: Container[str], menu: Container[str]) -> str:
    """The longest section that touches the end of a title, which begins as a name does; or nothing."""
    first = max(len(title) - _LONGEST_SECTION, _REST)
    if not _holds_touch(title[first - 1 :]):
        return ""
    for start in range(first, len(title) - 1):
        before, end = title[start - 1], title[start:]
        if before.isspace() or before.isupper() or not (end[0].isupper() or end[0].isdigit()):
            continue
        key = clean.key(end)
        if (key in known or key in menu) and words(title[:start]) >= _LEFT:
            return end
    return ""


def _holds_touch(text: str) -> bool:
    """Whether a digit, or a capital inside a word, is in a text: a cheap test before looking where."""
    if any(map(str.isdigit, text)):
        return True
    return not all(word[1:].islower() for word in text.split(" ") if len(word) > 1)


def _are_sections(names: list[str], *, fewest: int) -> bool:
    if len(names) < fewest or len(set(filter(None, names))) < 2 or not mostly(map(bool, names)):
        return False
    # Korean titles may begin with places, each with another.
    return len(set(names)) < len(names) or not any(map(_HANGUL.match, names))


def _begin_alike(rows: list[Row], names: list[str]) -> bool:
    """Whether the titles behind one of the names begin with the same word: "TubeMap", and no section."""
    behind: dict[str, list[str]] = {}
    for row, name in zip(rows, names, strict=True):
        word = _WORD.search(row.title, len(name)) if name else None
        if word is not None:
            behind.setdefault(name, []).append(word[0])
    return any(
        len(found) > 1 and len(set(found)) == 1 and not titles.is_opener(found[0])
        for found in behind.values()
    )


def _parted(begun: list[tuple[str, str]]) -> str:
    """The longest line of the menu before a title, which a blank or a sign parts from it; or nothing."""
    for name, rest in begun:
        whole = not rest.lstrip(_SIGNS)[:1].islower() and words(rest) >= _LEFT
        if whole and not rest[:1].isalnum():
            return name
    return ""


def _touching(title: str, begun: list[tuple[str, str]]) -> str:
    """A line of the menu that a title touches, or what its first capital does: "TuscanyLandslide"."""
    for name, rest in begun:
        if (name[-1].islower() and rest[:1].isupper()) or (
            _UNCASED.match(rest) and _UNCASED.match(name[-1])
        ):
            return name
    if not _holds_touch(title[: _LONGEST_SECTION + 1]):
        return ""
    for place in range(_SHORTEST_SECTION, min(_LONGEST_SECTION, len(title) - _REST)):
        if title[place - 1].islower() and title[place].isupper() and not title[1].isupper():
            return title[:place] if title[:place].count(" ") < _NAMED else ""
    return ""


def _begun(title: str, menu: Container[str]) -> Iterator[tuple[str, str]]:
    """The lines of the menu that a title begins with, the longest first, and what stands behind."""
    keyed = clean.key(title)
    aligned = len(keyed) == len(title)  # "ß" is two letters of a key
    for size in range(min(_LONGEST_SECTION, len(title) - _REST), 1, -1):
        name, rest = title[:size], title[size:]
        if (keyed[:size] if aligned else clean.key(name)) not in menu or name[-1].isspace():
            continue
        if _OPENS_TITLE.match(rest.lstrip(_SIGNS)):
            yield name, rest


def mostly(each: Iterable[bool]) -> bool:
    """Whether something holds of four titles of a list in five."""
    told = list(each)
    return sum(told) * 10 >= len(told) * 8
