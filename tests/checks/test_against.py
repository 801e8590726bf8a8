"""Rendered bytes against their Feed: nothing to say of what was rendered, and of nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from types import ModuleType

import pytest

from pagefeed.checks import check, compare
from pagefeed.model import Feed, Item, Precision, Stamp
from pagefeed.renderers import atom, jsonfeed, rss

YEREVAN = timezone(timedelta(hours=4))
NAMES = {rss: "rss.xml", atom: "atom.xml", jsonfeed: "feed.json"}


def _item(number: int) -> Item:
    when = datetime(2024, 5, 8, 14, 18, number, tzinfo=YEREVAN)
    return Item(
        id=f"urn:uuid:0d3f8f4e-5b1a-4c55-9d2c-{number:012d}",
        kind="story",
        title=f"Ferry {number}: “late” & <slow>",
        updated=when,
        first_seen=when,
        address=f"ships/2024/05/#{number}",
        summary="Fog in the bay",
        content="<p>Fog in the bay</p>",
        categories=("Science & Tech", "Ships"),
        published=Stamp(when=when, precision=Precision.SECOND, evidence=()) if number else None,
        link="https://example.com/ferry/ä" if number == 1 else None,
    )


FEED = Feed(
    slug="ships",
    path="ships",
    title="Ships & boats",
    description="All that floats",
    home="https://example.org/",
    language="en",
    author="Harbour Office",
    timezone="Asia/Yerevan",
    updated=datetime(2024, 5, 8, 14, 18, 2, tzinfo=YEREVAN),
    items=(_item(2), _item(1), _item(0)),
)


@pytest.mark.parametrize("renderer", NAMES, ids=NAMES.values())
def test_what_was_rendered_is_what_the_feed_says(renderer: ModuleType) -> None:
    """Each format, read again, has the feed's ids, titles, links, dates and categories."""
    assert compare(renderer.render(FEED), FEED) == ()


@pytest.mark.parametrize("renderer", [rss, atom], ids=["rss", "atom"])
def test_our_own_feeds_have_nothing_wrong(renderer: ModuleType) -> None:
    """Titles that look like markup, an item without a date, a link with an umlaut: all clean."""
    assert check(renderer.render(FEED), url=FEED.url(NAMES[renderer])) == ()


@pytest.mark.parametrize("renderer", NAMES, ids=NAMES.values())
@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (b"9d2c-000000000002", b"9d2c-000000000009", "id"),
        (b"Ferry 2", b"Ferry 3", "title"),
        (b"ships/2024/05/#2", b"ships/2024/05/#3", "link"),
        (b"14:18:02", b"14:17:02", "date"),
        (b"Ships<", b"Boats<", "categories"),
    ],
)
def test_what_differs_is_named(renderer: ModuleType, old: bytes, new: bytes, what: str) -> None:
    """A changed byte in an id, a title, a link, a date or a category is found."""
    data: bytes = renderer.render(FEED)
    if what == "categories" and renderer is not rss:
        old, new = b'"Ships"', b'"Boats"'
    assert old in data
    found = compare(data.replace(old, new), FEED)
    assert {problem.code for problem in found} == {"compare-differs"}
    assert any(f"The {what} of item 1 " in problem.message for problem in found), found


@pytest.mark.parametrize("renderer", NAMES, ids=NAMES.values())
def test_another_order_and_a_missing_item_are_found(renderer: ModuleType) -> None:
    """Items that changed places differ in id; fewer items than the feed's are counted."""
    from dataclasses import replace

    turned = replace(FEED, items=FEED.items[::-1])
    assert "compare-differs" in {problem.code for problem in compare(renderer.render(turned), FEED)}
    fewer = replace(FEED, items=FEED.items[:2])
    (problem,) = compare(renderer.render(fewer), FEED)
    assert problem.code == "compare-count"
