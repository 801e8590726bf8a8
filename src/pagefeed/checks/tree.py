"""Walking an element tree by tables: which children an element may have, and who looks at each.

Owns what every XML format shares: repeated, misspelled, misplaced and unknown elements,
stray text and attributes, and the leaf values of `values`. Knows no format's own rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any

from pagefeed.checks import values
from pagefeed.checks.context import Context
from pagefeed.checks.registry import NAMESPACES, PREFIXES

XML = "{http://www.w3.org/XML/1998/namespace}"
_LONGEST = 4096  # characters of a value that are looked at
_NAMED = re.compile(r"&(?!#)")
_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]{0,500}>|<!--|&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
)


# The plain elements of RSS as they are written, CDATA sections and comments passed over.
_PLAIN = re.compile(
    r"<!\[CDATA\[[^\]]*+(?:\](?!\]>)[^\]]*+)*\]\]>|<!--[^-]*+(?:-(?!->)[^-]*+)*-->"
    r"|<(?:title|category|description|copyright)(?:\s[^<>]*+)?>([^<]*+)</"
)


def _is_numeric(raw: str) -> bool:
    return "&#" in raw and _NAMED.search(raw) is None


@dataclass(slots=True)
class Walk:
    """One document on its way through the rules: the context and where we are."""

    context: Context
    format: str  # "rss" or "atom"
    anchor: Any = None  # the item or entry being looked at
    anchor_path: str = ""
    known: dict[str, bool] = field(default_factory=dict)  # namespaces met -> is it known
    base: str = ""  # what relative references resolve against, where that is known
    _numeric: frozenset[str] | None = None

    def numeric(self) -> frozenset[str]:
        """The texts of plain elements whose & and < are all written as numbers.

        The RSS profile's way to say that a text is no markup; a parsed tree doesn't tell.
        """
        if self._numeric is None:
            self._numeric = frozenset(
                unescape(raw) for raw in _PLAIN.findall(self.context.source) if _is_numeric(raw)
            )
        return self._numeric

    def report(self, code: str, el: Any, text: str | None = None, **found: object) -> None:
        """A problem with an element: its line, its path and its text."""
        self.context.report(
            code,
            line=el.sourceline,
            path=self.path(el),
            text=(el.text or "") if text is None else text,
            **found,
        )

    def path(self, el: Any) -> str:
        """The element's path: /rss/channel/item[3]/title."""
        steps: list[str] = []
        while el is not None:
            if el is self.anchor:
                steps.append(self.anchor_path)
                break
            steps.append(label(el))
            el = el.getparent()
        else:
            steps.append("")
        return "/".join(reversed(steps))


Check = Callable[[Walk, Any], object]  # what it gives back is of no interest


@dataclass(frozen=True, slots=True)
class Part:
    """A child that an element may have."""

    check: Check
    many: bool = False
    attributes: frozenset[str] = frozenset()
    parent: bool = False  # it may have children of its own


def label(el: Any) -> str:
    """An element's name with the prefix that it is written with."""
    local = name(el)
    return f"{el.prefix}:{local}" if el.prefix else local


def name(el: Any) -> str:
    """An element's name without its namespace."""
    tag = el.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else "&entity;"


def value(el: Any) -> str:
    """An element's text without the white space around it, bounded."""
    return (el.text or "")[:_LONGEST].strip(" \t\r\n")


def children(
    walk: Walk, el: Any, parts: Mapping[str, Part], unknown: Callable[[Walk, Any, Any], None]
) -> dict[str, Any]:
    """Look at each child by its Part; gives the first of each by tag.

    `unknown(walk, parent, child)` is called for a child that no Part is for.
    """
    seen: dict[str, Any] = {}
    if el.text and not el.text.isspace():
        walk.report("element-stray-text", el, element=label(el))
    for child in el:
        tag = child.tag
        if child.tail and not child.tail.isspace():
            walk.report("element-stray-text", el, child.tail, element=label(el))
        part = parts.get(tag)
        if part is None:
            unknown(walk, el, child)
            continue
        if tag not in seen:
            seen[tag] = child
        elif not part.many:
            walk.report("element-repeated", child, element=label(child), parent=label(el))
        keys = child.keys()
        if keys:
            attributes(walk, child, keys, part.attributes)
        if not part.parent and len(child):
            leaf(walk, child)
        part.check(walk, child)
    return seen


def leaf(walk: Walk, el: Any) -> None:
    """An element that holds text alone has children."""
    first = el[0]
    if isinstance(first.tag, str):
        walk.report("element-has-children", first, element=label(el), child=label(first))
    else:
        walk.report("xml-entity-used", el, first.text, element=label(el))


def attributes(walk: Walk, el: Any, keys: list[str], allowed: frozenset[str]) -> None:
    """Attributes that an element may not have, and those of XML itself."""
    for key in keys:
        if key in allowed:
            continue
        if key[0] != "{":
            walk.report(
                "attribute-undefined",
                el,
                f'{key}="{el.get(key)}"',
                attribute=key,
                element=label(el),
            )
        elif key == f"{XML}lang":
            lang = el.get(key)
            if lang:
                shown(walk, el, values.language(lang), lang, "xml:lang")
        elif key == f"{XML}base":
            base = el.get(key)
            shown(walk, el, values.reference(base[:_LONGEST]), base, "xml:base")
        elif key == f"{XML}space" and el.get(key) not in ("default", "preserve"):
            choice(walk, el, el.get(key), ("default", "preserve"), "xml:space")
        elif key == "{http://purl.org/syndication/thread/1.0}when":
            walk.report("thread-when", el, el.get(key))


def shown(walk: Walk, el: Any, code: str, text: str, what: str) -> None:
    """Report the code that a value gave, if it gave one."""
    if code:
        walk.report(code, el, text, what=what, value=text)


def choice(walk: Walk, el: Any, text: str, allowed: tuple[str, ...], what: str) -> None:
    """A value that must be one of a few."""
    if text not in allowed:
        walk.report(
            "value-not-allowed", el, text, what=what, value=text, allowed=", ".join(allowed)
        )


def needed(walk: Walk, el: Any, attribute: str, test: Callable[[str], str]) -> None:
    """An attribute that must be there and pass a test of `values`."""
    if el.get(attribute) is None:
        walk.report("attribute-missing", el, "", attribute=attribute, element=label(el))
    else:
        optional(walk, el, attribute, test)


def required(walk: Walk, el: Any, attribute: str) -> str | None:
    """An attribute that must be there and should not be blank; its value, or None."""
    found = el.get(attribute)
    if found is None:
        walk.report("attribute-missing", el, "", attribute=attribute, element=label(el))
        return None
    text = str(found)[:_LONGEST]
    if not text.strip():
        walk.report("attribute-blank", el, "", attribute=attribute, element=label(el))
        return None
    return text


def optional(walk: Walk, el: Any, attribute: str, test: Callable[[str], str]) -> None:
    """An attribute that, where it is there, must pass a test of `values`."""
    found = el.get(attribute)
    if found is None:
        return
    code = test(str(found)[:_LONGEST])
    if code:
        shown(walk, el, code, str(found), f"{label(el)} {attribute}")


def filled(walk: Walk, el: Any) -> str:
    """An element's text; reports it when it is blank, or padded where that does harm."""
    text = el.text
    if not text or text.isspace():
        if not len(el):
            walk.report("element-blank", el, "", element=label(el))
        return ""
    return value(el)


def exact(walk: Walk, el: Any) -> str:
    """The text of an element whose value is for machines: white space around it is a fault."""
    text = (el.text or "")[:_LONGEST]
    found = text.strip(" \t\r\n")
    if found != text and found:
        code = (
            "atom-value-padded"
            if el.tag[:29] == "{http://www.w3.org/2005/Atom}"
            else "value-padded"
        )
        walk.report(code, el, element=label(el))
    return found


def tested(test: Callable[[str], str]) -> Check:
    """A Check for a leaf whose text must pass a test of `values`."""

    def check(walk: Walk, el: Any) -> None:
        text = exact(walk, el)
        code = test(text)
        if code:  # the label costs more than the test
            shown(walk, el, code, text, label(el))

    return check


def dated(test: Callable[[str], tuple[str, Any]]) -> Check:
    """A Check for a leaf that holds a date."""

    def check(walk: Walk, el: Any) -> None:
        text = exact(walk, el)
        code = test(text)[0]
        if code:
            shown(walk, el, code, text, label(el))

    return check


def listed(*allowed: str) -> Check:
    """A Check for a leaf whose text must be one of a few."""

    def check(walk: Walk, el: Any) -> None:
        choice(walk, el, exact(walk, el), allowed, label(el))

    return check


def plain(walk: Walk, el: Any) -> None:
    """A leaf of plain text: not blank, and without markup."""
    text = el.text
    if not text or text.isspace():
        if not len(el):
            walk.report("element-blank", el, "", element=label(el))
        return
    if ("<" in text or "&" in text) and text not in walk.numeric():
        found = _MARKUP.search(text)
        if found is not None:
            walk.report("text-markup", el, element=label(el), markup=found[0])
        elif el.tag in ("title", "category"):
            walk.report("rss-text-reference", el, element=label(el))


def anything(walk: Walk, el: Any) -> None:
    """A leaf that may hold any text, or none."""


def absent(walk: Walk, el: Any) -> None:
    """An element that says all by being there: it must be empty."""
    if value(el) or len(el):
        walk.report("element-not-empty", el, element=label(el))


def namespaces(walk: Walk, root: Any) -> None:
    """Prefixes that everybody knows, bound to something else, and namespaces nearly right."""
    for prefix, uri in root.nsmap.items():
        if uri in NAMESPACES:
            continue
        close = nearly(uri)
        if close is not None:
            walk.report("namespace-nearly", root, uri, found=uri, meant=close)
        elif prefix in PREFIXES:
            meant = min(PREFIXES[prefix], key=len)
            walk.report("namespace-prefix", root, uri, prefix=prefix, found=uri, meant=meant)


def nearly(uri: str) -> str | None:
    """The known namespace that an unknown one all but is."""
    return _near().get(_squeezed(uri))


@cache
def _near() -> dict[str, str]:
    return {_squeezed(uri): uri for uri in reversed(NAMESPACES)}


def _squeezed(uri: str) -> str:
    return uri.lower().replace("https://", "http://").replace("www.", "").rstrip("/#")
