"""`pagefeed build` on the seed, run as a process, and what is in output/ afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).parents[2]
COUNTS = {
    "all": 47,
    "articles": 1,
    "economy": 2,
    "event": 2,
    "most-popular": 2,
    "science-tech": 2,
    "videos": 40,
}
A = "{http://www.w3.org/2005/Atom}"


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pagefeed", *arguments],
        cwd=cwd,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1732060800"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def tree(folder: Path) -> dict[str, str]:
    """Path -> digest of everything below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's seeds and settings in a folder of their own, built once."""
    base = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "seeds", base / "seeds")
    shutil.copytree(ROOT / "feeds", base / "feeds")
    done = run("build", "--format", "json", cwd=base)
    assert done.returncode == 0, done.stderr + done.stdout
    summary = json.loads(done.stdout.splitlines()[-1])
    assert (summary["pages"], summary["drafts"], summary["items"]) == (1, 47, 47)
    assert (summary["new"], summary["revised"], summary["problems"]) == (47, 0, 0)
    assert summary["feeds"] == len(COUNTS)
    return base


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A publication of one's own with an empty folder of pages."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "publication.toml").write_text(
        'title = "T"\nhome = "https://example.org/"\nauthor = "A"\nlanguage = "en"\n'
        'timezone = "Asia/Yerevan"\n[[sources]]\nfiles = "../pages/*.txt"\n'
    )
    return tmp_path


@pytest.mark.parametrize(("slug", "count"), COUNTS.items())
def test_each_feed_has_its_items_in_every_format(site: Path, slug: str, count: int) -> None:
    folder = site / "output" / slug
    assert len(etree.parse(folder / "rss.xml").findall("channel/item")) == count
    assert len(etree.parse(folder / "atom.xml").findall(f"{A}entry")) == count
    assert len(json.loads((folder / "feed.json").read_text())["items"]) == count
    assert (folder / "index.html").is_file()


def test_there_are_no_other_feeds(site: Path) -> None:
    folders = {path.name for path in (site / "output").iterdir() if path.is_dir()}
    assert folders == set(COUNTS)


def test_output_has_the_layout_that_hosts_are_told(site: Path) -> None:
    output = site / "output"
    for name in ("index.html", "feeds.opml", "style.css", "feed.css"):
        assert (output / name).is_file()
    for name in ("rss.xml", "atom.xml", "feed.json", "index.html"):
        assert (output / "videos" / "2021" / "05" / name).is_file()
        assert (output / "articles" / "undated" / name).is_file()


def test_dates_carry_the_page_s_offset(site: Path) -> None:
    """15:20 • 24.05.21 in Asia/Yerevan; the last of the list is 18:45 • 28.09.20."""
    root = etree.parse(site / "output" / "videos" / "rss.xml")
    dates = [e.text for e in root.findall("channel/item/pubDate")]
    assert dates[0] == "Mon, 24 May 2021 15:20:00 +0400"
    assert dates[-1] == "Mon, 28 Sep 2020 18:45:00 +0400"
    assert all(date is not None and date.endswith(" +0400") for date in dates)
    atom = etree.parse(site / "output" / "videos" / "atom.xml")
    assert atom.findtext(f"{A}entry/{A}published") == "2021-05-24T15:20:00+04:00"


def test_dates_without_a_year_are_read_by_the_page(site: Path) -> None:
    """16:55 • 18/11 and 11:07 • 19/11 are of 2024: the newest full date is 2024-11-19T14:40."""
    items = json.loads((site / "output" / "most-popular" / "feed.json").read_text())["items"]
    assert [item["date_published"] for item in items] == [
        "2024-11-19T11:07:00+04:00",
        "2024-11-18T16:55:00+04:00",
    ]


def test_the_article_has_no_date_and_all_its_paragraphs(site: Path) -> None:
    (item,) = json.loads((site / "output" / "articles" / "feed.json").read_text())["items"]
    page = next((ROOT / "seeds").glob("*.txt")).read_text("utf-8").splitlines()
    assert item["title"] == page[0]
    assert item["content_html"].count("<p>") == 9
    assert item["summary"] == page[1]
    assert "date_published" not in item
    assert "<pubDate>" not in (site / "output" / "articles" / "rss.xml").read_text()
    # Atom's required updated is the first sighting: SOURCE_DATE_EPOCH here.
    atom = etree.parse(site / "output" / "articles" / "atom.xml")
    assert atom.findtext(f"{A}entry/{A}updated") == "2024-11-20T00:00:00+00:00"


def test_everything_built_passes_the_checks_without_a_word(site: Path) -> None:
    done = run("check", "--strict", "output", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_second_build_touches_nothing(site: Path) -> None:
    """No file opened for writing: no inode, no mtime changes."""

    def marks() -> dict[str, tuple[int, int]]:
        found = (site / "output").rglob("*")
        return {str(p): (p.stat().st_ino, p.stat().st_mtime_ns) for p in found}

    before = marks()
    done = run("build", "--format", "json", cwd=site)
    assert done.returncode == 0
    assert json.loads(done.stdout)["files_written"] == 0
    assert marks() == before


def test_the_same_input_gives_the_same_bytes_anywhere(site: Path, tmp_path: Path) -> None:
    """Another zone, locale, hash seed, working folder, output folder and ledger."""
    elsewhere = tmp_path / "some where"
    elsewhere.mkdir()
    done = run(
        *("build", "--config", str(site / "feeds"), "--output", "out", "--state", "l.db"),
        cwd=elsewhere,
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        PYTHONHASHSEED="7",
    )
    assert done.returncode == 0, done.stderr
    assert tree(elsewhere / "out") == tree(site / "output")


def test_the_order_of_files_does_not_matter(pages: Path) -> None:
    """The same pages under a pattern and listed backwards."""
    for n in range(1, 5):
        (pages / "pages" / f"{n}.txt").write_text(
            f"News\n-\n1{n}:00 • 2{n}.02.2024 Title of story {n}\n-\n11:1{n} • 19.02.2024 Another {n}\n"
        )
    assert run("build", cwd=pages).returncode == 0
    first = tree(pages / "output")
    shutil.rmtree(pages / "output")
    shutil.rmtree(pages / ".pagefeed")
    settings = pages / "feeds" / "publication.toml"
    listed = ", ".join(f'"../pages/{n}.txt"' for n in (4, 3, 2, 1))
    text = settings.read_text().replace('"../pages/*.txt"', f"[{listed}]\nname = '../pages/*.txt'")
    settings.write_text(text)
    assert run("build", cwd=pages).returncode == 0
    assert tree(pages / "output") == first


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "page-empty"),
        (b"Just one line of words\n", "page-without-items"),
        (b"News\n-\n14:40 \xe2\x80\xa2 19.11.24 A title with a \xff byte\n", "encoding"),
        (
            "News\n-\n25:61 • 32.13.24 An impossible date\n-\n10:00 • 01.02.24 A good one\n".encode(),
            "date",
        ),
    ],
    ids=["empty", "nothing found", "not UTF-8", "impossible date"],
)
def test_a_bad_page_is_reported_and_the_rest_is_built(
    pages: Path, content: bytes, code: str
) -> None:
    (pages / "pages" / "bad.txt").write_bytes(content)
    (pages / "pages" / "good.txt").write_text("News\n-\n14:40 • 19.11.24 A good title here\n")
    done = run("build", "--format", "json", cwd=pages)
    assert done.returncode == 1, done.stdout + done.stderr
    *problems, summary = map(json.loads, done.stdout.splitlines())
    assert any(code in p["code"] and p["file"] == "pages/bad.txt" for p in problems), problems
    titles = [i["title"] for i in json.loads((pages / "output/all/feed.json").read_text())["items"]]
    assert "A good title here" in titles
    assert summary["problems"] == len(problems)


def test_a_wrong_setting_writes_nothing(pages: Path) -> None:
    settings = pages / "feeds" / "publication.toml"
    settings.write_text(settings.read_text().replace("Asia/Yerevan", "Asia/Yervan"))
    done = run("build", cwd=pages)
    assert done.returncode == 2
    assert "publication.toml: timezone" in done.stderr
    assert "Asia/Yerevan" in done.stderr
    assert not (pages / "output").exists()
    assert not (pages / ".pagefeed").exists()


def test_category_names_of_every_kind_give_safe_distinct_folders(pages: Path) -> None:
    names = ["A/B", "..", "Տնտեսություն", "🎉", "CON", "a b", "all", "Ünï"]
    rows = [
        f"{name}\n-\n1{n}:00 • 0{n + 1}.02.2024 Story number {n}" for n, name in enumerate(names)
    ]
    (pages / "pages" / "p.txt").write_text("\n".join(rows) + "\n", "utf-8")
    run("build", cwd=pages)
    folders = {path.name for path in (pages / "output").iterdir() if path.is_dir()}
    assert {"a-b", "տնտեսություն", "all"} <= folders
    assert all(not name.startswith((".", "-")) and "/" not in name for name in folders - {".gone"})
    assert not (pages / "output").parent.joinpath("rss.xml").exists()


def test_a_dry_run_changes_nothing(pages: Path) -> None:
    (pages / "pages" / "good.txt").write_text("News\n-\n14:40 • 19.11.24 A good title here\n")
    done = run("build", "--dry-run", "--format", "json", cwd=pages)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["new"] == 1
    assert not (pages / "output").exists()
    assert run("build", cwd=pages).returncode == 0


def test_several_processes_give_the_same_bytes(pages: Path) -> None:
    for n in range(6):
        (pages / "pages" / f"{n}.txt").write_text(
            f"News\n-\n1{n}:00 • 23.02.2024 Story number {n}\n"
        )
    assert run("build", "--jobs", "2", cwd=pages).returncode == 0
    first = tree(pages / "output")
    shutil.rmtree(pages / "output")
    shutil.rmtree(pages / ".pagefeed")
    assert run("build", cwd=pages).returncode == 0
    assert tree(pages / "output") == first


def test_help_imports_no_heavy_library() -> None:
    code = "import sys; sys.argv=['pagefeed','--help']\nimport pagefeed.cli\ntry: pagefeed.cli.main()\nexcept SystemExit: pass\nprint([m for m in ('lxml','feedgen','sqlalchemy','jinja2','msgspec','babel','pytz') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
