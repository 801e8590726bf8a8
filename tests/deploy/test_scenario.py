"""A publication's life on a host: built, deployed, grown, rearranged, an item taken back.

The host is looked at after every single change: each link that leads from the index or a
current document to something of ours finds it, its `#place` included.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from buckets import deploying_to
from pagefeed.deploy.folder import Folder

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOME = "https://feeds.example.com/"
SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
_ADDRESS = re.compile(r'(?:href|src|url|xmlUrl|htmlUrl|feed_url|next_url)="([^"]*)"')
_TEXT = re.compile(rf"{re.escape(HOME)}[^\s\"'<>)\\]*")
_PLACE = re.compile(r'id="([^"]*)"')


@cache
def _links(data: bytes, base: str) -> frozenset[str]:
    text = html.unescape(data.decode())
    written = _ADDRESS.findall(text) if base.endswith((".html", ".xml", ".opml")) else []
    found = {urljoin(base, link) for link in written} | set(_TEXT.findall(text))
    return frozenset(link for link in found if link.startswith(HOME))


@cache
def _places(data: bytes) -> frozenset[str]:
    return frozenset(_PLACE.findall(data.decode()))


def _broken(root: Path) -> list[str]:
    """Links to nothing, from all that can be reached from the index."""
    queue, met, missing = ["index.html"], {"index.html"}, []
    while queue:
        path = queue.pop()
        file = root / path
        if not file.is_file():
            missing.append(path)
            continue
        if file.suffix not in {".html", ".xml", ".json", ".opml"}:
            continue
        for link in _links(file.read_bytes(), HOME + path):
            address, _, place = link.partition("#")
            there = unquote(address.removeprefix(HOME).partition("?")[0])
            there += "index.html" if there.endswith("/") or not there else ""
            target = root / there
            if not target.is_file() or (
                place and target.suffix == ".html" and place not in _places(target.read_bytes())
            ):
                missing.append(f"{path} -> {link}")
            elif there not in met:
                met.add(there)
                queue.append(there)
    return missing


class Watched(Folder):
    """A folder that is looked at after each change."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.one = threading.Lock()
        self.missing: list[str] = []
        self.changes = 0

    def put(self, path: str, data: bytes, headers: Mapping[str, str]) -> str:
        with self.one:
            tag = super().put(path, data, headers)
            self._look(path)
        return tag

    def delete(self, paths: Iterable[str]) -> None:
        with self.one:
            paths = list(paths)
            super().delete(paths)
            self._look(*paths)

    def _look(self, *paths: str) -> None:
        self.changes += 1
        if (self.root / "index.html").exists():  # before, nobody can reach anything
            self.missing += [f"after {paths}: {link}" for link in _broken(self.root)]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "pages").mkdir()
    lines = SEED.read_text().splitlines()
    start = lines.index("Videos")
    rows = [line for line in lines if re.match(r"- \d\d:\d\d • \d\d\.\d\d\.20 ", line)]
    assert len(rows) > 20
    (tmp_path / "pages/older.txt").write_text("\n".join([*lines[:start], "Videos", *rows]) + "\n")
    return tmp_path


def _run(site: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pagefeed", *arguments],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


def _build(site: Path, more: str = "") -> Path:
    (site / "feeds/publication.toml").write_text(
        f'title = "Example"\nhome = "{HOME}"\nauthor = "Example"\nlanguage = "en"\n'
        f'timezone = "Asia/Yerevan"\n[[sources]]\nfiles = "../pages/*.txt"\n[defaults]\n{more}\n'
    )
    _run(site, "build")
    return site / "output"


def _files(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in root.rglob("*")
        if p.is_file() and not p.name.startswith(".pagefeed")
    }


def test_links_hold_through_a_publications_life(site: Path) -> None:
    """After each of some 500 changes."""
    host = Watched(site / "host")

    def deploy() -> None:
        before = host.changes
        deploying_to(host, site / "output", holder="one", clock=lambda: START)
        assert host.changes > before
        assert host.missing[:5] == []
        assert _files(host.root) == _files(site / "output")

    _build(site, "limit = 10")
    deploy()

    # Grown: new months and categories, and everything current changes.
    (site / "pages/newer.txt").write_text(SEED.read_text())
    _build(site, "limit = 10")
    deploy()

    # Rearranged: archives by year take the place of those by month.
    _build(site, 'limit = 10\narchive = "year"')
    deploy()

    # Taken back: one item is gone for good.
    ids = re.findall(r"<id>(urn:uuid:[^<]+)</id>", (site / "output/videos/atom.xml").read_text())
    _run(site, "retract", ids[-1])
    _build(site, 'limit = 10\narchive = "year"')
    deploy()
