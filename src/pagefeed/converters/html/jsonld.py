"""JSON-LD on a page: schema.org articles and lists, however broken the JSON is.

This module owns finding the objects, following `@graph` and `@id`, and telling which
article the page is about. It must not choose among other evidence.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pagefeed import clean
from pagefeed.converters.html.tree import Tree

_LIMIT = 2_000_000  # characters of JSON on one page
_OBJECTS = 2_000
ARTICLES = frozenset(
    ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "askpublicnewsarticle",
     "backgroundnewsarticle", "opinionnewsarticle", "reviewnewsarticle", "liveblogposting",
     "blogposting", "socialmediaposting", "techarticle", "scholarlyarticle", "report",
     "advertisercontentarticle", "satiricalarticle", "medicalscholarlyarticle", "review",
     "discussionforumposting", "podcastepisode", "recipe", "interview")
)  # fmt: skip
_LESSER = frozenset(("videoobject", "webpage", "itempage", "medicalwebpage", "imagegallery",
                     "event", "creativework", "collectionpage", "audioobject"))  # fmt: skip

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What the page's JSON-LD holds."""

    article: Object | None = None  # the page's own article
    page: Object | None = None  # a WebPage, VideoObject or the like, where there is no article
    listed: tuple[Object, ...] = ()  # the members of its ItemList, or articles beside the own one


def read(tree: Tree) -> Linked:
    """The objects that matter; nothing where there are none or they can't be read."""
    found: list[Object] = []
    size = 0
    for element in tree.root.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        text = element.text or ""
        size += len(text)
        if size > _LIMIT:
            break
        for value in _values(text):
            found.extend(_objects(value))
            if len(found) > _OBJECTS:
                break
    found = [_with_type(each) for each in found]
    known = {str(each["@id"]): each for each in found if "@id" in each and len(each) > 2}
    articles = [each for each in found if types(each) & ARTICLES]
    lesser = [each for each in found if types(each) & _LESSER]
    members = _members(found)
    own = _own([each for each in articles if id(each) not in members], tree)
    own = own or next((each for each in articles if _is_this(each, tree)), None)
    listed = tuple(_listed(found, known))
    if own is None and len(articles) > 2:
        listed = listed or tuple(articles)
    return Linked(article=own, page=_own(lesser, tree), listed=listed)


# What Baidu has its authors state, under names of its own and without a type.
_BAIDU = {"title": "headline", "pubDate": "datePublished", "upDate": "dateModified"}


def _with_type(each: Object) -> Object:
    """An object in schema.org's terms, where its context is the one that Baidu gives."""
    if not str(each.get("@context")).endswith("/cambrian.jsonld"):
        return each
    return {"@type": "Article", **{_BAIDU.get(name, name): value for name, value in each.items()}}


def types(each: Object) -> set[str]:
    """An object's types without their namespace, in lower case."""
    stated = each.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return {re.split(r"[/#:]", name)[-1].lower() for name in names if isinstance(name, str)}


def text(value: Any) -> str:
    """A property as plain text: strings, lists' first, `@value`, `name`; entities undone once."""
    if isinstance(value, list):
        return text(value[0]) if value else ""
    if isinstance(value, Mapping):
        return text(value.get("@value") or value.get("name") or value.get("headline"))
    if not isinstance(value, str):
        return str(value) if isinstance(value, int | float) and value is not True else ""
    return clean.line(undo_entities(value))


def names(value: Any) -> str:
    """Authors as one line of names."""
    listed = value if isinstance(value, list) else [value]
    found = [text(each) for each in listed[:10]]
    kept = [name for name in dict.fromkeys(found) if name and not name.startswith("http")]
    return ", ".join(kept)


def address(value: Any) -> str:
    """A property that names a thing by its address."""
    if isinstance(value, list):
        return address(value[0]) if value else ""
    if isinstance(value, Mapping):
        return address(value.get("url") or value.get("@id") or value.get("contentUrl"))
    return value.strip() if isinstance(value, str) else ""


def undo_entities(value: str) -> str:
    """Entities in text that isn't markup: `&amp;` and the like, where any are there, once."""
    return html.unescape(value) if "&" in value else value


def _own(candidates: list[Object], tree: Tree) -> Object | None:
    """The object that the page is about: the one with its address, else the first with most said."""
    if not candidates:
        return None
    for each in candidates:
        if _is_this(each, tree):
            return each
    dated = [each for each in candidates if each.get("datePublished") or each.get("uploadDate")]
    best = [each for each in dated if each.get("headline") or each.get("name")] or dated
    kept = best or candidates
    # Several articles with addresses of their own, none of them this page's: a list.
    if len(kept) > 2 and all(_elsewhere(each, tree) for each in kept):
        return None
    return kept[0]


def _is_this(each: Object, tree: Tree) -> bool:
    """Whether an object has the page's address for its own."""
    named = (each.get(name) for name in ("mainEntityOfPage", "url", "@id"))
    return tree.url is not None and any(
        _same(clean.url(address(value), tree.base), tree.url) for value in named
    )


def _members(found: list[Object]) -> set[int]:
    """The members of lists, by their identity: an article among them is another page's."""
    elements = (
        element
        for each in found
        if "itemlist" in types(each)
        for listed in (each.get("itemListElement"),)
        for element in (listed if isinstance(listed, list) else (listed,))
    )
    return {
        id(inner)
        for element in elements
        if isinstance(element, Mapping)
        for inner in (element, element.get("item"))
    }


def _elsewhere(each: Object, tree: Tree) -> bool:
    found = clean.url(address(each.get("url") or each.get("mainEntityOfPage")), tree.base)
    return found is not None and not _same(found, tree.url)


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    return _bare(one) == _bare(other)


def _bare(url: str) -> str:
    plain = re.sub(r"^https?://(?:www\.|m\.|amp\.)?", "", url.partition("#")[0].partition("?")[0])
    return re.sub(r"/(?:amp)?/?$", "", plain).lower()


def _listed(found: list[Object], known: dict[str, Object]) -> Iterator[Object]:
    """Members of an ItemList: the elements' `item`, or the elements themselves."""
    for each in found:
        if "itemlist" not in types(each):
            continue
        elements = each.get("itemListElement")
        for element in elements if isinstance(elements, list) else [elements]:
            if not isinstance(element, Mapping):
                continue
            member = element.get("item", element)
            if isinstance(member, str):
                member = known.get(member, {**element, "url": member})
            if isinstance(member, Mapping):
                full = known.get(str(member.get("@id")), member)
                yield {"name": element.get("name"), "url": element.get("url"), **full}


def _values(text: str) -> Iterator[Any]:
    """The JSON in a script; what is broken in the usual ways is mended, else left out."""
    stripped = re.sub(r"^\s*(?://\s*)?<!(?:--|\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$", "", text)
    for attempt in (stripped, _mended(stripped)):
        values = _decoded(attempt.strip().rstrip(";"))
        if values:
            yield from values
            return
    yield from _salvaged(stripped)


def _decoded(text: str) -> list[Any]:
    """The JSON values that follow each other in a text, up to the first broken one."""
    at = 0
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            values.append(value)
            while at < len(text) and text[at] in " \t\r\n,;":
                at += 1
    except (ValueError, RecursionError):
        return values
    return values


def _mended(text: str) -> str:
    """Commas before a closing bracket, comments, raw line ends and escaped quotes, undone."""
    text = re.sub(r"^\s*//[^\n]*$|/\*.{0,2000}?\*/", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r",(\s*[}\]])", r"\1", text)
    text = re.sub(r"}(\s*){", r"},\1{", text) if text.lstrip().startswith("[") else text
    if "&quot;" in text and text.count('"') < 4:
        text = html.unescape(text)
    return re.sub(r'\\(?!["\\/bfnrtu])', r"\\\\", text)


# A property and its value; dates stand there without quotes too.
_PAIR = re.compile(
    r'"(@type|headline|name|datePublished|dateModified|dateCreated|url|description|articleSection)"'
    r'\s*:\s*(?:"((?:[^"\\]|\\.){1,2000})"|(\d{4}-\d\d-\d\d[\dTZ:.+-]{0,24}))'
)


def _salvaged(text: str) -> Iterator[Any]:
    """The plain properties of an article whose JSON can't be mended."""
    found: dict[str, str] = {}
    for match in _PAIR.finditer(text[:200_000]):
        name, value, bare = match.groups()
        try:
            value = bare or json.loads(f'"{value}"', strict=False)
        except ValueError:
            continue
        if name == "@type":
            if found.get("@type", "").lower() in ARTICLES:
                break  # the author's or the publisher's type: their properties follow
            found[name] = value
        else:
            found.setdefault(name, value)
    if found.get("@type", "").lower() in ARTICLES or "datePublished" in found:
        yield {"@type": "NewsArticle", **found}


def _objects(value: Any, depth: int = 0) -> Iterator[Object]:
    """All objects with a type: at the top, in lists, in `@graph`, `mainEntity` and the like."""
    if depth > 6:
        return
    if isinstance(value, list):
        for each in value[:_OBJECTS]:
            yield from _objects(each, depth + 1)
        return
    if not isinstance(value, Mapping):
        return
    if "@type" in value or "@id" in value:
        yield value
    for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
        inner = value.get(name)
        if isinstance(inner, list | Mapping):
            yield from _objects(inner, depth + 1)
