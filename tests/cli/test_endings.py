"""Categories that end, move or collide, as a subscriber and a link meet them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

SETTINGS = (
    'title = "T"\nhome = "https://example.org/"\nauthor = "A"\nlanguage = "en"\n'
    'timezone = "Asia/Yerevan"\n[[sources]]\nfiles = "../pages/*.txt"\n'
)
A = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "publication.toml").write_text(SETTINGS)
    return tmp_path


def build(site: Path, at: int, expected: int = 0) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pagefeed", "build"],
        cwd=site,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(at)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expected, done.stdout + done.stderr


def titles(site: Path, slug: str) -> list[str]:
    document = json.loads((site / "output" / slug / "feed.json").read_text())
    return [item["title"] for item in document["items"]]


DAY = 86_400
BEGIN = 1_732_060_800  # 2024-11-20


def test_a_renamed_category_moves_its_items_and_breaks_no_link(site: Path) -> None:
    """Same ids in the new feed; the old one says that it ended; the old address answers."""
    page = site / "pages" / "p.txt"
    page.write_text("Sport\n-\n14:40 • 19.11.24 A network was launched in cities\n")
    build(site, BEGIN)
    (before,) = json.loads((site / "output/sport/feed.json").read_text())["items"]
    page.write_text("Sports\n-\n14:40 • 19.11.24 A network was launched in cities\n")
    build(site, BEGIN + DAY)
    (after,) = json.loads((site / "output/sports/feed.json").read_text())["items"]
    assert after["id"] == before["id"]
    assert (
        after["url"] == before["url"] == "https://example.org/sport/2024/11/#" + after["id"][9:17]
    )
    assert titles(site, "sport") == []
    anchor = after["id"][9:17]
    assert f'id="{anchor}"' in (site / "output/sport/2024/11/index.html").read_text()
    # Years later the old address still answers.
    (site / "pages" / "q.txt").write_text("Sports\n-\n10:00 • 19.11.26 Another thing altogether\n")
    build(site, BEGIN + 730 * DAY)
    assert f'id="{anchor}"' in (site / "output/sport/2024/11/index.html").read_text()


def test_a_category_named_like_another_feed_s_file_gets_a_folder_of_its_own(site: Path) -> None:
    (site / "feeds" / "top.toml").write_text('title = "Top"\nsection = "Most read"\n')
    (site / "pages" / "p.txt").write_text("Top\n-\n14:40 • 19.11.24 A network was launched\n")
    build(site, BEGIN)
    assert titles(site, "top-category") == ["A network was launched"]
    assert not (site / "output" / "top").exists()


def test_retracting_all_items_of_a_feed_empties_it_and_later_removes_it(site: Path) -> None:
    (site / "pages" / "p.txt").write_text(
        "Sport\n-\n14:40 • 19.11.24 A network was launched in cities\n"
        "News\n-\n13:40 • 19.11.24 Something else went on\n"
    )
    build(site, BEGIN)
    (item,) = json.loads((site / "output/sport/feed.json").read_text())["items"]
    subprocess.run([sys.executable, "-m", "pagefeed", "retract", item["id"]], cwd=site, check=True)
    build(site, BEGIN + DAY)
    root = etree.parse(site / "output/sport/atom.xml").getroot()
    assert root.findall(f"{A}entry") == []
    assert len(root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")) == 1
    assert not (site / "output/sport/2024").exists()
    (site / "pages" / "q.txt").write_text("News\n-\n10:00 • 19.03.25 Another thing altogether\n")
    build(site, BEGIN + 120 * DAY)
    assert not (site / "output/sport").exists()
    assert titles(site, "news") == ["Another thing altogether", "Something else went on"]


def test_a_publication_without_items_is_valid_and_dated_by_its_first_build(site: Path) -> None:
    build(site, BEGIN, expected=1)  # no page: reported
    root = etree.parse(site / "output/all/atom.xml").getroot()
    assert root.findtext(f"{A}updated") == "2024-11-20T00:00:00+00:00"
    done = subprocess.run(
        [sys.executable, "-m", "pagefeed", "check", "--strict", "output"], cwd=site, check=False
    )
    assert done.returncode == 0
