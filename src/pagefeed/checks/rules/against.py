"""The rules by which rendered bytes are held against their Feed: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import ERROR, Rule, rule

_MEND = "The bytes don't say what the feed says: report it with the feed's settings and page."

RULES: tuple[Rule, ...] = (
    rule(
        "compare-unreadable",
        ERROR,
        "RSS 2.0; RFC 4287; JSON Feed 1.1",
        "The rendered bytes can't be read again: {reason}.",
        _MEND,
    ),
    rule(
        "compare-count",
        ERROR,
        "RSS 2.0; RFC 4287; JSON Feed 1.1",
        "The feed has {expected} items, the bytes {found}.",
        _MEND,
    ),
    rule(
        "compare-differs",
        ERROR,
        "RSS 2.0; RFC 4287; JSON Feed 1.1",
        "The {what} of item {number} is “{found}” in the bytes; the feed has “{expected}”.",
        _MEND,
    ),
)
