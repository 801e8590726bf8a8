"""What stands before the titles of a list and is none of their words.

The places of a ranking, how long videos last, and labels that touch titles. This module owns
telling them, from the titles of a list together, in text and HTML alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_FEWEST = 3  # titles of a list that tell
# A place may touch its title: "1The bridge opens", above "2A new bank".
_RANK = re.compile(r"(\d{1,2})(?:(?:[.):]|[위位])?\s+(?=\S)|(?=[^\W\d_]|[\"'„«“‘]))")
_LENGTH = re.compile(
    r"(?:(?:재생시간|duration|dauer|durée|duración|durata|duração|süre|длительность)\s?:?\s?)?"
    r"\d{1,3}:\d{2}(?::\d{2})?(?=[^\W\d_]|[\"'„«“‘\[【])",
    re.IGNORECASE,
)
_NO_CLOCK = re.compile(r"(?:2[4-9]|[3-9]\d|\d{3}):\d{2}(?=[^\W\d_]|[\"'„«“‘])")
# What rows show, in scripts without capitals.
_SHOWN = re.compile(r"(?:ویدیو|ویدئو|فیلم|عکس|فيديو|صور)(?=\w)")
# Who may read a row.
_PAID = re.compile(
    r"(?:[^\W\d_]{0,12}(?:Plus|plus|\+)|Premium|Abo|Exklusiv|Abonnés|(?:Article r|R)éservé aux abonnés"
    r"|Subscribers? only|Solo suscriptores|Exclusivo|Tellijale)\s+(?=[^\W\d_a-zß-öø-ÿ]|[\"„«“])"
)
_WORD = re.compile(r"\w+")
_PAIR = 2  # titles
_LONGEST = 40  # characters of a label
_SHORTEST = 4
_QUOTES = frozenset('"„«“')  # what a title may begin with, beside a capital


def without(titles: Sequence[str]) -> list[str]:
    """The titles of a list, in its order, without what stands before them."""
    if len(titles) < _FEWEST:
        return list(titles)
    bare = _without(_SHOWN, _without_lengths(_without_ranks(titles)), fewest=_FEWEST)
    return _without_labels(_without(_PAID, bare, fewest=_PAIR))


def _without_ranks(titles: Sequence[str]) -> list[str]:
    """Titles without the places of a ranking, where those count up from one.

    Two rankings below each other begin anew.
    """
    ranks = [_RANK.match(title) for title in titles]
    if any(rank is None for rank in ranks):
        return list(titles)
    found = [rank for rank in ranks if rank is not None]
    places = [int(rank[1]) for rank in found]
    if any(place not in {1, last + 1} for last, place in pairwise([0, *places])):
        return list(titles)
    return [title[rank.end() :] for title, rank in zip(titles, found, strict=True)]


def _without_lengths(titles: list[str]) -> list[str]:
    """Titles without lengths that touch them, "20:40A whale swims by": their days stand elsewhere."""
    bare = _without(_LENGTH, titles, fewest=_FEWEST)
    return _without(_NO_CLOCK, bare, fewest=1) if bare == titles else bare


def _without(pattern: re.Pattern[str], titles: list[str], *, fewest: int) -> list[str]:
    """Titles without what a pattern finds before them, where so many have it."""
    fronts = [pattern.match(title) for title in titles]
    if len(fronts) - fronts.count(None) < fewest:
        return titles
    return [
        title[front.end() :] if front else title
        for title, front in zip(titles, fronts, strict=True)
    ]


def _without_labels(titles: list[str]) -> list[str]:
    """Titles without a label that touches several of them: "Members onlyThe bridge opens".

    What follows it must differ: "YouTube pays" and "YouTube, sued again" begin with a name. A
    label of one word is told by three that do: "YouGov asks" begins with another name.
    """
    touching = [_touching(title) for title in titles]
    if len(touching) - touching.count("") < _FEWEST:
        return titles
    held: dict[str, set[str]] = {}
    for title, label in zip(titles, touching, strict=True):
        if label:
            rest = title[len(label) :]
            word = _WORD.search(rest)
            held.setdefault(label, set()).add(word[0] if word else rest)
    counted = Counter(touching)
    labels = {
        label
        for label, rests in held.items()
        if counted[label] >= _FEWEST and len(rests) >= (_PAIR if " " in label else _FEWEST)
    }
    return [
        title.removeprefix(label) if label in labels else title
        for title, label in zip(titles, touching, strict=True)
    ]


def _touching(title: str) -> str:
    """What ends in a small letter and touches a capital or a quote; or nothing."""
    start = 0
    for word in title[:_LONGEST].split(" "):
        # Most words hold neither.
        if not (word[1:].islower() and _QUOTES.isdisjoint(word)):
            for place in range(max(start + 1, _SHORTEST), min(start + len(word), len(title) - 1)):
                last, first = title[place - 1], title[place]
                if last.islower() and (first.isupper() or first in _QUOTES):
                    return title[:place]
        start += len(word) + 1
    return ""
