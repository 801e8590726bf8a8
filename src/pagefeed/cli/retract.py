"""`pagefeed retract`: takes an item back for good, or undoes that.

Owns the arguments and the printing. The next build does the rest: the item leaves every
feed and archive, and Atom feeds get a tombstone for it (RFC 6721).
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from pagefeed import cli
from pagefeed.cli import options
from pagefeed.errors import UsageError


@click.command(name="retract")
@click.argument("words", metavar="ID")
@click.option("--undo", is_flag=True, help="Put a retracted item back.")
@options.config()
@options.state()
@options.form()
def command(words: str, undo: bool, config: str, state: str | None, form: str) -> int:
    """Take an item back for good.

    ID is the item's id, the start of it, its URL or its place on our own pages; words of a
    title do where they mean one item only. It is never published again, even if a page
    still has it, until --undo. Exit 1 when there was nothing to do.
    """
    from pagefeed.ledger import open_ledger

    where = state or cli.state_of(Path(config))
    if "://" not in where and not Path(where).is_file():
        raise UsageError(
            "there is no ledger yet", where=where, hint="Build first, or say --config or --state"
        )
    with open_ledger(where, now=cli.now()) as ledger:
        found = ledger.find(words)
        if len(found) != 1:
            many = "".join(f"\n  {item.id}  {item.title}" for item in found)
            raise UsageError(
                f"{len(found) or 'no'} items are known by {words!r}{many}",
                hint="Look for its id with `pagefeed explain`",
            )
        (item,) = found
        done = ledger.restore(item.id) if undo else ledger.retract(item.id)
    if form == "json":
        told = {"id": item.id, "title": item.title, "retracted": not undo, "changed": done}
        click.echo(json.dumps(told, ensure_ascii=False))
    elif done:
        verb = "is put back" if undo else "is taken back"
        click.echo(f"{item.title} ({item.id}) {verb}.")
    if done:
        click.echo("Build to publish that: pagefeed build", err=True)
    else:
        state_now = "isn't retracted" if undo else "was retracted before"
        click.echo(f"{item.id} {state_now}: nothing to do", err=True)
    return 0 if done else 1
