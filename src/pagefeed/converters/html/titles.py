"""Which of a page's many titles is the article's own.

This module owns the choice among the headline on the page, JSON-LD, OpenGraph and
`<title>`, and cutting site names off. It must not look at dates or the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pagefeed import clean
from pagefeed.converters.html import jsonld
from pagefeed.converters.html.jsonld import Linked
from pagefeed.converters.html.metadata import SITES, TITLES, Metadata, properties
from pagefeed.converters.html.tree import HEADINGS, Tree, is_small, marks, words

_LONGEST = 400  # characters; a longer "title" is a paragraph
_SEPARATOR = re.compile(
    r"\s+[|–—•·»«:/\\~<>←→➤▷►⋆★-]{1,3}\s+|\s*[|│｜»]\s*|\s+::\s+|\s*_\s+|：：|\s*--\s*"
)
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_NOT_ITS_OWN = re.compile(r"\b(?:related|sidebar|footer|comment|recommend|promo|widget|popup|modal|cookie|newsletter|logo|site-?title|site-?name|brand|navbar)", re.IGNORECASE)  # fmt: skip
_HEADLINE = re.compile(r"headline|(?:entry|post|article|story|page|news|content|main|single)[-_]*(?:title|heading|header)|^title$|\btitle\b|titulo|titre|zagolovok|judul", re.IGNORECASE)  # fmt: skip

_SITE_NAME = re.compile(r"(?:^|\s)(?:site|blog)[-_]?(?:title|name)(?:\s|$)")
_HOME = re.compile(r"/?(?:index\.\w{3,5}|default\.\w{3,5}|home/?|[a-z]{2}/?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The title, and the element that shows it, where one does."""

    text: str
    element: Any = None


def choose(tree: Tree, linked: Linked, metadata: Metadata) -> Title | None:
    """The article's title: the headline as readers see it, if what is stated agrees with it.

    What is stated (JSON-LD, OpenGraph, `<title>`) says which heading is meant; the
    heading says how the title is written. Without one that agrees, what is stated
    counts, without the site's name.
    """
    sites = _sites(tree, metadata)
    stated = [value for value in _stated(tree, linked, metadata) if _possible(value)]
    sites |= _repeated(stated, _shown(tree))
    bare = [_without_site(value, sites) for value in stated]
    bare = [value for value in dict.fromkeys(bare) if value and clean.key(value) not in sites]
    headings = list(_headings(tree, sites))
    best = _agreeing(headings, [*bare, *stated])
    if best is not None:
        text, element = best
        return Title(text=_fuller(text, element, bare), element=element)
    if bare:
        whole = bare[0]
        if whole.endswith(("…", "...")):
            whole = next((v for v in bare if not v.endswith(("…", "..."))), whole)
        return _part(tree, whole, sites) or Title(text=whole, element=_showing(tree, whole))
    if headings:
        return Title(text=headings[0][0], element=headings[0][1])
    return None


def _part(tree: Tree, title: str, sites: set[str]) -> Title | None:
    """The longest part of a title between bars, where the article shows it so."""
    longest = max(_SEPARATOR.split(title), key=len).strip()
    if longest == title or len(longest) < 0.4 * len(title) or _is_site(longest, sites):
        return None
    element = _showing(tree, longest)
    if element is None or not any(each in tree.trunk and each.tag != "body" for each in element.iterancestors() if each.tag != "html"):  # fmt: skip
        return None
    return Title(text=longest, element=element)


def _showing(tree: Tree, title: str) -> Any:
    """The element that shows a title without being marked as one: old pages use `<b>`."""
    wanted = _loose(title)
    for element in tree.root.iterfind("body//*"):
        text = element.text if isinstance(element.tag, str) else None
        if text and abs(len(text.strip()) - len(title)) < 20 and _loose(text) == wanted:
            return element
    return None


def _stated(tree: Tree, linked: Linked, metadata: Metadata) -> Iterator[str]:
    """What is stated for programs, most trusted first."""
    if linked.article is not None:
        yield jsonld.text(linked.article.get("headline"))
        yield jsonld.text(linked.article.get("name"))
    yield from metadata.all(TITLES[:2])
    for _, value in properties(tree, "headline"):
        yield jsonld.undo_entities(value)
    yield from metadata.all(TITLES[2:])
    for element in tree.root.iter("title"):
        if element.getparent() is not None and element.getparent().tag in {"head", "html"}:
            yield clean.line(jsonld.undo_entities(element.text_content()))
            break
    if linked.page is not None:
        yield jsonld.text(linked.page.get("headline") or linked.page.get("name"))


def _possible(value: str) -> bool:
    return bool(value) and len(value) <= _LONGEST and "{{" not in value and "<%" not in value


def _headings(tree: Tree, sites: set[str]) -> Iterator[tuple[str, Any]]:
    """Headings that may be the article's, best first: h1, headlines by class, then h2 and h3."""
    firsts = list(tree.root.iter("h1"))[:30]
    marked = [
        element
        for element in tree.root.xpath("//*[@itemprop='headline' or contains(@class,'headline') or contains(@class,'title') or contains(@class,'heading')]")[:200]
        if element.tag in {"h2", "h3", "div", "p", "span", "header", "h4", "td"}
        and _HEADLINE.search(element.get("class") or element.get("itemprop") or "")
    ]  # fmt: skip
    seconds = [*list(tree.root.iter("h2"))[:30], *list(tree.root.iter("h3"))[:30]]
    for element in [*firsts, *marked, *seconds]:
        text = words(element)
        if not (2 <= len(text) <= _LONGEST) or clean.key(text) in sites:
            continue
        if _astray(element, tree):
            continue
        yield text, element


def _astray(element: Any, tree: Tree) -> bool:
    """Whether a heading stands in a part of the page that isn't the article."""
    for above in [element, *element.iterancestors()][:6]:
        if above.tag in {"nav", "footer", "aside"}:
            return True
        if above.tag in {"body", "main", "article"}:
            return False
        if above in tree.trunk:
            return False  # theme builders put the article itself into a "widget"
        if _NOT_ITS_OWN.search(marks(above)):
            return True
    return False


def _agreeing(headings: list[tuple[str, Any]], stated: list[str]) -> tuple[str, Any] | None:
    """The heading that says what is stated; the first stated title counts most."""
    if not headings:
        return None
    if not stated:
        return next((each for each in headings if each[1].tag == "h1"), None)
    scored = [
        (score - place * 0.2 + (3 if element.tag == "h1" else 0), (text, element))
        for place, (text, element) in enumerate(headings[:60])
        if (score := _likeness(text, stated[:8])) > 0
    ]
    if scored:
        return max(scored, key=lambda each: each[0])[1]
    return _lone(headings, stated)


def _likeness(text: str, stated: list[str]) -> float:
    """How well a heading agrees with what is stated, to 100; 0 where it doesn't."""
    from rapidfuzz import fuzz

    key = _loose(text)
    best = 0.0
    for rank, value in enumerate(stated):
        other = _loose(value)
        if not key or not other:
            continue
        score = 100.0 if key == other else float(fuzz.ratio(key, other))
        if score < 100 and len(key) > 15 and key in other:
            # The stated one carries a site's or section's name: the longer part is the title.
            score = max(score, 80.0 + 15.0 * len(key) / len(other))
        if score >= 75:
            best = max(best, score - rank * 1.5)
    return best


def _lone(headings: list[tuple[str, Any]], stated: list[str]) -> tuple[str, Any] | None:
    """The page's only h1, where it shares words with what is stated: the same title reworded."""
    firsts = [each for each in headings if each[1].tag == "h1"]
    if len(firsts) != 1 or len(firsts[0][0]) < 20:
        return None
    mine = set(_loose(firsts[0][0]).split())
    for value in stated[:4]:
        theirs = set(_loose(value).split())
        if mine and theirs and len(mine & theirs) >= 0.5 * min(len(mine), len(theirs)):
            return firsts[0]
    return None


def _fuller(text: str, element: Any, stated: list[str]) -> str:
    """A heading that was cut by the page, or set in capitals or in pieces, as it is stated."""
    for child in element.iter():
        # A section's name stands in the heading too: <h1><span>Traffic</span><span>Bridge shut</span>
        if child is not element and isinstance(child.tag, str):
            shown = clean.key(words(child))
            if len(shown) > 0.5 * len(text) and shown in {clean.key(each) for each in stated[:3]}:
                return words(child)
    if text.isupper() or any(isinstance(child.tag, str) and child.text for child in element):
        for value in stated:
            if _loose(value) == _loose(text) and not value.isupper():
                return value
    if text.endswith(("…", "...")):
        start = _loose(text.rstrip("….").rstrip())
        for value in stated:
            if len(value) > len(text) and _loose(value).startswith(start):
                return value
    return text


def _loose(text: str) -> str:
    """Letters and digits alone, for comparing: pages differ in quotes and dashes."""
    return re.sub(r"[\W_]+", " ", clean.key(text)).strip()


def _sites(tree: Tree, metadata: Metadata) -> set[str]:
    """Names that the site goes by, as `clean.key` gives them."""
    found = {clean.key(value) for value in metadata.all(SITES) if 1 < len(value) < 60}
    found |= set(_named(tree))
    host = (urlsplit(tree.url).hostname or "") if tree.url else ""
    if host:
        bare = host.removeprefix("www.")
        found |= {host, bare, bare.rpartition(".")[0], bare.split(".")[0]}
        parts = bare.split(".")
        if len(parts) > 2:
            found |= {parts[-2], ".".join(parts[-2:])}
    for site in list(found):
        found.add(site.removeprefix("@"))
    return {site for site in found if len(site) > 1}


def _named(tree: Tree) -> Iterator[str]:
    """The site's name in the page's head: a heading that links home, or is marked as the name."""
    named = tree.root.xpath("//h1 | //h2 | //*[contains(@class,'site') or contains(@id,'site') or contains(@class,'blog-title') or contains(@id,'blog-title')]")  # fmt: skip
    for element in named[:60]:
        marked = _SITE_NAME.search(marks(element)) is not None
        if element in tree.trunk or not (marked or element.tag in HEADINGS):
            continue
        if marked or _links_home(element, tree):
            name = clean.key(words(element)) if is_small(element) else ""
            if 1 < len(name) < 60:
                yield name


def _shown(tree: Tree) -> set[str]:
    """The large headings of the page, those that link to the site's front page apart."""
    headings = [*list(tree.root.iter("h1"))[:10], *list(tree.root.iter("h2"))[:20]]
    return {clean.key(words(each)) for each in headings if not _links_home(each, tree)}


def _links_home(element: Any, tree: Tree) -> bool:
    """Whether a heading is a link to the site's front page."""
    for link in [*element.iter("a"), *element.iterancestors("a")][:2]:
        href = (link.get("href") or "").strip()
        if "home" in (link.get("rel") or "").lower().split():
            return True
        if not href or href.startswith("#"):
            continue
        parts = urlsplit(tree.absolute(href) or href)
        if not parts.query and _HOME.fullmatch(parts.path) and (parts.path or parts.netloc):  # fmt: skip
            return True
    return False


def _repeated(stated: list[str], shown: set[str]) -> set[str]:
    """Names that stand alone for a title in one place and beside a longer one in another.

    What stands first there and is a heading of the page (`shown`) is a short title.
    """
    found: set[str] = set()
    for value in stated:
        if len(value) > 30 or len(value.split()) > 4:
            continue
        for other in stated:
            cuts = list(_SEPARATOR.finditer(other))
            if not cuts or len(other) < 2.5 * len(value):
                continue
            first, last = other[: cuts[0].start()], other[cuts[-1].end() :]
            key = clean.key(value)
            titled = key in shown and clean.key(other[cuts[0].end() :]) not in shown
            if key == clean.key(last) or (key == clean.key(first) and not titled):
                found.add(key)
    return found


def _without_site(title: str, sites: set[str]) -> str:
    """The title without the site's or a section's name at either end.

    A part is cut where it is a name of the site; of what stands behind a bar also
    further parts, for sections are named there. A lone dash is a part of many titles:
    behind it only a name goes.
    """
    cuts = list(_SEPARATOR.finditer(title))
    if not cuts:
        return _trimmed(title, sites)
    last, first = title[cuts[-1].end() :], title[: cuts[0].start()]
    if _is_site(last, sites):
        rest = title[: cuts[-1].start()]
        return _without_site(rest, sites) if len(rest) > 3 else title
    if _is_site(first, sites):
        rest = title[cuts[0].end() :]
        return _without_site(rest, sites) if len(rest) > 3 else title
    left = title[: cuts[-1].start()].strip()
    if _is_name(left, cuts[-1].group().strip()[:1], last):
        return left if cuts[-1].group().strip()[:1] in "-–—" else _without_site(left, sites)
    return _trimmed(title, sites)


def _is_name(left: str, mark: str, last: str) -> bool:
    """Whether what stands last is a site's or a section's name, by its mark and its length."""
    if mark in "|│｜»:•·":
        return len(last) < 40 and len(left) > 2 * len(last)
    if mark not in "-–—" or len(last) >= 25:
        return False
    if _WIDE.search(last):
        return len(last) <= 8 and len(left) > 2 * len(last)
    words_of = last.split()
    named = len(words_of) <= 3 and all(word[:1].isupper() for word in words_of)
    return named and len(left) >= 2 * len(last) and len(left.split()) >= 4


def _trimmed(title: str, sites: set[str]) -> str:
    """Without a site's name before the title and a colon, or after the title and a comma."""
    head, mark, tail = title.partition(": ")
    if mark and len(tail) > 3 and clean.key(head) in sites:
        return tail
    head, mark, tail = title.rpartition(", ")
    if mark and len(head) > 15 and clean.key(tail) in sites:
        return head
    return title.strip(" |-–—»«·•▷►")


def _is_site(part: str, sites: set[str]) -> bool:
    from rapidfuzz import fuzz

    key = clean.key(part)
    if not key:
        return True
    if key in sites or _loose(key).replace(" ", "") in {_loose(s).replace(" ", "") for s in sites}:
        return True
    return any(len(site) > 4 and fuzz.ratio(key, site) > 85 for site in sites)
