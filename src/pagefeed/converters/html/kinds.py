"""Whether a page is an article, or a page of lists.

This module owns that one decision, from what is stated and how the page is built.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pagefeed.converters.html import jsonld
from pagefeed.converters.html.jsonld import Linked
from pagefeed.converters.html.metadata import PUBLISHED, Metadata
from pagefeed.converters.html.resolve import Resolved
from pagefeed.converters.html.tree import Tree, words
from pagefeed.model import Reading

_STATED = PUBLISHED[: PUBLISHED.index("created")]
_LISTS = frozenset(("collectionpage", "itemlist", "searchresultspage", "website", "blog"))
_PROSE = 250  # characters of paragraphs that make a text


def has_article(
    tree: Tree, linked: Linked, metadata: Metadata, listed: list[Resolved], reading: Reading
) -> bool:
    """Whether the page has an article of its own; in doubt it has, for a list shows its rows."""
    if (
        reading.converters
        and "article" not in reading.converters
        and "html" not in reading.converters
    ):
        return False
    if reading.selectors is not None and listed:
        return False  # the source is said to be lists
    stated = metadata.first(("og:type",)).lower()
    if (
        stated.startswith(("article", "video", "news", "blog", "post", "story"))
        or linked.article is not None
    ):
        return not _is_front(tree) or linked.article is not None
    if metadata.first(_STATED):
        return True
    prose = _prose(tree)
    if _is_front(tree) and (listed or prose < 4 * _PROSE):
        return False
    kinds = jsonld.types(linked.page) if linked.page is not None else set()
    if kinds & _LISTS and len(listed) > 2:
        return False
    if prose < _PROSE and len(listed) > 1:
        return False
    if len(listed) < 3:
        return prose >= _PROSE or not _many_links(tree)
    rows = sum(len(each.row.title) + len(each.row.summary) for each in listed)
    return prose >= _PROSE and prose > 0.5 * rows


def _is_front(tree: Tree) -> bool:
    """Whether the address is a site's, or a section's, front page."""
    if not tree.url:
        return False
    path = urlsplit(tree.url).path
    return re.fullmatch(r"/?(?:index\.\w{3,5}|[a-z]{2}/?)?", path) is not None


def _prose(tree: Tree) -> int:
    """Characters in paragraphs that aren't links."""
    total = 0
    for paragraph in tree.root.iter("p"):
        linked = sum(len(words(link)) for link in paragraph.iter("a"))
        text = len(words(paragraph))
        if text >= 60 and linked < text / 2 and not _in_row(paragraph):
            total += text
    return total


def _in_row(paragraph: object) -> bool:
    """Whether a paragraph is the summary of one row among many."""
    for depth, above in enumerate(paragraph.iterancestors()):  # type: ignore[attr-defined]
        if above.tag in {"li", "td", "a"}:
            return True
        if above.tag == "article":
            before = next(above.itersiblings("article", preceding=True), None)
            return before is not None or next(above.itersiblings("article"), None) is not None
        if depth > 5:
            return False
    return False


def _many_links(tree: Tree) -> bool:
    return sum(1 for link in tree.root.iter("a") if len(words(link)) > 25) >= 8
