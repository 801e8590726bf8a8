"""`pagefeed inspect`: what would be taken from a page, and why.

Owns the arguments, the reading of the files and the exit code: 0 all well, 1 problems
were found, 2 nothing could be done. How it is shown to people is `shown`'s business.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from pagefeed import config, converters, dates, sources
from pagefeed.cli.problems import printable
from pagefeed.errors import UsageError
from pagefeed.model import Conversion, DateOrder, Draft, Page, Problem, Reading

_SETTINGS = "publication.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of one call."""

    config: Path
    timezone: str | None
    language: str | None
    order: DateOrder | None
    rows: tuple[str, ...]
    captured: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One page, how it was read, and what came of it."""

    page: Page
    reading: Reading
    conversion: Conversion
    covered: bool  # by a source of the settings


@click.command("inspect")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, path_type=Path),
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--config",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("feeds"),
    show_default=True,
    help="The settings folder; its sources say how pages are read.",
)
@click.option("--timezone", metavar="ZONE", help="IANA name, for pages that no source covers.")
@click.option("--language", metavar="TAG", help="BCP 47 tag: hy, pt-BR.")
@click.option("--captured", metavar="INSTANT", help="When the pages were captured (ISO 8601).")
@click.option("--url", metavar="URL", help="Where the page was captured from.")
@click.option(
    "--date-order", "order", type=click.Choice(["DMY", "MDY", "YMD"]), help="How 02/09 is read."
)
@click.option(
    "--row",
    "rows",
    multiple=True,
    metavar="PATTERN",
    help='A row pattern to try: "{H}:{M} • {d}.{m}.{y} {title}".',
)
@click.option("--settings", is_flag=True, help="Print a [[sources]] block for these files.")
def command(
    files: tuple[Path, ...],
    form: str,
    folder: Path,
    timezone: str | None,
    language: str | None,
    captured: str | None,
    url: str | None,
    order: DateOrder | None,
    rows: tuple[str, ...],
    settings: bool,
) -> int:
    """Show what would be taken from pages, and why.

    Each item comes with its line, its date and how the date is known. A page that a
    source of the settings covers is read as that source says; options win.
    """
    asked = Asked(
        config=folder, timezone=timezone, language=language, order=order, rows=rows,
        captured=captured, url=url,
    )  # fmt: skip
    problems: list[Problem] = []
    pages: list[Seen] = []
    for one in inspected(files, asked):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        problems.extend(one.conversion.problems)
        if form == "json" and not settings:
            for draft in one.conversion.drafts:
                click.echo(as_json(one.page, draft))
        else:
            pages.append(one)
    _show(pages, files, asked, settings=settings)
    for problem in problems:
        click.echo(_line(problem), err=True)
    return 1 if problems else 0


def _show(pages: list[Seen], files: tuple[Path, ...], asked: Asked, *, settings: bool) -> None:
    from pagefeed.cli import shown

    if settings:
        click.echo(shown.settings_block(pages, files, asked.config), nl=False)
        return
    for one in pages:
        shown.page(one, colours=sys.stdout.isatty())


def inspected(files: tuple[Path, ...], asked: Asked) -> Iterator[Seen | Problem]:
    """Every page of the files, read and converted.

    Raises UsageError where a file's zone isn't known, and SettingsError.
    """
    settings = config.load(asked.config) if (asked.config / _SETTINGS).is_file() else None
    captured = _instant(asked)
    for file in files:
        source = settings.source_of(file) if settings is not None else None
        reading = _reading(asked, None if source is None else source.reading, file)
        name = file.name if source is None else source.name
        for page in sources.read(file, locator=str(file), source=name, reading=reading):
            if isinstance(page, Problem):
                yield page
                continue
            known = replace(
                page, captured=captured or page.captured, url=asked.url or page.url,
                language=asked.language or page.language,
            )  # fmt: skip
            yield Seen(
                page=known,
                reading=reading,
                conversion=converters.convert(known, reading),
                covered=source is not None,
            )


def _reading(asked: Asked, own: Reading | None, file: Path) -> Reading:
    zone = asked.timezone or (own.timezone if own is not None else None)
    if zone is None:
        raise UsageError(
            f"no source of {asked.config / _SETTINGS} covers it, so its dates have no zone",
            where=str(file),
            hint="Say which, as in --timezone Europe/Berlin.",
        )
    dates.zone(zone)
    reading = own if own is not None else Reading(timezone=zone)
    return replace(
        reading,
        timezone=zone,
        language=asked.language or reading.language,
        date_order=asked.order or reading.date_order,
        rows=asked.rows or reading.rows,
    )


def _instant(asked: Asked) -> datetime | None:
    if asked.captured is None:
        return None
    found = dates.machine(asked.captured, asked.timezone or "UTC")
    if found is None:
        raise UsageError(
            f"expected an instant such as 2024-11-19T15:00+04:00, got {asked.captured!r}",
            where="--captured",
        )
    return found.when


def as_json(page: Page, draft: Draft) -> str:
    """One line: what `build` would be given."""
    import msgspec

    stamp = draft.published
    fields: dict[str, object] = {
        "source": page.locator,
        "line": draft.line,
        "kind": draft.kind,
        "title": draft.title,
        "categories": list(draft.categories),
        "section": draft.section,
        "published": None if stamp is None else stamp.when.isoformat(),
        "precision": None if stamp is None else stamp.precision.value,
        "evidence": None if stamp is None else ", ".join(each.value for each in stamp.evidence),
        "summary": draft.summary,
        "link": draft.link,
    }
    return msgspec.json.encode(fields).decode()


def _line(problem: Problem) -> str:
    place = f"{problem.where}:{problem.line}" if problem.line else problem.where
    hint = f". {problem.hint}" if problem.hint else ""
    return printable(f"{place}: {problem.severity.value} {problem.code}: {problem.message}{hint}")
