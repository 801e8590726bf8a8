"""The rules of OPML 2.0: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import Rule

RULES: tuple[Rule, ...] = ()
