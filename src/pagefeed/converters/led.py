"""Rows in single lines that a label leads: "Review 12 March A new bridge", "posted 10h51 A title".

A day without a year, a time alone or an age in the middle of a line is too little for a stamp
there. Several such lines, one below the other, show that it is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pagefeed.converters import labels, usable
from pagefeed.converters.layout import Shape, Token, trimmed_start, width, words

_FEWEST = 3  # lines
_LABEL = 3  # words
_LONGEST = 25  # characters of a label
_TITLE = 2  # words
_SHORTEST = 10  # characters of a title


def read(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a page, with the stamps of such rows."""
    found = list(tokens)
    rows = [_row(token) for token in tokens]
    index = 0
    for known, group in groupby(rows, key=lambda row: row is not None):
        size = len(list(group))
        members = range(index, index + size)
        index += size
        if known and size >= _FEWEST and _of_one_list([tokens[i] for i in members]):
            for place in members:
                found[place] = rows[place] or tokens[place]
    return found


def _row(token: Token) -> Token | None:
    """A line as a row whose label stands before its stamp, and the title behind; or None."""
    if token.shape not in {Shape.TEXT, Shape.MID} or not token.written:
        return None
    stamp = token.written[0]
    before = token.text[: stamp.start].rstrip(" |•·:,–—-")
    after = trimmed_start(token.text[stamp.end :])
    if not usable.alone(stamp) or not 0 < words(before) <= _LABEL or width(before) > _LONGEST:
        return None
    if words(after) < _TITLE or width(after) < _SHORTEST or after[:1].islower():
        return None
    if labels.labels(before) or labels.publishes(before):
        return token._replace(shape=Shape.LEAD, stamp=stamp, before="", after=after)
    return token._replace(shape=Shape.MID, stamp=stamp, before=before, after=after)


def _of_one_list(lines: Sequence[Token]) -> bool:
    """Whether lines are items of a list, or most of them have a label that others have too."""
    if all(token.bullet for token in lines):
        return True
    led = [token.text.split(" ", 1)[0] for token in lines]
    return len(set(led)) * 2 <= len(led) and not any(token.bullet for token in lines)
