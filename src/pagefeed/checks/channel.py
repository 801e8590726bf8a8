"""The parts of an RSS channel that have parts of their own: image, cloud, textInput, skip lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pagefeed.checks import tree, values
from pagefeed.checks.tree import Part, Walk

CLOUD = frozenset(("domain", "port", "path", "registerProcedure", "protocol"))
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_:.-]*")  # HTML 4.01 section 6.2, NAME
_PICTURE = re.compile(r"\.(?:gif|jpe?g|png)(?:[?#].*)?$", re.IGNORECASE)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _size(most: int) -> tree.Check:
    def check(walk: Walk, el: Any) -> None:
        text = tree.exact(walk, el)
        if values.positive(text):
            tree.shown(walk, el, "number-not-positive", text, tree.label(el))
        elif int(text[:9]) > most:
            walk.report(
                "number-out-of-range", el, what=tree.label(el), value=text, least=1, most=most
            )

    return check


def _picture(walk: Walk, el: Any) -> None:
    text = tree.exact(walk, el)
    wrong = values.uri(text)
    tree.shown(walk, el, wrong, text, "image url")
    if not wrong and re.search(r"\.[a-z]{2,4}$", text, re.IGNORECASE) and not _PICTURE.search(text):
        walk.report("rss-image-format", el)


def _form_name(walk: Walk, el: Any) -> None:
    text = tree.filled(walk, el)
    if not _NAME.fullmatch(text):
        walk.report("rss-textinput-name", el, value=text)


_IMAGE = (
    ("url", Part(_picture)),
    ("title", Part(tree.plain)),
    ("link", Part(tree.tested(values.uri))),
    ("width", Part(_size(144))),
    ("height", Part(_size(400))),
    ("description", Part(tree.plain)),
)
_TEXT_INPUT = (
    ("title", Part(tree.plain)),
    ("description", Part(tree.plain)),
    ("name", Part(_form_name)),
    ("link", Part(tree.tested(values.uri))),
)
NAMES = {
    "image": frozenset(tag for tag, _ in _IMAGE),
    "textInput": frozenset(tag for tag, _ in _TEXT_INPUT),
    "skipHours": frozenset(("hour",)),
    "skipDays": frozenset(("day",)),
}


def image(walk: Walk, el: Any) -> None:
    """RSS 2.0 `image`: url, title and link required; at most 144 by 400 pixels."""
    _group(walk, el, _IMAGE, ("url", "title", "link"), "rss-image-missing")


def text_input(walk: Walk, el: Any) -> None:
    """RSS 2.0 `textInput`: all four of its parts are required."""
    walk.report("rss-textinput-useless", el, "")
    _group(walk, el, _TEXT_INPUT, ("title", "description", "name", "link"), "rss-textinput-missing")


def _group(
    walk: Walk,
    el: Any,
    table: tuple[tuple[str, Part], ...],
    needed: tuple[str, ...],
    code: str,
) -> dict[str, Any]:
    from pagefeed.checks.rss import unknown

    seen = tree.children(walk, el, dict(table), unknown)
    for tag in needed:
        if tag not in seen:
            walk.report(f"{code}-{tag}", el, "")
    return seen


def cloud(walk: Walk, el: Any) -> None:
    """RSS 2.0 `cloud` (rssCloud): five attributes, all required."""
    if tree.value(el):
        walk.report("element-not-empty", el, element="cloud")
    for attribute in ("domain", "port", "path", "registerProcedure", "protocol"):
        found = el.get(attribute)
        if found is None:
            walk.report("attribute-missing", el, "", attribute=attribute, element="cloud")
        elif not found.strip() and attribute in ("domain", "path"):
            walk.report("attribute-blank", el, "", attribute=attribute, element="cloud")
    port = el.get("port")
    if port is not None and values.positive(port):
        tree.shown(walk, el, "number-not-positive", port, "cloud port")
    elif port and int(port[:9]) > 65535:
        walk.report("number-out-of-range", el, what="cloud port", value=port, least=1, most=65535)
    protocol = el.get("protocol")
    if protocol is not None:
        tree.choice(walk, el, protocol, ("xml-rpc", "soap", "http-post"), "cloud protocol")


def skip_hours(walk: Walk, el: Any) -> None:
    """RSS 2.0 `skipHours`: up to 24 hours, 0 to 23, none twice."""
    seen: set[int] = set()

    def hour(walk: Walk, el: Any) -> None:
        text = tree.exact(walk, el)
        if values.whole(text) or int(text[:9]) > 24:
            walk.report("number-out-of-range", el, what="hour", value=text, least=0, most=23)
            return
        number = int(text)
        if number == 24:
            walk.report("rss-skiphours-midnight", el)
        if number % 24 in seen:
            walk.report("rss-skip-repeated", el, value=text, parent="skipHours")
        seen.add(number % 24)

    _list(walk, el, "hour", hour, 24)


def skip_days(walk: Walk, el: Any) -> None:
    """RSS 2.0 `skipDays`: up to seven days by their English names, none twice."""
    seen: set[str] = set()

    def day(walk: Walk, el: Any) -> None:
        text = tree.exact(walk, el)
        tree.choice(walk, el, text, _DAYS, "day")
        if text in seen:
            walk.report("rss-skip-repeated", el, value=text, parent="skipDays")
        seen.add(text)

    _list(walk, el, "day", day, 7)


def _list(walk: Walk, el: Any, tag: str, check: tree.Check, most: int) -> None:
    from pagefeed.checks.rss import unknown

    seen = tree.children(walk, el, {tag: Part(check, many=True)}, unknown)
    if tag not in seen:
        walk.report("rss-skip-empty", el, "", element=tree.name(el), child=tag)
    elif len(el) > most:
        walk.report("rss-skip-too-many", el, "", element=tree.name(el), most=most)


def matching(walk: Walk, seen: Mapping[str, Any]) -> None:
    """The image's title and link, which should be the channel's."""
    picture = seen.get("image")
    if picture is None:
        return
    for tag in ("title", "link"):
        mine, its = seen.get(tag), picture.find(tag)
        if mine is None or its is None or not tree.value(its):
            continue
        if tree.value(mine).rstrip("/") != tree.value(its).rstrip("/"):
            walk.report(f"rss-image-{tag}-differs", its, channel=tree.value(mine))
