"""Places: GeoRSS Simple, W3C Basic Geo, and the common shapes of GeoRSS GML."""

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


def _circle(walk: Walk, el: Any) -> None:
    """GeoRSS 1.1 circle: latitude, longitude and a radius in metres."""
    numbers = tree.value(el).replace(",", " ").split()
    if (
        len(numbers) != 3
        or any(values.decimal(number) for number in numbers)
        or not (_inside(numbers[0], 90) and _inside(numbers[1], 180))
    ):
        walk.report("geo-coordinates", el, element=tree.label(el))


def _spot(walk: Walk, el: Any) -> None:
    """W3C Basic Geo's Point: a latitude and a longitude inside."""
    for local, limit in (("lat", 90), ("long", 180)):
        for inner in el.iterchildren(f"{{{_GEO}}}{local}"):
            _degrees(limit)(walk, inner)


def _shape(walk: Walk, shape: Any) -> None:
    """A shape of GML: whether the parts that say where it is are there, each once."""
    ways = _SHAPES.get(shape.tag)
    if ways is not None:
        if not any(all(len(shape.findall(path)) == 1 for path in way) for way in ways):
            walk.report("geo-shape", shape, "", element=tree.label(shape))
    elif shape.tag.startswith(_GML) and tree.name(shape) not in _OTHER_SHAPES:
        walk.report("extension-undefined", shape, element=tree.label(shape), hint="")


def _where(walk: Walk, el: Any) -> None:
    """GeoRSS GML: one shape, its parts, and the coordinates inside."""
    if tree.value(el):
        walk.report("element-stray-text", el, element=tree.label(el))
    shapes = [shape for shape in el if isinstance(shape.tag, str)]
    if len(shapes) != 1:
        walk.report("geo-shape", el, "", element=tree.label(el))
    for shape in shapes:
        _shape(walk, shape)
    for ring in el.iter(f"{_GML}LinearRing"):
        for inner in ring.iterchildren(f"{_GML}posList"):
            _RING(walk, inner)
    for inner in el.iter(f"{_GML}pos", f"{_GML}lowerCorner", f"{_GML}upperCorner"):
        _POINT(walk, inner)
    for inner in el.iter(f"{_GML}posList"):
        if inner.getparent().tag != f"{_GML}LinearRing":
            _LIST(walk, inner)


def _numeric(walk: Walk, el: Any) -> None:
    text = tree.value(el)
    tree.shown(walk, el, values.decimal(text), text, tree.label(el))


_POINT, _LIST, _RING = _pairs(1, 1), _pairs(2), _pairs(4, closed=True)
# The shapes of the GeoRSS GML profile -> the ways to say where they are.
_SHAPES = {
    f"{_GML}Point": ((f"{_GML}pos",), (f"{_GML}coordinates",), (f"{_GML}coord",)),
    f"{_GML}LineString": ((f"{_GML}posList",), (f"{_GML}coordinates",)),
    f"{_GML}Polygon": tuple(
        (f"{_GML}{around}/{_GML}LinearRing/{_GML}{inner}",)
        for around, inner in (
            ("exterior", "posList"),
            ("exterior", "coordinates"),
            ("outerBoundaryIs", "coordinates"),
        )
    ),
    f"{_GML}Envelope": ((f"{_GML}lowerCorner", f"{_GML}upperCorner"),),
}
_OTHER_SHAPES = frozenset(
    (
        *("MultiPoint", "MultiCurve", "MultiSurface", "MultiLineString", "MultiPolygon", "Box"),
        *("MultiGeometry", "Curve", "Surface", "Solid", "CircleByCenterPoint", "LinearRing"),
        *("MultiSolid", "CompositeCurve", "CompositeSurface", "OrientableCurve", "Grid"),
    )
)
_ABOUT = frozenset(("featuretypetag", "relationshiptag", "featurename", "elev", "floor", "radius"))
_PLACES = (
    (f"{{{_GEORSS}}}point", Part(_pairs(1, 1), attributes=_ABOUT)),
    (f"{{{_GEORSS}}}line", Part(_pairs(2), attributes=_ABOUT)),
    (f"{{{_GEORSS}}}polygon", Part(_pairs(4, closed=True), attributes=_ABOUT)),
    (f"{{{_GEORSS}}}box", Part(_pairs(2, 2), attributes=_ABOUT)),
    (f"{{{_GEORSS}}}circle", Part(_circle, attributes=_ABOUT)),
    *((f"{{{_GEORSS}}}{name}", Part(_numeric)) for name in ("elev", "floor", "radius")),
    *(
        (f"{{{_GEORSS}}}{name}", Part(tree.filled, many=True))
        for name in ("featuretypetag", "featureTypeTag", "relationshiptag", "featurename")
    ),
    *((f"{{{_GEORSS}}}{name}", Part(tree.filled)) for name in ("relationshipTag", "featureName")),
    (f"{{{_GEORSS}}}where", Part(_where, attributes=_ABOUT, parent=True)),
    (f"{{{_GEO}}}lat", Part(_degrees(90))),
    (f"{{{_GEO}}}long", Part(_degrees(180))),
    (f"{{{_ICBM}}}latitude", Part(_degrees(90))),
    (f"{{{_ICBM}}}longitude", Part(_degrees(180))),
    (f"{{{_GEO}}}alt", Part(_numeric)),
    (f"{{{_GEO}}}Point", Part(_spot, many=True, parent=True)),
)
IN_CHANNEL = _PLACES
IN_ITEM = _PLACES
COMPLETE = (_GEORSS, _GEO)
