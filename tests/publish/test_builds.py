"""What a build does to output/, looked at from outside: whole files, in order, or none at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import programs
from living import Page
from pagefeed import publish
from publications import Publication

KILL = Path(__file__).parents[2] / "benchmarks" / "kill.py"


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    made = Publication(tmp_path).settle()
    for front in Page(seed=5).live(2):
        front.write(made.pages)
    return made


def shape(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode, mtime and size of everything below a folder."""
    return {
        str(path.relative_to(folder)): (s.st_ino, s.st_mtime_ns, s.st_size)
        for path in sorted(folder.rglob("*"))
        for s in [path.lstat()]
    }


def traced(publication: Publication, calls: str, log: Path) -> list[str]:
    """What system calls a build makes."""
    programs.need("strace")
    traced_build = [sys.executable, "-m", "pagefeed", *publication.arguments("build")]
    done = subprocess.run(
        ["strace", "-f", "-y", "-e", f"trace={calls}", "-o", str(log), *traced_build],
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in done.stderr.lower():
        pytest.skip("strace isn't allowed here")
    assert done.returncode == 0, done.stderr
    return log.read_text(errors="replace").splitlines()


def python(code: str, *, expect: int = 0) -> subprocess.CompletedProcess[str]:
    """Some lines of Python in a process of their own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == expect, done.stderr
    return done


def call(publication: Publication) -> str:
    """The line of Python that builds."""
    return (
        "from pagefeed import cli; "
        f"cli.group.main({publication.arguments('build')!r}, standalone_mode=False)"
    )


class TestNothingToDo:
    def test_no_inode_mtime_or_size_changes(self, publication: Publication) -> None:
        publication.run("build", at=1_800_000_000)
        before, state = shape(publication.output), publication.state.read_bytes()
        publication.run("build", at=1_800_003_600)
        assert shape(publication.output) == before
        assert publication.state.read_bytes() == state

    def test_no_file_is_opened_for_writing(self, publication: Publication, tmp_path: Path) -> None:
        publication.run("build")
        calls = "openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,utimensat"
        touched = [
            line
            for line in traced(publication, calls, tmp_path / "log")
            if str(tmp_path) in line
            and re.search(r"O_WRONLY|O_CREAT|O_TRUNC|rename|unlink|mkdir|creat\(|utimens", line)
            and "EEXIST" not in line
        ]
        # The lock is the one file that a build has to hold. SQLite opens its file for both.
        writing = [
            line
            for line in touched
            if "build.lock" not in line and not ("ledger.db" in line and "O_RDWR" in line)
        ]
        assert writing == []

    def test_the_libraries_that_render_are_not_imported(self, publication: Publication) -> None:
        publication.run("build")
        heavy = "{'feedgen', 'lxml', 'jinja2', 'rapidfuzz', 'babel', 'nh3'}"
        done = python(
            f"import sys; {call(publication)}; print('heavy:', *(set(sys.modules) & {heavy}))"
        )
        assert done.stdout.splitlines()[-1] == "heavy:"


def test_a_rename_follows_the_fsync_of_its_file_and_its_folder_is_synced_after(
    publication: Publication, tmp_path: Path
) -> None:
    """What a power cut needs: bytes before names, names before what links to them."""
    publication.run("build")
    Page(seed=5).live(3)[-1].write(publication.pages)
    lines = traced(publication, "fsync,fdatasync,rename,renameat,renameat2", tmp_path / "log")
    synced: set[str] = set()
    waiting: str | None = None  # the folder whose new name isn't on disk for sure
    renames = 0
    for line in lines:
        if sync := re.search(r"(?:fsync|fdatasync)\(\d+<([^>]+)>\)\s*= 0", line):
            synced.add(sync[1])
            waiting = None if sync[1] == waiting else waiting
            continue
        rename = re.search(r'rename\w*\((?:[^"]*, )?"([^"]+)", (?:[^"]*, )?"([^"]+)"', line)
        if rename is None or not rename[2].startswith(str(publication.output)):
            continue
        renames += 1
        assert rename[1] in synced, f"renamed before it was synced: {line}"
        folder = str(Path(rename[2]).parent)
        assert waiting in {None, folder}, f"{waiting} wasn't synced when {rename[2]} appeared"
        waiting = folder
    assert renames > 5
    assert waiting is None


def start(publication: Publication, count: int) -> list[tuple[int, str]]:
    """So many builds at once: the exit code and the talk of each."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "pagefeed", *publication.arguments("build")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    talk = [each.communicate()[1] for each in running]
    return [(each.returncode, text) for each, text in zip(running, talk, strict=True)]


def test_of_twenty_builds_at_once_one_works(publication: Publication) -> None:
    """The others leave with exit 2 and say why; one that comes after the end finds all done."""
    ended = start(publication, 20)
    worked = [talk for code, talk in ended if code == 0]
    assert len([talk for talk in worked if "wrote 0 files" not in talk]) == 1
    for code, talk in ended:
        assert code in {0, 2}
        if code == 2:
            assert "another build is at work" in talk
            assert "build.lock" in talk
            assert "Traceback" not in talk
    publication.run("check", str(publication.output))


def test_nineteen_leave_while_one_is_at_work(publication: Publication) -> None:
    """Here the one is this test, so that it is at work for certain."""
    with publish.lock(publication.state.parent):
        ended = start(publication, 19)
    assert {code for code, _ in ended} == {2}
    assert all("another build is at work" in talk for _, talk in ended)
    assert not publication.output.exists()
    publication.run("build")  # and the lock is free afterwards


def test_a_killed_builds_lock_is_free(publication: Publication) -> None:
    folder = str(publication.state.parent)
    python(
        "import os, signal\nfrom pathlib import Path\nfrom pagefeed import publish\n"
        f"with publish.lock(Path({folder!r})):\n    os.kill(os.getpid(), signal.SIGKILL)\n",
        expect=-9,
    )
    publication.run("build")


def kill(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(KILL), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )


def test_builds_killed_at_random_moments_leave_whole_files(tmp_path: Path) -> None:
    """The short version of benchmarks/kill.py, which kills a thousand."""
    done = kill(tmp_path, "--kills", "50", "--seed", "2")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_kills_find_what_a_careless_publisher_breaks(tmp_path: Path) -> None:
    """Which shows that they can: that one opens files and writes into them.

    About one kill in ten meets it writing, so a thousand that find nothing are no accident.
    """
    done = kill(tmp_path, "--kills", "1000", "--naive")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "files not whole" in done.stdout


def test_a_users_own_files_stay(publication: Publication) -> None:
    publication.output.mkdir()
    (publication.output / "CNAME").write_text("news.example.com\n")
    (publication.output / "favicon.ico").write_bytes(b"\0\0\1\0")
    own = publication.output / "feeds.opml"
    own.write_text("<opml>mine</opml>")
    done = publication.run("build", expect=1)
    assert "wasn't made by pagefeed" in done.stderr
    shutil.rmtree(publication.output / "society")
    publication.run("build", expect=1)
    assert (publication.output / "CNAME").read_text() == "news.example.com\n"
    assert (publication.output / "favicon.ico").read_bytes() == b"\0\0\1\0"
    assert own.read_text() == "<opml>mine</opml>"
    assert (publication.output / "society" / "atom.xml").is_file()


def test_modes_are_those_of_a_host_whatever_the_umask(publication: Publication) -> None:
    python(f"import os; os.umask(0o077); {call(publication)}")
    everything = [publication.output, *publication.output.rglob("*")]
    modes = {(path.is_dir(), oct(path.stat().st_mode & 0o777)) for path in everything}
    assert modes == {(True, "0o755"), (False, "0o644")}


def test_a_link_out_of_output_is_not_followed(publication: Publication, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    publication.output.mkdir()
    (publication.output / "all").symlink_to(outside)
    done = publication.run("build", expect=2)
    assert "symbolic link" in done.stderr
    assert not list(outside.iterdir())


def test_a_rewritten_file_is_a_second_newer(publication: Publication) -> None:
    """Hosts tell versions apart by size and whole seconds."""
    publication.run("build")
    before = shape(publication.output)
    Page(seed=5).live(3)[-1].write(publication.pages)
    publication.run("build")
    after = shape(publication.output)
    changed = [p for p in before if p.endswith(".xml") and after[p] != before[p]]
    assert changed
    assert all(after[p][1] // 10**9 > before[p][1] // 10**9 for p in changed)


def test_a_death_between_ledger_and_files_is_made_good(publication: Publication) -> None:
    """The ledger was committed, nothing was published: the next build publishes."""
    python(
        "import os\nfrom pagefeed import publish\n"
        f"publish.publish = lambda *_, **__: os._exit(9)\n{call(publication)}",
        expect=9,
    )
    assert publication.state.exists()
    assert not list(publication.output.glob("**/*.xml"))
    publication.run("build")
    assert (publication.output / "all" / "atom.xml").is_file()
    publication.run("check", str(publication.output))


def test_a_full_disk_leaves_what_was_published(publication: Publication) -> None:
    """A limit on the size of files stands for the disk: writing fails in the middle."""
    publication.run("build")
    before = publication.files()
    Page(seed=5).live(3)[-1].write(publication.pages)
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); import sys; "
        f"sys.argv = ['pagefeed', *{publication.arguments('build')!r}]; "
        "from pagefeed import cli; cli.main()"
    )
    done = python(limit, expect=2)
    assert "Traceback" not in done.stderr
    assert publication.files() == before
    publication.run("build")
    publication.run("check", str(publication.output))
