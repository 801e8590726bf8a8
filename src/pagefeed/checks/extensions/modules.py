"""The small modules: content, slash, syndication, comments, trackback, licences, links, search."""

from __future__ import annotations

from typing import Any

from pagefeed.checks import content, tree, values
from pagefeed.checks.extensions.references import resource
from pagefeed.checks.tree import Part, Walk

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_SLASH = "http://purl.org/rss/1.0/modules/slash/"
_SY = "http://purl.org/rss/1.0/modules/syndication/"
_WFW = "http://wellformedweb.org/CommentAPI/"
_TRACKBACK = "http://madskills.com/public/xml/rss/module/trackback/"
_LICENCE = "http://backend.userland.com/creativeCommonsRssModule"
_BLOG = "http://backend.userland.com/blogChannelModule"
_ADMIN = "http://webns.net/mvcb/"
_CC = "http://web.resource.org/cc/"
_SEARCH = ("http://a9.com/-/spec/opensearch/1.1/", "http://a9.com/-/spec/opensearchrss/1.0/")
_ACCESS = "http://www.bloglines.com/about/specs/fac-1.0"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ROLES = ("request", "example", "related", "correction", "subset", "superset")
_WIKI = "http://purl.org/rss/1.0/modules/wiki/"
_EVENT = "http://purl.org/rss/1.0/modules/event/"
_PINGBACK = "http://madskills.com/public/xml/rss/module/pingback/"
_APP = "http://www.w3.org/2007/app"


def _counts(walk: Walk, el: Any) -> None:
    """slash:hit_parade: whole numbers with commas between."""
    text = tree.exact(walk, el)
    for number in text.split(","):
        if values.whole(number.strip()):
            tree.shown(walk, el, "number-not-whole", text, "slash:hit_parade")
            return


def _comments_feed(walk: Walk, el: Any) -> None:
    """wfw:commentRSS: the name that an early page of the specification had."""
    walk.report("wfw-capitals", el)
    text = tree.exact(walk, el)
    tree.shown(walk, el, values.uri(text), text, tree.label(el))


def _ping(walk: Walk, el: Any) -> None:
    """trackback:ping: an address as text, or as rdf:resource."""
    text = el.get(f"{_RDF}resource") or tree.exact(walk, el)
    tree.shown(walk, el, values.uri(text), text, tree.label(el))


def _control(walk: Walk, el: Any) -> None:
    """RFC 5023 section 13.1: app:draft is yes or no."""
    for number, draft in enumerate(el.iterchildren(f"{{{_APP}}}draft")):
        if number:
            walk.report("element-repeated", draft, element="app:draft", parent=tree.label(el))
        tree.choice(walk, draft, tree.value(draft), ("yes", "no"), "app:draft")


def _collection(walk: Walk, el: Any) -> None:
    """RFC 5023 section 8.3.3: the collection that a feed lists, by its href."""
    tree.needed(walk, el, "href", values.reference)
    for categories in el.iterchildren(f"{{{_APP}}}categories"):
        _categories(walk, categories)


def _categories(walk: Walk, el: Any) -> None:
    """RFC 5023 section 7.2.1: categories are listed here, or elsewhere by href alone."""
    fixed = el.get("fixed")
    if fixed is not None:
        tree.choice(walk, el, fixed, ("yes", "no"), f"{tree.label(el)} fixed")
    tree.optional(walk, el, "scheme", values.iri)
    if el.get("href") is None:
        return
    tree.optional(walk, el, "href", values.reference)
    tree.attributes(walk, el, el.keys(), frozenset(("href",)))
    if len(el):
        walk.report("element-not-empty", el, element=tree.label(el))


def _query(walk: Walk, el: Any) -> None:
    """OpenSearch 1.1 Query: its role is required."""
    role = tree.required(walk, el, "role")
    for attribute in ("totalResults", "count", "startIndex", "startPage"):
        tree.optional(walk, el, attribute, values.whole)
    if role and ":" not in role:
        tree.choice(walk, el, role, _ROLES, "opensearch:Query role")


def _restriction(walk: Walk, el: Any) -> None:
    relationship = tree.required(walk, el, "relationship")
    if relationship:
        tree.choice(walk, el, relationship, ("allow", "deny"), "access:restriction relationship")


_ONE = Part(tree.tested(values.uri))
_WEB = Part(tree.tested(values.uri), many=True)
_BOTH = (
    (f"{{{_LICENCE}}}license", _WEB),
    (f"{{{_CC}}}license", Part(resource, many=True, attributes=frozenset((f"{_RDF}resource",)))),
    (f"{{{_ACCESS}}}restriction", Part(_restriction, attributes=frozenset(("relationship",)))),
)
_QUERY = frozenset(
    (
        *("role", "title", "totalResults", "searchTerms", "count", "startIndex", "startPage"),
        *("language", "inputEncoding", "outputEncoding", "osd"),
    )
)
IN_CHANNEL = (
    *_BOTH,
    (f"{{{_SEARCH[0]}}}Query", Part(_query, many=True, attributes=_QUERY)),
    (
        f"{{{_APP}}}collection",
        Part(_collection, many=True, attributes=frozenset(("href",)), parent=True),
    ),
    (f"{{{_WIKI}}}interwiki", Part(tree.anything, parent=True)),
    (f"{{{_SY}}}updatePeriod", Part(tree.listed("hourly", "daily", "weekly", "monthly", "yearly"))),
    (f"{{{_SY}}}updateFrequency", Part(tree.tested(values.positive))),
    (f"{{{_SY}}}updateBase", Part(tree.dated(values.w3cdtf))),
    (f"{{{_ADMIN}}}generatorAgent", Part(resource, attributes=frozenset((f"{_RDF}resource",)))),
    (f"{{{_ADMIN}}}errorReportsTo", Part(resource, attributes=frozenset((f"{_RDF}resource",)))),
    *((f"{{{_BLOG}}}{name}", _ONE) for name in ("blogRoll", "mySubscriptions", "blink", "changes")),
    *(
        (f"{{{uri}}}{name}", Part(tree.tested(values.whole)))
        for uri in _SEARCH
        for name in ("totalResults", "startIndex", "itemsPerPage")
    ),
)
IN_ITEM = (
    *_BOTH,
    (f"{{{_CONTENT}}}encoded", Part(content.html)),
    (f"{{{_CONTENT}}}items", Part(tree.anything, parent=True)),
    (f"{{{_SLASH}}}section", Part(tree.plain)),
    (f"{{{_SLASH}}}department", Part(tree.plain)),
    (f"{{{_SLASH}}}comments", Part(tree.tested(values.whole))),
    (f"{{{_SLASH}}}hit_parade", Part(_counts)),
    (f"{{{_WFW}}}comment", _ONE),
    (f"{{{_WFW}}}commentRss", _ONE),
    (f"{{{_WFW}}}commentRSS", Part(_comments_feed)),
    (f"{{{_TRACKBACK}}}ping", Part(_ping)),
    (f"{{{_PINGBACK}}}server", _WEB),
    (f"{{{_PINGBACK}}}target", _WEB),
    (f"{{{_WIKI}}}importance", Part(tree.listed("major", "minor"))),
    (f"{{{_WIKI}}}status", Part(tree.listed("new", "updated", "deleted"))),
    (f"{{{_WIKI}}}version", Part(tree.filled)),
    (f"{{{_WIKI}}}diff", _WEB),
    (f"{{{_WIKI}}}history", _WEB),
    (f"{{{_EVENT}}}startdate", Part(tree.dated(values.w3cdtf))),
    (f"{{{_EVENT}}}enddate", Part(tree.dated(values.w3cdtf))),
    (f"{{{_APP}}}control", Part(_control, parent=True)),
    (f"{{{_TRACKBACK}}}about", _WEB),
    (f"{{{_APP}}}edited", Part(tree.dated(values.rfc3339))),
)
COMPLETE = (_SEARCH[0], _CONTENT, _SLASH, _SY, _WFW, _TRACKBACK, _LICENCE, _BLOG, _ADMIN, _APP)
