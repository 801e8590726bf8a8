"""How alike two titles are, and how alike is alike enough.

The thresholds were set on the titles of real pages. Among 40 titles of one site's
videos, many of them after one pattern ("Artsakh Defense Army Units Neutralizing ..."),
different items reach 85. Corrections of letters and punctuation stay above 90;
headlines that were rewritten around the same facts mostly above 60. So likeness alone
never makes two titles one item: it only confirms what date or place already suggest.
"""

from __future__ import annotations

import re

SAME_MINUTE = 60  # the source stated the same minute, and the old title is gone
BETWEEN_NEIGHBOURS = 60  # the same place between rows that didn't change
BESIDE_NEIGHBOUR = 88  # the same place at the edge of a list: above what patterns reach
OTHER_PAGE = 88  # the same minute, but on a page that never had the old title
OTHER_URL = 95  # the same minute on the same page, but at another URL
REUSED_URL = 50  # a URL like /latest, and other dates: below this it serves another item now

_NUMBERS = re.compile(r"\d+")


def likeness(one: str, other: str) -> float:
    """0 to 100, for titles as words: their letters in order, or their words in any order."""
    if one == other:
        return 100.0
    from rapidfuzz import fuzz

    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def same_numbers(one: str, other: str) -> bool:
    """Whether two titles hold the same numbers: "draw 41" is not a misspelt "draw 42"."""
    return sorted(_NUMBERS.findall(one)) == sorted(_NUMBERS.findall(other))
