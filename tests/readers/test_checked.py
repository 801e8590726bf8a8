"""What is built has nothing in it that `pagefeed check` would speak of."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def _check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pagefeed", "check", str(folder), "--strict", "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("which", [0, 1], ids=["seed", "rows"])
def test_a_built_folder_has_nothing_wrong_under_strict(
    outputs: tuple[Path, Path], which: int
) -> None:
    """Neither in a document nor between documents: no error, no warning."""
    done = _check(outputs[which])
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("videos/2021/04/rss.xml", "folder-link-broken"),
        ("videos/rss.xml", "folder-opml-broken"),
        ("videos/feed.json", "folder-page-broken"),
    ],
)
def test_a_file_that_is_lost_is_missed(seed: Path, tmp_path: Path, broken: str, code: str) -> None:
    """A document taken out of a built folder: something that led to it says so."""
    copy = tmp_path / "output"
    shutil.copytree(seed, copy)
    (copy / broken).unlink()
    done = _check(copy)
    assert done.returncode == 1
    assert f'"{code}"' in done.stdout
