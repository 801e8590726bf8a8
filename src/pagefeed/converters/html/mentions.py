"""Dates that titles speak of: "What changes on 1 May" says nothing of when it came out.

This module owns telling them from a list's own dates that stand in its titles. It must
not know what dates mean.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from pagefeed.converters.html import headlines, lines
from pagefeed.converters.html.dated import Anchor, stands_in_title
from pagefeed.converters.html.tree import Tree, words

_SENTENCE = 60  # characters beside a date
_NUMBERS = re.compile(r"[\d-]+")
_SHORT_LIST = 5  # titles, all of which have their dates if any has, with nothing between
_FEW_TITLES = 3  # one in more titles than these may have a date among its words


def place(element: Any) -> tuple[str, ...]:
    """Where an element stands: the tags around it, and its own class without numbers."""
    name = (element.get("class") or "").split(" ")[0]
    path = [element.tag, _NUMBERS.sub("", name) if name else ""]
    path.extend(above.tag for above in element.iterancestors())
    return tuple(path)


def in_title(anchor: Anchor) -> bool:
    """Whether a date stands among the words of a link or heading: "What changes on 1 May"."""
    if anchor.alone or anchor.machine or anchor.written is None:
        return False
    if stands_in_title(anchor.element):
        return True
    return any(anchor.written.text in words(link) for link in anchor.element.iter("a"))


def beside(anchor: Anchor) -> int:
    """How many characters stand beside a date that are neither title nor link."""
    return 0 if in_title(anchor) else _beside(anchor)


def _beside(anchor: Anchor) -> int:
    if anchor.machine or not anchor.rest:
        return 0
    linked = max((len(words(link)) for link in anchor.element.iter("a")), default=0)
    return len(anchor.rest) - linked


def without(tree: Tree, anchors: list[Anchor]) -> list[Anchor]:
    """Without the dates that a few titles or texts of a list speak of; its own stand in most rows."""
    # In a text stands what begins a summary: "On 3 May 2024 the council".
    doubtful = {
        each.element: place(each.element)
        for each in anchors
        if in_title(each) or _beside(each) > _SENTENCE
    }
    if not doubtful:
        return anchors
    said = Counter(doubtful.values())
    apart = {each.element for each in anchors if each.element in doubtful and _is_apart(each)}
    dated = Counter(doubtful[element] for element in apart)
    tags = {path[0] for path in said}
    every = Counter(place(each) for each in tree.root.iter(*tags))

    def counts(anchor: Anchor) -> bool:
        where = doubtful.get(anchor.element)
        if where is None:
            return True
        if 2 * every[where] <= 3 * said[where]:
            return bool(dated[where]) or every[where] > _SHORT_LIST or every[where] == said[where]
        return anchor.element in apart and dated[where] * _FEW_TITLES >= every[where]

    return [each for each in anchors if counts(each)]


def _is_apart(anchor: Anchor) -> bool:
    """Whether something parts a date from the title it stands in, as no sentence does."""
    written = anchor.written
    assert written is not None
    before, _, after = anchor.text.partition(written.text)
    if not before.strip(headlines.EDGES):
        return True
    named = before.rstrip().endswith((":", "：")) or lines.has_label(before)
    if named and not in_title(anchor):
        return True  # "Docket No.: 7 Filing Date: 1/15/2019 Author: Ann Tregear"
    if after.strip(headlines.EDGES):
        return before.rstrip()[-1] in headlines.EDGES and after.lstrip()[0] in headlines.EDGES
    return before.rstrip()[-1] in headlines.EDGES or not before[-1].isspace() or written.has_time
