"""The lines around the stamps of one block: between them, above the first, below the last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from statistics import median

from pagefeed import clean
from pagefeed.converters import asking, labels, manners
from pagefeed.converters import stamps as stamps_of
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import summarises
from pagefeed.converters.measures import words
from pagefeed.converters.sheet import Sheet
from pagefeed.dates import Written

_RULE = 10  # signs
_RULES = frozenset("━─═_-=*~")
_TABLED = 4  # stamps of a table, at least
_COLUMNS = 3  # of a table, at least
_HEAD = 2  # words over a column
_SIGN = 2  # characters of one that parts a row's lines
_RATED = re.compile(r"[-•]|(?=[\d.]*[A-Z])[A-Z\d.]{1,12}|[+−-]?\d+[.,]\d+\s?%")
DEEP = 6  # lines above the first stamp, or below the last, that can belong to a row


class Surroundings:
    """The lines of a block whose stamps stand on lines of their own.

    `stamps` are of (index of the first token, index of the last, stamp): a day and a time
    in lines that follow each other are one.
    """

    def __init__(
        self,
        sheet: Sheet,
        tokens: Sequence[Token],
        stamps: list[tuple[int, int, Written]],
        members: list[int],
    ) -> None:
        self.sheet = sheet
        self.tokens = tokens
        self.stamps = stamps
        self.inside = frozenset(members)
        self.ranges = [(a[1] + 1, b[0]) for a, b in pairwise(stamps)]
        near = tokens[max(0, stamps[0][0] - DEEP) : stamps[-1][1] + 1]
        self._item_signs = manners.item_signs(near)
        self._said = Counter(clean.key(token.text) for token in near if token.bullet)
        self.listed = self._listed()
        self.between = [self.texts(start, end) for start, end in self.ranges]
        self.usual = max(int(median([len(each) for each in self.between])), 1)  # lines of a row
        bullets = [token.bullet for each in self.between for token in each]
        self.bullet = sum(bullets) * 2 > len(bullets)  # whether the rows' lines are list items
        # Where but a few rows hold list items, these lead to what is related.
        self.items = 2 * sum(any(t.bullet for t in each) for each in self.between) >= len(
            self.ranges
        )
        self.counted = self._counted()
        self.above = self._texts_above()
        self.below = self._texts_below(max(self.usual, 2))

    def texts(self, start: int, end: int) -> list[Token]:
        """The lines of a range of tokens that can be a title, a category or a summary."""
        return [
            t
            for i, t in enumerate(self.tokens[start:end], start=start)
            if stamps_of.is_text(t) and i not in self.inside and not (self.listed and t.bullet)
            if not labels.category_of(t.text)
        ]

    def item(self, start: int, end: int, *, below: bool) -> list[Token]:
        """The lines of one row between two stamps: up to the next list item, or from it on."""
        cut = self.cut(start, end)
        if cut is None or cut == start:
            return self.texts(start, end)
        part = self.texts(start, cut) if below else self.texts(cut, end)
        return part or self.texts(start, end)

    def cut(self, start: int, end: int) -> int | None:
        """Where in a range of tokens the next list item begins, or what a rule parts off, if any."""
        if self.bullet or self.listed:
            return None
        ruled = next((i for i in range(start, end) if is_rule(self.tokens[i])), None)
        if ruled is not None:
            return ruled
        for index in range(start, end):
            token = self.tokens[index]
            if self._is_sign(token) or (self.items and token.bullet and self._opens(token)):
                return index
        return None

    def _is_sign(self, token: Token) -> bool:
        """Whether a line is the sign of a list item, not what parts an item's author from its stamp."""
        return token.shape is Shape.MARKER and token.text in self._item_signs

    def begin_items(self) -> bool:
        """Whether a list item's sign stands between each two stamps: what follows it is of one row."""
        return all(any(map(self._is_sign, self.tokens[a:b])) for a, b in self.ranges)

    def first_item(self) -> list[Token]:
        """The lines above the first stamp from its list item's sign on, where all rows have one; or none."""
        if not self.begin_items():
            return []
        first = self.stamps[0][0]
        for index in range(first - 1, max(first - DEEP - 1, -1), -1):
            if self._is_sign(self.tokens[index]):
                return self.texts(index, first)
        return []

    def summaries_in_items(self) -> list[Token | None]:
        """Each row's summary below its stamp, where it ends the list item that a title began."""
        cuts = [(start, self.cut(start, end)) for start, end in self.ranges]
        told = [[] if cut is None else self.texts(start, cut)[:1] for start, cut in cuts]
        found = [next(filter(summarises, each), None) for each in (*told, self.below[:1])]
        return found if any(found[:-1]) else []

    def _opens(self, token: Token) -> bool:
        """Whether a list item opens a row: one that tells who wrote it, or where it stands, doesn't."""
        return not labels.signs(token.text) and self._said[clean.key(token.text)] == 1

    def _texts_above(self) -> list[Token]:
        """The lines right above the first stamp; nothing else may stand between."""
        found: list[Token] = []
        for token in reversed(self.tokens[: self.stamps[0][0]]):
            beside = (self.listed or self.related) and not found and token.bullet
            if _stands_between(token) or beside:
                continue
            if token.shape is Shape.NOISE and found and token.text in self._signs:
                continue
            if len(found) >= DEEP or not self._belongs(token, -1 - len(found)):
                break
            found.append(token)
        return found[::-1]

    @cached_property
    def related(self) -> bool:
        """Whether list items stand right above some stamps, and titles that are none above the others."""
        some = [lines for lines in self.between if lines and lines[-1].bullet]
        few = 0 < 2 * len(some) < len(self.between)
        return few and all(not lines[0].bullet for lines in some)

    @cached_property
    def heads(self) -> list[Token]:
        """The heads of a table's columns above its first row, one for each line of a row, or none.

        The first row's title stands between them and the first stamp.
        """
        stamped = {last - first + 1 for first, last, _ in self.stamps}
        if len(stamped) != 1 or len(self.stamps) < _TABLED:
            return []
        size = self.usual + stamped.pop()
        if size < _COLUMNS:
            return []  # two may be the tabs over a list
        found = self.above[-size - self.usual : -self.usual]
        if len(found) != size or words(self.above[-self.usual].text) <= _HEAD:
            return []
        short = all(words(t.text) <= _HEAD and not any(map(str.isdigit, t.text)) for t in found)
        return found if short else []

    @cached_property
    def _signs(self) -> set[str]:
        """The lone signs that stand in most rows: a bar between a row's tags and its source."""
        held = Counter(
            sign
            for start, end in self.ranges
            for sign in {t.text for t in self.tokens[start:end] if t.shape is Shape.NOISE}
            if 0 < len(sign) <= _SIGN and not sign.isalnum()
        )
        return {sign for sign, count in held.items() if count * 10 >= len(self.ranges) * 8}

    def _texts_below(self, depth: int) -> list[Token]:
        """The lines right below the last stamp."""
        found: list[Token] = []
        first = self.stamps[-1][1] + 1
        if self.counted and first < len(self.tokens) and self._is_noise(first):
            first += 1
        for token in self.tokens[first:]:
            if _stands_between(token) or (self.listed and not found and token.bullet):
                continue
            if len(found) >= depth or not self._belongs(token, len(found)):
                break
            if self.sheet.heads_discussion(token.text):
                break  # what readers wrote stands below
            found.append(token)
        return found

    def _listed(self) -> bool:
        """Whether each stamp is one of several list items that tell of a title outside the list.

        "Title", and below it "- by Ann Tregear", "- 3 May 2024", "- 5 comments".
        """
        tokens = self.tokens
        if not all(tokens[first].bullet for first, _, _ in self.stamps):
            return False
        others = outside = 0
        for start, end in self.ranges:
            bullets = [token.bullet for token in tokens[start:end]]
            others += any(bullets)
            outside += not all(bullets)
        return outside == len(self.ranges) and others * 10 >= outside * 8

    def _counted(self) -> bool:
        """Whether a bare number stands below most stamps: readers, comments."""
        count = sum(1 for start, end in self.ranges if start < end and self._is_noise(start))
        return count * 10 >= len(self.ranges) * 6

    def _is_noise(self, index: int) -> bool:
        return self.tokens[index].shape is Shape.NOISE

    def _belongs(self, token: Token, place: int) -> bool:
        """Whether a line can be one of a row's: a list item where those at its place are."""
        if not stamps_of.is_text(token):
            return False
        if token.bullet is self.bullet or token.bullet is False:
            return True
        size = place + 1 if place >= 0 else -place
        alike = [each[place].bullet for each in self.between if len(each) >= size]
        return sum(alike) * 10 >= len(self.between) * 8


def is_rule(token: Token) -> bool:
    """Whether a line is a rule across the page."""
    text = token.text
    return token.shape is Shape.NOISE and len(text) >= _RULE and set(text) <= _RULES


def _stands_between(token: Token) -> bool:
    """Whether a line says nothing and may stand inside a row: "Read more", "Photo: Ann Tregear".

    Or names the row's category, or by how much shares rose.
    """
    if labels.category_of(token.text):
        return True
    if token.shape is not Shape.NOISE:
        return False
    text = token.text
    said = asking.asks(text) or labels.credits_picture(text) or labels.counts_views(text)
    said = said or _RATED.fullmatch(text) is not None
    return said or labels.counts_in_brackets(text) or text[:1] == "["
