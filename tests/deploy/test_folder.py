"""Deploys to a folder that a web server looks at."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from buckets import broken, deploying_to, publication
from pagefeed import deploy as deploying
from pagefeed.deploy import lease
from pagefeed.deploy.folder import Folder
from pagefeed.deploy.stores import ConflictError
from pagefeed.errors import PublishError, UsageError

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BEFORE = {"all": ["2021/04", "2021/05"], "old": ["2020/01"]}
AFTER = {"all": ["2021/04", "2021/05", "2021/06"], "new": ["2021/06"]}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    publication(tmp_path / "output", BEFORE)
    return tmp_path / "output"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


def _files(root: Path) -> dict[str, bytes]:
    """All files but the records that a deploy keeps."""
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in root.rglob("*")
        if p.is_file() and not p.name.startswith(".pagefeed")
    }


def _deploy(target: Path, output: Path) -> deploying.Outcome:
    return deploying_to(Folder(target), output, holder="one", clock=lambda: START)


def _renew(output: Path) -> None:
    shutil.rmtree(output)
    publication(output, AFTER, "later")


def test_everything_arrives_then_only_what_changed(output: Path, target: Path) -> None:
    _deploy(target, output)
    assert _files(target) == _files(output)
    before = (target / "all/rss.xml").stat()
    (output / "index.html").write_text("changed")
    done = _deploy(target, output)
    assert [step.path for step in done.steps] == ["index.html"]
    assert (target / "all/rss.xml").stat() == before
    assert _deploy(target, output).steps == ()


def test_variants_and_gone_markers_come_along_other_hidden_files_do_not(
    output: Path, target: Path
) -> None:
    (output / "all/rss.xml.gz").write_bytes(b"small")
    (output / ".gone/old").mkdir(parents=True)
    (output / ".gone/old/page.html").touch()
    expected = _files(output)
    (output / ".secret").write_text("secret")
    (output / "all/.gone").mkdir()
    (output / "all/.gone/page.html").touch()
    _deploy(target, output)
    assert _files(target) == expected


def test_strangers_files_stay_ours_go_and_empty_folders_with_them(
    output: Path, target: Path
) -> None:
    _deploy(target, output)
    (target / "all/strangers.txt").write_text("stays")
    _renew(output)
    _deploy(target, output)
    assert _files(target) == {**_files(output), "all/strangers.txt": b"stays"}
    assert not (target / "old").exists()


def test_files_are_readable_to_a_web_server_whatever_the_umask(output: Path, target: Path) -> None:
    script = (
        "import os, sys; os.umask(0o077)\n"
        "from pagefeed.cli import main; sys.argv[0] = 'pagefeed'; main()"
    )
    command = ["deploy", str(target), "--output", str(output), "--state", str(output / ".s/l.db")]
    subprocess.run([sys.executable, "-c", script, *command], check=True, timeout=60)
    modes = {p.stat().st_mode & 0o777 for p in target.rglob("*.html")}
    folders = {p.stat().st_mode & 0o777 for p in (target, *target.rglob("*")) if p.is_dir()}
    assert (modes, folders) == ({0o644}, {0o755})


def test_a_file_rewritten_within_the_second_gets_a_later_time(output: Path, target: Path) -> None:
    """Size and whole seconds are all that nginx and Caddy compare."""
    times = []
    for text in ("one", "two", "six"):
        (output / "index.html").write_text(text)
        _deploy(target, output)
        times.append(int((target / "index.html").stat().st_mtime))
    assert times[0] < times[1] < times[2]


def test_links_hold_after_every_single_change(output: Path, target: Path) -> None:
    """From the index, and from everything that was subscribed to before."""
    _deploy(target, output)
    subscribed = list(_files(target))
    _renew(output)
    found: list[str] = []

    class Watched(Folder):
        one = threading.Lock()

        def put(self, path: str, data: bytes, headers: object) -> str:
            del headers
            with self.one:
                tag = super().put(path, data, {})
                found.extend(broken(_files(self.root), subscribed))
            return tag

        def delete(self, paths: object) -> None:
            assert isinstance(paths, list)
            with self.one:
                super().delete(paths)
                found.extend(broken(_files(self.root), ["index.html"]))

    deploying_to(Watched(target), output, holder="one", clock=lambda: START)
    assert found == []
    assert _files(target) == _files(output)


def test_a_file_that_changes_meanwhile_stops_the_deploy_before_the_index(
    output: Path, target: Path
) -> None:
    """A build ran in between: its pages may link to what wasn't put."""
    _deploy(target, output)
    old = (target / "index.html").read_bytes()
    _renew(output)

    def build(step: deploying.Step) -> None:
        if step.path.startswith("new/"):
            (output / "index.html").write_text("newer")

    with pytest.raises(PublishError, match=r"index\.html: it changed while it was being deployed"):
        deploying_to(Folder(target), output, holder="one", clock=lambda: START, report=build)
    assert (target / "index.html").read_bytes() == old
    _deploy(target, output)
    assert _files(target) == _files(output)


def test_what_a_killed_deploy_left_half_done_is_cleared(output: Path, target: Path) -> None:
    _deploy(target, output)
    (target / "all/.pagefeed-tmp-0123").write_bytes(b"half")
    lease.take(Folder(target), "one", lambda: START)
    _renew(output)
    _deploy(target, output)
    assert list(target.rglob(".pagefeed-tmp*")) == []


def test_conditions_hold_among_threads(target: Path) -> None:
    """Of 16 writers over the same version, one wins."""
    store = Folder(target)
    tag = store.put_if("object", b"first", None)
    won = []

    def write(n: int) -> None:
        try:
            store.put_if("object", b"%d" % n, tag)
        except ConflictError:
            return
        won.append(b"%d" % n)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won == [(target / "object").read_bytes()]
    with pytest.raises(ConflictError):
        store.put_if("object", b"again", None)


def test_a_linked_folder_in_the_target_is_not_followed_out(
    output: Path, target: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    target.mkdir()
    (target / "all").symlink_to(elsewhere)
    with pytest.raises(PublishError, match="outside the target folder"):
        _deploy(target, output)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("inside", ["", "site", "a/b"])
def test_the_output_folder_itself_is_no_target(output: Path, inside: str) -> None:
    before = _files(output)
    with pytest.raises(UsageError, match="lies in the output folder itself"):
        _deploy(output / inside, output)
    assert _files(output) == before


def test_an_empty_output_is_refused_before_anything_is_deleted(output: Path, target: Path) -> None:
    """A build that hasn't run must not take the site down."""
    _deploy(target, output)
    before = _files(target)
    shutil.rmtree(output)
    output.mkdir()
    with pytest.raises(PublishError, match="isn't a finished output folder"):
        _deploy(target, output)
    assert _files(target) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written_is_told(output: Path, target: Path) -> None:
    target.mkdir(mode=0o500)
    with pytest.raises(PublishError, match="Permission denied"):
        _deploy(target, output)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ftp://example.com/"], 'can\'t deploy to "ftp://"'),
        (["s3://"], "expected s3://bucket"),
        (["file://site"], "with three slashes"),
        (["site", "--endpoint", "http://127.0.0.1:1"], "--endpoint is for s3:// targets"),
    ],
)
def test_a_bad_target_is_told(
    output: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "pagefeed", "deploy", *arguments, "--output", str(output)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=60,
    )
    assert outcome.returncode == 2
    assert message in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1


def test_file_urls_are_folders(output: Path, target: Path) -> None:
    assert isinstance(deploying.open_store(f"file://{target}"), Folder)
    store = deploying.open_store(f"file://{target}")
    deploying_to(store, output, holder="one", clock=lambda: START)
    assert _files(target) == _files(output)
