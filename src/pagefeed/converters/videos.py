"""Blocks of videos: their rows are videos, under one category, whatever the page calls it."""

from __future__ import annotations

from collections.abc import Iterator

from pagefeed.converters.days import Dated
from pagefeed.converters.headings import matches
from pagefeed.converters.sheet import Block
from pagefeed.model import Draft, Reading


def claims(block: Block, reading: Reading) -> bool:
    """Whether the block stands under a heading that names videos."""
    return matches(block.heading, reading.words.videos)


def convert(block: Block, rows: list[Dated], reading: Reading, first: int) -> Iterator[Draft]:
    """The block's rows as videos, from the place `first` on."""
    for place, dated in enumerate(rows, first):
        yield Draft(
            kind="video",
            title=dated.row.title,
            line=dated.row.line,
            place=place,
            summary=dated.row.summary,
            categories=(reading.words.video_category,),
            section=block.heading,
            published=dated.stamp,
            language=reading.language,
        )
