"""The rules of how a feed is served: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import ERROR, WARNING, Rule, rule

RULES: tuple[Rule, ...] = (
    rule(
        "http-unreachable",
        ERROR,
        "RFC 9110 section 4.3",
        "No answer could be had: {reason}.",
        "Look at the address, the host's name and its certificate.",
    ),
    rule(
        "http-timeout",
        ERROR,
        "RFC 9110 section 9.2",
        "The answer was not whole after {seconds} seconds; readers give up as well.",
        "Serve the feed as a file that is ready, or raise --timeout to look further.",
    ),
    rule(
        "http-too-large",
        ERROR,
        "RSS Advisory Board, best practices",
        "The answer is larger than {limit} bytes; readers refuse or cut such feeds.",
        "Keep the newest items in the feed and the others in archives (RFC 5005).",
    ),
    rule(
        "http-truncated",
        ERROR,
        "RFC 9112 section 8",
        "The answer broke off: {reason}.",
        "Look at the Content-Length header and at what stands between host and network.",
    ),
    rule(
        "http-status",
        ERROR,
        "RFC 9110 section 15",
        "The host answered {status}.",
        "Give the address under which the feed is answered with 200.",
    ),
    rule(
        "http-redirect-loop",
        ERROR,
        "RFC 9110 section 15.4",
        "After {count} redirects there was still no feed.",
        "Redirect once, to the feed's own address.",
    ),
    rule(
        "http-redirect-elsewhere",
        ERROR,
        "RFC 9110 section 15.4",
        'A redirect leads to "{found}", which is no web address.',
        "Redirect to an http or https address.",
    ),
    rule(
        "http-redirect-insecure",
        WARNING,
        "RFC 9110 section 17",
        "A redirect leads from https to {found}; careful readers don't follow it.",
        "Redirect to an https address.",
    ),
    rule(
        "http-moved",
        WARNING,
        "RFC 9110 section 15.4.2",
        "The feed has moved for good to {found}.",
        "Give the new address where the old one is written, as in pages and OPML files.",
    ),
    rule(
        "http-content-type-missing",
        WARNING,
        "RFC 9110 section 8.3",
        "The host sends no Content-Type.",
        "Send application/rss+xml, application/atom+xml or application/feed+json.",
    ),
    rule(
        "http-no-validators",
        WARNING,
        "RFC 9110 section 8.8",
        "The host sends neither ETag nor Last-Modified; readers fetch the whole feed each time.",
        "Serve the feed as a file, or send an ETag made from its bytes.",
    ),
    rule(
        "http-not-conditional",
        WARNING,
        "RFC 9110 section 13.1",
        "A conditional request with the host's own {sent} was answered {status}, not 304.",
        "Answer 304 while ETag or Last-Modified are still the same.",
    ),
    rule(
        "http-validator-changes",
        WARNING,
        "RFC 9110 section 8.8.1",
        "The same bytes came twice with different ETags: {first}, then {second}.",
        "Make the ETag from the bytes, not from the machine, the process or the time.",
    ),
)
