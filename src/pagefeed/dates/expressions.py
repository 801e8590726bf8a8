"""The regular expressions by which dates and times are found, built once a language.

One alternation finds the pieces. Every expression is linear: no repeat is nested, and
blanks are counted. What the groups mean is `groups`' business.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pagefeed.dates.names import Names, base, names
from pagefeed.dates.words import SOLAR_HIJRI
from pagefeed.dates.zones import ABBREVIATIONS

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
# A month glued to the title before it: "the harbourMay 24, 2021".
_GLUED_BEFORE = r"(?-i:(?<=[a-zà-ÿа-яё?!.”»)])(?=[A-ZА-ЯЁ]))"
_NO_LETTER = r"(?![^\W\d_])"
_TWO_DIGIT_YEAR = r"['’]?\d{2}(?=\s*(?:$|[,|•·–—@()\[\]-]|(?:[^\W\d_]{1,3}\s)?\d{1,2}[:h.]\d\d))"
_YEAR = rf"(?:\d{{4}}(?!\d)|{_TWO_DIGIT_YEAR})"
_YEAR_GAP = r"[\s,.،/-]{0,3}(?:(?:de|del|of|năm|від|ng)\s)?['’]?"
_YEAR_AFTER = (
    r"(?:\s?(?:г\.|год[ау]?|р\.|року|ж\.|жылы|թ\.|թ|წ\.|წელი|god\.|г|m\.|년|年|ile|il|оны)"
    r"(?![^\W\d_]))?"
)
_ORDINAL = r"(?:\.º|\.|st|nd|rd|th|er|º|ª|°|-го|-е|-а|-ին|-ი|'?a|ης|η|ος)?"
# "am" small or "AM" large; "Am" begins a German title, and "am" may go on one.
_AMPM_LATIN = r"(?-i:a\.?\s?m|p\.?\s?m|A\.?\s?M|P\.?\s?M)\b\.?"
_AMPM_LARGE = r"(?-i:a\.\s?m\.|p\.?\s?m|A\.?\s?M|P\.?\s?M)\b\.?"
_AFTER_TIME = r"(?:\s?(?:Uhr|uur|hrs|hs|h|น\.|น|ч|val)\b\.?)?"
_ZONE_AFTER = (
    r"(?:\s?\(?(?P<zone>(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::?\d{2})?|"
    + "|".join(sorted(ABBREVIATIONS, key=len, reverse=True))
    + r"|\+\d{2}:?\d{2}|(?<=\s)-\d{4})(?![\w/])\)?)?"
)
CJK_WEEKDAY = re.compile(r"\s?[(\[]\s?[月火水木金土日一二三四五六월화수목금토일]\s?[)\]]")
_CONNECTORS = (
    "at|à|a las|v|ve|w|klokka|a la|las|alle ore|alle|ore|às|as|um|kl|klo|om|o godz|godz|ob|u|o|в|у|об|saat|la|"
    "ora|στις|ժամը|pukul|jam|lúc|الساعة|في|ساعت|בשעה|plkst|val|kell|kello|den|le|the|on|am|il|el|"
    "dne|dnia|vào|เวลา|من|και|de|"
    "uhr|hrs|h"
)
GAP = re.compile(
    rf"[\s,;.:،|•·∙●▪■◆–—―\-/@()\[\]~*_\u200e\u200f]{{0,8}}(?:(?:{_CONNECTORS})\b\.?:?)?"
    r"[\s,|•–—\-]{0,3}",
    re.IGNORECASE,
)
# Small words only: a title may begin with "À".
RANGE_GAP = re.compile(r"\s?(?:-|–|—|~|to|bis|à|do|до|al|a|til|tot|till|〜|～)\s?")
DOT_TIME = re.compile(
    r"[\s,;|•·–—\-@()]{1,5}(?:(?:" + _CONNECTORS + r")\b\.?\s?)?"
    r"(?P<h>\d{1,2})\.(?P<m>\d{2})(?![\d%]|\.\d)(?:\s?(?P<ap>[ap]\.?m\b\.?))?"
    + _AFTER_TIME
    + _ZONE_AFTER,
    re.IGNORECASE,
)
_ANY_NAME = (
    r"(?:ב?[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e30-\u0e4e.’'׳״]){1,18}"
    r"(?:\s\d{1,2}(?=[\s,./-])|\s[^\W\d_]{4,8})?)"
)
_ISO_TAIL = r"(?:[.,]\d{1,9})?\s?(?P<iz>Z|[+-]\d{2}:?\d{2})?(?![\d:])"


@dataclass(frozen=True, slots=True)
class Patterns:
    """One language's expressions, with the names that they were built from."""

    pieces: re.Pattern[str]
    numbers: re.Pattern[str]  # the same without names of months
    weekday_before: re.Pattern[str]
    weekday_after: re.Pattern[str]
    names: Names


def _alternation(words: list[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered) or r"(?!)"


@lru_cache(maxsize=32)
def patterns_of(language: str | None) -> Patterns:
    """The expressions for a language (a BCP 47 tag), or for any where it isn't known."""
    known = names(language)
    months = [*known.months, *known.unsure]
    solar = base(language) in {"fa", ""}
    if solar:
        months += SOLAR_HIJRI
    hebrew = "ב?" if base(language) in {"he", "iw", ""} else ""
    month = rf"{hebrew}(?:{_alternation(months)})"
    if not language:
        # Thousands of names: any words are matched, and looked up afterwards.
        month = _ANY_NAME
    weekday = _alternation(list(known.weekdays))
    # Behind a date a short one is rather the title's first word: "la" is Saturday in Finnish.
    weekday_long = _alternation(
        [word for word in known.weekdays if len(word) >= 3 or word >= "\u2e80"]
    )
    parts = _alternation([w for w in (*known.before_noon, *known.after_noon) if w[:1] > "z"])
    ampm = _AMPM_LARGE if base(language) == "de" else _AMPM_LATIN
    before_hour = _alternation(
        [w for w in (*known.before_noon, *known.after_noon) if w[:1] >= "\u2e80"]
    )
    first: list[str] = [
        r"(?<!\d)(?P<iso>(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})T(?P<ih>\d{2}):(?P<imi>\d{2})"
        r"(?::(?P<is>\d{2}))?" + _ISO_TAIL + ")",
        (
            r"(?P<cjk>(?:(?:(?P<ce>昭和|平成|令和)\s?(?P<cey>\d{1,2}|元)|(?P<cy>(?<!\d)\d{2,4}))"
            r"\s?[年년]\s?)?(?P<cm>(?<!\d)\d{1,2})\s?[月월]\s?"
            r"(?P<cd>\d{1,2})\s?[日일号號])"
        ),
    ]
    named: list[str] = [
        (
            rf"(?<![\d.,:/])(?P<dmy>(?P<d1>\d{{1,2}}){_ORDINAL}[\s./-]{{0,2}}"
            rf"(?:(?:(?:de|of|di|del|da|mes)\s|d['’])\s?)?(?P<b1>{month}){_NO_LETTER}\.?"
            rf"(?:{_YEAR_GAP}(?P<y1>{_YEAR}){_YEAR_AFTER})?)"
        ),
        (
            rf"(?:{_NO_LETTER_BEFORE}|{_GLUED_BEFORE})(?P<mdy>(?P<b2>{month})\.?[\s-]{{0,2}}(?P<d2>\d{{1,2}})"
            rf"(?:st|nd|rd|th|º|-ին|-ի|\s?d\.)?(?![\d:h]|\.\d)(?:\s?[,،.-]?\s?(?P<y2>\d{{4}})(?!\d){_YEAR_AFTER})?)"
        ),
        (
            rf"(?<!\d)(?P<ymd>(?P<y3>\d{{4}})(?:\s?(?:m\.|г\.|\.|оны|ж\.|ko|년|年|,))?[\s.,-]{{0,2}}"
            rf"(?P<b3>{month})\.?[\s-]{{0,2}}(?P<d3>\d{{1,2}})(?!\d)(?:\s?d\.|\.|-?[aáeé]n\b|-?i\b)?)"
        ),
        (
            rf"(?<!\d)(?P<ydm>(?P<y4>\d{{4}})\.?\s?(?:gada|m|ж|йил|оны|il|ko)\b\.?\s?"
            rf"(?P<d4>\d{{1,2}})\.?[\s-](?P<b4>{month}){_NO_LETTER})"
        ),
    ]
    numbers: list[str] = [
        (
            r"(?<![\d])(?<!\d[.,:/-])(?P<num>(?P<n1>\d{1,4})(?P<sep>[\u200e\u200f]?\s?[./]\s?|-)"
            r"(?P<n2>\d{1,2})(?P=sep)(?P<n3>\d{4}|\d{1,2})(?!\d|[.,/]\d)\.?)"
        ),
        (
            rf"(?P<time>(?<![\d:.,])(?:(?P<bp>{before_hour})\s?)?(?P<h1>(?<!\d)\d{{1,2}})[:։]"
            rf"(?P<mi1>\d{{2}})(?::(?P<s1>\d{{2}}))?(?![\d:։]|[.,]\d)"
            rf"(?:\s?(?P<ap1>{ampm}|(?:{parts})[\u064b-\u0652]{{0,2}}{_NO_LETTER}\.?))?{_AFTER_TIME}{_ZONE_AFTER})"
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
    ]
    flags = re.IGNORECASE
    return Patterns(
        pieces=re.compile("|".join((*first, *named, *numbers)), flags),
        numbers=re.compile("|".join((*first, *numbers)), flags),
        weekday_before=re.compile(
            rf"{_NO_LETTER_BEFORE}(?P<wd>{weekday}){_NO_LETTER}\.?(?:[-\s]?feira)?[\s,،|()–-]{{0,3}}"
            r"(?:(?:den|dne|le|the|el|de|ngày|am|il|dia|dnia|at|на)\s)?\(?$",
            flags,
        ),
        weekday_after=re.compile(
            rf"[\s,]{{0,2}}(?:\(\s?(?P<wp>{weekday})\.?\s?\)|(?<=[\s,])(?P<wd>{weekday_long}){_NO_LETTER}\.?)",
            flags,
        ),
        names=known,
    )
