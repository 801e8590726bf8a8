"""The dates that elements state in their attributes: `datetime`, `data-timestamp` and kin.

This module owns the attributes' names. What a date means is `dates.machine`'s.
"""

from __future__ import annotations

import re
from typing import Any

_NAMES = (
    "datetime", "data-datetime", "data-timestamp", "data-time", "data-date", "data-publish-date",
    "data-published", "data-pubdate", "data-utc", "data-unixtime", "data-epoch", "data-created",
    "data-published-at", "data-publishdate", "data-livestamp", "data-timeago",
)  # fmt: skip
_ANY = frozenset(_NAMES)
_OTHERS = frozenset(("meta", "abbr"))  # that state a date in attributes of other names
_NAMED = re.compile(r"date.|.time|time-")  # tags of a site's own, and not `<time>`
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")  # seconds, or milliseconds
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?")


def stated(element: Any) -> str:
    """The date that an element states in one of its attributes, or ""."""
    attributes = element.attrib
    if not attributes:
        return ""
    if element.tag not in _OTHERS and _ANY.isdisjoint(attributes):
        return _of_own_element(element) if _NAMED.search(element.tag) else ""
    for name in _NAMES:
        value = attributes.get(name)
        if value and 6 <= len(value) <= 60 and any(c.isdigit() for c in value):
            if name == "datetime" and element.tag in {"ins", "del"}:
                continue
            if name != "datetime" and not re.search(r"\d{4}-\d\d-\d\d|\d{8}|\b\d{4}\b", value):
                continue
            return str(value).strip()
    if element.tag == "meta" and attributes.get("itemprop") in {"datePublished", "dateCreated"}:
        return (attributes.get("content") or "").strip()
    if element.tag == "abbr" and "published" in (attributes.get("class") or ""):
        return str(attributes.get("title") or "")
    return ""


def _of_own_element(element: Any) -> str:
    """The instant that an element of a site's own states, whatever its attribute is called.

    `<dateformat time="1620801180">`, `<relative-time when="2021-05-12T09:33:00Z">`.
    """
    values = (value.strip() for value in element.attrib.values())
    return next((each for each in values if _EPOCH.fullmatch(each) or is_instant(each)), "")


def is_instant(value: str) -> bool:
    """Whether an attribute's value is a day with its time, whatever the attribute is called."""
    return _INSTANT.fullmatch(value.strip()) is not None
