"""What a page's head and its microdata state: `<meta>`, OpenGraph, Dublin Core and kin.

This module owns the names under which publishers state things. It must not choose
between contradicting statements; it gives them in the order of trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pagefeed import clean
from pagefeed.converters.html.jsonld import undo_entities
from pagefeed.converters.html.tree import Tree, words

# In the order of trust; names in lower case.
PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time",
    "og:published_time", "article.published", "datepublished", "date_published",
    "published_time", "govuk:first-published-at", "published-date", "article_date_original", "originalpublicationdate",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "bt:pubdate", "rnews:datepublished", "ptime", "publish-date",
    "publish_date", "publishdate", "publication_date", "pub_date", "pubdate", "pubyear",
    "dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date.created", "dcterms.date",
    "dc.date", "dc:date", "dc.created", "dcsext.articlefirstpublished", "mediator_published_time",
    "displaydate", "article:create_time", "citation_publication_date", "citation_date",
    "citation_online_date", "prism.publicationdate", "sorenson.published", "gentime", "date.created",
    "article:post_date", "articledate", "article-publish-date", "artikel.datum", "date.available",
    "vr:published_time", "shareaholic:article_published_time", "itemprop:datepublished",
    "firstpublishedtime", "created", "creation_date", "release_date", "date", "datum", "timestamp", "time",
    "video:release_date", "og:video:release_date", "last-publish-date", "dateupdate",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "article:modified", "og:updated_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "modified",
    "revision_date", "date_modified", "rnews:datemodified", "article:updated_time", "dc.modified",
    "lastmodifiedtime",
)  # fmt: skip
TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title",
          "dcterms.title", "headline", "citation_title", "title", "fb_title", "mediator_title",
          "cxenseparse:title", "rnews:headline", "articletitle")  # fmt: skip
SUMMARIES = ("og:description", "description", "twitter:description", "sailthru.description",
             "dc.description", "dcterms.description", "dcterms.abstract")  # fmt: skip
AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
           "dcterms.creator", "byl", "cxenseparse:author", "rnews:author", "citation_author",
           "article.author", "twitter:data1")  # fmt: skip
SECTIONS = ("article:section", "parsely-section", "cxenseparse:category", "section", "dc.subject",
            "mediator_theme", "article.section", "rnews:articlesection")  # fmt: skip
SITES = ("og:site_name", "application-name", "twitter:site:name", "apple-mobile-web-app-title",
         "dc.publisher", "publisher", "copyright")  # fmt: skip
IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src",
          "sailthru.image.full", "parsely-image-url", "thumbnail")  # fmt: skip

_NAMES = ("property", "name", "itemprop", "http-equiv")
_LONGEST = 5_000  # characters of a value


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The head's statements: values by name, in the page's order."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def all(self, names: tuple[str, ...]) -> Iterator[str]:
        """The values under these names, in the names' order."""
        for name in names:
            yield from self.values.get(name, ())

    def first(self, names: tuple[str, ...]) -> str:
        """The first value that isn't empty, or ""."""
        return next((value for value in self.all(names) if value), "")


def read(tree: Tree) -> Metadata:
    """The `<meta>` elements of a page, wherever they stand; entities undone once more if doubled."""
    values: dict[str, list[str]] = {}
    for element in tree.root.iter("meta"):
        content = element.get("content") or element.get("value")
        if not content or len(content) > _LONGEST:
            continue
        for attribute in _NAMES:
            name = element.get(attribute)
            if not name or (attribute == "itemprop" and _inside_other(element)):
                continue
            held = values.setdefault(name.strip().lower(), [])
            if len(held) < 20:
                held.append(clean.line(undo_entities(content)))
    return Metadata(values=values)


def _inside_other(element: Any) -> bool:
    """Whether an item property belongs to a thing inside the page: a comment, an image."""
    for above in element.iterancestors():
        kind = (above.get("itemtype") or "").lower()
        if kind.endswith("videoobject"):
            return not _is_film(element)
        if kind:
            return re.search(r"article|posting|webpage|report|creativework", kind) is None
    return False


def _is_film(element: Any) -> bool:
    """Whether a page is one film's, as its OpenGraph says: `og:type` is `video.other`."""
    stated = element.getroottree().iterfind("head/meta[@property='og:type']")
    return any((each.get("content") or "").lower().startswith("video") for each in stated)


def properties(tree: Tree, name: str) -> Iterator[tuple[Any, str]]:
    """Elements of microdata (or RDFa) with a property of the page's own article, and their value."""
    wanted = name.lower()
    for element in tree.stated:
        stated = element.get("itemprop") or element.get("property")
        if not stated or wanted not in re.split(r"[\s:]+", stated.lower()):
            continue
        if _inside_other(element):
            continue
        value = element.get("content") or element.get("datetime") or words(element)
        if value:
            yield element, clean.line(value)
