"""Whether a date in a line of text is a row's, or one that a sentence speaks of.

This module owns what may stand beside a date: "published on", an author, parts between
bars. It must not know elements.
"""

from __future__ import annotations

import re

from pagefeed import clean, dates
from pagefeed.converters import labels

_LONG = 60  # characters of a line in which "yesterday" may be a row's
_SHORT = 40  # characters beside a date in a line such as "Reuters, 24 May 2021"
_META = 160  # characters of a line of several parts
_BY_DATE = 25  # characters before the date in its own part
_NEUTRAL = frozenset(
    (
        "published",
        "posted",
        "added",
        "date",
        "on",
        "at",
        "am",
        "um",
        "le",
        "el",
        "del",
        "vom",
        "den",
        "der",
        "à",
        "kl",
        "klo",
        "o",
        "alle",
        "ore",
        "às",
        "em",
        "uhr",
        "hr",
        "hrs",
        "h",
        "wib",
        "wita",
        "wit",
        "time",
        "опубликовано",
        "дата",
        "від",
        "од",
        "от",
        "в",
        "у",
        "о",
        "г",
        "год",
        "року",
        "р",
        "ngày",
        "lúc",
        "발행",
        "입력",
        "등록",
        "日期",
        "時間",
        "发布",
        "發布",
        "发表",
        "公開",
        "投稿",
        "новости",
        "pm",
        "eet",
        "cet",
        "cest",
        "est",
        "edt",
        "pst",
        "pdt",
        "gmt",
        "utc",
        "ist",
        "msk",
        "мск",
    )
)
_BAR = re.compile(r"\s?[|•·∙●｜]\s?|\s[–—/-]\s")  # between the parts of a line
_NAMED = 2  # words of a section before a time
_BAR_END = re.compile(rf"(?:{_BAR.pattern})$")
_COUNTED = re.compile(r"[,;|·]?\s?\d[\d., ]*\s?[^\W\d_]{1,20}\)")
_VIEWS = re.compile(r"\s?[|•·]\s?\d[\d., ]*\s?[^\W\d_]{2,20}")  # "| 3,218 views"
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = (",", ";", ".", "|", "•", "·", "–", "—", "-", ")", "]")  # before a label of a date


_UNIT = re.compile(r"(?:[KkMm]|тыс|млн|км?)\b|\s?(?:[%°º€$£¥₽₴]|(?:м/с|м/сек|m/s|km|км|mm|мм|cm|см|kg|кг|[GMК]B|Гб|Мб|stars?|zł|kr|mph|kts?)\b)")  # fmt: skip


def is_amount(written: dates.Written, text: str) -> bool:
    """Whether two numbers with a unit are no day: "1.3K", "2-4 m/s", "12.5 %"."""
    if len(written.numbers) != 2 or written.has_year or written.has_time:
        return False
    return _UNIT.match(text, written.end) is not None or text[: written.start].endswith(("$", "€", "£", "₽"))  # fmt: skip


def rest(text: str, written: dates.Written, found: list[dates.Written]) -> str:
    """What stands beside the date; "" where that is no more than "published on"."""
    if written.start == 0 and written.end == len(text):
        return ""
    left = clean.line(text[: written.start] + " " + text[written.end :])
    for other in found:
        if other is not written:
            left = clean.line(left.replace(other.text, " "))
    return "" if says_nothing(left) else left


def says_nothing(text: str) -> bool:
    """Whether a text beside a date is no more than "published on"."""
    bare = [word for word in _WORD.findall(text) if word.lower() not in _NEUTRAL]
    return not bare and not any(map(str.isdigit, text))


def is_row(written: dates.Written, text: str, rest: str, *, linked: bool) -> bool:
    """Whether a date with words beside it is a row's, and not one in a sentence."""
    at_end = written.start <= 4 or written.end >= len(text) - 4
    if not at_end and len(text) <= _META and _between_bars(written, text) and not linked:
        return (
            written.has_date or written.relative or _VIEWS.fullmatch(text, written.end) is not None
        )
    if written.relative and not written.has_time and len(text) > _LONG:
        return False
    if not written.has_date and not written.relative:
        # Else a time in a sentence, a score, a price.
        return at_end and (len(text) - len(written.text) > 15 or _before_bar(written, text, rest))
    if at_end or len(rest) <= _SHORT or _in_brackets(written, text):
        return True
    before, after = text[: written.start], text[written.end :]
    if has_label(before) and written.has_year and len(text) <= _META and not linked:
        return True
    return labels.labels(before) and len(text) <= _META and labels.signs(after.strip())


def has_label(before: str) -> bool:
    """Whether the last word before a date says that something came out then: "No. 7, Filed", "No. 7 Date:"."""
    above, _, label = before.rstrip().rpartition(" ")
    apart = label.endswith((":", "：")) or above.rstrip().endswith(_PARTS)
    return apart and label[:1].isupper() and labels.leads_to_date(label)


def _in_brackets(written: dates.Written, text: str) -> bool:
    """Whether a date and a count end a line in brackets: "A new bridge (28.2.2020, 4120 views)"."""
    opened = text[: written.start].endswith("(")
    return opened and _COUNTED.fullmatch(text[written.end :]) is not None


def _before_bar(written: dates.Written, text: str, rest: str) -> bool:
    """Whether a bar parts a time from a category or a source: "15:20 | Local", "Local - 15:20".

    Or a comma, behind a word or two.
    """
    if any(map(str.isdigit, rest)):
        return False
    if written.start == 0:
        return _BAR.match(text, written.end) is not None
    if written.end != len(text):
        return False
    named = text[: written.start].endswith(", ") and len(rest.split()) <= _NAMED
    return named or _BAR_END.search(text[: written.start]) is not None


def _between_bars(written: dates.Written, text: str) -> bool:
    """Whether a date has its own part of a line such as "By Ann | Published 4 May | 2 min"."""
    before = _BAR.split(text[: written.start])[-1]
    after = _BAR.split(text[written.end :])[0]
    apart = len(before) < written.start or len(after) < len(text) - written.end
    return apart and len(before) <= _BY_DATE and len(after.strip()) <= 4
