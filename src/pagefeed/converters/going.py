"""Whether a stamped line goes on with the run above it: written as the others, or as they may be.

This module owns comparing one line with the rows before it. Where a run ends, `runs` says.
"""

from __future__ import annotations

from collections.abc import Sequence

from pagefeed.converters import labels, manners
from pagefeed.converters.layout import NUMBERED, Shape, Token
from pagefeed.converters.looks import ends_sentence, repeats
from pagefeed.converters.measures import words

# How many lines of text may stand between two stamps of one block.
BETWEEN = {Shape.LEAD: 3, Shape.TAIL: 3, Shape.MID: 3, Shape.STAMP: 6}
_SEVERAL = 2  # rows that show what a list is, or lines from one to the next
_LABELLED = 5  # words of a label, ideographs counted


def goes_on(tokens: Sequence[Token], members: list[int], index: int, shape: Shape) -> bool:
    """Whether a stamped line is one of the run's: a row, a day heading or a row's other stamp."""
    token = tokens[index]
    if _of_programme(tokens, members, index) or _heads_others(tokens, members, index):
        return False
    if shape is not Shape.STAMP and manners.day_only(token) and _another_day(tokens, index):
        return False  # a day heading has rows below it
    alike = token.shape is shape and manners.alike(tokens[members[-1]], token)
    alike = alike or begun_alike(tokens[members[-1]], token)
    alike = alike or of_eve(tokens[members[-1]], token)
    alike = alike or same_run(tokens, members, index) or _counts_on(tokens, members, index)
    return alike or _goes_on_by_days(tokens, members, index)


def _counts_on(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether a stamp stands below the next item of a list with numbers, as the last did."""
    if tokens[index].shape is not Shape.STAMP or tokens[members[-1]].shape is not Shape.STAMP:
        return False
    if index - members[-1] != _SEVERAL:
        return False
    one, other = (NUMBERED.match(tokens[i - 1].text) for i in (members[-1], index))
    return one is not None and other is not None and int(other[1]) == int(one[1]) + 1


def of_eve(last: Token, token: Token) -> bool:
    """Whether the eve's rows begin, behind whose day the same source stands as behind times before.

    "5:40 – Radio Iowa" above "Yesterday – Radio Iowa".
    """
    one, other = last.stamp, token.stamp
    if one is None or other is None or not last.after or last.after != token.after:
        return False
    return one.time_alone and other.days_ago is not None


def begun_alike(last: Token, token: Token) -> bool:
    """Whether the same words stand before two stamps: behind one of them there may be more.

    The same all in all, or in list items the last: "A title Posted 12 May". In list items too
    titles stand before, and behind some of the stamps a label.
    """
    if not {last.shape, token.shape} <= {Shape.TAIL, Shape.MID}:
        return False
    if manners.manner(last) != manners.manner(token):
        return False
    if last.shape is not token.shape and repeats(last.before) == repeats(token.before):
        return True
    if not (last.bullet and token.bullet):
        return False
    return _led_alike(last, token) or all(map(_labelled_behind, (last, token)))


def _labelled_behind(token: Token) -> bool:
    """Whether a title stands before a day and its time, and behind a label at most, or a summary."""
    stamp = token.stamp
    if stamp is None or not (stamp.has_date and stamp.has_time):
        return False
    told = words(token.after) <= _LABELLED or ends_sentence(token.after)
    return words(token.before) >= manners.TITLE and told


def _led_alike(last: Token, token: Token) -> bool:
    one, other = (each.before.rpartition(" ")[2] for each in (last, token))
    return one == other and labels.leads_to_date(one)


def _goes_on_by_days(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether older rows state but their days, or the other way, in a list of even rows."""
    token, last = tokens[index], tokens[members[-1]]
    one, other = last.stamp, token.stamp
    if not (one and other):
        return False
    if last.shape is not Shape.STAMP or token.shape is not Shape.STAMP:
        labelled = manners.says_little(last) and manners.says_little(token)
        if not (labelled and parted_alike(last, token)):
            return False
    if (one.has_date, one.has_year, bool(one.numbers)) != (
        True,
        other.has_year,
        bool(other.numbers),
    ):
        return False
    gap = _height(tokens, members[-1], index)
    if len(members) > 1:
        return gap == _height(tokens, members[-2], members[-1])
    following = next(
        (n for n in range(index + 1, min(index + 8, len(tokens))) if tokens[n].stamp is not None), 0
    )
    if not following or not manners.alike(token, tokens[following]):
        return False
    return 0 < gap == _height(tokens, index, following)


def _height(tokens: Sequence[Token], first: int, last: int) -> int:
    """How many lines of text stand between two stamps; -1 where one of them is prose."""
    between = [token for token in tokens[first + 1 : last] if token.shape is Shape.TEXT]
    return -1 if any(token.prose for token in between) else len(between)


def _another_day(tokens: Sequence[Token], index: int) -> bool:
    """Whether the next stamp below a day is a day again."""
    near = tokens[index + 1 : index + 2 + BETWEEN[Shape.STAMP]]
    following = next((token for token in near if token.shape in BETWEEN), None)
    return following is not None and manners.day_only(following)


def labelled_alike(tokens: Sequence[Token], members: list[int], token: Token) -> bool:
    """Whether stamps alone and stamps with a few words beside them are one list's."""
    last = tokens[members[-1]]
    if (
        not (manners.says_little(last) and manners.says_little(token))
        or last.stamp is None
        or token.stamp is None
    ):
        return False
    one, other = last.stamp, token.stamp
    if one.days_ago is not None or other.days_ago is not None:
        if last.shape is Shape.STAMP and words(f"{token.before} {token.after}") >= manners.TITLE:
            return False  # a title that ends in a day
        # "Yesterday 18.20" above "12 May" is of one list.
        return all(each.days_ago is not None or each.has_date for each in (one, other))
    return (one.has_date, one.has_time, one.has_year, bool(one.numbers)) == (
        other.has_date,
        other.has_time,
        other.has_year,
        bool(other.numbers),
    ) and one.has_date


def same_run(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """A line with a day alone between rows that state a time alone: a day heading."""
    token = tokens[index]
    if token.stamp is None:
        return False
    first = tokens[members[0]]
    rows = first.shape in manners.ROW_SHAPES or tokens[members[-1]].shape in manners.ROW_SHAPES
    if token.shape is Shape.STAMP and rows:
        return manners.day_only(token) and any(manners.time_only(tokens[i]) for i in members)
    if first.shape is Shape.STAMP and token.shape in {Shape.LEAD, Shape.TAIL}:
        if _heads_rows(tokens, members[-1], index):
            return True
        # With titles between them the days are those titles' own stamps.
        titled = any(t.shape is Shape.TEXT for t in tokens[members[0] : members[-1]])
        return (
            not titled
            and all(manners.day_only(tokens[i]) for i in members)
            and manners.time_only(token)
        )
    return False


def _heads_others(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether a weekday below stamps that state all heads a list of times."""
    stamp, last = tokens[index].stamp, tokens[members[-1]].stamp
    if stamp is None or last is None or not stamp.of_week or stamp.has_time:
        return False
    return last.has_date and last.has_time and _heads_rows(tokens, index, index + 1)


def _heads_rows(tokens: Sequence[Token], day: int, index: int) -> bool:
    """Whether rows that each hold a title and a time alone begin right below a day."""
    near = tokens[index : index + _SEVERAL]
    return (
        index - day == 1
        and manners.day_only(tokens[day])
        and len(near) == _SEVERAL
        and all(t.shape is near[0].shape and manners.time_only(t) for t in near)
        and not any(map(manners.says_little, near))
    )


def _of_programme(tokens: Sequence[Token], members: list[int], index: int) -> bool:
    """Whether a time alone stands below stamps that state all: a programme's, no row's of theirs."""
    last = tokens[members[-1]].stamp
    if (
        last is None
        or not (last.has_date and last.has_time)
        or not manners.time_only(tokens[index])
    ):
        return False
    if tokens[index].shape is not Shape.STAMP or members[-1] + 1 == index:
        return False
    following = tokens[index + 1].stamp if index + 1 < len(tokens) else None
    return following is None or not following.has_date


def parted_alike(last: Token, token: Token) -> bool:
    """Whether as many signs part the labels beside two stamps: "14:20 · Sport · 312"."""
    one, other = (sum(map(f"{each.before} {each.after}".count, "·|•")) for each in (last, token))
    return one == other > 0 and last.shape is token.shape
