"""Rows run together in lines: the stamps divide the text, whatever the lines do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pagefeed.converters import manners, stamps, titles
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.measures import words
from pagefeed.converters.sheet import Block, Row
from pagefeed.dates import Written

_CHAIN_LINES = 400
_CATEGORY = 3  # words before the first stamp of a chain


def block(tokens: Sequence[Token], start: int) -> tuple[Block | None, int]:
    """Rows run together: the stamps divide the text, whatever the lines do."""
    pieces: list[tuple[Written, int, str]] = []
    days: list[tuple[int, Written]] = []  # the number of pieces before each day heading
    block = Block(rows=[], shape=Shape.CHAIN, first=tokens[start].number)
    leading = _leads(tokens[start])
    above = start - 1
    if above >= 0 and manners.day_only(tokens[above]):
        days.append((0, _day(tokens[above], block)))
        above -= 1
    index = start
    alone = counted = 0  # of the pieces: times without a day, and those that were looked at
    while index < len(tokens) and index - start < _CHAIN_LINES:
        token = tokens[index]
        if manners.day_only(token) and _chain_follows(tokens, index):
            days.append((len(pieces), _day(token, block)))
            index += 1
            continue
        if not _continues(token, bool(pieces), tokens[index - 1] if index > start else None):
            break
        block.lines.add(token.number)
        alone += sum(1 for stamp, *_ in pieces[counted:] if not stamp.has_date)
        counted = len(pieces)
        _divide(token, pieces, leading=leading, timed=alone * 2 > counted)
        index += 1
    block.last = tokens[index - 1].number
    block.days += [day for _, day in days]
    for number, (stamp, line, text) in enumerate(pieces):
        title, summary = titles.split(text)
        if words(title) >= 2:
            day = next((each for first, each in reversed(days) if first <= number), None)
            row = Row(line=line, title=titles.bare(title), summary=summary, stamp=stamp, day=day)
            block.rows.append(row if day or not days else row._replace(before_day=True))
    previous = tokens[above] if above >= 0 else None
    if previous is not None and previous.shape is Shape.TEXT and not previous.prose:
        block.heading = previous.text
        block.rows = [row._replace(heading=previous.text) for row in block.rows]
        block.lines.add(previous.number)
    return block, index


def _leads(token: Token) -> bool:
    """Whether stamps stand before their titles, perhaps with a category before the first."""
    if not token.before:
        return True
    rest = token.text[token.written[-1].end :] if token.written else ""
    return words(token.before) <= _CATEGORY and words(rest) > _CATEGORY


def _day(token: Token, block: Block) -> Written:
    assert token.stamp is not None
    block.lines.add(token.number)
    block.first = min(block.first, token.number)
    return token.stamp


def _chain_follows(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].shape is Shape.CHAIN


def _continues(token: Token, begun: bool, previous: Token | None) -> bool:
    if token.shape is Shape.CHAIN:
        return True
    if not begun or previous is None:
        return False
    ended = bool(previous.written) and not previous.text[previous.written[-1].end :].strip()
    if token.shape in {Shape.LEAD, Shape.MID, Shape.TAIL, Shape.TEXT} and token.written:
        times = [each for each in token.written if each.has_time]
        return bool(times) and (token.shape is not Shape.TAIL or ended)
    return ended and token.shape is Shape.TEXT


def _divide(
    token: Token, pieces: list[tuple[Written, int, str]], *, leading: bool, timed: bool
) -> None:
    """Cut a line at its marks; a line's start belongs to the stamp that ended the one before.

    `timed` tells that most rows before state a time alone.
    """
    marks = [each for each in token.written if each.has_time or each.has_year]
    if timed or (not pieces and sum(1 for each in marks if not each.has_date) * 2 > len(marks)):
        # The rows state times alone: a day beside a time is the title's before it.
        marks = [
            stamps.time_of(each) if each.has_date and each.clock[1] == each.end else each
            for each in marks
            if each.has_time
        ]
    if not leading:
        start = 0
        for each in marks:
            pieces.append((each, token.number, _clean_piece(token.text[start : each.start])))
            start = each.end
        return
    head = token.text[: marks[0].start] if marks else token.text
    rest = _clean_piece(head)
    if rest and pieces and not pieces[-1][2]:
        pieces[-1] = (pieces[-1][0], token.number, rest)
    elif rest and pieces and rest[0].islower():
        stamp, line, begun = pieces[-1]
        pieces[-1] = (stamp, line, f"{begun} {rest}")
    for number, each in enumerate(marks):
        end = marks[number + 1].start if number + 1 < len(marks) else len(token.text)
        pieces.append((each, token.number, _clean_piece(token.text[each.end : end])))


_PLACEHOLDERS = re.compile(r"\s\[[^\]\s]{1,40}\]$")


def _clean_piece(text: str) -> str:
    return _PLACEHOLDERS.sub("", text.strip(" \t|•·-–—,:"))
