"""By what an item is known again: canonical URLs, words of titles, minutes.

A key is a short text with its kind in front:

    g:ID            the id that an old feed gave it
    u:HOST/PATH     canonical URL, without scheme, tracking and fragment
    t:DIGEST        the words of the title
    n:DIGEST        the words of the title, of an item without a date
    d:DIGEST|MM-DD  the words of the title, and the day of its date in any year
    m:SOURCE|MINUTE the source and the minute that was stated

Pure functions. Nothing here knows the database or what is done with a key.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from posixpath import normpath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from pagefeed import clean
from pagefeed.model import Precision, Stamp

# Ids of items without a URL live in a name space of their own (RFC 9562 section 6.5).
_TITLES = uuid.uuid5(uuid.NAMESPACE_DNS, "pagefeed")

# What senders add to a link to follow the reader; it never selects a document.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|igsh(?:id)?"
    r"|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|mkt_tok|oly_(?:anon|enc)_id|vero_id|wickedid|s_cid"
    r"|_openstat|cmpid|ncid|ref_src|ref_url",
    re.IGNORECASE,
)
# A date in a file's name, with or without a time: 2024-11-19, 20241119, 20241119T093000Z.
_DATED = re.compile(
    r"(?<!\d)(?:19|20)\d\d([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])"
    r"(?:[-_.T ]?(?:[01]\d|2[0-3])[-_.:h]?[0-5]\d(?:[-_.:]?[0-5]\d)?Z?)?(?!\d)"
)
_PORTS = {"http": 80, "https": 443}
_LONGEST = 500  # characters of a key; PostgreSQL's index rows hold 2,700 bytes


class _Separators(dict[int, str]):
    """str.translate's table: punctuation, symbols and blanks become spaces, all else stays."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kept = letter if unicodedata.category(letter)[0] in "LMN" else " "
        self[code] = kept
        return kept


_WORDS = _Separators()


@lru_cache(maxsize=8192)
def words(title: str) -> str:
    """The words of a title, for comparing: without case, punctuation and kinds of blanks.

    A title of nothing but signs is compared by its signs.
    """
    key = clean.key(title)
    return " ".join(key.translate(_WORDS).split()) or key


def digest(text: str) -> str:
    """A short digest for keys: 128 bits, hexadecimal. "" for ""."""
    if not text:
        return ""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def title_key(title: str) -> str:
    """The key of a title's words."""
    return f"t:{digest(words(title))}"


def undated_key(title: str) -> str:
    """The key of an item without a date, by its title."""
    return f"n:{title[2:]}"


def day_key(title: str, when: date) -> str:
    """The key of a title (a `title_key`) on a day: titles like "Weather" come every day.

    Without the year, which may have been inferred wrongly.
    """
    return f"d:{title[2:]}|{when:%m-%d}"


def days_about(stamp: Stamp) -> Iterator[date]:
    """The days on which `dating.same` may find the date of a stamp, but for its year."""
    for offset in range(-2, 3):
        try:
            yield stamp.when.date() + timedelta(days=offset)
        except OverflowError:  # the first and the last days of the calendar
            continue


def guid_key(guid: str) -> str:
    """The key of an id that an old feed gave."""
    return _bounded(f"g:{guid}")


def minute_key(source: str, stamp: Stamp) -> str | None:
    """The key of a source's minute; None for a date without a time."""
    if stamp.precision is Precision.DAY:
        return None
    return f"m:{digest(source)[:12]}|{int(stamp.when.timestamp()) // 60}"


@lru_cache(maxsize=8192)
def url_key(url: str | None) -> str | None:
    """The key of a URL; None where it is no http(s) URL.

    The same for http and https, any case of the host, a default port, tracking
    parameters, the order of parameters, a trailing slash, needless percent-encoding
    (RFC 3986 section 6.2.2) and any fragment.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        return None
    host = parts.hostname.rstrip(".")
    if not host.isascii():
        with contextlib.suppress(UnicodeError):
            host = host.encode("idna").decode("ascii")
    if port and port not in _PORTS.values():
        host = f"{host}:{port}"
    path = quote(
        unquote(parts.path, errors="surrogateescape"),
        safe="/:@!$&'()*+,;=~",
        errors="surrogateescape",
    )
    path = normpath(f"/{path.lstrip('/')}") if path.strip("/") else ""
    query = urlencode(sorted(_telling(parts.query)))
    return _bounded(f"u:{host}{path}?{query}" if query else f"u:{host}{path}")


def tells(key: str) -> bool:
    """Whether a URL key looks like one document's and not like a front page's or a section's.

    A number, several words in the last part, or a long path: what content systems give
    to documents. `/weather` and `/latest` are used again for what is new.
    """
    _, _, path = key.partition("/")
    last = path.rpartition("/")[2]
    return any(c.isdigit() for c in path) or last.count("-") >= 2 or len(path) > 40


def mint(*, url: str | None, title: str, stamp: Stamp | None, source: str, ordinal: int) -> str:
    """The id of an item that is met for the first time: `urn:uuid:`, version 5.

    From the canonical URL where there is one; else from the words of the title with
    the stated instant, or with the source where none is stated. `ordinal` counts from
    0 and tells apart what all that leaves equal.
    """
    tail = f"\n{ordinal}" if ordinal else ""
    key = url_key(url)
    if key:
        return uuid.uuid5(uuid.NAMESPACE_URL, f"https://{key[2:]}{tail}").urn
    where = stated(stamp) if stamp else f"in {source}"
    return uuid.uuid5(_TITLES, f"{words(title)}\n{where}{tail}").urn


def stated(stamp: Stamp) -> str:
    """The instant as it was stated, in UTC; a day as the day alone."""
    if stamp.precision is Precision.DAY:
        return stamp.when.date().isoformat()
    when = stamp.when.astimezone(UTC)
    unit = "minutes" if stamp.precision is Precision.MINUTE else "seconds"
    return when.replace(tzinfo=None).isoformat(timespec=unit) + "Z"


def usable_id(guid: str) -> bool:
    """Whether an old feed's id can go on as ours: an absolute URI (RFC 4287 section 4.2.6)."""
    return len(guid) <= _LONGEST and bool(
        re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~%]+", guid, re.ASCII)
    )


def anchor(identifier: str, length: int = 8) -> str:
    """The name of an item's place on our own page: hexadecimal digits of its id."""
    if identifier.startswith("urn:uuid:"):
        return identifier[9:].replace("-", "")[:length]
    return digest(identifier)[:length]


def stream(locator: str, url: str | None) -> str:
    """What captures of one page share: its URL, else its locator whatever the date in it.

    `front-2024-11-19.txt` and `front-2024-11-20.txt` are captures of one page;
    `page-1.txt` and `page-2.txt` are two pages.
    """
    return url_key(url) or _bounded("f:" + _DATED.sub("DATE", locator))


def epoch(when: datetime) -> int:
    """Whole seconds since 1970."""
    return int(when.timestamp() // 1)


def _telling(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    return [
        (
            name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
            value.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
        )
        for name, value in pairs
        if not _TRACKING.fullmatch(name)
    ]


def _bounded(key: str) -> str:
    return key if len(key) <= _LONGEST else f"{key[: _LONGEST - 33]}~{digest(key)}"
