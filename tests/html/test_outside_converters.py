"""A converter of one's own, as docs/how-to/converters.md describes it, takes part by its name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pagefeed.converters import convert
from pagefeed.errors import SettingsError
from pagefeed.model import Page, Reading

_DOC = Path(__file__).parents[2] / "docs" / "how-to" / "converters.md"
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)\n```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n\$ pagefeed ([^\n]*)\n(.*?)\n```", re.DOTALL)


def _installed(folder: Path) -> None:
    """What installing the package comes to: its module on the path, and its entry points."""
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    info = folder / "pagefeed_tides-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 1.0\n"
    )
    ((group, names),) = project["entry-points"].items()
    lines = "\n".join(f"{name} = {target}" for name, target in names.items())
    (info / "entry_points.txt").write_text(f"[{group}]\n{lines}\n")


def test_the_worked_example_works(tmp_path: Path) -> None:
    text = _DOC.read_text("utf-8")
    for name, body in _FILE.findall(text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body + "\n", encoding="utf-8")
    _installed(tmp_path / "tides")
    ((command, wanted),) = _CONSOLE.findall(text)
    done = subprocess.run(
        [sys.executable, "-m", "pagefeed", *command.split()],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "tides")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.strip() == wanted, done.stderr
    assert done.returncode == 0


def test_a_converter_that_nobody_installed_is_a_setting_s_error() -> None:
    page = Page(source="tests", locator="page.txt", media="text", text="words", digest="0")
    with pytest.raises(SettingsError, match="there is no converter 'nowhere'"):
        convert(page, Reading(timezone="UTC", converters=("nowhere",)))


def test_a_converter_that_fails_is_a_problem_of_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "failing.py").write_text(
        "def convert(page, reading):\n    raise ValueError('no')\n"
    )
    info = tmp_path / "failing-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: failing\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[pagefeed.converters]\nfailing = failing:convert\n")
    monkeypatch.syspath_prepend(tmp_path)
    page = Page(source="tests", locator="page.txt", media="text", text="words", digest="0")
    conversion = convert(page, Reading(timezone="UTC", converters=("failing",)))
    assert [problem.code for problem in conversion.problems] == ["converter-failed"]
