"""The page's own article: its title and its paragraphs, up to the first block.

It states no date unless one stands by itself between the title and the text; a day
that the prose speaks of, or a list's date, is none of the article's.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from pagefeed.converters.headings import is_heading
from pagefeed.converters.layout import Shape, Token, width, words
from pagefeed.converters.sheet import Sheet
from pagefeed.dates import Written

_FEWEST = 3  # paragraphs of an article, or
_SHORTEST = 700  # ... characters in fewer
_ABOVE = 10  # tokens above the first paragraph in which the title is looked for
_BREAK = 2  # lines that aren't prose between two paragraphs of one article


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What was found of the page's own article."""

    line: int
    title: str
    paragraphs: tuple[str, ...]
    stamp: Written | None
    lines: frozenset[int]

    @property
    def content(self) -> str:
        """The paragraphs as HTML."""
        return "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in self.paragraphs)


def find(sheet: Sheet) -> Article | None:
    """The page's article, or None where it has none."""
    tokens = sheet.tokens
    run = _longest_run(tokens)
    if run is None:
        return None
    first, last = run
    title, stamp = _head(tokens, first)
    if title is None:
        return None
    start = next(i for i, token in enumerate(tokens) if token.number == title.number)
    body = [token for token in tokens[first : last + 1] if token.shape is Shape.TEXT]
    return Article(
        line=title.number,
        title=title.text,
        paragraphs=tuple(token.text for token in body),
        stamp=None if stamp is None else stamp.stamp,
        lines=frozenset(token.number for token in tokens[start : last + 1]),
    )


def _longest_run(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The indexes of the first and last paragraph of the longest text on the page."""
    best: tuple[int, int] | None = None
    most = 0
    start = end = -1
    size = count = others = 0
    for index, token in enumerate((*tokens, None)):
        if token is not None and token.shape is Shape.TEXT and token.prose and not token.bullet:
            if start < 0:
                start, size, count = index, 0, 0
            end, others = index, 0
            size += width(token.text)
            count += 1
            continue
        if token is not None and start >= 0 and token.shape in {Shape.TEXT, Shape.NOISE}:
            others += 1
            if others <= _BREAK:
                continue
        if start >= 0 and size > most and (count >= _FEWEST or size >= _SHORTEST):
            best, most = (start, end), size
        start, others = -1, 0
    return best


def _head(tokens: Sequence[Token], first: int) -> tuple[Token | None, Token | None]:
    """The article's title, and the stamp that stands between it and the text."""
    stamp: Token | None = None
    title: Token | None = None
    for index in range(first - 1, max(-1, first - 1 - _ABOVE), -1):
        token = tokens[index]
        if token.shape is Shape.STAMP or _labelled(token):
            if stamp is not None or token.stamp is None:
                break
            dated = token.stamp.has_date and token.stamp.has_time | token.stamp.has_year
            if title is not None and tokens[index + 1] is title:
                # Right above the title it is the article's too, and nothing above them is.
                return title, token if dated else None
            if dated:
                stamp, title = token, None
            continue
        if token.shape in {Shape.LEAD, Shape.TAIL, Shape.MID, Shape.CHAIN}:
            break
        if not _title_like(token):
            if title is not None:
                break
            continue
        title = token
        if stamp is None and index < first - 1:
            continue
    return title, stamp if title is not None else None


def _labelled(token: Token) -> bool:
    """A stamp with a few words beside it: "Published on", an agency's name."""
    if token.shape not in {Shape.LEAD, Shape.TAIL} or token.stamp is None:
        return False
    rest = f"{token.before} {token.after}".strip()
    short = width(rest) <= 40 or "|" in rest or (words(rest) <= 6 and width(rest) <= 60)
    return token.stamp.has_date and short and not token.bullet


def _title_like(token: Token) -> bool:
    return (
        token.shape is Shape.TEXT
        and not token.bullet
        and words(token.text) >= 3
        and 15 <= width(token.text) <= 220
        and not token.prose
        and (is_heading(token) or width(token.text) > 40)
    )
