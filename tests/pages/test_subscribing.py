"""A reader subscribes to the built seeds through the OPML, over HTTP."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hosts import serve
from programs import need

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[str]:
    """The seeds built and served; the address at which the feeds say they are."""
    output = tmp_path / "output"
    output.mkdir()
    with serve(output, tmp_path) as host:
        base = f"http://127.0.0.1:{host.port}/"
        build(output, tmp_path / "ledger.db", base)
        yield base


def build(output: Path, state: Path, base: str) -> None:
    command = [sys.executable, "-m", "pagefeed", "build", "--config", str(PROJECT / "feeds")]
    result = subprocess.run(
        [*command, "--output", str(output), "--state", str(state), "--home", base],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode in {0, 1}, result.stderr


def newsboat(folder: Path, *options: str) -> None:
    done = subprocess.run(
        ["newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", *options],
        cwd=folder,
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def counts(folder: Path) -> dict[str, int]:
    with closing(sqlite3.connect(folder / "cache.db")) as cache:
        rows = cache.execute("select feedurl, count(*) from rss_item group by feedurl")
        return dict(rows.fetchall())


def test_newsboat_imports_the_opml_and_shows_every_item_in_all(home: str, tmp_path: Path) -> None:
    """47: one article, 40 videos, 4 stories of the listing, 2 most popular ones.

    newsboat keeps one copy of an item, in the feed that it read last: `all` is last in the
    OPML, so nothing is missing there. Another round brings nothing new.
    """
    need("newsboat")
    folder = tmp_path / "newsboat"
    folder.mkdir()
    (folder / "config").touch()
    newsboat(folder, "-i", str(tmp_path / "output" / "feeds.opml"))
    subscribed = (folder / "urls").read_text().split()
    assert subscribed[-1] == f"{home}all/rss.xml"
    assert f"{home}videos/rss.xml" in subscribed
    newsboat(folder, "-x", "reload")
    assert counts(folder) == {f"{home}all/rss.xml": 47}
    newsboat(folder, "-x", "reload")
    assert counts(folder) == {f"{home}all/rss.xml": 47}
