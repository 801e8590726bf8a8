"""Markers of documents that were published once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagefeed import gone


def _files(root: Path) -> list[str]:
    return sorted(str(p.relative_to(root)) for p in root.rglob("*") if p.is_file())


def test_a_deleted_document_is_gone_and_its_folder_too(tmp_path: Path) -> None:
    gone.record(tmp_path, deleted=["videos/2021/05/index.html"], present=[])
    assert gone.is_gone(tmp_path, "videos/2021/05/index.html")
    assert gone.is_gone(tmp_path, "videos/2021/05/")
    assert not gone.is_gone(tmp_path, "videos/2021/")
    assert not gone.is_gone(tmp_path, "")
    assert not gone.is_gone(tmp_path, "videos/2021/05/rss.xml")


def test_a_document_that_comes_back_leaves_no_trace(tmp_path: Path) -> None:
    gone.record(tmp_path, deleted=["a/b/index.html", "a/c/index.html"], present=[])
    gone.record(tmp_path, deleted=[], present=["a/b/index.html", "d/index.html"])
    assert _files(tmp_path) == [".gone/a/c/index.html"]
    gone.record(tmp_path, deleted=["a/c/index.html"], present=["a/c/index.html"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "path", ["../secret", "/etc/passwd", ".hidden/x", "a/../../x", "a/.b", "", "a\x00b", "a\\..\\b"]
)
def test_paths_that_never_were_published_mark_nothing(tmp_path: Path, path: str) -> None:
    root = tmp_path / "output"
    root.mkdir()
    gone.record(root, deleted=[path], present=[])
    assert _files(tmp_path) == []
    assert not gone.is_gone(root, path)


def test_marking_twice_is_marking_once(tmp_path: Path) -> None:
    for _ in range(2):
        gone.record(tmp_path, deleted=["x/rss.xml"], present=[])
    assert _files(tmp_path) == [".gone/x/rss.xml"]
