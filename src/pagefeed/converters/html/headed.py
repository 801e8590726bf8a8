"""Day headings: "14 May 2024", "Yesterday" or "Monday" above rows that state only times.

This module owns telling them from the dates of rows, and which days they mean together.
It must not know titles.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from pagefeed import dates
from pagefeed.converters.html import anchors, mentions
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import HEADINGS, HIDDEN, Tree, frames_page, is_small, words

_BESIDE = 15  # characters beside the day in the line of its heading: "(12 items)"
_LONGEST = 30  # characters of a word for a day
_TURNS = 4  # links to the days around, at most
_APART = 2  # elements between a heading and its first row's box
_ROWS = frozenset(("li", "tr", "article", "ul", "ol", "table", "tbody", "dl", "body", "main"))
_LINKED = frozenset(("a", "nav", "label", "form", "header", "footer"))


class Heading(NamedTuple):
    """A day heading: the element that stands among the rows' boxes, and what it says."""

    element: Any
    anchor: Anchor


def part(tree: Tree, found: list[Anchor]) -> tuple[list[Anchor], list[Heading]]:
    """The dates of rows, and the day headings among all dates of a page.

    Words for days come in: as headings above times, or where other rows have their dates.
    """
    found = [each for each in found if not _turns_pages(each, tree.language)]
    said = _words(tree, found)
    every = anchors.numbered([*found, *said]) if said else found
    spoken = {each.element for each in said}
    beside = _beside(found, said) if said else set()
    timed = any(each.time_only for each in every)
    headings = list(_headings(every, spoken - beside)) if timed else []
    taken = {each.anchor.element for each in headings} | (spoken - beside)
    return [each for each in every if each.element not in taken], headings


def _turns_pages(anchor: Anchor, language: str | None) -> bool:
    """Whether links lead to the days before and after: "11.03.2019 | 13.03.2019"."""
    if anchor.machine or not anchor.alone or len(anchor.text) > 3 * _LONGEST:
        return False
    if not is_small(anchor.element):
        return False
    linked = [words(link) for link in itertools.islice(anchor.element.iter("a"), _TURNS + 1)]
    return 1 < len(linked) <= _TURNS and all(
        len(text) <= _LONGEST and any(each.has_date for each in dates.find(text, language))
        for text in linked
    )


def _words(tree: Tree, found: list[Anchor]) -> list[Anchor]:
    """The elements that show no more than a word for a day, on a page that has dates."""
    body = tree.root.find("body")
    if body is None or len(found) < 2:
        return []
    taken = {each.element for each in found}
    said: list[Anchor] = []
    for element in anchors.visible(body):
        text = element.text
        if not text or len(text) > 3 * _LONGEST or element in taken:
            continue
        text = text.strip()
        if not 2 <= len(text) <= _LONGEST or not text[-1].isalpha():
            continue
        written = dates.day_word(text, tree.language)
        if written is not None and is_small(element) and words(element) == text:
            widest = _widest(element, text)
            around = (widest, *widest.iterancestors())
            if not any(each.tag in _LINKED and not frames_page(each) for each in around):
                said.append(Anchor(element=widest, written=written, text=text))
    return said


def _widest(element: Any, text: str) -> Any:
    while (parent := element.getparent()) is not None and parent.tag not in _ROWS:
        if not is_small(parent) or words(parent) != text:
            break
        element = parent
    return element


def _beside(found: list[Anchor], said: list[Anchor]) -> set[Any]:
    """Those of the words that stand where other rows of their list have their dates."""
    places = {_place(each.element) for each in found if each.alone and each.text}
    return {
        each.element
        for each in said
        if each.written is not None and each.written.relative and _place(each.element) in places
    }


def _place(element: Any) -> tuple[Any, ...]:
    before, parent = element.getprevious(), element.getparent()
    return (
        element.tag,
        element.get("class"),
        None if before is None else before.tag,
        None if before is None else before.get("class"),
        parent.get("class"),
        *mentions.place(element)[2:],
    )


def _headings(every: list[Anchor], spoken: set[Any]) -> Iterator[Heading]:
    """The days that stand over times of one list, by what follows each of their kind."""
    groups: dict[Any, list[tuple[Heading, int]]] = {}
    for place, each in enumerate(every):
        if each.time_only and each.element not in spoken:
            continue
        if each.element in spoken and _is_tab(every, place, spoken):
            continue
        if each.element not in spoken and not _may_head(each):
            continue
        run = list(itertools.takewhile(lambda a: a.time_only and a.element not in spoken, every[place + 1 : place + 3]))  # fmt: skip
        if each.later and not all(map(_not_after, run, itertools.repeat(each))):
            continue
        box = _box(each, run[0]) if run else None
        key = None if each.element in spoken else mentions.place(each.element)
        heading = Heading(each.element if box is None else box, each)
        groups.setdefault(key, []).append((heading, len(run) if box is not None else 0))
    for key, members in groups.items():
        over = [heading for heading, count in members if count]
        if key is None or (any(count > 1 for _, count in members) and 2 * len(over) > len(members)):
            yield from over


def _not_after(time: Anchor, day: Anchor) -> bool:
    """Whether a time alone isn't after the one that stands beside a day."""
    assert time.written is not None
    assert day.written is not None
    return time.written.minutes <= day.written.minutes


def _is_tab(every: list[Anchor], place: int, spoken: set[Any]) -> bool:
    """Whether another word for a day stands right beside: "Today | Yesterday" are tabs."""
    beside = (*every[max(0, place - 1) : place], *every[place + 1 : place + 2])
    return any(each.element in spoken for each in beside)


def _may_head(anchor: Anchor) -> bool:
    written = anchor.written
    if written is None or not anchor.text:
        return False
    if anchor.later:  # a box's last update: "Stand: 16. Mai 2014, 14:20"
        return written.has_year and written.has_time and len(anchor.rest) <= _BESIDE
    if not anchor.alone and not (_ends_heading(anchor) and written.has_year):
        return False
    return (written.has_date or written.days_ago is not None) and not written.has_time


def _ends_heading(anchor: Anchor) -> bool:
    """Whether a heading ends in a day: "Archive: news of 12 March 2019"."""
    written = anchor.written
    headed = anchor.element.tag in HEADINGS and anchor.element.find(".//a") is None
    return headed and written is not None and anchor.text.endswith(written.text)


def _box(anchor: Anchor, first: Anchor) -> Any:
    """The heading's own line beside the box of its first row; None where they aren't so placed."""
    around = {anchor.element: None, **dict.fromkeys(anchor.element.iterancestors())}
    row = first.element
    while row is not None and row.getparent() not in around:
        row = row.getparent()
    if row is None or row in around:
        return None
    shared = row.getparent()
    line = anchor.element
    while line.getparent() is not shared:
        line = line.getparent()
        if line is None:
            return None
    if is_page_head(line) or not is_small(line) or len(words(line)) > len(anchor.text) + _BESIDE:
        return None
    between = 0
    for sibling in line.itersiblings():
        if sibling is row:
            return line
        if isinstance(sibling.tag, str) and sibling.tag not in HIDDEN and sibling.tag not in {"br", "hr"}:  # fmt: skip
            between += 1
        if between > _APART:
            return None
    return None


def is_page_head(line: Any) -> bool:
    """Whether a line among the boxes of rows is the page's head, whose day is the page's own."""
    return line.tag in {"header", "nav"} and line.getparent().tag == "body"


def days(said: Iterable[Anchor], calendar: dates.Calendar, today: date | None) -> list[date | None]:
    """The day of each heading of one list, from top to bottom; None where nothing tells it."""
    found: list[date | None] = []
    last: date | None = None
    now = calendar.today or today
    writings = [each.written for each in said if each.written is not None]
    # Weekdays alone may be a timetable's.
    counted = any(each.has_date or each.relative for each in writings)
    for written in writings:
        day = calendar.day_of(written) if written.has_date or written.relative else None
        if day is None and written.days_ago is not None and now is not None:
            day = now - timedelta(days=written.days_ago)
        if day is None and counted and written.weekday is not None and not written.has_date:
            before = now if last is None else last - timedelta(days=1)
            if before is not None and (last is not None or not found):
                day = dates.last_such(written.weekday, before)
        found.append(day)
        last = day
    return found
