"""Dublin Core: the fifteen elements of 1.1, and its terms, of which some are dates."""

from __future__ import annotations

from pagefeed.checks import tree, values
from pagefeed.checks.tree import Part

_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_DATES = ("available", "created", "dateAccepted", "dateCopyrighted", "dateSubmitted", "issued")

_OTHERS = (  # DCMI Metadata Terms section 2
    *("abstract", "accessRights", "accrualMethod", "accrualPeriodicity", "accrualPolicy"),
    *("alternative", "audience", "bibliographicCitation", "conformsTo", "contributor"),
    *("coverage", "creator", "date", "description", "educationLevel", "extent", "format"),
    *("hasFormat", "hasPart", "hasVersion", "identifier", "instructionalMethod", "isFormatOf"),
    *("isPartOf", "isReferencedBy", "isReplacedBy", "isRequiredBy", "isVersionOf", "language"),
    *("license", "mediator", "medium", "provenance", "publisher", "references", "relation"),
    *("replaces", "requires", "rights", "rightsHolder", "source", "spatial", "subject"),
    *("tableOfContents", "temporal", "title", "type", "valid"),
)
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
    *((f"{{{_TERMS}}}{name}", Part(tree.anything, many=True, parent=True)) for name in _OTHERS),
)
IN_CHANNEL = _DUBLIN
IN_ITEM = _DUBLIN
COMPLETE = (_DC, _TERMS)
