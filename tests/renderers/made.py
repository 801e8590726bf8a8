"""Feeds made by hand and by Hypothesis, for the renderers' tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from pagefeed import clean
from pagefeed.model import Enclosure, Evidence, Feed, Item, Precision, Stamp

YEREVAN = timezone(timedelta(hours=4))


def stamp(*parts: int) -> Stamp:
    return Stamp(
        when=datetime(*parts, tzinfo=YEREVAN),  # type: ignore[misc,arg-type]
        precision=Precision.MINUTE,
        evidence=(Evidence.WRITTEN,),
    )


def item(number: int = 1, **changes: object) -> Item:
    published = stamp(2021, 5, 24, 15, number)
    fields: dict[str, object] = {
        "id": f"urn:uuid:00000000-0000-5000-8000-{number:012d}",
        "kind": "video",
        "title": f"Title {number}",
        "published": published,
        "updated": published.when,
        "first_seen": datetime(2024, 11, 20, tzinfo=UTC),
        "address": f"videos/2021/05/#a{number}",
        "categories": ("Videos",),
    } | changes
    return Item(**fields)  # type: ignore[arg-type]


def feed(*items: Item, **changes: object) -> Feed:
    fields: dict[str, object] = {
        "slug": "videos",
        "path": "videos",
        "title": "Videos",
        "description": "All videos",
        "home": "https://example.org/feeds/",
        "language": "en",
        "author": "Example",
        "timezone": "Asia/Yerevan",
        "updated": max((i.updated for i in items), default=datetime(2021, 1, 1, tzinfo=UTC)),
        "items": items,
        "total": len(items),
    } | changes
    return Feed(**fields)  # type: ignore[arg-type]


texts = st.text(max_size=60).map(clean.line)
titles = texts.filter(bool)


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    # The ledger gives every item an instant of its own; so do we.
    instants = draw(st.lists(st.integers(86_400, 2_145_000_000), max_size=6, unique=True))
    made = []
    for number, second in enumerate(instants):
        offset = timezone(timedelta(minutes=draw(st.integers(-14 * 60, 14 * 60))))
        when = datetime.fromtimestamp(second, offset)
        dated = draw(st.booleans())
        made.append(
            item(
                number,
                title=draw(titles),
                summary=draw(texts),
                content=draw(st.sampled_from(["", "<p>a &amp; b</p>", "<p>ա ]]&gt; 😀</p>"])),
                author=draw(texts),
                categories=tuple(dict.fromkeys(draw(st.lists(titles, max_size=3)))),
                updated=when,
                published=Stamp(when=when, precision=Precision.MINUTE, evidence=())
                if dated
                else None,
                link=draw(st.sampled_from([None, "https://example.org/ä?q=1&b=2#x"])),
                enclosures=draw(
                    st.sampled_from(
                        [
                            (),
                            (Enclosure(url="https://example.org/i.png", type="image/png"),),
                            (
                                Enclosure(
                                    url="https://example.org/a.mp3", type="audio/mpeg", length=9
                                ),
                            ),
                        ]
                    )
                ),
            )
        )
    return tuple(made)
