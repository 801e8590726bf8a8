"""Files that may be anything: each is read as far as it goes, or left out with its reason."""

from __future__ import annotations

import gzip
import os
import random
import socket
from pathlib import Path

import pytest
import zstandard

from reading import read, write


def codes(path: Path) -> list[str]:
    return [problem.code for problem in read(path)[1]]


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\0\0\0\0"])
def test_an_empty_page_is_reported(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, "page.txt", data)
    assert codes(path) == ["page-empty"]
    assert read(path)[0] == []


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"%PDF-1.7 ...",
        b"PK\x03\x04" + bytes(60),
        random.Random(7).randbytes(4096),
    ],
    ids=["image", "pdf", "zip", "noise"],
)
def test_binary_files_are_no_pages(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, "page.txt", data)
    assert codes(path)[-1] == "page-binary"
    assert read(path)[0] == []


def test_a_few_control_characters_are_no_reason_to_refuse_a_page(tmp_path: Path) -> None:
    pages, problems = read(write(tmp_path, "page.txt", "Title\0 of\x01 the page\n"))
    assert len(pages) == 1
    assert problems == []


def test_one_line_of_a_hundred_megabytes_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"a" * 1_000_000)
    pages, problems = read(path)
    assert pages == []
    assert [(each.code, each.where) for each in problems] == [("page-too-large", "page.txt")]


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_compressed_pages_are_read(tmp_path: Path, ending: str) -> None:
    squeeze = gzip.compress if ending == ".gz" else zstandard.compress
    pages, problems = read(write(tmp_path, f"page.txt{ending}", squeeze("Grüße".encode())))
    assert pages[0].text == "Grüße"
    assert problems == []


@pytest.mark.parametrize("name", ["page.txt.gz", "data.jsonl.gz"])
def test_a_gzip_bomb_is_stopped(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, gzip.compress(b"a" * 40_000_000))
    pages, problems = read(path)
    assert pages == []
    assert "archive-bomb" in {each.code for each in problems}


def test_a_truncated_gzip_gives_what_it_holds(tmp_path: Path) -> None:
    text = random.Random(7).randbytes(200_000).hex()
    pages, problems = read(write(tmp_path, "page.txt.gz", gzip.compress(text.encode())[:-90_000]))
    assert pages[0].text
    assert text.startswith(pages[0].text)
    assert [each.code for each in problems] == ["archive-truncated"]


def test_an_archive_inside_an_archive_is_not_opened(tmp_path: Path) -> None:
    nested = gzip.compress(gzip.compress(b"a page"))
    assert codes(write(tmp_path, "page.txt.gz", nested)) == ["page-binary"]


def test_pipes_devices_sockets_and_folders_are_passed_over(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert codes(pipe) == ["page-not-a-file"]
    assert codes(Path("/dev/zero")) == ["page-not-a-file"]
    assert codes(tmp_path) == ["page-not-a-file"]
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        assert codes(tmp_path / "s") == ["page-not-a-file"]


def test_missing_and_unreadable_files_are_named(tmp_path: Path) -> None:
    assert codes(tmp_path / "missing.txt") == ["page-unreadable"]
    locked = write(tmp_path, "locked.txt", "text")
    locked.chmod(0)
    if not os.access(locked, os.R_OK):
        assert codes(locked) == ["page-unreadable"]


def test_a_file_that_changes_while_it_is_read_waits_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pagefeed.sources import opening

    path = write(tmp_path, "page.txt", "Title of the page\n")
    reading_as_ever = opening.Stream.read

    def appended(self: opening.Stream, size: int = -1) -> bytes:
        part = reading_as_ever(self, size)
        if not part:
            with path.open("ab") as file:
                file.write(b"more")
        return part

    monkeypatch.setattr(opening.Stream, "read", appended)
    pages, problems = read(path)
    assert pages == []
    assert [each.code for each in problems] == ["page-changing"]


def test_an_xml_file_that_is_no_feed_is_named(tmp_path: Path) -> None:
    assert codes(write(tmp_path, "page.xml", "<?xml version='1.0'?><sitemap/>")) == [
        "page-unsupported"
    ]


def test_entities_of_a_feed_are_not_fetched_or_blown_up(tmp_path: Path) -> None:
    """Billion laughs and external entities: the feed gives no items made of them."""
    from pagefeed.converters import convert
    from pagefeed.model import Reading

    write(tmp_path, "secret.txt", "SECRET")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    feed = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}'
        f'<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
        "<rss version='2.0'><channel><title>t</title><item><title>a &l8; &x;</title>"
        "<link>https://example.com/</link></item></channel></rss>"
    )
    pages, _ = read(write(tmp_path, "feed.xml", feed))
    drafts = [draft for page in pages for draft in convert(page, Reading(timezone="UTC")).drafts]
    assert all(len(draft.title) < 1000 and "SECRET" not in draft.title for draft in drafts)
