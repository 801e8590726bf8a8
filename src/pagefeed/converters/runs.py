"""Tokens -> runs: the stamped lines that go on in one way, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pagefeed.converters import beginnings, going, labels, manners, sections
from pagefeed.converters.going import BETWEEN
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import is_sentence
from pagefeed.converters.measures import words
from pagefeed.converters.sheet import Sheet

_BYLINED = 2  # more of them, where stamps stand in bylines: tags, counts, links to read on
_SEVERAL = 2  # rows of one make beside rows of another: two lists
_LATEST = 8  # rows of a run that are looked at when a line may be of another
_LABELLED = 5  # words of a label, ideographs counted
_TOP = 5  # lines of a page in which it tells its own day
_FEWEST = 3  # stamps of a run that show how its stamps are written


def run(sheet: Sheet, tokens: Sequence[Token], start: int) -> tuple[list[int], int]:
    """The indexes of the stamped tokens that go on in the way of the first, and where to go on."""
    shape = tokens[start].shape
    members = [start]
    between, titled = 0, False
    index = start + 1
    while index < len(tokens):
        token = tokens[index]
        passed = range(tokens[index - 1].number + 1, token.number)
        if len(passed) > 60 or token.shape is Shape.CHAIN or not sheet.walls.isdisjoint(passed):
            break
        if sheet.heads_discussion(token.text) or beginnings.begins(sheet, tokens, members, index):
            break  # what readers wrote is no list of the page's, what is made otherwise another
        if token.shape is Shape.TEXT or _speaks(tokens, members, index, shape):
            titled = titled or words(token.text) > _LABELLED
            # Right below a stamp stands what shares its row, in as many lines as there are.
            between += titled or shape is not Shape.STAMP or not sheet.is_label(token)
            if between > _between(tokens[members[-1]], shape):
                break
        elif going.goes_on(tokens, members, index, shape) or (
            between and going.labelled_alike(tokens, members, token)
        ):
            members.append(index)
            between, titled = 0, False
            if shape is Shape.STAMP:
                shape = token.shape  # the first row's that holds its title
        elif token.shape in BETWEEN:
            break
        index += 1
    if shape is Shape.STAMP:
        return _without_ways(tokens, members), members[-1] + 1
    members = _without_days_at_end(tokens, members)
    return members, members[-1] + 1


def _between(last: Token, shape: Shape) -> int:
    """How many lines may stand below a row before the next: fewer where rows hold titles."""
    if not manners.says_little(last):
        return BETWEEN[shape]
    return BETWEEN[Shape.STAMP] + (_BYLINED if labels.signs(last.before) else 0)


def _without_days_at_end(tokens: Sequence[Token], members: list[int]) -> list[int]:
    """Days at the end head no rows of this run: they are the stamps of a list that follows."""
    last = len(members)
    while tokens[members[last - 1]].shape is Shape.STAMP:
        last -= 1
    if last == len(members) or not manners.labelled(tokens, members):
        return members[:last]
    titled = manners.titled(tokens, members)
    number = sum(titled)
    for count in range(len(members), last, -1):
        if number * 10 >= (count - 1) * 7:
            return members[:count]
        number -= titled[count - 2]
    return members[:last]


def _without_ways(tokens: Sequence[Token], members: list[int]) -> list[int]:
    """A run without the days at its end that but lead to other days."""
    while len(members) > 1 and _leads_to_day(tokens, members):
        members = members[:-1]
    return members


def _leads_to_day(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether the last stamp, below times alone, is a day that a reader may turn to: no title is by."""
    last = members[-1]
    if _completes(tokens, members):
        return False
    if not manners.day_only(tokens[last]) or not manners.time_only(
        tokens[members[len(members) // 2]]
    ):
        return False
    for token in tokens[last + 1 : last + 1 + _FEWEST]:
        if token.stamp is not None or sections.heads_list(token.text):
            break
        if token.shape is Shape.TEXT and words(token.text) > _SEVERAL:
            return False
    above = tokens[last - 1]
    return above.shape is not Shape.TEXT or words(above.text) <= _SEVERAL


def _completes(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether the last day stands right below its time, as most days of the run do."""
    pairs = [b - a == 1 and manners.time_only(tokens[a]) and manners.day_only(tokens[b]) for a, b in pairwise(members)]  # fmt: skip
    return bool(pairs) and pairs[-1] and sum(pairs) * 10 >= len(pairs) * 4


def only_speaks(tokens: Sequence[Token], index: int) -> bool:
    """Whether a line speaks of a day above stamps that are all written in another manner."""
    token = tokens[index]
    if (
        token.shape not in manners.ROW_SHAPES
        or words(f"{token.before} {token.after}") < manners.TITLE
    ):
        return False
    near = [t for t in tokens[index + 1 : index + 2 + _FEWEST * 5] if t.shape in BETWEEN]
    if not near or manners.manner(near[0]) == manners.manner(token):
        return False
    following = [t for t in near if manners.manner(t) == manners.manner(near[0])]
    return len(following) >= _FEWEST and all(map(manners.says_little, following))


def heads_page(tokens: Sequence[Token], index: int) -> bool:
    """Whether a weekday with its full date at the top is the page's, above rows with other days."""
    token = tokens[index]
    stamp = token.stamp
    if token.number > _TOP or not manners.day_only(token) or stamp is None:
        return False
    if stamp.weekday is None or not stamp.has_year:
        return False
    following = manners.next_stamped(tokens, index)
    if following is None or following.stamp is None:
        return False
    whole = following.stamp.has_date and following.stamp.has_time
    if following.shape is Shape.STAMP and not whole:
        return False
    return following.stamp.has_date and manners.manner(following) != manners.manner(token)


def is_tab(tokens: Sequence[Token], index: int) -> bool:
    """Whether "Today" alone stands above stamps that state day, year and time: people click it."""
    token = tokens[index]
    if token.shape is not Shape.STAMP or token.stamp is None or token.stamp.days_ago is None:
        return False
    following = manners.next_stamped(tokens, index)
    if token.stamp.has_time or following is None or following.stamp is None:
        return False
    return following.stamp.has_date and following.stamp.has_year and following.stamp.has_time


def heads_signed(tokens: Sequence[Token], index: int) -> bool:
    """Whether a day stands above a post whose byline, below its title, states the time."""
    if not manners.day_only(tokens[index]):
        return False
    near = tokens[index + 1 : index + 2 + BETWEEN[Shape.STAMP]]
    stamped = [token for token in near if token.shape in BETWEEN]
    first = next((token for token in stamped if not _speaks_of_day(token)), None)
    return first is not None and first.shape is Shape.MID and manners.time_only(first)


def _speaks_of_day(token: Token) -> bool:
    return token.shape is Shape.MID and token.stamp is not None and token.stamp.has_date


def _speaks(tokens: Sequence[Token], members: list[int], index: int, shape: Shape) -> bool:
    """Whether a line among stamps only mentions a date, in a title say.

    Where words stand beside the stamps, one of them must follow soon.
    """
    token = tokens[index]
    if token.shape not in manners.ROW_SHAPES or going.same_run(tokens, members, index):
        return False
    last = tokens[members[-1]]
    if going.labelled_alike(tokens, members, token) and going.parted_alike(last, token):
        return False
    if token.bullet and going.begun_alike(last, token):
        return False
    alike = [tokens[i] for i in members[-_LATEST:] if tokens[i].shape is shape]
    if shape is Shape.STAMP and words(f"{token.before} {token.after}") >= manners.TITLE:
        # A title may end in a day as the headings over times state theirs.
        alike = [each for each in alike if manners.time_only(each)] or alike
    first = alike[0] if alike else next(tokens[i] for i in members if tokens[i].shape is shape)
    made = manners.manner(token)
    told = token.shape is not shape and is_sentence(token.text)
    fits = not told and (shape is not Shape.STAMP or tokens[index - 1].shape is not Shape.STAMP)
    if fits and made == manners.manner(first):  # as most rows are
        return False
    known = {manners.manner(each) for each in (first, *alike)}
    if fits and made in known:
        return False
    if shape is Shape.STAMP and made[:3] not in {each[:3] for each in known}:
        return True
    if _between_rows(tokens, members, index, known):
        return True
    little = manners.says_little(first) or manners.formulaic(
        manners.rests(tokens, members[-_LATEST:])
    )
    longest = max(map(words, manners.rests(tokens, members[-_LATEST:])), default=0) + 1
    fewest = manners.TITLE - 1 if first.shape is Shape.STAMP else manners.TITLE
    if not (little or told) or words(f"{token.before} {token.after}") < fewest:
        return False
    return any(
        each.shape in {first.shape, Shape.STAMP}
        and (manners.manner(each) in known or going.of_eve(tokens[members[-1]], each))
        and (each.shape is Shape.STAMP or words(f"{each.before} {each.after}") <= longest)
        for each in tokens[index + 1 : index + 2 + BETWEEN[shape]]
    )


def _between_rows(
    tokens: Sequence[Token], members: list[int], index: int, known: set[tuple[bool, ...]]
) -> bool:
    """Whether a line stands where all others stand that part two rows: it is a title as they are."""
    if len(members) < _SEVERAL or index + 1 >= len(tokens) or index - members[-1] != 1:
        return False
    following = tokens[index + 1]
    return (
        members[-1] - members[-2] == _SEVERAL
        and following.shape is tokens[members[-1]].shape is not tokens[index].shape
        and manners.manner(following) in known
        and manners.manner(tokens[index]) not in known
    )
