"""Lines -> tokens: what each line of a text capture is, seen by itself.

A token is a heading or title (TEXT), a row that begins with a stamp (LEAD), ends with
one (TAIL) or holds one (MID), a stamp alone (STAMP), several rows run together
(CHAIN), a lone bullet (MARKER), or nothing of worth (NOISE). What tokens mean together
is `blocks`' business. Nothing here knows a site, a language's words or a draft.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Sequence
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from pagefeed import clean, dates
from pagefeed.converters import ages, asking, clocks, labels, ranks, slashes, usable
from pagefeed.converters.measures import is_prose, is_unspaced, width, words
from pagefeed.dates import Written
from pagefeed.dates.names import base

LONGEST_LINE = 100_000  # characters of a line that are looked at; rows run together are shorter
MOST_LINES = 100_000  # of one page, blank ones apart; what follows is left out
_LABEL = 30  # characters of a line that may well come again
_BYLINE = 10  # words of who wrote a row
_SECTION = 4  # words of a section's name, at most
_UNSPACED_TEXT = 180  # characters of sentences that no title there has

_SIGNS = "-•*·▪■□●○◎☆★△◦‣►▶›»→◆◇♦–—>+"  # of list items; "-" is first, as a class has it
_BULLET = re.compile(rf"(?:[{_SIGNS}✓]|\*\s\*)\s+|^・\s*|\d{{1,3}}[.)]\s+(?=\d{{1,2}}:\d{{2}})")
# An item of a list with numbers: "2. The ferry sails again".
NUMBERED = re.compile(r"(\d{1,2})[.)]\s")
_QUOTE_BY_DASH = frozenset({"nb", "nn", "no", "da", "sv", "fi"})  # what is said begins with a dash
# Between a stamp and its title: what touches the stamp, then signs with blanks around them.
_SEPARATORS = re.compile(
    r"[\])|•·:,;–—\-/.）］】〕｜：]{0,4}\s*(?:[|•·:;–—\-/~>»\])）］】〕,]{1,3}\s+){0,3}"
)
_LONE = re.compile(rf"(?:[{_SIGNS}|×✕✖▼▲<]|\.{{2,3}}|…){{1,3}}")
_ESCAPED = re.compile(r"&(?:#\d{2,5}|amp|quot|apos|nbsp|hellip|[lr][sd]quo|[mn]dash);")  # twice
_ADDRESSES = ("http://", "https://", "www.")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")  # shown by their files' names
_NOTES = ("^ ", "↑ ")  # of a text, with a sign that leads back into it
_LONGEST_LONE = 9  # characters
# Of a picture, by its name or by nothing; or "3. [harbour_small]", in a list with numbers.
_PLACEHOLDER = re.compile(
    r"(?:\d{1,3}\.\s+)?\[[^\]\s]{0,80}\]|\[\s*\](?:\s*\[[^\]]{0,20}\])?|\[\s+\S{0,30}\s+\]"
)
_EDGE_BEFORE = re.compile(r"[\s\[(|•·:,;–—\-/»›*#（［【〔｜、]*")
_COUNTERS = re.compile(r"(?:\s?[|•·]\s?\d{1,6})+\s*")
_LETTERS = re.compile(r"[^\W\d_]")
_PHRASE = re.compile(r"[^\W\d]{0,4}，")  # "5月24日下午，": a sentence's first phrase

# A year with the day behind it, as in all that `_TWICE` finds.
_TOUCHING = re.compile(r"[0-9][0-9]{4}")
# A day that touches another: the same for those who listen to the page, or that of a change.
_DAY = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}\.? [^\W\d_]{3,} \d{4}"
    r"|[^\W\d_]{3,} \d{1,2}, \d{4})"
)
_TWICE = re.compile(rf"\b(?P<day>{_DAY}){_DAY}(?!\d)")


class Shape(StrEnum):
    """What a line looks like by itself."""

    MARKER = "marker"
    NOISE = "noise"
    STAMP = "stamp"
    LEAD = "lead"
    TAIL = "tail"
    MID = "mid"
    CHAIN = "chain"
    TEXT = "text"


class Token(NamedTuple):
    """One line that isn't blank. `before` and `after` are what stands around its stamp."""

    number: int  # of the line, counted from 1
    text: str  # clean, without its bullet
    shape: Shape
    bullet: bool = False
    gap: int = 0  # blank lines before it
    stamp: Written | None = None
    before: str = ""
    after: str = ""
    written: tuple[Written, ...] = ()  # of a CHAIN: every stamp
    event: bool = False  # it states a span of time or of days at its end: something that is to be

    def at(self, number: int, gap: int) -> Token:
        """The same on another line, or below blank ones."""
        # `_replace` takes three times as long, and menus have thousands of lines.
        return Token(number, self.text, self.shape, self.bullet, gap, *self[5:])

    def silenced(self) -> Token:
        """The same as a line that says nothing, and states no date."""
        return self._replace(shape=Shape.NOISE, stamp=None, written=())

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph: long, and ends as a sentence does."""
        return is_prose(self.text)


def silenced(tokens: Sequence[Token], indexes: Collection[int]) -> list[Token]:
    """Tokens of which some say nothing, and state no date."""
    return [token.silenced() if i in indexes else token for i, token in enumerate(tokens)]


def read(text: str, language: str | None) -> list[Token]:
    """The tokens of a page, each by itself; blank lines are only remembered as gaps."""
    found: list[Token] = []
    known: dict[str, Token] = {}  # short lines: menus and labels repeat
    plain = dates.plain(text)
    dotted, aged = clocks.with_dots(plain, language), ages.without_ago(plain, language)
    slashed, ranked = slashes.days(plain), ranks.doubled(plain)
    gap = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw or raw.isspace():
            gap += 1
            continue
        if len(found) == MOST_LINES:
            break
        if number in ranked:
            raw = raw[ranked[number] :]  # noqa: PLW2901 - the list's own number
        listed = number in aged or number in slashed
        token = None if listed else known.get(raw)
        if token is None:
            begun, ago = (number in dotted, number in slashed), aged.get(number)
            token = _token(number, raw[:LONGEST_LINE], language, begun=begun, ago=ago)
            if len(raw) <= _LABEL and not listed:
                known[raw] = token
        if token.number != number or gap:
            token = token.at(number, gap)
        found.append(token)
        gap = 0
    return found


def _quotes_by_dash(language: str | None) -> bool:
    return base(language) in _QUOTE_BY_DASH


def _clean(raw: str) -> str:
    """A line's text, escaped but once, each day in it said but once."""
    text = clean.line(html.unescape(raw) if "&" in raw and _ESCAPED.search(raw) else raw)
    return _TWICE.sub(r"\g<day>", text) if _TOUCHING.search(text) else text


def _token(
    number: int,
    raw: str,
    language: str | None,
    *,
    begun: tuple[bool, bool] = (False, False),
    ago: timedelta | None = None,
) -> Token:
    """One line's token; `begun`: whether it begins with a time with a dot, or a day with a slash."""
    text = _clean(raw)
    if not text or (len(text) <= _LONGEST_LONE and _LONE.fullmatch(text)):
        shape = Shape.MARKER if text in {"-", "•", "*", "·", "–", "—", "+"} else Shape.NOISE
        return Token(number=number, text=text, shape=shape)
    bullet = None if text[0].isalpha() else _BULLET.match(text)
    if bullet is not None and text[0] in "–—" and _quotes_by_dash(language):
        bullet = None  # "– We were lucky, says the skipper"
    if bullet is not None:
        text = text[bullet.end() :]
    if text.startswith(_NOTES):
        return Token(number=number, text=text, shape=Shape.NOISE)
    if not text[:1].isalpha() and (_PLACEHOLDER.fullmatch(text) or not _LETTERS.search(text)):
        found = dates.find(text, language) if any(map(str.isdigit, text)) else ()
        if (
            len(found) == 1
            and (usable.alone(found[0]) or begun[1])
            and (found[0].has_date or found[0].has_time)
            and not (text[:1] == "[" and text[1:2].isalpha() and found[0].start > 1)
        ):
            return stamped(number, text, bullet is not None, found)
        return Token(number=number, text=text, shape=Shape.NOISE, bullet=bullet is not None)
    written = dates.find(text, language)
    if begun[0]:
        written = tuple(clocks.as_clock(each) for each in written)
    found = tuple(
        each
        for each in written
        if usable.stamps(text, each) or (begun[1] and usable.slashed(text, each))
    )
    found = ages.joined(text, found) or ages.alone(text, ago, language)
    length = usable.after_length(text, found)
    if length:
        return _token(number, text[length:], language)._replace(bullet=bullet is not None)
    if not found or (usable.is_timetable(found) and not _chained(text, found)):
        return _undated(number, text, written)._replace(bullet=bullet is not None)
    return stamped(number, text, bullet is not None, found)


def _undated(number: int, text: str, written: tuple[Written, ...]) -> Token:
    """The token of a line without a stamp, though dates may be written in it."""
    event = any(
        (each.ranged or usable.ends_something(text, each)) and usable.ends_line(text, each)
        for each in written
    )
    shape = Shape.NOISE if _says_nothing(text) else Shape.TEXT
    return Token(number=number, text=asking.without_ask(text), shape=shape, event=event)


def joined(first: Token, second: Token, language: str | None) -> Token:
    """Two lines as one, where the first is: a label and its stamp."""
    text = f"{first.text} {second.text}"
    return _token(first.number, text, language)._replace(gap=first.gap, bullet=first.bullet)


def _says_nothing(text: str) -> bool:
    return (
        (" " not in text and (text.startswith(_ADDRESSES) or text.lower().endswith(_PICTURES)))
        or labels.advertises(text)
        or asking.asks(text)
        or labels.credits_picture(text)
        or labels.reserves_rights(text)
        or (text[-1:].isdecimal() and labels.counts_views(text))
        or labels.counts_in_brackets(text)
    )


def stamped(number: int, text: str, bullet: bool, found: tuple[Written, ...]) -> Token:
    """The token of a line in which these stamps were found."""
    shape, stamp = _at_edge(text, found) or _inside(text, found, bullet=bullet)
    if stamp is None:
        text = asking.without_ask(text) if shape is Shape.TEXT else text
        return Token(number=number, text=text, shape=shape, bullet=bullet, written=found)
    return Token(
        number=number,
        text=text,
        shape=shape,
        bullet=bullet,
        stamp=stamp,
        before=_trimmed_end(text[: stamp.start]),
        after=trimmed_start(text[stamp.end :]),
        written=found,
    )


def _at_edge(text: str, found: tuple[Written, ...]) -> tuple[Shape, Written | None] | None:
    """The shape of a line that begins with a stamp, or is nothing but stamps."""
    first = found[0]
    if _chained(text, found):
        return Shape.CHAIN, first
    strongest = max(found, key=_strength)
    between = [text[a.end : b.start] for a, b in pairwise(found)]
    if labels.labelled(text[: first.start], text[found[-1].end :]) and all(
        labels.labels(part) for part in between
    ):
        # "24.05.2021 15:20 | Updated: 25.05.2021": the first full one is the publication's.
        first = usable.published(text, found)
        return Shape.STAMP, first if first.has_date or not strongest.has_date else strongest
    # Of a single stamp that has been asked already.
    if between and first.has_year and labels.labelled(text[: first.start], text[first.end :]):
        return Shape.STAMP, first
    if first.start and _EDGE_BEFORE.fullmatch(text[: first.start]) is None:
        return None
    if not _LETTERS.search(text[first.end :]):
        if usable.ends_line(text, found[-1]) or (first.has_time and _counts(text[first.end :])):
            return Shape.STAMP, strongest
        if len(found) == 1 and first.has_date:
            return Shape.NOISE, None  # a row of figures: the weather's, a rate's
    weak = not (first.has_time or first.has_year)
    glued = first.glued and (strongest.has_time or text[first.end : first.end + 1].isalpha())
    weak = weak and (len(first.numbers) == 2 or glued)
    if weak and strongest.has_year and usable.ends_line(text, found[-1]):
        return None
    if (is_prose(text) or text.endswith("。")) and _goes_on(text, first):
        return Shape.TEXT, None
    # Behind an article's stamp stands how long it takes to read, and who wrote it.
    return Shape.STAMP if labels.times_reading(text[first.end :]) else Shape.LEAD, first


def _counts(rest: str) -> bool:
    """Whether readers and their comments are counted behind bars: "| 120 | 7"."""
    return _COUNTERS.fullmatch(rest) is not None


def _goes_on(text: str, stamp: Written) -> bool:
    """Whether a sentence goes on behind a stamp: "at 10:00 on 14 May 2024 in the old hall"."""
    rest = text[stamp.end :]
    if _PHRASE.match(rest) is not None or trimmed_start(rest)[:1].islower():
        return True
    return len(rest) >= _UNSPACED_TEXT and is_unspaced(rest)


def _inside(text: str, found: tuple[Written, ...], *, bullet: bool) -> tuple[Shape, Written | None]:
    """The shape of a line that ends with a stamp, holds one, or only speaks of one."""
    last = found[-1]
    inner = max(found, key=_strength)
    before = _trimmed_end(text[: inner.start])
    after = text[inner.end :]
    short = words(before) <= 6 and width(before) <= 45 and words(after) >= 2
    short = short and not labels.adds_nothing(after)
    if inner.has_date and inner.has_time and short and not _goes_on(text, inner):
        return Shape.MID, inner
    parted = (short and _parted(text, inner)) or filed(after) or _signed(before, after)
    if (inner.has_date or inner.relative) and parted:
        return Shape.MID, inner
    if "(@" in text or (not bullet and is_prose(asking.without_ask(text))):
        return Shape.TEXT, None  # a quoted post's signature, or a sentence that speaks of a date
    if usable.ends_line(text, last):
        last = usable.last(text, found)
        weaker = inner.has_year and not last.has_year and not last.has_time
        return (Shape.MID, inner) if weaker else (Shape.TAIL, last)
    if inner.has_date and (inner.has_time or inner.has_year):
        return Shape.MID, inner
    return Shape.TEXT, None


def _parted(text: str, stamp: Written) -> bool:
    """Whether signs part a stamp from a label before it and from what follows: "BBC • 2 May • …"."""
    sign = text[: stamp.start].rstrip()[-1:]
    return sign in {"•", "|", "·"} and text[stamp.end :].lstrip()[:1] == sign


def filed(after: str) -> str:
    """The section behind a stamp that a bar parts from it, where nothing else is: "3 May | Sport"."""
    sign, _, label = after.strip().partition(" ")
    is_section = sign in {"|", "•", "·"} and label[:1].isalpha() and words(label) <= _SECTION
    return label if is_section and width(label) <= _LABEL else ""


def _signed(before: str, after: str) -> bool:
    """Whether a stamp's label stands before it and who wrote the row behind a bar: "… | By Ann and Bob"."""
    sign, _, rest = after.strip().partition(" ")
    is_byline = sign in {"|", "•", "·"} and words(rest) <= _BYLINE and labels.signs(rest)
    return is_byline and labels.labels(before)


def _strength(written: Written) -> int:
    return 2 * written.has_year + 2 * written.has_date + 3 * written.has_time


def _chained(text: str, found: tuple[Written, ...]) -> bool:
    """Whether rows are run together in a line: three stamps of a kind with titles between."""
    if len(found) < 3:
        return False
    stamps = [each for each in found if each.has_time or each.has_year]
    kind = (stamps[0].has_date, stamps[0].has_time) if stamps else ()
    if sum(1 for each in stamps if (each.has_date, each.has_time) == kind) < max(
        3, len(stamps) * 2 // 3
    ):
        return False
    between = [text[a.end : b.start] for a, b in pairwise(stamps)]
    if any(each.startswith(". ") for each in between):
        return False  # sentences that tell of days
    titled = sum(1 for each in between if words(each) >= 2 and _begins(each))
    return titled >= max(2, len(between) * 2 // 3)


def _begins(text: str) -> bool:
    """Whether a text begins as a title does, and not in the middle of a sentence."""
    first = text.strip(" \t|•·:-–—,;")[:1]
    return bool(first) and not first.islower() and text.strip()[:1] not in {",", ";"}


def _trimmed_end(text: str) -> str:
    return text.rstrip(" \t[(|•·:,;–—-/@（［〔｜")


def trimmed_start(text: str) -> str:
    """What stands behind a stamp, without the signs that part it from that."""
    match = _SEPARATORS.match(text)
    return text[match.end() :] if match else text
