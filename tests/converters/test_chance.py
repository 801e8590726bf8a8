"""What a page gives doesn't depend on chance: on how Python orders sets in this process or that."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_TESTS = Path(__file__).parents[1]
_SEEDS = ("1", "5")  # under which a set of the rows of a list once was in two orders
_SCRIPT = """
import hashlib
from pathlib import Path
import html_pages
from converters import cases

for folder in cases.found(Path("cases/text")):
    print(folder.name, hashlib.sha256(repr(cases.load(folder).conversion()).encode()).hexdigest())
for folder in html_pages.found(Path("cases/html")):
    print(folder.name, hashlib.sha256(repr(html_pages.load(folder).run()).encode()).hexdigest())
"""


def test_all_cases_give_the_same_whatever_the_order_of_sets() -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _SCRIPT],
            stdout=subprocess.PIPE,
            text=True,
            cwd=_TESTS,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(_TESTS)},
        )
        for seed in _SEEDS
    ]
    said = [process.communicate()[0].splitlines() for process in running]
    assert all(process.returncode == 0 for process in running)
    assert len(said[0]) > 600
    differ = [lines for lines in zip(*said, strict=True) if len(set(lines)) > 1]
    assert not differ
