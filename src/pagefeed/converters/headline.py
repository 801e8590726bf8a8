"""The head of an article in a text capture: which line is its title, and which stamp dates it.

A title stands above its text and has the text's words; below it stand, at most a summary
between, who wrote the article and when. Its stamp is one that stands beside the title, by
itself or among who wrote it; a day that the prose speaks of, a list's date or the page's own
day is none of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pagefeed import clean
from pagefeed.converters import asking, categories, labels, likeness, manners, sections
from pagefeed.converters.headings import is_heading
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import repeats
from pagefeed.converters.measures import width, words
from pagefeed.converters.sheet import Sheet

ABOVE = 10  # tokens above the first paragraph in which the title is looked for
_FAR = 120  # lines above the text in which its title may be, over lists and buttons
_ENOUGH = 0.4  # of a far title's words that the text has
_MOSTLY = 0.6  # of the words of a title that comes again and again, or names an office
_OFTEN_SHARED = 0.5  # of those of one that nobody signs
_OFTEN = 2  # times that a line stands on a page, and is no title
_SIGNED = 16  # words of a line that says who wrote the article, when and where
_BYLINE = 90  # characters of a line that but says who wrote the article
_CREDIT = 8  # words before a stamp that say who wrote the article, and for whom
_LABEL = 2  # words of a label between a stamp and the title below it
_OVER = 12  # tokens above a title in which its stamp is, over buttons
_NEAR = 4  # lines below a title in which its stamp is
_ROWS_ABOVE = 2  # stamps alike that make a row of what looks like an article
_LONGEST = 160  # characters of a title that ends as a sentence does
_KICKER = 30  # characters of a label above a title
_BETWEEN = 6  # lines between who wrote an article and what stands below that, at most
_MENU = 7  # words, all with capitals
_ROWS = (*manners.ROW_SHAPES, Shape.CHAIN)
_NOTHING = (Shape.MARKER, Shape.NOISE)
_PARTS = re.compile(r"\s[|»›>→•·]\s|^[»›>]|[›>|]$|^[^«]*»$")  # of menus, and of ways through a site
_SAYS = re.compile(r"(?:[.…:：。।۔։]|[.。।۔][”」』\"]| [-–])$")
_ENDS = re.compile(r"[?!][\"”»'’]?$|\.[A-Z]\.$")  # of a long title, as of a sentence
_INNER = re.compile(r"[^\W\d_]{3,}[.!?] [^\W\d_a-z]")  # a sentence, and another

# What makes a line a title: how much for it, or against it. Fitted on the saved pages of
# 400 articles whose titles are known, and rounded.
_WORDS_OF_TEXT = 6.0  # where the text has all of them
_FOUR_WORDS, _TITLE = 2.5, 4
_SEVEN_WORDS, _LONG_TITLE = 1.5, 7
_SIGNED_BELOW = (3.0, 2.5, 1.5, 0.5, 0.5)  # who wrote it, and when: as next line, the one after
_SIGNED_ABOVE = (1.5, 1.0)
_AGAIN = 2.0
_AFTER_WRITER = 2.0  # below a writer's name and the day
_SENTENCE = -2.0
_UNLIKE = -3.0  # menus, ways through the site, pictures' descriptions
_UNDER = -2.5  # below what says who wrote it
_HALF = 0.5  # of a byline's words that the text may have too
_CHANGED = 3  # rank of a stamp that tells of a change
_LEAST = 4.5  # of a title
_WORSE = 4.0  # less than the line below it may a line have, and be the title all the same


class Head(NamedTuple):
    """An article's title, where it stands, how plainly it is one, and the stamp that dates it."""

    title: Token
    place: int  # among the page's tokens
    score: float
    stamp: Token | None


def find(sheet: Sheet, first: int, told: frozenset[str]) -> Head | None:
    """The title of the text that begins with the token `first`, and the stamp that dates it.

    Far above the text, over lists and buttons to share, only a title is looked for whose words
    the text has.
    """
    tokens = sheet.tokens
    signed = {index for index in range(max(0, first - _FAR), first) if _signs(tokens[index])}
    signed |= _writers(tokens, first, signed)
    begin = _begin(tokens, first)
    far = range(max(0, first - _FAR), begin)
    dated = [index for index in far if dates(tokens[index + 1])]
    scores = {
        index: _score(sheet, index, first, told, signed)
        for index in (*far, *range(begin, first))
        if index >= begin
        or dated == [index]
        or likeness.shared(tokens[index].text, told) >= _ENOUGH
    }
    best = max(scores, key=lambda index: (scores[index], -index), default=first)
    while _stands_below(tokens, best, scores, told) and not _is_kicker(tokens, best - 1, signed):
        best -= 1
    score = scores.get(best, 0.0)
    if score < _LEAST:
        return None
    return Head(tokens[best], best, score, _stamp(tokens, best, first))


def dated_below(tokens: Sequence[Token], last: int) -> Token | None:
    """The only line of the page that says when it was published, below the text: "Date: 18.09.2018"."""
    told = _publications(tokens)
    return tokens[told[0]] if len(told) == 1 and last < told[0] <= last + _OVER else None


def dates(token: Token) -> bool:
    """Whether a line states the day of an article."""
    stamp = token.stamp
    if stamp is None or not (token.shape is Shape.STAMP or _labelled(token)):
        return False
    return stamp.has_date and (stamp.has_time or stamp.has_year)


def is_row(above: Sequence[Token], stamp: Token) -> bool:
    """Whether it is a row with a long summary: other stamps above have the same words beside them."""
    dated = stamp.stamp is not None and stamp.stamp.has_date
    alike = [
        t
        for t in above
        if t is not stamp and t.shape is stamp.shape and t.stamp and t.stamp.has_date is dated
    ]
    return sum(repeats(t.before) == repeats(stamp.before) for t in alike) >= _ROWS_ABOVE


def comes_again(sheet: Sheet, token: Token) -> bool:
    """Whether a line is one that people click: "Continue reading the main story"."""
    return sheet.labels[clean.key(token.text)] > _OFTEN


def _signs(token: Token) -> bool:
    """Whether a line says who wrote an article, or when."""
    if token.shape is Shape.TEXT:
        return width(token.text) <= _BYLINE and labels.signs(f"{token.text} ")
    return dates(token)


def _score(sheet: Sheet, index: int, first: int, told: frozenset[str], signed: set[int]) -> float:
    """How much a line above the text looks like its title; 0 where it can't be."""
    tokens = sheet.tokens
    token = tokens[index]
    if not _title_like(token):
        return 0.0
    if sections.heads_list(token.text) or "°" in token.text or labels.notes_origin(token.text):
        return 0.0
    own = likeness.stems(token.text)
    shared = len(own & told) / len(own) if own else 0.0
    weight = shared * len(own) / (len(own) + 2)  # a short line shares all of its words by chance
    if shared < _MOSTLY and (comes_again(sheet, token) or labels.names_office(token.text)):
        return 0.0
    if weight < _OFTEN_SHARED and index + 1 not in signed and comes_again(sheet, token):
        return 0.0
    size = words(token.text)
    signed_so = labels.signs(token.text) and (not shared or (shared <= _HALF and size <= _CREDIT))
    if labels.names_writer(token.text) or signed_so:
        return 0.0
    if index in signed and categories.is_name(token.text):
        return 0.0
    score = _WORDS_OF_TEXT * weight
    score += _FOUR_WORDS * (size >= _TITLE) + _SEVEN_WORDS * (size >= _LONG_TITLE)
    if _is_menu(token.text) or _PARTS.search(token.text) or _describes(tokens, index):
        score += _UNLIKE
    if _SAYS.search(token.text) or _INNER.search(token.text):
        score += _SENTENCE  # what the article says, or where it is from
    if sheet.says_again(token):
        score += _AGAIN
    return score + _signature(tokens, index, first, signed)


def _writers(tokens: Sequence[Token], first: int, signed: set[int]) -> set[int]:
    """Where names stand right above what dates the text, told of below it: "About Ann Tregear"."""
    named = {index - 1 for index in signed if index and categories.is_name(tokens[index - 1].text)}
    return {index for index in named if _introduced(tokens[first:], tokens[index].text)}


def _introduced(below: Sequence[Token], name: str) -> bool:
    """Whether one of the lines tells of who has a name, in little more than the name."""
    return any(
        token.text.endswith(f" {name}") and words(token.text) - words(name) <= _LABEL
        for token in below
    )


def _signature(tokens: Sequence[Token], index: int, first: int, signed: set[int]) -> float:
    """How plainly those lines stand beside a title that say who wrote the article, and when."""
    around = tokens[max(0, index - ABOVE) : min(index + ABOVE, first)]

    def own(place: int) -> bool:
        return place in signed and (
            tokens[place].stamp is None or not is_row(around, tokens[place])
        )

    below = [i for i in range(index + 1, min(index + 9, first)) if tokens[i].shape not in _NOTHING]
    above = [i for i in range(index - 1, max(-1, index - 7), -1) if tokens[i].shape not in _NOTHING]
    score = next((by for by, i in zip(_SIGNED_BELOW, below, strict=False) if own(i)), 0.0)
    score += next((by for by, i in zip(_SIGNED_ABOVE, above, strict=False) if own(i)), 0.0)
    if any(_heads(tokens, place) for place in range(max(0, index - _BETWEEN), index) if own(place)):
        score += _UNDER
    if _is_kicker(tokens, index, signed):
        score += _UNDER
    if {index - 2, index - 1} <= signed and categories.is_name(tokens[index - 2].text):
        score += _AFTER_WRITER
    return score


def _heads(tokens: Sequence[Token], signed: int) -> bool:
    """Whether a title stands above the line that says who wrote the article, and when."""
    return any(
        _title_like(token) and words(token.text) >= _TITLE and not _PARTS.search(token.text)
        for token in tokens[max(0, signed - 2) : signed]
    )


def _stands_below(
    tokens: Sequence[Token], index: int, scores: dict[int, float], told: frozenset[str]
) -> bool:
    """Whether a line stands right below another that can be the title: it says more of it then."""
    if scores.get(index - 1, 0.0) < max(_LEAST, scores.get(index, 0.0) - _WORSE):
        return False
    if tokens[index].number - tokens[index - 1].number > 2:
        return False
    above, here = (clean.key(tokens[i].text) for i in (index - 1, index))
    if above.endswith(here):
        return False  # the way through the site
    return likeness.shared(above, told) >= _ENOUGH


def _stamp(tokens: Sequence[Token], title: int, first: int) -> Token | None:
    """The stamp that dates an article, by how plainly it stands beside the title.

    Of those that say more than a date, or stand above buttons over the title, there is but one.
    """
    below = tokens[title + 1 : first]
    beside = [*below[:ABOVE], *below[max(ABOVE, len(below) - _NEAR) :]]
    over = tokens[max(0, title - 1) : title]
    if title > 1 and words(tokens[title - 1].text) <= _LABEL:
        over = tokens[title - 2 : title]  # "Briefs" between the day and the title
    dated = filter(dates, (*beside, *over))
    stamps = [token for token in dated if not is_row(below, token)]
    # What stands below a list item is rather of a list of related news.
    listed = [b for a, b in pairwise(below) if a.bullet and not b.bullet and _is_news(a.text)]
    own = [token for token in stamps if token not in listed]
    if stamps:
        best = min(own or stamps, key=_rank)
        return _publication(tokens, best) if _rank(best) == _CHANGED else best
    full = [token for token in beside if _full(token) and _brief(token)]
    if len(full) == 1:
        return full[0]
    above = [token for token in tokens[max(0, title - _OVER) : title] if token.stamp is not None]
    if len(above) != 1 or above[0].shape is not Shape.STAMP or not _full(above[0]):
        return None
    stated = above[0].stamp
    # The page's own day has its name.
    return above[0] if stated is not None and stated.weekday is None else None


def _rank(token: Token) -> int:
    """Which of several stamps counts: one that says so, one that says nothing else, one of a change."""
    before = "" if token.stamp is None else token.text[: token.stamp.start].strip(" |•·,-–—")
    if labels.changed(before):
        return _CHANGED
    if before and labels.publishes(before):
        return 0
    return 1 + (bool(before) and not labels.signs(f"{before} "))


def _publication(tokens: Sequence[Token], change: Token) -> Token:
    """The only line that says when something was first published; or the one of a change."""
    told = _publications(tokens)
    return tokens[told[0]] if len(told) == 1 else change


def _publications(tokens: Sequence[Token]) -> list[int]:
    """Where lines say, with a year, when something was first published."""
    return [
        index
        for index, token in enumerate(tokens)
        if token.stamp is not None and token.stamp.has_year and dates(token) and _rank(token) == 0
    ]


def _is_news(text: str) -> bool:
    return words(text) >= manners.TITLE and not labels.signs(text)


def _full(token: Token) -> bool:
    """Whether a stamp has all of a date, and the time too or words that say what it is of."""
    stamp = token.stamp
    if stamp is None or not (stamp.has_date and stamp.has_year):
        return False
    said = token.after.split(next(filter(str.isdigit, token.after), "\n"))[0]
    named = token.text[: stamp.start].rstrip().endswith((":", "："))
    return stamp.has_time or labels.changed(said) or named


def _brief(token: Token) -> bool:
    """Whether but a few words stand before a stamp, and not a sentence behind it."""
    if token.shape not in manners.ROW_SHAPES or token.prose:
        return False
    return words(token.before) <= _CREDIT and words(token.after) <= _SIGNED


def _begin(tokens: Sequence[Token], first: int) -> int:
    """Where the lines begin that can be the head of the text: below rows, menus and other text."""
    said = 0
    for index in range(first - 1, -1, -1):
        token = tokens[index]
        said += token.shape not in _NOTHING
        if said > ABOVE:
            return index + 1
        if token.shape not in _ROWS:
            continue
        above = [t for t in tokens[max(0, index - 2) : index] if t.shape in _ROWS]
        twice = len(above) == 1 and _labelled(above[0])  # when written, and when changed
        if (above and not twice) or not _labelled(token):
            return index + 1
    return 0


def _describes(tokens: Sequence[Token], index: int) -> bool:
    """Whether a line describes a picture: it says whose that is, or the next one does, with it.

    Or the next one asks to see the picture larger, and the text begins below that.
    """
    text = tokens[index].text
    following = tokens[index + 1].text
    if asking.enlarges(following):
        return any(token.prose for token in tokens[index + 2 : index + 3])
    return labels.credits_inside(text) or (
        following.startswith(text) and labels.credits_inside(following[len(text) :])
    )


def _is_menu(text: str) -> bool:
    """Whether many words stand in a line that all begin large, as places of a site do."""
    found = text.split()
    return len(found) >= _MENU and all(word[:1].isupper() for word in found) and not text.isupper()


def _labelled(token: Token) -> bool:
    """A stamp with a few words beside it: "Published on", an agency's name, who wrote and where."""
    if token.shape not in manners.ROW_SHAPES or token.stamp is None:
        return False
    if token.bullet or not token.stamp.has_date:
        return False
    rest = f"{token.before} {token.after}".strip()
    if labels.signs(f"{token.before} ") or (
        labels.labels(token.before) and labels.signs(token.after)
    ):
        return words(rest) <= _SIGNED
    if labels.tells_change(token.after):
        return words(rest) <= _SIGNED
    stamp = token.stamp
    between = token.text[: stamp.start].endswith("| ") and token.text[stamp.end :].startswith(" |")
    parted = between or "|" in rest
    short = width(rest) <= 40 or parted or (words(rest) <= 6 and width(rest) <= 60)
    return short and (token.shape is not Shape.MID or parted or _is_label(token.before))


def _is_label(before: str) -> bool:
    return bool(before) and (labels.labels(before) or before.endswith((":", "：")))


def _title_like(token: Token) -> bool:
    return (
        token.shape is Shape.TEXT
        and not token.bullet
        and words(token.text) >= 3
        and 15 <= width(token.text) <= 220
        and (not token.prose or _is_long_title(token.text))
        and not (token.text.startswith("[") and token.text.endswith("]"))  # a picture's words
        and (is_heading(token) or width(token.text) > 40)
    )


def _is_long_title(text: str) -> bool:
    return width(text) <= _LONGEST and _ENDS.search(text) is not None


def _is_kicker(tokens: Sequence[Token], index: int, signed: set[int]) -> bool:
    """Whether a line is a label above the title: that is longer, and signed on the next line."""
    above = tokens[index].text
    if words(above) > _TITLE or width(above) > _KICKER:
        return False
    if signed.isdisjoint((index + 2, index + 3)):
        return False
    below = tokens[index + 1]
    return _title_like(below) and words(below.text) > _TITLE and not _SAYS.search(below.text)
