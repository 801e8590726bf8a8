"""The lesser parts of a row: category, summary, author, image, and the heading above.

This module owns what tells them apart: class names, paragraphs, short links.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from pagefeed import clean, dates
from pagefeed.converters import headings, labels, yearly
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.headlines import (
    CATEGORY,
    CONTROLS,
    EDGES,
    PERSON,
    TITLE,
    badges,
    before_block,
    date_line,
)
from pagefeed.converters.html.tree import BLOCKS, HEADINGS, HIDDEN, Tree, is_small, marks, words

# Marks of summaries; the first of nothing else, however few words they hold.
_TOLD = re.compile(r"summar|excerpt|dek\b|standfirst|blurb|subtitle")
_SUMMARY = re.compile(
    rf"{_TOLD.pattern}|desc|teaser|lead\b|deck|intro|snippet|abstract|te?xt|anons|anriss"
)
_HIGH = 2  # elements around a row, over which its year may stand
_COUNTED = re.compile(r"[:：]\s?\d[\d\s.,]*$")  # "Views: 120"
_FILE = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|zip|epub|mp3|mp4|jpe?g|png)$", re.IGNORECASE)  # fmt: skip
# Who took the picture: "Ann Lee/AP", "FILE PHOTO".
_CREDIT = re.compile(r"\S/\s?(?:ap|afp|epa|efe|dpa|reuters|getty)\b|getty|shutterstock|©|\bphotos?:|file photo|foto:", re.IGNORECASE)  # fmt: skip


_AUTHOR = re.compile(r"author|byline")
_BY = re.compile(r"^(?:by|von|par|por|di)\s+", re.IGNORECASE)
_NO_PICTURE = re.compile(r"pixel|blank|spacer|placeholder|1x1|icon|logo|avatar")


def category(tree: Tree, row: Any, title: Any, anchor: Anchor, link: str | None, shown: str) -> str:
    """The category that a row names: by its mark, else a short link to a higher address.

    Else what stands in a box before the title in its link, or beside the date.
    """
    own = (set(title.iter()) | set(title.iterancestors())) - badges(title)
    return (
        _marked(row, title, own, anchor, shown)
        or _linked(tree, row, own, anchor, link, shown)
        or _before_title(title, shown)
        or _in_line(title, anchor, shown)
        or _by_date(title, anchor, shown)
    )


def _marked(row: Any, title: Any, own: set[Any], anchor: Anchor, shown: str) -> str:
    below = False
    for element in row.iter():
        below = below or element is title
        if not isinstance(element.tag, str) or element in own or element.tag in HIDDEN:
            continue
        hint = marks(element)
        if not hint or not CATEGORY.search(hint) or PERSON.search(hint) or CONTROLS.search(hint):
            continue
        if below and _TOLD.search(hint):
            continue  # a subtitle below the title tells more
        text = words(element)
        if _is_category(text, shown) and not _holds(element, anchor.element):
            return _first_of(element, text)
    return ""


def _linked(
    tree: Tree, row: Any, own: set[Any], anchor: Anchor, link: str | None, shown: str
) -> str:
    path: str | None = None
    for element in row.iter("a"):
        if element in own or PERSON.search(marks(element)) or CONTROLS.search(marks(element)) or _holds(anchor.element, element):  # fmt: skip
            continue
        text = words(element)
        if path is None:
            path = urlsplit(link).path if link else ""
        href = urlsplit(tree.absolute(element.get("href")) or "").path
        higher = href not in {"", path} and len(href) < max(len(path), 2)
        if higher and _is_category(text, shown) and "author" not in href and not _FILE.search(href):
            return text
    return ""


def _before_title(title: Any, shown: str) -> str:
    boxes = before_block(title)
    texts = (words(each) for each in title if each in boxes) if boxes else ()
    return next((text for text in texts if _is_category(text, shown)), "")


def _in_line(title: Any, anchor: Anchor, shown: str) -> str:
    line = next(iter(date_line(title, anchor)), None)
    if line is None or PERSON.search(marks(line)):
        return ""
    text = words(line, frozenset((anchor.element,))).strip(EDGES)
    return text if _is_category(text, shown) else ""


def _by_date(title: Any, anchor: Anchor, shown: str) -> str:
    if not anchor.rest or anchor.element is title or PERSON.search(marks(anchor.element)):
        return ""
    if labels.labels(anchor.rest):  # "Updated:"
        return ""
    rest = anchor.rest.strip(EDGES)
    fits = _is_category(anchor.rest, shown) and _is_category(rest, shown)
    return rest if fits and len(rest.split()) <= 3 else ""


def _first_of(element: Any, text: str) -> str:
    links = [words(each) for each in element.iter("a")]
    named = [each for each in links if each]
    return named[0] if named else text.strip(" |•·/,")


def _is_category(text: str, title: str) -> bool:
    if not 2 <= len(text) <= 45 or len(text.split()) > 5 or text == title:
        return False
    if _CREDIT.search(text) or _COUNTED.search(text):
        return False
    return sum(c.isalpha() for c in text) >= len(text) * 0.6


def _holds(outer: Any, inner: Any) -> bool:
    return outer is inner or any(above is outer for above in inner.iterancestors())


def summary(row: Any, title: Any, anchor: Anchor, shown: str, category: str) -> str:
    """The text of a row that is neither title nor date: marked, or a paragraph."""
    own = set(title.iter()) | set(title.iterancestors())
    found = ""
    for element in row.iter():
        tag = element.tag
        if not isinstance(tag, str) or element in own or tag in HIDDEN or tag in HEADINGS:
            continue
        hint = marks(element)
        marked = bool(hint) and _SUMMARY.search(hint) is not None and not TITLE.search(hint)
        beside = tag == "li" and element.getprevious() is title  # a list of what the link says
        if not (tag == "p" or marked or beside) or _holds(element, anchor.element):
            continue
        text = words(element)
        least = 12 if text[:1] >= "\u3040" or _TOLD.search(hint) else 30
        if len(text) < least or clean.key(text) in {clean.key(shown), clean.key(category)}:
            continue
        if tag == "p" or len(text) > len(found):
            found = text
        if tag == "p":
            break
    return found if len(found) <= 1_500 else found[:1_500].rpartition(" ")[0] + " …"


def author(row: Any) -> str:
    """The name in a row that is marked as its author's."""
    for element in row.iter():
        if isinstance(element.tag, str) and _AUTHOR.search(marks(element)):
            text = words(element)
            if 3 <= len(text) <= 60 and not any(c.isdigit() for c in text):
                return _BY.sub("", text)
    return ""


_SOURCES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lsrc",
    "data-lazy",
    "data-img",
    "src",
)


def image(tree: Tree, row: Any) -> tuple[str, str]:
    """The address and the alt text of a row's image."""
    for element in row.iter("img"):
        for name in _SOURCES:
            found = tree.absolute(element.get(name))
            if found and not _NO_PICTURE.search(found.lower()):
                return found, clean.line(element.get("alt") or "")[:500]
    return "", ""


def section(tree: Tree, row: Any) -> str:
    """The heading of the block that a row stands in: before the list, or before what is around."""
    here = row
    for depth, above in enumerate(row.iterancestors()):
        if depth > 6 or here.tag in {"body", "main", "html"}:
            return ""
        text = _before(tree, here)
        if text:
            return text
        here = above
    return ""


def year(row: Any) -> str:
    """The year that is the heading over a row, or over the list that it stands in; "" without one."""
    for here in (row, *islice(row.iterancestors(), _HIGH)):
        for before in islice(here.itersiblings(*HEADINGS, preceding=True), 1):
            return yearly.year_of(words(before)) if is_small(before) else ""
    return ""


def _before(tree: Tree, element: Any) -> str:
    """The nearest heading among the siblings before an element, remembered for the next ones."""
    passed: list[Any] = []
    found = ""
    for before in element.itersiblings(preceding=True):
        if before in tree.memo:
            found = tree.memo[before]
            break
        passed.append(before)
        found = _heading_text(before, tree.language)
        if found:
            break
    for each in passed:
        tree.memo[each] = found
    return found


def _heading_text(element: Any, language: str | None) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if tag in HEADINGS or tag in {"header", "caption"} or (tag in BLOCKS and TITLE.search(marks(element))):  # fmt: skip
        if any(True for _ in element.iter("time")):
            return ""
        text = words(next(element.iter(*HEADINGS), element))  # beside it may be links to share
        if not 2 <= len(text) <= 60 or dates.day_word(text, language):
            return ""
        if not any(c.isdigit() for c in text) or headings.announces(text) or headings.quotes_readers(text):  # fmt: skip
            return text
    return ""
