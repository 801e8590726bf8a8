"""Row patterns from settings: what they match, and what is told of a wrong one."""

from __future__ import annotations

import pytest

from pagefeed.converters import convert
from pagefeed.converters.rows import compile_pattern
from pagefeed.errors import SettingsError
from pagefeed.model import Draft, Page, Reading


def _drafts(text: str, *rows: str) -> tuple[Draft, ...]:
    page = Page(source="x", locator="x.txt", media="text", text=text, digest="")
    return convert(page, Reading(timezone="Europe/Berlin", language="en", rows=rows)).drafts


def test_every_placeholder_takes_its_part_of_the_line() -> None:
    (draft,) = _drafts(
        "Harbour // 5:07:09 pm, 24 May 2022 // Dredger works at night (until Friday) id=7\n",
        "{category} // {H}:{M}:{S} {p}, {d} {B} {Y} // {title} ({summary}) id={_}",
    )
    assert draft.categories == ("Harbour",)
    assert draft.title == "Dredger works at night"
    assert draft.summary == "until Friday"
    assert draft.published is not None
    assert draft.published.when.isoformat() == "2022-05-24T17:07:09+02:00"


def test_patterns_are_tried_in_order_and_before_the_automatic_rows() -> None:
    text = "News\n16:05 • 24.05.22 Ports: Dredger works at night\n"
    (automatic,) = _drafts(text)
    assert automatic.title == "Ports: Dredger works at night"
    (first,) = _drafts(
        text, "{H}:{M} • {d}.{m}.{y} {category}: {title}", "{H}:{M} • {d}.{m}.{y} {title}"
    )
    assert (first.categories, first.title) == (("Ports",), "Dredger works at night")


def test_a_line_that_no_pattern_fits_is_read_the_automatic_way() -> None:
    text = "News\n#7 on 24.05.2022: Dredger works at night\n16:05 • 24.05.22 Seals on the slip\n"
    drafts = _drafts(text, "#{_} on {d}.{m}.{Y}: {title}")
    assert [draft.title for draft in drafts] == ["Dredger works at night", "Seals on the slip"]


def test_digits_of_any_script_and_any_number_of_blanks_match() -> None:
    (draft,) = _drafts("٢٤.٠٥.٢٠٢٢    Dredger works at night\n", "{d}.{m}.{Y} {title}")
    assert draft.published is not None
    assert draft.published.when.date().isoformat() == "2022-05-24"


def test_an_impossible_date_in_a_pattern_is_reported_and_the_item_stays() -> None:
    page = Page(
        source="x", locator="x.txt", media="text", text="32.13.2022 Dredger works\n", digest=""
    )
    reading = Reading(timezone="UTC", language="en", rows=("{d}.{m}.{Y} {title}",))
    found = convert(page, reading)
    assert [draft.published for draft in found.drafts] == [None]
    assert [(p.code, p.line) for p in found.problems] == [("date-impossible", 1)]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{H}:{M} {headline}", "there is no placeholder {headline}"),
        ("{H}:{M} {title", "a brace isn't closed"),
        ("{H}:{M} {category}{title}", "two texts touch"),
        ("{H}:{M} {H} {title}", "{H} stands twice"),
        ("{H}:{M} {category}", "there is no {title}"),
        ("{d} {title}", "a day needs {d} and {m}, or {d} and {B}"),
        ("{d}.{m}.{B} {title}", "{m} and {B} say the same"),
        ("{H} {Y} {title}", "a year needs a day and a month"),
        ("{M} {d}.{m} {title}", "a time needs {H}"),
        ("* {title}", "no date and no time"),
    ],
)
def test_a_wrong_pattern_is_a_settings_error_that_names_it(pattern: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        compile_pattern(pattern, 3, "en")
    assert caught.value.key == "rows[3]"
    assert told in str(caught.value)
    assert pattern in str(caught.value)


def test_a_brace_is_written_twice() -> None:
    (draft,) = _drafts("{24.05.2022} Dredger works at night\n", "{{{d}.{m}.{Y}}} {title}")
    assert draft.title == "Dredger works at night"


def test_a_long_line_is_matched_in_proportion_to_its_length() -> None:
    """The texts of a pattern never make it try every split of a line."""
    line = "a - " * 20_000
    assert (
        compile_pattern("{category} - {summary} - {title} - {d}.{m}.{Y}", 0, "en").match(line)
        is None
    )
