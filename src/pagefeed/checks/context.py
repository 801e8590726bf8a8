"""What a check knows of the document besides its bytes, and the problems found so far.

Makes Problems from the table of rules. Knows no format.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from pagefeed.checks import rules
from pagefeed.model import Problem

_BLANKS = re.compile(r"\s+")
_SHOWN = 100  # characters of the offending text
LISTED = 100  # problems of one kind that are listed for one document; the others are counted


@dataclass(slots=True, kw_only=True)
class Context:
    """One document's name, where it was fetched from, as what, and what was found."""

    name: str = ""  # the file, as a person would type it
    url: str | None = None
    content_type: str | None = None  # the whole header: "application/rss+xml; charset=utf-8"
    source: str = ""  # the decoded text, for what a parsed tree no longer tells
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)  # by code, listed or not

    def problem(
        self, code: str, *, line: int | None = None, path: str = "", text: str = "", **found: object
    ) -> Problem:
        """The Problem of the rule `code`; `found` fills the names in its sentence.

        Raises:
            KeyError: no rule has that code, or its sentence names something not given.
        """
        row = rules.by_code()[code]
        return Problem(
            severity=row.severity,
            code=code,
            where=self.name or self.url or "",
            message=row.wrong.format_map({k: _shortened(str(v)) for k, v in found.items()}),
            hint=row.mend,
            line=line,
            path=path,
            text=_shortened(text),
            section=row.section,
        )

    def report(
        self, code: str, *, line: int | None = None, path: str = "", text: str = "", **found: object
    ) -> None:
        """Add `problem(...)` to what was found."""
        if self.room(code):
            self.problems.append(self.problem(code, line=line, path=path, text=text, **found))

    def room(self, code: str) -> bool:
        """Count a problem; whether it is to be listed, or there are enough of its kind."""
        self.counts[code] += 1
        return self.counts[code] <= LISTED

    def close(self) -> tuple[Problem, ...]:
        """Everything found, and how many problems were only counted."""
        for code, count in list(self.counts.items()):
            if count > LISTED:
                self.report("document-more-problems", count=count - LISTED, found=code)
        return tuple(self.problems)


def _shortened(text: str) -> str:
    text = _BLANKS.sub(" ", text[: 4 * _SHOWN]).strip()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
