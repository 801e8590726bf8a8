"""The names that a site goes by, and titles without them.

This module owns what is a name and where it stands in a title. It must not know which
title is the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from pagefeed import clean
from pagefeed.converters.html.metadata import SITES, Metadata
from pagefeed.converters.html.tree import HEADINGS, Tree, is_small, marks, words

_SEPARATOR = re.compile(
    r"\s+[|–—•·»«:/\\~<>←→➤▷►⋆★-]{1,3}\s+|\s*[|│｜»]\s*|\s+::\s+|\s*_\s+|_(?=[\u3040-\u9fff\uac00-\ud7af])|：：|\s*--\s*"
)
WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_TITLE = 15  # characters that are more than a name
_WORDS = 3  # of a title beside a name
_LINKS = 30  # of the page's head, of which one leads home
_SIGNS = re.compile(r"[\W_]+")
_SITE_NAME = re.compile(r"(?:^|\s)(?:site|blog)[-_]?(?:title|name)(?:\s|$)")
_SOURCE = re.compile(r"(?:source|utm_\w+|ref)=[^&]*")  # where a link was followed
_HOME = re.compile(r"/?(?:index\.\w{3,5}|default\.\w{3,5}|home/?|[a-z]{2}/?)?")
# What a site calls the page of all its articles; as a heading over one it is no title.
_SHELVES = frozenset((
    "news", "latest news", "blog", "press", "press release", "press releases", "media release",
    "aktuelles", "aktuell", "nachrichten", "news & aktuelles", "meldungen", "pressemitteilung",
    "pressemitteilungen", "presse", "presseinformation", "medieninformation", "medienmitteilung", "neuigkeiten", "actualités", "actualité", "communiqué de presse",
    "communiqués de presse", "noticias", "nota de prensa", "notas de prensa", "actualidad", "notícias",
    "notizie", "comunicato stampa", "comunicati stampa", "nieuws", "persbericht", "persberichten",
    "aktualności", "wiadomości", "aktuality", "tisková zpráva", "hírek", "sajtóközlemény", "nyheter",
    "nyheder", "pressmeddelande", "pressemeddelelse", "uutiset", "tiedote", "новости", "новини",
    "пресс-релиз", "вести", "vijesti", "novice", "naujienos", "jaunumi", "uudised", "haberler",
    "νέα", "δελτίο τύπου", "știri", "أخبار", "الأخبار", "اخبار", "חדשות", "समाचार", "ニュース", "お知らせ",
    "プレスリリース", "ニュースリリース", "뉴스", "보도자료", "공지사항", "新闻", "新聞", "新闻中心", "tin tức",
    "berita", "ข่าว", "comunicado de imprensa", "comunicado", "frétt", "fréttir",
))  # fmt: skip


@lru_cache(maxsize=512)  # each part of each title is compared with each of the site's names
def loose(text: str) -> str:
    """Letters and digits alone, for comparing: pages differ in quotes and dashes."""
    return _SIGNS.sub(" ", clean.key(text)).strip()


def cuts(title: str) -> list[re.Match[str]]:
    """The signs at which a title falls into parts; quotes are none: "Loans of «dead» banks"."""
    quoted = "«" in title and "»" in title
    found = _SEPARATOR.finditer(title)
    return [each for each in found if not quoted or each.group().strip() not in {"«", "»"}]


def parts(title: str) -> list[str]:
    """What stands between such signs."""
    found = []
    start = 0
    for cut in cuts(title):
        found.append(title[start : cut.start()])
        start = cut.end()
    return [*found, title[start:]]


def names(tree: Tree, metadata: Metadata) -> set[str]:
    """Names that the site goes by, as `clean.key` gives them."""
    found = {clean.key(value) for value in metadata.all(SITES) if 1 < len(value) < 60}
    found |= set(_in_head(tree))
    host = (urlsplit(tree.url).hostname or "") if tree.url else ""
    if host:
        bare = host.removeprefix("www.")
        found |= {host, bare, bare.rpartition(".")[0], bare.split(".")[0]}
        parts = bare.split(".")
        if len(parts) > 2:
            found |= {parts[-2], ".".join(parts[-2:]), f"{parts[-2]} {parts[0]}"}
    for site in list(found):
        found.add(site.removeprefix("@"))
    return {site for site in found if len(site) > 1} | _SHELVES


def _in_head(tree: Tree) -> Iterator[str]:
    """The site's name in the page's head: what links home, or is marked as the name."""
    named = tree.root.xpath("//h1 | //h2 | //*[contains(@class,'site') or contains(@id,'site') or contains(@class,'blog-title') or contains(@id,'blog-title')]")  # fmt: skip
    unmarked = [each for each in tree.root.iter("h1") if not _SITE_NAME.search(marks(each))]
    headlines = {clean.key(words(each)) for each in unmarked[:10] if not _links_home(each, tree)}
    for element in named[:60]:
        marked = _SITE_NAME.search(marks(element)) is not None
        if element in tree.trunk or not (marked or element.tag in HEADINGS):
            continue
        home = _links_home(element, tree)
        if marked or home:
            name = clean.key(words(element)) if is_small(element) else ""
            # Themes repeat the article's title where the site's name should stand.
            if 1 < len(name) < 60 and (home or name not in headlines):
                yield name
    for link in islice(tree.root.iter("a"), _LINKS):
        name = clean.key(words(link)) if link not in tree.trunk and is_small(link) else ""
        if 2 < len(name) < 60 and name not in headlines and _links_home(link, tree):
            yield name


def shown(tree: Tree) -> set[str]:
    """The large headings of the page, those that link to the site's front page apart."""
    headings = [*list(tree.root.iter("h1"))[:10], *list(tree.root.iter("h2"))[:20]]
    return {clean.key(words(each)) for each in headings if not _links_home(each, tree)}


def _links_home(element: Any, tree: Tree) -> bool:
    """Whether a heading is a link to the site's front page."""
    around = (link for link in element.iterancestors("a") if is_small(link))  # not one left open
    for link in [*element.iter("a"), *around][:2]:
        href = (link.get("href") or "").strip()
        if "home" in (link.get("rel") or "").lower().split():
            return True
        if not href or href.startswith("#"):
            continue
        whole = tree.absolute(href)
        if whole is None and "//" in href:
            continue  # no address at all
        parts = urlsplit(whole or href)
        if (not parts.query or _SOURCE.fullmatch(parts.query)) and (parts.path or parts.netloc):
            if _HOME.fullmatch(parts.path):
                return True
            # A blog in a folder of its host: the folder around this page.
            if tree.url and parts.path.endswith("/") and urlsplit(tree.url).path.startswith(parts.path) and len(urlsplit(tree.url).path) > len(parts.path):  # fmt: skip
                return True
    return False


def repeated(stated: list[str], shown: set[str], known: set[str]) -> set[str]:
    """Names that stand alone for a title in one place and beside a longer one in another.

    What stands first there and is a heading of the page (`shown`), or before a name that is
    known, is a short title.
    """
    found: set[str] = set()
    for value in stated:
        if len(value) > 30 or len(value.split()) > 4:
            continue
        for other in stated:
            signs = cuts(other)
            if not signs or len(other) < 2.5 * len(value):
                continue
            first, last = other[: signs[0].start()], other[signs[-1].end() :]
            key = clean.key(value)
            rest = other[signs[0].end() :]
            titled = (key in shown and clean.key(rest) not in shown) or is_name(rest, known)
            if key == clean.key(last) or (key == clean.key(first) and not titled):
                found.add(key)
    return found


def without(title: str, sites: set[str]) -> str:
    """The title without the site's or a section's name at either end.

    A part is cut where it is a name of the site; of what stands behind a bar also
    further parts, for sections are named there. A lone dash is a part of many titles:
    behind it only a name goes.
    """
    signs = cuts(title)
    if not signs:
        return _trimmed(title, sites)
    last, first = title[signs[-1].end() :], title[: signs[0].start()]
    if is_name(last, sites):
        rest = title[: signs[-1].start()]
        return without(rest, sites) if len(rest) > 3 else title
    if is_name(first, sites):
        rest = title[signs[0].end() :]
        return without(rest, sites) if len(rest) > 3 else title
    left = title[: signs[-1].start()].strip()
    if _is_ending(left, signs[-1].group().strip()[:1], last):
        return left if signs[-1].group().strip()[:1] in "-–—" else without(left, sites)
    return _trimmed(title, sites)


def _is_ending(left: str, mark: str, last: str) -> bool:
    """Whether what stands last is a site's or a section's name, by its mark and its length."""
    if mark in "|│｜»:•·_":
        return len(last) < 40 and len(left) > 2 * len(last)
    if mark not in "-–—" or len(last) >= 25:
        return False
    if WIDE.search(last):
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
    return title.strip(" |-–—·•▷►" if "«" in title and "»" in title else " |-–—»«·•▷►")


def without_name(title: str, sites: set[str]) -> str:
    """A heading without the site's name behind a sign, where a title is left."""
    signs = cuts(title)
    if not signs or not is_name(title[signs[-1].end() :], sites):
        return title
    left = title[: signs[-1].start()]
    return left if len(left) >= _TITLE and len(left.split()) >= _WORDS else title


def without_shelf(title: str) -> str:
    """The title without the kind of page before a colon: "Press release: Bridge shut"."""
    head, mark, tail = title.partition(": ")
    return tail if mark and len(tail) >= _TITLE and clean.key(head) in _SHELVES else title


def is_name(part: str, sites: set[str]) -> bool:
    """Whether a part of a title is one of the site's names, or nearly so."""
    from rapidfuzz import fuzz

    key = clean.key(part)
    if not key:
        return True
    if key in sites or loose(key).replace(" ", "") in {loose(s).replace(" ", "") for s in sites}:
        return True
    return any(
        len(site) > 4 and (fuzz.ratio(key, site) > 85 or _is_most(site, key)) for site in sites
    )


def _is_most(site: str, key: str) -> bool:
    """Whether a name of several words is most of a part: "North Hollow Life Magazine"."""
    return " " in site and len(site) > 0.6 * len(key) and key.startswith(f"{site} ")
