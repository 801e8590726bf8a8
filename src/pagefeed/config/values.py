"""What a single setting's value may be: zones, languages, URLs, lists of text.

Each function returns the value in the form that the program uses, or raises
SettingsError with file, key, what was given and what is allowed.
"""

from __future__ import annotations

import difflib
import json
import re
from urllib.parse import urlsplit, urlunsplit

import pytz

from pagefeed import languages
from pagefeed.errors import SettingsError

# RFC 5646 section 2.1, the well-formed tags that feeds meet: language, script, region, variants.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{2,8})*")


def texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """One text or a list of them, as a tuple of stripped texts."""
    return tuple(text.strip() for text in ((value,) if isinstance(value, str) else value))


def timezone(name: str, where: str, key: str) -> str:
    """An IANA time zone that the zone database has."""
    if name in pytz.all_timezones_set:
        return name
    close = difflib.get_close_matches(name, pytz.all_timezones, 1, 0.6)
    also = f"Did you mean {close[0]!r}?" if close else 'Such as "Asia/Yerevan" or "Europe/Paris"'
    raise SettingsError(
        f"expected an IANA time zone, got {json.dumps(name, ensure_ascii=False)}",
        where=where,
        key=key,
        hint=also,
    )


def language(tag: str, where: str, key: str) -> str:
    """A well-formed BCP 47 language tag (RFC 5646 section 2.1) of a registered language."""
    if _LANGUAGE.fullmatch(tag) and languages.registered(tag.partition("-")[0]):
        return tag
    meant = languages.tag(tag)
    raise SettingsError(
        f'expected a BCP 47 language tag, such as "en" or "pt-BR", got {json.dumps(tag)}',
        where=where,
        key=key,
        hint=f"Did you mean {json.dumps(meant)}?" if meant else "",
    )


def url(text: str, where: str, key: str) -> str:
    """An absolute http or https URL, as given."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host or re.search(r'[\s<>"{}|\\^`]', text):
        raise SettingsError(
            f"expected an absolute http or https URL, got {json.dumps(text, ensure_ascii=False)}",
            where=where,
            key=key,
        )
    return text


def home(text: str, where: str) -> str:
    """The home URL in ASCII (RSS wants URIs), ending in a slash."""
    parts = urlsplit(url(text.strip(), where, "home"))
    if parts.query or parts.fragment:
        raise SettingsError(
            f"expected a URL without ? and #, got {json.dumps(text)}", where=where, key="home"
        )
    host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    host = f"[{host}]" if ":" in host else host
    if parts.port is not None:
        host = f"{host}:{parts.port}"
    path = parts.path if parts.path.endswith("/") else parts.path + "/"
    return urlunsplit((parts.scheme.lower(), host, _ascii(path), "", ""))


def _ascii(path: str) -> str:
    return "".join(
        c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path
    )
