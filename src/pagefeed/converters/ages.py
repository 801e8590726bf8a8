"""How long ago it was, beside a day: "3 May 4 weeks ago" is one stamp, which states the day.

This module owns joining the two. How a page counts time from its capture, `dates` knows.
"""

from __future__ import annotations

import re

from pagefeed.dates import Written

_BETWEEN = " ()|•·,-–—"  # between a day and its age
_AGE = re.compile(r"[ ()|•·,–—-]{1,3}(?:an?|\d{1,2}) (?:month|year)s? ago\b\)?", re.IGNORECASE)


def joined(text: str, found: tuple[Written, ...]) -> tuple[Written, ...]:
    """The stamps of a line, of which one with its age is one: "3 May 4 weeks ago"."""
    kept: list[Written] = []
    for each in found:
        last = kept[-1] if kept else None
        aged = last is not None and last.has_date and each.ago is not None and not each.has_date
        if last is not None and aged and not text[last.end : each.start].strip(_BETWEEN):
            kept[-1] = last._replace(end=each.end, text=text[last.start : each.end])
        else:
            kept.append(each)
    age = _AGE.match(text, kept[-1].end) if kept and kept[-1].has_date else None
    if age is not None:
        kept[-1] = kept[-1]._replace(end=age.end(), text=text[kept[-1].start : age.end()])
    return tuple(kept)
