"""A page that gives nothing says so; one that gives much gives all of it."""

from __future__ import annotations

from pagefeed.converters import convert
from pagefeed.model import Conversion, Page, Reading


def converted(html: str) -> Conversion:
    page = Page(source="s", locator="p.html", media="html", text=html, digest="0" * 64)
    return convert(page, Reading(timezone="Europe/Paris", language="en"))


def test_a_page_without_items_is_reported() -> None:
    found = converted("<html><body><p>Nothing to see</p></body></html>")
    assert found.drafts == ()
    assert [problem.code for problem in found.problems] == ["page-without-items"]


def test_a_list_of_thousands_is_taken_whole() -> None:
    rows = (
        f"<li><time datetime='2024-05-{1 + n % 28:02}T10:00'>x</time>"
        f"<a href='/a{n}'>The title of story {n}</a></li>"
        for n in range(5000)
    )
    found = converted(f"<html><body><ul>{''.join(rows)}</ul></body></html>")
    assert len(found.drafts) == 5000
