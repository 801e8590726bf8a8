"""The ledger's own values: what comes in, what goes out, what is remembered of an item.

Frozen dataclasses and nothing else; no rule, no database, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pagefeed.model import Draft, Item, Page, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page and what was taken from it: the unit that the ledger absorbs."""

    page: Page
    drafts: tuple[Draft, ...]
    reading: str = ""  # digest of the settings that the page was read with
    size: int = 0  # of the file, in bytes
    mtime_ns: int = 0  # of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page that was read before: enough to tell that it needn't be read again."""

    locator: str
    size: int
    mtime_ns: int
    digest: str
    reading: str
    drafts: int  # how many were taken from it
    stream: str = ""  # captures of one page share it
    as_of: datetime | None = None  # captured, else the newest date on the page; aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One row of a page, and the item that it was."""

    item: str  # id
    line: int
    place: int
    title: str  # key of the title as it stood there


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one stream of captures says of one item, and since when.

    A page that repeats itself is no news. Only what differs from its own last word
    can revise an item; so two pages that word a title differently don't take turns.
    """

    stream: str
    locator: str  # of the newest capture
    as_of: datetime | None  # of the newest capture
    since: datetime | None  # as-of instant of the capture that first said it this way
    title: str  # digests of the words
    summary: str
    content: str
    categories: tuple[str, ...]
    stated: str = ""  # the date, as `keys.stated` gives it


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One change of one item."""

    when: datetime  # aware
    field: str  # "title", "summary", "content", "published", "categories", "link"
    old: str
    new: str
    locator: str  # the page that said so


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An item as the ledger remembers it: the item itself and all that identifies it."""

    item: Item
    keys: frozenset[str]  # see keys.py
    voices: Mapping[str, Voice] = field(default_factory=dict)  # by stream
    speaker: str = ""  # the stream whose title stands
    retracted: datetime | None = None
    revisions: tuple[Revision, ...] = ()  # made since it was loaded
    fresh: bool = False  # found in this very run

    @property
    def since(self) -> datetime:
        """Its date, or where it has none when it was first seen."""
        return self.item.published.when if self.item.published else self.item.first_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one capture means: the new state of every item that it touches."""

    new: tuple[Known, ...] = ()
    revised: tuple[Known, ...] = ()  # title, summary or content changed: `updated` moved
    amended: tuple[Known, ...] = ()  # date, categories, sections, link: `updated` stays
    seen: tuple[Known, ...] = ()  # nothing but another sighting
    rows: tuple[Seen, ...] = ()  # the page's order
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a build's captures meant: ids, in the order in which they were met."""

    new: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighted:
    """A sighting with all that is known of its page, for telling an item's story."""

    locator: str
    line: int
    digest: str
    as_of: datetime | None
    on_page: bool  # False: the page was read again since, and no longer had it


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything that the ledger knows of one item."""

    item: Item
    retracted: datetime | None
    aliases: tuple[str, ...]
    sightings: tuple[Sighted, ...]
    revisions: tuple[Revision, ...]
