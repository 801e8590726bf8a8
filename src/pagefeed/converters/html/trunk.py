"""Where a page's running text stands: the element that holds most of it.

This module owns that measure. It must not know titles, dates or rows: theme builders put
the article itself into a "widget" or a "with-sidebar" box, and only the text tells.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

_SENTENCE = 60  # characters of a piece of running text
_TEXT = 250  # characters in one place that are worth a name
_INLINE = frozenset(("b", "i", "em", "strong", "span", "font", "u", "small", "mark", "abbr", "br"))
_PLACES = 5  # that are looked at, the largest first
_TALK = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:$|[\s_-]?(?:list|area|section)\b)|responses|disqus|replies)"
)
# What asks readers for consent; further out such names are of the page's own state.
_CONSENT = re.compile(r"(?:^|[\s_-])(?:cookies?|gdpr|consent|privacy-overview)(?:$|[\s_-])")
_BOXES = 5  # elements around a text
_LIFTED = frozenset(("p", "span", "div", "font"))


def running(element: Any) -> int:
    """Characters of an element's own text, with the marked words in it, without its links."""
    own = element.text or ""
    if not own and len(element) == 0:
        return 0
    size = len(own.strip())
    for child in element:
        text, tail = child.text, child.tail
        if text and child.tag in _INLINE:
            size += len(text.strip())
            own = own if own and not own.isspace() else text
        if tail:
            size += len(tail.strip())
    text = own[:40]
    wide = not text.isascii() and any(
        "\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in text
    )
    return size * 2 if wide else size  # a Chinese sentence takes half the characters


def in_link(element: Any) -> bool:
    """Whether an element stands inside a link."""
    return next(element.iterancestors("a"), None) is not None


def linked(element: Any) -> bool:
    """Whether an element is a link, holds one, or stands inside one."""
    return next(element.iter("a"), None) is not None or in_link(element)


def find(root: Any, hidden: frozenset[str]) -> tuple[Any, frozenset[Any]]:
    """The first piece of text in the place that holds most, and the elements around it.

    (None, empty) where no place holds as much as a short article.
    """
    sizes: dict[Any, int] = {}
    first: dict[Any, Any] = {}
    for element in root.iterfind("body//*"):
        tag = element.tag
        if not isinstance(tag, str) or tag in hidden:
            continue
        size = running(element)
        if size < _SENTENCE or in_link(element):
            continue
        place = element.getparent() if tag in _LIFTED else element
        sizes[place] = sizes.get(place, 0) + size
        first.setdefault(place, element)
    for best in sorted(sizes, key=lambda place: -sizes[place])[:_PLACES]:
        if sizes[best] < _TEXT:
            break
        around = (best, *best.iterancestors())
        talks = any(_TALK.search(_marks(above)) for above in around if above.tag != "body")
        if not (talks or asks_consent(best)):
            return first[best], frozenset(around)
    return None, frozenset()


def asks_consent(element: Any) -> bool:
    """Whether an element stands in a box that asks readers whether cookies may be set."""
    around = (element, *islice(element.iterancestors(), _BOXES))
    return any(_CONSENT.search(_marks(each)) for each in around)


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()
