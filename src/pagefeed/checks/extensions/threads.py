"""RFC 4685 (threads), RFC 6721 (tombstones), RFC 5005's markers, and Atom's elements in RSS."""

from __future__ import annotations

from typing import Any

from pagefeed.checks import constructs, tree, values
from pagefeed.checks.tree import Part, Walk

_ATOM = "{http://www.w3.org/2005/Atom}"
_THR = "http://purl.org/syndication/thread/1.0"
_AT = "http://purl.org/atompub/tombstones/1.0"
_FH = "http://purl.org/syndication/history/1.0"


def _reply(walk: Walk, el: Any) -> None:
    """RFC 4685 section 3: `ref` is required, an absolute IRI."""
    ref = el.get("ref")
    if ref is None:
        walk.report("thread-without-ref", el, el.get("href") or "")
    else:
        tree.shown(walk, el, values.iri(ref), ref, "thr:in-reply-to ref")
    tree.optional(walk, el, "href", values.reference)
    tree.optional(walk, el, "source", values.reference)
    tree.optional(walk, el, "type", values.mime)


def _deleted(walk: Walk, el: Any) -> None:
    """RFC 6721 section 3: `ref` and `when` are required; by, comment, links and a source."""
    from pagefeed.checks.extensions import unknown

    tree.needed(walk, el, "ref", values.iri)
    tree.needed(walk, el, "when", lambda text: values.rfc3339(text)[0])
    tree.children(walk, el, _DELETED, unknown)


def _text(walk: Walk, el: Any) -> None:
    constructs.text(walk, el)


_TEXT = Part(_text, attributes=constructs.TEXT, parent=True)
_LINK = Part(constructs.link, many=True, attributes=constructs.LINK, parent=True)
_DELETED = {
    f"{{{_AT}}}by": Part(constructs.person, parent=True),
    f"{{{_AT}}}comment": _TEXT,
    f"{_ATOM}link": _LINK,
    f"{_ATOM}source": Part(tree.anything, parent=True),
}
_BOTH = ((f"{{{_THR}}}total", Part(tree.tested(values.whole))),)
IN_CHANNEL = (
    *_BOTH,
    *((f"{{{_FH}}}{name}", Part(tree.absent, parent=True)) for name in ("archive", "complete")),
    (f"{{{_FH}}}incremental", Part(tree.listed("true", "false"))),
    (
        f"{{{_AT}}}deleted-entry",
        Part(_deleted, many=True, attributes=frozenset(("ref", "when")), parent=True),
    ),
)
IN_ITEM = (
    *_BOTH,
    (
        f"{{{_THR}}}in-reply-to",
        Part(
            _reply,
            many=True,
            attributes=frozenset(("ref", "href", "source", "type")),
            parent=True,
        ),
    ),
)
COMPLETE = (_THR, _AT, _FH)

_PEOPLE = tuple(
    (f"{_ATOM}{name}", Part(constructs.person, many=True, parent=True))
    for name in ("author", "contributor")
)
_ATOM_BOTH = (
    *_PEOPLE,
    (f"{_ATOM}link", _LINK),
    (f"{_ATOM}id", Part(tree.tested(values.iri))),
    (f"{_ATOM}updated", Part(tree.dated(values.rfc3339))),
    (f"{_ATOM}published", Part(tree.dated(values.rfc3339))),
    (f"{_ATOM}title", _TEXT),
    (f"{_ATOM}rights", _TEXT),
    (
        f"{_ATOM}category",
        Part(constructs.category, many=True, attributes=constructs.CATEGORY, parent=True),
    ),
)
# Atom's elements, as RSS may borrow them; Atom's own documents have tables of their own.
ATOM_IN_CHANNEL = (
    *_ATOM_BOTH,
    (f"{_ATOM}subtitle", _TEXT),
    (f"{_ATOM}icon", Part(constructs.picture)),
    (f"{_ATOM}logo", Part(constructs.picture)),
    (f"{_ATOM}generator", Part(constructs.generator, attributes=frozenset(("uri", "version")))),
)
ATOM_IN_ITEM = (
    *_ATOM_BOTH,
    (f"{_ATOM}summary", _TEXT),
    (f"{_ATOM}content", Part(constructs.content, attributes=constructs.CONTENT, parent=True)),
    (f"{_ATOM}source", Part(tree.anything, parent=True)),
)
