"""Items and settings -> feeds and their archive documents.

Pure. This module owns which feeds there are, which items each has, in what order, and
how its documents hang together (RFC 5005 section 4). It knows no format and no file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pagefeed import clean
from pagefeed.model import Feed, Item, Masthead, Shelf, Stamp, Tombstone

UNDATED = "undated"  # the period of items whose date nobody states
ALL = "all"
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def category(shelf: Shelf) -> str | None:
    """The key of the one category that this is the feed of; None for a query."""
    narrowed = shelf.sections or shelf.kinds or shelf.sources or shelf.words
    if narrowed or len(shelf.categories) != 1:
        return None
    return clean.key(shelf.categories[0])


def period(stamp: Stamp | None, archive: str) -> str:
    """The archive period of a date in its own zone: "2021", "2021-05" or "2021-05-24"."""
    if stamp is None:
        return UNDATED
    return stamp.when.strftime({"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}[archive])


def folder(slug: str, period_: str) -> str:
    """The folder of an archive document: "videos/2021/05"."""
    return f"{slug}/{period_.replace('-', '/')}"


def shelves(
    own: Iterable[Shelf], categories: Iterable[str], head: Masthead, slug: Callable[[str], str]
) -> tuple[Shelf, ...]:
    """Every feed: `all`, those with a file of their own, and one for each other category.

    `categories` are names as written; `slug` gives a category's folder.
    """
    made = {shelf.slug: shelf for shelf in own}
    taken = {category(shelf) for shelf in made.values()}
    if ALL not in made:
        made[ALL] = plain(ALL, head.title, f"Everything from {head.title}", head)
    named: dict[str, str] = {}
    for name in categories:
        named.setdefault(clean.key(name), name)
    for key, name in sorted(named.items()):
        if key and key not in taken:
            shelf = plain(slug(name), name, f"{name}: {head.title}", head, categories=(name,))
            made[shelf.slug] = shelf
    first = made.pop(ALL)
    return (first, *(made[name] for name in sorted(made)))


def plain(
    slug: str, title: str, description: str, head: Masthead, *, categories: tuple[str, ...] = ()
) -> Shelf:
    """A feed that nobody wrote a file for."""
    return Shelf(
        slug=slug,
        title=title,
        description=description,
        limit=head.limit,
        archive=head.archive,
        language=head.language,
        categories=categories,
    )


def select(
    items: Sequence[Item],
    outline: Sequence[Shelf],
    head: Masthead,
    *,
    tombstones: Sequence[Tombstone] = (),
    ended: Mapping[str, datetime] | None = None,
    begun: datetime = _EPOCH,
) -> Iterator[tuple[Feed, ...]]:
    """For each feed its documents: the archives, oldest first, then the current one.

    `items` are newest first. `ended` gives feeds without items that are to stay, and since
    when they have none; other feeds without items are left out. `begun` is the
    publication's first instant, the date of a feed that never had an item.
    """
    at_home: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        at_home[item.address.partition("/#")[0]].append(item)
    by_category = _by_category(items)
    for shelf in outline:
        key = category(shelf)
        members = by_category.get(key, ()) if key else [i for i in items if belongs(i, shelf)]
        stones = tuple(
            stone for stone in tombstones if stone.item is not None and belongs(stone.item, shelf)
        )
        since = (ended or {}).get(shelf.slug)
        if members or since or shelf.slug == ALL:
            yield _documents(shelf, head, members, stones, at_home, since, begun)


def belongs(item: Item, shelf: Shelf) -> bool:
    """Whether all conditions of the feed hold for the item."""
    text = clean.key(f"{item.title} {item.summary}") if shelf.words else ""
    return (
        (not shelf.categories or _meet(item.categories, shelf.categories))
        and (not shelf.sections or _meet(item.sections, shelf.sections))
        and (not shelf.kinds or item.kind in shelf.kinds)
        and (not shelf.sources or item.source in shelf.sources)
        and all(clean.key(word) in text for word in shelf.words)
    )


def _meet(given: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    keys = {clean.key(name) for name in wanted}
    return any(clean.key(name) in keys for name in given)


def _by_category(items: Sequence[Item]) -> dict[str, list[Item]]:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    keys: dict[str, str] = {}
    for item in items:
        for key in dict.fromkeys(keys.setdefault(n, clean.key(n)) for n in item.categories):
            found[key].append(item)
    return found


def _documents(
    shelf: Shelf,
    head: Masthead,
    members: Sequence[Item],
    stones: tuple[Tombstone, ...],
    at_home: Mapping[str, list[Item]],
    since: datetime | None,
    begun: datetime,
) -> tuple[Feed, ...]:
    by_period: defaultdict[str, list[Item]] = defaultdict(list)
    for item in members:
        by_period[period(item.published, shelf.archive)].append(item)
    paths = {folder(shelf.slug, name): name for name in by_period}
    # A page that items were once addressed on stays, though none belongs there any more.
    for home in at_home:
        if home.startswith(f"{shelf.slug}/"):
            paths.setdefault(home, home[len(shelf.slug) + 1 :].replace("/", "-"))
    # Undated items come before all others: what is older is reached last.
    ordered = sorted(paths, key=lambda path: (paths[path] != UNDATED, paths[path]))
    common = Feed(
        slug=shelf.slug,
        path=shelf.slug,
        title=shelf.title,
        description=shelf.description,
        home=head.home,
        language=shelf.language,
        author=head.author,
        timezone=head.timezone,
        publication=head.title,
        updated=datetime.min,  # noqa: DTZ901 - every document gets its own below
        items=(),
        total=len(members),
        hub=head.hub or None,
    )
    archives = []
    for n, path in enumerate(ordered):
        kept = tuple(by_period.get(paths[path], ()))
        inside = {item.id for item in kept}
        moved = tuple(item for item in at_home.get(path, ()) if item.id not in inside)
        archives.append(
            replace(
                common,
                path=path,
                period=paths[path],
                items=kept,
                moved=moved,
                tombstones=tuple(s for s in stones if s.address.partition("/#")[0] == path),
                updated=_newest((*kept, *moved), (), begun),
                prev_archive=ordered[n - 1] if n else None,
                next_archive=ordered[n + 1] if n + 1 < len(ordered) else None,
            )
        )
    window = tuple(members[: shelf.limit])
    current = replace(
        common,
        items=window,
        tombstones=stones[: shelf.limit],
        updated=_newest(window, stones, since or begun),
        prev_archive=ordered[-1] if ordered else None,
        ended=since is not None and not members,
    )
    return (*archives, current)


def _newest(items: Iterable[Item], stones: Iterable[Tombstone], otherwise: datetime) -> datetime:
    """When a document last changed for a subscriber; an empty one has nothing to say."""
    dates = [item.updated for item in items] + [stone.when for stone in stones]
    return max(dates, default=otherwise)
