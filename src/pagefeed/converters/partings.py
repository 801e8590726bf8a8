"""Where one run of stamps is two lists, one below the other.

A page sets its lists right below each other with but a heading between. Written in
opposite ways, or with rows of another height, they must be read apart: read as one,
every title of the second would get its neighbour's stamp. What a row is, `columns` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pagefeed import clean
from pagefeed.converters import columns, labels, manners, sections
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.measures import width, words
from pagefeed.converters.sheet import Sheet
from pagefeed.converters.stamps import is_text

_SURE = 2.0  # of `columns.direction`: one end's title more than the other's, at least
_SEVERAL = 3  # lines of a row; between two lists stand more then, or fewer
_FEWEST = 4  # stamps of a list beside which another is plainly none of them
_TOP = 5  # lines of a page in which it tells its own day
_NAMED = 2  # as often a section's name stands on a page: over its list, and in a menu
_ROWS = 2  # of one make beside rows of another: two lists
_SHORTER = 0.7  # what stands beside stamps where titles stand apart, than where it is titles
_MOSTLY = 7  # of ten rows
_LATEST = 8  # rows with labels below rows with titles
_MOST = 12  # headings of a run at which a parting is tried; more of them are categories


def parts(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> list[list[int]]:
    """The members of each list of a run; the run itself where nothing tells it apart."""
    place = 1 if _heads_labelled(tokens, members) else _comments(sheet, tokens, members[0])
    if 0 < place < len(members):
        return [members[:place], *parts(sheet, tokens, members[place:])]
    place = _labels_from(tokens, members)
    if place:
        return [members[:place], *parts(sheet, tokens, members[place:])]
    place = _loose_from(tokens, members) or _tight_from(tokens, members)
    if place:
        return [*parts(sheet, tokens, members[:place]), members[place:]]
    if any(tokens[index].shape is not Shape.STAMP for index in members):
        place = _bare_from(tokens, members) or _turned_from(tokens, members)
        if place:
            first, second = members[:place], members[place:]
            return [*parts(sheet, tokens, first), *parts(sheet, tokens, second)]
        alone = next(n for n, i in enumerate(members) if tokens[i].shape is not Shape.STAMP)
        if (
            alone < 2
            or not all(_apart(tokens, members[:alone]))
            or len(members) < alone + 2
            or (manners.labels_only(tokens, members) and not _goes_over(tokens, members, alone))
        ):
            return [members]
        return [members[:alone], members[alone:]]
    return _stacked(sheet, tokens, members)


def _goes_over(tokens: Sequence[Token], members: list[int], alone: int) -> bool:
    """Whether a list of bare stamps goes over into one whose stamps all have labels, of another make."""
    first, second = members[:alone], members[alone:]
    if min(len(first), len(second)) < _SEVERAL or any(
        tokens[i].shape is Shape.STAMP or manners.time_only(tokens[i]) for i in second
    ):
        return False
    between = list(filter(is_text, tokens[first[-1] + 1 : second[0]]))
    headed = any(sections.heads_list(t.text) for t in between)
    return headed and not any(manners.time_only(tokens[i]) for i in first)


def _comments(sheet: Sheet, tokens: Sequence[Token], first: int) -> int:
    """How many comments a heading right above the first stamp counts: "Comments (2)"; or 0."""
    for token in tokens[max(first - 2, 0) : first]:
        if labels.counts_comments(token.text) and sheet.heads_discussion(token.text):
            return int("".join(filter(str.isdecimal, token.text))[:4])
    return 0


def _bare_from(tokens: Sequence[Token], members: list[int]) -> int:
    """From which member on stamps stand alone, below some with labels beside them; or 0."""
    bare = [tokens[i].shape is Shape.STAMP for i in members]
    place = bare.index(True) if True in bare else 0
    if place < _SEVERAL or bare[place : place + _SEVERAL] != [True] * _SEVERAL:
        return 0
    if any(manners.day_only(tokens[i]) and manners.time_only(tokens[members[0]]) for i in members):
        return 0  # day headings
    return place


def _turned_from(tokens: Sequence[Token], members: list[int]) -> int:
    """From which member on stamps open their lines that ended those before, or the other way."""
    shapes = [tokens[i].shape for i in members]
    place = next((n for n, shape in enumerate(shapes) if shape is not shapes[0]), 0)
    if place < _ROWS or len(shapes) - place < _SEVERAL or len(set(shapes[place:])) > 1:
        return 0
    return place if {shapes[0], shapes[place]} == {Shape.LEAD, Shape.TAIL} else 0


def _labels_from(tokens: Sequence[Token], members: list[int]) -> int:
    """From which member on but labels stand beside the stamps, titles before; or 0."""
    held = [n for n, i in enumerate(members) if tokens[i].shape is not Shape.STAMP]
    long = [not manners.is_label(manners.rests(tokens, [members[n]])[0]) for n in held]
    count = next((n for n, each in enumerate(long) if not each), 0)
    place = held[count] if count else 0
    if not place or len(held) - count < _LATEST or any(long[count:]):
        return 0
    return place if manners.labels_only(tokens, members[place:]) else 0


def _apart(tokens: Sequence[Token], members: list[int]) -> list[bool]:
    """Of each two stamps, whether a line of text stands between them."""
    return [any(t.shape is Shape.TEXT for t in tokens[a + 1 : b]) for a, b in pairwise(members)]


def _loose_from(tokens: Sequence[Token], members: list[int]) -> int:
    """From which member on titles stand apart from labels with stamps, in rows before; or 0."""
    apart = _apart(tokens, members)
    if all(apart):
        return 0
    place = len(apart) - apart[::-1].index(False) + 1
    while place < len(members) and tokens[members[place]].shape is Shape.STAMP:
        place += 1  # a day that stands alone is none of the rows below
    first, second = members[:place], members[place:]
    if any(tokens[i].shape is Shape.STAMP for i in second) or not manners.rests(tokens, first):
        return 0
    if len(second) <= _ROWS or not manners.labels_only(tokens, second):
        return 0
    one, other = (median(map(width, manners.rests(tokens, each))) for each in (first, second))
    if other >= _SHORTER * one:
        return 0
    return place


def _tight_from(tokens: Sequence[Token], members: list[int]) -> int:
    """From which member on rows hold their titles, where those before have them apart; or 0."""
    if any(tokens[i].shape is Shape.STAMP for i in members):
        return 0
    apart = _apart(tokens, members)
    tight = 0
    while tight < len(apart) and not apart[-1 - tight]:
        tight += 1
    place = len(apart) - tight
    return place if tight >= _ROWS and place >= _ROWS and all(apart[:place]) else 0


def _stacked(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> list[list[int]]:
    """The members of each list of a run whose stamps stand on lines of their own."""
    if _stands_apart(tokens, members) or _heads_page(sheet, tokens, members):
        return [members[:1], *_stacked(sheet, tokens, members[1:])]
    places = _places(sheet, tokens, members)
    if len(places) > _MOST:
        return [members]
    fitting = [n for n in places if _differ(sheet, tokens, members[:n], members[n:])]
    if not fitting:
        return [members]
    place = max(fitting, key=lambda n: _even(tokens, members[:n]) + _even(tokens, members[n:]))
    return [members[:place], *_stacked(sheet, tokens, members[place:])]


def _stands_apart(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether the first stamp is the page's own: far more lines stand below it than in rows."""
    if len(members) < _FEWEST:
        return False
    sizes = [sum(map(is_text, tokens[a + 1 : b])) for a, b in pairwise(members)]
    usual = max(sizes[1:])
    return sizes[0] > 2 * usual > 0


def _heads_labelled(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether a day alone at a page's top stands over days that have labels beside them, all of them."""
    if len(members) <= _SEVERAL or tokens[members[0]].number > _TOP:
        return False
    if not manners.day_only(tokens[members[0]]):
        return False
    return all(
        tokens[i].shape is not Shape.STAMP and not manners.time_only(tokens[i]) for i in members[1:]
    )


def _heads_page(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether the first stamp is the page's own, near its top: below it titles stand above stamps."""
    stamp = tokens[members[0]].stamp
    if len(members) <= _FEWEST or tokens[members[0]].number > _TOP:
        return False
    if stamp is None or stamp.weekday is None or not stamp.has_year:
        return False
    following = tokens[members[1]].stamp
    if stamp.has_time and following is not None and following.weekday is not None:
        return not following.has_time  # rows that state all are written as the first
    leaning, _ = columns.direction(sheet, tokens, members[1:])
    return leaning <= -_SURE


def _places(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> list[int]:
    """Where in a run a heading stands between two stamps, with two stamps on either side."""
    between = [list(filter(is_text, tokens[a + 1 : b])) for a, b in pairwise(members)]
    usual = median(map(len, between)) if between else 0
    return [
        place
        for place in range(2, len(members) - 1)
        if any(_heads(sheet, each) for each in between[place - 1])
        and (usual < _SEVERAL or len(between[place - 1]) != usual)
    ]


def _heads(sheet: Sheet, token: Token) -> bool:
    short = token.shape is Shape.TEXT and words(token.text) <= 5 and width(token.text) <= 45
    return short and not token.bullet and sheet.labels[clean.key(token.text)] <= _NAMED


def _differ(sheet: Sheet, tokens: Sequence[Token], first: list[int], second: list[int]) -> bool:
    one, sizes = columns.direction(sheet, tokens, first)
    other, more = columns.direction(sheet, tokens, second)
    between = list(filter(is_text, tokens[first[-1] + 1 : second[0]]))
    holding = one < 0 or len(between) > 1  # a title below the one stamp and one above the other
    if abs(one) >= _SURE and abs(other) >= _SURE and (one > 0) is not (other > 0) and holding:
        whole, _ = columns.direction(sheet, tokens, [*first, *second])
        return abs(whole) < max(abs(one), abs(other))  # else they are as plainly one list
    if len(more) < _ROWS or not sizes:
        return False
    if _ages(tokens, first) is not _ages(tokens, second):
        return median(sizes) != median(more)
    if len(sizes) < _ROWS:
        return False
    usual, other = _usual(sizes), _usual(more)
    return 0 < usual != other > 0


def _even(tokens: Sequence[Token], members: list[int]) -> int:
    """How many rows are as high as most are."""
    sizes = Counter(sum(map(is_text, tokens[a + 1 : b])) for a, b in pairwise(members))
    return max(sizes.values(), default=0)


def _usual(sizes: list[int]) -> int:
    """How many lines most rows have; 0 where they differ."""
    size, count = Counter(sizes).most_common(1)[0]
    return size if count * 10 >= len(sizes) * _MOSTLY else 0


def _ages(tokens: Sequence[Token], members: list[int]) -> bool | None:
    """Whether all stamps count from the capture ("2 hours ago"), or none; None where some do."""
    told = {stamp.relative for i in members if (stamp := tokens[i].stamp) is not None}
    return told.pop() if len(told) == 1 else None
