"""Whole posts one below the other -> a block: a title, its stamp, and a text of any length.

Between two stamps of a list stand but a few lines. Posts are told by the words around
their stamps, the same in each: "Posted on 2 May 2024 | 3 comments", or by the count of
comments right below. Or by the line that ends each of them, with its time, below days that
hold for one post or several: "Posted by Ann at 15:20".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pagefeed import clean
from pagefeed.converters import headings, labels, manners, titles
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import is_sentence, repeats, summarises
from pagefeed.converters.measures import words
from pagefeed.converters.sheet import Block, Row, Sheet

_FEWEST = 3  # posts of a page
_SIGNED = 8  # words that tell who wrote a post, before its time
_COUNTED = 3  # words behind it: "No comments"
_FACTS = 3  # lines below a stamp, at most, up to the text: comments, categories
_NEAR = 6  # lines of text between two stamps of a list, at most


def find(sheet: Sheet, tokens: Sequence[Token]) -> Block | None:
    """The posts of a page, where most of them are longer than rows of lists are."""
    made: dict[tuple[bool, ...], list[int]] = defaultdict(list)  # by how stamps are written
    worded: dict[tuple[str, tuple[bool, ...]], list[int]] = defaultdict(list)  # by words too
    for index, token in enumerate(tokens):
        if token.stamp is not None and token.stamp.has_year and manners.says_little(token):
            manner = manners.manner(token)
            made[manner].append(index)
            if token.before:
                worded[clean.key(token.before), manner].append(index)
            elif token.shape is Shape.STAMP and _counted_below(tokens, index):
                worded["", manner].append(index)
    for (_, manner), members in worded.items():
        if len(members) < _FEWEST or _others_between(made[manner], members):
            continue
        if _are_long(tokens, members):
            place = _place(tokens, members)
            if place:
                return _block(sheet, tokens, members, place)
    return _signed(sheet, tokens)


def _counted_below(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and labels.tells_comments(tokens[index + 1].text)


def _signed(sheet: Sheet, tokens: Sequence[Token]) -> Block | None:
    """The posts of a page that end with who wrote them, and at what time, under their days."""
    by_words: dict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        if _ends_post(token):
            by_words[token.before.partition(" ")[0]].append(index)
    ends = max(by_words.values(), key=len, default=[])
    if len(ends) < _FEWEST or not any(map(manners.day_only, tokens[: ends[0]])):
        return None
    block: Block | None = None
    day: Token | None = None
    for start, end in pairwise((-1, *ends)):
        days = [i for i in range(start + 1, end) if manners.day_only(tokens[i])]
        above = days[-1] if days else start
        day = tokens[above] if days else day
        title = _titled(tokens, above + 1, end)
        stamp = tokens[end].stamp
        if title is None or day is None or stamp is None:
            continue
        if block is None:
            heading = headings.above(sheet, tokens, above)
            block = Block(rows=[], shape=Shape.STAMP, heading=heading.text, first=day.number)
        told = tokens[title + 1]
        block.rows.append(
            Row(
                line=tokens[title].number,
                title=titles.bare(tokens[title].text),
                stamp=stamp,
                summary=told.text if summarises(told) else "",
                heading=block.heading,
                day=day.stamp,
            )
        )
        block.lines.update(token.number for token in tokens[title : end + 1])
        block.lines.add(day.number)
        block.last = tokens[end].number
    return block


def _ends_post(token: Token) -> bool:
    if token.shape not in manners.ROW_SHAPES or not manners.time_only(token):
        return False
    if not labels.signs(token.before):
        return False
    return words(token.before) <= _SIGNED and words(token.after) <= _COUNTED


def _titled(tokens: Sequence[Token], first: int, end: int) -> int | None:
    """The title of a post: the first line, or of several the one over the first paragraph."""
    fit = [index for index in range(first, end) if _can_be_title(tokens, index)]
    over = [index for index in fit if tokens[index + 1].prose]
    return next(iter(over or fit), None)


def _others_between(made: list[int], members: list[int]) -> bool:
    """Whether stamps of the same make with other words stand between: rows of a list."""
    first, last = bisect_left(made, members[0]), bisect_left(made, members[-1])
    return last - first + 1 != len(members)


def _are_long(tokens: Sequence[Token], members: list[int]) -> bool:
    posts = [[t for t in tokens[a:b] if t.shape is Shape.TEXT] for a, b in pairwise(members)]
    long = sum(len(each) > _NEAR or sum(t.prose for t in each) > 1 for each in posts)
    return long * 2 >= len(posts)


def _place(tokens: Sequence[Token], members: list[int]) -> int:
    """-1 where the line above most stamps can be a title, 1 where the line below can, or 0."""
    for place in (-1, 1):
        found = [tokens[i + place].text for i in members if _can_be_title(tokens, i + place)]
        if all(labels.signs(text) or labels.category_of(text) for text in found):
            continue
        if len(set(map(repeats, found))) * 10 >= len(members) * 8:  # titles differ
            return place
    return 0


def _can_be_title(tokens: Sequence[Token], index: int) -> bool:
    if not 0 <= index < len(tokens):
        return False
    token = tokens[index]
    if token.shape not in {Shape.TEXT, *manners.ROW_SHAPES} or token.bullet:
        return False
    return not (token.prose or token.event or is_sentence(token.text) or "://" in token.text)


def _block(sheet: Sheet, tokens: Sequence[Token], members: list[int], place: int) -> Block:
    first = members[0] + min(place, 0)
    heading = headings.above(sheet, tokens, first)
    block = Block(rows=[], shape=Shape.STAMP, heading=heading.text, first=tokens[first].number)
    above = first
    for index in members:
        stamp = tokens[index].stamp
        if stamp is None or not _can_be_title(tokens, index + place):
            continue
        title = tokens[index + place]
        following = max(index, index + place) + 1
        below = tokens[following : following + _FACTS]
        told = next((t.text for t in below if summarises(t)), "")
        block.lines.update((tokens[index].number, title.number))
        if block.rows:  # what the post above says, of days too
            block.lines.update(t.number for t in tokens[above:index] if t.prose)
        above = index
        block.last = max(tokens[index].number, title.number)
        block.rows.append(
            Row(
                line=title.number,
                title=titles.bare(title.text),
                stamp=stamp,
                summary=told,
                heading=heading.text,
            )
        )
    return block
