"""Is this a feed that every reader can take? Bytes -> Problems.

`check` tries any feed, ours or not, on its own; `compare` tries bytes against the Feed
that they were rendered from. Both are pure: nothing is fetched, no file is read but our
own schemas, no clock is read, and no renderer is known here.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from pagefeed.checks.context import Context
from pagefeed.model import Problem, Severity

if TYPE_CHECKING:
    from pagefeed.model import Feed

__all__ = ["check", "compare"]

# How HTML begins, comments aside; of a feed no element is called html.
_PAGE = re.compile(rb"(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL)


def check(
    data: bytes, *, url: str | None = None, content_type: str | None = None, name: str = ""
) -> tuple[Problem, ...]:
    """Everything that is wrong with a feed (or an OPML document), in document order.

    `url` is where it was fetched from, `content_type` the header it came with, `name`
    what Problems call it. Never raises, whatever the bytes; takes time in proportion to
    their number. Of one kind of problem the first hundred are listed, the others counted.
    """
    context = Context(name=name, url=url, content_type=content_type)
    kind = _kind(data, content_type)
    if kind == "empty":
        context.report("document-empty", line=1)
    elif kind == "json":
        jsonfeed = import_module("pagefeed.checks.jsonfeed")
        context.problems.extend(jsonfeed.check(data, context))
    elif kind == "page":
        document = import_module("pagefeed.checks.document")
        document.refuse_page(data, context)
    else:
        xml = import_module("pagefeed.checks.xml")
        xml.check(data, context)
    return context.close()


def compare(data: bytes, feed: Feed) -> tuple[Problem, ...]:
    """Where the bytes of an RSS, Atom or JSON feed say something else than `feed`.

    Ids, their order, links, titles, dates and categories are compared.
    """
    against = import_module("pagefeed.checks.against")
    return tuple(against.compare(data, feed))


def failed(problems: tuple[Problem, ...], *, strict: bool = False) -> bool:
    """Whether the problems keep a feed from being published: errors, or under strict any."""
    return any(strict or problem.severity is Severity.ERROR for problem in problems)


def _kind(data: bytes, content_type: str | None) -> str:
    """How the bytes are to be read: "empty", "json", "page" or "xml"."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start[2:].lstrip()
    if not start and not data.strip(b" \t\r\n\0"):
        return "empty"
    if start[:1] in (b"{", b"["):
        return "json"
    if _PAGE.match(start):
        return "page"
    media = (content_type or "").partition(";")[0].strip().lower()
    if start[:1] != b"<" and media.endswith(("/json", "+json")):
        return "json"
    return "xml"
