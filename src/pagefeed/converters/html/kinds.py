"""Whether a page is an article, or a page of lists.

This module owns that one decision, from what is stated, from the address, and from where
the running text stands: in one place, or in rows.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from pagefeed import clean
from pagefeed.converters import sections
from pagefeed.converters.html import jsonld
from pagefeed.converters.html.jsonld import Linked
from pagefeed.converters.html.metadata import PUBLISHED, Metadata
from pagefeed.converters.html.phrases import short
from pagefeed.converters.html.times import Resolved
from pagefeed.converters.html.titles import Title
from pagefeed.converters.html.tree import HIDDEN, Tree, words
from pagefeed.converters.html.trunk import asks_consent, in_link, running
from pagefeed.model import Reading

_STATED = PUBLISHED[: PUBLISHED.index("created")]
_LISTS = frozenset(("collectionpage", "itemlist", "searchresultspage", "blog"))
_LIKE = 3  # rows of one structure
_MANY = 5  # dated links of a list page
_SENTENCE = 60  # characters of a piece of running text
_TEXT = 250  # characters in one place that make an article
_LITTLE = 150  # ... where the address says that it is one
# Of a body: what lists posts, and what is one.
_ARCHIVES = tuple(map(frozenset, (("archive", "category"), ("archive", "tag"), ("archive", "author"), ("archive", "date"), ("home", "blog"))))  # fmt: skip
_SINGLE = frozenset(("single", "single-post", "singular", "page"))
_SHELF = re.compile(
    r"/(?:categor(?:y|ia|ie)|tags?|topics?|author|search|rubri\w*|section|label)(?:/|$)|/page/\d",
    re.IGNORECASE,
)


def has_article(
    tree: Tree,
    linked: Linked,
    metadata: Metadata,
    listed: list[Resolved],
    reading: Reading,
    title: Title | None,
) -> bool:
    """Whether the page has an article of its own; in doubt it has, for a list shows its rows."""
    if reading.converters and not {"article", "html"} & set(reading.converters):
        return False
    if reading.selectors is not None and listed:
        return False  # the source is said to be lists
    front = _is_front(tree)
    several = len(listed) > 2
    if several and title is not None and sections.heads_list(title.text):
        return False  # "Latest news"
    if linked.article is not None and not (front and several and not _is_told(linked, title)):
        return True
    kinds = jsonld.types(linked.page) if linked.page is not None else set()
    text = _text(tree, listed, title)
    if several and (
        kinds & _LISTS
        or _leads_elsewhere(title, listed, tree)
        or (linked.article is None and _leads_on(tree, listed, title, text))
    ):
        return False  # whatever its templates state
    stated = metadata.first(("og:type",)).lower()
    if not front and (
        stated.startswith(("article", "video", "news", "blogpost", "post", "story"))
        or _states_date(metadata, listed)
    ):
        return True
    dated = sum(each.stamp is not None for each in listed)
    posts = several and dated * 2 >= len(listed) and _lists_posts(tree)
    if front or kinds & _LISTS or _is_shelf(tree) or posts:
        return not listed and text >= 3 * _TEXT
    if text >= _TEXT or (text >= _LITTLE and _is_deep(tree)):
        return True
    if len(listed) > 1:
        return False
    return text >= _LITTLE or not _many_links(tree)


def _leads_on(tree: Tree, listed: list[Resolved], title: Title | None, text: int) -> bool:
    """Whether the page leads to many articles, tells when each came out, and has little more to say."""
    section = title is None or short(title.text)  # or the day of an archive
    fewest = _MANY
    if _is_deep(tree):
        if not section:
            return False
        fewest *= 2
    dated = sum(1 for each in listed if each.row.link and each.stamp is not None)
    return text < (3 * _TEXT if section else _TEXT) and dated >= fewest


def _is_told(linked: Linked, title: Title | None) -> bool:
    """Whether the headline that is stated for the article is the title that the page shows."""
    assert linked.article is not None
    stated = jsonld.text(linked.article.get("headline") or linked.article.get("name"))
    return title is not None and clean.key(stated) == clean.key(title.text)


def _leads_elsewhere(title: Title | None, listed: list[Resolved], tree: Tree) -> bool:
    """Whether the title is a row's among its like, and leads to another page."""
    if title is None or title.element is None or not tree.url:
        return False
    around = {title.element, *title.element.iterancestors()}
    members = Counter(each.row.group for each in listed if each.row.link)
    links = [
        each.row.link
        for each in listed
        if each.row.element in around
        and members[each.row.group] >= _LIKE
        and _says(each.row.title, title)
    ]
    return any(link and urlsplit(link)[2:4] != urlsplit(tree.url)[2:4] for link in links)


def _says(text: str, title: Title) -> bool:
    """Whether a row's title is the page's, or a part of it: a row may also reach over the headline."""
    row, whole = clean.key(text), clean.key(title.text)
    return row in whole or whole in row


def _states_date(metadata: Metadata, listed: list[Resolved]) -> bool:
    """Whether a date is stated for the page, and not for each row of a list."""
    values = [metadata.values.get(name, []) for name in _STATED]
    return any(each and not (len(each) > 2 and len(listed) > 2) for each in values)


def _is_front(tree: Tree) -> bool:
    """Whether the address is a site's front page."""
    if not tree.url:
        return False
    parts = urlsplit(tree.url)
    path = re.fullmatch(r"/?(?:index\.\w{3,5}|home|[a-z]{2}/?)?", parts.path)
    return path is not None and not parts.query


def _is_shelf(tree: Tree) -> bool:
    return bool(tree.url) and _SHELF.search(urlsplit(tree.url or "").path) is not None


def _lists_posts(tree: Tree) -> bool:
    """Whether the body's class says so, as WordPress has it."""
    body = tree.root.find("body")
    classes = set((body.get("class") or "").split()) if body is not None else set()
    return any(each <= classes for each in _ARCHIVES) and not classes & _SINGLE


def _is_deep(tree: Tree) -> bool:
    """Whether the address looks like an article's: a number, a day, or several words."""
    if not tree.url:
        return False
    parts = urlsplit(tree.url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    return bool(re.search(r"\d{4,}", parts.path + parts.query)) or len(re.split(r"[-_]", last)) >= 4


def _text(tree: Tree, listed: list[Resolved], title: Title | None) -> int:
    """Characters of running text in the place that has most of it, rows and links apart."""
    rows: set[Any] = set()
    members = Counter(each.row.group for each in listed)
    titled = None if title is None else title.element
    around = set() if titled is None else {titled, *titled.iterancestors()}
    for each in listed:
        if each.row.element is None or members[each.row.group] < 2:
            continue  # a date alone may be the article's own
        if not _is_own(each, tree, around):
            rows.update(each.row.element.iter())
    sizes: dict[Any, int] = {}
    for element in tree.root.iterfind("body//*"):
        if not isinstance(element.tag, str) or element.tag in HIDDEN or element in rows:
            continue
        size = running(element)
        if size < _SENTENCE or in_link(element) or asks_consent(element):
            continue
        place = element.getparent() if element.tag in {"p", "span", "div"} else element
        sizes[place] = sizes.get(place, 0) + size
    return max(sizes.values(), default=0)


def _is_own(resolved: Resolved, tree: Tree, around: set[Any]) -> bool:
    """Whether a row is the page's own article: it is around the title, or links here or nowhere."""
    row = resolved.row
    if row.link is None:
        return row.anchor is None or not row.anchor.time_only
    if row.element in around:
        return True
    if tree.url is not None:
        return clean.key(row.link) == clean.key(tree.url)
    return False


def _many_links(tree: Tree) -> bool:
    return sum(1 for link in tree.root.iter("a") if len(words(link)) > 25) >= 8
