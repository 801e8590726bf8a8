"""An article's text as safe HTML, through trafilatura.

This module owns the call, its limits, and a plain fallback for pages that are too large
for it. It must not know titles' or dates' rules.
"""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from pagefeed import clean, dates
from pagefeed.converters.html.titles import Title
from pagefeed.converters.html.tree import BLOCKS, HIDDEN, Tree, is_small, marks, words
from pagefeed.converters.html.trunk import running

_MAX_ELEMENTS = 6_000  # that trafilatura is given; its passes take long, some squared
_MAX_TEXT = 1_500_000  # characters
_MARK = "data-pagefeed-head"
_LINES = frozenset(("p", "div", "span", "time", "small", "em", "i", "b", "header", "address"))
_IN_LINE = frozenset(
    ("a", "b", "i", "em", "strong", "span", "font", "u", "small", "mark", "cite", "q")
)
_PARTS = frozenset(
    ("div", "p", "figure", "table", "ul", "ol", "h2", "h3", "h4", "blockquote", "center")
)
_ICON = 40  # pixels
_TALK = re.compile(
    r"(?:user-?|post-?)?(?:comments?|comentarios|coment[aá]rios|kommentare?|kommentarer|commentaires|commenti|komentarze|komentare"
    r"|reacties|hozzaszolasok|yorumlar|disqus_thread|disqus|respond)(?:[_-]?(?:list|area|section|wrapper|container|block))?"
    r"|(?:cookies?|gdpr|consent)(?:[_-]\w+)*|(?:\w+-)?privacy-overview"
)
_NEAR = 60  # elements after the headline
_PARAGRAPH = 120  # characters with which the text has begun
_DATE_LINE = 60  # characters
_RUNNING = 60  # characters of text around a link that make it a part of a sentence
# Stand for a link's tags while trafilatura works: it tears sentences at links.
_OPEN, _CLOSE = "\u2997", "\u2998"
_LINKED = re.compile(f"{_OPEN}(\\d+){_CLOSE}(.*?){_OPEN}{_CLOSE}", re.DOTALL)
_EMPTY = re.compile(r"<(p|h[1-6]|li|blockquote)>[\s\u00a0]*</\1>")
_LEFT = re.compile(f"{_OPEN}\\d*{_CLOSE}")
_TORN = re.compile(r"</?(?:p|h\d|li|ul|ol|table|tr|td|blockquote|pre)\b")
_MAX_CONTENT = 500_000  # characters of the HTML that goes into a feed


def extract(tree: Tree, title: Title) -> str:
    """The article's HTML, cleaned; "" where the page has no text of an article.

    The headline and the date line under it are left out: readers show both themselves.
    """
    made = ""
    around = _around(tree)
    if around is not None and _weight(around) <= _MAX_TEXT:
        without = [*_head(tree, title.element), *_noise(tree)]
        made = _by_trafilatura(tree, around, without)
    if not made:
        made = _paragraphs(tree)
    cleaned = clean.html(_without_title(made, title.text)[:_MAX_CONTENT], tree.base)
    return _EMPTY.sub("", cleaned)


def _around(tree: Tree) -> Any:
    """The page, or of a large one the largest element around its text that isn't; or None."""
    if _is_bounded(tree.root):
        return tree.root
    fitting = None
    for element in (tree.text, *tree.text.iterancestors()) if tree.text is not None else ():
        if not _is_bounded(element):
            break
        fitting = element
    return fitting


def _is_bounded(element: Any) -> bool:
    return next(islice(element.iter(), _MAX_ELEMENTS, None), None) is None


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


def _noise(tree: Tree) -> Iterator[Any]:
    """Comments of readers, what asks them for consent, and images of the size of an icon."""
    for element in tree.root.iterfind("body//*"):
        if element.tag == "img":
            sizes = [element.get(side, "").removesuffix("px") for side in ("width", "height")]
            if any(size.isascii() and size.isdigit() and int(size) <= _ICON for size in sizes):
                yield element
        elif (
            element.tag in {"div", "section", "ol", "ul"}
            and element not in tree.trunk
            and any(_TALK.fullmatch(mark) for mark in marks(element).split())
        ):
            yield element


def _is_date(text: str, language: str | None) -> bool:
    written = [each for each in dates.find(text, language) if each.has_date]
    rest = text
    for each in written:
        rest = rest.replace(each.text, "")
    return bool(written) and sum(c.isalpha() for c in rest) < 12


def _by_trafilatura(tree: Tree, around: Any, without: list[Any]) -> str:
    import lxml.etree
    from trafilatura import bare_extraction
    from trafilatura.htmlprocessing import convert_to_html

    _prepare()
    try:
        copied = _copied(around, without)
        addresses = _lifted_links(copied)
        _wrap_bare_text(copied)
        document = bare_extraction(copied, options=_options(tree.base))
        if document is None or isinstance(document, dict) or document.body is None:
            return ""
        root = convert_to_html(document.body)
        made = "".join(
            lxml.etree.tostring(each, encoding="unicode") for each in root.iterfind("body/*")
        )
        return _LEFT.sub("", _LINKED.sub(lambda match: _link(match, addresses), made))
    except Exception:  # noqa: BLE001 - foreign code on foreign pages; the fallback serves
        return ""


def _options(base: str | None) -> Any:
    """What trafilatura is asked for; read from its settings once, which takes a while."""
    made = copy.copy(_any_page())
    made.url = base
    return made


@cache
def _any_page() -> Any:
    from trafilatura.settings import Extractor

    return Extractor(
        output_format="python",
        comments=False,
        formatting=True,
        links=True,
        images=True,
        tables=True,
        with_metadata=False,
    )


@cache
def _prepare() -> None:
    """Keep the library's remarks to itself; once, for a level that is set clears all loggers.

    And give it its words of all languages as a set. Its tuple of 150,000 is hashed anew for each
    short page, which takes longer than all else that is done for the page; a set keeps its hash.
    """
    import logging

    import trafilatura.external

    library: Any = trafilatura.external
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    read = library.jt_stoplist_init

    def read_as_set() -> frozenset[str]:
        library.JT_STOPLIST = frozenset(read())
        return frozenset(library.JT_STOPLIST)

    library.jt_stoplist_init = read_as_set


def _copied(around: Any, without: list[Any]) -> Any:
    """A copy of a part of the page, without some elements; trafilatura changes what it is given."""
    for element in without:
        element.set(_MARK, "")
    root = copy.deepcopy(around)
    if root.tag != "html":  # only what stands inside a page is told by its name
        page = root.makeelement("html")
        inner = root.makeelement("body")
        root.tail = None
        inner.append(root)
        page.append(inner)
        root = page
    for element in without:
        del element.attrib[_MARK]
    for element in root.xpath(f"//*[@{_MARK}]"):
        if element.getparent() is not None:
            element.drop_tree()
    return root


def _lifted_links(root: Any) -> list[str]:
    """The addresses of the links in running text, which become marks around their words."""
    addresses: list[str] = []
    sizes: dict[Any, int] = {}  # of a block's running text, with the words lifted so far
    if any(_OPEN in text or _CLOSE in text for text in root.itertext()):
        return addresses
    for link in list(root.iter("a")):
        block = next((each for each in link.iterancestors() if each.tag in BLOCKS), None)
        href = link.get("href")
        if block is None or not href or not all(each.tag in _IN_LINE for each in link.iter()):
            continue
        if block not in sizes:
            sizes[block] = running(block)
        said = len(link.text_content())
        if sizes[block] < max(_RUNNING, said):
            continue
        sizes[block] += said
        last = link[-1] if len(link) else None
        if last is None:
            link.text = (link.text or "") + _OPEN + _CLOSE
        else:
            last.tail = (last.tail or "") + _OPEN + _CLOSE
        link.text = f"{_OPEN}{len(addresses)}{_CLOSE}{link.text or ''}"
        addresses.append(href)
        link.drop_tag()
    return addresses


def _wrap_bare_text(root: Any) -> None:
    """A paragraph around text that follows a block bare: trafilatura loses it."""
    for block in list(root.iter("div", "td", "article", "section")):
        for child in list(block):
            if child.tag not in _PARTS or len((child.tail or "").strip()) < _RUNNING:
                continue
            paragraph = block.makeelement("p")
            paragraph.text, child.tail = child.tail, None
            follows = child.getnext()
            while follows is not None and (follows.tag in _IN_LINE or follows.tag == "br"):
                here, follows = follows, follows.getnext()
                paragraph.append(here)
            child.addnext(paragraph)


def _link(match: re.Match[str], addresses: list[str]) -> str:
    number = int(match[1])
    if number >= len(addresses) or _TORN.search(match[2]):
        return match[2]
    return f'<a href="{html.escape(addresses[number])}">{match[2]}</a>'


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
    heading = html.unescape(re.sub(r"<[^>]{0,500}>", "", markup[start:end]))
    if clean.key(heading) == clean.key(title):
        return markup[markup.find(">", end) + 1 :]
    return markup
