"""`pagefeed serve` as a process: what it says, how it ends, how it follows changes."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pagefeed.serve import live
from pagefeed.serve.answer import answer, encodings
from pagefeed.serve.folder import Document

SERVE = [sys.executable, "-m", "pagefeed", "serve"]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    root = tmp_path / "output"
    for slug in ("videos", "all"):
        (root / slug).mkdir(parents=True)
        (root / slug / "rss.xml").write_text("<rss/>")
        (root / slug / "index.html").write_text("<html><body>feed</body></html>")
    (root / "index.html").write_text("<html><body>index</body></html>")
    (root / "feeds.opml").write_text("<opml/>")
    return root


@contextmanager
def serving(*options: str, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The process and the lines that it printed before it served."""
    process = subprocess.Popen(
        [*SERVE, "--port", "0", *options],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    lines: list[str] = []
    try:
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("All feeds"):
                break
        yield process, lines
    finally:
        process.kill()
        process.communicate()


def port_of(lines: list[str]) -> int:
    found = re.search(r"127\.0\.0\.1:(\d+)/", lines[0])
    assert found, lines
    return int(found.group(1))


def get(port: int, path: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    response = connection.getresponse()
    return response, response.read()


def test_it_says_what_to_open_and_what_to_subscribe_to(output: Path) -> None:
    with serving("--output", str(output), cwd=output.parent) as (_, lines):
        base = f"http://127.0.0.1:{port_of(lines)}/"
        assert lines == [
            f"Open       {base}",
            f"Subscribe  {base}all/rss.xml",
            f"Subscribe  {base}videos/rss.xml",
            f"All feeds  {base}feeds.opml",
        ]
        for line in lines:
            address = line.split()[-1]
            response, _ = get(port_of(lines), "/" + address.removeprefix(base))
            assert response.status == 200


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_well_when_told_to(output: Path, how: signal.Signals) -> None:
    with serving("--output", str(output), cwd=output.parent) as (process, lines):
        get(port_of(lines), "/")
        process.send_signal(how)
        _, talk = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "stopped" in talk
        assert "Traceback" not in talk


def test_a_port_that_is_taken_is_said_to_be(output: Path) -> None:
    with serving("--output", str(output), cwd=output.parent) as (_, lines):
        again = subprocess.run(
            [*SERVE, "--output", str(output), "--port", str(port_of(lines))],
            capture_output=True,
            text=True,
            check=False,
        )
    assert again.returncode == 2
    assert "Address already in use" in again.stderr
    assert "--port" in again.stderr


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = subprocess.run(
        [*SERVE, "--output", str(tmp_path / "none"), "--port", "0"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "none: there is no such folder. Run `pagefeed build`" in result.stderr


def test_refusals_are_pages_with_the_same_looks(output: Path) -> None:
    with serving("--output", str(output), cwd=output.parent) as (_, lines):
        response, body = get(port_of(lines), "/none")
    assert response.status == 404
    assert b"There is nothing at this address." in body
    assert b'href="/style.css"' in body
    assert response.getheader("Cache-Control") == "no-store"


def test_files_replaced_while_they_are_polled_are_always_whole(output: Path) -> None:
    """A build puts a file in another's place: an answer is one of them, never a mixture."""
    file = output / "all" / "rss.xml"
    bodies = [bytes([65 + n]) * (1000 + 40_000 * n) for n in range(8)]
    wrong: list[str] = []
    ended = threading.Event()

    def replace_again_and_again() -> None:
        turn = 0
        while not ended.is_set():
            fresh = file.with_name(".rss.xml.tmp")
            fresh.write_bytes(bodies[turn % len(bodies)])
            os.utime(fresh, (turn, turn))
            fresh.replace(file)
            turn += 1

    def poll(port: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for _ in range(60):
            connection.request("GET", "/all/rss.xml")
            response = connection.getresponse()
            body = response.read()
            if response.status != 200 or body not in bodies:
                wrong.append(f"{response.status} with {len(body)} bytes")

    file.write_bytes(bodies[0])
    with serving("--output", str(output), cwd=output.parent) as (_, lines):
        writer = threading.Thread(target=replace_again_and_again)
        pollers = [threading.Thread(target=poll, args=(port_of(lines),)) for _ in range(8)]
        writer.start()
        for poller in pollers:
            poller.start()
        for poller in pollers:
            poller.join()
        ended.set()
        writer.join()
    assert wrong == []


def document(path: str = "all/rss.xml", data: bytes = b"0123456789") -> Document:
    return Document(path=path, data=data, modified=1_600_000_000)


@pytest.mark.parametrize(
    ("asked", "status", "body", "content_range"),
    [
        ("bytes=0-0", 206, b"0", "bytes 0-0/10"),
        ("bytes=8-", 206, b"89", "bytes 8-9/10"),
        ("bytes=8-100", 206, b"89", "bytes 8-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=-100", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=5-2", 200, b"0123456789", None),
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("bytes=-", 200, b"0123456789", None),
        ("lines=0-1", 200, b"0123456789", None),
    ],
)
def test_ranges(asked: str, status: int, body: bytes, content_range: str | None) -> None:
    """RFC 9110 section 14.1.2: what can't be read, and several at once, is the whole."""
    made = answer(document(), {"range": asked}, {})
    assert (made.status, made.body) == (status, body)
    assert made.headers.get("Content-Range") == content_range


def test_a_range_of_an_empty_file_is_outside() -> None:
    assert answer(document(data=b""), {"range": "bytes=0-"}, {}).status == 416


@pytest.mark.parametrize(
    ("accepted", "found"),
    [
        ("gzip", ["gzip"]),
        ("gzip, br", ["br", "gzip"]),
        ("GZIP;q=0.5", ["gzip"]),
        ("gzip;q=0, br;q=0.0", []),
        ("gzip;q=x", []),
        ("*", []),
        ("", []),
    ],
)
def test_encodings_that_may_be_sent(accepted: str, found: list[str]) -> None:
    asked = {"accept-encoding": accepted}
    assert [name for _, name in encodings("all/rss.xml", asked)] == found
    assert encodings("picture.png", asked) == ()
    assert encodings("all/rss.xml", {**asked, "range": "bytes=0-1"}) == ()


def test_a_date_that_is_no_date_asks_for_the_whole() -> None:
    assert answer(document(), {"if-modified-since": "yesterday"}, {}).status == 200


def test_the_watchers_script_is_allowed_and_put_at_the_end() -> None:
    page = live.injected(b"<body>&lt;/body&gt;</body></html>")
    assert page.endswith(b"</script>\n</body></html>")
    assert live.injected(b"no page") == b"no page"


BUILD = """\
import sys, pathlib
root = pathlib.Path(sys.argv[1])
(root / "index.html").write_text("<html><body>" + pathlib.Path(sys.argv[2]).read_text() + "</body></html>")
"""


def test_a_change_of_an_input_builds_and_tells_open_pages(tmp_path: Path) -> None:
    """The whole of `live`, with a small command in the place of a build."""
    import asyncio

    output, pages = tmp_path / "output", tmp_path / "pages"
    output.mkdir()
    pages.mkdir()
    (pages / "a.txt").write_text("first")
    (tmp_path / "build.py").write_text(BUILD)
    command = (sys.executable, str(tmp_path / "build.py"), str(output), str(pages / "a.txt"))

    async def scenario() -> list[str]:
        watcher = live.Live(output, command=command, inputs=lambda: [pages])
        task = asyncio.create_task(watcher.watch())
        events = watcher.events()
        heard = [await anext(events)]
        (pages / "a.txt").write_text("second")
        while "second" not in heard[-1]:
            event = await asyncio.wait_for(anext(events), 60)
            heard.append(f"{event} {(output / 'index.html').read_text()}")
        task.cancel()
        await asyncio.wait({task})
        return heard

    first, *others = asyncio.run(scenario())
    assert first == "retry: 500\n\n"
    assert all(event.startswith("event: change\n") for event in others)
