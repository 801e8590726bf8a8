"""Values that several formats share: dates, addresses, languages, media types, numbers.

Pure functions: text -> the code of the rule it breaks, or "" when it is right. They know
no element and no document.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from urllib.parse import quote, urlsplit

from pagefeed.checks.registry import SCHEMES
from pagefeed.languages import REGIONS, registered
from pagefeed.uris import NOT_IRI

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# RFC 822 section 5, with the four-digit years of RFC 1123 section 5.2.14.
_RFC822 = re.compile(
    r"(?:(?P<name>mon|tue|wed|thu|fri|sat|sun),\s*)?"
    r"(?P<day>[0-9]{1,2})\s+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s+"
    r"(?P<year>[0-9]{4}|[0-9]{2})\s+"
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?\s+"
    r"(?P<zone>ut|gmt|[ecmp][sd]t|[a-ik-z]|[+-][0-9]{4})(?:\s*\([^()]{0,60}\))?",
    re.IGNORECASE,
)
_PROPER = re.compile(  # as RFC 5322 writes it, and every reader takes it
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} "
    r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})? (?:UT|GMT|[ECMP][SD]T|[+-][0-9]{4})"
)
_ZONES = {
    "ut": 0,
    "gmt": 0,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
}
_RFC3339 = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?"
    r"(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)
# W3C note "Date and Time Formats": a year, a month, a day, or an instant with its zone.
_W3CDTF = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?"
    r"(?:Z|([+-])([0-9]{2}):([0-9]{2})))?)?)?"
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HTTP = re.compile(
    r"https?://(?:[^/?#@\[\]]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^/?#@:\[\]]+)(?::[0-9]{0,5})?(?:/[^?#\[\]]*)?(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(  # RFC 4151
    r"tag:(?:[A-Za-z0-9\-._]+@)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?,"
    r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?:[^#]*(?:#.*)?",
    re.IGNORECASE,
)
_URN = re.compile(
    r"urn:[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:[^?#].*", re.IGNORECASE
)  # RFC 8141
_UUID = re.compile(
    r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:[?#].*)?",
    re.IGNORECASE,
)
_HOST = re.compile(r"[a-z]+://[^/].*", re.IGNORECASE | re.DOTALL)
_SOME = re.compile(r"[a-z]+:.+", re.IGNORECASE | re.DOTALL)
# Schemes whose form is known -> that form, and the code of what breaks it.
_FORMS = {
    **dict.fromkeys(("http", "https"), (_HTTP, "uri-syntax")),
    **dict.fromkeys(("ftp", "sftp", "rtsp", "irc", "ws", "wss"), (_HOST, "uri-syntax")),
    **dict.fromkeys(
        ("mailto", "news", "javascript", "data", "feed", "about"), (_SOME, "uri-syntax")
    ),
    "tag": (_TAG, "uri-tag"),
    "urn": (_URN, "uri-urn"),
}
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
    r"|\[[0-9.]+\]|localhost)"
)
_LANGUAGE = re.compile(  # RFC 5646 section 2.1
    r"(?P<primary>[A-Za-z]{2,3})(?:-[A-Za-z]{3}){0,3}"
    r"(?:-[A-Za-z]{4})?(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
    r"|[xX](?:-[A-Za-z0-9]{1,8})+"
    r"|i-[A-Za-z]{2,8}|en-GB-oed|sgn-[A-Za-z]{2}-[A-Za-z]{2}|zh-min-nan"
)
_MIME = re.compile(  # RFC 6838 section 4.2, parameters of RFC 2045 section 5.1
    r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}"
    r"""(?:\s*;\s*[A-Za-z0-9!#$&^_.+*'-]+\s*=\s*(?:[^\s;"]+|"[^"]*"))*\s*;?"""
)
_PORTS = {"http": ":80", "https": ":443"}
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_ASCII = "".join(map(chr, range(0x21, 0x7F)))
EARLIEST, LATEST = 1970, 2099  # years outside of these are taken for mistakes


@lru_cache(maxsize=4096)
def rfc822(text: str) -> tuple[str, datetime | None]:
    """An RSS date: the code of the rule it breaks or "", and the instant where there is one."""
    match = _RFC822.fullmatch(text)
    if match is None:
        return "date-not-rfc822", None
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year >= 50 else 2000
    zone = match["zone"].lower()
    minutes = _ZONES.get(zone, 0)
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[3:])
        if int(zone[3:]) > 59 or minutes > 14 * 60:
            return "date-no-such-offset", None
        minutes *= -1 if zone[0] == "-" else 1
    month = _MONTHS.index(match["month"].lower()) + 1
    when = _instant(
        (year, month, int(match["day"]), int(match["hour"]), int(match["minute"])),
        int(match["second"] or 0),
        minutes,
    )
    if when is None:
        return "date-no-such-day", None
    name = match["name"]
    if name and _DAYS[when.weekday()] != name.lower():
        return "date-weekday-wrong", when
    if not _PROPER.fullmatch(text):
        return "date-unusual", when
    return _plausible(when), when


@lru_cache(maxsize=4096)
def rfc3339(text: str) -> tuple[str, datetime | None]:
    """An Atom date (RFC 4287 section 3.3), as `rfc822`."""
    match = _RFC3339.fullmatch(text)
    if match is None:
        return "date-not-rfc3339", None
    return _numeric(match)


@lru_cache(maxsize=1024)
def w3cdtf(text: str) -> tuple[str, datetime | None]:
    """A Dublin Core date, as `rfc822`; a year or a month counts from its first instant, in UTC."""
    match = _W3CDTF.fullmatch(text)
    if match is None:
        return "date-not-w3cdtf", None
    return _numeric(match)


def _numeric(match: re.Match[str]) -> tuple[str, datetime | None]:
    year, month, day, hour, minute, second, sign, hours, minutes = match.groups()
    offset = 0
    if sign:
        if int(hours) > 23 or int(minutes) > 59:
            return "date-no-such-offset", None
        offset = (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)
    parts = (int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0))
    when = _instant(parts, int(second or 0), offset)
    if when is None:
        return "date-no-such-day", None
    return _plausible(when), when


def _instant(parts: tuple[int, int, int, int, int], second: int, minutes: int) -> datetime | None:
    """The instant in UTC with its own offset, or None; a leap second counts as the one before."""
    if second == 60:  # RFC 3339 section 5.6 and RFC 5322 section 3.3 allow it
        second = 59
    try:
        return datetime(*parts, second, tzinfo=_zone(minutes))
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def _plausible(when: datetime) -> str:
    if EARLIEST < when.year <= LATEST:
        return ""
    return "" if when.year == EARLIEST and when.timestamp() != 0 else "date-implausible"


@lru_cache(maxsize=4096)
def uri(text: str) -> str:
    """An absolute URI in ASCII (RFC 3986), as RSS wants its links."""
    return _absolute(text, ascii_only=True)


@lru_cache(maxsize=4096)
def iri(text: str) -> str:
    """An absolute IRI (RFC 3987), as Atom wants its ids."""
    return _absolute(text, ascii_only=False)


@lru_cache(maxsize=4096)
def web(text: str) -> str:
    """An absolute http or https URI in ASCII."""
    wrong = _absolute(text, ascii_only=True)
    return wrong or ("" if text[:4].lower() == "http" else "uri-not-web")


@lru_cache(maxsize=4096)
def reference(text: str) -> str:
    """An IRI that may be relative (RFC 4287 section 2)."""
    scheme = _SCHEME.match(text)
    if scheme is not None:
        return _absolute(text, ascii_only=False)
    wrong = NOT_IRI.search(text)
    if wrong or text.count("#") > 1 or "[" in text.partition("?")[0]:
        return "uri-characters"
    return "uri-syntax" if ":" in text.partition("/")[0] and text[:1] not in "?#" else ""


def _absolute(text: str, *, ascii_only: bool) -> str:
    scheme = _SCHEME.match(text)
    if scheme is None:
        return "uri-not-absolute"
    if ascii_only and not text.isascii() and not NOT_IRI.search(text):
        return "uri-not-ascii"
    if NOT_IRI.search(text) or text.count("#") > 1:
        return "uri-characters"
    name = scheme[1].lower()
    form = _FORMS.get(name)
    if form is None:
        return "" if name in SCHEMES else "uri-scheme-unknown"
    pattern, code = form
    if name == "urn" and text[4:9].lower() == "uuid:":
        pattern, code = _UUID, "uri-uuid"
    return "" if pattern.fullmatch(text) else code


def comparable(url: str) -> str:
    """An address as it is compared (RFC 3986 section 6.2; RFC 3987 section 3.1).

    No fragment, no default port, host in lower case, everything beyond ASCII escaped.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme, ":none"))
    rest = parts.path or "/"
    if parts.query:
        rest += f"?{parts.query}"
    rest = _ESCAPE.sub(lambda escape: escape[0].upper(), quote(rest, safe=_ASCII))
    return f"{parts.scheme.lower()}://{host}{rest}"


def address(text: str) -> str:
    """A bare e-mail address (RFC 5322 addr-spec)."""
    return "" if _ADDRESS.fullmatch(text) else "email-invalid"


@lru_cache(maxsize=512)
def mailbox(text: str) -> str:
    """An RSS author: `address (name)`, as the RSS Advisory Board's profile wants it."""
    found = _ADDRESS.search(text)
    if found is None:
        return "email-invalid"
    before, after = text[: found.start()], text[found.end() :]
    if not before and not after:
        return "email-without-name"
    if before == "mailto:" or after.startswith("@") or before.endswith(("@", ".")):
        return "email-invalid"
    if not before and re.fullmatch(r"\s+\([^()]+\)", after):
        return ""
    if re.fullmatch(r"[^<>]*<", before) and re.fullmatch(r">\s*", after):
        return "email-form"
    if re.fullmatch(r"[^@]*[\s(]", before + " ") and "@" not in after:
        return "email-form"
    return "email-invalid"


@lru_cache(maxsize=256)
def language(text: str) -> str:
    """A language tag (RFC 5646) whose language and region are registered."""
    match = _LANGUAGE.fullmatch(text)
    if match is None:
        return "language-invalid"
    primary = match["primary"]
    if primary and not registered(primary):
        return "language-invalid"
    region = match["region"]
    if region and len(region) == 2 and region.upper() not in REGIONS:
        return "language-region"
    return ""


@lru_cache(maxsize=256)
def mime(text: str) -> str:
    """A media type, with or without parameters."""
    return "" if _MIME.fullmatch(text) else "mime-invalid"


@lru_cache(maxsize=1024)
def whole(text: str) -> str:
    """A whole number from 0 on."""
    return "" if text.isascii() and text.isdigit() else "number-not-whole"


@lru_cache(maxsize=256)
def positive(text: str) -> str:
    """A whole number from 1 on."""
    return "" if not whole(text) and text.strip("0") else "number-not-positive"


@lru_cache(maxsize=1024)
def decimal(text: str) -> str:
    """A decimal number."""
    return "" if re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", text) else "number-invalid"
