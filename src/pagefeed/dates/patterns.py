"""Finds written dates and times in a line: pieces first, then what stands together.

The expressions are in `expressions`, their meaning in `groups`, the joining of a day
with its time in `joining`; times that count from the capture are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from pagefeed.dates import ones, relative
from pagefeed.dates.expressions import DIGITS, GAP, plain
from pagefeed.dates.groups import glued
from pagefeed.dates.joining import joined
from pagefeed.dates.lexicon import lexicon
from pagefeed.dates.pieces import pieces
from pagefeed.dates.written import Written

LONGEST = 200_000  # characters of a line that are looked at
RELATIVE_LONGEST = 400  # a relative time stands in a short line
_LUNAR = "هـ"  # behind a day of the lunar Hijri calendar, which its sighting decides
_EDGES = " -•|()[]:"
_REMEMBERED = 60  # characters
_LONGEST_AGO = 40  # characters of a time past
_TOUCHED = 3  # letters of a word for a day that a title touches, at least
_NAME = 25  # characters of a source


def find(text: str, language: str | None = None) -> tuple[Written, ...]:
    """All dates and times written in a line, left to right, joined where they stand together.

    Spans count the line's own characters. Lines over 200,000 characters are looked at
    up to there. Digits of every script count.
    """
    return _remembered(text, language) if len(text) <= _REMEMBERED else _found(text, language)


def _found(text: str, language: str | None) -> tuple[Written, ...]:
    line = plain(text[:LONGEST])
    found: list[Written] = []
    if DIGITS.search(line):
        known = lexicon(language)
        found = list(joined(line, list(pieces(line, known)), known))
        if _LUNAR in line:
            found = [each for each in found if not line[each.end :].lstrip().startswith(_LUNAR)]
    if len(line) <= RELATIVE_LONGEST:
        found = _with_relative(line, found, language)
    return tuple(found)


# The rows of a list repeat their days, and the boxes around a date its text.
_remembered = lru_cache(maxsize=1024)(_found)


def _with_relative(line: str, pieces: list[Written], language: str | None) -> list[Written]:
    folded = line.casefold()
    found: list[Written] = []
    if _holds_one(folded, relative.hints(language)):
        found += _ago(line, folded, language)
    if _holds_one(folded, ones.hints(language)):
        found += _of_one(line, _in_place(line, folded), language)
    if _holds_one(folded, _day_hints(language)):
        found += _days(line, _in_place(line, folded), pieces, language)
    if not found:
        return pieces
    kept = [p for p in pieces if not any(p.start < f.end and f.start < p.end for f in found)]
    return sorted([*kept, *found], key=lambda written: written.start)


def _in_place(line: str, folded: str) -> str:
    """The line casefolded, each character in its place: "ß" and "İ" would become two."""
    if len(folded) == len(line):
        return folded
    return "".join(
        c if len(c) == 1 else each.lower()[0] for each in line for c in [each.casefold()]
    )


def _holds_one(text: str, hints: tuple[str, ...]) -> bool:
    for hint in hints:  # noqa: SIM110 - `any` takes twice as long, at every line
        if hint in text:
            return True
    return False


def _ago(line: str, folded: str, language: str | None) -> Iterator[Written]:
    if not DIGITS.search(line):
        return  # none of them does without a number
    squeezed = relative.squeezed(folded)
    ahead = [
        (match.start(), number, match, unit)
        for number, (unit, before, after, expression) in enumerate(relative.forms(language))
        if after in squeezed
        and before in squeezed
        and (match := relative.compiled(expression).search(line))
    ]
    if not ahead and (line[-1:].isalpha() or line.endswith(".")):
        yield from _touched_ago(line, squeezed, language)
    place = 0
    while ahead:
        first = min(ahead)
        start, number, match, unit = first
        if start >= place:
            place = match.end()
            yield Written(
                start=start, end=place, text=match.group(), ago=unit * int(match[1]),
                exact=unit.total_seconds() <= 60, glued=glued(line, start, place),
            )  # fmt: skip
        ahead.remove(first)
        again = match.re.search(line, place)
        if again is not None:
            ahead.append((again.start(), number, again, unit))


def _touched_ago(line: str, squeezed: str, language: str | None) -> Iterator[Written]:
    """The time past that ends a line, and that a title touches."""
    for unit, before, after, expression in relative.forms(language):
        if not (before and after in squeezed and before in squeezed):
            continue
        touched = relative.at_end(expression)
        match = None if touched is None else touched.search(line, max(0, len(line) - _LONGEST_AGO))
        if match is not None:
            yield Written(
                start=match.start(), end=match.end(), text=match.group(), ago=unit * int(match[1]),
                exact=unit.total_seconds() <= 60, glued=True,
            )  # fmt: skip
            return


def _of_one(line: str, folded: str, language: str | None) -> Iterator[Written]:
    """Times past without a number, where none is found with one: "an hour ago"."""
    for match in ones.expression(language).finditer(folded):
        unit = ones.forms(language)[match.group()]
        start, end = match.span()
        yield Written(
            start=start, end=end, text=line[start:end], ago=unit,
            exact=unit.total_seconds() <= 60, glued=glued(line, start, end),
        )  # fmt: skip


def _begins_title(line: str, before: int, start: int, end: int) -> bool:
    """Whether the word for a day goes on into a sentence behind the time: "08:05 Danas bez struje"."""
    if before > start or line[before:start].strip() or not line[start].isupper():
        return False
    return line[end : end + 1].isspace() and line[end + 1 : end + 2].islower()


def _days(line: str, folded: str, pieces: list[Written], language: str | None) -> Iterator[Written]:
    """Today and yesterday, alone in the line, at its start, or beside a time."""
    expression, words = _day_words(language)
    for match in expression.finditer(folded):
        start, end = match.span(1)
        if not (_begins_word(line, start) or _ends_with_time(line, start, end, pieces)):
            continue
        day = next((p for p in pieces if _is_day(p) and _beside(line, start, end, p)), None)
        opens = not line[:start].strip(_EDGES)
        if day is not None and (opens or end <= day.start):
            if end <= day.start:  # "Yesterday - Tuesday, 13 March": the day says all
                yield day._replace(
                    start=start, text=line[start : day.end], glued=glued(line, start, day.end)
                )
            continue
        clocks = [
            clock
            for piece in pieces
            if (clock := _as_clock(piece)) and _beside(line, start, end, piece)
        ]
        # Of "3:42Today, 09:12" the time is the one behind: a film's length touches the day.
        beside = max(clocks, key=lambda clock: clock.start, default=None)
        alone = _parted(line[:start].rstrip(), -1) and (
            _parted(line[end:].lstrip(" :"), 0) or (opens and _names_source(line[end:]))
        )
        if beside is None and not alone:
            continue
        if beside is not None and _begins_title(line, beside.end, start, end):
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


def _ends_with_time(line: str, start: int, end: int, pieces: list[Written]) -> bool:
    """Whether a word that a title touches leads to the time that ends the line: "…العاصفةأمس 10:30"."""
    if end - start < _TOUCHED or not line[start - 1].isalpha():
        return False
    return any(
        piece.time_alone
        and piece.start >= end
        and _beside(line, start, end, piece)
        and not line[piece.end :].strip(_EDGES)
        for piece in pieces
    )


def _begins_word(line: str, place: int) -> bool:
    """Whether a word begins at a place, apart from what is before or in capitals touching it."""
    before = line[place - 1 : place]
    touched = before.islower() or before.isdigit()  # "15:42Today"
    return not before.isalnum() or (line[place].isupper() and touched)


def _is_day(piece: Written) -> bool:
    return piece.has_date and (len(piece.numbers) != 2 or _as_clock(piece) is None)


def _parted(beside: str, place: int) -> bool:
    """Whether nothing stands beside a word for a day, or a sign that parts labels."""
    return not beside.strip(_EDGES) or beside[place] in "•|·"


def _names_source(after: str) -> bool:
    """Whether a dash and a name of a few words end a line: "Yesterday – Radio Iowa"."""
    sign, name = after[:3], after[3:]
    if sign[:1] != " " or sign[1:2] not in {"–", "—", "-"} or sign[2:] != " ":
        return False
    return 0 < len(name) <= _NAME and all(word[0].isupper() for word in name.split())


def _as_clock(piece: Written) -> Written | None:
    """A time alone; also 14.02 as Scandinavians write it, which beside "today" is no day."""
    if piece.has_time:
        return None if piece.has_date else piece
    if len(piece.numbers) != 2 or piece.separator != "." or piece.text.endswith("."):
        return None
    hour, minute = map(int, piece.numbers)
    if hour > 23 or minute > 59 or len(piece.numbers[1]) != 2:
        return None
    return piece._replace(numbers=(), separator="", hour=hour, minute=minute)


def _beside(line: str, start: int, end: int, time: Written) -> bool:
    gap = line[end : time.start] if end <= time.start else line[time.end : start]
    return len(gap) <= 12 and GAP.fullmatch(gap) is not None


@lru_cache(maxsize=64)
def _day_hints(language: str | None) -> tuple[str, ...]:
    return relative.shortest(relative.words(language))


@lru_cache(maxsize=32)
def _day_words(language: str | None) -> tuple[re.Pattern[str], dict[str, int | None]]:
    words = relative.words(language)
    ordered = sorted(words, key=lambda word: (-len(word), word))
    body = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered)
    return re.compile(rf"({body})(?![^\W_])"), words
