"""How `pagefeed inspect` shows a page to people: tables, marked lines, advice, settings.

Owns wording and colours of what was understood. It decides nothing about a page.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from pagefeed.cli.problems import printable
from pagefeed.model import Draft, Evidence, Stamp

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from pagefeed.cli.inspect import Seen

_PIPED_WIDTH = 120  # columns where nobody's terminal says how many
_EXAMPLES = 4  # lines shown of each kind of leftover


def page(seen: Seen, *, colours: bool) -> None:
    """Print one page: what was found, the lines it was found in, what was left over."""
    from rich.console import Console

    width = None if colours else _PIPED_WIDTH
    console = Console(width=width, highlight=False, emoji=False, markup=False)
    console.print(_summary(seen), style="bold")
    if seen.conversion.drafts:
        _items(console, seen)
        _marked(console, seen)
    _leftovers(console, seen)
    advice = _advice(seen)
    if advice:
        console.print("What would change this:", style="bold")
        for line in advice:
            console.print(f"  {line}")
    console.print()


def _summary(seen: Seen) -> str:
    drafts = seen.conversion.drafts
    kinds = Counter(draft.kind for draft in drafts)
    parts = ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "nothing"
    undated = sum(1 for draft in drafts if draft.published is None)
    language = seen.page.language or seen.reading.language or "no language set"
    captured = seen.page.captured
    when = f", captured {captured.isoformat()}" if captured else ""
    dated = f", {undated} undated" if undated else ""
    name = printable(seen.page.locator)
    return (
        f"{name}: {len(drafts)} items ({parts}{dated}); {seen.reading.timezone}, {language}{when}"
    )


def _items(console: Console, seen: Seen) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("line", justify="right", style="dim")
    table.add_column("kind")
    table.add_column("published", style="cyan", no_wrap=True)
    table.add_column("known by", style="dim")
    table.add_column("category", style="magenta")
    table.add_column("title", style="green", ratio=1)
    for draft in seen.conversion.drafts:
        table.add_row(
            str(draft.line),
            draft.kind,
            _when(draft.published),
            _known_by(draft.published),
            printable(", ".join(draft.categories)),
            printable(draft.title),
        )
    console.print(table)
    console.print()


def _when(stamp: Stamp | None) -> str:
    if stamp is None:
        return "undated"
    text = stamp.when.isoformat(timespec="seconds")
    return text[:10] if stamp.precision.value == "day" else text


def _known_by(stamp: Stamp | None) -> str:
    return "" if stamp is None else ", ".join(each.value for each in stamp.evidence)


def _marked(console: Console, seen: Seen) -> None:
    """The lines that items were taken from, with title, date and category in colours."""
    if seen.page.media != "text":
        return
    lines = seen.page.text.split("\n")
    console.print("On the page:", style="bold")
    for draft in seen.conversion.drafts:
        if 0 < draft.line <= len(lines):
            console.print(f"{draft.line:>6} ", style="dim", end="")
            console.print(_coloured(lines[draft.line - 1], draft, seen), soft_wrap=True)
    console.print()


def _coloured(line: str, draft: Draft, seen: Seen) -> Text:
    from rich.text import Text

    from pagefeed import dates

    text = Text(printable(line))
    start = text.plain.find(draft.title)
    if start >= 0:
        text.stylize("green", start, start + len(draft.title))
    for category in draft.categories:
        place = text.plain.find(category)
        if place >= 0 and not (start >= 0 and start <= place < start + len(draft.title)):
            text.stylize("magenta", place, place + len(category))
    language = seen.page.language or seen.reading.language
    for written in dates.find(text.plain, language):
        if start < 0 or not start <= written.start < start + len(draft.title):
            text.stylize("cyan", written.start, written.end)
    return text


def _leftovers(console: Console, seen: Seen) -> None:
    reasons: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for left in seen.conversion.leftovers:
        reasons[left.why].append((left.line, left.text))
    if not reasons:
        return
    console.print("Left over:", style="bold")
    for why, lines in sorted(reasons.items(), key=lambda reason: -len(reason[1])):
        count = len(lines)
        console.print(f"  {count} {'line' if count == 1 else 'lines'}: {why}", style="yellow")
        for number, text in lines[:_EXAMPLES]:
            console.print(f"{number:>6} {printable(text)[:100]}", style="dim", soft_wrap=True)
        if count > _EXAMPLES:
            console.print(f"       … and {count - _EXAMPLES} more", style="dim")
    console.print()


def _advice(seen: Seen) -> list[str]:
    """The settings that would change what was understood of the page."""
    drafts = seen.conversion.drafts
    evidence = {each for draft in drafts if draft.published for each in draft.published.evidence}
    codes = {problem.code for problem in seen.conversion.problems}
    language = seen.page.language or seen.reading.language
    found: list[str] = []
    if Evidence.ORDER_CUSTOM in evidence:
        found.append('date_order = "DMY" (or "MDY", "YMD"): nothing on the page decides 02/09')
    if Evidence.YEAR_INFERRED in evidence and seen.page.captured is None:
        found.append(
            "--captured INSTANT (or captured in NAME.meta.toml): years are counted back from the "
            "page's newest full date"
        )
    if "date-incomplete" in codes:
        found.append("--captured INSTANT (or captured in NAME.meta.toml): dates without a day")
    if language is None:
        found.append('language = "en" (or another): names of months are read in every language')
    if "date-ambiguous" in codes:
        found.append('language = "pl" (or another): a month\'s name means two months')
    if not drafts:
        found.append('rows = ["{H}:{M} • {d}.{m}.{y} {title}"]: say how a row is written')
    if any(draft.categories[:1] == (seen.reading.words.story_category,) for draft in drafts):
        found.append(
            "words.story_category: the category of rows that stand under no heading, or "
            'category = "..." for all of the source'
        )
    return found


def settings_block(pages: list[Seen], files: tuple[Path, ...], folder: Path) -> str:
    """A `[[sources]]` block, ready for publication.toml, that reads these files the same way."""
    if not pages:
        return ""
    reading = pages[0].reading
    language = reading.language or pages[0].page.language
    lines = ["[[sources]]", f"files = {_patterns(files, folder)}"]
    lines.append(f'timezone = "{reading.timezone}"')
    if language:
        lines.append(f"language = {_quoted(language)}")
    evidence = {
        each
        for seen in pages
        for draft in seen.conversion.drafts
        if draft.published
        for each in draft.published.evidence
    }
    if reading.date_order:
        lines.append(f'date_order = "{reading.date_order}"')
    elif Evidence.ORDER_CUSTOM in evidence:
        lines.append('# date_order = "DMY"  # nothing on the page decides how 02/09 is read')
    if reading.rows:
        lines.append(f"rows = [{', '.join(_quoted(each) for each in reading.rows)}]")
    if reading.category:
        lines.append(f"category = {_quoted(reading.category)}")
    return "\n".join(lines) + "\n"


def _patterns(files: tuple[Path, ...], folder: Path) -> str:
    """The files as patterns relative to the settings folder: one for each folder and suffix."""
    seen: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        parent = os.path.relpath(file.resolve().parent, folder.resolve())
        seen[f"{Path(parent).as_posix()}/*{file.suffix}"].append(file)
    found = [
        pattern if len(group) > 1 else f"{pattern.rpartition('/')[0]}/{group[0].name}"
        for pattern, group in seen.items()
    ]
    if len(found) == 1:
        return _quoted(found[0])
    return f"[{', '.join(_quoted(each) for each in found)}]"


def _quoted(text: str) -> str:
    """A TOML basic string (https://toml.io/en/v1.0.0#string)."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
