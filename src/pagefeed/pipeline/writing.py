"""Feeds -> the files of output/, each rendered only when it has to be, and checked.

A file's recipe is a digest of all that goes into it: where a file with the same recipe is
in place, nothing is rendered and no renderer is imported. What fails its checks isn't
written; the last good file stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module

import msgspec

from pagefeed import __version__, checks, compress
from pagefeed.model import Feed, Item, Problem, Publication, Severity
from pagefeed.publish import File

# name: the module under renderers/ that makes it. The page goes first: it holds the anchors
# that the feeds' links lead to.
FORMATS = {
    "index.html": "page",
    "rss.xml": "rss",
    "atom.xml": "atom",
    "feed.json": "jsonfeed",
}
FEEDS = frozenset(FORMATS) - {"index.html"}


@dataclass(slots=True, kw_only=True)
class Desk:
    """Renders files on demand, remembers what went wrong and which files are as they were."""

    known: Mapping[str, str]  # path -> recipe of the file that is in place and as we left it
    kinds: tuple[str, ...]  # compressed copies: "gz", "br", "zst"
    published: Collection[str] = ()  # paths that were published, in place or not
    problems: list[Problem] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)  # in place already, or kept for want of better

    def document(
        self, feed: Feed, archives: tuple[str, ...], *, note: bool = True
    ) -> Iterator[File]:
        """The files of one document. With `note` false they are provisional, and made whatever is in place."""
        page, document = recipe_of((feed, archives)), recipe_of(feed)
        for name, module in FORMATS.items():
            yield from self._file(
                f"{feed.path}/{name}",
                page if name == "index.html" else document,
                partial(_rendered, name, module, feed, archives),
                feed if name in FEEDS else None,
                note=note,
            )

    def plain(self, path: str, recipe: str, render: Callable[[], bytes]) -> Iterator[File]:
        """A file that belongs to no feed: index, OPML, styles."""
        yield from self._file(path, recipe, render, None, note=True)

    def _file(
        self, path: str, recipe: str, render: Callable[[], bytes], feed: Feed | None, *, note: bool
    ) -> Iterator[File]:
        paths = (path, *(f"{path}.{kind}" for kind in self.kinds))
        recipe = recipe_of(recipe, self.kinds)  # another compression makes other files
        if note and all(self._stands(p, recipe, variant=p != path) for p in paths):
            self.kept.update(p for p in paths if p in self.known)
            return
        data = render()
        if feed is not None and self._refused(path, data, feed):
            self.kept.update(paths)
            return
        for name, variant in ((path, data), *compress.variants(path, data, self.kinds)):
            yield File(name, variant, recipe)

    def _stands(self, path: str, recipe: str, *, variant: bool) -> bool:
        """Whether a file is as it should be. A variant that wasn't worth it has none to be."""
        absent = variant and path not in self.published
        return absent or self.known.get(path) == recipe

    def _refused(self, path: str, data: bytes, feed: Feed) -> bool:
        found = tuple(
            problem
            for problem in (
                *checks.check(data, url=f"{feed.home}{path}", name=path),
                *checks.compare(data, feed),
            )
            if problem.severity is Severity.ERROR  # a warning is no reason to keep news back
        )
        self.problems += (
            replace(p, where=p.where or path, hint=f"{p.hint} The last good file stays.".strip())
            for p in found
        )
        return bool(found)


def recipe_of(*values: object) -> str:
    """A digest of values and of the program's version: equal where the bytes will be equal."""
    told = msgspec.json.encode((__version__, *values), order="sorted")
    return hashlib.sha256(told).hexdigest()[:32]


def files(
    desk: Desk,
    publication: Publication,
    documents: Sequence[tuple[Feed, ...]],
    published: Collection[str],
    extra: Iterable[tuple[str, bytes]] = (),
    say: Callable[[str, int, int | None], None] = lambda *_: None,
    anchored: Callable[[str], bool] = lambda _: False,
) -> Iterator[File]:
    """Every file that has to be written, in an order in which no link is ever broken.

    Styles; archive documents that are new; all archives, those that items are addressed in
    before those that only point there; current documents; OPML and index last. A new feed
    comes whole, so that its folder can appear at once. Where two new documents need each
    other, the first comes without what isn't there yet, and again with it. `anchored` tells
    whether an address leads to its place already.
    """
    yield from _styles(desk)
    if "index.html" not in published:
        empty = replace(publication, feeds=(), archives={})
        yield File("index.html", _call("page", "index", empty), "provisional")
    there = {path.removesuffix("/index.html") for path in published if path.endswith("/index.html")}
    old = [chain for chain in documents if chain[-1].path in there]
    for chain in old:
        yield from _new_archives(desk, chain[:-1], there, anchored)
    units = [tuple((feed, chain) for feed in chain) for chain in documents if chain not in old]
    units += [((feed, chain),) for chain in old for feed in chain[:-1]]
    current = [((chain[-1], chain),) for chain in old]
    total, done = sum(map(len, documents)), 0
    again: list[_Unit] = []
    written: set[str] = set()
    for unit in _homes_first(units):
        written.update(feed.path for feed, _ in unit)
        early = [(_without(feed, written, anchored), chain) for feed, chain in unit]
        if any(part is not feed for (part, _), (feed, _) in zip(early, unit, strict=True)):
            again.append(unit)
            for feed, chain in early:
                yield from desk.document(feed, _archives(feed, chain), note=False)
            continue
        for feed, chain in unit:
            say("publishing", done := done + 1, total)
            yield from desk.document(feed, _archives(feed, chain))
    for unit in (*again, *current):
        for feed, chain in unit:
            say("publishing", done := done + 1, total)
            yield from desk.document(feed, _archives(feed, chain))
    yield from _publication_files(desk, publication, extra)


_Unit = tuple[
    tuple[Feed, tuple[Feed, ...]], ...
]  # documents that appear together, with their chain


def _new_archives(
    desk: Desk, archives: Sequence[Feed], there: set[str], anchored: Callable[[str], bool]
) -> Iterator[File]:
    """Archive documents that appear, before older ones link to them.

    They come without links to what appears after them. `there` holds the documents that
    are there, and is told of these.
    """
    for feed in archives:
        if feed.path in there:
            continue
        there.add(feed.path)
        following = feed.next_archive if feed.next_archive in there else None
        early = _without(replace(feed, next_archive=following), {feed.path}, anchored)
        yield from desk.document(early, (), note=False)


def _without(feed: Feed, written: Collection[str], anchored: Callable[[str], bool]) -> Feed:
    """The document without items whose address leads nowhere yet."""
    items = tuple(
        item for item in feed.items if item.link or _home(item) in written or anchored(item.address)
    )
    return feed if len(items) == len(feed.items) else replace(feed, items=items)


def _home(item: Item) -> str:
    """The document that an item is addressed in."""
    return item.address.partition("/#")[0]


def _homes_first(units: Sequence[_Unit]) -> Iterator[_Unit]:
    """The documents in such an order that those that items are addressed in come first.

    Where two need each other, one has to go first.
    """
    at = {feed.path: number for number, unit in enumerate(units) for feed, _ in unit}
    waiting = list(range(len(units) - 1, -1, -1))
    opened: set[int] = set()
    given: set[int] = set()
    while waiting:
        number = waiting[-1]
        if number in opened:
            waiting.pop()
            if number not in given:
                given.add(number)
                yield units[number]
            continue
        opened.add(number)
        homes = {_home(item) for feed, _ in units[number] for item in feed.items if not item.link}
        needed = {at[home] for home in homes if home in at} - opened
        waiting.extend(sorted(needed, reverse=True))


def _archives(feed: Feed, chain: Sequence[Feed]) -> tuple[str, ...]:
    """The periods that a page lists: the current one all of them, an archive's none."""
    return () if feed.period else tuple(each.path for each in reversed(chain[:-1]))


def _publication_files(
    desk: Desk, publication: Publication, extra: Iterable[tuple[str, bytes]]
) -> Iterator[File]:
    """OPML, then the index, which comes when all that it links to is there."""
    outline = _outline(publication)
    for name, module, function in (
        ("feeds.opml", "opml", "render"),
        ("index.html", "page", "index"),
    ):
        yield from desk.plain(name, outline, partial(_call, module, function, publication))
    for name, data in extra:
        yield from desk.plain(name, hashlib.sha256(data).hexdigest()[:32], partial(bytes, data))


def _outline(publication: Publication) -> str:
    """The recipe of what shows the publication: its feeds by what the index says of them."""
    feeds = [
        (replace(feed, items=(), moved=(), tombstones=()), [_told(item) for item in feed.items])
        for feed in publication.feeds
    ]
    return recipe_of(replace(publication, feeds=()), feeds)


def _told(item: Item) -> tuple[object, ...]:
    return item.title, item.published, item.link, item.address, item.language


def _styles(desk: Desk) -> Iterator[File]:
    """The stylesheets, which everything else links to."""
    for name, function in (("style.css", "stylesheet"), ("feed.css", "feed_stylesheet")):
        yield from desk.plain(name, recipe_of(name), partial(_call, "page", function))


def _rendered(name: str, module: str, feed: Feed, archives: tuple[str, ...]) -> bytes:
    if name == "index.html":
        return _call(module, "render", feed, archives=archives)
    return _call(module, "render", feed)


def _call(module: str, function: str, *given: object, **named: object) -> bytes:
    data = getattr(import_module(f"pagefeed.renderers.{module}"), function)(*given, **named)
    assert isinstance(data, bytes)
    return data
