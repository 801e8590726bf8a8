"""The rules of extension elements: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import Rule

RULES: tuple[Rule, ...] = ()
