"""Dates and addresses in the form that all formats share."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote, urlsplit, urlunsplit


def whole(when: datetime) -> datetime:
    """The instant as RFC 3339 and RFC 822 can say it: whole seconds, an offset in minutes."""
    offset = when.utcoffset()
    assert offset is not None, "a date without its zone"
    if offset.total_seconds() % 60:
        when = when.astimezone(UTC)
    return when.replace(microsecond=0)


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
