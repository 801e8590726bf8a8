"""What the groups of a match mean: a piece of text becomes a Written."""

from __future__ import annotations

import re
from collections.abc import Callable

from pagefeed.dates.calendars import from_solar_hijri, japanese_year, western_year
from pagefeed.dates.expressions import CLOCK_UNIT, PARTED_ZONE, ZONE
from pagefeed.dates.lexicon import Lexicon
from pagefeed.dates.names import Names, fold
from pagefeed.dates.words import SOLAR_HIJRI
from pagefeed.dates.written import Written
from pagefeed.dates.zones import ABBREVIATIONS

_YEAR_FIRST = frozenset(("ja", "zh", "ko"))
_PLAIN_YEAR = 1399  # of the Solar Hijri calendar; it has 30 Esfand

_Fields = dict[str, object]
# Reads the groups of a match into what is stated; None: it is no date after all.
_Reader = Callable[["re.Match[str]", Lexicon], "_Fields | None"]


def piece(match: re.Match[str], lexicon: Lexicon) -> Written | None:
    """What a match of the expressions states, or None where it is no date after all."""
    kind = match.lastgroup or ""
    fields = _READERS[kind](match, lexicon)
    return None if fields is None else made(match.string, *match.span(kind), fields)


def fields_of(match: re.Match[str], lexicon: Lexicon) -> _Fields | None:
    """The same without its place in the line: more belongs to it."""
    return _READERS[match.lastgroup or ""](match, lexicon)


def made(line: str, start: int, end: int, fields: _Fields) -> Written:
    """What stands at a place of the line, without the blanks at its end."""
    text = line[start:end].rstrip()
    end = start + len(text)
    before = start > 0 and line[start - 1].isalnum()
    touched = before or (end < len(line) and line[end].isalnum())
    return Written(start, end, text, glued=touched, **fields)  # type: ignore[arg-type]


def glued(line: str, start: int, end: int) -> bool:
    """Whether a letter or digit touches the part of the line."""
    before = start > 0 and line[start - 1].isalnum()
    return before or (end < len(line) and line[end].isalnum())


def _iso(m: re.Match[str], _: Lexicon) -> _Fields:
    return {
        "year": int(m["iy"]), "month": int(m["im"]), "day": int(m["id"]),
        "hour": int(m["ih"]), "minute": int(m["imi"]), "second": int(m["is"]) if m["is"] else None,
        "offset": _offset(m["iz"]),
    }  # fmt: skip


def _cjk(m: re.Match[str], _: Lexicon) -> _Fields:
    if "ce" in m.re.groupindex:
        year: int | None = japanese_year(m["ce"], 1 if m["cey"] == "元" else int(m["cey"]))
    else:
        year = western_year(int(m["cy"]), len(m["cy"])) if m["cy"] else None
    return {"year": year, "month": int(m["cm"]), "day": int(m["cd"])}


def named(name: str, day: int, digits: str, lexicon: Lexicon, as_written: str) -> _Fields | None:
    """A day of a named month, with the digits of its year where they are written."""
    known = lexicon.names
    year = western_year(int(digits), len(digits), lexicon.language) if digits else None
    if not 1 <= day <= 31 and not (year and len(digits) == 4):
        return None
    month = known.months.get(name)
    if month is None and name.startswith("ב"):  # Hebrew's "in"
        name = name[1:]
        month = known.months.get(name)
    if month is not None:
        return {"year": year, "month": month, "day": day}
    if name in SOLAR_HIJRI:
        return _solar(year, SOLAR_HIJRI[name], day)
    return {"year": year, "day": day, "ambiguous": as_written}


def _solar(year: int | None, month: int, day: int) -> _Fields | None:
    if year is None:
        shown = from_solar_hijri(_PLAIN_YEAR, month, day)
        if shown is None:
            return None
        return {"month": shown.month, "day": shown.day, "solar": (month, day)}
    converted = from_solar_hijri(year, month, day)
    if converted is None:
        return None
    return {"year": converted.year, "month": converted.month, "day": converted.day}


def _numeric(m: re.Match[str], lexicon: Lexicon) -> _Fields | None:
    first, second, third = m["n1"], m["n2"], m["n3"] or m["nc"]
    separator = m["sep"].strip(" \u200e\u200f")
    if len(first) == 3 or len(third) == 3:
        return _minguo(first, second, third, lexicon)
    persian = lexicon.language == "fa"
    if len(first) == 4:
        year = int(first)
        if persian and 1300 <= year <= 1500:
            return _solar(year, int(second), int(third))
        if not 1000 <= year <= 9999 and year != 0:
            return None
        return {"year": western_year(year, 4), "month": int(second), "day": int(third)}
    if len(third) == 1:
        if len(first) != 2 or lexicon.language not in _YEAR_FIRST:
            return None
        third = f"0{third}"  # the day of 16/6/8
    if persian and len(first) == len(third) == 2 and (first[0] == "9" or first[0] == "0" < third):
        # No order but the year first is customary: 99/07/02 is of 1399, 03/07/02 of 1403.
        return _solar(int(first) + (1300 if first[0] == "9" else 1400), int(second), int(third))
    if persian and len(third) == 4 and 1300 <= int(third) <= 1500:
        return _solar(int(third), int(second), int(first))
    if lexicon.language == "th" and (len(third) == 2 or int(third) >= 2400):
        third = str(western_year(int(third), len(third), "th"))
    return {"numbers": (first, second, third), "separator": separator}


def _minguo(first: str, second: str, third: str, lexicon: Lexicon) -> _Fields | None:
    """Taiwan's offices number years from 1912: 113-05-14 is of 2024."""
    if lexicon.language != "zh" or len(first) != 3 or not 90 <= int(first) <= 150:
        return None
    if not (1 <= int(second) <= 12 and 1 <= int(third) <= 31):
        return None
    return {"year": western_year(int(first), 3), "month": int(second), "day": int(third)}


def _day_month(m: re.Match[str], _: Lexicon) -> _Fields | None:
    first, second = int(m["w1"]), int(m["w2"])
    if not (1 <= first <= 31 and 1 <= second <= 31) and not (first < 24 and second < 60):
        return None
    return {"numbers": (m["w1"], m["w2"]), "separator": m["ws"].strip()}


def _time(hour: str, minute: str, *, second: str = "", part: str = "", zone: str = "") -> _Reader:
    def read(m: re.Match[str], lexicon: Lexicon) -> _Fields:
        found: _Fields = {"hour": int(m[hour]), "minute": int(m[minute] or 0)}
        if part:
            found["hour"] = twelve(int(m[hour]), fold(m[part].replace("..", ".")), lexicon.names)
        if second and m[second]:
            found["second"] = int(m[second])
        if zone and m[zone].isupper():
            found["zone"] = m[zone]
        return found

    return read


def twelve(hour: int, word: str, known: Names) -> int:
    """The hour of the day that a clock of twelve hours means with a word such as "p.m."."""
    bare = word.replace(".", "").replace(" ", "")
    afternoon = bare == "pm" or word in known.after_noon
    if afternoon and hour < 12:
        return hour + 12
    if not afternoon and hour == 12:
        return 0
    return hour


def unit_after(line: str, place: int) -> int:
    """Where a time ends, whose numbers end at a place: behind "Uhr" and its like."""
    unit = CLOCK_UNIT.match(line, place)
    return unit.end() if unit is not None else place


def zone_after(line: str, place: int) -> tuple[int, str, int | None]:
    """Where the zone behind a time ends, and what it says: an abbreviation, or minutes."""
    if line.startswith(", ", place):
        parted = PARTED_ZONE.fullmatch(line, place + 1)  # "7:03pm, EDT"
        return (place, "", None) if parted is None else (parted.end("zone"), parted["zone"], None)
    match = ZONE.match(line, place)
    if match is None:
        return place, "", None
    word = match["zone"] or match["touching"]
    if word.isalpha() and word.upper() not in ABBREVIATIONS:
        return place, "", None  # a word of the title
    if word in "Zz" and line[place].isspace() and line[match.end() :].strip()[:1].isalnum():
        return place, "", None  # "11:32 Z Prahy", which begins a title in Slavic languages
    if word.isalpha() and not word.isupper() and line[match.end() :].lstrip()[:1].isalpha():
        return place, "", None  # "15:05 Art in the old mill"
    return (match.end(), *_zone_and_offset(word))


def _zone_and_offset(text: str) -> tuple[str, int | None]:
    """A written zone as its abbreviation, or as minutes east of UTC."""
    if text[0] in "+-":
        return "", _offset(text)
    if not text.isalpha():  # "UTC+3"
        return "", _offset(text[3:].replace(" ", ""))
    # A zone's name is written in capitals; "am est" and "it" are words.
    return (text, None) if text.isupper() else ("", None)


def _offset(text: str | None) -> int | None:
    if not text:
        return None
    if text in {"Z", "z"}:
        return 0
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    total = int(hours) * 60 + int(minutes)
    return -total if text[0] == "-" else total


_READERS: dict[str, _Reader] = {
    "iso": _iso,
    "cjk": _cjk,
    "num": _numeric,
    "time": _time("h1", "mi1", second="s1"),
    "bare": _time("h10", "mi10", second="s10"),  # "21:5:48"
    "htime": _time("h2", "mi2"),
    "cjktime": _time("h4", "mi4"),
    "mtime": _time("h6", "mi6"),
    "dtime": _time("h7", "mi7", part="ap7"),
    "utime": _time("h8", "mi8", zone="z8"),
    "gtime": _time("h9", "mi9", zone="z9"),
    "dm": _day_month,
}
