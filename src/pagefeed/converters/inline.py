"""Rows that hold their titles beside their stamps -> a block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pagefeed.converters import (
    asking,
    endings,
    headings,
    labels,
    manners,
    sentences,
    stamps,
    titles,
)
from pagefeed.converters.layout import Shape, Token, filed
from pagefeed.converters.looks import ends_sentence, is_sentence, repeats, summarises
from pagefeed.converters.measures import is_prose, width, words
from pagefeed.converters.sheet import Block, Row, Sheet
from pagefeed.dates import Written

_TAGGED = 5  # rows with tags, at least
_POINTED = re.compile(r"[，。：！？、；“”「」《》【】…]")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_FEWEST = 3  # rows of a kind, before it is believed
_TOLD = 12  # words of a summary beside a stamp, at least
_WIDE_TITLE = 20
_LAST = re.compile(r"[.!?…]\s+(?P<ask>[^.!?…]{2,40})$")  # behind the last sentence
_CATEGORY = 45  # characters, and words below


def rows(sheet: Sheet, tokens: Sequence[Token], members: list[int], shape: Shape) -> Block | None:
    """The block of rows that hold their titles, with headings and days between them."""
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
    told = _told_below(tokens, members)
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
                row = row._replace(
                    line=tokens[index - 1].number,
                    title=titles.bare(tokens[index - 1].text),
                    summary=above[index],
                )
            block.rows.append(row)
        elif index + 1 in above:
            continue
        elif token.shape is Shape.TEXT:
            block.lines.add(token.number)
            if block.rows and (told or summarises(token)):
                block.rows[-1] = _with_summary(block.rows[-1], token.text)
            else:
                current = current if asking.leads_on(token.text) else token.text
    last = _trailing_summary(tokens, members[-1], block)
    block.last = tokens[last].number
    block.rows = sentences.parted(sheet, _times_alone(tokens, members, block.rows))
    block.rows = endings.without(sheet, block.rows)
    if any(each.has_date for each in block.days):
        block.rows = [row._replace(before_day=row.day is None) for row in block.rows]
    return block


def _told_below(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether one line stands between each two rows, and most of them are summaries."""
    between = [
        [t for t in tokens[a + 1 : b] if t.shape is Shape.TEXT] for a, b in pairwise(members)
    ]
    if len(between) < _FEWEST or any(len(each) != 1 for each in between):
        return False
    return sum(summarises(line) for (line,) in between) * 2 > len(between)


def _titles_above(tokens: Sequence[Token], members: list[int]) -> dict[int, str]:
    """The summaries that stand beside stamps, by their indexes, where titles stand on the lines above."""
    inside = set(members)
    held = [i for i in members if tokens[i].shape in {Shape.LEAD, Shape.TAIL}]
    titled = {i for i in held if i and i - 1 not in inside and _can_be_title(tokens[i - 1])}
    ended = [i for i in held if _begins_below_ask(tokens, i)]
    if len(ended) >= _FEWEST - 1 and ended == held[-len(ended) :]:
        return dict.fromkeys(held[-len(ended) - 1 :], "")
    if len(held) < _FEWEST or len(titled) * 10 < len(held) * 8:
        return {}
    bodies = dict(
        zip(held, _without_asks([tokens[i].after or tokens[i].before for i in held]), strict=True)
    )
    stops = sum(ends_sentence(tokens[i - 1].text) for i in titled)
    short = stops * 10 <= len(titled)  # a sentence, however short, below what is none
    told = sum(_tells(text) or (short and ends_sentence(text)) for text in bodies.values())
    if told * 2 >= len(held):
        return {i: bodies[i] for i in sorted(titled)}
    tagged = _are_tags([tokens[i - 1].text for i in titled], list(bodies.values()))
    return dict.fromkeys(sorted(titled), "") if tagged else {}


def _begins_below_ask(tokens: Sequence[Token], index: int) -> bool:
    """Whether what asks to read on ends the row above, and a title follows over the stamp."""
    if index < 2 or tokens[index - 1].shape is not Shape.TEXT or tokens[index - 1].prose:
        return False
    ask = tokens[index - 2]
    return ask.shape is Shape.NOISE and asking.asks(ask.text)


def _are_tags(above: list[str], beside: list[str]) -> bool:
    """Whether tags stand behind stamps, and the titles above: what is written without blanks has signs."""
    if len(above) < _TAGGED or not all(_IDEOGRAPH.search(text) for text in above):
        return False
    pointed, bare = (
        sum(_POINTED.search(text) is not None for text in each) * 10 for each in (above, beside)
    )
    return pointed >= len(above) * 6 and bare <= len(beside)


def _without_asks(texts: list[str]) -> list[str]:
    """Texts without what most of them say behind their last sentence: "More Comments (214)"."""
    ends = [_LAST.search(text) for text in texts]
    said = Counter(repeats(end["ask"]) for end in ends if end is not None)
    if not said or said.most_common(1)[0][1] * 10 < len(texts) * 6:
        return texts
    common = said.most_common(1)[0][0]
    return [
        text[: end.start("ask")].rstrip()
        if end is not None and repeats(end["ask"]) == common
        else text
        for text, end in zip(texts, ends, strict=True)
    ]


def _tells(text: str) -> bool:
    """Whether a text is a summary rather than a title."""
    if words(text) < _TOLD:
        return False
    return is_prose(text) or text.endswith(("...", "…", ".", "]")) or words(text) >= 2 * _TOLD


def _can_be_title(token: Token) -> bool:
    if token.shape not in {Shape.TEXT, *manners.ROW_SHAPES} or token.event:
        return False
    if token.prose or is_sentence(token.text):
        return False
    return words(token.text) >= manners.TITLE or width(token.text) >= _WIDE_TITLE


def _times_alone(tokens: Sequence[Token], members: list[int], rows: list[Row]) -> list[Row]:
    """Where most rows state a time alone, a day beside one row's time is its title's."""
    alone = sum(row.stamp.time_alone for row in rows)
    if alone * 10 < len(rows) * 6 or alone == len(rows):
        return rows
    by_line = {tokens[index].number: tokens[index] for index in members}
    older = len(rows) - _dated_last(rows)
    return [
        row
        if row.line not in by_line or place >= older or (place and _is_later(row, rows[place - 1]))
        else _with_day_in_title(row, by_line[row.line])
        for place, row in enumerate(rows)
    ]


def _dated_last(rows: Sequence[Row]) -> int:
    """How many rows at the end all state a day: one may be its title's, more are of days before."""
    count = next((n for n, row in enumerate(reversed(rows)) if not row.stamp.has_date), len(rows))
    return count if count > 1 else 0


def _is_later(row: Row, above: Row) -> bool:
    """Whether a row's time is later than that above it: then its day is its own, of days before."""
    return row.stamp.minutes > above.stamp.minutes


def _with_day_in_title(row: Row, token: Token) -> Row:
    stamp = row.stamp
    start, end = stamp.clock
    if not end or not stamp.has_date:
        return row
    text = token.text
    if token.shape is Shape.TAIL and end == stamp.end:
        return row._replace(title=text[:start].rstrip(), stamp=stamps.time_of(stamp))
    if token.shape is Shape.LEAD and start == stamp.start:
        return row._replace(title=text[end:].strip(), stamp=stamps.time_of(stamp))
    return row


def _row(token: Token, *, heading: str, day: Written | None, categories: bool) -> Row:
    assert token.stamp is not None
    text, category, told = token.after, "", ""
    if token.shape is Shape.TAIL:
        text = token.before
    elif token.shape is Shape.MID:
        if categories:
            category = token.before
        else:
            text, category = token.before, filed(token.text[token.stamp.end :])
            told = token.after if ends_sentence(token.after) else ""
    title, summary = titles.split(text)
    return Row(
        line=token.number,
        title=titles.bare(title),
        summary=summary or told,
        stamp=token.stamp,
        category=category,
        heading=heading,
        day=day,
    )


def _inline_categories(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether what stands before the stamps of a block is a category, not a title."""
    stated = [tokens[index] for index in members if tokens[index].shape is Shape.MID]
    if not stated or _titles_before(stated) or _titles_led(stated):
        return False
    if manners.signed_after(stated):
        return False
    short = sum(1 for token in stated if _is_category(token.before) and token.after)
    longer = sum(1 for token in stated if width(token.after) > width(token.before))
    return short * 10 >= len(stated) * 8 and longer * 2 >= len(stated)


def _titles_before(stated: list[Token]) -> bool:
    """Whether titles stand before stamps and what they say behind: "Title 23 May What it says."."""
    told = sum(ends_sentence(t.after) and not ends_sentence(t.before) for t in stated)
    long = sum(words(t.before) >= manners.TITLE for t in stated)
    known = {repeats(t.before) for t in stated}
    return len(known) == len(stated) >= _FEWEST and min(told, long) * 10 >= len(stated) * 8


def _titles_led(stated: list[Token]) -> bool:
    """Whether titles lead to their stamps, each another: "A new bridge Posted 23 May"."""
    led = all(labels.leads_to_date(token.before) for token in stated)
    return led and len({repeats(token.before) for token in stated}) == len(stated)


def _is_category(text: str) -> bool:
    return words(text) <= 6 and width(text) <= _CATEGORY


def _with_summary(row: Row, text: str) -> Row:
    return row if row.summary else row._replace(summary=text)


def _trailing_summary(tokens: Sequence[Token], last: int, block: Block) -> int:
    """The summary below the last row, where other rows have theirs below too."""
    following = last + 1
    if following >= len(tokens) or not block.rows:
        return last
    token = tokens[following]
    others = block.rows[:-1]
    with_summary = sum(1 for row in others if row.summary)
    if token.shape is Shape.TEXT and summarises(token) and with_summary * 2 > len(others) > 0:
        block.rows[-1] = _with_summary(block.rows[-1], token.text)
        block.lines.add(token.number)
        return following
    return last
