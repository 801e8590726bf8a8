"""Years that stand over the rows of an archive: "2020", and below it rows of "Dec 29" and "May 2".

This module owns telling such a year from a figure, and which rows stand under it. What a date
means, the calendar says.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pagefeed.converters.sheet import Block, Row, Sheet
from pagefeed.dates import Written

_YEAR = re.compile(
    r"[\W_]*(?:año|année|anno|jahr|jahrgang|rok|year|год)?\s?((?:19|20)\d\d)\s?(?:года?|г\.?|年|년)?[\W_]*",
    re.IGNORECASE,
)
_ABOVE = 3  # lines above a list's first row in which its first year may stand


def year_of(heading: str) -> str:
    """The year that a heading is, with no more than a word for it; "" where it is something else."""
    match = _YEAR.fullmatch(heading) if heading else None
    return "" if match is None else match[1]


def given(sheet: Sheet, block: Block) -> list[Row]:
    """A block's rows, those without a year with the one that they stand under.

    Its years run one way, the first stands above the first row, and a row right below each.
    """
    rows = block.rows
    if not rows or all(row.stamp.has_year or not row.stamp.has_date for row in rows):
        return rows
    first, last = min(row.line for row in rows), max(row.line for row in rows)
    near = sheet.between(min(first, block.first) - _ABOVE, last + 1)
    years = [
        (one.number, year)
        for one, below in pairwise(near)
        if (year := year_of(one.text)) and below.number in block.lines and one.stamp is None
    ]
    if not years or years[0][0] > first or len({year for _, year in years}) < len(years):
        return rows
    falling = [one > other for (_, one), (_, other) in pairwise(years)]
    if any(falling) and not all(falling):
        return rows
    return [_under(row, [year for line, year in years if line < row.line]) for row in rows]


def _under(row: Row, years: list[str]) -> Row:
    if not years or row.stamp.has_year or not row.stamp.has_date:
        return row
    return row._replace(stamp=in_year(row.stamp, years[-1]))


def in_year(stamp: Written, year: str) -> Written:
    """A day and month with their year, which is written elsewhere."""
    if stamp.numbers:
        return stamp._replace(numbers=(*stamp.numbers, year))
    if any(stamp.solar):
        return stamp  # of another calendar
    return stamp._replace(year=int(year))
