"""Lists of titles without dates, each under the day that holds for all of it.

This module owns telling such days from dates of single rows. It must not make rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pagefeed.converters.html import headlines, phrases
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.flat import Found
from pagefeed.converters.html.mentions import place
from pagefeed.converters.html.tree import BLOCKS, HEADINGS, HIDDEN, Tree, is_small, words

_RELATIVE = re.compile(r"(?![#?]|\w+:).")  # an address on the same site
_BESIDE = 15  # characters beside a day in its line: "(12 items)"
_MORE = 60  # characters beside a link in its own line
_LISTED = 200  # titles under one day
_LINKS = 2_000  # under one day
_USUAL = 3  # times that a title's words stand on a page, and are a control: "Download PDF (1 MB)"
Day = tuple[Any, list[Found]]  # the line that states it, the titles below


def find(tree: Tree, tops: list[tuple[Anchor, Any]], everywhere: set[Any]) -> dict[int, Day]:
    """The days of one group of dates that have several titles below, by the dates' ids.

    `tops` are its dates with the largest elements that hold no other of them.
    """
    days: dict[int, Day] = {}
    if len(tops) < 2:
        return days
    ends = {top for _, top in tops}
    for anchor, top in tops:
        for line in _lines(anchor, top):
            titles = _below(tree, line, ends, everywhere)
            if titles:
                days[id(anchor)] = line, titles
                break
    said = Counter(_plain(title) for _, titles in days.values() for title, _, _ in titles)
    if len(days) == len(tops) > 2 and len({len(titles) for _, titles in days.values()}) == 1:
        return {}  # rows of several links each
    return {
        key: (line, titles)
        for key, (line, titles) in days.items()
        if not any(said[_plain(title)] >= _USUAL for title, _, _ in titles)
    }


def _plain(title: str) -> str:
    return re.sub(r"\d+", "", title)


def _lines(anchor: Anchor, top: Any) -> Iterator[Any]:
    """The elements around a day that show it and nothing else, as far as `top`."""
    written = anchor.written
    if not anchor.alone or not anchor.text or anchor.later:
        return
    if written is None or not written.has_date or written.has_time:
        return
    for line in (anchor.element, *anchor.element.iterancestors()):
        if not is_small(line):
            return
        if line is not anchor.element and len(words(line)) > len(anchor.text) + _BESIDE:
            return
        yield line
        if line is top:
            return


def _below(tree: Tree, line: Any, days: set[Any], everywhere: set[Any]) -> list[Found]:
    """The titles of the list under a line that states their day; [] where there are no two.

    They stand in the same place of one structure, none above the line, and no other date
    stands among them.
    """
    found: list[tuple[Found, Any]] = []
    for sibling in _undated(line, days, everywhere):
        if len(found) > _LISTED:
            break
        linked = list(_headlines(tree, sibling))
        if not linked and sibling.tag in HEADINGS:
            break
        found += linked
    places = {place(link) for _, link in found}
    targets = {link.get("href") for _, link in found}
    if len(places) != 1 or len(targets) != len(found) or len(found) < 2:
        return []
    return [] if _follows_title(tree, line, days) else [title for title, _ in found]


def _undated(line: Any, days: set[Any], everywhere: set[Any]) -> list[Any]:
    """What follows a line up to the next day, with several links; [] where a date stands in it."""
    listed: list[Any] = []
    links = 0
    for sibling in line.itersiblings():
        if sibling in days or links > _LINKS:
            break
        if not isinstance(sibling.tag, str) or sibling.tag in HIDDEN:
            continue
        for each in sibling.iter():
            if each in everywhere or each in days:
                return []
            links += each.tag == "a"
        listed.append(sibling)
    return listed if links > 1 else []


def _follows_title(tree: Tree, line: Any, days: set[Any]) -> bool:
    """Whether a title stands above a date that none of the dates before it explains."""
    titled = False
    for sibling in line.itersiblings(preceding=True):
        if sibling in days:
            return False
        titled = titled or any(True for _ in _headlines(tree, sibling))
    return titled


def _headlines(tree: Tree, element: Any) -> Iterator[tuple[Found, Any]]:
    """The links in an element that could be titles: most of the line that they stand in."""
    if not isinstance(element.tag, str):
        return
    for link in element.iter("a"):
        text = words(link)
        if not phrases.plausible(text, strict=True) or headlines.is_control(link):
            continue
        block = next((e for e in link.iterancestors() if e.tag in BLOCKS), link)
        if is_small(block) and len(words(block)) > 2 * len(text) + _MORE:
            continue
        href = link.get("href") or ""
        address = tree.absolute(href)
        if address is not None or (tree.base is None and _RELATIVE.match(href)):
            yield (text, link, address), link  # of a page whose address isn't known
