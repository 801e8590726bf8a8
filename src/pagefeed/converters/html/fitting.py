"""Whether what was found as a row's title may be it.

A link about something that has a heading elsewhere, or on a few words of a sentence, is none.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from pagefeed.converters import asking
from pagefeed.converters.html import headlines, phrases
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import HEADINGS, is_small, words
from pagefeed.converters.html.trunk import in_link

_DASHES = frozenset("—–-:")
_TOLD = 1_000  # characters of a title and what it says
_ROW = 400  # elements of a row among which a heading is looked for


def explains(here: Any, element: Any, top: Any) -> bool:
    """Whether a text is what a link is about that has a heading elsewhere in the row."""
    if any(each.tag in HEADINGS for each in (element, *element.iterancestors())):
        return False
    link = element if element.tag == "a" else next(element.iterancestors("a"), None)
    address = None if link is None else link.get("href")
    if link is None or not address or address.startswith("#"):
        return False
    inside = set(here.iter())
    for each in islice(top.iter(), _ROW):
        if each.tag in HEADINGS and each not in inside:
            text = words(each)
            links = (*each.iter("a"), *each.iterancestors("a"))
            if any(other.get("href") == address for other in links) and phrases.plausible(text, strict=True):  # fmt: skip
                return not phrases.short(text)
    return False


def labels(anchor: Anchor, element: Any, top: Any) -> bool:
    """Whether a link in the date's own line is a label, where the row has a box marked as its title.

    "16.05.2014 | A company", below it or above.
    """
    if anchor.alone or anchor.element is element or anchor.element not in element.iterancestors():
        return False
    inside = set(anchor.element.iter())
    marked = (each for each in islice(top.iter(), _ROW) if each not in inside and isinstance(each.tag, str))  # fmt: skip
    return any(
        (each.tag in HEADINGS or headlines.names_title(each))
        and inside.isdisjoint(each.iter())
        and phrases.plausible(words(each), strict=True)
        for each in marked
    )


def is_named(element: Any, *, linked: bool = True) -> bool:
    """Whether an element is a title by itself: a heading, marked as one, or where `linked` a link."""
    tags = HEADINGS | {"a"} if linked else HEADINGS
    if element.tag in tags or headlines.names_title(element):
        return True
    return any(each.tag in tags for each in element.iterancestors())


def covers(here: Any, element: Any, title: str) -> bool:
    """Whether the link is the title's, and not one on a few words of a sentence."""
    if element.tag == "a" or element.tag in HEADINGS or here.tag == "a":
        return True
    if in_link(element):
        return True
    links = [words(each) for each in here.iter("a")]
    inner = [words(each) for each in element.iter("a")]
    inner = [text for text in inner if text in title or title in text]  # not a date that is one
    if not inner:
        # The title itself isn't linked: "read more", or the image, is.
        return not any(len(text) > 3 and text in title for text in links)
    return max(map(len, inner)) >= 0.5 * len(title)


def opens_summary(anchor: Anchor) -> bool:
    """Whether a date and a dash begin what is told below a title: "April 30, 2015 — The board met"."""
    written = anchor.written
    if written is None or not anchor.text.startswith(written.text):
        return False
    return anchor.text[len(written.text) :].lstrip()[:1] in _DASHES


def _below_link(element: Any) -> bool:
    """Whether a line that is a link, and long enough for a title, stands right above."""
    above = next((each for each in element.itersiblings(preceding=True) if isinstance(each.tag, str)), None)  # fmt: skip
    if above is None or not is_small(above):
        return False
    link = above if above.tag == "a" else next(above.iter("a"), None)
    text = words(above)
    return link is not None and words(link) == text and phrases.plausible(text, strict=True)


def stands_unlinked(here: Any, element: Any, anchor: Anchor, title: str) -> bool:
    """Whether a row without a link may be one: it has a heading and a full date."""
    written = anchor.written
    full = bool(anchor.machine) or (written is not None and written.has_date)
    if not full:
        return False
    if here is anchor.element and opens_summary(anchor) and _below_link(here):
        return False
    headed = element is anchor.element and element.tag in HEADINGS  # "2 March: the site opens"
    if anchor.rest and phrases.short(title) and not headed:
        return False  # a section's name over "2 March: 12 cases"
    if element.tag in HEADINGS or any(e.tag in HEADINGS for e in element.iterancestors() if e is not here):  # fmt: skip
        return True
    if not phrases.plausible(words(element), strict=True):
        return False
    if here.tag in {"li", "tr", "table", "article", "dd", "p"} and len(words(here)) < 300:
        return True
    return len(words(here)) < _TOLD and _asks_to_read(here)


def _asks_to_read(here: Any) -> bool:
    """Whether all that a box links to is said by what asks to read on: "Read more"."""
    linked = [each for each in here.iter("a") if each.get("href")]
    said = {words(each) for each in linked} - {""}  # a picture may lead there too
    return (
        len({each.get("href") for each in linked}) == 1
        and len(said) == 1
        and all(map(asking.asks, said))
    )
