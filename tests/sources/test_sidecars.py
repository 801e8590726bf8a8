"""Sidecars: facts from someone who knows; a wrong one is a problem, and the page is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reading import read, write


def test_all_keys(tmp_path: Path) -> None:
    write(
        tmp_path,
        "page.meta.toml",
        'url = "https://example.com/x"\ncaptured = 2024-03-05T08:00:00Z\n'
        'published = 1987-11-05\ncategory = "Archive"\nauthor = "A"\ntitle = "T"\nlanguage = "de"\n',
    )
    (page,), problems = read(write(tmp_path, "page.txt", "words"))
    assert problems == []
    assert page.url == "https://example.com/x"
    assert page.captured == datetime(2024, 3, 5, 8, tzinfo=UTC)
    assert page.language == "de"
    assert page.facts is not None
    assert (page.facts.category, page.facts.author, page.facts.title) == ("Archive", "A", "T")
    assert page.facts.published is not None
    assert page.facts.published.when.isoformat() == "1987-11-05T00:00:00+01:00"
    assert page.facts.published.precision.value == "day"


def test_the_whole_file_name_comes_first(tmp_path: Path) -> None:
    write(tmp_path, "page.meta.toml", 'title = "for both"\n')
    write(tmp_path, "page.html.meta.toml", 'title = "for the HTML"\n')
    (page,), _ = read(write(tmp_path, "page.html", "<p>words"))
    assert page.facts is not None
    assert page.facts.title == "for the HTML"


def test_a_time_without_an_offset_is_local(tmp_path: Path) -> None:
    write(tmp_path, "page.meta.toml", "published = 2024-07-05T08:30:00\n")
    (page,), _ = read(write(tmp_path, "page.txt", "words"))
    assert page.facts is not None
    assert page.facts.published is not None
    assert page.facts.published.when.isoformat() == "2024-07-05T08:30:00+02:00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("published = yesterday", "not TOML"),
        ('publised = "2024-03-05"', "unknown key 'publised'"),
        ('published = "soon"', "published: expected a date"),
        ("url = 17", "url: expected words"),
        ('url = "javascript:alert(1)"', "url: expected http"),
    ],
)
def test_a_wrong_sidecar_is_reported_and_the_page_is_read(
    tmp_path: Path, text: str, said: str
) -> None:
    write(tmp_path, "page.meta.toml", text + "\n")
    pages, problems = read(write(tmp_path, "page.txt", "words"))
    assert len(pages) == 1
    assert [each.code for each in problems] == ["sidecar-broken"]
    assert problems[0].where == "page.meta.toml"
    assert said in problems[0].message


def test_a_changed_sidecar_makes_a_changed_page(tmp_path: Path) -> None:
    path = write(tmp_path, "page.txt", "words")
    before = read(path)[0][0].digest
    write(tmp_path, "page.meta.toml", 'author = "A"\n')
    assert read(path)[0][0].digest != before


def test_mhtml_states_its_address_and_instant(tmp_path: Path) -> None:
    saved = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.com/x\r\n"
        "Date: Tue, 5 Mar 2024 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: https://example.com/x\r\n\r\n<h1>Br=C3=BCcke</h1>\r\n--b--\r\n"
    )
    (page,), problems = read(write(tmp_path, "page.mhtml", saved))
    assert problems == []
    assert page.url == "https://example.com/x"
    assert page.captured == datetime(2024, 3, 5, 8, tzinfo=UTC)
    assert "<h1>Brücke</h1>" in page.text
