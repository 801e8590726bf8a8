"""Times past that are told without a number: "an hour ago", "قبل يومين"."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from pagefeed.dates.names import base
from pagefeed.dates.relative import shortest

_MINUTE, _HOUR, _DAY, _WEEK = (
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(weeks=1),
)
# A minute, an hour, two hours, a day, two days, a week; "" where it is told in numbers.
_UNITS = (_MINUTE, _HOUR, 2 * _HOUR, _DAY, 2 * _DAY, _WEEK)
_FORMS: dict[str, tuple[str, ...]] = {
    "en": ("a minute ago", "an hour ago|about an hour ago", "", "a day ago", "", "a week ago"),
    "de": ("vor einer Minute", "vor einer Stunde", "", "vor einem Tag", "", "vor einer Woche"),
    "fr": ("il y a une minute", "il y a une heure", "", "il y a un jour", "", "il y a une semaine"),
    "es": ("hace un minuto", "hace una hora", "", "hace un día", "", "hace una semana"),
    "pt": ("há um minuto", "há uma hora", "", "há um dia", "", "há uma semana"),
    "it": ("un minuto fa", "un'ora fa|un’ora fa", "", "un giorno fa", "", "una settimana fa"),
    "nl": ("een minuut geleden", "een uur geleden", "", "een dag geleden", "", "een week geleden"),
    "ca": ("fa un minut", "fa una hora", "", "fa un dia", "", "fa una setmana"),
    "ro": ("acum un minut", "acum o oră", "", "acum o zi", "", "acum o săptămână"),
    "ru": ("минуту назад", "час назад", "", "день назад", "", "неделю назад"),
    "uk": ("хвилину тому", "годину тому", "", "день тому", "", "тиждень тому"),
    "be": ("хвіліну таму", "гадзіну таму", "", "дзень таму", "", "тыдзень таму"),
    "bg": ("преди минута", "преди час|преди един час", "", "преди ден", "", "преди седмица"),
    "sr": ("пре минут|pre minut", "пре сат времена|pre sat vremena", "", "", "", ""),
    "hr": ("prije minutu", "prije sat vremena", "", "prije jedan dan", "", "prije tjedan dana"),
    "pl": ("minutę temu", "godzinę temu", "", "dzień temu", "", "tydzień temu"),
    "cs": ("před minutou", "před hodinou", "", "před dnem", "", "před týdnem"),
    "sk": ("pred minútou", "pred hodinou", "", "pred dňom", "", "pred týždňom"),
    "el": ("πριν ένα λεπτό|πριν από ένα λεπτό", "πριν μία ώρα|πριν μια ώρα|πριν από μία ώρα", "",
           "πριν μία ημέρα|πριν από μία ημέρα", "", ""),
    "tr": ("bir dakika önce", "bir saat önce", "", "bir gün önce", "", "bir hafta önce"),
    "hu": ("egy perce", "egy órája", "", "egy napja", "", "egy hete"),
    "fi": ("minuutti sitten", "tunti sitten", "", "päivä sitten", "", "viikko sitten"),
    "sv": ("en minut sedan", "en timme sedan", "", "en dag sedan", "", "en vecka sedan"),
    "nb": ("ett minutt siden", "en time siden", "", "en dag siden", "", "en uke siden"),
    "da": ("et minut siden", "en time siden", "", "en dag siden", "", "en uge siden"),
    "id": ("semenit lalu|satu menit lalu", "sejam lalu|satu jam lalu", "", "sehari lalu", "", ""),
    "vi": ("một phút trước", "một giờ trước", "", "một ngày trước", "", ""),
    "he": ("לפני דקה", "לפני שעה", "לפני שעתיים", "לפני יום", "לפני יומיים", "לפני שבוע"),
    "ar": ("منذ دقيقة|قبل دقيقة", "منذ ساعة|قبل ساعة", "منذ ساعتين|قبل ساعتين",
           "منذ يوم|قبل يوم", "منذ يومين|قبل يومين", "منذ أسبوع|قبل أسبوع"),
    "fa": ("یک دقیقه پیش|یک دقیقه قبل", "یک ساعت پیش|یک ساعت قبل", "", "یک روز پیش|یک روز قبل", "",
           "یک هفته پیش"),
}  # fmt: skip


@lru_cache(maxsize=64)
def forms(language: str | None) -> dict[str, timedelta]:
    """What a language and English say for one of a unit, or for two; casefolded."""
    found: dict[str, timedelta] = {}
    for code in dict.fromkeys((base(language), "en")):
        for unit, words in zip(_UNITS, _FORMS.get(code, ()), strict=False):
            found.update({form.casefold(): unit for form in words.split("|") if form})
    return found


@lru_cache(maxsize=64)
def hints(language: str | None) -> tuple[str, ...]:
    """A word of each form: a line without any of them holds none."""
    return shortest(max(form.split(), key=len) for form in forms(language))


@lru_cache(maxsize=64)
def expression(language: str | None) -> re.Pattern[str]:
    """The forms of a language, the longest first; words on both sides don't touch them."""
    body = "|".join(map(re.escape, sorted(forms(language), key=len, reverse=True)))
    return re.compile(rf"(?<![^\W_])(?:{body})(?![^\W_])")
