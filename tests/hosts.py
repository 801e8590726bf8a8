"""The same folder behind `pagefeed serve`, nginx and Caddy, each with the project's own files."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pagefeed import gone
from pagefeed.compress import variants
from programs import need

HOSTING = Path(__file__).parents[1] / "hosting"
DOCUMENTS = ("rss.xml", "atom.xml", "feed.json", "index.html")


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def header(self, name: str) -> str:
        """All values of the header, as one; "" when it isn't there."""
        return ", ".join(self.headers.get_all(name) or ())


@dataclass(slots=True)
class Host:
    """One server over `root`; `ask` sends the path as it stands."""

    name: str
    port: int
    root: Path
    quirks: frozenset[str] = field(default_factory=frozenset)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Headers are given as `if_none_match="..."`; nothing else is sent but Host."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


def publish(root: Path, path: str, data: bytes) -> None:
    """Write as a build does: the variants with the file, a changed file at least 1 s newer."""
    for name, content in ((path, data), *variants(path, data, ("gz",))):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.stat().st_mtime if file.exists() else 0.0
        fresh = file.with_name(f".{file.name}.tmp")
        fresh.write_bytes(content)
        newer = max(fresh.stat().st_mtime, int(before) + 1.0)
        os.utime(fresh, (newer, newer))
        fresh.chmod(0o644)
        fresh.replace(file)


def fill(root: Path) -> None:
    """A publication in small: two feeds, one archive, a gone month, things to hide."""
    for folder in ("all", "videos", "all/2021/05", "all/undated"):
        for name in DOCUMENTS:
            publish(root, f"{folder}/{name}", f"<p>{folder}/{name}</p>\n".encode() * 60)
    publish(root, "index.html", b"<!doctype html><title>Example</title>\n" * 40)
    publish(root, "feeds.opml", b"<opml version='2.0'></opml>\n" * 40)
    publish(root, "style.css", b"body { margin: 0 }\n" * 60)
    publish(root, "feed.css", b"rss { display: block }\n")
    publish(root, "same/second.txt", b"one")
    publish(root, ".hidden/rss.xml", b"hidden")
    publish(root, "all/.draft.html", b"hidden")
    (root.parent / "secret.txt").write_bytes(b"secret")
    gone.record(
        root, deleted=[f"videos/2020/02/{name}" for name in DOCUMENTS] + ["old.html"], present=[]
    )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode}:\n{log.read_text()}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"the server didn't answer within 60 s:\n{log.read_text()}")


@contextmanager
def _running(command: list[str], port: int, work: Path, **env: str) -> Iterator[None]:
    log = work / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=work, stdout=output, stderr=output, env={**os.environ, **env}
        )
    try:
        _await(port, process, log)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def nginx_settings(text: str, port: int, root: Path) -> str:
    """The shipped file with its three lines marked SET set."""
    changed = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "server_name feeds.example.com;": "server_name localhost;",
        "root /srv/pagefeed/output;": f"root {root};",
    }
    for before, after in changed.items():
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


@contextmanager
def nginx(root: Path, work: Path) -> Iterator[Host]:
    need("nginx")
    port = free_port()
    site = work / "site.conf"
    site.write_text(nginx_settings((HOSTING / "nginx.conf").read_text(), port, root))
    temporary = " ".join(
        f"{kind}_temp_path {work}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    main = work / "nginx.conf"
    main.write_text(
        f"{user} daemon off; worker_processes 1; pid {work}/pid; error_log stderr;\n"
        f"events {{}} http {{ access_log off; {temporary} include {site}; }}\n"
    )
    with _running(["nginx", "-c", str(main), "-p", str(work)], port, work):
        yield Host("nginx", port, root, frozenset({"no-symlinks"}))


@contextmanager
def caddy(root: Path, work: Path) -> Iterator[Host]:
    need("caddy")
    port = free_port()
    # Off: Caddy's own administration port, which two tests at once would fight over.
    settings = work / "Caddyfile"
    settings.write_text("{\n\tadmin off\n}\n" + (HOSTING / "Caddyfile").read_text())
    with _running(
        ["caddy", "run", "--adapter", "caddyfile", "--config", str(settings)],
        port,
        work,
        PAGEFEED_ADDRESS=f"http://127.0.0.1:{port}",
        PAGEFEED_OUTPUT=str(root),
        HOME=str(work),
        XDG_DATA_HOME=str(work),
        XDG_CONFIG_HOME=str(work),
    ):
        yield Host("caddy", port, root)


@contextmanager
def serve(root: Path, work: Path) -> Iterator[Host]:
    port = free_port()
    command = [sys.executable, "-m", "pagefeed", "serve", "--output", str(root)]
    with _running([*command, "--port", str(port)], port, work):
        yield Host("serve", port, root, frozenset({"no-symlinks"}))


HOSTS: dict[str, Callable[[Path, Path], AbstractContextManager[Host]]] = {
    "serve": serve,
    "nginx": nginx,
    "caddy": caddy,
}
