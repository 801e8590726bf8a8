"""Tokens -> blocks: rows that belong together, with the heading above them.

A block is a run of rows written in one way. How its rows are written (stamp before or
after the title, a category's line above, a summary's below) is told from the block as
a whole, never from one row. Whose date a stamp is and what it means is for `days`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pagefeed.converters import chains, endings, headings, stamps, titles
from pagefeed.converters.layout import Shape, Token, is_prose, width, words
from pagefeed.converters.sheet import Block, Row, Sheet
from pagefeed.dates import Written

# How many lines of text may stand between two stamps of one block.
_BETWEEN = {Shape.LEAD: 3, Shape.TAIL: 3, Shape.MID: 3, Shape.STAMP: 6}
_SEVERAL = 2  # rows of one make beside rows of another: two lists
_LATEST = 8  # rows of a run that are looked at when a line may be of another
_FEWEST = 3  # stamps of a run that show how its stamps are written
_TITLE = 3  # words of a line that can be a title
_TOLD = 12  # words of a summary beside a stamp, at least
_WIDE_TITLE = 20
_LABEL_WORDS = 5  # at most
_MARKS = re.compile(r"\s[,|•·/&+-]\s")
_PARTS = re.compile(r"\s[|•·/]\s")
_INLINE_CATEGORY = 45  # characters, and words below
_ROW_SHAPES = (Shape.LEAD, Shape.TAIL, Shape.MID)


def find(sheet: Sheet) -> list[Block]:
    """The blocks of the lines that are still free, in the page's order."""
    tokens = [token for token in sheet.tokens if sheet.free(token)]
    found: list[Block] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.shape is Shape.CHAIN:
            block, index = chains.block(tokens, index)
        elif (
            token.shape in _BETWEEN
            and token.stamp is not None
            and not (_only_speaks(tokens, index) or _heads_signed(tokens, index))
        ):
            members, following = _run(sheet, tokens, index)
            *others, last = _parts(sheet, tokens, members)
            found += [each for part in others if (each := _block(sheet, tokens, part)) is not None]
            block = _block(sheet, tokens, last) or _before_rows(sheet, tokens, index)
            index = following
        else:
            index += 1
            continue
        if block is not None and block.rows:
            found.append(block)
    return found


def _run(sheet: Sheet, tokens: Sequence[Token], start: int) -> tuple[list[int], int]:
    """The indexes of the stamped tokens that go on in the way of the first, and where to go on."""
    shape = tokens[start].shape
    members = [start]
    between = 0
    index = start + 1
    while index < len(tokens):
        token = tokens[index]
        passed = range(tokens[index - 1].number + 1, token.number)
        if len(passed) > 60 or token.shape is Shape.CHAIN or not sheet.walls.isdisjoint(passed):
            break
        if sheet.heads_discussion(token.text):
            break  # what readers wrote is no list of the page's
        if _begins_items(tokens, members, index):
            break
        if token.shape is Shape.TEXT or _speaks(tokens, members, index, shape):
            between += 1
            if between > _between(tokens[members[-1]], shape):
                break
        elif _goes_on(tokens, members, index, shape) or (
            between and _labelled_alike(tokens, members, token)
        ):
            members.append(index)
            between = 0
            if shape is Shape.STAMP:
                shape = token.shape  # the first row's that holds its title
        elif token.shape in _BETWEEN:
            break
        index += 1
    if shape is not Shape.STAMP:
        members = _without_days_at_end(tokens, members)
    return members, members[-1] + 1


def _begins_items(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether rows from here on are list items, or are none, unlike all before."""
    if tokens[index].shape not in _ROW_SHAPES or len(members) < _SEVERAL:
        return False
    if any(tokens[i].shape is Shape.STAMP for i in members):
        return False
    item = _is_item(tokens, index)
    following = next(
        (i for i in range(index + 1, min(index + 5, len(tokens))) if tokens[i].shape in _ROW_SHAPES),
        None,
    )
    if following is None or _is_item(tokens, following) is not item:
        return False
    return all(_is_item(tokens, i) is not item for i in members[-_LATEST:])


def _is_item(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].bullet or (index > 0 and tokens[index - 1].shape is Shape.MARKER)


def _between(last: Token, shape: Shape) -> int:
    """How many lines may stand below a row before the next: fewer where rows hold titles."""
    return _BETWEEN[Shape.STAMP if _says_little(last) else shape]


def _goes_on(tokens: Sequence[Token], members: list[int], index: int, shape: Shape) -> bool:
    token = tokens[index]
    if _of_programme(tokens, members, index):
        return False
    alike = token.shape is shape and _alike(tokens[members[-1]], token)
    return alike or _same_run(tokens, members, token)


def _without_days_at_end(tokens: Sequence[Token], members: list[int]) -> list[int]:
    """Days at the end head no rows of this run: they are the stamps of a list that follows."""
    last = len(members)
    while tokens[members[last - 1]].shape is Shape.STAMP:
        last -= 1
    if last == len(members) or not _labelled(tokens, members):
        return members[:last]
    titled = _titled(tokens, members)
    number = sum(titled)
    for count in range(len(members), last, -1):
        if number * 10 >= (count - 1) * 7:
            return members[:count]
        number -= titled[count - 2]
    return members[:last]


def _parts(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> list[list[int]]:
    place = _labels_from(tokens, members)
    if place:
        return [members[:place], *_parts(sheet, tokens, members[place:])]
    place = _tight_from(tokens, members)
    if place:
        return [*_parts(sheet, tokens, members[:place]), members[place:]]
    if any(tokens[index].shape is not Shape.STAMP for index in members):
        alone = next(n for n, i in enumerate(members) if tokens[i].shape is not Shape.STAMP)
        apart = all(
            any(t.shape is Shape.TEXT for t in tokens[a + 1 : b])
            for a, b in pairwise(members[:alone])
        )
        if alone < 2 or not apart or len(members) < alone + 2 or _labels_only(tokens, members):
            return [members]
        return [members[:alone], members[alone:]]
    from pagefeed.converters import partings

    return partings.parts(sheet, tokens, members)


def _labels_from(tokens: Sequence[Token], members: list[int]) -> int:
    """From which member on but labels stand beside the stamps, titles before; or 0."""
    held = [n for n, i in enumerate(members) if tokens[i].shape is not Shape.STAMP]
    long = [not _is_label(_rests(tokens, [members[n]])[0]) for n in held]
    count = next((n for n, each in enumerate(long) if not each), 0)
    place = held[count] if count else 0
    if not place or len(held) - count < _LATEST or any(long[count:]):
        return 0
    return place if _labels_only(tokens, members[place:]) else 0


def _tight_from(tokens: Sequence[Token], members: list[int]) -> int:
    """From which member on rows hold their titles, where those before have them apart; or 0."""
    if any(tokens[i].shape is Shape.STAMP for i in members):
        return 0
    apart = [any(t.shape is Shape.TEXT for t in tokens[a + 1 : b]) for a, b in pairwise(members)]
    tight = 0
    while tight < len(apart) and not apart[-1 - tight]:
        tight += 1
    place = len(apart) - tight
    return place if tight >= _SEVERAL and place >= _SEVERAL and all(apart[:place]) else 0


def _only_speaks(tokens: Sequence[Token], index: int) -> bool:
    """Whether a line speaks of a day above stamps that are all written in another manner."""
    token = tokens[index]
    if token.shape not in _ROW_SHAPES or words(f"{token.before} {token.after}") < _TITLE:
        return False
    near = [t for t in tokens[index + 1 : index + 2 + _FEWEST * 5] if t.shape in _BETWEEN]
    if not near or _manner(near[0]) == _manner(token):
        return False
    following = [t for t in near if _manner(t) == _manner(near[0])]
    return len(following) >= _FEWEST and all(map(_says_little, following))


def _heads_signed(tokens: Sequence[Token], index: int) -> bool:
    """Whether a day stands above a post whose byline, below its title, states the time."""
    if not _day_only(tokens[index]):
        return False
    near = tokens[index + 1 : index + 2 + _BETWEEN[Shape.STAMP]]
    stamped = [token for token in near if token.shape in _BETWEEN]
    first = next((token for token in stamped if not _speaks_of_day(token)), None)
    return first is not None and first.shape is Shape.MID and _time_only(first)


def _speaks_of_day(token: Token) -> bool:
    return token.shape is Shape.MID and token.stamp is not None and token.stamp.has_date


def _speaks(tokens: Sequence[Token], members: list[int], index: int, shape: Shape) -> bool:
    """Whether a line among stamps only mentions a date, in a title say.

    Where words stand beside the stamps, one of them must follow soon.
    """
    token = tokens[index]
    if token.shape not in _ROW_SHAPES or _same_run(tokens, members, token):
        return False
    alike = [tokens[i] for i in members[-_LATEST:] if tokens[i].shape is shape]
    first = alike[0] if alike else next(tokens[i] for i in members if tokens[i].shape is shape)
    manners = {_manner(each) for each in (first, *alike)}
    if _manner(token) in manners and (
        shape is not Shape.STAMP or tokens[index - 1].shape is not Shape.STAMP
    ):
        return False
    if shape is Shape.STAMP and _manner(token)[:3] not in {each[:3] for each in manners}:
        return True
    little = _says_little(first) or _formulaic(_rests(tokens, members[-_LATEST:]))
    longest = max(map(words, _rests(tokens, members[-_LATEST:])), default=0) + 1
    fewest = _TITLE - 1 if first.shape is Shape.STAMP else _TITLE
    if not little or words(f"{token.before} {token.after}") < fewest:
        return False
    return any(
        each.shape in {first.shape, Shape.STAMP}
        and _manner(each) in manners
        and (each.shape is Shape.STAMP or words(f"{each.before} {each.after}") <= longest)
        for each in tokens[index + 1 : index + 2 + _BETWEEN[shape]]
    )


def _manner(token: Token) -> tuple[bool, ...]:
    """How a token's stamp is written; of one without, nothing."""
    stamp = token.stamp
    if stamp is None:
        return ()
    timed = stamp.second is not None
    return (stamp.has_date, stamp.has_time, bool(stamp.numbers), stamp.has_year, timed)


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
    if one.days_ago is not None or other.days_ago is not None:
        # "Yesterday 18.20" above "12 May" is of one list.
        return all(each.days_ago is not None or each.has_date for each in (one, other))
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
    if one is None or other is None:
        return True
    if first.shape is not Shape.STAMP:
        dated = one.has_date and other.has_date and _says_little(first)
        return not dated or one.has_time == other.has_time
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
        # With titles between them the days are those titles' own stamps.
        titled = any(t.shape is Shape.TEXT for t in tokens[members[0] : members[-1]])
        return not titled and all(_day_only(tokens[i]) for i in members) and _time_only(token)
    return False


def _of_programme(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether a time alone stands below stamps that state all: a programme's, no row's of theirs."""
    last = tokens[members[-1]].stamp
    if last is None or not (last.has_date and last.has_time) or not _time_only(tokens[index]):
        return False
    if tokens[index].shape is not Shape.STAMP or tokens[members[-1]].number + 1 == index:
        return False
    following = tokens[index + 1].stamp if index + 1 < len(tokens) else None
    return following is None or not following.has_date


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
    if any(_time_only(tokens[i]) for i in members):
        members = [i for i in members if not _day_only(tokens[i])]  # day headings
    titled = sum(_titled(tokens, members)) if _labelled(tokens, members) else 0
    return len(members) > 1 and titled * 10 >= (len(members) - 1) * 7


def _rests(tokens: Sequence[Token], members: list[int]) -> list[str]:
    return [
        f"{tokens[i].before} {tokens[i].after}".strip()
        for i in members
        if tokens[i].shape is not Shape.STAMP
    ]


def _labelled(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether what stands beside the stamps is short, or a formula."""
    rests = _rests(tokens, members)
    short = sum(map(_is_label, rests))
    return short * 10 >= len(rests) * 9 or _formulaic(rests)


def _is_label(rest: str) -> bool:
    return words(_MARKS.sub(" ", rest)) <= _LABEL_WORDS


def _titled(tokens: Sequence[Token], members: list[int]) -> list[bool]:
    """Of each two stamps, whether a title stands between them."""
    rests = _rests(tokens, members) or [""]
    formulaic = _formulaic(rests)
    usual = median(map(width, rests))
    found: list[bool] = []
    for a, b in pairwise(members):
        lines = [t for t in tokens[a + 1 : b] if t.shape is Shape.TEXT or t.shape in _ROW_SHAPES]
        longest = max((width(t.text) for t in lines), default=0)
        long = formulaic or longest > 1.5 * usual
        found.append(long and any(words(t.text) >= 4 for t in lines))
    return found


def _formulaic(rests: list[str]) -> bool:
    """Whether what stands beside the stamps repeats: "by Ann Tregear in News, 5 comments"."""
    if len(rests) < 3 or any(words(rest) > 14 for rest in rests):
        return False
    parts = [_PARTS.split(rest) for rest in rests]
    if all(len(each) > 1 and max(map(words, each)) <= _TITLE for each in parts):
        return True  # "Ann Tregear | News | 5 comments"
    sets = [set(rest.casefold().split()) for rest in rests]
    counted = Counter(word for each in sets for word in each)
    common = {word for word, count in counted.items() if count * 2 >= len(rests)}
    shared = sum(len(each & common) for each in sets)
    return shared * 10 >= sum(len(each) for each in sets) * 4


def _inline(
    sheet: Sheet, tokens: Sequence[Token], members: list[int], shape: Shape
) -> Block | None:
    above = _titles_above(tokens, members)
    heading = headings.above(sheet, tokens, members[0] - bool(above))
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
            row = _row(token, heading=current, day=day, categories=categories)
            if index in above:
                block.lines.add(tokens[index - 1].number)
                row = replace(row, title=titles.bare(tokens[index - 1].text), summary=token.after)
            block.rows.append(row)
        elif index + 1 in above:
            continue
        elif token.shape is Shape.TEXT:
            block.lines.add(token.number)
            if block.rows and _summarises(token):
                block.rows[-1] = _with_summary(block.rows[-1], token.text)
            else:
                current = token.text
    last = _trailing_summary(tokens, members[-1], block)
    block.last = tokens[last].number
    block.rows = endings.without(sheet, _times_alone(tokens, members, block.rows))
    if any(each.has_date for each in block.days):
        block.rows = [replace(row, before_day=row.day is None) for row in block.rows]
    return block


def _titles_above(tokens: Sequence[Token], members: list[int]) -> set[int]:
    """The rows whose stamps open summaries: their titles stand on the lines above."""
    held = [i for i in members if tokens[i].shape is Shape.LEAD]
    told = [i for i in held if _tells(tokens[i].after)]
    titled = {i for i in told if i and _can_be_title(tokens[i - 1])}
    if len(held) < _FEWEST or len(titled) * 10 < len(held) * 8:
        return set()
    return titled


def _tells(text: str) -> bool:
    """Whether a text is a summary rather than a title."""
    if words(text) < _TOLD:
        return False
    return is_prose(text) or text.endswith(("...", "…", ".", "]")) or words(text) >= 2 * _TOLD


def _can_be_title(token: Token) -> bool:
    if token.shape is not Shape.TEXT or token.prose or token.event:
        return False
    return words(token.text) >= _TITLE or width(token.text) >= _WIDE_TITLE


def _times_alone(tokens: Sequence[Token], members: list[int], rows: list[Row]) -> list[Row]:
    """Where most rows state a time alone, a day beside one row's time is its title's."""
    alone = sum(
        1
        for row in rows
        if row.stamp.has_time and not row.stamp.has_date and not row.stamp.relative
    )
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
        return replace(row, title=text[:start].rstrip(), stamp=stamps.time_of(stamp))
    if token.shape is Shape.LEAD and start == stamp.start:
        return replace(row, title=text[end:].strip(), stamp=stamps.time_of(stamp))
    return row


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
    short = sum(1 for token in stated if _is_category(token.before) and token.after)
    longer = sum(1 for token in stated if width(token.after) > width(token.before))
    return short * 10 >= len(stated) * 8 and longer * 2 >= len(stated)


def _is_category(text: str) -> bool:
    return words(text) <= 6 and width(text) <= _INLINE_CATEGORY


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
