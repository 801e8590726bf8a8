"""Which of a page's many titles is the article's own.

This module owns the choice among the headline on the page, JSON-LD, OpenGraph and
`<title>`. It must not look at dates or the text; what the site's name is, `sites` knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from typing import Any

from pagefeed import clean
from pagefeed.converters.html import jsonld, sites
from pagefeed.converters.html.jsonld import Linked
from pagefeed.converters.html.metadata import TITLES, Metadata, properties
from pagefeed.converters.html.tree import HEADINGS, Tree, is_small, marks, words
from pagefeed.converters.html.trunk import in_link, running

_SHORTEST = 15  # characters of a heading that is believed against what is stated
_MENU = 6  # links
_LONGEST = 400  # characters; a longer "title" is a paragraph
_NOT_ITS_OWN = re.compile(r"\b(?:related|sidebar|footer|comment|recommend|promo|widget|popup|modal|cookie|newsletter|logo|site-?title|site-?name|brand|navbar)", re.IGNORECASE)  # fmt: skip
_HEADLINE = re.compile(r"headline|(?:entry|post|article|story|page|news|content|main|single)[-_]*(?:title|heading|header)|^title$|\btitle\b|titulo|titre|zagolovok|judul", re.IGNORECASE)  # fmt: skip

_PROSE = 75  # characters of running text
_LONGEST_LINE = 150  # characters of a headline that is not marked as one
_LARGE = re.compile(
    r"^(?:b|strong|big|font)\b(?!.*size-?[12]\b)|headline|heading|[uü]ber?schrift|titel|title|titulo|titolo|titre"
)
_WELCOME = re.compile(
    r"welcome to\b|(?:herzlich )?willkommen\b|bienvenue\b|bienvenid[oa]s?\b|benvenut[oi]\b|bem-?vindo\b|welkom\b|"
    r"witamy\b|vítejte\b|добро пожаловать\b|ласкаво просимо\b|hoş ?geldiniz"
)
# What stands over a headline, inside its heading.
_KICKER = re.compile(
    r"kicker|eyebrow|overline|overhead|dachzeile|topline|roofline|spitzmarke|pre-?(?:headline|title)"
    r"|super-?(?:headline|title)|volanta|antet[ií]tulo|cintillo|surtitre|occhiello|nadtytu|nadtitulek"
)
_DATA = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|published|comments?|comment-count|views)(?:$|[\s_-])"
)


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
    known = sites.names(tree, metadata)
    stated = [value for value in _stated(tree, linked, metadata) if _possible(value)]
    known |= sites.repeated(stated, sites.shown(tree))
    bare = [sites.without(value, known) for value in stated]
    bare = [value for value in dict.fromkeys(bare) if value and not _names_only(value, known)]
    headings = list(_headings(tree, known))
    best = _agreeing(headings, [*bare, *stated])
    if best is not None:
        text, element = best
        if len(stated) == 1 and _in_banner(tree, element):
            below = _over_text(tree, headings, sure=True)
            if below is not None:
                return below
        return Title(text=sites.without_shelf(_fuller(text, element, bare)), element=element)
    if bare:
        whole = bare[0]
        if whole.endswith(("…", "...")):
            whole = next((v for v in bare if not v.endswith(("…", "..."))), whole)
        part = _part(tree, whole, known)
        if part is not None:
            return part
        element = _showing(tree, whole)
        unseen = None
        if element is None:
            word = " " not in whole and not sites.WIDE.search(whole)  # "Recaps", of all of a kind
            unseen = _over_text(tree, headings, sure=not word) or _in_letters(
                tree, headings, stated
            )
        return unseen or Title(text=whole, element=element)
    over = _over_text(tree, headings, sure=False) or _unmarked(tree)
    if over is not None or not headings:
        return over
    return Title(text=headings[0][0], element=headings[0][1])


def _in_banner(tree: Tree, heading: Any) -> bool:
    """Whether the site's menu parts a heading from the text: it names who publishes the page."""
    if tree.text is None or heading.getparent() in tree.trunk:
        return False
    above = takewhile(lambda each: each is not tree.text, tree.root.iter())
    below = dropwhile(lambda each: each is not heading, above)
    return sum(1 for each in below if each.tag == "a") >= _MENU


def _names_only(title: str, known: set[str]) -> bool:
    """Whether a title says but where it stands: "Rundblatt", "Rundblatt press releases"."""
    key = clean.key(title)
    if key in known or _WELCOME.match(key) or all(word in known for word in key.split()):
        return True
    return sites.is_name(title, known)


def _over_text(tree: Tree, headings: list[tuple[str, Any]], *, sure: bool) -> Title | None:
    """The one heading over the text, where nothing that is stated stands on the page.

    What is stated then is a title made for sharing, or "Print version". Where nothing is
    stated at all (not `sure`), it is the last of the largest headings there.
    """
    if tree.text is None:
        return None
    places = {element: at for at, element in enumerate(tree.root.iter())}
    over = [
        (text, element)
        for text, element in headings
        if element.getparent() in tree.trunk and places[element] < places[tree.text]
    ]
    firsts = [each for each in over if each[1].tag == "h1"] or over
    if sure and (len(firsts) != 1 or len(firsts[0][0]) < _SHORTEST):
        return None
    if not firsts:
        return None
    largest = min(element.tag for _, element in firsts)  # h2 before h3
    text, element = max(
        (each for each in firsts if each[1].tag == largest), key=lambda each: places[each[1]]
    )
    return Title(text=text, element=element)


def _unmarked(tree: Tree) -> Title | None:
    """A short line in large or bold letters over the text: what old pages have for a headline."""
    if tree.text is None:
        return None
    found = None
    begun = False  # the place of the text, of which its first lines may be the headline
    for element in tree.root.iterfind("body//*"):
        if not isinstance(element.tag, str):
            continue
        if _LARGE.search(_dress(element)):
            text = words(element) if is_small(element) else ""
            if _SHORTEST <= len(text) <= _LONGEST_LINE and text[-1:] not in ".,;":
                found = found if _linked(element) else Title(text=text, element=element)
        elif begun and is_small(element) and running(element) > _PROSE:
            break
        if begun and element is not tree.text and len((element.tail or "").strip()) > _PROSE:
            break
        begun = begun or element is tree.text
        if begun and len((element.text or "").strip()) > _PROSE:
            break
    return found


def _in_letters(tree: Tree, headings: list[tuple[str, Any]], stated: list[str]) -> Title | None:
    """The line in large letters over the text, where the page has no headings, and states one title.

    That then is the site's: it says none of the line's words.
    """
    if headings or len(stated) != 1:
        return None
    line = _unmarked(tree)
    if line is None or set(sites.loose(line.text).split()) & set(sites.loose(stated[0]).split()):
        return None
    return line


def _linked(element: Any) -> bool:
    return any(True for _ in element.iter("a")) or in_link(element)


def _dress(element: Any) -> str:
    """What says how an element's letters look."""
    size = element.get("size") or ""
    return f"{element.tag} {marks(element)} {f'size{size}' if size else ''}"


def _part(tree: Tree, title: str, known: set[str]) -> Title | None:
    """The longest part of a title that the article shows alone: "Bridge shut-Kent Online"."""
    best: Any = None
    longest = ""
    for element in tree.root.iterfind("body//*"):
        text = element.text if isinstance(element.tag, str) else None
        if not text or not 0.4 * len(title) < len(text := clean.line(text)) < len(title):
            continue
        if len(text) <= len(longest) or not _parted(text, title) or sites.is_name(text, known):
            continue
        if element.tag in HEADINGS or any(each in tree.trunk and each.tag not in {"body", "html"} for each in element.iterancestors()):  # fmt: skip
            best, longest = element, text
    return None if best is None else Title(text=longest, element=best)


def _parted(text: str, title: str) -> bool:
    """Whether a text is a part of a title, with no letter or digit right before or behind it."""
    before, found, after = title.partition(text)
    return bool(found) and not (before[-1:].isalnum() or after[:1].isalnum())


def _showing(tree: Tree, title: str) -> Any:
    """The element that shows a title without being marked as one: old pages use `<b>`."""
    wanted = sites.loose(title)
    for element in tree.root.iterfind("body//*"):
        text = element.text if isinstance(element.tag, str) else None
        if text and abs(len(text.strip()) - len(title)) < 20 and sites.loose(text) == wanted:
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


def _headings(tree: Tree, known: set[str]) -> Iterator[tuple[str, Any]]:
    """Headings that may be the article's, best first: h1, headlines by class, then h2 and h3."""
    firsts = list(tree.root.iter("h1"))[:30]
    marked = [
        element
        for element in tree.root.xpath("//*[@itemprop='headline' or contains(@class,'headline') or contains(@class,'title') or contains(@class,'heading')]")[:200]
        if element.tag in {"h2", "h3", "div", "p", "span", "header", "h4", "td"}
        and _HEADLINE.search(element.get("class") or element.get("itemprop") or "")
    ]  # fmt: skip
    marked = [_inner_heading(each) for each in marked]
    seconds = [*list(tree.root.iter("h2"))[:30], *list(tree.root.iter("h3"))[:30]]
    lesser = [
        element for element in tree.root.iter("h4", "h5", "h6") if element.getparent() in tree.trunk
    ]
    for element in dict.fromkeys([*firsts, *marked, *seconds, *lesser[:10]]):
        text = words(element, _beside(element))
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
        (score - place * 0.2 + (2 if element.tag == "h1" else 0), (text, element))
        for place, (text, element) in enumerate(headings[:60])
        if (score := _likeness(text, stated[:8])) > 0
    ]
    if scored:
        text, element = max(scored, key=lambda each: each[0])[1]
        if in_link(element):
            # In a list beside the article: the article shows the same.
            shown = (each for said, each in headings if said == text and not in_link(each))
            element = next(shown, element)
        return text, element
    return _lone(headings, stated)


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


def _fuller(text: str, element: Any, stated: list[str]) -> str:
    """A heading that was cut by the page, or set in capitals or in pieces, as it is stated."""
    parts = {clean.key(part) for each in stated[:3] for part in (each, *sites.parts(each))}
    piece = _own_piece(text, element, parts)
    if piece:
        return piece
    if text.isupper() or any(isinstance(child.tag, str) and child.text for child in element):
        for value in stated:
            if sites.loose(value) == sites.loose(text) and not value.isupper():
                return value
    if text.endswith(("…", "...")) and clean.key(text) not in parts:
        start = sites.loose(text.rstrip("….").rstrip())
        for value in stated:
            if len(value) > len(text) and sites.loose(value).startswith(start):
                return value
    return text


def _own_piece(text: str, element: Any, said: set[str]) -> str:
    """The piece of a heading that alone is stated: a section's name or the day stands beside it."""
    own = words(element, frozenset(element))  # <h1>Bridge shut <small>March 12, 2014</small>
    if len(own) > 0.5 * len(text) and clean.key(own) in said:
        return own
    for child in element.iter():
        # <h1><span>Traffic</span><span>Bridge shut</span>
        if child is not element and isinstance(child.tag, str):
            shown = words(child)
            if len(shown) > 0.5 * len(text) and clean.key(shown) in said:
                return shown
    return ""
