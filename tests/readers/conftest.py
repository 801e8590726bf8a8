"""Two publications, built once by the command line: the seed, and an old feed full of odd characters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.register_assert_rewrite("seen")

ROOT = Path(__file__).parents[2]
ROWS: list[tuple[str, str, tuple[str, ...]]] = [  # title, date, categories
    ("Ships & cranes: 5 > 3, 'quoted' and \"quoted\"", "Thu, 29 Feb 2024 23:59:59 +0400", ("R&D",)),
    ("«Լուրեր» նավահանգստից 😀", "Fri, 01 Mar 2024 00:00:00 GMT", ("Նավեր", "Новости")),
    ("עברית, العربية וגם English", "Fri, 01 Mar 2024 05:30:00 +0530", ("News", "R&D")),
    ("An end of CDATA ]]> in a title", "Fri, 31 Dec 1999 23:59:59 -1200", ("C++ / Go; 'odd'",)),
    ("Without a date", "", ('Quoted "words"',)),
]


def _build(config: Path, folder: Path) -> Path:
    output = folder / "output"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pagefeed", "build", "--config", str(config)),
            *("--output", str(output), "--state", str(folder / "ledger.db")),
            *("--home", "https://example.org/feeds/"),
        ],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """output/ of the publication that ships with the project."""
    return _build(ROOT / "feeds", tmp_path_factory.mktemp("seed"))


@pytest.fixture(scope="session")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """output/ of an old feed whose titles and categories hold what breaks escaping."""
    folder = tmp_path_factory.mktemp("rows")
    (folder / "feeds").mkdir()
    (folder / "feeds/publication.toml").write_text(
        'title = "Ships & cranes"\nhome = "https://example.org/feeds/"\nauthor = "News desk"\n'
        'language = "en"\ntimezone = "Asia/Yerevan"\n'
        '[[sources]]\nname = "rows"\nfiles = "../old.xml"\n'
    )
    (folder / "old.xml").write_bytes(_old_feed())
    return _build(folder / "feeds", folder)


def _old_feed() -> bytes:
    from lxml import etree

    root = etree.Element("rss", version="2.0")
    channel = etree.SubElement(root, "channel")
    etree.SubElement(channel, "title").text = "Old"
    for number, (title, published, categories) in enumerate(ROWS):
        item = etree.SubElement(channel, "item")
        etree.SubElement(item, "title").text = title
        etree.SubElement(item, "link").text = f"https://example.com/{number}?a=1&b=%C3%A9#c"
        for category in categories:
            etree.SubElement(item, "category").text = category
        if published:
            etree.SubElement(item, "pubDate").text = published
        etree.SubElement(item, "description").text = f"<p>{number} &lt; 5 &amp; more</p>"
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return data


@pytest.fixture(scope="session")
def outputs(seed: Path, rows: Path) -> tuple[Path, Path]:
    return seed, rows
