"""Times that tell how long a film is: "1:24" beside a title in a list of videos.

This module owns telling them from times of the day. It must not know what dates mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagefeed.converters import headings
from pagefeed.converters.html import flashes

if TYPE_CHECKING:
    from pagefeed.converters.html.rows import Row


def without(rows: list[Row]) -> list[Row]:
    """The rows, those of lists of videos without their times: unless these run back down the list."""
    lists: dict[int, list[Row]] = {}
    for row in rows:
        if not row.heading and row.anchor is not None and headings.shows_videos(row.section):
            lists.setdefault(row.group, []).append(row)
    for members in lists.values():
        timed = [
            (row.anchor, row.element) for row in members if row.anchor and row.anchor.time_only
        ]
        if len(timed) != len(members) or flashes.run_back(timed):
            continue
        for row in members:
            if row.anchor is not None and not row.others:
                row.anchor = row.anchor._replace(written=None)
    return rows
