"""What a line among stamps looks like: a title, a category, a summary, a formula.

A line alone seldom tells; that it comes again on the page, or in most rows, does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pagefeed import clean
from pagefeed.converters import sections
from pagefeed.converters.layout import NUMBERED, Token
from pagefeed.converters.measures import is_prose, width, words
from pagefeed.converters.sheet import Sheet

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CUT = re.compile(r"(?:\.\.\.|…|\[(?:…|\.\.\.)\])$")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_STOPS = re.compile(r"[.,:;!?–—]")
_JOINT = re.compile(r"(?<=[a-zß-öø-ÿğışа-яёіїєўђ-џα-ώ])[A-ZÀ-ÖØ-ÞĞİŞА-ЯЁІЇЄЎЂ-ЏΑ-Ω]")
_JOINTS = 3  # of names, at least
_AND = re.compile(r"[/／・·|｜]")
_FIELD = 3  # words of a field's name, at most
_UNSTOPPED = re.compile(r"[\u0e01-\u0eff\u1780-\u17ff]")
_FULL_STOPS = (".", "。", "।", "։", "۔")
_SENTENCE = 6  # words
_AGENCY = re.compile(r"(?<=[.!?])\s\(\w[\w /,-]{1,24}\)$")
_CUT_SHORT = 4  # words of a summary that breaks off; "All news..." is none
_LABEL = 30  # characters, at most, of the one or two words of a label
_FRAMED = 2  # words that the frame of a line is made of
_LED = 3  # words of a label and of what it leads to, at most
_NAMED = 5  # words of a name and what its bearer is, at most
_TWICE = 2  # as often a short title stands on a page: in its list and among the most read
_MOSTLY = 8  # of ten rows
_FORMULA = 4  # rows in which a line stands word for word, at least


def summarises(token: Token) -> bool:
    """Whether a line says what a title's story is about."""
    if is_prose(token.text) or is_sentence(token.text):
        return True
    return _CUT.search(token.text) is not None and words(token.text) >= _CUT_SHORT


def are_numbered(rows: Sequence[Sequence[Token]]) -> bool:
    """Whether most rows have a line with a number in front: "2. The ferry sails again"."""
    told = sum(any(NUMBERED.match(token.text) for token in each) for each in rows)
    return told > 1 and told * 10 >= len(rows) * _MOSTLY


def are_cut(rows: Sequence[Sequence[Token]]) -> bool:
    """Whether each row is one line that breaks off: titles cut short."""
    return len(rows) > 1 and all(len(each) == 1 and _breaks_off(each[0].text) for each in rows)


def _breaks_off(text: str) -> bool:
    return text.endswith(("...", "…"))


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a full stop, or breaks off."""
    return _stops(_without_agency(text)) or _breaks_off(text)


def is_sentence(text: str) -> bool:
    """Whether a line ends as sentences do and titles seldom."""
    return words(text) >= _SENTENCE and _stops(_without_agency(text))


def _stops(text: str) -> bool:
    """Whether a full stop ends a text; Thai and its kin have none, and points behind short words."""
    return text.endswith(_FULL_STOPS) and not _UNSTOPPED.match(text[-2:-1])


def is_menu(text: str) -> bool:
    """Whether a line is names run together, as tabs are: "LatestLocalSportCulture"."""
    if _STOPS.search(text):
        return False
    joints = len(_JOINT.findall(text))
    return joints >= _JOINTS and joints * 2 > text.count(" ")


def _enumerates(text: str) -> bool:
    """Whether a line is but names of fields, signs between them: "製造/情報/サービス"."""
    parts = _AND.split(text) if " " not in text else [text]
    return len(parts) > 1 and all(0 < words(part) <= _FIELD for part in parts)


def _without_agency(text: str) -> str:
    """A sentence without the agency in brackets that tells it: "Lockout continues. (dpa)"."""
    return _AGENCY.sub("", text) if text.endswith(")") else text


def is_bracketed(text: str) -> bool:
    """Whether a whole line stands in brackets: "[PHOTO]", but not "[PHOTO] A title [2]"."""
    return bool(_BRACKETED.fullmatch(text))


@clean.remembering
def repeats(text: str) -> str:
    """What lines have in common that say one thing of each row: "5 comments", "12 comments"."""
    return NUMBER.sub("0", clean.key(text))


@clean.remembering
def frame(text: str) -> str:
    """The first word and the last of a line that counts something: "28 comments in Politics".

    Of a few words without a number the last: "Ann Tregear Reporter"; or what leads to a few:
    "More on: Harbours".
    """
    lead, colon, rest = repeats(text).partition(": ")
    if colon and _FRAMED <= words(lead) <= _LED and 0 < words(rest) <= _LED:
        return f"{lead}: …"
    said = repeats(text).split()
    if not any(map(str.isdigit, text)):
        return f"… {said[-1]}" if _FRAMED <= len(said) <= _NAMED else ""
    return f"{said[0]} … {said[-1]}" if len(said) > _FRAMED else ""


class Looks(NamedTuple):
    """The looks of lines in one block of stamps."""

    sheet: Sheet
    repeated: Counter[str]  # of the lines in the block and near it, by `repeats`
    rows: int
    numbered: bool = False  # whether its rows are: places of a ranking are titles then
    cut: bool = False  # whether its rows' titles are

    def kind(self, token: Token) -> str:
        """The one word for a line that says most of what it is."""
        if is_bracketed(token.text):
            return "bracketed"
        if self.is_formula(token):
            return "formula"
        if self.is_category(token):
            return "category"
        if summarises(token) and not self._is_cut(token):
            return "prose"
        if self.is_ranked(token):
            return "ranked"
        return "title" if self.title_like(token) >= 1.0 else "short"

    def title_like(self, token: Token) -> float:
        """How much a line looks like a title, from 0 to 1."""
        if self.is_category(token) or self.is_formula(token) or is_bracketed(token.text):
            return 0.0
        if sections.heads_list(token.text) or is_menu(token.text):
            return 0.0
        if (is_prose(token.text) or is_sentence(token.text)) and not self._is_cut(token):
            return 0.3
        if self.is_ranked(token) or token.text.endswith(":") or words(token.text) < 3:
            return 0.2
        if _breaks_off(token.text) and not self.cut:
            return 0.2
        return 1.0 if width(token.text) >= 20 else 0.5

    def is_ranked(self, token: Token) -> bool:
        """Whether a line is an item of a list with numbers beside the block: the most read."""
        return not self.numbered and NUMBERED.match(token.text) is not None

    def _is_cut(self, token: Token) -> bool:
        return self.cut and _breaks_off(token.text)

    def holds_title(self, lines: list[Token]) -> float:
        """How much the most title-like of some lines looks like one."""
        return max((self.title_like(token) for token in lines), default=0.0)

    def is_formula(self, token: Token) -> bool:
        """Whether a line stands in most rows, word for word but for numbers: no title does.

        Or counts, and begins and ends as those in most rows: "Published in Politics, 28 comments".
        """
        count = max(self.repeated[repeats(token.text)], self.repeated[frame(token.text)])
        if count >= _FORMULA and count * 10 >= self.rows * 6:
            return True
        # "Reading time: 8 minutes" in each of three rows.
        return count >= max(self.rows, _FORMULA - 1) and any(map(str.isdigit, token.text))

    def is_category(self, token: Token) -> bool:
        """Whether a line is short and comes again, or is but a word or two."""
        text = token.text
        if (words(text) > 5 and not _enumerates(text)) or width(text) > 45:
            return False
        if clean.key(text) == self.sheet.title:
            return False
        counts = any(map(str.isdigit, text))
        if not counts and self.repeated[repeats(text)] > 1:
            return True
        if self.sheet.labels[clean.key(text)] > _TWICE:
            return True
        return words(text) <= 2 and width(text) <= _LABEL
