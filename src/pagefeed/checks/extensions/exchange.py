"""FeedSync 1.0 (sx:) and Microsoft's Simple List Extensions (cf:): feeds that programs share."""

from __future__ import annotations

from typing import Any

from pagefeed.checks import tree, values
from pagefeed.checks.tree import Part, Walk

_SX = "http://feedsync.org/2007/feedsync"
_CF = "http://www.microsoft.com/schemas/rss/core/2005"


def _inside(walk: Walk, el: Any, parts: dict[str, Part]) -> dict[str, Any]:
    from pagefeed.checks.extensions import unknown

    return tree.children(walk, el, parts, unknown)


def _instant(text: str) -> str:
    return values.rfc3339(text)[0]


def _related(walk: Walk, el: Any) -> None:
    """FeedSync section 2.1: the link and the type are required."""
    tree.needed(walk, el, "link", values.uri)
    kind = tree.required(walk, el, "type")
    if kind:
        tree.choice(walk, el, kind, ("complete", "aggregated"), f"{tree.label(el)} type")


def _sharing(walk: Walk, el: Any) -> None:
    tree.optional(walk, el, "expires", _instant)
    _inside(walk, el, _SHARING)


def _history(walk: Walk, el: Any) -> None:
    """FeedSync section 2.3: the sequence is required, and when or by or both."""
    tree.needed(walk, el, "sequence", values.positive)
    tree.optional(walk, el, "when", _instant)
    if el.get("when") is None and el.get("by") is None:
        walk.report("attribute-missing", el, "", attribute="when", element=tree.label(el))


def _sync(walk: Walk, el: Any) -> None:
    """FeedSync section 2.2: the id and the number of updates are required."""
    tree.required(walk, el, "id")
    tree.needed(walk, el, "updates", values.positive)
    for attribute in ("deleted", "noconflicts"):
        found = el.get(attribute)
        if found is not None:
            tree.choice(walk, el, found, ("true", "false"), f"{tree.label(el)} {attribute}")
    _inside(walk, el, _SYNC)


_SHARING = {
    f"{{{_SX}}}related": Part(
        _related, many=True, attributes=frozenset(("link", "title", "type", "since", "until"))
    )
}
_SYNC = {
    f"{{{_SX}}}history": Part(
        _history, many=True, attributes=frozenset(("sequence", "when", "by"))
    ),
    f"{{{_SX}}}conflicts": Part(tree.anything, parent=True),
}
IN_CHANNEL = (
    (
        f"{{{_SX}}}sharing",
        Part(_sharing, attributes=frozenset(("since", "until", "expires")), parent=True),
    ),
    (f"{{{_CF}}}treatAs", Part(tree.listed("list"))),
)
IN_ITEM = (
    (
        f"{{{_SX}}}sync",
        Part(
            _sync,
            attributes=frozenset(("id", "updates", "deleted", "noconflicts")),
            parent=True,
        ),
    ),
)
COMPLETE = (_SX,)
