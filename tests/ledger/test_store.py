"""The ledger in its databases: what is kept, what is refused, and that one path serves both."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import programs
from making import page, row
from pagefeed.errors import LedgerError
from pagefeed.ledger import open_ledger, tables
from pagefeed.model import Item, Published

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """A PostgreSQL cluster of our own, run by an ordinary user; its URL."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [
        Path(found).parent for found in [shutil.which("initdb")] if found
    ]
    if not places:
        programs.need("initdb")
    programs.need("runuser", "psql")
    pytest.importorskip("psycopg")
    with tempfile.TemporaryDirectory(prefix="pagefeed-postgresql-") as folder:
        shutil.chown(folder, "postgres")
        yield from _cluster(Path(folder), places[-1])


def _cluster(folder: Path, programs_of: Path) -> Iterator[str]:
    run = ["runuser", "-u", "postgres", "--"]
    data = str(folder / "data")
    made = [*run, str(programs_of / "initdb"), "-A", "trust", "-N", "-D", data]
    subprocess.run(made, check=True, capture_output=True)
    control = [*run, str(programs_of / "pg_ctl"), "-D", data, "-w"]
    options = f"-c listen_addresses= -c fsync=off -k {folder}"
    subprocess.run(
        [*control, "-o", options, "-l", f"{folder}/log", "start"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(params=["sqlite", "postgresql"])
def state(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty ledger's path or URL, on each database."""
    if request.param == "sqlite":
        return str(tmp_path / "state" / "ledger.db")
    url = str(request.getfixturevalue("postgresql"))
    name = f"t{abs(hash(str(tmp_path))) % 10**12}"
    socket = url.rpartition("=")[2]
    create = ["psql", "-q", "-h", socket, "-U", "postgres", "-c", f"CREATE DATABASE {name}"]
    subprocess.run(create, check=True)
    return url.replace("/postgres?", f"/{name}?")


def items(state: str) -> list[Item]:
    with open_ledger(state, now=NOW) as ledger:
        return list(ledger.items())


FRONT = page(
    "front.txt",
    [
        row("Top of the hour", "2024-11-19 14:40", categories=("Event",), summary="What it is."),
        row("Bridge reopens", "2024-11-19 14:40", link="https://example.com/bridge-1"),
        row("By the day alone", "2024-11-18"),
        row("Nobody knows when", section="Videos"),
    ],
)


def test_what_was_absorbed_is_there_again(state: str) -> None:
    with open_ledger(state, now=NOW) as ledger:
        changes = ledger.absorb([FRONT], now=NOW)
        before = list(ledger.items())
        assert ledger.generation == 1
    assert len(changes.new) == 4
    assert items(state) == before
    with open_ledger(state, now=NOW) as ledger:
        again = ledger.absorb([FRONT], now=NOW + timedelta(days=1))
        assert (len(again.seen), again.new, again.revised) == (4, (), ())
        assert ledger.generation == 1
        read = ledger.page("front.txt")
        assert read
        assert (read.digest, read.drafts) == (FRONT.page.digest, 4)
        assert ledger.page("other.txt") is None


def test_items_come_newest_first(state: str) -> None:
    with open_ledger(state, now=NOW) as ledger:
        ledger.absorb([FRONT], now=NOW)
        titles = [item.title for item in ledger.items()]
    assert titles == ["Nobody knows when", "Top of the hour", "Bridge reopens", "By the day alone"]


def test_a_revision_is_kept_with_its_page(state: str) -> None:
    with open_ledger(state, now=NOW) as ledger:
        ledger.absorb([FRONT], now=NOW)
    later = NOW + timedelta(hours=1)
    changed = page("front.txt", [row("Top of the hours", "2024-11-19 14:40"), *FRONT.drafts[1:]])
    with open_ledger(state, now=later) as ledger:
        (identifier,) = ledger.absorb([changed], now=later).revised
        story = ledger.story(identifier)
        assert ledger.generation == 2
    assert story
    assert [(r.field, r.old, r.new, r.locator) for r in story.revisions if r.field == "title"] == [
        ("title", "Top of the hour", "Top of the hours", "front.txt")
    ]
    assert story.item.updated == later
    assert [(s.locator, s.line, s.on_page) for s in story.sightings] == [("front.txt", 1, True)]


def test_a_retracted_item_never_comes_back_until_undone(state: str) -> None:
    with open_ledger(state, now=NOW) as ledger:
        ledger.absorb([FRONT], now=NOW)
        (found,) = ledger.find("bridge reopens")
        assert ledger.retract(found.id)
        assert not ledger.retract(found.id)
        changes = ledger.absorb([FRONT], now=NOW)
        assert found.id in changes.seen
        assert found.id not in {item.id for item in ledger.items()}
        assert [stone.id for stone in ledger.tombstones()] == [found.id]
        assert ledger.restore(found.id)
        assert found in list(ledger.items())
        assert ledger.tombstones() == ()
        with pytest.raises(LedgerError, match="no item has the id"):
            ledger.retract("urn:uuid:0")


def test_an_item_is_found_by_id_url_anchor_and_words(state: str) -> None:
    with open_ledger(state, now=NOW) as ledger:
        ledger.absorb([FRONT], now=NOW)
        (found,) = ledger.find("BRIDGE")
        for words in (found.id, found.id[:17], "http://example.com/bridge-1/", found.address):
            assert ledger.find(words) == (found,), words
        assert ledger.find("nothing like it") == ()
        assert ledger.find("  ") == ()


def test_files_and_notes_are_remembered(state: str) -> None:
    file = Published(path="all/rss.xml", digest="d", recipe="r", size=1, mtime_ns=2**60)
    with open_ledger(state, now=NOW) as ledger:
        ledger.record([file, Published(path="all/atom.xml")])
        ledger.set_meta("complete", "x")
    with open_ledger(state, now=NOW) as ledger:
        assert ledger.published()["all/rss.xml"] == file
        ledger.record([], ["all/atom.xml"])
        assert list(ledger.published()) == ["all/rss.xml"]
        assert ledger.meta("complete") == "x"
        ledger.set_meta("complete", None)
        assert ledger.meta("complete") is None


def test_a_dry_run_keeps_nothing(state: str) -> None:
    with open_ledger(state, now=NOW) as ledger:
        ledger.absorb([FRONT], now=NOW)
    with open_ledger(state, now=NOW, dry=True) as ledger:
        assert len(ledger.absorb([page("b.txt", [row("More", "2024-11-20")])], now=NOW).new) == 1
        assert ledger.count() == 5
    with open_ledger(state, now=NOW) as ledger:
        assert ledger.count() == 4


def test_a_failed_fold_leaves_nothing_half_done(state: str) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError

    with open_ledger(state, now=NOW) as ledger:
        with pytest.raises(RuntimeError):
            ledger.absorb([FRONT], now=NOW, home=broken)
        assert ledger.count() == 0
        assert len(ledger.absorb([FRONT], now=NOW).new) == 4


def test_a_dropped_connection_is_tried_again_and_counts_once(postgresql: str) -> None:
    """The server ends our connection in the middle: the fold is done once in effect."""
    from sqlalchemy import text

    with open_ledger(postgresql, now=NOW) as ledger:
        pid = ledger._connection.scalar(text("SELECT pg_backend_pid()"))
        ledger._connection.rollback()
        socket = postgresql.rpartition("=")[2]
        end = f"SELECT pg_terminate_backend({pid})"
        subprocess.run(
            ["psql", "-q", "-h", socket, "-U", "postgres", "-c", end],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        assert len(ledger.absorb([FRONT], now=NOW).new) == 4
        assert ledger.count() == 4


class TestSqlite:
    def test_no_write_ahead_log_is_left_lying_about(self, tmp_path: Path) -> None:
        """Network disks have no shared memory for one; a rollback journal works everywhere."""
        path = tmp_path / "ledger.db"
        with sqlite3.connect(path) as before:
            before.execute("PRAGMA journal_mode=WAL")
        before.close()
        with open_ledger(path, now=NOW) as ledger:
            ledger.absorb([FRONT], now=NOW)
            assert ledger._connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert [each.name for each in tmp_path.iterdir()] == ["ledger.db"]

    def test_a_corrupt_ledger_is_refused_with_a_way_out(self, tmp_path: Path) -> None:
        path = tmp_path / "ledger.db"
        path.write_bytes(b"this is no database, it only lies in its place\n" * 100)
        with pytest.raises(LedgerError) as caught, open_ledger(path, now=NOW):
            pass
        assert str(path) in str(caught.value)
        assert "build again" in str(caught.value)

    def test_a_newer_ledger_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "ledger.db"
        open_ledger(path, now=NOW).close()
        with sqlite3.connect(path) as database:
            database.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
        database.close()
        with pytest.raises(LedgerError, match="newer pagefeed"):
            open_ledger(path, now=NOW)

    def test_an_older_ledger_is_brought_up(self, tmp_path: Path) -> None:
        """Version 1 had no page in its revisions, version 2 no date in its voices."""
        path = tmp_path / "ledger.db"
        with open_ledger(path, now=NOW) as ledger:
            ledger.absorb([FRONT], now=NOW)
        with sqlite3.connect(path) as database:
            database.execute("ALTER TABLE revisions DROP COLUMN locator")
            database.execute("ALTER TABLE voices DROP COLUMN stated")
            database.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
        database.close()
        before = items(str(path))
        assert len(before) == 4
        changed = page("front.txt", [row("Top of the hours", "2024-11-19 14:40")])
        with open_ledger(path, now=NOW) as ledger:
            assert ledger.meta("schema") == str(tables.VERSION)
            (identifier,) = ledger.absorb([changed], now=NOW).revised
            story = ledger.story(identifier)
        assert story
        assert story.revisions[0].locator == "front.txt"

    def test_another_programs_database_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "other.db"
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE items (id TEXT)")
        database.close()
        with pytest.raises(LedgerError, match="no ledger"):
            open_ledger(path, now=NOW)

    def test_a_busy_ledger_is_waited_for(self, tmp_path: Path) -> None:
        path = tmp_path / "ledger.db"
        open_ledger(path, now=NOW).close()
        held = threading.Event()

        def hold() -> None:
            other = sqlite3.connect(path, isolation_level=None)
            other.execute("BEGIN EXCLUSIVE")
            held.set()
            time.sleep(0.5)
            other.execute("COMMIT")
            other.close()

        holder = threading.Thread(target=hold)
        holder.start()
        held.wait()
        with open_ledger(path, now=NOW) as ledger:
            assert len(ledger.absorb([FRONT], now=NOW).new) == 4
        holder.join()

    def test_a_place_that_cant_be_written_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(LedgerError, match="folder can't be made"):
            open_ledger(tmp_path / "file" / "ledger.db", now=NOW)

    @pytest.mark.parametrize("url", ["nonsense://x", "postgresql+nodriver://x/y"])
    def test_a_url_that_means_nothing_is_said(self, url: str) -> None:
        with pytest.raises(LedgerError):
            open_ledger(url, now=NOW)
