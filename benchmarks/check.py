"""Feeds a second through `pagefeed.check`: 1,000 feeds of 50 entries, on one core and on two.

No peer is measured beside it: there is no other validator of feeds to install. feedparser,
which reads a feed without judging it, gives the scale.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta

import feedparser

from pagefeed.checks import check
from pagefeed.model import Evidence, Feed, Item, Precision, Stamp
from pagefeed.renderers import atom, jsonfeed, rss

FEEDS = 1_000
ENTRIES = 50
RUNS = 3
CHUNK = 25
TEXT = "A sentence of plain words that says little. " * 9  # about 400 characters
BEGIN = datetime(2021, 1, 1, tzinfo=UTC)
RENDERERS = {"RSS": rss.render, "Atom": atom.render, "JSON": jsonfeed.render}
NAMES = {"RSS": "rss.xml", "Atom": "atom.xml", "JSON": "feed.json"}


def made(number: int) -> Feed:
    """A feed that no other of the run is the same as, so that nothing is remembered."""
    items = []
    for n in range(ENTRIES):
        when = BEGIN + timedelta(minutes=number * ENTRIES + n)
        items.append(
            Item(
                id=f"urn:uuid:00000000-0000-5000-8000-{number * ENTRIES + n:012d}",
                kind="story",
                title=f"Title number {n} of feed {number}",
                updated=when,
                first_seen=when,
                address=f"f{number}/2021/01/#{n}",
                summary=TEXT[:120],
                content=f"<p>{TEXT}</p><p><a href='https://example.org/{n}'>More</a></p>",
                categories=("News", f"Topic {n % 7}"),
                published=Stamp(
                    when=when, precision=Precision.MINUTE, evidence=(Evidence.WRITTEN,)
                ),
                author="News desk",
            )
        )
    items.reverse()
    return Feed(
        slug=f"f{number}",
        path=f"f{number}",
        title=f"Feed {number}",
        description="All news",
        home="https://example.org/",
        language="en",
        author="Example",
        timezone="UTC",
        updated=items[0].updated,
        items=tuple(items),
        total=ENTRIES,
    )


def judge(documents: list[tuple[str, bytes]]) -> int:
    """How many problems some documents have."""
    return sum(len(check(data, name=name)) for name, data in documents)


def read(documents: list[tuple[str, bytes]]) -> int:
    """The same documents through feedparser; JSON it does not know."""
    return sum(bool(feedparser.parse(data).bozo) for name, data in documents)


def on_two(pool: ProcessPoolExecutor, documents: list[tuple[str, bytes]]) -> int:
    """Two processes, a chunk at a time."""
    chunks = [documents[at : at + CHUNK] for at in range(0, len(documents), CHUNK)]
    return sum(pool.map(judge, chunks))


def speed(work: Callable[[], int], count: int) -> float:
    """Documents a second: the median of a few runs. A problem ends the benchmark."""
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        if work():
            raise SystemExit("the benchmark's own feeds have problems: it would measure those")
        seconds.append(time.perf_counter() - began)
    return count / statistics.median(seconds)


def main() -> None:
    """Print feeds a second for each format."""
    print(f"{FEEDS:,} feeds of {ENTRIES} entries; feeds a second, median of {RUNS} runs")
    print(f"{'':8}{'one core':>12}{'two cores':>12}{'feedparser':>12}{'KB a feed':>12}")
    with ProcessPoolExecutor(max_workers=2) as pool:
        on_two(pool, [])
        for name, render in RENDERERS.items():
            documents = [(NAMES[name], render(made(number))) for number in range(FEEDS)]
            judge(documents[:CHUNK])  # imports and schemas are paid once
            on_two(pool, documents[: 4 * CHUNK])
            one = speed(lambda docs=documents: judge(docs), FEEDS)  # type: ignore[misc]
            two = speed(lambda docs=documents: on_two(pool, docs), FEEDS)  # type: ignore[misc]
            part = documents[:50]
            peer = "" if name == "JSON" else f"{speed(lambda docs=part: read(docs), 50):,.0f}"  # type: ignore[misc]
            size = statistics.mean(len(data) for _, data in documents) / 1000
            print(f"{name:8}{one:>12,.0f}{two:>12,.0f}{peer:>12}{size:>12.1f}")


if __name__ == "__main__":
    main()
