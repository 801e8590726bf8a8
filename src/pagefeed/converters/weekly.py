"""Days of the week that date rows: "Wed 14:20", and names alone where other rows have their stamps.

What came out runs back through the week, what is to come runs forward. A name alone is a
stamp only among stamps: "Mi" below rows with times, above rows with days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from pagefeed import dates
from pagefeed.converters import manners
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.measures import words
from pagefeed.dates import Refusal, Written
from pagefeed.model import Stamp

_NAME = 14  # characters of a weekday
_FEWEST = 2  # names of a list
_NEAR = 7  # lines from one stamp to the next
_WEEK = 7  # days
_TITLE = 3  # words
_WEEKEND = timedelta(days=3)  # from its eve to the day after it


def is_eve(day: date | None, newest: date) -> bool:
    """Whether a list that begins on the newest day may go on with this one: yesterday, or a weekend before."""
    return day is not None and timedelta() < newest - day <= _WEEKEND


def run_forward(stated: Iterable[tuple[Written, Stamp | None]]) -> bool:
    """Whether the days of the week of a list run forward, as a programme's do."""
    days = [stamp.when.date() for each, stamp in stated if each.of_week and stamp is not None]
    return len(set(days)) > 1 and days == sorted(days)


def refusal(written: Written) -> Refusal:
    """Why a day of the week of such a list tells no day."""
    return Refusal(
        code="date-incomplete",
        reason=f"{written.text!r} names a day of the week, in a list that runs forward",
    )


def named(tokens: Sequence[Token], language: str | None) -> list[Token]:
    """The tokens of a page, in which names of weekdays among stamps are stamps as well."""
    known = {index: said for index, token in enumerate(tokens) if (said := _name(token, language))}
    found = list(tokens)
    if len(known) < _FEWEST:
        return found
    stamped = [
        index
        for index, token in enumerate(tokens)
        if index in known or (token.shape is Shape.STAMP and token.stamp is not None)
    ]
    runs = [run for run in _runs(stamped, known) if _titled(tokens, stamped, run)]
    heads = [index for index in known if _heads_times(tokens, index)]
    for run in [*runs, *([heads] if len(heads) >= _FEWEST else [])]:
        if _runs_back([known[index] for index in run]):
            for index in run:
                stamp = known[index]
                found[index] = tokens[index]._replace(
                    shape=Shape.STAMP, stamp=stamp, written=(stamp,)
                )
    return found


def _heads_times(tokens: Sequence[Token], index: int) -> bool:
    """Whether rows that each hold a title and a time alone begin right below a name."""
    below = tokens[index + 1] if index + 1 < len(tokens) else None
    if below is None or below.stamp is None or not below.stamp.time_alone:
        return False
    return below.shape in manners.ROW_SHAPES


def _name(token: Token, language: str | None) -> Written | None:
    if token.shape is not Shape.TEXT or token.bullet or len(token.text) > _NAME:
        return None
    return dates.weekday(token.text, language)


def _runs(stamped: Sequence[int], known: Iterable[int]) -> list[list[int]]:
    """Names below each other with no other stamp between, below a stamp and not far from it."""
    names = frozenset(known)
    runs: list[list[int]] = []
    for before, index in pairwise(stamped):
        if index not in names or index - before > _NEAR:
            continue
        if before in names and runs and runs[-1][-1] == before:
            runs[-1].append(index)
        elif before not in names:
            runs.append([index])
    return [run for run in runs if len(run) >= _FEWEST]


def _runs_back(names: Sequence[Written]) -> bool:
    """Whether names run back through one week: a forecast's days, or opening hours, run forward."""
    days = [each.weekday or 0 for each in names]
    return sum((a - b) % _WEEK for a, b in pairwise(days)) < _WEEK


def _titled(tokens: Sequence[Token], stamped: Sequence[int], run: Sequence[int]) -> bool:
    """Whether titles stand below all the names, and below the stamp before; or above them all."""
    before = stamped[stamped.index(run[0]) - 1]
    return any(all(_is_title(tokens, index + step) for index in (before, *run)) for step in (1, -1))


def _is_title(tokens: Sequence[Token], index: int) -> bool:
    if not 0 <= index < len(tokens):
        return False
    return tokens[index].shape is Shape.TEXT and words(tokens[index].text) >= _TITLE
