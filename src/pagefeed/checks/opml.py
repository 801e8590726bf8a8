"""OPML 2.0 (http://opml.org/spec2.opml): the tree of a well-formed document -> Problems.

Knows heads, outlines and subscription lists. Attributes of any name are allowed on an
outline; elements only in a namespace of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pagefeed.checks import values
from pagefeed.checks.context import Context
from pagefeed.model import Problem

_DATES = ("dateCreated", "dateModified")
_NUMBERS = ("vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight")
_HEAD = (
    "title",
    *_DATES,
    "ownerName",
    "ownerEmail",
    "ownerId",
    "docs",
    "expansionState",
    *_NUMBERS,
)
_ATTRIBUTES = (
    *("text", "type", "isComment", "isBreakpoint", "created", "category"),
    *("xmlUrl", "htmlUrl", "url", "description", "language", "title", "version"),
)
_RIGHT = {name.lower(): name for name in _ATTRIBUTES}
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_LINES = re.compile(r"[0-9]{1,9}(?:\s*,\s*[0-9]{1,9})*")


@dataclass(slots=True)
class _Walk:
    """The document on its way through the rules."""

    context: Context
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, el: Any, text: str = "", **found: object) -> None:
        if self.context.room(code):
            path = el.getroottree().getpath(el)
            problem = self.context.problem(code, line=el.sourceline, path=path, text=text, **found)
            self.problems.append(problem)

    def value(self, el: Any, code: str, what: str, text: str) -> None:
        """Report the code that a value gave, if it gave one."""
        if code:
            self.report(code, el, text, what=what, value=text)


def check(root: Any, context: Context) -> Iterator[Problem]:
    """What is wrong with an OPML document, given its `opml` element (lxml, strictly parsed)."""
    walk = _Walk(context)
    version = root.get("version")
    if version is None:
        walk.report("opml-version-missing", root)
    elif version not in ("1.0", "1.1", "2.0"):
        walk.report("opml-version-unknown", root, version, found=version)
    parts = _children(walk, root, ("head", "body"), "opml")
    for name in ("head", "body"):
        if name not in parts:
            walk.report("opml-part-missing", root, element=name)
    order = [name for name in parts if name in ("head", "body")]
    if order == ["body", "head"]:
        walk.report("opml-part-order", parts["head"])
    if "head" in parts:
        _head(walk, parts["head"])
    if "body" in parts:
        _body(walk, parts["body"], first=version in ("1.0", "1.1"))
    yield from walk.problems


def _children(
    walk: _Walk, el: Any, known: Iterable[str], parent: str, *, many: bool = False
) -> dict[str, Any]:
    """The first child of each name; what may not stand here is reported."""
    found: dict[str, Any] = {}
    tails = [child.tail or "" for child in el]
    if any(text.strip() for text in (el.text or "", *tails)):
        stray = next(text for text in (el.text or "", *tails) if text.strip())
        walk.report("element-stray-text", el, stray.strip(), element=parent)
    for child in el:
        name = child.tag
        if not isinstance(name, str):  # an entity that is never expanded
            walk.report("element-stray-text", el, str(child.text), element=parent)
        elif name in known:
            if name in found and not many:
                walk.report("element-repeated", child, element=name, parent=parent)
            found.setdefault(name, child)
        elif not name.startswith("{"):
            _unknown(walk, child, known, parent)
    return found


def _unknown(walk: _Walk, child: Any, known: Iterable[str], parent: str) -> None:
    name = str(child.tag)
    right = next((each for each in known if each.lower() == name.lower()), "")
    if right:
        walk.report(
            "opml-element-misspelled", child, name, element=name, parent=parent, right=right
        )
    else:
        walk.report("opml-element-unknown", child, name, element=name, parent=parent)


def _head(walk: _Walk, head: Any) -> None:
    found = _children(walk, head, _HEAD, "head")
    texts: dict[str, str] = {}
    for name, el in found.items():
        texts[name] = (el.text or "").strip()
        if len(el):
            inner = el[0].tag if isinstance(el[0].tag, str) else "entity"
            walk.report("element-has-children", el, element=name, child=inner)
    for name in _NUMBERS:
        text = texts.get(name, "")
        if text and not _NUMBER.fullmatch(text):
            walk.report("opml-number", found[name], text, element=name, found=text)
    state = texts.get("expansionState", "")
    if state and not _LINES.fullmatch(state[:100_000].rstrip(", ")):
        walk.report("opml-expansion-state", found["expansionState"], state, found=state)
    if texts.get("ownerEmail"):
        address = texts["ownerEmail"]
        walk.value(found["ownerEmail"], values.address(address[:1000]), "<ownerEmail>", address)
    for name in ("ownerId", "docs"):
        if texts.get(name):
            walk.value(found[name], values.web(texts[name][:4096]), f"<{name}>", texts[name])
    _dates(walk, found, texts)


def _dates(walk: _Walk, found: dict[str, Any], texts: dict[str, str]) -> None:
    instants = {}
    for name in _DATES:
        if texts.get(name):
            code, instants[name] = values.rfc822(texts[name][:200])
            walk.value(found[name], code, f"<{name}>", texts[name])
    created, modified = (instants.get(name) for name in _DATES)
    if created and modified and modified < created:
        walk.report("opml-date-order", found["dateModified"], texts["dateModified"])


def _body(walk: _Walk, body: Any, *, first: bool) -> None:
    if "outline" not in _children(walk, body, ("outline",), "body", many=True):
        walk.report("opml-body-empty", body)
    for parent in body.iter("body", "outline"):
        if parent is not body:
            _children(walk, parent, ("outline",), "outline", many=True)
            _outline(walk, parent, first=first)
        seen: set[str] = set()
        for child in parent.iterchildren("outline"):
            url = child.get("xmlUrl")
            if url and url in seen:
                walk.report("opml-feed-repeated", child, url, found=url)
            elif url:
                seen.add(url)


def _outline(walk: _Walk, el: Any, *, first: bool) -> None:
    """One outline. In versions 1.0 and 1.1 (`first`) its text was not required yet."""
    for name in el.keys():  # noqa: SIM118 - lxml's elements iterate over children
        right = _RIGHT.get(name.lower())
        if right and right != name and el.get(right) is None:
            walk.report("opml-attribute-misspelled", el, name, attribute=name, right=right)
    text = el.get("text")
    if text is None:
        walk.report("opml-text-recommended" if first else "opml-text-missing", el)
    elif not text.strip():
        walk.report("opml-text-empty", el)
    for name in ("isComment", "isBreakpoint"):
        found = el.get(name)
        if found is not None and found not in ("true", "false"):
            walk.report("opml-boolean", el, found, attribute=name, found=found)
    created = el.get("created")
    if created is not None:
        walk.value(el, values.rfc822(created[:200])[0], "created", created)
    category = el.get("category")
    if category is not None and not _categories(category):
        walk.report("opml-category", el, category, found=category)
    _leads(walk, el)


def _categories(text: str) -> bool:
    """Whether every category and every level in it has a name; a leading slash is allowed."""
    return all(
        part.strip() and all(level.strip() for level in part.strip().removeprefix("/").split("/"))
        for part in text.split(",")
    )


def _leads(walk: _Walk, el: Any) -> None:
    """Subscriptions, links and inclusions: where an outline leads to."""
    kind = el.get("type")
    if kind is not None and kind.lower() == "rss" and not (el.get("xmlUrl") or "").strip():
        walk.report("opml-xmlurl-missing", el)
    elif kind is None and el.get("xmlUrl"):
        walk.report("opml-type-missing", el, el.get("xmlUrl"))
    if kind in ("link", "include") and not (el.get("url") or "").strip():
        walk.report("opml-url-missing", el, type=kind)
    for name in ("xmlUrl", "htmlUrl", "url"):
        found = el.get(name)
        if found is None:
            continue
        if found.strip():
            walk.value(el, _web(found[:4096]), name, found)
        elif name == "htmlUrl":
            walk.report("attribute-blank", el, attribute=name, element="outline")
    language = el.get("language")
    if language and kind == "rss":
        # Exports write "unknown" where a feed states no language (UserLand's own did).
        walk.value(
            el,
            "" if language == "unknown" else values.language(language[:200]),
            "language",
            language,
        )


def _web(text: str) -> str:
    """An address that a reader can follow; letters beyond ASCII are taken."""
    code = values.iri(text)
    if code:
        return code
    return "" if text[:5].lower() in ("http:", "https", "feed:") else "uri-not-web"
