"""What single values of a JSON feed must look like: dates, addresses, language and MIME types.

Each function takes a string and gives what is wrong with it, or nothing. Knows neither
documents nor Problems.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Literal

_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))",
    re.ASCII,
)
_DATE_ALONE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NO_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?", re.ASCII)
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"  # language and extended language
    r"(?:-[a-z]{4})?"  # script
    r"(?:-(?:[a-z]{2}|[0-9]{3}))?"  # region
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"  # extensions
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"  # private use
    r"|x(?:-[a-z0-9]{1,8})+"
    r"|i-[a-z]{3,8}|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)|art-lojban|cel-gaulish"
    r"|no-bok|no-nyn|zh-(?:guoyu|hakka|min|min-nan|xiang)"
)
_MIME = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}"
    r"(?:[ \t]*;[^;]+)*"
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"//(?:[^/?#@]*@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:@\[\]]+)(?::[0-9]*)?(?:[/?#]|$)")
_OUTSIDE = re.compile(r"[\x00-\x20\x7f-\xa0\"<>\\^`{|}\u2028\u2029\ufffd]")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_MARKUP = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|code|div|em|font|h[1-6]|i|img|li|ol|p|pre|s|small|span"
    r"|strike|strong|sub|sup|table|tt|u|ul)(?:\s[^<>]{0,500})?/?>"
    r"|&(?:[a-z]{2,8}[0-9]{0,2}|\#[0-9]{2,6}|\#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)

EARLIEST, LATEST = 1900, 2100  # years that a date of publication can have
DANGEROUS = frozenset({"javascript", "vbscript", "file", "blob", "about"})

Fault = Literal["relative", "invalid", "dangerous", "scheme"]


def date(text: str) -> tuple[datetime | None, str]:
    """The instant of an RFC 3339 date in UTC; without one, the reason why it is none."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None, _why_no_date(text)
    year, month, day, hour, minute, second = (int(match[i]) for i in range(1, 7))
    leap = second == 60
    try:
        local = datetime(year, month, day, hour, minute, 59 if leap else second, tzinfo=UTC)
    except ValueError as error:
        return None, "the year 0 is none of the calendar" if year == 0 else str(error)
    ahead = timedelta(0)
    if match[7]:
        hours, minutes = int(match[8]), int(match[9])
        if hours > 23 or minutes > 59:
            return None, f"there is no offset of {match[7]}{match[8]}:{match[9]}"
        ahead = timedelta(hours=hours, minutes=minutes) * (1 if match[7] == "+" else -1)
    try:
        instant = local - ahead
    except OverflowError:
        return None, "it lies outside the calendar"
    if leap and (instant.hour, instant.minute) != (23, 59):
        return None, "second 60 is a leap second, at 23:59 UTC alone"
    return instant, ""


def _why_no_date(text: str) -> str:
    if not text.strip():
        return "it is empty"
    if text != text.strip():
        return "there are blanks around it"
    if _DATE_ALONE.fullmatch(text):
        return "it has no time"
    if _NO_OFFSET.fullmatch(text):
        return "it has no offset from UTC"
    if " " in text and _DATE.fullmatch(text.replace(" ", "T", 1)):
        return "a blank stands where T belongs"
    return "it is written in another way"


def language(text: str) -> bool:
    """Whether a language tag is well-formed (RFC 5646 section 2.1)."""
    return _LANGUAGE.fullmatch(text.lower()) is not None if text.isascii() else False


def mime_type(text: str) -> bool:
    """Whether a MIME type is well-formed (RFC 6838 section 4.2), with or without parameters."""
    return _MIME.fullmatch(text) is not None


def url(text: str) -> tuple[Fault, str] | None:
    """What keeps a string from being an absolute web address, with the reason or the scheme."""
    if not text.strip():
        return "invalid", "it is empty"
    if outside := _OUTSIDE.search(text):
        shown = outside.group()
        shown = shown if shown.isprintable() and not shown.isspace() else f"U+{ord(shown):04X}"
        return "invalid", f"the character {shown} can't stand in a URL"
    scheme = _SCHEME.match(text)
    if scheme is None:
        return "relative", ""
    if _PERCENT.search(text):
        return "invalid", "a percent sign isn't followed by two hexadecimal digits"
    name = scheme[1].lower()
    if name in DANGEROUS:
        return "dangerous", name
    if name not in {"http", "https"}:
        return "scheme", name
    if not _WEB.match(text, scheme.end()):
        return "invalid", "it names no host"
    return None


def control(text: str) -> str:
    """The first control character or noncharacter of a text as U+XXXX; "" without one."""
    if text.isprintable():
        return ""
    found = _CONTROL.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def markup(text: str) -> str:
    """The first tag or character reference in what should be plain text; "" without one."""
    if "<" not in text and "&" not in text:
        return ""
    found = _MARKUP.search(text)
    return found.group() if found else ""
