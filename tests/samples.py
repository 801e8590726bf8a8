"""Feeds made by hand, for tests of what is rendered from them.

Every case that a page must bear is here: an article in full, undated items, right-to-left
titles, a very long title, markup in a title, pictures, an item that moved away, one that
was taken back, a feed that ended, an empty feed and an archive of many items.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from pagefeed.model import (
    Enclosure,
    Evidence,
    Feed,
    Item,
    Precision,
    Publication,
    Stamp,
    Tombstone,
)
from pagefeed.renderers import atom, jsonfeed, opml, page, rss

YEREVAN = timezone(timedelta(hours=4))
SEEN = datetime(2021, 6, 1, 9, 30, tzinfo=UTC)
HOME = "http://127.0.0.1:8000/"

ARTICLE = """<p>The bridge over the lower river is open again after <a
href="https://example.org/works">two years of works</a>. The first to cross it was a
school class, who had asked every week how long it would take.</p>
<h2>What was done</h2>
<p>All eleven arches were taken apart and numbered, stone by stone. Two had to be cut anew.</p>
<ul><li>4,200 stones cleaned</li><li>180 replaced</li><li>one inscription found</li></ul>
<h4>The inscription</h4>
<blockquote><p>Whoever crosses with a light load, may they help one with a heavy load.</p></blockquote>
<pre>arch  1  2  3  4  5  6  7  8  9 10 11
new   0  0 12  0  0 40  0  0 81 47  0</pre>
<table><tr><th>Arch</th><th>Height</th></tr><tr><td>First</td><td>4.2 m</td></tr></table>
<p>The works cost less than was planned, says the council, and took longer.</p>"""


def stamp(text: str, precision: Precision = Precision.MINUTE) -> Stamp:
    """A stamp at a local time in Yerevan: "2021-05-24T15:20"."""
    when = datetime.fromisoformat(text).replace(tzinfo=YEREVAN)
    return Stamp(when=when, precision=precision, evidence=(Evidence.WRITTEN,))


def item(
    number: int, title: str, *, published: Stamp | None = None, home: str = "", **more: object
) -> Item:
    """An item whose address is on its period's page of `home`, "videos" if none is given."""
    period = f"{published.when:%Y/%m}" if published else "undated"
    made = Item(
        id=f"urn:uuid:00000000-0000-5000-8000-{number:012x}",
        kind="video",
        title=title,
        updated=published.when if published else SEEN,
        first_seen=SEEN,
        address=f"{home or 'videos'}/{period}/#{number:08x}",
        published=published,
    )
    return replace(made, **more)  # type: ignore[arg-type]


VIDEOS = (
    item(1, "Interview with the bridge's master mason", published=stamp("2021-05-24T15:20")),
    item(2, "From the air: the old town in spring", published=stamp("2021-04-24T11:39")),
    item(
        3,
        '<b>Not bold</b> & not broken: a title that shows its own "markup"',
        published=stamp("2021-04-23T09:40"),
        link="https://video.example.com/watch?v=3&list=a",
        author="Film Desk",
    ),
    item(4, "Harvest begins in the south", published=stamp("2021-04-22", Precision.DAY)),
    item(
        5,
        "A very long title "
        + "that goes on and on about one and the same thing " * 6
        + "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2,
        published=stamp("2021-03-11T17:33"),
    ),
    item(6, "Film without a date"),
)
ARTICLES = (
    item(
        20,
        "The stone bridge opens again",
        published=stamp("2021-05-30T08:05"),
        home="articles",
        kind="article",
        content=ARTICLE,
        summary="After two years of works the bridge over the lower river is open.",
        categories=("Articles", "Town"),
        author="Example Gazette",
        link="https://example.com/2021/bridge",
        enclosures=(
            Enclosure(url="data:image/png;base64,AA", type="image/png", alt="not a web address"),
            Enclosure(url="https://example.com/tour.mp3", type="audio/mpeg", length=4_200_000),
        ),
    ),
    item(
        21,
        "عودة الجسر القديم إلى الخدمة بعد عامين من الترميم",
        published=stamp("2021-05-29T18:00"),
        home="articles",
        language="ar",
        summary="عبر تلاميذ المدرسة الجسر أولاً، وكانوا يسألون كل أسبوع: متى يُفتح؟",
        categories=("Articles",),
    ),
    item(
        22,
        "הגשר הישן (Old Bridge) נפתח מחדש",
        published=stamp("2021-05-28T07:10"),
        home="articles",
        language="he",
        summary="אחרי שנתיים של עבודות, הגשר מעל הנהר התחתון נפתח.",
        categories=("Articles",),
        link="https://example.com/he/1",
    ),
    item(
        23,
        "Council meets on Thursday",
        published=stamp("2021-05-12T10:00"),
        home="articles",
        summary="On the agenda: the budget, the swimming pool & <the rest>.",
        categories=("Articles",),
    ),
)


def feed(slug: str, title: str, items: tuple[Item, ...], **more: object) -> Feed:
    """A feed's current document."""
    made = Feed(
        slug=slug,
        path=slug,
        title=title,
        description=f"{title}: what the Example Gazette carries",
        home=HOME,
        language="en",
        author="Example Gazette",
        timezone="Asia/Yerevan",
        updated=max((one.updated for one in items), default=SEEN),
        items=items,
        publication="Example Gazette",
        total=len(items),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def documents(current: Feed) -> tuple[Feed, ...]:
    """The archive documents by month of a feed's items, oldest first, then the current one."""
    periods: dict[str, list[Item]] = {}
    for one in current.items:
        name = f"{one.published.when:%Y-%m}" if one.published else "undated"
        periods.setdefault(name, []).append(one)
    names = sorted(periods, key=lambda name: (name != "undated", name))
    paths = [f"{current.slug}/{name.replace('-', '/')}" for name in names]
    archives = tuple(
        replace(
            current,
            path=path,
            period=name,
            items=tuple(periods[name]),
            prev_archive=paths[n - 1] if n else None,
            next_archive=paths[n + 1] if n + 1 < len(paths) else None,
        )
        for n, (name, path) in enumerate(zip(names, paths, strict=True))
    )
    return (*archives, replace(current, prev_archive=paths[-1] if paths else None))


def publication() -> tuple[Publication, tuple[Feed, ...]]:
    """A whole publication with every document of every feed."""
    newest = sorted(
        ARTICLES + VIDEOS,
        key=lambda one: one.published.when if one.published else datetime.min.replace(tzinfo=UTC),
        reverse=True,
    )
    many = tuple(
        item(
            1000 + n,
            f"Minutes of meeting {500 - n}",
            published=stamp(f"2020-01-{28 - n // 20:02}T{23 - n % 20:02}:00"),
            home="minutes",
        )
        for n in range(500)
    )
    feeds = [
        documents(feed("all", "Example Gazette", tuple(newest))),
        _articles(),
        documents(feed("videos", "Videos", VIDEOS)),
        documents(feed("minutes", "Minutes", many)),
        (feed("weather", "Weather", (), ended=True),),
        (feed("sport", "Sport", ()),),
        documents(
            feed(
                "arabic",
                "أخبار المدينة",
                ARTICLES[1:2],
                language="ar",
                description="أخبار المدينة القديمة كل يوم",
            )
        ),
    ]
    current = tuple(group[-1] for group in feeds)
    made = Publication(
        title="Example Gazette",
        description="News, films and minutes from a town by the river.",
        home=HOME,
        author="Example Gazette",
        language="en",
        timezone="Asia/Yerevan",
        feeds=current,
        updated=max(one.updated for one in current),
        archives={
            group[-1].slug: tuple(one.path for one in reversed(group[:-1])) for group in feeds
        },
    )
    return made, tuple(one for group in feeds for one in group)


def files(home: str) -> dict[str, bytes]:
    """Every file of the sample publication as it is published, by its path."""
    whole, found = publication()
    whole = replace(whole, home=home, feeds=tuple(replace(one, home=home) for one in whole.feeds))
    made = {
        "index.html": page.index(whole),
        "feeds.opml": opml.render(whole),
        "style.css": page.stylesheet(),
        "feed.css": page.feed_stylesheet(),
    }
    for document in found:
        one = replace(document, home=home)
        made |= {
            f"{one.path}/index.html": page.render(one, archives=whole.archives[one.slug]),
            f"{one.path}/rss.xml": rss.render(one),
            f"{one.path}/atom.xml": atom.render(one),
            f"{one.path}/feed.json": jsonfeed.render(one),
        }
    return made


def write(root: Path, home: str) -> None:
    """The sample publication as a folder."""
    for path, data in files(home).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def _articles() -> tuple[Feed, ...]:
    """Articles, with one that moved to another feed and one that was taken back."""
    away = replace(VIDEOS[1], id="urn:uuid:away", address="articles/2021/05/#000000aa", link=None)
    away = replace(away, title="A film that was filed as an article", categories=("Videos",))
    grave = Tombstone(id="urn:uuid:gone", when=SEEN, address="articles/2021/05/#000000bb")
    group = documents(feed("articles", "Articles", ARTICLES))
    return tuple(
        replace(one, moved=(away,), tombstones=(grave,)) if one.period == "2021-05" else one
        for one in group
    )
