"""Titles in lines of their own, several under each day: "9 December", and what came that day.

This module owns telling such days from the stamps of single rows, above or below which
stand a title, a category and a summary. What a day means is `days`' business.
"""

from __future__ import annotations

from collections.abc import Sequence

from pagefeed import clean
from pagefeed.converters import headings, labels, manners, sections, titles
from pagefeed.converters import stamps as stamps_of
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import ends_sentence, is_bracketed
from pagefeed.converters.measures import width, words
from pagefeed.converters.sheet import Block, Row, Sheet

_DAYS = 3  # at least: two may be anything, but where titles are list items
_TITLES = 60  # under one day
_LINES = 3  # of a row in list items, at most
_LEAST = 15  # characters of a title of one or two words
_MOST_ENDED = 0.2  # of the lines may end as sentences do: there are titles that do


def find(sheet: Sheet, tokens: Sequence[Token]) -> list[Block]:
    """The blocks of such lists, in the page's order."""
    found: list[Block] = []
    index = 0
    while index < len(tokens):
        if not _heads(tokens[index]):
            index += 1
            continue
        heads, under, index = _run(tokens, index)
        if len(heads) >= _DAYS or (len(heads) == _DAYS - 1 and _listed(tokens, heads, under)):
            under[-1] = _last(under, tokens[heads[-1]], listed=_listed(tokens, heads, under[:-1]))
            if _several(tokens, heads, under):
                found.append(_block(sheet, tokens, heads, under))
    return found


def _run(tokens: Sequence[Token], start: int) -> tuple[list[int], list[list[Token]], int]:
    """The days from the one at `start` on, what stands below each, and where they end."""
    heads = [start]
    under: list[list[Token]] = [[]]
    index = start + 1
    while index < len(tokens):
        token = tokens[index]
        if _heads(token):
            if not under[-1] or manners.manner(token) != manners.manner(tokens[start]):
                break
            heads.append(index)
            under.append([])
        elif _is_title(token) and len(under[-1]) < _TITLES:
            under[-1].append(token)
        elif token.shape is not Shape.MARKER:
            break
        index += 1
    return heads, under, index


def _heads(token: Token) -> bool:
    """Whether a line can state the day of titles below it: what was "Posted on" one is above."""
    return manners.day_only(token) and not (token.before and labels.publishes(token.before))


def _is_title(token: Token) -> bool:
    """Whether a line can be one of the titles: no paragraph, no label, no list's name."""
    if token.shape is not Shape.TEXT and not _speaks_of_day(token):
        return False
    if token.prose or token.event or is_bracketed(token.text):
        return False
    if sections.heads_list(token.text):
        return False
    return words(token.text) > 2 or width(token.text) >= _LEAST


def _speaks_of_day(token: Token) -> bool:
    """Whether a list item ends with a day without its year: "What changes on 1 July"."""
    stamp = token.stamp
    if not token.bullet or token.shape is not Shape.TAIL or stamp is None:
        return False
    return stamp.month is not None and not (stamp.has_year or stamp.has_time)


def _last(under: list[list[Token]], day: Token, *, listed: bool) -> list[Token]:
    """The titles under the last day, right below each other: no more than under others.

    List items end with their list.
    """
    most = _TITLES if listed else max(len(each) for each in under[:-1])
    kept: list[Token] = []
    before = day.number
    for token in under[-1][:most]:
        if token.number - before > 2 or (kept and token.bullet is not kept[0].bullet):
            break
        kept.append(token)
        before = token.number
    return kept


def _several(tokens: Sequence[Token], heads: list[int], under: list[list[Token]]) -> bool:
    """Whether most days have several lines, not each as many, and each line says its own.

    In list items below lines that are none, a day with several is enough.
    """
    sizes = [len(each) for each in under]
    lines = [token for each in under for token in each]
    days = {stamps_of.moment(t.stamp) for i in heads if (t := tokens[i]).stamp is not None}
    listed = _listed(tokens, heads, under)
    if len(days) < len(heads) or 0 in sizes:
        return False
    if len(set(sizes)) < 2 and not (listed and sizes[0] > _LINES):
        return False
    if not listed and sum(size > 1 for size in sizes) * 3 < len(sizes) * 2:
        return False
    if _stand_above(tokens, heads[0], sizes[:-1]):
        return False
    if len({clean.key(token.text) for token in lines}) * 10 < len(lines) * 9:
        return False
    ended = sum(ends_sentence(token.text) and not _is_cut(token.text) for token in lines)
    return ended <= _MOST_ENDED * len(lines)


def _stand_above(tokens: Sequence[Token], first: int, sizes: Sequence[int]) -> bool:
    """Whether as many lines as are under each day stand above the first, below the list's name."""
    above = tokens[max(0, first - sizes[0] - 1) : first]
    named = [sections.heads_list(token.text) for token in above]
    return len(set(sizes)) == 1 and named == [True] + [False] * sizes[0]


def _is_cut(title: str) -> bool:
    return title.endswith(("...", "…"))


def _listed(tokens: Sequence[Token], heads: list[int], under: list[list[Token]]) -> bool:
    """Whether the titles are list items below lines that are none."""
    items = all(token.bullet for each in under for token in each) and any(under)
    return items and not any(tokens[i].bullet for i in heads)


def _block(
    sheet: Sheet, tokens: Sequence[Token], heads: list[int], under: list[list[Token]]
) -> Block:
    heading = headings.above(sheet, tokens, heads[0])
    made = Block(rows=[], shape=Shape.STAMP, heading=heading.text, first=tokens[heads[0]].number)
    made.lines.update(heading.lines)
    for index, each in zip(heads, under, strict=True):
        day = tokens[index]
        made.lines.add(day.number)
        made.last = max(day.number, *(token.number for token in each))
        for token in each:
            assert day.stamp is not None
            title, more = titles.split(token.text)
            row = Row(
                line=token.number,
                title=titles.bare(title),
                stamp=day.stamp,
                summary=more,
                heading=heading.text,
            )
            made.rows.append(row)
            made.lines.add(token.number)
    return made
