"""The link of a row: its title's own, or the one in the row that fits.

This module owns which link it is. It must not know which text is the title.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from pagefeed.converters.html.headlines import CATEGORY, PERSON
from pagefeed.converters.html.tree import Tree, marks


def of(tree: Tree, here: Any, element: Any) -> str | None:
    """The title's address: of the link in it or around it, else the row's first that fits."""
    for each in element.iter("a"):
        found = _followed(tree, each)
        if found:
            return found
    for each in (element, *element.iterancestors("a")):
        found = _followed(tree, each) if each.tag == "a" else None
        if found:
            return found
    if is_linked(element):
        return None  # it can't be resolved
    best: tuple[int, str] | None = None
    for each in here.iter("a"):
        found = _followed(tree, each)
        if not found or CATEGORY.search(marks(each)) or PERSON.search(marks(each)):
            continue
        length = len(urlsplit(found).path)
        if best is None or length > best[0]:
            best = (length, found)
    return best[1] if best is not None else None


def is_linked(element: Any) -> bool:
    """Whether a title is a link, or has one in it: even one without the page's own address."""
    return stated(element) != ""


def stated(element: Any) -> str:
    """What the link in or around a title states as its address, resolved or not; or ""."""
    links = (*element.iter("a"), *element.iterancestors("a"))
    hrefs = ((each.get("href") or "").strip() for each in links)
    return next((href for href in hrefs if href and not href.startswith(("#", "javascript:"))), "")


def _followed(tree: Tree, element: Any) -> str | None:
    href = (element.get("href") or "").strip()
    if not href or href.startswith("#"):
        return None
    return tree.absolute(href)
