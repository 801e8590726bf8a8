"""What ends the titles of many rows and is of none: "more", a category, an agency, who wrote it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pagefeed import clean
from pagefeed.converters.measures import words
from pagefeed.converters.sheet import Row, Sheet

_LEADS_TO_DATE = re.compile(
    r"[\s|•·,(–-]+(?:(?:published|posted|publié|publiée|paru|mis en ligne|publicado|publicada|"
    r"pubblicato|pubblicata|veröffentlicht|erschienen|gepubliceerd|geplaatst|zveřejněno|"
    r"опубликовано|опубліковано|objavljeno|publicat|opublikowano|dodano)[\s:]+)?"
    r"(?:on|le|el|il|am|vom|em|op|dne|от|від|la data de|du)[\s:]*$"
    r"|[\s|•·,(–-]+(?:published|posted|publié|publicado|pubblicato|veröffentlicht|опубликовано):?\s*$"
    # They may touch the titles: "A new bankPublished".
    r"|(?<=[^\W\d_])(?-i:Published|Posted|Publié|Publicado|Pubblicato|Veröffentlicht|Publicerad|Publisert|Udgivet|Julkaistu)\s*$",
    re.IGNORECASE,
)


_SMALL = 3  # letters of "in", "of", "für"
_LEFT = 3  # words of a title, at least
_SHARED = 4  # rows whose titles end with the same words
_DASH = "-"  # between the parts of a section
_SIGNED = 5  # rows of a list whose titles end with who wrote them
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ASKED = 3  # words of what one clicks, at most


def without(sheet: Sheet, rows: list[Row]) -> list[Row]:
    """Rows without the words that end many of them."""
    if len(rows) < 2:
        return rows
    rows = _without_sources(_without_writers(_without_prepositions(_without_shared_end(rows))))
    ended = [_ends(row.title) for row in rows]
    ends = Counter(end for each in ended for end in each)
    listed = _listed(sheet, ends) if sheet.labels else set()
    most = _most_end(rows, ended, ends, listed)
    return [
        _without_end(row, own, rows, ends, listed, most=most)
        for row, own in zip(rows, ended, strict=True)
    ]


def _listed(sheet: Sheet, ends: Iterable[str]) -> set[str]:
    """The ends that stand elsewhere on the page on their own, but for tags in small letters."""
    return {
        end for end in ends if clean.key(end) in sheet.labels and not all(map(str.islower, end[:2]))
    }


def _without_prepositions(rows: list[Row]) -> list[Row]:
    """Rows without the words that lead to the date behind every title: "on", "Publié le"."""
    cut: list[Row] = []
    for row in rows:
        text = _LEADS_TO_DATE.sub("", row.title)
        if not text or text == row.title:
            return rows
        cut.append(row._replace(title=text))
    return cut


def _without_shared_end(rows: list[Row]) -> list[Row]:
    """Rows without a section of several parts that ends all their titles; its last part is the category.

    "… News - Canada - Nova Scotia".
    """
    if len(rows) < _SHARED:
        return rows
    parts = [row.title.split(" ") for row in rows]
    size = 0
    while all(
        len(each) > size + _LEFT and each[-size - 1] == parts[0][-size - 1] for each in parts
    ):
        size += 1
    shared = parts[0][len(parts[0]) - size :]
    if len(shared) < _LEFT or _DASH not in shared or not shared[0][:1].isupper():
        return rows
    category = " ".join(shared).rpartition(f" {_DASH} ")[2]
    return [
        row._replace(title=" ".join(each[:-size]), category=row.category or category)
        for row, each in zip(rows, parts, strict=True)
    ]


def _without_sources(rows: list[Row]) -> list[Row]:
    """Rows without the few names that most titles end with, each several times: agencies, or sections.

    "… RB-Børsen", "… GlobeNewswire".
    """
    if len(rows) < 2 * _SHARED:
        return rows
    lasts = [row.title.rpartition(" ")[2] for row in rows]
    counted = Counter(lasts)
    named = [
        last if counted[last] > 1 and last[:1].isupper() and words(row.title) > _LEFT else ""
        for last, row in zip(lasts, rows, strict=True)
    ]
    kinds = set(filter(None, named))
    if len(kinds) < 2 or sum(map(bool, named)) * 10 < len(rows) * 8 or len(kinds) * 4 > len(rows):
        return rows
    return [
        row._replace(title=row.title[: -len(name)].rstrip(), category=row.category or name)
        if name
        else row
        for row, name in zip(rows, named, strict=True)
    ]


def _without_writers(rows: list[Row]) -> list[Row]:
    """Rows without the names that most titles end with, each several times: who wrote them."""
    if len(rows) < _SIGNED:
        return rows
    names = [_name_behind(row.title) for row in rows]
    counted = Counter(filter(None, names))
    own = [name if counted[name] > 1 else "" for name in names]
    if len(set(filter(None, own))) < 2 or sum(map(bool, own)) * 10 < len(rows) * 6:
        return rows
    return [
        row._replace(title=row.title[: -len(name)].rstrip()) if name else row
        for row, name in zip(rows, own, strict=True)
    ]


def _name_behind(title: str) -> str:
    """The last two words of a title, where they can be a person's name behind a whole title."""
    parts = title.split(" ")
    if len(parts) < _LEFT + 2 or not all(map(_is_name, parts[-2:])):
        return ""
    before = parts[-3]
    whole = (before[-1:].isalnum() and not _breaks_off(before)) or before[-1:] in '?!.”"»'
    return " ".join(parts[-2:]) if whole else ""


def _is_name(word: str) -> bool:
    """Whether a word is written as a name's are: "Ann", "Ježdík", "O'Hara"; no "FC"."""
    return _NAME.fullmatch(word) is not None and word[0].isupper() and word[-1].islower()


def _without_end(
    row: Row, own: list[str], rows: list[Row], ends: Counter[str], known: set[str], *, most: bool
) -> Row:
    for end in own:
        listed = end in known
        count = ends[end]
        if count < 2 and not (listed and most):
            continue
        title = row.title[: -len(end)].rstrip(" |•·-–")
        if count * 10 >= len(rows) * 8 and len(rows) >= 3 and not listed and _is_control(end):
            return row._replace(title=title)
        if count < 2 and _breaks_off(title):
            continue  # "More rain in | California" is whole
        if _often(count, rows, end) or (
            listed and len(rows) >= 3 and (most or count * 2 >= len(rows))
        ):
            return row._replace(title=title, category=row.category or end)
    return row


def _breaks_off(title: str) -> bool:
    """Whether a title ends in a small word of three letters at most, as whole ones seldom do."""
    last = title.rpartition(" ")[2]
    return len(last) <= _SMALL and last.isalpha() and last.islower()


def _is_control(end: str) -> bool:
    """Whether a phrase can be what one clicks, such as "more" or "read on"; longer ones are title."""
    small = end.islower() or (" " in end and end[1:].islower())
    return small and end.replace(" ", "").isalpha() and end.count(" ") < _ASKED


def _often(count: int, rows: list[Row], end: str) -> bool:
    """Whether a phrase ends so many rows that it is a category, on whatever page."""
    return count * 10 >= len(rows) * 8 and len(rows) >= 5 and end[:1].isupper() and end.isalpha()


def _ends(title: str) -> list[str]:
    """The last one to five words of a title, longest first, that leave a title before them."""
    parts = title.split(" ")
    return [" ".join(parts[-n:]) for n in range(min(5, len(parts) - 3), 0, -1)]


def _most_end(
    rows: list[Row], ended: list[list[str]], ends: Counter[str], listed: set[str]
) -> bool:
    """Whether most rows end in a category that is known from elsewhere, or that repeats."""
    known = sum(
        1 for own in ended if any(end in listed or _often(ends[end], rows, end) for end in own)
    )
    return known * 10 >= len(rows) * 6 and len(rows) >= 3
