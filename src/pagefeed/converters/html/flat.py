"""Lists without an element a row: `<dt>date<dd>title`, rows of a table in turn, `<br>`.

This module owns which title belongs to a date among its neighbours. It must not decide
what is a row where an element holds both.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import islice
from typing import Any

from pagefeed import dates
from pagefeed.converters import labels
from pagefeed.converters.html import fitting, headlines, links, phrases
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.tree import HEADINGS, HIDDEN, Tree, has_digit, is_small, words

_EDGE = 2  # characters before a time that begins a line, or behind one that ends it
_LABEL = 30  # characters of a label beside a date
_FEW = 3  # words of one
_PASSED = 8  # elements before a date among which its title is looked for
Found = tuple[str, Any, str | None]  # title, the element that shows it, link


def titles(
    tree: Tree, tops: list[tuple[Anchor, Any]], everywhere: set[Any], bounds: set[Any]
) -> list[Found | None]:
    """The title of each date (with the element that it fills), or None.

    Titles follow their dates or come before them, the same way in all the list.
    `everywhere` holds all elements of the page that are dates, `bounds` its day headings.
    """
    dated = {top for _, top in tops} | bounds
    after = [_after(tree, top, anchor, dated, everywhere) for anchor, top in tops]
    if len(tops) < 2:  # what stands below a lone date may be the menu
        return [each if each is not None and each[2] else None for each in after]
    before = [_before(tree, top, anchor, dated, everywhere) for anchor, top in tops]
    # Where nothing stands above the first date, titles above the others belong to the one before.
    above = before[0] is not None or after[-1] is None
    if above and (_count(before) > _count(after) or _ends_in_more(before[0], after[-1])):
        return before
    return after


def _ends_in_more(first: Found | None, last: Found | None) -> bool:
    """Whether, of the links that enclose a list, but the last is as short as "All reports"."""
    if first is None or last is None:
        return False
    return phrases.short(last[0]) and not phrases.short(first[0])


def _count(found: list[Found | None]) -> int:
    return sum(1 for each in found if each is not None)


def _after(
    tree: Tree, top: Any, anchor: Anchor, dated: set[Any], everywhere: set[Any]
) -> Found | None:
    """What follows a date up to the next one, if that is one linked title alone."""
    found: list[Found] = []
    for sibling in top.itersiblings():
        if sibling in dated or (sibling.tag in HEADINGS and found) or len(found) > 2:
            break
        if not isinstance(sibling.tag, str) or sibling.tag in HIDDEN:
            continue
        if _is_list(sibling, everywhere):
            return None  # the date is its heading
        title = _title(tree, sibling, anchor)
        if title is not None:
            found.append(title)
    linked = [each for each in found if _target(each) and _fits(each, anchor)]
    return linked[0] if len({_target(each) for each in linked}) == 1 else None


def _before(
    tree: Tree, top: Any, anchor: Anchor, dated: set[Any], everywhere: set[Any]
) -> Found | None:
    """The linked title right before a date, or before a summary and "more" with the same link."""
    found: Found | None = None
    for passed, sibling in enumerate(top.itersiblings(preceding=True)):
        if sibling in dated or passed > _PASSED:
            break
        if not isinstance(sibling.tag, str) or sibling.tag in HIDDEN or not words(sibling):
            continue
        if _is_list(sibling, everywhere):
            break
        title = _title(tree, sibling, anchor)
        target = "" if title is None else _target(title)
        if target and (found is None or target == _target(found)):
            found = title
        elif found is None or title is None or target:
            break
    return found if found is not None and _fits(found, anchor) else None


def _target(found: Found) -> str:
    """What a title links to: an address, or what stands for one on a page without its own."""
    return found[2] or links.stated(found[1])


def _title(tree: Tree, sibling: Any, anchor: Anchor) -> Found | None:
    title = headlines.title_in(sibling, anchor, strict=False)
    if title is None and sibling.tag != "a":
        return None
    text, element = title or (words(sibling), sibling)
    if not phrases.plausible(text, strict=False):
        return None
    return text, element, links.of(tree, sibling, element)


def _is_label(anchor: Anchor) -> bool:
    if labels.times_reading(anchor.rest) or labels.adds_nothing(anchor.rest):
        return True
    label = anchor.rest.strip(headlines.EDGES)
    return len(label) <= _LABEL and len(label.split()) <= _FEW and not has_digit(label)


def _fits(found: Found, anchor: Anchor) -> bool:
    """Whether a title may belong to a date with words beside it ("by Ann | 5 March"): a heading.

    Or any, where but a label stands beside it: "5 March | Scotland".
    """
    if anchor.alone or _is_label(anchor) or fitting.opens_summary(anchor):
        return True
    element = found[1]
    return any(each.tag in HEADINGS for each in (element, *element.iterancestors()))


def _is_list(element: Any, everywhere: set[Any]) -> bool:
    """Whether it holds several links that could be titles, or a date of its own."""
    links = [element] if element.tag == "a" else list(element.iter("a"))
    texts = [(words(each), each.get("href") or "") for each in links]
    longest = max((len(text) for text, _ in texts), default=0)
    targets = {  # a section's or another site's name beside a title is none
        href for text, href in texts
        if phrases.plausible(text, strict=False) and 2 * len(text) >= longest
    }  # fmt: skip
    return len(targets) > 1 or any(each in everywhere for each in element.iter())


# Rows parted by `<br>`.


def part_lines(tree: Tree) -> None:
    """Give rows that only `<br>` parts an element each, where three of them or more are rows.

    Rows of several lines are parted by two.
    """
    for parent in list(tree.root.iter("p", "div", "td", "font", "center", "span")):
        breaks = [child for child in parent if child.tag == "br"]
        if len(breaks) < 2:
            continue
        if _holds_rows(parent, breaks, tree.language):
            _wrap(parent, breaks)
            continue
        doubled = [each for each in breaks if _is_doubled(each)]
        if 2 <= len(doubled) < len(breaks) and _holds_rows(parent, doubled, tree.language):
            _wrap(parent, doubled)


def _holds_rows(parent: Any, ends: list[Any], language: str | None) -> bool:
    rows = (run for run in _runs(parent, ends) if _is_row(run, language))
    return sum(1 for _ in islice(rows, _FEWEST)) == _FEWEST


def _is_doubled(line_end: Any) -> bool:
    """Whether another line end stands right before or behind."""
    before, behind = line_end.getprevious(), line_end.getnext()
    if behind is not None and behind.tag == "br" and not (line_end.tail or "").strip():
        return True
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def spread_cells(tree: Tree) -> None:
    """Give each row of a table the date that a cell beside several rows states for all of them."""
    left = _COPIES
    for cell in list(tree.root.iter("td", "th")):
        span = cell.get("rowspan") or ""
        if not span.isdecimal() or not 2 <= int(span) <= _SPANNED:
            continue
        text = words(cell) if is_small(cell) else ""
        if not 4 <= len(text) <= _SHORT:
            continue
        left -= int(span)
        if left < 0:
            return
        if not any(each.has_date for each in dates.find(text, tree.language)):
            continue
        first = cell.getparent()
        place = first.index(cell)
        del cell.attrib["rowspan"]
        for row in islice(first.itersiblings("tr"), int(span) - 1):
            row.insert(place, deepcopy(cell))


_COPIES = 5_000  # of such cells on one page
_SPANNED = 100  # rows beside one cell
_SHORT = 60  # characters of a cell with a date
_FEWEST = 3
_ASIDE = HEADINGS | {"p", "ul", "ol", "table", "hr", "blockquote", "dl", "form"}  # no part of a row
_LONGEST = 400  # characters of a row
_LARGEST = 200  # elements in a part of a row


def _runs(parent: Any, ends: list[Any]) -> list[tuple[str, bool]]:
    """What stands between the line ends: its text, and whether it holds a link."""
    runs: list[tuple[str, bool]] = []
    text, linked = parent.text or "", False
    parting = frozenset(ends)
    for child in parent:
        if child in parting or child.tag in _ASIDE:
            runs.append((text, linked))
            text, linked = "", False
        elif len(text) > _LONGEST or sum(1 for _ in islice(child.iter(), _LARGEST)) == _LARGEST:
            text += " " * _LONGEST + "…"  # no row, whatever else stands in it
        elif isinstance(child.tag, str):
            text += " " if child.tag == "br" else words(child)
            linked = linked or child.tag == "a" or child.find(".//a") is not None
        text += child.tail or ""
    return [*runs, (text, linked)]


def _is_row(run: tuple[str, bool], language: str | None) -> bool:
    text, linked = run
    if not linked or not 10 <= len(text) <= _LONGEST:
        return False
    return any(
        (each.has_date or each.relative or (each.has_time and _at_edge(each, text)))
        and not each.ranged
        for each in dates.find(text, language)
    )


def _at_edge(written: dates.Written, text: str) -> bool:
    return written.start <= _EDGE or written.end >= len(text) - _EDGE


def _wrap(parent: Any, ends: list[Any]) -> None:
    line = parent.makeelement("div")
    line.text, parent.text = parent.text, None
    lines = [line]
    parting = frozenset(ends)
    for child in list(parent):
        tail, child.tail = child.tail, None
        parent.remove(child)
        if child in parting or child.tag in _ASIDE:
            line = parent.makeelement("div")
            line.text = tail
            lines += [line] if child.tag == "br" else [child, line]
        else:
            line.append(child)
            child.tail = tail
    parent.extend(each for each in lines if len(each) or (each.text or "").strip())
