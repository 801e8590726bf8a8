"""Thirty captures of a living page: every subscriber sees every item once, for ever the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest

from living import Front, Page, Story
from pagefeed.ledger import open_ledger
from pagefeed.model import Item
from publications import Publication

CAPTURES, BROKEN = 30, 16
LATE = (12, 21)  # these arrive one build after they should have


def arrivals(fronts: list[Front]) -> list[Front]:
    """The captures in the order in which they reach the publisher."""
    order = list(fronts)
    for number in LATE:
        order[number], order[number + 1] = order[number + 1], order[number]
    return order


class Subscriber:
    """A reader that keeps what it has seen by id, as readers do."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}  # id -> title when it came
        self.order: list[str] = []
        self.batches: list[list[Any]] = []

    def poll(self, document: bytes) -> None:
        parsed = feedparser.parse(document)
        assert not parsed.bozo
        ids = [entry.id for entry in parsed.entries]
        assert len(ids) == len(set(ids))
        fresh = [entry for entry in reversed(parsed.entries) if entry.id not in self.seen]
        for entry in fresh:
            self.seen[entry.id] = entry.title
            self.order.append(entry.id)
        self.batches.append(fresh)


@pytest.fixture
def site() -> Page:
    page = Page(seed=7)
    page.live(CAPTURES, error=BROKEN)
    return page


def ledger_items(publication: Publication) -> list[Item]:
    with open_ledger(publication.state, now=datetime.fromisoformat("2025-01-01T00:00Z")) as ledger:
        return list(ledger.items())


def by_title(items: list[Item], story: Story) -> Item:
    (found,) = [item for item in items if item.title == story.title]
    return found


def archives(publication: Publication) -> dict[str, list[str]]:
    """The ids in each archive document, by path."""
    return {
        path.parent.relative_to(publication.output).as_posix(): [
            entry["id"] for entry in json.loads(path.read_bytes())["items"]
        ]
        for path in publication.output.glob("*/*/*/feed.json")
    }


def walk(publication: Publication, slug: str) -> Iterator[str]:
    """All ids of a feed, by following its archives back from the current document."""
    document = json.loads((publication.output / slug / "feed.json").read_bytes())
    while "next_url" in document:
        path = document["next_url"].removeprefix(publication.home)
        document = json.loads((publication.output / path).read_bytes())
        yield from (entry["id"] for entry in document["items"])


def test_a_subscriber_sees_each_item_once_in_order_under_one_id(
    site: Page,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publication = Publication(tmp_path / "step").settle()
    everything, sport = Subscriber(), Subscriber()
    ids: dict[str, str] = {}  # any title that an item ever had -> its id
    reached: list[Front] = []
    clock = int(site.fronts[0].captured.timestamp())
    for front in arrivals(site.fronts):
        reached.append(front)
        front.write(publication.pages)
        clock = max(clock + 60, int(front.captured.timestamp()) + 600)
        *problems, summary = publication.build(capsys, monkeypatch, clock)
        codes = {problem["code"] for problem in problems}
        broken = {"page-without-items", "far-fewer-items"}
        assert codes == (broken if front.number == BROKEN else set())

        everything.poll((publication.output / "all" / "atom.xml").read_bytes())
        if (publication.output / "sport").is_dir():
            sport.poll((publication.output / "sport" / "rss.xml").read_bytes())
        before = {front.number for front in reached[:-1]}
        due = [s for s in site.visible(reached) if not before & shows(site, s)]
        assert summary["new"] == len(due), front.name
        assert [entry.title for entry in everything.batches[-1]] == [
            title_at(s, front) for s in sorted(due, key=order)
        ]
        for item in ledger_items(publication):
            assert ids.setdefault(item.title, item.id) == item.id

    truth = site.visible(site.fronts)
    items = ledger_items(publication)
    assert len(items) == len(truth) == len(everything.seen) == len(set(everything.order))
    for story in truth:
        item = by_title(items, story)
        assert {ids[title] for title in story.titles if title in ids} == {item.id}
        assert item.published
        assert item.published.when.replace(second=0) == story.when
        assert set(item.categories) == {story.block, story.also} - {""}
    assert set(sport.seen) == {i.id for i in items if "Sport" in i.categories}

    # The archives hold everything, once.
    for slug, wanted in [("all", items), ("sport", [i for i in items if "Sport" in i.categories])]:
        walked = list(walk(publication, slug))
        assert len(walked) == len(wanted)
        assert set(walked) == {item.id for item in wanted}

    # One build over all captures comes to the same. (`updated` may differ where a capture
    # came late: a correction that it would have dated earlier was news already by then.)
    single = Publication(tmp_path / "single").settle()
    for front in site.fronts:
        front.write(single.pages)
    single.build(capsys, monkeypatch, clock)
    once = {item.id: item for item in ledger_items(single)}
    assert {i.id: told(i) for i in items} == {key: told(item) for key, item in once.items()}
    assert archives(publication) == archives(single)


def test_captures_in_order_give_the_bytes_of_a_single_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(seed=3)
    step, single = (Publication(tmp_path / name).settle() for name in ("step", "single"))
    for front in page.live(6):
        front.write(step.pages)
        front.write(single.pages)
        step.build(capsys, monkeypatch, int(front.captured.timestamp()) + 600)
    single.build(capsys, monkeypatch, int(front.captured.timestamp()) + 9999)
    assert any(len(story.titles) > 1 for story in page.stories)  # corrections are among them
    assert step.files() == single.files()


def shows(site: Page, story: Story) -> set[int]:
    """The numbers of the captures that show a story."""
    return {front.number for front in site.fronts if story.number in front.shown}


def order(story: Story) -> tuple[datetime, int]:
    return story.when, story.number


def title_at(story: Story, front: Front) -> str:
    """What the story was called in a capture."""
    return next(title for title in reversed(story.titles) if title in front.text)


def told(item: Item) -> tuple[object, ...]:
    return item.title, item.published, set(item.categories), item.address
