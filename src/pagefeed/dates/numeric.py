"""Day, month and year as numbers: the orders in which they are a date, and what is customary."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pagefeed.dates.calendars import western_year
from pagefeed.dates.cldr import locale
from pagefeed.dates.names import base
from pagefeed.dates.written import Written
from pagefeed.dates.zones import territory
from pagefeed.model import DateOrder

_MONTH_FIRST = frozenset({"US", "PR", "GU", "VI", "PH", "FM", "PW", "MH", "AS", "MP"})
_YEAR_FIRST = frozenset({"CN", "TW", "JP", "KR", "KP", "MN", "HU"})  # in whatever language


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none.

    Outside the years 1000 to 9998 a zone's offset could carry the instant out of the calendar.
    """
    if not 1000 <= year <= 9998:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def distinct(written: Written) -> bool:
    """Whether swapping day and month would give another date."""
    numbers = written.numbers
    return len(numbers) >= 2 and len({int(number) for number in numbers[:2]}) > 1


def on_weekday(written: Written, order: DateOrder) -> bool:
    """Whether a full date falls on the weekday that is written beside it, if one is."""
    if written.weekday is None or len(written.numbers) < 3:
        return True
    day = day_of(*arranged(written.numbers, order))
    return day is None or day.weekday() == written.weekday


@lru_cache(maxsize=16384)  # a list's rows repeat their days
def readings(numbers: tuple[str, ...], *, year_first: bool) -> frozenset[DateOrder]:
    """The orders in which three or two numbers are a date of the calendar."""
    found: set[DateOrder] = set()
    orders: tuple[DateOrder, ...] = ("DMY", "MDY")
    if len(numbers) == 3:
        if year_first and len(numbers[2]) == 2:
            orders = ("DMY", "MDY", "YMD")
        for order in orders:
            year, month, day = arranged(numbers, order)
            if day_of(year, month, day) is not None:
                found.add(order)
    elif len(numbers) == 2:
        first, second = int(numbers[0]), int(numbers[1])
        if day_of(2000, second, first) is not None:
            found.add("DMY")
        if day_of(2000, first, second) is not None:
            found.add("MDY")
    return frozenset(found)


def arranged(numbers: tuple[str, ...], order: DateOrder) -> tuple[int, int, int]:
    """Year, month and day of three numbers in an order."""
    a, b, c = numbers
    if order == "YMD" and len(c) == 2:
        return western_year(int(a), len(a)), int(b), int(c)
    year = western_year(int(c), len(c)) if int(c) or len(c) <= 2 else 0
    return (year, int(b), int(a)) if order != "MDY" else (year, int(a), int(b))


@lru_cache(maxsize=256)
def custom(language: str | None, zone_name: str, separator: str) -> DateOrder:
    """CLDR's short date pattern for the language in the zone's country.

    English without a country is American only on American (and a few other) pages:
    elsewhere its readers put the day first. Dots are never put between month and day
    in that order.
    """
    country = territory(zone_name)
    code = base(language)
    if not code and country in _YEAR_FIRST:
        return "YMD"
    if code in {"", "en"} and "-" not in (language or "").replace("_", "-"):
        return "MDY" if country in _MONTH_FIRST and separator != "." else "DMY"
    found = locale(f"{code}-{country}" if country and language == code else language or "en")
    if found is None:
        return "DMY"
    if found.order.startswith("y"):
        return "YMD"
    return "MDY" if found.order.startswith("m") and separator != "." else "DMY"
