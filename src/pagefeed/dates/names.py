"""Names of months, days and parts of the day, and relative words, in every language.

From CLDR, with what news pages write besides. Everything is folded as
`fold` does. A language's own names are used alone; a page whose language isn't known
gets only the names that mean the same month in every language.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pagefeed.dates.cldr import locale
from pagefeed.dates.words import DAY_PARTS, EXTRA_MONTHS, EXTRA_WEEKDAYS, TODAY, YESTERDAY

# Languages that news is written in; asked when a page's language isn't known.
LANGUAGES = (
    "en",
    "fr",
    "de",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "cs",
    "sk",
    "sl",
    "hr",
    "bs",
    "sr",
    "bg",
    "mk",
    "ru",
    "uk",
    "be",
    "lt",
    "lv",
    "et",
    "fi",
    "sv",
    "nb",
    "da",
    "is",
    "hu",
    "ro",
    "el",
    "tr",
    "az",
    "kk",
    "ky",
    "uz",
    "hy",
    "ka",
    "sq",
    "ca",
    "gl",
    "eu",
    "ga",
    "cy",
    "mt",
    "he",
    "ar",
    "fa",
    "ur",
    "hi",
    "bn",
    "pa",
    "gu",
    "mr",
    "ta",
    "te",
    "kn",
    "ml",
    "si",
    "ne",
    "th",
    "lo",
    "km",
    "my",
    "vi",
    "id",
    "ms",
    "tl",
    "sw",
    "af",
    "zu",
    "am",
    "mn",
)


@dataclass(frozen=True, slots=True)
class Names:
    """One language's names, folded, each with its number; ambiguous month names apart."""

    months: dict[str, int]
    weekdays: dict[str, int]
    before_noon: frozenset[str]
    after_noon: frozenset[str]
    today: frozenset[str]
    yesterday: frozenset[str]
    unsure: frozenset[str] = frozenset()


def fold(text: str) -> str:
    """Lower case, without dots at the end and without Arabic vowel marks."""
    # Lower case, not case folding: that takes letters such as ΐ apart.
    folded = unicodedata.normalize("NFC", text.lower()).replace("i\u0307", "i")
    folded = folded.replace("\u064b", "").replace("\u200f", "").replace("\u200e", "")
    return folded.strip(" .\u00a0\u202f")


def base(language: str | None) -> str:
    """The language subtag: "zh-TW" gives "zh", None gives ""."""
    return (language or "").replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=32)
def names(language: str | None) -> Names:
    """The names of a language, with English ones where they don't contradict its own.

    Without a language: all languages' names, and of those that differ between
    languages (listopad) none, but remembered in `unsure`.
    """
    if language is not None and locale(language) is not None:
        own = _own(language)
        return own if base(language) == "en" else _joined(own, _own("en"))
    return _all()


def _joined(first: Names, second: Names) -> Names:
    def merged(one: dict[str, int], two: dict[str, int]) -> dict[str, int]:
        return {**two, **one}

    weekdays = {k: v for k, v in second.weekdays.items() if k not in first.months}
    return Names(
        months=merged(first.months, second.months),
        weekdays=merged(first.weekdays, weekdays),
        before_noon=first.before_noon | second.before_noon,
        after_noon=first.after_noon | second.after_noon,
        today=first.today | second.today,
        yesterday=first.yesterday | second.yesterday,
    )


@lru_cache(maxsize=1)
def _all() -> Names:
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    unsure: set[str] = set()
    parts: list[Names] = [_own(language) for language in LANGUAGES]
    for each in parts:
        for name, number in each.months.items():
            if months.setdefault(name, number) != number:
                unsure.add(name)
    for each in parts:
        for name, number in each.weekdays.items():
            if weekdays.setdefault(name, number) != number or name in months:
                weekdays[name] = -1
    english = _own("en").months  # "mar", "jun" and the like mean in English what they mean in most
    return Names(
        months={k: v for k, v in months.items() if k not in unsure} | english,
        weekdays={k: v for k, v in weekdays.items() if v >= 0},
        before_noon=frozenset().union(*(each.before_noon for each in parts)),
        after_noon=frozenset().union(*(each.after_noon for each in parts)),
        today=frozenset().union(*(each.today for each in parts)),
        yesterday=frozenset().union(*(each.yesterday for each in parts)),
        unsure=frozenset(unsure - set(english)),
    )


@lru_cache(maxsize=128)
def _own(language: str) -> Names:
    found = locale(language)
    code = base(language)
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    before: set[str] = {"am", "a.m", "a. m"}
    after: set[str] = {"pm", "p.m", "p. m"}
    if found is not None:
        months.update(found.months)
        weekdays.update(found.weekdays)
        before.update(found.before_noon)
        after.update(found.after_noon)
    weekdays.update({fold(name): day for name, day in EXTRA_WEEKDAYS.get(code, {}).items()})
    for name, number in EXTRA_MONTHS.get(code, {}).items():
        add(months, name, number)
    more_before, more_after = DAY_PARTS.get(code, ((), ()))
    before.update(form for word in more_before for form in (fold(word), word.casefold()))
    after.update(form for word in more_after for form in (fold(word), word.casefold()))
    return Names(
        months=_spelled(months),
        weekdays=_spelled(weekdays),
        before_noon=frozenset(before),
        after_noon=frozenset(after),
        today=frozenset(fold(word) for word in TODAY.get(code, ())),
        yesterday=frozenset(fold(word) for word in YESTERDAY.get(code, ())),
    )


# Letters that NFC takes apart (Unicode's composition exclusions), as keyboards write them.
_COMPOSED = {
    unicodedata.normalize("NFC", letter): letter
    for letter in map(chr, (*range(0x958, 0x960), 0x9DC, 0x9DD, 0x9DF, 0xA33, 0xA36, 0xB5C, 0xB5D))
}
_APOSTROPHE = "\u02bc"  # the letter, which keyboards don't have: "пʼятниця"


def _spelled(table: dict[str, int]) -> dict[str, int]:
    """Names in all spellings of letters that may be one character or two, and of apostrophes."""
    if not any(apart in name for apart in (*_COMPOSED, _APOSTROPHE) for name in table):
        return table
    both = dict(table)
    for name, number in table.items():
        for apart, letter in _COMPOSED.items():
            both.setdefault(name.replace(apart, letter), number)
        for typed in "'’":
            both.setdefault(name.replace(_APOSTROPHE, typed), number)
    return both


def add(table: dict[str, int], name: str, number: int) -> None:
    """Put a name into a table as pages write it: folded, with and without its accents."""
    folded = fold(name)
    # A name without letters ("10月" is a number with a unit) belongs to the number patterns.
    if len(folded) < 2 or not any(c.isalpha() for c in folded) or folded[0].isdecimal():
        return
    table.setdefault(folded, number)
    plain = _without_accents(folded)
    if plain != folded:
        table.setdefault(plain, number)


def _without_accents(text: str) -> str:
    """Latin and Greek letters without their accents; other scripts as they are."""
    if not any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", text)):
        return text
    if not ("a" <= text[0] <= "ɏ" or "\u0370" <= text[0] <= "\u03ff"):
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
