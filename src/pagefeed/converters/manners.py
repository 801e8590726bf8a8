"""How rows are written: what their stamps state, and what stands beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from statistics import median

from pagefeed.converters import categories, labels
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import ends_sentence, repeats
from pagefeed.converters.measures import width, words
from pagefeed.dates import Written

ROW_SHAPES = (Shape.LEAD, Shape.TAIL, Shape.MID)  # that hold words beside their stamps
TITLE = 3  # words of a line that can be a title
_LABEL_WORDS = 5  # at most
_STEM = 6  # letters that one comment and several have in common
_BYLINE = 12  # words beside a stamp that say who wrote a row, at most
_COUNTING = 7  # words of such a label with a count, at most
_MARKS = re.compile(r"\s[,|•·/&+-]\s")
_PARTING = re.compile(r"[|•·/]")
_LIVING = re.compile(r"[^\W\d_][\w.-]+, [^\W\d_][\w.-]+")  # "Ann, Bridgeport"
_SIGNED = 4  # rows that say who wrote them, at least
_PARTS = re.compile(r"\s[|•·/]\s")


def manner(token: Token) -> tuple[bool, ...]:
    """How a token's stamp is written; of one without, nothing."""
    return of(token.stamp) if token.stamp else ()


def of(stamp: Written) -> tuple[bool, ...]:
    """How a stamp is written: whether it states a day, a time, numbers, a year, seconds."""
    # Asked of each row many times over: the properties of the same names cost twice as much.
    numbers, day = stamp.numbers, stamp.day is not None
    dated = day or bool(numbers) or stamp.days_ago is not None
    dated = dated or (stamp.weekday is not None and stamp.ago is None)
    whole = (day and stamp.year is not None) or len(numbers) == 3
    return dated, stamp.hour is not None, bool(numbers), whole, stamp.second is not None


def item_signs(tokens: Iterable[Token]) -> frozenset[str]:
    """The lone signs that begin list items: beside others a dot parts an author from a stamp."""
    signs = frozenset(token.text for token in tokens if token.shape is Shape.MARKER)
    return signs - {"·"} or signs


def says_little(token: Token) -> bool:
    """Whether beside a stamp stand but a few words, or none."""
    if token.shape is Shape.STAMP:
        return True
    rest = f"{token.before} {token.after}".strip()
    if token.shape not in ROW_SHAPES:
        return False
    if words(rest) <= 5 and width(rest) <= 40:
        return True
    return words(rest) <= _BYLINE and labels.signs(rest) and not labels.signs(token.after)


def alike(first: Token, second: Token) -> bool:
    """Whether two stamps on lines of their own are written in one way."""
    one, other = first.stamp, second.stamp
    if one is None or other is None:
        return True
    if first.shape is not Shape.STAMP:
        dated = one.has_date and other.has_date and says_little(first)
        return not dated or one.has_time == other.has_time
    if not (one.has_date and other.has_date):
        return True
    adjacent = second.number - first.number == 1
    # Older rows of a list may state their years: "28 May, 11:05" above "3 December 2018, 10:15".
    older = other.has_year and one.has_time and other.has_time and not other.numbers
    worded = repeats(f"{first.before} {first.after}") == repeats(f"{second.before} {second.after}")
    return adjacent or (
        (one.has_time == other.has_time or (worded and bool(first.before or first.after)))
        and bool(one.numbers) == bool(other.numbers)
        and (one.has_year == other.has_year or older)
    )


def alike_in_line(first: Token, second: Token) -> bool:
    """Whether two rows in single lines are written in one way."""
    return first.bullet is second.bullet and manner(first) == manner(second)


def day_only(token: Token) -> bool:
    """Whether a line is a day, without a time."""
    stamp = token.stamp
    return (
        token.shape is Shape.STAMP and stamp is not None and not stamp.has_time and stamp.states_day
    )


def time_only(token: Token) -> bool:
    """Whether a stamp is a time, without a day."""
    stamp = token.stamp
    return stamp is not None and stamp.time_alone


def next_stamped(tokens: Sequence[Token], index: int) -> Token | None:
    """The first line below one that has the shape of a row or a stamp."""
    return next(
        (
            t
            for t in islice(tokens, index + 1, None)
            if t.shape is Shape.STAMP or t.shape in ROW_SHAPES
        ),
        None,
    )


def is_item(tokens: Sequence[Token], index: int) -> bool:
    """Whether a line is a list item, or stands right below its marker."""
    return tokens[index].bullet or (index > 0 and tokens[index - 1].shape is Shape.MARKER)


def labels_only(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether beside the stamps stand but labels, and the titles on lines of their own."""
    if any(time_only(tokens[i]) for i in members):
        members = [i for i in members if not day_only(tokens[i])]  # day headings
    count = sum(titled(tokens, members)) if labelled(tokens, members) else 0
    return len(members) > 1 and count * 10 >= (len(members) - 1) * 7


def labelled(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether what stands beside the stamps is short, or a formula, or mostly one and the same."""
    if signed_after([tokens[i] for i in members]):
        return False
    beside = rests(tokens, members)
    said = Counter(map(repeats, beside)).most_common(1)
    if said and said[0][1] >= TITLE and said[0][1] * 10 >= len(beside) * 8:
        return True
    short = sum(map(is_label, beside))
    return short * 10 >= len(beside) * 9 or formulaic(beside)


def signed_after(stated: Sequence[Token]) -> bool:
    """Whether titles, each another, stand before stamps, and who wrote behind: "Good deals, 5 May by Ann"."""
    signed = [
        token
        for token in stated
        if token.shape is Shape.MID
        and token.stamp is not None
        and labels.signs(token.after)
        and not (labels.signs(token.before) or labels.labels(token.before))
        and not _PARTING.search(token.text[len(token.before) : token.stamp.start])
    ]
    if len(signed) < _SIGNED or len(signed) * 10 < len(stated) * 9:
        return False
    return len({repeats(token.before) for token in signed}) == len(signed)


def is_label(rest: str) -> bool:
    """Whether what stands beside a stamp is short enough to be a label."""
    count = words(_MARKS.sub(" ", rest))
    return count <= _LABEL_WORDS and not (count > TITLE and ends_sentence(rest))


def rests(tokens: Sequence[Token], members: list[int]) -> list[str]:
    """The words beside the stamps that do not stand alone."""
    return [
        f"{tokens[i].before} {tokens[i].after}".strip()
        for i in members
        if tokens[i].shape is not Shape.STAMP
    ]


def titled(tokens: Sequence[Token], members: list[int]) -> list[bool]:
    """Of each two stamps, whether a title stands between them."""
    beside = rests(tokens, members) or [""]
    written = _are_writers(beside)
    formula = formulaic(beside) or all(map(labels.signs, beside)) or written
    fewest = TITLE
    if written or (len(set(beside)) == 1 and len(beside) >= TITLE):
        fewest = 1  # names, or what stands beside all stamps, are no rows' titles
    usual = median(map(width, beside))
    found: list[bool] = []
    for a, b in pairwise(members):
        lines = [t for t in tokens[a + 1 : b] if t.shape is Shape.TEXT or t.shape in ROW_SHAPES]
        longest = max((width(t.text) for t in lines), default=0)
        long = formula or longest > 1.5 * usual
        found.append(long and any(words(t.text) >= fewest for t in lines))
    return found


def _are_writers(rests: list[str]) -> bool:
    """Whether beside the stamps stand names, each another, or names and where they live."""
    if len(rests) < _SIGNED - 1 or len(set(rests)) < len(rests):
        return False
    named = sum(categories.is_name(rest) or _LIVING.fullmatch(rest) is not None for rest in rests)
    return named == len(rests) or named * 10 >= len(rests) * 8 >= _SIGNED * 8


def formulaic(rests: list[str]) -> bool:
    """Whether what stands beside the stamps repeats: "by Ann Tregear in News, 5 comments"."""
    if len(rests) < 3 or any(words(rest) > 14 for rest in rests):
        return False
    parts = [_PARTS.split(rest) for rest in rests]
    if all(len(each) > 1 and max(map(words, each)) <= TITLE for each in parts):
        return True  # "Ann Tregear | News | 5 comments"
    if _end_in_counts(rests):
        return True
    sets = [set(rest.casefold().split()) for rest in rests]
    counted = Counter(word for each in sets for word in each)
    common = {word for word, count in counted.items() if count * 2 >= len(rests)}
    shared = sum(len(each & common) for each in sets)
    return shared * 10 >= sum(len(each) for each in sets) * 4


def _end_in_counts(rests: list[str]) -> bool:
    """Whether a few words beside the stamps end in a count of one thing: "Ann Tregear 5 comments".

    Or in none of it: "No comments".
    """
    ends = [said for rest in rests if 1 < len(said := rest.split()) <= _COUNTING]
    things = Counter(said[-1].casefold()[:_STEM] for said in ends)
    counted = sum(said[-2].isdecimal() for said in ends)
    return counted * 2 >= len(rests) and things.most_common(1)[0][1] * 10 >= len(rests) * 8
