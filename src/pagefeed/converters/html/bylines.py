"""Dates that are written by an article's headline, for people.

This module owns where such dates stand, and where they don't: comments, side bars, lists
of other articles, the copyright line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from typing import Any, NamedTuple

from pagefeed import clean, dates
from pagefeed.converters import labels
from pagefeed.converters.html import asides
from pagefeed.converters.html.dated import updated
from pagefeed.converters.html.tree import (
    BLOCKS,
    HEADINGS,
    HIDDEN,
    Tree,
    has_decimal,
    has_digit,
    is_small,
    marks,
    spaced,
    words,
)
from pagefeed.model import Stamp

_DATED = re.compile(r"dat[eum]|time|publi|posted|byline|meta|stamp|info|created|author|zeit|fecha|data\b", re.IGNORECASE)  # fmt: skip
_COPYRIGHT = re.compile(r"©|copyright|\(c\)\s", re.IGNORECASE)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?=[/-])")
# "BERLIN, 12. März 2019 (dpa) –": what may stand before the day and behind it.
_PLACE = re.compile(r"\(?(?:[^\W\d_][\w.'’-]*[,/.]?\s*[–—-]?\s*){0,6}\(?")
_AGENCY = re.compile(r"\s*(?:\)|[(/][^()/]{1,40}[)/]|[–—:-]|\.\s[–—-])")
_POSTED = re.compile(
    r"\W*(?:posted|published|submitted|created|by\s|publi|veröffentlicht|erstellt|verfasst|geplaatst|ingediend"
    r"|opublikowan|dodan|опублик|публик|размещ|добавлен|pubblicat|inserit|enviad|escrit|julkais|skrev|udgivet"
    r"|gönder|yayın|投稿|公開|発表|作成|등록|입력|发表|發表|发布|發布|đăng|diterbitkan|نشر|تاریخ انتشار|פורסם|δημοσ)",
    re.IGNORECASE,
)
# What stands right before the day on which something came out.
_PUBLISHED = re.compile(
    r"(?:publi(?:shed|shing date|cation date|é|ée|cad[oa]|cación|kované|kováno|cerad|cat)|posted|veröffentlicht(?: am)?"
    r"|erschienen(?: am)?|fecha de publicación|date de publication|data de publicação|pubblicat[oa]|opublikowan[oa]"
    r"|опубликован[оа]?|дата публикации|опубліковано|публикувано|објављено|objavljeno|zveřejněno|gepubliceerd|geplaatst"
    r"|julkaistu|udgivet|publisert|megjelent|yayın(?:lanma)?(?: tarihi)?|oluşturulma(?: tarihi)?|δημοσίευση|δημοσιεύθηκε"
    r"|掲載日?|公開日?|投稿日?|発表日?|发布(?:时间|日期|于)?|發布(?:時間|日期|於)?|발행일?|등록일?|입력|승인|نُ?شر في|تاريخ النشر"
    r"|تاریخ انتشار|פורסם(?: ב)?|đăng(?: ngày| lúc)?|diterbitkan)\W*(?:on|am|le|el|em|il|den|d\.|op|dne|no dia|στις|:)?\W*$",
    re.IGNORECASE,
)
_LABEL = 30  # characters before a date in which its label stands
_MONTHS = 12
_LISTS = frozenset(("li", "ol", "ul", "dl", "dt", "dd"))
_STOPS = (".", "!", "?", "。", "！", "？", "।", "؟")
_WIDE = "\u2e80"  # from which on a character says as much as two letters
_CHANGED = 30  # a cost of a date of a change
_AS_OF_COST = 8
_AS_OF = re.compile(r"\bstand\s*:?\s*$", re.IGNORECASE)
_FEW = 20  # letters beside a date that may be "Posted by" and a name
_MANY = 3  # days in elements of one shape that make them a list
_LINE = 160  # characters of a line
_LONGEST = 400  # ... that is marked as the article's data: "This entry was posted on ..."
_MOST = 3_000  # elements in which dates are looked for, where the headline isn't found
_AFTER = 600  # ... after the headline
_FARTHEST = 40_000  # ... in which the headline is
_ABOVE = 20  # a cost of what may be the day of the page: a change by the headline is likelier
_APART = 8  # a cost of standing outside of what holds both headline and text
_FAR = 40  # a cost from which a date stands too far from the headline to be its own


class _Line(NamedTuple):
    """A short piece of text: what holds it, and whether it stands outside of the article's head.

    The head is what lies between the headline and the text.
    """

    element: Any
    text: str
    outside: bool
    above: bool = False  # over the headline, and in none of the boxes around headline and text
    first: bool = False  # before the headline


_Shape = tuple[str, str]  # tag and marks of an element


class Dated(NamedTuple):
    """A line's date, and how it is told."""

    stamp: Stamp
    cost: int  # what speaks against its being the headline's
    outside: bool = False  # of the article's head
    labelled: bool = False  # "Published:" stands before it, and its numbers leave nothing open
    changed: bool = False  # "Updated:" does
    changes: tuple[Stamp, ...] = ()  # other days of the same line, before which "Updated:" stands


def find(tree: Tree, title: Any, calendar: dates.Calendar) -> Iterator[Dated]:
    """Full dates in short lines by the headline (an element, or None), the likeliest first."""
    found: list[tuple[Dated, _Line]] = []
    for distance, line in _lines_by(tree, title):
        if len(found) > 8:
            break
        said = _dated(line, tree, calendar)
        if said is not None:
            said = said._replace(cost=said.cost + distance, outside=line.outside)
            found.append((said, line))
    days = _by_shape(found)
    found.sort(key=lambda each: each[0].cost + (_ABOVE if each[1].above else 0))
    for said, line in found:
        if said.cost <= _FAR and not (line.outside and _is_row(line, days[_shape(line)])):
            yield said


def _by_shape(found: list[tuple[Dated, _Line]]) -> dict[_Shape, set[tuple[date, bool]]]:
    """The days outside of the head by the elements that hold them, and which are before the headline."""
    days: dict[_Shape, set[tuple[date, bool]]] = {}
    for said, line in found:
        if line.outside:
            days.setdefault(_shape(line), set()).add((said.stamp.when.date(), line.first))
    return days


def _is_row(line: _Line, alike: set[tuple[date, bool]]) -> bool:
    """Whether elements like a line's hold many days: rows of other articles.

    A day alone before the headline is none of the rows behind it.
    """
    alone = line.first and sum(first for _, first in alike) == 1
    return len({day for day, _ in alike}) >= _MANY and not alone


def _shape(line: _Line) -> _Shape:
    return line.element.tag, marks(line.element)


def dateline(tree: Tree, calendar: dates.Calendar) -> Stamp | None:
    """The day with which a news agency's text or a press release opens, after its place."""
    if tree.text is None:
        return None
    for element in islice((tree.text, *tree.text.itersiblings()), 3):
        text = words(element)[:160] if isinstance(element.tag, str) else ""
        for written in dates.find(text, tree.language)[:1]:
            before, after = text[: written.start], text[written.end :]
            if not (written.has_year and _PLACE.fullmatch(before) and _AGENCY.match(after)):
                continue
            if any(
                word[0].islower() and len(word) > 3 for word in re.findall(r"[^\W\d_]+", before)
            ):
                continue  # "Seit dem 12. März 2019 – ..."
            stamp = calendar.stamp(written)
            if isinstance(stamp, Stamp):
                return stamp
    return None


def _dated(line: _Line, tree: Tree, calendar: dates.Calendar) -> Dated | None:
    """A line's first full date, changes apart, and what speaks against its being the headline's."""
    element, text, outside = line.element, line.text, line.outside
    if _COPYRIGHT.search(text):
        return None
    hinted = _DATED.search(marks(element)) is not None
    found = dates.find(text, tree.language)
    if not hinted and _tells(element, text, found, outside=outside):
        return None
    if hinted and not any(each.has_year for each in found):
        text = spaced(element)  # <span>Mar</span><span>5</span><span>2009</span>
        found = dates.find(text, tree.language)
    leads = _leads(text, found)
    marked = updated(marks(element)) and not any(map(updated, leads))
    told: Dated | None = None
    changes: list[Dated] = []
    for each, before in zip(found, leads, strict=True):
        written = _with_year(each, tree.url)
        stamp = calendar.stamp(written) if _is_full(written) else None
        if not isinstance(stamp, Stamp):
            continue
        later = marked or updated(before)
        cost = _cost(text, written, before, later=later, marked=marked) - (5 if hinted else 0)
        if later:
            changes.append(Dated(stamp, cost, changed=True))
        elif told is None:  # "Updated: 9 March | Published: 5 March"
            labelled = _PUBLISHED.search(before or label_before(element)) is not None
            told = Dated(stamp, cost, labelled=labelled and _is_plain(written))
    if told is None:
        return changes[0] if changes else None
    return told._replace(changes=tuple(each.stamp for each in changes))


def _leads(text: str, found: tuple[dates.Written, ...]) -> list[str]:
    """The few words right before each date of a line."""
    leads, last = [], 0
    for each in found:
        leads.append(text[max(last, each.start - _LABEL) : each.start])
        last = each.end
    return leads


def _is_full(written: dates.Written) -> bool:
    return written.has_year and written.has_date and not written.ranged


def _cost(text: str, written: dates.Written, before: str, *, later: bool, marked: bool) -> int:
    """What speaks against a date: that it is a change's, or stands deep in a long line."""
    cost = 15 if written.start > 60 or len(text) > 100 else 0
    if not later:
        return cost
    if _AS_OF.search(before) and not marked:
        return cost + _AS_OF_COST  # "Stand: 3. Mai 2016" is often all that is told
    return cost + _CHANGED


def _is_plain(written: dates.Written) -> bool:
    """Whether no other day can be meant: a month's name, or a number that is none of a month."""
    first = written.numbers[:2]
    return not first or any(len(each) > 2 or int(each) > _MONTHS for each in first) or first[0] == first[1]  # fmt: skip


def label_before(element: Any) -> str:
    """The few words right before an element: "Updated:"."""
    previous = element.getprevious()
    if previous is not None:
        text = (previous.tail or "").strip() or words(previous)
    else:
        parent = element.getparent()
        text = (parent.text or "") if parent is not None else ""
    return text[-40:]


def _tells(element: Any, text: str, found: tuple[dates.Written, ...], *, outside: bool) -> bool:
    """Whether a line speaks of a day, as headings, sentences and lists of sources do."""
    rest = text
    for each in found:
        rest = rest.replace(each.text, "")
    letters = sum(2 if c > _WIDE else 1 for c in rest if c.isalpha())
    if element.tag in HEADINGS:
        return letters >= _FEW
    if _POSTED.match(text):
        return False
    if _captions(text, found):
        return True
    if not outside:
        ends = text.rstrip().endswith(_STOPS)
        return ends and (letters >= 2 * _FEW or _stands_amid(text, found))
    if element.tag in _LISTS and not _DATED.search(marks(element.getparent())):
        return True
    if len({each.text for each in found if each.has_year}) > 1 and not updated(text):
        return True
    return letters >= (_FEW // 2 if text.rstrip().endswith(_STOPS) else 3 * _FEW)


def _captions(text: str, found: tuple[dates.Written, ...]) -> bool:
    """Whether a line says what a picture shows, when, and whose it is: "The bridge, 3 May 2016. Photo: Ann"."""
    if not found or labels.signs(text):
        return False
    shown, credit = text[: found[0].start], text[found[-1].end :]
    return sum(map(str.isalpha, shown)) >= _FEW and labels.credits_inside(credit)


def _stands_amid(text: str, found: tuple[dates.Written, ...]) -> bool:
    """Whether words stand on both sides of a day: "Ann Lee, York, 07/07/2009 Fine, but where?"."""
    if len(found) != 1:
        return False
    sides = text[: found[0].start], text[found[0].end :]
    return all(sum(map(str.isalpha, side)) >= _FEW // 2 for side in sides)


def _with_year(written: dates.Written, url: str | None) -> dates.Written:
    """A date without a year, with the year of the address where that names its month too."""
    if written.has_year or written.month is None or not url:
        return written
    month = _URL_MONTH.search(url)
    if month is None or int(month[2]) != written.month:
        return written
    return written._replace(year=int(month[1]))


def _lines_by(tree: Tree, title: Any) -> Iterator[tuple[int, _Line]]:
    """Short pieces of text around the title with their distance, counted in pieces."""
    title = tree.text if title is None else title
    lines, at = _short_lines(tree, title)
    if at is None:
        at = 0
        lines = [each for each in lines if _DATED.search(marks(each.element))]
    head = _head(tree, title)
    for index, line in enumerate(lines):
        apart = 0 if head is None or head in line.element.iterancestors() else _APART
        if at <= index <= at + 25:
            yield index - at + apart, line
        elif at - 8 <= index < at:
            yield (at - index) * 2 + 3 + apart, line._replace(above=apart > 0)


def _head(tree: Tree, title: Any) -> Any:
    """The smallest element that holds the headline and the text; None where that is the page."""
    if title is None:
        return None
    above = next((each for each in title.iterancestors() if each in tree.trunk), None)
    return None if above is None or above.tag in {"body", "html"} else above


def _short_lines(tree: Tree, title: Any) -> tuple[list[_Line], int | None]:
    """Short pieces of text with digits in the page's order, and where the title stands."""
    lines: list[_Line] = []
    at: int | None = None
    begun = False
    around = set() if title is None else {title, *title.iterancestors()}
    own = asides.around_title(tree, title)
    numbered = _numbered(tree.root)
    last = _MOST
    for count, element in enumerate(tree.root.iterfind("body//*")):
        if not isinstance(element.tag, str) or element.tag in HIDDEN:
            continue
        if element is title:
            at = len(lines)
            last = count + _AFTER
        begun = begun or (element is tree.text and at is not None)
        if (count > last and at is not None) or count > _FARTHEST:
            break
        if (at is None and count > _MOST) or element not in numbered:
            continue  # only the headline is still looked for, or no date can be here
        text = words(element) if is_small(element) else ""
        lines += [
            _Line(held, line, begun or at is None, first=at is None)
            for held, line in ((element, text), *_line_after(element))
            if _is_line(held, line) and not asides.holds(held, own) and not _in_list(held, around)
        ]
        if len(lines) > (2_000 if at is None else at + 40):
            break
    return lines, at


def _numbered(root: Any) -> set[Any]:
    """The elements that hold a digit or stand before one: few do, and each is asked much."""
    found: set[Any] = set()
    for element in islice(root.iter(), _FARTHEST):
        if not (has_decimal(element.text) or has_decimal(element.tail)):
            continue
        for each in chain((element,), element.iterancestors()):
            if each in found:
                break
            found.add(each)
    return found


def _is_line(held: Any, line: str) -> bool:
    """Whether a text is as short as a line, or as what is marked as an article's data."""
    if not 4 <= len(line) <= _LONGEST or not has_digit(line):
        return False
    return len(line) <= _LINE or _DATED.search(marks(held)) is not None


def _line_after(element: Any) -> Iterator[tuple[Any, str]]:
    """The bare text behind a heading or a line end that is a line of its own, and what holds it."""
    if element.tag not in BLOCKS or not element.tail or element.tail.isspace():
        return
    line = element.tail
    follows = element.getnext()
    while follows is not None and follows.tag in HIDDEN:  # a script writes an address there
        line += follows.tail or ""
        follows = follows.getnext()
    if follows is not None and follows.tag not in BLOCKS:
        return
    held = element.getparent()
    if held is not None and (not is_small(held) or len(words(held)) > _LINE):
        yield held, clean.line(line)


def _in_list(element: Any, around: set[Any]) -> bool:
    """Whether it stands in a row that links to another article."""
    for depth, above in enumerate((element, *element.iterancestors())):
        if depth > 5 or above.tag in {"article", "main", "body", "section"}:
            return False
        if above.tag in {"li", "tr", "dl"}:
            linked = (len(words(link)) > 20 for link in islice(above.iter("a"), 20))
            return above not in around and any(linked)
    return False
