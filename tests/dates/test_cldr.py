"""The table of CLDR's names says what Babel says."""

from __future__ import annotations

import pytest

from dates.from_babel import TABLE, table
from pagefeed.dates.cldr import locale


def test_table_is_babels() -> None:
    """After an update of Babel, `make names` writes the table again."""
    assert TABLE.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize(
    ("tag", "month"),
    [
        ("de", "januar"),
        ("de-AT", "jänner"),
        ("de_at", "jänner"),
        ("de-US", "januar"),
        ("deu", "januar"),
        ("no-NO", "januar"),
        ("sr-Latn", "januar"),
        ("sr-RS", "јануар"),
        ("iw", "ינואר"),
    ],
)
def test_tags_are_found(tag: str, month: str) -> None:
    """A tag in any spelling; a country without a custom of its own writes as its language."""
    found = locale(tag)
    assert found is not None
    assert found.months[month] == 1


@pytest.mark.parametrize("tag", ["", "x-default", "xx", "not a tag"])
def test_unknown_languages_are_none(tag: str) -> None:
    """No name is guessed for them."""
    assert locale(tag) is None


def test_order_of_the_short_date() -> None:
    """A country's order, not its language's."""
    found = [locale(tag) for tag in ("en", "en-UK", "en-GB", "sv")]
    assert [each and each.order for each in found] == ["mdy", "dmy", "dmy", "ymd"]
