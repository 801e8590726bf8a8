"""Rows by the CSS selectors of a source's settings.

This module owns selectors and their `@attribute` ending. What the dates mean is
`resolve`'s, as for rows that are found by themselves.
"""

from __future__ import annotations

from typing import Any

from pagefeed import clean, dates
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.rows import Row
from pagefeed.converters.html.tree import Tree, words
from pagefeed.errors import SettingsError
from pagefeed.model import Selectors

_MACHINE = ("datetime", "content", "title", "data-timestamp", "data-time", "data-date")


def find(tree: Tree, chosen: Selectors) -> tuple[list[Row], str]:
    """The rows that the selectors match, or the sentence that says why there are none.

    Raises SettingsError for a selector that isn't CSS.
    """
    items = _select(tree.root, chosen.item, "item")
    if not items:
        return [], f"the selector item = {chosen.item!r} matches nothing on this page"
    rows = [row for order, item in enumerate(items) if (row := _row(tree, item, chosen, order))]
    if not rows:
        return [], f"no row of item = {chosen.item!r} has a title by title = {chosen.title!r}"
    return rows, ""


def _row(tree: Tree, item: Any, chosen: Selectors, order: int) -> Row | None:
    titled, title = _value(item, chosen.title, "title")
    if not chosen.title:
        titled, title = _first_link(item)
    if not title:
        return None
    linked, link = _value(item, chosen.link, "link", attribute="href")
    if not chosen.link:
        linked, link = _around(titled if titled is not None else item, item)
    del linked
    dated, written = _value(item, chosen.date, "date")
    if not chosen.date:
        dated = next(iter(item.iter("time")), None)
        written = words(dated) if dated is not None else ""
    _, image = _value(item, chosen.image, "image", attribute="src")
    return Row(
        element=item,
        anchor=_anchor(tree, dated, written, order, explicit="@" in chosen.date),
        title=title,
        link=tree.absolute(link),
        group=0,
        summary=_value(item, chosen.summary, "summary")[1],
        category=_value(item, chosen.category, "category")[1],
        image=tree.absolute(image) or "",
        line=(titled if titled is not None else item).sourceline or 0,
        titled=titled,
    )


def _anchor(tree: Tree, element: Any, written: str, order: int, *, explicit: bool) -> Anchor:
    found = dates.find(written, tree.language) if written else ()
    best = max(
        found, key=lambda each: each.has_year * 4 + each.has_date * 2 + each.has_time, default=None
    )
    machine = written if explicit else ""
    if element is not None and not explicit:
        machine = next((element.get(name) for name in _MACHINE if element.get(name)), "")
    if machine and dates.machine(machine, "UTC") is None:
        machine = ""
    return Anchor(element=element, written=best, machine=machine, text=written, order=order)


def _value(item: Any, selector: str, key: str, attribute: str | None = None) -> tuple[Any, str]:
    """The first match in a row, and its text or attribute."""
    if not selector:
        return None, ""
    css, _, stated = selector.partition("@")
    name = stated.strip() or attribute
    matches = _select(item, css, key) if css.strip() else [item]
    for element in matches:
        value = clean.line(element.get(name) or "") if name else words(element)
        if value:
            return element, value
    return None, ""


def _first_link(item: Any) -> tuple[Any, str]:
    for element in [*item.iter("h1", "h2", "h3", "h4", "h5", "h6"), *item.iter("a")]:
        text = words(element)
        if len(text) > 5:
            return element, text
    return None, ""


def _around(titled: Any, item: Any) -> tuple[Any, str]:
    """The link in, around or beside a title."""
    for element in (*titled.iter("a"), *titled.iterancestors("a"), *item.iter("a")):
        if element.get("href"):
            return element, element.get("href")
    return (item, item.get("href")) if item.get("href") else (None, "")


def _select(element: Any, css: str, key: str) -> list[Any]:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector
    from lxml.etree import XPathError

    try:
        found: Any = CSSSelector(css.strip(), translator="html")(element)
        return list(found)
    except (SelectorError, XPathError, ValueError, AssertionError) as error:
        raise SettingsError(
            f"not a CSS selector: {css!r} ({error})",
            key=f"selectors.{key}",
            hint='Such as item = "li.news" or link = "h3 a@href".',
        ) from error
