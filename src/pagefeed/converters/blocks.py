"""Tokens -> blocks: rows that belong together, with the heading above them.

A block is a run of rows written in one way. How its rows are written (stamp before or
after the title, a category's line above, a summary's below) is told from the block as
a whole, never from one row. Whose date a stamp is and what it means is for `days`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pagefeed import clean
from pagefeed.converters import headings, titles
from pagefeed.converters.layout import Shape, Token, is_prose, width, words
from pagefeed.dates import Written

# How many lines of text may stand between two stamps of one block.
_BETWEEN = {Shape.LEAD: 3, Shape.TAIL: 3, Shape.MID: 3, Shape.STAMP: 6}
_INLINE_CATEGORY = 40  # characters, and words below
_ROW_SHAPES = (Shape.LEAD, Shape.TAIL, Shape.MID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it is written: its words and its stamp, not yet decided."""

    line: int
    title: str
    stamp: Written
    summary: str = ""
    category: str = ""  # written in the row or on a line of its own above it
    heading: str = ""  # the heading that it stands under
    day: Written | None = None  # the day heading that it stands under
    before_day: bool = False  # no day heading above, but one further down


@dataclass(slots=True, kw_only=True)
class Block:
    """Rows that are written in one way, under one heading or several."""

    rows: list[Row]
    shape: Shape
    heading: str = ""
    first: int = 0  # lines
    last: int = 0
    days: list[Written] = field(default_factory=list)  # its day headings, in order
    lines: set[int] = field(default_factory=set)  # all lines that it took


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A page's tokens and which of them are taken, with the reason for those left over."""

    tokens: tuple[Token, ...]
    taken: set[int] = field(default_factory=set)  # line numbers
    walls: set[int] = field(default_factory=set)  # lines across which no block goes on
    why: dict[int, str] = field(default_factory=dict)  # line number: why it gave nothing
    labels: Counter[str] = field(default_factory=Counter)
    known: dict[tuple[object, ...], str] = field(default_factory=dict)  # moment: title's key

    def __post_init__(self) -> None:
        for token in self.tokens:
            if token.shape is Shape.TEXT and words(token.text) <= 5 and width(token.text) <= 45:
                self.labels[clean.key(token.text)] += 1

    def free(self, token: Token) -> bool:
        """Whether no converter took the line yet."""
        return token.number not in self.taken

    def leave(self, lines: Iterable[int], why: str) -> None:
        """Remember why lines give nothing, where nothing was remembered before."""
        for line in lines:
            self.why.setdefault(line, why)


def find(sheet: Sheet) -> list[Block]:
    """The blocks of the lines that are still free, in the page's order."""
    tokens = [token for token in sheet.tokens if sheet.free(token)]
    found: list[Block] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.shape is Shape.CHAIN:
            block, index = _chain(tokens, index)
        elif token.shape in _BETWEEN and token.stamp is not None:
            members, following = _run(tokens, index, sheet.walls)
            block = _block(sheet, tokens, members) or _before_rows(sheet, tokens, index)
            index = following
        else:
            index += 1
            continue
        if block is not None and block.rows:
            found.append(block)
    return found


def _run(tokens: Sequence[Token], start: int, walls: set[int]) -> tuple[list[int], int]:
    """The indexes of the stamped tokens that go on in the way of the first, and where to go on."""
    shape = tokens[start].shape
    members = [start]
    between = 0
    index = start + 1
    while index < len(tokens):
        token = tokens[index]
        passed = range(tokens[index - 1].number + 1, token.number)
        if len(passed) > 60 or token.shape is Shape.CHAIN or not walls.isdisjoint(passed):
            break
        if token.shape is Shape.TEXT or (shape is Shape.STAMP and _speaks(tokens, members, token)):
            between += 1
            if between > _BETWEEN[shape]:
                break
        elif (
            (token.shape is shape and _alike(tokens[members[-1]], token))
            or _same_run(tokens, members, token)
            or (between and _labelled_alike(tokens, members, token))
        ):
            members.append(index)
            between = 0
            shape = _leading_shape(tokens, members, shape)
        elif token.shape in _BETWEEN:
            break
        index += 1
    return members, members[-1] + 1


def _speaks(tokens: Sequence[Token], members: list[int], token: Token) -> bool:
    """Whether a line among stamps of their own only mentions a date: in a title, say."""
    if token.shape not in _ROW_SHAPES or _same_run(tokens, members, token):
        return False
    one, other = tokens[members[0]].stamp, token.stamp
    assert one is not None
    assert other is not None
    same = (one.has_date, one.has_time, bool(one.numbers)) == (
        other.has_date,
        other.has_time,
        bool(other.numbers),
    )
    return not same


def _labelled_alike(tokens: Sequence[Token], members: list[int], token: Token) -> bool:
    """Whether stamps alone and stamps with a few words beside them are one list's."""
    last = tokens[members[-1]]
    if (
        not (_says_little(last) and _says_little(token))
        or last.stamp is None
        or token.stamp is None
    ):
        return False
    one, other = last.stamp, token.stamp
    return (one.has_date, one.has_time, one.has_year, bool(one.numbers)) == (
        other.has_date,
        other.has_time,
        other.has_year,
        bool(other.numbers),
    ) and one.has_date


def _says_little(token: Token) -> bool:
    if token.shape is Shape.STAMP:
        return True
    rest = f"{token.before} {token.after}".strip()
    return token.shape in _ROW_SHAPES and words(rest) <= 5 and width(rest) <= 40


def _alike(first: Token, second: Token) -> bool:
    """Whether two stamps on lines of their own are written in one way."""
    one, other = first.stamp, second.stamp
    if first.shape is not Shape.STAMP or one is None or other is None:
        return True
    if not (one.has_date and other.has_date):
        return True
    adjacent = second.number - first.number == 1
    return adjacent or (
        one.has_time == other.has_time
        and bool(one.numbers) == bool(other.numbers)
        and one.has_year == other.has_year
    )


def _same_run(tokens: Sequence[Token], members: list[int], token: Token) -> bool:
    """A line with a day alone between rows that state a time alone: a day heading."""
    if token.stamp is None:
        return False
    first = tokens[members[0]]
    rows = first.shape in _ROW_SHAPES or tokens[members[-1]].shape in _ROW_SHAPES
    if token.shape is Shape.STAMP and rows:
        return _day_only(token) and any(_time_only(tokens[i]) for i in members)
    if first.shape is Shape.STAMP and token.shape in {Shape.LEAD, Shape.TAIL}:
        return all(_day_only(tokens[i]) for i in members) and _time_only(token)
    return False


def _leading_shape(tokens: Sequence[Token], members: list[int], shape: Shape) -> Shape:
    for index in members:
        if tokens[index].shape is not Shape.STAMP:
            return tokens[index].shape
    return shape


def _day_only(token: Token) -> bool:
    stamp = token.stamp
    return (
        token.shape is Shape.STAMP
        and stamp is not None
        and not stamp.has_time
        and (stamp.has_date or stamp.days_ago is not None)
    )


def _time_only(token: Token) -> bool:
    stamp = token.stamp
    return stamp is not None and stamp.has_time and not stamp.has_date and not stamp.relative


def _before_rows(sheet: Sheet, tokens: Sequence[Token], index: int) -> Block | None:
    """A row on lines of its own before rows in single lines, as a list's first, larger one."""
    token = tokens[index]
    stamp = token.stamp
    if token.shape is not Shape.STAMP or stamp is None or not (stamp.has_date and stamp.has_time):
        return None
    near = tokens[index + 1 : index + 6]
    if len(near) < 2 or near[0].shape is not Shape.TEXT or near[0].prose or words(near[0].text) < 2:
        return None
    row = next((each for each in near if each.shape is Shape.LEAD), None)
    if row is None or row.stamp is None or bool(row.stamp.numbers) is not bool(stamp.numbers):
        return None
    if not (row.stamp.has_date and row.stamp.has_time):
        return None
    heading = headings.above(sheet, tokens, index)
    summary = near[1].text if near[1].shape is Shape.TEXT and _summarises(near[1]) else ""
    made = Block(rows=[], shape=Shape.STAMP, heading=heading.text, first=token.number)
    made.last = near[0].number
    made.lines.update((token.number, near[0].number, *heading.lines))
    if summary:
        made.lines.add(near[1].number)
    title = titles.bare(near[0].text)
    made.rows.append(
        Row(
            line=near[0].number,
            title=title,
            stamp=stamp,
            summary=summary,
            heading=heading.text,
        )
    )
    return made


# Rows that hold their title.


def _block(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> Block | None:
    shape = _leading_shape(tokens, members, tokens[members[0]].shape)
    if shape is Shape.STAMP or _labels_only(tokens, members):
        from pagefeed.converters import columns

        return columns.block(sheet, tokens, members)
    return _inline(sheet, tokens, members, shape)


def _labels_only(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether beside the stamps stand but labels, and the titles on lines of their own."""
    rests = [
        f"{tokens[i].before} {tokens[i].after}".strip()
        for i in members
        if tokens[i].shape is not Shape.STAMP
    ]
    short = sum(1 for rest in rests if words(rest) <= 5)
    if len(members) < 2 or (short * 10 < len(rests) * 9 and not _formulaic(rests)):
        return False
    titled = 0
    for a, b in pairwise(members):
        lines = [t for t in tokens[a + 1 : b] if t.shape is Shape.TEXT]
        longest = max((width(t.text) for t in lines), default=0)
        titled += longest > 1.5 * width(rests[0]) and any(words(t.text) >= 4 for t in lines)
    return titled * 10 >= (len(members) - 1) * 7


def _formulaic(rests: list[str]) -> bool:
    """Whether what stands beside the stamps repeats: "by Ann Tregear in News, 5 comments"."""
    if len(rests) < 3 or any(words(rest) > 14 for rest in rests):
        return False
    sets = [set(rest.casefold().split()) for rest in rests]
    counted = Counter(word for each in sets for word in each)
    common = {word for word, count in counted.items() if count * 2 >= len(rests)}
    shared = sum(len(each & common) for each in sets)
    return shared * 10 >= sum(len(each) for each in sets) * 4


def _inline(
    sheet: Sheet, tokens: Sequence[Token], members: list[int], shape: Shape
) -> Block | None:
    heading = headings.above(sheet, tokens, members[0])
    block = Block(rows=[], shape=shape, heading=heading.text, first=tokens[members[0]].number)
    block.lines.update(heading.lines)
    current = heading.text
    day: Written | None = heading.day
    if day is not None:
        block.days.append(day)
    inside = set(members)
    categories = _inline_categories(tokens, members)
    for index in range(members[0], members[-1] + 1):
        token = tokens[index]
        if index in inside and token.stamp is not None:
            block.lines.add(token.number)
            if token.shape is Shape.STAMP:
                day = token.stamp
                block.days.append(day)
                continue
            block.rows.append(_row(token, heading=current, day=day, categories=categories))
        elif token.shape is Shape.TEXT:
            block.lines.add(token.number)
            if block.rows and _summarises(token):
                block.rows[-1] = _with_summary(block.rows[-1], token.text)
            else:
                current = token.text
    last = _trailing_summary(tokens, members[-1], block)
    block.last = tokens[last].number
    block.rows = _without_repeats(sheet, _times_alone(tokens, members, block.rows))
    if any(each.has_date for each in block.days):
        block.rows = [replace(row, before_day=row.day is None) for row in block.rows]
    return block


def _times_alone(tokens: Sequence[Token], members: list[int], rows: list[Row]) -> list[Row]:
    """Where most rows state a time alone, a day beside one row's time is its title's."""
    alone = sum(1 for row in rows if row.stamp.has_time and not row.stamp.has_date)
    if alone * 10 < len(rows) * 6 or alone == len(rows):
        return rows
    by_line = {tokens[index].number: tokens[index] for index in members}
    return [_with_day_in_title(row, by_line[row.line]) for row in rows]


def _with_day_in_title(row: Row, token: Token) -> Row:
    stamp = row.stamp
    start, end = stamp.clock
    if not end or not stamp.has_date:
        return row
    text = token.text
    if token.shape is Shape.TAIL and end == stamp.end:
        return replace(row, title=text[:start].rstrip(), stamp=time_of(stamp))
    if token.shape is Shape.LEAD and start == stamp.start:
        return replace(row, title=text[end:].strip(), stamp=time_of(stamp))
    return row


def time_of(stamp: Written) -> Written:
    """The time of a stamp, without its day."""
    return replace(
        stamp, start=stamp.clock[0], end=stamp.clock[1], year=None, month=None, day=None,
        numbers=(), separator="", weekday=None, clock=(0, 0),
    )  # fmt: skip


def _row(token: Token, *, heading: str, day: Written | None, categories: bool) -> Row:
    assert token.stamp is not None
    text, category = token.after, ""
    if token.shape is Shape.TAIL:
        text = token.before
    elif token.shape is Shape.MID:
        if categories:
            category = token.before
        else:
            text = token.before
    title, summary = titles.split(text)
    return Row(
        line=token.number,
        title=titles.bare(title),
        summary=summary,
        stamp=token.stamp,
        category=category,
        heading=heading,
        day=day,
    )


def _inline_categories(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether what stands before the stamps of a block is a category, not a title."""
    stated = [tokens[index] for index in members if tokens[index].shape is Shape.MID]
    if not stated:
        return False
    short = sum(1 for token in stated if _is_category(token.before) and words(token.after) >= 2)
    longer = sum(1 for token in stated if width(token.after) > width(token.before))
    return short * 10 >= len(stated) * 8 and longer * 2 > len(stated)


def _is_category(text: str) -> bool:
    return words(text) <= 4 and width(text) <= _INLINE_CATEGORY


def _summarises(token: Token) -> bool:
    return is_prose(token.text) or token.text.endswith(("...", "…"))


def _with_summary(row: Row, text: str) -> Row:
    return row if row.summary else replace(row, summary=text)


def _trailing_summary(tokens: Sequence[Token], last: int, block: Block) -> int:
    """The summary below the last row, where other rows have theirs below too."""
    following = last + 1
    if following >= len(tokens) or not block.rows:
        return last
    token = tokens[following]
    others = block.rows[:-1]
    with_summary = sum(1 for row in others if row.summary)
    if token.shape is Shape.TEXT and _summarises(token) and with_summary * 2 > len(others) > 0:
        block.rows[-1] = _with_summary(block.rows[-1], token.text)
        block.lines.add(token.number)
        return following
    return last


def _without_repeats(sheet: Sheet, rows: list[Row]) -> list[Row]:
    """Rows without the words that end many of them: "more", or a category of the page."""
    if len(rows) < 2:
        return rows
    ends = Counter(end for row in rows for end in _ends(row.title))
    listed = {end for end in ends if clean.key(end) in sheet.labels}
    most = _most_end(rows, ends, listed)
    return [_without_end(row, rows, ends, listed, most=most) for row in rows]


def _without_end(
    row: Row, rows: list[Row], ends: Counter[str], known: set[str], *, most: bool
) -> Row:
    for end in _ends(row.title):
        listed = end in known
        count = ends[end]
        if count < 2 and not (listed and most):
            continue
        title = row.title[: -len(end)].rstrip(" |•·-–")
        if count * 10 >= len(rows) * 8 and len(rows) >= 3 and not listed and _is_control(end):
            return replace(row, title=title)
        if _often(count, rows, end) or (listed and (count >= 2 or most)):
            return replace(row, title=title, category=row.category or end)
    return row


def _is_control(end: str) -> bool:
    """Whether a phrase can be what one clicks, such as "more" or "read on"; longer ones are title."""
    return end.islower() and end.replace(" ", "").isalpha() and end.count(" ") <= 1


def _often(count: int, rows: list[Row], end: str) -> bool:
    """Whether a phrase ends so many rows that it is a category, on whatever page."""
    return count * 10 >= len(rows) * 8 and len(rows) >= 5 and end[:1].isupper() and end.isalpha()


def _ends(title: str) -> list[str]:
    """The last one to five words of a title, longest first, that leave a title before them."""
    parts = title.split(" ")
    return [" ".join(parts[-n:]) for n in range(min(5, len(parts) - 3), 0, -1)]


def _most_end(rows: list[Row], ends: Counter[str], listed: set[str]) -> bool:
    """Whether most rows end in a category that is known from elsewhere, or that repeats."""
    known = sum(
        1
        for row in rows
        if any(end in listed or _often(ends[end], rows, end) for end in _ends(row.title))
    )
    return known * 10 >= len(rows) * 6 and len(rows) >= 3


# Rows run together in lines.

_CHAIN_LINES = 400


def _chain(tokens: Sequence[Token], start: int) -> tuple[Block | None, int]:
    """Rows run together: the stamps divide the text, whatever the lines do."""
    pieces: list[tuple[Written, int, str]] = []
    block = Block(rows=[], shape=Shape.CHAIN, first=tokens[start].number)
    leading = tokens[start].before == ""
    index = start
    while index < len(tokens) and index - start < _CHAIN_LINES:
        token = tokens[index]
        if not _continues(token, bool(pieces), tokens[index - 1] if index > start else None):
            break
        block.lines.add(token.number)
        _divide(token, pieces, leading=leading)
        index += 1
    block.last = tokens[index - 1].number
    for stamp, line, text in pieces:
        title, summary = titles.split(text)
        if words(title) >= 2:
            block.rows.append(
                Row(line=line, title=titles.bare(title), summary=summary, stamp=stamp)
            )
    previous = tokens[start - 1] if start else None
    if previous is not None and previous.shape is Shape.TEXT and not previous.prose:
        block.heading = previous.text
        block.rows = [replace(row, heading=previous.text) for row in block.rows]
        block.lines.add(previous.number)
    return block, index


def _continues(token: Token, begun: bool, previous: Token | None) -> bool:
    if token.shape is Shape.CHAIN:
        return True
    if not begun or previous is None:
        return False
    ended = bool(previous.written) and not previous.text[previous.written[-1].end :].strip()
    if token.shape in {Shape.LEAD, Shape.MID, Shape.TAIL, Shape.TEXT} and token.written:
        times = [each for each in token.written if each.has_time]
        return bool(times) and (token.shape is not Shape.TAIL or ended)
    return ended and token.shape is Shape.TEXT


def _divide(token: Token, pieces: list[tuple[Written, int, str]], *, leading: bool) -> None:
    """Cut a line at its stamps; a line's start belongs to the stamp that ended the one before."""
    stamps = [each for each in token.written if each.has_time or each.has_year]
    if sum(1 for each, *_ in pieces if not each.has_date) * 2 > len(pieces) or (
        not pieces and sum(1 for each in stamps if not each.has_date) * 2 > len(stamps)
    ):
        # The rows state times alone: a day beside a time is the title's before it.
        stamps = [
            time_of(each) if each.has_date and each.clock[1] == each.end else each
            for each in stamps
            if each.has_time
        ]
    if not leading:
        start = 0
        for each in stamps:
            pieces.append((each, token.number, _clean_piece(token.text[start : each.start])))
            start = each.end
        return
    head = token.text[: stamps[0].start] if stamps else token.text
    rest = _clean_piece(head)
    if rest and pieces and not pieces[-1][2]:
        pieces[-1] = (pieces[-1][0], token.number, rest)
    elif rest and pieces and rest[0].islower():
        stamp, line, begun = pieces[-1]
        pieces[-1] = (stamp, line, f"{begun} {rest}")
    for number, each in enumerate(stamps):
        end = stamps[number + 1].start if number + 1 < len(stamps) else len(token.text)
        pieces.append((each, token.number, _clean_piece(token.text[each.end : end])))


_PLACEHOLDERS = re.compile(r"\s\[[^\]\s]{1,40}\]$")


def _clean_piece(text: str) -> str:
    return _PLACEHOLDERS.sub("", text.strip(" \t|•·-–—,:"))
