"""Places: GeoRSS Simple, W3C Basic Geo, and the shell of GeoRSS GML."""

from __future__ import annotations

import re
from typing import Any

from pagefeed.checks import tree, values
from pagefeed.checks.tree import Check, Part, Walk

_GEORSS = "http://www.georss.org/georss"
_GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
_ICBM = "http://postneo.com/icbm/"
_GML = "{http://www.opengis.net/gml}"
_SPLIT = re.compile(r"[\s,]+")


def _pairs(least: int, most: int | None = None, *, closed: bool = False) -> Check:
    """A Check for pairs of latitude and longitude, blanks between."""

    def check(walk: Walk, el: Any) -> None:
        text = tree.value(el)
        numbers = [part for part in _SPLIT.split(text) if part]
        wrong = any(values.decimal(number) for number in numbers) or len(numbers) % 2
        pairs = len(numbers) // 2
        if wrong or pairs < least or (most is not None and pairs > most):
            walk.report("geo-coordinates", el, element=tree.label(el))
            return
        if "," in text:
            walk.report("geo-comma", el, element=tree.label(el))
        if not all(_inside(number, 180 if i % 2 else 90) for i, number in enumerate(numbers)):
            walk.report("geo-coordinates", el, element=tree.label(el))
        elif closed and numbers[:2] != numbers[-2:]:
            walk.report("geo-not-closed", el, element=tree.label(el))

    return check


def _inside(number: str, limit: int) -> bool:
    return abs(float(number)) <= limit


def _degrees(limit: int) -> Check:
    def check(walk: Walk, el: Any) -> None:
        text = tree.value(el)
        if values.decimal(text) or not _inside(text, limit):
            walk.report("geo-coordinates", el, element=tree.label(el))

    return check


def _where(walk: Walk, el: Any) -> None:
    """GeoRSS GML: the coordinates inside, whatever stands around them."""
    for inner in el.iter(f"{_GML}pos", f"{_GML}lowerCorner", f"{_GML}upperCorner"):
        _POINT(walk, inner)
    for inner in el.iter(f"{_GML}posList"):
        _LIST(walk, inner)


def _numeric(walk: Walk, el: Any) -> None:
    text = tree.value(el)
    tree.shown(walk, el, values.decimal(text), text, tree.label(el))


_POINT, _LIST = _pairs(1, 1), _pairs(2)
_ABOUT = frozenset(("featuretypetag", "relationshiptag", "featurename", "elev", "floor", "radius"))
_PLACES = (
    (f"{{{_GEORSS}}}point", Part(_pairs(1, 1), many=True, attributes=_ABOUT)),
    (f"{{{_GEORSS}}}line", Part(_pairs(2), many=True, attributes=_ABOUT)),
    (f"{{{_GEORSS}}}polygon", Part(_pairs(4, closed=True), many=True, attributes=_ABOUT)),
    (f"{{{_GEORSS}}}box", Part(_pairs(2, 2), many=True, attributes=_ABOUT)),
    (f"{{{_GEORSS}}}circle", Part(tree.filled, many=True, attributes=_ABOUT)),
    *((f"{{{_GEORSS}}}{name}", Part(_numeric)) for name in ("elev", "floor", "radius")),
    *(
        (f"{{{_GEORSS}}}{name}", Part(tree.filled, many=True))
        for name in ("featuretypetag", "featureTypeTag", "relationshiptag", "featurename")
    ),
    *((f"{{{_GEORSS}}}{name}", Part(tree.filled)) for name in ("relationshipTag", "featureName")),
    (f"{{{_GEORSS}}}where", Part(_where, many=True, attributes=_ABOUT, parent=True)),
    (f"{{{_GEO}}}lat", Part(_degrees(90))),
    (f"{{{_GEO}}}long", Part(_degrees(180))),
    (f"{{{_ICBM}}}latitude", Part(_degrees(90))),
    (f"{{{_ICBM}}}longitude", Part(_degrees(180))),
    (f"{{{_GEO}}}alt", Part(_numeric)),
    (f"{{{_GEO}}}Point", Part(tree.anything, many=True, parent=True)),
)
IN_CHANNEL = _PLACES
IN_ITEM = _PLACES
COMPLETE = (_GEORSS, _GEO)
