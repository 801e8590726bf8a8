"""An article's text as safe HTML, through trafilatura.

This module owns the call, its limits, and a plain fallback for pages that are too large
for it. It must not know titles' or dates' rules.
"""

from __future__ import annotations

import copy
import html
from typing import Any

from pagefeed import clean, dates
from pagefeed.converters.html.titles import Title
from pagefeed.converters.html.tree import HIDDEN, Tree, is_small, words

_MAX_ELEMENTS = 20_000  # beyond, trafilatura's passes take seconds
_SLOW = 6_000  # elements from which its second opinions (quadratic in paragraphs) are left out
_MAX_TEXT = 1_500_000  # characters
_MARK = "data-pagefeed-head"
_LINES = frozenset(("p", "div", "span", "time", "small", "em", "i", "b", "header", "address"))
_NEAR = 60  # elements after the headline
_PARAGRAPH = 120  # characters with which the text has begun
_DATE_LINE = 60  # characters
_MAX_CONTENT = 500_000  # characters of the HTML that goes into a feed


def extract(tree: Tree, title: Title) -> str:
    """The article's HTML, cleaned; "" where the page has no text of an article.

    The headline and the date line under it are left out: readers show both themselves.
    """
    elements = sum(1 for _ in tree.root.iter())
    made = ""
    if elements <= _MAX_ELEMENTS and _weight(tree.root) <= _MAX_TEXT:
        made = _by_trafilatura(tree, _head(tree, title.element), fast=elements > _SLOW)
    if not made:
        made = _paragraphs(tree)
    return clean.html(_without_title(made, title.text)[:_MAX_CONTENT], tree.base)


def _weight(root: Any) -> int:
    return sum(len(element.text or "") for element in root.iter("p", "div", "td", "li", "pre"))


def _head(tree: Tree, titled: Any) -> list[Any]:
    """The headline, and what is nothing but a date between it and the first paragraph."""
    if titled is None:
        return []
    found = [titled]
    after = 0
    for element in tree.root.iterfind("body//*"):
        if element is titled:
            after = 1
        elif after and element.tag in _LINES:
            after += 1
            text = words(element) if is_small(element) else ""
            if after > _NEAR or (len(text) > _PARAGRAPH and element.tag == "p"):
                break
            if 6 <= len(text) <= _DATE_LINE and _is_date(text, tree.language):
                found.append(element)
        if len(found) > 4:
            break
    return found


def _is_date(text: str, language: str | None) -> bool:
    written = [each for each in dates.find(text, language) if each.has_date]
    rest = text
    for each in written:
        rest = rest.replace(each.text, "")
    return bool(written) and sum(c.isalpha() for c in rest) < 12


def _by_trafilatura(tree: Tree, head: list[Any], *, fast: bool) -> str:
    import logging

    import lxml.etree
    from trafilatura import bare_extraction
    from trafilatura.htmlprocessing import convert_to_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(
            _copied(tree, head),
            url=tree.base,
            fast=fast,
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_images=True,
            include_tables=True,
            with_metadata=False,
        )
        if document is None or isinstance(document, dict) or document.body is None:
            return ""
        root = convert_to_html(document.body)
        return "".join(
            lxml.etree.tostring(each, encoding="unicode") for each in root.iterfind("body/*")
        )
    except Exception:  # noqa: BLE001 - foreign code on foreign pages; the fallback serves
        return ""


def _copied(tree: Tree, without: list[Any]) -> Any:
    """A copy of the page, without some elements; trafilatura changes what it is given."""
    for element in without:
        element.set(_MARK, "")
    root = copy.deepcopy(tree.root)
    for element in without:
        del element.attrib[_MARK]
    for element in root.xpath(f"//*[@{_MARK}]"):
        element.drop_tree()
    return root


def _paragraphs(tree: Tree) -> str:
    """The paragraphs of the element that holds most of them."""
    best: Any = None
    most = 0
    weights: dict[Any, int] = {}
    for paragraph in tree.root.iter("p"):
        parent = paragraph.getparent()
        if parent is None or any(above.tag in HIDDEN for above in paragraph.iterancestors()):
            continue
        text = words(paragraph)
        if len(text) < 40:
            continue
        weights[parent] = weights.get(parent, 0) + len(text)
        if weights[parent] > most:
            best, most = parent, weights[parent]
    if best is None or most < 200:
        return ""
    found = (words(each) for each in best.iterchildren("p"))
    return "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in found if text)


def _without_title(markup: str, title: str) -> str:
    """Without a first heading that repeats the title: readers show the title themselves."""
    if not markup.startswith(("<h1", "<h2")):
        return markup
    end = markup.find("</h", 0, 2000)
    if end < 0:
        return markup
    start = markup.find(">") + 1
    import re

    heading = html.unescape(re.sub(r"<[^>]{0,500}>", "", markup[start:end]))
    if clean.key(heading) == clean.key(title):
        return markup[markup.find(">", end) + 1 :]
    return markup
