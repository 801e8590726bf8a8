"""What stands beside the stamps of rows as a category, without what is none.

How many comments a row has, its number, who posted it: every row would get a feed of its own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from pagefeed import clean
from pagefeed.converters import labels
from pagefeed.converters.looks import NUMBER
from pagefeed.converters.sheet import Row

_PARTS = re.compile(r"\s*[|•·]\s*")
# Of comments, beside a sign: "(114 opinii)", "Diskuze (112)", "Comments: 4".
_COUNT = re.compile(
    r"\(\s?\d[\d.,]*(?:\s?[^\W\d_]+){0,3}\s?\)"
    r"|[^\W\d_]+(?:\s[^\W\d_]+)?\s?(?::\s?\d[\d.,]*|\(\s?\d[\d.,]*\s?\))"
)
_NUMBER = re.compile(r"\d[\d.,]*\s?[kKmMx×]?(?:\s[^\W\d_]+){0,2}")  # "0 Reacties", "1.9k shares"
_NAME = re.compile(  # "Ann Tregear", "Ann van Tregear, Jory Pascoe"
    r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁЂ-ЏΑ-Ω][\w.'’-]*(?:\s(?:van|von|de|di|da|del|den|der|la|le|el|bin|al)){0,2}"
    r"(?:\s[A-ZÀ-ÞĀ-ŽА-ЯЁЂ-ЏΑ-Ω][\w.'’-]*){1,2}(?:\s(?:ml|st|[jJsS]r)\.)?(?:,\s|\sund\s|\sand\s|$)){1,3}"
)
_KOREAN_NAME = re.compile(
    r"[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염]"
    r"[\uac00-\ud7a3]{2}"
)
_CAPITALS = re.compile(r"(?:[^\W\d_a-zа-яё][^\W\d_A-ZА-ЯЁ]+(?:-[^\W\d_]+)?(?:\s|$)){2,3}")
_HONORIFIC = re.compile(r"(?:(?:Dr|Dra|Prof|Mag|Ing|Av|Dott|Doç)\.\s)+")
_COMPANY = re.compile(
    r"株式会社|有限会社|(?:^|\s)(?:Inc|Ltd|LLC|PLC|GmbH|AG|S\.?A|SpA|Oy|AB|ASA|Kft|Zrt|Sp\. z o\.o)\.?$"
)
_AGENCY = re.compile(r"[^\W\d_a-z]{2,6}")
_STATE = 2  # words that say whether readers may comment
_SEVERAL = 5  # rows of which most have another category
_FEWEST = 3  # rows whose numbers show that they are numbered


def settled(rows: Sequence[Row], said: Container[str] = ()) -> list[Row]:
    """Rows with categories that name something; the others fall to their headings.

    `said` has the keys of the page's short lines: names that stand there too may be sections.
    """
    named = [_named(row.category) for row in rows]
    numbered: dict[str, set[str]] = {}
    for name in named:
        if any(map(str.isdecimal, name)):
            numbered.setdefault(NUMBER.sub("#", name), set()).add(name)
    several = {n for each in numbered.values() if len(each) >= _FEWEST for n in each}
    counting = {n for each in numbered.values() for n in each}
    if len(counting) >= _FEWEST and len(counting) * 10 >= len(rows) * 7:
        several |= counting  # who posted each, and how many read it: "Ann 241"
    others = [name for name in named if name and name not in several]
    if (
        are_people(others)
        or _are_few_people(others, said)
        or are_kickers(others)
        or _are_companies(others)
    ):
        several |= set(others)
    return [
        row if name == row.category else row._replace(category=name)
        for row, name in zip(rows, ("" if n in several else n for n in named), strict=True)
    ]


def is_name(text: str) -> bool:
    """Whether a text can be the names of one or several who wrote a row: "Ann van Tregear"."""
    return _NAME.fullmatch(text) is not None or is_korean_name(text)


def is_korean_name(text: str) -> bool:
    """Whether a text is a frequent Korean family name with a given name of two syllables."""
    return _KOREAN_NAME.fullmatch(text) is not None


def are_people(given: Sequence[str]) -> bool:
    """Whether names are those of who wrote the rows: each another, of several words, or agencies."""
    if len(given) < _SEVERAL or len(set(given)) * 10 < len(given) * 8:
        return False
    people = sum(map(is_name, given))
    agencies = sum(name.isupper() and _AGENCY.fullmatch(name) is not None for name in given)
    return people > 1 and (people + agencies) * 2 >= len(given)


def names_company(text: str) -> bool:
    """Whether a line names a company by its legal form."""
    return _COMPANY.search(text) is not None


def _are_companies(given: Sequence[str]) -> bool:
    """Whether labels are of companies, most of them each another: whose press releases the rows are."""
    companies = sum(map(names_company, given))
    return companies > 1 and 2 * companies >= len(given) and 2 * len(set(given)) > len(given)


def are_kickers(given: Sequence[str]) -> bool:
    """Whether labels speak of one row each, and of no section: each another, in small letters."""
    if len(given) < _SEVERAL or len(set(given)) < len(given):
        return False
    small = sum(name[:1].islower() and " " in name for name in given)
    return small * 10 >= len(given) * 6


def _are_few_people(given: Sequence[str], said: Container[str]) -> bool:
    """The same of few rows: all different names of two or three words, none of them elsewhere."""
    if not _FEWEST <= len(set(given)) == len(given) < _SEVERAL:
        return False
    bare = [_HONORIFIC.sub("", name) for name in given]
    return all(map(_CAPITALS.fullmatch, bare)) and not any(
        clean.key(name) in said for name in given
    )


def _named(category: str) -> str:
    """The parts of a category that are no count and no byline."""
    first, _, state = category.partition(" ")
    dated = labels.publishes(category) or labels.changed(category)
    if not category or dated or (state and labels.discusses(first) and state.count(" ") < _STATE):
        return ""  # "Published", "Comments off", "Yorumlar kapalı"
    parts = _PARTS.split(category)
    kept = [part for part in parts if part and not _counts(part, alone=len(parts) == 1)]
    if len(kept) == len(parts):
        return "" if labels.posted(category) else category
    return " | ".join(kept)


def _counts(part: str, *, alone: bool) -> bool:
    if _COUNT.fullmatch(part) is not None or labels.counts_comments(part):
        return True
    return not alone and _NUMBER.fullmatch(part) is not None
