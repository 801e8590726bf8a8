"""How the lines look that stand at one place of the rows: its title's, its summary's, its section's.

Of the lines between two stamps the first few may be of the row above, the others of the row
below. How well each cut fits what stands above the first stamp, and below the last, tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import exp, log
from statistics import median
from typing import NamedTuple

from pagefeed.converters import labels
from pagefeed.converters.layout import Token
from pagefeed.converters.looks import Looks, ends_sentence, summarises
from pagefeed.converters.measures import width

_FEWEST = 3  # rows whose lines show which of them are whose
_EVEN = 4.0
_WIDTHS = 0.6
_MOST = 0.9
_STOPPED = 3  # lines that end as sentences do, at least: a place of summaries
_WHOLE = 0.3
_PLAINER = 0.2  # a cut of the lines between stamps than none
_SPREAD = 0.2
_PLAIN = ("formula", "bracketed")  # kinds that nothing else is taken for
_TITLES = ("title", "short")


def evenness(
    above: list[Token], inner: list[list[Token]], below: list[Token], looks: Looks
) -> float:
    """How much better rows fit whose title stands below its stamp than those above it."""
    made = _made(above, inner, below, looks)
    if made is None:
        return 0.0
    places, fits, last = made
    size = len(places)
    under = [  # but labels stand above the stamps
        fits[cut]
        for cut in range(last + 1, size + 1)
        if all(place.kind != "prose" for place in places[cut:])
    ]
    return _EVEN * (max(under) - max(fits[: last + 1])) / size


def own_lines(
    above: list[Token], inner: list[list[Token]], below: list[Token], looks: Looks
) -> int:
    """How many of the lines right above a stamp are of its row, where titles stand above; or 0."""
    made = _made(above, inner, below, looks)
    if made is None or len(inner) < _FEWEST:
        return 0
    places, fits, last = made
    best = max(range(last + 1), key=lambda cut: (fits[cut], cut))
    if fits[best] <= fits[0] + _PLAINER:
        # A summary that stands before a title is of the row above.
        best = next((n + 1 for n in range(last - 1, -1, -1) if places[n].tells(places[last])), 0)
        return len(places) - best if best else 0
    labels_only = all(place.kind == "category" for place in places[:best])
    if labels_only and not _begin_alike([each[0] for each in inner if len(each) == len(places)]):
        return 0  # a category is rather of the row below it, "in Sports" of the one above
    return len(places) - best


def _begin_alike(lines: list[Token]) -> bool:
    begun = Counter(token.text.split(" ")[0] for token in lines if " " in token.text)
    return bool(begun) and begun.most_common(1)[0][1] * 10 >= len(lines) * 8


def _made(
    above: list[Token], inner: list[list[Token]], below: list[Token], looks: Looks
) -> tuple[list[_Place], list[float], int] | None:
    """What the lines between stamps are, how well each cut fits, and the last place of a title.

    Of the lines between two stamps the first few may be of the row of the first, the
    others of the second's: what stands above the first stamp of all must then look as
    the others do, and what stands below the last as the first few do. Where two lines
    look like titles, one on either side of the stamp, the one above it is the title.
    """
    sizes = Counter(map(len, inner))
    size, count = sizes.most_common(1)[0]
    if count * 2 < len(inner) or size < 1:
        return None
    rows = [each for each in inner if len(each) == size]
    places = [_Place.of(lines, looks) for lines in zip(*rows, strict=True)]
    if all(place.kind == "prose" for place in places):
        return None
    if any(place.stopped for place in places):
        places = [_Place.of(lines, looks, told=True) for lines in zip(*rows, strict=True)]
    signed = {n for n, lines in enumerate(zip(*rows, strict=True)) if _are_bylines(lines)}
    titled = [n for n, place in enumerate(places) if place.kind == "title" and n not in signed]
    titled = titled or [n for n, place in enumerate(places) if place.kind == "short"]
    if not titled:
        return None
    if count < len(inner) and all(place.kind != "prose" for place in places):
        # Some rows have a summary: the others show what a row is.
        above, below = ([t for t in each if not summarises(t)] for each in (above, below))
    before = [None] * size + above
    after = below + [None] * size
    as_above = [
        place.fits(token, looks) for place, token in zip(places, before[-size:], strict=True)
    ]
    as_below = [place.fits(token, looks) for place, token in zip(places, after[:size], strict=True)]
    fits = [sum(as_below[:cut]) + sum(as_above[cut:]) for cut in range(size + 1)]
    fits[0] += _WHOLE  # few rows stand on both sides of their stamps
    fits[-1] += _WHOLE
    return places, fits, titled[-1]


def _are_bylines(lines: Sequence[Token]) -> bool:
    return sum(labels.signs(token.text) for token in lines) * 10 >= len(lines) * 8


def fullness(inner: list[list[Token]], looks: Looks) -> float:
    """Where only some rows have a summary: whether titles are first between stamps, or last."""
    alone = [each[0] for each in inner if len(each) == 1]
    fuller = [each for each in inner if len(each) == 2]
    if len(alone) < 2 or not fuller or len(alone) + len(fuller) < len(inner):
        return 0.0
    if 2 * sum(any(labels.signs(token.text) for token in each) for each in fuller) >= len(fuller):
        return 0.0
    place = _Place.of(alone, looks)
    first = sum(place.fits(each[0], looks) for each in fuller)
    last = sum(place.fits(each[1], looks) for each in fuller)
    return _EVEN * (first - last) / len(fuller)


def tell_last(inner: list[list[Token]]) -> bool:
    """Where only some rows have a second line: whether it ends as sentences do, and no other."""
    alone = [each[0] for each in inner if len(each) == 1]
    fuller = [each for each in inner if len(each) == 2]
    told = sum(ends_sentence(b.text) and not ends_sentence(a.text) for a, b in fuller)
    if len(alone) < 2 or not fuller or told * 10 < len(fuller) * 8:
        return False
    return sum(ends_sentence(token.text) for token in alone) * 10 <= len(alone)


class _Place(NamedTuple):
    """How the lines look that stand at one place of the rows."""

    kinds: Counter[str]
    size: float  # the median of their widths, as a logarithm
    spread: float
    stops: float  # the share of those that end as sentences do
    stopped: bool  # most do
    told: bool  # such lines are summaries, however short

    @classmethod
    def of(cls, lines: Sequence[Token], looks: Looks, *, told: bool = False) -> _Place:
        sizes = [log(width(token.text) + 1) for token in lines]
        middle = median(sizes)
        spread = sum(abs(each - middle) for each in sizes) / len(sizes)
        stops = sum(ends_sentence(t.text) for t in lines) / len(lines)
        stopped = len(lines) >= _STOPPED and stops >= _MOST
        told = told and stopped
        kinds = Counter(_kind(token, looks, told=told) for token in lines)
        return cls(kinds, middle, spread, stops, stopped, told)

    @property
    def kind(self) -> str:
        return self.kinds.most_common(1)[0][0]

    def tells(self, title: _Place) -> bool:
        """Whether what stands here tells of the titles at another place, of the rows before."""
        several = self.kinds.total() >= _STOPPED
        return self.kind == "prose" or (several and self.stops >= 0.5 and title.stops <= 1 - _MOST)

    def fits(self, token: Token | None, looks: Looks) -> float:
        """How much a line looks as those at this place, from 0 to 1."""
        if token is None:
            return 0.0
        kind = _kind(token, looks, told=self.told)
        alike = self.kinds[kind] / self.kinds.total()
        if kind in _TITLES:
            alike = max(alike, sum(self.kinds[each] for each in _TITLES) / self.kinds.total() / 2)
        off = abs(log(width(token.text) + 1) - self.size) / (self.spread + _SPREAD)
        weight = 2.0 if self.kind in _PLAIN else 1.0
        return weight * ((1 - _WIDTHS) * alike + _WIDTHS * exp(-off))


def _kind(token: Token, looks: Looks, *, told: bool) -> str:
    return "prose" if told and ends_sentence(token.text) else looks.kind(token)
