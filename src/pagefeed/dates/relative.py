"""Times counted from the instant of capture: "12 minutes ago", "Há 9 horas", "yesterday".

The patterns come from CLDR's relative times; the words from `words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from pagefeed.dates.cldr import locale
from pagefeed.dates.names import base
from pagefeed.dates.words import NOW, TODAY, TWO_DAYS_AGO, YESTERDAY

_UNITS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
# What pages write that CLDR doesn't: short units, and the words around them.
_MORE: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("minute", "{0} mins ago"), ("minute", "{0}m ago"), ("hour", "{0} hrs ago"),
        ("hour", "{0}h ago"), ("day", "{0}d ago"), ("second", "{0}s ago"), ("hour", "{0}hr ago"),
        ("week", "{0} wks ago"), ("week", "{0} wk ago"), ("week", "{0}w ago"),
    ),
    "es": (("minute", "hace {0} minutos"), ("hour", "hace {0} horas"), ("hour", "hace {0}h")),
    "pt": (
        ("minute", "há {0} minutos"), ("hour", "há {0} horas"), ("hour", "há {0}h"),
        ("minute", "há {0} min"), ("day", "há {0} dias"), ("hour", "há {0} hora"),
        ("minute", "há {0} minuto"), ("day", "há {0} dia"), ("minute", "{0} minutos atrás"),
        ("hour", "{0} horas atrás"), ("hour", "{0} hora atrás"), ("day", "{0} dias atrás"),
        ("day", "{0} dia atrás"), ("week", "{0} semanas atrás"), ("week", "{0} semana atrás"),
    ),
    "it": (("hour", "{0} ore fa"), ("minute", "{0} minuti fa")),
    "de": (("minute", "vor {0} Min"), ("hour", "vor {0} Std")),
    "fr": (("minute", "il y a {0} min"), ("hour", "il y a {0} h")),
    "ar": (
        ("minute", "منذ {0} دقيقة"), ("minute", "منذ {0} دقائق"), ("hour", "منذ {0} ساعة"),
        ("hour", "منذ {0} ساعات"), ("day", "منذ {0} أيام"), ("day", "منذ {0} يوم"),
    ),
    "ro": (
        ("minute", "{0} minute în urmă"), ("hour", "{0} ore în urmă"), ("day", "{0} zile în urmă"),
    ),
    "el": (("hour", "πριν {0} ώρες"), ("minute", "πριν {0} λεπτά"), ("day", "πριν {0} ημέρες"),
           ("hour", "{0} ώρες πριν"), ("hour", "{0} ώρα πριν"), ("minute", "{0} λεπτά πριν"),
           ("day", "{0} ημέρες πριν")),
    "bn": (("hour", "{0} ঘণ্টা আগে"),),
    "hu": (("minute", "már {0} perce"), ("hour", "már {0} órája"), ("minute", "{0} perce"),
           ("hour", "{0} órája"), ("day", "{0} napja")),
    "et": (("second", "{0} sekundit tagasi"), ("minute", "{0} minutit tagasi"), ("minute", "{0} minut tagasi"),
           ("minute", "{0} min tagasi"), ("hour", "{0} tundi tagasi"), ("hour", "{0} tund tagasi"),
           ("day", "{0} päeva tagasi"), ("day", "{0} päev tagasi"), ("week", "{0} nädalat tagasi"),
           ("week", "{0} nädal tagasi")),
    "sv": (("minute", "{0} minuter sedan"), ("minute", "{0} minut sedan"), ("minute", "{0} min sedan"),
           ("hour", "{0} timmar sedan"), ("hour", "{0} timme sedan"), ("hour", "{0} tim sedan"),
           ("day", "{0} dagar sedan"), ("day", "{0} dag sedan"), ("week", "{0} veckor sedan")),
    "sr": (("minute", "pre {0} minuta"), ("minute", "pre {0} min"), ("hour", "pre {0} sata"),
           ("hour", "pre {0} sati"), ("hour", "pre {0} sat"), ("hour", "pre {0} h"), ("day", "pre {0} dana"),
           ("day", "pre {0} dan")),
    "ms": (("minute", "{0} minit yang lalu"), ("hour", "{0} jam yang lalu"), ("day", "{0} hari yang lalu"),
           ("week", "{0} minggu yang lalu"), ("minute", "{0} minit lalu"), ("hour", "{0} jam lalu"),
           ("day", "{0} hari lalu")),
    "id": (("minute", "{0} menit lalu"), ("hour", "{0} jam lalu"), ("day", "{0} hari lalu"),
           ("week", "{0} minggu lalu")),
    "fa": (("minute", "{0} دقیقه قبل"), ("hour", "{0} ساعت قبل"), ("day", "{0} روز قبل"),
           ("week", "{0} هفته قبل")),
    "ur": (("minute", "{0} منٹ قبل"), ("hour", "{0} گھنٹے قبل"), ("hour", "{0} گھنٹہ قبل"), ("day", "{0} دن قبل")),
    "az": (("minute", "{0} dəqiqə əvvəl"), ("hour", "{0} saat əvvəl"), ("day", "{0} gün əvvəl")),
    "th": (("minute", "{0} นาทีที่แล้ว"), ("hour", "{0} ชั่วโมงที่แล้ว"), ("day", "{0} วันที่แล้ว")),
    "da": (("minute", "{0} minutter siden"), ("minute", "{0} minut siden")),
    "nb": (("minute", "{0} minutter siden"), ("minute", "{0} minutt siden"), ("minute", "{0} min siden"),
           ("hour", "{0} timer siden"), ("hour", "{0} time siden"), ("day", "{0} dager siden"),
           ("day", "{0} dag siden")),
    "nn": (("minute", "{0} minutt sidan"), ("minute", "{0} min sidan"), ("hour", "{0} timar sidan"),
           ("hour", "{0} time sidan"), ("day", "{0} dagar sidan"), ("day", "{0} dag sidan"),
           ("week", "{0} veker sidan"), ("week", "{0} veke sidan")),
    "fi": (("hour", "{0} h sitten"),),
    "lv": (("hour", "pirms {0} h"),),
    "ta": (("hour", "{0} மணிநேரத்துக்கு முன்"),),
    "ne": (("hour", "{0} घण्टा अगाडि"), ("minute", "{0} मिनेट अगाडि"), ("day", "{0} दिन अगाडि")),
    "ru": (("minute", "{0} мин. назад"), ("hour", "{0} ч. назад")),
    "hi": (("hour", "{0} घंटा पहले"), ("hour", "{0} घण्टे पहले"), ("day", "{0} दिन पहले")),
    "zh": (("minute", "{0}分钟前"), ("minute", "{0}分鐘前"), ("hour", "{0}小时前"),
           ("hour", "{0}小時前"), ("day", "{0}天前"), ("day", "{0}日前")),
}  # fmt: skip

# Papers in Norway write both languages, and state either, or none of them.
_MORE["no"] = _MORE["nb"] = _MORE["nn"] = (*_MORE["nb"], *_MORE["nn"])

# Words for units as they stand where "ago" is left out, in other cases than with it.
_UNITS_ALONE: dict[str, dict[str, str]] = {
    "de": {"day": "tage", "week": "wochen"},
    "cs": {
        "minute": "minut minuta",
        "hour": "hodin hodina",
        "day": "dní den",
        "week": "týdnů týden",
    },
    "sk": {"minute": "minút minúta", "hour": "hodín hodina", "day": "dní deň", "week": "týždňov"},
    "sl": {"minute": "minut minuta", "hour": "ur ura", "day": "dni dan"},
    "hu": {"minute": "perc", "hour": "óra", "day": "nap", "week": "hét"},
    "uk": {"hour": "година", "minute": "хвилина"},
    "sr": {"minute": "min", "hour": "sat"},
}
_SHARED = 2  # kinds of units whose forms share a word that is one of them

# No letter follows, but a capital may: "3 hours agoSport" is two labels that touch.
_WORD_BEGINS = r"(?<!\w)"
_WORD_ENDS = r"(?!(?-i:(?![A-ZÀ-ÖØ-ÞΑ-ΩЁЄІЇҐА-ЯԱ-Ֆ])[^\W\d_]))"


class Form(NamedTuple):
    """One way of writing a time that is past: "{0} hours ago"."""

    unit: timedelta
    before: str  # what must stand in a squeezed line, before the number
    after: str  # and behind it
    expression: str  # its first group holds the number


@lru_cache(maxsize=64)
def forms(language: str | None) -> tuple[Form, ...]:
    """The forms of a language and of English; of two that begin at one place the first counts.

    Each is an expression of its own, since one of them all takes as long to make as a page
    to read, and a page holds few of them. Those that begin with the number come first.
    """
    found: dict[str, str] = {}
    for code in dict.fromkeys((language, "en")):
        if code is None:
            continue
        for unit, form in (*_cldr(code), *_MORE.get(base(code), ())):
            found.setdefault(form.casefold(), unit)
    numbered: list[Form] = []
    worded: list[Form] = []
    for form, unit in sorted(found.items(), key=lambda f: -len(f[0])):
        before, after = form.split("{0}", 1)
        worded_first = bool(before.strip())
        expression = (
            (_WORD_BEGINS if worded_first else r"(?<![\d.,:])(?=\s?\d)")
            + _loose(before)
            + r"(\d{1,3})"
            + _loose(after)
            + (_WORD_ENDS if after[-1:].isalpha() and after[-1:] < "\u2e80" else "")
        )
        made = Form(_UNITS[unit], squeezed(before), squeezed(after), expression)
        (worded if worded_first else numbered).append(made)
    return (*numbered, *worded)


def squeezed(text: str) -> str:
    """A casefolded text without its blanks and dots, and with one letter i.

    Expressions take "İ" and "ı" for "i", casefolding doesn't.
    """
    text = "".join(text.split()).replace(".", "")
    return text if text.isascii() else text.replace("i\u0307", "i").replace("ı", "i")


def at_end(expression: str) -> re.Pattern[str] | None:
    """A form's expression where a title touches it, up to the end of a line; None: it can't be told.

    "Der Brand ist gelöschtvor 12 Minuten": a word must begin the form.
    """
    if not expression.startswith(_WORD_BEGINS):
        return None
    return compiled(rf"(?<=[^\W\d_]){expression.removeprefix(_WORD_BEGINS)}$")


@lru_cache(maxsize=512)  # a language has some fifty
def compiled(expression: str) -> re.Pattern[str]:
    """A form's expression, made when a line may hold it."""
    return re.compile(expression, re.IGNORECASE)


@lru_cache(maxsize=64)
def hints(language: str | None) -> tuple[str, ...]:
    """A word of each form that counts: a line without any of them holds no such time."""
    found: set[str] = set()
    for code in dict.fromkeys((language, "en")):
        for _, form in (*_cldr(code), *_MORE.get(base(code), ())) if code else ():
            literal = form.casefold().replace("{0}", " ").split()
            found.add(max((word.rstrip(".") for word in literal), key=len))
    return shortest(found)


def shortest(words: Iterable[str]) -> tuple[str, ...]:
    """Words that hold none of the others: "minute" stands for "minutes" too."""
    found: list[str] = []
    for word in sorted(set(words), key=lambda word: (len(word), word)):
        if not any(shorter in word for shorter in found):
            found.append(word)
    return tuple(found)


@lru_cache(maxsize=64)
def words(language: str | None) -> dict[str, int | None]:
    """A language's words for today (0), yesterday (1), the day before (2) and just now (None)."""
    found: dict[str, int | None] = {}
    languages = {base(language), "en"} if language else set(TODAY)
    for code in sorted(languages):
        for table, value in ((TODAY, 0), (YESTERDAY, 1), (TWO_DAYS_AGO, 2), (NOW, None)):
            for word in table.get(code, ()):
                found.setdefault(word.casefold(), value)
    return found


@lru_cache(maxsize=64)
def units(language: str | None) -> dict[str, timedelta]:
    """A language's words for minutes, hours, days and weeks, casefolded and without their dots.

    They are what its forms for the past, and English ones, hold besides the words for "ago", which
    those of all units share. Seconds, and single letters of Latin, are left out.
    """
    found: dict[str, timedelta] = {}
    for code in dict.fromkeys((language, "en")):
        told = (*_cldr(code), *_MORE.get(base(code), ())) if code else ()
        said = [(unit, form.casefold().replace("{0}", " ").split()) for unit, form in told]
        kinds: dict[str, set[str]] = {}
        for unit, words_of in said:
            for word in words_of:
                kinds.setdefault(word, set()).add(unit)
        for unit, words_of in said:
            own = [word.rstrip(".") for word in words_of if len(kinds[word]) <= _SHARED]
            if unit != "second" and len(own) == 1 and (len(own[0]) > 1 or not own[0].isascii()):
                found.setdefault(own[0], _UNITS[unit])
        for unit, alone in _UNITS_ALONE.get(base(code), {}).items() if code else ():
            found.update(dict.fromkeys(alone.split(), _UNITS[unit]))
    return found


def _loose(text: str) -> str:
    """The literal with any blanks, or none, where it has a blank; an ending dot may be absent."""
    words_of = text.split()
    escaped = r"\s?".join(re.escape(word.rstrip(".")) + r"\.?" for word in words_of)
    lead = r"\s?" if text[:1].isspace() else ""
    trail = r"\s?" if text[-1:].isspace() else ""
    return (
        lead
        + escaped.removesuffix(r"\.?")
        + (r"\.?" if text.rstrip().endswith(".") else "")
        + trail
    )


def _cldr(language: str) -> list[tuple[str, str]]:
    found = locale(language)
    if found is None:
        return []
    return [(unit, form) for unit in _UNITS for form in found.past.get(unit, ())]
