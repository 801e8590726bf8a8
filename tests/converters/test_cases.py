"""Every page under tests/cases/text gives exactly the items that its folder expects."""

from __future__ import annotations

from pathlib import Path

import pytest

from converters import cases

_FOLDER = Path(__file__).parents[1] / "cases" / "text"


@pytest.mark.parametrize("folder", cases.found(_FOLDER), ids=lambda path: path.name)
def test_page_gives_the_expected_items(folder: Path, *, update_cases: bool) -> None:
    case = cases.load(folder)
    conversion = case.conversion()
    if update_cases:
        cases.write(case, conversion)
    assert cases.actual(conversion) == cases.expected(case), case.why


def test_there_are_cases_in_many_languages() -> None:
    """A folder that is moved away must not make the tests above pass by being empty."""
    loaded = [cases.load(folder) for folder in cases.found(_FOLDER)]
    assert len(loaded) >= 110
    languages = {(case.reading.language or "").split("-")[0] for case in loaded}
    assert len(languages) >= 20


def test_every_line_that_gives_nothing_is_left_over_with_a_reason() -> None:
    """Nothing is lost: a line of the page is in an item's block, or left over and why."""
    case = cases.load(_FOLDER / "seed")
    conversion = case.conversion()
    left = {each.line for each in conversion.leftovers}
    assert set(range(12, 52)) <= left
    assert {93, 95, 98, 100, 103, 106} <= left
    assert all(each.why for each in conversion.leftovers)
