"""`pagefeed build`: sources to output/."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from pagefeed import cli
from pagefeed.model import Problem, Severity


@click.command(name="build")
@click.option("--config", default="feeds", show_default=True, help="The settings folder.")
@click.option("--output", default="output", show_default=True, help="The folder to host.")
@click.option(
    "--state",
    default=None,
    help="The ledger: a file, or a database URL.  [default: .pagefeed/ledger.db beside the settings]",
)
@click.option("--home", default=None, help="Where output/ will be hosted; overrides the settings.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
@click.option("--full", is_flag=True, help="Read every page and render every file again.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option(
    "--format", "form", default="text", type=click.Choice(["text", "json"]), show_default=True
)
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
            click.echo(json.dumps(problem_fields(problem), ensure_ascii=False))
        click.echo(json.dumps(summary_fields(report, seconds), ensure_ascii=False))
    else:
        for problem in report.problems:
            click.echo(told(problem), err=True)
        _table(report, settings.publication.home, output, seconds, dry_run=dry_run)
    return 1 if report.problems else 0


def problem_fields(problem: Problem) -> dict[str, object]:
    """A problem as one JSON object."""
    return {"file": problem.where, **{k: v for k, v in asdict(problem).items() if k != "where"}}


def summary_fields(report: object, seconds: float) -> dict[str, object]:
    """The closing line of `--format json`."""
    from pagefeed.pipeline import Report

    assert isinstance(report, Report)
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


def told(problem: Problem) -> str:
    """A problem in a line: where, what, what next."""
    place = f"{problem.where}:{problem.line}" if problem.line else problem.where
    path = f" {problem.path}" if problem.path else ""
    hint = f". {problem.hint}" if problem.hint else ""
    mark = "error" if problem.severity is Severity.ERROR else "warning"
    return f"{place}:{path} {mark}: {problem.message}{hint} [{problem.code}]"


def _table(report: object, home: str, output: str, seconds: float, *, dry_run: bool) -> None:
    from pagefeed.pipeline import Report

    assert isinstance(report, Report)
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
