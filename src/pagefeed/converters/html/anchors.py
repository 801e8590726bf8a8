"""The dates on a page that rows hang on: short texts that are a date, and `<time>`.

This module owns which of a page's dates may belong to rows. It must not know what the
rows are, nor what a date means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pagefeed import dates
from pagefeed.converters import deadlines
from pagefeed.converters.html import columns, dated, elsewhere
from pagefeed.converters.html.dated import Anchor, updated
from pagefeed.converters.html.tree import BLOCKS, HIDDEN, Tree, holds_more, words
from pagefeed.converters.html.trunk import running

_ALONE = 60  # characters of an element that is looked at as one date
_CHILDREN = 6  # of an element that shows a date, and not of a column
_PARAGRAPH = 150  # characters of a text that goes on around a date
_FEW_DIGITS = 4  # of a date, and not of a label
_SHORT = 40  # characters beside a date in a line such as "Reuters, 24 May 2021"
# What may stand between a day and its time: signs, and a word.
_TO_TIME = re.compile(
    r"[\s,|•·–-]*(?:(?:alle(?: ore)?|ore|ora|at|um|gegen|à|vers|às|as|a las|o(?: godz\.?)?|godz\.?|kl\.?|klo|om|v|ve"
    r"|u|в|о|об|у|στις|saat|orele|jam|pukul|lúc)\s)?\s*",
    re.IGNORECASE,
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
MAX_ANCHORS = 50_000  # of one page; its elements are bounded before
_MAX_LOOKED_AT = 150_000  # elements


def find(tree: Tree) -> list[Anchor]:
    """The dates that may belong to rows, in the page's order."""
    body = tree.root.find("body")
    if body is None:
        return []
    found: list[Anchor] = []
    unsure: list[Anchor] = []
    heads: dict[Any, list[str]] = {}
    taken: set[Any] = set()
    for count, element in enumerate(visible(body)):
        if len(found) >= MAX_ANCHORS or count > _MAX_LOOKED_AT:
            break
        if element in taken:
            continue
        anchor = dated.at(element, tree.language)
        if anchor is None or anchor.element in taken:
            continue
        if elsewhere.holds(anchor.element):
            unsure += [anchor] if elsewhere.only_marked(anchor.element) else []
            continue
        taken.add(anchor.element)
        carried = anchor.written is None and not anchor.text  # by a row, which may show it too
        if not (carried or holds_more(anchor.element, _CHILDREN)):  # nor a column with boxes
            taken.update(anchor.element.iter())
        label = _label(anchor.element) or columns.head(anchor.element, heads)
        if (
            deadlines.told(label, alone=True)
            or _in_sentence(anchor)
            or _is_tab(anchor)
            or _is_hidden(anchor)
        ):
            continue
        later = anchor.later or updated(label)
        found.append(anchor._replace(later=True) if later else anchor)
    found = _paired(found)
    found.extend(_beside(body, found, taken, tree.language))
    if not any(each.alone for each in found):
        found += unsure
    return numbered(_without_inner(found))


def _is_hidden(anchor: Anchor) -> bool:
    """Whether a date stands in a box that isn't shown and leads nowhere: notes of a template.

    A tab that isn't shown yet holds links.
    """
    element = anchor.element
    if anchor.written is None or element.tag == "time":
        return False
    for above in (element, *islice(element.iterancestors(), _CHILDREN)):
        style = above.get("style")
        if style and _NOT_SHOWN.search(style):
            return next(above.iter("a"), None) is None
    return False


def _is_tab(anchor: Anchor) -> bool:
    """Whether a day without its year leads to a part of the page: the weather of three days."""
    written = anchor.written
    if written is None or written.has_year or not anchor.alone or not written.has_date:
        return False
    element = anchor.element
    link = next((each for each in (element, *element.iterancestors()) if each.tag == "a"), None)
    link = next(element.iter("a"), None) if link is None else link
    href = "" if link is None else link.get("href") or ""
    return href.startswith("#") and len(href) > 1


def _in_sentence(anchor: Anchor) -> bool:
    """Whether a day stands among the words of a paragraph: "It opened on 3 May 2004, and was shut".

    In a box of its own, or between links.
    """
    element = anchor.element
    if element.tag == "p" and not anchor.alone:
        several = any(each.tag == "br" for each in element)  # lines, each of which may be a row
        return not several and running(element) >= 2 * _PARAGRAPH
    around = element.getparent()
    if not anchor.alone or element.tag in BLOCKS or around is None or around.tag != "p":
        return False
    previous = element.getprevious()
    before = ((around.text if previous is None else previous.tail) or "").rstrip()
    after = (element.tail or "").lstrip()
    said = before[-1:].isalpha() and (after[:1].islower() or after[:1] in {",", ".", ";"})
    return said and running(around) >= _PARAGRAPH


def _paired(found: list[Anchor]) -> list[Anchor]:
    """With a day and the time in the element right behind it as one: "<i>3 May</i><i>, 14:20</i>"."""
    kept: list[Anchor] = []
    lengths = {_kind(each) for each in found if _is_length(each)}
    for anchor in found:
        last = kept[-1] if kept else None
        if last is not None and _goes_on(last, anchor):
            if _kind(anchor) in lengths:
                continue
            assert last.written is not None
            assert anchor.written is not None
            written = last.written.at_time_of(anchor.written)
            kept[-1] = last._replace(written=written, text=f"{last.text} {anchor.text}")
        else:
            kept.append(anchor)
    return kept


def _kind(anchor: Anchor) -> tuple[str, str | None]:
    return anchor.element.tag, anchor.element.get("class")


def _is_length(anchor: Anchor) -> bool:
    """Whether it is no time of a clock, but how long something lasts: "24:10"."""
    return anchor.time_only and anchor.written is not None and not anchor.written.possible_time


def _goes_on(day: Anchor, time: Anchor) -> bool:
    """Whether a time stands right behind a day, with nothing between them."""
    written = day.written
    if written is None or day.machine or not (day.alone and time.alone and time.time_only):
        return False
    if not written.has_date or written.has_time or day.element.getnext() is not time.element:
        return False
    inline = day.element.tag not in BLOCKS or day.element.tag in {"li", "td"}
    return inline and _TO_TIME.fullmatch(day.element.tail or "") is not None


def _label(element: Any) -> str:
    """The few words right before an element: "Updated:"."""
    before = element.getprevious()
    if before is None:
        parent = element.getparent()
        return (parent.text or "")[-_SHORT:] if parent is not None else ""
    if before.tail and not before.tail.isspace():
        return str(before.tail)[-_SHORT:]
    if len(before) or not isinstance(before.tag, str):
        return ""
    text = (before.text or "")[-_SHORT:]
    return "" if sum(map(str.isdigit, text)) >= _FEW_DIGITS else text  # a date of its own


def _beside(
    body: Any, found: list[Anchor], taken: set[Any], language: str | None
) -> Iterator[Anchor]:
    """Words such as "yesterday" where the same place of other rows holds their dates."""
    places = Counter(
        (each.element.tag, each.element.get("class")) for each in found if each.alone and each.text
    )
    known = {place for place, count in places.items() if count > 1 and place[1]}
    if not known:
        return
    for element in visible(body):
        if (element.tag, element.get("class")) in known and element not in taken:
            text = words(element)
            made = dated.made_of(element, text, language) if 2 <= len(text) <= _ALONE else None
            if made is None and (named := dates.weekday(text, language)) is not None:
                made = Anchor(element=element, written=named, text=text)
            if made is not None and made.alone and not elsewhere.holds(element):
                taken.add(element)
                yield made


def visible(body: Any) -> Iterator[Any]:
    """Elements in the page's order, without those whose text nobody sees."""
    stack = [body]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in HIDDEN:
            continue
        yield element
        if len(element):
            stack.extend(reversed(element))


def _without_inner(found: list[Anchor]) -> list[Anchor]:
    """Without a row's attribute where the row shows one date in a box, which then states that.

    And without other dates in a row with such an attribute.
    """
    carriers = {each.element: each for each in found if not each.text}
    held: dict[Any, list[Anchor]] = {}
    if carriers:
        for each in found:
            around = next((a for a in each.element.iterancestors() if a in carriers), None)
            if around is not None:
                held.setdefault(around, []).append(each)
    shown: dict[Any, Anchor] = {}  # by elements, what takes their place
    gone: set[Any] = set()
    for element, inside in held.items():
        if holds_more(element, _CHILDREN):
            gone.add(element)
            continue
        alone = [each for each in inside if each.alone]
        gone.update(each.element for each in inside if each not in alone or len(alone) > 1)
        if len(alone) == 1:
            gone.add(element)
            machine = alone[0].machine or carriers[element].machine
            shown[alone[0].element] = alone[0]._replace(machine=machine)
    return [shown.get(each.element, each) for each in found if each.element not in gone]


def numbered(found: list[Anchor]) -> list[Anchor]:
    """In the page's order, which sorting by their paths would cost more than one walk."""
    if not found:
        return found
    by_element = {each.element: each for each in found}
    ordered = [
        by_element[element]
        for element in found[0].element.getroottree().iter()
        if element in by_element
    ]
    return [each._replace(order=place) for place, each in enumerate(ordered)]
