"""Lines that say again what others say: titles around stamps, pictures' descriptions, stamps in two forms.

This module owns telling which of them says nothing then.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pagefeed import clean
from pagefeed.converters.layout import Shape, Token, silenced
from pagefeed.converters.measures import words
from pagefeed.dates import Written

_HALF_DAY = 12 * 60  # minutes
_FEWEST = 3  # lines of a kind, before any of them is believed
_NEAR = 5  # lines below a picture's description within which its title stands
_TITLE = 3  # words
_COUNTER = 6  # characters of a counter that touches a title: "(124)"
_DESCRIBED = 25  # characters of a title with which a picture's description begins


def without_second_titles(tokens: list[Token]) -> list[Token]:
    """Tokens in which what stands right above a stamp and right below it again is said once.

    So is a section between the title and the stamp.
    """
    again: dict[int, str] = {}
    between: list[int] = []
    for index, token in enumerate(tokens[1:-2], start=1):
        below = tokens[index + 1]
        if token.shape is not Shape.STAMP or below.shape is not Shape.TEXT:
            continue
        if tokens[index + 2].stamp is not None:
            continue
        if tokens[index - 1].text == below.text:
            again[index + 1] = below.text
        elif index > 1 and _is_over_section(tokens[index - 2 : index], below):
            again[index + 1] = below.text
            between.append(index - 1)
    if len(set(again.values())) < 2:
        return tokens
    return silenced(tokens, {*again, *between})


def _is_over_section(above: Sequence[Token], again: Token) -> bool:
    title, section = above
    short = section.shape is Shape.TEXT and words(section.text) < _TITLE
    return short and title.text == again.text and words(title.text) >= _TITLE


def without_twins(tokens: list[Token]) -> list[Token]:
    """Tokens in which a title's picture, described by the title itself, says nothing."""
    keys = [clean.key(token.text) for token in tokens]  # a picture's may be in other capitals
    twins = [
        index
        for index, token in enumerate(tokens)
        if token.shape is Shape.TEXT and _twin(tokens, keys, index)
    ]
    found = list(tokens)
    for index in twins if len(twins) >= _FEWEST else ():
        found[index] = tokens[index]._replace(shape=Shape.NOISE)
        found[index + 1] = found[index + 1]._replace(gap=tokens[index].gap)
    return found


def _twin(tokens: list[Token], keys: list[str], index: int) -> bool:
    """Whether the same words stand soon below a line, with but labels and stamps between."""
    text = keys[index]
    for other in range(index + 1, min(index + _NEAR, len(tokens))):
        line = keys[other]
        if tokens[other].shape is Shape.NOISE:
            continue
        if line.startswith(text) and len(line) - len(text) <= min(_COUNTER, len(text)):
            return True
        if len(line) >= _DESCRIBED and text.startswith(line):
            return True  # "Title — Photo: Agency", and the title below it
        if words(text) < _TITLE or (tokens[other].shape is Shape.TEXT and words(line) > _TITLE):
            break
    return False


def without_stamps(tokens: list[Token]) -> list[Token]:
    """Tokens in which a stamp that states again what the one above it does says nothing.

    "14:12 | 2024-10-16" and below it "16/10/2024 02:12:40", of a clock that has twelve hours.
    """
    again = {index + 1 for index, pair in enumerate(pairwise(tokens)) if _states_again(*pair)}
    if len(again) < _FEWEST:
        return tokens
    return silenced(tokens, again)


def _states_again(above: Token, token: Token) -> bool:
    one, other = above.stamp, token.stamp
    if above.shape is not Shape.STAMP or token.shape is not Shape.STAMP or not (one and other):
        return False
    if not all(each.has_year and each.has_time for each in (one, other)):
        return False
    same = _numbers(one) == _numbers(other)
    return same and (one.minutes - other.minutes) % _HALF_DAY == 0


def _numbers(stamp: Written) -> list[int]:
    """The numbers of a full date, in no order."""
    if stamp.numbers:
        return sorted(map(int, stamp.numbers))
    return sorted((stamp.year or 0, stamp.month or 0, stamp.day or 0))
