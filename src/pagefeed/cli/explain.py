"""`pagefeed explain`: one item's whole story, from the ledger.

Owns the arguments and the printing. It changes nothing, and reads no page.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pagefeed import cli
from pagefeed.cli import options

if TYPE_CHECKING:
    from pagefeed.ledger import Story
    from pagefeed.model import Item, Stamp

_SHORT = 70  # characters of a text in a revision


@click.command(name="explain")
@click.argument("words", nargs=-1, required=True, metavar="WORDS-or-ID...")
@options.config()
@options.state()
@options.form()
def command(words: tuple[str, ...], config: str, state: str | None, form: str) -> int:
    """Tell one item's whole story: pages, lines, dates, revisions, feeds.

    WORDS are words of its title; or give its id, the start of it, its URL, or its place
    on our own pages. Exit 1 when there is no such item.
    """
    from pagefeed.config import load
    from pagefeed.ledger import open_ledger
    from pagefeed.pipeline import edition

    wanted, now = " ".join(words), cli.now()
    settings = load(Path(config))
    with open_ledger(state or cli.state_of(Path(config)), now=now, dry=True) as ledger:
        found = ledger.find(wanted)
        if not found:
            click.echo(f"no item is known by {wanted!r}", err=True)
            return 1
        if form == "text" and len(found) > 1:
            click.echo(f"{len(found)} items; give the id of one:", err=True)
            for item in found:
                click.echo(f"{item.id}  {_day(item)}  {item.title}")
            return 0
        feeds: dict[str, list[str]] = {item.id: [] for item in found}
        for chain in edition(settings, ledger, now).documents:
            for document in chain:
                for item in document.items:
                    if item.id in feeds:
                        feeds[item.id].append(document.path)
        for item in found:
            story = ledger.story(item.id)
            assert story is not None  # it was found a moment ago, in the same copy
            if form == "json":
                click.echo(json.dumps(_fields(story, feeds[item.id]), ensure_ascii=False))
            else:
                _text(story, feeds[item.id])
    return 0


def _fields(story: Story, feeds: list[str]) -> dict[str, object]:
    item, stamp = story.item, story.item.published
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "summary": item.summary,
        "categories": item.categories,
        "sections": item.sections,
        "source": item.source,
        "published": stamp.when.isoformat() if stamp else None,
        "precision": stamp.precision if stamp else None,
        "evidence": stamp.evidence if stamp else (),
        "updated": item.updated.isoformat(),
        "first_seen": item.first_seen.isoformat(),
        "address": item.address,
        "link": item.link,
        "retracted": story.retracted.isoformat() if story.retracted else None,
        "aliases": story.aliases,
        "pages": [
            {
                "page": seen.locator,
                "line": seen.line or None,
                "digest": seen.digest,
                "as_of": seen.as_of.isoformat() if seen.as_of else None,
                "still_there": seen.on_page,
            }
            for seen in story.sightings
        ],
        "revisions": [
            {
                "when": revision.when.isoformat(),
                "field": revision.field,
                "old": revision.old,
                "new": revision.new,
                "page": revision.locator,
            }
            for revision in story.revisions
        ],
        "feeds": feeds,
    }


def _text(story: Story, feeds: list[str]) -> None:
    item = story.item
    click.echo(item.title)
    rows = [
        ("id", item.id),
        ("kind", item.kind),
        ("published", _date(item.published)),
        ("updated", item.updated.isoformat()),
        ("first seen", item.first_seen.isoformat()),
        ("link", item.link or ""),
        ("address", item.address),
        ("categories", ", ".join(item.categories)),
        ("sections", ", ".join(item.sections)),
        ("source", item.source),
        ("documents", ", ".join(feeds)),
        ("retracted", story.retracted.isoformat() if story.retracted else ""),
    ]
    for name, value in rows:
        if value:
            click.echo(f"  {name:<11} {value}")
    click.echo("  seen on")
    for seen in story.sightings:
        line = f":{seen.line}" if seen.line else ""
        as_of = f", as of {seen.as_of.isoformat()}" if seen.as_of else ""
        gone = "" if seen.on_page else ", no longer there"
        click.echo(f"    {seen.locator}{line}{as_of}{gone}")
    if story.revisions:
        click.echo("  changed")
        for revision in story.revisions:
            click.echo(
                f"    {revision.when.isoformat()} {revision.field}, by {revision.locator}:"
                f" {_shorten(revision.old)!r} -> {_shorten(revision.new)!r}"
            )
    click.echo("  known by")
    for alias in story.aliases:
        click.echo(f"    {alias}")


def _date(stamp: Stamp | None) -> str:
    if stamp is None:
        return "no page states a date"
    return f"{stamp.when.isoformat()} to the {stamp.precision} ({', '.join(stamp.evidence)})"


def _day(item: Item) -> str:
    return f"{item.published.when:%Y-%m-%d}" if item.published else "undated   "


def _shorten(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
