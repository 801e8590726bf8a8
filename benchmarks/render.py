"""Entries a second: our RSS, Atom and JSON Feed against feedgen as it comes and other writers."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import feedgenerator
import PyRSS2Gen
from feedgen.feed import FeedGenerator

from pagefeed.model import Evidence, Feed, Item, Precision, Stamp
from pagefeed.renderers import atom, jsonfeed, rss

ENTRIES = 2_000
TEXT = "A sentence of plain words that says little. " * 9  # about 400 characters
BEGIN = datetime(2021, 1, 1, tzinfo=UTC)


def made() -> Feed:
    items = []
    for n in range(ENTRIES):
        when = BEGIN + timedelta(minutes=n)
        items.append(
            Item(
                id=f"urn:uuid:00000000-0000-5000-8000-{n:012d}",
                kind="story",
                title=f"Title number {n}",
                updated=when,
                first_seen=when,
                address=f"news/2021/01/#{n}",
                summary=TEXT,
                categories=("News",),
                published=Stamp(
                    when=when, precision=Precision.MINUTE, evidence=(Evidence.WRITTEN,)
                ),
            )
        )
    return Feed(
        slug="news",
        path="news",
        title="News",
        description="All news",
        home="https://example.org/",
        language="en",
        author="Example",
        timezone="UTC",
        updated=items[-1].updated,
        items=tuple(items),
        total=ENTRIES,
    )


def feedgen_as_it_comes(feed: Feed) -> bytes:
    generator = FeedGenerator()
    generator.id(feed.home)
    generator.title(feed.title)
    generator.link(href=feed.home)
    generator.description(feed.description)
    for item in feed.items:
        entry = generator.add_entry()
        entry.id(item.id)
        entry.title(item.title)
        entry.link(href=feed.link_of(item))
        entry.summary(item.summary)
        entry.published(item.updated)
        entry.updated(item.updated)
    data: bytes = generator.rss_str()
    return data


def django_s_writer(feed: Feed) -> bytes:
    writer = feedgenerator.Rss201rev2Feed(feed.title, feed.home, feed.description)
    for item in feed.items:
        writer.add_item(
            item.title, feed.link_of(item), item.summary, pubdate=item.updated, unique_id=item.id
        )
    return str(writer.writeString("utf-8")).encode()


def pyrss2gen(feed: Feed) -> bytes:
    items = [
        PyRSS2Gen.RSSItem(
            title=item.title,
            link=feed.link_of(item),
            description=item.summary,
            guid=item.id,
            pubDate=item.updated,
        )
        for item in feed.items
    ]
    document = PyRSS2Gen.RSS2(feed.title, feed.home, feed.description, items=items)
    return str(document.to_xml("utf-8")).encode()


def speed(render: Callable[[Feed], bytes], feed: Feed) -> float:
    """Thousand entries a second, the median of five runs."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        render(feed)
        times.append(time.perf_counter() - begun)
    return ENTRIES / statistics.median(times) / 1000


def main() -> None:
    feed = made()
    base = speed(feedgen_as_it_comes, feed)
    rows: list[tuple[str, Callable[[Feed], bytes]]] = [
        ("pagefeed RSS", rss.render),
        ("pagefeed Atom", atom.render),
        ("pagefeed JSON Feed", jsonfeed.render),
        ("Django's feedgenerator, RSS", django_s_writer),
        ("PyRSS2Gen (its dates are wrong)", pyrss2gen),
    ]
    print(f"{ENTRIES} entries of {len(TEXT)} characters; thousand entries a second, and the ratio")
    print(f"{'feedgen as it comes, RSS':34} {base:7.1f}   1.00")
    for name, render in rows:
        found = speed(render, feed)
        print(f"{name:34} {found:7.1f} {found / base:6.2f}")


if __name__ == "__main__":
    main()
