"""Rows in which a title and what it says stand in one line without a sign between -> both apart.

"Ferry lands without its ramp Nobody was on board." alone may be read in several ways. Where most
rows of a section end as sentences do, which titles don't, each has a summary, and that begins where a
word is written large that the page elsewhere writes small. Titles that write all their words
large, and words of German that are always large, tell nothing so.
"""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import pairwise

from pagefeed.converters.looks import ends_sentence
from pagefeed.converters.sheet import Row, Sheet, by_heading

_FEWEST = 3  # rows of a section
_TITLE = 3  # words, at least
_TOLD = 3  # words of a summary, at least
_ARTICLE = 3  # letters of "The", "Az", behind which a name may stand
_SMALL = re.compile(r"(?<![\w'’-])[^\W\d_]+")
_ENDS = (".", "!", "?", "…", "”", "»", '"')
_GOES_ON = (":", ",", ";", "–", "—", "-", "(", "[", "«", "„", "“", "/", "&")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WIDE_TITLE = 8  # characters of a title without blanks, at least, and of its summary


def parted(sheet: Sheet, rows: list[Row]) -> list[Row]:
    """The rows with their summaries apart from their titles, where most of a section have one so."""
    sections = by_heading(rows)
    if not any(map(_end_as_sentences, sections)):
        return rows
    small = _small(sheet)
    return [
        row
        for each in sections
        for row in (_section(each, small) if _end_as_sentences(each) else each)
    ]


def _end_as_sentences(rows: list[Row]) -> bool:
    ended = sum(not row.summary and ends_sentence(row.title) for row in rows)
    return len(rows) >= _FEWEST and ended * 10 >= len(rows) * 8


def _section(rows: list[Row], small: Container[str]) -> list[Row]:
    found = [0 if row.summary else _begins(row.title, small) for row in rows]
    if sum(map(bool, found)) * 10 < len(rows) * 6:
        return rows
    return [
        row._replace(title=row.title[:place].rstrip(), summary=row.title[place:]) if place else row
        for row, place in zip(rows, found, strict=True)
    ]


def _small(sheet: Sheet) -> set[str]:
    """The words that the page writes small somewhere."""
    return {
        word for token in sheet.tokens for word in _SMALL.findall(token.text) if word[0].islower()
    }


def _begins(text: str, small: Container[str]) -> int:
    """Where the summary behind a title begins; 0 where that isn't clear."""
    if _WIDE.search(text):
        return _begins_wide(text)
    parts = text.split(" ")
    place = found = 0
    for number, (before, here) in enumerate(pairwise(parts), start=1):
        place += len(before) + 1
        if number < _TITLE or len(parts) - number < _TOLD:
            continue
        if _opens(before, here, parts[number + 1], small):
            found = place
        if found and ends_sentence(here):
            break  # of two places in one sentence the later is meant
        if before[-1:] in _ENDS and here[:1].isupper():
            return found or place
    return found


def _opens(before: str, here: str, after: str, small: Container[str]) -> bool:
    """Whether a word opens a sentence: it is written large, the page writes it small elsewhere."""
    if not here[:1].isupper() or (len(here) > 1 and here.isupper()):
        return False
    if not (after[:1].islower() or len(here) <= _ARTICLE):
        return False  # a name of several words
    whole = before[-1:] not in _GOES_ON and not (before.islower() and len(before) <= 2)
    return whole and here.lower() in small


def _begins_wide(text: str) -> int:
    """The same, of a script that parts words by no blanks: the last blank before a whole sentence."""
    place = text.rfind(" ") + 1
    told = len(text) - place
    return place if place > _WIDE_TITLE <= told and "。" not in text[:place] else 0
