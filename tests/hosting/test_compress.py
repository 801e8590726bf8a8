"""Variants of files that hosts hand out ready made."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

import programs
from pagefeed.compress import KINDS, original, variants
from pagefeed.errors import SettingsError

TEXT = b"<item><title>Rivers and lakes</title></item>\n" * 200
ALL = ("gz", "br", "zst")


def test_each_kind_unpacks_to_the_file_again() -> None:
    made = dict(variants("all/rss.xml", TEXT, ALL))
    assert list(made) == ["all/rss.xml.gz", "all/rss.xml.br", "all/rss.xml.zst"]
    assert gzip.decompress(made["all/rss.xml.gz"]) == TEXT
    assert brotli.decompress(made["all/rss.xml.br"]) == TEXT
    assert zstandard.ZstdDecompressor().decompress(made["all/rss.xml.zst"]) == TEXT


def test_gunzip_of_the_system_takes_ours() -> None:
    programs.need("gzip")
    ((_, small),) = variants("rss.xml", TEXT, ("gz",))
    assert subprocess.run(["gzip", "-dc"], input=small, capture_output=True, check=True).stdout == (
        TEXT
    )


def test_gzip_header_holds_no_time_no_name_and_no_system() -> None:
    ((_, small),) = variants("all/rss.xml", TEXT, ("gz",))
    assert small[:10] == bytes.fromhex("1f8b 08 00 00000000 02 ff")


def test_another_process_makes_the_same_bytes() -> None:
    script = (
        "import sys; from pagefeed.compress import variants\n"
        "for _, b in variants('a.xml', sys.stdin.buffer.read(), ('gz', 'br', 'zst')):\n"
        "    sys.stdout.buffer.write(b)"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", script],
        input=TEXT,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
    )
    assert outcome.stdout == b"".join(small for _, small in variants("a.xml", TEXT, ALL))


@pytest.mark.parametrize(
    ("path", "data", "why"),
    [
        ("a/picture.png", TEXT, "not a text file"),
        ("a/rss.xml.gz", TEXT, "a variant already"),
        ("a/rss.xml", TEXT[:500], "small"),
        ("a/feed.json", os.urandom(4096), "would gain nothing"),
        ("a/README", TEXT, "no suffix"),
    ],
)
def test_files_not_worth_it_have_none(path: str, data: bytes, why: str) -> None:
    assert variants(path, data, ALL) == (), why


def test_no_kinds_no_variants() -> None:
    assert variants("rss.xml", TEXT, ()) == ()


def test_unknown_kind_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(SettingsError, match=r'compress: expected some of gz, br, zst, got "zip"'):
        variants("rss.xml", TEXT, ("gz", "zip"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("all/rss.xml.gz", "all/rss.xml"),
        ("index.html.zst", "index.html"),
        ("all/feed.json.br", "all/feed.json"),
        ("all/rss.xml", None),
        ("download.gz", None),
        ("a.tar.gz", None),
    ],
)
def test_a_variant_is_known_by_its_path(path: str, expected: str | None) -> None:
    assert original(path) == expected


@given(data=st.binary(max_size=3000), repeat=st.integers(1, 20))
@settings(max_examples=60)
def test_whatever_the_bytes_a_variant_is_smaller_and_whole(data: bytes, repeat: int) -> None:
    whole = data * repeat
    for name, small in variants("x.html", whole, ALL):
        assert len(small) < len(whole)
        if name.endswith(".gz"):
            assert gzip.decompress(small) == whole


def test_kinds_are_in_the_order_that_was_asked_for() -> None:
    names = [name for name, _ in variants("x.css", TEXT, ("zst", "gz"))]
    assert names == ["x.css.zst", "x.css.gz"]
    assert set(KINDS) == set(ALL)
