"""A folder of feeds whose links meet, and the same with one thing broken at a time."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from pagefeed.checks import folder

HOME = "https://example.org/news/"
Files = dict[str, str]


def _rss(path: str, ids: list[str], links: str) -> str:
    items = "".join(
        f"<item><title>Item {each}</title><link>{HOME}{each}</link>"
        f'<guid isPermaLink="false">{each}</guid></item>'
        for each in ids
    )
    return (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>Ships</title><link>{HOME}ships/</link><description>All ships</description>"
        f'<atom:link rel="self" type="application/rss+xml" href="{HOME}{path}"/>{links}'
        f"{items}</channel></rss>"
    )


def _atom(path: str, ids: list[str], links: str) -> str:
    entries = "".join(
        f"<entry><title>Item {each}</title><id>urn:x-ship:{each}</id>"
        f'<link href="{HOME}{each}"/><updated>2024-06-0{at + 1}T10:00:00Z</updated>'
        f"<summary>Item {each}</summary></entry>"
        for at, each in enumerate(ids)
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Ships</title>'
        f"<id>{HOME}{path}</id><updated>2024-06-09T10:00:00Z</updated>"
        f'<author><name>Desk</name></author><link rel="self" href="{HOME}{path}"/>{links}'
        f"{entries}</feed>"
    )


def _json(path: str, ids: list[str], following: str = "") -> str:
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ships",
        "home_page_url": f"{HOME}ships/",
        "feed_url": HOME + path,
    }
    if following:
        feed["next_url"] = HOME + following
    feed["items"] = [{"id": each, "content_text": f"Item {each}"} for each in ids]
    return json.dumps(feed)


def _link(rel: str, path: str, prefix: str = "") -> str:
    return f'<{prefix}link rel="{rel}" href="{HOME}{path}"/>'


def _chain(name: str, prefix: str, make: Callable[[str, list[str], str], str]) -> Files:
    """A current document with two archive documents behind it."""

    def link(rel: str, path: str) -> str:
        return _link(rel, path, prefix)

    new, old = f"ships/2024/{name}", f"ships/2023/{name}"
    current = f"ships/{name}"
    return {
        current: make(current, ["3", "2"], link("prev-archive", new)),
        new: make(new, ["2"], link("current", current) + link("prev-archive", old)),
        old: make(old, ["1"], link("current", current) + link("next-archive", new)),
    }


def whole() -> Files:
    """Every link leads somewhere, and back."""
    page = (
        '<!doctype html><html lang="en"><title>Ships</title>'
        '<link rel="alternate" type="application/rss+xml" href="rss.xml">'
        f'<link rel="alternate" type="application/feed+json" href="{HOME}ships/feed.json">'
        "<p>Ships</p></html>"
    )
    opml = (
        '<opml version="2.0"><head/><body><outline type="rss" text="Ships"'
        f' xmlUrl="{HOME}ships/rss.xml" htmlUrl="{HOME}ships/"/></body></opml>'
    )
    return {
        "feeds.opml": opml,
        "ships/index.html": page,
        **_chain("rss.xml", "atom:", _rss),
        "ships/feed.json": _json("ships/feed.json", ["3", "2"], "ships/2024/feed.json"),
        "ships/2024/feed.json": _json("ships/2024/feed.json", ["2"], "ships/2023/feed.json"),
        "ships/2023/feed.json": _json("ships/2023/feed.json", ["1"]),
        "style.css": "p { margin: 0 }",
        "data.json": '{"rows": [1, 2]}',
        "sitemap.xml": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>',
    }


def codes(files: Files, *, home: str = "") -> list[tuple[str, str]]:
    """Between files alone: what is wrong with one of them is other tests' business."""
    data = {path: text.encode() for path, text in files.items()}
    found = folder.check(data, where="out/", home=home)
    return [(each.code, each.where) for each in found if each.code.startswith("folder-")]


def changed(files: Files, path: str, old: str, new: str) -> Files:
    assert old in files[path]
    return {**files, path: files[path].replace(old, new)}


def without(files: Files, path: str) -> Files:
    return {each: text for each, text in files.items() if each != path}


def test_a_whole_folder_has_nothing_wrong_between_its_files() -> None:
    """Chains, lists, pages and twins that agree; other XML and JSON is left alone."""
    assert codes(whole()) == []


def test_a_whole_folder_of_atom_has_nothing_wrong_between_its_files() -> None:
    """The same chain in Atom, by itself."""
    assert codes(_chain("atom.xml", "", _atom)) == []


BROKEN: dict[str, tuple[Files, list[tuple[str, str]]]] = {
    "a self link of another document": (
        changed(
            whole(),
            "ships/2024/rss.xml",
            f'rel="self" type="application/rss+xml" href="{HOME}ships/2024/',
            f'rel="self" type="application/rss+xml" href="{HOME}ships/',
        ),
        [("folder-self-link-differs", "out/ships/2024/rss.xml")],
    ),
    "a feed_url of another document": (
        changed(whole(), "ships/2023/feed.json", "ships/2023/feed.json", "ships/feed.json"),
        [("folder-self-link-differs", "out/ships/2023/feed.json")],
    ),
    "an archive that is not there": (
        without(_chain("rss.xml", "atom:", _rss), "ships/2023/rss.xml"),
        [("folder-link-broken", "out/ships/2024/rss.xml")],
    ),
    "a next_url that leads nowhere": (
        without(without(whole(), "ships/2023/feed.json"), "ships/2023/rss.xml"),
        [
            ("folder-link-broken", "out/ships/2024/feed.json"),
            ("folder-link-broken", "out/ships/2024/rss.xml"),
        ],
    ),
    "a chain that changes format": (
        changed(whole(), "ships/feed.json", "2024/feed.json", "2024/rss.xml"),
        [("folder-link-not-a-feed", "out/ships/feed.json")],
    ),
    "neighbours that don't know each other": (
        changed(
            whole(), "ships/2023/rss.xml", _link("next-archive", "ships/2024/rss.xml", "atom:"), ""
        ),
        [("folder-chain-one-way", "out/ships/2024/rss.xml")],
    ),
    "a chain that comes round": (
        changed(
            whole(),
            "ships/2023/feed.json",
            '"items"',
            f'"next_url": "{HOME}ships/2024/feed.json", "items"',
        ),
        [("folder-chain-loop", "out/ships/2023/feed.json")],
    ),
    "a current link to another feed": (
        {
            **changed(
                whole(),
                "ships/2023/rss.xml",
                _link("current", "ships/rss.xml", "atom:"),
                _link("current", "tugs/rss.xml", "atom:"),
            ),
            "tugs/rss.xml": _rss("tugs/rss.xml", ["9"], ""),
        },
        [
            ("folder-chain-current", "out/ships/2023/rss.xml"),
            ("folder-feed-unlisted", "out/tugs/rss.xml"),
        ],
    ),
    "an archive that nothing leads to": (
        changed(
            changed(
                whole(),
                "ships/2024/rss.xml",
                _link("prev-archive", "ships/2023/rss.xml", "atom:"),
                "",
            ),
            "ships/2023/rss.xml",
            _link("next-archive", "ships/2024/rss.xml", "atom:"),
            "",
        ),
        [("folder-archive-unreached", "out/ships/2023/rss.xml")],
    ),
    "a list that names a feed that isn't there": (
        changed(
            whole(),
            "feeds.opml",
            "</body>",
            f'<outline type="rss" text="Tugs" xmlUrl="{HOME}tugs/rss.xml"/></body>',
        ),
        [("folder-opml-broken", "out/feeds.opml")],
    ),
    "a list that takes a page for a feed": (
        changed(whole(), "feeds.opml", "ships/rss.xml", "ships/index.html"),
        [
            ("folder-opml-not-a-feed", "out/feeds.opml"),
        ],
    ),
    "a feed that the list forgot": (
        {**whole(), "tugs/rss.xml": _rss("tugs/rss.xml", ["9"], "")},
        [("folder-feed-unlisted", "out/tugs/rss.xml")],
    ),
    "a page that offers a feed that isn't there": (
        changed(whole(), "ships/index.html", 'href="rss.xml"', 'href="atom.xml"'),
        [("folder-page-broken", "out/ships/index.html")],
    ),
    "a page that mistakes the type": (
        changed(whole(), "ships/index.html", "application/rss+xml", "application/atom+xml"),
        [("folder-page-type", "out/ships/index.html")],
    ),
    "a page beside feeds that offers none": (
        {**whole(), "ships/index.html": "<!doctype html><title>Ships</title><p>Ships</p>"},
        [("folder-page-silent", "out/ships/index.html")],
    ),
    "twins in another order": (
        changed(
            {**whole(), "ships/feed.json": _json("ships/feed.json", ["2", "3"])},
            "feeds.opml",
            "Ships",
            "Ships",
        ),
        [("folder-twins-differ", "out/ships/feed.json")],
    ),
    "twins with another id": (
        changed(whole(), "ships/2023/feed.json", '"id": "1"', '"id": "one"'),
        [("folder-twins-differ", "out/ships/2023/feed.json")],
    ),
    "twins of which one lacks an item": (
        {**whole(), "ships/2023/feed.json": _json("ships/2023/feed.json", [])},
        [("folder-twins-differ", "out/ships/2023/feed.json")],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_does_not_belong_together_is_told(name: str) -> None:
    """One thing broken, and nothing else said."""
    files, expected = BROKEN[name]
    assert sorted(codes(files)) == sorted(expected)


def test_the_difference_between_twins_is_told_in_words() -> None:
    """Where the ids part ways, and what they are."""
    files = changed(whole(), "ships/feed.json", '"id": "2"', '"id": "two"')
    data = {path: text.encode() for path, text in files.items()}
    (problem,) = [each for each in folder.check(data) if each.code == "folder-twins-differ"]
    assert "the 2nd item's id is two here and 2 there" in problem.message


def test_unrelated_feeds_in_one_folder_are_no_twins() -> None:
    """Two feeds of different names and titles may hold what they like."""
    news = _rss("news.rss", ["1"], "")
    sport = _atom("sport.atom", ["2"], "").replace("Ships", "Sport")
    assert codes({"news.rss": news, "sport.atom": sport}) == []


def test_a_given_home_wins_over_what_documents_say() -> None:
    """A folder that was moved: every self link is wrong, and every link leads outside."""
    found = codes(_chain("rss.xml", "atom:", _rss), home="https://example.com/")
    assert [code for code, _ in found] == ["folder-self-link-differs"] * 3


def test_links_outside_the_folder_are_not_followed() -> None:
    """What isn't here can't be judged."""
    files = changed(
        whole(), "feeds.opml", f"{HOME}ships/rss.xml", "https://example.com/other/rss.xml"
    )
    assert codes(files) == []


def test_a_long_chain_is_followed_in_proportion_to_its_length() -> None:
    """A thousand archive documents; the walk is one pass, whatever document it begins at."""
    names = [f"a/{at:04}/rss.xml" for at in range(1000)]
    files = {"a/rss.xml": _rss("a/rss.xml", [], _link("prev-archive", names[0], "atom:"))}
    for at, name in enumerate(names):
        links = _link("current", "a/rss.xml", "atom:")
        if at + 1 < len(names):
            links += _link("prev-archive", names[at + 1], "atom:")
        if at:
            links += _link("next-archive", names[at - 1], "atom:")
        files[name] = _rss(name, [], links)
    assert codes(files) == []
