"""Where another list begins among stamped lines: with its name, or made in another way.

This module owns telling that from one line and its neighbours. It must not know what the rows
of either list are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pagefeed import clean
from pagefeed.converters import headings, labels, manners, sections
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.measures import words
from pagefeed.converters.sheet import Sheet
from pagefeed.dates import Written

_SHORT = 2  # words over what is to come; one alone may be a section
_NAMED = 40  # characters of a list's name
_TWICE = 2  # as often the name of a list stands on a page: in a menu, and over the list
_SEVERAL = 2  # rows of one make beside rows of another: two lists
_LATEST = 8  # rows of a run that are looked at when a line may be of another
_ROW = 5  # lines of a row from its label to its stamp, at most
_FEWEST = 3  # stamps that show how the stamps of a list are written


def begins(sheet: Sheet, tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether another list begins: with its name, or made otherwise."""
    named = _names_list(sheet, tokens[index]) and not (
        _heads_times(tokens, members, index) or _labels_row(tokens, members, index)
    )
    return (
        named
        or _begins_items(tokens, members, index)
        or _lists(tokens, members, index)
        or _below_article(tokens, members, index)
        or _heads_others(tokens, members, index)
        or _stands_off(tokens, members, index)
    )


def _names_list(sheet: Sheet, token: Token) -> bool:
    """Whether a line is the name of another list, and no label that stands in many rows."""
    if token.shape is not Shape.TEXT or len(token.text) > _NAMED:
        return False
    told = words(token.text) == _SHORT and headings.announces(token.text)  # "Events today"
    if not (told or sections.heads_list(token.text)):
        return False
    return sheet.labels[clean.key(token.text)] <= _TWICE


def _heads_times(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether a day stands over the name of a list of times: the day is theirs."""
    if not all(manners.day_only(tokens[i]) for i in members):
        return False
    following = manners.next_stamped(tokens, index)
    return following is not None and manners.time_only(following)


def _labels_row(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether a name stands where a short label stands in each row before it.

    As far above the next stamp, or right below its own.
    """
    if len(members) < _SEVERAL:
        return _ends_first_row(tokens, members[0], index)
    if index - members[-1] == 1:
        return all(_is_label(tokens[i + 1]) for i in members[:-1])
    near = range(index + 1, min(index + _ROW, len(tokens)))
    place = next((i - index for i in near if tokens[i].stamp is not None), 0)
    return place >= _SEVERAL and all(i >= place and _is_label(tokens[i - place]) for i in members)


def _ends_first_row(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Whether a short label ends the next row as well, which is as high as the first."""
    height = index - first
    ends = range(index, min(index + _SEVERAL * (height + 1), len(tokens) - 1), height + 1)
    stamped = (tokens[end + 1].shape is Shape.STAMP for end in ends)
    labelled = all(_is_label(tokens[end]) for end in ends)
    return height >= _SEVERAL and len(ends) == _SEVERAL and labelled and all(stamped)


def _is_label(token: Token) -> bool:
    return token.shape is Shape.TEXT and token.stamp is None and words(token.text) <= _SHORT


def _below_article(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether the one stamp above is an article's ("By Ann Tregear. Posted on"), as none below."""
    first, token = tokens[members[0]], tokens[index]
    if len(members) > 1 or first.shape is not Shape.TAIL or token.shape not in manners.ROW_SHAPES:
        return False
    return labels.posted(first.before) and not labels.posted(token.before)


def _heads_others(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether a day with its weekday stands over times, below rows with days in numbers alone."""
    stamp = tokens[index].stamp
    if stamp is None or stamp.weekday is None or not manners.day_only(tokens[index]):
        return False
    latest = [tokens[i] for i in members[-_LATEST:]]
    if len(latest) < _FEWEST or not all(map(_is_numbers, latest)):
        return False
    following = manners.next_stamped(tokens, index)
    return following is not None and manners.time_only(following)


def _stands_off(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether a stamp states what none before it does, farther below the last than they are apart."""
    stamp = tokens[index].stamp
    before = tokens[members[-1]].stamp
    if stamp is None or len(members) < _FEWEST or (before and _states(stamp) == _states(before)):
        return False
    latest = members[-_LATEST:]
    if _states(stamp) in {_states(each) for i in latest if (each := tokens[i].stamp) is not None}:
        return False
    gaps = [_lines(tokens, a, b) for a, b in pairwise(latest)]
    return _lines(tokens, latest[-1], index) > max(gaps)


def _states(stamp: Written) -> tuple[bool, ...]:
    return stamp.has_date, stamp.has_time, stamp.relative


def _lines(tokens: Sequence[Token], first: int, last: int) -> int:
    """The lines of text between two others."""
    return sum(token.shape is Shape.TEXT for token in tokens[first + 1 : last])


def _is_numbers(token: Token) -> bool:
    """Whether a line is a day that no letter stands in."""
    stamp = token.stamp
    return manners.day_only(token) and stamp is not None and not any(map(str.isalpha, stamp.text))


def _lists(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether rows of another make than all before begin here, right below each other."""
    first = tokens[index]
    if first.shape not in manners.ROW_SHAPES or not manners.says_little(tokens[members[-1]]):
        return False
    near = tokens[index : index + _FEWEST]
    made = manners.manner(first)
    return (
        len(near) == _FEWEST
        and all(t.shape is first.shape and manners.manner(t) == made for t in near)
        and all(
            manners.manner(tokens[i])[:2] != made[:2]
            for i in members[-_LATEST:]
            if tokens[i].shape is tokens[members[-1]].shape
        )
        and all(t.stamp is not None and (t.stamp.has_date or t.stamp.relative) for t in near)
    )


def _begins_items(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether rows from here on, or below a day here, are list items, or are none, unlike all before."""
    if manners.day_only(tokens[index]) and index + 1 < len(tokens):
        index += 1
    if tokens[index].shape not in manners.ROW_SHAPES or len(members) < _SEVERAL:
        return False
    latest = members[-_LATEST:]
    if any(tokens[i].shape is Shape.STAMP for i in latest):
        return False
    item = manners.is_item(tokens, index)
    following = next(
        (
            i
            for i in range(index + 1, min(index + 5, len(tokens)))
            if tokens[i].shape in manners.ROW_SHAPES
        ),
        None,
    )
    if following is None or manners.is_item(tokens, following) is not item:
        return False
    return all(manners.is_item(tokens, i) is not item for i in latest)
