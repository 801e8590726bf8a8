"""The rules of what belongs together in a folder: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import ERROR, WARNING, Rule, rule

RULES: tuple[Rule, ...] = (
    rule(
        "file-unreadable",
        ERROR,
        "pagefeed check",
        "The file can't be read: {reason}.",
        "Look at its name and its permissions.",
    ),
    rule(
        "file-too-large",
        ERROR,
        "RSS Advisory Board, best practices",
        "The file is larger than {limit} bytes; readers refuse or cut such feeds.",
        "Keep the newest items in the feed and the others in archives (RFC 5005).",
    ),
    rule(
        "folder-self-link-differs",
        ERROR,
        "RSS Advisory Board, atom:link; RFC 4287 section 4.2.7.2; JSON Feed 1.1, feed_url",
        "The document says that it lives at {found}, but it stands where {right} is served.",
        "Let every document name its own address.",
    ),
    rule(
        "folder-link-broken",
        ERROR,
        "RFC 5005 sections 3 and 4; JSON Feed 1.1, next_url",
        "The {rel} link leads to {found}, and there is no such file.",
        "Publish the document, or take the link out.",
    ),
    rule(
        "folder-link-not-a-feed",
        ERROR,
        "RFC 5005 sections 3 and 4; JSON Feed 1.1, next_url",
        "The {rel} link leads to {found}, which is {kind}, not a feed in the same format.",
        "Lead from RSS to RSS, from Atom to Atom, from JSON to JSON.",
    ),
    rule(
        "folder-chain-one-way",
        ERROR,
        "RFC 5005 section 4",
        "The {rel} link leads to {found}, but its {back} link leads {elsewhere}.",
        "Link neighbours to each other.",
    ),
    rule(
        "folder-chain-loop",
        ERROR,
        "RFC 5005 section 4; JSON Feed 1.1, next_url",
        "The {rel} links come round to this document again; readers would go on for ever.",
        "Let the oldest document have no such link.",
    ),
    rule(
        "folder-chain-current",
        ERROR,
        "RFC 5005 section 4",
        "The current link leads to {found}, but the chain of archives begins at {right}.",
        "Let every archive document name the feed that people subscribe to.",
    ),
    rule(
        "folder-archive-unreached",
        WARNING,
        "RFC 5005 section 4",
        "No chain of prev-archive links leads from {found} to this archive document.",
        "Link it into the chain; readers find archives in no other way.",
    ),
    rule(
        "folder-opml-broken",
        ERROR,
        "OPML 2.0, subscription lists",
        "An outline's {attribute} leads to {found}, and there is no such file.",
        "Publish the feed, or take the outline out.",
    ),
    rule(
        "folder-opml-not-a-feed",
        ERROR,
        "OPML 2.0, subscription lists",
        "An outline's xmlUrl leads to {found}, which is {kind}.",
        "Give the address of the feed itself.",
    ),
    rule(
        "folder-feed-unlisted",
        WARNING,
        "OPML 2.0, subscription lists",
        "The list of feeds, {found}, doesn't name this feed in any format.",
        "Add it to the list.",
    ),
    rule(
        "folder-page-broken",
        ERROR,
        "RSS Advisory Board, autodiscovery",
        "The page offers a feed at {found}, and there is no such file.",
        "Publish the feed, or take the link element out.",
    ),
    rule(
        "folder-page-type",
        ERROR,
        "RSS Advisory Board, autodiscovery",
        "The page offers {found} as {type}, but it is {kind}.",
        "Give each link element the type of the feed that it leads to.",
    ),
    rule(
        "folder-page-silent",
        WARNING,
        "RSS Advisory Board, autodiscovery",
        "The page stands beside {found}, but has no link element that offers it.",
        'Add <link rel="alternate" type="..." title="..." href="..."> to the page\'s head.',
    ),
    rule(
        "folder-twins-differ",
        ERROR,
        "RFC 4287 section 4.2.6; JSON Feed 1.1, items, id",
        "The feed and {found} are the same in two formats, but {difference}.",
        "Write all formats from the same items, with the same ids in the same order.",
    ),
)
