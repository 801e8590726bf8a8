"""Which day headings hold for which rows: those among a list's rows, and the one right above.

This module owns finding them from the rows, and the day of each as its neighbours tell it. It
must not know what times mean.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from pagefeed import dates
from pagefeed.converters.html import headed
from pagefeed.converters.html.tree import HEADINGS, holds_more

if TYPE_CHECKING:
    from pagefeed.converters.html.rows import Row

_HIGH = 3  # elements around a heading, one of which holds its rows
_DEEP = 5  # elements around a row
_FIRST = 3  # rows of a list that are looked at
_WIDE = frozenset(("body", "html", "main"))


class Heads:
    """The day headings of a page."""

    def __init__(self, rows: Iterable[Row], calendar: dates.Calendar, today: date | None) -> None:
        self._near: dict[Any, list[Row]] = {}  # by the elements around them
        self._among: dict[Any, list[Row]] = {}  # by the element that they stand in
        self._days: dict[int, date | None] = {}
        self._apart: dict[int, frozenset[date | None]] = {}
        self._places: dict[Any, int] = {}  # of the page's elements, where they are asked for
        self._headings: list[Any] = []  # of the page, in order
        rows = list(rows)
        titles = (row.titled for row in rows if row.titled is not None)
        self._titled = {
            each for title in titles for each in (title, *title.iterancestors(*HEADINGS))
        }
        chains: dict[Any, list[Row]] = {}
        for row in sorted((row for row in rows if row.heading), key=order):
            around = _around(row)
            for element in around:
                self._near.setdefault(element, []).append(row)
            self._among.setdefault(row.element.getparent(), []).append(row)
            chains.setdefault(around[-1] if around else None, []).append(row)
        for chain in chains.values():
            said = (row.anchor for row in chain if row.anchor is not None)
            days = headed.days(said, calendar, today)
            apart = frozenset(days)
            for row, day in zip(chain, days, strict=True):
                self._days[id(row)], self._apart[id(row)] = day, apart

    def day(self, heading: Row) -> date | None:
        """The day that a heading states."""
        return self._days[id(heading)]

    def apart(self, rows: Iterable[Row]) -> list[frozenset[date | None]]:
        """The days of the headings among the rows, each with those it follows and is followed by."""
        found = {id(days): days for row in rows if row.heading for days in [self._apart[id(row)]]}
        return list(found.values())

    def over(self, part: list[Row]) -> list[Row]:
        """A list's rows with the day headings among them, the one above and the one below."""
        first, last = order(part[0]), order(part[-1])
        above: Row | None = None
        for element in _above(part):
            held = self._near.get(element, [])
            place = bisect_left(held, first, key=order)
            if place and (above is None or order(held[place - 1]) > order(above)):
                above = held[place - 1]
        if above is not None and self._is_parted(above, part[0]):
            above = None
        among = self._among.get(home(part[0].element), [])
        start = bisect_right(among, first, key=order)
        inside = among[start : bisect_right(among, last, lo=start, key=order) + 1]
        return sorted([*part, *([] if above is None else [above]), *inside], key=order)

    def _is_parted(self, heading: Row, row: Row) -> bool:
        """Whether the name of another list stands between a day and a row, in letters as large."""
        largest = min((each.tag for each in heading.element.iter(*HEADINGS)), default="")
        if not largest:
            return False
        if not self._places:
            every = heading.element.getroottree()
            self._places = {element: place for place, element in enumerate(every.iter())}
            self._headings = list(every.iter(*HEADINGS))
        place = self._places.__getitem__
        start = bisect_right(self._headings, place(heading.element), key=place)
        end = bisect_left(self._headings, place(row.element), key=place)
        between = (each for each in self._headings[start:end] if each.tag <= largest)
        inside = set(heading.element.iter())
        return any(each not in inside and self._titled.isdisjoint(each.iter()) for each in between)


def order(row: Row) -> int:
    """Where a row's date stands in the page."""
    return row.anchor.order if row.anchor else 0


def home(element: Any) -> Any:
    """The list that a row stands in, for rows that one more element wraps."""
    parent = element.getparent()
    if parent is not None and not holds_more(parent, 1) and parent.getparent() is not None:
        return parent.getparent()
    return parent


def _around(heading: Row) -> list[Any]:
    """The boxes of a heading in which rows are its own."""
    around = list(heading.element.iterancestors())[:_HIGH]
    return around[:1] + [each for each in around[1:] if each.tag not in _WIDE]


def _above(part: list[Row]) -> Iterator[Any]:
    """The boxes of a list's first rows."""
    seen: set[Any] = set()
    for row in part[:_FIRST]:
        for element in islice(row.element.iterancestors(), _DEEP):
            if element not in seen:
                seen.add(element)
                yield element
