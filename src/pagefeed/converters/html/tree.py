"""A page's HTML as a tree, bounded, with what holds for the whole page.

This module owns parsing, the base address, the page's own address and language, and
the text that a person sees in an element. It must not know articles or rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pagefeed import clean, languages
from pagefeed.converters.html import trunk
from pagefeed.model import Page

MAX_ELEMENTS = 150_000  # of one page; news pages have 1,000 to 10,000
_SMALL = 24  # elements in one text
_DEPTH = 200  # libxml2 gives up at 256

# What holds no words for people.
HIDDEN = frozenset(
    ("script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math",
     "select", "textarea", "button", "input", "canvas", "audio", "video", "title")
)  # fmt: skip
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
     "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
     "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A parsed page."""

    root: Any  # lxml.html.HtmlElement: <html>
    base: str | None  # what relative addresses are resolved against
    url: str | None  # the page's own address
    language: str | None
    cut: bool = False  # elements beyond MAX_ELEMENTS were dropped
    # Every element as it was parsed. While they are held, walks over the tree needn't make
    # an object of each anew, which costs more than all that is asked of them.
    held: tuple[Any, ...] = ()
    stated: tuple[Any, ...] = ()  # those with a property in microdata or RDFa
    memo: dict[Any, str] = field(default_factory=dict)  # of `cells`: headings before elements
    text: Any = None  # the first paragraph of the place with most running text
    trunk: frozenset[Any] = frozenset()  # the elements around that place

    def absolute(self, address: str | None) -> str | None:
        """An address on this page as an absolute one, or None."""
        return clean.url(address, self.base) if address else None


def parse(page: Page, language: str | None = None) -> Tree | None:
    """The tree of a page, or None where there is no element. `language` serves where none is stated."""
    markup = _without_floods(clean.characters(page.text))
    root, deep = _parsed(markup)
    if deep:
        root, _ = _parsed(clean.flatten(_without_scripts(markup), _DEPTH))
    if root is None:
        return None
    held = tuple(islice(root.iter(), MAX_ELEMENTS + 1))
    cut = len(held) > MAX_ELEMENTS
    if cut:
        _cut_from(held[-1])
        held = held[:-1]
    for button in root.iter("button"):
        if button.getparent() is not None and button.getparent().tag in HEADINGS:
            button.tag = "span"  # it folds what is below, and shows the heading
    base = _base(root, page.url)
    address = _address(root, base, page.url)
    text, around = trunk.find(root, HIDDEN)
    return Tree(
        root=root,
        base=base or address,
        url=address,
        language=_language(root) or page.language or language,
        cut=cut,
        held=held,
        stated=tuple(root.xpath("//*[@itemprop or @property][not(self::meta)]")),
        text=text,
        trunk=around,
    )


def _parsed(text: str) -> tuple[Any, bool]:
    """The root element, and whether the parser gave up at the nesting."""
    import lxml.etree
    import lxml.html

    parser = lxml.etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    # One class for all elements: to look for each one's own takes a call in Python.
    parser.set_element_class_lookup(
        lxml.etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)
    )
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None, False
    deep = any("depth" in error.message.lower() for error in parser.error_log)
    return root, deep


_LONG_TAG = re.compile(r"<[a-zA-Z][^>]*>?")
_TAG_LENGTH = 20_000  # characters
_ATTRIBUTES = 300  # "=" signs


def _without_floods(text: str) -> str:
    """Without tags of thousands of attributes, for which libxml2 needs their number squared."""
    found = [
        match.span()
        for match in _LONG_TAG.finditer(text)
        if match.end() - match.start() > _TAG_LENGTH
        and text.count("=", *match.span()) > _ATTRIBUTES
    ]
    for start, end in reversed(found):
        text = text[:start] + text[end:]
    return text


_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


def _without_scripts(text: str) -> str:
    # Strings inside scripts look like tags to a scan; data for programs is kept.
    return _SCRIPT.sub(lambda found: found.group() if "json" in found.group()[:200] else "", text)


def _cut_from(element: Any) -> None:
    """Drop an element, what follows it, and what follows the elements around it."""
    here, first = element, 0
    while (parent := here.getparent()) is not None:
        parent[parent.index(here) + first :] = []
        here, first = parent, 1


def _base(root: Any, url: str | None) -> str | None:
    for element in root.iter("base"):
        href = element.get("href")
        if href:
            return clean.url(href, url) or url
    return url


def _address(root: Any, base: str | None, url: str | None) -> str | None:
    """The page's own address: the one it was fetched from, unless its canonical one is better."""
    canonical = None
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            canonical = clean.url(element.get("href") or "", base)
            break
    if canonical is None or _is_home(canonical):
        shared = None
        for element in root.iter("meta"):
            if (element.get("property") or element.get("name") or "").lower() == "og:url":
                shared = clean.url(element.get("content") or "", base)
                break
        canonical = shared if shared and (canonical is None or not _is_home(shared)) else canonical
    if url is None:
        return canonical
    # A canonical link to the home page on an inner page is a mistake of its template.
    if canonical is None or (_is_home(canonical) and not _is_home(url)):
        return clean.url(url) or canonical
    return canonical


def _is_home(url: str) -> bool:
    return re.fullmatch(r"https?://[^/?#]+/?", url) is not None


def _language(root: Any) -> str | None:
    """The language that the page states (BCP 47): `lang`, `Content-Language`, OpenGraph."""
    stated = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")]
    body = root.find("body")
    if body is not None:
        stated.append(body.get("lang"))
    for element in root.iter("meta"):
        name = element.get("http-equiv") or element.get("property") or element.get("name") or ""
        if name.lower() in {"content-language", "og:locale", "language", "dc.language"}:
            stated.append(element.get("content"))
    for value in stated:
        tag = languages.tag(value)
        if tag is not None:
            return tag
    return None


def words(element: Any, without: frozenset[Any] = frozenset()) -> str:
    """The text that a person sees in an element, on one line; elements in `without` left out."""
    if next(iter(element), None) is None and not without:
        shown = isinstance(element.tag, str) and element.tag not in HIDDEN
        return clean.line(element.text or "") if shown else ""
    pieces: list[str] = []
    _gather(element, without, pieces)
    return clean.line("".join(pieces))


_DIGIT = re.compile(r"\d")


def has_decimal(text: str | None) -> bool:
    """Whether a digit with which numbers are written, of any script, stands in a text."""
    return text is not None and _DIGIT.search(text) is not None


def has_digit(text: str) -> bool:
    """Whether a digit of any script stands in a text."""
    # "²" is one too, but to ask each character takes long.
    return has_decimal(text) or (not text.isascii() and any(map(str.isdigit, text)))


def is_small(element: Any) -> bool:
    """Whether an element holds few enough others to be looked at as one text."""
    if next(iter(element), None) is None:
        return True
    return not holds_more(element, 6) and not _is_large(element)


def _is_large(element: Any) -> bool:
    return next(islice(element.iter(), _SMALL - 1, None), None) is not None


def frames_page(element: Any) -> bool:
    """Whether an element is the form that ASP.NET puts around a whole page."""
    if element.tag != "form" or element.getparent() is None:
        return False
    return element.getparent().tag == "body" and next(element.iter(*HEADINGS), None) is not None


def holds_more(element: Any, count: int) -> bool:
    """Whether an element has more than so many children; to ask its length counts them all."""
    return next(islice(element, count, None), None) is not None


def spaced(element: Any) -> str:
    """As `words`, with a space between any two elements: for dates in boxes."""
    return clean.line(" ".join(element.itertext()))


def _gather(element: Any, without: frozenset[Any], pieces: list[str]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in HIDDEN or element in without:
        return
    if tag in BLOCKS:
        pieces.append(" ")
    if element.text:
        pieces.append(element.text)
    for child in element:
        _gather(child, without, pieces)
        if child.tail:
            pieces.append(child.tail)
    if tag in BLOCKS:
        pieces.append(" ")


def marks(element: Any) -> str:
    """An element's class, id, role and item property, in lower case, for what they hint at."""
    attributes = element.attrib
    if not attributes:
        return ""
    return " ".join(
        attributes[name] for name in ("class", "id", "itemprop", "role") if name in attributes
    ).lower()
