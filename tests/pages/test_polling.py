"""Readers poll while builds publish: every answer is whole, and none is an error.

PAGEFEED_LONG=1 runs the whole of it: 10,000 polls by 20 clients during 50 builds.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import subprocess
import sys
import threading
from collections import Counter
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from hosts import HOSTS

LONG = os.environ.get("PAGEFEED_LONG") == "1"
BUILDS, CLIENTS, POLLS = (50, 20, 10_000) if LONG else (3, 8, 400)
PAUSE = 0.04  # seconds between two polls of one client, while builds run
SETTINGS = """\
title = "Polled"
home = "{home}"
author = "Example"
language = "en"
timezone = "Europe/Paris"
[[sources]]
files = "../pages/*.jsonl"
[defaults]
limit = 20
"""
TEXT = "<p>What happened, told at some length and in many words, as articles are.</p>" * 20


class Publication:
    """A publication that gets a new page before each build."""

    def __init__(self, folder: Path, home: str) -> None:
        self.folder = folder
        self.home = home
        (folder / "feeds").mkdir()
        (folder / "pages").mkdir()
        (folder / "feeds" / "publication.toml").write_text(SETTINGS.format(home=home))
        self.turn = 0

    def build(self) -> None:
        self.turn += 1
        rows = [
            {
                "url": f"https://example.com/{self.turn}/{n}",
                "title": f"Story {n} of build {self.turn}",
                "html": f"<article><h1>Story {n} of build {self.turn}</h1>{TEXT}</article>",
                "published": f"2024-{1 + self.turn % 12:02}-{1 + n:02}T08:{self.turn:02}:00+02:00",
                "category": ("News", "Sport")[n % 2],
            }
            for n in range(6)
        ]
        file = self.folder / "pages" / f"{self.turn:03}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        done = subprocess.run(
            [sys.executable, "-m", "pagefeed", "build"],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in {0, 1}, done.stderr


def published(output: Path) -> list[str]:
    suffixes = {".xml", ".json", ".html", ".opml", ".css"}
    files = (file for file in output.rglob("*") if file.suffix in suffixes)
    return sorted(f"/{file.relative_to(output)}" for file in files if "/." not in str(file))


def is_whole(path: str, body: bytes) -> bool:
    """Whether a body is a complete document of its kind."""
    if path.endswith((".xml", ".opml")):
        root = etree.fromstring(body)
        return root.tag in {"rss", "opml", "{http://www.w3.org/2005/Atom}feed"}
    if path.endswith(".json"):
        return "items" in json.loads(body)
    if path.endswith(".html"):
        return body.startswith(b"<!DOCTYPE html>") and body.endswith(b"</html>\n")
    return body.endswith(b"}\n")


class Client(threading.Thread):
    """Asks for one document after the other, with the validator it has, as readers do.

    Until the builds are done, and at least `polls` times.
    """

    def __init__(
        self, home: str, paths: list[str], polls: int, start: int, built: threading.Event
    ) -> None:
        super().__init__()
        self.built = built
        self.address = urlsplit(home).netloc
        self.paths = itertools.islice(itertools.cycle(paths), start, None)
        self.polls = polls
        self.tags: dict[str, str] = {}
        self.seen: Counter[int] = Counter()
        self.wrong: list[str] = []

    def run(self) -> None:
        connection = HTTPConnection(self.address, timeout=60)
        for number, path in enumerate(self.paths):
            if self.built.wait(PAUSE) and number >= self.polls:
                break
            try:
                self.poll(connection, path, compressed=number % 2 == 1)
            except (etree.XMLSyntaxError, ValueError, EOFError, OSError, HTTPException) as error:
                self.wrong.append(f"{path}: {error!r}")
                connection.close()

    def poll(self, connection: HTTPConnection, path: str, *, compressed: bool) -> None:
        asked = {"Accept-Encoding": "gzip"} if compressed else {}
        if path in self.tags:
            asked["If-None-Match"] = self.tags[path]
        connection.request("GET", path, headers=asked)
        answer = connection.getresponse()
        body = answer.read()
        self.seen[answer.status] += 1
        if answer.status == 200:
            self.tags[path] = answer.headers["ETag"]
        if answer.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        if answer.status != 304 and not (answer.status == 200 and is_whole(path, body)):
            self.wrong.append(f"{path}: {answer.status}, {len(body)} bytes")


@pytest.mark.parametrize("name", HOSTS)
def test_no_poll_gets_a_broken_file_or_an_error_while_builds_run(tmp_path: Path, name: str) -> None:
    output = tmp_path / "output"
    output.mkdir()
    work = tmp_path / "work"
    work.mkdir()
    with HOSTS[name](output, work) as host:
        publication = Publication(tmp_path, f"http://127.0.0.1:{host.port}/")
        publication.build()
        paths = published(output)
        built = threading.Event()
        clients = [
            Client(publication.home, paths, POLLS // CLIENTS, 7 * n, built) for n in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        for _ in range(BUILDS if LONG or name == "serve" else 1):
            publication.build()
        built.set()
        for client in clients:
            client.join()
    assert [line for client in clients for line in client.wrong] == []
    seen = sum((client.seen for client in clients), Counter())
    assert seen.total() >= POLLS
    assert set(seen) <= {200, 304}
    assert len(paths) > 20
    sys.stderr.write(f"answers by status: {dict(seen)}\n")  # with -s
