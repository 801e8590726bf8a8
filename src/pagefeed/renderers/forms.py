"""Dates in the form that all formats share."""

from __future__ import annotations

from datetime import UTC, datetime


def whole(when: datetime) -> datetime:
    """The instant as RFC 3339 and RFC 822 can say it: whole seconds, an offset in minutes."""
    offset = when.utcoffset()
    assert offset is not None, "a date without its zone"
    if offset.total_seconds() % 60:
        when = when.astimezone(UTC)
    return when.replace(microsecond=0)
