"""The table of rules: whole, unambiguous, and the same as the reference that people read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pagefeed.checks import rules

ROOT = Path(__file__).parents[2]
ALL = [row for name in rules.TABLES for row in rules.table(name)]


def test_the_reference_is_written_from_the_table() -> None:
    """`python -m pagefeed.checks.rules` writes docs/reference/problems.md as it stands."""
    page = (ROOT / "docs/reference/problems.md").read_text("utf-8")
    assert page == rules.reference()


def test_no_code_is_used_twice() -> None:
    """A code names one rule."""
    codes = [row.code for row in ALL]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.code)
def test_a_rule_says_what_is_wrong_and_how_to_mend_it(row: rules.Rule) -> None:
    """Codes are kebab-case; both sentences are whole; a section is named."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", row.code)
    assert row.wrong.endswith(".")
    assert row.mend.endswith((".", "."))
    assert row.section
