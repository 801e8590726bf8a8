"""Dates that are none of publication: when something ends or was looked up, or what a sentence tells."""

from __future__ import annotations

import re

from pagefeed.converters import labels

_STOPS = (".", "!", "?", "…", "。", "।", "۔")
_SENTENCE = 3  # words before a date that begin a sentence
_BEFORE = 25  # characters before the date in its own part
# What stands right before a day that is none of publication: "closing date: 3 June".
_DEADLINE = re.compile(
    r"(?:^|[^\W\d_]\s|\W)(?:until|till|valid (?:until|to)|closing(?: date)?|deadline|expires(?: on)?|ends(?: on)?|"
    r"apply by|gültig bis(?: zum)?|bis(?: zum)?|(?:bewerbungs|einsende|anmelde)(?:frist|schluss)|jusqu['’]au|"
    r"date limite|hasta el|válido hasta(?: el)?|vence(?: el)?|fino al|scadenza|entro il|até(?: a)?|"
    r"válido até|до|действует до|ważne do|do dnia|platí do|tot(?: en met)?|t/m|til og med|"
    r"(?:ansøgnings|ansøknings|ansöknings|søknads|indsendelses)?frist(?: er| den)?|senast(?: den)?|sista ansökningsdag|"
    r"son başvuru|geçerlilik|截止(?:日期)?|締切|마감)(?![^\W\d_])\s?[:：]?\s?(?:[^\W\d_]{2,12}[.,]{0,2}\s)?$",
    re.IGNORECASE,
)
# When the author of a page read what it refers to: "Retrieved on 12 May 2011".
_LOOKED_UP = re.compile(
    r"(?:^|[^\w])(?:retrieved|accessed|archived(?: from the original)?|abgerufen|konsultiert|consulté|consultado|consultato|"
    r"url consultato|geraadpleegd|bezocht op|dostęp|hämtad|hämtat|läst|besøkt|lest|hentet|luettu|viitattu|"
    r"проверено|дата обращения|процитовано|посетено|vaadatud|žiūrėta|skatīts|hozzáférés|accesat|přístup|cit)[.:]?"
    r"(?:\s(?:on|am|le|el|il|em|op|den|d\.|la)|,)?\s?[:：]?\s?$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"^\W*(?:(?:application |submission )?deadline|closing(?: date)?|valid until|expir\w+|frist|ende|gültig bis|"
    r"bewerbungsschluss|einsendeschluss|date limite|échéance|fecha límite|vencimiento|plazo|scadenza|prazo|"
    r"срок\w*|термін\w*|termin składania|uzávěrka|határidő|son (?:başvuru )?tarihi?|截止日期|締切|마감일|"
    r"last (?:comment|reply)|letzter kommentar|dernier commentaire|último comentario|последний комментарий)\W*$",
    re.IGNORECASE,
)


def told(before: str, *, alone: bool = False) -> bool:
    """Whether the words before a date say that something ends then, or was looked up then.

    `alone` in a box of their own they may be fewer.
    """
    if alone and _ENDS.search(before) is not None:
        return True
    near = before[-_BEFORE:]
    return len(before) > 1 and (
        _DEADLINE.search(near) is not None or _LOOKED_UP.search(near) is not None
    )


def spoken(before: str, after: str) -> bool:
    """Whether a date stands inside a sentence: "It could open on 1 September 2016, he said."."""
    if not after.rstrip(" \"'”»“").endswith(_STOPS):
        return False
    said = labels.signs(before) or labels.labels(before)
    return len(before.split()) >= _SENTENCE and not said
