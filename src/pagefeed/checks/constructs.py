"""The constructs of Atom: text, person, link, category, content, generator, images.

RFC 4287 sections 3 and 4.2. Each function looks at one element; what entries and feeds
must have together is in `atom`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pagefeed.checks import content as markup
from pagefeed.checks import tree, values
from pagefeed.checks.registry import RELATIONS
from pagefeed.checks.tree import Part, Walk

_NS = "{http://www.w3.org/2005/Atom}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_THREAD = "{http://purl.org/syndication/thread/1.0}"
_FEED_ONLY = frozenset(("prev-archive", "next-archive", "current"))  # RFC 5005
# What an attribute of a link has to be.
_TESTS: dict[str, Callable[[str], str]] = {
    "href": values.reference,
    "type": values.mime,
    "hreflang": values.language,
    "length": values.whole,
    f"{_THREAD}count": values.whole,
    f"{_THREAD}updated": lambda text: values.rfc3339(text)[0],
}
_OWN_BASE = f"{tree.XML}base"
_LINK = f"{_NS}link"
TEXT = frozenset(("type",))
CONTENT = frozenset(("type", "src"))
CATEGORY = frozenset(("term", "scheme", "label"))
LINK = frozenset(("href", "rel", "type", "hreflang", "title", "length"))
_COMPOSITE = ("multipart/", "message/")
_REL = re.compile(r"[A-Za-z0-9\-._~!$&'()*+,;=@%]+")  # RFC 3987 isegment-nz-nc
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_ESCAPED = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,300})?/?>|&(?:lt|gt|amp|nbsp|quot|#[0-9]{2,6});"
)


def text(walk: Walk, el: Any) -> None:
    """RFC 4287 section 3.1: plain text, escaped HTML or an XHTML div."""
    _based(walk, el, _text)


def _based(walk: Walk, el: Any, look: Callable[[Walk, Any], None]) -> None:
    """Look at an element that may have an xml:base of its own."""
    outer = walk.base
    own = el.get(_OWN_BASE)
    if own is not None and not values.iri(own):
        walk.base = own
    look(walk, el)
    walk.base = outer


def _text(walk: Walk, el: Any) -> None:
    kind = el.get("type")
    if kind is None or kind == "text":
        _plain(walk, el)
    elif kind == "html":
        _html(walk, el)
    elif kind == "xhtml":
        _xhtml(walk, el)
    else:
        tree.choice(walk, el, kind, ("text", "html", "xhtml"), f"{tree.label(el)} type")


def _plain(walk: Walk, el: Any) -> None:
    if len(el):
        tree.leaf(walk, el)
        return
    found = el.text
    if not found or found.isspace():
        walk.report("element-blank", el, "", element=tree.label(el))
    elif ("<" in found or "&" in found) and el.get("type") is None:  # else it was said
        match = _ESCAPED.search(found)
        if match is not None:
            walk.report("atom-text-markup", el, element=tree.label(el), markup=match[0])


def _html(walk: Walk, el: Any) -> None:
    if len(el):
        first = el[0]
        if isinstance(first.tag, str):
            walk.report("atom-html-not-escaped", first, element=tree.label(el))
        else:
            tree.leaf(walk, el)
        return
    found = el.text
    if not found or found.isspace():
        walk.report("element-blank", el, "", element=tree.label(el))
    elif "<" in found:
        markup.markup(walk, el, found)


def _xhtml(walk: Walk, el: Any) -> None:
    """RFC 4287 section 3.1.1.3: one XHTML div, whose content counts."""
    divs = [child for child in el if child.tag == f"{_XHTML}div"]
    stray = bool(el.text and el.text.strip()) or any(
        child.tail and child.tail.strip() for child in el
    )
    if len(divs) != 1 or len(el) != 1 or stray:
        walk.report("atom-xhtml-not-one-div", el, element=tree.label(el))
        if not divs:
            return
    markup.elements(walk, el, divs[0], "")
    for inner in divs[0].iter():
        if isinstance(inner.tag, str) and not inner.tag.startswith("{"):
            walk.report("atom-element-without-namespace", inner, element=tree.name(inner))
            break
        if isinstance(inner.tag, str) and inner.tag.startswith(_NS):
            walk.report("atom-xhtml-namespace", inner, element=tree.name(inner))
            break


def person(walk: Walk, el: Any) -> None:
    """RFC 4287 section 3.2: a name, and at most one uri and one email."""
    from pagefeed.checks.atom import unknown

    seen = tree.children(walk, el, _PERSON, unknown)
    if f"{_NS}name" not in seen:
        walk.report("atom-person-missing-name", el, "", element=tree.label(el))


def _filled_iri(walk: Walk, el: Any) -> None:
    found = tree.exact(walk, el)
    if not found:
        walk.report("element-blank", el, "", element=tree.label(el))
    tree.shown(walk, el, values.reference(found), found, tree.label(el))


_PERSON = {
    f"{_NS}name": Part(tree.plain),
    f"{_NS}uri": Part(_filled_iri),
    f"{_NS}email": Part(tree.tested(values.address)),
}
PERSON_NAMES = frozenset(("name", "uri", "email"))


def picture(walk: Walk, el: Any) -> None:
    """RFC 4287 sections 4.2.5 and 4.2.8: an IRI of an image."""
    found = tree.exact(walk, el)
    if not found:
        walk.report("atom-picture-empty", el, "", element=tree.label(el))
    else:
        tree.shown(walk, el, values.reference(found), found, tree.label(el))


def generator(walk: Walk, el: Any) -> None:
    """RFC 4287 section 4.2.4: a name, a uri and a version."""
    tree.plain(walk, el)
    tree.optional(walk, el, "uri", values.reference)


def category(walk: Walk, el: Any) -> None:
    """RFC 4287 section 4.2.2: a term, and a scheme that is an absolute IRI."""
    tree.required(walk, el, "term")
    _undefined(walk, el)
    tree.optional(walk, el, "scheme", values.iri)
    label = el.get("label")
    if label and ("<" in label or "&" in label) and _ESCAPED.search(label):
        walk.report("atom-text-markup", el, label, element="category label", markup=label)


def _undefined(walk: Walk, el: Any) -> None:
    """Children of a link or category: other namespaces' are allowed (section 6.3), no others."""
    for child in el:
        if isinstance(child.tag, str) and (child.tag[0] != "{" or child.tag.startswith(_NS)):
            walk.report(
                "element-has-children", child, element=tree.label(el), child=tree.name(child)
            )
            return


def link(walk: Walk, el: Any) -> None:
    """RFC 4287 section 4.2.7."""
    href = el.get("href")
    if href is None:
        walk.report("attribute-missing", el, "", attribute="href", element=tree.label(el))
    elif not href.strip():
        walk.report("attribute-blank", el, "", attribute="href", element=tree.label(el))
    for key in el.keys():  # noqa: SIM118 - lxml's elements iterate over children
        if key in _TESTS:
            tree.optional(walk, el, key, _TESTS[key])
    rel = el.get("rel")
    if rel is not None:
        _relation(walk, el, rel)
        if rel in _FEED_ONLY and tree.name(el.getparent()) in ("entry", "item"):
            walk.report("history-link-in-entry", el, el.get("href") or "", rel=rel)
    title = el.get("title")
    if title and ("<" in title or "&" in title) and _ESCAPED.search(title):
        walk.report("atom-text-markup", el, title, element="link title", markup=title)
    if len(el) or tree.value(el):
        walk.report("atom-link-not-empty", el)
        _undefined(walk, el)


def _relation(walk: Walk, el: Any, rel: str) -> None:
    if ":" in rel:
        short = rel.removeprefix("http://www.iana.org/assignments/relation/")
        if short == rel:
            tree.shown(walk, el, values.iri(rel), rel, f"{tree.label(el)} rel")
        elif short not in RELATIONS:
            walk.report("atom-link-relation", el, rel, value=short)
    elif not _REL.fullmatch(rel):
        walk.report("atom-link-relation-malformed", el, rel, value=rel)
    elif rel.lower() not in RELATIONS:
        walk.report("atom-link-relation", el, rel, value=rel)


def alternates(walk: Walk, parent: Any) -> bool:
    """Whether there is an alternate link; no two may have the same type and hreflang."""
    seen: set[tuple[str | None, str | None]] = set()
    met: set[tuple[str, str | None]] = set()
    for el in parent.iterchildren(_LINK):
        whole = (el.get("rel", "alternate"), el.get("href"))
        if whole in met and whole[0] != "alternate":
            walk.report("atom-link-repeated", el, whole[1] or "", rel=whole[0])
        met.add(whole)
        if el.get("rel", "alternate") in (
            "alternate",
            "http://www.iana.org/assignments/relation/alternate",
        ):
            key = (el.get("type"), el.get("hreflang"))
            if key in seen:
                walk.report("atom-alternate-repeated", el, el.get("href") or "")
            seen.add(key)
    return bool(seen)


def opaque(el: Any) -> bool:
    """Whether content needs a summary beside it: it is elsewhere, or in Base64 (4.1.3)."""
    if el.get("src") is not None:
        return True
    kind = (el.get("type") or "text").lower()
    if kind in ("text", "html", "xhtml") or kind.startswith("text/"):
        return False
    return not (_is_xml(kind) or values.mime(kind) or kind.startswith(_COMPOSITE))


def _is_xml(media: str) -> bool:
    bare = media.partition(";")[0].strip()
    return bare.endswith(("+xml", "/xml")) or bare in (
        "text/xml-external-parsed-entity",
        "application/xml-external-parsed-entity",
        "application/xml-dtd",
    )


def content(walk: Walk, el: Any) -> None:
    """RFC 4287 section 4.1.3: inline or elsewhere, by its type."""
    _based(walk, el, _content)


def _content(walk: Walk, el: Any) -> None:
    kind = el.get("type")
    src = el.get("src")
    if src is not None:
        _elsewhere(walk, el, kind, src)
    elif kind is None or kind == "text":
        _plain(walk, el)
    elif kind == "html":
        _html(walk, el)
    elif kind == "xhtml":
        _xhtml(walk, el)
    else:
        _media(walk, el, kind)


def _elsewhere(walk: Walk, el: Any, kind: str | None, src: str) -> None:
    tree.shown(walk, el, values.reference(src[:4096]), src, "content src")
    if not src.strip():
        walk.report("attribute-blank", el, "", attribute="src", element="content")
    if len(el) or tree.value(el):
        walk.report("atom-content-src-and-text", el)
    if kind is None:
        walk.report("atom-content-src-without-type", el, src)
    elif kind in ("text", "html", "xhtml"):
        walk.report("atom-content-src-type", el, kind, value=kind)
    else:
        _composite(walk, el, kind)


def _composite(walk: Walk, el: Any, kind: str) -> bool:
    wrong = values.mime(kind)
    tree.shown(walk, el, wrong, kind, "content type")
    if not wrong and kind.lower().startswith(_COMPOSITE):
        walk.report("atom-content-composite", el, kind, value=kind)
        return True
    return bool(wrong)


def _media(walk: Walk, el: Any, kind: str) -> None:
    if _composite(walk, el, kind):
        return
    media = kind.lower()
    if _is_xml(media):
        if not len(el):
            walk.report("atom-content-xml-without-element", el, value=kind)
        elif len(el) > 1 or (el.text and el.text.strip()):
            walk.report("atom-content-xml-not-one", el, value=kind)
    elif len(el):
        walk.report("atom-content-has-children", el[0], value=kind)
    elif media.startswith("text/"):
        if media.partition(";")[0].strip() == "text/html":
            walk.report("atom-content-type-html", el, kind)
            if el.text:
                markup.markup(walk, el, el.text)
    else:
        squeezed = "".join((el.text or "").split())
        if len(squeezed) % 4 or not _BASE64.fullmatch(squeezed):
            walk.report("atom-content-not-base64", el, value=kind)
