"""`pagefeed diff`: what the next build would change for a subscriber; it changes nothing.

Owns the arguments, the printing and the exit code. What changes is found in
`pagefeed.pipeline.preview`.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pagefeed import cli
from pagefeed.cli import options

if TYPE_CHECKING:
    from pagefeed.model import Problem
    from pagefeed.pipeline.preview import Change

_GROUPS = {
    "new": "new",
    "revised": "revised",
    "redated": "with another date",
    "reordered": "in another place",
    "dropped": "out of the window, still in the archives",
    "gone": "gone from the feed",
}
_SHOWN = 10  # items of each group, in text


@click.command(name="diff")
@options.config()
@options.output("The hosted folder.")
@options.state()
@options.home()
@options.jobs()
@click.option("--full", is_flag=True, help="As `build --full`: read every page again.")
@click.option(
    "--most",
    default=50,
    show_default=True,
    type=click.IntRange(0, 100),
    help="Warn when more than this percentage of a feed would come up as new.",
)
@options.form()
def command(
    config: str,
    output: str,
    state: str | None,
    home: str | None,
    jobs: int,
    full: bool,
    most: int,
    form: str,
) -> int:
    """Show what the next build would change for a subscriber.

    Exit 1 when more than --most percent of a feed that exists would come up as new, or
    when the build would report problems.
    """
    from pagefeed.config import load
    from pagefeed.pipeline.preview import preview

    changes, problems = preview(
        load(Path(config), home=home),
        state=state or cli.state_of(Path(config)),
        output=Path(output),
        now=cli.now(),
        jobs=jobs,
        full=full,
    )
    flooded = [change for change in changes if change.share * 100 > most]
    if form == "json":
        for change in changes:
            click.echo(json.dumps(_fields(change, most), ensure_ascii=False))
    else:
        _text(changes)
    _talk(flooded, problems)
    return 1 if flooded or problems else 0


def _fields(change: Change, most: int) -> dict[str, object]:
    fields = asdict(change)
    fields["share"] = round(change.share, 3)
    fields["flood"] = change.share * 100 > most
    return fields


def _text(changes: tuple[Change, ...]) -> None:
    for change in changes:
        if not change and change.existing:
            continue
        head = change.slug if change.existing else f"{change.slug} (a new feed)"
        click.echo(f"{head}: {change.title}")
        for name, words in _GROUPS.items():
            entries = getattr(change, name)
            if not entries:
                continue
            click.echo(f"  {len(entries)} {words}")
            for entry in entries[:_SHOWN]:
                click.echo(f"    {entry.title}  {entry.id}")
            if len(entries) > _SHOWN:
                click.echo(f"    ... and {len(entries) - _SHOWN} more")
    if not any(changes):
        click.echo("Nothing changes for any subscriber.")


def _talk(flooded: list[Change], problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        place = f"{problem.where}:{problem.line}" if problem.line else problem.where
        click.echo(f"{place}: {problem.message} [{problem.code}]", err=True)
    for change in flooded:
        click.echo(
            f"{change.slug}: warning: {len(change.new)} of {change.items} items would come up as"
            " new in every subscriber's reader. If they aren't, look at the source's settings"
            " before you build; `pagefeed explain` tells where an item comes from.",
            err=True,
        )
