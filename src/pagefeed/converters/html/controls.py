"""What repeats like rows and shows no headlines: prices, scores, statistics, "send a message".

This module owns telling such lists by what all of their rows show. It must not know
what dates mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pagefeed.converters.html import groups, headlines
from pagefeed.converters.html.tree import words

if TYPE_CHECKING:
    from pagefeed.converters.html.rows import Row

_LINE = 300  # characters of a row of one line
_CHANGE = re.compile(r"(?<![\w.,])[+±−-]\s?\d{1,3}[.,]\d{1,4}\s?%")
_SCORE = re.compile(r"(?!\d{1,2}:\d\d$)\d{1,3}\s?[:–-]\s?\d{1,3}")
_SERIES = re.compile(r"[:–-]")
_NUMBER = re.compile(r"[+−-]?\d[\d.,:]*\s?%?")
_STATISTICS = 4  # numbers of a row; a forum's topic has two, replies and views
_HOME = re.compile(r"https?://[^/?#]+/?(?:#.*)?")


def without(rows: list[Row]) -> list[Row]:
    """The rows without the lists whose every row shows no headline, and links to front pages."""
    found: set[int] = set()
    for members in groups.of_rows(rows):
        found.update(id(row) for row in members if row.link and _HOME.fullmatch(row.link))
        titles, links = {row.title for row in members}, {row.link for row in members}
        same = len(titles) == 1 and (len(links) == 1 or all(map(_is_profile, links)))
        matches = all(map(_is_match, members)) and not _are_numbered(members)
        if len(members) > 2 and (same or all(map(_is_quote, members)) or matches):
            found.update(map(id, members))
        found.update(id(row) for row in members if _is_statistic(row))
    return [row for row in rows if id(row) not in found]


def _is_profile(link: str | None) -> bool:
    """Whether a link leads to who wrote something: "Report as abuse" below a reader's word."""
    return link is not None and headlines.PROFILE.search(link) is not None


def _is_quote(row: Row) -> bool:
    """Whether a row tells a price and its change beside its title: "17:35 +1.2 %"."""
    if row.element is None or len(text := words(row.element)) > _LINE:
        return False
    return _CHANGE.search(text.replace(row.title, " ")) is not None


def _is_statistic(row: Row) -> bool:
    """Whether a row of a table shows mostly numbers beside its title: "Hudson (L,4-5)  7  4  1  1"."""
    written = row.anchor.written if row.anchor is not None else None
    if row.element is None or row.element.tag != "tr" or written is None or written.has_year:
        return False
    cells = [words(cell) for cell in row.element]
    return sum(_NUMBER.fullmatch(cell) is not None for cell in cells) >= _STATISTICS


def _are_numbered(rows: list[Row]) -> bool:
    """Whether what looks like scores are the numbers of documents, links of their own: "14-90", "14-89"."""
    boxes = [row.element for row in rows if row.element is not None]
    links = (words(link) for box in boxes for link in box.iter("a"))
    numbers = [text for text in links if _SCORE.fullmatch(text) is not None]
    series = {_SERIES.split(text)[0].strip() for text in numbers}
    return len(numbers) >= len(rows) and len(set(numbers)) == len(numbers) and len(series) == 1


def _is_match(row: Row) -> bool:
    """Whether a row shows a score in a box of its own: a fixture's, and no report."""
    if row.element is None or len(words(row.element)) > _LINE:
        return False
    shown = row.anchor.text if row.anchor is not None else ""
    # "05-15" may be one of the two boxes of a date.
    dated = row.anchor.element if row.anchor is not None else None
    boxes = (each for each in row.element.iterdescendants() if len(each) == 0)
    texts = (words(each) for each in boxes if each is not dated)
    return any(_SCORE.fullmatch(text) is not None and text != shown for text in texts)
