"""Local times and zones: a naive time and an IANA zone give an instant with its offset.

The only module that talks to pytz. It knows no page, no language and no pattern.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

import pytz
from pytz.tzfile import build_tzinfo
from pytz.tzinfo import DstTzInfo

from pagefeed.errors import SettingsError
from pagefeed.model import Evidence

# Abbreviations that mean one offset everywhere, in minutes.
_UNIVERSAL = {"UTC": 0, "GMT": 0, "Z": 0}
# Names for a country's standard or summer time that tz data doesn't use as abbreviations.
_SPOKEN = {
    "MEZ": ("Europe/Berlin", 60),
    "MESZ": ("Europe/Berlin", 120),
    "OEZ": ("Europe/Athens", 120),
    "HNE": ("America/Toronto", -300),
    "HAE": ("America/Toronto", -240),
}
_AMERICAN = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
# What may stand behind a time as a zone's name. Anything else is a word of the title.
ABBREVIATIONS = frozenset(
    [
        "UTC",
        "GMT",
        "Z",
        "WIB",
        "WITA",
        "WIT",
        "MSK",
        "MSD",
        "CET",
        "CEST",
        "EET",
        "EEST",
        "WET",
        "WEST",
        "BST",
        "IST",
        "JST",
        "KST",
        "HKT",
        "SGT",
        "PHT",
        "PKT",
        "EST",
        "EDT",
        "CST",
        "CDT",
        "MST",
        "MDT",
        "PST",
        "PDT",
        "AKST",
        "AKDT",
        "HST",
        "ET",
        "CT",
        "MT",
        "PT",
        "AEST",
        "AEDT",
        "ACST",
        "ACDT",
        "AWST",
        "NZST",
        "NZDT",
        "SAST",
        "CAT",
        "EAT",
        "WAT",
        "BRT",
        "ART",
        "CLT",
        "COT",
        "PET",
        "VET",
        "TRT",
        "MEZ",
        "MESZ",
        "OEZ",
        "HNE",
        "HAE",
        "SAMT",
        "YEKT",
    ]
)


def zone(name: str) -> tzinfo:
    """The zone of an IANA name. Raises SettingsError when there is none of that name."""
    try:
        return _from_its_file(name) or pytz.timezone(name)
    except (pytz.UnknownTimeZoneError, AttributeError, ValueError) as error:
        raise SettingsError(
            f"there is no time zone {name!r}",
            key="timezone",
            hint='Use an IANA name such as "Europe/Berlin" or "Asia/Yerevan".',
        ) from error


def _from_its_file(name: str) -> tzinfo | None:
    """The zone alone: pytz looks first whether the files of all 600 zones are there."""
    if "/" not in name:
        return None
    try:
        with pytz.open_resource(name) as file:  # type: ignore[attr-defined]
            found: tzinfo = build_tzinfo(name, file)
    except (OSError, ValueError, AssertionError):
        return None
    return found


def localize(naive: datetime, zone: str | tzinfo) -> tuple[datetime, tuple[Evidence, ...]]:
    """The instant of a local time, with the offset that the zone had then.

    A time that summer time skipped is moved forward by the gap (RFC 5545 section
    3.3.5), with the remark GAP. Of a time that happened twice the first is taken,
    with the remark OVERLAP. Seconds of historic offsets are rounded to minutes, which
    RFC 3339 can hold. Raises SettingsError for an unknown zone, and OverflowError at
    the ends of the calendar.
    """
    info = zone_of(zone)
    steady = _steady(info, naive.date()) or _steady_hour(info, naive.replace(minute=0, second=0))
    return _exactly(info, naive) if steady is None else (naive.replace(tzinfo=steady), ())


@lru_cache(maxsize=64)
def _named(name: str) -> tzinfo:
    return zone(name)


def zone_of(zone: str | tzinfo) -> tzinfo:
    """The zone itself, by its name or as it is. Raises SettingsError for an unknown name."""
    return _named(zone) if isinstance(zone, str) else zone


@lru_cache(maxsize=16384)
def _steady(info: tzinfo, day: date) -> tzinfo | None:
    """The offset of a whole local day, or None where it changes on that day."""
    return _same(info, datetime.combine(day, time()), timedelta(hours=23, minutes=59, seconds=59))


@lru_cache(maxsize=1024)
def _steady_hour(info: tzinfo, hour: datetime) -> tzinfo | None:
    return _same(info, hour, timedelta(minutes=59, seconds=59))


def _same(info: tzinfo, start: datetime, length: timedelta) -> tzinfo | None:
    """The offset that holds from a local time to another, or None; no two changes are as near."""
    first, remarks = _exactly(info, start)
    last, others = _exactly(info, start + length)
    if remarks or others or first.utcoffset() != last.utcoffset():
        return None
    return first.tzinfo


def _exactly(info: tzinfo, naive: datetime) -> tuple[datetime, tuple[Evidence, ...]]:
    if not isinstance(info, DstTzInfo):
        return naive.replace(tzinfo=_fixed(info.utcoffset(naive) or timedelta())), ()
    try:
        found = info.localize(naive, is_dst=None)
        remarks: tuple[Evidence, ...] = ()
    except pytz.AmbiguousTimeError:
        found = min(info.localize(naive, is_dst=True), info.localize(naive, is_dst=False))
        remarks = (Evidence.OVERLAP,)
    except pytz.NonExistentTimeError:
        found = info.normalize(info.localize(naive, is_dst=False))
        remarks = (Evidence.GAP,)
    offset = found.utcoffset() or timedelta()
    local = found.replace(tzinfo=None)
    return local.replace(tzinfo=_fixed(offset)), remarks


def _fixed(offset: timedelta) -> tzinfo:
    return _fixed_minutes(round(offset.total_seconds() / 60))


@lru_cache(maxsize=256)
def _fixed_minutes(minutes: int) -> tzinfo:
    found: tzinfo = pytz.FixedOffset(minutes)
    return found


def fixed(minutes: int) -> tzinfo:
    """The zone of an offset in minutes east of UTC."""
    return _fixed_minutes(minutes)


def territory(name: str) -> str | None:
    """The country of a zone as ISO 3166 alpha-2 code: "Asia/Yerevan" gives "AM"."""
    return _territories().get(name)


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    """The table that pytz.country_timezones is made of, which opens every zone's file first."""
    with pytz.open_resource("zone.tab") as table:  # type: ignore[attr-defined] # not in its stubs
        lines = table.read().decode("utf-8").splitlines()
    rows = [line.split(None, 3) for line in lines if not line.startswith("#")]
    return {name: country for country, _, name, *_ in rows}


@lru_cache(maxsize=32)  # countries whose pages name their zone; each of their rows asks
def _zones_of(country: str) -> tuple[str, ...]:
    return tuple(name for name, home in _territories().items() if home == country)


def abbreviation(name: str, written: str, day: datetime) -> int | None:
    """The offset in minutes that a written zone abbreviation means on a page of zone `name`.

    Only what the zone's own country makes clear is believed: WIB and WITA on an
    Indonesian page, CEST on a German one, ET on an American one; UTC and GMT
    everywhere. Anything else is None: the source's zone holds, and the caller says so.
    """
    word = written.upper()
    if word in _UNIVERSAL:
        return _UNIVERSAL[word]
    country = territory(name)
    zones = [name]
    if country is not None:
        zones += _zones_of(country)
    if word in _SPOKEN and _SPOKEN[word][0] in zones:
        return _SPOKEN[word][1]
    if word in _SPOKEN and word in {"MEZ", "MESZ"} and country in {"DE", "AT", "CH", "LI", "LU"}:
        return _SPOKEN[word][1]
    if word in _AMERICAN:
        return _minutes(_AMERICAN[word], day) if country in {"US", "CA"} else None
    for each in dict.fromkeys(zones):
        found = _abbreviated(each, word, day.year)
        if found is not None:
            return found
    return None


def _minutes(name: str, day: datetime) -> int:
    offset = localize(day.replace(tzinfo=None), name)[0].utcoffset() or timedelta()
    return round(offset.total_seconds() / 60)


@lru_cache(maxsize=1024)
def _abbreviated(name: str, word: str, year: int) -> int | None:
    """The offset that a zone calls by an abbreviation in a year."""
    info = _named(name)
    for month in (1, 7):
        noon = datetime(year, month, 1, 12)  # noqa: DTZ001 - localized in the next line
        aware = info.localize(noon) if isinstance(info, DstTzInfo) else noon.replace(tzinfo=info)
        if aware.tzname() == word:
            return round((aware.utcoffset() or timedelta()).total_seconds() / 60)
    return None
