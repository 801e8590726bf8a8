"""The rules of values that several formats share: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import Rule

RULES: tuple[Rule, ...] = ()
