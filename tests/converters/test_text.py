"""Text captures as a whole: hostile input, facts, settings, and what is reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pagefeed.converters import convert
from pagefeed.errors import SettingsError
from pagefeed.model import Conversion, Evidence, Facts, Page, Precision, Reading, Stamp

_READING = Reading(timezone="Europe/London", language="en")
_LISTING = "Coast\n16:05 • 24.05.22 Dredger works at night\n09:30 • 23.05.22 Seal pup on the slip\n"
_ARTICLE = "Bakers of the old town go back to wood\n" + 3 * (
    "The last gas oven in the lower town was switched off, and eleven bakeries now burn offcuts.\n"
)


def _page(text: str) -> Page:
    return Page(source="x", locator="pages/x.txt", media="text", text=text, digest="")


def _convert(text: str, reading: Reading = _READING) -> Conversion:
    return convert(_page(text), reading)


@pytest.mark.parametrize("captured", [datetime.min, datetime.max])
def test_a_capture_at_the_ends_of_the_calendar_counts_as_unknown(captured: datetime) -> None:
    text = "Today\n16:05 Dredger works at night\n02/09 Seal pup on the slip\n09:30 24.05.22 Wood\n"
    page = replace(_page(_LISTING + text), captured=captured.replace(tzinfo=UTC))
    for zone in ("Asia/Tokyo", "America/New_York"):
        found = convert(page, replace(_READING, timezone=zone))
        assert [draft.title for draft in found.drafts][:1] == ["Dredger works at night"]


def test_stamps_with_nothing_between_them_are_read_without_an_error() -> None:
    rows = (
        "2022/03/24 15:20 The lighthouse opens\n2022/03/23 Buoys sing\n9.55 The school builds\n"
        "7.30 A gull stops the tram\n09:05 A model of the bridge\n"
    )
    more = "3 0 9:05 high 9:05 A model of the bridge\nstops the tram\n09:05 A model of the bridge\n"
    for count in range(6):
        assert _convert(rows + more * count).problems is not None


def test_lines_beyond_the_bound_are_left_out_with_a_report() -> None:
    found = _convert(_LISTING + "a1\n" * 100_000 + "16:05 • 24.05.22 A row behind all that\n")
    assert [draft.title for draft in found.drafts] == [
        "Dredger works at night",
        "Seal pup on the slip",
    ]
    assert "page-too-large" in {problem.code for problem in found.problems}


@settings(max_examples=150)
@given(st.text(max_size=2000))
def test_any_text_gives_clean_drafts_or_a_report(text: str) -> None:
    found = _convert(text)
    assert found.drafts or found.problems
    for draft in found.drafts:
        assert draft.title == draft.title.strip()
        assert draft.title
        assert all(c.isprintable() or c == "\u00ad" or not c.isascii() for c in draft.title)


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            [
                "Coast", "-", "", "16:05 • 24.05.22 Dredger works at night", "24.05.2022", "16:05",
                "Seal pup spends a week on the slipway", "2 hours ago", "Title here 24 May 2022",
                "Ports 16:05 • 24/05 Dredger works at night", "• 12:30", "32.13.24 25:61 Odd row",
                "One 10:00 two words 09:00 three words 08:00 four words", "[image]", "© 2022",
                "A sentence that is long enough to be taken for a paragraph of an article, and ends.",
            ]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_order_of_lines_is_read_without_an_error(lines: list[str]) -> None:
    found = _convert("\n".join(lines))
    assert [draft.place for draft in found.drafts] == list(range(len(found.drafts)))
    assert sorted(draft.line for draft in found.drafts) == [draft.line for draft in found.drafts]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 3_000_000,
        "12:30 " * 200_000,
        " " * 1_000_000 + "24.05.2022",
        "24.05.2022 " * 50_000,
        ("16:05 • 24.05.22 " + "word " * 30 + "\n") * 2_000,
        "-\n" * 100_000,
        "(" * 100_000 + "24.05.2022",
        "1." * 200_000,
        "Mon Tue " * 60_000 + "24 May 2022",
        ("Reply " + "to " * 10 + "whom\n" + "Reply" + "1" * 35 + "\n") * 2_000,
    ],
    ids=[
        "one-line",
        "times",
        "blanks",
        "dates",
        "rows",
        "markers",
        "brackets",
        "digits",
        "names",
        "answers",
    ],
)
def test_hostile_sizes_are_read_in_proportion(text: str) -> None:
    """No timing here: a pattern that blows up would never come back."""
    found = _convert(text)
    assert found.drafts or found.problems


def test_an_article_gets_the_facts_that_someone_knows() -> None:
    stamp = Stamp(
        when=datetime(2021, 5, 24, tzinfo=UTC),
        precision=Precision.DAY,
        evidence=(Evidence.SIDECAR,),
    )
    facts = Facts(title="Bakers and wood", published=stamp, category="Crafts", author="Ann Tregear")
    found = convert(replace(_page(_ARTICLE + _LISTING), facts=facts), _READING)
    article, *rows = found.drafts
    assert (article.title, article.published, article.author) == (
        "Bakers and wood",
        stamp,
        "Ann Tregear",
    )
    assert article.categories == ("Crafts", "Articles")
    assert [row.categories for row in rows] == [("Crafts", "Coast")] * 2
    assert all(row.published is not stamp for row in rows)


def test_the_articles_paragraphs_are_escaped_html() -> None:
    text = _ARTICLE.replace("lower town", "lower <b>town</b> & port")
    (article,) = _convert(text).drafts
    assert article.content.count("<p>") == 3
    assert "lower &lt;b&gt;town&lt;/b&gt; &amp; port" in article.content
    assert "<b>" in article.summary


def test_an_article_has_its_quotations_but_not_what_people_click() -> None:
    button = "Continue reading the main story"
    title, first, second, third = _ARTICLE.strip().split("\n")
    quotation = "“It smells of my childhood”"
    lines = (title, button, first, button, quotation, second, button, third)
    (article,) = _convert("\n".join(lines)).drafts
    assert article.title == title
    assert article.content == "\n".join(
        f"<p>{line}</p>" for line in (first, quotation, second, third)
    )


def test_only_the_named_converters_take_part() -> None:
    found = _convert(_ARTICLE + _LISTING, replace(_READING, converters=("article",)))
    assert [draft.kind for draft in found.drafts] == ["article"]
    found = _convert(_ARTICLE + _LISTING, replace(_READING, converters=("listing",)))
    assert [draft.kind for draft in found.drafts] == ["story", "story"]


def test_an_unknown_converter_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="there is no converter 'listings'"):
        _convert(_LISTING, replace(_READING, converters=("listings",)))


def test_an_unknown_zone_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="Europe/Londinium"):
        _convert(_LISTING, replace(_READING, timezone="Europe/Londinium"))


def test_a_pages_own_language_wins_over_the_sources() -> None:
    text = "Kultura\n18 listopada 2020, 12:30 Chór z Lublina śpiewa przez telefon\n"
    page = replace(_page(text), language="pl")
    (draft,) = convert(page, Reading(timezone="Europe/Warsaw", language="hr")).drafts
    assert draft.published is not None
    assert draft.published.when.month == 11
    assert draft.language == "pl"


def test_problems_name_file_and_line_and_quote_the_row() -> None:
    (problem,) = _convert(_LISTING.replace("23.05.22", "32.13.24")).problems
    assert (problem.where, problem.line, problem.code) == ("pages/x.txt", 3, "date-impossible")
    assert problem.text == "Seal pup on the slip"
    assert "undated" in problem.message


def test_reading_twice_gives_the_same() -> None:
    assert _convert(_ARTICLE + _LISTING) == _convert(_ARTICLE + _LISTING)
