"""Places on a page whose dates are no news: comments, events, weather, sources, the copyright.

This module owns telling them by their marks. It must not know dates.
"""

from __future__ import annotations

import re
from typing import Any

from pagefeed.converters.html.tree import HEADINGS, holds_more, marks, words

_COMMENTS = re.compile(r"(?:^|[\s_-])(?:(?:item|post|user)?comment(?:s|list|-list|-body|-content|ary)?|disqus|respond|replies|reply)(?:$|[\s_-])")  # fmt: skip
_COUNTED = re.compile(
    r"comments?[-_]?(?:count|number|link|closed|open)"
    r"|(?:time|date|meta|info|author|byline)s?[-_](?:and[-_])?comments?(?:$|[\s_-])"
)
_EVENTS = re.compile(r"(?:^|\s)(?:events?|event[-_](?:list|item|card|date|calendar|time)s?|events[-_]\S+|tribe\S*|calendars?|kalender\S*|schedules?|fixtures?|match(?:es)?|scores?|scoreboard|livescore|weather\S*|wetter\S*|termine?|agenda(?:[-_]\S+)?|countdown|playlist|tv-guide|tv-?program\S*|pogoda\S*|meteo|currency|currencies|exchange-?rates?|valutes?|forex|forecast\S*|rates|horoscopes?)(?=$|\s)")  # fmt: skip

# What an article refers to, below it, with the days on which that came out, or was looked up.
_SOURCES = re.compile(r"(?:^|[\s_-])(?:references|reflist|footnotes?|endnotes?|bibliography|citations?)(?:$|[\s_-])")  # fmt: skip
# Posts of other sites, set into an article.
_EMBEDDED = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|fb-post|tiktok-embed|telegram-post"
)


def holds(element: Any) -> bool:
    """Whether the date is a comment's, an event's, an embedded post's, a source's, or the copyright's."""
    for depth, above in enumerate((element, *element.iterancestors())):
        tag = above.tag
        if tag in {"body", "html"}:
            return False
        hint = marks(above)
        if tag == "footer" and depth > 0 and not holds_more(above, 39) and _copyright(above):
            return True
        if not hint or len(hint) > 300:
            continue
        commented = _COMMENTS.search(hint) and not _COUNTED.search(hint)
        if commented and depth > 0 and tag not in HEADINGS:
            return True
        if (_EVENTS.search(hint) and depth < 8) or _EMBEDDED.search(hint):
            return True
        if _SOURCES.search(hint) and depth > 0:
            return True
    return False


def only_marked(element: Any) -> bool:
    """Whether nothing but its own mark, such as "event-date", makes a date an event's.

    Themes name the date so in lists of news too: it counts where a page has no other.
    """
    parent = element.getparent()
    return parent is not None and not holds(parent)


def _copyright(element: Any) -> bool:
    return "©" in words(element)[:2000]
