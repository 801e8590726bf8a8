"""Dates, spans and counts in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

import samples
from pagefeed.model import Evidence, Precision, Stamp
from pagefeed.renderers import spoken

START = datetime(2021, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "24 May 2021"),
        ("en-US", "24 May 2021"),
        ("de", "24. Mai 2021"),
        ("ru", "24 мая 2021\u202fг."),
        ("fr-CA", "24 mai 2021"),
        ("hy", "24 մայիսի, 2021 թ."),
        ("x-unknown", "24 May 2021"),
        ("", "24 May 2021"),
    ],
)
def test_month_names_come_in_the_language_asked_for(language: str, words: str) -> None:
    assert spoken.day(datetime(2021, 5, 24, tzinfo=UTC), language) == words


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "UTC"), (240, "UTC+4"), (-210, "UTC-3:30"), (345, "UTC+5:45")]
)
def test_offsets(minutes: int, words: str) -> None:
    when = datetime(2021, 5, 24, tzinfo=timezone(timedelta(minutes=minutes)))
    assert spoken.offset(when) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2021", "2021"),
        ("2021-05", "May 2021"),
        ("2021-05-24", "24 May 2021"),
        ("undated", "Undated"),
    ],
)
def test_periods(name: str, words: str) -> None:
    assert spoken.period(name, "en") == words


@pytest.mark.parametrize(
    ("gaps", "words"),
    [
        ([], ""),
        ([timedelta(days=1)], ""),
        ([timedelta(0)] * 5, "several at a time"),
        ([timedelta(minutes=20)] * 3, "about every 20 minutes"),
        ([timedelta(minutes=61)] * 3, "about every hour"),
        ([timedelta(hours=7)] * 3, "about every 7 hours"),
        ([timedelta(hours=24)] * 3, "about every day"),
        ([timedelta(hours=40)] * 3, "about every 2 days"),
        ([timedelta(days=3), timedelta(days=3), timedelta(days=900)], "about every 3 days"),
        ([timedelta(days=14)] * 2, "about every 2 weeks"),
        ([timedelta(days=61)] * 2, "about every 2 months"),
        ([timedelta(days=365)] * 2, "about every year"),
        ([timedelta(days=730)] * 2, "about every 2 years"),
    ],
)
def test_pace_is_the_median_gap(gaps: list[timedelta], words: str) -> None:
    dates = [START]
    for gap in gaps:
        dates.append(dates[-1] + gap)
    stamps = [
        Stamp(when=when, precision=Precision.MINUTE, evidence=(Evidence.WRITTEN,)) for when in dates
    ]
    items = [samples.item(n, "One", published=stamp) for n, stamp in enumerate(stamps)]
    assert spoken.pace([*items, samples.item(99, "Undated")]) == words


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("Title", False), ("12: عنوان", True), ("הגשר (Bridge)", True), ("2021 — 5", None)],
)
def test_direction_is_the_first_strong_characters(text: str, rtl: bool | None) -> None:
    assert spoken.right_to_left(text) is rtl


@pytest.mark.parametrize("wrong", ['en" onload="x', "english language", "", None, "e"])
def test_what_is_no_language_tag_is_left_out(wrong: str | None) -> None:
    assert spoken.tag(wrong) == ""
