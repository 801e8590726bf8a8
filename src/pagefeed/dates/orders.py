"""In which order a page writes the numbers of its dates: 5/3 is in March, or in May.

This module owns the proofs: dates that exist in one order only, or on their weekday, or
that lie close together in one. What a date is then is `calendar`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pagefeed.dates import numeric
from pagefeed.dates.written import Written
from pagefeed.model import DateOrder, Evidence

# Zones of the United States: "10/9/10 7:15 AM EDT" is in October.
_MONTH_FIRST = frozenset(("ET", "EST", "EDT", "CDT", "MST", "MDT", "PT", "PST", "PDT"))


class Orders:
    """What is known of one page's order: what its source sets, what its dates prove, the custom.

    `latest` is the last day on which a date of the page can be, or None where that isn't known.
    """

    def __init__(
        self, *, given: DateOrder | None, zone: str, language: str | None, latest: date | None
    ) -> None:
        self.given = given
        self._zone = zone
        self._language = language
        self._latest = latest
        # By separator: the orders that dates prove, and those that follow if none is to come.
        self._proofs: dict[str, set[DateOrder]] = {}
        self._hints: dict[str, set[DateOrder]] = {}

    def learn(self, seen: Iterable[Written]) -> None:
        """Take written dates as proof."""
        known = [written for written in seen if written.numbers]
        for written in known:
            orders = self._readings(written)
            grounds = self._proofs
            if len(orders) > 1:
                orders, grounds = self._possible(written), self._hints
            if len(orders) == 1 and numeric.distinct(written):
                grounds.setdefault(written.separator, set()).add(next(iter(orders)))
        self._learn_year_first(known)

    def conflict(self, separator: str) -> bool:
        """Whether the page proves two orders for dates written with a separator."""
        return len(self._proofs.get(separator) or self._hints.get(separator) or ()) > 1

    def of(self, written: Written) -> tuple[DateOrder, tuple[Evidence, ...]]:
        """The order of the numbers, with a remark where it had to be decided."""
        readings = self._readings(written)
        if len(self._proofs.get(written.separator, ())) != 1:
            readings = self._possible(written)
        custom = self.custom(written.separator)
        if self.given is not None:
            swapped = len(readings) > 1 and numeric.distinct(written)
            order = self.given
            if len(written.numbers) == 2 and order == "YMD":
                order = "MDY"
            return order, (Evidence.ORDER_SET,) if swapped else ()
        if len(readings) == 1:
            return next(iter(readings)), ()
        if not readings:
            return custom, ()
        proved = self._proved(written, readings)
        if not numeric.distinct(written):
            return proved or (custom if custom in readings else min(readings)), ()
        if proved is not None:
            return proved, (Evidence.ORDER_PROVED,)
        if len(written.numbers) == 2 and custom == "YMD":
            custom = "MDY"
        order = custom if custom in readings else min(readings)
        return order, (Evidence.ORDER_CUSTOM,)

    def custom(self, separator: str = "/") -> DateOrder:
        """The order that the language and the zone's country write."""
        return numeric.custom(self._language, self._zone, separator)

    def _readings(self, written: Written) -> frozenset[DateOrder]:
        """The orders in which a date exists, on its weekday."""
        orders = numeric.readings(written.numbers, year_first=self._yields_year_first())
        if written.weekday is not None:
            on_weekday = (each for each in orders if numeric.on_weekday(written, each))
            orders = frozenset(on_weekday) or orders
        if written.zone in _MONTH_FIRST and written.separator == "/":
            orders = orders & {"MDY"} or orders
        return orders

    def _possible(self, written: Written) -> frozenset[DateOrder]:
        """The orders in which a date exists, on its weekday, and isn't after the capture.

        That it isn't is only likely: a page announces what is to come. Where dots stand
        between the numbers that is likelier than a month before its day.
        """
        orders = self._readings(written)
        if self._latest is None or len(orders) < 2 or len(written.numbers) < 3:
            return orders
        if written.separator == "." and len(written.numbers[2]) > 2:
            return orders
        past: set[DateOrder] = set()
        for order in orders:
            day = numeric.day_of(*numeric.arranged(written.numbers, order))
            if day is not None and day <= self._latest:
                past.add(order)
        return frozenset(past) or orders

    def _learn_year_first(self, known: list[Written]) -> None:
        """Of 22.05.14 and 22.05.13: the order that puts a page's rows close together holds."""
        groups: dict[str, list[Written]] = {}
        for written in known:
            if len(written.numbers) == 3 and len(written.numbers[2]) == 2:
                groups.setdefault(written.separator, []).append(written)
        for separator, group in groups.items():
            if "YMD" not in set().union(*(self._possible(each) for each in group)):
                continue
            spans: dict[DateOrder, int] = {}
            for order in ("DMY", "MDY", "YMD"):
                days = [numeric.day_of(*numeric.arranged(each.numbers, order)) for each in group]
                if all(day is not None for day in days):
                    ordinals = [day.toordinal() for day in days if day is not None]
                    spans[order] = max(ordinals) - min(ordinals)
            best = min(spans, key=lambda order: spans[order], default=None)
            others = [span for order, span in spans.items() if order != best]
            if best is not None and others and spans[best] * 4 < min(others):
                self._proofs[separator] = {best}

    def _proved(self, written: Written, readings: frozenset[DateOrder]) -> DateOrder | None:
        """The one order that the page's other dates prove; those with the same separator first."""
        orders = self._proofs.get(written.separator) or self._hints.get(written.separator)
        if not orders:
            every = (*self._proofs.values(), *self._hints.values())
            orders = {order for each in every for order in each}
        if len(written.numbers) == 2 and "YMD" in orders:
            orders = (orders - {"YMD"}) | {"MDY"}
        fitting = orders & readings
        return next(iter(fitting)) if len(orders) == 1 and fitting else None

    def _yields_year_first(self) -> bool:
        return self.given == "YMD" or numeric.custom(self._language, self._zone, "/") == "YMD"
