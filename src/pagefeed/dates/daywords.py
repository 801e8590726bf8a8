"""A day said in a word alone: "today", "gisteren", "Montag"."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from pagefeed.dates.names import names
from pagefeed.dates.relative import words
from pagefeed.dates.written import Written

_SHORTEST = 4  # letters of a weekday's name: "mar" and "ma" are words and months too
_EDGES = " \t|•·–—-:,.()[]»«"


def day_word(text: str, language: str | None) -> Written | None:
    """What a text says that is no more than the word for a day; None for every other text.

    A weekday alone has neither date nor count of days: which one it is, its place tells.
    """
    said = text.strip(_EDGES).casefold()
    if not said or len(said) > 24:
        return None
    days, weekdays = _known(language)
    if said not in days and "," in said:
        said = said.partition(",")[0].strip()  # "Today, Tuesday"
    if said in days:
        return Written(0, len(text), text, days_ago=days[said])
    if said in weekdays:
        return Written(0, len(text), text, weekday=weekdays[said])
    return None


def weekday(text: str, language: str | None) -> Written | None:
    """What a text says that is no more than a weekday's name, long or short: "Mittwoch", "Mi"; or None."""
    said = text.strip(_EDGES).casefold()
    number = names(language).weekdays.get(said) if language and said else None
    return None if number is None else Written(0, len(text), text, weekday=number)


def last_such(number: int, until: date) -> date:
    """The last day that is this one of the week (Monday is 0), up to a day and with it."""
    return until - timedelta(days=(until.weekday() - number) % 7)


@lru_cache(maxsize=64)
def _known(language: str | None) -> tuple[dict[str, int], dict[str, int]]:
    days = {word: ago for word, ago in words(language).items() if ago is not None}
    long = {
        name: number
        for name, number in names(language).weekdays.items()
        if len(name) >= _SHORTEST or name >= "\u2e80"
    }
    return days, long
