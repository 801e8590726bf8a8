"""The language of a text by its small words, for pages that state none or a template's.

This module owns that guess for languages that write months in words, and English. It must not be
asked where what the page states serves.
"""

from __future__ import annotations

import re
from collections import Counter

_WORDS = {
    "bg": "на се за от че ще са който както",
    "cs": "se na je že jako před který podle také",
    "da": "og er det at på til ikke med som",
    "de": "der die das und ist nicht ein eine den",
    "el": "και το της να του που με από",
    "en": "the and of to in is that for",
    "es": "el los las que una por con del para",
    "fi": "ja on ei että oli mutta myös kun",
    "fr": "les des est une dans pour que qui sur",
    "hr": "je se na da su koji što prije bit",
    "hu": "az és hogy egy nem meg volt már",
    "id": "yang dan di untuk dengan ini itu dari",
    "it": "il che di una per della sono non gli",
    "nl": "het een van en de dat niet zijn voor",
    "pl": "się na nie że jest przed który oraz przez",
    "pt": "que os uma não para com do da em",
    "ro": "și în care cu pentru este din la",
    "ru": "и на что не это как был для по",
    "sv": "och att det som inte är för på",
    "tr": "ve bir bu için ile olarak daha çok",
    "uk": "і та що не це як для від",
    "vi": "và của là có không được cho người",
}
_SETS = {tag: frozenset(words.split()) for tag, words in _WORDS.items()}
_LEAST = 4  # small words that must be there
_TEXT = 4_000  # characters that are looked at


def guess(text: str) -> str | None:
    """The language whose small words are most frequent in a text, or None where few are."""
    counted = Counter(re.findall(r"[^\W\d_]+", text[:_TEXT].lower()))
    scores = {tag: sum(counted[word] for word in words & counted.keys()) for tag, words in _SETS.items()}  # fmt: skip
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] >= _LEAST else None
