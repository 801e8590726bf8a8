"""Cases of HTML pages and feeds with the items expected, found by folder.

A case is a folder with `page.html` (or what `page` names), `reading.toml` (why it is
there, and how the page is read), `expected.json`, and where it is about that
`page.meta.toml`. It is read as a build reads it: bytes through `sources`, then
`converters`. An expected item states what it is about: kind, title, date and link
always, other fields where they matter.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pagefeed import dates, sources
from pagefeed.converters import convert
from pagefeed.model import Draft, Page, Problem, Reading, Selectors

_READING = ("timezone", "language", "date_order", "category")


@dataclass(frozen=True)
class Case:
    folder: Path
    why: str
    file: Path
    reading: Reading
    captured: str | None

    def run(self) -> tuple[list[Draft], list[Problem]]:
        drafts: list[Draft] = []
        problems: list[Problem] = []
        for page in sources.read(
            self.file, locator=self.file.name, source="cases", reading=self.reading
        ):
            if isinstance(page, Problem):
                problems.append(page)
                continue
            conversion = convert(self._captured(page), self.reading)
            drafts += conversion.drafts
            problems += conversion.problems
        return drafts, problems

    def _captured(self, page: Page) -> Page:
        if self.captured is None:
            return page
        stamp = dates.machine(self.captured, self.reading.timezone)
        assert stamp is not None, "captured is no instant"
        return replace(page, captured=stamp.when)

    @property
    def expected(self) -> dict[str, Any]:
        table: dict[str, Any] = json.loads((self.folder / "expected.json").read_text("utf-8"))
        return table


def found(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/reading.toml"))


def load(folder: Path) -> Case:
    table = tomllib.loads((folder / "reading.toml").read_text("utf-8"))
    selectors = Selectors(**table["selectors"]) if "selectors" in table else None
    reading = Reading(**{key: table[key] for key in _READING if key in table}, selectors=selectors)
    return Case(
        folder=folder,
        why=table["why"],
        file=folder / table.get("page", "page.html"),
        reading=reading,
        captured=table.get("captured"),
    )


def as_item(draft: Draft) -> dict[str, Any]:
    """Everything of a draft that an expected item may state."""
    stamp = draft.published
    return {
        "kind": draft.kind,
        "title": draft.title,
        "published": stamp.when.isoformat() if stamp else None,
        "precision": stamp.precision.value if stamp else None,
        "evidence": ", ".join(each.value for each in stamp.evidence) if stamp else None,
        "modified": draft.modified.when.isoformat() if draft.modified else None,
        "link": draft.link,
        "categories": list(draft.categories),
        "section": draft.section,
        "summary": draft.summary,
        "content": draft.content,
        "author": draft.author,
        "language": draft.language,
        "image": draft.enclosures[0].url if draft.enclosures else None,
        "guid": draft.guid,
    }
