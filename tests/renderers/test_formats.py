"""RSS, Atom and JSON Feed say what the Feed says, and pass our own checks without a word."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from types import ModuleType

import feedparser
import pytest
from hypothesis import given, settings
from lxml import etree

from pagefeed import checks
from pagefeed.model import Enclosure, Item, Tombstone
from pagefeed.renderers import atom, jsonfeed, rss
from renderers import made

RENDERERS = {"rss.xml": rss, "atom.xml": atom, "feed.json": jsonfeed}
# Warnings about what the text itself says: U+FFFD, and words that look like markup.
SPOKEN = {"xml-odd-character", "text-markup", "atom-text-markup"}
A = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(("name", "renderer"), RENDERERS.items(), ids=list(RENDERERS))
@settings(max_examples=60)
@given(items=made.items())
def test_any_items_render_to_valid_feeds_that_say_the_same(
    name: str, renderer: ModuleType, items: tuple[Item, ...]
) -> None:
    """Render, check, compare: nothing to say, nothing lost, whatever the characters."""
    feed = made.feed(*items)
    data = renderer.render(feed)
    found = checks.check(data, url=feed.url(name), name=name)
    assert not [p for p in found if p.code not in SPOKEN]
    assert checks.compare(data, feed) == ()
    assert renderer.render(feed) == data


def test_rss_says_the_date_of_the_page_with_its_offset() -> None:
    data = rss.render(made.feed(made.item(published=made.stamp(2021, 5, 24, 15, 20))))
    assert b"<pubDate>Mon, 24 May 2021 15:20:00 +0400</pubDate>" in data


def test_rss_links_to_the_item_s_place_on_our_own_page() -> None:
    """The source has no URLs; readers need a web address all the same."""
    root = etree.fromstring(rss.render(made.feed(made.item())))
    assert root.findtext("channel/item/link") == "https://example.org/feeds/videos/2021/05/#a1"
    guid = root.find("channel/item/guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "false"


def test_rss_channel_has_what_readers_look_for() -> None:
    root = etree.fromstring(
        rss.render(made.feed(made.item(2), made.item(1), hub="https://hub.example/"))
    )
    channel = root[0]
    assert channel.findtext("title") == "Videos"
    assert channel.findtext("link") == "https://example.org/feeds/videos/"
    assert channel.findtext("language") == "en"
    assert channel.findtext("generator") == "pagefeed"
    assert channel.findtext("docs") == "https://www.rssboard.org/rss-specification"
    assert channel.findtext("lastBuildDate") == "Mon, 24 May 2021 15:02:00 +0400"
    links = {link.get("rel"): link.get("href") for link in channel.findall(f"{A}link")}
    assert links == {
        "self": "https://example.org/feeds/videos/rss.xml",
        "hub": "https://hub.example/",
    }


def test_rss_titles_and_categories_can_not_be_taken_for_markup() -> None:
    """AT&T and <b> come out as hexadecimal references; a description is HTML, escaped twice."""
    data = rss.render(
        made.feed(made.item(title="AT&T <b>", categories=("R&D",), summary="1 < 2 & 3"))
    )
    assert b"<title>AT&#x26;T &#x3C;b&#x3E;</title>" in data
    assert b"<category>R&#x26;D</category>" in data
    assert b"<description>1 &amp;lt; 2 &amp;amp; 3</description>" in data


def test_rss_description_stands_before_content() -> None:
    item = made.item(summary="Short", content="<p>Long</p>", author="Ann")
    (entry,) = etree.fromstring(rss.render(made.feed(item))).findall("channel/item")
    tags = [etree.QName(child).localname for child in entry]
    assert tags.index("description") < tags.index("encoded")
    assert entry.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Ann"
    assert entry.find("author") is None


def test_undated_items_have_no_invented_date() -> None:
    """RSS has no pubDate, Atom no published; Atom's required updated is the first sighting."""
    seen = datetime(2024, 11, 20, 8, tzinfo=UTC)
    feed = made.feed(made.item(published=None, updated=seen))
    assert b"pubDate" not in rss.render(feed)
    document = atom.render(feed)
    assert b"<published>" not in document
    assert document.count(b"<updated>2024-11-20T08:00:00+00:00</updated>") == 2  # feed and entry
    (entry,) = json.loads(jsonfeed.render(feed))["items"]
    assert "date_published" not in entry


def test_atom_links_keep_rel_type_and_length() -> None:
    """The enclosure must not become a second alternate (RFC 4287 section 4.1.2)."""
    sound = Enclosure(url="https://example.org/a.mp3", type="audio/mpeg", length=123)
    root = etree.fromstring(atom.render(made.feed(made.item(enclosures=(sound,)))))
    links = [dict(link.items()) for link in root.findall(f"{A}entry/{A}link")]
    assert links == [
        {"href": "https://example.org/feeds/videos/2021/05/#a1", "rel": "alternate"},
        {
            "href": "https://example.org/a.mp3",
            "rel": "enclosure",
            "type": "audio/mpeg",
            "length": "123",
        },
    ]


def test_rss_keeps_sound_as_enclosure_and_pictures_as_media() -> None:
    sound = Enclosure(url="https://example.org/a.mp3", type="audio/mpeg", length=123)
    picture = Enclosure(url="https://example.org/a.png", type="image/png", alt="A & B")
    root = etree.fromstring(rss.render(made.feed(made.item(enclosures=(picture, sound)))))
    (enclosure,) = root.findall("channel/item/enclosure")
    assert dict(enclosure.items()) == {
        "url": "https://example.org/a.mp3",
        "length": "123",
        "type": "audio/mpeg",
    }
    (media,) = root.findall("channel/item/{http://search.yahoo.com/mrss/}content")
    assert media.get("url") == "https://example.org/a.png"
    assert media.findtext("{http://search.yahoo.com/mrss/}description") == "A & B"


def test_archive_documents_are_linked_both_ways() -> None:
    """RFC 5005 section 4: prev-archive, next-archive, current, fh:archive; next_url in JSON."""
    feed = made.feed(
        made.item(),
        path="videos/2021/05",
        period="2021-05",
        prev_archive="videos/2021/04",
        next_archive="videos/2021/06",
    )
    base = "https://example.org/feeds/videos/"
    for name, renderer in (("rss.xml", rss), ("atom.xml", atom)):
        root = etree.fromstring(renderer.render(feed))
        found = {link.get("rel"): link.get("href") for link in root.iter(f"{A}link")}
        assert found["prev-archive"] == f"{base}2021/04/{name}"
        assert found["next-archive"] == f"{base}2021/06/{name}"
        assert found["current"] == f"{base}{name}"
        assert found["self"] == f"{base}2021/05/{name}"
        assert root.find(".//{http://purl.org/syndication/history/1.0}archive") is not None
    assert json.loads(jsonfeed.render(feed))["next_url"] == f"{base}2021/04/feed.json"


def test_what_was_taken_back_leaves_a_tombstone_in_atom() -> None:
    """RFC 6721 section 3."""
    stone = Tombstone(id="urn:uuid:1", when=datetime(2024, 1, 2, tzinfo=UTC), address="videos/#x")
    root = etree.fromstring(atom.render(made.feed(made.item(), tombstones=(stone,))))
    (found,) = root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert dict(found.items()) == {"ref": "urn:uuid:1", "when": "2024-01-02T00:00:00+00:00"}


def test_a_browser_finds_the_stylesheet_from_any_depth() -> None:
    assert b'href="../feed.css"' in rss.render(made.feed(made.item()))
    deep = replace(made.feed(made.item()), path="videos/2021/05", period="2021-05")
    assert b'href="../../../feed.css"' in atom.render(deep)


def test_json_feed_has_text_or_html_in_every_item() -> None:
    feed = made.feed(
        made.item(3, summary="S", content="<p>C</p>"), made.item(2, summary="S"), made.item(1)
    )
    first, second, third = json.loads(jsonfeed.render(feed))["items"]
    assert (first["content_html"], first["summary"]) == ("<p>C</p>", "S")
    assert second["content_text"] == "S"
    assert third["content_text"] == "Title 1"
    assert third["date_published"] == "2021-05-24T15:01:00+04:00"


def test_names_in_other_scripts_make_ascii_addresses() -> None:
    feed = made.feed(made.item(address="տնտեսություն/2021/05/#a1"), slug="տ", path="տ")
    root = etree.fromstring(rss.render(feed))
    link = root.findtext("channel/item/link")
    assert link is not None
    assert link.isascii()
    parsed = feedparser.parse(rss.render(feed))
    assert not parsed.bozo
