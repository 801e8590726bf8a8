"""Whatever the order of pages and whatever is revised, items stay the same items."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from making import ZONE, page, row
from pagefeed.ledger import Capture, open_ledger
from pagefeed.model import Draft, Evidence, Item, Precision, Stamp

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
quick = settings(
    max_examples=40,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)

TITLES = st.sampled_from(
    ["Weather", "Road closed", "Bridge reopens", "Fares go up", "Concert moved", "Snow in the pass"]
)
MINUTES = st.integers(0, 20_000).map(
    lambda n: (datetime(2024, 1, 1, tzinfo=ZONE) + timedelta(minutes=n)).replace(tzinfo=ZONE)
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A row with a title of a few, a date or none, a URL or none."""
    when = draw(st.none() | MINUTES)
    precision = draw(st.sampled_from([Precision.MINUTE, Precision.MINUTE, Precision.DAY]))
    stamp = None
    if when is not None:
        day = when.replace(hour=0, minute=0) if precision is Precision.DAY else when
        stamp = Stamp(when=day, precision=precision, evidence=(Evidence.WRITTEN,))
    number = draw(st.none() | st.integers(1, 30))
    return row(
        draw(TITLES),
        stamp,
        link=f"https://example.com/story/{number}" if number else None,
        section=draw(st.sampled_from(["", "Popular", "Economy"])),
    )


@st.composite
def captures(draw: st.DrawFn) -> list[Capture]:
    """Some pages, each captured at an instant of its own."""
    pages = draw(st.lists(st.lists(drafts(), max_size=6), min_size=1, max_size=6))
    return [
        page(f"p{number}.txt", rows, captured=f"2024-12-{number + 1:02} 10:00")
        for number, rows in enumerate(pages)
    ]


def fold(*builds: list[Capture]) -> dict[str, Item]:
    """One build after the other, on a ledger in memory."""
    with open_ledger("sqlite://", now=NOW) as ledger:
        for build in builds:
            ledger.absorb(build, now=NOW)
        return {item.id: item for item in ledger.items()}


@quick
@given(captures(), st.randoms(use_true_random=False))
def test_any_order_of_pages_gives_the_same_items(pages: list[Capture], chance: object) -> None:
    shuffled = list(pages)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(shuffled) == fold(pages)


@quick
@given(captures())
def test_one_build_gives_the_ids_dates_and_addresses_of_many(pages: list[Capture]) -> None:
    def kept(items: dict[str, Item]) -> dict[str, object]:
        return {key: (item.title, item.published, item.address) for key, item in items.items()}

    assert kept(fold(*([each] for each in pages))) == kept(fold(pages))


def on_the_day() -> Stamp:
    """A date that states no more than the first day."""
    when = datetime(2024, 1, 1, tzinfo=ZONE)
    return Stamp(when=when, precision=Precision.DAY, evidence=(Evidence.WRITTEN,))


def test_a_date_goes_to_the_newest_of_two_undated_items_in_one_build_and_in_many() -> None:
    """An old item that took its name only now is no newer for it than the one above it."""
    story = "https://example.com/story/"
    reworded = [row("Weather", link=f"{story}21"), row("Weather", link=f"{story}2")]
    pages = [
        page("p0.txt", [row("Fares go up", link=f"{story}2")], captured="2024-12-01 10:00"),
        page("p1.txt", reworded, captured="2024-12-02 10:00"),
        page("p2.txt", [row("Weather", on_the_day())], captured="2024-12-04 10:00"),
    ]
    for items in (fold(pages), fold(*([each] for each in pages))):
        dated = [item.link for item in items.values() if item.published]
        assert (len(items), dated) == (2, [f"{story}21"])


def test_a_second_that_an_item_left_is_free_in_one_build_as_in_many() -> None:
    """The page tells the minute of what had only its day: the day's first second is free."""
    rows = [
        row("Road closed", on_the_day()),
        row("Road closed", "2024-01-01 08:05"),
        row("Bridge reopens", on_the_day()),
    ]
    pages = [
        page(f"p{day}.txt", [each], captured=f"2024-12-0{day} 10:00")
        for day, each in enumerate(rows, 1)
    ]
    for items in (fold(pages), fold(*([each] for each in pages))):
        dates = {item.title: item.published and item.published.when for item in items.values()}
        first = datetime(2024, 1, 1, tzinfo=ZONE)
        assert dates == {
            "Road closed": first + timedelta(hours=8, minutes=5),
            "Bridge reopens": first,
        }


@quick
@given(captures())
def test_reading_everything_again_changes_nothing(pages: list[Capture]) -> None:
    with open_ledger("sqlite://", now=NOW) as ledger:
        ledger.absorb(pages, now=NOW)
        before, generation = list(ledger.items()), ledger.generation
        again = ledger.absorb(pages, now=NOW + timedelta(days=1))
        assert again.new == ()
        assert again.revised == ()
        assert [item.id for item in ledger.items()] == [item.id for item in before]
        assert {i.id: i.updated for i in ledger.items()} == {i.id: i.updated for i in before}
        assert {i.id: i.published for i in ledger.items()} == {i.id: i.published for i in before}
        del generation


@quick
@given(captures())
def test_ids_updated_and_addresses_are_one_items_alone(pages: list[Capture]) -> None:
    items = fold(pages).values()
    assert len({item.updated for item in items}) == len(items)
    assert len({item.address for item in items}) == len(items)
    exact = [i.published.when for i in items if i.published]
    assert len(set(exact)) == len(exact)


REVISIONS = st.lists(
    st.sampled_from(
        [
            "title",
            "summary",
            "content",
            "https",
            "tracking",
            "slash",
            "category",
            "section",
            "page",
            "undated",
            "new above",
            "later",
            "clock back",
        ]
    ),
    max_size=12,
)


CLOCK = {"later": timedelta(days=1), "clock back": timedelta(days=-3)}
ENDS = {"https": "", "tracking": "?utm_source=x", "slash": "/"}


def revised(story: Draft, revision: str, number: int) -> Draft:
    """The row after one revision of its words, its link or its place."""
    if revision == "title":
        longer = f"{story.title.removesuffix(', at last')}, at last"
        short = story.title.removesuffix(", at last")
        return replace(story, title=longer if story.title == short else short)
    if revision == "undated":
        return replace(story, published=None)
    if revision in ENDS and story.link:
        return replace(story, link=f"https://example.com/story/417{ENDS[revision]}")
    if revision == "summary":
        return replace(story, summary=f"Version {number}.")
    if revision == "content":
        return replace(story, content=f"<p>Version {number}.</p>")
    if revision in {"category", "section"}:
        return replace(story, categories=(f"Category {number}",), section=f"S{number}")
    return story


@settings(quick, max_examples=60)
@given(REVISIONS, st.booleans(), st.booleans())
def test_an_id_survives_any_sequence_of_revisions(
    revisions: list[str], linked: bool, dated: bool
) -> None:
    """One story among two neighbours, revised step by step as real pages do it."""
    story = row(
        "The old bridge over the river reopens",
        "2024-11-19 14:40" if dated else None,
        link="http://example.com/story/417" if linked else None,
    )
    above, below = row("A row that stays above"), row("A row that stays below")
    news: list[Draft] = []
    locator, now = "front.txt", NOW
    updated = None
    with open_ledger("sqlite://", now=NOW) as ledger:
        (_, identifier, _) = ledger.absorb([page(locator, [above, story, below])], now=now).new
        for number, revision in enumerate(revisions):
            if revision == "page" and (linked or dated):
                locator = f"other-{number}.txt"
            elif revision == "new above":
                news.insert(0, row(f"Something quite different, number {number}"))
            now += CLOCK.get(revision, timedelta())
            if not (revision == "undated" and not linked):
                story = revised(story, revision, number)
            ledger.absorb([page(locator, [*news, above, story, below])], now=now)
            told = ledger.story(identifier)
            assert told is not None
            if "page" not in revisions[: number + 1]:
                # Another page may bring no title back that the item has left behind.
                assert told.item.title == story.title
            assert updated is None or told.item.updated >= updated
            updated = told.item.updated
        assert ledger.count() == 3 + len(news)
