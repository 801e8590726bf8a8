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
from pagefeed.converters import labels, sections
from pagefeed.converters.html import agreeing, jsonld, sites
from pagefeed.converters.html.jsonld import Linked
from pagefeed.converters.html.metadata import TITLES, Metadata, properties
from pagefeed.converters.html.tree import HEADINGS, Tree, is_small, marks, words
from pagefeed.converters.html.trunk import linked, running

_SHORTEST = 15  # characters of a heading that is believed against what is stated
_MENU = 6  # links
_LONGEST = 400  # characters; a longer "title" is a paragraph

_PROSE = 75  # characters of running text
_LONGEST_LINE = 150  # characters of a headline that is not marked as one
_LARGE = re.compile(
    r"^(?:b|strong|big|font)\b(?!.*size-?[12]\b)|headline|heading|[uü]ber?schrift|titel|title|titulo|titolo|titre"
)
_WELCOME = re.compile(
    r"welcome to\b|(?:herzlich )?willkommen\b|bienvenue\b|bienvenid[oa]s?\b|benvenut[oi]\b|bem-?vindo\b|welkom\b|"
    r"witamy\b|vítejte\b|добро пожаловать\b|ласкаво просимо\b|hoş ?geldiniz"
)
_ARTICLES = re.compile(r"(?:article|post|entry|story|news)[-_]{1,2}(?:title|headline|heading)\b")
_MOST = 0.6  # of a title's length: a part that may stand anywhere on the page
_OTHERS = 4  # titles that are stated, of which one may stand on the page
_QUOTED = 20  # characters that a title may differ in, its quotes and dashes
_SEVERAL = 4  # words of a title that is no section's


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
    headings = list(agreeing.headings(tree, known))
    found = _chosen(tree, linked, metadata, headings, known)
    return found if found is None else _below_name(tree, found, headings) or found


def _chosen(
    tree: Tree,
    linked: Linked,
    metadata: Metadata,
    headings: list[tuple[str, Any]],
    known: set[str],
) -> Title | None:
    """The heading that is meant, or what is stated."""
    stated = [value for value in _stated(tree, linked, metadata) if _possible(value)]
    known |= sites.repeated(stated, sites.shown(tree), known)
    bare = [sites.without(value, known) for value in stated]
    bare = [value for value in dict.fromkeys(bare) if value and not _names_only(value, known)]
    best = agreeing.best(tree, headings, [*bare, *stated])
    if best is not None:
        text, element = best
        if len(stated) == 1 and _in_banner(tree, element):
            below = _over_text(tree, headings, sure=True)
            if below is not None:
                return below
        return Title(text=sites.without_shelf(_fuller(text, element, bare)), element=element)
    if bare:
        return _stated_alone(tree, headings, stated, bare, known)
    over = _over_text(tree, headings, sure=False) or _unmarked(tree)
    if over is not None or not headings:
        return over
    return Title(text=headings[0][0], element=headings[0][1])


def _below_name(tree: Tree, found: Title, headings: list[tuple[str, Any]]) -> Title | None:
    """The heading between one that but names a list, "Latest news", and the text; or None."""
    if tree.text is None or found.element is None or not sections.heads_list(found.text):
        return None
    places = {element: place for place, element in enumerate(tree.root.iter())}
    first, last = places[found.element], places[tree.text]
    below = [
        (text, element)
        for text, element in headings
        if first < places[element] < last
        if element.getparent() in tree.trunk and not linked(element)
    ]
    return Title(text=below[0][0], element=below[0][1]) if below else None


def _stated_alone(
    tree: Tree,
    headings: list[tuple[str, Any]],
    stated: list[str],
    bare: list[str],
    known: set[str],
) -> Title:
    """The title where no heading agrees with what is stated (`bare` without the site's names).

    What the page shows of it, though not as a heading; else the heading over the text.
    """
    whole = bare[0]
    if whole.endswith(("…", "...")):
        whole = next((v for v in bare if not v.endswith(("…", "..."))), whole)
    element, others = _showing(tree, whole), bare[1:_OTHERS]
    if element is None:
        part = _part(tree, whole, known)
        if part is not None:
            return part
        element, whole = _shown_other(tree, others) or (None, whole)
    if element is None:
        part = next(filter(None, (_part(tree, value, known) for value in others)), None)
        if part is not None:
            return part
    unseen = None
    if element is None or _in_path(element):
        word = " " not in whole and not sites.WIDE.search(whole)  # "Recaps", of all of a kind
        unseen = (
            _over_text(tree, headings, sure=not word)
            or _marked(headings)
            or _in_letters(tree, headings, stated)
        )
    return unseen or Title(text=whole, element=element)


def _shown_other(tree: Tree, stated: list[str]) -> tuple[Any, str] | None:
    """Which of some titles the page shows, and the element that does."""
    shown = ((_showing(tree, value), value) for value in stated)
    return next((each for each in shown if each[0] is not None), None)


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
        if not labels.signs(text)
    ]
    firsts = [each for each in over if each[1].tag == "h1"] or over
    if sure and not firsts:
        firsts = [each for each in headings if _is_first(each[1])]
        if len(firsts) == 1 and (
            len(firsts[0][0].split()) <= _SEVERAL or places[firsts[0][1]] > places[tree.text]
        ):
            return None
    if sure and (len(firsts) != 1 or len(firsts[0][0]) < _SHORTEST):
        return None
    if not firsts:
        return None
    largest = min(element.tag for _, element in firsts)  # h2 before h3
    text, element = max(
        (each for each in firsts if each[1].tag == largest), key=lambda each: places[each[1]]
    )
    return Title(text=text, element=element)


def _is_first(heading: Any) -> bool:
    """Whether a heading is of the first level, by its tag or by its role."""
    return bool(heading.tag == "h1" or heading.get("aria-level") == "1")


def _marked(headings: list[tuple[str, Any]]) -> Title | None:
    """The page's only h1, marked as an article's title and as long as one."""
    firsts = [(text, element) for text, element in headings if element.tag == "h1"]
    if len(firsts) != 1 or not _ARTICLES.search(marks(firsts[0][1])):
        return None
    text, element = firsts[0]
    return Title(text=text, element=element) if len(text.split()) >= _SEVERAL else None


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
                found = found if linked(element) else Title(text=text, element=element)
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


def _dress(element: Any) -> str:
    """What says how an element's letters look."""
    size = element.get("size") or ""
    return f"{element.tag} {marks(element)} {f'size{size}' if size else ''}"


def _part(tree: Tree, title: str, known: set[str]) -> Title | None:
    """The longest part of a title that the article shows alone: "Bridge shut-Kent Online"."""
    best: Any = None
    longest = ""
    for element in tree.root.iterfind("body//*"):
        text = clean.line(element.text or "") if isinstance(element.tag, str) else ""
        if not text or len(text) >= len(title):
            continue
        if not _parted(text, title) or sites.is_name(text, known):
            continue
        if len(element) and is_small(element) and _parted(whole := words(element), title):
            text = whole  # in two lines
        if len(text) <= max(len(longest), 0.4 * len(title)) or len(text) >= len(title):
            continue
        inside = any(each in tree.trunk and each.tag not in {"body", "html"} for each in element.iterancestors())  # fmt: skip
        most = len(text) >= _MOST * len(title) and text.count(" ") >= _SEVERAL and not linked(element)  # fmt: skip
        if element.tag in HEADINGS or inside or most:
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
        if not text or text.isspace() or len(text.strip()) > len(title) + _QUOTED:
            continue
        if abs(len(text.strip()) - len(title)) < _QUOTED and sites.loose(text) == wanted:
            return element
        # In two lines, or with a word in other letters.
        begun = wanted.startswith(sites.loose(text)) and len(element) and is_small(element)
        if begun and sites.loose(words(element)) == wanted:
            return element
    return None


def _in_path(element: Any) -> bool:
    """Whether an element is of a list, or a link, as in the path to the page above its headline."""
    return any(each.tag in {"li", "a", "nav"} for each in (element, *element.iterancestors()))


def _stated(tree: Tree, linked: Linked, metadata: Metadata) -> Iterator[str]:
    """What is stated for programs, most trusted first."""
    if linked.article is not None:
        yield jsonld.text(linked.article.get("headline"))
    yield from metadata.all(TITLES[:2])
    if linked.article is not None:
        yield jsonld.text(linked.article.get("name"))  # a dish's, under the recipe's title
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
    if text.endswith(":"):  # the rest stands in a line of its own
        text = next((each for each in stated if f"{text} " in each), text)
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
