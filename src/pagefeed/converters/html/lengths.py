"""Times that tell how long a film is: "1:24" beside a title in a list of videos.

This module owns telling them from times of the day. It must not know what dates mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pagefeed.converters import headings
from pagefeed.converters.html import flashes, groups
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import marks

if TYPE_CHECKING:
    from pagefeed.converters.html.rows import Row

_LENGTH = re.compile(
    r"(?:^|[\s_-])(?:dur|duration|durée|dauer|length|runtime|laufzeit)(?:$|[\s_-])"
)

_ICON = re.compile(r"(?:icon|ico|fa|glyph\w*)[_-]+(?:video|play|film|camera)(?:$|[\s_-])")
_FEWEST = 2  # rows of a list of films


def without(rows: list[Row]) -> list[Row]:
    """The rows, those of lists of videos without their times: unless these run back down the list.

    Where one is marked as a length, or is no clock's, all are. A sign of a film beside each time
    makes a list of videos, whatever stands over it.
    """
    shown = (row for row in rows if row.anchor is not None)
    for members in groups.of_rows(shown):
        films = members
        if not _are_filmed(members):
            films = [row for row in members if headings.shows_videos(row.section)]
        if films:
            _forget(films)
    return rows


def _are_filmed(members: list[Row]) -> bool:
    return len(members) >= _FEWEST and all(_is_filmed(row.anchor) for row in members if row.anchor)


def _is_filmed(anchor: Anchor) -> bool:
    """Whether a sign of a film stands in the box of a time: `<i class="icon-video"></i> 08:36`."""
    if not anchor.time_only:
        return False
    around = (anchor.element, *anchor.element.itersiblings(preceding=True))
    return any(
        _ICON.search(marks(each))
        for box in around
        for each in box.iter()
        if isinstance(each.tag, str)
    )


def _forget(films: list[Row]) -> None:
    """Take from the rows of one list the times that are how long they last."""
    timed = [(row.anchor, row.element) for row in films if row.anchor and row.anchor.time_only]
    if len(timed) != len(films):
        return
    if flashes.run_back(timed) and not any(_is_length(each, box) for each, box in timed):
        return
    for row in films:
        if row.anchor is not None and not row.others:
            row.anchor = row.anchor._replace(written=None)


def _is_length(anchor: Anchor, box: Any) -> bool:
    if anchor.written is not None and not anchor.written.possible_time:
        return True
    return any(_LENGTH.search(marks(each)) is not None for each in (anchor.element, box))
