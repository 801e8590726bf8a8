"""The table of rules: whole, unambiguous, and the same as the reference that people read."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

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


def _calls() -> list[tuple[str, str, set[str]]]:
    """Each call that reports a rule by its code: where, the code, the names it fills in."""
    found = []
    for path in sorted((ROOT / "src/pagefeed/checks").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr not in {"report", "problem"} or not node.args:
                continue
            code = node.args[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                names = {keyword.arg or "**" for keyword in node.keywords}
                found.append((f"{path.name}:{node.lineno}", code.value, names))
    return found


@pytest.mark.parametrize(
    ("where", "code", "names"),
    _calls(),
    ids=lambda value: value if isinstance(value, str) else " ".join(sorted(value)),
)
def test_a_report_fills_in_what_its_sentence_names(where: str, code: str, names: set[str]) -> None:
    """No rare fault may stumble over a name that is missing in its sentence."""
    row = rules.by_code()[code]
    wanted = {name for _, name, _, _ in Formatter().parse(row.wrong) if name}
    assert wanted <= names or "**" in names, where
