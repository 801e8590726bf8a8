"""The order of the stages, and nothing but the order.

    sources -> converters -> ledger -> feeds -> renderers -> checks -> publish
     Page       Draft        Item      Feed     bytes       Problem    files in output/

`build` reads like the product's description. What a stage does is in its own module;
`reading` drives the first two, `writing` renders and checks. The clock is an argument.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pagefeed import clean, compress, feeds, gone, headers_file, publish
from pagefeed.config import Settings
from pagefeed.ledger import Changes, Ledger, open_ledger
from pagefeed.model import Feed, Item, Problem, Publication, Published, Shelf, Stamp
from pagefeed.pipeline import reading, writing

ENDED_STAYS = timedelta(days=90)  # how long a feed that has lost its items is kept, and says so

Say = Callable[[str, int, int | None], None]  # told stage, done, and total where it is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All documents of a publication as they should be now."""

    publication: Publication
    documents: tuple[tuple[Feed, ...], ...]  # for each feed: archives, oldest first, then current
    items: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did; the counts of `pagefeed build --format json`."""

    pages: int
    drafts: int
    items: int
    new: int
    revised: int
    files_written: int
    files_unchanged: int
    problems: tuple[Problem, ...]
    feeds: tuple[tuple[str, str, int], ...]  # slug, title, items


def build(
    settings: Settings,
    *,
    state: str,
    output: Path,
    now: datetime,
    jobs: int = 1,
    full: bool = False,
    dry_run: bool = False,
    say: Say = lambda *_: None,
) -> Report:
    """Read what changed, remember it, publish what changed.

    Raises SettingsError, LockedError, LedgerError or PublishError when nothing could be done.
    """
    with _at_work(settings, state, now=now, dry_run=dry_run) as ledger:
        tally = reading.Tally()
        captures = reading.captures(settings, ledger, tally, jobs=jobs, full=full, say=say)
        changes = ledger.absorb(captures, now=now, home=home_of(settings, ledger))
        outcome = None if full else _as_it_is(settings, ledger, output)
        if outcome is None:
            made = edition(settings, ledger, now)
            outcome = _published(
                made, settings, ledger, output, full=full, dry_run=dry_run, say=say
            )
        return _report(tally, changes, outcome)


@contextmanager
def _at_work(settings: Settings, state: str, *, now: datetime, dry_run: bool) -> Iterator[Ledger]:
    """The ledger, and the certainty that no other build is at work on it."""
    if dry_run:
        with open_ledger(state, now=now, dry=True) as ledger:
            yield ledger
        return
    beside = (
        settings.folder.absolute().parent / ".pagefeed" if "://" in state else Path(state).parent
    )
    with publish.lock(beside), open_ledger(state, now=now) as ledger:
        yield ledger


def edition(settings: Settings, ledger: Ledger, now: datetime) -> Edition:
    """What the settings' feeds make of the ledger's items."""
    head = settings.publication
    items = tuple(ledger.items())
    names = [name for item in items for name in item.categories]
    outline = feeds.shelves(settings.feeds, names, head, _slug_of(settings, ledger))
    ended = _ended(ledger, outline, items, now)
    known = {shelf.slug for shelf in outline}
    lost = [(slug, ledger.category(slug)) for slug in ended if slug not in known]
    outline += tuple(
        feeds.plain(slug, name, f"{name}: {head.title}", head, categories=(name,))
        for slug, name in lost
    )
    stones = ledger.tombstones()
    begun = ledger.meta("begun") or now.isoformat()
    ledger.set_meta("begun", begun)
    documents = tuple(
        feeds.select(
            items,
            outline,
            head,
            tombstones=stones,
            ended=ended,
            begun=datetime.fromisoformat(begun),
        )
    )
    return Edition(
        publication=_publication(settings, documents), documents=documents, items=len(items)
    )


def home_of(settings: Settings, ledger: Ledger) -> Callable[[tuple[str, ...], Stamp | None], str]:
    """Where a new item is addressed: the archive document of its first category's feed."""
    own = {feeds.category(shelf): shelf for shelf in settings.feeds}
    slug_of = _slug_of(settings, ledger)
    story = settings.publication.words.story_category
    archive = settings.publication.archive

    def home(categories: tuple[str, ...], published: Stamp | None) -> str:
        name = categories[0] if categories else story
        shelf = own.get(clean.key(name))
        slug = shelf.slug if shelf else slug_of(name)
        return feeds.folder(slug, feeds.period(published, shelf.archive if shelf else archive))

    return home


# --- the parts of an edition ------------------------------------------------------------------


def _slug_of(settings: Settings, ledger: Ledger) -> Callable[[str], str]:
    """A category's folder: the ledger's slug, out of the way of feeds with files of their own."""
    files = {shelf.slug for shelf in settings.feeds}

    def slug_of(name: str) -> str:
        slug = ledger.slug(name)
        return f"{slug}-category" if slug in files else slug

    return slug_of


def _ended(
    ledger: Ledger, outline: tuple[Shelf, ...], items: tuple[Item, ...], now: datetime
) -> dict[str, datetime]:
    """Feeds that have no items any more, and since when.

    They stay while items are addressed on their pages; else for a while, to say so.
    """
    names = {name for item in items for name in item.categories}
    keys = set(map(clean.key, names))
    alive = {feeds.ALL}
    for shelf in outline:
        key = feeds.category(shelf)
        if key in keys if key else any(feeds.belongs(item, shelf) for item in items):
            alive.add(shelf.slug)
    homes = {item.address.partition("/")[0] for item in items}
    paths = (path.split("/") for path in ledger.published())
    published = {slug for slug, *rest in paths if rest == ["atom.xml"]}
    ended = {}
    for slug in sorted((published | homes) - alive):
        since = ledger.meta(f"ended:{slug}") or now.isoformat()
        ledger.set_meta(f"ended:{slug}", since)
        when = datetime.fromisoformat(since)
        if slug in homes or now - when < ENDED_STAYS:
            ended[slug] = when
    return ended


def _publication(settings: Settings, documents: tuple[tuple[Feed, ...], ...]) -> Publication:
    made = settings.publication
    current = tuple(chain[-1] for chain in documents)
    return Publication(
        title=made.title,
        home=made.home,
        author=made.author,
        language=made.language,
        timezone=made.timezone,
        description=made.description,
        feeds=current,
        updated=max((feed.updated for feed in current), default=None),
        archives={
            chain[-1].slug: tuple(feed.path for feed in reversed(chain[:-1])) for chain in documents
        },
    )


# --- publishing -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What publishing came to."""

    items: int
    feeds: tuple[tuple[str, str, int], ...]
    written: int
    unchanged: int
    problems: tuple[Problem, ...] = ()


def _as_it_is(settings: Settings, ledger: Ledger, output: Path) -> _Outcome | None:
    """The last complete run's outcome, where nothing has changed since; None otherwise.

    A build with nothing to do loads no item and imports no renderer.
    """
    known = ledger.published()
    if ledger.meta("complete") != _fingerprint(settings, ledger):
        return None
    if len(publish.in_place(known.values(), output)) != len(known):
        return None
    last = json.loads(ledger.meta("outcome") or "{}")
    return _Outcome(
        items=last["items"],
        feeds=tuple((slug, title, count) for slug, title, count in last["feeds"]),
        written=0,
        unchanged=len(known),
    )


def _fingerprint(settings: Settings, ledger: Ledger) -> str:
    """Equal where the same items, settings and program make the same files."""
    return writing.recipe_of(settings.publication, settings.feeds, ledger.generation)


def _published(
    made: Edition,
    settings: Settings,
    ledger: Ledger,
    output: Path,
    *,
    full: bool,
    dry_run: bool,
    say: Say,
) -> _Outcome:
    known = ledger.published()
    in_place = {} if full else publish.in_place(known.values(), output)
    kinds = settings.publication.compress
    # What a killed build meant to write is known as ours too; a link may only lead to what is there.
    there = publish.there(known, output)
    desk = writing.Desk(known=in_place, kinds=kinds, published=set(known))
    extra = (
        ((headers_file.NAME, headers_file.render()),) if settings.publication.headers_file else ()
    )
    files = writing.files(
        desk,
        made.publication,
        made.documents,
        there,
        extra,
        say=say,
        anchored=lambda address: publish.anchored(address, output),
    )

    def intend(paths: Collection[str]) -> None:
        ledger.record([Published(path=path) for path in paths])

    done = publish.publish(
        files, output, known=known, keep=desk.kept, intend=intend, dry_run=dry_run
    )
    outcome = _Outcome(
        items=made.items,
        feeds=tuple((feed.slug, feed.title, feed.total) for feed in made.publication.feeds),
        written=len(done.written),
        unchanged=len(desk.kept) + len(done.same),
        problems=(*made.problems, *desk.problems, *done.problems),
    )
    if not dry_run:
        ledger.record((*done.written.values(), *done.same.values()), done.removed)
        ended = [path for path in done.removed if compress.original(path) is None]
        gone.record(output, deleted=ended, present=done.written)
        ledger.set_meta("outcome", json.dumps({"items": outcome.items, "feeds": outcome.feeds}))
        complete = None if outcome.problems else _fingerprint(settings, ledger)
        ledger.set_meta("complete", complete)
    return outcome


def _report(tally: reading.Tally, changes: Changes, outcome: _Outcome) -> Report:
    return Report(
        pages=tally.files,
        drafts=tally.drafts,
        items=outcome.items,
        new=len(changes.new),
        revised=len(changes.revised),
        files_written=outcome.written,
        files_unchanged=outcome.unchanged,
        problems=(*tally.problems, *changes.problems, *outcome.problems),
        feeds=outcome.feeds,
    )
