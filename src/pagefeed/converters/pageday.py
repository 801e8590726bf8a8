"""Which day a page has for its own: the one that stands near its top, or that its lists tell.

What that day makes of rows is `days`' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise, takewhile

from pagefeed.converters import labels, weekly
from pagefeed.converters.days import order_of
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.measures import words
from pagefeed.converters.sheet import Block, Row
from pagefeed.dates import Calendar, Written

_MASTHEAD = 80  # tokens from the top in which the page's own day may stand
_TOP = 12  # tokens from the top among which a weekday with its date is the page's, whatever else
_AS_OF = frozenset(("stand", "stand vom", "as of"))
_BOX = 6  # lines below a box's last update in which its first times stand
_LABEL = 3  # words beside the site's last update
_FIRST = 3  # tokens of a page, which may tell the weather and the rates beside its day
_WEATHER = 15  # words of them
_TITLE = 4  # words of a headline, at least
_AHEAD = 5  # as many rows of the page's day or before for each that is to come
_BESIDE = 6  # words beside the page's own day: the weather, an edition's name
_LISTED = 3  # rows with their weekdays
_TIMED = 2  # rows with times alone above the eve's, at least


def _masthead(
    tokens: Sequence[Token], calendar: Calendar, before: int, blocks: Sequence[Block] = ()
) -> date | None:
    """The page's own day: a day that stands alone near the top, no older than its rows.

    A weekday with its full date may be older than a few rows of `blocks`: of what is to come.
    It stands before the line `before`, where the first block begins. Without a year it counts
    only where the page's newest full date proves the year.
    """
    of_rows = {id(row.stamp) for block in blocks for row in block.rows}
    listed = {id(stamp) for block in blocks for stamp in _weekdays(block)}
    for place, token in enumerate(tokens[:_MASTHEAD]):
        if token.number >= before and place >= _TOP:
            break
        stamp = token.stamp
        if stamp is None or not _tells_day(tokens, place, id(stamp) in of_rows):
            continue
        if id(stamp) in listed:
            continue
        if not stamp.has_date or (not stamp.has_year and calendar.latest is None):
            continue
        if len(stamp.numbers) == 2:
            continue  # 11.24 alone may be anything
        day = calendar.day_of(stamp)
        whole = place < _TOP and stamp.whole_day
        if day is not None and _is_own(day, calendar, blocks if whole else None):
            return day
    return None


def _weekdays(block: Block) -> list[Written]:
    """The stamps of a list that states the weekday of several rows: none of them is the page's."""
    named = [row.stamp for row in block.rows if row.stamp.whole_day]
    return named if len(named) >= _LISTED else []


def _tells_day(tokens: Sequence[Token], place: int, of_row: bool) -> bool:
    """Whether a stamped line near a page's top can tell its day, rather than an article's or a row's."""
    token = tokens[place]
    stamp = token.stamp
    if stamp is None or not (token.shape is Shape.STAMP or place < _TOP):
        return False
    if place < _FIRST and stamp.has_year and _says_updated(token):
        return True
    bare = token.shape is Shape.STAMP and not stamp.has_time and not of_row
    if stamp.weekday is None and not bare:
        return False
    if stamp.has_time and place and _can_be_title(tokens[place - 1]):
        return False
    opens = not token.before or labels.numbers_issue(token.before)
    weather = place < _FIRST or "°" in token.after
    first = weather and stamp.whole_day and opens
    return words(f"{token.before} {token.after}") <= (_WEATHER if first else _BESIDE)


def _says_updated(token: Token) -> bool:
    """Whether a line says no more than when the site was updated: "UPDATED. 2021-03-16 11:32 (화)"."""
    return labels.changed(token.before) and words(f"{token.before} {token.after}") <= _LABEL


def _can_be_title(token: Token) -> bool:
    """Whether a line can be a headline, and its article's day stands below it."""
    text = token.text
    return (
        token.shape is Shape.TEXT
        and not token.bullet
        and words(text) >= _TITLE
        and not any(sign in text for sign in ("|", "›", "»", "·"))
    )


def _is_own(day: date, calendar: Calendar, blocks: Sequence[Block] | None) -> bool:
    """Whether a day can be the page's own: no row is newer, or but a few of `blocks` are."""
    if day.year < calendar.doubted:
        return False
    if calendar.newest is None or day >= calendar.newest.date():
        return True
    if blocks is None:
        return False
    lists = [_stated(block, calendar) for block in blocks]
    days = [other for each in lists if not _is_agenda(each, day) for other in each]
    return sum(other > day for other in days) * _AHEAD <= len(days)


def _stated(block: Block, calendar: Calendar) -> list[date]:
    stamps = (row.stamp for row in block.rows if row.stamp.has_year)
    return [day for stamp in stamps if (day := calendar.day_of(stamp)) is not None]


def _is_agenda(days: Sequence[date], day: date) -> bool:
    """Whether all of a list is to come, the nearest first."""
    return (
        len(days) > 1
        and day < days[0]
        and all(a <= b for a, b in pairwise(days))
        and days[0] < days[-1]
    )


def find(calendar: Calendar, tokens: Sequence[Token], blocks: Sequence[Block]) -> date | None:
    """The day on which the page was captured, as far as it can be known.

    From the capture instant; else from the masthead; else from a list whose rows go on
    above its first day heading while the page holds a newer date than that heading; else from
    one that states but times above rows of the day before the newest date.
    """
    if calendar.as_of is not None:
        return calendar.today
    first = min((block.first for block in blocks), default=0)
    found = _masthead(tokens, calendar, first, blocks)
    if found is None:
        found = _box_day(tokens, calendar)
    if found is not None or calendar.newest is None:
        return found
    newest = calendar.newest.date()
    begun = any(
        _above_headings(block, newest, calendar) or _above_yesterday(block, newest, calendar)
        for block in blocks
    )
    return newest if begun and not _ends_agenda(blocks, newest, calendar) else None


def _box_day(tokens: Sequence[Token], calendar: Calendar) -> date | None:
    """The day of a box's last update, right above times that aren't after it: "Stand: 16. Mai 2014, 14:20"."""
    for place, token in enumerate(tokens):
        stamp = token.stamp
        if stamp is None or token.shape is not Shape.STAMP or not _is_as_of(token.before):
            continue
        near = [t.stamp for t in tokens[place + 1 : place + _BOX] if t.stamp is not None]
        if not (stamp.has_year and stamp.has_time) or len(near) < _TIMED:
            continue
        if all(each.time_alone and each.minutes <= stamp.minutes for each in near[:_TIMED]):
            return calendar.day_of(stamp)
    return None


def _is_as_of(before: str) -> bool:
    return labels.changed(before) or before.strip(" :").casefold() in _AS_OF


def _above_headings(block: Block, newest: date, calendar: Calendar) -> bool:
    """Whether a list begins above its first day heading, and the newest day is none of these."""
    headed = [day for each in block.days if (day := calendar.day_of(each)) is not None]
    return bool(headed) and newest > max(headed) and any(row.before_day for row in block.rows)


def _above_yesterday(block: Block, newest: date, calendar: Calendar) -> bool:
    """Whether a list begins with times alone and goes on with the day before the newest, or a weekend before."""
    timed = list(takewhile(lambda row: row.stamp.time_alone and row.day is None, block.rows))
    following = block.rows[len(timed) : len(timed) + 1]
    if len(timed) < _TIMED or not following or order_of(timed) != "down":
        return False
    return weekly.is_eve(calendar.day_of(following[0].stamp), newest)


def _ends_agenda(blocks: Sequence[Block], newest: date, calendar: Calendar) -> bool:
    """Whether the newest day stands but below an earlier one of its list: what is to come."""
    held = [
        above is not None and _comes_before(above, row, calendar)
        for block in blocks
        for above, row in zip((None, *block.rows), block.rows, strict=False)
        if not row.stamp.has_time and calendar.day_of(row.stamp) == newest
    ]
    return bool(held) and all(held)


def _comes_before(above: Row, row: Row, calendar: Calendar) -> bool:
    """Whether two rows of one section run forward."""
    if above.heading != row.heading or above.day is not row.day:
        return False
    first, second = calendar.day_of(above.stamp), calendar.day_of(row.stamp)
    return first is not None and second is not None and first < second
