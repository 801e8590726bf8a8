"""The page's own article: its head and its paragraphs, up to the first block.

A page has several texts: notes below pictures, what readers wrote, what people must agree to.
The article's is one of the longest, that with the plainest head (`headline`).
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pagefeed.converters import datelines, headline, labels, likeness, manners, terms
from pagefeed.converters.headline import Head
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import is_sentence
from pagefeed.converters.measures import width
from pagefeed.converters.sheet import Sheet
from pagefeed.dates import Written

_FEWEST = 3  # paragraphs of an article, or
_SHORTEST = 700  # ... characters in fewer
_TEXTS = 4  # of a page that are looked at, the longest
_PART = 0.2  # of the longest one's size
_LONGEST = 3.0  # how much it is for a text to be the longest
_ROWS = (*manners.ROW_SHAPES, Shape.CHAIN)
_ALIKE = 0.15  # of a paragraph's words that the text has
_FOOT = 3  # lines from a post to the stamp below it
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


class _Text(NamedTuple):
    """A text of the page: its paragraphs, and the indexes of the first token and the last."""

    first: int
    last: int
    body: tuple[Token, ...]
    told: frozenset[str]


def find(sheet: Sheet, rows: frozenset[int] | None = None) -> Article | None:
    """The page's article, or None where it has none.

    Where the lines of the page's `rows` are known, a short one is found too: a sentence or two,
    with a full date right below its title. Short paragraphs count where no longer ones do, and
    the title is dated so.
    """
    if rows is not None:
        return _best(sheet, _texts(sheet, rows, fewest=1), rows)
    whole = _best(sheet, _texts(sheet, frozenset(), fewest=_FEWEST))
    if whole is not None:
        return None if _is_post(sheet.tokens, whole) else whole
    none: frozenset[int] = frozenset()
    found = _best(sheet, _texts(sheet, none, fewest=_FEWEST, short=True), none)
    return None if found is None or _is_one_of_many(sheet.tokens, found) else found


def _best(
    sheet: Sheet, texts: Iterator[_Text], rows: frozenset[int] | None = None
) -> Article | None:
    """The article of the text with the plainest head; one apart from `rows` must be dated."""
    best: tuple[_Text, Head] | None = None
    most = 0.0
    for place, text in enumerate(texts):
        head = headline.find(sheet, text.first, text.told)
        if head is None:
            continue
        if rows is not None and not (
            _is_dated(head) and _apart(head, rows) and likeness.shared(head.title.text, text.told)
        ):
            continue
        score = head.score + _LONGEST * (place == 0)
        if score > most and not _is_row(sheet.tokens, head, text):
            best, most = (text, head), score
    return None if best is None else _article(sheet.tokens, *best)


def _article(tokens: Sequence[Token], text: _Text, head: Head) -> Article:
    title, stamp = head.title, head.stamp or datelines.dated_below(tokens, text.last)
    stamp = stamp or datelines.opening(tokens[head.place + 1 : text.first + 1])
    start = head.place
    lines = (title, *filter(None, [stamp]))
    if text.first - start <= datelines.ABOVE:
        lines = (*tokens[start : text.first],)
    return Article(
        line=title.number,
        title=title.text,
        paragraphs=tuple(token.text for token in text.body),
        stamp=None if stamp is None else stamp.stamp,
        lines=frozenset(t.number for t in (*lines, *tokens[text.first : text.last + 1])),
    )


def _is_dated(head: Head) -> bool:
    """Whether a full date stands below the title."""
    stamp = head.stamp
    if stamp is None or stamp.stamp is None or not stamp.stamp.has_year:
        return False
    return stamp.number >= head.title.number


def _apart(head: Head, rows: frozenset[int]) -> bool:
    """Whether neither title nor stamp stand in rows of lists."""
    return head.title.number not in rows and (head.stamp is None or head.stamp.number not in rows)


def _is_one_of_many(tokens: Sequence[Token], found: Article) -> bool:
    """Whether other lines of the page are stamped in the way that dates an article: posts."""
    dated = [token for token in tokens if token.stamp is not None]
    own = [_manner(token) for token in dated if token.stamp is found.stamp]
    return sum(_manner(token) in own for token in dated) > 1


def _is_post(tokens: Sequence[Token], found: Article) -> bool:
    """Whether how many commented stands right below the stamp, as below several others: posts.

    Or the stamp that states a post's categories stands below the text, as below others.
    """
    last = max(found.lines)
    filed = [t.number for t in tokens if t.written and terms.follow(t.text, t.written)]
    if len(filed) > 1 and any(0 < number - last <= _FOOT for number in filed):
        return True
    counted = [
        token.stamp
        for token, below in pairwise(tokens)
        if token.shape is Shape.STAMP and labels.tells_comments(below.text)
    ]
    return len(counted) > _FEWEST and any(stamp is found.stamp for stamp in counted)


def _manner(token: Token) -> tuple[str, ...]:
    """How a line states its stamp: its shape, its bullet, and its first word before the stamp."""
    stated = token.stamp is not None and token.stamp.has_time
    return (token.shape, str(token.bullet), token.before.partition(" ")[0], str(stated))


def _is_row(tokens: Sequence[Token], head: Head, text: _Text) -> bool:
    """Whether it is a row of a list with a long summary; several paragraphs are none below bare rows."""
    first = max(0, head.place - datelines.ABOVE)
    if head.stamp is None or not datelines.is_row(tokens[first : text.first], head.stamp):
        return False
    told = any(token.prose for token in tokens[first : head.place])
    return told or len(text.body) < _FEWEST


def _texts(
    sheet: Sheet, rows: frozenset[int], *, fewest: int, short: bool = False
) -> Iterator[_Text]:
    """The texts of the page apart from `rows`, the longest first."""
    free = [None if t.number in rows else t for t in sheet.tokens]
    runs = sorted(_runs(free, fewest=fewest, short=short), reverse=True)
    for size, start, last in runs[:_TEXTS]:
        if size < _PART * runs[0][0]:
            break
        first = -start
        tokens = sheet.tokens[first : last + 1]
        body = [
            token
            for token in tokens
            if (
                token.shape is Shape.TEXT
                and (token.prose or not headline.comes_again(sheet, token))
            )
            or datelines.opens(token)
        ]
        told = likeness.told(body)
        opening = _opening(sheet.tokens, first, told)
        if opening:
            first, body = opening[0], [*(sheet.tokens[i] for i in opening), *body]
        yield _Text(first, last, tuple(body), told)


def _runs(
    tokens: Sequence[Token | None], *, fewest: int, short: bool
) -> Iterator[tuple[int, int, int]]:
    """The runs of paragraphs: their size, the negative index of the first, the index of the last.

    `short` paragraphs count too, behind a longer one.
    """
    start = end = -1
    size = count = others = 0
    for index, token in enumerate((*tokens, None)):
        if token is not None and _is_paragraph(token):
            if start < 0:
                start, size, count = index, 0, 0
            end, others = index, 0
            size += width(token.text)
            count += 1
            continue
        if token is not None and start >= 0 and _is_between(token):
            if short and _says(token):
                count += 1
                continue
            others += 1
            if others <= _BREAK:
                continue
        if start >= 0 and (count >= fewest or size >= _SHORTEST):
            yield size, -start, end
        start, others = -1, 0


def _is_between(token: Token) -> bool:
    """Whether a line may stand between two paragraphs: a small heading, a video's length."""
    if token.shape is Shape.STAMP and token.stamp is not None:
        return token.stamp.time_alone and token.stamp.hour == 0 and token.stamp.second is not None
    return token.shape in {Shape.TEXT, Shape.NOISE}


def _says(token: Token) -> bool:
    """Whether a line is a short paragraph: a whole sentence, or what somebody said."""
    said = token.text.rstrip("\"'»”“’")
    return token.shape is Shape.TEXT and not token.bullet and is_sentence(said)


def _is_paragraph(token: Token) -> bool:
    if token.shape is not Shape.TEXT:
        return datelines.opens(token)
    return token.prose and not token.bullet


def _opening(tokens: Sequence[Token], first: int, told: frozenset[str]) -> list[int]:
    """The indexes of paragraphs above a run that are of one text with it.

    Pictures, quotations and headings in larger letters stand between.
    """
    found: list[int] = []
    index = first - 1
    while index >= 0 and (found[-1] if found else first) - index <= datelines.ABOVE:
        token = tokens[index]
        if token.shape in _ROWS or token.shape is Shape.STAMP:
            break
        if _is_paragraph(token) and likeness.shared(token.text, told) >= _ALIKE:
            found.append(index)
        index -= 1
    return found[::-1]
