"""Google Base (g:): goods, jobs, events and the like in an item."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pagefeed.checks import tree, values
from pagefeed.checks.registry import CURRENCIES
from pagefeed.checks.tree import Check, Part, Walk

URI = "http://base.google.com/ns/1.0"
_NS = f"{{{URI}}}"
_PAYMENTS = ("Cash", "Check", "Visa", "MasterCard", "AmericanExpress", "Discover", "WireTransfer")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-].*)?"
)
_AMOUNT = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?(?:\s*[A-Za-z]+(?:\s*/?\s*[A-Za-z.]+)*)?")


def _value(test: Callable[[str], object], expected: str) -> Part:
    """A leaf whose text must pass a test; `expected` is said when it doesn't."""

    def check(walk: Walk, el: Any) -> None:
        text = tree.filled(walk, el)
        if text and not test(text):
            walk.report("google-value", el, element=tree.label(el), value=text, expected=expected)

    return Part(check, attributes=frozenset(("type",)))


def _date(text: str) -> bool:
    return bool(_DAY.fullmatch(text)) and not values.w3cdtf(text)[0]


def _moment(text: str) -> bool:
    return _date(text) or bool(_TIME.fullmatch(text) and not values.w3cdtf(text[:10])[0])


def _span(text: str) -> bool:
    """Two instants with a slash between, or one."""
    return all(_moment(part) for part in text.split("/")[:3]) and text.count("/") < 2


def _links(walk: Walk, el: Any) -> None:
    text = tree.filled(walk, el)
    for link in text.split(","):
        tree.shown(walk, el, values.uri(link.strip()), text, tree.label(el))


def _one_of(*allowed: str) -> Part:
    return Part(_folded(allowed))


def _folded(allowed: tuple[str, ...]) -> Check:
    def check(walk: Walk, el: Any) -> None:
        text = tree.value(el)
        if text.lower() not in allowed:
            tree.choice(walk, el, text, allowed, tree.label(el))

    return check


def _numbers(*names: str) -> tuple[tuple[str, Part], ...]:
    return tuple((f"{_NS}{name}", Part(tree.tested(values.whole))) for name in names)


_DATES = ("expiration_date", "publish_date")
_MOMENTS = ("expiration_date_time", "expire_date_time", "course_date_time", "event_date_time")
IN_CHANNEL: tuple[tuple[str, Part], ...] = ()
IN_ITEM = (
    *((f"{_NS}{name}", _value(_date, "a date such as 2024-05-08")) for name in _DATES),
    *(
        (f"{_NS}{name}", _value(_span, "an instant such as 2024-05-08T14:18:00"))
        for name in ("event_date_range", "course_date_range", "travel_date_range", *_MOMENTS)
    ),
    *_numbers("age", "bathrooms", "bedrooms", "pages", "quantity", "school_district_number"),
    (f"{_NS}year", _value(lambda text: re.fullmatch(r"[0-9]{4}", text), "a year of four digits")),
    (f"{_NS}currency", _value(lambda text: text.lower() in CURRENCIES, "a code of ISO 4217")),
    (f"{_NS}gender", _one_of("male", "m", "female", "f")),
    *(
        (f"{_NS}{name}", _one_of("negotiable", "starting"))
        for name in ("price_type", "salary_type")
    ),
    (f"{_NS}pickup", _one_of("true", "false", "yes", "no", "y", "n")),
    *((f"{_NS}{name}", Part(tree.tested(values.decimal))) for name in ("latitude", "longitude")),
    (
        f"{_NS}marital_status",
        _one_of("single", "divorced", "separated", "widowed", "married", "in relationship"),
    ),
    *(
        (f"{_NS}{name}", _value(_AMOUNT.fullmatch, "a number, with or without a unit"))
        for name in (
            *("price", "salary", "shipping_price", "tax_amount", "weight", "delivery_radius"),
            *("mileage", "square_footage", "megapixels", "memory", "processor_speed"),
        )
    ),
    (f"{_NS}image_link", Part(_links, many=True)),
    (
        f"{_NS}payment_accepted",
        Part(_folded(tuple(name.lower() for name in _PAYMENTS)), many=True),
    ),
)
COMPLETE: tuple[str, ...] = ()
