"""A page's drafts -> its rows: drafts of one item, in two blocks of the page, become one.

Pure. Nothing here knows what the ledger remembers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, timedelta, timezone

from pagefeed import clean
from pagefeed.ledger import dating, keys
from pagefeed.model import Draft, Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """All that one page says of one item."""

    draft: Draft  # the drafts' best words, date and link in one
    drafts: tuple[Draft, ...]  # in the page's order
    urls: frozenset[str]  # URL keys that identify
    titles: frozenset[str]  # title keys
    sections: tuple[str, ...]

    @property
    def title(self) -> str:
        """The words of the title, for comparing."""
        return keys.words(self.draft.title)


def gather(drafts: Iterable[Draft]) -> tuple[Row, ...]:
    """The rows of a page, in its order.

    Drafts are one item when they share a URL that the page uses for one thing, or
    a title with dates that agree. The same title twice in one block is two items,
    unless date and time are the same; and so are two URLs in one block.
    """
    ordered = sorted((_fixed(draft) for draft in drafts), key=lambda draft: draft.place)
    telling = _telling_urls(ordered)
    clusters: list[list[Draft]] = []
    by_url: dict[str, list[Draft]] = {}
    by_title: dict[str, list[list[Draft]]] = defaultdict(list)
    for draft in ordered:
        url = keys.url_key(draft.link)
        url = url if url in telling else None
        words = keys.words(draft.title)
        cluster = by_url.get(url) if url else None
        if cluster is None:
            cluster = next((c for c in by_title[words] if _fits(c, draft, url, telling)), None)
        if cluster is None:
            cluster = []
            clusters.append(cluster)
        cluster.append(draft)
        if url:
            by_url.setdefault(url, cluster)
        if not any(cluster is each for each in by_title[words]):
            by_title[words].append(cluster)
    return tuple(_row(cluster, telling) for cluster in clusters)


def _telling_urls(drafts: list[Draft]) -> frozenset[str]:
    """The URL keys that the page doesn't use for different things at once."""
    titles: dict[str, set[str]] = defaultdict(set)
    stamps: dict[str, list[Stamp]] = defaultdict(list)
    for draft in drafts:
        url = keys.url_key(draft.link)
        if url:
            titles[url].add(keys.words(draft.title))
            if draft.published:
                stamps[url].append(draft.published)
    return frozenset(
        url
        for url, said in titles.items()
        if len(said) <= 2
        and all(dating.same(stamps[url][0], each, one_source=True) for each in stamps[url][1:])
    )


def _fits(cluster: list[Draft], draft: Draft, url: str | None, telling: frozenset[str]) -> bool:
    """Whether a draft with a cluster's title is one more view of the cluster's item."""
    theirs = {keys.url_key(each.link) for each in cluster} & telling
    sections = {each.section for each in cluster}
    dated = [each.published for each in cluster if each.published]
    if draft.published and dated:
        if not all(dating.same(draft.published, each, one_source=True) for each in dated):
            return False
        return not (url and theirs and url not in theirs and draft.section in sections)
    if url and theirs and url not in theirs:
        return False  # without dates to agree on, two URLs are two items
    alike = [each for each in cluster if bool(each.published) is bool(draft.published)]
    return draft.section not in {each.section for each in alike}


def _row(cluster: list[Draft], telling: frozenset[str]) -> Row:
    best = max(cluster, key=lambda each: (bool(each.content), len(each.summary) > 0))
    stamp: Stamp | None = None
    for each in cluster:
        if each.published:
            stamp = dating.better(stamp, each.published) if stamp else each.published
    urls = {key for each in cluster if (key := keys.url_key(each.link)) in telling}
    link = next((each.link for each in cluster if keys.url_key(each.link) in telling), None)
    draft = replace(
        best,
        published=stamp,
        line=cluster[0].line,
        place=cluster[0].place,
        link=best.link or link or next((each.link for each in cluster if each.link), None),
        summary=next((each.summary for each in (best, *cluster) if each.summary), ""),
        author=next((each.author for each in (best, *cluster) if each.author), ""),
        language=next((each.language for each in (best, *cluster) if each.language), None),
        enclosures=next((each.enclosures for each in (best, *cluster) if each.enclosures), ()),
        categories=unite(each.categories for each in (best, *cluster)),
        guid=next((each.guid for each in cluster if each.guid), None),
    )
    return Row(
        draft=draft,
        drafts=tuple(cluster),
        urls=frozenset(key for key in urls if key),
        titles=frozenset(keys.title_key(each.title) for each in cluster),
        sections=unite((each.section,) for each in cluster if each.section),
    )


def unite(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All names, each once whatever its case and blanks, in the order of their first use."""
    names: dict[str, str] = {}
    for each in lists:
        for name in each:
            names.setdefault(clean.key(name), name)
    return tuple(names.values())


def repeated(rows: Iterable[Row]) -> Counter[str]:
    """How often each title (as words) stands on the page."""
    return Counter(row.title for row in rows)


def _fixed(draft: Draft) -> Draft:
    """The draft with its date at a plain offset: no zone database in sums, and none stored."""
    stamp = draft.published
    if stamp is None or stamp.when.tzinfo is UTC:
        return draft
    offset = stamp.when.utcoffset() or timedelta()
    if isinstance(stamp.when.tzinfo, timezone):
        return draft
    when = stamp.when.replace(tzinfo=timezone(offset))
    return replace(draft, published=replace(stamp, when=when))
