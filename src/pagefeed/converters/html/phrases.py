"""Whether a text can be a title, by its letters alone: some words, and no count or address.

It must not know elements.
"""

from __future__ import annotations

import re
import unicodedata

from pagefeed.converters import asking

WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_LINE = 80  # characters beside a forum's topic
_ADDRESS = re.compile(r"https?://|www\.|t\.co/|pic\.twitter|@\w", re.IGNORECASE)
# "67 comments", "3件"; but 2025年予算案のポイント is a title, written without spaces.
COUNT = re.compile(r"[\d.,\s]+(?:[^\W\d_\u3040-\u9fff\uac00-\ud7af]{1,20}|[\u3040-\u9fff\uac00-\ud7af]{1,4})\.?")  # fmt: skip
# What a forum shows beside a topic: "Last post by Ann".
_LAST = re.compile(
    r"(?:zum |go to |view (?:the )?|ir al |vai all')?(?:letzten? beitrag|letzter beitrag|(?:last|latest|newest) post"
    r"|dernier message|último mensaje|última mensagem|ultimo messaggio|laatste bericht|senaste inlägg|siste innlegg"
    r"|последнее сообщение|останнє повідомлення|ostatni post|poslední příspěvek|utolsó hozzászólás|en son mesaj)"
    r"(?:\s(?:by|von|par|por|от|від|od|di|da|door|av|af)\s\S{1,30}(?:\s\S{1,20})?|\s\S{1,30})?[:：»]?",
    re.IGNORECASE,
)


def plausible(text: str, *, strict: bool) -> bool:
    """Whether a text can be a title: some words; a category's name is shorter."""
    if not text or len(text) > 400 or (text[-1] in ":：" and short(text)):
        return False
    if len(text) <= _LINE and _LAST.fullmatch(text) is not None:
        return False
    if " " not in text.rstrip(" …") and _ADDRESS.match(text) is not None:
        return False
    if asking.asks(text):
        return False  # "Read more"
    wide = _wide(text)
    letters = sum(map(str.isalpha, text))
    if not text.isascii() and letters < len(text) * 0.7:
        # Half of a Hindi word's letters are signs on the others.
        letters += sum(unicodedata.category(each)[0] == "M" for each in text)
    if letters < 3 or letters < len(text) * 0.35:
        return False
    if not strict:
        return (letters >= 5 or wide >= 2) and COUNT.fullmatch(text) is None
    return wide >= 8 or len(text) >= 20 or len(text.split()) >= 4


def _wide(text: str) -> int:
    """How many characters of a text are ideographs or syllables, each as good as half a word."""
    return 0 if text.isascii() else len(WIDE.findall(text))


def short(text: str) -> bool:
    """Whether a text is as short as a section's name: "Energy & Commodities"."""
    return _wide(text) < 10 and len(text) < 25 and len(text.split()) < 5
