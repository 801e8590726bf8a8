"""Which feeds there are, which items each has, and how its documents hang together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pagefeed import feeds
from pagefeed.model import Evidence, Feed, Item, Masthead, Precision, Stamp, Tombstone

HEAD = Masthead(
    title="Example",
    home="https://example.org/",
    author="Example",
    language="en",
    timezone="UTC",
    limit=2,
    archive="month",
)


def slug(name: str) -> str:
    return name.lower().replace("/", "-")


def item(number: int, month: int | None, *categories: str, **changes: object) -> Item:
    when = datetime(2021, month or 1, number, tzinfo=UTC)
    stamp = Stamp(when=when, precision=Precision.DAY, evidence=(Evidence.WRITTEN,))
    where = feeds.folder(slug(categories[0]), feeds.period(stamp if month else None, "month"))
    made = Item(
        id=f"urn:uuid:{number}",
        kind="story",
        title=f"Title {number}",
        updated=when,
        first_seen=when,
        address=f"{where}/#{number}",
        categories=categories,
        published=stamp if month else None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def select(*items: Item, **more: object) -> dict[str, tuple[Feed, ...]]:
    ordered = sorted(items, key=lambda i: i.updated, reverse=True)
    own = more.pop("own", ())
    names = [name for each in ordered for name in each.categories]
    outline = feeds.shelves(own, names, HEAD, slug)  # type: ignore[arg-type]
    chains = feeds.select(ordered, outline, HEAD, **more)  # type: ignore[arg-type]
    return {chain[-1].slug: chain for chain in chains}


def test_every_category_gets_a_feed_and_all_has_everything() -> None:
    made = select(item(1, 1, "A"), item(2, 2, "B"), item(3, 3, "A", "B"))
    assert list(made) == ["all", "a", "b"]
    assert {name: made[name][-1].total for name in made} == {"all": 3, "a": 2, "b": 2}


def test_the_current_document_has_the_newest_and_the_archives_have_all() -> None:
    made = select(item(1, 1, "A"), item(2, 1, "A"), item(3, 2, "A"), item(4, 3, "A"))
    *archives, current = made["a"]
    assert [i.id[-1] for i in current.items] == ["4", "3"]
    assert [(f.path, [i.id[-1] for i in f.items]) for f in archives] == [
        ("a/2021/01", ["2", "1"]),
        ("a/2021/02", ["3"]),
        ("a/2021/03", ["4"]),
    ]


def test_archives_are_linked_both_ways() -> None:
    """RFC 5005 section 4."""
    first, second, current = select(item(1, 1, "A"), item(2, 2, "A"))["a"]
    assert (first.prev_archive, first.next_archive) == (None, "a/2021/02")
    assert (second.prev_archive, second.next_archive) == ("a/2021/01", None)
    assert (current.prev_archive, current.next_archive) == ("a/2021/02", None)


def test_undated_items_are_the_oldest_document() -> None:
    made = select(item(1, 1, "A"), item(2, None, "A"))["a"]
    assert [f.period for f in made] == ["undated", "2021-01", ""]


def test_an_item_that_moved_leaves_an_anchor_on_its_old_page() -> None:
    """Its category changed after its address was given."""
    gone = item(1, 1, "A", categories=("B",))
    made = select(gone, item(2, 1, "A"))
    assert made["a"][0].moved == (gone,)
    assert made["b"][0].items == (gone,)
    assert made["b"][-1].link_of(gone) == "https://example.org/a/2021/01/#1"


def test_a_page_stays_when_all_its_items_moved() -> None:
    gone = item(1, 1, "A", categories=("B",))
    made = select(gone, item(2, 2, "A"))
    assert [(f.path, len(f.items), len(f.moved)) for f in made["a"]] == [
        ("a/2021/01", 0, 1),
        ("a/2021/02", 1, 0),
        ("a", 1, 0),
    ]


def test_a_feed_by_section_and_words() -> None:
    """All conditions must hold; names are compared without regard to case."""
    own = feeds.plain("top", "Top", "", HEAD)
    own = replace(own, sections=("most read",), words=("title",))
    made = select(
        item(1, 1, "A", sections=("Most  Read",)),
        item(2, 1, "A", sections=("Most read",), title="Other"),
        item(3, 1, "A"),
        own=(own,),
    )
    assert [i.id[-1] for i in made["top"][-1].items] == ["1"]


def test_a_category_s_own_file_takes_the_place_of_its_feed() -> None:
    own = replace(feeds.plain("films", "Films", "Moving", HEAD), categories=("VIDEO",))
    made = select(item(1, 1, "Video"), own=(own,))
    assert list(made) == ["all", "films"]


def test_tombstones_go_to_the_feeds_that_had_the_item() -> None:
    gone = item(1, 1, "A")
    when = datetime(2022, 1, 1, tzinfo=UTC)
    stone = Tombstone(id=gone.id, when=when, address=gone.address, item=gone)
    made = select(item(2, 1, "A"), item(3, 1, "B"), tombstones=(stone,))
    assert made["a"][-1].tombstones == made["all"][-1].tombstones == (stone,)
    assert made["a"][-1].updated == when
    assert made["b"][-1].tombstones == ()


def test_a_feed_that_ended_stays_and_says_so() -> None:
    since = datetime(2022, 1, 1, tzinfo=UTC)
    made = select(
        item(1, 1, "A"),
        own=(feeds.plain("b", "B", "", HEAD, categories=("B",)),),
        ended={"b": since},
    )
    (only,) = made["b"]
    assert only.ended
    assert only.updated == since


drafted = st.lists(
    st.tuples(st.integers(0, 12), st.lists(st.sampled_from("ABC"), min_size=1, unique=True)),
    max_size=25,
)


@given(drafted)
def test_walking_the_archives_passes_every_item_exactly_once(
    rows: list[tuple[int, list[str]]],
) -> None:
    items = [
        item(1 + n, month or None, *names, updated=datetime(2021, 1, 1, tzinfo=UTC) + timedelta(n))
        for n, (month, names) in enumerate(rows)
    ]
    for chain in select(*items).values():
        by_path = {f.path: f for f in chain}
        walked: list[str] = []
        at = chain[-1].prev_archive
        while at:
            walked += [i.id for i in by_path[at].items]
            following = by_path[at].prev_archive
            assert following is None or by_path[following].next_archive == at
            at = following
        name = chain[-1].slug.upper()
        wanted = [i.id for i in items if name in ("ALL", *i.categories)]
        assert sorted(walked) == sorted(wanted)
