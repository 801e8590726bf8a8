"""The days that addresses hold: sites file their articles by them.

This module owns the forms of such addresses. It must not judge whether a day is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote, urlsplit

from pagefeed import dates
from pagefeed.model import Evidence, Precision, Stamp

_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/._-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)"
)
# "/2010/politics/08/13/" and "/2011/nov/18/": a section between, a month by its name.
_URL_PARTS = re.compile(
    r"/((?:19|20)\d\d)/(?:[A-Za-z][\w.-]{1,20}/)?"
    r"(0?[1-9]|1[0-2]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})/(0?[1-9]|[12]\d|3[01])(?=/|$)",
    re.IGNORECASE,
)
# "/2024/09-12/", "/2020/1004/" and "/202010/04/", as Chinese sites have them.
_URL_PAIRS = re.compile(
    r"/((?:19|20)\d\d)(?:/(0[1-9]|1[0-2])-?|(0[1-9]|1[0-2])/)(0[1-9]|[12]\d|3[01])(?=/)"
)
# "/item/20151204121959-btvkn": an instant, to the minute or the second.
_URL_INSTANT = re.compile(
    r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d)"
)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"


def day_in(url: str | None, zone: str) -> Stamp | None:
    """The day that an address holds: `/2020/10/26/`, `/20201026-`, `2020-10-26`."""
    if not url:
        return None
    for year, month, day in _days_in(unquote(urlsplit(url).path)):
        try:
            naive = datetime(year, month, day)  # noqa: DTZ001 - localized
        except ValueError:
            continue
        if naive.year in dates.WEB_YEARS:
            when, remarks = dates.localize(naive, zone)
            return Stamp(when=when, precision=Precision.DAY, evidence=(Evidence.MACHINE, *remarks))
    return None


def _days_in(path: str) -> Iterator[tuple[int, int, int]]:
    for match in _URL_DAY.finditer(path):
        if match.group(2) or len(match.group()) == 8:
            yield int(match[1]), int(match[3]), int(match[4])
    for match in _URL_INSTANT.finditer(path):
        yield int(match[1]), int(match[2]), int(match[3])
    for match in _URL_PAIRS.finditer(path):
        yield int(match[1]), int(match[2] or match[3]), int(match[4])
    for match in _URL_PARTS.finditer(path):
        month = match[2]
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) // 3 + 1
        yield int(match[1]), number, int(match[3])
