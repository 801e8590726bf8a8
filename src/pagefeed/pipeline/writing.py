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
    made: dict[str, str] = field(default_factory=dict)  # path -> recipe of all that belongs

    def document(
        self, feed: Feed, archives: tuple[str, ...], *, note: bool = True
    ) -> Iterator[File]:
        """The files of one document. With `note` false they are provisional: made, not noted."""
        for name, module in FORMATS.items():
            view = (feed, archives) if name == "index.html" else feed
            yield from self._file(
                f"{feed.path}/{name}",
                recipe_of(view),
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
        if note:
            self.made |= dict.fromkeys(paths, recipe)
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
) -> Iterator[File]:
    """Every file that has to be written, in an order in which no link is ever broken.

    Styles; feeds that items are addressed in, before those that only point there; within
    a feed archives before the current document; a new feed whole, so that its folder can
    appear at once; OPML and index last. Where two new documents link to each other, the
    older comes first without the link, and again with it.
    """
    yield from _styles(desk)
    if "index.html" not in published:
        empty = replace(publication, feeds=(), archives={})
        yield File("index.html", _call("page", "index", empty), "provisional")
    homes = {item.address.partition("/")[0] for chain in documents for item in chain[-1].items}
    total = sum(map(len, documents))
    done = 0
    later: list[tuple[Feed, ...]] = []
    for chain in sorted(documents, key=lambda chain: chain[-1].slug not in homes):
        if f"{chain[-1].path}/index.html" in published:
            yield from _new_archives(desk, chain[:-1], published)
            later.append(chain)
            continue
        for feed in chain:
            say("publishing", done := done + 1, total)
            yield from desk.document(feed, _archives(feed, chain))
    for feed, chain in (
        (f, c) for part in (slice(-1), slice(-1, None)) for c in later for f in c[part]
    ):
        say("publishing", done := done + 1, total)
        yield from desk.document(feed, _archives(feed, chain))
    yield from _publication_files(desk, publication, extra)


def _new_archives(
    desk: Desk, archives: Sequence[Feed], published: Collection[str]
) -> Iterator[File]:
    """Archive documents that appear, without links to such as appear after them."""
    for feed in archives:
        following = f"{feed.next_archive}/index.html"
        if f"{feed.path}/index.html" in published or not feed.next_archive:
            continue
        if following not in published:
            yield from desk.document(replace(feed, next_archive=None), (), note=False)


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
