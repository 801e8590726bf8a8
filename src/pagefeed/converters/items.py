"""List items of several lines whose title stands over a line that says who wrote it, and when.

"-", "Op-Ed", "The river rises", "Ann Tregear 25 May 2021 The Evening Post", and a summary. Or
whose sections are list items in them: "-", "- Blog", "- Travel", "The river rises", "25 May 2021".
This module owns items of that make, each opened by a lone marker. Other items whose stamps
stand on lines of their own are `columns`' business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pagefeed import clean
from pagefeed.converters import headings, labels, titles
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import ends_sentence, summarises
from pagefeed.converters.measures import width, words
from pagefeed.converters.sheet import Block, Row, Sheet

_ITEMS = 3  # at least
_LINES = 12  # of one item that are looked at
_ABOVE = 3  # over its dated line
_BESIDE = 10  # words beside the date: names of authors and of a paper
_KICKER = 3  # words of the line over a title
_LETTERS = re.compile(r"[^\W\d_]")
_DATED = frozenset((Shape.STAMP, Shape.TAIL, Shape.MID, Shape.LEAD))
_LABEL = 6  # words behind the date


class _Item(NamedTuple):
    """The lines of one item over its dated line, that line, and the one below it, if any."""

    above: Sequence[Token]
    dated: Token
    below: Token | None
    section: str = ""  # the first of the list items over its title


def find(sheet: Sheet, tokens: Sequence[Token]) -> list[Block]:
    """The blocks of such items, in the page's order."""
    found: list[Block] = []
    index = 0
    while index + 1 < len(tokens):
        if tokens[index].shape is not Shape.MARKER or tokens[index + 1].shape is Shape.MARKER:
            index += 1
            continue
        items, end = _run(tokens, index)
        made = _block(sheet, tokens, index, items) if len(items) >= _ITEMS else None
        found += [] if made is None else [made]
        index = max(end, index + 1)
    return found


def _run(tokens: Sequence[Token], start: int) -> tuple[list[_Item], int]:
    """The items from the marker at `start` on, if one is there, and where they end."""
    found: list[_Item] = []
    index = start
    while index < len(tokens) and tokens[index].shape is Shape.MARKER:
        following = _next_marker(tokens, index)
        item = _item(tokens[index + 1 : min(following, index + 1 + _LINES)])
        if item is None:
            break
        found.append(item)
        more = (t for t in tokens[index + 1 : following] if t.number > item.dated.number)
        index = following
        if item.section and any(token.shape is Shape.TEXT for token in more):
            break  # the heading of another list
    return found, index


def _block(sheet: Sheet, tokens: Sequence[Token], start: int, found: list[_Item]) -> Block | None:
    """The rows of such items, or None where they are made otherwise."""
    signed = sum(_signed(item.dated) for item in found) * 2 >= len(found)
    more = sum(map(_says_more_above, found))
    labelled = any(item.dated.shape is Shape.LEAD for item in found)
    listed = all(item.section for item in found)
    plain = not (signed and 2 * more >= len(found))
    if plain and not listed and not (labelled and 10 * more >= 9 * len(found)):
        return None
    places = _title_places(found)
    rows = [_row(item, places[len(_named(item))]) for item in found]
    if len({clean.key(row.title) for row in rows}) * 10 < len(rows) * 9:
        return None
    heading = headings.above(sheet, tokens, start)
    made = Block(
        rows=[row._replace(heading=heading.text) for row in rows],
        shape=Shape.STAMP,
        heading=heading.text,
        first=found[0].above[0].number,
        last=found[-1].dated.number,
    )
    made.lines.update(heading.lines)
    for item in found:
        made.lines.update(token.number for token in (*item.above, item.dated))
        if item.below is not None and summarises(item.below):
            made.lines.add(item.below.number)
    return made


def _next_marker(tokens: Sequence[Token], index: int) -> int:
    return next(
        (i for i in range(index + 1, len(tokens)) if tokens[i].shape is Shape.MARKER), len(tokens)
    )


def _item(lines: Sequence[Token]) -> _Item | None:
    """An item of that make: a title, or a kicker and a title, over its first dated line."""
    place = next((n for n, token in enumerate(lines) if token.shape in _DATED), None)
    if not place:
        return None
    above, dated = lines[:place], lines[place]
    listed = _listed(above) if dated.shape is Shape.STAMP else None
    if listed is not None:
        title, section = listed
        return _Item([title], dated, None, section)
    if place > _ABOVE:
        return None
    assert dated.stamp is not None
    if not (dated.stamp.has_date or dated.stamp.has_time) or dated.prose:
        return None
    if words(f"{dated.before} {dated.after}") > _BESIDE and not labels.signs(f"{dated.before} "):
        return None
    if dated.shape is Shape.LEAD and words(dated.after) > _LABEL:
        return None
    if any(token.shape is not Shape.TEXT or token.bullet for token in above):
        return None
    if any(token.prose for token in above[: max(1, place - 1)]):
        return None
    return _Item(above, dated, next(iter(lines[place + 1 :]), None))


def _listed(above: Sequence[Token]) -> tuple[Token, str] | None:
    """The title below list items that name sections, and the first of these.

    What stands over them is a picture's.
    """
    *others, title = above
    sections = [token for token in others if token.bullet]
    if title.bullet or title.shape is not Shape.TEXT or not sections:
        return None
    small = all(words(token.text) <= _LABEL and token.shape is Shape.TEXT for token in sections)
    return (title, sections[0].text) if small and others[-len(sections) :] == sections else None


def _signed(dated: Token) -> bool:
    """Whether names stand beside a date: of who wrote, or on both sides, of author and paper."""
    if labels.signs(f"{dated.before} ") or labels.signs(dated.after):
        return True
    return all(map(_LETTERS.search, (dated.before, dated.after)))


def _says_more_above(item: _Item) -> bool:
    """Whether the lines over the date say more than what stands beside it, which else is the title."""
    beside = width(f"{item.dated.before} {item.dated.after}")
    return max(width(token.text) for token in item.above) > beside


def _row(item: _Item, place: int) -> Row:
    """The row of an item whose title is at that place of the lines over its date."""
    named = _named(item)
    title, *told = named[min(place, len(named) - 1) :]
    text, more = titles.split(title.text)
    summary = item.below.text if item.below is not None and summarises(item.below) else ""
    kicker = named[0].text if title is not named[0] else ""
    assert item.dated.stamp is not None
    return Row(
        line=title.number,
        title=titles.bare(text),
        stamp=item.dated.stamp,
        summary=summary or more or (told[0].text if told else ""),
        category=item.section or (kicker if words(kicker) <= _KICKER else "") or _label(item.dated),
    )


def _label(dated: Token) -> str:
    """The section behind a date, where names are not."""
    label = dated.after.strip()
    plain = dated.shape is Shape.LEAD and not label[:1].isdigit() and not labels.signs(label)
    return label if plain and words(label) <= _LABEL else ""


def _named(item: _Item) -> Sequence[Token]:
    """The lines over the date without those that say who wrote."""
    return [token for token in item.above if not labels.signs(token.text)] or item.above


def _title_places(found: list[_Item]) -> dict[int, int]:
    """At which place of the lines over the date titles are, by how many lines there are.

    Of three lines the first is a kicker. Of two it is where most are of a few words and most
    of the second are no sentence.
    """
    two = [lines for item in found if len(lines := _named(item)) == 2]
    few = sum(words(first.text) <= _KICKER for first, _ in two)
    told = sum(ends_sentence(second.text) for _, second in two)
    return {1: 0, 2: int(few * 2 > len(two) and told * 2 <= len(two)), 3: 1}
