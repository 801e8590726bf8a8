"""Tokens -> blocks: rows that belong together, with the heading above them.

A block is a run of rows written in one way. How its rows are written (stamp before or
after the title, a category's line above, a summary's below) is told from the block as
a whole, never from one row. Whose date a stamp is and what it means is for `days`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pagefeed.converters import (
    chains,
    columns,
    daylists,
    going,
    headings,
    inline,
    items,
    manners,
    partings,
    posts,
    runs,
    titles,
)
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import summarises
from pagefeed.converters.measures import words
from pagefeed.converters.sheet import Block, Row, Sheet


def find(sheet: Sheet) -> list[Block]:
    """The blocks of the lines that are still free, in the page's order."""
    tokens = [token for token in sheet.tokens if sheet.free(token)]
    written = posts.find(sheet, tokens)
    found: list[Block] = [] if written is None else [written]
    if written is not None:
        tokens = [token for token in tokens if token.number not in written.lines]
    for finder in (items.find, daylists.find):
        listed = finder(sheet, tokens)
        lines = frozenset(line for made in listed for line in made.lines)
        sheet.walls.update(lines)
        tokens = [token for token in tokens if token.number not in lines]
        found += listed
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.shape is Shape.CHAIN:
            block, index = chains.block(tokens, index)
        elif (
            token.shape in going.BETWEEN
            and token.stamp is not None
            and not runs.only_speaks(tokens, index)
            and not runs.is_tab(tokens, index)
            and not runs.heads_page(tokens, index)
            and not runs.heads_signed(tokens, index)
        ):
            members, following = runs.run(sheet, tokens, index)
            *others, last = partings.parts(sheet, tokens, members)
            found += [each for part in others if (each := _block(sheet, tokens, part)) is not None]
            block = _block(sheet, tokens, last) or _before_rows(sheet, tokens, index)
            index = following
        else:
            index += 1
            continue
        if block is not None and block.rows:
            found.append(block)
    return found


def _leading_shape(tokens: Sequence[Token], members: list[int], shape: Shape) -> Shape:
    for index in members:
        if tokens[index].shape is not Shape.STAMP:
            return tokens[index].shape
    return shape


def _before_rows(sheet: Sheet, tokens: Sequence[Token], index: int) -> Block | None:
    """A row on lines of its own before rows in single lines, as a list's first, larger one."""
    token = tokens[index]
    stamp = token.stamp
    if token.shape is not Shape.STAMP or stamp is None or not (stamp.has_date and stamp.has_time):
        return None
    near = tokens[index + 1 : index + 6]
    if len(near) < 2 or near[0].shape is not Shape.TEXT or near[0].prose or words(near[0].text) < 2:
        return None
    row = next((each for each in near if each.shape is Shape.LEAD), None)
    if row is None or row.stamp is None or bool(row.stamp.numbers) is not bool(stamp.numbers):
        return None
    if not (row.stamp.has_date and row.stamp.has_time):
        return None
    heading = headings.above(sheet, tokens, index)
    summary = near[1].text if near[1].shape is Shape.TEXT and summarises(near[1]) else ""
    made = Block(rows=[], shape=Shape.STAMP, heading=heading.text, first=token.number)
    made.last = near[0].number
    made.lines.update((token.number, near[0].number, *heading.lines))
    if summary:
        made.lines.add(near[1].number)
    title = titles.bare(near[0].text)
    made.rows.append(
        Row(
            line=near[0].number,
            title=title,
            stamp=stamp,
            summary=summary,
            heading=heading.text,
        )
    )
    return made


def _block(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> Block | None:
    shape = _leading_shape(tokens, members, tokens[members[0]].shape)
    if shape is Shape.STAMP or manners.labels_only(tokens, members):
        return columns.block(sheet, tokens, members)
    return inline.rows(sheet, tokens, members, shape)
