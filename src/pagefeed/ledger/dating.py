"""When two stamps are one date, which of them to believe, and who gets which second.

Pure functions over stamps. Nothing here knows titles, items or the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from pagefeed.model import Evidence, Precision, Stamp

_FINENESS = {Precision.DAY: 0, Precision.MINUTE: 1, Precision.SECOND: 2}
_TRUST = {
    Evidence.RELATIVE: 0,
    Evidence.DAY_INFERRED: 1,
    Evidence.YEAR_INFERRED: 2,
    Evidence.DAY_HEADING: 3,
    Evidence.WRITTEN: 4,
    Evidence.MACHINE: 4,
    Evidence.SIDECAR: 5,
}
_GRACE = timedelta(days=1)


def same(one: Stamp, other: Stamp, *, one_source: bool) -> bool:
    """Whether two stamps can state the same date, each as exactly as it does.

    Equal instants are; in one source equal local times are too, since its zone may have
    been corrected in between. A year that was inferred doesn't count against a date, nor
    does a day that was counted back, nor the rounding of "3 hours ago".
    """
    if Evidence.RELATIVE in one.evidence or Evidence.RELATIVE in other.evidence:
        return abs(one.when - other.when) <= _GRACE
    coarse = min(one.precision, other.precision, key=_FINENESS.__getitem__)
    if coarse is not Precision.DAY and _cut(one.when, coarse) == _cut(other.when, coarse):
        return True
    if not one_source and coarse is not Precision.DAY:
        return False
    here, there = _wall(one, coarse), _wall(other, coarse)
    if here == there:
        return True
    inferred = {*one.evidence, *other.evidence}
    if Evidence.YEAR_INFERRED in inferred and here[1:] == there[1:]:
        return True
    return (
        Evidence.DAY_INFERRED in inferred
        and coarse is not Precision.DAY
        and here[3:] == there[3:]
        and abs(one.when - other.when) <= 2 * _GRACE
    )


def within(stands: Stamp, said: Stamp) -> bool:
    """Whether a stamp states the very minute, day or second that stands already."""
    return stands.precision is said.precision and room(stands) == room(said)


def better(old: Stamp, new: Stamp) -> Stamp:
    """The one to believe of two stamps that are `same`: better known, then finer; else the old."""
    coarse = min(old.precision, new.precision, key=_FINENESS.__getitem__)
    if _wall(old, coarse) != _wall(new, coarse):
        return new if trust(new) > trust(old) else old
    if _FINENESS[new.precision] != _FINENESS[old.precision]:
        return max(old, new, key=lambda stamp: _FINENESS[stamp.precision])
    return new if trust(new) > trust(old) else old


def trust(stamp: Stamp) -> int:
    """How well a stamp is known, from 0 (a relative time) to 5 (someone who knows says so)."""
    return max((_TRUST[basis] for basis in stamp.evidence if basis in _TRUST), default=0)


def believable(stamp: Stamp, *, as_of: datetime) -> bool:
    """Whether a date isn't in the future of the capture, with one day of grace."""
    return stamp.when - as_of <= _GRACE


def room(stamp: Stamp) -> range:
    """The seconds (since 1970) that a stamp leaves open: its minute, its day, or one second."""
    first = int(stamp.when.timestamp() // 1)
    if stamp.precision is Precision.SECOND:
        return range(first, first + 1)
    if stamp.precision is Precision.MINUTE:
        return range(first - stamp.when.second, first - stamp.when.second + 60)
    clock = stamp.when.hour * 3600 + stamp.when.minute * 60 + stamp.when.second
    return range(first - clock, first - clock + 86400)


def settle(stamp: Stamp, *, after: int | None, taken: Callable[[int], bool]) -> Stamp:
    """The stamp with a second of its own inside its minute or day.

    The first free one after `after` (the row below it on the page), else the first free
    one at all. Where all are taken the last is shared: the date must not leave its minute.
    """
    seconds = room(stamp)
    start = seconds.start if after is None else min(max(after + 1, seconds.start), seconds.stop)
    chosen = next((s for s in range(start, seconds.stop) if not taken(s)), None)
    if chosen is None:
        chosen = next((s for s in range(seconds.start, start) if not taken(s)), seconds.stop - 1)
    first = int(stamp.when.timestamp() // 1)
    return stamp if chosen == first else replace(stamp, when=_shift(stamp.when, chosen - first))


def _shift(when: datetime, seconds: int) -> datetime:
    return when + timedelta(seconds=seconds)


def _cut(when: datetime, precision: Precision) -> int:
    second = int(when.timestamp() // 1)
    return second // 60 if precision is Precision.MINUTE else second


def _wall(stamp: Stamp, precision: Precision) -> tuple[int, ...]:
    """Local time as written, cut to a precision: year, month, day, hour, minute, second."""
    when = stamp.when
    parts = (when.year, when.month, when.day, when.hour, when.minute, when.second)
    return parts[: {Precision.DAY: 3, Precision.MINUTE: 5, Precision.SECOND: 6}[precision]]
