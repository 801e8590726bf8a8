"""What stands on the pages that people open."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html

import samples
from pagefeed.model import Feed, Item, Precision
from pagefeed.renderers import page

PUBLICATION, DOCUMENTS = samples.publication()
BY_PATH = {feed.path: feed for feed in DOCUMENTS}


def render(feed: Feed) -> Any:
    archives = PUBLICATION.archives.get(feed.slug, ())
    return html.document_fromstring(page.render(feed, archives=archives))


def text(node: Any) -> str:
    return " ".join(node.text_content().split())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page of the sample publication, with empty files where feeds would be."""
    root = tmp_path_factory.mktemp("site")
    (root / "index.html").write_bytes(page.index(PUBLICATION))
    (root / "style.css").write_bytes(page.stylesheet())
    (root / "feeds.opml").touch()
    for feed in DOCUMENTS:
        folder = root / feed.path
        folder.mkdir(parents=True, exist_ok=True)
        archives = PUBLICATION.archives[feed.slug]
        (folder / "index.html").write_bytes(page.render(feed, archives=archives))
        for name in ("rss.xml", "atom.xml", "feed.json"):
            (folder / name).touch()
    return root


def test_every_link_inside_the_folder_leads_to_a_file_and_an_anchor_that_exist(site: Path) -> None:
    """Relative, and with the file's name, so that it works from a disk too."""
    pages: dict[Path, Any] = {
        file: html.parse(str(file)).getroot() for file in site.rglob("*.html")
    }
    ids = {file: set(root.xpath("//@id")) for file, root in pages.items()}
    checked = 0
    for file, root in pages.items():
        for node in root.xpath("//body//a | //link[@rel='stylesheet' or @rel='prev']"):
            href = node.get("href")
            if href.startswith("https://"):
                continue
            target, _, anchor = urljoin(f"http://root/{file.relative_to(site)}", href).partition(
                "#"
            )
            there = site / target.removeprefix("http://root/")
            assert there.is_file(), (file, href)
            if anchor:
                assert anchor in ids[there], (file, href)
            checked += 1
    assert checked > 1000


def test_ids_are_unique_on_every_page(site: Path) -> None:
    for file in site.rglob("*.html"):
        root: Any = html.parse(str(file)).getroot()
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids)), file


def test_only_canonical_and_autodiscovery_are_absolute(site: Path) -> None:
    """So that the folder works under any address."""
    for file in site.rglob("index.html"):
        root: Any = html.parse(str(file)).getroot()
        own = [
            node.get("rel")
            for node in root.xpath("//*[starts-with(@href, $home)]", home=samples.HOME)
        ]
        assert set(own) == {"canonical", "alternate"}, file


@pytest.mark.parametrize("path", ["videos", "videos/2021/05", "all"])
def test_autodiscovery_gives_the_current_document_in_all_formats(path: str) -> None:
    """An archive document is never what one subscribes to (RFC 5005 section 4)."""
    found = {
        node.get("type"): node.get("href")
        for node in render(BY_PATH[path]).xpath("//link[@rel='alternate']")
    }
    slug = path.partition("/")[0]
    assert found == {
        "application/rss+xml": f"{samples.HOME}{slug}/rss.xml",
        "application/atom+xml": f"{samples.HOME}{slug}/atom.xml",
        "application/feed+json": f"{samples.HOME}{slug}/feed.json",
    }


@pytest.mark.parametrize("path", ["articles", "articles/2021/05"])
def test_items_stand_at_their_address_with_articles_in_full(path: str) -> None:
    root = render(BY_PATH[path])
    bridge = root.get_element_by_id("00000014")
    assert "The works cost less than was planned" in text(bridge)
    assert bridge.xpath(".//blockquote")
    assert bridge.xpath(".//table")
    council = root.get_element_by_id("00000017")
    assert "the swimming pool & <the rest>." in text(council)


def test_a_title_is_text_whatever_it_holds() -> None:
    root = render(BY_PATH["videos"])
    title = root.get_element_by_id("00000003").find("h3")
    assert text(title).startswith("<b>Not bold</b> & not broken")
    assert not title.xpath(".//b")


def test_the_title_leads_to_the_source_and_else_to_the_items_own_place() -> None:
    root = render(BY_PATH["videos"])
    links = {node.getparent().get("id"): node.find("a").get("href") for node in root.iter("h3")}
    assert links["00000003"] == "https://video.example.com/watch?v=3&list=a"
    assert links["00000001"] == "../videos/2021/05/index.html#00000001"


def test_a_link_that_is_no_web_address_is_not_followed() -> None:
    item = replace(samples.VIDEOS[0], link="javascript:alert(1)")
    data = page.render(samples.feed("videos", "Videos", (item,)))
    assert b"javascript:" not in data


def test_dates_are_in_the_items_zone_and_as_exact_as_they_are() -> None:
    root = render(BY_PATH["videos"])
    minute = root.get_element_by_id("00000001").find(".//time")
    assert minute.get("datetime") == "2021-05-24T15:20+04:00"
    assert text(minute) == "24 May 2021, 15:20 UTC+4"
    day = root.get_element_by_id("00000004").find(".//time")
    assert day.get("datetime") == "2021-04-22"
    assert text(day) == "22 April 2021"


def test_a_second_that_only_keeps_the_order_is_not_shown() -> None:
    stamp = samples.stamp("2021-05-24T15:20:59", Precision.MINUTE)
    item = samples.item(1, "One", published=stamp)
    data = page.render(samples.feed("videos", "Videos", (item,)))
    assert b'datetime="2021-05-24T15:20+04:00"' in data
    assert b"15:20:59" not in data


def test_an_undated_item_says_so() -> None:
    film = render(BY_PATH["videos/undated"]).get_element_by_id("00000006")
    assert "Undated" in text(film)
    assert "first seen 1 June 2021" in text(film)


def test_a_right_to_left_item_runs_right_to_left_in_its_language() -> None:
    root = render(BY_PATH["articles"])
    arabic = root.get_element_by_id("00000015")
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    assert arabic.find("h3").get("dir") == "auto"
    assert root.get_element_by_id("00000014").get("dir") is None


def test_a_right_to_left_feed_marks_the_programs_own_english() -> None:
    root = render(BY_PATH["arabic"])
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert root.find(".//section[@class='subscribe']").get("lang") == "en"


def test_an_item_that_moved_away_keeps_its_anchor_and_says_where_it_is() -> None:
    moved = render(BY_PATH["articles/2021/05"]).get_element_by_id("000000aa")
    assert "Now under Videos." in text(moved)


def test_an_item_that_was_taken_back_leaves_its_anchor_and_nothing_else() -> None:
    grave = render(BY_PATH["articles/2021/05"]).get_element_by_id("000000bb")
    assert text(grave) == "An item was taken back on 1 June 2021."


def test_the_current_page_lists_all_periods_and_an_archive_page_its_neighbours() -> None:
    current = render(BY_PATH["videos"])
    listed = current.xpath("//nav[@id='archives']//a")
    assert [text(node) for node in listed] == ["May 2021", "April 2021", "March 2021", "Undated"]
    april = render(BY_PATH["videos/2021/04"])
    links = {node.get("rel"): node.get("href") for node in april.xpath("//nav//a[@rel]")}
    assert links == {
        "prev": "../../../videos/2021/03/index.html",
        "next": "../../../videos/2021/05/index.html",
    }
    newest = render(BY_PATH["videos/2021/05"])
    assert newest.xpath("//nav//a[@rel='next']/@href") == ["../../../videos/index.html"]


def test_a_new_period_leaves_older_pages_as_they_are() -> None:
    """An archive page depends on its own items and its neighbours, not on all periods."""
    march = BY_PATH["videos/2021/03"]
    more = ("videos/2021/06", *PUBLICATION.archives["videos"])
    assert page.render(march, archives=more) == page.render(
        march, archives=PUBLICATION.archives["videos"]
    )


def test_many_periods_fold_by_year() -> None:
    days = tuple(f"videos/2021/{month:02}/{day:02}" for month in (5, 4) for day in range(28, 0, -1))
    root: Any = html.document_fromstring(page.render(BY_PATH["videos"], archives=days))
    assert text(root.find(".//summary")) == "2021 56"
    assert text(root.find(".//details//a")) == "28 May 2021"


def test_an_ended_feed_and_an_empty_feed_say_so() -> None:
    assert "This feed has ended." in text(render(BY_PATH["weather"]))
    assert "No items yet" in text(render(BY_PATH["sport"]))
    assert "This feed has ended." not in text(render(BY_PATH["sport"]))


def test_a_feed_that_shows_its_newest_items_says_how_many_there_are() -> None:
    feed = replace(BY_PATH["videos"], total=1234)
    facts = render(feed).find(".//p[@class='facts']")
    assert text(facts).startswith("The newest 6 of 1,234 items · newest 24 May 2021, 15:20")


def test_headings_of_an_article_stand_under_its_title_without_a_gap() -> None:
    root = render(BY_PATH["articles"])
    levels = [int(str(node.tag)[1]) for node in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_picture_without_words_counts_as_decoration() -> None:
    item = replace(
        samples.ARTICLES[0],
        content='<p><img src="https://example.com/a.png"></p><img alt="A" src="x">',
    )
    data = page.render(samples.feed("articles", "Articles", (item,))).decode()
    assert '<img alt="" src="https://example.com/a.png">' in data
    assert '<img alt="A" src="x">' in data


def test_a_category_that_all_items_share_is_not_repeated_on_each() -> None:
    same = tuple(replace(one, categories=("Videos",)) for one in samples.VIDEOS[:2])
    other = replace(samples.VIDEOS[2], categories=("Videos", "Town"))

    def shown(slug: str, *items: Item) -> list[str]:
        root: Any = html.document_fromstring(page.render(samples.feed(slug, "Films", items)))
        return [text(node) for node in root.find_class("category")]

    assert shown("videos", *same) == []
    assert shown("videos", *same, other) == ["Videos", "Videos", "Videos", "Town"]
    assert shown("all", *same) == ["Videos", "Videos"]


def test_the_page_works_without_its_script() -> None:
    """The one button that needs it is hidden until the script shows it."""
    root = render(BY_PATH["videos"])
    assert all(node.get("hidden") is not None for node in root.iter("button"))
    assert not root.xpath("//*[@style] | //@onclick")


def test_the_index_tells_of_each_feed_what_how_many_how_new_and_how_often() -> None:
    root: Any = html.document_fromstring(page.index(PUBLICATION))
    shown = {text(node.find("h3")): node for node in root.xpath("//article[@class='feed']")}
    assert list(shown)[:4] == ["Example Gazette", "Articles", "Videos", "Minutes"]
    videos = shown["Videos"]
    assert text(videos.find("p[@class='carries']")) == "Videos: what the Example Gazette carries"
    # Gaps between the five dates: about 42 days, 0.6 day, 1.1 days and 30 days.
    assert text(videos.find("p[@class='facts']")) == (
        "6 items · newest 24 May 2021, 15:20 · about every 2 weeks · archives"
    )
    assert [node.get("href") for node in videos.xpath("ul//a")] == [
        "videos/rss.xml",
        "videos/atom.xml",
        "videos/feed.json",
    ]
    assert "ended" in text(shown["Weather"])
    assert root.xpath("//a[@href='feeds.opml']")


def test_the_index_of_nothing_is_a_page_all_the_same() -> None:
    empty = replace(PUBLICATION, feeds=(), archives={})
    assert b"No feeds yet" in page.index(empty)


def test_same_input_same_bytes() -> None:
    for feed in DOCUMENTS:
        archives = PUBLICATION.archives[feed.slug]
        assert page.render(feed, archives=archives) == page.render(feed, archives=archives)
    assert page.index(PUBLICATION) == page.index(PUBLICATION)


@pytest.mark.parametrize("sheet", [page.stylesheet, page.feed_stylesheet])
def test_stylesheets_ask_for_nothing_elsewhere(sheet: object) -> None:
    assert callable(sheet)
    css = sheet().decode()
    rules = re.sub(r"/\*.*?\*/|@namespace[^;]*;", "", css, flags=re.DOTALL)
    assert "url(" not in rules
    assert "@import" not in rules
    assert css.count("{") == css.count("}")
