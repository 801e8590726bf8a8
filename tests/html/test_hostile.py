"""No page stops a build, and no page takes more than its share."""

from __future__ import annotations

import pytest

from pagefeed.converters import convert
from pagefeed.errors import SettingsError
from pagefeed.model import Conversion, Page, Reading, Selectors

HEAD = "<html><head><title>Bridge to be mended</title></head><body><h1>Bridge to be mended</h1>"
TEXT = "<p>" + "The council met in the evening and agreed to repair the bridge. " * 6 + "</p>"


def converted(text: str, **reading: object) -> Conversion:
    page = Page(source="tests", locator="page.html", media="html", text=text, digest="0")
    return convert(page, Reading(timezone="Europe/London", **reading))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "just text",
        "<",
        "<!-- ",
        "<html>",
        "\0\ud800\ufffe",
        '<base href="http://["><a href="http://[">The title of a row is here</a> 5 March 2024',
        '<time datetime="9999-99-99T99:99">31.02.2020</time> <a href="/x">A title of some words</a>',
        '<time datetime="0000-00-00">00.00.0000 24:61</time> <a href="/x">A title of some words</a>',
        '<script type="application/ld+json">{"@graph": [null, 1, "x", [], {"@type": null}]}</script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<meta property="article:published_time" content="0000-00-00T00:00:00Z">',
        '<html lang="xx-yy-zz"><h1>Title of the page</h1>',
    ],
)
def test_nonsense_raises_nothing(text: str) -> None:
    assert all(problem.code != "page-failed" for problem in converted(text).problems)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 100_000 + TEXT,
        "<ul>" + "<li>a" * 300_000,
        '<p title="' + "x" * 1_000_000 + '">' + TEXT,
        "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">" + TEXT,
        "<p>12.10.2020</p>" * 20_000,
        "<p>" + " " * 1_000_000 + "x</p>",
        "<p>" + "1" * 1_000_000 + "</p>",
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"' + "a" * 1_000_000,
        "<h1>Another title</h1>" * 20_000,
        "<span>a 1</span> " * 30_000,
        "<div><b><a href=/1>14 May 2021" * 15_000,
        ("<div>14 May 2021" + "<i>x</i>" * 7 + "<b><a href=/1>14 May 2021") * 5_000,
    ],
    ids=["depth", "items", "attribute", "attributes", "dates", "blanks", "digits", "json",
         "headings", "spans", "unclosed", "unclosed columns"],
)  # fmt: skip
def test_floods_are_read_within_bounds(text: str) -> None:
    """Each holds an article under all that; quadratic work would take minutes."""
    conversion = converted(HEAD + text)
    assert len(conversion.drafts) <= 3001
    assert all(len(draft.content) < 1_000_000 for draft in conversion.drafts)


def test_rows_that_only_line_ends_part_are_taken_in_elements_of_any_size() -> None:
    rows = "".join(f"{n % 28 + 1} May 2024 <a href='https://example.com/{n}'>Row {n} has a title</a><br>" for n in range(3000))  # fmt: skip
    conversion = converted(f"<html lang=en><body><p>{rows}</p>")
    assert len(conversion.drafts) == 3000
    assert all(draft.published is not None for draft in conversion.drafts)


def test_elements_beyond_the_bound_are_left_out_with_a_report() -> None:
    conversion = converted(HEAD + TEXT + "<ul>" + "<li>a" * 200_000)
    assert "page-too-large" in [problem.code for problem in conversion.problems]
    assert conversion.drafts[0].title == "Bridge to be mended"


def test_an_article_among_thousands_of_links_keeps_its_text_as_it_is_marked() -> None:
    menu = "".join(f'<li><a href="https://example.com/{n}">Place {n}</a>' for n in range(15000))
    text = f"<article>{TEXT}<h2>What it costs</h2>{TEXT}<p>{'So it is <b>agreed</b>. ' * 9}</p>"
    content = converted(f"{HEAD}{text}</article><ul>{menu}</ul>").drafts[0].content
    assert "<h2>What it costs</h2>" in content
    assert "<strong>agreed</strong>" in content
    assert "Place" not in content


def test_the_same_page_gives_the_same_drafts() -> None:
    text = (
        HEAD + TEXT + '<ul><li><a href="https://example.com/1">A row with its date</a> 5 March 2024'
    )
    assert converted(text) == converted(text)


def test_a_selector_that_is_no_css_is_a_setting_s_error() -> None:
    with pytest.raises(SettingsError, match=r"selectors\.item: not a CSS selector"):
        converted(HEAD, selectors=Selectors(item="div..x["))


def test_a_selector_that_matches_nothing_is_reported_and_the_page_is_read() -> None:
    conversion = converted(HEAD + TEXT, selectors=Selectors(item="li.news"))
    assert [problem.code for problem in conversion.problems] == ["selectors-nothing"]
    assert conversion.drafts[0].kind == "article"
