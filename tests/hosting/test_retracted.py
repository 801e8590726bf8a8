"""What was taken back answers 410: the page that held nothing else, in every format."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from hosts import serve

SEED = Path(__file__).parents[2] / "seeds"


def _run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pagefeed", *arguments],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_month_whose_only_item_is_retracted_is_gone_until_it_is_undone(tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds/publication.toml").write_text(
        'title = "Example"\nhome = "https://feeds.example.com/"\nauthor = "Example"\n'
        f'language = "en"\ntimezone = "Asia/Yerevan"\n[[sources]]\nfiles = "{SEED}/*.txt"\n'
    )
    assert _run(tmp_path, "build").returncode == 0
    output = tmp_path / "output"
    page = "videos/2021/05"  # holds one item, of 24 May 2021
    entries = (output / page / "atom.xml").read_text().split("<entry>")[1:]
    assert len(entries) == 1
    (item,) = re.findall(r"<id>(.+?)</id>", entries[0])
    work = tmp_path / "work"
    work.mkdir()
    documents = ("", "index.html", "rss.xml", "atom.xml", "feed.json")
    with serve(output, work) as host:

        def statuses() -> set[int]:
            return {host.ask(f"/{page}/{name}").status for name in documents}

        assert statuses() == {200}
        assert _run(tmp_path, "retract", item).returncode == 0
        assert _run(tmp_path, "build").returncode == 0
        assert statuses() == {410}
        assert host.ask("/videos/2021/").status == 404
        assert _run(tmp_path, "retract", "--undo", item).returncode == 0
        assert _run(tmp_path, "build").returncode == 0
        assert statuses() == {200}
