"""Extension elements: which may stand where, and who looks at each.

Each family of extensions is a module with tables; here they are put together. An element
of a namespace that is checked and that has no such element is an error; a namespace that
nobody knows is a warning, once.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pagefeed.checks import tree
from pagefeed.checks.extensions import (
    dublin,
    exchange,
    geo,
    google,
    itunes,
    media,
    modules,
    references,
    threads,
)
from pagefeed.checks.registry import NAMESPACES
from pagefeed.checks.tree import Walk

_FAMILIES = (dublin, modules, references, itunes, media, threads, geo, google, exchange)

IN_CHANNEL = tuple(row for family in _FAMILIES for row in family.IN_CHANNEL)
IN_ITEM = tuple(row for family in _FAMILIES for row in family.IN_ITEM)

ATOM_IN_CHANNEL = threads.ATOM_IN_CHANNEL
ATOM_IN_ITEM = threads.ATOM_IN_ITEM

# Namespaces all of whose elements are in the tables: anything else there is a mistake.
_COMPLETE = frozenset(uri for family in _FAMILIES for uri in family.COMPLETE)
_KNOWN = {tag for tag, _ in (*IN_CHANNEL, *IN_ITEM, *ATOM_IN_CHANNEL, *ATOM_IN_ITEM)}
_PLACES = frozenset(("rss", "channel", "item", "feed", "entry", "source"))
_ATOM = "http://www.w3.org/2005/Atom"


def unknown(walk: Walk, parent: Any, child: Any) -> None:
    """An element of another namespace that no table has for this place."""
    if child.tag[0] != "{":
        walk.report("extension-undefined", child, element=tree.label(child), hint="")
        return
    uri, _, local = child.tag[1:].partition("}")
    if uri in _COMPLETE or uri == _ATOM:
        if child.tag in _KNOWN:
            if tree.name(parent) in _PLACES:
                name = tree.label(child)
                walk.report("extension-misplaced", child, element=name, parent=tree.label(parent))
            return
        names = sorted(tag.partition("}")[2] for tag in _KNOWN if tag.startswith(f"{{{uri}}}"))
        folded = {name.lower(): name for name in names}
        close = get_close_matches(local.lower()[:40], sorted(folded), 1, 0.7)
        hint = f"; perhaps <{child.prefix or ''}:{folded[close[0]]}> is meant" if close else ""
        walk.report("extension-undefined", child, element=tree.label(child), hint=hint)
    elif uri not in NAMESPACES and uri not in walk.known:
        walk.known[uri] = False
        if tree.nearly(uri) is None:  # that is reported as such already
            walk.report("namespace-unknown", child, uri, found=uri)


def feed_wide(walk: Walk, head: Any, seen: Mapping[str, Any]) -> None:
    """What the extensions of a whole channel or feed must have together."""
    itunes.feed_wide(walk, head, seen)
