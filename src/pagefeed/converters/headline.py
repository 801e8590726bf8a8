"""The head of an article in a text capture: which line is its title.

A title stands above its text and has the text's words; below it stand, at most a summary
between, who wrote the article and when. Which stamp dates it is told by `datelines`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pagefeed import clean
from pagefeed.converters import asking, categories, datelines, labels, likeness, manners, sections
from pagefeed.converters.datelines import ABOVE
from pagefeed.converters.headings import is_heading
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.measures import width, words
from pagefeed.converters.sheet import Sheet

_FAR = 120  # lines above the text in which its title may be, over lists and buttons
_ENOUGH = 0.4  # of a far title's words that the text has
_MOSTLY = 0.6  # of the words of a title that comes again and again, or names an office
_OFTEN_SHARED = 0.5  # of those of one that nobody signs
_OFTEN = 2  # times that a line stands on a page, and is no title
_BYLINE = 90  # characters of a line that but says who wrote the article
_CREDIT = 8  # words before a stamp that say who wrote the article, and for whom
_LABEL = 2  # words of a label between a stamp and the title below it
_LONGEST = 160  # characters of a title that ends as a sentence does
_PLACE = 5  # words of a place, or of a paper's name
_SMALL = 3  # letters of a word that has no capital in a name: "de", "the"
_KICKER = 30  # characters of a label above a title
_BETWEEN = 6  # lines between who wrote an article and what stands below that, at most
_LISTED = 24  # lines of a list beside the article, at most
_MENU = 7  # words, all with capitals
_ROWS = (*manners.ROW_SHAPES, Shape.CHAIN)
_NOTHING = (Shape.MARKER, Shape.NOISE)
_PARTS = re.compile(
    r"\s[|»›>→•·]\s|^[»›>]|[›>|]$|^[^«]*»$|\s:\s[^:]*\s:$"
)  # of menus, and of ways through a site
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
_SENTENCE = -2.5
_UNLIKE = -3.0  # menus, ways through the site, pictures' descriptions
_CREDITED = -6.0  # above a line that but says whose a picture is
_UNDER = -2.0  # below what says who wrote it
_HALF = 0.5  # of a byline's words that the text may have too
_LEAST = 4.5  # of a title
_CLOSE = 4  # lines above the text in which the day of a short title stands
_FEW_WORDS = 4  # of such a title
_LETTERS = 5  # of such a title
_WORSE = 3.0  # less than the line below it may a line have, and be the title all the same


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
    dated = [index for index in far if datelines.dates(tokens[index + 1])]
    scores = {
        index: _score(sheet, index, first, told, signed)
        for index in (*far, *range(begin, first))
        if index >= begin
        or dated == [index]
        or likeness.shared(tokens[index].text, told) >= _ENOUGH
    }
    best = max(scores, key=lambda index: (scores[index], -index), default=first)
    best = _above_sentence(tokens, best, scores, told)
    while _stands_below(tokens, best, scores, told) and not _is_kicker(tokens, best - 1, signed):
        best -= 1
    score = scores.get(best, 0.0)
    if score < _LEAST:
        return _short(sheet, first)
    return Head(tokens[best], best, score, datelines.stamp_of(tokens, best, first))


def _short(sheet: Sheet, first: int) -> Head | None:
    """A title of few words, where a line with a whole day stands between it and the text.

    One that looks like a name must stand elsewhere too, or that line says who wrote it.
    """
    tokens = sheet.tokens
    for place in range(first - 1, max(first - _CLOSE, 0), -1):
        token, above = tokens[place], tokens[place - 1]
        stamp = token.stamp
        if stamp is None or not (stamp.has_year and stamp.has_date and datelines.states_day(token)):
            continue
        if above.shape is not Shape.TEXT or above.bullet or words(above.text) > _FEW_WORDS:
            return None
        letters = sum(map(str.isalpha, above.text))
        named = categories.is_name(above.text) and not (
            sheet.says_again(above) or labels.signs(f"{token.before} ")
        )
        if letters < _LETTERS or named or labels.signs(above.text):
            return None
        if sections.heads_list(above.text):
            return None
        return Head(above, place - 1, _LEAST, token)
    return None


def comes_again(sheet: Sheet, token: Token) -> bool:
    """Whether a line is one that people click: "Continue reading the main story"."""
    return sheet.labels[clean.key(token.text)] > _OFTEN


def _signs(token: Token) -> bool:
    """Whether a line says who wrote an article, or when."""
    if token.shape is Shape.TEXT:
        return width(token.text) <= _BYLINE and labels.signs(f"{token.text} ")
    return datelines.dates(token)


def _score(sheet: Sheet, index: int, first: int, told: frozenset[str], signed: set[int]) -> float:
    """How much a line above the text looks like its title; 0 where it can't be."""
    tokens = sheet.tokens
    token = tokens[index]
    if not _title_like(token):
        return 0.0
    if sections.heads_list(token.text) or "°" in token.text or labels.notes_origin(token.text):
        return 0.0
    if asking.leads_away(token.text) or _is_related(tokens, index):
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
    if signed_so or _names(tokens, index, signed):
        return 0.0
    score = _WORDS_OF_TEXT * weight
    score += _FOUR_WORDS * (size >= _TITLE) + _SEVEN_WORDS * (size >= _LONG_TITLE)
    score += _unlikeness(tokens, index)
    if _SAYS.search(token.text) or _INNER.search(token.text):
        score += _SENTENCE  # what the article says, or where it is from
    if sheet.says_again(token):
        score += _AGAIN
    return score + _signature(tokens, index, first, signed)


def _is_related(tokens: Sequence[Token], index: int) -> bool:
    """Whether a line is an item of a list beside the article: "Related news", and signs of items below it."""
    if index < 1 or tokens[index - 1].shape is not Shape.MARKER:
        return False
    return any(
        tokens[place].shape is Shape.MARKER and sections.heads_list(tokens[place - 1].text)
        for place in range(index - 1, max(0, index - _LISTED), -1)
    )


def _unlikeness(tokens: Sequence[Token], index: int) -> float:
    """What counts against a line that looks like a menu, a way through the site, or a description."""
    text = tokens[index].text
    score = _UNLIKE * (
        _is_menu(text) or _PARTS.search(text) is not None or _describes(tokens, index)
    )
    return score + _CREDITED * labels.credits_picture(tokens[index + 1].text)


def _names(tokens: Sequence[Token], index: int, signed: set[int]) -> bool:
    """Whether a line but names who wrote the article, where, or for which paper."""
    text = tokens[index].text
    if labels.names_writer(text) or (index in signed and categories.is_name(text)):
        return True
    return words(text) <= _PLACE and _tells_where(tokens, index, signed)


def _tells_where(tokens: Sequence[Token], index: int, signed: set[int]) -> bool:
    """Whether a line between who wrote the article and its day says where, or for which paper.

    A title stands above these, a summary at most between.
    """
    if index < 2 or not datelines.dates(tokens[index + 1]):
        return False
    writer = tokens[index - 1]
    if not (categories.is_name(writer.text) or (index - 1 in signed and writer.stamp is None)):
        return False
    capitals = [word[:1].isupper() for word in tokens[index].text.split() if len(word) > _SMALL]
    return all(capitals) and any(
        _title_like(token) and words(token.text) >= _TITLE
        for token in tokens[max(0, index - 3) : index - 1]
    )


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
            tokens[place].stamp is None or not datelines.is_row(around, tokens[place])
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
    drawn = _is_drawn(tokens, index)
    least = _LEAST if drawn else max(_LEAST, scores.get(index, 0.0) - _WORSE)
    if scores.get(index - 1, 0.0) < least:
        return False
    if tokens[index].number - tokens[index - 1].number > 2:
        return False
    above, here = (clean.key(tokens[i].text) for i in (index - 1, index))
    if above.endswith(here) or _PARTS.search(tokens[index - 1].text):
        return False  # the way through the site
    return likeness.shared(above, told) >= _ENOUGH


def _is_drawn(tokens: Sequence[Token], index: int) -> bool:
    """Whether a line is a sentence of the text, drawn out of it: a paragraph begins with it."""
    said = tokens[index].text.rstrip(".")
    return words(said) >= _LONG_TITLE and any(
        token.prose and token.text.startswith(f"{said}.")
        for token in tokens[index + 1 : index + _FAR]
    )


def _above_sentence(
    tokens: Sequence[Token], index: int, scores: dict[int, float], told: frozenset[str]
) -> int:
    """The title above a line that ends as a sentence does: a summary, or what a picture shows."""
    if not _SAYS.search(tokens[index].text):
        return index
    least = max(_LEAST, scores.get(index, 0.0) - _WORSE)
    above = [
        place
        for place in range(max(0, index - _BETWEEN), index)
        if scores.get(place, 0.0) >= least
        and not _SAYS.search(tokens[place].text)
        and likeness.shared(tokens[place].text, told) >= _ENOUGH
    ]
    return max(above, key=lambda place: scores[place], default=index)


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
        twice = len(above) == 1 and datelines.labelled(above[0])  # when written, and when changed
        if (above and not twice) or not datelines.labelled(token):
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
