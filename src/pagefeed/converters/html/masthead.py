"""The page's own day, told in a bar above its rows: "Thursday, 14 March 2019".

This module owns telling it from the day of an article, a byline or a row. It must not
know what times alone mean by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pagefeed import dates
from pagefeed.converters import labels
from pagefeed.converters.html import elsewhere, headlines, phrases
from pagefeed.converters.html.dated import updated
from pagefeed.converters.html.tree import (
    HEADINGS,
    HIDDEN,
    Tree,
    frames_page,
    has_digit,
    is_small,
    marks,
    words,
)
from pagefeed.dates import Written

if TYPE_CHECKING:
    from pagefeed.converters.html.rows import Row

_TEXTS = 100  # of a page's top in which its day may stand
_ELEMENTS = 5_000  # of it
_LONGEST = 80  # characters of a line with it
_BESIDE = 25  # characters beside a day with its weekday: a place, whose name day it is
_FEW = 3  # words beside it
_HIGH = 3  # boxes around it in which no headline stands
_OWN = re.compile(r"(?:^|[\s_-])(?:post|entry|article|story|teaser|byline|author|meta|publi\w*|posted|pub-?date|updat\w*)(?:$|[\s_-])")  # fmt: skip
_HEAD = re.compile(r"head|\btop|top\b|\bbar\b|[-_]bar\b|\bnav|kopf|tête|cabec|testa|baş|шапка")
_TODAY = re.compile(
    r"(?:^|[\s_-])(?:today|heute|hoy|oggi|dnes|bugun|current-?(?:date|day))(?:$|[\s_-])"
)
_APART = frozenset(("article", "figure", "figcaption", "form", "label", "blockquote"))


def find(tree: Tree, rows: list[Row]) -> Iterator[Written]:
    """The full dates that may be the page's own, above the first of its rows.

    Each has its weekday, or stands alone in its element.
    """
    body = tree.root.find("body")
    if body is None:
        return
    # A lone row may be the page's own day, taken for the date of what stands below.
    sizes = Counter(row.group for row in rows if not row.heading)
    lists = [row for row in rows if not row.heading and sizes[row.group] > 1]
    held = {row.element for row in lists} | {row.titled for row in lists}
    texts, elements, titled = 0, 0, False
    stack = [body]
    while stack and texts < _TEXTS and elements < _ELEMENTS and not titled:
        element = stack.pop()
        elements += 1
        if not isinstance(element.tag, str) or element.tag in HIDDEN:
            continue
        if _is_apart(element):
            if (written := _today(element, tree.language)) is not None:
                yield written
            continue
        if element in held:
            if any(above.tag == "header" for above in element.iterancestors()):
                continue  # a ticker in the page's head
            return
        titled = _is_headline(tree, element)
        texts += bool(element.text and not element.text.isspace())
        written = _day(element, tree.language)
        if written is None:
            stack.extend(reversed(element))
            continue
        texts += 1
        if not _is_of_other(tree, element, written):
            yield written


def _is_apart(element: Any) -> bool:
    """Whether an element is of one thing on the page, as a table's cell is with data.

    What is laid out as a table has large cells, and a first row that says nothing but the day.
    """
    if element.tag != "td" or not is_small(element):
        return element.tag in _APART and not frames_page(element)
    row = element.getparent()
    if row is None or row.getprevious() is not None or not is_small(row):
        return True
    return words(row) != words(element)


def _day(element: Any, language: str | None) -> Written | None:
    """The full date that an element's text is, or is with its weekday and a few words.

    "Today is", a paper's number, or in the page's head "updated", may stand before it, and more
    behind; so may the weather and the rates in the head.
    """
    if not is_small(element):
        return None
    text = words(element)
    if not 6 <= len(text) <= 2 * _LONGEST or not has_digit(text):
        return None
    found = [each for each in dates.find(text, language) if each.has_date]
    if len(found) != 1 or found[0].ranged:
        return None
    written = found[0] if found[0].has_year else _with_year(element, found[0])
    if written is None and found[0].weekday is not None and is_head(element):
        written = found[0]  # the year is that of the newest row
    if written is None or any(written.text in words(each) for each in element):
        return None  # or the box in it says it
    before = text[: written.start]
    if _says_today(before, language) or (updated(before) and is_head(element)):
        return written
    if written.whole_day and (labels.numbers_issue(before) or (not before and is_head(element))):
        return written
    return _beside_words(element, text, written, language) if len(text) <= _LONGEST else None


def _beside_words(
    element: Any, text: str, written: Written, language: str | None
) -> Written | None:
    """A day whose text says no more than its weekday, or that it is today's, and a few words."""
    rest = f"{text[: written.start]} {text[written.end :]}".strip(headlines.EDGES)
    word = dates.day_word(rest, language) if rest else None
    if word is not None and word.weekday is not None:
        written, rest = written._replace(weekday=word.weekday), ""
    elif word is not None and word.days_ago == 0:
        rest = ""
    if written.weekday is None or any(each.tag == "a" for each in (element, *element.iterancestors())):  # fmt: skip
        return None if rest else written
    return None if len(rest) > _BESIDE or len(rest.split()) > _FEW else written


def _today(element: Any, language: str | None) -> Written | None:
    """The day that a table's cell says is today's, or an issue's, or has for itself in the head."""
    if element.tag != "td" or not is_small(element):
        return None
    inner = element
    while len(inner) == 1 and words(inner[0]) == words(element):
        inner = inner[0]  # a <font>
    written = _day(inner, language)
    if written is None:
        return None
    before = words(element)[: written.start]
    if written.whole_day and (is_head(element) or labels.numbers_issue(before)):
        return written
    return written if _says_today(before, language) else None


def _says_today(before: str, language: str | None) -> bool:
    """Whether what stands before a date says that it is today's: "Today is", "Dziś jest:"."""
    if not 1 <= len(before.split()) <= _FEW:
        return False
    word = dates.day_word(before.partition(" ")[0], language)
    return word is not None and word.days_ago == 0


def _with_year(element: Any, written: Written) -> Written | None:
    """A day without its year, with the one that a `<time datetime>` states for the same day."""
    stated = dates.find((element.get("datetime") or "")[:10]) if element.tag == "time" else ()
    if len(stated) != 1 or not stated[0].has_year or stated[0].day != written.day:
        return None
    return written._replace(year=stated[0].year) if stated[0].month == written.month else None


def _is_of_other(tree: Tree, element: Any, written: Written) -> bool:
    """Whether a date is that of an article, of a link beside it, or of what is no news."""
    text = words(element)
    if elsewhere.holds(element) or (updated(text + marks(element)) and not is_head(element)):
        return True
    if _says_today(text[: written.start], tree.language) or _TODAY.search(marks(element)):
        return False
    if updated(text):
        return False  # the site's last update, in its head
    boxes = [each for each in element.iterancestors() if each.tag not in {"body", "html"}]
    if any(_OWN.search(marks(each)) for each in (element, *boxes[:_HIGH])):
        return True
    if _opens_headline(tree, element):
        return True
    if written.weekday is not None:
        return False
    if any(each.tag == "a" for each in (element, *boxes)):
        return True
    beside = (each for each in boxes[:_HIGH] if is_small(each))
    links = [words(link) for box in beside for link in box.iter("a")]
    strict = is_head(element)
    return any(phrases.plausible(each, strict=strict) for each in links)


def _opens_headline(tree: Tree, element: Any) -> bool:
    """Whether what follows a day is a headline, or on an article's page a box that one opens."""
    text = words(element)
    for here in (element, *element.iterancestors()):
        if here.tag == "body" or not is_small(here) or words(here) != text:
            return False
        following = next((each for each in here.itersiblings() if isinstance(each.tag, str)), None)
        if following is not None:
            opening = next((each for each in following.iter() if (each.text or "").strip()), None)
            around = [] if opening is None else [opening, *opening.iterancestors(*HEADINGS)]
            boxed = any(_is_headline(tree, each) for each in around) and tree.text is not None
            return _is_headline(tree, following) or boxed
    return False


def is_head(element: Any) -> bool:
    """Whether an element stands in the page's head, by its tag or its name."""
    return any(
        each.tag == "header" or _HEAD.search(marks(each)) is not None
        for each in (element, *element.iterancestors())
        if each.tag not in {"body", "html"}
    )


def _is_headline(tree: Tree, element: Any) -> bool:
    """Whether an element is an article's heading, and not the site's name."""
    if element.tag not in HEADINGS:
        return False
    homes = (urlsplit(tree.absolute(each.get("href")) or "").path for each in element.iter("a"))
    if any(path in {"", "/"} for path in homes):
        return False
    text = words(element)
    if element.tag == "h1" and tree.text is not None:
        return bool(text)
    return phrases.plausible(text, strict=True)
