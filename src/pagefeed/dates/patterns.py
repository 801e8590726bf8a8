"""Finds written dates and times in a line. The expressions are built once a language.

One alternation finds the pieces; pieces that stand together are joined. Every
expression is linear: no repeat is nested, and blanks are counted.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from pagefeed.dates import relative
from pagefeed.dates.calendars import from_solar_hijri, western_year
from pagefeed.dates.names import Names, base, fold, names
from pagefeed.dates.words import SOLAR_HIJRI
from pagefeed.dates.written import Written
from pagefeed.dates.zones import ABBREVIATIONS

LONGEST = 200_000  # characters of a line that are looked at
_RELATIVE_LONGEST = 400  # a relative time stands in a short line

_PUNCTUATION = {
    "：": ":", "／": "/", "．": ".", "－": "-", "（": "(", "）": ")", "，": ",", "｜": "|",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u3000": " ", "\u2010": "-", "\u2011": "-",
    "\u2012": "-", "\u2007": " ", "〔": "[", "〕": "]", "［": "[", "］": "]", "【": "[", "】": "]",
}  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Every script's digits to ASCII, wide punctuation to narrow; one character for one."""
    table = {ord(k): v for k, v in _PUNCTUATION.items()}
    for code in range(0x660, sys.maxunicode):
        if code > 0x1FFFF:
            break
        char = chr(code)
        if unicodedata.category(char) == "Nd":
            table[code] = str(unicodedata.digit(char))
    return table


def plain(text: str) -> str:
    """The line with ASCII digits and punctuation, each character in its place."""
    return text if text.isascii() else text.translate(_table())


_S = r"[\s\u200e\u200f]{0,2}"
_NO_LETTER_BEFORE = r"(?<![^\W\d_])"
_NO_LETTER = r"(?![^\W\d_])"
_TWO_DIGIT_YEAR = r"['’]?\d{2}(?=\s*(?:$|[,|•·–—@()\[\]-]|(?:[^\W\d_]{1,3}\s)?\d{1,2}[:h.]\d\d))"
_YEAR = rf"(?:\d{{4}}(?!\d)|{_TWO_DIGIT_YEAR})"
_YEAR_GAP = r"[\s,.،/-]{0,3}(?:(?:de|del|of|năm|від|ng)\s)?['’]?"
_YEAR_AFTER = (
    r"(?:\s?(?:г\.|год[ау]?|р\.|року|ж\.|жылы|թ\.|թ|წ\.|წელი|god\.|г|m\.|년|年|ile|il|оны)"
    r"(?![^\W\d_]))?"
)
_ORDINAL = r"(?:\.º|\.|st|nd|rd|th|er|º|ª|°|-го|-е|-а|-ին|-ი|'?a|ης|η|ος)?"
_AMPM_LATIN = r"[ap]\.?\s?m\b\.?"
_AFTER_TIME = r"(?:\s?(?:Uhr|uur|hrs|hs|h|น\.|น|ч|val)\b\.?)?"
_ZONE_AFTER = (
    r"(?:\s?\(?(?P<zone>(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::?\d{2})?|"
    + "|".join(sorted(ABBREVIATIONS, key=len, reverse=True))
    + r"|\+\d{2}:?\d{2}|(?<=\s)-\d{4})(?![\w/])\)?)?"
)
_CJK_WEEKDAY = re.compile(r"\s?[(\[]\s?[月火水木金土日一二三四五六월화수목금토일]\s?[)\]]")
_CONNECTORS = (
    "at|à|a las|a la|las|alle ore|alle|ore|às|as|um|kl|klo|om|o godz|godz|ob|u|o|в|у|об|saat|la|"
    "ora|στις|ժամը|pukul|jam|lúc|الساعة|في|ساعت|בשעה|plkst|val|kell|kello|den|le|the|on|am|il|el|"
    "dne|dnia|vào|من|και|de|"
    "uhr|hrs|h"
)
_GAP = re.compile(
    rf"[\s,;.:،|•·∙●▪■◆–—―\-/@()\[\]~*_\u200e\u200f]{{0,8}}(?:(?:{_CONNECTORS})\b\.?:?)?"
    r"[\s,|•–—\-]{0,3}",
    re.IGNORECASE,
)
_RANGE_GAP = re.compile(r"\s?(?:-|–|—|~|to|bis|à|do|до|al|a|til|tot|till|〜|～)\s?", re.IGNORECASE)
_DOT_TIME = re.compile(
    r"[\s,;|•·–—\-@()]{1,5}(?:(?:" + _CONNECTORS + r")\b\.?\s?)?"
    r"(?P<h>\d{1,2})\.(?P<m>\d{2})(?![\d%]|\.\d)(?:\s?(?P<ap>[ap]\.?m\b\.?))?"
    + _AFTER_TIME
    + _ZONE_AFTER,
    re.IGNORECASE,
)
_ISO_TAIL = r"(?:[.,]\d{1,9})?\s?(?P<iz>Z|[+-]\d{2}:?\d{2})?(?![\d:])"

# Reads the groups of a match into what was found; None: it is none.
_Reader = Callable[["re.Match[str]", Written, Names, "str | None"], "Written | None"]


@dataclass(frozen=True, slots=True)
class _Patterns:
    pieces: re.Pattern[str]
    weekday_before: re.Pattern[str]
    weekday_after: re.Pattern[str]
    names: Names


def _alternation(words: list[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered) or r"(?!)"


@lru_cache(maxsize=32)
def _patterns(language: str | None) -> _Patterns:
    known = names(language)
    months = [*known.months, *known.unsure]
    solar = base(language) in {"fa", ""}
    if solar:
        months += SOLAR_HIJRI
    hebrew = "ב?" if base(language) in {"he", "iw", ""} else ""
    month = rf"{hebrew}(?:{_alternation(months)})"
    weekday = _alternation(list(known.weekdays))
    # Behind a date a short one is rather the title's first word: "la" is Saturday in Finnish.
    weekday_long = _alternation(
        [word for word in known.weekdays if len(word) > 3 or word >= "\u2e80"]
    )
    parts = _alternation([w for w in (*known.before_noon, *known.after_noon) if w[:1] > "z"])
    before_hour = _alternation(
        [w for w in (*known.before_noon, *known.after_noon) if w[:1] >= "\u2e80"]
    )
    pieces = "|".join(
        (
            r"(?<!\d)(?P<iso>(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})T(?P<ih>\d{2}):(?P<imi>\d{2})"
            r"(?::(?P<is>\d{2}))?" + _ISO_TAIL + ")",
            (
                r"(?P<cjk>(?:(?P<cy>(?<!\d)\d{2,4})\s?[年년]\s?)?(?P<cm>(?<!\d)\d{1,2})\s?[月월]\s?"
                r"(?P<cd>\d{1,2})\s?[日일号號])"
            ),
            (
                rf"(?<![\d.,:/])(?P<dmy>(?P<d1>\d{{1,2}}){_ORDINAL}[\s./-]{{0,2}}"
                rf"(?:(?:de|of|di|del|da|d['’]|mes)\s?)?(?P<b1>{month}){_NO_LETTER}\.?"
                rf"(?:{_YEAR_GAP}(?P<y1>{_YEAR}){_YEAR_AFTER})?)"
            ),
            (
                rf"{_NO_LETTER_BEFORE}(?P<mdy>(?P<b2>{month})\.?[\s-]{{0,2}}(?P<d2>\d{{1,2}})"
                rf"(?:st|nd|rd|th|º|-ին|-ի)?(?![\d:h]|\.\d)(?:\s?[,،.-]?\s?(?P<y2>\d{{4}})(?!\d){_YEAR_AFTER})?)"
            ),
            (
                rf"(?<!\d)(?P<ymd>(?P<y3>\d{{4}})(?:\s?(?:m\.|г\.|\.|оны|ж\.|ko|년|年|,))?[\s.,-]{{0,2}}"
                rf"(?P<b3>{month})\.?[\s-]{{0,2}}(?P<d3>\d{{1,2}})(?!\d)(?:\s?d\.|\.|-?[aáeé]n\b|-?i\b)?)"
            ),
            (
                rf"(?<!\d)(?P<ydm>(?P<y4>\d{{4}})\.?\s?(?:gada|m|ж|йил|оны|il|ko)\b\.?\s?"
                rf"(?P<d4>\d{{1,2}})\.?[\s-](?P<b4>{month}){_NO_LETTER})"
            ),
            (
                r"(?<![\d])(?<!\d[.,:/-])(?P<num>(?P<n1>\d{1,4})(?P<sep>[\u200e\u200f]?\s?[./]\s?|-)"
                r"(?P<n2>\d{1,2})(?P=sep)(?P<n3>\d{4}|\d{1,2})(?!\d|[.,/]\d)\.?)"
            ),
            (
                rf"(?P<time>(?<![\d:.,])(?:(?P<bp>{before_hour})\s?)?(?P<h1>(?<!\d)\d{{1,2}})[:։]"
                rf"(?P<mi1>\d{{2}})(?::(?P<s1>\d{{2}}))?(?![\d:։]|[.,]\d)"
                rf"(?:\s?(?P<ap1>{_AMPM_LATIN}|(?:{parts})[\u064b-\u0652]{{0,2}}{_NO_LETTER}\.?))?{_AFTER_TIME}{_ZONE_AFTER})"
            ),
            r"(?P<htime>(?<![\d:.,])(?P<h2>\d{1,2})\s?[hH]\s?(?P<mi2>\d{2})(?:min)?(?!\w))",
            (
                rf"(?P<cjktime>(?:(?P<bp4>{before_hour})\s?)?(?P<h4>(?<!\d)\d{{1,2}})\s?[時时點点시]"
                r"(?![間间간代])\s?(?:(?P<mi4>\d{1,2})\s?[分분](?!鐘|钟|間))?)"
            ),
            r"(?<!\w)(?:kl|klo|kello|ore|alle|um|val|pukul|jam|plkst|kell|Uhr|at)\.?:?\s?"
            r"(?P<mtime>(?P<h6>\d{1,2})\.(?P<mi6>\d{2})(?!\d|\.\d)" + _AFTER_TIME + ")",
            (
                r"(?<![\d.,:])(?P<dtime>(?P<h7>\d{1,2})[.:]?(?P<mi7>\d{2})?\s?(?P<ap7>[ap]\.?m\b\.?)"
                rf"(?!\w){_ZONE_AFTER.replace('zone', 'zone7')})"
            ),
            r"(?<![\d.,:])(?P<utime>(?P<h8>\d{1,2})\.(?P<mi8>\d{2})\s?(?P<z8>Uhr|WIB|WITA|WIT|uur)\b)",
            (
                r"(?<![\d$€£¥₽+#])(?<!\d[.,:/-])(?<!\w[-/])(?P<dm>(?P<w1>\d{1,2})(?P<ws>[./-])(?P<w2>\d{1,2})\.?"
                r"(?![\d%€$£°º])(?![.,:/-]\d)(?!\s?[%€$£°]))"
            ),
        )
    )
    flags = re.IGNORECASE
    return _Patterns(
        pieces=re.compile(pieces, flags),
        weekday_before=re.compile(
            rf"{_NO_LETTER_BEFORE}(?P<wd>{weekday})\.?(?:[-\s]?feira)?[\s,،|()–-]{{0,3}}"
            r"(?:(?:den|dne|le|the|el|de|ngày|am|il|dia|dnia|at|на)\s)?\(?$",
            flags,
        ),
        weekday_after=re.compile(
            rf"[\s,]{{0,2}}(?:\(\s?(?P<wp>{weekday})\.?\s?\)|(?<=[\s,])(?P<wd>{weekday_long}){_NO_LETTER}\.?)",
            flags,
        ),
        names=known,
    )


def find(text: str, language: str | None = None) -> tuple[Written, ...]:
    """All dates and times written in a line, left to right, joined where they stand together.

    Spans count the line's own characters. Lines over 200,000 characters are looked at
    up to there. Digits of every script count.
    """
    line = plain(text[:LONGEST])
    pieces: list[Written] = []
    if any(map(str.isdigit, line)):
        patterns = _patterns(language)
        pieces = list(_joined(line, list(_pieces(line, patterns, language)), patterns))
    if len(line) <= _RELATIVE_LONGEST:
        pieces = _with_relative(line, pieces, language)
    return tuple(pieces)


def _pieces(line: str, patterns: _Patterns, language: str | None) -> Iterator[Written]:
    position = 0
    while (match := patterns.pieces.search(line, position)) is not None:
        position = max(match.end(), position + 1)
        found = _piece(match, patterns, language)
        if found is None:
            position = match.start() + 1
            # Skip the rest of a number, so that no tail of it is read as a date.
            while position < len(line) and line[position].isdigit():
                position += 1
            continue
        yield found


def _piece(match: re.Match[str], patterns: _Patterns, language: str | None) -> Written | None:
    for kind, read in _READERS.items():
        if match[kind] is not None:
            start, end = match.span(kind)
            text = match.string[start:end].rstrip()
            end = start + len(text)
            written = Written(
                start=start, end=end, text=text, glued=_glued(match.string, start, end)
            )
            return read(match, written, patterns.names, language)
    return None


def _glued(line: str, start: int, end: int) -> bool:
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
    return replace(w, year=year, month=int(m["cm"]), day=int(m["cd"]))


def _named(index: int) -> _Reader:
    def read(m: re.Match[str], w: Written, known: Names, language: str | None) -> Written | None:
        name = fold(m[f"b{index}"].replace("  ", " "))
        day = int(m[f"d{index}"])
        written_year = m[f"y{index}"]
        digits = written_year.lstrip("'’ ") if written_year else ""
        year = western_year(int(digits), len(digits)) if digits else None
        if not 1 <= day <= 31 and not (year and len(digits) == 4):
            return None
        if name[:1] == "ב" and name not in known.months:
            name = name[1:]
        if name in SOLAR_HIJRI and name not in known.months:
            return _solar(w, year, SOLAR_HIJRI[name], day) if base(language) in {"fa", ""} else None
        if name in known.months:
            return replace(w, year=year, month=known.months[name], day=day)
        if name in known.unsure:
            return replace(w, year=year, day=day, ambiguous=m[f"b{index}"])
        return None

    return read


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
            h = _twelve(h, fold((word or lead or "").replace("..", ".")), known)
        name, offset = _zone(zone_text)
        return replace(
            w, hour=h, minute=int(minutes or 0), second=int(seconds) if seconds else None,
            zone=name, offset=offset,
        )  # fmt: skip

    return read


def _twelve(hour: int, word: str, known: Names) -> int:
    bare = word.replace(".", "").replace(" ", "")
    afternoon = bare == "pm" or word in known.after_noon
    if afternoon and hour < 12:
        return hour + 12
    if not afternoon and hour == 12:
        return 0
    return hour


def _zone(text: str | None) -> tuple[str, int | None]:
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


def _joined(line: str, pieces: list[Written], patterns: _Patterns) -> Iterator[Written]:
    """Dates with the times beside them, and with their weekdays."""
    index = 0
    while index < len(pieces):
        here = pieces[index]
        index += 1
        if here.has_date and not here.has_time:
            here = _with_weekday_after(line, here, patterns)
            here = _with_dot_time(line, here, pieces, index)
        while index < len(pieces) and pieces[index].start < here.end:
            index += 1  # read again as the time of the date before
        if index < len(pieces):
            both = _pair(line, here, pieces[index])
            if both is not None:
                here = both
                index += 1
                here, index = _with_range(line, here, pieces, index)
            else:
                here, index = _with_range(line, here, pieces, index)
        yield _with_weekday_before(line, here, patterns) if here.has_date else here


def _pair(line: str, first: Written, second: Written) -> Written | None:
    gap = line[first.end : second.start]
    if len(gap) > 16 or _GAP.fullmatch(gap) is None:
        return None
    if _clock_with_dot(first) and second.has_year and not second.has_time:
        hour, minute = int(first.numbers[0]), int(first.numbers[1])
        first = replace(first, numbers=(), separator="", hour=hour, minute=minute)
    if first.has_date and not first.has_time and second.has_time and not second.has_date:
        if second.ranged or (not second.possible_time and not first.has_year):
            return None
        return _merged(line, first, second)
    if first.has_time and not first.has_date and second.has_date and not second.has_time:
        return _merged(line, second, first)
    return None


def _merged(line: str, day: Written, time: Written) -> Written:
    start, end = min(day.start, time.start), max(day.end, time.end)
    return replace(
        day,
        start=start,
        end=end,
        text=line[start:end],
        glued=_glued(line, start, end),
        hour=time.hour,
        minute=time.minute,
        second=time.second,
        offset=time.offset,
        zone=time.zone,
        clock=(time.start, time.end),
    )


def _clock_with_dot(written: Written) -> bool:
    """Whether two numbers with a dot could be a time: 13.44."""
    if len(written.numbers) != 2 or written.separator != "." or written.text.endswith("."):
        return False
    return (
        int(written.numbers[0]) < 24
        and len(written.numbers[1]) == 2
        and int(written.numbers[1]) < 60
    )


def _with_dot_time(line: str, here: Written, pieces: list[Written], index: int) -> Written:
    """A time written 13.44 right after a date: there it can't be a day and month."""
    following = pieces[index] if index < len(pieces) else None
    if following is not None and following.has_time and following.start - here.end <= 3:
        return here
    match = _DOT_TIME.match(line, here.end)
    if match is None or int(match["h"]) > 23 or int(match["m"]) > 59:
        return here
    if not here.has_year and here.month is None:
        return here
    hour = int(match["h"])
    if match["ap"]:
        hour = _twelve(hour, match["ap"].replace(".", "").lower(), names("en"))
    zone, offset = _zone(match["zone"])
    end = match.end()
    return replace(
        here, end=end, text=line[here.start : end], hour=hour, minute=int(match["m"]),
        zone=zone, offset=offset, glued=_glued(line, here.start, end),
    )  # fmt: skip


def _with_range(line: str, here: Written, pieces: list[Written], index: int) -> tuple[Written, int]:
    """A span of times or of days is one: it says when something takes place."""
    if index >= len(pieces):
        return here, index
    other = pieces[index]
    gap = line[here.end : other.start]
    if len(gap) > 6 or _RANGE_GAP.fullmatch(gap) is None:
        return here, index
    times = here.has_time and other.has_time and not other.has_date
    days = here.has_date and other.has_date and not here.has_time and not other.has_time
    if not (times or days):
        return here, index
    end = other.end
    text = line[here.start : end]
    return replace(here, end=end, text=text, ranged=True), index + 1


def _with_weekday_before(line: str, here: Written, patterns: _Patterns) -> Written:
    first = max(0, here.start - 40)
    before = patterns.weekday_before.search(line[first : here.start])
    if before is None:
        return here
    weekday = patterns.names.weekdays.get(fold(before["wd"]))
    if not _can_fall_on(here, weekday):
        return here  # "open until Friday 24.05.2022", which was a Tuesday: the title's word
    start = first + before.start()
    return replace(
        here, start=start, text=line[start : here.end], glued=_glued(line, start, here.end),
        weekday=weekday,
    )  # fmt: skip


def _can_fall_on(here: Written, weekday: int | None) -> bool:
    """Whether a full date could be of that weekday, in one order of its numbers at least."""
    if not here.has_year:
        return True
    if here.numbers:
        a, b, c = (int(number) for number in here.numbers)
        year = western_year(c, len(here.numbers[2]))
        days = [(year, b, a), (year, a, b), (western_year(a, len(here.numbers[0])), b, c)]
    else:
        days = [(here.year or 0, here.month or 0, here.day or 0)]
    for each in days:
        try:
            if date(*each).weekday() == weekday:
                return True
        except ValueError:
            continue
    return here.month is None and not here.numbers


def _with_weekday_after(line: str, here: Written, patterns: _Patterns) -> Written:
    after = patterns.weekday_after.match(line, here.end)
    if after is not None:
        weekday = patterns.names.weekdays.get(fold(after["wd"] or after["wp"]))
        return replace(_further(line, here, after.end()), weekday=weekday)
    short = _CJK_WEEKDAY.match(line, here.end)
    return here if short is None else _further(line, here, short.end())


def _further(line: str, here: Written, end: int) -> Written:
    return replace(here, end=end, text=line[here.start : end], glued=_glued(line, here.start, end))


def _with_relative(line: str, pieces: list[Written], language: str | None) -> list[Written]:
    found = [*_ago(line, language), *_days(line, pieces, language)]
    if not found:
        return pieces
    kept = [p for p in pieces if not any(p.start < f.end and f.start < p.end for f in found)]
    return sorted([*kept, *found], key=lambda written: written.start)


def _ago(line: str, language: str | None) -> Iterator[Written]:
    if not any(map(str.isdigit, line)):
        return
    pattern, meaning = relative.pattern(language)
    if pattern is None:
        return
    for match in pattern.finditer(line):
        group = match.lastgroup or ""
        unit = meaning[group]
        start, end = match.span()
        yield Written(
            start=start, end=end, text=match.group(), ago=unit * int(match[group]),
            exact=unit.total_seconds() <= 60, glued=_glued(line, start, end),
        )  # fmt: skip


def _days(line: str, pieces: list[Written], language: str | None) -> Iterator[Written]:
    """Today and yesterday, alone in the line, at its start, or beside a time."""
    expression, words = _day_words(language)
    for match in expression.finditer(
        line.casefold() if len(line.casefold()) == len(line) else line
    ):
        start, end = match.span(1)
        beside = next(
            (p for p in pieces if p.has_time and not p.has_date and _beside(line, start, end, p)),
            None,
        )
        alone = not line[:start].strip(" -•|()[]") and not line[end:].strip(" -•|()[]:")
        if beside is None and not alone:
            continue
        days = words[" ".join(match[1].split())]
        first = start if beside is None else min(start, beside.start)
        last = end if beside is None else max(end, beside.end)
        yield Written(
            start=first, end=last, text=line[first:last], days_ago=days,
            ago=timedelta() if days is None else None,
            exact=days is None,
            hour=beside.hour if beside else None,
            minute=beside.minute if beside else None,
            second=beside.second if beside else None,
            zone=beside.zone if beside else "",
            offset=beside.offset if beside else None,
        )  # fmt: skip


def _beside(line: str, start: int, end: int, time: Written) -> bool:
    gap = line[end : time.start] if end <= time.start else line[time.end : start]
    return len(gap) <= 12 and _GAP.fullmatch(gap) is not None


@lru_cache(maxsize=32)
def _day_words(language: str | None) -> tuple[re.Pattern[str], dict[str, int | None]]:
    words = relative.words(language)
    ordered = sorted(words, key=lambda word: (-len(word), word))
    body = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered)
    return re.compile(rf"(?<![^\W_])({body})(?![^\W_])"), words
