"""A publication's feeds as one OPML 2.0 list, for readers that import subscriptions.

Owns the shape of feeds.opml (http://opml.org/spec2.opml). Reads no clock and no file:
the same publication is always the same bytes.
"""

from __future__ import annotations

from email.utils import format_datetime

from pagefeed.model import Publication


def render(publication: Publication) -> bytes:
    """feeds.opml: one `outline` of type rss a feed, by the address of its RSS document.

    Readers take every outline as a subscription, so a feed stands here once, not once a
    format. `all` comes last: readers that keep one copy of an item (newsboat) keep it in
    the feed that they read last, and nothing is missing there.
    """
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = publication.title
    if publication.updated:
        etree.SubElement(head, "dateModified").text = format_datetime(publication.updated)
    if publication.author:
        etree.SubElement(head, "ownerName").text = publication.author
    etree.SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    body = etree.SubElement(root, "body")
    for feed in sorted(publication.feeds, key=lambda feed: feed.slug == "all"):
        outline = etree.SubElement(body, "outline", type="rss", text=feed.title, title=feed.title)
        outline.set("xmlUrl", feed.url("rss.xml"))
        outline.set("htmlUrl", feed.url())
        if feed.description:
            outline.set("description", feed.description)
        if feed.language:
            outline.set("language", feed.language)
        outline.set("version", "RSS2")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
