"""Dates that are none of publication: when something ends or was looked up, or what a sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pagefeed.converters import labels
from pagefeed.converters.caseless import Caseless

_STOPS = (".", "!", "?", "…", "。", "।", "۔")
_SENTENCE = 3  # words before a date that begin a sentence
_WORDS = 3  # right before a date, among which the one stands that tells
_WIDE = 8  # characters of an ideographic text that do
_BEFORE = 32  # characters before the date in its own part
# What stands right before a day that is none of publication: "closing date: 3 June".
_UNTIL = [
    "until",
    "till",
    "valid until",
    "valid to",
    "closing",
    "closing date",
    "deadline",
    "expires",
    "expires on",
    "ends",
    "ends on",
    "effective",
    "effective from",
    "in force from",
    "in force since",
    "gültig ab",
    "gültig seit",
    "en vigueur depuis",
    "vigente desde",
    "in vigore dal",
    "apply by",
    "gültig bis",
    "gültig bis zum",
    "bis",
    "bis zum",
    "bewerbungsfrist",
    "einsendefrist",
    "anmeldefrist",
    "bewerbungsschluss",
    "einsendeschluss",
    "anmeldeschluss",
    "jusqu'au",
    "jusqu’au",
    "date limite",
    "hasta el",
    "válido hasta",
    "válido hasta el",
    "vence",
    "vence el",
    "fino al",
    "scadenza",
    "entro il",
    "até",
    "até a",
    "válido até",
    "до",
    "действует до",
    "ważne do",
    "do",
    "do dnia",
    "platí do",
    "tot",
    "tot en met",
    "t/m",
    "til og med",
    "frist",
    "frist er",
    "frist den",
    "ansøgningsfrist",
    "ansøkningsfrist",
    "ansökningsfrist",
    "søknadsfrist",
    "indsendelsesfrist",
    "senast",
    "senast den",
    "sista ansökningsdag",
    "son başvuru",
    "hingga",
    "sampai",
    "geçerlilik",
    "截止",
    "截止日期",
    "締切",
    "마감",
]
# When the author of a page read what it refers to: "Retrieved on 12 May 2011".
_LOOKED_UP = [
    "retrieved",
    "accessed",
    "archived",
    "archived from the original",
    "abgerufen",
    "konsultiert",
    "consulté",
    "consultado",
    "consultato",
    "geraadpleegd",
    "bezocht op",
    "dostęp",
    "hämtad",
    "hämtat",
    "läst",
    "besøkt",
    "lest",
    "hentet",
    "luettu",
    "viitattu",
    "проверено",
    "дата обращения",
    "процитовано",
    "посетено",
    "vaadatud",
    "žiūrėta",
    "skatīts",
    "hozzáférés",
    "accesat",
    "přístup",
    "cit",
]
_ON = ("on", "am", "le", "el", "il", "em", "op", "den", "d.", "la")


def _any(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=lambda phrase: -len(phrase))
    return "|".join(re.escape(phrase).replace("\\ ", r"\s") for phrase in longest_first)


_TOLD = Caseless(
    rf"(?:^|[^\W\d_]\s|\W)(?:{_any(_UNTIL)})(?![^\W\d_])\s?[:：]?\s?(?:[^\W\d_]{{2,12}}[.,]{{0,2}}\s)?$"
    rf"|(?:^|[^\w])(?:{_any(_LOOKED_UP)})[.:]?(?:\s(?:{_any(_ON)})|,)?\s?[:：]?\s?$",
)
# The last words of what those expressions find: without them a text needn't be searched.
_LAST = frozenset(phrase.split()[-1].rstrip(".") for phrase in (*_UNTIL, *_LOOKED_UP, *_ON))
_AROUND = ".,:;()[]«»\"'-–—|•·"
_ENDS = Caseless(
    r"^\W*(?:(?:application |submission )?deadline|closing(?: date)?|valid until|expir\w+|frist|ende|gültig bis|"
    r"bewerbungsschluss|einsendeschluss|date limite|échéance|fecha límite|vencimiento|plazo|scadenza|prazo|"
    r"срок\w*|термін\w*|termin składania|uzávěrka|határidő|son (?:başvuru )?tarihi?|截止日期|締切|마감일|"
    r"last (?:comment|reply)|letzter kommentar|dernier commentaire|último comentario|последний комментарий)\W*$",
)


def told(before: str, *, alone: bool = False) -> bool:
    """Whether the words before a date say that something ends then, or was looked up then.

    `alone` in a box of their own they may be fewer.
    """
    if alone and _ENDS.is_in(before):
        return True
    near = before[-_BEFORE:]
    if len(near) < 2 or not _may_tell(near):
        return False
    return _TOLD.is_in(near)


def _may_tell(near: str) -> bool:
    if not near.isascii() and any(each >= "\u3040" for each in near[-_WIDE:]):
        return True  # there no blanks part words
    said = near.casefold().split()[-_WORDS:]
    return any(word.strip(_AROUND) in _LAST for word in said)


def spoken(before: str, after: str) -> bool:
    """Whether a date stands inside a sentence: "It could open on 1 September 2016, he said."."""
    if not after.rstrip(" \"'”»“").endswith(_STOPS):
        return False
    said = labels.signs(before) or labels.labels(before)
    return len(before.split()) >= _SENTENCE and not said
