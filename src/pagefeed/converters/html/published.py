"""When an article was published, from everything a page says about it.

This module owns the order of trust, and what happens when statements contradict. How
a date is read is `dates`'; which element is the title is `titles`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Any

from pagefeed import clean, dates
from pagefeed.converters.html import asides, bylines, jsonld, language
from pagefeed.converters.html.addresses import day_in
from pagefeed.converters.html.dated import updated
from pagefeed.converters.html.jsonld import Linked
from pagefeed.converters.html.metadata import MODIFIED, PUBLISHED, Metadata, properties
from pagefeed.converters.html.tree import Tree, marks, words
from pagefeed.model import Precision, Stamp

_WEAK = frozenset(PUBLISHED[PUBLISHED.index("created") :])  # also used for the page, not the text
_PROPERTIES = (("datePublished", 10), ("dc:created", 11), ("dc:date", 11), ("dateCreated", 13),
               ("created", 25))  # fmt: skip
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The stamps, and what they contradict."""

    stamp: Stamp | None = None
    modified: Stamp | None = None
    contradiction: str = ""  # a sentence, where machine and written dates differ


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    stamp: Stamp
    by: str  # what says so, for the report
    trust: int  # 0 is most


def choose(
    tree: Tree,
    linked: Linked,
    metadata: Metadata,
    title: Any,
    calendar: dates.Calendar,
) -> Published:
    """The publication date by the order of trust.

    JSON-LD, then `<meta>`, microdata and `<time>` by the title, then what is written
    there, then the day in the address. A day in the address that another statement
    confirms outweighs one that neither does: templates state the day of rendering.
    """
    zone = calendar.zone
    machine = [
        each
        for each in _stated(tree, linked, metadata, title, calendar)
        if _plausible(each.stamp, calendar)
    ]
    shown = [
        each for each in bylines.find(tree, title, calendar) if _plausible(each.stamp, calendar)
    ]
    shown.sort(key=lambda each: not (each.labelled and each.cost <= _CLOSE))
    if not machine and all(each.outside for each in shown):
        opening = bylines.dateline(tree, calendar)
        if opening is not None and _plausible(opening, calendar):
            shown.insert(0, bylines.Dated(opening, cost=0))
    written = [_Said(stamp=each.stamp, by="the page", trust=_TRUST_WRITTEN) for each in shown]
    modified = _modified(linked, metadata, zone)
    address = day_in(tree.url, zone)
    best = _best(machine, written, address)
    if best is not None and shown and _outweighs(shown, best):
        best = written[0]
    if best is None:
        stamp = (
            _in_text_language(tree, title, calendar)
            or _of_change(tree, title, calendar)
            or _last_resort(tree, calendar)
        )
        return Published(stamp=stamp, modified=_later(modified, stamp))
    stamp = _finer(best, machine, written)
    contradiction = ""
    if (
        written
        and best.trust < _TRUST_WRITTEN
        and not any(_near(stamp, each.stamp, _DAY) for each in written)
    ):
        seen = written[0].stamp.when.date().isoformat()
        if not _near(written[0].stamp, modified, _DAY):
            contradiction = f"{best.by} says {stamp.when.date().isoformat()}, but {seen} stands by the title"  # fmt: skip
    return Published(stamp=stamp, modified=_later(modified, stamp), contradiction=contradiction)


_BELOW = 3  # elements right below the headline
_CLOSE = 12  # a cost of what is written right by the headline
_TRUST_TITLE = 22
_TRUST_WEAK = 30
_TRUST_WRITTEN = 50
_STALE = timedelta(days=365)
_OF_TEMPLATES = ("<meta> dc", "<meta> dcterms")
_TRUST_ADDRESS = 60


def _best(machine: list[_Said], written: list[_Said], address: Stamp | None) -> _Said | None:
    said = sorted([*machine, *written], key=lambda each: each.trust)
    if not said:
        return None if address is None else _by_address(address)
    best = said[0]
    if _TRUST_WEAK <= best.trust < _TRUST_WRITTEN and written:
        shown = written[0]
        if shown.stamp.when < best.stamp.when - _DAY and not _near(shown.stamp, best.stamp, _DAY):
            best = shown  # <meta name="date"> is often the day of rendering
    best = _before_change(best, said, address)
    if address is None:
        return best
    if _near(best.stamp, address, _DAY):
        if best.stamp.precision is not Precision.DAY:
            return best
        # A bare day beside a time on the address's day: the same moment in another zone.
        same = [each for each in said if each.stamp.when.date() == address.when.date()]
        timed = (each for each in same if each.stamp.precision is not Precision.DAY)
        if best.stamp.when.date() == address.when.date() - _DAY and best.trust == _TRUST_WRITTEN:
            # "MADURAI, JULY 11" below the title, in the paper of the twelfth.
            return next(timed, same[0] if same else best)
        return best if best.stamp.when.date() == address.when.date() else next(timed, best)
    confirmed = next((each for each in said if _near(each.stamp, address, _DAY)), None)
    if confirmed is not None:
        return confirmed
    if best.trust >= 40:
        return _by_address(address)
    return best


def _by_address(day: Stamp) -> _Said:
    return _Said(stamp=day, by="the address", trust=_TRUST_ADDRESS)


def _before_change(best: _Said, said: list[_Said], address: Stamp | None) -> _Said:
    """The day before a bare day that is stated for programs, where the address or two others say so.

    What is changed after midnight has its day changed in some places of a template.
    """
    if best.stamp.precision is not Precision.DAY or best.trust >= _TRUST_WRITTEN:
        return best
    day = best.stamp.when.date()
    if any(
        each.trust == _TRUST_WRITTEN
        and each.stamp.precision is not Precision.DAY
        and each.stamp.when.date() == day
        for each in said
    ):
        return best  # people see that day, with its time
    before = day - _DAY
    earlier = [each for each in said if each.stamp.when.date() == before]
    if address is not None and address.when.date() == before:
        return earlier[0] if earlier else _by_address(address)
    return earlier[0] if len({each.by for each in earlier}) > 1 else best


def _finer(best: _Said, machine: list[_Said], written: list[_Said]) -> Stamp:
    """The same day, stated with its time elsewhere; the same instant, with its own offset."""
    stamp = best.stamp
    bare = stamp.precision is Precision.DAY or (stamp.when.hour, stamp.when.minute, stamp.when.second) == (0, 0, 0)  # fmt: skip
    for each in [*machine, *written]:
        other = each.stamp
        timed = other.precision is not Precision.DAY and (other.when.hour, other.when.minute) != (0, 0)  # fmt: skip
        if bare and timed and other.when.date() == stamp.when.date():
            return other
        if not bare and other.when == stamp.when and not stamp.when.utcoffset() and other.when.utcoffset():  # fmt: skip
            return other
    return stamp


def _near(one: Stamp, other: Stamp | None, within: timedelta) -> bool:
    if other is None:
        return False
    return abs((one.when.date() - other.when.date()).days) <= within.days


def _outweighs(shown: list[bylines.Dated], best: _Said) -> bool:
    """Whether the date by the headline counts against the one that is stated for programs.

    It says that it is the publication's, or the page says that the other is a change's, or the
    other is years off, under a name that templates fill once.
    """
    first = shown[0]
    if best.trust >= _TRUST_WRITTEN or first.changed:
        return False
    day = best.stamp.when.date()
    changes = [*(each.stamp for each in shown if each.changed), *first.changes]
    if first.stamp.when.date() < day and any(each.when.date() == day for each in changes):
        return True
    if _near(first.stamp, best.stamp, _DAY):
        return False
    if first.stamp.when < best.stamp.when:
        return first.labelled
    stale = first.stamp.when - best.stamp.when > _STALE and first.cost <= _CLOSE
    return stale and (best.trust >= _TRUST_WEAK or best.by.startswith(_OF_TEMPLATES))


def _plausible(stamp: Stamp, calendar: dates.Calendar) -> bool:
    when = stamp.when
    if when.year not in dates.WEB_YEARS:
        return False
    return calendar.as_of is None or when <= calendar.as_of + _DAY


def _later(modified: Stamp | None, published: Stamp | None) -> Stamp | None:
    """A modification that comes after the publication; others say nothing."""
    if modified is None or published is None or modified.when <= published.when:
        return None
    return modified


def at_home(stamp: Stamp, zone: str) -> Stamp:
    """A stamp in UTC with the offset that the page's zone had then; others keep their own."""
    if stamp.when.utcoffset() or stamp.precision is Precision.DAY:
        return stamp
    local = stamp.when.astimezone(dates.zone(zone))
    fixed, _ = dates.localize(local.replace(tzinfo=None), zone)
    return replace(stamp, when=fixed) if fixed == stamp.when else stamp


# What is stated for programs.


def _stated(
    tree: Tree, linked: Linked, metadata: Metadata, title: Any, calendar: dates.Calendar
) -> Iterator[_Said]:
    for value, by, trust in _values(asides.around_title(tree, title), linked, metadata, title):
        stamp = dates.machine(value, calendar.zone)
        if stamp is not None:
            yield _Said(stamp=at_home(stamp, calendar.zone), by=by, trust=trust)
            continue
        # "3/5/2012 10:00:00 AM" is not for programs, but stands where they look.
        found = dates.find(value, tree.language) if len(value) < 60 else ()
        said = calendar.stamp(found[0]) if len(found) == 1 and found[0].has_year else None
        if isinstance(said, Stamp):
            yield _Said(stamp=said, by=by, trust=trust + 1)


def _values(
    tree: Tree, linked: Linked, metadata: Metadata, title: Any
) -> Iterator[tuple[str, str, int]]:
    """Every date that is stated for programs: the value, who says it, and its trust."""
    for name, trust in (("datePublished", 0), ("dateCreated", 12), ("uploadDate", 12)):
        if linked.article is not None:
            yield jsonld.text(linked.article.get(name)), f"JSON-LD {name}", trust
        if linked.page is not None:
            yield jsonld.text(linked.page.get(name)), f"JSON-LD {name}", 14
    for name in PUBLISHED:
        trust = _TRUST_WEAK if name in _WEAK else 5
        for value in metadata.values.get(name, ()):
            yield value, f"<meta> {name}", trust
    for name, trust in _PROPERTIES:
        for element, value in properties(tree, name):
            if not asides.holds(element, tree):
                yield element.get("datetime") or element.get("content") or value, name, trust
    yield from ((each.get("title") or "", "hAtom", 15) for each in _abbreviated(tree))
    yield from (
        (each.get("datetime") or "", "<time>", trust) for each, trust in _times(tree, title)
    )
    yield from ((each, "<title>", _TRUST_TITLE) for each in _ending(tree, metadata))
    yield from ((value, "an attribute", 35) for value in _attributed(tree, title))


def _ending(tree: Tree, metadata: Metadata) -> Iterator[str]:
    """The day that ends the page's title, behind a bar: "Bridge mended | DW | 19.01.2020"."""
    shown = (clean.line(each.text or "") for each in tree.root.iter("title"))
    for text in islice((*metadata.values.get("og:title", ()), *shown), 3):
        part = text.rpartition("|")[2].strip()
        if text != part and _FULL_DAY.fullmatch(part):
            yield part


def _abbreviated(tree: Tree) -> Iterator[Any]:
    """Dates in hAtom's `<abbr class="published" title="2005-10-10T14:07:00-07:00">`."""
    for element in tree.root.xpath("//*[@title][contains(@class,'published')]"):
        if element.tag in _POINTED and not asides.holds(element, tree):
            yield element


_ATTRIBUTES = ("data-publish-date", "data-published", "data-published-at", "data-pubdate",
               "data-date", "data-datetime", "data-timestamp", "data-time", "data-published-date",
               "data-created", "data-utc", "data-epoch", "data-unixtime", "data-publishdate")  # fmt: skip


_POINTED = frozenset(("span", "abbr", "time", "small", "div", "em", "i", "p"))
_FULL_DAY = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _attributed(tree: Tree, title: Any) -> Iterator[str]:
    """Dates in `data-` attributes around the title."""
    around = _around(title)
    if around is None:
        return
    for element in around.iter():
        if isinstance(element.tag, str) and element.attrib and not element.get("data-title"):
            for name in _ATTRIBUTES:
                value = element.get(name)
                if value and not asides.holds(element, tree):
                    yield value
            shown = element.get("title") or ""  # "3 years ago", with its date when pointed at
            if element.tag in _POINTED and _YEAR.search(shown) and not updated(marks(element)) and not asides.holds(element, tree):  # fmt: skip
                yield shown if dates.machine(shown, "UTC") is not None else ""


def _times(tree: Tree, title: Any) -> Iterator[tuple[Any, int]]:
    """`<time datetime>` of the article: `pubdate`, by class, then the one nearest to the title.

    With its trust: a lone one elsewhere counts where nothing is written by the headline.
    """
    found = [
        element
        for element in tree.root.xpath("//time[@datetime] | //relative-time[@datetime] | //time-ago[@datetime]")[:300]
        if not asides.holds(element, tree) and not updated(marks(element) + " " + words(element)[:60])
        and not updated(bylines.label_before(element))
    ]  # fmt: skip
    marked = [
        each
        for each in found
        if each.get("pubdate") is not None
        or re.search(r"publish|entry-date|post-date|dt-published|created", marks(each))
    ]
    around = _around(title)
    below = [] if title is None else list(islice(title.itersiblings(), _BELOW))
    near = [
        each
        for each in found
        if (around is not None and _within(each, around))
        or any(each is other or _within(each, other) for other in below)
    ]
    yield from ((each, 20) for each in marked if each in near)
    yield from ((each, 20) for each in (*near, *marked))
    if len(found) <= 2:
        yield from ((each, _TRUST_WRITTEN + 2) for each in found)


def _around(title: Any) -> Any:
    """The part of the page around the title that still is its head and not the whole page."""
    if title is None:
        return None
    here = title
    for above in title.iterancestors():
        if above.tag in {"body", "html"}:
            break
        here = above
        if above.tag in {"article", "main"} or (above.get("itemtype") or "").lower().endswith(
            "article"
        ):
            break
    return here


def _within(element: Any, around: Any) -> bool:
    return any(above is around for above in element.iterancestors())


# Other evidence.


def _modified(linked: Linked, metadata: Metadata, zone: str) -> Stamp | None:
    values = [jsonld.text(linked.article.get("dateModified"))] if linked.article else []
    for value in [*values, *metadata.all(MODIFIED)]:
        stamp = dates.machine(value, zone)
        if stamp is not None:
            return at_home(stamp, zone)
    return None


def _in_text_language(tree: Tree, title: Any, calendar: dates.Calendar) -> Stamp | None:
    """What is written by the headline in the text's language, where the page states another."""
    if tree.text is None:
        return None
    place = tree.text.getparent()
    tag = language.guess(place.text_content()[:20_000] if place is not None else "")
    if tag is None or tag == (tree.language or "").partition("-")[0].lower():
        return None
    own = dates.Calendar(
        zone=calendar.zone, order=calendar.orders.given, language=tag, as_of=calendar.as_of
    )
    found = bylines.find(replace(tree, language=tag), title, own)
    return next((each.stamp for each in found if _plausible(each.stamp, own)), None)


def _of_change(tree: Tree, title: Any, calendar: dates.Calendar) -> Stamp | None:
    """The one `<time>` around the title, if that is marked as a change's: themes know no other."""
    around = _around(title)
    times = [] if around is None else [e for e in around.iter("time") if e.get("datetime")]
    own = [each for each in times if not asides.holds(each, tree)]
    stamp = dates.machine(own[0].get("datetime"), calendar.zone) if len(own) == 1 else None
    return None if stamp is None else at_home(stamp, calendar.zone)


def _last_resort(tree: Tree, calendar: dates.Calendar) -> Stamp | None:
    """What htmldate finds in the markup, for pages that state nothing in the known ways."""
    from htmldate import find_date

    latest = calendar.as_of.date().isoformat() if calendar.as_of else "2099-12-31"
    try:
        found = find_date(
            tree.root, extensive_search=False, original_date=True, url=tree.url, max_date=latest
        )
    except Exception:  # noqa: BLE001 - a foreign library's opinion is not worth a page
        return None
    return dates.machine(found, calendar.zone) if found else None
