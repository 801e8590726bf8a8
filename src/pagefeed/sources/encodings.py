"""Bytes to characters, for plain text and for HTML.

This module owns the choice of the encoding: byte order marks, what is declared, what
the bytes prove, and the custom of a language (WHATWG HTML, "determining the character
encoding"). It must not know files.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    # UTF-32 first: its little-endian mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# WHATWG HTML, "suggested default encoding" by the locale's language; elsewhere windows-1252.
_CUSTOM = {
    "ar": "windows-1256", "az": "windows-1254", "ba": "windows-1251", "be": "windows-1251",
    "bg": "windows-1251", "cs": "windows-1250", "el": "iso-8859-7", "et": "windows-1257",
    "fa": "windows-1256", "he": "windows-1255", "hr": "windows-1250", "hu": "iso-8859-2",
    "ja": "shift_jis", "kk": "windows-1251", "ko": "euc-kr", "ku": "windows-1254",
    "ky": "windows-1251", "lt": "windows-1257", "lv": "windows-1257", "mk": "windows-1251",
    "pl": "iso-8859-2", "ru": "windows-1251", "sah": "windows-1251", "sk": "windows-1250",
    "sl": "iso-8859-2", "sr": "windows-1251", "tg": "windows-1251", "th": "windows-874",
    "tr": "windows-1254", "tt": "windows-1251", "uk": "windows-1251", "vi": "windows-1258",
    "zh": "gb18030", "zh-tw": "big5", "zh-hk": "big5", "zh-hant": "big5",
}  # fmt: skip

# Python names of the supersets that WHATWG means by these labels.
_WIDER = {"gbk": "gb18030", "euc-kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs"}

# Python's names of encodings that it doesn't know by WHATWG's. A page that says that it is in
# "x-user-defined" is in windows-1252 (WHATWG HTML, "prescan a byte stream", step 11).
_PYTHON = {"windows-874": "cp874", "x-mac-cyrillic": "mac-cyrillic", "iso-8859-8-i": "iso8859-8",
           "x-user-defined": "windows-1252"}  # fmt: skip
_SEVEN_BIT = frozenset(("iso-2022-jp", "iso2022-jp", "iso2022-kr", "hz"))  # their bytes are ASCII's
# What Python calls encodings and is none of text on pages.
_NONE = frozenset(
    ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7")
)

_PRESCAN = 4096  # WHATWG asks for 1024 at least; long comments before <meta> are common
_META = re.compile(
    rb"""<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_XML_DECLARED = re.compile(
    rb"""\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']"""
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Characters, the encoding they came from, and what had to be decided."""

    text: str
    encoding: str
    remark: str = ""  # a sentence, where something was guessed or put right
    replaced: int = 0  # invalid sequences that became U+FFFD
    line: int | None = None  # of the first of them, counted from 1


def text(data: bytes, *, declared: str | None = None, language: str | None = None) -> Decoded:
    """Decode plain text: its mark, else UTF-8, else what is declared or the language's custom.

    A text that is nearly UTF-8 is UTF-8 with its broken bytes replaced. One whose bytes
    are mostly not UTF-8 is in a legacy encoding: `declared`, or the customary one of
    `language`, and the remark says so.
    """
    marked = _marked(data)
    if marked is not None:
        return marked
    wide = _unmarked_wide(data)
    if wide is not None:
        return _replaced(data, wide, f"reads as {wide} without a byte order mark")
    if declared is None or _python_name(declared) is None:
        return _utf8_or_custom(data, language)
    return _as_declared(data, declared)


def html(data: bytes, *, declared: str | None = None, language: str | None = None) -> Decoded:
    """Decode a page by the WHATWG order: mark, transport (`declared`), `<meta>`, then custom.

    Two departures: bytes that prove to be UTF-8 are read as UTF-8 where a `<meta>` or
    nothing at all says otherwise, because pages are saved again as UTF-8 with their
    old `<meta>` in place.
    """
    marked = _marked(data)
    if marked is not None:
        return marked
    if declared is not None and _python_name(declared) is not None:
        return _as_declared(data, declared)
    stated = prescan(data)
    if stated is None:
        return _utf8_or_custom(data, _language(data) or language)
    meant = _python_name(stated)
    if meant not in _SEVEN_BIT and _is_utf8(data):
        remark = ""
        if meant != "utf-8" and len(_MULTIBYTE.findall(data)) > 0:
            remark = f"says that it is {stated.lower()}, but is UTF-8"
        return Decoded(text=data.decode("utf-8"), encoding="utf-8", remark=remark)
    if meant == "utf-8":
        return _utf8_or_custom(data, _language(data) or language)
    return _as_declared(data, stated)


def prescan(data: bytes) -> str | None:
    """The encoding that `<meta charset>` or the XML declaration states, if it is a known one."""
    head = data[:_PRESCAN]
    declared = _XML_DECLARED.search(head)
    if declared is not None and _python_name(declared.group(1).decode("ascii")) is not None:
        return declared.group(1).decode("ascii")
    for match in _META.finditer(_COMMENT.sub(b"", head)):
        name = match.group(1).decode("ascii")
        meant = _python_name(name)
        if meant is not None:
            # A page that could be scanned byte by byte is not UTF-16, whatever it says: "unicode".
            return "utf-8" if meant.startswith(("utf-16", "utf-32")) else name
    return None


def _marked(data: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], name)
    return None


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows as a NUL in every second byte of ASCII text."""
    head = data[:2000]
    if len(head) < 4 or head.count(0) < len(head) * 0.35:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 10 * odd else None


def _utf8_or_custom(data: bytes, language: str | None) -> Decoded:
    if _is_utf8(data):
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    good = sum(len(found) for found in _MULTIBYTE.findall(data))
    bad = len(_HIGH.findall(data)) - good
    if good >= 2 * bad:  # legacy double bytes look like UTF-8 now and then
        return _replaced(data, "utf-8")
    name = custom(language)
    return _replaced(data, name, f"is not UTF-8; read as {name}, the custom of its language")


def custom(language: str | None) -> str:
    """The legacy encoding that pages in this language (a BCP 47 tag) are customarily in."""
    tag = (language or "").lower().replace("_", "-")
    if tag in _CUSTOM:
        return _CUSTOM[tag]
    for ending in ("-hant", "-tw", "-hk"):
        if tag.startswith("zh") and ending in tag:
            return "big5"
    return _CUSTOM.get(tag.split("-")[0], "windows-1252")


def _as_declared(data: bytes, declared: str) -> Decoded:
    name = _python_name(declared)
    assert name is not None
    return _replaced(data, name)


def _replaced(data: bytes, name: str, remark: str = "") -> Decoded:
    codec = _PYTHON.get(name, name)
    codec = "cp1252" if codec in {"windows-1252", "iso-8859-1", "us-ascii", "ascii"} else codec
    if codec == "cp1252":
        return Decoded(text=_cp1252(data), encoding="windows-1252", remark=remark)
    try:
        return Decoded(text=data.decode(codec), encoding=name, remark=remark)
    except (UnicodeDecodeError, LookupError):
        shown = data.decode(codec, "replace")
    count = shown.count("�")
    line = shown.count("\n", 0, shown.find("�")) + 1
    return Decoded(text=shown, encoding=name, remark=remark, replaced=count, line=line)


def _cp1252(data: bytes) -> str:
    """windows-1252 as WHATWG has it: its five unused bytes are the C1 controls."""
    return data.decode("cp1252", "pagefeed.c1")


def _c1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("pagefeed.c1", _c1)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _python_name(label: str) -> str | None:
    """The encoding that a label means, as WHATWG has it: "latin1" is windows-1252; None for unknown ones.

    Labels that WHATWG doesn't know ("MacCyrillic"), or doesn't want to be read any more
    ("hz-gb-2312"), are what Python takes them for: old pages are in such encodings.
    """
    import webencodings

    found = webencodings.lookup(label)
    if found is None or found.name == "replacement":
        return _of_python(label)
    name: str = found.name
    return _WIDER.get(name, name)


def _of_python(label: str) -> str | None:
    try:
        codec = codecs.lookup(label)
    except (LookupError, UnicodeError, ValueError):
        return None
    name = codec.name.replace("_", "-")
    return name if getattr(codec, "_is_text_encoding", True) and name not in _NONE else None


_LANG = re.compile(rb"""<html\b[^>]{0,500}?\blang\s*=\s*["']?([A-Za-z-]{2,20})""", re.IGNORECASE)


def _language(data: bytes) -> str | None:
    found = _LANG.search(data[:_PRESCAN])
    return found.group(1).decode("ascii") if found else None


def known(label: str) -> bool:
    """Whether a label names an encoding that pages may be in."""
    return _python_name(label) is not None
