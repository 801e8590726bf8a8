"""Rows with dates that are no news by what their titles look like: matches, rates, replies.

This module owns telling them, for text and HTML alike. What a row is, it must not know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pagefeed.converters.agendas import Told, is_ahead
from pagefeed.model import Precision

_FEWEST = 2  # rows of a list
_RATES = 3  # figures
_WORDS = 7  # of a match, at most
_SIDE = r"[^\W\d_][^-–—?!]{1,24}"
_MATCH = re.compile(
    rf"(?:[^:]{{2,20}}:\s)?{_SIDE}\s[-–—]\s{_SIDE}?(?:\s?\d{{1,3}}[-–:]\d{{1,3}}|\s[-–:])?"
)
_AGAINST = re.compile(rf"{_SIDE}\s(?:vs?\.?|gegen|contra)\s\S.{{2,60}}")
_FIGURE = re.compile(r"(?<![\w.,])[-+−$€£₽]{0,2}\d[\d.]*[.,]\d+(?![\w])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_REPLY = re.compile(r"(?:re|aw|sv|odp|ynt|вн)\s?:\s", re.IGNORECASE)


def are_matches(titles: Sequence[str], told: Sequence[Told]) -> bool:
    """Whether a list tells of matches, "Ajax - Porto", each later than the one above it, or to come.

    With their times. News run back, so that records of the form "Artist - Title" stay.
    """
    if len(titles) < _FEWEST or not all(map(_is_match, titles)):
        return False
    stamps = [stamp for _, stamp, _ in told if stamp is not None]
    known = [stamp.when for stamp in stamps if stamp.precision is not Precision.DAY]
    ahead = sum(is_ahead(refusal) for *_, refusal in told)
    forward = all(one < other for one, other in pairwise(known))
    return forward and len(known) + ahead == len(told)


def _is_match(title: str) -> bool:
    if _AGAINST.fullmatch(title) is not None:
        return True
    return len(title.split()) <= _WORDS and _MATCH.fullmatch(title) is not None


def tells_rates(title: str) -> bool:
    """Whether a title is but figures and what they are of: "USD 155.25 GBP 258.16 EUR 216.22"."""
    figures = len(_FIGURE.findall(title))
    return figures >= _RATES and len(_WORD.findall(title)) <= 3 * figures


def are_replies(titles: Sequence[str]) -> bool:
    """Whether a third of titles or more answer others, as posts of a forum do."""
    return sum(_REPLY.match(title) is not None for title in titles) * 3 >= len(titles) > 1
