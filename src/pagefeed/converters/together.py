"""Tokens seen together: what a line is that only the lines around it tell.

A number above a month's name is a day, times below figures are those of the market, "Today"
beside "Yesterday" is a tab, and a time in a line that comes again in every row, word for word
but for names, is that row's. What is said twice, `again` tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pagefeed import dates
from pagefeed.converters import (
    again,
    deadlines,
    labels,
    led,
    lengths,
    manners,
    spoken,
    tagged,
    unfolding,
    weekly,
)
from pagefeed.converters.layout import Shape, Token, joined, read, silenced, stamped
from pagefeed.converters.measures import words
from pagefeed.dates import Written
from pagefeed.dates.names import base

_FEWEST = 3  # lines of a kind, before any of them is believed
_TITLE = 3  # words
_LONGEST_MONTH = 14  # characters
_LONGEST_BYLINE = 90
_BOX = 3  # lines of a day in a box: its number, its month, its year
_FIGURE = re.compile(r"(?:^|\s)[+−-]?\d[\d ]*[.,]\d+(?:[.,]\d+)*\s?[%€$£]?$")
_RATE = re.compile(r"[+−-]?\d+[.,]\d+\s?%")
_NAME = 4  # words of a line that names what costs so much
_LONGEST_LABEL = 40
_HALF = re.compile(r"[صم][\u0621-\u064a]")
_SIGNS = re.compile(r"[\s.,]")
# A day's box, as nothing but numbers: "14" beside "2024-05", or "14.05" beside "2024". Or a day
# that the count of comments behind it touches: "2024-05-1466".
_NUMBERS = re.compile(
    r"(?P<d>\d{1,2})\s?(?P<y>(?:19|20)\d\d)\s?[-./年]\s?(?P<m>\d{1,2})月?"
    r"|(?P<d2>\d\d)\.?(?P<m2>\d\d)\.?\s?(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\d{1,5}"
)
_COUNTED = re.compile(r"\d{4}-\d\d-\d{3,7}")
# What WordPress writes below the day of a related post.
_FILED = re.compile(
    r"(?:In|Dans|En|Em|W|V|В|У|I) [\"“„«](?P<under>[^\"“”„«»]{2,60})[\"“”»]"
    r"|Similar post|Ähnlicher Beitrag|Article similaire|Entrada similar|Articolo simile"
    r"|Artigo semelhante|Post semelhante|Gelijkaardig bericht|Podobne|Похожая запись"
)


def tokens(text: str, language: str | None) -> tuple[Token, ...]:
    """The tokens of a page, in order."""
    found = read(text, language)
    if len(found) == 1:
        return tuple(found)  # it has no others around it, as most records of a data set
    found = again.without_second_titles(_with_halves(found, language))
    found = unfolding.without_links_on(unfolding.without_players(found))
    found = unfolding.without_kickers(unfolding.unfolded(found))
    found = weekly.named(_with_labels_above(again.without_twins(found), language), language)
    found = tagged.with_first_labels(found)
    found = led.read(_with_split_days(_with_filed(_without_rates(found), language), language))
    found = again.without_stamps(spoken.without(_with_days_as_beside(found, language)))
    return tuple(lengths.without(_without_figures(_without_tabs(_with_signed_times(found)))))


def _with_halves(tokens: list[Token], language: str | None) -> list[Token]:
    """Tokens in which the letter for the half of the day that titles touch is the time's, in Arabic.

    "09:44 مبيراميدز": one such title may begin with the letter, those of a list don't.
    """
    timed = [
        index
        for index, token in enumerate(tokens)
        if token.shape is Shape.LEAD and token.stamp is not None and token.stamp.has_time
    ]
    if base(language) != "ar" or len(timed) <= _FEWEST:
        return tokens
    touched = [index for index in timed if _HALF.match(tokens[index].after)]
    if len(touched) * 10 < len(timed) * 9:
        return tokens
    found = list(tokens)
    for index in touched:
        token = tokens[index]
        end = len(token.text) - len(token.after) + 1
        first, rest = token._replace(text=token.text[:end]), token._replace(text=token.text[end:])
        found[index] = joined(first, rest, language)
    return found


def _with_signed_times(tokens: list[Token]) -> list[Token]:
    """Tokens in which bylines that state the time are stamps: "Posted by Ann at 14:35"."""
    manners = {
        index: manner
        for index, token in enumerate(tokens)
        if token.shape is Shape.TEXT
        and token.written
        and (manner := _manner_of_signing(token)) is not None
    }
    counted = Counter(manners.values())
    return [
        _with_time(token) if counted[manners.get(index, ("", ""))] >= _FEWEST else token
        for index, token in enumerate(tokens)
    ]


def _manner_of_signing(token: Token) -> tuple[str, str] | None:
    """The first word of a line, and the last before its only time."""
    written = token.written
    if len(written) != 1 or len(token.text) > _LONGEST_BYLINE:
        return None
    if written[0].has_date or not written[0].has_time:
        return None
    before = token.text[: written[0].start].split()
    if len(before) < 3 or words(token.text[written[0].end :]) > 3:
        return None
    return before[0].casefold(), before[-1].casefold()


def _with_time(token: Token) -> Token:
    stamp = token.written[0]
    return token._replace(
        shape=Shape.MID,
        stamp=stamp,
        before=token.text[: stamp.start].rstrip(),
        after=token.text[stamp.end :].strip(" :"),
    )


def _with_labels_above(tokens: list[Token], language: str | None) -> list[Token]:
    """Tokens in which a label on the line above its stamp is one with it: "Published:", "3 May"."""
    above = [
        index
        for index, (label, stamp) in enumerate(pairwise(tokens))
        if stamp.shape is Shape.STAMP
        and label.shape is Shape.TEXT
        and len(label.text) <= _LONGEST_LABEL
        and not (stamp.before or stamp.after)
        and (labels.labels(label.text) or deadlines.told(label.text, alone=True))
    ]
    said = Counter(tokens[index].text for index in above)
    whole = {
        index: joined(tokens[index], tokens[index + 1], language)
        for index in above
        if tokens[index].text.endswith((":", "：")) or said[tokens[index].text] >= _FEWEST
    }
    return [whole.get(index, token) for index, token in enumerate(tokens) if index - 1 not in whole]


def _with_filed(tokens: list[Token], language: str | None) -> list[Token]:
    """Tokens in which what related posts are filed under stands beside their days, not below them."""
    below = {
        index: filed
        for index, (stamp, token) in enumerate(pairwise(tokens))
        if stamp.shape is Shape.STAMP
        and token.shape is Shape.TEXT
        and (filed := _FILED.fullmatch(token.text)) is not None
    }
    if len(below) < 2:
        return tokens
    found: list[Token] = []
    for index, token in enumerate(tokens):
        label = below[index]["under"] if index in below else None
        if index - 1 not in below:
            beside = token._replace(text=f"| {label}")
            found.append(joined(token, beside, language) if label else token)
    return found


def _with_split_days(tokens: list[Token], language: str | None) -> list[Token]:
    """Tokens in which "14" above "May", and "2024" below them, are one stamp: a box for the day.

    One box is enough where it states the year.
    """
    found: list[tuple[list[Token], Token]] = []  # the lines, and what they are
    numbered = [*(token.text[:1].isdecimal() for token in tokens), False]
    boxes = index = 0
    while index < len(tokens):
        size, stamp = 1, tokens[index]
        if len(stamp.text) <= _LONGEST_MONTH and (numbered[index] or numbered[index + 1]):
            size, stamp = _split_day(tokens[index : index + _BOX], language)
        found.append((tokens[index : index + size], stamp))
        boxes += stamp is not tokens[index]
        index += size
    enough = boxes >= _FEWEST
    return [
        each
        for lines, stamp in found
        for each in ([stamp] if enough or len(lines) == _BOX else lines)
    ]


def _split_day(near: list[Token], language: str | None) -> tuple[int, Token]:
    """The stamp that the next lines are, and how many they are; the first as it is, and 1."""
    if near[0].stamp is not None and _COUNTED.fullmatch(near[0].text) is None:
        return 1, near[0]
    for size, text in _boxed(near):
        written = dates.find(text, language)
        if len(written) == 1 and written[0].text == text and written[0].has_date:
            first = near[0]
            return size, stamped(first.number, text, first.bullet, written)._replace(gap=first.gap)
    return 1, near[0]


def _boxed(near: list[Token]) -> Iterator[tuple[int, str]]:
    """What a day in a box, on one line to three, may be, with how many lines it takes."""
    first, second, third = [*(token.text for token in near), "", ""][:3]
    for size, text in ((1, first), (2, f"{first} {second}")):
        numbers = _NUMBERS.fullmatch(text) if len(near) >= size else None
        if numbers is not None:
            year, month, day = (
                next(filter(None, (numbers[part], numbers[f"{part}2"], numbers[f"{part}3"])))
                for part in "ymd"
            )
            yield size, f"{year}-{int(month):02}-{int(day):02}"
    if len(near) < 2 or len(second) > _LONGEST_MONTH or first.isdecimal() is second.isdecimal():
        return
    if not _SIGNS.sub("", first + second).isalnum():
        return
    if len(first if first.isdecimal() else second) <= 2:
        if len(near) == 3 and third.isdecimal() and len(third) == 4:
            yield 3, f"{first} {second} {third}"
        yield 2, f"{first} {second}"


def _with_days_as_beside(tokens: list[Token], language: str | None) -> list[Token]:
    """Tokens in which a title that ends in a day as those right above and below it is a row as they are.

    "The library is open until late 12 May 2024" states no deadline there.
    """
    found = list(tokens)
    for index, (above, token, below) in enumerate(
        zip(tokens, tokens[1:], tokens[2:], strict=False), start=1
    ):
        if token.shape is not Shape.TEXT or not token.text[-1:].isdecimal():
            continue
        if not above.shape is below.shape is Shape.TAIL or not manners.alike_in_line(above, below):
            continue
        stamp = next(iter(dates.find(token.text, language)[-1:]), None)
        before = token.text[: stamp.start].rstrip(" |•·,–—-(") if stamp else ""
        if stamp and stamp.end == len(token.text) and not stamp.ranged and words(before) >= _TITLE:
            row = token._replace(shape=Shape.TAIL, stamp=stamp, before=before, event=False)
            found[index] = row if manners.alike_in_line(above, row) else token
    return found


def _without_figures(tokens: list[Token]) -> list[Token]:
    """Tokens in which what things cost, and when, is none of rows: "Brent 103.02", "2:14 PM"."""
    timed = [
        index + 1
        for index, (above, token) in enumerate(pairwise(tokens))
        if token.shape is Shape.STAMP
        and token.stamp is not None
        and not token.stamp.has_date
        and above.stamp is None
        and _FIGURE.search(above.text)
        and words(above.text) <= _NAME
    ]
    if len(timed) < _FEWEST:
        return tokens
    found = list(tokens)
    for index in timed:
        first = index - 1 if any(map(str.isalpha, tokens[index - 1].text)) else index - 2
        for place in range(max(first, 0), index + 1):
            if tokens[place].stamp is None or place == index:
                found[place] = tokens[place].silenced()
    return found


def _without_rates(tokens: list[Token]) -> list[Token]:
    """Tokens in which list items that are but a name and by how much it rose say nothing.

    "GME", and below it "+118.44%", in a row that speaks of its shares.
    """
    rates = [
        index
        for index, (sign, name, rate) in enumerate(
            zip(tokens, tokens[1:], tokens[2:], strict=False)
        )
        if sign.shape is Shape.MARKER
        and name.shape is Shape.TEXT
        and " " not in name.text
        and _RATE.fullmatch(rate.text)
    ]
    found = list(tokens)
    for index in rates if len(rates) >= _FEWEST else ():
        for place in range(index, index + 3):
            found[place] = tokens[place]._replace(shape=Shape.NOISE)
    return found


def _without_tabs(tokens: list[Token]) -> list[Token]:
    """Tokens in which "Today" and "Yesterday" right below each other are tabs, no stamps."""
    tabs = {
        index
        for index, (a, b) in enumerate(pairwise(tokens))
        if a.stamp is not None
        and b.stamp is not None
        and a.shape is b.shape is Shape.STAMP
        and _bare_day(a.stamp) is not None is not _bare_day(b.stamp)
        and _bare_day(a.stamp) != _bare_day(b.stamp)
    }
    tabs |= {index + 1 for index in tabs}
    return silenced(tokens, tabs)


def _bare_day(written: Written) -> int | None:
    return None if written.has_time or written.has_date else written.days_ago
