"""Rows by microformats: h-entry in an h-feed, hAtom's hentry.

This module owns the class names (https://microformats.org/wiki/h-entry and /hatom).
"""

from __future__ import annotations

from typing import Any

from pagefeed import dates
from pagefeed.converters.html import cells
from pagefeed.converters.html.dated import Anchor, widened
from pagefeed.converters.html.rows import Row
from pagefeed.converters.html.tree import Tree, words

_NAMES = ("p-name", "entry-title")
_DATES = ("dt-published", "published")
_SUMMARIES = ("p-summary", "entry-summary")
_CATEGORIES = ("p-category", "category", "tag")
_AUTHORS = ("p-author", "author")


def find(tree: Tree) -> list[Row]:
    """The entries that have a title, a link and a date; none where an entry lacks one.

    Themes mark articles as hentry without the rest: those pages are read by their
    structure.
    """
    entries = tree.root.xpath(
        "//*[contains(concat(' ', normalize-space(@class), ' '), ' h-entry ') or"
        " contains(concat(' ', normalize-space(@class), ' '), ' hentry ')]"
    )
    rows: list[Row] = []
    for order, entry in enumerate(entries[:2_000]):
        row = _row(tree, entry, order)
        if row is None:
            return []
        rows.append(row)
    return rows


def _row(tree: Tree, entry: Any, order: int) -> Row | None:
    named = _first(entry, _NAMES)
    dated = _first(entry, _DATES)
    if named is None or dated is None:
        return None
    title = words(named)
    link = _link(tree, entry, named)
    if not title or link is None:
        return None
    machine = dated.get("datetime") or dated.get("title") or dated.get("value") or ""
    if dates.machine(machine, "UTC") is None:
        machine = ""
    text = words(dated)
    found = dates.find(text, tree.language)
    summary, category, author = (
        words(each) if each is not None else ""
        for each in (_first(entry, _SUMMARIES), _first(entry, _CATEGORIES), _first(entry, _AUTHORS))
    )
    anchor = Anchor(
        element=dated,
        written=found[0] if found else None,
        machine=machine,
        text=text,
        order=order,
    )
    if anchor.written is not None and not machine:
        anchor = widened(anchor, tree.language)._replace(order=order)
    if not summary:
        summary = cells.summary(entry, named, anchor, title, category)
    return Row(
        element=entry,
        anchor=anchor,
        title=title,
        link=link,
        group=-2,
        summary=summary[:1_500],
        category=category[:60],
        author=author[:100],
        line=named.sourceline or 0,
        titled=named,
    )


def _first(entry: Any, names: tuple[str, ...]) -> Any:
    for element in entry.iter():
        if isinstance(element.tag, str) and element is not entry:
            classes = (element.get("class") or "").split()
            if any(name in classes for name in names):
                return element
    return None


def _link(tree: Tree, entry: Any, named: Any) -> str | None:
    for element in (named, *named.iter("a"), *named.iterancestors("a")):
        if element.tag == "a" and element.get("href"):
            return tree.absolute(element.get("href"))
    for element in entry.iter("a"):
        if "u-url" in (element.get("class") or "").split() or "bookmark" in (element.get("rel") or "").split():  # fmt: skip
            return tree.absolute(element.get("href"))
    return None
