"""A data set's record -> one article: corpora hold documents, not captured pages.

This module owns what makes a bare text an article: its title is the record's, else its
first line. What the text converters found in it counts first.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from pagefeed import clean
from pagefeed.model import Conversion, Draft, Page, Reading

_MORE = re.compile(r"[\d\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # a number, or another line
_ROWS = 3  # rows that make a record a listing
_TITLE = 200  # characters of a first line that still is a title
_SUMMARY = 300  # characters


def convert(page: Page, reading: Reading, found: Conversion) -> Conversion:
    """The record's article, and its rows where it is a page of rows after all."""
    article = next((draft for draft in found.drafts if draft.kind == "article"), None)
    if article is not None:
        named = replace(article, title=page.title or article.title, link=article.link or page.url)
        drafts = tuple(named if draft is article else draft for draft in found.drafts)
        return replace(found, drafts=drafts)
    if len(found.drafts) >= _ROWS:
        return found
    draft = _document(page, reading)
    return found if draft is None else Conversion(drafts=(draft,))


def of_one_line(page: Page, reading: Reading) -> Conversion | None:
    """A record of one line without a number, which can hold neither rows nor a title over a text."""
    if reading.rows or _MORE.search(page.text.strip()) is not None:
        return None
    draft = _document(page, reading)
    return None if draft is None else Conversion(drafts=(draft,))


def _document(page: Page, reading: Reading) -> Draft | None:
    lines = [clean.line(line) for line in page.text.splitlines()]
    lines = [line for line in lines if line]
    if not lines:
        return None
    title = page.title or ""
    if not title:
        title, rest = _headed(lines[0])
        lines = [*([rest] if rest else []), *lines[1:]]
    elif clean.key(lines[0]) == clean.key(title):
        lines = lines[1:]
    text = lines[0] if lines else ""
    return Draft(
        kind="article",
        title=title,
        line=1,
        place=0,
        summary=text if len(text) <= _SUMMARY else text[:_SUMMARY].rpartition(" ")[0] + " …",
        content="\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines),
        categories=(reading.words.article_category,),
        link=page.url,
        language=page.language or reading.language,
    )


def _headed(first: str) -> tuple[str, str]:
    """A title from a first line, and what is left of it: a whole paragraph is cut at a word."""
    if len(first) <= _TITLE:
        return first, ""
    return first[:80].rpartition(" ")[0] + " …", first
