"""Fetching from a host on this machine: redirects, limits, types, conditions."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pagefeed.checks import served
from pagefeed.cli.fetch import Limits, fetch

FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}'
TYPE = {"Content-Type": "application/feed+json"}


class Host(BaseHTTPRequestHandler):
    """Answers as the path says; what isn't a case is 404."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        case = CASES.get(self.path.partition("?")[0])
        if case is None:
            self.answer(404, b"no such feed", {"Content-Type": "text/plain"})
        else:
            case(self)

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def redirect(self, status: int, target: str) -> None:
        self.answer(status, b"", {"Location": target})

    def conditional(self) -> None:
        validators = {"ETag": '"one"', "Last-Modified": "Mon, 24 May 2021 11:20:00 GMT"}
        if self.headers.get("If-None-Match") == '"one"':
            self.answer(304, b"", validators)
        else:
            self.answer(200, FEED, {**TYPE, **validators})

    def dated(self) -> None:
        modified = "Mon, 24 May 2021 11:20:00 GMT"
        same = self.headers.get("If-Modified-Since") == modified
        self.answer(304 if same else 200, FEED, {**TYPE, "Last-Modified": modified})

    def forgetful(self) -> None:
        self.server.count += 1  # type: ignore[attr-defined]
        self.answer(200, FEED, {**TYPE, "ETag": f'"{self.server.count}"'})  # type: ignore[attr-defined]

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/feed+json")
        self.end_headers()
        self.close_connection = True
        try:
            while not self.server.over.wait(0.05):  # type: ignore[attr-defined]
                self.wfile.write(b" ")
                self.wfile.flush()
        except OSError:
            return  # the other side had enough

    def drip_headers(self) -> None:
        self.close_connection = True
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while not self.server.over.wait(0.05):  # type: ignore[attr-defined]
                self.wfile.write(b"x")
                self.wfile.flush()
        except OSError:
            return

    def short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(FEED[:20])
        self.close_connection = True

    def log_message(self, *arguments: Any) -> None:
        del arguments


CASES: dict[str, Callable[[Host], None]] = {
    "/plain": lambda host: host.answer(200, FEED, TYPE),
    "/untyped": lambda host: host.answer(200, FEED, {"ETag": '"one"'}),
    "/conditional": Host.conditional,
    "/dated": Host.dated,
    "/deaf": lambda host: host.answer(200, FEED, {**TYPE, "ETag": '"one"'}),
    "/forgetful": Host.forgetful,
    "/moved": lambda host: host.redirect(301, "/conditional"),
    "/moved-twice": lambda host: host.redirect(308, "/moved"),
    "/elsewhere-today": lambda host: host.redirect(302, "/conditional"),
    "/round": lambda host: host.redirect(302, "/round"),
    "/to-a-file": lambda host: host.redirect(302, "file:///etc/hostname"),
    "/broken": lambda host: host.answer(500, b"oh", {}),
    "/large": lambda host: host.answer(200, b" " * 5000, TYPE),
    "/swelling": lambda host: host.answer(
        200, gzip.compress(b" " * 5_000_000), {**TYPE, "Content-Encoding": "gzip"}
    ),
    "/packed": lambda host: host.answer(
        200, gzip.compress(FEED), {**TYPE, "Content-Encoding": "gzip", "ETag": '"p"'}
    ),
    "/half-packed": lambda host: host.answer(
        200, b"\x1f\x8b\x08broken", {**TYPE, "Content-Encoding": "gzip"}
    ),
    "/drip": Host.drip,
    "/drip-headers": Host.drip_headers,
    "/short": Host.short,
}


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.count = 0  # type: ignore[attr-defined]
    server.over = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.over.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


QUICK = Limits(seconds=0.5, size=1000)
CALM = Limits(seconds=20, size=1000)


def codes(url: str, limits: Limits = CALM) -> list[str]:
    return [problem.code for problem in served.check(fetch(url, limits))]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/conditional", []),
        ("/dated", []),
        ("/elsewhere-today", []),
        ("/plain", ["http-no-validators"]),
        ("/untyped", ["http-content-type-missing", "http-not-conditional"]),
        ("/deaf", ["http-not-conditional"]),
        ("/forgetful", ["http-validator-changes"]),
        ("/moved", ["http-moved"]),
        ("/moved-twice", ["http-moved"]),
        ("/round", ["http-redirect-loop"]),
        ("/to-a-file", ["http-redirect-elsewhere"]),
        ("/broken", ["http-status"]),
        ("/nothing-here", ["http-status"]),
        ("/large", ["http-too-large"]),
        ("/swelling", ["http-too-large"]),
        ("/packed", ["http-not-conditional"]),
        ("/half-packed", ["http-truncated"]),
        ("/short", ["http-truncated"]),
    ],
)
def test_how_a_feed_is_served_is_judged(host: str, path: str, expected: list[str]) -> None:
    """What readers would suffer from, and nothing else."""
    assert codes(host + path) == expected


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_a_host_that_never_ends_is_left(host: str, path: str) -> None:
    """The limit is on the whole answer, however steadily it drips."""
    assert codes(host + path, QUICK) == ["http-timeout"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[broken/", "http://"])
def test_where_nobody_answers_the_reason_is_told(url: str) -> None:
    """No crash, one problem."""
    (problem,) = served.check(fetch(url, CALM))
    assert problem.code == "http-unreachable"
    assert problem.where == url


def test_a_permanent_redirect_tells_the_last_address_that_is_for_good(host: str) -> None:
    """Two moves for good lead to one new address."""
    (problem,) = served.check(fetch(host + "/moved-twice", CALM))
    assert problem.text == f"{host}/conditional"


def test_the_body_comes_unpacked_with_what_was_sent(host: str) -> None:
    """Gzip is undone; the bytes on the way are counted."""
    fetched = fetch(host + "/packed", CALM)
    assert fetched.body == FEED
    assert fetched.answer is not None
    assert fetched.answer.received == len(gzip.compress(FEED))


def test_a_redirect_from_https_to_http_is_told() -> None:
    """Judged by the addresses alone, so that no certificate is needed."""
    fetched = served.Fetched(
        asked="https://example.org/feed",
        hops=(
            served.Answer(
                url="https://example.org/feed",
                status=302,
                headers={"location": "http://example.org/feed"},
            ),
        ),
        answer=served.Answer(
            url="http://example.org/feed",
            status=200,
            headers={"content-type": "application/feed+json", "etag": '"a"'},
            body=FEED,
        ),
    )
    assert [problem.code for problem in served.check(fetched)] == ["http-redirect-insecure"]
