"""How much of a line's words a text has: a title says again what the text tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category

from pagefeed import clean
from pagefeed.converters.layout import Token
from pagefeed.converters.measures import width

_OPENING = 3_000  # characters of a text that tell its words
_STEM = 5  # letters
_LONG_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]{4,}|[\uac00-\ud7af]{2,}")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2,}")
_UNSPACED = re.compile(r"[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]{4,}")  # Thai and its like
_ASCII_WORD = re.compile(r"[a-z]{4,}")  # of a key: in small letters
_LETTERS = 4  # of those scripts, neighbours


def told(body: Sequence[Token]) -> frozenset[str]:
    """The beginnings of the words of a text, as far as its first paragraphs go."""
    size = 0
    found: set[str] = set()
    for token in body:
        found |= stems(token.text)
        size += width(token.text)
        if size > _OPENING:
            break
    return frozenset(found)


def shared(text: str, words: frozenset[str]) -> float:
    """How many of a line's words a text has too, from 0 to 1."""
    own = stems(text)
    return len(own & words) / len(own) if own else 0.0


def _without_marks(text: str) -> str:
    """A text without vowel signs: they are no letters for expressions, and would part its words."""
    if not any("\u0900" <= letter <= "\u109f" for letter in text):
        return text
    return "".join(letter for letter in text if category(letter)[0] != "M")


def stems(text: str) -> set[str]:
    """The beginnings of a text's longer words; of ideographs each two neighbours, of Thai letters four."""
    key = clean.key(text)
    if key.isascii():
        return {word[:_STEM] for word in _ASCII_WORD.findall(key)}
    key = _without_marks(key)
    found = {word[:_STEM] for word in _LONG_WORD.findall(key)}
    for run in _IDEOGRAPHS.findall(key):
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    for run in _UNSPACED.findall(key):
        found.update(run[place : place + _LETTERS] for place in range(len(run) - _LETTERS + 1))
    return found
