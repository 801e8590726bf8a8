"""Rows written in one line among rows of several, and titles that stand again below their stamps.

"- Council keeps the bus Posted 13 March 2018 17:30 A trial will run on." stands between rows whose
title, stamp and summary have a line each. The label that leads to the stamps of those shows where
the parts of this line begin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import groupby, pairwise

from pagefeed.converters.layout import Shape, Token, stamped, trimmed_start, words
from pagefeed.converters.manners import manner
from pagefeed.dates import Written

_FEWEST = 3  # rows of several lines with the same label
_TITLE = 3  # words
_TWICE = 2  # as often a title stands on a page: over its row, and at its end
_ENDS = (Shape.MARKER, Shape.STAMP)  # what may stand below a row
_NEAR = 7  # lines from a title to its echo
_LABEL = 2  # words, at most
_COUNT = re.compile(r"^\s*\d[\d.,]*\s[^\W\d_]+\s(?=\S)")  # "94 comments "


def unfolded(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a page, such lines in their parts; each keeps the number of its line."""
    tokens = list(_with_ends(tokens))
    counted = Counter(filter(None, map(_label, tokens)))
    known = sorted(label for label, count in counted.items() if count >= _FEWEST)
    known.sort(key=len, reverse=True)  # "Last posted" before "posted"
    if not known:
        return tokens
    marked = any(token.shape is Shape.MARKER for token in tokens)
    return [part for token in tokens for part in _parts(token, known, marked=marked)]


def _with_ends(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens in which a list item's last words are its stamp, where those of longer items end so too.

    "- Council keeps the bus 2018-03-13 17:30" beside items of a title, a summary and "2018-03-14 09:10".
    """
    whole = Counter(manner(token) for token, below in pairwise(tokens) if _ends_item(token, below))
    known = {each for each, count in whole.items() if count >= _FEWEST}
    place = 0
    for short, group in groupby(tokens, lambda token: bool(known) and _in_one_line(token, known)):
        items = list(group)
        above = tokens[place - 1] if place else None
        place += len(items)
        begun = above is not None and above.stamp is not None and manner(above) in known
        marked = place < len(tokens) and tokens[place].shape is Shape.MARKER
        if short and (marked or begun):
            yield from (part for token in items for part in _in_parts(token))
        else:
            yield from items


def _in_one_line(token: Token, known: Container[tuple[bool, ...]]) -> bool:
    """Whether a line is a list item that ends with a stamp written as others are."""
    if token.stamp is None or not token.bullet or token.shape is not Shape.TAIL:
        return False
    return token.stamp.end == len(token.text) and manner(token) in known


def _in_parts(token: Token) -> Iterator[Token]:
    """A list item in one line as one of several lines is: its sign, its title, its stamp."""
    stamp = token.stamp
    assert stamp is not None
    moved = stamp._replace(start=0, end=stamp.end - stamp.start)
    yield Token(number=token.number, text="-", shape=Shape.MARKER, gap=token.gap)
    yield Token(number=token.number, text=token.before, shape=Shape.TEXT)
    yield stamped(token.number, token.text[stamp.start :], False, (moved,))


def _ends_item(token: Token, below: Token) -> bool:
    """Whether a line is but a stamp, and another list item begins below it."""
    bare = token.stamp is not None and token.stamp.end - token.stamp.start == len(token.text)
    return bare and (below.shape is Shape.MARKER or below.bullet)


def without_kickers(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a page, titles without what stands before them, where rows end in them again.

    The link over a whole row is named by its title alone: "Video A whale swims by" and, below the
    stamp, "A whale swims by".
    """
    counted = Counter(token.text for token in tokens)
    echoes = [
        (above, index)
        for index, token in enumerate(tokens)
        if counted[token.text] <= _TWICE and (above := _echoed(tokens, index))
    ]
    found = list(tokens)
    for above, index in echoes if len(echoes) >= _FEWEST else ():
        found[above] = found[above]._replace(text=found[index].text)
        found[index] = found[index]._replace(shape=Shape.NOISE)
    return found


def _echoed(tokens: Sequence[Token], index: int) -> int:
    """Where the line stands that ends as this one reads, a stamp between them; or 0."""
    token = tokens[index]
    if token.shape is not Shape.TEXT or words(token.text) < _TITLE:
        return 0
    following = tokens[index + 1 : index + 2]
    if any(not after.bullet and after.shape not in _ENDS for after in following):
        return 0
    dated = False
    for place in range(index - 1, max(index - _NEAR, 0), -1):
        above = tokens[place]
        dated = dated or above.shape is Shape.STAMP
        if above.shape is Shape.MARKER or above.bullet:
            return place if dated and above.text.endswith(f" {token.text}") else 0
        if dated and f" {above.text}".endswith(f" {token.text}"):
            return place
    return 0


def _label(token: Token) -> str:
    """What leads to the stamp of a line that says no more: "Posted", "Published:"."""
    if token.shape is not Shape.STAMP or token.stamp is None:
        return ""
    label = token.text[: token.stamp.start].strip()
    return label if words(label) <= _LABEL else ""


def _parts(token: Token, known: Sequence[str], *, marked: bool) -> Iterator[Token]:
    written = token.written
    label, stamp = next(filter(None, (_led(token, each, known) for each in written)), ("", None))
    title = "" if stamp is None else token.text[: stamp.start].rstrip().removesuffix(label)
    if not token.bullet or stamp is None or words(title) < _TITLE:
        yield token
        return
    start, end = len(title), max(each.end for each in written)
    moved = tuple(each._replace(start=each.start - start, end=each.end - start) for each in written)
    rest = trimmed_start(_COUNT.sub("", token.text[end:]))
    echoed = f" {rest} " in f" {title} "  # the link over the whole row, named by its title
    title = rest if echoed and words(rest) >= _TITLE else title.rstrip()
    if marked:
        yield Token(number=token.number, text="-", shape=Shape.MARKER, gap=token.gap)
    yield Token(number=token.number, text=title, shape=Shape.TEXT, bullet=not marked)
    yield stamped(token.number, token.text[start:end], False, moved)
    if words(rest) >= _TITLE and not echoed:
        yield Token(number=token.number, text=rest, shape=Shape.TEXT)


def _led(token: Token, stamp: Written, known: Sequence[str]) -> tuple[str, Written] | None:
    """The known label right before a stamp in a line, and the stamp."""
    before = token.text[: stamp.start].rstrip()
    return next(((each, stamp) for each in known if before.endswith(f" {each}")), None)
