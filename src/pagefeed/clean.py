"""Any text -> text that XML 1.0 can hold and a title can be; any HTML -> HTML safe to publish.

Pure functions over strings. Nothing here knows pages, items or feeds.
"""

from __future__ import annotations

import re
import unicodedata

# What XML 1.0 (section 2.2, Char) can't hold, and noncharacters, which it discourages.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_REPLACED = re.compile(r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe\U0001ffff]")
_C1 = re.compile(r"[\x80-\x9f]")
_BIDI_OVERRIDES = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"[ \t\n\r\f\v\x85\xa0\u2028\u2029\u3000\ufeff]+")
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{8})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def characters(text: str) -> str:
    """The text with only characters that XML 1.0 can hold and readers take.

    NUL and other C0 controls go; lone surrogates and noncharacters become U+FFFD;
    C1 controls are read as the Windows-1252 characters that they were meant to be;
    bidirectional overrides go; floods of combining marks are cut after eight.
    """
    text = _FORBIDDEN.sub("", text)
    if text.isascii():
        return text
    text = _C1.sub(_from_cp1252, text)
    text = _REPLACED.sub("�", text)
    text = _BIDI_OVERRIDES.sub("", text)
    return _MARKS.sub(r"\1", text)


def line(text: str) -> str:
    """One line of clean text: `characters`, NFC kept as written, blanks folded to one space."""
    return _BLANKS.sub(" ", characters(text)).strip(" ")


def key(text: str) -> str:
    """The text as it is compared: NFKC, case folded, blanks folded."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", characters(text)).casefold()).strip(" ")


def _from_cp1252(match: re.Match[str]) -> str:
    try:
        return match.group().encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return "�"  # the five bytes that Windows-1252 leaves undefined
