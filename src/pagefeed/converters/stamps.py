"""Stamps of one row that stand apart: put together, compared, told from day headings."""

from __future__ import annotations

from collections.abc import Sequence

from pagefeed.converters import labels
from pagefeed.converters.layout import NUMBERED, Shape, Token
from pagefeed.dates import Written


def is_text(token: Token) -> bool:
    """Whether a line among stamps of their own can be a title, a category or a summary."""
    return token.shape in {Shape.TEXT, Shape.LEAD, Shape.TAIL, Shape.MID}


def merged(
    tokens: Sequence[Token], members: list[int]
) -> tuple[list[tuple[int, int, Written]], dict[int, Written]]:
    """Stamps in lines that follow each other are one: (first index, last index, stamp).

    But days above a run of times are day headings: by the index of the time that follows.
    """
    heads = _day_headings(tokens, members)
    found: list[tuple[int, int, Written]] = []
    days: dict[int, Written] = {}
    day: Written | None = None
    for index in members:
        stamp = tokens[index].stamp
        assert stamp is not None
        if index in heads:
            day = stamp
            continue
        if day is not None:
            days[index] = day
        if (
            found
            and found[-1][1] not in heads
            and tokens[index].shape is Shape.STAMP
            and not any(is_text(tokens[i]) for i in range(found[-1][1] + 1, index))
            and not any(i in heads for i in range(found[-1][1] + 1, index))
        ):
            first, last, other = found[-1]
            if labels.changed(tokens[last].before):
                other = stamp
            elif not labels.changed(tokens[index].before):
                other = _both(other, stamp)
            found[-1] = (first, index, other)
        else:
            found.append((index, index, stamp))
    return found, days


def _day_headings(tokens: Sequence[Token], members: list[int]) -> set[int]:
    """The indexes of days that stand right above times, where most times have no day above.

    None where each stamp stands below an item of its own in a list.
    """
    if all(_is_item(tokens, place - 1) for place in members):
        return set()
    days = [i for i in members if _is_day(tokens[i])]
    times = [i for i in members if _is_time(tokens[i])]
    few = len(days) * 10 <= len(times) * 6
    found: set[int] = set()
    for place, index in enumerate(members[:-1]):
        following = members[place + 1]
        if not (_is_day(tokens[index]) and _is_time(tokens[following])):
            continue
        if _stands_below_days_row(tokens, members, place):
            continue
        apart = any(is_text(t) for t in tokens[index + 1 : following])
        alone = tokens[index].shape is Shape.STAMP  # "Admin 01-02" is a row's
        if few or (apart and alone and not _ends_stamp(tokens, members, place)):
            found.add(index)
    return found


def _is_item(tokens: Sequence[Token], place: int) -> bool:
    """Whether a line begins an item of a list, by its own sign or by one on the line above."""
    if place < 0 or not is_text(tokens[place]):
        return False
    if tokens[place].bullet or NUMBERED.match(tokens[place].text) is not None:
        return True
    return place > 0 and tokens[place - 1].shape is Shape.MARKER


def _stands_below_days_row(tokens: Sequence[Token], members: list[int], place: int) -> bool:
    """Whether a day stands below another, whose own row is between: then it is a row's as well."""
    if not place or not _is_day(tokens[members[place - 1]]):
        return False
    return any(is_text(t) for t in tokens[members[place - 1] + 1 : members[place]])


def _ends_stamp(tokens: Sequence[Token], members: list[int], place: int) -> bool:
    """Whether a day stands right below a time and so is of one stamp with it."""
    if not place or not _is_time(tokens[members[place - 1]]):
        return False
    return not any(is_text(t) for t in tokens[members[place - 1] + 1 : members[place]])


def _is_day(token: Token) -> bool:
    stamp = token.stamp
    return stamp is not None and not stamp.has_time and stamp.states_day


def _is_time(token: Token) -> bool:
    stamp = token.stamp
    return stamp is not None and stamp.has_time and not stamp.has_date


def one_moment(first: Written, second: Written) -> bool:
    """Whether two stamps state one day and one time."""
    return first.has_date and first.has_time and moment(first) == moment(second)


def moment(stamp: Written) -> tuple[object, ...]:
    """What two stamps must have in common to be the same: all that they state."""
    day = stamp.numbers or (stamp.year, stamp.month, stamp.day)
    return (*day, stamp.hour, stamp.minute)


def time_of(stamp: Written) -> Written:
    """The time of a stamp, without its day."""
    return stamp._replace(
        start=stamp.clock[0], end=stamp.clock[1], year=None, month=None, day=None,
        numbers=(), separator="", weekday=None, clock=(0, 0),
    )  # fmt: skip


def _both(first: Written, second: Written) -> Written:
    """Two stamps of one row: the fuller one, or a day with the time beside it."""
    day = first if first.has_date else second
    time = second if day is first else first
    if day.has_date and not day.has_time and time.has_time and not time.has_date:
        return day.at_time_of(time)._replace(text=f"{first.text} {second.text}")
    if first.has_year and not first.has_time and second.has_time and _same_day(first, second):
        return second._replace(year=first.year)  # "Monday 16 May 2022" heads "16 May, 21:50"
    weights = [2 * w.has_year + 2 * w.has_date + w.has_time for w in (first, second)]
    return first if weights[0] >= weights[1] else second


def _same_day(first: Written, second: Written) -> bool:
    named = first.month is not None and not first.numbers and not second.numbers
    return named and (first.month, first.day) == (second.month, second.day)
