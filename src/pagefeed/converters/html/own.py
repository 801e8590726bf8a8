"""Rows that are the page's own article once more, or a piece of it: its byline, a sentence, a comment.

This module owns telling them from the rows of lists that stand beside an article. It must not
know how rows are found.
"""

from __future__ import annotations

from datetime import timedelta

from pagefeed import clean
from pagefeed.converters.html import links, masthead
from pagefeed.converters.html.article import Article
from pagefeed.converters.html.times import Resolved
from pagefeed.converters.html.tree import Tree
from pagefeed.model import Precision, Stamp

_DAY = timedelta(days=1)


def is_article(resolved: Resolved, found: Article, tree: Tree, *, alone: bool) -> bool:
    """Whether a "row" is the page's article itself or a piece of it, and not a link in a list.

    `alone` says that no other row of the page is like it.
    """
    row = resolved.row
    if row.titled is not None and found.element is not None and row.titled in (found.element, *found.element.iter()):  # fmt: skip
        return True
    if _reaches_over(resolved, found):
        return True
    if alone and row.link is not None and row.link == tree.url:
        return True  # its headline and date once more, as a link to itself
    if alone and _is_byline(resolved, found, tree):
        return True
    if row.link is not None or row.element is None:
        return False
    if alone and (row.titled is None or not links.is_linked(row.titled)):
        return True  # a reader's word, the date of a licence
    place = row.element.getparent()
    if place is not None and place.tag in {"ul", "ol"}:
        place = place.getparent()
    if tree.text is not None and place is tree.text.getparent():
        return True  # "It was opened on 4 June 1931."
    return clean.key(row.title) == clean.key(found.draft.title)


def _reaches_over(resolved: Resolved, found: Article) -> bool:
    """Whether a row holds the headline, and takes the article's date for that of a link behind it."""
    if resolved.row.element is None or found.element is None:
        return False
    inside = any(above is resolved.row.element for above in found.element.iterancestors())
    return inside and _same(resolved.stamp, found.draft.published)


def _is_byline(resolved: Resolved, found: Article, tree: Tree) -> bool:
    """Whether a lone date is that of the page or of its article.

    It is in the page's head, in what holds the text, or between headline and text with the
    article's own date.
    """
    row = resolved.row
    if row.element is None or row.anchor is None or tree.text is None:
        return False
    written = row.anchor.written
    if written is not None and not written.has_time and masthead.is_head(row.element):
        return True  # today's date in a menu
    if any(above is row.element for above in tree.text.iterancestors()):
        return True
    if row.element.tag == "li" or not any(
        _same(resolved.stamp, stamp) for stamp in (found.draft.published, found.draft.modified)
    ):
        return False
    marked = {found.element: "headline", row.anchor.element: "date", tree.text: "text"}
    met = [marked[each] for each in tree.root.iter() if each in marked]
    return met == ["headline", "date", "text"]


def _same(one: Stamp | None, other: Stamp | None) -> bool:
    """Whether two stamps may be one date: of the same day, times as zones may shift them."""
    if one is None or other is None:
        return False
    if one.precision is Precision.DAY or other.precision is Precision.DAY:
        return one.when.date() == other.when.date()
    return abs(one.when - other.when) <= _DAY
