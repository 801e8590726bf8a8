"""Files that belong together: do their links meet, do twins agree? Documents -> Problems.

First every file is looked at alone (`examine`): its own problems, and the few facts that
matter to others. Then what leads from file to file is followed (`follow`). Pure, and
sparing: of a document its links are kept and a digest of its ids, never its bytes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pagefeed.checks import facts
from pagefeed.checks.context import Context
from pagefeed.checks.facts import FEEDS, NOUNS, TYPES, Document, Link
from pagefeed.model import Problem

SUFFIXES = (".xml", ".rss", ".atom", ".json", ".opml", ".html", ".htm")
_NOWHERE = "http://folder.invalid/"  # stands for the address when no document tells it


def examine(path: str, data: bytes, *, where: str) -> tuple[Document, tuple[Problem, ...]]:
    """The facts of one file, and its own problems; what is no feed has none."""
    from pagefeed.checks import check

    document = facts.read(path, data)
    if document.kind == "html" or (document.kind == "other" and not _means_a_feed(path)):
        return document, ()
    return document, check(data, name=where)


def check(files: Mapping[str, bytes], *, where: str = "", home: str = "") -> Iterator[Problem]:
    """All problems of the files of a folder: their own first, then those between them.

    `files` maps paths below the folder (POSIX) to bytes and may read them when asked;
    `where` is put before paths in Problems; `home` is the address of the folder, when it
    is not to be taken from the documents' own links.
    """
    documents = []
    for path in files:
        if path.endswith(SUFFIXES):
            document, problems = examine(path, files[path], where=where + path)
            documents.append(document)
            yield from problems
    yield from follow(documents, files, where=where, home=home)


def follow(
    documents: Iterable[Document], files: Mapping[str, bytes], *, where: str = "", home: str = ""
) -> Iterator[Problem]:
    """The problems between documents. Of `files` the names count; few are read again."""
    known = {each.path: each for each in documents}
    folder = _Folder(known, files, where, home or _home(known.values()) or _NOWHERE)
    for document in known.values():
        if document.kind in FEEDS:
            yield from _own(document, folder)
            yield from _chain(document, folder)
        elif document.kind == "opml":
            yield from _outlines(document, folder)
        elif document.kind == "html":
            yield from _page(document, folder)
    yield from _loops(folder)
    yield from _reached(folder)
    yield from _unlisted(folder)
    yield from _twins(folder)


@dataclass(frozen=True, slots=True)
class _Folder:
    known: Mapping[str, Document]
    files: Mapping[str, bytes]
    where: str
    home: str  # ends in "/"

    def problem(self, code: str, document: Document, link: Link | None, **found: Any) -> Problem:
        context = Context(name=self.where + document.path)
        line, text = (link.line, link.url) if link else (None, "")
        return context.problem(code, line=line, path="", text=text, **found)

    def address(self, path: str) -> str:
        return self.home + path

    def path(self, document: Document, link: Link) -> str | None:
        """Where a link leads to in the folder, whether or not a file is there; else None."""
        url = facts.join(self.address(document.path), link.url).partition("#")[0]
        if not url.startswith(self.home) or "?" in url:
            return None
        path = unquote(url.removeprefix(self.home))
        return path + "index.html" if not path or path.endswith("/") else path

    def target(self, document: Document, *rels: str) -> tuple[Link, Document] | None:
        """The first link of one of these relations that leads to a document that is there."""
        for link in document.links:
            path = self.path(document, link) if link.rel in rels else None
            if path is not None and path in self.known:
                return link, self.known[path]
        return None


def _means_a_feed(path: str) -> bool:
    """Whether a file that isn't one calls itself a feed. Folders hold other XML and JSON too."""
    name = path.rpartition("/")[2].lower()
    return name.endswith((".rss", ".atom", ".opml")) or name in (
        *("feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json"),
    )


def _home(documents: Iterable[Document]) -> str:
    """The folder's address, as most documents' own links have it."""
    votes: Counter[str] = Counter()
    for document in documents:
        url = unquote(document.own.url) if document.own else ""
        if url.endswith("/" + document.path):
            votes[url.removesuffix(document.path)] += 1
    return votes.most_common(1)[0][0] if votes else ""


def _own(document: Document, folder: _Folder) -> Iterator[Problem]:
    own = document.own
    if own is None or folder.home == _NOWHERE or folder.path(document, own) == document.path:
        return
    right = folder.address(document.path)
    yield folder.problem("folder-self-link-differs", document, own, found=own.url, right=right)


def _chain(document: Document, folder: _Folder) -> Iterator[Problem]:
    """Each link to a neighbour: it is there, of the same kind, and leads back."""
    for link in document.links:
        path = folder.path(document, link)
        if path is None:
            continue
        other = folder.known.get(path)
        if other is None and path not in folder.files:
            yield folder.problem("folder-link-broken", document, link, rel=link.rel, found=link.url)
        elif other is None or other.kind != document.kind:
            kind = NOUNS[other.kind] if other else "another file"
            yield folder.problem(
                "folder-link-not-a-feed", document, link, rel=link.rel, found=link.url, kind=kind
            )
        else:
            yield from _back(document, link, other, folder)


def _back(document: Document, link: Link, other: Document, folder: _Folder) -> Iterator[Problem]:
    """Neighbours among archives link to each other (RFC 5005 section 4)."""
    back = {"prev-archive": "next-archive", "next-archive": "prev-archive"}.get(link.rel)
    if back is None or not _is_archive(document, folder):
        return
    there = folder.target(other, back)
    if there and there[1].path == document.path:
        return
    elsewhere = f"to {there[0].url}" if there else "nowhere"
    yield folder.problem(
        *("folder-chain-one-way", document, link),
        rel=link.rel,
        found=link.url,
        back=back,
        elsewhere=elsewhere,
    )


def _is_archive(document: Document, folder: _Folder) -> bool:
    current = folder.target(document, "current")
    if current:
        return current[1].path != document.path
    return any(link.rel in ("current", "next-archive") for link in document.links)


def _loops(folder: _Folder) -> Iterator[Problem]:
    """Chains that come back; told once, of the document of the circle with the first name."""
    for kind in FEEDS:
        rel = "next_url" if kind == "json" else "prev-archive"
        done: set[str] = set()
        for start in folder.known.values():
            if start.kind != kind or start.path in done:
                continue
            walk = [start.path, *(each.path for each in _along(start, rel, folder, done))]
            done.update(walk)
            if walk[-1] in walk[:-1]:
                circle = walk[walk.index(walk[-1]) + 1 :]
                first = folder.known[min(circle)]
                step = folder.target(first, rel)
                yield folder.problem("folder-chain-loop", first, step and step[0], rel=rel)


def _along(
    document: Document, rel: str, folder: _Folder, known: Collection[str] = ()
) -> Iterator[Document]:
    """The documents that a chain leads to, up to one that was met before or is known."""
    seen = {document.path}
    step = folder.target(document, rel)
    while step and step[1].path not in known:
        yield step[1]
        if step[1].path in seen:
            return
        seen.add(step[1].path)
        step = folder.target(step[1], rel)


def _reached(folder: _Folder) -> Iterator[Problem]:
    """Every archive document is found from the feed that it calls current, and only from there."""
    heads: dict[str, Document] = {}
    for document in folder.known.values():
        if document.kind in ("rss", "atom") and not _is_archive(document, folder):
            for member in _along(document, "prev-archive", folder):
                heads.setdefault(member.path, document)
    for document in folder.known.values():
        current = folder.target(document, "current")
        if current is None or current[1].path == document.path:
            continue
        link, named = current
        head = heads.get(document.path)
        if head is None:
            yield folder.problem("folder-archive-unreached", document, link, found=link.url)
        elif head.path != named.path:
            right = folder.address(head.path)
            yield folder.problem(
                "folder-chain-current", document, link, found=link.url, right=right
            )


def _outlines(document: Document, folder: _Folder) -> Iterator[Problem]:
    for link in document.links:
        path = folder.path(document, link)
        if path is None or folder.home == _NOWHERE:
            continue
        other = folder.known.get(path)
        if path not in folder.files:
            yield folder.problem(
                "folder-opml-broken", document, link, attribute=link.rel, found=link.url
            )
        elif link.rel == "xmlUrl" and (other is None or other.kind not in FEEDS):
            kind = NOUNS[other.kind] if other else NOUNS["other"]
            yield folder.problem(
                "folder-opml-not-a-feed", document, link, found=link.url, kind=kind
            )


def _page(document: Document, folder: _Folder) -> Iterator[Problem]:
    """Autodiscovery: the feeds that a page offers, and those beside it."""
    for link in document.links:
        path = folder.path(document, link)
        if path is None:
            continue
        other = folder.known.get(path)
        if path not in folder.files:
            yield folder.problem("folder-page-broken", document, link, found=link.url)
        elif other is None or link.type not in TYPES.get(other.kind, ()):
            kind = NOUNS[other.kind] if other else NOUNS["other"]
            yield folder.problem(
                "folder-page-type", document, link, found=link.url, type=link.type, kind=kind
            )
    parent, _, name = document.path.rpartition("/")
    if name not in ("index.html", "index.htm") or document.links:
        return
    beside = [
        each.path
        for each in folder.known.values()
        if each.kind in FEEDS and each.path.rpartition("/")[0] == parent
    ]
    if beside:
        yield folder.problem("folder-page-silent", document, None, found=beside[0])


def _unlisted(folder: _Folder) -> Iterator[Problem]:
    """Feeds to subscribe to that the folder's list of feeds forgot."""
    lists = [each for each in folder.known.values() if each.kind == "opml"]
    listed = {
        folder.path(each, link) for each in lists for link in each.links if link.rel == "xmlUrl"
    }
    if not any(each.path in listed for each in folder.known.values() if each.kind in FEEDS):
        return  # a list of other feeds
    followed = {
        step[1].path
        for each in folder.known.values()
        if (step := folder.target(each, "next_url")) is not None
    }
    for group in _groups(folder.known.values()):
        if any(each.path in listed for each in group):
            continue
        for each in group[:1]:
            if not _is_archive(each, folder) and each.path not in followed:
                yield folder.problem("folder-feed-unlisted", each, None, found=lists[0].path)


def _twins(folder: _Folder) -> Iterator[Problem]:
    """The same feed in several formats has the same ids in the same order."""
    for first, *others in _groups(folder.known.values()):
        for other in others:
            if other.digest != first.digest:
                difference = _difference(other, first, folder.files)
                yield folder.problem(
                    "folder-twins-differ", other, None, found=first.path, difference=difference
                )


def _difference(one: Document, other: Document, files: Mapping[str, bytes]) -> str:
    if one.count != other.count:
        return f"it has {one.count} items and the other {other.count}"
    here, there = facts.ids(files[one.path]), facts.ids(files[other.path])
    at = next((i for i, pair in enumerate(zip(here, there, strict=False)) if len(set(pair)) > 1), 0)
    if sorted(here) == sorted(there):
        return f"their items stand in another order from the {_ordinal(at + 1)} on"
    return f"the {_ordinal(at + 1)} item's id is {here[at]} here and {there[at]} there"


def _ordinal(number: int) -> str:
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{last or 'th'}"


def _groups(documents: Collection[Document]) -> list[list[Document]]:
    """Feeds by what they are the formats of: RSS first, then Atom, then JSON.

    Twins stand in one folder. They have one name (`news.rss`, `news.json`), or they are
    the only ones of their formats there and have one title.
    """
    folders: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.kind in FEEDS:
            folders[document.path.rpartition("/")[0]].append(document)
    groups: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for parent, members in folders.items():
        alone = len({each.kind for each in members}) == len(members)
        for each in sorted(members, key=lambda each: FEEDS.index(each.kind)):
            stem = each.path.rpartition("/")[2].rpartition(".")[0]
            groups[parent, f"title {each.title}" if alone else f"name {stem}"].append(each)
    return list(groups.values())
