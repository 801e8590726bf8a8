"""How long a text is: in words and in width, in scripts with blanks between words and without.

An ideograph says about as much as two Latin letters, and Thai puts no blanks between words. It
must not know what a line is for.
"""

from __future__ import annotations

import re

from pagefeed import clean

PARAGRAPH = 80  # characters from which a line that ends a sentence is prose
_UNSPACED_PARAGRAPH = 130  # the same, where sentences have no sign at their ends
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟։።॥।۔။។]['\"”’»)\]」』]*$")
# Scripts that put no blanks between words: Thai, Lao, Burmese, Khmer. Four letters a word.
_UNSPACED = re.compile(r"[\u0e01-\u0e30\u0e40-\u0e46\u0e81-\u0eb0\u1000-\u102a\u1780-\u17b3]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f]")


@clean.remembering
def is_prose(text: str) -> bool:
    """Whether a line reads as a paragraph rather than a title."""
    size = width(text)
    if size < PARAGRAPH:
        return False
    if size >= 240 or _ENDS_SENTENCE.search(text) is not None:
        return True
    # Sentences of Thai, Lao, Burmese and Khmer end without a sign.
    return size >= _UNSPACED_PARAGRAPH and is_unspaced(text)


def is_unspaced(text: str) -> bool:
    """Whether a text is of a script that puts no blanks between words."""
    return len(_UNSPACED.findall(text)) * 2 >= len(text)


@clean.remembering
def width(text: str) -> int:
    """The length of a text in Latin letters' worth: an ideograph says about as much as two."""
    return len(text) + len(_WIDE.findall(text)) if not text.isascii() else len(text)


@clean.remembering
def words(text: str) -> int:
    """How many words a text has; four ideographs count as two, eight letters of Thai too."""
    count = len(text.split())
    if text.isascii():
        return count
    return count + len(_WIDE.findall(text)) // 2 + len(_UNSPACED.findall(text)) // 4
