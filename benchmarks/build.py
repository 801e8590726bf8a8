"""Whole builds by process: from nothing, with nothing changed, with one page changed.

Every page is a small capture of five dated rows under one of ten headings.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

PAGES = int(os.environ.get("PAGEFEED_BENCH_PAGES", "1000"))
ROWS = 5
SETTINGS = """title = "Bench"
home = "https://example.org/"
author = "Bench"
language = "en"
timezone = "Europe/Paris"
[[sources]]
files = "../pages/**/*.txt"
date_order = "DMY"
"""


def page(number: int) -> str:
    begin = datetime(2015, 1, 1, 8) + timedelta(hours=7 * number)
    lines = [f"Category {number % 10}"]
    for row in range(ROWS):
        when = begin - timedelta(minutes=31 * row)
        lines += ["-", f"{when:%H:%M • %d.%m.%Y} The title of story {row} of page {number}"]
    return "\n".join(lines) + "\n"


def timed(base: Path, *arguments: str) -> tuple[float, dict[str, object]]:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pagefeed", "build", "--format", "json", *arguments],
        cwd=base,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - begun
    return seconds, json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "feeds").mkdir()
        (base / "feeds" / "publication.toml").write_text(SETTINGS)
        for number in range(PAGES):
            path = base / "pages" / f"{number // 100:03}" / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page(number))
        print(f"{PAGES} pages of {ROWS} rows, 10 categories; seconds, files written")
        first = 0.0
        for name, arguments in (("from nothing", ()), ("nothing changed", ())):
            seconds, told = timed(base, *arguments)
            first = first or seconds
            print(f"{name:18} {seconds:7.2f} {told['files_written']:>7} {seconds / first:6.2f}")
        changed = base / "pages" / "000" / "3.txt"
        changed.write_text(changed.read_text().replace("story 0", "the first story"))
        seconds, told = timed(base)
        print(
            f"{'one page changed':18} {seconds:7.2f} {told['files_written']:>7} {seconds / first:6.2f}"
        )


if __name__ == "__main__":
    main()
