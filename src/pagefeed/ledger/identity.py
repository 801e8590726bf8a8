"""Which item is each row of a page: one met before or a new one.

`decide` is pure: what is known, a capture and the instant go in; new states of the
items come out. It reads from top to bottom like this:

    guid -> the same page read again -> URL -> title and date -> title alone
         -> the same minute, a corrected title -> the same place, a corrected title -> new

Each way takes what the surer ones before it have left, and an item is given to one
row of a page only. No database, no clock, no file is known here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from pagefeed.ledger import dating, keys, likeness, minting, revising
from pagefeed.ledger.memory import Memory
from pagefeed.ledger.records import Capture, Decision, Known, ReadPage, Seen
from pagefeed.ledger.rows import Row, gather
from pagefeed.model import Draft, Problem, Severity, Stamp

_MANY = 6  # a page that gave fewer is too short to judge by
_CROWD = 60  # items of one title or one minute that are looked at
_LAST_FEW = 3  # captures that a sudden silence is measured by


def decide(
    known: Memory | Iterable[Known],
    capture: Capture,
    *,
    now: datetime,
    home: minting.Home = minting.month,
) -> Decision:
    """What a capture means for what is known: new items, revisions, sightings.

    `now` is the instant of the run. `home` gives the folder that a new item is addressed
    in ("videos/2021/05"). Nothing is changed; the
    caller lets `Memory.learn` take the decision in.
    """
    memory = known if isinstance(known, Memory) else Memory(known)
    problems: list[Problem] = []
    instant = as_of(capture)
    # Time has come as far as it once was, whatever a broken clock says today.
    limit = capture.page.captured or max(now, memory.latest or now)
    drafts = [_believed(draft, capture, limit, problems) for draft in capture.drafts]
    rows = gather(drafts)
    match = _Match(memory=memory, capture=capture, rows=rows, as_of=instant)
    match.run()
    history = memory.earlier(match.stream, capture.page.locator, instant)
    short = _far_fewer(capture, history)
    if short is not None:
        problems.append(short)
        if not match.found:
            # Not one row is known: an error page or a consent wall, not the page itself.
            return Decision(problems=tuple(problems))
    return _conclude(match, now=now, home=home, problems=problems)


def as_of(capture: Capture) -> datetime | None:
    """When the page was as it is: captured then, else the newest date on it."""
    if capture.page.captured is not None:
        return capture.page.captured
    return max((d.published.when for d in capture.drafts if d.published), default=None)


def _conclude(
    match: _Match,
    *,
    now: datetime,
    home: minting.Home,
    problems: list[Problem],
) -> Decision:
    """The new state of every item on the page, from the bottom row to the top one.

    Pages are newest first: a row's second lies after that of the row below it.
    """
    groups: dict[str, list[Known]] = {"new": [], "revised": [], "amended": [], "seen": []}
    minter = minting.Minter(match.memory, now=now, home=home)
    below: Stamp | None = None
    sighted: list[Seen] = []
    for index in range(len(match.rows) - 1, -1, -1):
        row = match.rows[index]
        before = match.found.get(index)
        voice = revising.Speech(
            capture=match.capture, row=row, stream=match.stream, as_of=match.as_of, now=now
        )
        if before is None:
            after = minter.mint(voice, below=below)
            groups["new"].append(after)
        else:
            after = revising.hear(before, voice, minter, below=below, again=index in match.again)
            groups[revising.kind(before, after)].append(after)
        below = after.item.published or below
        sighted.extend(
            Seen(item=after.item.id, line=d.line, place=d.place, title=keys.title_key(d.title))
            for d in row.drafts
        )
    sighted.sort(key=lambda seen: seen.place)
    return Decision(
        new=tuple(reversed(groups["new"])),
        revised=tuple(reversed(groups["revised"])),
        amended=tuple(reversed(groups["amended"])),
        seen=tuple(reversed(groups["seen"])),
        rows=tuple(sighted),
        problems=tuple(problems),
    )


@dataclass(slots=True, kw_only=True)
class _Match:
    """Gives each row of a page the known item that it is, one way after the other."""

    memory: Memory
    capture: Capture
    rows: tuple[Row, ...]
    as_of: datetime | None
    stream: str = ""
    found: dict[int, Known] = field(default_factory=dict)  # row -> item
    again: set[int] = field(default_factory=set)  # rows of the same bytes, read otherwise
    _taken: set[str] = field(default_factory=set)  # ids

    def run(self) -> None:
        page = self.capture.page
        self.stream = keys.stream(page.locator, page.url)
        for way in (
            self._by_guid,
            self._read_again,
            self._by_url,
            self._by_title_and_date,
            self._by_title,
            self._by_minute,
            self._by_neighbours,
        ):
            if len(self.found) < len(self.rows):
                way()

    def _left(self) -> Iterator[tuple[int, Row]]:
        for index, row in enumerate(self.rows):
            if index not in self.found:
                yield index, row

    def _give(self, index: int, known: Known | None) -> bool:
        if known is None or known.item.id in self._taken:
            return False
        self.found[index] = known
        self._taken.add(known.item.id)
        return True

    def _candidates(self, key: str) -> Iterator[Known]:
        for known in self.memory.find(key):
            if known.item.id not in self._taken:
                yield known

    def _by_guid(self) -> None:
        for index, row in self._left():
            if row.draft.guid:
                key = keys.guid_key(row.draft.guid)
                self._give(index, next(self._candidates(key), None))

    def _read_again(self) -> None:
        """The same bytes under other settings: a row is what it was, whatever its date now."""
        page = self.capture.page
        before = self.memory.pages.get(page.locator)
        if before is None or before.digest != page.digest:
            return
        other = before.reading != self.capture.reading
        earlier = self.memory.rows.get(page.locator, ())
        exact = {(seen.line, seen.place, seen.title): seen.item for seen in earlier}
        by_line: dict[tuple[int, str], str] = {}
        for seen in earlier:
            by_line.setdefault((seen.line, seen.title), seen.item)
        single = {seen.line: seen.item for seen in earlier if seen.line}
        crowded = {s.line for s in earlier if single.get(s.line) not in (None, s.item)}
        for index, row in self._left():
            for draft in row.drafts:
                title = keys.title_key(draft.title)
                item = (
                    exact.get((draft.line, draft.place, title))
                    or by_line.get((draft.line, title))
                    or (None if draft.line in crowded else single.get(draft.line))
                )
                if item and self._give(index, self.memory.items.get(item)):
                    if other:
                        self.again.add(index)
                    break

    def _by_url(self) -> None:
        for index, row in self._left():
            for url in sorted(row.urls):
                known = next(
                    (k for k in self._candidates(url) if _same_document(k, row, url)), None
                )
                if self._give(index, known):
                    break

    def _by_title_and_date(self) -> None:
        source = self.capture.page.source
        for index, row in self._left():
            stamp = row.draft.published
            if stamp is None:
                continue
            best: Known | None = None
            for known in self._dated_candidates(row, stamp):
                theirs = known.item.published
                if theirs is None or not dating.same(
                    theirs, stamp, one_source=known.item.source == source
                ):
                    continue
                if best is None or _nearer(stamp, known, best):
                    best = known
            self._give(index, best)

    def _by_title(self) -> None:
        """Without a date on one side: the words, in one source; the newest item first."""
        source = self.capture.page.source
        for index, row in self._left():
            stamp = row.draft.published
            candidates = [
                known
                for known in self._title_candidates(row, dated=stamp is not None)
                if known.item.source == source
                and (stamp is None or known.item.published is None)
                and not _apart(known, row)
            ]
            if not candidates:
                continue
            here = [known for known in candidates if self.stream in known.voices]
            self._give(index, max(here or candidates, key=_recency))

    def _dated_candidates(self, row: Row, stamp: Stamp) -> list[Known]:
        """Items with the row's title about its day: a title may come back every day for years."""
        return self._each(
            keys.day_key(title, day)
            for title in sorted(row.titles)
            for day in keys.days_about(stamp)
        )

    def _title_candidates(self, row: Row, *, dated: bool) -> list[Known]:
        """Items with the row's title; undated ones where the row has a date itself."""
        titles = sorted(row.titles)
        return self._each(map(keys.undated_key, titles) if dated else titles)

    def _each(self, names: Iterable[str]) -> list[Known]:
        found = {k.item.id: k for key in names for k in islice(self._candidates(key), _CROWD)}
        return list(found.values())

    def _by_minute(self) -> None:
        """The source stated the same minute, the old title is gone: it was corrected."""
        source = self.capture.page.source
        pairs: list[tuple[float, int, str, Known]] = []
        for index, row in self._left():
            key = keys.minute_key(source, row.draft.published) if row.draft.published else None
            if key is None:
                continue
            crowd = list(islice(self.memory.find(key), _CROWD + 1))
            if len(crowd) > _CROWD:
                continue  # a minute that everything is given tells nothing
            for known in crowd:
                if known.item.id in self._taken:
                    continue
                title = keys.words(known.item.title)
                alike = likeness.likeness(title, row.title)
                here = self.stream in known.voices
                if _apart(known, row):
                    fits = here and alike >= likeness.OTHER_URL
                else:
                    fits = alike >= (likeness.SAME_MINUTE if here else likeness.OTHER_PAGE)
                if fits and (here or likeness.same_numbers(title, row.title)):
                    pairs.append((-alike, index, known.item.id, known))
        for _, index, _, known in sorted(pairs, key=lambda pair: pair[:3]):
            if index not in self.found:
                self._give(index, known)

    def _by_neighbours(self) -> None:
        """The same place between rows that didn't change: the title was corrected."""
        order = self._order_before()
        position = {identifier: number for number, identifier in enumerate(order)}
        for index, row in list(self._left()):
            above = self.found.get(index - 1) if index else None
            under = self.found.get(index + 1)
            up = position.get(above.item.id) if above else (-1 if index == 0 else None)
            edge = len(order) if index == len(self.rows) - 1 else None
            down = position.get(under.item.id) if under else edge
            if up is None or down is None or down - up != 2:
                continue
            known = self.memory.items.get(order[up + 1])
            if known is None or known.item.id in self._taken:
                continue
            whole = above is not None and under is not None
            if _corrected(known, row, whole=whole):
                self._give(index, known)

    def _order_before(self) -> list[str]:
        """The items of the page's last capture, in its order, each once."""
        locator = self.capture.page.locator
        for page in self.memory.earlier(self.stream, locator, self.as_of):
            rows = self.memory.rows.get(page.locator, ())
            if rows:
                return list({seen.item: None for seen in rows})
        return []


def _same_document(known: Known, row: Row, url: str) -> bool:
    """Whether a URL still means the item; one like /latest may serve something else by now."""
    theirs, ours = known.item.published, row.draft.published
    if keys.tells(url) or theirs is None or ours is None:
        return True
    if dating.same(theirs, ours, one_source=True):
        return True
    alike = likeness.likeness(keys.words(known.item.title), row.title)
    return alike >= likeness.REUSED_URL


def _apart(known: Known, row: Row) -> bool:
    """Whether item and row both have URLs of their own, and none in common."""
    theirs = {key for key in known.keys if key.startswith("u:")}
    return bool(theirs and row.urls and not theirs & row.urls)


def _corrected(known: Known, row: Row, *, whole: bool) -> bool:
    """Whether a row can be an item under a corrected title, at the same place of its page."""
    theirs, ours = known.item.published, row.draft.published
    if theirs and ours and not dating.same(theirs, ours, one_source=True):
        return False
    if _apart(known, row):
        return False
    title = keys.words(known.item.title)
    least = likeness.BETWEEN_NEIGHBOURS if whole else likeness.BESIDE_NEIGHBOUR
    return likeness.same_numbers(title, row.title) and (
        likeness.likeness(title, row.title) >= least
    )


def _nearer(stamp: Stamp, one: Known, other: Known) -> bool:
    """Whether the first item's date is nearer to a stamp than the second's."""
    assert one.item.published is not None
    assert other.item.published is not None
    return abs(one.item.published.when - stamp.when) < abs(other.item.published.when - stamp.when)


def _recency(known: Known) -> float:
    """Undated items before dated ones, and these by their dates."""
    return known.item.published.when.timestamp() if known.item.published else math.inf


def _believed(draft: Draft, capture: Capture, limit: datetime, problems: list[Problem]) -> Draft:
    """The draft, without a date that lies in the future of its capture."""
    if draft.published is None or dating.believable(draft.published, as_of=limit):
        return draft
    problems.append(
        Problem(
            severity=Severity.WARNING,
            code="date-in-future",
            where=capture.page.locator,
            line=draft.line or None,
            message=f"{draft.published.when.isoformat()} is after the page was captured"
            f" ({limit.isoformat()}); the item is kept without a date",
            hint="Check date_order and timezone of the source, or when the page was captured.",
            text=draft.title[:80],
        )
    )
    return replace(draft, published=None)


def _far_fewer(capture: Capture, history: list[ReadPage]) -> Problem | None:
    """A report when a page gives less than half of what its last captures gave at most."""
    last = max((page.drafts for page in history[:_LAST_FEW]), default=0)
    count = len(capture.drafts)
    same_bytes = (
        bool(history)
        and history[0].locator == capture.page.locator
        and (history[0].digest == capture.page.digest)
    )
    if last < _MANY or count * 2 >= last or same_bytes:
        return None
    return Problem(
        severity=Severity.WARNING,
        code="far-fewer-items",
        where=capture.page.locator,
        message=f"{count} items, where this page gave {last} before; what it gave before stays",
        hint="Look at the page: an error page, or a redesign that its source's settings must follow?",
    )
