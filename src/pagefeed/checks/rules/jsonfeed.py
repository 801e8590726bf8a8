"""The rules of JSON Feed 1.1: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import ERROR, Rule, rule

RULES: tuple[Rule, ...] = (
    rule(
        "json-not-well-formed",
        ERROR,
        "RFC 8259",
        "The bytes are not JSON: {reason}.",
        "Write the feed with a JSON library.",
    ),
)
