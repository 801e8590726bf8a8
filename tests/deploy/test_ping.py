"""`pagefeed ping` against a hub and a host of ours on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from hosts import serve

ATOM = "http://www.w3.org/2005/Atom"


@dataclass
class Web:
    """A hub at /hub and a host of `root` at /site/, on one port."""

    root: Path
    told: list[dict[str, list[str]]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    answer: Callable[[int], int] = lambda _: 202  # by the count of POSTs, from 1
    port: int = 0
    posts: int = 0

    @property
    def hub(self) -> str:
        return f"http://127.0.0.1:{self.port}/hub"

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}/site/"

    def urls(self) -> list[str]:
        return [url.removeprefix(self.home) for form in self.told for url in form["hub.url"]]


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    made = Web(tmp_path / "hosted")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            made.posts += 1
            made.agents.add(self.headers["User-Agent"])
            status = made.answer(made.posts)
            if status < 300:
                assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
                made.told.append(parse_qs(body))
            self._send(status, b"no such topic here" if status == 400 else b"")

        def do_GET(self) -> None:
            file = made.root / self.path.removeprefix("/site/")
            self._send(200, file.read_bytes()) if file.is_file() else self._send(404, b"")

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(web: Web, tmp_path: Path) -> Path:
    """A publication with two feeds, built and hosted."""
    (tmp_path / "feeds").mkdir()
    _settings(tmp_path, web, f'hub = "{web.hub}"')
    for slug in ("all", "videos"):
        _feed(tmp_path, web, slug, "first")
    (tmp_path / "output/all/2021").mkdir()
    (tmp_path / "output/all/2021/rss.xml").write_text("<rss/>")
    return tmp_path


def _settings(site: Path, web: Web, line: str) -> None:
    (site / "feeds/publication.toml").write_text(
        f'title = "Example"\nhome = "{web.home}"\nauthor = "Example"\nlanguage = "en"\n'
        f'timezone = "UTC"\n{line}\n[[sources]]\nfiles = "../pages/*"\n'
    )


def _feed(site: Path, web: Web, slug: str, words: str, *, hosted: bool = True) -> None:
    url, links = f"{web.home}{slug}/", f'<link xmlns="{ATOM}" rel="hub" href="{web.hub}"/>'
    item = f'<item><link xmlns="{ATOM}" rel="self" href="http://example.com/"/>{words}</item>'
    texts = {
        "rss.xml": f'<rss><channel><link xmlns="{ATOM}" rel="self" href="{url}rss.xml"/>{links}'
        f"{item}</channel></rss>",
        "atom.xml": f'<feed xmlns="{ATOM}"><link rel="self" href="{url}atom.xml"/>{links}'
        f"<entry>{words}</entry></feed>",
        "feed.json": json.dumps(
            {"feed_url": f"{url}feed.json", "hubs": [{"url": web.hub}], "items": words}
        ),
    }
    for folder in (site / "output", *([web.root] if hosted else [])):
        (folder / slug).mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / slug / name).write_text(text)


def _ping(site: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pagefeed", "ping", *more],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


EACH = [
    f"{slug}/{name}" for slug in ("all", "videos") for name in ("atom.xml", "feed.json", "rss.xml")
]


def test_the_hub_hears_of_every_feed_then_only_of_changed_ones(site: Path, web: Web) -> None:
    outcome = _ping(site)
    assert outcome.returncode == 0, outcome.stderr
    assert web.urls() == EACH
    assert {form["hub.mode"][0] for form in web.told} == {"publish"}
    assert web.agents == {"pagefeed (WebSub publisher)"}
    assert "told of 6, 0 unchanged" in outcome.stderr

    web.told.clear()
    assert _ping(site).returncode == 0
    assert web.urls() == []

    _feed(site, web, "videos", "second")
    _ping(site)
    assert web.urls() == ["videos/atom.xml", "videos/feed.json", "videos/rss.xml"]


def test_a_feed_that_is_not_deployed_yet_is_told_of_later(site: Path, web: Web) -> None:
    """The hub would fetch the old feed and find nothing new in it."""
    _ping(site)
    web.told.clear()
    _feed(site, web, "all", "second", hosted=False)
    outcome = _ping(site, "--format", "json")
    assert outcome.returncode == 1
    lines = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert [line.get("code") for line in lines[:-1]] == ["topic-not-deployed"] * 3
    assert lines[-1] == {"hub": web.hub, "told": 0, "unchanged": 3, "problems": 3}
    assert web.told == []
    _feed(site, web, "all", "second")
    assert _ping(site).returncode == 0
    assert web.urls() == ["all/atom.xml", "all/feed.json", "all/rss.xml"]


def test_a_host_that_does_not_have_the_feed_is_told(site: Path, web: Web) -> None:
    (web.root / "all/rss.xml").unlink()
    outcome = _ping(site)
    assert outcome.returncode == 1
    assert f"{web.home}all/rss.xml: error: the host answered 404 Not Found. Deploy first" in (
        outcome.stderr
    )
    assert "all/rss.xml" not in web.urls()


def test_no_verify_tells_the_hub_of_what_it_cannot_see(site: Path, web: Web) -> None:
    (web.root / "all/rss.xml").unlink()
    assert _ping(site, "--no-verify").returncode == 0
    assert web.urls() == EACH


def test_a_hub_that_stumbles_is_asked_again(site: Path, web: Web) -> None:
    web.answer = lambda count: {1: 503, 2: 429}.get(count, 204)
    outcome = _ping(site)
    assert outcome.returncode == 0, outcome.stderr
    assert web.urls() == EACH
    assert web.posts == 8


def test_a_hub_that_refuses_is_quoted_and_told_again_next_time(site: Path, web: Web) -> None:
    web.answer = lambda count: 400 if count == 2 else 202
    outcome = _ping(site)
    assert outcome.returncode == 1
    assert f"400 Bad Request to {web.home}all/feed.json: no such topic here" in outcome.stderr
    web.told.clear()
    web.answer = lambda _: 202
    assert _ping(site).returncode == 0
    assert web.urls() == ["all/feed.json"]


def test_a_hub_that_is_away_is_told_once_and_nothing_is_forgotten(site: Path, web: Web) -> None:
    _settings(site, web, 'hub = "http://127.0.0.1:9/hub"')
    for file in (site / "output").rglob("*.*"):
        text = file.read_text().replace(web.hub, "http://127.0.0.1:9/hub")
        file.write_text(text)
        (web.root / file.relative_to(site / "output")).parent.mkdir(parents=True, exist_ok=True)
        (web.root / file.relative_to(site / "output")).write_text(text)
    outcome = _ping(site)
    assert outcome.returncode == 1
    assert outcome.stderr.count("http://127.0.0.1:9/hub: error: it can't be told") == 1
    assert json.loads((site / ".pagefeed/pinged.json").read_text())["topics"] == {}


def test_a_feed_built_before_the_hub_was_set_is_not_pinged(site: Path, web: Web) -> None:
    """Its subscribers don't know the hub."""
    for folder in (site / "output", web.root):
        (folder / "all/rss.xml").write_text(
            f'<rss><channel><link xmlns="{ATOM}" rel="self" href="{web.home}all/rss.xml"/>'
            "</channel></rss>"
        )
    outcome = _ping(site)
    assert outcome.returncode == 1
    assert f"the feed doesn't name {web.hub}. Build and deploy again" in outcome.stderr
    assert "all/rss.xml" not in web.urls()


def test_another_hub_is_told_of_everything(site: Path, web: Web) -> None:
    _ping(site)
    known: dict[str, Any] = json.loads((site / ".pagefeed/pinged.json").read_text())
    (site / ".pagefeed/pinged.json").write_text(
        json.dumps({**known, "hub": "https://hub.example.org/"})
    )
    web.told.clear()
    _ping(site)
    assert web.urls() == EACH


def test_a_dry_run_lists_and_tells_nobody(site: Path, web: Web) -> None:
    outcome = _ping(site, "--dry-run")
    assert outcome.stdout.splitlines() == [f"changed {web.home}{path}" for path in EACH]
    assert (web.posts, (site / ".pagefeed/pinged.json").exists()) == (0, False)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda site, web: _settings(site, web, ""), "no hub is set"),
        (lambda site, _: (site / "output").rename(site / "elsewhere"), "there are no feeds"),
        (
            lambda site, _: (
                (site / ".pagefeed").mkdir(),
                (site / ".pagefeed/pinged.json").write_text("[]"),
            ),
            "pinged.json: it can't be read. Delete it",
        ),
    ],
    ids=["no hub", "no feeds", "a broken memory"],
)
def test_what_cannot_be_done_is_told(
    site: Path, web: Web, spoil: Callable[[Path, Web], object], message: str
) -> None:
    spoil(site, web)
    outcome = _ping(site)
    assert outcome.returncode == 2
    assert message in outcome.stderr
    assert web.posts == 0


def test_a_document_that_is_no_feed_is_told(site: Path, web: Web) -> None:
    (site / "output/all/rss.xml").write_text("<rss>")
    (site / "output/all/feed.json").write_text("[]")
    outcome = _ping(site)
    assert outcome.returncode == 1
    assert outcome.stderr.count("the feed doesn't say where it lives") == 2
    assert len(web.urls()) == 4


def test_a_real_publication_behind_a_real_host(web: Web, tmp_path: Path) -> None:
    """Built, deployed to the folder that is served, pinged; then one page more, and again."""
    seed = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
    for folder in ("feeds", "pages", "work", "host"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pages/page.txt").write_bytes(seed.read_bytes())

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "pagefeed", *command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    with serve(tmp_path / "host", tmp_path / "work") as host:
        home = f"http://127.0.0.1:{host.port}/"
        (tmp_path / "feeds/publication.toml").write_text(
            f'title = "Example"\nhome = "{home}"\nauthor = "Example"\nlanguage = "en"\n'
            f'timezone = "Asia/Yerevan"\nhub = "{web.hub}"\n[[sources]]\nfiles = "../pages/*"\n'
        )
        run("build")
        run("deploy", "host")
        run("ping")
        feeds = {p.parent.name for p in (tmp_path / "output").glob("*/rss.xml")}
        told = sorted(form["hub.url"][0] for form in web.told)
        names = ("atom.xml", "feed.json", "rss.xml")
        assert told == sorted(f"{home}{feed}/{name}" for feed in feeds for name in names)

        web.told.clear()
        text = "Videos\n- 15:20 • 01.02.25 Rivers and Lakes of the Highlands, Part One\n"
        (tmp_path / "pages/more.txt").write_text(text)
        run("build")
        run("deploy", "host")
        run("ping")
        changed = {form["hub.url"][0].removeprefix(home).split("/")[0] for form in web.told}
        assert changed == {"all", "videos"}
