"""Dates meant for programs: attributes and metadata in ISO 8601, RFC 3339, RFC 822 or epoch.

Nothing is guessed: what is none of these, and no written date with a year, is None.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from pagefeed.dates.patterns import find
from pagefeed.dates.zones import fixed, localize
from pagefeed.model import Evidence, Precision, Stamp

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:(?:[T\s]\s?|-(?=\d\d:))(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?"
    r"\s?(?:(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)(?:\s[A-Z]{2,5})?)?)?"
)
_COMPACT = re.compile(
    r"(\d{8})(\d{4}|\d{6})"
)  # 20140312120500, as in PDF files and the Wayback Machine
_CTIME = re.compile(
    r"[A-Za-z]{3} ([A-Za-z]{3}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d)((?: [A-Z]{2,5})?) (\d{4})"
)
_MAIL = re.compile(
    r"\d{1,2}\s[A-Za-z]{3,9}\.?\s[1-9]\d{3}\s\d{1,2}:\d\d(?::\d\d)?\s?(?:[+-]\d{4}|UTC?|GMT|Z|[ECMP][SD]T)\b"
)
_ISO_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?"
)  # an odd zone follows
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_YEARS = range(1000, 9999)


def machine(text: str, zone: str) -> Stamp | None:
    """The stamp that a machine-readable date states, or None.

    A date without an offset is local to `zone` (an IANA name). Whole days have the
    precision of a day. Raises SettingsError for an unknown zone.
    """
    value = " ".join(text.split())
    if not value or len(value) > 100:
        return None
    # What C's ctime() and Java's Date.toString() write: "Wed Mar 12 12:05:00 EDT 2014".
    value = _CTIME.sub(r"\2 \1 \5 \3\4", value)
    value = _COMPACT.sub(r"\1T\2", value) if _COMPACT.fullmatch(value) else value
    try:
        return _iso(value, zone) or _epoch(value) or _mail(value) or _written(value, zone)
    except (OverflowError, ValueError):
        return None


def _iso(value: str, zone: str) -> Stamp | None:
    match = _ISO.fullmatch(value)
    if match is None:
        return _iso_odd(value, zone)
    year, month, day = (int(match[n]) for n in (1, 2, 3))
    if year not in _YEARS:
        return None
    naive = datetime(year, month, day)  # noqa: DTZ001 - localized below
    if match[4] is None:
        return _local(naive, zone, Precision.DAY)
    precision = Precision.MINUTE if match[6] is None else Precision.SECOND
    hour, later = int(match[4]), timedelta()
    if hour == 24 and int(match[5]) == 0 and int(match[6] or 0) == 0:
        hour, later = 0, timedelta(days=1)  # ISO 8601-1:2019 dropped 24:00; pages still write it
    naive = naive.replace(hour=hour, minute=int(match[5]), second=min(int(match[6] or 0), 59))
    naive += later
    if match[7] is None:
        return _local(naive, zone, precision)
    return Stamp(
        when=_checked(naive.replace(tzinfo=fixed(_minutes(match[7])))),
        precision=precision,
        evidence=(Evidence.MACHINE, Evidence.ZONE_WRITTEN),
    )


def _iso_odd(value: str, zone: str) -> Stamp | None:
    """Week dates and ordinal dates, by dateutil."""
    if not re.fullmatch(r"\d{4}-?(?:W\d{2}-?\d|\d{3})(?:T[\d:.,+Z-]+)?", value):
        return None
    from dateutil.parser import isoparse

    found = isoparse(value)
    if "T" not in value:
        return _local(found, zone, Precision.DAY)
    if found.tzinfo is None:
        return _local(found, zone, Precision.SECOND)
    offset = found.utcoffset() or timedelta()
    return Stamp(
        when=found.replace(tzinfo=fixed(round(offset.total_seconds() / 60)), microsecond=0),
        precision=Precision.SECOND,
        evidence=(Evidence.MACHINE, Evidence.ZONE_WRITTEN),
    )


def _epoch(value: str) -> Stamp | None:
    match = _EPOCH.fullmatch(value)
    if match is None:
        return None
    return Stamp(
        when=datetime.fromtimestamp(int(match[1]), UTC).replace(tzinfo=fixed(0)),
        precision=Precision.SECOND,
        evidence=(Evidence.MACHINE, Evidence.ZONE_WRITTEN),
    )


def _mail(value: str) -> Stamp | None:
    """RFC 822 and its successors; the standard library's year 0000 = 2000 is refused.

    What states no zone, or one that the standard library doesn't know, it takes for UTC:
    such dates are left to `_written`.
    """
    if not _MAIL.search(value):
        return None
    from email.utils import parsedate_tz  # which loads sockets

    parts = parsedate_tz(value)
    if parts is None or parts[9] is None or abs(parts[9]) > 14 * 3600:
        return None
    naive = datetime(*parts[:6])  # noqa: DTZ001 - its offset follows
    return Stamp(
        when=_checked(naive.replace(tzinfo=fixed(parts[9] // 60))),
        precision=Precision.SECOND,
        evidence=(Evidence.MACHINE, Evidence.ZONE_WRITTEN),
    )


def _written(value: str, zone: str) -> Stamp | None:
    """A date in words or numbers that leaves nothing open: `Oct 14, 2020 5:50 AM`."""
    from pagefeed.dates.calendar import Calendar

    value = _ISO_TIME.sub(r"\1 \2", value)
    found = find(value, "en")
    if not any(each.has_date for each in found):
        found = find(value)  # the names of a month may be of any language
    if len(found) != 1 or not found[0].has_year or found[0].ranged:
        return None
    rest = value[: found[0].start] + value[found[0].end :]
    if len(rest.strip(" ,.;|()-")) > 0:
        return None
    if found[0].numbers and max(int(number) for number in found[0].numbers[:2]) <= 12:
        return None  # day and month could be swapped: not for programs
    stamp = Calendar(zone=zone, language="en").stamp(found[0])
    if not isinstance(stamp, Stamp):
        return None
    rest_of = tuple(each for each in stamp.evidence if each is not Evidence.WRITTEN)
    return Stamp(when=stamp.when, precision=stamp.precision, evidence=(Evidence.MACHINE, *rest_of))


def _local(naive: datetime, zone: str, precision: Precision) -> Stamp:
    when, remarks = localize(naive, zone)
    return Stamp(when=_checked(when), precision=precision, evidence=(Evidence.MACHINE, *remarks))


def _checked(when: datetime) -> datetime:
    when.astimezone(fixed(0))  # raises OverflowError at the ends of the calendar
    return when


def _minutes(text: str) -> int:
    if text.upper() in {"Z", "UTC", "GMT"}:
        return 0
    digits = text[1:].replace(":", "")
    total = int(digits[:2]) * 60 + int(digits[2:] or 0)
    if total > 14 * 60:
        raise ValueError(text)
    return -total if text[0] == "-" else total
