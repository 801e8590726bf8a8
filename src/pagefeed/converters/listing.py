"""Blocks of stories under headings: the heading is the category of the rows below it."""

from __future__ import annotations

from collections.abc import Iterator

from pagefeed.converters.days import Dated
from pagefeed.converters.sheet import Block
from pagefeed.model import Draft, Reading


def claims(block: Block, reading: Reading) -> bool:
    """Every block of rows is a listing."""
    del reading
    return bool(block.rows)


def convert(block: Block, rows: list[Dated], reading: Reading, first: int) -> Iterator[Draft]:
    """The block's rows as stories, from the place `first` on.

    What stands under no heading has the general category.
    """
    del block
    for place, dated in enumerate(rows, first):
        row = dated.row
        yield Draft(
            kind="story",
            title=row.title,
            line=row.line,
            place=place,
            summary=row.summary,
            categories=(row.category or row.heading or reading.words.story_category,),
            section=row.heading,
            published=dated.stamp,
            language=reading.language,
        )
