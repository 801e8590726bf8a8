"""Atom 1.0 (RFC 4287): the tree of a well-formed document -> Problems.

Holds what the RFC says of feed, entry and source. Text, persons, links, categories and
content are in `constructs`, other namespaces' elements in `extensions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pagefeed.checks import constructs, extensions, grammar, history, tree, values
from pagefeed.checks.context import Context
from pagefeed.checks.tree import Part, Walk

_NS = "{http://www.w3.org/2005/Atom}"
_AUTHOR = f"{_NS}author"
_SOURCE, _CONTENT, _SUMMARY = f"{_NS}source", f"{_NS}content", f"{_NS}summary"
_CATEGORY = f"{_NS}category"
_REQUIRED = {f"{_NS}{name}": f"atom-entry-missing-{name}" for name in ("id", "title", "updated")}


def _id(walk: Walk, el: Any) -> None:
    """RFC 4287 section 4.2.6: an absolute IRI, without white space around it."""
    text = tree.exact(walk, el)
    if not text:
        walk.report("atom-id-empty", el, "")
    else:
        tree.shown(walk, el, values.iri(text), text, "id")


_TITLE = (f"{_NS}title", Part(constructs.text, attributes=constructs.TEXT, parent=True))
_ID = (f"{_NS}id", Part(_id))
_UPDATED = (f"{_NS}updated", Part(tree.dated(values.rfc3339)))
_COMMON = (
    _TITLE,
    _ID,
    _UPDATED,
    (_AUTHOR, Part(constructs.person, many=True, parent=True)),
    (f"{_NS}contributor", Part(constructs.person, many=True, parent=True)),
    (
        f"{_NS}category",
        Part(constructs.category, many=True, attributes=constructs.CATEGORY, parent=True),
    ),
    (f"{_NS}link", Part(constructs.link, many=True, attributes=constructs.LINK, parent=True)),
    (f"{_NS}rights", Part(constructs.text, attributes=constructs.TEXT, parent=True)),
)
HEAD = (
    *_COMMON,
    (f"{_NS}subtitle", Part(constructs.text, attributes=constructs.TEXT, parent=True)),
    (f"{_NS}generator", Part(constructs.generator, attributes=frozenset(("uri", "version")))),
    (f"{_NS}icon", Part(constructs.picture)),
    (f"{_NS}logo", Part(constructs.picture)),
)
_HEAD_PARTS = dict((*extensions.IN_CHANNEL, *HEAD))


def _source(walk: Walk, el: Any) -> None:
    """RFC 4287 section 4.2.11: the head of the feed that an entry was taken from."""
    seen = tree.children(walk, el, _HEAD_PARTS, unknown)
    for name in ("id", "title", "updated"):
        if f"{_NS}{name}" not in seen:
            walk.report("atom-source-incomplete", el, "", element=name)
    constructs.alternates(walk, el)


ENTRY = (
    *_COMMON,
    (f"{_NS}summary", Part(constructs.text, attributes=constructs.TEXT, parent=True)),
    (f"{_NS}content", Part(constructs.content, attributes=constructs.CONTENT, parent=True)),
    (f"{_NS}published", Part(tree.dated(values.rfc3339))),
    (f"{_NS}source", Part(_source, parent=True)),
)
_ENTRY_PARTS = dict((*extensions.IN_ITEM, *ENTRY))
_HEAD_NAMES = frozenset(tag.removeprefix(_NS) for tag, _ in HEAD)
_ENTRY_NAMES = frozenset(tag.removeprefix(_NS) for tag, _ in ENTRY)
_NAMES = {
    "feed": _HEAD_NAMES | {"entry"},
    "entry": _ENTRY_NAMES,
    "source": _HEAD_NAMES,
    "author": constructs.PERSON_NAMES,
    "contributor": constructs.PERSON_NAMES,
}
_OTHERS = {
    "description": "summary",
    "pubdate": "published",
    "modified": "updated",
    "issued": "published",
    "created": "published",
    "tagline": "subtitle",
    "copyright": "rights",
    "guid": "id",
    "item": "entry",
    "url": "uri",
    "homepage": "uri",
    "image": "logo",
    "creator": "author",
    "lastbuilddate": "updated",
    "info": "subtitle",
}


@dataclass(slots=True)
class _Entries:
    """What entries are compared by."""

    ids: dict[str, int] = field(default_factory=dict)
    versions: set[tuple[str, str]] = field(default_factory=set)
    moments: dict[str, int] = field(default_factory=dict)
    count: int = 0


def check(root: Any, context: Context) -> None:
    """Report what is wrong with the document whose `feed` or `entry` element is given."""
    walk = Walk(context, "atom")
    tree.namespaces(walk, root)
    tree.attributes(walk, root, root.keys(), frozenset())
    if root.tag == f"{_NS}entry":
        walk.anchor, walk.anchor_path = root, "/entry"
        walk.base = _base(root)
        _entry(walk, root, _Entries(), authored=False)
        grammar.check(walk, root, root, [])
        return
    walk.base = _base(root)
    entries: list[Any] = []
    parts = {
        **_HEAD_PARTS,
        f"{_NS}entry": Part(lambda _, entry: entries.append(entry), many=True, parent=True),
    }
    seen = tree.children(walk, root, parts, unknown)
    for name in ("id", "title", "updated"):
        if f"{_NS}{name}" not in seen:
            walk.report(f"atom-feed-missing-{name}", root, "")
    constructs.alternates(walk, root)
    _entries(walk, root, entries, seen)
    history.check(walk, root)
    extensions.feed_wide(walk, root, seen)
    grammar.check(walk, root, root, entries)


def _base(el: Any) -> str:
    """What relative references resolve against, where the document says so absolutely."""
    found = el.get(f"{tree.XML}base") or ""
    return found if found and not values.iri(found) else ""


def _entries(walk: Walk, root: Any, entries: list[Any], seen: Mapping[str, Any]) -> None:
    known = _Entries()
    outer = walk.base
    where = f"/{tree.label(root)}"
    for number, entry in enumerate(entries, 1):
        walk.anchor = entry
        walk.anchor_path = f"{where}/{tree.label(entry)}[{number}]"
        walk.base = _base(entry) or outer
        _entry(walk, entry, known, authored=_AUTHOR in seen)
    walk.anchor = None
    walk.base = outer
    if known.count > 1 and len(known.ids) == 1:
        walk.report("atom-ids-all-same", root, next(iter(known.ids)))
    own = seen.get(f"{_NS}id")
    if own is not None and tree.value(own) in known.ids:
        walk.report("atom-id-of-feed-and-entry", own, first=known.ids[tree.value(own)])


def _entry(walk: Walk, entry: Any, known: _Entries, *, authored: bool) -> None:
    seen = tree.children(walk, entry, _ENTRY_PARTS, unknown)
    for tag, code in _REQUIRED.items():
        if tag not in seen:
            walk.report(code, entry, "")
    source = seen.get(_SOURCE)
    if not authored and _AUTHOR not in seen and (source is None or source.find(_AUTHOR) is None):
        walk.report("atom-entry-missing-author", entry, "")
    alternate = constructs.alternates(walk, entry)
    body = seen.get(_CONTENT)
    if body is None:
        if not alternate:
            walk.report("atom-entry-missing-content-or-alternate", entry, "")
        if _SUMMARY not in seen and _silent(seen.get(f"{_NS}title")):
            walk.report("atom-entry-without-text", entry, "")
    elif _SUMMARY not in seen and constructs.opaque(body):
        walk.report("atom-entry-missing-summary", entry, "")
    if _CATEGORY in seen:
        named = [(el.get("term"), el.get("scheme")) for el in entry.iterchildren(_CATEGORY)]
        if len(named) > len(set(named)):
            walk.report("category-repeated", seen[_CATEGORY], element="entry")
    _known(walk, seen, known)


def _silent(el: Any) -> bool:
    return el is not None and not any(text.strip() for text in el.itertext())


def _known(walk: Walk, seen: Mapping[str, Any], known: _Entries) -> None:
    """Ids and moments against those of the entries before."""
    own, updated = seen.get(f"{_NS}id"), seen.get(f"{_NS}updated")
    when = tree.value(updated) if updated is not None else ""
    if own is not None:
        key = tree.value(own)
        known.count += 1
        if (key, when) in known.versions:
            walk.report("atom-entry-repeated", own, value=key, first=known.ids[key])
        known.versions.add((key, when))
        known.ids.setdefault(key, own.sourceline)
    if updated is not None and when:
        if when in known.moments:
            walk.report("atom-updated-repeated", updated, value=when, first=known.moments[when])
        known.moments.setdefault(when, updated.sourceline)


def unknown(walk: Walk, parent: Any, child: Any) -> None:
    """A child that its parent may not have: say what was meant, where that can be guessed."""
    tag = child.tag
    if not isinstance(tag, str):
        walk.report("xml-entity-used", child, child.text, element=tree.label(parent))
        return
    inside, local = tree.name(parent), tree.name(child)
    if tag[0] != "{":
        walk.report("atom-element-without-namespace", child, element=local)
        return
    if not tag.startswith(_NS):
        extensions.unknown(walk, parent, child)
        return
    here = _NAMES.get(inside, frozenset())
    places = [f"<{where}>" for where, names in _NAMES.items() if local in names]
    if places:
        walk.report("atom-element-misplaced", child, element=local, place=places[0], parent=inside)
        return
    folded = {name.lower(): name for name in sorted(here)}
    close = get_close_matches(local.lower()[:40], sorted(folded), 1, 0.8)
    meant = folded[close[0]] if close else _OTHERS.get(local.lower())
    if meant:
        walk.report("atom-element-misspelled", child, element=local, parent=inside, meant=meant)
    else:
        walk.report("atom-element-undefined", child, element=local, parent=inside)
