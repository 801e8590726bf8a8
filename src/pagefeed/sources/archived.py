"""Pages that were saved from a web archive's own site: what the archive put into them is undone.

The Wayback Machine, Archive-It and those that run pywb write their address and the capture's
fourteen digits before every address of a page, and a toolbar and scripts into it. This module
owns giving back the page as it was, its address and when it was captured. It must not judge
what the page says.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

_SLASH = r"\\?/"  # with a backslash, as scripts write it
# "https://web.archive.org/web/20220721135636/" or "/web/20220721135636im_/" before an address.
_PREFIX = re.compile(
    rf"(?:(?:https?:)?{_SLASH}{_SLASH}[\w.:-]+)?{_SLASH}(?:[\w.-]+{_SLASH}){{0,2}}"
    rf"(?P<instant>\d{{14}})(?P<part>[a-z]{{2}}_)?{_SLASH}(?=https?:{_SLASH})"
)
_HINT = re.compile(rf"/\d{{14}}(?:[a-z]{{2}}_)?{_SLASH}https?:")
_MADE = re.compile(
    r"wombat\.js|__wm\.wombat\(|FILE ARCHIVED ON|BEGIN WAYBACK TOOLBAR|<!-- WB Insert"
)
_OWN = re.compile(r"<(?:link|meta)\b[^>]*(?:canonical|og:url)[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"wombat\(\s*[\"'](https?://[^\"'\s]+)[\"']\s*,\s*[\"'](\d{14})[\"']")
_TOOLBAR = re.compile(
    r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->", re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A page as it was before an archive served it."""

    text: str
    url: str | None = None
    captured: datetime | None = None  # aware, UTC


def original(text: str) -> Original | None:
    """The page that an archive's site served as this markup; None for any other page.

    A page that only links to archives is no such page: the archive's scripts are in it, or
    its own canonical address is the archive's.
    """
    if _HINT.search(text) is None:
        return None
    owns = (found.group() for found in _OWN.finditer(text))
    if _MADE.search(text) is None and not any(_PREFIX.search(own) for own in owns):
        return None
    said = _ADDRESS.search(text)
    counted = Counter(found["instant"] for found in _PREFIX.finditer(text) if found["part"] is None)
    digits = said[2] if said else max(counted, key=lambda each: counted[each], default="")
    return Original(
        text=_PREFIX.sub("", _TOOLBAR.sub("", text)),
        url=said[1] if said else None,
        captured=_instant(digits),
    )


def _instant(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
