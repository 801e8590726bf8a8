"""Buckets for tests: a real S3 server's, looked at past the program, and a proxy that fails."""

from __future__ import annotations

import http.client
import posixpath
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import obstore
from obstore.store import S3Store

from pagefeed import deploy

BUCKET = "tests"  # one for all: to SeaweedFS each is a store of its own, made slowly
KEY, SECRET = "testkey", "testsecret"
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": KEY,
    "AWS_SECRET_ACCESS_KEY": SECRET,
    "AWS_REGION": "us-east-1",
}


@dataclass(frozen=True, slots=True)
class S3Server:
    endpoint: str
    port: int

    def store(self, name: str) -> Any:
        """What is below s3://tests/NAME."""
        return S3Store(
            BUCKET,
            prefix=name,
            endpoint=self.endpoint,
            access_key_id=KEY,
            secret_access_key=SECRET,
            region="us-east-1",
            client_options={"allow_http": True},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=10)},
        )

    def ready(self) -> bool:
        try:
            obstore.put(self.store("ready"), "object", b"1")
        except obstore.exceptions.BaseError:
            return False
        return True

    def objects(self, name: str) -> dict[str, bytes]:
        """All objects below s3://tests/NAME, but for the records that deploys keep."""
        store = self.store(name)
        paths = [meta["path"] for chunk in obstore.list(store) for meta in chunk]
        return {
            path: bytes(obstore.get(store, path).bytes())
            for path in sorted(paths)
            if not posixpath.basename(path).startswith(".pagefeed")
        }

    def headers(self, name: str, path: str) -> dict[str, str]:
        """The headers with which the server itself hands out an object."""
        import urllib.request

        url = obstore.sign(self.store(name), "GET", path, timedelta(minutes=5))
        with urllib.request.urlopen(url) as answer:
            return dict(answer.headers)


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as the proxy saw it, counted from 1 for its method."""

    method: str
    path: str
    number: int
    body: bytes


class Proxy:
    """Passes requests on to a server, but for those that `fault` answers itself.

    `fault` gets the request before it is passed on, `lost` after: when `lost` says so,
    the work is done and its answer never comes, 503 comes instead.
    """

    def __init__(self, port: int) -> None:
        self.fault: Callable[[Seen], int | None] = lambda _: None
        self.lost: Callable[[Seen], bool] = lambda _: False
        self.seen: list[Seen] = []
        self._target = port
        self._one = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def pass_on(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        with self._one:
            count = sum(seen.method == handler.command for seen in self.seen)
            request = Seen(handler.command, handler.path, count + 1, body)
            self.seen.append(request)
        status = self.fault(request)
        if status is not None:
            _answer(handler, status, [], b"")
            return
        connection = http.client.HTTPConnection("127.0.0.1", self._target, timeout=30)
        try:
            connection.putrequest(
                handler.command, handler.path, skip_host=True, skip_accept_encoding=True
            )
            for name, value in handler.headers.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            data = response.read()
            if self.lost(request):
                _answer(handler, 503, [], b"")
                return
            _answer(handler, response.status, response.getheaders(), data)
        finally:
            connection.close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_all(self) -> None:
                proxy.pass_on(self)

            do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = handle_all  # noqa: N815 - the base's names

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
                del format, args

        return Handler


def _answer(
    handler: BaseHTTPRequestHandler, status: int, headers: list[tuple[str, str]], body: bytes
) -> None:
    handler.send_response(status)
    length = None
    for name, value in headers:
        if name.lower() == "content-length":
            length = value
        elif name.lower() not in ("transfer-encoding", "connection", "date", "server"):
            handler.send_header(name, value)
    handler.send_header("Content-Length", length or str(len(body)))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)


def deploying_to(store: deploy.Store, output: Path, **how: Any) -> deploy.Outcome:
    """A deploy as the command makes it."""
    store.refuse(output)
    local = deploy.local_files(output, for_folder=store.is_folder)
    return deploy.deploy(store, output, local, **how)


# --- a publication in small, whose documents link to each other -----------------------------


def publication(root: Path, feeds: dict[str, list[str]], words: str = "") -> None:
    """Write documents of `feeds` (slug -> months, oldest first) that link as real ones do."""
    index = "".join(f'<a href="{slug}/">{slug}</a>' for slug in feeds)
    _write(root / "index.html", f'<link href="style.css">{index}{words}')
    _write(root / "feeds.opml", "".join(f'<o href="{slug}/rss.xml"/>' for slug in feeds))
    _write(root / "style.css", "body { margin: 0 }")
    for slug, months in feeds.items():
        paths = [f"{slug}/{month}" for month in months]
        for n, path in enumerate([*paths, slug]):
            older = paths[n - 1] if n else ""
            newer = ([*paths, slug])[n + 1] if n < len(paths) else ""
            up = "../" * (path.count("/") + 1)
            links = "".join(
                f'<a href="{up}{other}/">{other}</a><a href="{up}{other}/rss.xml">rss</a>'
                for other in (older, newer, *(feeds if path == slug else (slug,)))
                if other
            )
            page = f'<link href="{up}style.css"><a href="{up}index.html">up</a>{links}{words}'
            _write(root / path / "index.html", page)
            _write(root / path / "rss.xml", f"<rss>{links}{words}</rss>")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


_LINK = re.compile(rb'href="([^"]+)"')


def broken(objects: dict[str, bytes], starts: list[str]) -> list[str]:
    """The links to nothing among the documents that can be reached from `starts`."""
    queue, met, missing = [path for path in starts if path in objects], set(starts), []
    while queue:
        path = queue.pop()
        for link in _LINK.findall(objects[path]):
            where = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.decode()))
            where += "/index.html" if link.endswith(b"/") else ""
            if where not in objects:
                missing.append(f"{path} -> {where}")
            elif where not in met:
                met.add(where)
                queue.append(where)
    return missing
