"""The date that one element shows, or that stands in its text: alone, or beside a few words.

This module owns telling a date of the page from one in running text. It must not know
which dates belong to rows, nor what a date means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from pagefeed import clean, dates
from pagefeed.converters import deadlines
from pagefeed.converters.html import attributes, boxes, lines
from pagefeed.converters.html.tree import (
    BLOCKS,
    HEADINGS,
    HIDDEN,
    has_digit,
    holds_more,
    is_small,
    marks,
    words,
)

_ALONE = 60  # characters of an element that is looked at as one date
_FEW_WORDS = 3  # of a link that is no title
_LABEL = 25  # characters beside a date
_FEW = 12  # characters of a date cut down to "3 hrs"
_DIGITS = 6  # of a day in a `title`
_POINTED = 4  # elements of a date's box whose attributes are looked at
_GLUED = 260  # characters of a text with a date at one of its ends
_TITLES = HEADINGS | {"a"}
_DATE_MARK = re.compile(r"dat[eum]+(?:\b|[_-]|$)|(?:\b|[_-])(?:time|zeit|hora|heure|fecha|datum|ago|stamp|published?|pubdate|posted)")  # fmt: skip
_DURATION = re.compile(r"duration|length|runtime|timecode|play|video-time|media-time|clock-?now|current-?time|server-?time")  # fmt: skip
_LATER = re.compile(
    r"updat|modif|revis|edited|last chang|aktuali|geändert|stand:|mis à jour|maj(?<=\bmaj)\b|actuali[sz]"
    r"|atuali[sz]|aggiorn|обновл|изменен|оновлен|atnaujin|zaktualiz|güncelle|bijgewerkt|uppdater"
    r"|opdater|oppdater|päivitet|muokattu|frissít|更新|最終更新|수정|cập nhật|diperbarui|تحديث|به‌روز"
    r"|ενημέρωσ|ενημερώθ|modyfik|актуализ|ажурир|ažurira|posodobl|uuendat|módosít|gewijzigd|değiştir|עודכן|แก้ไข|อัปเดต"
)
# hAtom wants a class "updated", which themes give the one date that they show.
_HATOM = re.compile(r"(?<=date )updated\b|\bupdated(?= [\w-]*date\b)|(?<=published )updated\b|\bupdated(?= published)")  # fmt: skip


def updated(text: str) -> bool:
    """Whether a text says "updated": the date beside it isn't when something came out."""
    # Small letters, which are found five times as fast as letters of any size.
    return _LATER.search(text.lower()) is not None


class Anchor(NamedTuple):
    """A date in the page: the element that shows it, what is written, what machines read."""

    element: Any
    written: dates.Written | None
    machine: str = ""
    text: str = ""  # all of the element's text
    rest: str = ""  # the text without the date
    order: int = 0  # in the page
    later: bool = False  # "updated" stands by it

    @property
    def alone(self) -> bool:
        """Whether the element shows nothing but the date."""
        return not self.rest

    @property
    def time_only(self) -> bool:
        """Whether no day is stated."""
        found = self.written
        return (
            not self.machine
            and found is not None
            and not (found.has_date or found.relative or found.of_week)
        )


def at(element: Any, language: str | None) -> Anchor | None:
    """The anchor that an element is, or that begins in its own text."""
    own = list(_own_texts(element))
    if not own and not element.attrib and element.tag != "time":
        return None
    machine = attributes.stated(element)
    if machine:
        return _machined(element, machine, language)
    hint = marks(element)
    hinted = element.tag == "time" or (hint != "" and _DATE_MARK.search(hint) is not None)
    if not hinted and len(element) == 0 and len(element.text or "") <= _FEW:
        hinted = sum(map(str.isdigit, element.get("title") or "")) >= _DIGITS
    if not hinted and not any(map(has_digit, own)):
        return None
    small = is_small(element)
    if hinted and small:
        if _wraps_machine(element, own):
            return None
        text = words(element)
        if 2 <= len(text) <= 2 * _ALONE:
            made = made_of(element, text, language) or _pointed_alone(element, text, language)
            if made is not None and made.rest and _boxed(element, language):
                return None  # a row with a date's mark; the box in it counts
            if made is not None:
                return _pointed(widened(made, language), language)
    return _in_text(element, own, language, hinted=hinted, small=small)


def _in_text(
    element: Any, own: list[str], language: str | None, *, hinted: bool, small: bool
) -> Anchor | None:
    """The anchor in an element's own text, with what stands in the elements between."""
    for text in own:
        if boxes.holds_part(text) and (made := _in_boxes(element, language)) is not None:
            return made
        least = 3 if element.tag == "dt" else 4  # "9/2"
        if not least <= len(text) <= _GLUED or not (
            has_digit(text) or (len(text) <= 24 and hinted)
        ):
            continue
        whole = small and next(iter(element), None) is not None
        made = (_in_line if whole else made_of)(element, text, language)
        if made is not None:
            if made.rest and made.text != text and _boxed(element, language):
                return None
            return _pointed(widened(made, language), language)
    return None


def _in_line(element: Any, own: str, language: str | None) -> Anchor | None:
    """The anchor of a piece of text and the line that it stands in, with all of the element's."""
    whole = words(element)
    line = _line(element, own, whole)
    made = made_of(element, line, language, own=own)
    if made is None or line == whole:
        return made
    if len(whole) > _GLUED or sum(each.has_date for each in dates.find(whole, language)) > 1:
        return None  # lines of several rows
    rest = clean.line(f"{made.rest} {whole.replace(line, ' ', 1)}")
    return made._replace(text=whole, rest=rest)


def _line(element: Any, own: str, whole: str) -> str:
    """The line of an element's text `whole` that holds a piece of its own: line ends and blocks part lines."""
    if not any(child.tag in BLOCKS for child in element):
        return whole
    pieces: list[list[str]] = [[element.text or ""]]
    for child in element:
        if child.tag in BLOCKS:
            pieces.append([])
        elif isinstance(child.tag, str):
            pieces[-1].append(words(child))
        pieces[-1].append(child.tail or "")
    said = (clean.line(" ".join(each)) for each in pieces)
    return next((each for each in said if own in each), whole)


def _boxed(element: Any, language: str | None) -> bool:
    """Whether a box in the text shows a date alone, which counts before numbers in a title.

    "<span>15:20</span> Ajax wins 3-1" is read as the same row without a score is.
    """
    for each in element.iterdescendants():
        text = words(each) if isinstance(each.tag, str) and each.tag not in HIDDEN else ""
        if 4 <= len(text) <= _ALONE and has_digit(text):
            made = made_of(each, text, language)
            if made is not None and made.alone:
                return True
    return False


def _in_boxes(element: Any, language: str | None) -> Anchor | None:
    """The date that a day in a box of its own belongs to, with its month in the next."""
    for box, text in boxes.around(element):
        made = made_of(box, text, language)
        if made is not None and made.alone and made.written is not None and made.written.has_date:
            return made
    return None


def _wraps_machine(element: Any, own: list[str]) -> bool:
    """Whether the date in a box is that of a `<time datetime>` in it, which then counts itself."""
    if any(has_digit(text) for text in own):
        return False
    return any(
        attributes.stated(each) for each in element.iterdescendants() if isinstance(each.tag, str)
    )


def _pointed(anchor: Anchor, language: str | None) -> Anchor:
    """With the whole date where a box says "3 hours ago" and shows the date when pointed at."""
    written = anchor.written
    if anchor.machine or not anchor.alone or (written and written.has_year and written.has_time):
        return anchor
    for each in islice(anchor.element.iter(), _POINTED):
        for name, value in each.attrib.items():
            if not (name == "title" or name.startswith("data-")) or updated(name):
                continue
            if attributes.is_instant(value):
                return anchor._replace(machine=value.strip())
            if name == "title" and 8 <= len(value) <= _ALONE:
                said = made_of(each, clean.line(value), language)
                if said and said.alone and said.written and said.written.has_year:
                    return anchor._replace(written=said.written)
    return _timed(anchor, language)


def _timed(anchor: Anchor, language: str | None) -> Anchor:
    """With the time where a box shows a day, and its time when pointed at: "3:59 pm"."""
    day, link = anchor.written, anchor.element.getparent()
    if day is None or not day.has_date or day.has_time:
        return anchor
    pointing = (anchor.element, link) if link is not None and link.tag == "a" else (anchor.element,)
    for each in pointing:
        value = clean.line(each.get("title") or "")
        if not 4 <= len(value) <= _FEW or words(each) != anchor.text:
            continue
        said = made_of(each, value, language)
        time = said.written if said is not None and said.alone else None
        if time is not None and time.time_alone:
            return anchor._replace(written=day.at_time_of(time))
    return anchor


def _pointed_alone(element: Any, text: str, language: str | None) -> Anchor | None:
    """A box whose few letters ("3d") are no date that can be read, but what it points at is."""
    if len(text) > _FEW:
        return None
    bare = Anchor(element=element, written=None, text=text)
    found = _pointed(bare, language)
    return None if found is bare else found


def _machined(element: Any, machine: str, language: str | None) -> Anchor | None:
    text = "" if holds_more(element, 8) else words(element)
    if len(text) > 2 * _ALONE or element.tag not in {"time", "span", "div", "small", "p", "abbr", "em", "i", "b", "td", "relative-time", "time-ago", "a", "li"}:  # fmt: skip
        # A row that carries its date as an attribute: the row's own text is no date.
        return Anchor(element=element, written=None, machine=machine, text="")
    if element.tag != "time" and text and next(element.iter("a", *HEADINGS), None) is not None:
        made = made_of(element, text, language)
        if made is None or made.rest:
            text = ""  # a row of few words is one too
    found = dates.find(text, language) if text else ()
    written = max(found, key=_completeness, default=None)
    hint = _HATOM.sub("", marks(element))
    later = updated(text + " " + hint)
    return Anchor(element=element, written=written, machine=machine, text=text, later=later)


def _own_texts(element: Any) -> Iterator[str]:
    if element.text and not element.text.isspace():
        yield clean.line(element.text)
    for child in element:
        if child.tail and not child.tail.isspace():
            yield clean.line(child.tail)


def _completeness(written: dates.Written) -> int:
    return 4 * written.has_year + 2 * (written.has_date or written.relative) + written.has_time


def made_of(element: Any, text: str, language: str | None, own: str = "") -> Anchor | None:
    """The anchor that a text holds: a date alone, with a few words, or at one of its ends.

    What stands in the element's own text counts before what stands in a link in it.
    """
    if len(text) > _GLUED:
        return None
    found = [each for each in dates.find(text, language) if not each.ranged]
    if not found and own != text and (shift := text.find(own)) >= 0:
        # "26/10/2022 - 9/11 revisited" is no span of days.
        found = [
            each._replace(start=each.start + shift, end=each.end + shift)
            for each in dates.find(own, language)
            if not each.ranged
        ]
    found = [
        each
        for each in found
        if not deadlines.told(text[: each.start]) and not lines.is_amount(each, text)
    ]
    if not found:
        return None
    written = found[0]
    if len(found) > 1:
        written = max(found, key=lambda each: (each.text in own, _completeness(each)))
    rest = lines.rest(text, written, found)
    if rest and dates.day_word(rest, language) is not None:
        rest = ""  # "Yesterday, 13 May"
    if not (
        lines.is_row(written, text, rest, linked=stands_in_title(element))
        if rest
        else _no_duration(element, written)
    ):
        return None
    own_marks = marks(element)
    hint = text[max(0, written.start - 30) : written.start] + (own_marks and _HATOM.sub("", own_marks))  # fmt: skip
    later = hint != "" and updated(hint)
    if later and not (written.has_year or written.ago is not None):
        return None  # "updated 12.24" says nothing of when it came out
    return Anchor(element=element, written=written, text=text, rest=rest, later=later)


def stands_in_title(element: Any) -> bool:
    """Whether an element is a link or a heading, or stands in one."""
    return element.tag in _TITLES or any(each.tag in _TITLES for each in element.iterancestors())


def _no_duration(element: Any, written: dates.Written) -> bool:
    """Whether a lone time is one of the day, and not how long a film is."""
    return written.has_date or not written.has_time or not _DURATION.search(marks(element))


def widened(anchor: Anchor, language: str | None) -> Anchor:
    """The widest element that shows the same date, or one that completes it, and nothing else."""
    best = anchor
    while (parent := best.element.getparent()) is not None and parent.tag not in {"body", "html"}:
        text = _line_around(best, parent)
        if not text:
            break
        made = made_of(parent, text, language) if text != best.text else None
        if text == best.text:
            if parent.tag in BLOCKS and best.element.tag in BLOCKS:
                break
            made = best._replace(element=parent, text=text)
        if made is not None and _completes(made, best):
            return made
        if made is None or (made.rest and not best.rest):
            break
        if _completeness_of(made) < _completeness_of(best) or len(made.rest) > len(best.rest):
            break
        if best.rest and text != best.text and _completeness_of(made) == _completeness_of(best):
            break  # a title with a date in it, and what stands by it
        best = made
    return best


def _line_around(anchor: Anchor, parent: Any) -> str:
    """The text of the element around a date, if it can be the date's line; else nothing."""
    if parent.tag in {"li", "tr", "a", "article", "ul", "table", "tbody"} or not is_small(parent):
        return ""
    if anchor.rest and anchor.element.tag in _TITLES:
        return ""  # a title speaks of a day, or tells a score
    text = words(parent)
    return text if len(text) <= _ALONE else ""


def _completes(made: Anchor, best: Anchor) -> bool:
    """Whether a line with few words more has the time of a day: "On 3 May 2014 / in News 11:42"."""
    one, other = best.written, made.written
    if one is None or other is None or len(made.rest) > _LABEL or best.element.tag in _TITLES:
        return False
    if any(len(words(each).split()) > _FEW_WORDS for each in made.element.iter(*_TITLES)):
        return False  # the row's title
    same = (one.year, one.month, one.day, one.numbers) == (
        other.year,
        other.month,
        other.day,
        other.numbers,
    )
    return same and other.has_time and not one.has_time


def _completeness_of(anchor: Anchor) -> int:
    return _completeness(anchor.written) if anchor.written is not None else 0
