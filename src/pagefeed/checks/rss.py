"""RSS 2.0 (0.91 to 0.94 recognised): the tree of a well-formed document -> Problems.

Holds what the specification says of rss, channel and item. Their smaller parts are in
`channel`, their text and HTML in `content`, other namespaces' elements in `extensions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pagefeed.checks import channel, content, extensions, grammar, history, tree, values
from pagefeed.checks.context import Context
from pagefeed.checks.tree import Part, Walk

_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OLD = frozenset(("0.91", "0.92", "0.93", "0.94"))
_NONE: frozenset[str] = frozenset()

CHANNEL = (
    ("title", Part(tree.plain)),
    ("link", Part(tree.tested(values.uri))),
    ("description", Part(tree.plain)),
    ("language", Part(tree.tested(values.language))),
    ("copyright", Part(tree.plain)),
    ("managingEditor", Part(tree.tested(values.mailbox))),
    ("webMaster", Part(tree.tested(values.mailbox))),
    ("pubDate", Part(tree.dated(values.rfc822))),
    ("lastBuildDate", Part(tree.dated(values.rfc822))),
    ("category", Part(tree.plain, many=True, attributes=frozenset(("domain",)))),
    ("generator", Part(tree.filled)),
    ("docs", Part(tree.tested(values.uri))),
    ("cloud", Part(channel.cloud, attributes=channel.CLOUD)),
    ("ttl", Part(tree.tested(values.positive))),
    ("image", Part(channel.image, parent=True)),
    ("rating", Part(tree.filled)),
    ("textInput", Part(channel.text_input, parent=True)),
    ("skipHours", Part(channel.skip_hours, parent=True)),
    ("skipDays", Part(channel.skip_days, parent=True)),
)


def _enclosure(walk: Walk, el: Any) -> None:
    """RSS 2.0 `enclosure`: url, length and type, all required."""
    if tree.value(el):
        walk.report("element-not-empty", el, element="enclosure")
    tree.needed(walk, el, "url", values.web)
    tree.needed(walk, el, "length", values.whole)
    tree.needed(walk, el, "type", values.mime)


def _source(walk: Walk, el: Any) -> None:
    tree.plain(walk, el)
    tree.needed(walk, el, "url", values.uri)


def _guid(walk: Walk, el: Any) -> None:
    """RSS 2.0 `guid`: a permalink unless it says not to be one."""
    text = tree.filled(walk, el)
    permalink = el.get("isPermaLink", "true")
    if permalink not in ("true", "false"):
        tree.choice(walk, el, permalink, ("true", "false"), "guid isPermaLink")
    elif permalink == "true":
        wrong = values.web(text)
        if wrong in ("uri-not-ascii", "uri-characters") and text[:4].lower() == "http":
            tree.shown(walk, el, wrong, text, "guid")
        elif wrong:
            walk.report("rss-guid-not-permalink", el, value=text)
    elif permalink == "false" and text[:4] in ("urn:", "tag:"):
        tree.shown(walk, el, values.iri(text), text, "guid")
    if text and text != el.text:
        walk.report("value-padded", el, element="guid")


ITEM = (
    ("title", Part(tree.plain)),
    ("link", Part(tree.tested(values.uri))),
    ("description", Part(content.html, attributes=_NONE)),
    ("author", Part(tree.tested(values.mailbox))),
    ("category", Part(tree.plain, many=True, attributes=frozenset(("domain",)))),
    ("comments", Part(tree.tested(values.uri))),
    ("enclosure", Part(_enclosure, many=True, attributes=frozenset(("url", "length", "type")))),
    ("guid", Part(_guid, attributes=frozenset(("isPermaLink",)))),
    ("pubDate", Part(tree.dated(values.rfc822))),
    ("source", Part(_source, attributes=frozenset(("url",)))),
)
_CHANNEL_PARTS = dict((*CHANNEL, *extensions.IN_CHANNEL, *extensions.ATOM_IN_CHANNEL))
_ITEM_PARTS = dict((*ITEM, *extensions.IN_ITEM, *extensions.ATOM_IN_ITEM))
_CHANNEL_ONLY = frozenset(tag for tag, _ in CHANNEL) - {tag for tag, _ in ITEM}
_ITEM_ONLY = frozenset(tag for tag, _ in ITEM) - {tag for tag, _ in CHANNEL}
_NAMES = {
    "channel": frozenset(tag for tag, _ in CHANNEL) | {"item"},
    "item": frozenset(tag for tag, _ in ITEM),
    **channel.NAMES,
}


def check(root: Any, context: Context) -> None:
    """Report what is wrong with the feed whose `rss` element is given."""
    walk = Walk(context, "rss")
    tree.namespaces(walk, root)
    version = root.get("version")
    if version is None:
        walk.report("rss-version-missing", root, "")
    elif version in _OLD:
        walk.report("rss-version-old", root, version, version=version)
    elif version != "2.0":
        walk.report("rss-version-unknown", root, version, version=version)
    if version != "0.91" and any(p.code == "xml-doctype-netscape" for p in context.problems):
        walk.report("rss-doctype-differs", root, "", version=version or "none")
    tree.attributes(walk, root, root.keys(), frozenset(("version",)))
    seen = tree.children(walk, root, {"channel": Part(_channel, parent=True)}, _in_rss)
    head = seen.get("channel")
    if head is None:
        walk.report("rss-missing-channel", root, "")
        return
    history.check(walk, head)
    grammar.check(walk, root, head, head.findall("item"))


def _in_rss(walk: Walk, parent: Any, child: Any) -> None:
    if child.tag in _NAMES["channel"]:
        walk.report("rss-element-misplaced", child, element=child.tag, place="<channel>")
    else:
        unknown(walk, parent, child)


def _channel(walk: Walk, el: Any) -> None:
    items: list[Any] = []
    parts = {
        **_CHANNEL_PARTS,
        "item": Part(lambda _, item: items.append(item), many=True, parent=True),
    }
    if walk.context.problems and walk.context.problems[-1].code == "rss-version-old":
        parts["textinput"] = parts["textInput"]  # as 0.91 spells it
    seen = tree.children(walk, el, parts, unknown)
    for tag in ("title", "link", "description"):
        if tag not in seen:
            walk.report(f"rss-channel-missing-{tag}", el, "")
    channel.matching(walk, seen)
    if "pubDate" in seen and f"{_DC}date" in seen:
        walk.report("rss-said-twice", seen[f"{_DC}date"], one="pubDate", other="dc:date")
    if "language" in seen and f"{_DC}language" in seen:
        walk.report("rss-said-twice", seen[f"{_DC}language"], one="language", other="dc:language")
    _items(walk, items, walk.path(el))
    extensions.feed_wide(walk, el, seen)


def _items(walk: Walk, items: list[Any], where: str) -> None:
    guids: dict[str, int] = {}
    for number, item in enumerate(items, 1):
        walk.anchor = item
        walk.anchor_path = f"{where}/item[{number}]"
        seen = tree.children(walk, item, _ITEM_PARTS, unknown)
        _item(walk, item, seen, guids)
    walk.anchor = None


def _item(walk: Walk, item: Any, seen: Mapping[str, Any], guids: dict[str, int]) -> None:
    if "title" not in seen and "description" not in seen:
        walk.report("rss-item-missing-title-or-description", item, "")
    guid = seen.get("guid")
    if guid is None:
        walk.report("rss-item-missing-guid", item, "")
    else:
        key = tree.value(guid)
        if key in guids:
            walk.report("rss-guid-not-unique", guid, value=key, first=guids[key])
        elif key:
            guids[key] = guid.sourceline
    if _ENCODED in seen:
        _encoded(walk, item, seen[_ENCODED], seen.get("description"))
    _twice(walk, item, seen)


def _twice(walk: Walk, item: Any, seen: Mapping[str, Any]) -> None:
    """What an item says more than once."""
    for one, tag in (("author", "creator"), ("pubDate", "date")):
        other = seen.get(f"{_DC}{tag}")
        if other is not None and one in seen:
            walk.report("rss-said-twice", other, one=one, other=f"dc:{tag}")
    if "category" in seen:
        named = [(tree.value(el), el.get("domain")) for el in item.iterchildren("category")]
        if len(named) > len(set(named)):
            walk.report("category-repeated", seen["category"], element="item")
    if "enclosure" in seen:
        again = item.findall("enclosure")[1:]
        if again:
            walk.report("rss-enclosure-repeated", again[0], "")


def _encoded(walk: Walk, item: Any, encoded: Any, description: Any) -> None:
    """content:encoded beside the description that readers without it show."""
    if description is None:
        walk.report("rss-content-without-description", encoded)
        return
    text = tree.value(description)
    if text and text == tree.value(encoded):
        walk.report("rss-content-repeats-description", encoded)
    elif item.index(description) > item.index(encoded):
        walk.report("rss-content-before-description", encoded)


def unknown(walk: Walk, parent: Any, child: Any) -> None:
    """A child that its parent may not have: say what was meant, where that can be guessed."""
    tag = child.tag
    if not isinstance(tag, str):
        walk.report("xml-entity-used", child, child.text, element=tree.label(parent))
    elif tag[0] == "{":
        extensions.unknown(walk, parent, child)
    else:
        _undefined(walk, parent, child, tag)


def _undefined(walk: Walk, parent: Any, child: Any, tag: str) -> None:
    inside = tree.name(parent)
    here = _NAMES.get(inside, _NONE)
    folded = {known.lower(): known for known in sorted(here)}
    meant = folded.get(tag.lower().replace("-", "").replace("_", ""))
    if meant is None:
        place = _place(tag, inside)
        if place:
            walk.report("rss-element-misplaced", child, element=tag, place=place)
            return
        close = get_close_matches(tag[:40], sorted(here), 1, 0.8)
        meant = close[0] if close else _OTHERS.get(tag.lower())
    if meant is not None:
        walk.report("rss-element-misspelled", child, element=tag, parent=inside, meant=f"<{meant}>")
    else:
        walk.report("rss-element-undefined", child, element=tag, parent=inside)


# Names from other formats -> what RSS has for them.
_OTHERS = {
    "id": "guid",
    "updated": "pubDate",
    "published": "pubDate",
    "date": "pubDate",
    "modified": "lastBuildDate",
    "summary": "description",
    "content": "content:encoded",
    "encoded": "content:encoded",
    "creator": "dc:creator",
    "subject": "category",
    "tags": "category",
    "keywords": "category",
    "subtitle": "description",
    "rights": "copyright",
    "entry": "item",
    "logo": "image",
    "url": "link",
    "body": "description",
}


def _place(tag: str, inside: str) -> str:
    """Where an element of RSS belongs that stands elsewhere."""
    if (inside != "channel" and tag in _CHANNEL_ONLY) or tag == "item":
        return "<channel>"
    if inside != "item" and tag in _ITEM_ONLY:
        return "<item>"
    for parent, names in channel.NAMES.items():
        if inside != parent and tag in names - _NAMES["channel"]:
            return f"<{parent}>"
    return ""
