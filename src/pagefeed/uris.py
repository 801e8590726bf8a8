"""Addresses in any script -> the ASCII form that every reader takes."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

# What no address may hold (RFC 3987 section 2.2, ucschar and iprivate besides), and a percent
# sign that escapes nothing.
NOT_IRI = re.compile(
    r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\uffef\U00010000-\U0010fffd]"
    r"|%(?![0-9A-Fa-f]{2})"
)


def uri(iri: str) -> str:
    """An IRI as an ASCII URI (RFC 3987 section 3.1); RSS takes nothing else."""
    if iri.isascii() and not set(iri) & set(' "<>\\^`{|}'):
        return iri
    parts = urlsplit(iri)
    host = parts.netloc
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = quote(host, safe="@:[]%")
    keep = "%/:=&?~#+!$,;'@()*[]"
    return urlunsplit((parts.scheme, host, *(quote(part, safe=keep) for part in parts[2:])))
