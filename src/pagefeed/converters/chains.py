"""Rows run together in lines: the stamps divide the text, whatever the lines do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pagefeed.converters import stamps, titles
from pagefeed.converters.layout import Shape, Token, words
from pagefeed.converters.sheet import Block, Row
from pagefeed.dates import Written

_CHAIN_LINES = 400


def block(tokens: Sequence[Token], start: int) -> tuple[Block | None, int]:
    """Rows run together: the stamps divide the text, whatever the lines do."""
    pieces: list[tuple[Written, int, str]] = []
    block = Block(rows=[], shape=Shape.CHAIN, first=tokens[start].number)
    leading = tokens[start].before == ""
    index = start
    alone = counted = 0  # of the pieces: times without a day, and those that were looked at
    while index < len(tokens) and index - start < _CHAIN_LINES:
        token = tokens[index]
        if not _continues(token, bool(pieces), tokens[index - 1] if index > start else None):
            break
        block.lines.add(token.number)
        alone += sum(1 for stamp, *_ in pieces[counted:] if not stamp.has_date)
        counted = len(pieces)
        _divide(token, pieces, leading=leading, timed=alone * 2 > counted)
        index += 1
    block.last = tokens[index - 1].number
    for stamp, line, text in pieces:
        title, summary = titles.split(text)
        if words(title) >= 2:
            block.rows.append(
                Row(line=line, title=titles.bare(title), summary=summary, stamp=stamp)
            )
    previous = tokens[start - 1] if start else None
    if previous is not None and previous.shape is Shape.TEXT and not previous.prose:
        block.heading = previous.text
        block.rows = [replace(row, heading=previous.text) for row in block.rows]
        block.lines.add(previous.number)
    return block, index


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
