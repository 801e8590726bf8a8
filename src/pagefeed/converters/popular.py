"""Blocks whose rows state their own category: most-read lists and the like.

The section is the block's heading without the labels of its tabs; the category is
the row's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from pagefeed.converters.days import Dated
from pagefeed.converters.headings import name
from pagefeed.converters.sheet import Block
from pagefeed.model import Draft, Reading


def claims(block: Block, reading: Reading) -> bool:
    """Whether most rows state a category, or the heading is one of the known words."""
    stated = sum(1 for row in block.rows if row.category)
    if stated * 2 > len(block.rows):
        return True
    folded = block.heading.casefold()
    return any(folded.startswith(word.casefold()) for word in reading.words.popular)


def convert(block: Block, rows: list[Dated], reading: Reading, first: int) -> Iterator[Draft]:
    """The block's rows as stories in their own categories, from the place `first` on."""
    del block
    for place, dated in enumerate(rows, first):
        section = name(dated.row.heading, reading.words.popular, reading.language)
        category = dated.row.category or section or reading.words.story_category
        yield Draft(
            kind="story",
            title=dated.row.title,
            line=dated.row.line,
            place=place,
            summary=dated.row.summary,
            categories=(category,),
            section=section,
            published=dated.stamp,
            language=reading.language,
        )
