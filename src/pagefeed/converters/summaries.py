"""Rows whose titles stand above their stamps -> each row's own lines, and the summary below its stamp.

Between two stamps stand the end of one row, which is its summary, and the title of the next.
"""

from __future__ import annotations

from statistics import median

from pagefeed.converters import labels, leaning, places
from pagefeed.converters.layout import Token
from pagefeed.converters.looks import Looks, summarises
from pagefeed.converters.measures import width, words
from pagefeed.converters.surroundings import Surroundings

_PLAINLY = 0.5  # of `places.fullness`
_TELLING = 3  # words of a line that is a summary for its place alone, at least


def parted(
    around: Surroundings, looks: Looks, inner: list[list[Token]], below: list[Token]
) -> tuple[list[list[Token]], list[Token | None]]:
    """The lines between stamps without the summaries of the rows before, and those summaries.

    `below` has the lines below the last stamp. No summaries where no rows have any.
    """
    own = None if around.begin_items() else _own_lines(around, looks, inner)
    return own or _first(around, looks, inner, below)


def _own_lines(
    around: Surroundings, looks: Looks, inner: list[list[Token]]
) -> tuple[list[list[Token]], list[Token | None]] | None:
    """Each row's lines above its stamp without those of the row before, and its summary."""
    if leaning.tell_first(around) and all(len(each) == 2 for each in inner):
        return [each[1:] for each in inner], [*(each[0] for each in inner), around.below[0]]
    own = places.own_lines(around.above, around.between, around.below, looks)
    if not own:
        return None
    told = [each[:-own] for each in inner]
    signed = bool(around.below) and labels.names_writer(around.below[0].text)
    below = around.below[signed : signed + 1]
    last = below if _may_tell(below, told, looks) else []
    return [each[-own:] for each in inner], [
        next(
            (t for t in each if summarises(t)),
            next((t for t in each if looks.title_like(t) > 0 and words(t.text) >= _TELLING), None),
        )
        for each in (*told, last)
    ]


def _may_tell(below: list[Token], told: list[list[Token]], looks: Looks) -> bool:
    """Whether the line below the last stamp is its row's summary: it looks so, or as the others."""
    if not below or summarises(below[0]):
        return bool(below)
    sizes = [width(each[0].text) for each in told if each]
    if len(sizes) * 10 < len(told) * 8 or looks.is_category(below[0]):
        return False
    return width(below[0].text) * 2 >= median(sizes)


def _first(
    around: Surroundings, looks: Looks, inner: list[list[Token]], below: list[Token]
) -> tuple[list[list[Token]], list[Token | None]]:
    """Lines of rows whose summary stands below the stamp, title above: without it, and it."""
    started = _started_by_categories(around, looks, inner)
    if started is not None:
        last = below[0] if below and not looks.is_category(below[0]) else None
        ends = [each[:n] for each, n in zip(inner, started, strict=True)]
        return [each[n:] for each, n in zip(inner, started, strict=True)], [
            *(next((t for t in end if _tells(t, looks)), None) for end in ends),
            last if last is not None and summarises(last) else None,
        ]
    firsts = [
        len(each) > 1
        and summarises(each[0])
        and (
            any(looks.title_like(token) >= 0.5 for token in each[1:])
            or (len(each) == 2 and not looks.is_formula(each[1]))  # its only other line
        )
        for each in inner
    ]
    if not firsts or sum(firsts) * 10 < len(firsts) * 6:
        return inner, []
    summaries: list[Token | None] = [
        each[0] if first else None for each, first in zip(inner, firsts, strict=True)
    ]
    summaries.append(below[0] if below and summarises(below[0]) else None)
    cut = [each[1:] if first else each for each, first in zip(inner, firsts, strict=True)]
    return cut, summaries


def _started_by_categories(
    around: Surroundings, looks: Looks, inner: list[list[Token]]
) -> list[int] | None:
    """Where each row above its stamp begins, if most begin with a category's line.

    Or below one that stands in every row: "5 comments". What stands before that line
    is the end of the row before, its summary.
    """
    found: list[int | None] = []
    for lines in inner:
        starts = [
            n + looks.is_formula(token)
            for n, token in enumerate(lines[:-1])
            if looks.is_formula(token) or looks.is_category(token)
        ]
        titled = lines and not looks.is_formula(lines[-1]) and not looks.is_category(lines[-1])
        found.append(starts[-1] if starts and titled else None)
    begun = sum(1 for n in found if n is not None)
    if begun * 10 >= len(found) * 8 and any(found):
        return [n or 0 for n in found]
    few = sum(1 for each in inner if len(each) <= 2)
    lone = around.usual == 1 and few * 10 >= len(inner) * 9 and all(inner)
    if lone and places.tell_last(inner):
        return None
    if lone and (around.listed or places.fullness(inner, looks) < _PLAINLY):
        return [len(lines) - 1 for lines in inner]  # the line next to the stamp
    return None


def _tells(token: Token, looks: Looks) -> bool:
    """Whether a line below a stamp tells of its row, and is no label or tag."""
    if words(token.text) < _TELLING or labels.signs(token.text):
        return False
    return not looks.is_formula(token)
