"""The document as a whole: is it a feed, what is it called, served as, how large is it.

Knows the media types and name endings of each format, and nothing of what is inside.
"""

from __future__ import annotations

from dataclasses import dataclass

from pagefeed.checks import facts
from pagefeed.checks.context import Context

_LARGE = 5_000_000  # bytes
_XML = ("application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Format:
    """What a format is called, the media types it may have, the names that say otherwise."""

    title: str
    types: tuple[str, ...]
    endings: tuple[str, ...]


FORMATS = {
    "rss": Format(
        "RSS", ("application/rss+xml", "application/rdf+xml", *_XML), (".atom", ".json", ".html")
    ),
    "atom": Format("Atom", ("application/atom+xml", *_XML), (".rss", ".rdf", ".json", ".html")),
    "json": Format(
        "JSON Feed",
        ("application/feed+json", "application/json"),
        (".xml", ".rss", ".atom", ".opml", ".html"),
    ),
    "opml": Format(
        "OPML",
        ("text/x-opml", "text/x-opml+xml", "application/opml+xml", *_XML),
        (".rss", ".atom", ".json", ".html"),
    ),
}


def check(form: str, data: bytes, context: Context) -> None:
    """Report a document of a format of `FORMATS` that is offered as something else."""
    known = FORMATS[form]
    media = (context.content_type or "").partition(";")[0].strip().lower()
    if media and media not in known.types:
        context.report("document-type", line=1, text=media, format=known.title, found=media)
    elif not media and context.name.lower().endswith(known.endings):
        name = context.name
        context.report("document-name", line=1, text=name, format=known.title, found=name)
    if len(data) > _LARGE:
        context.report("document-large", line=1, count=len(data))


def refuse_page(data: bytes, context: Context) -> None:
    """Report an HTML page that was given for a feed, with the feeds that it offers."""
    offered = [
        facts.join(context.url or "", link.url) for link in facts.read("index.html", data).links
    ]
    offers = f"it offers {', '.join(offered[:3])}" if offered else "it offers no feed"
    context.report("document-a-page", line=1, text=offered[0] if offered else "", offers=offers)
