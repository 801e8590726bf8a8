"""Which rows are the same item: the cases in which today's feeds show things twice or lose them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from making import page, row, stamp
from pagefeed.ledger import Capture, Known
from pagefeed.ledger.identity import as_of, decide
from pagefeed.ledger.memory import Memory
from pagefeed.ledger.records import Decision
from pagefeed.model import Evidence, Item

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Reader:
    """Absorbs captures one after the other, each in a run of its own, without a database."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.now = NOW

    def read(self, capture: Capture) -> Decision:
        decision = decide(self.memory, capture, now=self.now)
        self.memory.learn(capture, decision, as_of=as_of(capture))
        for known in list(self.memory.items.values()):
            self.memory.put(replace(known, fresh=False, revisions=()))
        self.memory.latest = max(self.now, self.memory.latest or self.now)
        self.now += timedelta(hours=1)
        return decision

    @property
    def items(self) -> list[Item]:
        return [known.item for known in self.memory.items.values()]

    def titles(self) -> list[str]:
        return [item.title for item in self.items]


def one(known: tuple[Known, ...]) -> Item:
    (found,) = known
    return found.item


def test_the_same_page_again_gives_nothing_new() -> None:
    reader = Reader()
    rows = [row("A harvest of grapes begins", "2024-11-19 14:40"), row("A list without dates")]
    first = reader.read(page("front.txt", rows))
    again = reader.read(page("front.txt", rows))
    assert (len(first.new), len(again.new), len(again.revised), len(again.seen)) == (2, 0, 0, 2)
    assert [k.item for k in again.seen] == [k.item for k in first.new]


def test_two_captures_a_day_apart_give_exactly_the_new_rows() -> None:
    """Rows move down, new ones come on top, the popular block changes."""
    reader = Reader()
    old = [
        row("Bridge over the Hrazdan reopens", "2024-11-18 09:00", section="Most popular"),
        row("School roof repaired in Sisian", "2024-11-18 16:51"),
        row("Bridge over the Hrazdan reopens", "2024-11-18 09:00"),
        row("Snow closes the Vardenyats pass", "2024-11-17 12:16"),
    ]
    reader.read(page("front-2024-11-18.txt", old, captured="2024-11-18 20:00"))
    new = [
        row("School roof repaired in Sisian", "2024-11-18 16:51", section="Most popular"),
        row("Concert moved to the opera", "2024-11-19 14:40"),
        row("Fares on line three go up", "2024-11-19 11:07"),
        *old[1:3],
    ]
    second = reader.read(page("front-2024-11-19.txt", new, captured="2024-11-19 20:00"))
    assert [k.item.title for k in second.new] == [
        "Concert moved to the opera",
        "Fares on line three go up",
    ]
    assert not second.revised
    assert len(reader.items) == 5


class TestCorrectedTitles:
    def test_at_the_same_minute(self) -> None:
        reader = Reader()
        reader.read(
            page("front.txt", [row("ArmenianTroops repair frontline road", "2020-10-03 13:49")])
        )
        before = reader.items[0]
        decision = reader.read(
            page(
                "front.txt", [row("Armenian troops repair the frontline road", "2020-10-03 13:49")]
            )
        )
        after = one(decision.revised)
        assert after.id == before.id
        assert after.title == "Armenian troops repair the frontline road"
        assert after.updated > before.updated
        assert after.published == before.published

    def test_at_the_same_url(self) -> None:
        reader = Reader()
        link = "https://example.com/news/417-grapes"
        reader.read(page("front.txt", [row("Grapes", link=link)]))
        decision = reader.read(
            page("front.txt", [row("Harvest festival opens in Areni", link=link)])
        )
        assert one(decision.revised).title == "Harvest festival opens in Areni"
        assert len(reader.items) == 1

    def test_at_the_same_place_among_unchanged_neighbours(self) -> None:
        reader = Reader()
        above, below = row("A first title of the list"), row("The last title of the list")
        reader.read(page("list.txt", [above, row("Intn'l colleagues visit Artsakh"), below]))
        decision = reader.read(
            page(
                "list.txt",
                [
                    row("Quite new on top"),
                    above,
                    row("International colleagues visit Artsakh"),
                    below,
                ],
            )
        )
        assert [k.item.title for k in decision.new] == ["Quite new on top"]
        assert one(decision.revised).title == "International colleagues visit Artsakh"

    def test_a_replaced_row_of_the_same_pattern_is_another_item(self) -> None:
        """Numbers tell a series apart, whatever the likeness."""
        reader = Reader()
        above, below = row("A first title of the list"), row("The last title of the list")
        reader.read(page("list.txt", [above, row("Lottery: results of draw 41"), below]))
        decision = reader.read(page("list.txt", [above, row("Lottery: results of draw 42"), below]))
        assert one(decision.new).title == "Lottery: results of draw 42"

    def test_two_stories_of_one_minute_stay_two(self) -> None:
        reader = Reader()
        first = row("Gas pipeline damaged near the capital", "2020-10-24 11:40")
        reader.read(page("front.txt", [first]))
        second = row("Gas pipeline repaired near the capital", "2020-10-24 11:40")
        decision = reader.read(page("front.txt", [second, first]))
        assert one(decision.new).title == second.title
        assert len(reader.items) == 2

    def test_a_correction_back_and_forth_keeps_the_id(self) -> None:
        reader = Reader()
        ids: set[str] = set()
        for title in (
            "Olive oil price",
            "Olive oil prices",
            "Olive oil price",
            "Olive oil prices fall",
        ):
            reader.read(page("front.txt", [row(title, "2024-11-19 10:00")]))
            ids.update(item.id for item in reader.items)
        assert len(ids) == 1
        assert reader.titles() == ["Olive oil prices fall"]

    def test_an_older_capture_that_comes_late_brings_no_old_title_back(self) -> None:
        reader = Reader()
        when = "2024-11-19 10:00"
        reader.read(
            page(
                "front-2024-11-20.txt", [row("Olive oil prices", when)], captured="2024-11-20 08:00"
            )
        )
        late = page(
            "front-2024-11-19.txt", [row("Olive oil price", when)], captured="2024-11-19 12:00"
        )
        decision = reader.read(late)
        assert not decision.new
        assert not decision.revised
        assert reader.titles() == ["Olive oil prices"]


class TestDates:
    def test_undated_first_then_dated(self) -> None:
        reader = Reader()
        titles = ["Interview with a director", "A march in the capital", "A rover lands"]
        reader.read(page("videos.txt", [row(t) for t in titles]))
        ids = [item.id for item in reader.items]
        dates = ["2021-05-24 15:20", "2021-04-24 11:39", "2021-04-23 09:40"]
        decision = reader.read(
            page("videos.txt", [row(t, d) for t, d in zip(titles, dates, strict=True)])
        )
        assert not decision.new
        assert not decision.revised
        assert len(decision.amended) == 3
        assert [item.id for item in reader.items] == ids
        assert all(item.published for item in reader.items)
        assert {item.address.split("/")[1] for item in reader.items} == {"undated"}

    def test_a_date_is_not_lost_when_a_page_no_longer_states_it(self) -> None:
        reader = Reader()
        reader.read(page("videos.txt", [row("A rover lands on Mars", "2021-04-23 09:40")]))
        reader.read(page("videos.txt", [row("A rover lands on Mars")]))
        (item,) = reader.items
        assert item.published
        assert item.published.when == stamp("2021-04-23 09:40").when

    def test_inferred_year_then_written_year(self) -> None:
        reader = Reader()
        inferred = stamp("2025-11-19 11:07", Evidence.YEAR_INFERRED)
        reader.read(page("a.txt", [row("Career fair for students", inferred)]))
        first = reader.items[0]
        reader.read(page("b.txt", [row("Career fair for students", "2024-11-19 11:07")]))
        (item,) = reader.items
        assert item.id == first.id
        assert item.published
        assert item.published.when == stamp("2024-11-19 11:07").when
        assert item.published.evidence == (Evidence.WRITTEN,)
        assert item.updated == first.updated

    def test_written_year_then_inferred_year(self) -> None:
        reader = Reader()
        reader.read(page("b.txt", [row("Career fair for students", "2024-11-19 11:07")]))
        inferred = stamp("2025-11-19 11:07", Evidence.YEAR_INFERRED)
        decision = reader.read(page("a.txt", [row("Career fair for students", inferred)]))
        assert not decision.new
        assert reader.items[0].published == stamp("2024-11-19 11:07")

    def test_day_first_then_minute(self) -> None:
        """A row that states the day alone, then one with the time."""
        reader = Reader()
        reader.read(page("a.txt", [row("Apricot prices", "2024-11-19")]))
        decision = reader.read(page("b.txt", [row("Apricot prices", "2024-11-19 11:07")]))
        assert not decision.new
        assert reader.items[0].published == stamp("2024-11-19 11:07")
        reader.read(page("c.txt", [row("Apricot prices", "2024-11-19")]))
        assert reader.items[0].published == stamp("2024-11-19 11:07")

    def test_date_only_rows_with_one_title_on_different_days(self) -> None:
        reader = Reader()
        days = ["2024-11-19", "2024-11-18", "2024-11-17"]
        reader.read(page("weather.txt", [row("Weather", day) for day in days]))
        decision = reader.read(
            page("weather.txt", [row("Weather", d) for d in ["2024-11-20", *days]])
        )
        assert len(decision.new) == 1
        assert len(reader.items) == 4

    def test_relative_times_drift_without_making_new_items(self) -> None:
        reader = Reader()
        first = stamp("2024-11-19 11:00", Evidence.RELATIVE)
        reader.read(page("a.txt", [row("Fire put out in the market", first)]))
        drifted = stamp("2024-11-19 11:48", Evidence.RELATIVE)
        decision = reader.read(page("b.txt", [row("Fire put out in the market", drifted)]))
        assert not decision.new
        assert reader.items[0].published == first

    def test_a_date_in_the_future_of_the_capture_is_reported_and_not_believed(self) -> None:
        reader = Reader()
        decision = reader.read(
            page("a.txt", [row("Tomorrow's news", "2024-11-21 13:00")], captured="2024-11-19 12:00")
        )
        assert [p.code for p in decision.problems] == ["date-in-future"]
        assert one(decision.new).published is None

    def test_a_day_of_grace_for_zones(self) -> None:
        reader = Reader()
        decision = reader.read(
            page("a.txt", [row("Today's news", "2024-11-20 11:59")], captured="2024-11-19 12:00")
        )
        assert not decision.problems
        assert one(decision.new).published

    def test_the_same_bytes_under_a_corrected_zone_keep_ids_and_take_the_new_date(self) -> None:
        reader = Reader()
        wrong = [
            row("One", stamp("2024-11-19 10:00", zone=UTC)),
            row("Two", stamp("2024-11-18 10:00", zone=UTC)),
        ]
        reader.read(page("a.txt", wrong, digest="d", reading="UTC"))
        before = reader.items
        right = [row("One", "2024-11-19 10:00"), row("Two", "2024-11-18 10:00")]
        decision = reader.read(page("a.txt", right, digest="d", reading="Asia/Yerevan"))
        assert not decision.new
        assert not decision.revised
        assert [i.id for i in reader.items] == [i.id for i in before]
        assert {i.title: i.published.when for i in reader.items if i.published} == {
            "One": stamp("2024-11-19 10:00").when,
            "Two": stamp("2024-11-18 10:00").when,
        }

    def test_a_corrected_zone_on_a_page_that_changed_meanwhile(self) -> None:
        """The local time is what the source wrote; it names the same items."""
        reader = Reader()
        utc = UTC
        reader.read(page("a.txt", [row("One", stamp("2024-11-19 10:00", zone=utc))]))
        decision = reader.read(
            page("a.txt", [row("Zero", "2024-11-19 12:00"), row("One", "2024-11-19 10:00")])
        )
        assert one(decision.new).title == "Zero"
        dates = {i.title: i.published.when for i in reader.items if i.published}
        assert dates["One"] == stamp("2024-11-19 10:00").when

    def test_the_same_bytes_under_a_corrected_day_order(self) -> None:
        reader = Reader()
        reader.read(page("a.txt", [row("One", "2024-09-02 10:00")], digest="d", reading="DMY"))
        before = reader.items[0].id
        decision = reader.read(
            page("a.txt", [row("One", "2024-02-09 10:00")], digest="d", reading="MDY")
        )
        assert not decision.new
        (item,) = reader.items
        assert item.id == before
        assert item.published == stamp("2024-02-09 10:00")


class TestOneItemInSeveralPlaces:
    def test_in_two_blocks_of_a_page(self) -> None:
        """A popular row without a year and with a summary, and the row of the listing."""
        reader = Reader()
        popular = row(
            "Career fair for students",
            stamp("2024-11-19 11:07", Evidence.YEAR_INFERRED),
            categories=("Event",),
            section="Most popular articles",
            summary="The main goal of the event.",
        )
        listing = row(
            "Career fair for students",
            "2024-11-19 11:07",
            categories=("Education",),
            section="Education",
        )
        decision = reader.read(page("front.txt", [popular, listing]))
        item = one(decision.new)
        assert item.categories == ("Event", "Education")
        assert item.sections == ("Most popular articles", "Education")
        assert item.summary == "The main goal of the event."
        assert item.published == stamp("2024-11-19 11:07")

    def test_undated_in_two_blocks_of_a_page(self) -> None:
        reader = Reader()
        rows = [row("Career fair", section="Popular"), row("Career fair", section="Event")]
        assert len(reader.read(page("front.txt", rows)).new) == 1

    def test_on_several_pages(self) -> None:
        reader = Reader()
        reader.read(
            page("economy.txt", [row("Fares go up", "2024-11-19 11:07", categories=("Economy",))])
        )
        reader.read(
            page("city.txt", [row("Fares go up", "2024-11-19 11:07", categories=("City",))])
        )
        (item,) = reader.items
        assert item.categories == ("Economy", "City")

    def test_two_pages_that_word_a_title_differently_dont_take_turns(self) -> None:
        """Each says what it always said: that is no news, however often it is read."""
        reader = Reader()
        link = "https://example.com/2024/11/fares"
        ours = page("a.txt", [row("Fares go up", link=link)], captured="2024-11-19 10:00")
        theirs = page(
            "b.txt", [row("Fares on line three go up", link=link)], captured="2024-11-19 11:00"
        )
        reader.read(ours)
        reader.read(theirs)
        settled = reader.items[0]
        for day in (20, 21, 22):
            for capture in (("a.txt", "Fares go up"), ("b.txt", "Fares on line three go up")):
                locator, title = capture
                reader.read(page(locator, [row(title, link=link)], captured=f"2024-11-{day} 10:00"))
        assert reader.items == [settled]

    def test_an_articles_own_page_goes_over_the_row_of_a_list(self) -> None:
        reader = Reader()
        link = "https://example.com/2024/11/fares"
        reader.read(
            page(
                "article.txt",
                [
                    row(
                        "Fares on line three go up",
                        link=link,
                        content="<p>All of it.</p>",
                        kind="article",
                    )
                ],
            )
        )
        reader.read(
            page(
                "list.txt",
                [row("Fares go up…", link=link), row("Other")],
                captured="2025-01-01 10:00",
            )
        )
        item = next(i for i in reader.items if i.link)
        assert item.title == "Fares on line three go up"
        assert item.content == "<p>All of it.</p>"

    def test_a_row_is_completed_by_its_article(self) -> None:
        reader = Reader()
        link = "https://example.com/2024/11/fares"
        reader.read(page("list.txt", [row("Fares go up", "2024-11-19", link=link)]))
        before = reader.items[0]
        decision = reader.read(
            page(
                "article.txt",
                [row("Fares go up", "2024-11-19 11:07", link=link, content="<p>All.</p>")],
            )
        )
        item = one(decision.revised)
        assert item.id == before.id
        assert item.content == "<p>All.</p>"
        assert item.published == stamp("2024-11-19 11:07")
        assert item.address == before.address


class TestUrls:
    def test_http_to_https_tracking_and_trailing_slash(self) -> None:
        reader = Reader()
        variants = [
            "http://example.com/news/417",
            "https://example.com/news/417",
            "https://EXAMPLE.com:443/news/417/",
            "https://example.com/news/417?utm_source=rss&utm_medium=feed",
            "https://example.com/news/417/?fbclid=abc#comments",
        ]
        for number, link in enumerate(variants):
            reader.read(page(f"{number}.txt", [row("Fares go up", link=link)]))
        (item,) = reader.items
        assert item.link == "https://example.com/news/417"
        assert item.updated == item.first_seen

    def test_a_moved_url_with_the_same_title_and_minute(self) -> None:
        reader = Reader()
        reader.read(
            page(
                "a.txt",
                [row("Fares go up", "2024-11-19 11:07", link="https://example.com/old/417")],
            )
        )
        reader.read(
            page(
                "a.txt",
                [row("Fares go up", "2024-11-19 11:07", link="https://example.com/new/fares-417")],
            )
        )
        reader.read(
            page(
                "a.txt",
                [
                    row(
                        "Fares rise sharply this winter",
                        "2024-11-19 11:07",
                        link="https://example.com/new/fares-417",
                    )
                ],
            )
        )
        (item,) = reader.items
        assert item.link == "https://example.com/new/fares-417"

    def test_different_urls_with_one_title_are_different_items(self) -> None:
        reader = Reader()
        rows = [row("Weather", link=f"https://example.com/weather/{n}") for n in (3, 2, 1)]
        assert len(reader.read(page("a.txt", rows)).new) == 3
        assert not reader.read(page("b.txt", rows)).new

    def test_a_link_that_all_rows_share_identifies_none(self) -> None:
        reader = Reader()
        rows = [
            row(t, link="https://example.com/archive/2024") for t in ("Apples", "Pears", "Plums")
        ]
        assert len(reader.read(page("a.txt", rows)).new) == 3
        assert not reader.read(page("a.txt", [row("Figs", link=rows[0].link), *rows])).new[1:]

    def test_a_short_url_that_is_used_again_for_other_news(self) -> None:
        reader = Reader()
        reader.read(
            page(
                "a.txt",
                [
                    row(
                        "Rain in the north all week",
                        "2024-11-18",
                        link="https://example.com/weather",
                    )
                ],
            )
        )
        reader.read(
            page(
                "a.txt",
                [
                    row(
                        "Sunny from Thursday, says office",
                        "2024-11-20",
                        link="https://example.com/weather",
                    )
                ],
            )
        )
        assert len(reader.items) == 2


class TestSameTitles:
    def test_different_minutes_are_different_items(self) -> None:
        reader = Reader()
        rows = [row("Road closed", "2024-11-19 11:07"), row("Road closed", "2024-11-18 11:07")]
        assert len(reader.read(page("a.txt", rows)).new) == 2
        assert not reader.read(page("b.txt", rows)).new

    def test_two_on_one_page_without_dates_by_their_place(self) -> None:
        reader = Reader()
        rows = [row("Untitled"), row("Something else"), row("Untitled")]
        first = reader.read(page("a.txt", rows))
        assert len(first.new) == 3
        again = reader.read(page("a.txt", [row("Brand new"), *rows]))
        assert one(again.new).title == "Brand new"
        assert len({item.id for item in reader.items}) == 4

    def test_undated_titles_of_two_sources_are_different_items(self) -> None:
        reader = Reader()
        reader.read(page("a.txt", [row("Weather")], source="one"))
        reader.read(page("b.txt", [row("Weather")], source="two"))
        assert len(reader.items) == 2
        assert len({item.id for item in reader.items}) == 2


class TestCategories:
    def test_a_move_keeps_id_and_address_and_is_no_revision(self) -> None:
        reader = Reader()
        reader.read(
            page("a.txt", [row("Fares go up", "2024-11-19 11:07", categories=("Economy",))])
        )
        before = reader.items[0]
        decision = reader.read(
            page("a.txt", [row("Fares go up", "2024-11-19 11:07", categories=("City",))])
        )
        after = one(decision.amended)
        assert after.categories == ("City",)
        assert (after.id, after.address, after.updated) == (
            before.id,
            before.address,
            before.updated,
        )

    def test_a_row_that_ages_out_of_one_of_its_blocks_keeps_both_categories(self) -> None:
        reader = Reader()
        when = "2024-11-19 11:07"
        both = [
            row("Fares go up", when, categories=("Economy",), section="Economy"),
            row("Fares go up", when, categories=("City",), section="City"),
        ]
        reader.read(page("a.txt", both))
        reader.read(page("a.txt", both[1:]))
        assert reader.items[0].categories == ("Economy", "City")

    def test_spellings_of_one_name_are_one_category(self) -> None:
        reader = Reader()
        reader.read(page("a.txt", [row("Fares", "2024-11-19 11:07", categories=("City news",))]))
        reader.read(page("b.txt", [row("Fares", "2024-11-19 11:07", categories=("CITY  NEWS",))]))
        assert reader.items[0].categories == ("City news",)


class TestOldFeeds:
    def test_the_ids_of_an_old_feed_go_on(self) -> None:
        reader = Reader()
        rows = [
            row("One", guid="https://example.com/?p=417"),
            row("Two", guid="tag:example.com,2020:2"),
        ]
        reader.read(page("old.xml", rows))
        assert {item.title: item.id for item in reader.items} == {
            "One": "https://example.com/?p=417",
            "Two": "tag:example.com,2020:2",
        }

    def test_an_id_that_is_no_uri_becomes_an_alias(self) -> None:
        reader = Reader()
        reader.read(page("old.xml", [row("One", guid="417 at example")]))
        decision = reader.read(
            page("old.xml", [row("Quite another wording", guid="417 at example")])
        )
        assert one(decision.revised).id.startswith("urn:uuid:")


class TestSeconds:
    def test_one_minute_keeps_the_pages_order(self) -> None:
        reader = Reader()
        rows = [row(t, "2024-11-19 14:40") for t in ("Top", "Middle", "Bottom")]
        reader.read(page("a.txt", rows))
        seconds = {i.title: i.published.when.second for i in reader.items if i.published}
        assert seconds == {"Bottom": 0, "Middle": 1, "Top": 2}

    def test_a_lone_row_keeps_its_minute_exactly(self) -> None:
        reader = Reader()
        reader.read(
            page("a.txt", [row("Alone", "2024-11-19 14:40"), row("Below", "2024-11-19 14:39")])
        )
        assert all(i.published and i.published.when.second == 0 for i in reader.items)

    def test_seconds_are_given_once(self) -> None:
        reader = Reader()
        rows = [row("Middle", "2024-11-19 14:40"), row("Bottom", "2024-11-19 14:40")]
        reader.read(page("a.txt", rows))
        before = {i.title: i.published for i in reader.items}
        reader.read(
            page(
                "a.txt",
                [row("Top", "2024-11-19 14:40"), rows[0], row("Late", "2024-11-19 14:40"), rows[1]],
            )
        )
        after = {i.title: i.published for i in reader.items}
        assert {title: after[title] for title in before} == before
        order = sorted(reader.items, key=lambda i: i.published.when if i.published else NOW)
        assert [item.title for item in order] == ["Bottom", "Middle", "Late", "Top"]
        assert len({p.when for p in after.values() if p}) == 4

    def test_a_day_has_a_second_for_each_of_its_rows(self) -> None:
        reader = Reader()
        rows = [row(f"Notice number {n}", "2024-11-19") for n in range(200, 0, -1)]
        reader.read(page("a.txt", rows))
        ordered = sorted(reader.items, key=lambda i: i.published.when if i.published else NOW)
        assert [i.title for i in ordered] == [f"Notice number {n}" for n in range(1, 201)]
        assert {i.published.when.date() for i in ordered if i.published} == {
            datetime(2024, 11, 19).date()
        }

    def test_a_full_minute_shares_its_last_second_and_nothing_leaves_it(self) -> None:
        reader = Reader()
        reader.read(
            page(
                "a.txt",
                [row(f"Wire story {chr(65 + n // 26)}{n}", "2024-11-19 14:40") for n in range(70)],
            )
        )
        dates = [i.published.when for i in reader.items if i.published]
        assert {d.minute for d in dates} == {40}
        assert len({i.updated for i in reader.items}) == 70


class TestUpdated:
    def test_it_is_the_date_at_first(self) -> None:
        reader = Reader()
        reader.read(page("a.txt", [row("Fares go up", "2024-11-19 11:07")]))
        assert reader.items[0].updated == stamp("2024-11-19 11:07").when

    def test_it_moves_with_title_summary_and_content_only(self) -> None:
        reader = Reader()
        when = "2024-11-19 11:07"
        steps = [
            ({"summary": "What they cost."}, True),
            ({"summary": "What they cost.", "content": "<p>All</p>"}, True),
            ({"summary": "What they cost now.", "content": "<p>All</p>"}, True),
            (
                {"summary": "What they cost now.", "content": "<p>All</p>", "section": "Popular"},
                False,
            ),
            ({"summary": "What they cost now."}, False),
        ]
        reader.read(page("a.txt", [row("Fares go up", when)]))
        for said, moves in steps:
            before = reader.items[0].updated
            reader.read(page("a.txt", [row("Fares go up", when, **said)]))  # type: ignore[arg-type]
            assert (reader.items[0].updated > before) is moves, said
        assert reader.items[0].content == "<p>All</p>"

    def test_it_never_goes_back_even_when_the_clock_does(self) -> None:
        reader = Reader()
        when = "2024-11-19 11:07"
        reader.read(page("a.txt", [row("Fares go up", when)]))
        reader.read(page("a.txt", [row("Fares go up!?", when, summary="More.")]))
        before = reader.items[0].updated
        reader.now = datetime(2020, 1, 1, tzinfo=UTC)
        reader.read(page("a.txt", [row("Fares go up a lot", when, summary="More.")]))
        assert reader.items[0].updated == before + timedelta(seconds=1)

    def test_a_known_capture_instant_dates_the_change(self) -> None:
        reader = Reader()
        when = "2024-11-19 11:07"
        reader.read(page("a.txt", [row("Fares go up", when)], captured="2024-11-19 12:00"))
        reader.read(page("a.txt", [row("Fares go up a lot", when)], captured="2024-11-20 12:00"))
        assert reader.items[0].updated == stamp("2024-11-20 12:00").when


class TestBadDays:
    def test_an_error_page_adds_nothing_and_takes_nothing(self) -> None:
        reader = Reader()
        rows = [row(f"Story number {n}", f"2024-11-{n:02} 10:00") for n in range(19, 9, -1)]
        reader.read(page("front.txt", rows))
        decision = reader.read(page("front.txt", [row("502 Bad Gateway", kind="article")]))
        assert [p.code for p in decision.problems] == ["far-fewer-items"]
        assert not decision.new
        assert len(reader.items) == 10

    def test_an_empty_page_is_reported(self) -> None:
        reader = Reader()
        reader.read(page("front.txt", [row(f"Story number {n}") for n in range(10)]))
        assert [p.code for p in reader.read(page("front.txt", [])).problems] == ["far-fewer-items"]

    def test_a_page_that_really_became_short_is_reported_and_read(self) -> None:
        reader = Reader()
        rows = [row(f"Story number {n}", f"2024-11-{n:02} 10:00") for n in range(19, 9, -1)]
        reader.read(page("front.txt", rows))
        decision = reader.read(page("front.txt", [row("Brand new", "2024-11-20 10:00"), rows[0]]))
        assert [p.code for p in decision.problems] == ["far-fewer-items"]
        assert one(decision.new).title == "Brand new"

    def test_a_redesign_is_believed_when_it_lasts(self) -> None:
        reader = Reader()
        reader.read(page("front.txt", [row(f"Story number {n}") for n in range(10)]))
        for day in range(5):
            decision = reader.read(page("front.txt", [row(f"A new kind of story, {day}")]))
        assert decision.new
