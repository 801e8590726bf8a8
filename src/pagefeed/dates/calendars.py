"""Years and days of other calendars as Gregorian ones: Buddhist, Minguo, Japanese eras, Solar Hijri."""

from __future__ import annotations

from datetime import date, timedelta

# The 2,820-year arithmetic differs from observation by a day at most, and not within 1925-2088;
# the 33-year rule below is exact for 1178-1633 of the Solar Hijri calendar.
_LEAP_REMAINDERS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_EPOCH = date(1921, 3, 21)  # 1 Farvardin 1300
_FIRST = 1300


_THAI = range(38, 90)  # 2538 to 2589 of the Buddhist era: 1995 to 2046


def western_year(year: int, digits: int, language: str = "") -> int:
    """A year as written, as a Gregorian one.

    Two digits follow POSIX strptime: 69 to 99 are 1969 to 1999, the rest 2000 to 2068.
    In Thai, 38 to 89 are those of the Buddhist era: 61 is 2561, that is 2018. Three digits
    count from 1911 (Minguo). From 2400 on a year is Buddhist.
    """
    if digits <= 2:
        if language == "th" and year in _THAI:
            return year + 2500 - 543
        return year + (1900 if year >= 69 else 2000)
    if digits == 3:
        return year + 1911
    return year - 543 if 2400 <= year <= 2700 else year


# Their first years.
_ERAS = {"昭和": 1926, "平成": 1989, "令和": 2019, "S": 1926, "H": 1989, "R": 2019}


def japanese_year(era: str, year: int) -> int:
    """A year of a Japanese era as a Gregorian one; the first (元年) is 1."""
    return _ERAS[era] + year - 1


def from_solar_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Solar Hijri one (years 1300 to 1500), or None if there is none."""
    if not (_FIRST <= year <= 1500 and 1 <= month <= 12 and day >= 1):
        return None
    length = 31 if month <= 6 else 30 if month < 12 or _leap(year) else 29
    if day > length:
        return None
    days = sum(366 if _leap(each) else 365 for each in range(_FIRST, year))
    days += 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return _EPOCH + timedelta(days=days)


def solar_day_in(year: int, month: int, day: int) -> date | None:
    """The day of a Gregorian year that is a month and day of the Solar Hijri calendar, if any is."""
    for own in (year - 622, year - 621):
        found = from_solar_hijri(own, month, day)
        if found is not None and found.year == year:
            return found
    return None


def _leap(year: int) -> bool:
    return year % 33 in _LEAP_REMAINDERS
