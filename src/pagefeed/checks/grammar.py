"""The grammars: RelaxNG and Schematron of our own writing, as package data.

They are a second net under the rules, which say the same in better words: they are tried
on documents in which the rules found no error, and what they find is told in one sentence.
Long feeds are tried entry by entry, because RelaxNG on a whole document is more than linear.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pagefeed.checks.tree import Walk
from pagefeed.model import Severity

_FOLDER = Path(__file__).parent / "schemas"
_TOGETHER = 500  # entries that are tried as one document
_NAMED = re.compile(r"[Ee]lement ([^ ,]+)")
_ASSERTION = "{http://purl.oclc.org/dsdl/svrl}failed-assert"


@cache
def relaxng(name: str) -> Any:
    """The RelaxNG grammar of a format: "rss" or "atom"."""
    from lxml import etree

    return etree.RelaxNG(etree.parse(_FOLDER / f"{name}.rng"))


@cache
def schematron(name: str) -> Any:
    """The Schematron schema of a format."""
    from lxml import etree

    return import_module("lxml.isoschematron").Schematron(
        etree.parse(_FOLDER / f"{name}.sch"), store_report=True
    )


def check(walk: Walk, root: Any, head: Any, entries: list[Any]) -> None:
    """Try a document in which no error was found: the `head` holds the entries."""
    if any(problem.severity is Severity.ERROR for problem in walk.context.problems):
        return
    if "<!ENTITY" in walk.context.source:
        return  # what isn't expanded can't be tried
    if len(entries) <= _TOGETHER:
        _try(walk, root)
        _assert(walk, root)
        return
    for entry in entries:
        if not _try(walk, entry):
            return
    bare = _without(root, head, set(entries))
    _try(walk, bare)
    _assert(walk, bare)


def _without(root: Any, head: Any, entries: set[Any]) -> Any:
    """The document without its entries."""
    made = _shallow(root)
    into = made
    if head is not root:
        into = _shallow(head)
        made.extend(into if child is head else deepcopy(child) for child in root)
    into.extend(deepcopy(child) for child in head if child not in entries)
    return made


def _shallow(el: Any) -> Any:
    return el.makeelement(el.tag, el.attrib, el.nsmap)


@cache
def _crowded() -> Any:
    """Whether some element has so many children that RelaxNG's time grows with their square."""
    from lxml import etree

    return etree.XPath("boolean(descendant-or-self::*[count(node()) > 4000])")


def _try(walk: Walk, el: Any) -> bool:
    """Whether an element is right by the grammar; the first thing wrong is reported."""
    if _crowded()(el):
        return True  # the rules have looked at it
    grammar = relaxng(walk.format)
    if grammar.validate(el):
        return True
    log = grammar.error_log
    first = log[0] if len(log) else None
    reason = first.message if first else "it is not valid"
    named = _NAMED.search(reason)
    name = named[1] if named else str(el.tag).rpartition("}")[2]
    line = first.line if first else el.sourceline
    walk.context.report(
        f"{walk.format}-grammar", line=line, path=f"//{name}", text=name, name=name, reason=reason
    )
    return False


def _assert(walk: Walk, el: Any) -> None:
    schema = schematron(walk.format)
    if schema.validate(el):
        return
    codes = {failed.get("id") for failed in schema.validation_report.iter(_ASSERTION)}
    for code in sorted(codes):
        walk.context.report(code, line=el.sourceline, path=f"/{walk.format}")
