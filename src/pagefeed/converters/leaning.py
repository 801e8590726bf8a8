"""Whether the titles of a block stand below their stamps or above: told from the whole.

If the title stands below its stamp, no title stands above the first stamp and one stands
below the last; if above, the other way round. What is surer goes first: a title whose
stamp is known from elsewhere on the page, list items, blank lines around the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pagefeed import clean
from pagefeed.converters import asking, categories, labels, places, sections, terms
from pagefeed.converters import stamps as stamps_of
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import (
    Looks,
    ends_sentence,
    is_bracketed,
    repeats,
    summarises,
)
from pagefeed.converters.sheet import Sheet
from pagefeed.converters.surroundings import Surroundings, is_rule

SURE = 9.0
_FEWEST = 4  # stamps whose surroundings show where a list begins and ends
_IN_ITEM = 1.5  # how much speaks for a stamp below a list item's title being in that item
_SIGNED = 2.0  # how much posters beside the stamps speak for titles above them
_TOLD = 2.0  # how much sentences below the stamps speak for titles above them
_PAIR = 2  # lines between two stamps
_TABLED = 2.0  # how much the heads of a table do, above what fills its first row
_NAMED = 3.0  # how much a list's name does, with just a row's lines between it and a stamp
_UNEVEN = 0.5  # how well lines may fit titles below, where such lines are taken for a row's
_TITLE = 15  # characters
_FURTHER = 2  # times as far as in the longest row what ends the last is looked for
_END = 99  # blank lines below the page


def leaning(sheet: Sheet, around: Surroundings, looks: Looks) -> float:
    """How sure titles stand below their stamps; less than 0: above them."""
    proved = (
        _proved(sheet, around)
        or _headed(sheet, around)
        or _turned(around)
        or _ends_posts(around)
        or _said_twice(around)
        or _itemised(around, looks)
        or _edges(around)
        or _bounds(around)
        or _bracketed(around)
        or asked(around, looks)
    )
    if proved:
        return SURE * proved
    inner, above, below = around.between, around.above, around.below
    if below and (asking.subscribes(below[0].text) or asking.turns_pages(below[0].text)):
        below = []  # what ends a list
    titled = sum(1 for each in inner if each and looks.title_like(each[0]) >= 1.0)
    if titled * 10 >= len(inner) * 8 and below and looks.title_like(below[0]) < 1.0:
        # The rows' lines begin with titles: one that doesn't is the heading of other rows.
        below = below[:1]
    usual = around.usual
    while len(above) > 1 and summarises(above[-1]) and usual == 1:
        above = above[:-1]
    first, last = max(usual, len(inner[0])), max(usual, len(inner[-1]))
    score = 3.0 * (looks.holds_title(below[:last]) - looks.holds_title(above[-first:]))
    even = places.evenness(above, inner, below, looks)
    score += _nearness(around) + even + places.fullness(inner, looks)
    score -= around.listed + _NAMED * (even <= _UNEVEN and _begins_named(around))
    score -= _TABLED * bool(around.heads)
    score -= _SIGNED * (_signed(around) or _signed_above(around, looks))
    score -= _TOLD * (tell_first(around) or _told_above(around))
    if around.bullet and around.usual == 1 and not _opens_items(around):
        score -= _IN_ITEM
    elif not around.bullet and not around.listed and _opens_items(around):
        score += _IN_ITEM
    for lines in inner:
        if lines and not summarises(lines[-1]):  # it may follow the title of either row
            score += (looks.title_like(lines[0]) - looks.title_like(lines[-1])) / len(inner)
    return score


def tell_first(around: Surroundings) -> bool:
    """Whether below each stamp a sentence tells of the title above it, before the next title."""
    if len(around.between) < 2 or any(len(each) != _PAIR for each in around.between):
        return False
    if not (around.above and around.below):
        return False
    told = [*(each[0] for each in around.between), around.below[0]]
    titled = [around.above[-1], *(each[1] for each in around.between)]
    if len({clean.key(token.text) for token in told}) == 1:
        return False
    stopped = all(ends_sentence(token.text) for token in told)
    return stopped and not any(ends_sentence(token.text) for token in titled)


def _told_above(around: Surroundings) -> bool:
    """Whether a sentence stands right above the first stamp, below a title, and none so below the last."""
    pairs = [around.above[-2:], *(each for each in around.between if len(each) == _PAIR)]
    told = [[ends_sentence(token.text) for token in pair] == [False, True] for pair in pairs]
    under = [ends_sentence(token.text) for token in around.below[:2]] == [False, True]
    under = under and not asking.subscribes(around.below[0].text)
    return told[0] and any(told[1:]) and not under


def _signed(around: Surroundings) -> bool:
    """Whether most stamps say who wrote what stands above them, not all the same: "by Ann, 3 May"."""
    signs = [around.tokens[first].before for first, _, _ in around.stamps]
    signed = [each for each in signs if labels.signs(each) or categories.is_name(each)]
    return len(signed) * 10 >= len(signs) * 8 and len(set(signed)) > 1


def _signed_above(around: Surroundings, looks: Looks) -> bool:
    """Whether who wrote a row stands on the line above each stamp, and its title above that."""
    for first, _, _ in around.stamps:
        lines = around.texts(max(0, first - 2), first)
        if len(lines) < _PAIR or not labels.names_writer(lines[1].text):
            return False
        if looks.title_like(lines[0]) < 1.0 or asking.asks(lines[0].text):
            return False
    return True


def _proved(sheet: Sheet, around: Surroundings) -> int:
    """1 where a title whose stamp is known stands below that stamp, -1 where above.

    0 where it stands between two rows of the same day, and proves neither.
    """
    segments = [around.above, *around.between, around.below]
    proofs = set()
    for number, (_, _, stamp) in enumerate(around.stamps):
        known = sheet.known.get(stamps_of.moment(stamp), "")
        if not known:
            continue
        keys = [{clean.key(token.text) for token in each} for each in segments]
        if (known in keys[number]) is not (known in keys[number + 1]):
            proofs.add(-1 if known in keys[number] else 1)
    return proofs.pop() if len(proofs) == 1 else 0


def _headed(sheet: Sheet, around: Surroundings) -> int:
    """1 where the name of a list stands right above the first stamp, -1 where right below the last.

    No title stands there then: "Latest news" above "14:20".
    """
    above, below = (
        bool(lines)
        and (sections.heads_list(lines[0].text) or sections.heads_opinions(lines[0].text))
        and not sheet.is_label(lines[0])
        for lines in (around.above[-1:], around.below[:1])
    )
    first, last = around.stamps[0][2], around.stamps[-1][2]
    if first.has_time is not last.has_time:
        below = False  # the last is no row's: "3 May | 2 May" below times turns the pages
    return above - below


def _turned(around: Surroundings) -> int:
    """What the day headings between rows tell: -1 where each stands right below a time, above a title.

    Above them a row ends, below them one begins: 1 where each stands right above a time instead.
    """
    ends, begins = 0, 0
    for (_, last, _), (first, _, _) in pairwise(around.stamps):
        for head in range(last + 1, first):
            if head in around.inside:
                ends += bool(around.texts(last + 1, head))
                begins += bool(around.texts(head + 1, first))
    return (ends > 0) - (begins > 0)


def _ends_posts(around: Surroundings) -> int:
    """-1 where most stamps stand before the categories and the tags of what is above them."""
    stamped = [around.tokens[last] for _, last, _ in around.stamps]
    return -_mostly(terms.follow(token.text, token.written) for token in stamped)


def _said_twice(around: Surroundings) -> int:
    """-1 where most stamps stand between a title and the same once more, which says nothing (`again`)."""
    tokens = around.tokens
    twice = [
        first > 0
        and last + 1 < len(tokens)
        and tokens[last + 1].shape is Shape.NOISE
        and tokens[first - 1].text == tokens[last + 1].text
        for first, last, _ in around.stamps
    ]
    return -(sum(twice) * 10 >= len(twice) * 5 and sum(twice) > 1)


def _begins_named(around: Surroundings) -> bool:
    """Whether just a row's lines stand between the name of a list and the first stamp."""
    row = around.above[-around.usual - 1 :]
    if len(around.stamps) < _FEWEST - 1 and around.usual > 1:
        return False
    if len(row) <= around.usual or row[0].bullet:
        return False
    return [sections.heads_list(each.text) for each in row] == [True] + [False] * around.usual


def _itemised(around: Surroundings, looks: Looks) -> int:
    """1 where most stamps' items begin with the stamp, -1 where they begin above it.

    Above it too where an item holds more below its stamp, and only a title above.
    """
    if around.listed or around.bullet or _opens_items(around):
        return 0
    before = after = titled = 0
    for a, b in pairwise(around.stamps):
        cut = around.cut(a[1] + 1, b[0])
        if cut is not None:
            told, begun = around.texts(a[1] + 1, cut), around.texts(cut, b[0])
            ruled = is_rule(around.tokens[cut])  # below one an author may stand over the stamp
            before += bool(told)
            after += looks.holds_title(begun) > 0 if ruled else bool(begun)
            titled += _begins(begun, told, looks)
    if (before + after) * 2 < len(around.stamps):
        return 0
    if titled * 10 >= len(around.ranges) * 8:
        return -1
    return (before > 2 * after) - (after > 2 * before)


def _begins(begun: list[Token], told: list[Token], looks: Looks) -> bool:
    """Whether what begins an item is its title, rather than what stands below its stamp."""
    if looks.holds_title(begun) > looks.holds_title(told[:1]):
        return True
    signed = any(labels.signs(token.text) for token in begun)
    return not signed and any(
        looks.title_like(t) >= 1.0 and not looks.is_category(t) for t in begun
    )


def _opens_items(around: Surroundings) -> bool:
    """Whether the stamps open list items: what follows is likely in them, not surely."""
    opened = sum(1 for first, _, _ in around.stamps if around.tokens[first].bullet)
    return opened * 10 >= len(around.stamps) * 8


def _edges(around: Surroundings) -> int:
    """Where blank lines show that a list begins with a stamp (1), or ends with one (-1).

    Only its first stamp is apart from what stands above, or its last from what is below.
    """
    if len(around.stamps) < _FEWEST:
        return 0
    tokens = around.tokens
    before = [tokens[first].gap for first, _, _ in around.stamps]
    after = [
        tokens[last + 1].gap if last + 1 < len(tokens) else _END for _, last, _ in around.stamps
    ]
    begins = len(set(before[1:])) == 1 and before[0] > before[1]
    ends = len(set(after[:-1])) == 1 and after[-1] > after[0]
    return begins - ends


def _bounds(around: Surroundings) -> int:
    """What a line that stands in most rows, word for word, tells: 1 titles below, -1 above.

    Below the last stamp, but not above the first, it bounds what is below a stamp: "Read
    more" above the next stamp leaves no title there. The other way round likewise.
    """
    if len(around.stamps) < _FEWEST:
        return 0
    segments = [_said(around, start, end) for start, end in around.ranges]
    longest = max(map(len, segments))
    first, last = around.stamps[0][0], around.stamps[-1][1] + 1
    above = _said(around, max(first - longest, 0), first)
    below = _said(around, last, last + longest)
    further = _said(around, last, last + _FURTHER * longest)
    counted = Counter(line for each in segments for line in dict.fromkeys(each))
    for line, count in counted.most_common(2):
        if count * 10 < len(segments) * 8:
            continue
        held = [each for each in segments if line in each]
        asks, ends = asking.asks(line), _mostly(each[-1] == line for each in held)
        if asks and ends and line in further and line not in above[-1:]:
            return 1  # "Share" above each stamp but the first
        if (line in below) is (line in above):
            continue
        if asks and _mostly(each[0] == line for each in held):
            return -1  # "Read more" right below a stamp ends a row
        if line in below and ends:
            return 1
        if line in below and _mostly(_go_on(each, line) for each in held):
            return -1  # a row ends there, and another begins, before its stamp
        if line in above and (_mostly(each[0] == line for each in held) or asks):
            return -1
    return 0


def asked(around: Surroundings, looks: Looks) -> int:
    """-1 where what asks to share or to read on ends most rows, below their paragraphs, and titles follow."""
    ended = 0
    for start, end in around.ranges:
        asks = [i for i in range(start, end) if asking.asks(around.tokens[i].text)]
        told = around.texts(start, asks[-1]) if asks else []
        begun = around.texts(asks[-1], end) if asks else []
        paragraphs = bool(told) and told[0].prose
        ended += paragraphs and len(begun) == 1 and looks.holds_title(begun) > 0
    return -(ended * 10 >= len(around.ranges) * 8 and ended > 1)


def _bracketed(around: Surroundings) -> int:
    """What lines in brackets, one in each row, tell: -1 where the first stamp has its own above.

    1 where the last stamp has it below.
    """
    if any(sum(is_bracketed(t.text) for t in each) != 1 for each in around.between):
        return 0
    usual = around.usual
    above, below = (
        any(is_bracketed(token.text) for token in each)
        for each in (around.above[-usual:], around.below[:usual])
    )
    return below - above


def _go_on(lines: list[str], end: str) -> bool:
    """Whether what can be a title stands below a line that ends a row."""
    return any(len(line) >= _TITLE for line in lines[lines.index(end) + 1 :])


def _said(around: Surroundings, start: int, end: int) -> list[str]:
    """What each of some lines says, but for its numbers; what has no letters says nothing."""
    return [
        repeats(token.text)
        for index, token in enumerate(around.tokens[start:end], start=start)
        if index not in around.inside and any(map(str.isalpha, token.text))
    ]


def _mostly(each: Iterable[bool]) -> bool:
    told = list(each)
    return sum(told) * 10 >= len(told) * 9


def _gap(tokens: Sequence[Token], index: int) -> int:
    """The blank lines above a line, or above the one below a picture's place."""
    token = tokens[index]
    pictured = token.shape is Shape.NOISE and token.text[:1] == "["
    return token.gap + (tokens[index + 1].gap if pictured and index + 1 < len(tokens) else 0)


def _nearness(around: Surroundings) -> float:
    """Blank lines around stamps: a title is nearer to its own stamp than the next row is.

    A picture's place right below a stamp is of neither: "[bridge_small]".
    """
    tokens = around.tokens
    before = [tokens[first].gap for first, _, _ in around.stamps]
    after = [_gap(tokens, last + 1) for _, last, _ in around.stamps if last + 1 < len(tokens)]
    if not after or not any((*before, *after)):
        return 0.0
    return 1.0 * ((median(before) > median(after)) - (median(before) < median(after)))
