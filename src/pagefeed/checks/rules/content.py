"""The rules of text and HTML inside feeds: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import WARNING, Rule, rule

RULES: tuple[Rule, ...] = (
    rule(
        "text-markup",
        WARNING,
        "RSS Advisory Board, RSS Best Practices Profile; RFC 4287 section 3.1.1.1",
        "<{element}> is plain text, but holds what looks like markup: {markup}.",
        "Write text without tags and without entities that are escaped twice.",
    ),
    rule(
        "content-risky-element",
        WARNING,
        "RFC 4287 section 8.1; RSS 2.0 description",
        "The HTML of <{element}> has a <{inner}>, which readers strip, or ought to.",
        "Leave it out, and link to the page that has it.",
    ),
    rule(
        "content-form",
        WARNING,
        "RFC 4287 section 8.1; RSS 2.0 description",
        "The HTML of <{element}> has a <{inner}>: forms don't work in readers.",
        "Link to the page that has the form.",
    ),
    rule(
        "content-unknown-element",
        WARNING,
        "RFC 4287 section 3.1.1.2; HTML",
        "The HTML of <{element}> has a <{inner}>, which HTML doesn't know.",
        "Use HTML's own elements; escape what is meant as text.",
    ),
    rule(
        "content-handler",
        WARNING,
        "RFC 4287 section 8.1; RSS 2.0 description",
        "The HTML of <{element}> has a script in the attribute {attribute}, which readers strip.",
        "Leave it out.",
    ),
    rule(
        "content-style",
        WARNING,
        "RFC 4287 section 8.1; RSS 2.0 description",
        "The HTML of <{element}> has a style attribute, which many readers strip.",
        "Write content that reads well without it.",
    ),
    rule(
        "content-style-dangerous",
        WARNING,
        "RFC 4287 section 8.1; RSS 2.0 description",
        "The HTML of <{element}> has a style attribute that loads, moves or runs something.",
        "Leave it out.",
    ),
    rule(
        "content-dangerous-address",
        WARNING,
        "RFC 4287 section 8.1; RSS 2.0 description",
        "The HTML of <{element}> has an address with the scheme {scheme}:, which can run code or reach files.",
        "Link with https or http.",
    ),
    rule(
        "content-relative-address",
        WARNING,
        "RSS 2.0 description; RFC 4287 section 2",
        "The HTML of <{element}> has a relative address in {attribute}; readers don't know what it is relative to.",
        "Write every address whole, fragments too.",
    ),
    rule(
        "content-long",
        WARNING,
        "RSS 2.0 description",
        "<{element}> has {count} characters; only the first were looked at.",
        "Publish a summary and link to the whole.",
    ),
)
