"""Drafts and captures for tests, in a few words. The zone is Yerevan's, four hours ahead of UTC."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from pagefeed.ledger import Capture
from pagefeed.model import Draft, Evidence, Page, Precision, Stamp

ZONE = timezone(timedelta(hours=4))


def stamp(
    text: str, *evidence: Evidence, zone: timezone = ZONE, precision: Precision | None = None
) -> Stamp:
    """By the length of the text: 2024-11-19 is a day, 2024-11-19 14:40 a minute, with :05 a second."""
    by_length = {10: Precision.DAY, 16: Precision.MINUTE, 19: Precision.SECOND}
    return Stamp(
        when=datetime.fromisoformat(text).replace(tzinfo=zone),
        precision=precision or by_length[len(text)],
        evidence=evidence or (Evidence.WRITTEN,),
    )


def row(
    title: str,
    when: str | Stamp | None = None,
    *,
    link: str | None = None,
    categories: tuple[str, ...] = ("News",),
    section: str = "",
    summary: str = "",
    content: str = "",
    kind: str = "story",
    guid: str | None = None,
    line: int = 0,
) -> Draft:
    """A draft; `page` gives it its line and place."""
    return Draft(
        kind=kind,
        title=title,
        line=line,
        place=0,
        summary=summary,
        content=content,
        categories=categories,
        section=section,
        published=stamp(when) if isinstance(when, str) else when,
        link=link,
        guid=guid,
    )


def page(
    locator: str,
    drafts: Iterable[Draft],
    *,
    captured: str | None = None,
    source: str = "pages/*.txt",
    url: str | None = None,
    reading: str = "",
    digest: str | None = None,
) -> Capture:
    """A capture with these rows from top to bottom; its digest is that of the rows."""
    from dataclasses import replace

    rows = tuple(
        replace(draft, line=draft.line or place + 1, place=place)
        for place, draft in enumerate(drafts)
    )
    return Capture(
        page=Page(
            source=source,
            locator=locator,
            media="text",
            text="",
            digest=digest or hashlib.sha256(repr(rows).encode()).hexdigest(),
            url=url,
            captured=(datetime.fromisoformat(captured).replace(tzinfo=ZONE) if captured else None),
        ),
        drafts=rows,
        reading=reading,
    )
