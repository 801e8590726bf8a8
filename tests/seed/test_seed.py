"""The seed, draft for draft: `pagefeed inspect` against a golden file checked by hand.

`expected.json` was written from the page: the videos line by line (each title stands once
without and once with its date, forty lines apart), the other seven one by one. A date whose
day and month could be swapped is proved by the page's other dates.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEED = "seeds/000_0f7aef29f35be11a.txt"
EXPECTED = json.loads((Path(__file__).parent / "expected.json").read_text("utf-8"))


def test_inspect_gives_the_47_drafts_of_the_seed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pagefeed", "inspect", SEED, "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found == EXPECTED


def test_the_golden_file_stands_on_the_page() -> None:
    """Every title of the golden file is on its line, byte for byte; 40 of them twice."""
    lines = (ROOT / SEED).read_text("utf-8").split("\n")
    assert len(EXPECTED) == 47
    for draft in EXPECTED:
        assert draft["title"] in lines[draft["line"] - 1]
        if draft["kind"] == "video":
            assert lines[draft["line"] - 41] == draft["title"]
