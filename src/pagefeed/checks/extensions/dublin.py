"""Dublin Core: the fifteen elements of 1.1, and the dates of its terms."""

from __future__ import annotations

from pagefeed.checks import tree, values
from pagefeed.checks.tree import Part

_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_DATES = ("available", "created", "dateAccepted", "dateCopyrighted", "dateSubmitted", "issued")

_DUBLIN = (
    (f"{{{_DC}}}date", Part(tree.dated(values.w3cdtf))),
    (f"{{{_DC}}}language", Part(tree.tested(values.language))),
    *(
        (f"{{{_DC}}}{name}", Part(tree.plain, many=True))
        for name in (
            *("title", "creator", "subject", "publisher", "contributor", "type", "format"),
            *("identifier", "source", "relation", "coverage", "rights"),
        )
    ),
    (f"{{{_DC}}}description", Part(tree.filled, many=True)),
    *(
        (f"{{{_TERMS}}}{name}", Part(tree.dated(values.w3cdtf), many=True))
        for name in (*_DATES, "modified")
    ),
)
IN_CHANNEL = _DUBLIN
IN_ITEM = _DUBLIN
COMPLETE = (_DC,)
