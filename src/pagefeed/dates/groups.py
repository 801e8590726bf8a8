"""What the groups of a match mean: a piece of text becomes a Written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pagefeed.dates.calendars import from_solar_hijri, japanese_year, western_year
from pagefeed.dates.expressions import Patterns
from pagefeed.dates.names import Names, base, fold
from pagefeed.dates.words import SOLAR_HIJRI
from pagefeed.dates.written import Written

# Reads the groups of a match into what was found; None: it is none.
_Reader = Callable[["re.Match[str]", Written, Names, "str | None"], "Written | None"]


def piece(match: re.Match[str], patterns: Patterns, language: str | None) -> Written | None:
    """What a match of the expressions states, or None where it is no date after all."""
    groups = match.re.groupindex
    for kind, read in _READERS.items():
        if kind in groups and match[kind] is not None:
            start, end = match.span(kind)
            text = match.string[start:end].rstrip()
            end = start + len(text)
            written = Written(
                start=start, end=end, text=text, glued=glued(match.string, start, end)
            )
            return read(match, written, patterns.names, language)
    return None


def glued(line: str, start: int, end: int) -> bool:
    """Whether a letter or digit touches the part of the line."""
    before = start > 0 and line[start - 1].isalnum()
    return before or (end < len(line) and line[end].isalnum())


def _iso(m: re.Match[str], w: Written, _n: Names, _l: str | None) -> Written | None:
    return replace(
        w,
        year=int(m["iy"]), month=int(m["im"]), day=int(m["id"]),
        hour=int(m["ih"]), minute=int(m["imi"]), second=int(m["is"]) if m["is"] else None,
        offset=_offset(m["iz"]),
    )  # fmt: skip


def _cjk(m: re.Match[str], w: Written, _n: Names, _l: str | None) -> Written | None:
    year = western_year(int(m["cy"]), len(m["cy"])) if m["cy"] else None
    if m["ce"]:
        year = japanese_year(m["ce"], 1 if m["cey"] == "元" else int(m["cey"]))
    return replace(w, year=year, month=int(m["cm"]), day=int(m["cd"]))


def _named(index: int) -> _Reader:
    def read(m: re.Match[str], w: Written, known: Names, language: str | None) -> Written | None:
        name = _month_name(m[f"b{index}"], known)
        if name is None:
            return None
        day = int(m[f"d{index}"])
        written_year = m[f"y{index}"]
        if not written_year and index == 2 and w.start and m.string[w.start - 1].isalpha():
            return None  # glued to a word, a month and a day alone are too little
        digits = written_year.lstrip("'’ ") if written_year else ""
        year = western_year(int(digits), len(digits)) if digits else None
        if not 1 <= day <= 31 and not (year and len(digits) == 4):
            return None
        if name in SOLAR_HIJRI and name not in known.months:
            return _solar(w, year, SOLAR_HIJRI[name], day) if base(language) in {"fa", ""} else None
        if name in known.months:
            return replace(w, year=year, month=known.months[name], day=day)
        if name in known.unsure:
            return replace(w, year=year, day=day, ambiguous=m[f"b{index}"])
        return None

    return read


def _month_name(text: str, known: Names) -> str | None:
    """The folded name as it is known, or None: any words may stand where a name could."""
    name = fold(" ".join(text.split()))
    for each in (name, name.removeprefix("ב")):
        if each in known.months or each in known.unsure or each in SOLAR_HIJRI:
            return each
    return None


def _solar(w: Written, year: int | None, month: int, day: int) -> Written | None:
    if year is None:
        return None
    converted = from_solar_hijri(year, month, day)
    if converted is None:
        return None
    return replace(w, year=converted.year, month=converted.month, day=converted.day)


def _numeric(m: re.Match[str], w: Written, _n: Names, language: str | None) -> Written | None:
    first, second, third = m["n1"], m["n2"], m["n3"]
    separator = m["sep"].strip(" \u200e\u200f")
    if len(first) == 3 or len(third) == 3:
        return None
    if len(first) == 4:
        year = int(first)
        if base(language) == "fa" and 1300 <= year <= 1500:
            return _solar(w, year, int(second), int(third))
        if not 1000 <= year <= 9999 and year != 0:
            return None
        return replace(w, year=western_year(year, 4), month=int(second), day=int(third))
    if len(third) == 1:
        return None
    if base(language) == "fa" and len(third) == 4 and 1300 <= int(third) <= 1500:
        return _solar(w, int(third), int(second), int(first))
    if len(third) == 4 and int(third) >= 2400 and base(language) == "th":
        third = str(int(third) - 543)
    return replace(w, numbers=(first, second, third), separator=separator)


def _day_month(m: re.Match[str], w: Written, _n: Names, _l: str | None) -> Written | None:
    first, second = int(m["w1"]), int(m["w2"])
    if not (1 <= first <= 31 and 1 <= second <= 31) and not (first < 24 and second < 60):
        return None
    return replace(w, numbers=(m["w1"], m["w2"]), separator=m["ws"])


def _time(
    hour: str, minute: str, *, second: str = "", part: str = "", before: str = "", zone: str = ""
) -> _Reader:
    def read(m: re.Match[str], w: Written, known: Names, _l: str | None) -> Written | None:
        h = int(m[hour])
        groups = m.re.groupindex
        minutes = m[minute]
        seconds = m[second] if second else None
        word = m[part] if part else None
        lead = m[before] if before else None
        zone_text = m[zone] if zone in groups else None
        if word or lead:
            h = twelve(h, fold((word or lead or "").replace("..", ".")), known)
        name, offset = zone_and_offset(zone_text)
        return replace(
            w, hour=h, minute=int(minutes or 0), second=int(seconds) if seconds else None,
            zone=name, offset=offset,
        )  # fmt: skip

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


def zone_and_offset(text: str | None) -> tuple[str, int | None]:
    """A written zone as its abbreviation, or as minutes east of UTC."""
    if not text:
        return "", None
    if text[0] in "+-":
        return "", _offset(text)
    word = re.match(r"[A-Z]+", text, re.IGNORECASE)
    rest = text[word.end() :].replace(" ", "") if word else ""
    if rest:
        return "", _offset(rest)
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
    "dmy": _named(1),
    "mdy": _named(2),
    "ymd": _named(3),
    "ydm": _named(4),
    "num": _numeric,
    "time": _time("h1", "mi1", second="s1", part="ap1", before="bp", zone="zone"),
    "htime": _time("h2", "mi2"),
    "cjktime": _time("h4", "mi4", before="bp4"),
    "mtime": _time("h6", "mi6"),
    "dtime": _time("h7", "mi7", part="ap7", zone="zone7"),
    "utime": _time("h8", "mi8", zone="z8"),
    "dm": _day_month,
}
