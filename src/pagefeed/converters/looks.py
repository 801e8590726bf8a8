"""What a line among stamps looks like: a title, a category, a summary, a formula.

A line alone seldom tells; that it comes again on the page, or in most rows, does.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from pagefeed import clean
from pagefeed.converters.layout import Token, is_prose, width, words
from pagefeed.converters.sheet import Sheet

_CUT = re.compile(r"(?:\.\.\.|…|\[(?:…|\.\.\.)\])$")
_FULL_STOPS = (".", "。", "।", "։", "۔")
_SENTENCE = 6  # words
_FORMULA = 4  # rows in which a line stands word for word, at least


def summarises(token: Token) -> bool:
    """Whether a line says what a title's story is about."""
    return is_prose(token.text) or _CUT.search(token.text) is not None or is_sentence(token.text)


def is_sentence(text: str) -> bool:
    """Whether a line ends as sentences do and titles seldom."""
    return words(text) >= _SENTENCE and text.endswith(_FULL_STOPS)


class Looks(NamedTuple):
    """The looks of lines in one block of stamps."""

    sheet: Sheet
    repeated: Counter[str]  # the keys of the lines in the block and near it
    rows: int

    def kind(self, token: Token) -> str:
        """The one word for a line that says most of what it is."""
        if self.is_category(token):
            return "category"
        if self.is_formula(token):
            return "formula"
        if summarises(token):
            return "prose"
        return "title" if self.title_like(token) >= 1.0 else "short"

    def title_like(self, token: Token) -> float:
        """How much a line looks like a title, from 0 to 1."""
        if self.is_category(token) or self.is_formula(token):
            return 0.0
        if is_prose(token.text) or is_sentence(token.text):
            return 0.3
        if token.text.endswith((":", "...", "…")) or words(token.text) < 3:
            return 0.2
        return 1.0 if width(token.text) >= 20 else 0.5

    def holds_title(self, lines: list[Token]) -> float:
        """How much the most title-like of some lines looks like one."""
        return max((self.title_like(token) for token in lines), default=0.0)

    def is_formula(self, token: Token) -> bool:
        """Whether a line stands in most rows, word for word: no title does."""
        count = self.repeated[clean.key(token.text)]
        return count >= _FORMULA and count * 10 >= self.rows * 6

    def is_category(self, token: Token) -> bool:
        """Whether a line is short and comes again, or is but a word or two."""
        text = token.text
        if words(text) > 5 or width(text) > 45:
            return False
        key = clean.key(text)
        return self.repeated[key] > 1 or self.sheet.labels[key] > 1 or words(text) <= 2
