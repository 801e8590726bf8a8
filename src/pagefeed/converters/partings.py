"""Where one run of stamps on lines of their own is two lists, one below the other.

A page sets its lists right below each other with but a heading between. Written in
opposite ways, or with rows of another height, they must be read apart: read as one,
every title of the second would get its neighbour's stamp. What a row is, `columns` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pagefeed import clean
from pagefeed.converters import columns
from pagefeed.converters.layout import Shape, Token, width, words
from pagefeed.converters.sheet import Sheet
from pagefeed.converters.stamps import is_text

_SURE = 2.0  # of `columns.direction`: one end's title more than the other's, at least
_SEVERAL = 3  # lines of a row; between two lists stand more then, or fewer
_FEWEST = 4  # stamps of a list beside which another is plainly none of them
_MOST = 12  # headings of a run at which a parting is tried; more of them are categories


def parts(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> list[list[int]]:
    """The members of each list of a run; the run itself where nothing tells it apart."""
    if _stands_apart(tokens, members):
        return [members[:1], *parts(sheet, tokens, members[1:])]
    places = _places(sheet, tokens, members)
    if len(places) > _MOST:
        return [members]
    for place in places:
        first, second = members[:place], members[place:]
        if _differ(sheet, tokens, first, second):
            return [first, *parts(sheet, tokens, second)]
    return [members]


def _stands_apart(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether the first stamp is the page's own: far more lines stand below it than in rows."""
    if len(members) < _FEWEST:
        return False
    sizes = [sum(map(is_text, tokens[a + 1 : b])) for a, b in pairwise(members)]
    usual = max(sizes[1:])
    return sizes[0] > 2 * usual > 0


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
    return short and not token.bullet and sheet.labels[clean.key(token.text)] == 1


def _differ(sheet: Sheet, tokens: Sequence[Token], first: list[int], second: list[int]) -> bool:
    one, sizes = columns.direction(sheet, tokens, first)
    other, more = columns.direction(sheet, tokens, second)
    if abs(one) >= _SURE and abs(other) >= _SURE and (one > 0) is not (other > 0):
        whole, _ = columns.direction(sheet, tokens, [*first, *second])
        return abs(whole) < max(abs(one), abs(other))  # else they are as plainly one list
    even = len(set(sizes)) == 1 == len(set(more))
    return even and len(sizes) > 1 and len(more) > 1 and sizes[0] != more[0]
