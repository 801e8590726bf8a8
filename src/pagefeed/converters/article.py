"""The page's own article: its title and its paragraphs, up to the first block.

Its title is the line above the text that looks most like one and has the text's words. It
states no date unless one stands beside the title, by itself or among who wrote it; a day that
the prose speaks of, a list's date or the page's own day is none of the article's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pagefeed import clean
from pagefeed.converters import labels, manners, sections
from pagefeed.converters.headings import is_heading
from pagefeed.converters.layout import Shape, Token, width, words
from pagefeed.converters.looks import repeats
from pagefeed.converters.sheet import Sheet
from pagefeed.dates import Written

_FEWEST = 3  # paragraphs of an article, or
_SHORTEST = 700  # ... characters in fewer
_ABOVE = 10  # tokens above the first paragraph in which the title is looked for
_TITLE = 4  # words of a line that is plainly long enough for a title
_ROWS = (*manners.ROW_SHAPES, Shape.CHAIN)
_MOSTLY = 0.6  # of the words of a title that comes again and again
_OFTEN = 2  # times that a line stands on a page, and is no title
_SIGNED = 16  # words of a line that says who wrote the article, when and where
_CREDIT = 8  # words before a stamp that say who wrote the article, and for whom
_OVER = 12  # tokens above a title in which its stamp is, over buttons
_ROWS_ABOVE = 2  # stamps alike that make a row of what looks like an article
_NEAR = 4  # lines below a title in which its stamp is
_LEAST = 1.5  # of a line's score
_WORSE = 2.0  # less than the line below it may a line score, and be the title all the same
_ALIKE = 0.15  # of a paragraph's words that the text has
_PARTS = re.compile(r"\s[|»›>•·]\s|^[»›>]|[›>|]$|^[^«]*»$")  # of menus, and of ways through a site
_SAYS = re.compile(r"(?:[.…:：。]|。[”」』]| [-–])$")
_INNER = re.compile(r"[^\W\d_]{3,}[.!?] [^\W\d_a-z]")  # a sentence, and another
_FAR = 90  # lines above the text in which its title may be, over lists and buttons
_ENOUGH = 0.4  # of a title's words that the text has
_SHARED = 4.0  # how much it is for a title that the text has all of its words
_OPENING = 3_000  # characters of a text that tell its words
_STEM = 5  # letters
_LONG_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]{4,}|[\uac00-\ud7af]{2,}")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2,}")
_MENU = 7  # words, all with capitals
_BREAK = 2  # lines that aren't prose between two paragraphs of one article


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What was found of the page's own article."""

    line: int
    title: str
    paragraphs: tuple[str, ...]
    stamp: Written | None
    lines: frozenset[int]

    @property
    def content(self) -> str:
        """The paragraphs as HTML."""
        return "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in self.paragraphs)


def find(sheet: Sheet, *, short: bool = False) -> Article | None:
    """The page's article, or None where it has none.

    A `short` one may be a sentence or two, but has its full date right below its title.
    """
    tokens = sheet.tokens
    run = _longest_run(tokens, fewest=1 if short else _FEWEST)
    if run is None:
        return None
    first, last = run
    body = [
        token
        for token in tokens[first : last + 1]
        if token.shape is Shape.TEXT and (token.prose or not _comes_again(sheet, token))
    ]
    told = _told(body)
    opening = _opening(tokens, first, told)
    first, body = (opening[0], [*(tokens[i] for i in opening), *body]) if opening else (first, body)
    title, stamp = _head(sheet, first, told)
    if title is None:
        return None
    if short and (
        stamp is None
        or stamp.stamp is None
        or not stamp.stamp.has_year
        or stamp.number < title.number
    ):
        return None
    start = next(i for i, token in enumerate(tokens) if token.number == title.number)
    if stamp is not None and _is_row(tokens[max(0, start - _ABOVE) : first], stamp):
        return None
    head = tokens[start:first] if first - start <= _ABOVE else (title, *filter(None, [stamp]))
    return Article(
        line=title.number,
        title=title.text,
        paragraphs=tuple(token.text for token in body),
        stamp=None if stamp is None else stamp.stamp,
        lines=frozenset(token.number for token in (*head, *tokens[first : last + 1])),
    )


def _is_row(above: Sequence[Token], stamp: Token) -> bool:
    """Whether it is a row with a long summary: other stamps above have the same words beside them."""
    alike = [t for t in above if t.shape is stamp.shape and t.stamp is not None and t is not stamp]
    return sum(repeats(t.before) == repeats(stamp.before) for t in alike) >= _ROWS_ABOVE


def _longest_run(tokens: Sequence[Token], *, fewest: int) -> tuple[int, int] | None:
    """The indexes of the first and last paragraph of the longest text on the page."""
    best: tuple[int, int] | None = None
    most = 0
    start = end = -1
    size = count = others = 0
    for index, token in enumerate((*tokens, None)):
        if token is not None and _is_paragraph(token):
            if start < 0:
                start, size, count = index, 0, 0
            end, others = index, 0
            size += width(token.text)
            count += 1
            continue
        if token is not None and start >= 0 and token.shape in {Shape.TEXT, Shape.NOISE}:
            others += 1
            if others <= _BREAK:
                continue
        if start >= 0 and size > most and (count >= fewest or size >= _SHORTEST):
            best, most = (start, end), size
        start, others = -1, 0
    return best


def _is_paragraph(token: Token) -> bool:
    return token.shape is Shape.TEXT and token.prose and not token.bullet


def _opening(tokens: Sequence[Token], first: int, told: frozenset[str]) -> list[int]:
    """The indexes of paragraphs above the longest run that are of one text with it.

    Pictures, quotations and headings in larger letters stand between.
    """
    found: list[int] = []
    index = first - 1
    while index >= 0 and (found[-1] if found else first) - index <= _ABOVE:
        token = tokens[index]
        if token.shape in _ROWS or token.shape is Shape.STAMP:
            break
        if _is_paragraph(token) and _shared(token.text, told) >= _ALIKE:
            found.append(index)
        index -= 1
    return found[::-1]


def _head(sheet: Sheet, first: int, told: frozenset[str]) -> tuple[Token | None, Token | None]:
    """The article's title, and the stamp that stands between it and the text, or right above it.

    Far above the text, over lists and buttons to share, only a title is looked for whose words
    the text has.
    """
    tokens = sheet.tokens
    begin = _begin(tokens, first)
    scores = {index: _score(sheet, index, first, told) for index in range(begin, first)}
    far = range(max(0, first - _FAR), begin)
    dated = [index for index in far if _dates(tokens[index + 1])]
    for index in far:
        if _shared(tokens[index].text, told) >= _ENOUGH or dated == [index]:
            scores[index] = _score(sheet, index, first, told) - 1.0
    best = max(scores, key=lambda index: (scores[index], -index), default=first)
    while _stands_below(tokens, best, scores, told):
        best -= 1
    if scores.get(best, 0.0) < _LEAST:
        return None, None
    return tokens[best], _stamp(tokens, best, first)


def _stamp(tokens: Sequence[Token], title: int, first: int) -> Token | None:
    """The stamp that dates an article, by how plainly it stands beside the title.

    Of those that say more than a date, or stand above buttons over the title, there is but one.
    """
    below = tokens[title + 1 : first]
    beside = [*below[:_ABOVE], *below[max(_ABOVE, len(below) - _NEAR) :]]
    dated = filter(_dates, (*beside, *tokens[max(0, title - 1) : title]))
    stamps = [token for token in dated if not _is_row(below, token)]
    # What stands below a list item is rather of a list of related news.
    listed = [b for a, b in pairwise(below) if a.bullet and not b.bullet and _is_news(a.text)]
    own = [token for token in stamps if token not in listed]
    if stamps:
        return (own or stamps)[0]
    full = [token for token in beside if _full(token) and _brief(token)]
    if len(full) == 1:
        return full[0]
    above = [token for token in tokens[max(0, title - _OVER) : title] if token.stamp is not None]
    if len(above) != 1 or above[0].shape is not Shape.STAMP or not _full(above[0]):
        return None
    stated = above[0].stamp
    # The page's own day has its name.
    return above[0] if stated is not None and stated.weekday is None else None


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
    return _shared(above, told) >= _ENOUGH


def _told(body: Sequence[Token]) -> frozenset[str]:
    """The beginnings of the words of a text, as far as its first paragraphs go."""
    size = 0
    found: set[str] = set()
    for token in body:
        found |= _stems(token.text)
        size += width(token.text)
        if size > _OPENING:
            break
    return frozenset(found)


def _shared(text: str, told: frozenset[str]) -> float:
    """How many of a line's words the text has too, from 0 to 1."""
    return _share(_stems(text), told)


def _share(own: set[str], told: frozenset[str]) -> float:
    return len(own & told) / len(own) if own else 0.0


def _stems(text: str) -> set[str]:
    """The beginnings of a text's longer words; of ideographs each two neighbours."""
    key = clean.key(text)
    found = {word[:_STEM] for word in _LONG_WORD.findall(key)}
    for run in _IDEOGRAPHS.findall(key):
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    return found


def _begin(tokens: Sequence[Token], first: int) -> int:
    """Where the lines begin that can be the head of the text: below rows, menus and other text."""
    for index in range(first - 1, max(-1, first - 1 - _ABOVE), -1):
        token = tokens[index]
        if token.shape not in _ROWS:
            continue
        above = [t for t in tokens[max(0, index - 2) : index] if t.shape in _ROWS]
        twice = len(above) == 1 and _labelled(above[0])  # when written, and when changed
        if (above and not twice) or not _labelled(token):
            return index + 1
    return max(0, first - _ABOVE)


def _dates(token: Token) -> bool:
    """Whether a line states the day of an article."""
    stamp = token.stamp
    if stamp is None or not (token.shape is Shape.STAMP or _labelled(token)):
        return False
    return stamp.has_date and (stamp.has_time or stamp.has_year)


def _score(sheet: Sheet, index: int, first: int, told: frozenset[str]) -> float:
    """How much a line above the text looks like its title; 0 where it can't be."""
    tokens = sheet.tokens
    token = tokens[index]
    if not _title_like(token) or _PARTS.search(token.text) or labels.credits_inside(token.text):
        return 0.0
    if sections.heads_list(token.text) or "°" in token.text or labels.notes_origin(token.text):
        return 0.0
    own = _stems(token.text)
    shared = _share(own, told)
    if shared < _MOSTLY and (_comes_again(sheet, token) or labels.names_office(token.text)):
        return 0.0
    if labels.names_writer(token.text) or (labels.signs(token.text) and not shared):
        return 0.0
    score = 2.0 if words(token.text) >= _TITLE else 1.0
    if _is_menu(token.text):
        score -= 1.0
    if _SAYS.search(token.text) or _INNER.search(token.text):
        score -= 1.5  # what the article says, or where it is from
    if sheet.says_again(token):
        score += 2.0
    below = tokens[index + 1 : min(index + 1 + _NEAR, first)]
    around = tokens[max(0, index - _ABOVE) : min(index + _ABOVE, first)]
    if any(_dates(stamp) and not _is_row(around, stamp) for stamp in below):
        score += 1.5
    if not shared:
        return score - 1.0
    # A short line shares all of its words by chance.
    return score + _SHARED * shared * len(own) / (len(own) + 1)


def _comes_again(sheet: Sheet, token: Token) -> bool:
    """Whether a line is one that people click: "Continue reading the main story"."""
    return sheet.labels[clean.key(token.text)] > _OFTEN


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
    short = width(rest) <= 40 or "|" in rest or (words(rest) <= 6 and width(rest) <= 60)
    return short and token.shape is not Shape.MID


def _title_like(token: Token) -> bool:
    return (
        token.shape is Shape.TEXT
        and not token.bullet
        and words(token.text) >= 3
        and 15 <= width(token.text) <= 220
        and not token.prose
        and not (token.text.startswith("[") and token.text.endswith("]"))  # a picture's words
        and (is_heading(token) or width(token.text) > 40)
    )
