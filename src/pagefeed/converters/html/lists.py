"""Rows without dates: links that repeat in the same structure on a page of lists.

This module owns telling headlines from menus. Used only where a page has neither an
article nor dated rows.
"""

from __future__ import annotations

from typing import Any

from pagefeed.converters.html import cells, headlines, phrases, rows
from pagefeed.converters.html.addresses import day_in
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import HEADINGS, Tree, words

_FEWEST = 3  # links of a list


def find(tree: Tree) -> list[rows.Row]:
    """Headline links, in the page's order, each address once."""
    body = tree.root.find("body")
    if body is None:
        return []
    groups: dict[tuple[str, ...], list[Any]] = {}
    for link in body.iter("a"):
        if _in_menu(link) or not phrases.plausible(words(link), strict=True):
            continue
        groups.setdefault(_signature(link), []).append(link)
    kept = [link for members in groups.values() if len(members) >= _FEWEST for link in members]
    order = {link: place for place, link in enumerate(body.iter("a"))}
    found: list[rows.Row] = []
    seen: set[str] = set()
    for link in sorted(kept, key=lambda each: order[each]):
        address = tree.absolute(link.get("href"))
        if address is None or address in seen or address == tree.url:
            continue
        seen.add(address)
        found.append(_row(tree, link, address, len(found)))
    return found


def _row(tree: Tree, link: Any, address: str, order: int) -> rows.Row:
    anchor = Anchor(element=link, written=None, text=words(link), order=order)
    made = _beside(tree, link, anchor, address)
    day = day_in(address, "UTC")
    if day is not None:
        made.anchor = Anchor(
            element=link, written=None, machine=day.when.date().isoformat(), order=order
        )
    return made


def _beside(tree: Tree, link: Any, anchor: Anchor, address: str) -> rows.Row:
    """The row of a headline link that has no date: what stands in the smallest box around it."""
    box = link
    for above in link.iterancestors():
        if above.tag in {"body", "main", "ul", "ol", "section", "table", "tbody"}:
            break
        if len({each.get("href") for each in above.iter("a") if len(words(each)) > 25}) > 1:
            break
        box = above
    heads = [each for each in link.iter(*HEADINGS) if phrases.plausible(words(each), strict=False)]
    titled = heads[0] if len(heads) == 1 else link
    title = words(titled, headlines.badges(titled))
    image, alt = cells.image(tree, box)
    bare = Anchor(element=anchor.element, written=None, order=anchor.order)
    return rows.Row(
        element=box, anchor=bare, title=title, link=address, group=0,
        summary=cells.summary(box, titled, bare, title, ""), section=cells.section(tree, box),
        image=image, alt=alt, line=link.sourceline or 0, titled=titled,
    )  # fmt: skip


def _signature(link: Any) -> tuple[str, ...]:
    path = [link.get("class") or ""]
    path.extend(above.tag for above in link.iterancestors())
    return tuple(path)


def _in_menu(link: Any) -> bool:
    return any(above.tag in {"nav", "footer", "aside", "header"} for above in link.iterancestors())
