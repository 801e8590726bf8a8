"""`pagefeed check` as people and programs meet it: a process with output and an exit code."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

GOOD = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "Ships",\n'
    ' "home_page_url": "https://example.org/", "feed_url": "https://example.org/feed.json",\n'
    ' "items": [{"id": "1", "content_text": "x"}]}\n'
)
WRONG = GOOD.replace('"id": "1"', '"id": 1')
WARNED = GOOD.replace('"title": "Ships"', '"title": "Ships", "generator": "Harbour"')


def run(*arguments: str, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "pagefeed", "check", *arguments],
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        timeout=60,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    (tmp_path / "good.json").write_text(GOOD)
    (tmp_path / "wrong.json").write_text(WRONG)
    (tmp_path / "warned.json").write_text(WARNED)
    return tmp_path


def test_a_clean_feed_has_nothing_said_of_it(feeds: Path) -> None:
    """Standard output stays empty, the summary is talk, and the exit code is 0."""
    done = run(str(feeds / "good.json"))
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 document checked: nothing to say" in done.stderr


def test_people_get_the_line_with_a_caret(feeds: Path) -> None:
    """Grouped by file: the line, carets under the fault, the path and how to mend it."""
    path = feeds / "wrong.json"
    done = run(str(path))
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines[0] == str(path)
    assert lines[1].startswith("  line 3: error json-wrong-type: ")
    assert lines[2].endswith('"items": [{"id": 1, "content_text": "x"}]}')
    caret = lines[3].index("^")
    assert lines[2][caret : caret + 2] == "id"
    assert lines[3].rstrip().endswith("^^")
    assert lines[4].strip() == "at /items/0/id"
    assert "1 error, 0 warnings" in done.stderr


def test_warnings_count_under_strict_alone(feeds: Path) -> None:
    """Without --strict a warning is told and the exit code stays 0."""
    path = str(feeds / "warned.json")
    assert run(path).returncode == 0
    assert "json-unknown-field" in run(path).stdout
    assert run(path, "--strict").returncode == 1


def test_programs_get_one_object_a_line(feeds: Path) -> None:
    """With the documented fields, in every case."""
    done = run(str(feeds / "wrong.json"), str(feeds / "warned.json"), "--format", "json")
    first, second = objects(done)
    assert {"file", "severity", "code", "path", "line", "message"} <= set(first)
    assert first["file"] == str(feeds / "wrong.json")
    assert (first["severity"], first["code"]) == ("error", "json-wrong-type")
    assert (first["path"], first["line"]) == ("/items/0/id", 3)
    assert (second["severity"], second["code"]) == ("warning", "json-unknown-field")
    assert done.returncode == 1


def test_workflows_get_annotations(feeds: Path) -> None:
    """GitHub's workflow commands, with their characters escaped."""
    odd = feeds / "a,b: 50%.json"
    odd.write_text(WRONG)
    done = run(str(odd), "--format", "github")
    (line,) = done.stdout.splitlines()
    assert re.fullmatch(
        r"::error file=[^,:]*a%2Cb%3A 50%25\.json,line=3,title=pagefeed json-wrong-type::.+", line
    )


def test_standard_input_is_a_dash() -> None:
    """The document is called "-", and its lines are shown too."""
    done = run("-", data=WRONG.encode())
    assert done.returncode == 1
    assert done.stdout.startswith("-\n  line 3: error json-wrong-type")
    assert '"id": 1' in done.stdout


def test_what_is_not_there_is_2_and_does_not_stop_the_others(feeds: Path) -> None:
    """Nothing read: 2. Something read: 1, with a problem for what was not."""
    missing = str(feeds / "missing.json")
    alone = run(missing, "--format", "json")
    assert alone.returncode == 2
    assert [each["code"] for each in objects(alone)] == ["file-unreadable"]
    both = run(missing, str(feeds / "good.json"), "--format", "json")
    assert both.returncode == 1
    assert [each["code"] for each in objects(both)] == ["file-unreadable"]


@pytest.mark.parametrize(
    "arguments", [[], ["--format", "yaml", "x"], ["--nonsense"], ["x", "--home", "example.org"]]
)
def test_bad_use_is_2(arguments: list[str]) -> None:
    """Nothing is done, and the reason is told on standard error."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_a_folder_without_feeds_is_2(tmp_path: Path) -> None:
    """Nothing could be read."""
    (tmp_path / "a.txt").write_text("x")
    done = run(str(tmp_path))
    assert done.returncode == 2
    assert "nothing could be read" in done.stderr


def test_a_folder_is_walked_and_its_links_are_followed(feeds: Path) -> None:
    """Problems of files and between them, each with the path as it would be typed."""
    (feeds / "sub").mkdir()
    (feeds / "sub/feed.json").write_text(
        GOOD.replace('"items"', '"next_url": "https://example.org/sub/old.json", "items"').replace(
            "https://example.org/feed.json", "https://example.org/sub/feed.json"
        )
    )
    (feeds / ".hidden.json").write_text("{")
    (feeds / "loop").symlink_to(feeds)
    (feeds / "other.json").write_text('{"rows": []}')
    os.mkfifo(feeds / "pipe.xml")
    for name in ("good.json", "warned.json"):
        (feeds / name).unlink()
    done = run(str(feeds), "--format", "json")
    found = sorted((each["file"], each["code"]) for each in objects(done))
    assert found == [
        (f"{feeds}/sub/feed.json", "folder-link-broken"),
        (f"{feeds}/wrong.json", "folder-self-link-differs"),
        (f"{feeds}/wrong.json", "json-wrong-type"),
    ]
    assert done.returncode == 1


def test_a_large_folder_says_the_same_on_several_processes(tmp_path: Path) -> None:
    """Order and words are those of one process."""
    for at in range(150):
        text = GOOD if at % 10 else WRONG
        (tmp_path / f"{at:03}.json").write_text(text)
    one = run(str(tmp_path), "--format", "json", "--jobs", "1")
    two = run(str(tmp_path), "--format", "json", "--jobs", "2")
    assert one.stdout == two.stdout
    assert sum(each["code"] == "json-wrong-type" for each in objects(one)) == 15


def test_a_file_beyond_the_limit_is_refused_by_name(feeds: Path) -> None:
    """It counts as a problem of that file."""
    done = run(str(feeds / "good.json"), "--max-bytes", "10", "--format", "json")
    assert [each["code"] for each in objects(done)] == ["file-too-large"]


def test_nothing_in_a_feed_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    """Escape sequences in text, names and paths are shown, never sent."""
    path = tmp_path / "esc\x1b[2J.json"
    path.write_text(GOOD.replace('"items"', '"a\\u001b[31mb": "\\u001b]0;x\\u0007", "items"'))
    done = run(str(path))
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


def test_colours_are_for_terminals_alone(feeds: Path) -> None:
    """In a pipe there are none."""
    assert "\x1b" not in run(str(feeds / "wrong.json")).stdout


class _Files(SimpleHTTPRequestHandler):
    """A folder as the simplest of hosts serves it."""

    def log_message(self, *arguments: Any) -> None:
        del arguments


@pytest.fixture
def host(feeds: Path) -> Iterator[str]:
    class Handler(_Files):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(feeds))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_of_a_url_it_is_told_how_it_is_served(host: str, feeds: Path) -> None:
    """Status, type, charset, validators and the answer to a conditional request."""
    url = f"{host}/good.json"
    (feeds / "good.json").write_text(GOOD.replace("https://example.org/feed.json", url))
    done = run(url)
    assert done.returncode == 0
    assert f"{url}\n" in done.stdout
    assert "200 OK" in done.stdout
    assert "Content-Type: application/json; charset: not stated" in done.stdout
    assert "ETag: none" in done.stdout
    assert "Last-Modified: " in done.stdout
    assert "a conditional request was answered 304" in done.stdout


def test_a_feed_at_a_url_is_checked_against_its_address(host: str) -> None:
    """feed_url names another address than the one it was fetched from; JSON stays JSON."""
    done = run(f"{host}/good.json", "--format", "json")
    assert [each["code"] for each in objects(done)] == ["json-feed-url-differs"]
    assert objects(done)[0]["file"] == f"{host}/good.json"
    assert "200 OK" in done.stderr


def test_a_page_given_for_a_feed_names_the_feeds_that_it_offers(host: str, feeds: Path) -> None:
    """Whoever gives the address of a site learns that of its feed."""
    (feeds / "index.html").write_text(
        "<!doctype html><title>Ships</title>"
        '<link rel="alternate" type="application/feed+json" href="good.json">'
    )
    (problem,) = objects(run(f"{host}/", "--format", "json"))
    assert problem["code"] == "document-a-page"
    assert f"it offers {host}/good.json" in problem["message"]


def test_a_url_without_a_feed_is_told(host: str) -> None:
    """The host answered, so that something was read: 1."""
    done = run(f"{host}/none.json", "--format", "json")
    assert [each["code"] for each in objects(done)] == ["http-status"]
    assert done.returncode == 1
    nobody = run("http://127.0.0.1:1/", "--format", "json")
    assert [each["code"] for each in objects(nobody)] == ["http-unreachable"]
    assert nobody.returncode == 2


def test_progress_is_shown_to_a_person_alone(tmp_path: Path) -> None:
    """A bar on a terminal's standard error; the same standard output as without."""
    for at in range(120):
        (tmp_path / f"{at:03}.json").write_text(WRONG)
    plain = run(str(tmp_path), "--format", "json")
    assert plain.stderr == ""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "pagefeed", "check", str(tmp_path), "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
        check=False,
        timeout=60,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "checking" in shown
    assert done.stdout.decode() == plain.stdout


def test_the_how_to_shows_what_the_command_prints(tmp_path: Path) -> None:
    """The first example of docs/how-to/check.md, word for word."""
    page = (Path(__file__).parents[2] / "docs/how-to/check.md").read_text("utf-8")
    shown = page.partition("$ pagefeed check feed.json\n")[2].partition("```")[0]
    (tmp_path / "feed.json").write_text(
        '{\n  "version": "https://jsonfeed.org/version/1.1", "title": "Ferries",\n'
        '  "home_page_url": "https://example.org/",\n'
        '  "feed_url": "https://example.org/feed.json",\n'
        '  "items": [{"id": 7, "content_text": "The ferry sails."}]\n}\n'
    )
    done = run(str(tmp_path / "feed.json"))
    printed = done.stdout.replace(f"{tmp_path}/", "") + done.stderr
    assert [line.rstrip() for line in printed.splitlines()] == [
        line.rstrip() for line in shown.splitlines()
    ]
