"""`pagefeed explain`, `diff` and `retract`, as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from publications import Publication

FRONT = """\
Economy
-
14:40 • 19.11.24 Fares on line three go up
-
12:16 • 08.11.24 Snow closes the pass to Vardenyats
Event
-
11:07 • 18.11.24 Concert moved to the opera house
"""


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    made = Publication(tmp_path).settle()
    (made.pages / "front.txt").write_text(FRONT)
    made.run("build")
    return made


def change(publication: Publication, old: str, new: str) -> None:
    page = publication.pages / "front.txt"
    assert old in page.read_text()
    page.write_text(page.read_text().replace(old, new))


def lines(publication: Publication, *arguments: str, expect: int = 0) -> list[dict[str, Any]]:
    done = publication.run(*arguments, "--format", "json", expect=expect)
    return [json.loads(line) for line in done.stdout.splitlines()]


def everything(publication: Publication) -> str:
    """All that a visitor can read."""
    return "\n".join(
        data.decode()
        for path, data in publication.files().items()
        if not path.endswith(".gz") and not path.startswith(".")
    )


class TestExplain:
    def test_an_items_whole_story(self, publication: Publication) -> None:
        change(publication, "Concert moved to the opera house", "Concert moved to the opera")
        publication.run("build")
        (story,) = lines(publication, "explain", "concert")
        assert story["title"] == "Concert moved to the opera"
        assert story["published"] == "2024-11-18T11:07:00+04:00"
        assert story["precision"] == "minute"
        assert story["evidence"][0] == "written"
        assert [(p["page"], p["line"], p["still_there"]) for p in story["pages"]] == [
            ("pages/front.txt", 8, True)
        ]
        (revision,) = story["revisions"]
        assert (revision["field"], revision["old"]) == ("title", "Concert moved to the opera house")
        assert story["feeds"] == ["all/2024/11", "all", "event/2024/11", "event"]
        assert story["address"] == f"event/2024/11/#{story['id'][9:17]}"

        text = publication.run("explain", story["id"]).stdout
        for part in (story["id"], "pages/front.txt:8", "written", "opera house", "event/2024/11"):
            assert part in text

    def test_several_items_are_listed(self, publication: Publication) -> None:
        done = publication.run("explain", "the")
        assert len(done.stdout.splitlines()) == 2
        assert "2 items" in done.stderr

    def test_words_that_nothing_has(self, publication: Publication) -> None:
        assert "no item" in publication.run("explain", "zeppelin", expect=1).stderr

    def test_it_changes_nothing(self, publication: Publication) -> None:
        before = publication.state.read_bytes()
        publication.run("explain", "concert")
        assert publication.state.read_bytes() == before


class TestDiff:
    def test_nothing(self, publication: Publication) -> None:
        done = publication.run("diff")
        assert done.stdout == "Nothing changes for any subscriber.\n"

    def test_new_revised_and_moved_items(self, publication: Publication) -> None:
        before, state = publication.files(), publication.state.read_bytes()
        change(publication, "Economy\n", "Economy\n-\n09:00 • 20.11.24 Brand new line four opens\n")
        change(publication, "Snow closes the pass", "Snow has closed the pass")
        change(publication, "Event\n", "Culture\n")
        feeds = {each["slug"]: each for each in lines(publication, "diff")}
        named = {
            slug: {
                group: [entry["title"] for entry in feed[group]]
                for group in ("new", "revised", "reordered", "dropped", "gone")
                if feed[group]
            }
            for slug, feed in feeds.items()
        }
        assert named == {
            "all": {
                "new": ["Brand new line four opens"],
                "revised": ["Snow has closed the pass to Vardenyats"],
            },
            "economy": {
                "new": ["Brand new line four opens"],
                "revised": ["Snow has closed the pass to Vardenyats"],
            },
            "culture": {"new": ["Concert moved to the opera house"]},
            "event": {"gone": ["Concert moved to the opera house"]},
        }
        assert not feeds["culture"]["existing"]
        assert publication.files() == before
        assert publication.state.read_bytes() == state

    def test_an_item_that_leaves_the_window_stays_in_the_archives(self, tmp_path: Path) -> None:
        publication = Publication(tmp_path).settle(limit=3)
        (publication.pages / "front.txt").write_text(FRONT)
        publication.run("build")
        change(publication, "Economy\n", "Economy\n-\n09:00 • 20.11.24 Brand new line four opens\n")
        feeds = {each["slug"]: each for each in lines(publication, "diff")}
        assert [entry["title"] for entry in feeds["all"]["dropped"]] == [
            "Snow closes the pass to Vardenyats"
        ]
        assert feeds["all"]["gone"] == []

    def test_a_corrected_zone_moves_dates_and_nothing_else(self, publication: Publication) -> None:
        settings = publication.folder / "feeds" / "publication.toml"
        settings.write_text(settings.read_text().replace("Asia/Yerevan", "Europe/Paris"))
        feeds = {each["slug"]: each for each in lines(publication, "diff")}
        assert len(feeds["all"]["redated"]) == 3
        assert feeds["all"]["new"] == feeds["all"]["revised"] == feeds["all"]["gone"] == []

    def test_a_flood_of_new_items_is_warned_of(self, publication: Publication) -> None:
        more = "".join(
            f"-\n{hour:02}:10 • 21.11.24 Quite another matter, number {hour}\n" for hour in range(9)
        )
        change(publication, "Economy\n", f"Economy\n{more}")
        done = publication.run("diff", expect=1)
        assert "9 of 12 items would come up as new" in done.stderr
        publication.run("diff", "--most", "90")
        assert [each["slug"] for each in lines(publication, "diff", expect=1) if each["flood"]] == [
            "all",
            "economy",
        ]


class TestRetract:
    def test_it_is_gone_from_everywhere_and_stays_gone(self, publication: Publication) -> None:
        (story,) = lines(publication, "explain", "concert")
        done = publication.run("retract", "concert")
        assert story["id"] in done.stdout
        publication.run("build")
        assert "Concert moved" not in everything(publication)
        stones = [
            stone.get("ref")
            for path in ("all/atom.xml", "event/atom.xml")
            for stone in etree.fromstring((publication.output / path).read_bytes()).iter(
                "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
            )
        ]
        assert stones == [story["id"]] * 2
        change(publication, "Concert moved to the opera house", "Concert moved to the opera")
        publication.run("build", "--full")
        assert "Concert moved" not in everything(publication)
        assert publication.run("check", str(publication.output)).returncode == 0

        publication.run("retract", "--undo", story["id"])
        publication.run("build")
        assert "Concert moved to the opera" in everything(publication)
        (again,) = lines(publication, "explain", "concert")
        assert (again["id"], again["address"]) == (story["id"], story["address"])

    def test_twice_is_nothing_to_do(self, publication: Publication) -> None:
        publication.run("retract", "concert")
        assert "before" in publication.run("retract", "concert", expect=1).stderr

    @pytest.mark.parametrize("words", ["the", "zeppelin"])
    def test_it_must_be_one_item(self, words: str, publication: Publication) -> None:
        assert "items are known" in publication.run("retract", words, expect=2).stderr

    def test_without_a_ledger(self, tmp_path: Path) -> None:
        publication = Publication(tmp_path).settle()
        assert "Build first" in publication.run("retract", "x", expect=2).stderr
        assert not publication.state.exists()
