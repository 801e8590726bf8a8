"""`pagefeed build`: sources to output/."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pagefeed import cli
from pagefeed.cli import options

if TYPE_CHECKING:
    from pagefeed.pipeline import Report


@click.command(name="build")
@options.config()
@options.output("The folder to host.")
@options.state()
@options.home()
@options.jobs()
@click.option("--full", is_flag=True, help="Read every page and render every file again.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@options.form()
def command(
    config: str,
    output: str,
    state: str | None,
    home: str | None,
    jobs: int,
    full: bool,
    dry_run: bool,
    form: str,
) -> int:
    """Turn the sources into feeds, and write what changed."""
    from pagefeed import pipeline
    from pagefeed.cli import problems
    from pagefeed.config import load

    now, begun = cli.now(), time.monotonic()
    settings = load(Path(config), home=home)
    with _progress(shown=form == "text" and sys.stderr.isatty()) as say:
        report = pipeline.build(
            settings,
            state=state or cli.state_of(Path(config)),
            output=Path(output),
            now=now,
            jobs=jobs,
            full=full,
            dry_run=dry_run,
            say=say,
        )
    seconds = round(time.monotonic() - begun, 3)
    if form == "json":
        for problem in report.problems:
            click.echo(problems.as_json(problem))
        click.echo(json.dumps(_summary(report, seconds), ensure_ascii=False))
    else:
        for problem in report.problems:
            click.echo(problems.as_line(problem), err=True)
        _table(report, settings.publication.home, output, seconds, dry_run=dry_run)
    return 1 if report.problems else 0


def _summary(report: Report, seconds: float) -> dict[str, object]:
    """The closing line of `--format json`."""
    return {
        "pages": report.pages,
        "drafts": report.drafts,
        "items": report.items,
        "new": report.new,
        "revised": report.revised,
        "feeds": len(report.feeds),
        "files_written": report.files_written,
        "files_unchanged": report.files_unchanged,
        "problems": len(report.problems),
        "seconds": seconds,
    }


def _table(report: Report, home: str, output: str, seconds: float, *, dry_run: bool) -> None:
    width = max((len(slug) for slug, _, _ in report.feeds), default=4)
    click.echo(f"{'feed':<{width}}  items  title")
    for slug, title, count in report.feeds:
        click.echo(f"{slug:<{width}}  {count:>5}  {title}")
    verb = "would write" if dry_run else "wrote"
    click.echo(
        f"{report.items} items ({report.new} new, {report.revised} revised)"
        f" from {report.pages} {'page' if report.pages == 1 else 'pages'}: {verb}"
        f" {report.files_written} files to {output}/, {report.files_unchanged} unchanged,"
        f" in {seconds:.1f} s",
        err=True,
    )
    if not dry_run:
        click.echo(f"Subscribe to {home}all/rss.xml; look at it first: pagefeed serve", err=True)


@contextmanager
def _progress(*, shown: bool) -> Iterator[cli.Say]:
    """A bar for a person who watches; nothing otherwise."""
    if not shown:
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        tasks: dict[str, object] = {}

        def say(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

        yield say
