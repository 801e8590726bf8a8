"""Web archives: pages with their address and capture instant, within limits."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reading import read, write

HTML = "text/html; charset=utf-8"


def response(
    number: int,
    body: bytes,
    *,
    kind: str = HTML,
    headers: str = "",
    status: str = "200 OK",
    wrong: int = 0,
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://example.com/{number}\r\n"
        "WARC-Date: 2024-03-05T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + wrong}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(number: int) -> bytes:
    return f"<h1>Page {number}</h1>".encode() * 20


def records(*numbers: int) -> list[bytes]:
    return [response(number, page(number)) for number in numbers]


@pytest.mark.parametrize("squeezed", [False, True])
def test_pages_carry_address_and_instant(tmp_path: Path, *, squeezed: bool) -> None:
    made = records(1, 2)
    data = b"".join(map(gzip.compress, made) if squeezed else made)
    pages, problems = read(write(tmp_path, "a.warc.gz" if squeezed else "a.warc", data))
    assert problems == []
    assert [each.locator.rpartition("#")[2] for each in pages] == ["1", "2"]
    assert pages[0].url == "https://example.com/1"
    assert pages[0].captured == datetime(2024, 3, 5, 8, tzinfo=UTC)
    assert pages[0].media == "html"


def test_only_html_and_text_that_was_found_are_pages(tmp_path: Path) -> None:
    data = (
        response(1, b"\x89PNG", kind="image/png")
        + response(2, b"gone", status="404 Not Found")
        + response(3, b"Just text", kind="text/plain")
    )
    pages, _ = read(write(tmp_path, "a.warc", data))
    assert [(each.media, each.text) for each in pages] == [("text", "Just text")]


def test_wet_records_are_text_pages(tmp_path: Path) -> None:
    text = "Bridge to be mended\nThe council decided."
    record = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.com/1\r\n"
        "WARC-Date: 2024-03-05T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n{text}\r\n\r\n"
    )
    pages, problems = read(write(tmp_path, "a.wet.gz", gzip.compress(record.encode())))
    assert problems == []
    assert [(each.media, each.text, each.url) for each in pages] == [
        ("text", text, "https://example.com/1")
    ]


def test_a_crawlers_own_log_is_no_page(tmp_path: Path) -> None:
    """`wget --warc-file` ends an archive with its arguments and its log, as text/plain."""
    text = "wget https://example.com/1"
    log = (
        "WARC/1.0\r\nWARC-Type: resource\r\n"
        "WARC-Target-URI: <metadata://gnu.org/software/wget/warc/wget.log>\r\n"
        "WARC-Date: 2024-03-05T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n{text}\r\n\r\n"
    )
    pages, problems = read(write(tmp_path, "a.warc", response(1, page(1)) + log.encode()))
    assert problems == []
    assert [each.url for each in pages] == ["https://example.com/1"]


def test_the_transport_charset_counts_before_meta(tmp_path: Path) -> None:
    body = '<meta charset="utf-8"><p>мост</p>'.encode("cp1251")
    pages, _ = read(
        write(tmp_path, "a.warc", response(1, body, kind="text/html; charset=windows-1251"))
    )
    assert "мост" in pages[0].text


def test_content_and_transfer_encodings_are_undone(tmp_path: Path) -> None:
    body = gzip.compress(page(1))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    data = response(1, chunked, headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    # Archives often keep the headers and store the payload plain.
    data += response(2, page(2), headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    pages, problems = read(write(tmp_path, "a.warc", data))
    assert problems == []
    assert [each.text[:15] for each in pages] == ["<h1>Page 1</h1>", "<h1>Page 2</h1>"]


def test_a_bomb_in_a_record_is_stopped_and_the_next_is_read(tmp_path: Path) -> None:
    bomb = response(1, gzip.compress(b"a" * 30_000_000), headers="Content-Encoding: gzip\r\n")
    pages, problems = read(write(tmp_path, "a.warc", bomb + records(2)[0]))
    assert [each.url for each in pages] == ["https://example.com/2"]
    assert [each.code for each in problems] == ["archive-bomb"]


def test_a_false_length_gives_what_is_there(tmp_path: Path) -> None:
    """A length that swallows the next record: the page ends where that one begins."""
    data = response(1, page(1), wrong=10_000) + records(2)[0]
    pages, problems = read(write(tmp_path, "a.warc", data))
    assert pages[0].text == page(1).decode()
    assert problems[0].code == "archive-truncated"
    data = response(1, page(1), wrong=-50) + records(2)[0]
    pages, problems = read(write(tmp_path, "b.warc", data))
    assert page(1).decode().startswith(pages[0].text)
    assert problems[-1].code == "archive-truncated"


@pytest.mark.parametrize("squeezed", [False, True])
def test_a_truncated_archive_gives_the_records_before(tmp_path: Path, *, squeezed: bool) -> None:
    made = records(1, 2, 3)
    whole = b"".join(map(gzip.compress, made) if squeezed else made)
    pages, problems = read(write(tmp_path, "a.warc.gz", whole[:-60]))
    assert [each.url for each in pages[:2]] == ["https://example.com/1", "https://example.com/2"]
    assert problems[-1].code == "archive-truncated"


def test_what_is_no_archive_is_named(tmp_path: Path) -> None:
    pages, problems = read(write(tmp_path, "a.warc", "just a text\n" * 50))
    assert pages == []
    assert problems
