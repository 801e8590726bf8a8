"""Short news without links: a time and a title a row, three rows or more made alike.

This module owns telling such lists from programmes, timetables, results and lengths. It must
not make rows, nor know which day the times are of.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pagefeed.converters import headings
from pagefeed.converters.html import cells, headlines, phrases
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import HEADINGS, HIDDEN, Tree, marks, words

_FEWEST = 3  # rows
_ELEMENTS = 20  # of a row
_LONGEST = 500  # characters of a row
_NIGHT = 6 * 60  # minutes from a time to a later one below it that midnight parts
_NIGHTLY = 4  # rows to each midnight
_STRAY = 8  # rows to each that runs forward: a headline that is kept on top
_SCORE = re.compile(r"(?<![\d:.,-])\d{1,3}\s?[:–-]\s?\d{1,3}(?![\d:.,-])")
_NUMBER = re.compile(r"[\d.,:%+−–$€£/ -]*\d[\d.,:%+−–$€£/ -]*")
_FILM = re.compile(r"video|clip|player|podcast|audio|track|episode|duration")
_STOPS = (".", "!", "。", "।", "։", "۔")
Title = tuple[str, Any]  # with the element that shows it


def find(tree: Tree, tops: list[tuple[Anchor, Any]]) -> dict[int, tuple[Any, Title]]:
    """The rows and titles of the times of one list that have no linked title, by the dates' ids.

    `tops` are the list's dates with the largest elements that hold no other of them.
    """
    if len(tops) < _FEWEST or not all(each.time_only and not each.later for each, _ in tops):
        return {}
    boxes = [(anchor, _box(anchor, top)) for anchor, top in tops]
    alike = Counter(_kind(box) for _, box in boxes)
    kind, _ = alike.most_common(1)[0]
    rows = [(anchor, box) for anchor, box in boxes if _kind(box) == kind and _is_small(box)]
    if not run_back(rows):
        return {}
    bare = [(anchor, box) for anchor, box in rows if not any(map(_is_headline, box.iter("a")))]
    titles = _titles(bare)
    if not titles or _are_others(tree, bare, [text for text, _ in titles.values()]):
        return {}
    return {id(anchor): (box, titles[id(anchor)]) for anchor, box in bare if id(anchor) in titles}


def _box(anchor: Anchor, top: Any) -> Any:
    """The element of a row: what holds the time, or of a list of definitions what stands under it."""
    if top.tag == "dt" and anchor.alone:
        below = top.getnext()
        return top if below is None or below.tag != "dd" else below
    return top


def _kind(box: Any) -> tuple[Any, ...]:
    parent = box.getparent()
    name = (box.get("class") or "").split(" ")[0]
    return (box.tag, name, None if parent is None else (parent.tag, parent.get("class")))


def _is_small(box: Any) -> bool:
    large = next(islice(box.iter(), _ELEMENTS, None), None) is not None
    return not large and len(words(box)) <= _LONGEST


def _is_headline(link: Any) -> bool:
    return phrases.plausible(words(link), strict=True)


def run_back(rows: list[tuple[Anchor, Any]]) -> bool:
    """Whether three times or more run back down each list, over few midnights: programmes don't."""
    if len(rows) < _FEWEST:
        return False
    back = night = forward = 0
    for (one, box), (other, below) in itertools.pairwise(rows):
        if box.getparent() is not below.getparent():
            continue  # the next day's list
        step = _minutes(other) - _minutes(one)
        back += step < 0
        night += step >= _NIGHT
        forward += 0 < step < _NIGHT
    return back > night and night * _NIGHTLY <= len(rows) and forward * _STRAY <= len(rows)


def _minutes(anchor: Anchor) -> int:
    written = anchor.written
    assert written is not None
    return written.minutes


def _titles(rows: list[tuple[Anchor, Any]]) -> dict[int, Title]:
    """The titles of most of the rows, which stand in the same place in each."""
    places: dict[tuple[int, str, str], dict[int, Title]] = {}
    for anchor, box in rows:
        for place, title in _candidates(anchor, box):
            places.setdefault(place, {}).setdefault(id(anchor), title)
    for _, titles in sorted(places.items(), key=lambda each: each[0][0]):
        sure = sum(phrases.plausible(text, strict=True) for text, _ in titles.values())
        several = len({text for text, _ in titles.values()})
        if 2 * sure > len(rows) and 3 * several > 2 * len(titles):
            return titles
    return {}


def _candidates(anchor: Anchor, box: Any) -> Iterator[tuple[tuple[int, str, str], Title]]:
    """What may be the title of a row, each with its place: the sure ones have lower numbers."""
    if anchor.rest:
        text = headlines.cut(anchor.text, anchor)
        if phrases.plausible(text, strict=False):
            yield (0, "", ""), (text, anchor.element)
        return
    dated = {anchor.element, *anchor.element.iterdescendants()}
    if _has_text(box):
        text = words(box, frozenset((anchor.element,)) | headlines.badges(box))
        text = text.strip(headlines.EDGES)
        if phrases.plausible(text, strict=False):
            yield (2, "", ""), (text, box)
        return
    for element in box.iterdescendants():
        if element in dated or not isinstance(element.tag, str) or element.tag in HIDDEN:
            continue
        if not _has_text(element) or headlines.is_control(element):
            continue
        without = frozenset((anchor.element,))
        text = words(element, without | headlines.badges(element)).strip(headlines.EDGES)
        if phrases.plausible(text, strict=False):
            sure = element.tag in HEADINGS or headlines.names_title(element)
            yield (0 if sure else 1, element.tag, element.get("class") or ""), (text, element)


def _has_text(element: Any) -> bool:
    """Whether an element shows words of its own, and not only those in others."""
    own = (element.text, *(child.tail for child in element))
    return any(text and any(map(str.isalpha, text)) for text in own)


def _are_others(tree: Tree, rows: list[tuple[Anchor, Any]], titles: list[str]) -> bool:
    """Whether rows of times show no news: results, a report in sentences, numbers, films."""
    if 2 * sum(title.endswith(_STOPS) for title in titles) > len(titles):
        return True
    if 2 * sum(_SCORE.search(title) is not None for title in titles) > len(titles):
        return True
    if all(any(map(_is_number, box.iter("td"))) for _, box in rows):
        return True
    box = rows[0][1]
    if any(_FILM.search(marks(each)) for each in (box, *box.iterancestors())):
        return True
    section = cells.section(tree, box)
    return headings.shows_videos(section)


def _is_number(cell: Any) -> bool:
    text = words(cell)
    return _NUMBER.fullmatch(text) is not None and not re.fullmatch(r"\d{1,2}[:.]\d\d", text)
