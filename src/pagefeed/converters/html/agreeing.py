"""The headings of a page that may be its article's, and which of them says what is stated.

This module owns what a headline looks like, and how nearly two titles are one. It must not
know where what is stated comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pagefeed import clean
from pagefeed.converters.html import sites
from pagefeed.converters.html.tree import HEADINGS, Tree, marks, words
from pagefeed.converters.html.trunk import in_link, linked

_SHORTEST = 15  # characters of a heading beside what stands over it
_LONGEST = 400  # characters; a longer "title" is a paragraph
_NOT_ITS_OWN = re.compile(r"\b(?:related|sidebar|footer|comment|forum|recommend|promo|widget|popup|modal|cookie|gdpr|consent|newsletter|logo|site-?title|site-?name|brand|navbar)", re.IGNORECASE)  # fmt: skip
_HEADLINE = re.compile(r"headline|(?:entry|post|article|story|page|news|content|main|single)[-_]*(?:title|heading|header)|^title$|\btitle\b|(?<![a-z])(?:titulo|titolo|titel|titre)\b|zagolovok|judul", re.IGNORECASE)  # fmt: skip
# What stands over a headline, inside its heading.
_KICKER = re.compile(
    r"kicker|eyebrow|overline|overhead|dachzeile|topline|roofline|spitzmarke|pre-?(?:headline|title)"
    r"|super-?(?:headline|title)|volanta|antet[ií]tulo|cintillo|surtitre|occhiello|nadtytu|nadtitulek"
    r"|(?:headline|title)[-_]*topic|(?:^|[\s_-])(?:label|badge|sr-only|visually-?hidden|screen-?reader(?:-text|s)?)(?:$|[\s_-])"
)
_DATA = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|published|comments?|comment-count|views)(?:$|[\s_-])"
)


def headings(tree: Tree, known: set[str]) -> Iterator[tuple[str, Any]]:
    """Headings that may be the article's, best first: h1, headlines by class, then h2 and h3."""
    firsts = list(tree.root.iter("h1"))[:30]
    firsts += tree.root.xpath("//*[@role='heading'][@aria-level='1']")[:10]
    marked = [
        element
        for element in tree.root.xpath("//*[@itemprop='headline' or contains(@class,'headline') or contains(@class,'tit') or contains(@class,'heading')]")[:200]
        if element.tag in {"h2", "h3", "div", "p", "span", "header", "h4", "td"}
        and _HEADLINE.search(hint := element.get("class") or element.get("itemprop") or "")
        and not _KICKER.search(hint)
    ]  # fmt: skip
    marked = [_inner_heading(each) for each in marked]
    seconds = [*list(tree.root.iter("h2"))[:30], *list(tree.root.iter("h3"))[:30]]
    lesser = [
        element for element in tree.root.iter("h4", "h5", "h6") if element.getparent() in tree.trunk
    ]
    for element in dict.fromkeys([*firsts, *marked, *seconds, *lesser[:10]]):
        text = sites.without_name(words(element, _beside(element)), known)
        if not (2 <= len(text) <= _LONGEST) or clean.key(text) in known:
            continue
        if _astray(element, tree):
            continue
        yield text, element


def _inner_heading(element: Any) -> Any:
    """The heading in a box of its own, which also holds the line below it, or buttons to share."""
    return next(element.iter(*HEADINGS), element)


def _beside(heading: Any) -> frozenset[Any]:
    """What stands in a heading and is not of the title: its date, its comments' number."""
    inside = [each for each in heading.iter() if each is not heading and isinstance(each.tag, str)]
    found = frozenset(each for each in inside if each.tag == "time" or _DATA.search(marks(each)))
    kickers = frozenset(each for each in inside if _KICKER.search(marks(each)))
    if kickers and len(words(heading, found | kickers)) >= _SHORTEST:
        found |= kickers
    return found if found and words(heading, found) else frozenset()


def _astray(element: Any, tree: Tree) -> bool:
    """Whether a heading stands in a part of the page that isn't the article."""
    for above in [element, *element.iterancestors()][:6]:
        if above.tag in {"nav", "footer", "aside"}:
            return True
        if above.tag in {"body", "main", "article"}:
            return False
        if above in tree.trunk or above.get("itemprop") == "headline":
            return False  # theme builders put the article itself into a "widget"
        if _NOT_ITS_OWN.search(marks(above)):
            return True
    return False


def best(tree: Tree, found: list[tuple[str, Any]], stated: list[str]) -> tuple[str, Any] | None:
    """The heading that says what is stated; the first stated title counts most."""
    if not found:
        return None
    if not stated:
        return next((each for each in found if each[1].tag == "h1"), None)
    scored = [
        (score - place * 0.2 + (2 if element.tag == "h1" else 0), (text, element))
        for place, (text, element) in enumerate(found[:60])
        if (score := _likeness(text, stated[:8])) > 0
    ]
    # A teaser may repeat what is stated for sharing, the headline by the text what is for search.
    firsts = {
        element: _nearness(element, tree) for _, (_, element) in scored if element.tag == "h1"
    }
    nearest = max(firsts.values(), default=0)
    farther = {element for element, near in firsts.items() if near < nearest}
    scored = [each for each in scored if each[1][1] not in farther]
    if scored:
        text, element = max(scored, key=lambda each: each[0])[1]
        teaser = element.tag not in HEADINGS and linked(element)
        if teaser and (reworded := _lone(found, stated)) is not None:
            return reworded
        if in_link(element):
            # In a list beside the article: the article shows the same.
            shown = (each for said, each in found if said == text and not in_link(each))
            element = next(shown, element)
        return text, element
    return _lone(found, stated)


def _nearness(heading: Any, tree: Tree) -> int:
    """In how many parts of the page, each in the last, a heading stands with the text."""
    return sum(each in tree.trunk for each in heading.iterancestors())


def _likeness(text: str, stated: list[str]) -> float:
    """How well a heading agrees with what is stated, to 100; 0 where it doesn't."""
    from rapidfuzz import fuzz

    key = sites.loose(text)
    best = 0.0
    for rank, value in enumerate(stated):
        other = sites.loose(value)
        if not key or not other:
            continue
        score = 100.0 if key == other else float(fuzz.ratio(key, other))
        if score < 100 and len(key) > (3 if sites.WIDE.search(key) else 15) and key in other:
            # The stated one carries a site's or section's name: the longer part is the title.
            score = max(score, 80.0 + 15.0 * len(key) / len(other))
        elif (
            score < 80
            and len(key) > 3
            and key in (sites.loose(part) for part in sites.parts(value))
        ):
            score = 80.0  # a short one between bars
        if score >= 75:
            best = max(best, score - rank * 3.0)
    return best


def _lone(headings: list[tuple[str, Any]], stated: list[str]) -> tuple[str, Any] | None:
    """The page's only h1, or one that it repeats, where it shares words with what is stated: the same title reworded."""
    firsts = [each for each in headings if each[1].tag == "h1"]
    if len({text for text, _ in firsts}) != 1 or len(firsts[0][0]) < 20:
        return None
    mine = set(sites.loose(firsts[0][0]).split())
    for value in stated[:4]:
        theirs = set(sites.loose(value).split())
        if mine and theirs and len(mine & theirs) >= 0.5 * min(len(mine), len(theirs)):
            return firsts[0]
    return None
