"""feeds.opml as readers import it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

import samples
from pagefeed.renderers import opml

PUBLICATION, _ = samples.publication()


def test_every_feed_is_one_subscription_to_its_rss() -> None:
    root = etree.fromstring(opml.render(PUBLICATION))
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    outlines = root.findall("body/outline")
    assert {node.get("xmlUrl") for node in outlines} == {
        f"{samples.HOME}{feed.slug}/rss.xml" for feed in PUBLICATION.feeds
    }
    for node in outlines:
        assert node.get("type") == "rss"
        assert node.get("version") == "RSS2"
        assert node.get("text") == node.get("title") != ""
        assert node.get("htmlUrl") == node.get("xmlUrl", "").removesuffix("rss.xml")


def test_all_comes_last_for_readers_that_keep_one_copy_of_an_item() -> None:
    root = etree.fromstring(opml.render(PUBLICATION))
    assert root.findall("body/outline")[-1].get("xmlUrl") == f"{samples.HOME}all/rss.xml"


def test_its_date_is_the_publications_and_not_the_clocks() -> None:
    when = datetime(2021, 5, 24, 15, 20, tzinfo=UTC)
    root = etree.fromstring(opml.render(replace(PUBLICATION, updated=when)))
    assert root.findtext("head/dateModified") == "Mon, 24 May 2021 15:20:00 +0000"
    assert root.findtext("head/title") == "Example Gazette"
    none = etree.fromstring(opml.render(replace(PUBLICATION, updated=None)))
    assert none.find("head/dateModified") is None


def test_titles_are_escaped_and_bytes_repeat() -> None:
    feed = replace(PUBLICATION.feeds[0], title='Fish & "Chips" <fresh>')
    odd = replace(PUBLICATION, feeds=(feed,))
    root = etree.fromstring(opml.render(odd))
    assert root.find("body/outline").get("text") == 'Fish & "Chips" <fresh>'  # type: ignore[union-attr]
    assert opml.render(odd) == opml.render(odd)
