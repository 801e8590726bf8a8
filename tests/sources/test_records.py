"""Data sets: one page a record, whatever the file format; a broken record stops nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pagefeed.converters import convert
from pagefeed.model import Fields, Reading
from reading import read, write

READING = Reading(timezone="Europe/London")
C4 = {"text": "Bridge to be mended\nThe council decided.", "timestamp": "2019-04-25T12:57:54Z",
      "url": "https://example.com/bridge"}  # fmt: skip
FINEWEB = {"text": "Pool shut", "id": "<urn:uuid:1>", "dump": "CC-MAIN-2024-10",
           "url": "https://example.com/pool", "date": "2024-03-05T08:00:00Z", "language": "en",
           "language_score": 0.9, "token_count": 2}  # fmt: skip


def test_c4_and_fineweb_are_read_as_they_are(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(each) for each in (C4, FINEWEB))
    pages, problems = read(write(tmp_path, "part.jsonl", lines + "\n"), READING)
    assert problems == []
    assert [page.locator for page in pages] == ["part.jsonl#1", "part.jsonl#2"]
    assert pages[0].url == "https://example.com/bridge"
    assert pages[0].captured == datetime(2019, 4, 25, 12, 57, 54, tzinfo=UTC)
    assert pages[1].language == "en"
    assert pages[1].captured == datetime(2024, 3, 5, 8, tzinfo=UTC)


def test_a_record_is_a_document(tmp_path: Path) -> None:
    """Its first line is the title where it states none; a crawl date doesn't date it."""
    pages, _ = read(write(tmp_path, "part.jsonl", json.dumps(C4)), READING)
    (draft,) = convert(pages[0], READING).drafts
    assert (draft.kind, draft.title, draft.published) == ("article", "Bridge to be mended", None)
    assert draft.content == "<p>The council decided.</p>"
    assert draft.link == "https://example.com/bridge"


def test_a_record_states_title_date_author_and_category(tmp_path: Path) -> None:
    record = {"title": "Bridge", "maintext": "One line.", "date_publish": "2024-03-05 10:00:00",
              "authors": ["A", "B"], "author": ["A", "B"], "section": "Roads"}  # fmt: skip
    pages, _ = read(write(tmp_path, "news.jsonl", json.dumps(record)), READING)
    (draft,) = convert(pages[0], READING).drafts
    assert draft.title == "Bridge"
    assert draft.published is not None
    assert draft.published.when.isoformat() == "2024-03-05T10:00:00+00:00"
    assert draft.author == "A, B"
    assert draft.categories[0] == "Roads"


def test_fields_are_named_in_the_settings(tmp_path: Path) -> None:
    fields = Fields(text=("body_md",), url=("meta.address",), title=("head",))
    record = {"body_md": "Words.", "meta": {"address": "https://example.com/x"}, "head": "Heading"}
    pages, _ = read(
        write(tmp_path, "own.jsonl", json.dumps(record)), Reading(timezone="UTC", fields=fields)
    )
    assert (pages[0].url, pages[0].title) == ("https://example.com/x", "Heading")


def test_html_records_are_html_pages(tmp_path: Path) -> None:
    record = {"html": "<title>x</title><h1>Bridge</h1>", "url": "https://example.com/"}
    pages, _ = read(write(tmp_path, "pages.jsonl", json.dumps(record)), READING)
    assert pages[0].media == "html"


def test_broken_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = ['{"text": "one"}', "not json", "[1]", '{"number": 1}', "", '{"text": "two"}']
    pages, problems = read(write(tmp_path, "part.jsonl", "\n".join(lines)), READING)
    assert [page.text for page in pages] == ["one", "two"]
    assert [(each.code, each.line) for each in problems] == [
        ("record-broken", 2), ("record-broken", 3), ("record-empty", None),
    ]  # fmt: skip


def test_a_thousand_broken_lines_make_a_short_report(tmp_path: Path) -> None:
    _, problems = read(write(tmp_path, "part.jsonl", "nonsense\n" * 1000), READING)
    assert len(problems) == 21
    assert "980 more" in problems[-1].message


def test_a_line_without_an_end_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "part.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "one"}\n{"text": "')
        for _ in range(40):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n{"text": "two"}\n')
    pages, problems = read(path, READING)
    assert [page.text for page in pages] == ["one", "two"]
    assert [(each.code, each.line) for each in problems] == [("page-too-large", 2)]


def test_a_json_list_is_a_data_set_too(tmp_path: Path) -> None:
    pages, _ = read(write(tmp_path, "all.json", json.dumps([C4, FINEWEB])), READING)
    assert [page.locator for page in pages] == ["all.json#1", "all.json#2"]


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    table = pa.table({
        "text": [C4["text"], None],
        "url": [C4["url"], "https://example.com/2"],
        "date": [datetime(2024, 3, 5, 8, tzinfo=UTC)] * 2,
        "unused": [1, 2],
    })  # fmt: skip
    path = tmp_path / "part.parquet"
    pq.write_table(table, path)
    pages, problems = read(path, READING)
    assert [page.url for page in pages] == ["https://example.com/bridge"]
    assert pages[0].captured == datetime(2024, 3, 5, 8, tzinfo=UTC)
    assert [each.code for each in problems] == ["record-empty"]


def test_damaged_parquet_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    assert (
        read(write(tmp_path, "x.parquet", b"PAR1 nonsense"), READING)[1][0].code
        == "archive-truncated"
    )
