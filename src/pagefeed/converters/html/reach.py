"""How far a row reaches: the elements around a date, and around its title, that hold no other item."""

from __future__ import annotations

from itertools import islice
from typing import Any

from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import HEADINGS, holds_more, words

_MAX_ELEMENTS = 400  # of a row
_MAX_ROW = 3_000  # characters; a larger "row" is an article or a page


def path(anchor: Anchor, top: Any) -> list[Any]:
    """The elements from a date up to `top`, as far as they are small enough for a row."""
    path: list[Any] = []
    bare = anchor.alone and anchor.text != ""
    inner: Any = None
    for here in (anchor.element, *anchor.element.iterancestors()):
        if next(islice(here.iter(), _MAX_ELEMENTS, None), None) is not None:
            break
        bare = bare and (inner is None or _adds_nothing(here, inner))
        if not bare:
            path.append(here)
        if here is top:
            break
        inner = here
    return path


def _adds_nothing(here: Any, inner: Any) -> bool:
    """Whether an element shows nothing but the one in it."""
    if holds_more(here, 1):
        return False
    return not (here.text or "").strip() and not (inner.tail or "").strip()


def extent(core: Any, top: Any, title: Any) -> Any:
    """The row: widened while nothing comes in that is another item."""
    row = core
    if core is top:
        return row
    for above in core.iterancestors():
        if above.tag in {"ul", "ol", "table", "tbody", "section", "main", "body"}:
            break
        headings = [e for e in above.iter(*HEADINGS) if not _same_line(e, title)]
        extra = [e for e in headings if e not in set(core.iter())]
        if extra or len(words(above)) > _MAX_ROW:
            break
        inside = set(row.iter())
        foreign = [
            a for a in above.iter("a") if a not in inside and len(words(a)) > 25
            and a.get("href") != _href(title)
        ]  # fmt: skip
        if foreign:
            break
        row = above
        if above is top:
            break
    return row


def _same_line(one: Any, other: Any) -> bool:
    return one is other or other in set(one.iter()) or one in set(other.iter())


def _href(element: Any) -> Any:
    links = [*element.iter("a"), *element.iterancestors("a")]  # `iter` gives itself too
    return links[0].get("href") if links else None
