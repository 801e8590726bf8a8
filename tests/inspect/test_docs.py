"""The tutorial and the how-to for row patterns do what they say, command by command.

A block marked `<!-- file: NAME -->` is written as that file. In a console block a line
that begins with `$ ` is run; the lines below it must come out in that order, and `…`
stands for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

_DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(r"(?:<!-- file: (\S+) -->\n)?```(\w+)\n(.*?)\n```", re.DOTALL)


def _run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    if words[0] == "pagefeed":
        words[:1] = [sys.executable, "-m", "pagefeed"]
    done = subprocess.run(
        words,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1653410000"},
    )
    return done.stdout + done.stderr


def _commands(block: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in block.split("\n"):
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def _comes_out(wanted: list[str], lines: list[str]) -> None:
    """Every wanted line is there, in order, one below the other but for `…`."""
    position, anywhere = 0, False
    for line in wanted:
        if line == "…":
            anywhere = True
            continue
        rest = lines[position:]
        assert line in rest, f"{line!r} isn't among {rest}"
        place = rest.index(line)
        assert anywhere or place == 0, f"{rest[0]!r} stands before {line!r}"
        position, anywhere = position + place + 1, False


@pytest.mark.parametrize(
    "page",
    [
        "tutorial/your-own-page.md",
        "how-to/row-patterns.md",
        "how-to/selectors.md",
        "how-to/sidecars.md",
        "how-to/data-sets.md",
        "how-to/web-archives.md",
        "how-to/old-feeds.md",
    ],
    ids=lambda page: page.rpartition("/")[2].removesuffix(".md"),
)
def test_every_command_of_the_page_prints_what_the_page_shows(page: str, tmp_path: Path) -> None:
    text = (_DOCS / page).read_text(encoding="utf-8")
    ran = 0
    for name, kind, body in _BLOCK.findall(text):
        if name:
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body + "\n", encoding="utf-8")
        elif kind == "console":
            for command, wanted in _commands(body):
                lines = [line.rstrip() for line in _run(command, tmp_path).split("\n")]
                _comes_out(wanted, lines)
                ran += 1
    assert ran >= 2
