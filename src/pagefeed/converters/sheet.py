"""A page while it is read: its tokens, its rows and blocks, and which lines are taken.

Data that the modules of this package hand to each other; the rules are theirs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pagefeed import clean
from pagefeed.converters import labels
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.measures import width, words
from pagefeed.dates import Written

_number = attrgetter("number")


class Row(NamedTuple):
    """One row as it is written: its words and its stamp, not yet decided."""

    line: int
    title: str
    stamp: Written
    summary: str = ""
    category: str = ""  # written in the row or on a line of its own above it
    heading: str = ""  # the heading that it stands under
    day: Written | None = None  # the day heading that it stands under
    before_day: bool = False  # no day heading above, but one further down


_LABELS = 3  # places of a line that says nothing of a row
_COUNTERS = 3  # lines that speak of comments, of rows rather than of a discussion


def by_heading(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows in order, those under one heading together."""
    return [list(under) for _, under in groupby(rows, key=attrgetter("heading"))]


@dataclass(slots=True, kw_only=True)
class Block:
    """Rows that are written in one way, under one heading or several."""

    rows: list[Row]
    shape: Shape
    heading: str = ""
    first: int = 0  # lines
    last: int = 0
    days: list[Written] = field(default_factory=list)  # its day headings, in order
    lines: set[int] = field(default_factory=set)  # all lines that it took


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A page's tokens and which of them are taken, with the reason for those left over."""

    tokens: tuple[Token, ...]
    taken: set[int] = field(default_factory=set)  # line numbers
    walls: set[int] = field(default_factory=set)  # lines across which no block goes on
    twins: set[int] = field(default_factory=set)  # titles that stand dated elsewhere
    why: dict[int, str] = field(default_factory=dict)  # line number: why it gave nothing
    labels: Counter[str] = field(default_factory=Counter)
    known: dict[tuple[object, ...], str] = field(default_factory=dict)  # moment: title's key
    title: str = ""  # the key of the article's, which may come again in lists
    stamps: int = 0  # lines with nothing else
    talks: int = 0  # lines that speak of comments
    said: str = ""  # the keys of all lines but paragraphs, when they were first asked for

    def __post_init__(self) -> None:
        for token in self.tokens:
            if token.shape is Shape.TEXT and words(token.text) <= 5 and width(token.text) <= 45:
                self.labels[clean.key(token.text)] += 1
                self.talks += labels.discusses(token.text)
            self.stamps += token.shape is Shape.STAMP

    def is_label(self, token: Token) -> bool:
        """Whether a short line stands by most stamps of the page: to share a row, or to save it."""
        return self.labels[clean.key(token.text)] >= max(_LABELS, self.stamps // 2)

    def heads_discussion(self, text: str) -> bool:
        """Whether a line stands over what readers wrote.

        One that stands in every row ("Comments: 5") counts the comments of that row.
        """
        return self.talks < _COUNTERS and labels.discusses(text)

    def says_again(self, token: Token) -> bool:
        """Whether another line says the same, or holds it: a list, or the way through the site."""
        if not self.said:
            self.said = "\n".join(clean.key(other.text) for other in self.tokens if not other.prose)
        return self.said.count(clean.key(token.text)) > 1

    def free(self, token: Token) -> bool:
        """Whether no converter took the line yet."""
        return token.number not in self.taken

    def between(self, first: int, after: int) -> tuple[Token, ...]:
        """The tokens of the lines from `first` on, up to the line `after`."""
        start = bisect_left(self.tokens, first, key=_number)
        return self.tokens[start : bisect_left(self.tokens, after, key=_number)]

    def leave(self, lines: Iterable[int], why: str) -> None:
        """Remember why lines give nothing, where nothing was remembered before."""
        for line in lines:
            self.why.setdefault(line, why)
