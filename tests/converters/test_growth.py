"""Work grows as pages do: four times the rows take about four times the calls, not sixteen.

Calls are counted, and no time is taken, so that the machine makes no difference.
"""

from __future__ import annotations

import cProfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

import pytest

from pagefeed.converters import convert
from pagefeed.model import Page, Reading

URL = "https://example.org/"
CAPTURED = datetime(2024, 5, 15, 18, tzinfo=UTC)
SMALL, LARGE = 60, 240  # rows
MOST = 1.2  # as many calls a row in the large page as in the small one

WEEKDAYS = ("Wed", "Tue", "Mon")
TEXT: dict[str, Callable[[int], str]] = {
    "stamps before titles": lambda n: f"{n % 28 + 1} May 2024 10:{n % 60:02} A bridge of row {n}\n",
    "stamps below titles": lambda n: f"A bridge of row {n} opens\n{n % 28 + 1} May 2024, 10:00\n",
    "times above titles": lambda n: f"{23 - n // 60 % 24}:{59 - n % 60:02}\nA bridge of row {n}\n",
    "ages": lambda n: f"A bridge of row {n} opens\n{n % 50 + 2} minutes ago\n",
    "weekdays": lambda n: f"{WEEKDAYS[n * 3 // LARGE]} 10:00\nA bridge of row {n} opens\n",
    "sections and summaries": lambda n: (
        f"Sport\nA bridge of row {n}\n1{n % 9}.05.2024\nThe council said so in row {n} at last.\n"
    ),
    "short lines": lambda n: f"word {n}\n",
}
HTML: dict[str, Callable[[int], str]] = {
    "list items": lambda n: f"<li>{n % 28 + 1} May 2024 <a href=/{n}>A bridge of row {n}</a>",
    "table rows": lambda n: f"<tr><td>{n % 28 + 1}.05.2024<td><a href=/{n}>A bridge of row {n}</a>",
    "weekdays": lambda n: (
        f"<li><b class=d>{WEEKDAYS[n * 3 // LARGE]} 10:00</b> <a href=/{n}>A bridge {n} opens</a>"
    ),
    "cards": lambda n: (
        f"<div class=c data-date=2024-05-{n % 28 + 1:02}><h3><a href=/{n}>A bridge {n}</a></h3>"
        f"<p>{n % 28 + 1} May 2024</p><p>The council said so in row {n}.</p></div>"
    ),
    "days over lists": lambda n: (
        f"<h3>{n % 28 + 1} May 2024</h3><ul><li>14:00 <a href=/{n}>A bridge of row {n}</a></ul>"
    ),
}


@pytest.mark.parametrize("kind", TEXT)
def test_text_grows_evenly(kind: str) -> None:
    small, large = (_calls("text", _rows(TEXT[kind], rows), rows) for rows in (SMALL, LARGE))
    assert large <= MOST * small


@pytest.mark.parametrize("kind", HTML)
def test_html_grows_evenly(kind: str) -> None:
    small, large = (_calls("html", _rows(HTML[kind], rows), rows) for rows in (SMALL, LARGE))
    assert large <= MOST * small


def _rows(row: Callable[[int], str], count: int) -> str:
    return "".join(row(number * LARGE // count) for number in range(count))


def _calls(media: Literal["text", "html"], content: str, rows: int) -> float:
    """The calls that one row takes, on a page whose lines have been seen before."""
    page = Page(
        source="x", locator="x", media=media, text=content, digest="", url=URL, captured=CAPTURED
    )
    reading = Reading(timezone="Europe/London", language="en")
    convert(page, reading)
    profile = cProfile.Profile()
    profile.enable()
    convert(page, reading)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats()) / rows
