"""RSS 1.0's modules whose elements refer elsewhere: link, annotate, aggregation, changed pages.

FeedBurner's original links are here too: they are addresses and nothing else.
"""

from __future__ import annotations

from typing import Any

from pagefeed.checks import tree, values
from pagefeed.checks.tree import Part, Walk

_LINK = "http://purl.org/rss/1.0/modules/link/"
_ANNOTATE = "http://purl.org/rss/1.0/modules/annotate/"
_AGGREGATION = "http://purl.org/rss/1.0/modules/aggregation/"
_CHANGED = "http://my.theinfo.org/changed/1.0/rss/"
_FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


def resource(walk: Walk, el: Any) -> None:
    """An element whose value is its rdf:resource, an absolute IRI."""
    found = el.get(_RESOURCE)
    if found is None:
        walk.report("attribute-missing", el, "", attribute="rdf:resource", element=tree.label(el))
    else:
        tree.shown(walk, el, values.iri(found), found, f"{tree.label(el)} rdf:resource")


def _link(walk: Walk, el: Any) -> None:
    """mod_link: where it leads, in which relation, as what type and in which language."""
    resource(walk, el)
    for name, test in (
        ("rel", values.reference),
        ("type", values.mime),
        ("lang", values.language),
    ):
        found = el.get(f"{{{_LINK}}}{name}")
        if found is not None:
            tree.shown(walk, el, test(found), found, f"{tree.label(el)} l:{name}")


_BOTH = (
    (f"{{{_LINK}}}link", Part(_link, many=True)),
    (f"{{{_FEEDBURNER}}}origLink", Part(tree.tested(values.uri))),
)
IN_CHANNEL = (*_BOTH, (f"{{{_CHANGED}}}server", Part(resource)))
IN_ITEM = (
    *_BOTH,
    (f"{{{_ANNOTATE}}}reference", Part(resource, many=True)),
    (f"{{{_AGGREGATION}}}source", Part(tree.filled)),
    (f"{{{_AGGREGATION}}}sourceURL", Part(tree.tested(values.uri))),
    (f"{{{_AGGREGATION}}}timestamp", Part(tree.dated(values.w3cdtf))),
)
COMPLETE = (_LINK, _ANNOTATE, _AGGREGATION)
