"""`pagefeed inspect` as people and programs call it: a process, its output and exit code."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[2]
_SEED = _ROOT / "seeds" / "000_0f7aef29f35be11a.txt"
_PAGE = "Coast\n16:05 • 24.05.22 Dredger works at night\n09:30 • 23.05.22 Seal pup on the slip\n"
_FIELDS = [
    "source", "line", "kind", "title", "categories", "section", "published", "precision",
    "evidence", "summary", "link",
]  # fmt: skip


def _inspect(*args: str, folder: Path = _ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pagefeed", "inspect", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def _lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(_PAGE, encoding="utf-8")
    return path


def test_the_seed_gives_its_47_items_exactly() -> None:
    """Compared with the list that was checked against the page by eye."""
    done = _inspect(str(_SEED.relative_to(_ROOT)), "--format", "json")
    golden = json.loads(
        (_ROOT / "tests/cases/text/seed/expected.json").read_text(encoding="utf-8")
    )["items"]
    found = _lines(done)
    assert [list(item) for item in found] == [_FIELDS] * 47
    source = str(_SEED.relative_to(_ROOT))
    assert found == [
        {"source": source} | {key: item[key] for key in _FIELDS[1:]} for item in golden
    ]
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_page_without_a_source_needs_a_zone(page: Path) -> None:
    done = _inspect(str(page))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "page.txt" in done.stderr
    assert "--timezone" in done.stderr


def test_options_stand_in_for_a_source(page: Path) -> None:
    done = _inspect(str(page), "--timezone", "Europe/London", "--format", "json")
    assert done.returncode == 0
    assert [(item["title"], item["published"]) for item in _lines(done)] == [
        ("Dredger works at night", "2022-05-24T16:05:00+01:00"),
        ("Seal pup on the slip", "2022-05-23T09:30:00+01:00"),
    ]


def test_options_win_over_the_settings(page: Path) -> None:
    done = _inspect(str(_SEED), "--timezone", "Asia/Tokyo", "--format", "json")
    assert _lines(done)[1]["published"] == "2021-05-24T15:20:00+09:00"
    del page


def test_an_unknown_zone_is_told(page: Path) -> None:
    done = _inspect(str(page), "--timezone", "Europe/Londinium")
    assert done.returncode == 2
    assert "Europe/Londinium" in done.stderr


def test_a_bad_instant_is_told(page: Path) -> None:
    done = _inspect(str(page), "--timezone", "Europe/London", "--captured", "last week")
    assert done.returncode == 2
    assert "last week" in done.stderr


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    done = _inspect(str(tmp_path / "nothing.txt"), "--timezone", "Europe/London")
    assert done.returncode == 2
    assert "nothing.txt" in done.stderr


def test_problems_go_to_standard_error_with_file_and_line(page: Path) -> None:
    page.write_text(_PAGE.replace("09:30 • 23.05.22", "25:61 • 32.13.24"), encoding="utf-8")
    done = _inspect(str(page), "--timezone", "Europe/London", "--format", "json")
    assert done.returncode == 1
    assert f"{page}:3: warning date-impossible" in done.stderr
    assert [item["published"] for item in _lines(done)] == ["2022-05-24T16:05:00+01:00", None]
    assert _lines(done)[1]["evidence"] is None
    assert _lines(done)[1]["precision"] is None


@pytest.mark.parametrize(("text", "code"), [("", "page-empty"), ("- Home\n", "page-without-items")])
def test_a_page_that_gives_nothing_is_reported(page: Path, text: str, code: str) -> None:
    page.write_text(text, encoding="utf-8")
    done = _inspect(str(page), "--timezone", "Europe/London", "--format", "json")
    assert done.returncode == 1
    assert code in done.stderr
    assert done.stdout == ""


def test_the_capture_instant_settles_what_it_can(page: Path) -> None:
    page.write_text("Wire\n2 hours ago Dredger works at night\n3 hours ago Seal on the slip\n")
    plain = _inspect(str(page), "--timezone", "Europe/London", "--format", "json")
    assert [item["published"] for item in _lines(plain)] == [None, None]
    assert plain.returncode == 1
    captured = "2022-05-24T12:00:30+01:00"
    done = _inspect(
        str(page), "--timezone", "Europe/London", "--captured", captured, "--format", "json"
    )
    assert [item["published"] for item in _lines(done)] == [
        "2022-05-24T10:00:00+01:00",
        "2022-05-24T09:00:00+01:00",
    ]
    assert {item["evidence"] for item in _lines(done)} == {"relative"}
    assert done.returncode == 0


def test_a_row_pattern_can_be_tried_as_it_is_written(page: Path) -> None:
    page.write_text("Notices\n#114 / 24 05 2022 / harbour / Dredger works at night\n")
    pattern = "#{_} / {d} {m} {Y} / {category} / {title}"
    zone = ("--timezone", "Europe/London")
    done = _inspect(str(page), *zone, "--row", pattern, "--format", "json")
    assert [(item["title"], item["categories"]) for item in _lines(done)] == [
        ("Dredger works at night", ["harbour"])
    ]
    wrong = _inspect(str(page), *zone, "--row", "{headline}")
    assert wrong.returncode == 2
    assert "rows[0]: there is no placeholder {headline}" in wrong.stderr


def test_the_table_tells_what_was_found_and_what_was_left_over(page: Path) -> None:
    page.write_text("- Home\n- World\n" + _PAGE)
    done = _inspect(str(page), "--timezone", "Europe/London")
    assert done.returncode == 0
    assert "2 items (2 story)" in done.stdout
    assert "2022-05-24T16:05:00+01:00" in done.stdout
    assert "Dredger works at night" in done.stdout
    assert "2 lines: no date stands by it" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_table_names_the_settings_that_would_change_the_result(page: Path) -> None:
    page.write_text("Wire\n02/09/2022 Dredger works at night\n03/09/2022 Seal on the slip\n")
    done = _inspect(str(page), "--timezone", "Europe/London")
    assert "date_order" in done.stdout
    assert "language" in done.stdout


def test_settings_prints_a_block_that_reads_the_page_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    page = tmp_path / "pages" / "monday.txt"
    page.write_text(_PAGE, encoding="utf-8")
    options = ("--timezone", "Europe/London", "--language", "en-GB")
    block = _inspect("pages/monday.txt", *options, "--settings", folder=tmp_path)
    assert block.returncode == 0
    assert tomllib.loads(block.stdout)["sources"] == [
        {"files": "../pages/monday.txt", "timezone": "Europe/London", "language": "en-GB"}
    ]
    (tmp_path / "feeds").mkdir()
    head = (
        'title = "Coast"\nhome = "http://127.0.0.1:8000/"\nauthor = "Harbour office"\n'
        'language = "en"\ntimezone = "Asia/Tokyo"\n'
    )
    (tmp_path / "feeds" / "publication.toml").write_text(f"{head}\n{block.stdout}")
    done = _inspect("pages/monday.txt", "--format", "json", folder=tmp_path)
    assert [item["published"] for item in _lines(done)] == [
        "2022-05-24T16:05:00+01:00",
        "2022-05-23T09:30:00+01:00",
    ]


def test_escape_sequences_of_a_page_never_reach_the_terminal(page: Path) -> None:
    page.write_text("Wire\n24.05.2022 Dredger \x1b[31mworks\x1b[0m at night\n23.05.2022 Seal pup\n")
    done = _inspect(str(page), "--timezone", "Europe/London")
    assert "\x1b" not in done.stdout + done.stderr
