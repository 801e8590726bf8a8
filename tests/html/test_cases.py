"""Every page under tests/cases/html gives exactly the items that its folder expects."""

from __future__ import annotations

from pathlib import Path

import pytest

import html_pages

_FOLDER = Path(__file__).parents[1] / "cases" / "html"


@pytest.mark.parametrize("folder", html_pages.found(_FOLDER), ids=lambda path: path.name)
def test_page_gives_the_expected_items(folder: Path) -> None:
    case = html_pages.load(folder)
    drafts, problems = case.run()
    actual = [html_pages.as_item(draft) for draft in drafts]
    wanted = case.expected["items"]
    stated = [
        {key: item[key] for key in (wanted[place] if place < len(wanted) else item)}
        for place, item in enumerate(actual)
    ]
    assert stated == wanted, case.why
    assert [problem.code for problem in problems] == case.expected.get("problems", []), case.why


def test_items_keep_the_order_of_the_page() -> None:
    """`place` counts the drafts of a page from 0, without gaps."""
    for folder in html_pages.found(_FOLDER):
        drafts, _ = html_pages.load(folder).run()
        assert [draft.place for draft in drafts] == list(range(len(drafts))), folder.name


def test_the_cases_speak_many_languages() -> None:
    """A folder that is moved away must not make the tests above pass by being empty."""
    folders = html_pages.found(_FOLDER)
    assert len(folders) >= 45
    languages = {folder.name.split("-")[0] for folder in folders}
    assert len(languages) >= 20
