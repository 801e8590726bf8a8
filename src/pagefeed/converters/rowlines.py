"""The lines of one row whose stamp stands on a line of its own: what each of them is there for.

This module owns telling bylines, sections, summaries and captions from the title among a
row's lines. It must not know stamps or lists.
"""

from __future__ import annotations

from collections import Counter

from pagefeed import clean
from pagefeed.converters import asking, categories, labels, sections
from pagefeed.converters.layout import Token
from pagefeed.converters.looks import Looks, ends_sentence, summarises
from pagefeed.converters.measures import width, words

_ROWS = 3  # of a make, before it is believed
_PAIR = 2  # lines of a row above its stamp
_COLUMN = 4  # words of a column's name, at most
_NAMED = 2  # words of a title with a sentence below, at least
_SIGNED = 6  # words of a line that says who wrote a row, at most
_BYLINE = 8  # words of who wrote a row: "By Ann Tregear and Gray News staff"
_DEEP = 7  # lines above the first stamp in which its row's section stands
_LED = 4  # words of a title below what leads to it, at least
_LEADING = (":", "：", "؛")
_SAID = 3  # words of the shortest summary


def without_bylines(lines: list[Token]) -> list[Token]:
    """A row's lines but who wrote it, where another is left."""
    kept = [t for t in lines if not _is_byline(t.text)]
    return kept or lines


def writers(rows: list[list[Token]], said: Counter[str]) -> frozenset[int]:
    """The lines of those who wrote the rows, where names stand over most titles, or below the row before.

    Names differ, and stand nowhere else on the page, whose short lines are `said`: "Real Estate"
    may be a section. Where they write may stand behind a bar: "Ann Tregear | Tides".
    """
    named = [
        lines[0]
        for lines in rows
        if len(lines) > 1
        and categories.is_name(lines[0].text.partition(" | ")[0])
        and said[clean.key(lines[0].text)] <= len(rows) // 2
        and not _is_title_of_name(lines[1].text)
    ]
    names = {token.text for token in named}
    fewest = _PAIR if all(map(categories.is_korean_name, names)) else _ROWS
    if len(names) < fewest or len(named) * 10 < len(rows) * 6:
        return frozenset()
    return frozenset(token.number for token in named)


def _is_title_of_name(text: str) -> bool:
    """Whether a line is written as names are: then the one above it may be its section."""
    return categories.is_name(text) or text.istitle()


def _is_byline(text: str) -> bool:
    """Whether a line says who wrote a row, and no sentence begins so: "Von zwölf Routen sind …"."""
    count = words(text)
    short = count <= _SIGNED or (count <= _BYLINE and not ends_sentence(text))
    return short and labels.signs(text)


def without_kicker(lines: list[Token]) -> list[Token]:
    """A row's lines but the first, where that leads to the title: "Member of the council:"."""
    if len(lines) < _PAIR or not lines[0].text.endswith(_LEADING):
        return lines
    led = words(lines[1].text) >= _LED and not summarises(lines[1])
    return lines[1:] if led and not any(map(str.isdigit, lines[1].text[:1])) else lines


def without_first(
    inner: list[list[Token]], below: list[Token]
) -> tuple[list[list[Token]], list[Token]]:
    """The rows' lines, and those below the last stamp, without the same one over each summary: "Image"."""
    alike = len(inner) > 1 and len({each[0].text if each else "" for each in inner}) == 1
    if not alike or not all(len(each) > 2 and summarises(each[1]) for each in inner):
        return inner, below
    last = below[1:] if below and below[0].text == inner[0][0].text else below
    return [each[1:] for each in inner], last


def without_points(
    inner: list[list[Token]], below: list[Token]
) -> tuple[list[list[Token]], list[Token | None]]:
    """The rows' lines without the list items that tell of the row above, and these, joined, for each row.

    They stand between its stamp and the next title, which is no list item.
    """
    counts = [_points(lines) for lines in inner]
    led = [lines[count:] for lines, count in zip(inner, counts, strict=True)]
    some = len(counts) - counts.count(0)
    if some < _PAIR or any(len(each) != 1 or each[0].bullet for each in led):
        return inner, []
    last = _points(below) if below and below[0].bullet else 0
    told = [lines[:count] for lines, count in zip([*inner, below], [*counts, last], strict=True)]
    return led, [
        each[0]._replace(text="; ".join(token.text for token in each)) if each else None
        for each in told
    ]


def without_related(lines: list[Token]) -> list[Token]:
    """A row's lines without the list items right above its stamp, which lead to what is related."""
    last = len(lines)
    while last > 1 and lines[last - 1].bullet:
        last -= 1
    return lines[:last]


def _points(lines: list[Token]) -> int:
    """How many list items the lines of a row begin with."""
    return next((place for place, token in enumerate(lines) if not token.bullet), len(lines))


def parted(inner: list[list[Token]]) -> list[list[Token]]:
    """The rows' lines without one that touches the stamp before, and a blank line parts from the title.

    It tells of the row above, or of a picture.
    """
    pairs = [each for each in inner if len(each) == _PAIR]
    apart = sum(not first.gap and last.gap > 0 for first, last in pairs)
    if apart < _ROWS or apart * 10 < len(pairs) * 9:
        return inner
    if sum(summarises(last) for _, last in pairs) * 2 > len(pairs):
        return inner  # the lines that touch the stamps before are the titles
    return [each[1:] if len(each) == _PAIR and not each[0].gap else each for each in inner]


def shorter(lines: list[Token], title: Token) -> Token:
    """Of "Agency: Title" and below it "Title" the shorter."""
    whole = title.text
    for token in lines:
        if whole.endswith(token.text) and 15 < len(token.text) < len(whole):
            title = token
    return title


def opens_item(lines: list[Token]) -> bool:
    """Whether a short list item stands above a longer line that is none: a category's."""
    first, second = lines[:2]
    small = first.bullet and not second.bullet and words(first.text) <= 5 and not second.prose
    return small and width(first.text) <= 45 and width(second.text) * 2 > width(first.text) * 3


def tells_more(title: Token, token: Token) -> bool:
    """Whether a line below a title is its summary: by its look, or by its full stop."""
    if summarises(token):
        return True
    told = ends_sentence(token.text) and words(token.text) >= _SAID
    return told and not ends_sentence(title.text)


def below_summary(lines: list[Token], usual: int, looks: Looks) -> list[Token]:
    """A row's lines above its stamp without the summary of the row above, where a title follows it.

    What leads to all of another list ("View all of Texas") ends that.
    """
    ends = [n for n, token in enumerate(lines[:-1]) if asking.leads_on(token.text)]
    if ends:
        lines = lines[ends[-1] + 1 :][-usual:]
    if len(lines) < 2 or not summarises(lines[0]) or any(map(summarises, lines[1:])):
        return lines
    return lines[1:] if looks.title_like(lines[-1]) >= 1.0 else lines


def first(above: list[Token], usual: int, between: list[list[Token]], looks: Looks) -> list[Token]:
    """The lines above the first stamp that are its row's, without the heading above them.

    `between` has the lines between each two stamps; `usual` of them are a row's.
    """
    for start in range(len(above) - 1, -1, -1):
        if sections.heads_list(above[start].text):
            return above[start + 1 :][-usual:]
        if looks.title_like(above[start]) >= 1.0 and not _tells_of(above, start, looks):
            longer = start > 0 and usual > len(above) - start
            more = (longer and not _names_list(above[start - 1].text, between)) or _kicks(
                above, start - 1, between, looks
            )
            return above[max(0, start - more) :]
    return above[-usual:]


def begin_with_sections(rows: list[list[Token]], looks: Looks) -> bool:
    """Whether a section stands over the title of nearly every row."""
    begun = sum(len(lines) > 1 and _stands_over_title(lines, 0, looks) for lines in rows)
    return begun >= _ROWS and begun * 10 >= len(rows) * 9


def say_more(rows: list[list[Token]]) -> bool:
    """Whether several rows have more lines than a section's and a title's."""
    return sum(len(lines) > _PAIR for lines in rows) * 10 >= len(rows) * 3


def first_section(above: list[Token], looks: Looks) -> list[Token]:
    """The lines above the first stamp from the last section on that stands over a title; or none.

    Or from the line below the list's name.
    """
    for place in range(len(above) - 2, max(len(above) - _DEEP, -1), -1):
        if sections.heads_list(above[place].text):
            return above[place + 1 :]
        if _stands_over_title(above, place, looks):
            return above[place:]
    return []


def _stands_over_title(lines: list[Token], place: int, looks: Looks) -> bool:
    section, title = lines[place : place + 2]
    if section.bullet or title.bullet or not looks.is_category(section):
        return False
    if any(map(str.isdigit, section.text)) or looks.is_formula(section):
        return False
    return looks.title_like(title) >= 1.0


def _names_list(text: str, between: list[list[Token]]) -> bool:
    """Whether a line is the name of a list, and of no row in it: "News" may be a section too."""
    return sections.heads_list(text) and all(text != t.text for each in between for t in each)


def _tells_of(above: list[Token], place: int, looks: Looks) -> bool:
    """Whether a line says who wrote what a title above it names, or what that is about."""
    if _is_byline(above[place].text):
        return any(looks.title_like(token) >= 1.0 for token in above[:place])
    title = above[place - 1].text if place else ""
    if words(title) < _NAMED or ends_sentence(title) or sections.heads_list(title):
        return False
    return ends_sentence(above[place].text)


def _kicks(above: list[Token], place: int, between: list[list[Token]], looks: Looks) -> bool:
    """Whether a section's name stands over the first title, as over most, below the list's name.

    Or what leads to the title: "Member of the council:".
    """
    longer = [each[0] for each in between if len(each) > 1]
    if place >= 0 and above[place].text.endswith(_LEADING):
        return sum(token.text.endswith(_LEADING) for token in longer) * 2 >= len(longer) > 0
    if place < 1 or sum(map(looks.is_category, longer)) * 2 <= len(longer):
        return False
    return sections.heads_list(above[place - 1].text) and looks.is_category(above[place])


def is_led(lines: list[Token]) -> bool:
    """Whether a row is a short line over a longer one: a column's name, or who writes it."""
    if len(lines) != _PAIR or words(lines[0].text) > _COLUMN:
        return False
    return width(lines[0].text) * 3 < width(lines[1].text) * 2 and not summarises(lines[1])
