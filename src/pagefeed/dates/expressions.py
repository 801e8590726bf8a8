"""The regular expressions by which dates and times are found, the same for every language.

Every expression is linear: no repeat is nested, and blanks are counted. None holds names
of months or days: those are looked up (`lexicon`) where an expression leaves off. What
the groups mean is `groups`' business.
"""

from __future__ import annotations

import re
import unicodedata

from pagefeed.dates.zones import ABBREVIATIONS

_PUNCTUATION = {
    "：": ":", "／": "/", "．": ".", "－": "-", "（": "(", "）": ")", "，": ",", "｜": "|",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u3000": " ", "\u2010": "-", "\u2011": "-",
    "\u2012": "-", "\u2007": " ", "〔": "[", "〕": "]", "［": "[", "］": "]", "【": "[", "】": "]",
}  # fmt: skip


class _Narrow(dict[int, str]):
    """Every script's digits to ASCII, wide punctuation to narrow; one character for one.

    Digits are put in as they are met, with the other characters of their lines: to look for
    all that there are takes longer than a page. There are no more than Unicode has.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = str(unicodedata.digit(char)) if char.isdecimal() else char
        return self[code]


_NARROW = _Narrow({ord(wide): narrow for wide, narrow in _PUNCTUATION.items()})
_WIDE = re.compile(rf"[\d{re.escape(''.join(_PUNCTUATION))}](?<![0-9])")


def plain(text: str) -> str:
    """The line with ASCII digits and punctuation, each character in its place."""
    if text.isascii():
        return text
    return text.translate(_NARROW) if _WIDE.search(text) else text


_NO_LETTER_BEFORE = r"(?<![^\W\d_])"
# A month glued to the title before it: "the harbourMay 24, 2021".
_GLUED_BEFORE = r"(?:(?<=[a-zà-ÿа-яё?!.”»)])(?=[A-ZА-ЯЁ]))"
_TWO_DIGIT_YEAR = (
    r"['’]?(?:\d{2}(?=\s*(?:$|[,|•·–—@()\[\]-]|(?:[^\W\d_]{1,4}\s)?\d{1,2}[:h.]\d\d))"
    r"|(?<=[^\W\d_]\.)\d{2}(?=\.(?:\s|$|[A-Z]{2,4}\b))"  # 21.Oct.99.PDT
    r"|[5-7]\d(?=\s[ก-๙]))"  # of the Buddhist era, before a Thai title
)
# A word in capitals begins a title: "14 maggio 2024 Il ponte chiude".
_YEAR_AFTER = (
    r"(?:\s?(?:г\.|(?-i:год[ау]?|ГОДА)|р\.|(?-i:r\.)|(?-i:року)|ж\.|(?-i:жылы)|թ\.|թ|წ\.|წელი|god\.|(?-i:г)|m\.|년|年|(?-i:(?:-c[iıuü]\s)?il|ile|оны))"
    r"(?![^\W\d_]))?"
)
_ORDINAL = r"(?:\.º|\.|st|nd|rd|th|er|º|ª|°|-го|-е|-а|-ին|-ի|'?a|ης|η|ος)"
_OF = r"(?:(?:(?:de|of|di|del|da|mes)\s|d['’])\s?)"
_CONNECTORS = (
    "at|à|a las|a les|v|ve|w|klokka|a la|las|alle ore|alle|ore|às|as|um|kl|klo|om|o godz|godz|ob|u|o|о|в|у|об|saat|la|"
    "ora|στις|ժամը|pukul|jam|lúc|الساعة|في|ساعت|בשעה|plkst|val|kell|kello|den|le|the|on|am|il|el|"
    "dne|dnia|vào|เวลา|من|και|de|"
    "uhr|hrs|h"
)
_FLAGS = re.IGNORECASE

DIGITS = re.compile(r"\d+", re.ASCII)
# Where a month's name may begin, before its day.
NAME_STARTS = re.compile(rf"(?:{_NO_LETTER_BEFORE}|{_GLUED_BEFORE})[^\W\d_]")

# A clock's time that touches the day before it: "02/07/202112:05".
_TIME = r"(?=[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:]))"

# What stands at a number.

# At the end of a line a counter may touch: "14:3513" is 14:35 and thirteen comments, as
# "2019-09-0613" is the sixth of September.
_CLOCK = (
    r"(?P<time>(?P<h1>\d{1,2})[:։](?P<mi1>\d{2})(?::(?P<s1>\d{2}))?"
    r"(?:(?![\d:։]|[.,]\d)|(?=:\s)|(?<=\d\d:\d\d)(?=\d[\d .,\u00a0]{0,14}(?:\s[^\W\d_]+)?\s*$)"
    r"|(?<=\d\d:\d\d)(?=\d\d?\.?\s(?:de\s)?[^\W\d_]{3,}\.?\s(?:de\s)?\d{4}(?!\d)"
    r"|[0-3]\d(?P<by>[./-])[01]\d(?P=by)(?:19|20)\d\d(?!\d)"
    r"|(?:19|20)\d\d(?:年|(?P<part>[./-])[01]\d(?P=part)[0-3]\d(?!\d)))))"
)
_CJK_CLOCK = (
    r"(?P<cjktime>(?P<h4>\d{1,2})\s?[时時點点시](?![間间간代])\s?"
    r"(?:(?P<mi4>\d{1,2})\s?[分분](?!鐘|钟|間))?)"
)
ISO = re.compile(
    r"(?P<iso>(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})T?(?P<ih>\d{2}):(?P<imi>\d{2})"
    r"(?::(?P<is>\d{2}))?(?:[.,]\d{1,9})?\s?(?P<iz>Z|[+-]\d{2}:?\d{2})?(?![\d:]))",
    _FLAGS,
)
CJK_DAY = re.compile(
    r"(?P<cjk>(?:(?P<cy>\d{2,4})\s?[年년]\s?(?:[(（](?:昭和|平成|令和)\s?(?:\d{1,2}|元)年?[)）]\s?)?)?(?P<cm>(?<!\d)\d{1,2})\s?[月월]\s?"
    r"(?P<cd>\d{1,2})\s?[日일号號])"
)
ERA_DAY = re.compile(
    r"(?P<cjk>(?P<ce>昭和|平成|令和)\s?(?P<cey>\d{1,2}|元)\s?[年년]\s?(?:[(（]\d{4}年?[)）]\s?)?(?P<cm>\d{1,2})\s?[月월]\s?"
    r"(?P<cd>\d{1,2})\s?[日일号號])"
)
# "R2.6.11" is 令和2年6月11日.
SHORT_ERA_DAY = re.compile(
    r"(?<![A-Za-z\d])(?P<cjk>(?P<ce>[SHR])(?P<cey>\d{1,2})[./](?P<cm>\d{1,2})[./](?P<cd>\d{1,2}))(?![\d./])"
)
ERAS = ("昭和", "平成", "令和")
NUMBERS = re.compile(
    # "11. 3. 14:05" has no year, but a time; "10/3-2016" is Danish.
    r"(?<!\d[.,:/-])(?!\d{1,2}\.\s\d{1,2}\.\s\d{1,2}[:h]\d\d)(?P<num>(?P<n1>(?P<year>\d{4})|\d{1,3})(?P<sep>[\u200e\u200f]?\s?[./]\s?|-|\|(?=\d\d?\|\d{4}(?!\d)))"
    r"(?P<n2>\d{1,2})(?:(?P=sep)|(?<=/\s\d)/|(?<=/\d|\d\d)-(?=(?:19|20)\d\d(?!\d)))(?:\s(?=\d{4}(?!\d)))?(?:(?P<n3>(?(year)(?!)|\d{4}(?!:\d\d))|\d{1,2})(?:(?!\d|[.,]\d|/\d(?!\d?:\d\d))|(?<=[./-](?:19|20)\d\d)(?:"
    + _TIME
    # "28.03.20231586Ann Lee", where a count of readers touches the day and the writer.
    + r"|(?=\d{1,6}(?-i:[^\W\d_a-zß-öø-ÿа-яё])[^\W\d_])|(?=\d{1,4}\s[^\W\d_]{3,}\s*$))|(?<=\d\d[./-]\d\d[./-]\d\d)(?=[0-2]\d:[0-5]\d(?![\d:])))|(?(year)(?<=.\d\d.)|(?!))(?P<nc>\d\d)(?=\d{1,5}\s*$))\.?"
    r"(?:\s?(?-i:г|р|r|год|года|року)\b\.?)?)"
    rf"|(?<![:.,]){_CLOCK}"
    r"|(?<=\d\s)(?P<bare>(?P<h10>\d{1,2}):(?P<mi10>\d{1,2}):(?P<s10>\d{1,2})(?![\d:]|[.,]\d))"
    r"|(?<![:.,])(?P<htime>(?P<h2>\d{1,2})\s?h\s?(?P<mi2>\d{2})(?:min)?(?:(?!\w)|(?=(?-i:[A-ZÀ-Þ])[^\W\d_])))"
    rf"|{_CJK_CLOCK}"
    r"|(?<![.,:])(?P<dtime>(?P<h7>\d{1,2})[.:]?(?P<mi7>\d{2})?\s?(?P<ap7>[ap]\.?m\b\.?)(?!\w))"
    r"|(?<![.,:])(?P<utime>(?P<h8>\d{1,2})\.(?P<mi8>\d{2})\s?(?P<z8>Uhr|WIB|WITA|WIT|uur|น)\b\.?)"
    r"|(?<![.,:])(?P<gtime>(?P<h9>[01]\d|2[0-3])(?P<mi9>[0-5]\d)\s?(?P<z9>GMT|UTC)\b)"
    r"|(?<![$€£¥₽+#])(?<!\d[.,:/-])(?<!\w[-/])(?P<dm>(?P<w1>\d{1,2})(?P<ws>[./-]|\.\s(?=\d{1,2}\.(?:\s?\D|$)))(?P<w2>(?!0(?!\d))\d{1,2})\.?"
    r"(?:(?<=[./-]\d\d)(?=[0-2]\d:[0-5]\d(?![\d:]))|(?![\d%€$£°º])(?![.,:-]\d|/\d(?!\d?:\d\d))(?!\s?[%€$£°])))",
    _FLAGS,
)
# The same behind a part of the day: 午後3時.
PART_TIME = re.compile(rf"{_CLOCK}|{_CJK_CLOCK}")
# Words for a time that nothing else means, then all of them.
_CLOCK_LABELS = ("kl", "klo", "kello", "pukul", "jam", "plkst", "kell", "(?:o )?godz")
_CLOCK_WORDS = (
    *_CLOCK_LABELS,
    *("ore", "ora", "orele", "saat", "ώρα", "alle", "um", "val", "Uhr", "at", "h", "(?:a )?las"),
)
CLOCK_LABEL = re.compile(rf"(?<!\w)(?:{'|'.join(_CLOCK_LABELS)})\.?:?\s?$", _FLAGS)
CLOCK_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_CLOCK_WORDS)})\.?:?\s?$", _FLAGS)
# The last characters of those words: a cheap test before them.
CLOCK_WORD_ENDS = frozenset(word[-1].lower() for word in _CLOCK_WORDS)
# What may stand behind a day.
TIME_BEHIND = re.compile(r",?\s\d{1,2}[:.]\d\d(?!\d)")
DOTTED_CLOCK = re.compile(r"(?P<mtime>(?P<h6>\d{1,2})\.(?P<mi6>\d{2})(?!\d|\.\d))")

# Behind it "ago" is the English word, and no month of Romance languages.
UNIT_PAST = re.compile(
    r"\d\s(?:year|month|week|day|hour|minute|second|yr|mo|wk|hr|min|sec)s?\s\Z", _FLAGS
)

# Before and after a name of a month. "5a" may be an ordinal, or the number of an "ago".

DAY_BEFORE = re.compile(
    rf"(?<![.,:/])(?P<d>\d{{1,2}})(?P<ordinal>{_ORDINAL})?[\s./-]{{0,2}}(?P<of>{_OF})?", _FLAGS
)
BARE_DAY_BEFORE = re.compile(rf"(?P<d>\d{{1,2}})[\s./-]{{0,2}}(?P<of>{_OF})?", _FLAGS)
YEAR_AFTER = re.compile(
    # A figure behind a dash is a year only if it can be one of ours: "20 October - 1204".
    r"\.?(?:(?!\s-\s(?!(?:14|19|20|2[45])\d\d|139\d))[\s,.،/-]{0,3}(?:(?:de|del|of|năm|від|ng)\s|พ\.ศ\.\s?)?['’]?"
    rf"(?P<y>\d{{4}}(?!\d)|(?:19|20)\d\d{_TIME}|{_TWO_DIGIT_YEAR}){_YEAR_AFTER})?",
    _FLAGS,
)
YEAR_BEHIND = re.compile(r",?\s?(?:19|20)\d\d(?!\d)")
DAY_AFTER = re.compile(
    r"\.?[\s-]{0,2}(?P<d>\d{1,2})(?:st|nd|rd|th|º|-ին|-ի|\s?d\.)?(?![\dh]|:(?!\s|$)|\.\d)"
    rf"(?:\s?[,،.-]?\s?(?P<y>\d{{4}}(?!\d)|(?:19|20)\d\d{_TIME}){_YEAR_AFTER})?",
    _FLAGS,
)
# A month's second name: "04 آب/أغسطس 2013", the Levant's and Egypt's, for readers of both.
SECOND_NAME = re.compile(r"\s?[/(]\s?")
NUMBER_AFTER = re.compile(r"[/-]\d")
DATE_AFTER = re.compile(r"[/-]\d{1,2}[/-]\d{4}(?!\d)")
DAY_AND_TIME_AFTER = re.compile(r"[/-]\d{1,2}\s\d{1,2}:\d{2}")
YEAR_BEFORE = re.compile(
    r"(?P<y>\d{4})(?P<unit>\s?(?:m\.|г\.|\.|оны|ж\.|ko|년|年|,))?[\s.,-]{0,2}", _FLAGS
)
BARE_YEAR_BEFORE = re.compile(r"(?P<y>\d{4})[\s.,-]{0,2}")
LAST_DAY = re.compile(
    r"\.?[\s-]{0,2}(?P<d>\d{1,2})(?!\d|,\s\d{4}(?!\d))(?:\s?d\.|\.|-?[aáeé]n\b|-?i\b|-?a\b|-?(?:e?ko|etik)\b)?",
    _FLAGS,
)
YEAR_DAY_BEFORE = re.compile(
    r"(?P<y>\d{4})\.?\s?(?:gada|m|ж|йил|оны|il|ko)\b\.?\s?(?P<d>\d{1,2})\.?[\s-]", _FLAGS
)

# Behind a time.

# "am" small or "AM" large; "Am" begins a German title, and "am" may go on one.
AMPM = re.compile(r"\s?(?P<ap>(?:a\.?\s?m|p\.?\s?m|A\.?\s?M|P\.?\s?M)(?:\b\.?|(?=\d|[A-Z][a-z])))")
# Of exchanges' wires: "11:54aStocks rise".
AMPM_SHORT = re.compile(r"[ap](?![a-z\d.'’])")
AMPM_LARGE = re.compile(r"\s?(?P<ap>(?:a\.\s?m\.|p\.?\s?m|A\.?\s?M|P\.?\s?M)(?:\b\.?|(?=\d)))")
DAY_PART_END = re.compile(r"[\u064b-\u0652]{0,2}(?![^\W\d_])\.?")
# A title may touch it: "15:04 UhrDer Stadtrat".
CLOCK_UNIT = re.compile(
    r"(?<=12:00)\s?m\.(?=\s*$)|"  # noon in Spanish
    r"\s?(?:(?:Uhr|uur|hrs|hs|h|น\.|น|ч|val)\b\.?|(?-i:Uhr|uur|hs|hrs|h)(?=(?-i:[A-ZÀ-Þ][a-zß-ÿ])))",
    _FLAGS,
)
# Those that a title may touch, the longer ones first.
_TOUCHING = "|".join(
    sorted((each for each in ABBREVIATIONS if len(each) > 1), key=len, reverse=True)
)
ZONE = re.compile(
    r"\s?\(?(?P<zone>(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::?\d{2})?|[a-z]{1,4}"
    rf"|\+\d{{2}}:?\d{{2}}|(?<=\s)-\d{{4}})(?![\w/])\)?|\s(?-i:(?P<touching>{_TOUCHING})(?=[A-Z][a-z]{{2}}|[\"“«'‘/]))",
    _FLAGS,
)

# What ends a line behind a comma.
PARTED_ZONE = re.compile(rf"\s(?P<zone>{_TOUCHING})\s*")

# Between what stands together.

GAP = re.compile(
    rf"[\s,;.:،|•·∙●▪■◆–—―\-/@()\[\]~*_'′\u200e\u200f]{{0,8}}(?:(?:{_CONNECTORS})\b\.?:?)?"
    r"[\s,|•–—\-]{0,3}",
    re.IGNORECASE,
)
ZONE_GAP = re.compile(r"\s\(?(?P<zone>[A-Z]{2,5})\)?\s")  # "2018-11-21 HKT 18:42"
# Between a day and its time the section that something is in.
FILED_GAP = re.compile(
    r"\s?[/|•·,–—-]?\s?(?:in|en|dans|em|unter|under|w|v|в)\s[^\W\d_][^\d/|•·.:;,()]{1,28}\s(?:(?:at|um|à|às|a las)\s)?",
    _FLAGS,
)
# Between day and time of one moment: "July 16, 2013 -- Updated 1825 GMT", "Published at 18:32 GMT".
UPDATED_GAP = re.compile(r"\s?(?:--|[–—-])\s?updated\s|\s(?:published|posted) at\s", re.IGNORECASE)
# Small words only: a title may begin with "À".
RANGE_GAP = re.compile(r"\s?(?:-|–|—|~|to|bis|à|au|do|до|по|al|a|til|tot|till|〜|～)\s?")
# Between blanks a dash may as well part the number that ends a title from its date, but for
# one that begins the line.
SPAN_BEFORE = re.compile(
    r"(?<![\w.,:/-])(?P<d>\d{1,2})\.?(?:[-–—~〜～]\s?|/|\s(?:to|bis|au|al|a|до|do|til|tot|till|по)\s"
    r"|(?:(?<=^\d)|(?<=^\d\d))\s[-–—]\s)$"
)
SPAN_AFTER = re.compile(r"[-–/]\d{1,2}\.?\s(?=[^\W\d_])")
DOT_TIME = re.compile(
    r"[\s,;|•·–—\-@()]{1,5}(?:(?:" + _CONNECTORS + r")\b\.?\s?)?"
    r"(?P<h>\d{1,2})\.(?P<m>\d{2})(?![\d%]|\.\d)(?:\s?(?P<ap>[ap]\.?m\b\.?))?",
    re.IGNORECASE,
)
CJK_WEEKDAY = re.compile(r"\s?[(\[]\s?(?P<day>[月火水木金土日一二三四五六월화수목금토일])\s?[)\]]")
CJK_WEEKDAYS = {
    sign: day
    for signs in ("月火水木金土日", "一二三四五六日", "월화수목금토일")
    for day, sign in enumerate(signs)
}
WEEKDAY_BEFORE = re.compile(
    r"\.?(?:[-\s]?feira|\s?ที่)?[\s,،|/()–-]{0,3}"
    r"(?:(?:den|dne|le|the|el|de|ngày|am|il|dia|dnia|at|на|d\.?)\s)?\(?$",
    re.IGNORECASE,
)
# A weekday before its time: "Monday at 9:00", "Mo., 14:20".
DAY_OF_WEEK = re.compile(
    r"(?<![^\W\d_])(?P<name>[^\W\d_]{2,14})\.?,?\s(?:(?:at|um|à|a las|às|alle|kl\.?|o|v|w|в|u|ob|saat)\s)?$",
    re.IGNORECASE,
)
SHORT_WEEKDAY = re.compile(r"(?P<name>[^\W\d_]{1,2})\.?,?\s\d{1,2}[:.]\d\d(?!\d)")
WEEKDAY_BRACKET = re.compile(r"\.?\s?\)")
