"""What HTTP headers each published file is sent with: one policy for every way of hosting.

`pagefeed serve`, `pagefeed deploy`, the `_headers` file and the configuration files in
hosting/ all follow it. Pure: paths in, strings out. It knows no file, no server and no
feed; only the names under which documents are published.
"""

from __future__ import annotations

import re

# RFC 4287 section 7 registers Atom's type; RSS has none registered, this is the one in use
# since 2.0 and the one that autodiscovery asks for. JSON Feed 1.1 "MIME types".
# The charset repeats what the XML declaration says: without it some clients take text/* and
# XML over HTTP to be Latin-1.
RSS = "application/rss+xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"
OPML = "text/x-opml; charset=utf-8"
HTML = "text/html; charset=utf-8"
CSS = "text/css; charset=utf-8"
XML = "application/xml; charset=utf-8"

_BY_NAME = {
    "rss.xml": RSS,
    "atom.xml": ATOM,
    "feed.json": JSON_FEED,
    "feeds.opml": OPML,
}
_BY_SUFFIX = {
    "html": HTML,
    "css": CSS,
    "opml": OPML,
    "rss": RSS,
    "atom": ATOM,
    "xml": XML,
    "json": "application/json; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "gz": "application/gzip",
    "br": "application/octet-stream",
    "zst": "application/zstd",
}
# Strangers' programs may read these from any site; there is nothing private in them.
_FEEDS = frozenset({RSS, ATOM, JSON_FEED, OPML})

# The one inline script, renderers/templates/copy.js; a test compares the digest.
COPY_SCRIPT = "sha256-lTZvPRIK0ncPIYWyvJLwXNP/xolN82RE8EWTHmOdiFg="

# Items may carry pictures and sound from anywhere on the web, and nothing else.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' http: https: data:; "
    f"media-src 'self' http: https:; script-src '{COPY_SCRIPT}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# A feed opened in a browser uses feed.css.
FEED_POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'"

# Readers ask at most hourly; five minutes keep a page and its feeds in step for people.
# Archive documents change seldom (a late item, a correction), style sheets with an upgrade.
CURRENT = "public, max-age=300"
SELDOM = "public, max-age=3600"
_ARCHIVE = re.compile(r"[^/]/(?:[0-9]{4}(?:/[0-9]{2}){0,2}|undated)/[^/]*\Z")


def content_type(path: str, *, accept: str = "") -> str:
    """The Content-Type of a published file, by its path below the root.

    A folder (the empty path, or one that ends in a slash) is its index.html. An unknown
    name is `application/octet-stream`, which no browser runs.

    `accept` is the request's Accept header, where the host can go by it. A browser that
    opens a feed asks for HTML. Under RSS's and Atom's own types Chromium shows it the
    source and Firefox saves a file; under application/xml, which is right as well
    (RFC 7303 section 4.2), they show it in the looks of feed.css.
    """
    name = path.rsplit("/", 1)[-1] or "index.html"
    if name in _BY_NAME:
        kind = _BY_NAME[name]
        return XML if kind in (RSS, ATOM) and _is_browser(accept) else kind
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return _BY_SUFFIX.get(suffix, "application/octet-stream")


def cache_control(path: str) -> str:
    """How long a copy may be used without asking again, by the file's path below the root."""
    if content_type(path) == CSS or _ARCHIVE.search(path):
        return SELDOM
    return CURRENT


def vary(path: str) -> str:
    """By which of a request's headers the answer for a text file differs."""
    return "Accept-Encoding, Accept" if content_type(path) in (RSS, ATOM) else "Accept-Encoding"


def headers(path: str, *, accept: str = "") -> dict[str, str]:
    """All headers that a published file is sent with, by its path below the root.

    `accept` is as for `content_type`. Validators, Content-Length, Content-Encoding and
    Vary are the server's own business.
    """
    kind = content_type(path)
    found = {
        "Content-Type": content_type(path, accept=accept),
        "Cache-Control": cache_control(path),
        "X-Content-Type-Options": "nosniff",
    }
    if kind in _FEEDS:
        found["Access-Control-Allow-Origin"] = "*"
    if kind == HTML:
        found["Content-Security-Policy"] = PAGE_POLICY
        found["Referrer-Policy"] = "strict-origin-when-cross-origin"
    elif kind in (RSS, ATOM):
        found["Content-Security-Policy"] = FEED_POLICY
    return found


def _is_browser(accept: str) -> bool:
    """Whether someone wants to look: HTML is asked for, and no kind of feed is."""
    accept = accept.lower()
    return "text/html" in accept and "rss+xml" not in accept and "atom+xml" not in accept
