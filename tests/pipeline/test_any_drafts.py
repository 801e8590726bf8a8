"""Whatever a converter hands over, feeds come out that are valid and have lost nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pagefeed import checks, feeds
from pagefeed.ledger import Capture, keys, open_ledger
from pagefeed.model import Draft, Evidence, Masthead, Page, Precision, Stamp
from pagefeed.pipeline.reading import cleaned
from pagefeed.renderers import atom, jsonfeed, rss

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = Masthead(
    title="T", home="https://example.org/", author="A", language="en", timezone="UTC",
    limit=1000, archive="month",
)  # fmt: skip
# Any Unicode: control characters, lone surrogates and noncharacters too.
anything = st.text(alphabet=st.characters(exclude_categories=()), max_size=30)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[Draft, ...]:
    made = []
    for place in range(draw(st.integers(1, 7))):
        minutes = draw(st.integers(0, 25_000_000))
        stamp = Stamp(
            when=datetime(1975, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes),
            precision=Precision.MINUTE,
            evidence=(Evidence.WRITTEN,),
        )
        made.append(
            Draft(
                kind="story",
                title=draw(anything),
                summary=draw(anything),
                line=place + 1,
                place=place,
                categories=tuple(draw(st.lists(anything, max_size=2))),
                section=draw(anything),
                author=draw(anything),
                published=stamp if draw(st.booleans()) else None,
            )
        )
    return tuple(made)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(given_drafts=drafts())
def test_any_drafts_become_valid_feeds_that_have_lost_nothing(
    given_drafts: tuple[Draft, ...],
) -> None:
    """Render, check, compare, read back with feedparser: as many items, the same titles."""
    whole = tuple(cleaned(draft, "News") for draft in given_drafts)
    page = Page(source="s", locator="p.txt", media="text", text="", digest="0" * 64, captured=NOW)
    with open_ledger(Path("unused"), now=NOW, dry=True) as ledger:
        ledger.absorb([Capture(page=page, drafts=whole)], now=NOW)
        items = tuple(ledger.items())
        names = [name for item in items for name in item.categories]
        outline = feeds.shelves((), names, HEAD, ledger.slug)
    # Drafts with the same words (and the same date, or none) are one item; no others are.
    assert {keys.words(item.title) for item in items} == {keys.words(d.title) for d in whole}
    for chain in feeds.select(items, outline, HEAD):
        for feed in chain:
            for renderer, name in ((rss, "rss.xml"), (atom, "atom.xml"), (jsonfeed, "feed.json")):
                data = renderer.render(feed)
                found = checks.check(data, url=feed.url(name), name=name)
                assert not checks.failed(found), found
                assert checks.compare(data, feed) == ()
    everything = next(feeds.select(items, outline, HEAD))[-1]
    parsed = feedparser.parse(atom.render(everything))
    assert [entry.id for entry in parsed.entries] == [item.id for item in items]
