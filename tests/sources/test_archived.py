"""Pages as a web archive's own site serves them are read as they were; others are left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagefeed.sources.archived import original
from reading import read, write

HOST = "https://web.archive.org"


def page(prefix: str, made: str = "") -> str:
    return (
        f'<html><head>{made}<link rel="canonical" href="{prefix}https://example.com/bridge">'
        f'</head><body><a href="{prefix}http://example.com/a?x=1">A bridge</a>'
        f'<img src="{prefix}https://example.com/a.jpg"></body></html>'
    )


@pytest.mark.parametrize(
    "prefix",
    [
        f"{HOST}/web/20220721135636/",
        "/web/20220721135636/",
        "//web.archive.org/web/20220721135636/",
        "https://wayback.archive-it.org/1234/20220721135636/",
        "https://arquivo.pt/wayback/20220721135636/",
        "http://localhost:8080/coll/20220721135636/",
    ],
)
def test_addresses_are_the_pages_own_again(prefix: str) -> None:
    was = original(page(prefix))
    assert was is not None
    assert was.text == page("")
    assert was.captured == datetime(2022, 7, 21, 13, 56, 36, tzinfo=UTC)


def test_images_scripts_and_escaped_addresses_too() -> None:
    made = '<script src="https://web-static.archive.org/_static/js/wombat.js"></script>'
    text = (
        f'{made}<img src="{HOST}/web/20220721135636im_/https://example.com/a.jpg">'
        r'<script>{"u":"https:\/\/web.archive.org\/web\/20220721135636\/https:\/\/example.com\/b"}</script>'
    )
    was = original(text)
    assert was is not None
    assert '<img src="https://example.com/a.jpg">' in was.text
    assert r'{"u":"https:\/\/example.com\/b"}' in was.text


def test_the_archives_own_script_tells_address_and_instant(tmp_path: Path) -> None:
    made = '<script>__wm.wombat("https://example.com/bridge","20230115021305","x")</script>'
    text = f'{made}<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>12 captures</p><!-- END WAYBACK TOOLBAR INSERT --><a href="{HOST}/web/20220101000000/https://example.com/a">A</a>'
    (read_page,), problems = read(write(tmp_path, "page.html", text))
    assert problems == []
    assert read_page.url == "https://example.com/bridge"
    assert read_page.captured == datetime(2023, 1, 15, 2, 13, 5, tzinfo=UTC)
    assert "12 captures" not in read_page.text


def test_a_sidecar_counts_before_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        "page.meta.toml",
        'url = "https://example.org/"\ncaptured = 2020-01-01T00:00:00Z\n',
    )
    (read_page,), _ = read(write(tmp_path, "page.html", page(f"{HOST}/web/20220721135636/")))
    assert read_page.url == "https://example.org/"
    assert read_page.captured == datetime(2020, 1, 1, tzinfo=UTC)


def test_a_page_that_links_to_archives_is_none() -> None:
    linked = f'<a href="{HOST}/web/20220721135636/https://example.com/">as it was</a>'
    assert original(f'<link rel="canonical" href="https://example.com/list">{linked * 20}') is None


def test_impossible_digits_give_no_instant() -> None:
    was = original(page("/web/20229941999999/"))
    assert was is not None
    assert was.captured is None


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    was = original(text)
    assert was is None or len(was.text) <= len(text)
