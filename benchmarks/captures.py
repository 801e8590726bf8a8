"""How well captured news pages are read: `python benchmarks/captures.py FOLDER [--show]`.

The folder holds pages and what a careful reader takes from them: `NAME.txt`,
`NAME.w3m.txt`, `NAME.html` and `NAME.gold.json`. The gold gives `site_timezone`, `lang`,
`url`, `reference_day` (the day of capture, or null) and `rows`, each with `title` and
`published_local` (`2020-10-14T16:56`, `2020-10-14` or null) or
`published_local_given_reference_day`.

Printed for each page and in all, for each rendering:
  rows    rows of the gold, and how many of them were found
  right   datable rows that have the right date, of all datable rows
  wrong   rows with another date, or with one where the page can't say, of all dated ones
  whole   found rows whose title is exactly the gold's
  more    drafts that the gold doesn't list (its lists aren't every list of the page)
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from pagefeed import clean, dates, sources
from pagefeed.converters import convert
from pagefeed.model import Draft, Page, Reading, Stamp

RENDERINGS = ("txt", "w3m.txt", "html")
ALIKE = 80.0  # per cent of likeness at which a torn title still counts as found


@dataclass
class Score:
    """The figures of one rendering of one page, or of many."""

    rows: int = 0
    found: int = 0
    datable: int = 0
    right: int = 0
    dated: int = 0
    wrong: int = 0
    whole: int = 0
    more: int = 0
    seconds: float = 0.0
    size: int = 0
    remarks: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another page in."""
        for name in (
            "rows",
            "found",
            "datable",
            "right",
            "dated",
            "wrong",
            "whole",
            "more",
            "size",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.seconds += other.seconds

    def line(self, name: str) -> str:
        """One line of the table."""
        right = f"{self.right}/{self.datable}"
        share = f"{100 * self.right / self.datable:5.1f} %" if self.datable else "      -"
        wrong = f"{self.wrong}/{self.dated}"
        speed = f"{self.seconds / self.size * 1e6:6.2f} s/MB" if self.size else ""
        return (
            f"{name:<28}{self.found:>5}/{self.rows:<5}{right:>9} {share} {wrong:>9}"
            f"{self.whole:>7}{self.more:>7} {speed}"
        )


def main() -> None:
    """Print the table of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="every row that isn't right")
    parser.add_argument("--only", default="", help="a page's name")
    parser.add_argument("--rendering", action="append", choices=RENDERINGS)
    options = parser.parse_args()
    golds = sorted(options.folder.glob("*.gold.json"))
    if not golds:
        sys.exit(f"no NAME.gold.json in {options.folder}")
    print(f"{'':<28}{'rows':>8}{'right':>12}{'':>9}{'wrong':>8}{'whole':>7}{'more':>7}")
    for rendering in options.rendering or RENDERINGS:
        total = Score()
        for gold_path in golds:
            name = gold_path.name.removesuffix(".gold.json")
            page_path = options.folder / f"{name}.{rendering}"
            if (options.only and options.only != name) or not page_path.exists():
                continue
            gold = json.loads(gold_path.read_text(encoding="utf-8"))
            score = measure(page_path, gold)
            total.add(score)
            print(score.line(f"{name}.{rendering}"))
            if options.show:
                print("\n".join(f"    {remark}" for remark in score.remarks))
        print(total.line(f"all .{rendering}"), end="\n\n")


def measure(path: Path, gold: dict[str, Any]) -> Score:
    """Read one page as a source with the gold's zone and language would, and compare."""
    reading = Reading(timezone=gold["site_timezone"], language=gold.get("lang"))
    captured = _captured(gold)
    drafts: list[Draft] = []
    score = Score(size=path.stat().st_size)
    started = time.process_time()
    for page in sources.read(path, locator=path.name, source="captures", reading=reading):
        if isinstance(page, Page):
            known = _with_capture(page, captured, gold)
            drafts += convert(known, reading).drafts
    score.seconds = time.process_time() - started
    _compare(score, gold["rows"], drafts, gold["site_timezone"])
    return score


def _captured(gold: dict[str, Any]) -> datetime | None:
    """The last moment of the day of capture, where the gold knows the day."""
    if not gold.get("reference_day"):
        return None
    day = datetime.fromisoformat(gold["reference_day"])
    return dates.localize(day + timedelta(hours=23, minutes=59, seconds=59), gold["site_timezone"])[
        0
    ]


def _with_capture(page: Page, captured: datetime | None, gold: dict[str, Any]) -> Page:
    from dataclasses import replace

    return replace(page, captured=captured, url=page.url or gold.get("url"))


def _compare(score: Score, rows: list[dict[str, Any]], drafts: list[Draft], zone: str) -> None:
    free = [draft for draft in drafts if draft.kind != "article"]
    score.rows = len(rows)
    for row in rows:
        wanted = row.get("published_local") or row.get("published_local_given_reference_day")
        score.datable += wanted is not None
        draft = _best(row["title"], wanted, free)
        if draft is None:
            score.remarks.append(f"missing: {row['time_text']} | {row['title'][:90]}")
            continue
        free.remove(draft)
        score.found += 1
        whole = clean.key(draft.title) == clean.key(row["title"])
        score.whole += whole
        if not whole:
            score.remarks.append(f"torn: {row['title'][:80]!r} is {draft.title[:110]!r}")
        if draft.published is not None:
            score.dated += 1
            said = draft.published.when.replace(tzinfo=None).isoformat(timespec="minutes")
            if wanted is not None and (
                said.startswith(wanted) or _at_home(draft.published, zone) == wanted
            ):
                score.right += 1
            else:
                score.wrong += 1
                score.remarks.append(f"wrong: {row['time_text']} is {said}, not {wanted}")
        elif wanted is not None:
            score.remarks.append(f"undated: {row['time_text']} | {row['title'][:80]}")
    score.more = len(free)


def _at_home(stamp: Stamp, zone: str) -> str:
    """An instant as the site's clock shows it: "1825 GMT" is 14:25 in New York."""
    return (
        stamp.when.astimezone(dates.zone(zone)).replace(tzinfo=None).isoformat(timespec="minutes")
    )


def _best(title: str, wanted: str | None, drafts: list[Draft]) -> Draft | None:
    key = clean.key(title)
    best: Draft | None = None
    most = ALIKE
    for draft in drafts:
        other = clean.key(draft.title)
        likeness = 100.0 if other == key else fuzz.ratio(key, other)
        if key in other and likeness < 100:
            likeness = max(likeness, 85.0)
        if likeness < ALIKE:
            continue
        said = draft.published.when.replace(tzinfo=None).isoformat() if draft.published else ""
        likeness += 5 if wanted and said.startswith(wanted) else 0
        if likeness > most or (best is None and likeness >= most):
            best, most = draft, likeness
    return best


if __name__ == "__main__":
    main()
