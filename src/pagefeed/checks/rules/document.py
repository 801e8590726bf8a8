"""The rules of the document as a whole and of how it is served: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import ERROR, WARNING, Rule, rule

RULES: tuple[Rule, ...] = (
    rule(
        "document-empty",
        ERROR,
        "XML 1.0 section 2.1",
        "The document is empty.",
        "Publish the feed again; a feed without items still has a head.",
    ),
    rule(
        "document-not-a-feed",
        ERROR,
        "RSS 2.0; RFC 4287; JSON Feed 1.1",
        "The document is no feed: it begins with {found}.",
        "Give the address of an RSS, Atom or JSON feed, or of an OPML document.",
    ),
    rule(
        "document-not-checked",
        WARNING,
        "RSS 2.0; RFC 4287; JSON Feed 1.1",
        "The document is {found}; only that it is well-formed has been checked.",
        "Offer RSS 2.0 or Atom 1.0 beside it.",
    ),
)
