"""What stands beside a row's stamp, or on a line that says so by it: its section.

This module owns telling a section from who wrote the row and from what says what kind of date
it is. It must not know rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pagefeed.converters import categories, labels
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.measures import words

_LONGEST = 5  # words of a section
_AGENCY = re.compile(r"\([A-Z]{2,5}\)$")  # "Greenbelt MD (SPX)", where a text was written


def named(tokens: Sequence[Token], first: int, last: int, lines: set[int]) -> str:
    """The category that a line right by a stamp names so: "Category: News"; its line is taken."""
    for index in (first - 1, last + 1, first - 2, last + 2):
        token = tokens[index] if 0 <= index < len(tokens) else None
        if token is not None and (name := labels.category_of(token.text)):
            lines.add(token.number)
            return name
    return ""


def label(token: Token) -> str:
    """What stands beside a stamp: a category, where it says no more than that."""
    signed = token.shape is Shape.MID and token.stamp is not None and not token.stamp.has_date
    if signed or token.shape not in {Shape.TAIL, Shape.LEAD, Shape.MID}:
        return ""
    text = (token.before or token.after).strip()
    own = labels.labelled(token.before, token.after) or labels.signs(text)
    own = own or _AGENCY.search(text) is not None
    return "" if own or words(text) > _LONGEST or text[:1].isdigit() else text


def are_sections(beside: Sequence[str]) -> bool:
    """Whether what stands beside the stamps is the rows' sections: some of them come again."""
    people = 2 * sum(map(categories.is_name, beside)) > len(beside)
    return all(beside) and 1 < len(set(beside)) < len(beside) and not people
