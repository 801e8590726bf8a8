"""newsboat and rss2email read what is built: with the same items, from files, without a network."""

from __future__ import annotations

import mailbox
import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from itertools import count
from pathlib import Path

import pytest

from programs import need
from seen import Seen, compare, documents, in_order

Reads = Callable[[Path], list[Seen]]


@pytest.fixture
def some(outputs: tuple[Path, Path]) -> list[Path]:
    """The feed of everything, and a few archive documents: a program takes its time to start."""
    found: list[Path] = []
    for output in outputs:
        archived = [each for each in documents(output / "all") if each.name != "all"]
        found += [output / "all", *archived[:3]]
    return found


@pytest.fixture
def newsboat(tmp_path: Path) -> Reads:
    need("newsboat")
    numbers = count()

    def read(path: Path) -> list[Seen]:
        # A cache of its own each time: newsboat keeps an id in one feed alone.
        home = tmp_path / f"newsboat{next(numbers)}"
        home.mkdir()
        (home / "urls").write_text(path.as_uri() + "\n")
        (home / "config").write_text("")
        _run(["newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"], home)
        with sqlite3.connect(home / "cache.db") as cache:
            rows = cache.execute("select guid, title, url, pubDate from rss_item").fetchall()
        found = {
            guid: Seen(
                id=guid, title=title, link=url, published=datetime.fromtimestamp(instant, UTC)
            )
            for guid, title, url, instant in rows
        }
        return in_order(path.parent, found)

    return read


@pytest.fixture
def rss2email(tmp_path: Path) -> Reads:
    need("r2e")
    numbers = count()

    def read(path: Path) -> list[Seen]:
        home = tmp_path / f"rss2email{next(numbers)}"
        home.mkdir()
        (home / "config").write_text(
            "[DEFAULT]\nfrom = feeds@example.org\nto = reader@example.org\n"
            "email-protocol = maildir\ndate-header = True\n"
            f"maildir-path = {home / 'mail'}\nmaildir-mailbox = inbox\n"
            f"[feed.one]\nurl = {path.as_uri()}\n"
        )
        (home / "mail").mkdir()
        _run(["r2e", "-c", "config", "-d", "data.json", "run"], home)
        return in_order(path.parent, {seen.id or "": seen for seen in _mails(home / "mail/inbox")})

    return read


def _run(arguments: list[str], home: Path) -> None:
    environment = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        arguments, cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _mails(folder: Path) -> Iterator[Seen]:
    for mail in mailbox.Maildir(folder):
        header = {
            name.lower(): " ".join(str(make_header(decode_header(value))).split())
            for name, value in mail.items()
        }
        tags = header.get("x-rss-tags", "")
        yield Seen(
            id=header["x-rss-id"],
            title=header["subject"],
            link=header["x-rss-url"],
            published=parsedate_to_datetime(header["date"]).replace(tzinfo=UTC),
            categories=tuple(tags.split(",")) if tags else (),
        )


@pytest.mark.parametrize("form", ["rss", "atom"])  # neither knows JSON Feed
def test_newsboat_sees_the_same_items(some: list[Path], newsboat: Reads, form: str) -> None:
    """Ids, titles, links and dates, from its own cache."""
    compare("newsboat", form, some, newsboat)


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_rss2email_sends_the_same_items(some: list[Path], rss2email: Reads, form: str) -> None:
    """One mail an item, with its id, title, link, date and categories."""
    compare("rss2email", form, some, rss2email)
