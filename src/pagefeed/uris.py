"""Addresses in any script -> the ASCII form that every reader takes."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit


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
