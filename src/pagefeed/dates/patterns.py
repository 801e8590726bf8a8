"""Finds written dates and times in a line: pieces first, then what stands together.

The expressions are in `expressions`, their meaning in `groups`, the joining of a day
with its time in `joining`; times that count from the capture are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from pagefeed.dates import relative
from pagefeed.dates.expressions import GAP, Patterns, patterns_of, plain
from pagefeed.dates.groups import glued, piece
from pagefeed.dates.joining import joined
from pagefeed.dates.written import Written

LONGEST = 200_000  # characters of a line that are looked at
RELATIVE_LONGEST = 400  # a relative time stands in a short line


def find(text: str, language: str | None = None) -> tuple[Written, ...]:
    """All dates and times written in a line, left to right, joined where they stand together.

    Spans count the line's own characters. Lines over 200,000 characters are looked at
    up to there. Digits of every script count.
    """
    line = plain(text[:LONGEST])
    pieces: list[Written] = []
    if any(map(str.isdigit, line)):
        patterns = patterns_of(language)
        pieces = list(joined(line, list(_pieces(line, patterns, language)), patterns))
    if len(line) <= RELATIVE_LONGEST:
        pieces = _with_relative(line, pieces, language)
    return tuple(pieces)


def _pieces(line: str, patterns: Patterns, language: str | None) -> Iterator[Written]:
    position = 0
    while (match := patterns.pieces.search(line, position)) is not None:
        position = max(match.end(), position + 1)
        found = piece(match, patterns, language)
        if found is None and not language:
            # A word that is no month's name stood in the way of what else may begin here.
            other = patterns.numbers.match(line, match.start())
            if other is not None:
                position = max(other.end(), match.start() + 1)
                found = piece(other, patterns, language)
        if found is None:
            position = match.start() + 1
            # Skip the rest of a number, so that no tail of it is read as a date.
            while position < len(line) and line[position].isdigit():
                position += 1
            continue
        yield found


def _with_relative(line: str, pieces: list[Written], language: str | None) -> list[Written]:
    found = [*_ago(line, language), *_days(line, pieces, language)]
    if not found:
        return pieces
    kept = [p for p in pieces if not any(p.start < f.end and f.start < p.end for f in found)]
    return sorted([*kept, *found], key=lambda written: written.start)


def _ago(line: str, language: str | None) -> Iterator[Written]:
    if not any(map(str.isdigit, line)):
        return
    pattern, meaning = relative.pattern(language)
    folded = line.casefold()
    if pattern is None or not any(word in folded for word in relative.marks(language)):
        return
    for match in pattern.finditer(line):
        group = match.lastgroup or ""
        unit = meaning[group]
        start, end = match.span()
        yield Written(
            start=start, end=end, text=match.group(), ago=unit * int(match[group]),
            exact=unit.total_seconds() <= 60, glued=glued(line, start, end),
        )  # fmt: skip


def _days(line: str, pieces: list[Written], language: str | None) -> Iterator[Written]:
    """Today and yesterday, alone in the line, at its start, or beside a time."""
    expression, words = _day_words(language)
    for match in expression.finditer(
        line.casefold() if len(line.casefold()) == len(line) else line
    ):
        start, end = match.span(1)
        beside = next(
            (p for p in pieces if p.has_time and not p.has_date and _beside(line, start, end, p)),
            None,
        )
        alone = not line[:start].strip(" -•|()[]") and not line[end:].strip(" -•|()[]:")
        if beside is None and not alone:
            continue
        days = words[" ".join(match[1].split())]
        first = start if beside is None else min(start, beside.start)
        last = end if beside is None else max(end, beside.end)
        yield Written(
            start=first, end=last, text=line[first:last], days_ago=days,
            ago=timedelta() if days is None else None,
            exact=days is None,
            hour=beside.hour if beside else None,
            minute=beside.minute if beside else None,
            second=beside.second if beside else None,
            zone=beside.zone if beside else "",
            offset=beside.offset if beside else None,
        )  # fmt: skip


def _beside(line: str, start: int, end: int, time: Written) -> bool:
    gap = line[end : time.start] if end <= time.start else line[time.end : start]
    return len(gap) <= 12 and GAP.fullmatch(gap) is not None


@lru_cache(maxsize=32)
def _day_words(language: str | None) -> tuple[re.Pattern[str], dict[str, int | None]]:
    words = relative.words(language)
    ordered = sorted(words, key=lambda word: (-len(word), word))
    body = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered)
    return re.compile(rf"(?<![^\W_])({body})(?![^\W_])"), words
