"""Text and HTML inside feeds: what readers strip, refuse or resolve wrongly.

Looks for what is suspicious with one pattern, and takes the HTML apart only when that
matches, so that ordinary content costs next to nothing. Knows no feed format.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from pagefeed.checks import tree
from pagefeed.checks.registry import HTML
from pagefeed.checks.tree import Walk

_LONGEST = 2_000_000  # characters of HTML that are taken apart

_RISKY = frozenset(
    (
        *("script", "iframe", "frame", "frameset", "object", "embed", "applet", "meta", "link"),
        *("style", "base", "svg", "math", "noscript", "html", "head", "body", "template"),
        *("noembed", "noframes", "plaintext", "xmp", "bgsound", "portal", "dialog"),
    )
)
_FORMS = frozenset(
    ("form", "input", "button", "select", "textarea", "option", "optgroup", "isindex", "keygen")
)
_INNOCENT = frozenset(HTML - _RISKY - _FORMS)
_ADDRESSES = frozenset(
    (
        *("href", "src", "cite", "longdesc", "action", "background", "data", "poster", "usemap"),
        *("formaction", "classid", "codebase", "profile", "icon", "manifest", "xlink:href"),
    )
)
_DANGEROUS = frozenset(("javascript", "vbscript", "data", "livescript", "mocha", "file"))
_NAMES = re.compile(r"<[/!?]?([^\s<>/]*)")
_ATTRIBUTES = re.compile(r"<[A-Za-z][^\s<>]*[\s/]([^<>]+)>")
# Attributes that need no closer look: plain ones, and addresses that are plainly absolute.
_HARMLESS = re.compile(
    r"""(?:[\s/]*+(?:
        (?:href|src|cite|longdesc|poster)\s*+=\s*+(?:
            "(?:https?://[^"\s/?\#]|mailto:)[^"]*+"|'(?:https?://[^'\s/?\#]|mailto:)[^']*+')
        |(?!on|style|href|src|cite|longdesc|poster|action|background|data|usemap|formaction|xlink
           |classid|codebase|profile|icon|manifest)
         [a-z][a-z0-9:_.-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?
    ))*[\s/]*+""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTROLS = re.compile(r"[\x00-\x20]+")
_RUNNING = re.compile(
    r"expression\s*\(|url\s*\(|@import|behaviou?r\s*:|-moz-binding|position\s*:|javascript:",
    re.IGNORECASE,
)


def html(walk: Walk, el: Any) -> None:
    """An element that holds escaped HTML, as RSS's description and content:encoded do."""
    if len(el):
        return  # reported as an element that has children
    text = el.text
    if not text or text.isspace():
        walk.report("element-blank", el, "", element=tree.label(el))
    elif "<" in text:
        markup(walk, el, text)


def markup(walk: Walk, el: Any, text: str) -> None:
    """The HTML of an element: each kind of fault once."""
    if not _suspect(text):
        return
    from lxml import etree
    from lxml import html as parser

    if len(text) > _LONGEST:
        walk.report("content-long", el, "", element=tree.label(el), count=len(text))
        text = text[:_LONGEST]
    try:
        root = parser.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return  # so broken that no browser would show it as meant, and none would run it
    elements(walk, el, root, text)


def _suspect(text: str) -> bool:
    """Whether anything in the HTML needs a closer look."""
    names = set(_NAMES.findall(text))
    if not names <= _INNOCENT and not {name.lower() for name in names} <= _INNOCENT:
        return True
    if "=" not in text:
        return False
    return any(_HARMLESS.fullmatch(found) is None for found in _ATTRIBUTES.findall(text))


def elements(walk: Walk, el: Any, root: Any, text: str) -> None:
    """The elements below `root`, reported as belonging to `el`."""
    told: set[str] = set()

    def tell(code: str, shown: str, **found: object) -> None:
        key = f"{code}{found}"
        if key not in told and len(told) < 20:
            told.add(key)
            walk.report(code, el, shown, element=tree.label(el), **found)

    for inner in root.iter():
        if not isinstance(inner.tag, str):
            continue
        name = inner.tag.rpartition("}")[2].lower()
        if name in _RISKY and _written(name, text):
            tell("content-risky-element", f"<{name}>", inner=name)
        elif name in _FORMS:
            tell("content-form", f"<{name}>", inner=name)
        elif name not in HTML and inner is not root:
            tell("content-unknown-element", f"<{name}>", inner=name)
        # Not by `get`: HTML has attributes of names that lxml refuses to look up.
        for key, found in inner.items():
            _attribute(walk, tell, key.rpartition("}")[2].lower(), found)


def _written(name: str, text: str) -> bool:
    """Whether an element that the parser may have made up stands in the text."""
    return not text or f"<{name}" in text.lower()


def _attribute(walk: Walk, tell: Any, key: str, found: str) -> None:
    if key.startswith("on") and key[2:].isalpha():
        tell("content-handler", f'{key}="{found}"', attribute=key)
    elif key == "style":
        code = "content-style-dangerous" if _RUNNING.search(found) else "content-style"
        tell(code, f'style="{found}"')
    elif key in _ADDRESSES:
        _address(walk, tell, key, found)
    elif key == "srcset":
        for candidate in found.split(",")[:50]:
            if candidate.strip():
                _address(walk, tell, key, candidate.split()[0] if candidate.split() else "")


def _address(walk: Walk, tell: Any, key: str, found: str) -> None:
    squeezed = _CONTROLS.sub("", found)
    scheme = squeezed.partition(":")[0].lower() if ":" in squeezed else ""
    if scheme in _DANGEROUS:
        if scheme == "data" and key in ("src", "srcset") and squeezed[5:11].lower() == "image/":
            return  # an image inside the text: heavy, and harmless
        tell("content-dangerous-address", f'{key}="{found}"', scheme=scheme)
        return
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme) and not walk.base:
        tell("content-relative-address", f'{key}="{found}"', attribute=key)
    elif scheme in ("http", "https"):
        try:
            host = urlsplit(squeezed).netloc
        except ValueError:
            host = ""
        if not host:
            tell("content-relative-address", f'{key}="{found}"', attribute=key)
