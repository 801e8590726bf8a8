"""The how-tos for hosting say what is so."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import click
import pytest

from pagefeed import headers, headers_file
from pagefeed.deploy import lease
from pagefeed.websub import _HINTS

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "docs" / "how-to" / f"{name}.md"
    for name in (
        *("nginx", "caddy", "github-pages", "netlify-cloudflare", "s3", "deploy", "websub"),
    )
]
_COMMAND = re.compile(r"pagefeed [a-z]+[^|&`\n]*")


def _commands() -> list[tuple[str, str]]:
    blocks = re.compile(r"^ *```\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
    return [
        (page.name, match.strip())
        for page in PAGES
        for block in blocks.findall(page.read_text())
        for match in _COMMAND.findall(block)
    ]


@pytest.mark.parametrize(("page", "line"), _commands(), ids=str)
def test_every_command_is_one_that_there_is(page: str, line: str) -> None:
    """Its options and arguments are taken; nothing is run."""
    del page
    _, name, *arguments = shlex.split(line)
    command = import_module(f"pagefeed.cli.{name}").command
    assert isinstance(command, click.Command)
    command.make_context(name, arguments)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text())
    missing = [
        link for link in links if "://" not in link and not (page.parent / link).resolve().is_file()
    ]
    assert missing == []


def test_every_file_of_hosting_has_its_how_to() -> None:
    told = "".join(page.read_text() for page in PAGES)
    files = [f"hosting/{file.name}" for file in (ROOT / "hosting").iterdir()]
    assert files
    assert [file for file in files if f"../../{file}" not in told] == []


def test_what_is_said_in_numbers_is_so() -> None:
    deploy = (ROOT / "docs/how-to/deploy.md").read_text()
    assert "ends\n  after ten minutes" in deploy
    assert lease.TERM.total_seconds() == 600
    netlify = (ROOT / "docs/how-to/netlify-cloudflare.md").read_text()
    rules = [line for line in headers_file.render().decode().splitlines() if line[0] == "/"]
    assert f"It has {len(rules)} rules" in netlify
    nginx = (ROOT / "docs/how-to/nginx.md").read_text()
    assert f"`Cache-Control: {headers.CURRENT}`" in nginx


def test_every_problem_of_ping_is_told() -> None:
    page = (ROOT / "docs/how-to/websub.md").read_text()
    assert re.findall(r"^\| `([a-z-]+)`", page, re.MULTILINE) == [
        *("topic-not-deployed", "topic-unreachable", "topic-without-hub", "topic-without-self"),
        *("hub-refused", "hub-unreachable"),
    ]
    assert set(re.findall(r"^\| `([a-z-]+)`", page, re.MULTILINE)) == set(_HINTS)


def test_the_configurations_send_the_policy_word_for_word() -> None:
    for name in ("nginx.conf", "Caddyfile"):
        text = (ROOT / "hosting" / name).read_text()
        assert headers.PAGE_POLICY in text, name
        assert headers.FEED_POLICY in text, name
