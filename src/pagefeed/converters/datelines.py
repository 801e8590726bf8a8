"""Which stamp dates an article of a text capture: one that stands by its title.

By itself, or among who wrote it; a day that the prose speaks of, a list's date or the page's
own day is none of the article's.
"""

from __future__ import annotations

from collections.abc import Sequence

from pagefeed.converters import labels, manners
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import repeats
from pagefeed.converters.measures import width, words
from pagefeed.dates import Written

ABOVE = 10  # tokens above the first paragraph in which the title is looked for
_SIGNED = 16  # words of a line that says who wrote the article, when and where
_CREDIT = 8  # words before a stamp that say who wrote the article, and for whom
_DASHES = (" -- ", " — ", " – ")
_LABEL = 2  # words of a label between a stamp and the title below it
_OVER = 12  # tokens above a title in which its stamp is, over buttons
_NEAR = 4  # lines below a title in which its stamp is
_ROWS_ABOVE = 2  # stamps alike that make a row of what looks like an article
_CHANGED = 3  # rank of a stamp that tells of a change


def dated_below(tokens: Sequence[Token], last: int) -> Token | None:
    """The only line of the page that says when it was published, below the text: "Date: 18.09.2018".

    Or the only one that says who wrote it, and when: "Posted by Ann on 18 September 2018".
    """
    told = _publications(tokens) or _signatures(tokens)
    return tokens[told[0]] if len(told) == 1 and last < told[0] <= last + _OVER else None


def dates(token: Token) -> bool:
    """Whether a line states the day of an article."""
    stamp = token.stamp
    if stamp is None or not (token.shape is Shape.STAMP or labelled(token)):
        return False
    return stamp.has_date and (stamp.has_time or stamp.has_year)


def states_day(token: Token) -> bool:
    """Whether a line states the day of an article, and may say who wrote it, and for what."""
    return dates(token) or (_full(token) and _brief(token))


def is_row(above: Sequence[Token], stamp: Token) -> bool:
    """Whether it is a row with a long summary: other stamps above have the same words beside them."""
    dated = stamp.stamp is not None and stamp.stamp.has_date
    alike = [
        t
        for t in above
        if t is not stamp and t.shape is stamp.shape and t.stamp and t.stamp.has_date is dated
    ]
    return sum(repeats(t.before) == repeats(stamp.before) for t in alike) >= _ROWS_ABOVE


def stamp_of(tokens: Sequence[Token], title: int, first: int) -> Token | None:
    """The stamp that dates an article, by how plainly it stands beside the title.

    Of those that say more than a date, or stand above buttons over the title, there is but one.
    """
    below = tokens[title + 1 : first]
    beside = [*below[:ABOVE], *below[max(ABOVE, len(below) - _NEAR) :]]
    over = tokens[max(0, title - 1) : title]
    if title > 1 and words(tokens[title - 1].text) <= _LABEL:
        over = tokens[title - 2 : title]  # "Briefs" between the day and the title
    dated = filter(dates, (*beside, *over))
    # What stands below a list item is rather of a list of related news.
    listed = [
        stamp
        for sign, item, stamp in zip(tokens[title:first], below, below[1:], strict=False)
        if not stamp.bullet and _is_news(item.text)
        if item.bullet or sign.shape is Shape.MARKER
    ]
    apart = [token for token in below if token not in listed]
    stamps = [token for token in dated if not is_row(_up_to_text(apart, token), token)]
    own = [token for token in stamps if token not in listed]
    if stamps:
        best = min(own or stamps, key=_rank)
        return _publication(tokens, best) if _rank(best) == _CHANGED else best
    full = [token for token in beside if _full(token) and _brief(token)]
    if not full:  # over names, buttons and pictures
        full = [t for t in apart if dates(t) or (_full(t) and _brief(t))]
    if len(full) == 1:
        return full[0]
    above = [token for token in tokens[max(0, title - _OVER) : title] if token.stamp is not None]
    if len(above) != 1 or above[0].shape is not Shape.STAMP or not _full(above[0]):
        return None
    stated = above[0].stamp
    # The page's own day has its name.
    return above[0] if stated is not None and stated.weekday is None else None


def _up_to_text(below: Sequence[Token], stamp: Token) -> Sequence[Token]:
    """The lines of a head up to the first paragraph below a stamp: lists stand inside texts too."""
    for index, token in enumerate(below):
        if token.prose and token.number > stamp.number:
            return below[:index]
    return below


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


def _signatures(tokens: Sequence[Token]) -> list[int]:
    """Where lines say who wrote something, and when, with a year."""
    return [
        index
        for index, token in enumerate(tokens)
        if token.stamp is not None
        and token.stamp.has_year
        and token.before
        and states_day(token)
        and labels.signs(f"{token.before} ")
    ]


def opening(tokens: Sequence[Token]) -> Token | None:
    """The first line that begins with its day in brackets: "(18.01.2018) Farmers fear"."""
    return next(filter(opens, tokens), None)


def opens(token: Token) -> bool:
    """Whether a paragraph begins with its day in brackets, or with a dash behind it."""
    stamp = token.stamp
    if stamp is None or stamp.start > 1 or not (stamp.has_date and stamp.has_year):
        return False
    if stamp.start:
        whole = token.text[0] == "(" and token.text[stamp.end : stamp.end + 1] == ")"
    else:
        whole = token.text.startswith(_DASHES, stamp.end)
    return whole and token.prose


def _is_news(text: str) -> bool:
    return words(text) >= manners.TITLE and not labels.signs(text)


def _full(token: Token) -> bool:
    """Whether a stamp has all of a date, and the time too or words that say what it is of."""
    stamp = token.stamp
    if stamp is None or not (stamp.has_date and stamp.has_year):
        return False
    said = token.after.split(next(filter(str.isdigit, token.after), "\n"))[0]
    return (
        stamp.has_time
        or stamp.weekday is not None
        or labels.changed(said)
        or _is_named(token.text, stamp)
    )


def _brief(token: Token) -> bool:
    """Whether but a few words stand before a stamp, and not a sentence behind it."""
    if token.shape not in manners.ROW_SHAPES or token.prose:
        return False
    assert token.stamp is not None
    most = _CREDIT * (1 + _is_named(token.text, token.stamp))
    return words(token.before) <= most and words(token.after) <= _SIGNED


def _is_named(text: str, stamp: Written) -> bool:
    """Whether a colon before a stamp says what day it is: "Updated: 3 May 2024"."""
    return text[: stamp.start].rstrip().endswith((":", "："))


def labelled(token: Token) -> bool:
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
