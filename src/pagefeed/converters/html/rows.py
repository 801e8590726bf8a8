"""Rows of a page: what stands around a date, in lists that repeat.

This module owns finding each date's row and taking title, link, summary, category and
image from it. It must not decide what the dates mean: that is `resolve`'s.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

from pagefeed import dates
from pagefeed.converters.html import (
    cells,
    controls,
    daylists,
    dotted,
    fitting,
    flashes,
    flat,
    fronts,
    groups,
    headed,
    headlines,
    lengths,
    links,
    masthead,
    mentions,
    phrases,
    reach,
)
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import BLOCKS, Tree, words

# What may be left of a sign between date and title.
_LEADING = re.compile(r"(?:[-•·|:.]\s+)+")
_SHORT = 15  # characters of a link that is no headline


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
    anchors, headings = headed.part(
        tree, dotted.read(mentions.without(tree, anchors), tree.language)
    )
    everywhere = {anchor.element for anchor in anchors if not mentions.in_title(anchor)}
    bounds = {line for line, _ in headings}
    rows = [
        Row(element=line, anchor=anchor, title="", link=None, group=-2, heading=True)
        for line, anchor in headings
    ]
    owners: dict[Any, Row] = {}
    shown: dict[tuple[str | None, str], list[Row]] = {}
    lists = groups.of(anchors)
    for number, members in enumerate(lists):
        for row in _rows(tree, members, number, everywhere, bounds):
            if not row.heading and _is_of_head(row):
                continue
            held = owners.get(row.element) or _around(row, shown)
            if held is not None and not row.heading and row.anchor is not None:
                _merge(held, row, lone=[len(lists[each.group]) == 1 for each in (held, row)])
                continue
            owners[row.element] = row
            rows.append(row)
    rows.sort(key=lambda row: row.anchor.order if row.anchor else 0)
    _leave_titles(tree, rows)
    rows = [row for row in rows if row.heading or not _names_day(row.title, tree.language)]
    return fronts.without(lengths.without(controls.without(rows)))


def _leave_titles(tree: Tree, rows: list[Row]) -> None:
    """Give rows whose title is the heading above their date the section above that title."""
    known: dict[tuple[int, str], str] = {}  # of the rows so far, by their titles
    for row in rows:
        if row.titled is not None and row.section == row.title:
            above = cells.section(tree, row.titled)
            row.section = known.get((row.group, above), above)
        known[row.group, row.title] = row.section


def _is_of_head(row: Row) -> bool:
    """Whether a day with its weekday in the page's head was taken for the date of a row below that."""
    written = row.anchor.written if row.anchor is not None else None
    if row.titled is None or written is None or not written.whole_day:
        return False
    assert row.anchor is not None
    return masthead.is_head(row.anchor.element) and not masthead.is_head(row.titled)


def _names_day(title: str, language: str | None) -> bool:
    """Whether a title is the word for a day, in a list of all days: "Yesterday,"."""
    return dates.day_word(title.rstrip(","), language) is not None


def _around(row: Row, shown: dict[tuple[str | None, str], list[Row]]) -> Row | None:
    """The row whose element holds the same headline: a day over a post, and the time under it."""
    same = shown.setdefault((row.link, row.title), [])
    for held in same if row.link and row.title else ():
        if held.titled is row.titled:
            return held
    same.append(row)
    return None


def _merge(held: Row, row: Row, *, lone: list[bool]) -> None:
    """Two dates of one row: the one that says more counts.

    A date without its like stands over a list, and is its page's: no row's that has one as the others do.
    """
    assert held.anchor is not None
    assert row.anchor is not None
    more = groups.weight(row.anchor) > groups.weight(held.anchor)
    if lone == [True, False] or (more and lone != [False, True]):
        row.others = [*held.others, held.anchor]
        for each in fields(Row):  # its title too: the other's lacks what it took for the date
            setattr(held, each.name, getattr(row, each.name))
    else:
        held.others.append(row.anchor)


def _rows(
    tree: Tree, members: list[Anchor], number: int, everywhere: set[Any], bounds: set[Any]
) -> Iterator[Row]:
    counts: Counter[Any] = Counter()
    # "Updated" stands in some rows beside the date that counts: those are no further rows.
    for anchor in [each for each in members if not each.later] or members:
        counts[anchor.element] += 1
        counts.update(anchor.element.iterancestors())
    flat: list[Anchor] = []
    found: list[Row] = []
    tops = {id(anchor): _top(anchor, counts, lone=len(members) == 1) for anchor in members}
    days = daylists.find(tree, [(anchor, tops[id(anchor)]) for anchor in members], everywhere)
    for anchor in members:
        if id(anchor) in days:
            yield from _under(tree, anchor, *days[id(anchor)], number)
            continue
        row = _row(tree, anchor, tops[id(anchor)], number)
        if row is None:
            flat.append(anchor)
        elif len(members) > 1:
            found.append(row)
        elif _stands_alone(tree, row):
            if row.category == anchor.rest.strip(headlines.EDGES):
                row.category = ""  # what stands by a lone date may be a photographer
            found.append(row)
    yield from _alike(tree, found, tops)
    if len(members) == 1:  # among others it may reach further
        tops = {id(anchor): _top(anchor, counts, lone=False) for anchor in flat}
    if flat:
        yield from _without_box(tree, members, flat, tops, number, everywhere, bounds)


def _without_box(
    tree: Tree,
    members: list[Anchor],
    left: list[Anchor],
    tops: dict[int, Any],
    number: int,
    everywhere: set[Any],
    bounds: set[Any],
) -> Iterator[Row]:
    """The rows of the dates `left` of a list's members: of short news, and among neighbours."""
    timed = flashes.find(tree, [(each, tops[id(each)]) for each in members if id(each) in tops])
    for anchor in [each for each in left if id(each) in timed]:
        box, (title, element) = timed[id(anchor)]
        yield _filled(tree, anchor, box, box, title, element, None, number)
    left = [each for each in left if id(each) not in timed]
    if left:
        among = [(each, tops[id(each)]) for each in left]
        yield from _flat(tree, among, number, everywhere, bounds)


def _stands_alone(tree: Tree, row: Row) -> bool:
    """Whether a date without its like on the page makes a row: by heading and link, or `<time>`."""
    anchor = row.anchor
    assert anchor is not None
    if row.link is None or not anchor.alone or anchor.time_only:
        return False
    if tree.url is not None and _site(tree.url) != _site(row.link):
        return False  # a picture's source
    if not phrases.plausible(row.title, strict=True) or phrases.short(row.title):
        return False
    addresses = {each.get("href") for each in row.element.iter("a") if len(words(each)) > _SHORT}
    return len(addresses) < 2 or fitting.is_named(row.titled, linked=False)


def _site(address: str) -> str:
    return ".".join((urlsplit(address).hostname or "").rsplit(".", 2)[-2:])


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
            title = headlines.cut(words(element), row.anchor)
            if _place(element) == usual and phrases.plausible(title, strict=False):
                link = links.of(tree, top, element)
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
        if depth > (5 if lone else 12) or (
            above.tag in {"ul", "ol", "table", "tbody", "dl"} and lone
        ):
            break
        here = above
    return here


def _row(tree: Tree, anchor: Anchor, top: Any, number: int) -> Row | None:
    """The row of a date, from the smallest element around it that has a title."""
    path = reach.path(anchor, top)
    beside: Row | None = None  # "By Ann" may stand by the date; a title further out is better
    for strict in (True, False):
        for here in path:
            found = headlines.title_in(here, anchor, strict=strict)
            if found is None:
                continue
            title, element = found
            if fitting.explains(here, element, top) or fitting.labels(anchor, element, top):
                continue
            link = links.of(tree, here, element)
            linked = link is not None or (
                links.is_linked(element) and phrases.plausible(title, strict=True)
            )
            fits = (
                fitting.covers(here, element, title)
                if linked
                else fitting.stands_unlinked(here, element, anchor, title)
            )
            if not fits or (beside is not None and not fitting.is_named(element)):
                continue
            if beside is not None and not linked and not strict:
                continue
            row = _filled(tree, anchor, here, top, title, element, link, number)
            if fitting.is_named(element):
                return row
            beside = row
        if beside is not None and beside.link is not None:
            return beside
    return beside


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
    title = title[match.end() :] if (match := _LEADING.match(title)) else title
    row = reach.extent(core, top, element)
    if link is None:
        link = _only_link(tree, row)
    image, alt = cells.image(tree, row)
    category = cells.category(tree, row, element, anchor, link, title)
    return Row(
        element=row,
        anchor=anchor,
        title=title,
        link=link,
        group=number,
        summary=cells.summary(row, element, anchor, title, category),
        category=category,
        section=cells.section(tree, row),
        image=image,
        alt=alt,
        author=cells.author(row),
        line=element.sourceline or 0,
        titled=element,
    )


def _only_link(tree: Tree, row: Any) -> str | None:
    """The one address that a row links to, below its title: "Read more"."""
    links = {each.get("href") for each in row.iter("a") if each.get("href")}
    found = {tree.absolute(each) for each in links if not each.startswith("#")}
    return next(iter(found)) if len(found) == 1 else None


# Lists without an element a row: `flat` finds what belongs together.


def _flat(
    tree: Tree,
    tops: list[tuple[Anchor, Any]],
    number: int,
    everywhere: set[Any],
    bounds: set[Any],
) -> Iterator[Row]:
    """Rows whose date and title are neighbours among many; the rest are day headings."""
    among = flat.titles(tree, tops, everywhere, bounds)
    for (anchor, top), found in zip(tops, among, strict=True):
        if found is not None:
            yield _neighbours(tree, anchor, top, found, number)
        elif _is_heading(anchor) and not headed.is_page_head(top):
            yield Row(element=top, anchor=anchor, title="", link=None, group=number, heading=True)


def _under(
    tree: Tree, anchor: Anchor, line: Any, titles: list[flat.Found], number: int
) -> Iterator[Row]:
    """The rows of a list whose day stands above it."""
    section = cells.section(tree, line)
    boxes = [
        next((e for e in each.iterancestors() if e.tag in BLOCKS), each) for _, each, _ in titles
    ]
    held = Counter(boxes)
    for (title, element, link), around in zip(titles, boxes, strict=True):
        box = around if held[around] == 1 else element
        image, alt = cells.image(tree, box)
        yield Row(
            element=box, anchor=anchor, title=title, link=link, group=number, image=image,
            alt=alt, section=section, line=element.sourceline or 0, titled=element,
            summary=cells.summary(box, element, anchor, title, ""),
        )  # fmt: skip


def _neighbours(tree: Tree, anchor: Anchor, top: Any, found: flat.Found, number: int) -> Row:
    title, element, link = found
    holder = next((e for e in (element, *element.iterancestors()) if e.getparent() is top.getparent()), element)  # fmt: skip
    category = cells.category(tree, top, element, anchor, link, title)
    image, alt = cells.image(tree, holder)
    return Row(
        element=top, anchor=anchor, title=title, link=link, group=number, image=image, alt=alt,
        section=cells.section(tree, top), line=element.sourceline or 0, titled=element,
        category=category, summary=cells.summary(holder, element, anchor, title, category),
    )  # fmt: skip


def _is_heading(anchor: Anchor) -> bool:
    written = anchor.written
    return anchor.alone and written is not None and written.has_date and not written.has_time
