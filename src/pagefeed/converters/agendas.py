"""Rows that tell of what is to come, of an agenda or a fixture list: no items.

This module owns that decision, for text and HTML alike: a row as it is written, with what its
stamp came to. What a row is, it must not know.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pagefeed.dates import Refusal, Written
from pagefeed.model import Evidence, Stamp

Told = tuple[Written | None, Stamp | None, Refusal | None]  # of one row

_MARGIN = timedelta(days=1)  # zones apart
_FEWEST = 2  # rows of an agenda
_LISTED = 3  # rows that run back
_PAIR = 2  # numbers of a day without its year
_SOON = timedelta(days=150)  # how far ahead it goes


def to_come(rows: Sequence[Told], today: date) -> set[int]:
    """Which of the rows under one heading tell of what is to come: nothing appears after its page.

    A day that states its year and lies ahead of the page's. Days without one that follow each
    other, each of them soon after the page's day, are an agenda's as well.
    """
    ahead = {
        place
        for place, (_, stamp, _) in enumerate(rows)
        if stamp is not None and stamp.when.date() > today + _MARGIN
    }
    ahead |= {place for place, told in enumerate(rows) if _is_on_weekday_ahead(told, today)}
    refused = {place for place, (_, _, refusal) in enumerate(rows) if is_ahead(refusal)}
    if 1 < len(refused) == len(rows):
        return ahead | refused  # one alone may be a slip of the pen; it stays, without its date
    if len(rows) >= _FEWEST and _runs_on(rows, refused, today):
        return set(range(len(rows)))
    return ahead


def run_back(written: Sequence[Written | None]) -> bool:
    """Whether days without a year run back, as news do, on more than one day: agendas run forward."""
    pairs = [_month_and_day(each) for each in written if each is not None]
    if len(pairs) < _LISTED or len(pairs) < len(written):
        return False
    back = all(pair is not None for pair in pairs) and pairs == sorted(pairs, reverse=True)  # type: ignore[type-var]
    return back and pairs[0] != pairs[-1]


def _month_and_day(written: Written) -> tuple[int, int] | None:
    if len(written.numbers) == _PAIR:  # day first: the other order would run back too
        first, second = (int(number) for number in written.numbers)
        return second, first
    if written.month is None or written.day is None:
        return None
    return written.month, written.day


def _runs_on(rows: Sequence[Told], refused: set[int], today: date) -> bool:
    """Whether all rows tell of days that follow each other from the page's on, some of them later."""
    days = [_day_ahead(told, today) for place, told in enumerate(rows) if place not in refused]
    known = [day for day in days if day is not None]
    if len(known) < len(days) or not known or known != sorted(known):
        return False
    if known[0] < today or known[-1] > today + _SOON:
        return False
    ahead = sum(day > today for day in known) + len(refused)
    if any(told[0] is not None and told[0].has_year for told in rows):
        return ahead > 1  # one alone may be a slip of the pen
    return ahead > 0 and (len(set(known)) > 1 or known[0] > today)


def _day_ahead(told: Told, today: date) -> date | None:
    """The day that a row states, in the first year in which it is none before the page's."""
    written, stamp, _ = told
    if written is None or stamp is None or not written.has_date:
        return None
    day = stamp.when.date()
    if written.has_year or day >= today:
        return day
    return _on(day, today.year) if _on(day, today.year) >= today else _on(day, today.year + 1)


def _on(day: date, year: int) -> date:
    """The same day of another year; in a year without a February 29, the day after it."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _is_on_weekday_ahead(told: Told, today: date) -> bool:
    """Whether a day without a year, with its weekday, lies soon after the page's and years before it."""
    written, stamp, _ = told
    if written is None or stamp is None or written.weekday is None:
        return False
    if Evidence.YEAR_INFERRED not in stamp.evidence or today - stamp.when.date() < timedelta(366):
        return False
    day = _day_ahead(told, today)
    return day is not None and day.weekday() == written.weekday and day <= today + _SOON


def is_ahead(refusal: Refusal | None) -> bool:
    """Whether a row has no stamp since its day would lie after the page's."""
    return refusal is not None and refusal.code == "date-future"
