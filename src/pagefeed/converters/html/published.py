"""When an article was published, from everything a page says about it.

This module owns the order of trust, and what happens when statements contradict. How
a date is read is `dates`'; which element is the title is `titles`'.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from pagefeed import dates
from pagefeed.converters.html import asides, bylines, jsonld, language, stated
from pagefeed.converters.html.addresses import day_in
from pagefeed.converters.html.jsonld import Linked
from pagefeed.converters.html.metadata import MODIFIED, Metadata
from pagefeed.converters.html.stated import TRUST_WEAK, TRUST_WRITTEN, Said, at_home
from pagefeed.converters.html.tree import Tree
from pagefeed.model import Precision, Stamp

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The stamps, and what they contradict."""

    stamp: Stamp | None = None
    modified: Stamp | None = None
    contradiction: str = ""  # a sentence, where machine and written dates differ


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
        for each in stated.find(tree, linked, metadata, title, calendar)
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
    written = [Said(stamp=each.stamp, by="the page", trust=TRUST_WRITTEN) for each in shown]
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
        and best.trust < TRUST_WRITTEN
        and not any(_near(stamp, each.stamp, _DAY) for each in written)
    ):
        seen = written[0].stamp.when.date().isoformat()
        if not _near(written[0].stamp, modified, _DAY):
            contradiction = f"{best.by} says {stamp.when.date().isoformat()}, but {seen} stands by the title"  # fmt: skip
    return Published(stamp=stamp, modified=_later(modified, stamp), contradiction=contradiction)


_CLOSE = 12  # a cost of what is written right by the headline
_STALE = timedelta(days=365)
_OF_TEMPLATES = ("<meta> dc", "<meta> dcterms")
_TRUST_ADDRESS = 60


def _best(machine: list[Said], written: list[Said], address: Stamp | None) -> Said | None:
    said = sorted([*machine, *written], key=lambda each: each.trust)
    if not said:
        return None if address is None else _by_address(address)
    best = said[0]
    if TRUST_WEAK <= best.trust < TRUST_WRITTEN and written:
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
        if best.stamp.when.date() == address.when.date() - _DAY and best.trust == TRUST_WRITTEN:
            # "MADURAI, JULY 11" below the title, in the paper of the twelfth.
            return next(timed, same[0] if same else best)
        return best if best.stamp.when.date() == address.when.date() else next(timed, best)
    confirmed = next((each for each in said if _near(each.stamp, address, _DAY)), None)
    if confirmed is not None:
        return confirmed
    if best.trust >= 40:
        return _by_address(address)
    return best


def _by_address(day: Stamp) -> Said:
    return Said(stamp=day, by="the address", trust=_TRUST_ADDRESS)


def _before_change(best: Said, said: list[Said], address: Stamp | None) -> Said:
    """The day before a bare day that is stated for programs, where the address or two others say so.

    What is changed after midnight has its day changed in some places of a template.
    """
    if best.stamp.precision is not Precision.DAY or best.trust >= TRUST_WRITTEN:
        return best
    day = best.stamp.when.date()
    if any(
        each.trust == TRUST_WRITTEN
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


def _finer(best: Said, machine: list[Said], written: list[Said]) -> Stamp:
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


def _outweighs(shown: list[bylines.Dated], best: Said) -> bool:
    """Whether the date by the headline counts against the one that is stated for programs.

    It says that it is the publication's, or the page says that the other is a change's, or the
    other is years off, under a name that templates fill once.
    """
    first = shown[0]
    if best.trust >= TRUST_WRITTEN or first.changed:
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
    return stale and (best.trust >= TRUST_WEAK or best.by.startswith(_OF_TEMPLATES))


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
    around = stated.head_of(title)
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
