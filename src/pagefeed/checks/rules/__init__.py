"""The rules as a table: what can be wrong with a feed, how bad it is, and how to mend it.

Each format's rules stand in a module of their own, as plain rows. Nothing here knows
how a rule is tried: the checking modules name a rule by its code, and the sentence that
people read is made from the row. `python -m pagefeed.checks.rules` writes the reference
page, `docs/reference/problems.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import import_module

from pagefeed.model import Severity

ERROR = Severity.ERROR
WARNING = Severity.WARNING

# Module of this package -> the heading of its rules in the reference.
TABLES = {
    "xml": "XML",
    "document": "The document and how it is served",
    "rss": "RSS 2.0",
    "atom": "Atom 1.0",
    "values": "Values",
    "content": "Text and HTML",
    "extensions": "Extension elements",
    "jsonfeed": "JSON Feed 1.1",
    "opml": "OPML 2.0",
    "served": "How a feed is served",
    "folder": "Files that belong together",
    "against": "A feed against what it was made from",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that can be wrong.

    `wrong` and `mend` are whole sentences. `wrong` may hold names in braces, which are
    filled in with what was found.
    """

    code: str  # stable and kebab-case; others' programs match on it
    severity: Severity
    section: str  # the specification's section that says so
    wrong: str
    mend: str


def rule(code: str, severity: Severity, section: str, wrong: str, mend: str) -> Rule:
    """A row of a table, written without keywords so that tables stay readable."""
    return Rule(code=code, severity=severity, section=section, wrong=wrong, mend=mend)


@cache
def table(name: str) -> tuple[Rule, ...]:
    """The rows of one module of `TABLES`."""
    rows: tuple[Rule, ...] = import_module(f"{__name__}.{name}").RULES
    return rows


@cache
def by_code() -> dict[str, Rule]:
    """All rules by code.

    Raises:
        ValueError: two rows carry the same code.
    """
    found: dict[str, Rule] = {}
    for name in TABLES:
        for row in table(name):
            if row.code in found:
                raise ValueError(f"two rules are called {row.code}")
            found[row.code] = row
    return found


def reference() -> str:
    """The text of `docs/reference/problems.md`."""
    lines = [
        "# Problems",
        "",
        "Everything that `pagefeed check` can find, written from the program's own table",
        "(`python -m pagefeed.checks.rules`). An error breaks a specification or a reader;",
        "a warning loses something somewhere, and counts under `--strict`.",
    ]
    for name, heading in TABLES.items():
        lines += ["", f"## {heading}"]
        for row in table(name):
            wrong = escape(row.wrong, quote=False).replace("{", "*").replace("}", "*")
            mend = escape(row.mend, quote=False)
            lines += [
                "",
                f"### {row.code}",
                "",
                f"{row.severity.value.capitalize()}. {wrong}",
                f"{mend} ({row.section})",
            ]
    return "\n".join(lines) + "\n"
