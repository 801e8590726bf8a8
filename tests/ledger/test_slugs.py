"""Folder names: the same for every spelling, safe on every system, readable where they can be."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagefeed.ledger import open_ledger
from pagefeed.ledger.slugs import slug

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Videos", "videos"),
        ("Science/tech", "science-tech"),
        ("  City   news ", "city-news"),
        ("Économie", "economie"),
        ("Straße & Łódź", "strasse-lodz"),
        ("Ճարտարապետություն", "ճարտարապետություն"),
        ("Новости йода", "новости-йода"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("财经", "财经"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\windows", "windows"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("a\0b", "ab"),
        ("all", "all-category"),
        ("Index", "index-category"),
        ("CON", "con-category"),
        ("COM1", "com1-category"),
        ("2024", "2024-category"),
        ("trailing.", "trailing"),
    ],
)
def test_a_name_becomes_a_folder(name: str, wanted: str) -> None:
    assert slug(name) == wanted


def test_a_name_without_letters_becomes_a_digest() -> None:
    assert re.fullmatch(r"category-[0-9a-f]{8}", slug("🎉"))
    assert slug("🎉") != slug("🎈")


def test_a_long_name_is_cut_and_stays_itself() -> None:
    one, other = "long " * 60 + "a", "long " * 60 + "b"
    assert len(slug(one).encode()) <= 80
    assert slug(one) != slug(other)


@given(st.text(max_size=300))
def test_no_name_leaves_the_output_folder(name: str) -> None:
    made = slug(name)
    assert made
    assert len(made.encode()) <= 100
    assert not re.search(r"[/\\\0\s.:*?\"<>|]", made)
    assert made[0] not in ".-"
    assert made == made.lower() or not made.isascii()


def test_spellings_of_a_name_share_a_folder_and_clashes_dont(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db", now=NOW) as ledger:
        assert ledger.slug("Science/tech") == "science-tech"
        assert ledger.slug("SCIENCE/TECH ") == "science-tech"
        assert ledger.slug("Science tech") == "science-tech-2"
        assert ledger.slug("Caf\u00e9") == ledger.slug("Cafe\u0301") == "cafe"
        assert ledger.slug("Cafe") == "cafe-2"
    with open_ledger(tmp_path / "l.db", now=NOW) as ledger:
        assert ledger.slug("Cafe") == "cafe-2"
        assert ledger.slug("science-tech") == "science-tech-3"
        assert ledger.category("science-tech-2") == "Science tech"
