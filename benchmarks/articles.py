"""How well saved articles are read: `python benchmarks/articles.py FOLDER [--show]`.

The folder holds `NAME.html` and `NAME.json` with what a careful reader takes from it:
`title`, `date` (2020-10-14, or null where the page states none), and where known `url`
and `timezone`. Printed: titles right, dates right, dates wrong, seconds a megabyte.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path

from pagefeed import clean, sources
from pagefeed.converters import convert
from pagefeed.model import Draft, Page, Reading


def main() -> None:
    """Print the figures of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="every page that isn't right")
    options = parser.parse_args()
    golds = sorted(options.folder.glob("*.json"))
    if not golds:
        sys.exit(f"no NAME.json in {options.folder}")
    titles = dates = wrong = undated = size = 0
    seconds = 0.0
    for path in golds:
        gold = json.loads(path.read_text(encoding="utf-8"))
        page = path.with_suffix(".html")
        started = time.perf_counter()
        draft = read(page, gold.get("timezone") or "UTC", gold.get("url"))
        seconds += time.perf_counter() - started
        size += page.stat().st_size
        said = draft.published.when.date().isoformat() if draft and draft.published else None
        right = draft is not None and _loose(draft.title) == _loose(gold["title"])
        titles += right
        dates += said == gold["date"]
        wrong += said is not None and said != gold["date"]
        undated += said is None and gold["date"] is not None
        if options.show and not (right and said == gold["date"]):
            print(f"{path.stem}: {said} for {gold['date']}; {draft.title if draft else None!r}")
    count = len(golds)
    print(f"titles right {titles}/{count} ({100 * titles / count:.1f} %)")
    print(
        f"dates right {dates}/{count} ({100 * dates / count:.1f} %), wrong {wrong}, undated {undated}"
    )
    print(f"{seconds / size * 1e6:.2f} s/MB")


def read(path: Path, timezone: str, url: str | None) -> Draft | None:
    """The article that is taken from a page, as a source would take it."""
    from dataclasses import replace

    reading = Reading(timezone=timezone)
    for page in sources.read(path, locator=path.name, source="articles", reading=reading):
        if isinstance(page, Page):
            known = replace(page, url=page.url or url)
            for draft in convert(known, reading).drafts:
                if draft.kind == "article":
                    return draft
    return None


def _loose(text: str) -> str:
    """Letters and digits: quotes and dashes are typed in many ways."""
    return re.sub(r"[\W_]+", " ", clean.key(text)).strip()


if __name__ == "__main__":
    main()
