"""Fetching one feed as a reader would, with a limit on size and on time.

The one place where `pagefeed check` asks the network. Follows redirects itself, so that
each can be reported; asks a second time with the host's validators. Judges nothing:
`checks.served` does.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from pagefeed import __version__
from pagefeed.checks.served import HOPS, Answer, Fetched

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_CHUNK = 65536
_HEADERS = {
    "User-Agent": f"pagefeed/{__version__} (feed check)",
    "Accept": (
        "application/atom+xml, application/rss+xml, application/feed+json,"
        " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
    ),
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long one answer may take in all, and how large its body may be once decoded."""

    seconds: float = 20.0
    size: int = 10_000_000  # bytes


class _FailedError(Exception):
    """No whole answer: the rule's code, and what fills its sentence."""

    def __init__(self, code: str, **found: object) -> None:
        super().__init__(code)
        self.code = code
        self.found = found


def fetch(url: str, limits: Limits) -> Fetched:
    """Ask for a feed, follow where it leads, and ask again on condition. Never raises."""
    import urllib3

    hops: list[Answer] = []
    answer: Answer | None = None
    with urllib3.PoolManager(retries=False) as pool:
        try:
            while True:
                answer = _ask(pool, hops[-1].headers["location"] if hops else url, {}, limits)
                if answer.status not in _REDIRECTS or "location" not in answer.headers:
                    break
                hops.append(_led(answer))
                if len(hops) > HOPS:
                    raise _FailedError("http-redirect-loop", count=HOPS)
            if answer.status != 200:
                status = f"{answer.status} {answer.reason}".strip()
                raise _FailedError("http-status", status=status)
            again = _again(pool, answer, limits)
        except _FailedError as error:
            return Fetched(
                asked=url, hops=tuple(hops), answer=answer, failed=error.code, found=error.found
            )
    return Fetched(asked=url, hops=tuple(hops), answer=answer, again=again)


def _led(answer: Answer) -> Answer:
    """The redirect with the address that it leads to made absolute."""
    target = urljoin(answer.url, answer.headers["location"].strip())
    if urlsplit(target).scheme not in ("http", "https"):
        raise _FailedError("http-redirect-elsewhere", found=target)
    headers = {**answer.headers, "location": target.partition("#")[0]}
    return Answer(url=answer.url, status=answer.status, reason=answer.reason, headers=headers)


def _again(pool: Any, answer: Answer, limits: Limits) -> Answer | None:
    """The answer to a request that need not be answered with the body again."""
    sent = {}
    if etag := answer.headers.get("etag"):
        sent["If-None-Match"] = etag
    if modified := answer.headers.get("last-modified"):
        sent["If-Modified-Since"] = modified
    if not sent:
        return None
    try:
        return _ask(pool, answer.url, sent, limits)
    except _FailedError:
        return None  # the feed itself was had; nothing is known of the second answer


def _ask(pool: Any, url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
    import urllib3

    timeout = urllib3.Timeout(total=limits.seconds)
    watch = _Watch()
    timer = threading.Timer(limits.seconds, watch.end)
    timer.daemon = True
    try:
        hosts = pool.connection_from_url(url)
        hosts.ConnectionCls = watch.connections(hosts.ConnectionCls)
        timer.start()
        response = hosts.urlopen(
            "GET",
            urllib3.util.parse_url(url).request_uri,
            headers={**_HEADERS, **headers},
            timeout=timeout,
            redirect=False,
            retries=False,
            preload_content=False,
        )
        try:
            body = _read(response, limits)
        finally:
            response.close()
    except (urllib3.exceptions.HTTPError, UnicodeError, ValueError, OSError) as error:
        raise _failure(error, limits, late=watch.ended) from error
    finally:
        timer.cancel()
    if watch.ended:
        raise _FailedError("http-timeout", seconds=f"{limits.seconds:g}")
    return Answer(
        url=url,
        status=response.status,
        reason=response.reason or "",
        headers={name.lower(): value for name, value in response.headers.items()},
        body=body,
        received=response.tell(),
    )


class _Watch:
    """Ends a connection when its time is up, however steadily a host drips bytes.

    A timeout of the library counts anew with every byte that comes.
    """

    def __init__(self) -> None:
        self.ended = False
        self._sockets: list[Any] = []

    def connections(self, base: Any) -> type:
        """The class of connections with each socket shown to this watch."""
        sockets = self._sockets
        base = getattr(base, "watched", base)

        def connect(self: Any) -> None:
            base.connect(self)
            sockets.append(self.sock)

        return type("Watched", (base,), {"connect": connect, "watched": base})

    def end(self) -> None:
        """Shut what is still open; whoever reads from it finds the end."""
        self.ended = True
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def _read(response: Any, limits: Limits) -> bytes:
    """The decoded body, however much it swells."""
    parts = []
    size = 0
    while part := response.read(_CHUNK, decode_content=True):
        size += len(part)
        if size > limits.size:
            raise _FailedError("http-too-large", limit=f"{limits.size:,}")
        parts.append(part)
    return b"".join(parts)


def _failure(error: Exception, limits: Limits, *, late: bool) -> _FailedError:
    from urllib3 import exceptions

    inner = next((each for each in error.args if isinstance(each, Exception)), error)
    refused = isinstance(error, exceptions.NewConnectionError)
    if late or (isinstance(error, exceptions.TimeoutError) and not refused):
        return _FailedError("http-timeout", seconds=f"{limits.seconds:g}")
    if isinstance(inner, exceptions.IncompleteRead):
        missing = f"{inner.expected:,} of its bytes never came" if inner.expected else "too early"
        return _FailedError("http-truncated", reason=missing)
    if isinstance(error, exceptions.DecodeError):
        return _FailedError("http-truncated", reason="its compressed body can't be unpacked")
    text = str(inner)
    if refused:
        text = text.rpartition(": ")[2]
    return _FailedError("http-unreachable", reason=text.strip().rstrip(".") or type(inner).__name__)
