"""The words of the program as values: Page, Draft, Item, Stamp, Feed, Problem.

Everything that passes between stages is one of these frozen dataclasses. This
module knows no file, no clock, no format and no library beyond the standard one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pagefeed.uris import uri


class Precision(StrEnum):
    """How exactly a date was stated."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


class Evidence(StrEnum):
    """How a date is known. A stamp carries one basis and any number of remarks."""

    # The basis: where day and time come from.
    WRITTEN = "written"  # day, month and year stand on the page
    YEAR_INFERRED = "year-inferred"  # no year: the newest that is not after the as-of instant
    DAY_HEADING = "day-heading"  # a time under (or beside) a line that states the day
    DAY_INFERRED = "day-inferred"  # a time alone, counted back over midnight from a known day
    RELATIVE = "relative"  # "12 minutes ago", counted from the capture instant
    MACHINE = "machine"  # an attribute or metadata meant for programs
    SIDECAR = "sidecar"  # NAME.meta.toml beside the page
    # Remarks: what had to be decided.
    ORDER_SET = "order-set"  # day and month could be swapped; the source's setting decided
    ORDER_PROVED = "order-proved"  # ... another date on the page decided
    ORDER_CUSTOM = "order-custom"  # ... the language's custom decided
    ZONE_WRITTEN = "zone-written"  # an offset or zone name stands with the date
    GAP = "gap"  # a local time that summer time skipped: moved forward by the gap
    OVERLAP = "overlap"  # a local time that happened twice: the first is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """An instant with its zone, its precision and how it is known.

    `when` is always aware and carries the offset that the page's zone had at that
    instant. A day's stamp is that day's first moment in the zone.
    """

    when: datetime
    precision: Precision
    evidence: tuple[Evidence, ...]


class Severity(StrEnum):
    """An error breaks a specification, a reader or a promise; a warning loses something."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in a page, a setting or a feed."""

    severity: Severity
    code: str  # stable and kebab-case; others' programs match on it
    where: str  # the file, URL or output path
    message: str  # one sentence: what is wrong
    hint: str = ""  # one sentence: how to mend it
    line: int | None = None  # counted from 1
    path: str = ""  # element path, JSON pointer or setting key
    text: str = ""  # the offending text, shortened
    section: str = ""  # the specification's section that says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words by which a page's blocks are told apart, and the names given to items.

    Words are compared without regard to case and surrounding space. They settle what
    structure alone leaves open; a page in another language works without them.
    """

    videos: tuple[str, ...] = ("Videos", "Video", "Видео", "Տեսանյութեր", "Vidéos", "Vídeos")
    popular: tuple[str, ...] = (
        "Most popular articles",
        "Most popular",
        "Most read",
        "Popular",
        "Trending",
        "Популярное",
        "Самое читаемое",
        "Ամենաընթերցված",
        "Les plus lus",
        "Meistgelesen",
        "Lo más leído",
        "Più letti",
    )
    article_category: str = "Articles"  # for a page's own article
    video_category: str = "Videos"  # for entries of a videos block
    story_category: str = "News"  # for rows that stand under no heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors for listing pages whose structure isn't found by itself.

    `item` matches one element a row; the others are looked up inside it. A selector
    may end in `@name` to take an attribute: `"a.more@href"`.
    """

    item: str
    title: str = ""
    link: str = ""
    date: str = ""
    summary: str = ""
    image: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The names under which a data set keeps a page's facts; the first that is there counts."""

    text: tuple[str, ...] = ("text", "content", "body", "raw_content", "maintext")
    html: tuple[str, ...] = ("html", "raw_html")
    url: tuple[str, ...] = ("url", "link", "source_url", "uri")
    title: tuple[str, ...] = ("title", "headline")
    date: tuple[str, ...] = (
        "published", "date_published", "publish_date", "date_publish", "published_at",
        "published_date", "datePublished", "publishedAt",
    )  # fmt: skip
    captured: tuple[str, ...] = ("timestamp", "date", "crawl_date", "captured", "date_crawled")
    language: tuple[str, ...] = ("language", "lang")
    category: tuple[str, ...] = ("category", "section")
    author: tuple[str, ...] = ("author", "byline")


DateOrder = Literal["DMY", "MDY", "YMD"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the pages of one source are to be read: its settings, and nothing else."""

    timezone: str  # IANA name; dates without a zone are local to it
    language: str | None = None  # BCP 47 tag; a page that states its own wins
    date_order: DateOrder | None = None  # None: by proof, then by the language's custom
    category: str | None = None  # put on every item of the source
    words: Words = Words()
    rows: tuple[str, ...] = ()  # row patterns: "{category} {H}:{M} • {d}/{m} {title}"
    selectors: Selectors | None = None
    fields: Fields = Fields()
    converters: tuple[str, ...] = ()  # names from the registry, in order; none: by the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What someone who knows says of a page in `NAME.meta.toml`; it wins over what was found."""

    title: str | None = None
    published: Stamp | None = None
    category: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One captured document, decoded."""

    source: str  # the source's name: its `files` setting or its `name`
    locator: str  # path as a person would type it, or "archive.warc.gz#12", "data.jsonl#7"
    media: Literal["text", "html", "feed"]  # "feed": RSS, Atom or JSON Feed, whole
    text: str  # decoded, not cleaned
    digest: str  # SHA-256 of the bytes, hexadecimal
    url: str | None = None
    captured: datetime | None = None  # aware
    language: str | None = None  # as stated with the page, not guessed
    title: str | None = None  # as stated with the page (data sets)
    record: bool = False  # a data set's record: its text is one document, not a captured page
    facts: Facts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """An image, sound or film that belongs to an item.

    RSS `enclosure` or `media:content`, Atom `link rel="enclosure"`, JSON Feed
    `image` and `attachments`.
    """

    url: str  # absolute http(s)
    type: str  # MIME type
    length: int = 0  # bytes; 0 where it isn't known (RSS Advisory Board: use 0)
    alt: str = ""
    width: int | None = None  # pixels
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a converter takes from a page: an item without an id yet.

    `title`, `summary`, `author` and `categories` are plain text, cleaned by
    `clean.text`; `content` is HTML that `clean.html` has passed, or empty.
    """

    kind: str  # "article", "video" or "story"; a converter from outside may name its own
    title: str
    line: int  # where its row stands on the page, counted from 1; 0 where there are no lines
    place: int  # ordinal among the page's drafts, from 0: the page's order, newest first as shown
    summary: str = ""
    content: str = ""
    categories: tuple[str, ...] = ()  # as written, the first is the main one
    section: str = ""  # the heading of the block it stood in, as written; "" outside blocks
    published: Stamp | None = None
    modified: Stamp | None = None  # as stated by the page; never invented
    link: str | None = None  # the item's own absolute URL
    author: str = ""
    language: str | None = None
    enclosures: tuple[Enclosure, ...] = ()
    guid: str | None = None  # the id that an old feed gave it, when a feed is the source


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """A line that was looked at and not taken, with the reason, for `pagefeed inspect`."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """All that was understood of one page."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[Leftover, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where an item was seen: its page and line."""

    locator: str
    line: int
    digest: str  # of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A draft that the ledger has identified: it has an id for good."""

    id: str  # "urn:uuid:..."  RSS guid, Atom id, JSON Feed id
    kind: str
    title: str  # plain text
    updated: datetime  # aware; Atom updated, JSON Feed date_modified; distinct per item
    first_seen: datetime  # aware, UTC; when the ledger first met it
    address: str  # our own, below home: "videos/2021/05/#9d2c4e1a"; given once, never changed
    summary: str = ""  # plain text; RSS description, Atom summary, JSON Feed summary
    content: str = ""  # safe HTML; RSS content:encoded, Atom content, JSON Feed content_html
    categories: tuple[str, ...] = ()  # RSS category, Atom category, JSON Feed tags
    sections: tuple[str, ...] = ()  # all blocks that it was seen in
    published: Stamp | None = None  # RSS pubDate, Atom published, JSON Feed date_published
    link: str | None = None  # the source's URL; where there is none, home + address serves
    author: str = ""  # RSS dc:creator, Atom author, JSON Feed authors
    language: str | None = None
    source: str = ""  # the name of the source that first gave it
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A file under output/ that is ours, as it was when we left it."""

    path: str  # below output/, POSIX
    digest: str = ""  # SHA-256 of its bytes; "" for one that was about to be written
    recipe: str = ""  # digest of all that went into it
    size: int = 0  # bytes
    mtime_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """An item taken back for good (RFC 6721 `at:deleted-entry`)."""

    id: str
    when: datetime  # aware
    address: str
    item: Item | None = None  # as it was last


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What all feeds of a publication have in common."""

    title: str
    home: str  # where output/ is hosted: absolute URI, ends in "/"
    author: str
    language: str  # BCP 47
    timezone: str  # IANA
    description: str = ""
    hub: str = ""  # WebSub hub
    limit: int = 50  # items in a feed's current document
    archive: str = "month"  # the period of an archive document: "year", "month" or "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One feed before it has items: what it is called, and which items belong on it.

    All given conditions must hold; with none, every item belongs. Names are compared by
    `clean.key`.
    """

    slug: str
    title: str
    description: str
    limit: int
    archive: str
    language: str
    categories: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # names of sources
    words: tuple[str, ...] = ()  # all of them in title or summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One category's or one query's items, ready to render.

    A feed's current document and each of its archive documents (RFC 5005 section 4)
    are Feeds alike; `period` tells them apart. All paths are below `home` and
    `output/` alike, POSIX, without leading or trailing slash.
    """

    slug: str  # the feed's folder: "videos"
    path: str  # this document's folder: "videos" or "videos/2021/05"
    title: str
    description: str
    home: str  # absolute URL, ends in "/"
    language: str
    author: str
    timezone: str  # of the publication, for pages
    updated: datetime  # the newest item's; aware
    items: tuple[Item, ...]  # newest first
    publication: str = ""  # the publication's title
    period: str = ""  # "" for the current document; "2021", "2021-05", "2021-05-24", "undated"
    prev_archive: str | None = None  # path of the next older archive document
    next_archive: str | None = None  # path of the next newer archive document
    total: int = 0  # items in all documents of the feed
    hub: str | None = None  # WebSub hub
    ended: bool = False  # no source gives it items any more; it stays, and says so
    tombstones: tuple[Tombstone, ...] = ()
    moved: tuple[Item, ...] = ()  # not members, but their address is on this page: anchors stay

    def url(self, name: str = "") -> str:
        """The URI of one of this document's files: "rss.xml", "atom.xml", "feed.json"."""
        return uri(f"{self.home}{self.path}/{name}")

    def link_of(self, item: Item) -> str:
        """The URI of an item: the source's address, else its place on our own page."""
        return uri(item.link or f"{self.home}{item.address}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """All feeds of one run, for the index page and the OPML."""

    title: str
    home: str
    author: str
    language: str
    timezone: str
    feeds: tuple[Feed, ...]  # current documents only, `all` first
    description: str = ""
    updated: datetime | None = None
    archives: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # slug -> paths, newest first
