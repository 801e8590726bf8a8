"""Feed -> feedgen, and the one place where what feedgen gets wrong is put right.

feedgen is the authority on the shape of feeds and entries. Its extension interface lets
us add what it lacks (RFC 5005 archives, RFC 6721 tombstones, dc:creator, Media RSS) and
mend what it gets wrong (the links of Atom entries). `rss` and `atom` only choose and
serialize.
"""

from __future__ import annotations

import html
import re

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from pagefeed.model import Enclosure, Feed, Item
from pagefeed.renderers.forms import whole
from pagefeed.uris import uri

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"  # RFC 5005
TOMBSTONE = "http://purl.org/atompub/tombstones/1.0"  # RFC 6721
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_LIKE_MARKUP = re.compile(r"<[A-Za-z/!]|&#?\w+;")
TYPES = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}


def generator(feed: Feed, name: str) -> FeedGenerator:
    """A FeedGenerator that holds everything of the feed, for the document called `name`.

    `name` is "rss.xml" or "atom.xml"; links among documents stay within one format.
    """
    made = FeedGenerator()
    made.register_extension("pagefeed", _Head, _Entry)
    made.pagefeed.of(feed, name)
    made.id(uri(f"{feed.home}{feed.slug}/"))
    made.title(feed.title)
    made.subtitle(feed.description or feed.title)
    made.description(feed.description or feed.title)
    made.language(feed.language)
    made.author({"name": feed.author})
    made.generator("pagefeed")
    made.docs("https://www.rssboard.org/rss-specification")
    made.updated(whole(feed.updated))
    made.lastBuildDate(whole(feed.updated))
    for rel, href, kind in _links(feed, name):
        made.link(href=href, rel=rel, **({"type": kind} if kind else {}))
    for item in feed.items:
        made.add_entry(_entry(item, feed), order="append")
    return made


def serialized(made: tuple[etree._Element, etree._ElementTree], feed: Feed) -> bytes:
    """The document's bytes, with the stylesheet by which a browser shows it."""
    root, _ = made
    up = "../" * (feed.path.count("/") + 1)
    root.addprevious(
        etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{up}feed.css"')
    )
    data: bytes = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return data


def _links(feed: Feed, name: str) -> list[tuple[str, str, str]]:
    """(rel, href, type) of a document; alternate comes last, as feedgen gives it to RSS."""
    kind = TYPES[name]
    found = [("self", feed.url(name), kind)]
    if feed.hub:
        found.append(("hub", feed.hub, ""))
    if feed.period:
        found.append(("current", uri(f"{feed.home}{feed.slug}/{name}"), kind))
    if feed.prev_archive:
        found.append(("prev-archive", uri(f"{feed.home}{feed.prev_archive}/{name}"), kind))
    if feed.next_archive:
        found.append(("next-archive", uri(f"{feed.home}{feed.next_archive}/{name}"), kind))
    found.append(("alternate", feed.url(), "text/html"))
    return found


def _entry(item: Item, feed: Feed) -> FeedEntry:
    entry = FeedEntry()
    entry.register_extension("pagefeed", _Entry)
    entry.pagefeed.of(item, feed)
    entry.guid(item.id, permalink=False)
    entry.title(item.title)
    entry.updated(whole(item.updated))
    if item.published:
        entry.published(whole(item.published.when))
    entry.link(href=feed.link_of(item), rel="alternate")
    if item.author:
        entry.author({"name": item.author})
    if item.categories:
        entry.category([{"term": name} for name in item.categories])
    if item.summary:
        entry.summary(item.summary, type="text")
    if item.content:
        entry.content(item.content, type="html")
    for enclosure in item.enclosures:
        entry.link(
            href=uri(enclosure.url),
            rel="enclosure",
            type=enclosure.type,
            length=str(enclosure.length),
        )
    return entry


class _Head(BaseExtension):  # type: ignore[misc]
    """What a feed's head needs beyond feedgen."""

    feed: Feed
    name: str

    def of(self, feed: Feed, name: str) -> None:
        self.feed, self.name = feed, name

    def extend_ns(self) -> dict[str, str]:
        """Only namespaces that this document uses: validators warn of idle ones."""
        feed, spaces = self.feed, {}
        if feed.period:
            spaces["fh"] = HISTORY
        if self.name == "rss.xml":
            if any(item.author for item in feed.items):
                spaces["dc"] = DUBLIN_CORE
            if any(_pictures(item) for item in feed.items):
                spaces["media"] = MEDIA
        elif feed.tombstones:
            spaces["at"] = TOMBSTONE
        return spaces

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Links other than self (feedgen writes no others), archive mark."""
        channel = feed[0]
        at = channel.index(channel.findall(f"{{{ATOM}}}link")[0]) + 1
        for rel, href, kind in _links(self.feed, self.name):
            if rel in {"self", "alternate"}:
                continue
            link = etree.Element(f"{{{ATOM}}}link", href=href, rel=rel)
            if kind:
                link.set("type", kind)
            channel.insert(at, link)
            at += 1
        self._mark(channel)
        return feed

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Archive mark, and what was taken back (RFC 6721 section 3)."""
        _say_text(feed, "title", "subtitle")
        self._mark(feed)
        for stone in self.feed.tombstones:
            etree.SubElement(
                feed,
                f"{{{TOMBSTONE}}}deleted-entry",
                ref=stone.id,
                when=whole(stone.when).isoformat(),
            )
        return feed

    def _mark(self, parent: etree._Element) -> None:
        if self.feed.period:  # RFC 5005 section 4
            etree.SubElement(parent, f"{{{HISTORY}}}archive")


class _Entry(BaseEntryExtension):  # type: ignore[misc]
    """What an entry needs beyond feedgen."""

    item: Item
    feed: Feed

    def of(self, item: Item, feed: Feed) -> None:
        self.item, self.feed = item, feed

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        """Author by name (RSS `author` wants an address), pictures as Media RSS.

        A description is HTML (RSS 2.0, "entity-encoded HTML is allowed"), a summary isn't.
        """
        item = self.item
        if item.summary:
            entry.findall("description")[0].text = html.escape(item.summary, quote=False)
        for stale in [e for e in entry if e.tag in {"author", "enclosure"}]:
            entry.remove(stale)
        if item.author:
            etree.SubElement(entry, f"{{{DUBLIN_CORE}}}creator").text = item.author
        for enclosure in _attachments(item)[:1]:  # RSS 2.0: readers take one
            etree.SubElement(
                entry,
                "enclosure",
                url=uri(enclosure.url),
                length=str(enclosure.length),
                type=enclosure.type,
            )
        for picture in _pictures(item):
            _media(entry, picture)
        return entry

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Links with their rel, type and length, which feedgen loses (its issue 135)."""
        _say_text(entry, "title")
        links = entry.findall("link")
        at = entry.index(links[0])
        for link in links:
            entry.remove(link)
        wanted = [{"href": self.feed.link_of(self.item), "rel": "alternate"}]
        for enclosure in self.item.enclosures:
            found = {"href": uri(enclosure.url), "rel": "enclosure", "type": enclosure.type}
            wanted.append(found | ({"length": str(enclosure.length)} if enclosure.length else {}))
        for offset, attributes in enumerate(wanted):
            entry.insert(at + offset, etree.Element("link", attributes))
        if self.item.language and self.item.language != self.feed.language:
            entry.set(XML_LANG, self.item.language)
        return entry


def _say_text(parent: etree._Element, *names: str) -> None:
    """Say of texts that look like markup that they are none (RFC 4287 section 3.1.1.1)."""
    for name in names:
        for element in parent.findall(name):
            if _LIKE_MARKUP.search(element.text or ""):
                element.set("type", "text")


def _pictures(item: Item) -> list[Enclosure]:
    return [e for e in item.enclosures if e.type.startswith("image/")]


def _attachments(item: Item) -> list[Enclosure]:
    return [e for e in item.enclosures if not e.type.startswith("image/")]


def _media(entry: etree._Element, picture: Enclosure) -> None:
    content = etree.SubElement(
        entry, f"{{{MEDIA}}}content", url=uri(picture.url), type=picture.type, medium="image"
    )
    if picture.width and picture.height:
        content.set("width", str(picture.width))
        content.set("height", str(picture.height))
    if picture.alt:
        text = etree.SubElement(content, f"{{{MEDIA}}}description", type="plain")
        text.text = picture.alt
