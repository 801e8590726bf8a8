"""A source's patterns find its files: in order, once, and never outside its folder."""

from __future__ import annotations

import os
from pathlib import Path

from pagefeed import sources
from pagefeed.model import Problem


def shown(patterns: list[str], base: Path) -> tuple[list[str], list[str]]:
    found = list(sources.find(patterns, base))
    return (
        [sources.locate(each, base) for each in found if isinstance(each, Path)],
        [each.code for each in found if isinstance(each, Problem)],
    )


def test_files_come_sorted_and_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.txt", "x.html", "a.meta.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert shown(["*.txt"], tmp_path) == (["a.txt", "b.txt"], [])
    assert shown(["**/*.txt"], tmp_path) == (["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt"], [])
    assert shown(["*.txt", "a.txt", "?.html"], tmp_path) == (["a.txt", "b.txt", "x.html"], [])
    assert shown(["*"], tmp_path) == (["a.txt", "b.txt", "x.html"], [])  # no sidecar, no folder
    assert shown(["sub/../a.txt"], tmp_path) == (["a.txt"], [])


def test_hidden_files_need_a_pattern_with_a_dot(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("x")
    assert shown(["**/*.txt", "*"], tmp_path) == ([], [])
    assert shown([".*.txt"], tmp_path) == ([".hidden.txt"], [])


def test_links_out_of_the_folder_loops_and_dead_ends_are_passed_over(tmp_path: Path) -> None:
    inside = tmp_path / "pages"
    (inside / "sub").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("x")
    (inside / "a.txt").write_text("x")
    (inside / "out.txt").symlink_to(tmp_path / "outside.txt")
    (inside / "dead.txt").symlink_to(tmp_path / "nothing")
    (inside / "sub" / "loop").symlink_to(inside)
    (inside / "same.txt").symlink_to(inside / "a.txt")
    files, problems = shown(["pages/**/*.txt"], tmp_path)
    assert files == ["pages/a.txt", "pages/same.txt"]
    assert sorted(problems) == ["page-link", "page-loop", "page-outside"]


def test_a_name_that_is_not_utf8_is_found_and_shown(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xffme.txt"))
    path.write_text("x")
    assert shown(["*.txt"], tmp_path) == (["na\\xffme.txt"], [])
    (found,) = sources.find(["*.txt"], tmp_path)
    assert isinstance(found, Path)
    assert found.read_text() == "x"


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    assert shown(["nowhere/*.txt"], tmp_path) == ([], ["source-missing"])


def test_many_files_are_given_one_by_one(tmp_path: Path) -> None:
    """The walk doesn't look at the second folder before the first one's files are taken."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        for number in range(200):
            (tmp_path / folder / f"{number:03}.txt").touch()
    walk = iter(sources.find(["**/*.txt"], tmp_path))
    assert next(walk) == tmp_path / "a" / "000.txt"
    (tmp_path / "b" / "000.txt").unlink()
    assert len(list(walk)) == 398
