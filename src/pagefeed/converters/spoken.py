"""Titles that speak of a day: "The fair opens on 16 May" above their stamps.

This module owns telling them from stamped lines, by the stamps right below. What a row is, it
must not know.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from pagefeed.converters import manners
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.measures import words

_FEWEST = 3  # stamps of a make, with titles above them
_TITLE = 3  # words
_SIDE = 2  # words on either side of a day in a title, at least


def without(tokens: list[Token]) -> list[Token]:
    """Tokens in which titles that speak of a day are titles, where whole stamps stand right below.

    "The fair opens on 16 May" above "14 May 2024, 10:00".
    """
    said = [index for index, token in enumerate(tokens) if token.shape is not Shape.NOISE]
    spoken = {one for one, other in pairwise(said) if _only_speaks(tokens[one], tokens[other])}
    spoken |= _among_titles(tokens, said)
    return [
        token._replace(shape=Shape.TEXT, stamp=None, before="", after="")
        if index in spoken
        else token
        for index, token in enumerate(tokens)
    ]


def _only_speaks(token: Token, below: Token) -> bool:
    stamp, whole = token.stamp, below.stamp
    if token.shape is not Shape.TAIL or not (stamp and whole and manners.says_little(below)):
        return False
    if not stamp.has_date or stamp.has_time or stamp.has_year or words(token.before) < _TITLE:
        return False
    return whole.has_time and whole.has_year and not below.gap


def _among_titles(tokens: list[Token], said: list[int]) -> set[int]:
    """The titles with a day inside, where those of other rows stand: right above a stamp of their make.

    "The meeting of 21 April: who stands" above "4 March 2016, by Ann — News", as others above theirs.
    """
    spoken = {
        one: other
        for one, other in pairwise(said)
        if tokens[other].stamp is not None and _holds_day(tokens[one])
    }
    if not spoken:
        return set()
    makes = Counter(_make(token) for token in tokens if token.stamp is not None)
    titled = Counter(
        _make(tokens[other]) for one, other in pairwise(said) if tokens[one].shape is Shape.TEXT
    )
    return {
        one
        for one, other in spoken.items()
        if titled[_make(tokens[other])] >= _FEWEST * makes[_make(tokens[one])]
    }


def _holds_day(token: Token) -> bool:
    """Whether a day stands inside of words that can be a title, or opens a sentence."""
    if token.stamp is None or token.stamp.has_time:
        return False
    if token.shape is Shape.LEAD:
        return token.prose and words(token.after) >= _TITLE
    if token.shape is not Shape.MID:
        return False
    return min(words(token.before), words(token.after)) >= _SIDE


def _make(token: Token) -> tuple[Shape, tuple[bool, ...]]:
    return token.shape, manners.manner(token)
