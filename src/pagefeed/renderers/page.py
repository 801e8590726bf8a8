"""Feeds and the publication as HTML pages that a person reads and subscribes from.

Owns what stands on a page and in which order; the words of dates are in `spoken`, the
looks in templates/*.css. Every link inside the publication is relative, so the folder
works under any address and from a disk; `canonical` and autodiscovery alone are absolute.
Titles, summaries and names are escaped by Jinja2; `Item.content` is safe HTML already
(clean.html) and goes in as it is. No page needs its script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pagefeed.model import Enclosure, Feed, Item, Publication
from pagefeed.renderers import spoken

if TYPE_CHECKING:
    import jinja2

# Name for people, file, and the type by which autodiscovery knows it.
FORMATS = (
    ("RSS", "rss.xml", "application/rss+xml"),
    ("Atom", "atom.xml", "application/atom+xml"),
    ("JSON Feed", "feed.json", "application/feed+json"),
)
# So many feeds are announced in the head of the index; the rest is in the list and the OPML.
_ANNOUNCED = 20
# More periods than this fold by year.
_UNFOLDED = 36
# What stands in an item's text as a heading, and pictures without an alternative.
_HEADING = re.compile(r"<(/?)h([1-6])(?=[\s>])")
_BARE_IMAGE = re.compile(r"<img(?![^>]*\salt=)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    href: str
    text: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One item as the template needs it."""

    anchor: str  # element id; "" where another item on the page has it
    title: str
    href: str  # where the title leads
    here: str  # its own address
    language: str
    direction: str
    stamp: spoken.Shown | None
    seen: spoken.Shown | None  # of an undated item: when the ledger first met it
    categories: tuple[str, ...]
    author: str
    host: str
    content: Any  # markupsafe.Markup
    summary: str
    pictures: tuple[Enclosure, ...]
    files: tuple[_Link, ...]
    note: str


def render(feed: Feed, *, archives: tuple[str, ...] = ()) -> bytes:
    """The page of a feed's current document or of one of its archive documents.

    `archives` are the paths of all archive documents of the feed, newest first. They are
    listed on the current page; an archive page links to that list instead of repeating
    it, so that a new period doesn't change every older page.
    """
    up = "../" * (feed.path.count("/") + 1)
    language = spoken.tag(feed.language) or "en"
    current = f"{up}{feed.slug}/index.html"
    archive = bool(feed.period)
    entries = _entries(feed, feed.items, up, set())
    taken = {entry.anchor for entry in entries}
    title = feed.title
    heading = f"{title}: {spoken.period(feed.period, language)}" if archive else title
    older, newer = _neighbours(feed, up, language)
    years = () if archive else _years(feed, archives, up, language)
    return _page(
        "feed.html",
        language,
        up=up,
        title=title,
        heading=heading,
        publication=feed.publication,
        description=feed.description,
        facts=_facts(feed),
        ended=feed.ended,
        archive=archive,
        period=spoken.period(feed.period, language),
        current=current,
        canonical=feed.url(),
        address=f"{feed.home}{feed.slug}/rss.xml",
        discovery=_discovery(feed, FORMATS),
        formats=_formats(feed, up),
        items=entries,
        moved=_entries(feed, feed.moved, up, taken, moved=True),
        withdrawn=_withdrawn(feed),
        older=older,
        newer=newer,
        archives=years,
        folded=sum(len(year["links"]) for year in years) > _UNFOLDED,
        script=_script(),
    )


def index(publication: Publication) -> bytes:
    """The publication's front page: every feed, what it carries and how to subscribe."""
    language = spoken.tag(publication.language) or "en"
    feeds = publication.feeds
    everything = next((feed for feed in feeds if feed.slug == "all"), None)
    items = everything.total or len(everything.items) if everything else 0
    newest = spoken.newest(item for feed in feeds for item in feed.items)
    facts = [spoken.count(len(feeds), "feed")]
    facts += [spoken.count(items, "item")] if everything else []
    facts += [f"newest {spoken.stamp(newest, 'en').text}"] if newest else []
    discovery = [
        link
        for feed in feeds[:_ANNOUNCED]
        for link in _discovery(feed, FORMATS if feed is everything else FORMATS[:1])
    ]
    return _page(
        "index.html",
        language,
        up="",
        title=publication.title,
        description=publication.description,
        facts=" · ".join(facts),
        canonical=publication.home,
        discovery=discovery,
        feeds=[_summary(feed, publication) for feed in feeds],
        script=None,
    )


def stylesheet() -> bytes:
    """style.css, which every page uses."""
    return _resource("style.css").encode()


def feed_stylesheet() -> bytes:
    """feed.css, which makes raw RSS and Atom readable in a browser (xml-stylesheet)."""
    return _resource("feed.css").encode()


# --- what stands on a page -------------------------------------------------------------


def _facts(feed: Feed) -> str:
    """How many items, how new, how often; for an archive page, how many."""
    shown = len(feed.items)
    total = max(feed.total, shown)
    if feed.period:
        return spoken.count(shown, "item")
    parts = [
        spoken.count(total, "item")
        if shown == total
        else f"The newest {shown:,} of {spoken.count(total, 'item')}"
    ]
    newest = spoken.newest(feed.items)
    if newest:
        parts.append(f"newest {spoken.stamp(newest, 'en').text}")
    pace = "" if feed.ended else spoken.pace(feed.items)
    return " · ".join([*parts, pace] if pace else parts)


def _summary(feed: Feed, publication: Publication) -> dict[str, Any]:
    """One feed on the index page."""
    facts = [spoken.count(max(feed.total, len(feed.items)), "item")]
    newest = spoken.newest(feed.items)
    facts += [f"newest {spoken.stamp(newest, 'en').text}"] if newest else []
    pace = "" if feed.ended else spoken.pace(feed.items)
    facts += [pace] if pace else []
    latest = feed.items[0] if feed.items else None
    return {
        "href": f"{feed.path}/index.html",
        "title": feed.title,
        "description": feed.description,
        "language": _other(feed.language, publication.language),
        "direction": _turned(feed.title, publication.language),
        "facts": " · ".join(facts),
        "ended": feed.ended,
        "archived": bool(publication.archives.get(feed.slug)),
        "formats": _formats(feed, ""),
        "latest": _entry(feed, latest, "", set()) if latest else None,
    }


def _entries(
    feed: Feed, items: Iterable[Item], up: str, taken: set[str], *, moved: bool = False
) -> list[_Entry]:
    subject = _subject(feed)
    return [_entry(feed, item, up, taken, subject, moved=moved) for item in items]


def _entry(
    feed: Feed,
    item: Item,
    up: str,
    taken: set[str],
    subject: tuple[str, ...] | None = None,
    *,
    moved: bool = False,
) -> _Entry:
    from markupsafe import Markup

    folder, _, anchor = item.address.partition("#")
    here = f"#{anchor}" if folder.strip("/") == feed.path and up else _below(up, folder, anchor)
    # On the page of another period or feed the same fragment may stand twice: first come.
    if anchor in taken:
        anchor = ""
    taken.add(anchor)
    link = item.link if item.link and _is_web(item.link) else None
    content = item.content
    pictures = tuple(
        thing
        for thing in item.enclosures
        if thing.type.startswith("image/") and _is_web(thing.url) and thing.url not in content
    )
    return _Entry(
        anchor=anchor,
        title=item.title,
        href=link or here,
        here=here,
        language=_other(item.language, feed.language),
        direction=_turned(item.title, feed.language),
        stamp=spoken.stamp(item.published, item.language or feed.language)
        if item.published
        else None,
        seen=None if item.published else spoken.instant(item.first_seen, "en"),
        categories=() if item.categories == subject else item.categories,
        author=item.author,
        host=urlsplit(link).hostname or "" if link else "",
        content=Markup(_fit(content)) if content else "",  # noqa: S704 - passed by clean.html
        summary=item.summary,
        pictures=pictures[:1],
        files=tuple(_files(item)),
        note=f"Now under {', '.join(item.categories)}." if moved and item.categories else "",
    )


def _subject(feed: Feed) -> tuple[str, ...] | None:
    """The one category of all items, which then isn't repeated on each; None where they differ."""
    found = {item.categories for item in feed.items} if feed.slug != "all" else set()
    return found.pop() if len(found) == 1 else None


def _files(item: Item) -> Iterator[_Link]:
    """Sound, films and other files as links."""
    for thing in item.enclosures:
        if thing.type.startswith("image/") or not _is_web(thing.url):
            continue
        name = thing.alt or urlsplit(thing.url).path.rsplit("/", 1)[-1] or thing.url
        size = f", {thing.length / 1e6:.1f} MB" if thing.length else ""
        yield _Link(href=thing.url, text=f"{name} ({thing.type}{size})", type=thing.type)


def _withdrawn(feed: Feed) -> list[dict[str, Any]]:
    """Items of this page that were taken back: their anchors stay, nothing else does."""
    return [
        {"anchor": grave.address.partition("#")[2], "stamp": spoken.instant(grave.when, "en")}
        for grave in feed.tombstones
        if grave.address.partition("#")[0].strip("/") == feed.path
    ]


def _neighbours(feed: Feed, up: str, language: str) -> tuple[_Link | None, _Link | None]:
    """Links to the next older and the next newer document of the feed."""

    def link(path: str) -> _Link:
        return _Link(
            href=f"{up}{path}/index.html", text=spoken.period(_period(feed, path), language)
        )

    older = link(feed.prev_archive) if feed.prev_archive else None
    if feed.next_archive:
        return older, link(feed.next_archive)
    newest = _Link(href=f"{up}{feed.slug}/index.html", text="Newest items")
    return older, newest if feed.period else None


def _years(
    feed: Feed, archives: tuple[str, ...], up: str, language: str
) -> tuple[dict[str, Any], ...]:
    """All archive periods, grouped by year in the order given."""
    periods = [(path, _period(feed, path)) for path in archives]
    return tuple(
        {
            "name": spoken.period(year, language),
            "links": [
                _Link(href=f"{up}{path}/index.html", text=spoken.period(name, language))
                for path, name in group
            ],
        }
        for year, group in groupby(periods, key=lambda pair: pair[1].partition("-")[0])
    )


def _period(feed: Feed, path: str) -> str:
    """The name of the period of one of the feed's paths: "videos/2021/05" is "2021-05"."""
    return path.removeprefix(f"{feed.slug}/").replace("/", "-")


def _discovery(feed: Feed, formats: Iterable[tuple[str, str, str]]) -> list[dict[str, str]]:
    """Autodiscovery links; always to the feed's current document, which one subscribes to."""
    return [
        {"type": kind, "title": f"{feed.title} ({name})", "href": f"{feed.home}{feed.slug}/{file}"}
        for name, file, kind in formats
    ]


def _formats(feed: Feed, up: str) -> list[_Link]:
    return [
        _Link(href=f"{up}{feed.slug}/{file}", text=name, type=kind) for name, file, kind in FORMATS
    ]


# --- markup ----------------------------------------------------------------------------


def _fit(content: str) -> str:
    """An item's HTML as it can stand under the item's own heading.

    Headings become h4 and lower without a gap in between, whatever levels the source
    used (WCAG 1.3.1); a picture without an alternative text is marked as decoration.
    """
    levels: list[tuple[int, int]] = []

    def lower(match: re.Match[str]) -> str:
        source = int(match[2])
        if not match[1]:
            while levels and levels[-1][0] >= source:
                levels.pop()
            levels.append((source, min(6, (levels[-1][1] if levels else 3) + 1)))
        return f"<{match[1]}h{levels[-1][1] if levels else 4}"

    return _BARE_IMAGE.sub('<img alt=""', _HEADING.sub(lower, content))


def _below(up: str, folder: str, anchor: str) -> str:
    return f"{up}{folder}index.html#{anchor}"


def _is_web(url: str) -> bool:
    return url[:8].lower().startswith(("http://", "https://"))


def _is_rtl(language: str) -> bool:
    return spoken.locale(language).character_order == "right-to-left"


def _other(language: str | None, page: str) -> str:
    """A language that has to be marked because it isn't the page's."""
    found = spoken.tag(language)
    return "" if found == (spoken.tag(page) or "en") else found


def _turned(text: str, page: str) -> str:
    """The direction of a text that runs against its page's; "" where it runs with it."""
    rtl = spoken.right_to_left(text)
    return "" if rtl in (None, _is_rtl(page)) else "rtl" if rtl else "ltr"


def _page(template: str, language: str, **values: Any) -> bytes:
    from markupsafe import Markup

    english = spoken.locale(language).language == "en" and language.lower().startswith("en")
    values["language"] = language
    values["rtl"] = _is_rtl(language)
    # The program's own words are English, whatever the page's language is.
    values["ours"] = Markup("") if english else Markup(' lang="en"')
    return _environment().get_template(template).render(values).encode()


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_resource),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _resource(name: str) -> str:
    return (files("pagefeed.renderers") / "templates" / name).read_text(encoding="utf-8")


def _script() -> Any:
    """The copy button's script, without the last newline; headers.COPY_SCRIPT is its digest."""
    from markupsafe import Markup

    return Markup(_resource("copy.js").rstrip("\n"))  # noqa: S704 - our own file
