"""The title of a row.

This module owns telling a title from a category, an author, a control or a text. It must not
know lists: it is given one element around one date.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from pagefeed import clean
from pagefeed.converters import asking
from pagefeed.converters.html import lines, phrases
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import (
    BLOCKS,
    HEADINGS,
    HIDDEN,
    holds_more,
    is_small,
    marks,
    words,
)
from pagefeed.converters.html.trunk import in_link

TITLE = re.compile(r"titl|\bttl\b|headline|heading|\bhead\b|zagolov|titre|titulo|überschrift|judul|entry-?name|p-name|story-?name")  # fmt: skip
CATEGORY = re.compile(r"categ|section|kicker|label|rubri|\btag|[-_]tag|topic|eyebrow|theme|channel|\bcat\b|[-_]cat\b|folder|badge|overline|dachzeile|p-category|subtitle")  # fmt: skip
PERSON = re.compile(r"author|byline|writer|reporter|avatar|source|agency|redak|p-author|vcard|user|credit")  # fmt: skip
CONTROLS = re.compile(r"share|social|button|\bbtn|comment|like|vote|rating|views?\b|count|more|icon|breadcrumb|pagination|paging|nav\b|menu")  # fmt: skip

_LESSER = re.compile(
    r"(?:sub|source|site|publisher|author)[-_]?(?:titl|head)"
)  # what stands by a title
PROFILE = re.compile(r"/(?:users?|u|profiles?|profil|authors?|autor|members?|login|log-in|signin|register|subscribe)(?:/|$)|^mailto:|[?&](?:login|user|uid|author|member|profile)=|/user-|user_info|viewprofile|\b(?:member|profile|user|userinfo)\.php")  # fmt: skip
# What a link may say of itself that leads to no page of one item (HTML 4.6.7, the microformat rel-tag).
_LISTS = frozenset(("tag", "category", "author"))
_BADGE = 25  # characters
_SUMMARY = 50  # characters
_LETTERS = ("strong", "b", "span", "em", "small", "i")
_STOPS = (".", "…", "。", "।", "۔")  # a kicker's headline has none at its end
_BESIDE = ("figcaption", "ul", "ol")  # in a link, beside its title
_BOXES = frozenset(("p", "div", "span", "strong", "b"))
_LABELLED = 30  # characters of what stands before the title in a link: its date, a label
_INSIDE = 24  # elements of a link
_SMALL = 12  # elements around a date and the text beside it
_ROW_TAGS = frozenset(("li", "p", "tr", "dd", "a", "td", "article", "div", "span", "table"))
_CELLS = 24  # elements in the cells of such a row of a table
_NAME = 3  # words of a writer's name, or fewer


def names_title(element: Any) -> bool:
    """Whether an element is marked as a title, and not as a subtitle."""
    return _names_title(marks(element))


def _names_title(hint: str) -> bool:
    return hint != "" and TITLE.search(_LESSER.sub("", hint)) is not None


def title_in(here: Any, anchor: Anchor, *, strict: bool) -> tuple[str, Any] | None:
    """The title in an element around a date: a heading, a marked text, a link, its own text."""
    without = frozenset({anchor.element}) if anchor.alone else frozenset()
    if here is anchor.element and not anchor.text:
        without = frozenset()
    inside = (
        frozenset(anchor.element.iterdescendants()) if anchor.alone and anchor.text else frozenset()
    )
    best: tuple[int, str, Any] | None = None
    for element in here.iter():
        tag = element.tag
        if (
            not isinstance(tag, str)
            or tag in HIDDEN
            or element in without
            or (element is here and tag != "a")
        ):
            continue
        kind = _title_kind(element, tag)
        if kind is None:
            continue
        if element in inside:
            continue
        link = _linked_part(element, tag, without)
        element = _above_text(link, without)  # noqa: PLW2901 - the title is a box in the link
        sure = element is not link
        text = cut(words(element, without | badges(element) | date_line(element, anchor)), anchor)
        if not phrases.plausible(text, strict=strict and not sure):
            continue
        if (
            best is None
            or kind < best[0]
            or (kind == best[0] == 2 and not strict and len(text) > len(best[1]))
        ):
            best = (kind, text, element)
            if kind == 0 and tag in HEADINGS:
                break
    if best is not None:
        return _whole(best[1], best[2]), best[2]
    return _own_title(here, anchor, without, inside, strict=strict)


def badges(element: Any) -> frozenset[Any]:
    """Small boxes in a title that are none of its words: a section's name, "12 photos"."""
    if next(iter(element), None) is None:
        return frozenset()
    found = []
    for child in element.iterdescendants("span", "em", "i", "b", "small", "strong", "div", "sup"):
        text = words(child) if is_small(child) else ""
        if 0 < len(text) <= _BADGE and len(text.split()) <= 3 and (
            phrases.COUNT.fullmatch(text) or (CATEGORY.search(marks(child)) and not TITLE.search(marks(child)))
        ):  # fmt: skip
            found.append(child)
    found += [each for each in element.iterdescendants(*_BESIDE) if _is_beside(each)]
    found += _touching_label(element)
    left = frozenset(found) | before_block(element)
    title = words(element, left) if left else ""
    longest = max((len(words(each)) for each in left), default=0)
    whole = phrases.plausible(title, strict=True) or (
        len(title) > longest and phrases.plausible(title, strict=False)
    )
    return left if whole else frozenset()


def _touching_label(element: Any) -> list[Any]:
    """The few words in letters of their own that a link begins with, and its title touches: a section."""
    first = next(iter(element), None)
    if (
        first is None
        or element.tag != "a"
        or first.tag not in _LETTERS
        or (element.text or "").strip()
    ):
        return []
    text, tail = words(first), first.tail or ""
    few = 0 < len(text) <= _BADGE and len(text.split()) <= 3
    touches = tail[:1].isupper() and text[-1:].islower()
    return [first] if few and touches and phrases.plausible(clean.line(tail), strict=True) else []


def _is_beside(element: Any) -> bool:
    """Whether a box is a picture's caption, or a list of sections."""
    if element.tag == "figcaption":
        return True
    return not holds_more(element, 5) and all(len(words(each)) <= _BADGE for each in element)


def date_line(link: Any, anchor: Anchor) -> frozenset[Any]:
    """The line in a link that shows the date and a word: `<dt>14 May <i>Sport</i></dt>`."""
    if not anchor.alone or next(anchor.element.iterancestors("a"), None) is not link:
        return frozenset()
    line = next(each for each in anchor.element.iterancestors() if each is link or each.tag in BLOCKS)  # fmt: skip
    if line is link:
        return frozenset()
    beside = words(line, frozenset((anchor.element,)))
    fits = 0 < len(beside) <= _BADGE and phrases.plausible(
        words(link, frozenset((line,))), strict=False
    )
    return frozenset((line,)) if fits else frozenset()


def before_block(element: Any) -> frozenset[Any]:
    """The short boxes in a link beside the one that holds its title: `<em>Sport</em><p>Title`."""
    if element.tag != "a" or not 2 <= len(element) <= 6 or (element.text or "").strip():
        return frozenset()
    if any((child.tail or "").strip() for child in element):
        return frozenset()
    shown = [(child, words(child)) for child in element if isinstance(child.tag, str)]
    main, title = max(shown, key=lambda each: len(each[1]), default=(None, ""))
    others = [(child, text) for child, text in shown if child is not main and text]
    if main is None or any(child.tag in HEADINGS or len(text) > _BADGE or text[-1] in ":：" for child, text in others):  # fmt: skip
        return frozenset()
    if _glued(element, others, title):
        return frozenset(child for child, _ in others)
    if main.tag not in {"p", "div", "strong", "b"} or not phrases.plausible(title, strict=True):
        return frozenset()
    style = (main.tag, main.get("class"))
    if any((child.tag, child.get("class")) == style for child, _ in others):
        return frozenset()
    return frozenset(child for child, _ in others)


def _glued(element: Any, others: list[tuple[Any, str]], title: str) -> bool:
    """Whether words would touch if a style didn't part them: `<b>Sport</b><span>Ajax wins</span>`."""
    if len(element) != 2 or len(others) != 1 or any(child.tail for child in element):
        return False
    first, text = others[0]
    if first is not element[0] or element[1].tag in BLOCKS or first.tag in BLOCKS:
        return False
    return text[-1].isalnum() and not title[0].islower() and phrases.plausible(title, strict=False)


def _whole(text: str, element: Any) -> str:
    """A title that the page cuts short, whole where its `title` attribute has it."""
    if not text.endswith(("…", "...")):
        return text
    start = clean.key(text.rstrip("….").rstrip())
    for each in (element, *element.iter("a"), *element.iterancestors("a")):
        stated = clean.line(each.get("title") or "")
        if len(stated) > len(text) - 2 and clean.key(stated).startswith(start):
            return stated
    return text


def _linked_part(element: Any, tag: str, without: frozenset[Any]) -> Any:
    """The link in a heading, where it is most of it: "updated 12.24" may stand beside it."""
    if tag == "a":
        return element
    links = [each for each in element.iter("a") if each.get("href")]
    longest = max(links, key=lambda each: len(words(each, without)), default=None)
    if longest is not None and len(words(longest, without)) >= 0.6 * len(words(element, without)) > 0:  # fmt: skip
        return longest
    return element


def _above_text(element: Any, without: frozenset[Any]) -> Any:
    """In a link that holds a summary the box with its title: a heading, or the longest before it."""
    if element.tag != "a":
        return element
    named = _named_in(element, without)
    if named is not None:
        return named
    if not 2 <= len(element) <= 6:
        return element
    marked = _marked_in(element, without)
    if marked is not None:
        return marked
    heading = next((each for each in element if each.tag in HEADINGS), None)
    if heading is not None:
        fits = phrases.plausible(words(heading, without), strict=False)
        return heading if fits and not is_control(heading) else element
    shown = [(each, words(each, without)) for each in element if each.tag in _BOXES and each not in without]  # fmt: skip
    texts = [(each, text) for each, text in shown if text]
    if len(texts) < 2:
        return element
    *before, (_, summary) = texts
    title, text = max(before, key=lambda each: len(each[1]))
    long = len(summary) + len(phrases.WIDE.findall(summary))
    if long < _SUMMARY or len(summary) < 1.5 * len(text) or not summary.endswith(_STOPS):
        return element
    return title if phrases.plausible(text, strict=False) else element


def _named_in(element: Any, without: frozenset[Any]) -> Any:
    """The box in a link that says what the link's `title` attribute says, above more; or None."""
    stated = clean.key(element.get("title") or "")
    if not stated or not phrases.plausible(stated, strict=True):
        return None
    said = clean.key(words(element, without))
    if said == stated or stated not in said[: _LABELLED + len(stated)]:
        return None
    boxes = islice(element.iterdescendants(), _INSIDE)
    return next((each for each in boxes if clean.key(words(each, without)) == stated), None)


def _marked_in(element: Any, without: frozenset[Any]) -> Any:
    """The one box in a link that is marked as the title; None where there is none, or several."""
    marked = [each for each in islice(element.iterdescendants(), _SMALL) if names_title(each)]
    if len(marked) != 1 or marked[0] in without:
        return None
    return marked[0] if phrases.plausible(words(marked[0], without), strict=False) else None


def is_control(element: Any) -> bool:
    """Whether an element is marked as a person, a category or a control, and not as a title."""
    hint = marks(element)
    other = PERSON.search(hint) or CONTROLS.search(hint) or CATEGORY.search(hint)
    return _leads_to_list(element) or (other is not None and not names_title(element))


def _leads_to_list(link: Any) -> bool:
    """Whether a link leads to all of a section or of a writer, as it says itself: `rel="tag"`."""
    relation = link.get("rel")
    return relation is not None and not _LISTS.isdisjoint(relation.lower().split())


def _title_kind(element: Any, tag: str) -> int | None:
    """0 for headings, 1 for what is marked as a title, 2 for links; None for the rest."""
    hint = marks(element)
    titled = _names_title(hint)
    if hint and (PERSON.search(hint) or CONTROLS.search(hint)) and not titled:
        return None
    if tag in HEADINGS:
        return None if CATEGORY.search(hint) and (not titled or _stands_over(element)) else 0
    if titled and tag not in {"ul", "ol", "table", "section"}:
        return 1
    if tag == "a" and element.get("href"):
        if PROFILE.search(element.get("href")) or _leads_to_list(element):
            return None
        return None if CATEGORY.search(hint) and not titled else 2
    return None


def _stands_over(heading: Any) -> bool:
    """Whether a higher heading follows: `<h5 class="category-title">Sport</h5><h1>Ajax wins</h1>`."""
    below = heading.getnext()
    return below is not None and below.tag in HEADINGS and below.tag < heading.tag


def _own_title(
    here: Any, anchor: Anchor, without: frozenset[Any], inside: frozenset[Any], *, strict: bool
) -> tuple[str, Any] | None:
    """The text beside the date in the same small element: `<p><span>date</span>Title</p>`.

    `inside` are the elements in the date's own, where that is nothing but the date.
    """
    if anchor.rest and here is anchor.element:
        text = cut(anchor.text, anchor)
        if here.tag == "td" and _is_writer(here, text):
            return None  # another cell holds the title
        return (text, here) if phrases.plausible(text, strict=strict) else None
    inside_link = here.tag == "a" or in_link(here)
    if not _is_small_row(here) or (here.tag in {"div", "article"} and not inside_link and strict):
        return None
    part = _marked_in(here, without) if inside_link else None
    if part is None:
        part = _own_part(here, without | inside, inside_link=inside_link, strict=strict)
    if part is not None:
        return cut(words(part, without), anchor), part
    text = cut(words(here, without | badges(here)), anchor)
    if _is_writer(here, text):
        return None
    if strict and any(2 * len(words(each)) > len(text) for each in here.iter("a") if each is not here):  # fmt: skip
        return None  # the link is the title, as short as it may be
    return (text, here) if phrases.plausible(text, strict=strict) else None


def _is_small_row(here: Any) -> bool:
    """Whether an element is small enough to have a row's title beside its date.

    A row of a table with more cells has it where no link does. A table without rows is one itself.
    """
    if here.tag not in _ROW_TAGS:
        return False
    size = sum(1 for _ in islice(here.iter(), _CELLS + 1))
    if size > _CELLS or (size > _SMALL and not (here.tag == "tr" and _only_points(here))):
        return False
    return here.tag != "table" or next(here.iter("tr"), None) is None


def _only_points(row: Any) -> bool:
    """Whether a table's row has links, none with a title: signs, numbers, or what asks to see it."""
    said = {words(each) for each in row.iter("a")}
    return bool(said) and all(
        asking.asks(text) or asking.points(text) or not any(map(str.isalpha, text)) for text in said
    )


def _own_part(here: Any, without: frozenset[Any], *, inside_link: bool, strict: bool) -> Any:
    """The first element in `here` whose words make a title; None where there is none."""
    for child in here.iter():
        if child is here or not isinstance(child.tag, str) or child in without:
            continue
        if child.tag in HIDDEN or (inside_link and _in_beside(child, here)):
            continue
        text = words(child, without)
        hint = marks(child)
        if child.tag == "a" and len(text.split()) <= _NAME and PROFILE.search(child.get("href") or ""):  # fmt: skip
            continue  # who wrote it
        if _leads_to_list(child):
            continue
        if (
            phrases.plausible(text, strict=strict)
            and not CATEGORY.search(hint)
            and not PERSON.search(hint)
        ):
            return child
    return None


def _is_writer(here: Any, text: str) -> bool:
    """Whether most of a text links to who wrote it."""
    return any(2 * len(words(each)) > len(text) and PROFILE.search(each.get("href") or "") for each in here.iter("a"))  # fmt: skip


def _in_beside(element: Any, here: Any) -> bool:
    """Whether an element is in a caption or a list of sections inside `here`."""
    for each in (element, *element.iterancestors()):
        if each is here:
            return False
        if each.tag in _BESIDE and _is_beside(each):
            return True
    return False


EDGES = " \t|•·–—-:,;/»«›‹[]()／｜●▪◦*"


def cut(text: str, anchor: Anchor) -> str:
    """A title without the date that stands in it."""
    if anchor.written is not None and anchor.rest and anchor.written.text in text:
        before, _, after = text.partition(anchor.written.text)
        first, last = before.strip(EDGES), after.strip(EDGES)
        if last and lines.says_nothing(first):
            first = ""
        text = f"{first} {last}" if first and last else (first or last)
        return clean.line(text)
    return text
