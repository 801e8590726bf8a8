"""Rows written in one line among rows of several, and titles that stand again below their stamps.

"- Council keeps the bus Posted 13 March 2018 17:30 A trial will run on." stands between rows whose
title, stamp and summary have a line each. The label that leads to the stamps of those shows where
the parts of this line begin, or, in list items, how the stamps of those are written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import chain, compress, groupby, pairwise

from pagefeed.converters import asking, manners, sections
from pagefeed.converters.layout import Shape, Token, silenced, stamped, trimmed_start
from pagefeed.converters.looks import is_sentence
from pagefeed.converters.measures import words
from pagefeed.dates import Written

_FEWEST = 3  # rows of several lines with the same label
_TITLE = 3  # words
_LONG = 7  # lines of an item, at most, in which its stamp stands
_TWICE = 2  # as often a title stands on a page: over its row, and at its end
_ENDS = (Shape.MARKER, Shape.STAMP)  # what may stand below a row
_NEAR = 7  # lines from a title to its echo
_ASKING = 15  # characters of what asks to read a title on, and names it
_ASKED = 5  # lines from a title to what asks to read it
_QUOTES = " \"'“”„«»‘’「」:…"
_LABEL = 2  # words, at most
_READ_OUT = 8  # words before a title that ends the line: who wrote it, "comments off on"
_COUNT = re.compile(r"^\s*\d[\d.,]*\s[^\W\d_]+\s(?=\S)")  # "94 comments "


def unfolded(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a page, such lines in their parts; each keeps the number of its line."""
    counted = Counter(filter(None, map(_label, tokens)))
    known = sorted(label for label, count in counted.items() if count >= _FEWEST)
    known.sort(key=len, reverse=True)  # "Last posted" before "posted"
    if known:
        marked = any(token.shape is Shape.MARKER for token in tokens)
        tokens = [part for token in tokens for part in _parts(token, known, marked=marked)]
    return _apart_from_summaries(_beside_longer(tokens))


def _apart_from_summaries(tokens: list[Token]) -> list[Token]:
    """Tokens in which stamps behind summaries stand below them, as those of rows without one do."""
    ending = [_ends_summary(token) for token in tokens]
    behind = [*compress(tokens, ending)]
    if len(behind) < _FEWEST:
        return tokens
    known = {manners.manner(token) for token in behind}
    ends = {token.number for token in behind}
    alone = (
        token.shape is Shape.STAMP
        and not (token.before or token.after)
        and manners.manner(token) in known
        and not ends.isdisjoint(range(token.number - _LONG, token.number + _LONG))
        for token in tokens
    )
    if not any(alone):
        return tokens
    parted = (_below(token) if end else [token] for token, end in zip(tokens, ending, strict=True))
    return [*chain.from_iterable(parted)]


def _ends_summary(token: Token) -> bool:
    """Whether a line is a sentence and a whole stamp."""
    stamp = token.stamp
    if token.shape is not Shape.TAIL or stamp is None or not (stamp.has_date and stamp.has_time):
        return False
    return is_sentence(token.before)


def _below(token: Token) -> list[Token]:
    """A line that ends in its stamp as two."""
    assert token.stamp is not None
    start = token.stamp.start
    moved = token.stamp._replace(start=0, end=token.stamp.end - start)
    text = token.before
    return [
        Token(token.number, text, Shape.TEXT, bullet=token.bullet, gap=token.gap),
        stamped(token.number, token.text[start:], False, (moved,)),
    ]


def _beside_longer(tokens: Sequence[Token]) -> list[Token]:
    """Tokens in which list items in one line have their parts as the longer items beside them do.

    "- Council keeps the bus 2018-03-13 17:30 A trial will run on." beside items whose title, stamp
    and summary have a line each, below a sign of their own.
    """
    signs = manners.item_signs(tokens)
    if not signs:
        return list(tokens)
    found: list[Token] = []
    items = _items(tokens, signs)
    known = [_stated_alone(item) for item in items]
    place = 0
    for short, group in groupby(items, lambda item: bool(item) and item[0].bullet):
        run = list(group)
        end = place + len(run)
        beside = {*known[max(place - 1, 0) : place], *known[end : end + 1]}
        place = end
        for item in run:
            own = short and item[0].shape is not Shape.LEAD
            stamp = _stamp_in(item[0], beside) if own else None
            found += _parted(item[0], stamp) if stamp else item[:1]
            found += item[1:]
    return found


def _items(tokens: Sequence[Token], signs: Container[str]) -> list[list[Token]]:
    """Tokens by list items: each sign, and what follows it up to the next; first what has none."""
    items: list[list[Token]] = [[]]
    for token in tokens:
        if token.bullet or (token.shape is Shape.MARKER and token.text in signs):
            items.append([])
        items[-1].append(token)
    return items


def _stamp_in(token: Token, known: Container[tuple[bool, ...] | None]) -> Written | None:
    """The first stamp of a line that is written as those, if a title stands before it."""
    stamp = next((each for each in token.written if manners.of(each) in known), None)
    title = "" if stamp is None else token.text[: stamp.start].rstrip()
    if words(title) < _TITLE or title.endswith(":"):
        return None  # "Ann Tregear says:" would be a comment's
    return stamp


def _stated_alone(item: Sequence[Token]) -> tuple[bool, ...] | None:
    """How the stamp on a line of its own is written that stands in an item of several lines."""
    if not item or item[0].shape is not Shape.MARKER:
        return None
    stamp = next((token for token in item[1:_LONG] if token.shape is Shape.STAMP), None)
    return manners.manner(stamp) if stamp else None


def _parted(token: Token, stamp: Written) -> list[Token]:
    """A list item in one line as one of several lines is: its sign, its title, its stamp, the rest."""
    title, rest = token.text[: stamp.start].rstrip(), trimmed_start(token.text[stamp.end :])
    return _lines(token, title, rest, (stamp.start, stamp.end), (stamp,), marked=True)


def _lines(
    token: Token,
    title: str,
    rest: str,
    stated: tuple[int, int],
    written: Iterable[Written],
    *,
    marked: bool,
) -> list[Token]:
    """The lines of a row in one: its title, what states its stamps, and the rest, if any.

    `marked` rows have the sign of their list item on a line of its own.
    """
    start, end = stated
    moved = tuple(each._replace(start=each.start - start, end=each.end - start) for each in written)
    number = token.number
    sign = Token(number=number, text="-", shape=Shape.MARKER, gap=token.gap)
    return [
        *([sign] if marked else []),
        Token(number=number, text=title, shape=Shape.TEXT, bullet=not marked),
        stamped(number, token.text[start:end], False, moved),
        *([Token(number=number, text=rest, shape=Shape.TEXT)] if rest else []),
    ]


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


def without_players(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a page, stamps without what names the title above them again.

    A player, or a link to read on, does: "today, 11:42 Listen to A whale swims by 0:48 min". So
    does what is read out: "3 May Comments off on A whale swims by". What stands above several
    such titles, and ends no sentence, is what they are filed under.
    """
    found = list(tokens)
    over: list[int] = []
    for index, (above, token) in enumerate(pairwise(tokens), start=1):
        bare = _unnamed(above, token)
        if bare is None:
            continue
        found[index] = bare
        if index > 1 and _files(tokens[index - 2]):
            over.append(index - 2)
    return silenced(found, over) if len(over) > 1 else found


def without_links_on(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a page, what asks to read on without the title above: "Continue reading A whale swims by"."""
    return [
        token._replace(text=ask, shape=Shape.NOISE) if ask else token
        for index, token in enumerate(tokens)
        for ask in [_ask(tokens, index)]
    ]


def _ask(tokens: Sequence[Token], index: int) -> str:
    """What a line says beside a title above it, if that asks to read on; or nothing."""
    token = tokens[index]
    if len(token.text) < _ASKING or token.shape is not Shape.TEXT:
        return ""
    for above in tokens[max(index - _ASKED, 0) : index]:
        if above.text in token.text and above.shape is Shape.TEXT and words(above.text) >= _TITLE:
            rest = token.text.replace(above.text, "", 1).strip(_QUOTES)
            return rest if asking.asks(rest) else ""
    return ""


def _files(token: Token) -> bool:
    """Whether a line above a title can say what that is filed under."""
    return token.shape is Shape.TEXT and not (token.prose or sections.heads_list(token.text))


def _unnamed(above: Token, token: Token) -> Token | None:
    """A stamp without the title above it, where it names that again."""
    if above.shape is not Shape.TEXT or token.shape is not Shape.LEAD:
        return None
    label, found, rest = token.after.partition(above.text)
    if not found or words(above.text) < _TITLE or words(rest) > _LABEL:
        return None
    if words(label) > (_LABEL if rest else _READ_OUT):
        return None
    return token._replace(text=token.text.removesuffix(token.after), shape=Shape.STAMP, after="")


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


def _parts(token: Token, known: Sequence[str], *, marked: bool) -> list[Token]:
    """A list item in one line whose stamp a known label leads to, as rows of several lines are."""
    written = token.written
    label, stamp = next(filter(None, (_led(token, each, known) for each in written)), ("", None))
    title = "" if stamp is None else token.text[: stamp.start].rstrip().removesuffix(label)
    if not token.bullet or stamp is None or words(title) < _TITLE:
        return [token]
    start, end = len(title), max(each.end for each in written)
    rest = trimmed_start(_COUNT.sub("", token.text[end:]))
    told = rest if words(rest) >= _TITLE else ""
    if f" {rest} " in f" {title} ":  # the link over the whole row, named by its title
        title, told = told or title.rstrip(), ""
    return _lines(token, title.rstrip(), told, (start, end), written, marked=marked)


def _led(token: Token, stamp: Written, known: Sequence[str]) -> tuple[str, Written] | None:
    """The known label right before a stamp in a line, and the stamp."""
    before = token.text[: stamp.start].rstrip()
    return next(((each, stamp) for each in known if before.endswith(f" {each}")), None)
