"""Drafts as every format can hold them."""

from __future__ import annotations

import pytest

from pagefeed.model import Draft
from pagefeed.pipeline.reading import cleaned


def draft(**fields: object) -> Draft:
    given: dict[str, object] = {"kind": "story", "title": "T", "line": 1, "place": 0} | fields
    return Draft(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Plain", "Plain"),
        ("<b>Bold</b> news", "Bold news"),
        ('<span class="x"><i>Nested</i> pair</span>', "Nested pair"),
        ("Two<br/>lines", "Two lines"),
        ("How to use the <script> tag", "How to use the <script> tag"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("A\x00B\x0cC", "ABC"),
        ("  wide \u3000 gaps\n", "wide gaps"),
        ("\ud800", "�"),
    ],
)
def test_titles_become_one_clean_line(title: str, wanted: str) -> None:
    assert cleaned(draft(title=title), "News").title == wanted


def test_an_empty_title_is_the_beginning_of_the_summary() -> None:
    assert cleaned(draft(title=" ", summary="Some words"), "News").title == "Some words"
    assert cleaned(draft(title=""), "News").title == "(untitled)"


def test_an_item_without_a_category_gets_the_one_for_stories() -> None:
    assert cleaned(draft(categories=(" ", "")), "News").categories == ("News",)
    assert cleaned(draft(categories=("A ", "A", "B")), "News").categories == ("A", "B")
