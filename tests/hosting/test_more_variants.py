"""Brotli and zstd where the host hands them out: Caddy does without further modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from hosts import caddy
from pagefeed.compress import variants

TEXT = b"<rss>Rivers and lakes</rss>\n" * 100


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "output"
    (made / "all").mkdir(parents=True)
    kinds = ("gz", "br", "zst")
    for name, data in (("all/rss.xml", TEXT), *variants("all/rss.xml", TEXT, kinds)):
        (made / name).write_bytes(data)
    return made


def test_caddy_hands_out_the_best_that_a_client_takes(root: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    files = {"zstd": "rss.xml.zst", "br": "rss.xml.br", "gzip": "rss.xml.gz"}
    tags = set()
    with caddy(root, work) as host:
        for accepted, coding in (
            ("gzip", "gzip"),
            ("gzip, br", "br"),
            ("gzip, deflate, br, zstd", "zstd"),
        ):
            answer = host.ask("/all/rss.xml", accept_encoding=accepted)
            assert answer.header("Content-Encoding") == coding
            assert answer.header("Content-Type") == "application/rss+xml; charset=utf-8"
            assert "Accept-Encoding" in answer.header("Vary")
            assert answer.body == (root / "all" / files[coding]).read_bytes()
            tags.add(answer.header("ETag"))
    assert len(tags) == 3
