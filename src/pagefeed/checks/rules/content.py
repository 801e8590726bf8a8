"""The rules of text and HTML inside feeds: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import Rule

RULES: tuple[Rule, ...] = ()
