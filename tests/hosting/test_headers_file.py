"""The `_headers` file of Netlify and Cloudflare Pages, read as those hosts document it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pagefeed import headers_file
from pagefeed.headers import headers

SEED = Path(__file__).parents[2] / "seeds"


def _rules(text: str) -> list[tuple[re.Pattern[str], list[tuple[str, str]]]]:
    """Pattern and headers of each rule: `*` is anything, `:word` anything but a slash."""
    found: list[tuple[re.Pattern[str], list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            pattern = re.sub(r":\w+", "[^/]+", re.escape(line).replace(r"\*", ".*"))
            found.append((re.compile(pattern + r"\Z"), []))
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[-1][1].append((name, value))
        else:
            assert line.startswith("#"), line
    return found


def _sent(path: str) -> dict[str, str]:
    """What the hosts send for a path: values of the same header are joined by commas."""
    sent: dict[str, list[str]] = {}
    for pattern, given in _rules(headers_file.render().decode()):
        if pattern.match(path):
            for name, value in given:
                sent.setdefault(name, []).append(value)
    return {name: ", ".join(values) for name, values in sent.items()}


@pytest.mark.parametrize("folder", ["all", "all/2021", "all/undated", "a/2021/05", "a/2021/05/24"])
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "feed.json"])
def test_feeds_have_their_policy_at_every_depth(folder: str, name: str) -> None:
    path = f"{folder}/{name}"
    policy = headers(path)
    policy.pop("Content-Security-Policy", None)  # everything has that of pages, which is wider
    sent = _sent(f"/{path}")
    assert {header: sent.get(header) for header in policy} == policy


@pytest.mark.parametrize("path", ["/", "/all/", "/all/2021/05/", "/style.css", "/nothing"])
def test_everything_else_has_the_policy_of_pages_and_the_hosts_own_type(path: str) -> None:
    page = headers("index.html")
    names = ("X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy")
    assert _sent(path) == {name: page[name] for name in names}


def test_the_opml_has_its_type() -> None:
    assert _sent("/feeds.opml")["Content-Type"] == "text/x-opml; charset=utf-8"


def test_the_copy_in_hosting_is_what_a_build_writes() -> None:
    copy = Path(__file__).parents[2] / "hosting" / "_headers"
    assert copy.read_bytes() == headers_file.render()


def test_it_keeps_to_the_hosts_limits() -> None:
    """Cloudflare Pages: 100 rules, 2,000 characters a line, one `*` a pattern."""
    text = headers_file.render().decode()
    assert len(_rules(text)) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    assert not [line for line in text.splitlines() if line.startswith("/") and line.count("*") > 1]


@pytest.mark.parametrize("wanted", [True, False])
def test_a_build_writes_it_when_it_is_set(tmp_path: Path, wanted: bool) -> None:
    (tmp_path / "feeds").mkdir()
    settings = tmp_path / "feeds/publication.toml"
    settings.write_text(
        'title = "Example"\nhome = "https://feeds.example.com/"\nauthor = "Example"\n'
        f'language = "en"\ntimezone = "Asia/Yerevan"\nheaders_file = {str(wanted).lower()}\n'
        f'[[sources]]\nfiles = "{SEED}/*.txt"\n'
    )
    build = [sys.executable, "-m", "pagefeed", "build"]
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    file = tmp_path / "output/_headers"
    assert file.exists() == wanted
    if wanted:
        assert file.read_bytes() == headers_file.render()
        settings.write_text(settings.read_text().replace("headers_file = true\n", ""))
        subprocess.run(build, cwd=tmp_path, check=True, capture_output=True, timeout=120)
        assert not file.exists()
