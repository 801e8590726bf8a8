"""Media RSS 1.5: pictures, sounds and films of an item."""

from __future__ import annotations

import re
from typing import Any

from pagefeed.checks import content, tree, values
from pagefeed.checks.tree import Part, Walk
from pagefeed.languages import REGIONS

URI = "http://search.yahoo.com/mrss/"
_NS = f"{{{URI}}}"
_TIME = re.compile(r"(?:now|[0-9]+(?:\.[0-9]*)?|[0-9]+:[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?)")
# The ratings of the two schemes that Media RSS names and that have a closed list.
_RATINGS = {
    "urn:mpaa": frozenset(("g", "pg", "pg-13", "r", "nc-17", "nr", "m", "x", "unrated")),
    "urn:v-chip": frozenset(
        (
            *("tv-y", "tv-y7", "tv-y7-fv", "tv-g", "tv-pg", "tv-14", "tv-ma"),
            *("c", "c8", "g", "pg", "14+", "18+", "e", "exempt"),
        )
    ),
}
_HASHES = {"md5": 32, "sha-1": 40}


def _npt(text: str) -> str:
    """Normal play time (RFC 2326 section 3.6)."""
    return "" if _TIME.fullmatch(text.strip()) else "media-time"


def _amount(text: str) -> str:
    """A decimal number that isn't negative."""
    return values.decimal(text) or ("number-invalid" if text[0] == "-" else "")


def _scheme(text: str) -> str:
    """A scheme's IRI; Media RSS has its own, such as urn:ebu, which aren't whole URNs."""
    return "" if text[:4] == "urn:" else values.iri(text)


def _one_of(walk: Walk, el: Any, attribute: str, *allowed: str) -> None:
    found = el.get(attribute)
    if found is not None:
        tree.choice(walk, el, found, allowed, f"{tree.label(el)} {attribute}")


def _content(walk: Walk, el: Any) -> None:
    url = el.get("url")
    if url is None and el.find(f"{_NS}player") is None:
        walk.report("media-content-without-url", el, "")
    tree.optional(walk, el, "url", values.uri)
    tree.optional(walk, el, "type", values.mime)
    tree.optional(walk, el, "lang", values.language)
    for attribute in ("fileSize", "duration", "height", "width"):
        tree.optional(walk, el, attribute, values.whole)
    for attribute in ("bitrate", "framerate", "samplingrate", "channels"):
        tree.optional(walk, el, attribute, _amount)
    _one_of(walk, el, "medium", "image", "audio", "video", "document", "executable")
    _one_of(walk, el, "isDefault", "true", "false")
    _one_of(walk, el, "expression", "sample", "full", "nonstop")
    _inside(walk, el, _OPTIONAL)


def _group(walk: Walk, el: Any) -> None:
    _inside(walk, el, {**_OPTIONAL, f"{_NS}content": _CONTENT})


def _inside(walk: Walk, el: Any, parts: dict[str, Part]) -> None:
    from pagefeed.checks.extensions import unknown

    tree.children(walk, el, parts, unknown)


def _thumbnail(walk: Walk, el: Any) -> None:
    tree.needed(walk, el, "url", values.uri)
    tree.optional(walk, el, "width", values.whole)
    tree.optional(walk, el, "height", values.whole)
    tree.optional(walk, el, "time", _npt)


def _player(walk: Walk, el: Any) -> None:
    tree.needed(walk, el, "url", values.uri)
    tree.optional(walk, el, "width", values.whole)
    tree.optional(walk, el, "height", values.whole)


def _hash(walk: Walk, el: Any) -> None:
    kind = el.get("algo", "md5")
    tree.choice(walk, el, kind, tuple(_HASHES), "media:hash algo")
    text = tree.value(el)
    if kind in _HASHES and not re.fullmatch(rf"[0-9A-Fa-f]{{{_HASHES[kind]}}}", text):
        walk.report("media-hash", el, algo=kind)


def _restriction(walk: Walk, el: Any) -> None:
    relationship = tree.required(walk, el, "relationship")
    if relationship:
        tree.choice(walk, el, relationship, ("allow", "deny"), "media:restriction relationship")
    _one_of(walk, el, "type", "country", "uri", "sharing")
    if el.get("type") is None:
        tree.choice(walk, el, tree.value(el), ("all", "none"), "media:restriction")
    if el.get("type") == "uri":
        for uri in tree.value(el).split():
            tree.shown(walk, el, values.iri(uri), uri, "media:restriction")
    if el.get("type") == "country":
        for country in tree.value(el).split():
            if country.upper() not in REGIONS:
                walk.report("media-country", el, value=country)
                break


def _typed(walk: Walk, el: Any) -> None:
    _one_of(walk, el, "type", "plain", "html")
    text = tree.filled(walk, el)
    if el.get("type") == "html":
        content.markup(walk, el, text)


def _text(walk: Walk, el: Any) -> None:
    _typed(walk, el)
    tree.optional(walk, el, "lang", values.language)
    tree.optional(walk, el, "start", _npt)
    tree.optional(walk, el, "end", _npt)


def _adult(walk: Walk, el: Any) -> None:
    walk.report("media-adult", el)
    tree.choice(walk, el, tree.exact(walk, el), ("true", "false"), "media:adult")


def _rating(walk: Walk, el: Any) -> None:
    text = tree.filled(walk, el)
    tree.optional(walk, el, "scheme", _scheme)
    scheme = el.get("scheme", "urn:simple")
    if scheme in _RATINGS and text and text.split()[0].lower() not in _RATINGS[scheme]:
        walk.report("media-rating", el, value=text, scheme=scheme)
    if scheme == "urn:simple":
        tree.choice(walk, el, text, ("adult", "nonadult"), "media:rating")


def _category(walk: Walk, el: Any) -> None:
    tree.filled(walk, el)
    tree.optional(walk, el, "scheme", _scheme)


def _copyright(walk: Walk, el: Any) -> None:
    tree.optional(walk, el, "url", values.uri)


def _credit(walk: Walk, el: Any) -> None:
    tree.filled(walk, el)
    tree.optional(walk, el, "scheme", _scheme)
    role = el.get("role")
    if role is not None and not role.strip():
        walk.report("attribute-blank", el, "", attribute="role", element=tree.label(el))
    elif role is not None and role != role.lower() and el.get("scheme", "urn:ebu") == "urn:ebu":
        walk.report("media-role", el, role, value=role)


def _status(walk: Walk, el: Any) -> None:
    state = tree.required(walk, el, "state")
    if state:
        tree.choice(walk, el, state, ("active", "blocked", "deleted"), "media:status state")


def _at(*names: str) -> frozenset[str]:
    return frozenset(names)


_FREE = frozenset(
    (
        *("type", "url", "href", "lang", "info", "price", "currency", "reason", "state", "rel"),
        *("description", "start", "end", "time", "width", "height", "average", "count", "min"),
        *("max", "views", "favorites", "name"),
    )
)
_OPTIONAL: dict[str, Part] = {
    f"{_NS}adult": Part(_adult),
    f"{_NS}rating": Part(_rating, many=True, attributes=_at("scheme")),
    f"{_NS}title": Part(_typed, attributes=_at("type")),
    f"{_NS}description": Part(_typed, attributes=_at("type")),
    f"{_NS}keywords": Part(tree.filled),
    f"{_NS}thumbnail": Part(
        _thumbnail, many=True, attributes=_at("url", "width", "height", "time")
    ),
    f"{_NS}category": Part(_category, many=True, attributes=_at("scheme", "label")),
    f"{_NS}hash": Part(_hash, many=True, attributes=_at("algo")),
    f"{_NS}player": Part(_player, attributes=_at("url", "width", "height")),
    f"{_NS}credit": Part(_credit, many=True, attributes=_at("role", "scheme")),
    f"{_NS}copyright": Part(_copyright, attributes=_at("url")),
    f"{_NS}text": Part(_text, many=True, attributes=_at("type", "lang", "start", "end")),
    f"{_NS}restriction": Part(_restriction, many=True, attributes=_at("relationship", "type")),
    f"{_NS}status": Part(_status, attributes=_at("state", "reason")),
    **{
        f"{_NS}{name}": Part(tree.anything, many=True, attributes=_FREE, parent=True)
        for name in (
            *("community", "comments", "embed", "responses", "backLinks", "price", "license"),
            *("subTitle", "peerLink", "location", "rights", "scenes"),
        )
    },
}
_CONTENT = Part(
    _content,
    many=True,
    attributes=_at(
        *("url", "fileSize", "type", "medium", "isDefault", "expression", "bitrate"),
        *("framerate", "samplingrate", "channels", "duration", "height", "width", "lang"),
    ),
    parent=True,
)
IN_CHANNEL = tuple(_OPTIONAL.items())
IN_ITEM = (
    *_OPTIONAL.items(),
    (f"{_NS}content", _CONTENT),
    (f"{_NS}group", Part(_group, many=True, parent=True)),
)
COMPLETE = (URI,)
