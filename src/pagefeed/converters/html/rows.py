"""Rows of a page: what stands around a date, in lists that repeat.

This module owns finding each date's row and taking title, link, summary, category and
image from it. It must not decide what the dates mean: that is `resolve`'s.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pagefeed import clean
from pagefeed.converters.html.anchors import Anchor
from pagefeed.converters.html.tree import BLOCKS, HEADINGS, HIDDEN, Tree, marks, words

_TITLE = re.compile(r"titl|headline|heading|\bhead\b|zagolov|titre|titulo|überschrift|judul|entry-?name|p-name|story-?name")  # fmt: skip
_SUMMARY = re.compile(r"summar|excerpt|desc|teaser|lead\b|deck|dek\b|intro|snippet|standfirst|abstract|blurb|subtitle|text|anons|anriss|p-summary")  # fmt: skip
_CATEGORY = re.compile(r"categ|section|kicker|label|rubri|\btag|[-_]tag|topic|eyebrow|theme|channel|\bcat\b|[-_]cat\b|folder|badge|overline|dachzeile|p-category|subtitle")  # fmt: skip
_PERSON = re.compile(r"author|byline|writer|reporter|avatar|source|agency|redak|p-author|vcard|user|credit")  # fmt: skip
_CONTROLS = re.compile(r"share|social|button|\bbtn|comment|like|vote|rating|views?\b|count|more|icon|breadcrumb|pagination|paging|nav\b|menu")  # fmt: skip
_MAX_ROW = 3_000  # characters; a larger "row" is an article or a page


@dataclass(slots=True, kw_only=True)
class Row:
    """One row as it stands on the page, before its date is understood."""

    element: Any
    anchor: Anchor | None
    title: str
    link: str | None
    group: int  # rows of one list share it
    summary: str = ""
    category: str = ""
    section: str = ""
    image: str = ""
    alt: str = ""
    author: str = ""
    heading: bool = False  # not an item: a line that states the day of the rows below
    line: int = 0
    titled: Any = None  # the element that shows the title
    others: list[Anchor] = field(default_factory=list)  # further dates of the same row


def find(tree: Tree, anchors: list[Anchor]) -> list[Row]:
    """The rows of all lists on the page, and the day headings among them, in its order."""
    groups = _grouped(anchors)
    rows: list[Row] = []
    owners: dict[Any, Row] = {}
    for number, members in enumerate(groups):
        for row in _rows(tree, members, number):
            held = owners.get(row.element)
            if held is not None and not row.heading and row.anchor is not None:
                _merge(held, row)
                continue
            owners[row.element] = row
            rows.append(row)
    rows.sort(key=lambda row: row.anchor.order if row.anchor else 0)
    return rows


def _merge(held: Row, row: Row) -> None:
    """Two dates of one row: the one that says more counts."""
    assert held.anchor is not None
    assert row.anchor is not None
    if weight(row.anchor) > weight(held.anchor):
        held.others.append(held.anchor)
        held.anchor = row.anchor
        held.group = row.group
    else:
        held.others.append(row.anchor)


def weight(anchor: Anchor) -> int:
    """How much a date says: an instant for machines, a full date with a time, ..."""
    written = anchor.written
    if anchor.machine:
        return 9
    if anchor.later:
        return 0
    if written is None:
        return 0
    return 4 * written.has_year + 2 * (written.has_date or written.relative) + written.has_time


def _grouped(anchors: list[Anchor]) -> list[list[Anchor]]:
    """Anchors that stand in the same place of the same structure, in the page's order."""
    groups: dict[tuple[str, ...], list[Anchor]] = {}
    for anchor in anchors:
        groups.setdefault(_signature(anchor.element), []).append(anchor)
    return list(groups.values())


def _signature(element: Any) -> tuple[str, ...]:
    path = [element.tag, re.sub(r"[\d-]+", "", (element.get("class") or "").split(" ")[0])]
    path.extend(above.tag for above in element.iterancestors())
    return tuple(path)


def _rows(tree: Tree, members: list[Anchor], number: int) -> Iterator[Row]:
    counts: Counter[Any] = Counter()
    for anchor in members:
        counts[anchor.element] += 1
        counts.update(anchor.element.iterancestors())
    flat: list[Anchor] = []
    found: list[Row] = []
    tops = {id(anchor): _top(anchor, counts, lone=len(members) == 1) for anchor in members}
    for anchor in members:
        row = _row(tree, anchor, tops[id(anchor)], number)
        if row is None:
            flat.append(anchor)
        elif len(members) > 1 or _stands_alone(row):
            found.append(row)
    yield from _alike(tree, found, tops)
    if flat:
        yield from _flat(tree, flat, counts, number)


def _stands_alone(row: Row) -> bool:
    """Whether a date without its like on the page makes a row: by heading and link, or `<time>`."""
    anchor = row.anchor
    assert anchor is not None
    if row.link is None or not anchor.alone or anchor.time_only:
        return False
    return plausible(row.title, strict=True)


def _alike(tree: Tree, rows: list[Row], tops: dict[int, Any]) -> Iterator[Row]:
    """Rows of one list whose titles stand in the same place: most rows tell which it is."""
    places = Counter(_place(row.titled) for row in rows)
    if len(rows) < 3 or len(places) == 1:
        yield from rows
        return
    (usual, count), *_ = places.most_common(1)
    for row in rows:
        if count * 2 <= len(rows) or _place(row.titled) == usual:
            yield row
            continue
        assert row.anchor is not None
        top = tops[id(row.anchor)]
        for element in top.iter(usual[0]):
            title = _cut(words(element), row.anchor)
            if _place(element) == usual and plausible(title, strict=False):
                link = _link(tree, top, element, row.anchor)
                yield _filled(tree, row.anchor, top, top, title, element, link, row.group)
                break
        else:
            yield row


def _place(element: Any) -> tuple[str, ...]:
    parent = element.getparent()
    around = () if parent is None else (parent.tag, parent.get("class") or "")
    return (element.tag, element.get("class") or "", *around)


def _top(anchor: Anchor, counts: Counter[Any], *, lone: bool) -> Any:
    """The largest element around a date that holds no other date of its group."""
    here = anchor.element
    for depth, above in enumerate(here.iterancestors()):
        if above.tag in {"body", "html", "main"} or counts[above] > 1:
            break
        if depth > (5 if lone else 12) or above.tag in {"ul", "ol", "table", "tbody", "dl"} and lone:
            break
        here = above
    return here


def _row(tree: Tree, anchor: Anchor, top: Any, number: int) -> Row | None:
    """The row of a date, from the smallest element around it that has a title."""
    path = [anchor.element]
    if anchor.element is not top:
        for above in anchor.element.iterancestors():
            path.append(above)
            if above is top:
                break
    for strict in (True, False):
        for here in path:
            if here is anchor.element and (anchor.alone and anchor.text):
                continue
            if sum(1 for _ in here.iter()) > 400:
                break
            found = _title(here, anchor, strict=strict)
            if found is None:
                continue
            title, element = found
            link = _link(tree, here, element, anchor)
            if link is None and not _linkless(here, element, anchor):
                continue
            if link is not None and not _covered(here, element, title):
                continue
            return _filled(tree, anchor, here, top, title, element, link, number)
    return None


def _covered(here: Any, element: Any, title: str) -> bool:
    """Whether the link is the title's, and not one on a few words of a sentence."""
    if element.tag == "a" or element.tag in HEADINGS or here.tag == "a":
        return True
    if any(True for _ in element.iterancestors("a")):
        return True
    links = [words(each) for each in here.iter("a")]
    inner = [words(each) for each in element.iter("a")]
    if not inner:
        # The title itself isn't linked: "read more", or the image, is.
        return not any(len(text) > 3 and text in title for text in links)
    return max(map(len, inner)) >= 0.5 * len(title)


def _linkless(here: Any, element: Any, anchor: Anchor) -> bool:
    """Whether a row without a link may be one: it has a heading and a full date."""
    written = anchor.written
    full = bool(anchor.machine) or (written is not None and written.has_date)
    if not full:
        return False
    if element.tag in HEADINGS or any(e.tag in HEADINGS for e in element.iterancestors() if e is not here):  # fmt: skip
        return True
    return here.tag in {"li", "tr", "article", "dd", "p"} and len(words(here)) < 300


def _filled(
    tree: Tree,
    anchor: Anchor,
    core: Any,
    top: Any,
    title: str,
    element: Any,
    link: str | None,
    number: int,
) -> Row:
    row = _extent(core, top, element, anchor)
    image, alt = _image(tree, row)
    category = _category(row, element, anchor, link, title)
    return Row(
        element=row,
        anchor=anchor,
        title=title,
        link=link,
        group=number,
        summary=_summary(row, element, anchor, title, category),
        category=category,
        section=_section(row),
        image=image,
        alt=alt,
        author=_author(row),
        line=element.sourceline or 0,
        titled=element,
    )


def _extent(core: Any, top: Any, title: Any, anchor: Anchor) -> Any:
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


def _href(element: Any) -> str | None:
    if element.tag == "a":
        return element.get("href")
    for each in element.iter("a"):
        return each.get("href")
    for above in element.iterancestors("a"):
        return above.get("href")
    return None


# The parts of a row.


def plausible(text: str, *, strict: bool) -> bool:
    """Whether a text can be a title: some words; a category's name is shorter."""
    if not text or len(text) > 400:
        return False
    wide = sum(1 for c in text if "\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af")
    letters = sum(c.isalpha() for c in text)
    if letters < 3 or letters < len(text) * 0.35:
        return False
    if not strict:
        return letters >= 5 or wide >= 2
    return wide >= 8 or len(text) >= 20 or len(text.split()) >= 4


def _title(here: Any, anchor: Anchor, *, strict: bool) -> tuple[str, Any] | None:
    """The title in an element around a date: a heading, a marked text, a link, its own text."""
    without = frozenset({anchor.element}) if anchor.alone else frozenset()
    if here is anchor.element and not anchor.text:
        without = frozenset()
    best: tuple[int, str, Any] | None = None
    for element in here.iter():
        tag = element.tag
        if not isinstance(tag, str) or tag in HIDDEN or element in without or element is here and tag != "a":
            continue
        kind = _title_kind(element, tag)
        if kind is None:
            continue
        if anchor.alone and _contains(anchor.element, element):
            continue
        text = _cut(words(element, without), anchor)
        if not plausible(text, strict=strict):
            continue
        if best is None or kind < best[0] or (kind == best[0] == 2 and not strict and len(text) > len(best[1])):
            best = (kind, text, element)
            if kind == 0 and tag in HEADINGS:
                break
    if best is not None:
        return best[1], best[2]
    return _own_title(here, anchor, without, strict=strict)


def _title_kind(element: Any, tag: str) -> int | None:
    """0 for headings, 1 for what is marked as a title, 2 for links; None for the rest."""
    hint = marks(element)
    if hint and (_PERSON.search(hint) or _CONTROLS.search(hint)) and not _TITLE.search(hint):
        return None
    if tag in HEADINGS:
        return None if _CATEGORY.search(hint) and not _TITLE.search(hint) else 0
    if hint and _TITLE.search(hint) and tag not in {"ul", "ol", "table", "section"}:
        return 1
    if tag == "a" and element.get("href"):
        return None if _CATEGORY.search(hint) and not _TITLE.search(hint) else 2
    return None


def _own_title(
    here: Any, anchor: Anchor, without: frozenset[Any], *, strict: bool
) -> tuple[str, Any] | None:
    """The text beside the date in the same small element: `<p><span>date</span>Title</p>`."""
    if anchor.rest and here is anchor.element:
        text = _cut(anchor.text, anchor)
        return (text, here) if plausible(text, strict=strict) else None
    inside_link = here.tag == "a" or any(True for _ in here.iterancestors("a"))
    if here.tag not in {"li", "p", "tr", "dd", "a", "td", "article", "div", "span"}:
        return None
    if len(list(here.iter())) > 12 or (here.tag in {"div", "article"} and not inside_link and strict):
        return None
    for child in here.iter():
        if child is here or not isinstance(child.tag, str) or child in without:
            continue
        text = words(child, without)
        hint = marks(child)
        if plausible(text, strict=strict) and not _CATEGORY.search(hint) and not _PERSON.search(hint) and child.tag not in HIDDEN:  # fmt: skip
            return _cut(text, anchor), child
    text = _cut(words(here, without), anchor)
    return (text, here) if plausible(text, strict=strict) else None


def _contains(outer: Any, inner: Any) -> bool:
    return any(above is outer for above in inner.iterancestors())


_EDGES = " \t|•·–—-:,;/»«›‹[]()／｜●▪◦*"
_ENDS = " \t|•·–—,;:/»›‹[(／｜●▪◦*"


def _cut(text: str, anchor: Anchor) -> str:
    """A title without the date that stands in it."""
    if anchor.written is not None and anchor.rest and anchor.written.text in text:
        before, _, after = text.partition(anchor.written.text)
        first, last = before.strip(_EDGES), after.strip(_EDGES)
        text = f"{first} {last}" if first and last else (first or last)
        return clean.line(text)
    return text


def _link(tree: Tree, here: Any, element: Any, anchor: Anchor) -> str | None:
    """The title's address: of the link in it or around it, else the row's first that fits."""
    for each in element.iter("a"):
        found = _followed(tree, each)
        if found:
            return found
    for each in (element, *element.iterancestors("a")):
        found = _followed(tree, each) if each.tag == "a" else None
        if found:
            return found
    best: tuple[int, str] | None = None
    for each in here.iter("a"):
        found = _followed(tree, each)
        if not found or _CATEGORY.search(marks(each)) or _PERSON.search(marks(each)):
            continue
        length = len(urlsplit(found).path)
        if best is None or length > best[0]:
            best = (length, found)
    return best[1] if best is not None else None


def _followed(tree: Tree, element: Any) -> str | None:
    href = (element.get("href") or "").strip()
    if not href or href.startswith("#"):
        return None
    return tree.absolute(href)


def _category(row: Any, title: Any, anchor: Anchor, link: str | None, shown: str) -> str:
    """The category that a row names: by its mark, else a short link to a higher address."""
    own = set(title.iter()) | set(title.iterancestors())
    for element in row.iter():
        if not isinstance(element.tag, str) or element in own or element.tag in HIDDEN:
            continue
        hint = marks(element)
        if not hint or not _CATEGORY.search(hint) or _PERSON.search(hint) or _CONTROLS.search(hint):
            continue
        text = words(element)
        if _is_category(text, shown) and not _holds(element, anchor.element):
            return _first_of(element, text)
    path = urlsplit(link).path if link else ""
    for element in row.iter("a"):
        if element in own or _PERSON.search(marks(element)) or _CONTROLS.search(marks(element)):
            continue
        text = words(element)
        href = urlsplit(element.get("href") or "").path
        if _is_category(text, shown) and href and href != path and len(href) < max(len(path), 2) and "author" not in href:  # fmt: skip
            return text
    if anchor.rest and anchor.element is not title and _is_category(anchor.rest, shown):
        rest = anchor.rest.strip(_EDGES)
        if not _PERSON.search(marks(anchor.element)) and len(rest.split()) <= 3 and _is_category(rest, shown):  # fmt: skip
            return rest
    return ""


def _first_of(element: Any, text: str) -> str:
    links = [words(each) for each in element.iter("a")]
    named = [each for each in links if each]
    return named[0] if len(named) > 1 else text.strip(" |•·/,")


def _is_category(text: str, title: str) -> bool:
    if not 2 <= len(text) <= 45 or len(text.split()) > 5 or text == title:
        return False
    return sum(c.isalpha() for c in text) >= len(text) * 0.6


def _holds(outer: Any, inner: Any) -> bool:
    return outer is inner or any(above is outer for above in inner.iterancestors())


def _summary(row: Any, title: Any, anchor: Anchor, shown: str, category: str) -> str:
    """The text of a row that is neither title nor date: marked, or a paragraph."""
    own = set(title.iter()) | set(title.iterancestors())
    found = ""
    for element in row.iter():
        tag = element.tag
        if not isinstance(tag, str) or element in own or tag in HIDDEN or tag in HEADINGS:
            continue
        hint = marks(element)
        marked = bool(hint) and _SUMMARY.search(hint) is not None and not _TITLE.search(hint)
        if not (tag == "p" or marked) or _holds(element, anchor.element):
            continue
        text = words(element)
        if len(text) < 30 or clean.key(text) in {clean.key(shown), clean.key(category)}:
            continue
        if tag == "p" or len(text) > len(found):
            found = text
        if tag == "p":
            break
    return found if len(found) <= 1_500 else found[:1_500].rpartition(" ")[0] + " …"


def _author(row: Any) -> str:
    for element in row.iter():
        if isinstance(element.tag, str) and element.attrib and re.search(r"author|byline", marks(element)):  # fmt: skip
            text = words(element)
            if 3 <= len(text) <= 60 and not any(c.isdigit() for c in text):
                return re.sub(r"^(?:by|von|par|por|di)\s+", "", text, flags=re.IGNORECASE)
    return ""


_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lsrc", "data-lazy", "data-img", "src")


def _image(tree: Tree, row: Any) -> tuple[str, str]:
    for element in row.iter("img"):
        for name in _SOURCES:
            found = tree.absolute(element.get(name))
            if found and not re.search(r"(?:pixel|blank|spacer|placeholder|1x1|icon|logo|avatar)", found.lower()):  # fmt: skip
                return found, clean.line(element.get("alt") or "")[:500]
    return "", ""


def _section(row: Any) -> str:
    """The heading of the block that a row stands in: before the list, or before what is around."""
    here = row
    for depth, above in enumerate(row.iterancestors()):
        if depth > 6 or here.tag in {"body", "main", "html"}:
            return ""
        for before in here.itersiblings(preceding=True):
            text = _heading_text(before)
            if text:
                return text
        here = above
    return ""


def _heading_text(element: Any) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if tag in HEADINGS or tag in {"header", "caption"} or (tag in BLOCKS and _TITLE.search(marks(element))):  # fmt: skip
        if any(True for _ in element.iter("time")):
            return ""
        text = words(element)
        if 2 <= len(text) <= 60 and not any(c.isdigit() for c in text):
            return text
    return ""


# Lists without an element a row: `<dt>date<dd>title`, `<td>` rows in turn, `<br>`.


def _flat(
    tree: Tree, members: list[Anchor], counts: Counter[Any], number: int
) -> Iterator[Row]:
    """Rows whose date and title are neighbours among many; the rest are day headings."""
    tops = [(anchor, _top(anchor, counts, lone=False)) for anchor in members]
    elements = {top for _, top in tops}
    for anchor, top in tops:
        found = _neighbour(tree, top, anchor, elements)
        if found is not None:
            title, element, link = found
            yield Row(
                element=top, anchor=anchor, title=title, link=link, group=number,
                section=_section(top), line=element.sourceline or 0, titled=element,
                category=_category(top, element, anchor, link, title),
            )  # fmt: skip
        elif anchor.alone and anchor.written is not None and anchor.written.has_date and not anchor.written.has_time:  # fmt: skip
            yield Row(element=top, anchor=anchor, title="", link=None, group=number, heading=True)


def _neighbour(
    tree: Tree, top: Any, anchor: Anchor, dated: set[Any]
) -> tuple[str, Any, str | None] | None:
    """The title beside a date: what follows up to the next date, if that is one title alone."""
    if not anchor.alone:
        return None
    found: list[tuple[str, Any, str | None]] = []
    for after in top.itersiblings():
        if after in dated or after.tag in HEADINGS and found:
            break
        if not isinstance(after.tag, str) or after.tag in HIDDEN:
            continue
        if len(_links_in(after)) > 1:
            return None  # a list of its own: the date is its heading
        title = _title(after, anchor, strict=False)
        if after.tag == "a" or title is not None:
            text, element = title or (words(after), after)
            if plausible(text, strict=False):
                found.append((text, element, _link(tree, after, element, anchor)))
        if len(found) > 2:
            break
    linked = [each for each in found if each[2]]
    if len(linked) == 1:
        return linked[0]
    return None


def _links_in(element: Any) -> set[str]:
    """The addresses of links that could be titles."""
    links = [element] if element.tag == "a" else list(element.iter("a"))
    return {each.get("href") or "" for each in links if plausible(words(each), strict=False)}
