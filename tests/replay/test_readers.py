"""newsboat and rss2email, run for real against the served folder after each build of a replay."""

from __future__ import annotations

import functools
import http.server
import os
import sqlite3
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import programs
from living import Page
from publications import Publication


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def publication(tmp_path: Path) -> Iterator[Publication]:
    """A publication whose output/ is served at its home."""
    output = tmp_path / "output"
    output.mkdir()
    handler = functools.partial(_Quiet, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Publication(tmp_path, home=f"http://127.0.0.1:{server.server_port}/").settle()
        server.shutdown()


def replay(
    publication: Publication, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Page, int]]:
    """Builds over five captures, with two builds that change nothing: page, captures so far."""
    page = Page(seed=12)
    for number, front in enumerate(page.live(5), start=1):
        front.write(publication.pages)
        for again in range(2 if number in {2, 5} else 1):
            clock = int(front.captured.timestamp()) + 600 + again * 3600
            publication.build(capsys, monkeypatch, clock)
            yield page, number


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_newsboat_shows_each_item_once(
    name: str,
    publication: Publication,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    programs.need("newsboat")
    (tmp_path / "urls").write_text(f"{publication.home}all/{name}\n")
    (tmp_path / "config").write_text("")
    cache = tmp_path / "cache.db"
    command = ["newsboat", "-u", str(tmp_path / "urls"), "-c", str(cache)]
    known: dict[str, int] = {}
    for page, captures in replay(publication, capsys, monkeypatch):
        done = subprocess.run(
            [*command, "-C", str(tmp_path / "config"), "-x", "reload"],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "HOME": str(tmp_path)},
        )
        assert done.returncode == 0, done.stderr
        with sqlite3.connect(cache) as database:
            rows = database.execute("SELECT guid, title, pubDate FROM rss_item").fetchall()
            unread = database.execute("SELECT count(*) FROM rss_item WHERE unread").fetchone()
            # The subscriber has read everything by the next build.
            database.execute("UPDATE rss_item SET unread = 0")
        truth = page.visible(page.fronts[:captures])
        assert len(rows) == len({guid for guid, _, _ in rows}) == len(truth)
        assert unread == (len(rows) - len(known),)
        for guid, _, date in rows:
            assert known.setdefault(guid, date) == date
    dates = Counter(int(story.when.timestamp()) // 60 for story in truth)
    assert Counter(date // 60 for date in known.values()) == dates


def test_rss2email_sends_each_item_once(
    publication: Publication,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    programs.need("r2e")
    box = tmp_path / "mail"
    for part in ("new", "cur", "tmp"):
        (box / part).mkdir(parents=True)
    settings, data = tmp_path / "r2e.cfg", tmp_path / "r2e.json"
    settings.write_text(
        "[DEFAULT]\nfrom = feeds@example.com\nto = reader@example.com\n"
        f"email-protocol = maildir\nmaildir-path = {tmp_path}\nmaildir-mailbox = mail\n"
    )
    r2e = ["r2e", "-c", str(settings), "-d", str(data)]
    environment = {**os.environ, "HOME": str(tmp_path)}
    added = [*r2e, "add", "all", f"{publication.home}all/atom.xml", "reader@example.com"]
    subprocess.run(added, check=True, capture_output=True, env=environment)
    for page, captures in replay(publication, capsys, monkeypatch):
        done = subprocess.run(
            [*r2e, "run"], capture_output=True, text=True, check=False, env=environment
        )
        assert done.returncode == 0, done.stderr
        mails = list((box / "new").iterdir())
        assert len(mails) == len(page.visible(page.fronts[:captures])), done.stderr
