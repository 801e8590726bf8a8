"""Written dates -> stamps: patterns, names, zones, and what a date means on its page.

Owns every rule about dates. It must not know pages' layout, items, feeds or files,
and reads no clock: the capture instant is an argument.

    find(text, language)      all dates and times written in a line
    day_word(text, language)  a text that is no more than "today" or "Monday"
    weekday(text, language)   a text that is no more than a weekday, long or short
    last_such(number, until)  the last such day of the week
    WEB_YEARS                 in which pages, and what they list, can have come out
    Calendar(zone=...)        decides order, year and zone for one page
    by_neighbours(rows, calendar)  years that a list's other rows tell
    machine(text, zone)       ISO 8601, RFC 822, epoch: attributes meant for programs
    localize(naive, zone)     a local time with the offset that its zone had then
"""

from __future__ import annotations

from pagefeed.dates.calendar import WEB_YEARS, Calendar
from pagefeed.dates.daywords import day_word, last_such, weekday
from pagefeed.dates.expressions import plain
from pagefeed.dates.machine import machine
from pagefeed.dates.patterns import find
from pagefeed.dates.written import Refusal, Written
from pagefeed.dates.years import by_neighbours
from pagefeed.dates.zones import localize, territory, zone

__all__ = [
    "WEB_YEARS",
    "Calendar",
    "Refusal",
    "Written",
    "by_neighbours",
    "day_word",
    "find",
    "last_such",
    "localize",
    "machine",
    "plain",
    "territory",
    "weekday",
    "zone",
]
