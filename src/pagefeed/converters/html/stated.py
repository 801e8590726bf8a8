"""What is stated for programs about the day of an article: who says it, and how far that is trusted.

This module owns where such statements stand. Which of them counts is `published`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from pagefeed import clean, dates
from pagefeed.converters.html import asides, bylines, jsonld
from pagefeed.converters.html.dated import updated
from pagefeed.converters.html.jsonld import Linked
from pagefeed.converters.html.metadata import PUBLISHED, Metadata, properties
from pagefeed.converters.html.tree import Tree, marks, words
from pagefeed.model import Precision, Stamp

_TRUST_TITLE = 22
TRUST_WEAK = 30
TRUST_WRITTEN = 50
_WEAK = frozenset(PUBLISHED[PUBLISHED.index("created") :])  # also used for the page, not the text
_PROPERTIES = (("datePublished", 10), ("dc:created", 11), ("dc:date", 11), ("dateCreated", 13),
               ("created", 25))  # fmt: skip
_BELOW = 3  # elements right below the headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A date, and who says it."""

    stamp: Stamp
    by: str  # what says so, for the report
    trust: int  # 0 is most


def at_home(stamp: Stamp, zone: str) -> Stamp:
    """A stamp in UTC with the offset that the page's zone had then; others keep their own."""
    if stamp.when.utcoffset() or stamp.precision is Precision.DAY:
        return stamp
    local = stamp.when.astimezone(dates.zone(zone))
    fixed, _ = dates.localize(local.replace(tzinfo=None), zone)
    return replace(stamp, when=fixed) if fixed == stamp.when else stamp


def find(
    tree: Tree, linked: Linked, metadata: Metadata, title: Any, calendar: dates.Calendar
) -> Iterator[Said]:
    """Every date that is stated for programs, the most trusted kinds first."""
    for value, by, trust in _values(asides.around_title(tree, title), linked, metadata, title):
        stamp = dates.machine(value, calendar.zone)
        if stamp is not None:
            yield Said(stamp=at_home(stamp, calendar.zone), by=by, trust=trust)
            continue
        # "3/5/2012 10:00:00 AM" is not for programs, but stands where they look.
        found = dates.find(value, tree.language) if len(value) < 60 else ()
        said = calendar.stamp(found[0]) if len(found) == 1 and found[0].has_year else None
        if isinstance(said, Stamp):
            yield Said(stamp=said, by=by, trust=trust + 1)


def _values(
    tree: Tree, linked: Linked, metadata: Metadata, title: Any
) -> Iterator[tuple[str, str, int]]:
    """Every date that is stated for programs: the value, who says it, and its trust."""
    for name, trust in (("datePublished", 0), ("dateCreated", 12), ("uploadDate", 12)):
        if linked.article is not None:
            yield jsonld.text(linked.article.get(name)), f"JSON-LD {name}", trust
        if linked.page is not None:
            yield jsonld.text(linked.page.get(name)), f"JSON-LD {name}", 14
    for name in PUBLISHED:
        trust = TRUST_WEAK if name in _WEAK else 5
        for value in metadata.values.get(name, ()):
            yield value, f"<meta> {name}", trust
    for name, trust in _PROPERTIES:
        for element, value in properties(tree, name):
            if not asides.holds(element, tree):
                yield element.get("datetime") or element.get("content") or value, name, trust
    yield from ((each.get("title") or "", "hAtom", 15) for each in _abbreviated(tree))
    yield from (
        (each.get("datetime") or "", "<time>", trust) for each, trust in _times(tree, title)
    )
    yield from ((each, "<title>", _TRUST_TITLE) for each in _ending(tree, metadata))
    yield from ((value, "an attribute", 35) for value in _attributed(tree, title))


def _ending(tree: Tree, metadata: Metadata) -> Iterator[str]:
    """The day that ends the page's title, behind a bar: "Bridge mended | DW | 19.01.2020"."""
    shown = (clean.line(each.text or "") for each in tree.root.iter("title"))
    for text in islice((*metadata.values.get("og:title", ()), *shown), 3):
        part = text.rpartition("|")[2].strip()
        if text != part and _FULL_DAY.fullmatch(part):
            yield part


def _abbreviated(tree: Tree) -> Iterator[Any]:
    """Dates in hAtom's `<abbr class="published" title="2005-10-10T14:07:00-07:00">`."""
    for element in tree.root.xpath("//*[@title][contains(@class,'published')]"):
        if element.tag in _POINTED and not asides.holds(element, tree):
            yield element


_ATTRIBUTES = ("data-publish-date", "data-published", "data-published-at", "data-pubdate",
               "data-date", "data-datetime", "data-timestamp", "data-time", "data-published-date",
               "data-created", "data-utc", "data-epoch", "data-unixtime", "data-publishdate")  # fmt: skip


_POINTED = frozenset(("span", "abbr", "time", "small", "div", "em", "i", "p"))
_FULL_DAY = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _attributed(tree: Tree, title: Any) -> Iterator[str]:
    """Dates in `data-` attributes around the title."""
    head = head_of(title)
    if head is None:
        return
    for element in head.iter():
        if isinstance(element.tag, str) and element.attrib and not element.get("data-title"):
            for name in _ATTRIBUTES:
                value = element.get(name)
                if value and not asides.holds(element, tree):
                    yield value
            shown = element.get("title") or ""  # "3 years ago", with its date when pointed at
            if element.tag in _POINTED and _YEAR.search(shown) and not updated(marks(element)) and not asides.holds(element, tree):  # fmt: skip
                yield shown if dates.machine(shown, "UTC") is not None else ""


def _times(tree: Tree, title: Any) -> Iterator[tuple[Any, int]]:
    """`<time datetime>` of the article: `pubdate`, by class, then the one nearest to the title.

    With its trust: a lone one elsewhere counts where nothing is written by the headline.
    """
    found = [
        element
        for element in tree.root.xpath("//time[@datetime] | //relative-time[@datetime] | //time-ago[@datetime]")[:300]
        if not asides.holds(element, tree) and not updated(marks(element) + " " + words(element)[:60])
        and not updated(bylines.label_before(element))
    ]  # fmt: skip
    marked = [
        each
        for each in found
        if each.get("pubdate") is not None
        or re.search(r"publish|entry-date|post-date|dt-published|created", marks(each))
    ]
    head = head_of(title)
    below = [] if title is None else list(islice(title.itersiblings(), _BELOW))
    near = [
        each
        for each in found
        if (head is not None and _within(each, head))
        or any(each is other or _within(each, other) for other in below)
    ]
    yield from ((each, 20) for each in marked if each in near)
    yield from ((each, 20) for each in (*near, *marked))
    if len(found) <= 2:
        yield from ((each, TRUST_WRITTEN + 2) for each in found)


def head_of(title: Any) -> Any:
    """The part of the page around the title that still is its head and not the whole page."""
    if title is None:
        return None
    here = title
    for above in title.iterancestors():
        if above.tag in {"body", "html"}:
            break
        here = above
        if above.tag in {"article", "main"} or (above.get("itemtype") or "").lower().endswith(
            "article"
        ):
            break
    return here


def _within(element: Any, around: Any) -> bool:
    return any(above is around for above in element.iterancestors())
