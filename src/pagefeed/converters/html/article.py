"""A page's own article as one draft.

This module owns putting the article's parts together. Each part's rule is its module's:
titles, published, body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pagefeed import clean, dates
from pagefeed.converters.html import body, jsonld, published
from pagefeed.converters.html.jsonld import Linked
from pagefeed.converters.html.metadata import (
    AUTHORS,
    IMAGES,
    SECTIONS,
    SUMMARIES,
    Metadata,
    properties,
)
from pagefeed.converters.html.published import Published
from pagefeed.converters.html.titles import Title
from pagefeed.converters.html.tree import Tree
from pagefeed.model import Draft, Enclosure

_LEAD = 300  # characters of a summary that is taken from the text
_TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
          "webp": "image/webp", "avif": "image/avif", "svg": "image/svg+xml"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The draft, the element that shows its title, and what was said of its date."""

    draft: Draft
    element: Any
    published: Published


def convert(
    tree: Tree, linked: Linked, metadata: Metadata, calendar: dates.Calendar, title: Title
) -> Article:
    """The article of a page, under the title that was chosen for it."""
    said = published.choose(tree, linked, metadata, title.element, calendar)
    content = body.extract(tree, title)
    summary = _summary(linked, metadata, content)
    section = _section(linked, metadata)
    draft = Draft(
        kind="article",
        title=title.text,
        line=title.element.sourceline or 0 if title.element is not None else 0,
        place=0,
        summary=summary if clean.key(summary) != clean.key(title.text) else "",
        content=content,
        categories=(section,) if section else (),
        published=said.stamp,
        modified=said.modified,
        link=tree.url,
        author=_author(tree, linked, metadata),
        language=tree.language,
        enclosures=_images(tree, linked, metadata),
    )
    return Article(draft=draft, element=title.element, published=said)


def _summary(linked: Linked, metadata: Metadata, content: str) -> str:
    stated = metadata.first(SUMMARIES)
    if len(stated) < 20 and linked.article is not None:
        stated = jsonld.text(linked.article.get("description")) or stated
    if len(stated) >= 20:
        return _text_of(stated) if "<" in stated else stated
    for paragraph in re.findall(r"<p>(.{40,4000}?)</p>", content, re.DOTALL)[:3]:
        text = _text_of(paragraph)
        if len(text) > 40:
            return text if len(text) <= _LEAD else text[:_LEAD].rpartition(" ")[0] + " …"
    return stated


def _text_of(markup: str) -> str:
    import html

    return clean.line(html.unescape(re.sub(r"<[^>]{0,2000}>", "", markup)))


def _author(tree: Tree, linked: Linked, metadata: Metadata) -> str:
    if linked.article is not None:
        names = jsonld.names(linked.article.get("author"))
        if names:
            return names[:200]
    for value in metadata.all(AUTHORS):
        if value and not value.startswith(("http", "@", "/")) and len(value) < 150:
            return value
    for _, value in properties(tree, "author"):
        if value and len(value) < 100 and not value.startswith("http"):
            return re.sub(r"^(?:by|von|par|por|di|от|by:)\s+", "", value, flags=re.IGNORECASE)
    for element in tree.root.xpath("//a[@rel='author'] | //*[contains(@class,'p-author')]")[:3]:
        text = clean.line(element.text_content())
        if 2 < len(text) < 80:
            return text
    return ""


def _section(linked: Linked, metadata: Metadata) -> str:
    value = metadata.first(SECTIONS)
    if not value and linked.article is not None:
        value = jsonld.text(linked.article.get("articleSection"))
    return value if len(value) <= 60 and not value.startswith("http") else ""


def _images(tree: Tree, linked: Linked, metadata: Metadata) -> tuple[Enclosure, ...]:
    """The lead image, as it is stated for sharing."""
    candidates = list(metadata.all(IMAGES))
    if linked.article is not None:
        candidates.append(jsonld.address(linked.article.get("image")))
    for value in candidates:
        url = tree.absolute(value)
        if url is None or re.search(r"(?:logo|default|placeholder|favicon)[^/]*$", url.lower()):
            continue
        return (
            Enclosure(
                url=url,
                type=image_type(url),
                alt=metadata.first(("og:image:alt", "twitter:image:alt"))[:500],
                width=_pixels(metadata.first(("og:image:width",))),
                height=_pixels(metadata.first(("og:image:height",))),
            ),
        )
    return ()


def image_type(url: str) -> str:
    """The MIME type that an image's address tells; JPEG where it tells none."""
    found = re.search(r"\.([a-z]{3,4})(?:$|[?#&/])", url.lower())
    return _TYPES.get(found.group(1), "image/jpeg") if found else "image/jpeg"


def _pixels(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and 0 < int(value) < 20_000 else None
