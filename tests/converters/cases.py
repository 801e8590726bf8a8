"""Cases of pages with the items expected, found by folder.

A case is a folder with `page.txt`, `reading.toml` (why it is there, and how the page is
read) and `expected.json`. Fields that an item leaves out have the defaults below.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pagefeed import dates
from pagefeed.converters import convert
from pagefeed.model import Conversion, Draft, Page, Reading, Words

DEFAULTS: dict[str, Any] = {
    "kind": "story",
    "categories": ["News"],
    "section": "",
    "precision": "minute",
    "evidence": "written",
    "summary": "",
    "link": None,
}
_READING = ("timezone", "language", "date_order", "category")


@dataclass(frozen=True)
class Case:
    folder: Path
    why: str
    page: Page
    reading: Reading

    @property
    def expected_file(self) -> Path:
        return self.folder / "expected.json"

    def conversion(self) -> Conversion:
        return convert(self.page, self.reading)


def found(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/reading.toml"))


def load(folder: Path) -> Case:
    table = tomllib.loads((folder / "reading.toml").read_text(encoding="utf-8"))
    file = folder / table.get("page", "page.txt")
    data = file.read_bytes()
    zone = table["timezone"]
    captured = None
    if "captured" in table:
        stamp = dates.machine(table["captured"], zone)
        assert stamp is not None, "captured is no instant"
        captured = stamp.when
    words = Words(**{key: _tuples(value) for key, value in table.get("words", {}).items()})
    reading = Reading(
        **{key: table[key] for key in _READING if key in table},
        rows=tuple(table.get("rows", ())),
        words=words,
    )
    page = Page(
        source="cases",
        locator=file.name,
        media="text",
        text=data.decode("utf-8"),
        digest=hashlib.sha256(data).hexdigest(),
        captured=captured,
    )
    return Case(folder=folder, why=table["why"], page=page, reading=reading)


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def as_expected(draft: Draft) -> dict[str, Any]:
    """A draft as an expected item, without the fields that have their default."""
    stamp = draft.published
    item: dict[str, Any] = {
        "line": draft.line,
        "kind": draft.kind,
        "title": draft.title,
        "categories": list(draft.categories),
        "section": draft.section,
        "published": stamp.when.isoformat() if stamp else None,
        "precision": stamp.precision.value if stamp else None,
        "evidence": ", ".join(each.value for each in stamp.evidence) if stamp else None,
        "summary": draft.summary,
        "link": draft.link,
    }
    return {key: value for key, value in item.items() if DEFAULTS.get(key, ...) != value}


def completed(item: dict[str, Any]) -> dict[str, Any]:
    """An expected item with the defaults; an undated one has no precision and no evidence."""
    defaults = dict(DEFAULTS)
    if item.get("published") is None:
        defaults |= {"precision": None, "evidence": None}
    return defaults | item


def expected(case: Case) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(case.expected_file.read_text(encoding="utf-8"))
    return {
        "items": [completed(item) for item in table["items"]],
        "problems": table.get("problems", []),
    }


def actual(conversion: Conversion) -> dict[str, Any]:
    return {
        "items": [completed(as_expected(draft)) for draft in conversion.drafts],
        "problems": [
            {"code": problem.code, "line": problem.line} for problem in conversion.problems
        ],
    }


def write(case: Case, conversion: Conversion) -> None:
    items = []
    for draft in conversion.drafts:
        item = as_expected(draft)
        if item.get("published") is None:
            item = {key: value for key, value in item.items() if value is not None}
            item["published"] = None
        items.append(item)
    table: dict[str, Any] = {"items": items}
    if conversion.problems:
        table["problems"] = actual(conversion)["problems"]
    text = json.dumps(table, ensure_ascii=False, indent=2)
    case.expected_file.write_text(text + "\n", encoding="utf-8")
