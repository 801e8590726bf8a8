"""What a page's word changes in an item that is known: words, date, categories, link.

`updated` moves with a changed title, summary or content and with nothing else. A
field that was empty is filled, a field that is filled is never emptied, and a page
revises an item only when it says something else than it said itself before.
Pure; which item a row is was decided before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from pagefeed.ledger import dating, keys
from pagefeed.ledger.records import Capture, Known, Revision, Voice
from pagefeed.ledger.rows import Row, unite
from pagefeed.model import Item, Stamp

WORDS = ("title", "summary", "content")  # the fields whose change moves `updated`
_KINDS = {"article": 2, "video": 1}  # a page of its own says best what an item is


class Clock(Protocol):
    """Finds seconds that no other item has."""

    def date(self, stamp: Stamp | None, identifier: str, *, below: Stamp | None) -> Stamp | None:
        """A date's own second."""

    def moment(self, when: datetime) -> datetime:
        """An `updated` of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One row of one capture, as something said about an item."""

    capture: Capture
    row: Row
    stream: str
    as_of: datetime | None
    now: datetime

    @property
    def when(self) -> datetime:
        """The instant of a change: when the page was captured, or now; never after now."""
        captured = self.capture.page.captured
        return min(captured, self.now) if captured else self.now

    def keys(self, published: Stamp | None) -> frozenset[str]:
        """All keys under which the item is to be found from now on."""
        found = {*self.row.titles, *self.row.urls}
        found.update(keys.guid_key(d.guid) for d in self.row.drafts if d.guid)
        if published is None:
            found.update(map(keys.undated_key, self.row.titles))
            return frozenset(found)
        found.update(keys.day_key(title, published.when.date()) for title in self.row.titles)
        minute = keys.minute_key(self.capture.page.source, published)
        if minute:
            found.add(minute)
        return frozenset(found)

    def voice(self, before: Voice | None) -> Voice:
        """What the stream says of the item, with the instant since which it says so."""
        draft = self.row.draft
        title, summary, content = (keys.digest(getattr(draft, name)) for name in WORDS)
        if before is not None:
            summary, content = summary or before.summary, content or before.content
        same = before is not None and (title, summary, content) == (
            before.title,
            before.summary,
            before.content,
        )
        return Voice(
            stream=self.stream,
            locator=self.capture.page.locator,
            as_of=self.as_of,
            since=before.since if same and before else self.as_of,
            title=title,
            summary=summary,
            content=content,
            categories=_standing(before.categories if before else (), draft.categories),
            stated=keys.stated(draft.published)
            if draft.published
            else (before.stated if before else ""),
        )

    def stale(self, voice: Voice | None) -> bool:
        """Whether the stream has spoken since: a capture that comes late changes no words."""
        return (
            voice is not None
            and voice.locator != self.capture.page.locator
            and voice.as_of is not None
            and self.as_of is not None
            and self.as_of < voice.as_of
        )


def hear(
    known: Known, speech: Speech, clock: Clock, *, below: Stamp | None, again: bool = False
) -> Known:
    """The item after a page's word about it. `again`: the same bytes under other settings."""
    before = known.voices.get(speech.stream)
    stale = speech.stale(before)
    item = known.item
    published = _date(known, speech, clock, below=below, again=again)
    changes: dict[str, str] = {} if again else _words(known, speech, before, stale=stale)
    if again and not stale:
        changes = _words_again(known, speech)
    voices: Mapping[str, Voice] = known.voices
    if not stale:
        voices = {**known.voices, speech.stream: speech.voice(before)}
    after = _renew(item, speech, voices, published, stale=stale)
    if changes:
        updated = item.updated
        # Words that were put right in the run that found them are no news to anyone, unless
        # captures tell when: then one run over all of them says what a run for each said.
        if not known.fresh or speech.capture.page.captured:
            later = max(speech.when, item.updated.astimezone(UTC) + timedelta(seconds=1))
            updated = clock.moment(later)
        after = replace(
            after,
            updated=updated,
            title=changes.get("title", item.title),
            summary=changes.get("summary", item.summary),
            content=changes.get("content", item.content),
        )
    return replace(
        known,
        item=after if after != item else item,
        keys=known.keys | speech.keys(published),
        voices=voices,
        speaker=speech.stream if "title" in changes else known.speaker,
        revisions=known.revisions + _revisions(item, after, speech),
    )


def kind(before: Known, after: Known) -> str:
    """The group of a Decision that an item belongs to: revised, amended or seen."""
    if before.item.updated != after.item.updated:
        return "revised"
    return "seen" if before.item == after.item else "amended"


def _words(known: Known, speech: Speech, before: Voice | None, *, stale: bool) -> dict[str, str]:
    """The words that change: field and new text."""
    item, draft = known.item, speech.row.draft
    mine = speech.stream == known.speaker
    changes: dict[str, str] = {}
    for name in WORDS:
        said: str = getattr(draft, name)
        stands: str = getattr(item, name)
        if not said or said == stands:
            continue
        if not stands:
            changes[name] = said
            continue
        repeated = before is not None and getattr(before, name) == keys.digest(said)
        if stale or repeated or (name == "title" and _cut_short(said, stands)):
            continue
        if (mine and before is not None) or _outranks(known, speech, name):
            changes[name] = said
    return changes


def _words_again(known: Known, speech: Speech) -> dict[str, str]:
    """The same bytes under other settings: what they say now stands, if they said it before."""
    draft, item = speech.row.draft, known.item
    before = known.voices.get(speech.stream)
    changes: dict[str, str] = {}
    for name in WORDS:
        said: str = getattr(draft, name)
        stands: str = getattr(item, name)
        ours = before is not None and getattr(before, name) == keys.digest(stands)
        if said and said != stands and (ours or not stands):
            changes[name] = said
    return changes


def _outranks(known: Known, speech: Speech, name: str) -> bool:
    """Whether another page's word goes over that of the page whose title stands.

    An item's own page, with its content, goes over a row in a list. Among equals the
    later word does, but not with a title that the item has left behind.
    """
    if known.item.content and not speech.row.draft.content:
        return False
    if speech.row.draft.content and not known.item.content:
        return True
    speaker = known.voices.get(known.speaker)
    since = speaker.since if speaker else None
    earlier = since is not None and speech.as_of is not None and speech.as_of < since
    return not earlier and (name != "title" or speech.row.titles.isdisjoint(known.keys))


def _cut_short(said: str, stands: str) -> bool:
    """Whether a title is the standing one, cut with dots for a narrow list."""
    start = said.removesuffix("…").removesuffix("...").rstrip()
    return start != said and bool(start) and stands.startswith(start)


def _date(
    known: Known, speech: Speech, clock: Clock, *, below: Stamp | None, again: bool
) -> Stamp | None:
    """The item's date: given once, refined, completed or corrected, never lost."""
    stands, said = known.item.published, speech.row.draft.published
    if said is None or said == stands:
        return stands
    if stands is None:
        return clock.date(said, known.item.id, below=below)
    if dating.within(stands, said):
        # The same minute or day: its second was given once. Only how it is known may grow.
        if dating.trust(said) > dating.trust(stands):
            return replace(stands, evidence=said.evidence)
        return stands
    voice = known.voices.get(speech.stream)
    # The same bytes may correct their own word, and no other page's.
    ours = again and voice is not None and voice.stated == keys.stated(stands)
    corrected = ours or _corrected_zone(known, speech, said)
    one_source = known.item.source == speech.capture.page.source
    if not corrected and dating.same(stands, said, one_source=one_source):
        corrected = dating.better(stands, said) is said
    url = not corrected and not speech.row.urls.isdisjoint(known.keys)
    if url and not dating.same(stands, said, one_source=one_source):
        # Another date at the same URL: its own page knows best, then what is better known.
        own = bool(speech.row.draft.content) and known.speaker == speech.stream
        corrected = own or dating.trust(said) > dating.trust(stands)
    return clock.date(said, known.item.id, below=below) if corrected else stands


def _corrected_zone(known: Known, speech: Speech, said: Stamp) -> bool:
    """Whether the same local time is another instant now: the source's zone was corrected."""
    stands = known.item.published
    voice = known.voices.get(speech.stream)
    return (
        stands is not None
        and voice is not None
        and not speech.stale(voice)
        and stands.precision is said.precision
        and stands.when.replace(tzinfo=None, second=0) == said.when.replace(tzinfo=None, second=0)
        and stands.when.utcoffset() != said.when.utcoffset()
    )


def _renew(
    item: Item,
    speech: Speech,
    voices: Mapping[str, Voice],
    published: Stamp | None,
    *,
    stale: bool,
) -> Item:
    """The item with everything but its words renewed."""
    draft = speech.row.draft
    return replace(
        item,
        kind=max(item.kind, draft.kind, key=lambda name: _KINDS.get(name, 0)),
        published=published,
        categories=_categories(item.categories, voices),
        sections=unite((item.sections, speech.row.sections)),
        link=_link(item.link, speech, stale=stale),
        author=item.author or draft.author,
        language=item.language or draft.language,
        enclosures=item.enclosures or draft.enclosures,
    )


def _standing(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """A page's categories of an item, after it was read again.

    Rows age out of one block and stay in another: that takes no category away. One that
    stands in other categories altogether has moved.
    """
    together = unite((before, now))
    return now if now and len(together) == len(before) + len(now) else together


def _categories(stand: tuple[str, ...], voices: Mapping[str, Voice]) -> tuple[str, ...]:
    """What all streams say now: those that stand first, in their order, then the others."""
    said = unite(voices[stream].categories for stream in sorted(voices))
    kept = tuple(name for name in stand if len(unite((said, (name,)))) == len(said))
    return unite((kept, said))


def _link(stands: str | None, speech: Speech, *, stale: bool) -> str | None:
    """The link that stands, until its page gives another: https, or a new address."""
    said = speech.row.draft.link
    if said is None or said == stands or keys.url_key(said) not in speech.row.urls:
        return stands or said
    if stands is None:
        return said
    if keys.url_key(said) != keys.url_key(stands):
        return stands if stale else said
    safer = said.startswith("https:") and stands.startswith("http:")
    return said if safer and len(said) <= len(stands) + 2 else stands


def _revisions(before: Item, after: Item, speech: Speech) -> tuple[Revision, ...]:
    if before is after or before == after:
        return ()
    return tuple(
        Revision(
            when=speech.now,
            field=name,
            old=_text(getattr(before, name)),
            new=_text(getattr(after, name)),
            locator=speech.capture.page.locator,
        )
        for name in (*WORDS, "published", "categories", "link")
        if getattr(before, name) != getattr(after, name)
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Stamp):
        return f"{value.when.isoformat()} {value.precision} {' '.join(value.evidence)}"
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)
