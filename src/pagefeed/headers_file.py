"""The `_headers` file by which Netlify and Cloudflare Pages set headers.

Owns the form of that file; which headers there are is `headers`' to say. Both hosts join
the values of all rules that fit a path, so no two rules here give the same header to one
path: documents are named by depth and name, where `:word` is one part of a path. Pages
and styles keep the hosts' own Cache-Control, which asks anew every time and is purged by
each deploy.
"""

from __future__ import annotations

from pagefeed import headers

NAME = "_headers"
# all/rss.xml, all/2021/rss.xml (or all/undated/rss.xml), all/2021/05/... and all/2021/05/24/...
_FOLDERS = (":feed", ":feed/:year", ":feed/:year/:month", ":feed/:year/:month/:day")
_EXAMPLES = ("all", "all/2021", "all/2021/05", "all/2021/05/24")
_FEEDS = ("rss.xml", "atom.xml", "feed.json")
_EVERYWHERE = ("X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy")
_OWN = ("Content-Type", "Cache-Control", "Access-Control-Allow-Origin")


def render() -> bytes:
    """The file; the same for every publication."""
    lines = ["# Written by pagefeed build (headers_file = true); changes here are lost."]
    # The policy of pages everywhere: it allows feeds all that they need.
    lines += _rule("*", headers.headers("index.html"), _EVERYWHERE)
    for name in _FEEDS:
        for folder, example in zip(_FOLDERS, _EXAMPLES, strict=True):
            lines += _rule(f"{folder}/{name}", headers.headers(f"{example}/{name}"), _OWN)
    lines += _rule("feeds.opml", headers.headers("feeds.opml"), _OWN)
    return "\n".join(lines).encode() + b"\n"


def _rule(pattern: str, found: dict[str, str], names: tuple[str, ...]) -> list[str]:
    return [f"/{pattern}", *(f"  {name}: {found[name]}" for name in names if name in found)]
