"""Rows in single lines whose stamps labels stand beside: "Review 12 March A new bridge".

A day without a year, a time alone or an age in the middle of a line is too little for a stamp
there. Several such lines, one below the other, show that it is one: each begins with a label,
or all end in the same one ("A new bridge 13:40, today Trusted source 38"), or others end with bare
times ("A new bridge 13:40 Politics 38" below "A new bank 13:52 12").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from pagefeed.converters import labels, usable
from pagefeed.converters.layout import Shape, Token, trimmed_start
from pagefeed.converters.looks import repeats
from pagefeed.converters.measures import width, words

_FEWEST = 3  # lines
_LABEL = 3  # words before a stamp
_BEHIND = 4  # words behind it
_LONGEST = 25  # characters of a label
_TITLE = 2  # words
_SHORTEST = 10  # characters of a title


def read(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a page, with the stamps of such rows."""
    found = list(tokens)
    if sum(bool(token.written) for token in found) < _FEWEST:
        return found
    for make, believed in ((_led, _of_one_list), (_followed, _end_alike), (_timed, _end_bare)):
        rows = [make(token) if token.written else None for token in found]
        index = 0
        for known, group in groupby(rows, key=lambda row: row is not None):
            size = len(list(group))
            members = rows[index : index + size]
            if known and size >= _FEWEST and believed([row for row in members if row]):
                found[index : index + size] = [row for row in members if row]
            index += size
    return found


def _led(token: Token) -> Token | None:
    """A line as a row whose label stands before its stamp, and the title behind; or None."""
    if token.shape not in {Shape.TEXT, Shape.MID}:
        return None
    stamp = token.written[0]
    before = token.text[: stamp.start].rstrip(" |•·:,–—-(")
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
    if all(token.bullet or _bracketed(token) for token in lines):
        return True
    led = [token.text.split(" ", 1)[0] for token in lines]
    return len(set(led)) * 2 <= len(led) and not any(token.bullet for token in lines)


def _bracketed(token: Token) -> bool:
    """Whether a stamp in brackets leads to the title: "Ann Tregear (15 May): The long bridge"."""
    stamp, text = token.written[0], token.text
    return text[stamp.start - 1 : stamp.start] == "(" and text.startswith("):", stamp.end)


def _followed(token: Token) -> Token | None:
    """A line as a row whose title stands before its stamp, and a label behind; or None."""
    if token.shape is not Shape.TEXT:
        return None
    stamp = token.written[-1]
    before, after = token.text[: stamp.start].rstrip(), token.text[stamp.end :].strip()
    if stamp.time_alone or not usable.alone(stamp):
        return None
    if words(before) < _LABEL or not 0 < words(after) <= _BEHIND:
        return None
    return token._replace(shape=Shape.TAIL, stamp=stamp, before=before, after=after)


def _end_alike(lines: Sequence[Token]) -> bool:
    """Whether the same stands behind the stamps of most lines, but for numbers."""
    ends = Counter(repeats(token.after) for token in lines)
    return ends.most_common(1)[0][1] * 10 >= len(lines) * 6


def _timed(token: Token) -> Token | None:
    """A list item as a row whose title stands before a time alone, a label behind or none; or None."""
    stamp = token.written[-1]
    if not token.bullet or not stamp.time_alone:
        return None
    if token.shape is Shape.TAIL:
        return token
    before, after = token.text[: stamp.start].rstrip(), token.text[stamp.end :].strip()
    if token.shape is not Shape.TEXT or not usable.alone(stamp):
        return None
    if words(before) < _LABEL or not 0 < words(after) <= _BEHIND:
        return None
    return token._replace(shape=Shape.TAIL, stamp=stamp, before=before, after=after)


def _end_bare(lines: Sequence[Token]) -> bool:
    """Whether a third of the lines, and two at least, end with their times, or with a count behind."""
    bare = sum(not any(map(str.isalpha, token.after)) for token in lines)
    return bare >= _FEWEST - 1 and bare * 3 >= len(lines)
