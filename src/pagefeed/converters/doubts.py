"""Which blocks and rows are no news: comments, programmes, bylines, sentences that speak of dates.

Each is left over with its reason.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pagefeed.converters import agendas, asking, headings, labels, others
from pagefeed.converters.layout import Shape
from pagefeed.converters.measures import is_prose, width, words
from pagefeed.converters.sheet import Block, Row, Sheet, by_heading

_SENTENCE = re.compile(r"[.!?…。！？؟।۔]['\"”’»)]*$")
_STATEMENT = re.compile(r"[.!…。！।۔]['\"”’»)]*$")  # a title asks as often as a report does
# "1284 views 12 comments"
_COUNTS = re.compile(r"\d[\d.,]*(?:\s[^\W\d_]+){1,2}[\s|•·,-]+\d[\d.,]*(?:\s[^\W\d_]+){0,2}")
_COUNTED = re.compile(r"\d{1,5}\s[^\W\d_]+$")
_QUOTED = re.compile(r"\s\d{4,6}\s(?:--?|\d+[.,]\d+)$")  # a share's number, and its price
_SHARES = 3  # rows of shares
_NAME = 3  # words of a title that stands alone on its page, at least
_SHORT = 25  # characters of one of fewer words
_WEATHER = re.compile(r"\d\s?°|[$€₽]\s?\d|\d\s?[$€₽]")  # and rates of currencies
_OF_READERS = "stands under a heading over what readers wrote"
_DEGREES = re.compile(r"[+−–-]?\d{1,2}\s?°|[+−]\d{1,2}(?:…[+−]?\d{1,2})?\D?")
_DEGREE = re.compile(r"\d\s?°[CF]?$")
_BOX = 2  # as many rows, at least, in the page's longest list
_VOTED = re.compile(r"\S+\s?[(\[][+−–-]\s?\d{1,4}[)\]]")  # how many agree: "Recommend (+7)"
_OVER = 9  # lines with words above a thread in which something tells of comments
_REPLIES = 3  # comments of a thread that are answered, at least
_APART = 30  # lines from one "Reply" to the next
_COMMENT = 6  # lines of a comment
_FIRST = 3  # lines of a page that name the site, and its day, above a list
_TOP = 5  # lines of a page in which it tells its own day
_BESIDE = 6  # words that stand beside it

# Why a line that stands alone is no row; it may tell when an article was written.
_ENDS_ALONE = "a single line that ends in a date is taken for no row"
_HOLDS_ALONE = "a single line that holds a date is taken for no row"
_WHO_AND_WHEN = "says who wrote something and when, not what"
_NAME_ALONE = "a single row of a name or a label"
OF_ARTICLES = frozenset({_ENDS_ALONE, _HOLDS_ALONE, _WHO_AND_WHEN, _NAME_ALONE})


def believed(sheet: Sheet, found: list[Block]) -> list[Block]:
    """The blocks that hold news; the others are left over with their reason."""
    kept: list[Block] = []
    longest = max((len(block.rows) for block in found), default=0)
    threads = _threads(sheet)
    for block in found:
        why = _weather(block) or _doubt(block)
        if not why and _is_thread(sheet, block, threads):
            why = "a thread of comments"
        if not why and len(block.rows) * _BOX <= longest:
            why = _beside_list(block)
        if why:
            sheet.leave(sorted(block.lines), why)
            continue
        block.rows = [
            row
            for row in _without_lengths(sheet, _without_quotes(sheet, block))
            if _holds(sheet, block, row) and not _to_come(sheet, block, row)
        ]
        if block.rows:
            kept.append(block)
    return kept


def _without_quotes(sheet: Sheet, block: Block) -> list[Row]:
    """The rows but those of shares, where several are: "山石网络 688930 --"."""
    quoted = [row for row in block.rows if _QUOTED.search(row.title)]
    if len(quoted) < _SHARES:
        return block.rows
    sheet.leave([row.line for row in quoted], "tells a market's figures")
    return [row for row in block.rows if not _QUOTED.search(row.title)]


def _without_lengths(sheet: Sheet, rows: list[Row]) -> list[Row]:
    """The rows but those of films under a heading of theirs inside the block, whose times are lengths."""
    found: list[Row] = []
    for under in by_heading(rows):
        if (
            len(under) < len(rows)
            and headings.shows_videos(under[0].heading)
            and all(row.stamp.time_alone for row in under)
            and _lengths(under)
        ):
            sheet.leave([row.line for row in under], "states the lengths of videos")
        else:
            found += under
    return found


def _beside_list(block: Block) -> str:
    """Why a small block beside a long list is no news, or nothing."""
    if others.are_replies([row.title for row in block.rows]):
        return "answers others in a forum"
    row = block.rows[0]
    named = len(block.rows) == 1 and row.line <= _FIRST and block.shape is not Shape.STAMP
    return "the page's own day" if named and row.stamp.weekday is not None else ""


def _weather(block: Block) -> str:
    degrees = all(_DEGREES.match(row.title) or _DEGREE.search(row.title) for row in block.rows)
    return "tells the weather" if degrees else ""


def _doubt(block: Block) -> str:
    """Why a block's rows are no news items, or nothing."""
    found = block.rows
    dated = all(row.stamp.has_year and row.stamp.has_time for row in found)
    if why := _doubt_heading(block, dated=dated):
        return why
    alone = [row for row in found if row.stamp.time_alone]
    sentences = sum(1 for row in found if is_prose(row.title) or _SENTENCE.search(row.title))
    if alone and len(alone) == len(found) and (why := _doubt_times(block, alone)):
        return why
    if len(found) == 1:
        return _doubt_one(block, found[0])
    weak = [row for row in found if len(row.stamp.numbers) == 2 and not row.stamp.has_time]
    if weak and len(weak) + len(alone) == len(found) < 3 and block.shape is not Shape.LEAD:
        return "two numbers are too little to be taken for a date"
    if len(alone) == len(found) < 3 and block.shape is Shape.TAIL:
        return "a time alone at the end of a line is too little to be taken for a date"
    if block.shape is Shape.MID and not dated and not all(row.category for row in found):
        prose = sum(1 for row in found if is_prose(row.title))
        if prose * 2 >= len(found):
            return "speaks of a date in a sentence"
    if any(_stated_first(block, row) for row in found):
        return ""
    if not dated and sentences == len(found) and all(is_prose(row.title) for row in found):
        return "speaks of a date in a sentence"
    return ""


def _doubt_heading(block: Block, *, dated: bool) -> str:
    """Why the rows under a block's heading are no news items, or nothing."""
    back = agendas.run_back([row.stamp for row in block.rows if row.heading == block.heading])
    if headings.announces(block.heading) and not dated and not back:
        # "Events" is a category too: what states year and minute was written as news.
        return "stands under a heading that announces what is to come"
    if _is_over_readers(block.heading):
        return _OF_READERS
    return ""


def _is_over_readers(heading: str) -> bool:
    """Whether a heading stands over what readers wrote; one with a number before it is that of a poll."""
    return headings.quotes_readers(heading) and not heading[:1].isdecimal()


def _doubt_times(block: Block, alone: list[Row]) -> str:
    """Why rows that state but a time are no news items, or nothing."""
    stated = sum(1 for row in alone if is_prose(row.title) or _STATEMENT.search(row.title))
    if stated * 2 >= len(alone):
        return "reads as a report by the minute, not as titles"
    if all(row.day is None for row in alone) and _runs_forward(alone):
        return "times run forward, as a programme's do"
    if headings.shows_videos(block.heading) and _lengths(alone):
        return "states the lengths of videos"
    return ""


def _runs_forward(alone: list[Row]) -> bool:
    """Whether each time is later than the one above it; news run back."""
    times = [row.stamp.minutes for row in alone]
    return len(times) > 1 and all(a < b for a, b in pairwise(times))


def _lengths(alone: list[Row]) -> bool:
    """Whether times alone may be minutes and seconds: none is as late as noon."""
    return all((row.stamp.hour or 0) < 12 for row in alone)


def _threads(sheet: Sheet) -> list[tuple[int, int]]:
    """The lines from the first "Reply" to the last, where several follow each other.

    What stands right above the first is the first comment.
    """
    lines = [token.number for token in sheet.tokens if asking.replies(token.after or token.text)]
    found: list[tuple[int, int]] = []
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index] - lines[index - 1] > _APART:
            if index - first >= _REPLIES:
                found.append((lines[first] - _COMMENT, lines[index - 1]))
            first = index
    return found


def _is_thread(sheet: Sheet, block: Block, threads: list[tuple[int, int]]) -> bool:
    """Whether a block is a thread of comments.

    "Reply" stands by most of its rows, or its rows are sentences under "Comments", or
    their count is the line right above them.
    """
    if _listed(sheet, block) or _count_comments(sheet, block):
        return False
    first = min(block.first, *(row.line for row in block.rows))
    above = sheet.between(first - _OVER, first)[-1:]
    counted = (block.heading, *(token.text for token in above))
    told = sum(_is_said(sheet, row) for row in block.rows)
    inside = sheet.between(block.first - 2, block.last + 4)
    answered = sum(1 for token in inside if asking.replies(token.after or token.text))
    return (
        any(a <= first and block.last <= b for a, b in threads)
        or any(labels.counts_comments(text) and sheet.heads_discussion(text) for text in counted)
        or _is_under_comments(sheet, block)
        or (told >= _REPLIES and told * 10 >= len(block.rows) * 6)
        or (answered > 1 and answered * 2 >= len(block.rows))
    )


def _is_under_comments(sheet: Sheet, block: Block) -> bool:
    """Whether most rows of a block are sentences, and what stands over it tells of comments."""
    said = sum(
        1
        for row in block.rows
        if _SENTENCE.search(row.title) or is_prose(row.title) or _counts_talk(sheet, row)
    )
    over = sheet.between(block.first - 3 * _OVER, block.first)[-_OVER:]
    return said * 2 > len(block.rows) and (
        sheet.heads_discussion(block.heading)
        or any(sheet.heads_discussion(t.text) or labels.invites_comment(t.text) for t in over)
    )


def _is_said(sheet: Sheet, row: Row) -> bool:
    """Whether sentences stand below a stamp, and right above it but a name: "Ann", "3 hours ago"."""
    above = sheet.between(row.line - _COMMENT, row.line)[-2:]
    if len(above) < 2 or above[1].shape is not Shape.STAMP:
        return False
    name = above[0]
    brief = name.shape is Shape.TEXT and words(name.text) < _NAME and not name.bullet
    return brief and bool(is_prose(row.title) or _STATEMENT.search(row.title))


def _counts_talk(sheet: Sheet, row: Row) -> bool:
    """Whether what was taken for a title is the line over what readers wrote: "User comments (2)"."""
    return any(sheet.heads_discussion(t.text) for t in sheet.between(row.line, row.line + 1))


def _listed(sheet: Sheet, block: Block) -> bool:
    """Whether all rows are list items that end with their dates, under a heading of their own."""
    own = bool(block.heading) and not sheet.heads_discussion(block.heading)
    lines = {row.line for row in block.rows}
    items = [t for t in sheet.between(block.first, block.last + 1) if t.number in lines]
    return own and len(items) > 1 and all(t.bullet and t.shape is Shape.TAIL for t in items)


def _count_comments(sheet: Sheet, block: Block) -> bool:
    """Whether most stamps' lines end with a count of comments: "by Ann, 12 comments"."""
    stamped = [t for t in sheet.between(block.first, block.last + 1) if t.stamp is not None]
    ends = [_COUNTED.search(token.text) for token in stamped]
    counted = sum(end is not None and labels.counts_comments(end[0]) for end in ends)
    return counted > 1 and counted * 10 >= len(stamped) * 8


def _doubt_one(block: Block, row: Row) -> str:
    stamp = row.stamp
    strong = stamp.has_date and (stamp.has_time or stamp.has_year)
    if not strong:
        return "a single row whose stamp is no full date"
    if labels.tells_change(row.title) or labels.changed(row.title) or _COUNTS.fullmatch(row.title):
        return "says when a page was changed, or how often it was read"
    named = words(row.title) < _NAME and width(row.title) < _SHORT
    if named or labels.names_paper(row.title):
        return _NAME_ALONE
    if _stated_first(block, row):
        return ""
    if is_prose(row.title):
        return "speaks of a date in a sentence"
    if labels.signs(row.title) or labels.notes_origin(row.title) or "|" in row.title:
        return _WHO_AND_WHEN
    if block.shape is Shape.TAIL:
        return _ENDS_ALONE
    if block.shape is Shape.MID and not (row.category and stamp.has_time):
        return _HOLDS_ALONE
    return ""


def _stated_first(block: Block, row: Row) -> bool:
    """Whether day and time stand before the title: that is a row, however its title reads."""
    said = labels.signs(row.title) or labels.notes_origin(row.title) or row.title.count("|") > 1
    if not (row.stamp.has_date and row.stamp.has_time) or said:
        return False
    return block.shape is Shape.LEAD or (block.shape is Shape.MID and bool(row.category))


def _to_come(sheet: Sheet, block: Block, row: Row) -> bool:
    """Whether a row stands under a heading inside its block that announces events."""
    if row.heading == block.heading:
        return False
    if _is_over_readers(row.heading):
        sheet.leave([row.line], _OF_READERS)
        block.lines.discard(row.line)  # its day tells the page's year all the same
        return True
    full = row.stamp.has_year and row.stamp.has_time
    if full or not headings.announces(row.heading):
        return False
    sheet.leave([row.line], "stands under a heading that announces what is to come")
    return True


def _holds(sheet: Sheet, block: Block, row: Row) -> bool:
    """Whether a row's title is long enough to be one, and none of a quoted post's signature."""
    if _is_masthead(block, row):
        sheet.leave([row.line], "the page's own day")
        return False
    if labels.names_writer(row.title) or labels.notes_origin(row.title):
        sheet.leave([row.line], _WHO_AND_WHEN)
        return False
    if _VOTED.fullmatch(row.title):
        sheet.leave([row.line], _OF_READERS)
        return False
    if others.tells_rates(row.title):
        sheet.leave([row.line], "tells a market's figures")
        return False
    if _stated_first(block, row) and any(c.isalnum() for c in row.title):
        return True
    if "(@" in row.title or row.title.startswith("@"):
        sheet.leave([row.line], "the signature of a quoted post")
        return False
    if words(row.title) >= 2 and width(row.title) >= 8:
        return True
    if words(row.title) == 1 and width(row.title) >= 12:
        return True
    sheet.leave([row.line], "too short to be a title")
    return False


def _is_masthead(block: Block, row: Row) -> bool:
    """Whether a row is the page's own day with a word beside it: "Thursday, 14 March | 9°C"."""
    if row.stamp.weekday is None or row.line > _TOP:
        return False
    if words(row.title) > _BESIDE and not _WEATHER.search(row.title):
        return False
    return all(other is row or other.stamp.weekday is None for other in block.rows)
