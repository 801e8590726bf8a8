"""Parsers from npm read every document that is built, with the same items."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from programs import need
from seen import FORMATS, Seen, compare, documents, instant

NODE = Path(__file__).parents[1] / "node"
READERS = {
    "rss-parser": ("rss", "atom"),  # it doesn't know JSON Feed
    "feedsmith": ("rss", "atom", "json"),
    "feed-extractor": ("rss", "atom", "json"),
}


@pytest.fixture(scope="module")
def seen(outputs: tuple[Path, Path]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """What each parser made of each file: one call of Node for all."""
    need("node")
    if not (NODE / "node_modules/feedsmith").is_dir():
        reason = "needs tests/node/node_modules: npm ci --prefix tests/node"
        if os.environ.get("PAGEFEED_REQUIRE_PROGRAMS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    files = [str(folder / name) for folder in documents(*outputs) for name in FORMATS.values()]
    done = subprocess.run(
        ["node", "read.mjs", *files], cwd=NODE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {(line["parser"], line["path"]): line["entries"] for line in lines}


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name, forms in READERS.items() for form in forms]
)
def test_a_parser_sees_the_same_items(
    outputs: tuple[Path, Path],
    seen: dict[tuple[str, str], list[dict[str, Any]]],
    name: str,
    form: str,
) -> None:
    """Ids, titles, links, dates and categories, in every document, in the same order."""

    def read(path: Path) -> list[Seen]:
        return [
            Seen(
                id=entry.get("id"),
                title=entry.get("title"),
                link=entry.get("link"),
                published=instant(entry.get("published")),
                categories=tuple(entry.get("categories") or ()),
            )
            for entry in seen[name, str(path)]
        ]

    compare(name, form, documents(*outputs), read)
