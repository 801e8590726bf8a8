"""What clings to the titles of most rows of a list and is of none: counts, sources, labels.

"A new bridge (44)", "A new bridge (Reuters)", "[Sport] A new bridge", "A new bridge / Sport":
one such title alone tells nothing, a list of them does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from pagefeed import clean
from pagefeed.converters import categories, fronts, touching
from pagefeed.converters.measures import width, words
from pagefeed.converters.sheet import Row, by_heading
from pagefeed.converters.touching import mostly

_COUNT = re.compile(r"\s*(?:\(\s?(?P<a>\d{1,6})\s?\)|\[\s?(?P<b>\d{1,6})\s?\]|（(?P<c>\d{1,6})）)$")
_NUMBER = re.compile(r"\s(?P<a>\d{1,5})$")
_TOUCHING = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[»”“’\"?!)])|(?<=[^\W\d_]\.))(?P<a>\d{1,4})$"
)  # "A new bridge17"
_WRITER = re.compile(
    r"(?P<name>(?:[^\W\d_]{1,4}\.\s)*(?:[^\W\d_a-zß-öø-ÿа-яё][^\W\d_A-ZÀ-ÞА-ЯЁ]+(?:-[^\W\d_]+)?\s){2,3}?)"
    r"(?=[^\W\d_a-zß-öø-ÿа-яё]|[\"“„«‘'‚])"
)
_SMALL_WORD = re.compile(r"(?<=\s)[a-zß-öø-ÿğışəа-яё][^\W\d_]{3,}")
_TAGGED = re.compile(r"(?<=[^\s\d])\d{1,3}(?P<tag>[^\W\d_]{3,14})$")
_LENGTH = re.compile(r"\s\d{1,2}:(?P<s>[0-5]\d)$")
_SOURCE = re.compile(r"\s*[(（](?P<said>[^\W\d_][^()（）]{1,40})[)）]$")
# 【…】 is a part of headlines in Japanese.
_LABEL = re.compile(r"(?:\[(?P<a>[^\[\]]{1,24})\]|［(?P<b>[^［］]{1,24})］)\s*")
_BEHIND = re.compile(r"\s*[\[［](?P<said>[^\[\]［］]{1,24})[\]］]$")
_SITE = re.compile(r"\s(?:--|[|–—-])\s(?P<said>[^|–—]{2,30})$")
_PARTED = re.compile(r"\s[/|]\s(?P<said>[^\W\d_][^/|]{1,30})$")
# Behind a title of ideographs, which has few blanks: a name of a few signs.
_PAPER = re.compile(
    r"(?<=[\u3040-\u9fff？！?!”」』》）…。%])\s(?P<said>[^\s\uac00-\ud7af，。！？：、“”《》]{2,12})$"
)
_LEFT = 3  # words of a title behind it, at least
_SHORTEST_SECTION = 3
_LONGEST_NAME = 40
_REST = 6  # characters of a title behind it, at least
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_COLUMN = 3  # syllables of a column's name, at least
_SOURCES = 5  # rows of a list whose titles end with papers
_NAME = 12  # signs of a paper's name, an ideograph counting for two
_OPENS = frozenset("[［")
_CLOSES = frozenset(")）]］")
_DASHES = ("--", "|", "–", "—", "-")
_FEWEST = 3  # rows of a list that tell
_YEARS = range(1900, 2101)
_NAMED = 3  # words of a category
_LONG = 8  # rows of a list in which some may have no count
_ASKING = 25  # characters around a title that ask to read it


def without(rows: Sequence[Row], menu: Collection[str]) -> list[Row]:
    """Rows whose titles end with what is the story's; a label before or behind is the category.

    So is one of the site's `menu`, the keys of its short lines, that stands before most titles.
    """
    found = _without_lengths([_untold(row) if row.summary else row for row in _without_zones(rows)])
    if len(found) < _FEWEST:
        return found
    found = touching.without_capitals(_without_tags(touching.without_sections(found, menu)))
    found = touching.without_sections_behind(found, menu)
    found = [
        row
        for under in by_heading(_bare(found))
        for row in _without_names_behind(_without_names(under))
    ]
    if mostly(row.title[:1] in _OPENS for row in found):
        found = _labelled(found, _LABEL, front=True)
    if any(sign in found[0].title for sign in _DASHES):
        found = _unnamed(found)
    ends = [row.title[-1:] for row in found]
    if 2 * sum(end in _CLOSES or end.isdigit() for end in ends) >= len(ends):
        found = _uncounted(found, _COUNT, share=5)
        found = _uncounted(found, _NUMBER, share=6 if len(found) >= _LONG else 10)
        found = _uncounted(found, _TOUCHING, share=4)
        found = _labelled(_unsigned(found), _BEHIND, front=False)
    found = _unsourced(found)
    if mostly(" / " in row.title or " | " in row.title for row in found):
        found = _labelled(found, _PARTED, front=False)
    return found


def _without_lengths(rows: list[Row]) -> list[Row]:
    """Without how long each video lasts, behind the titles of rows that state their days before them."""
    ends = [_LENGTH.search(row.title) for row in rows]
    told = [end for end in ends if end is not None]
    if len(told) < max(len(rows), 2) or any(row.stamp.has_time for row in rows):
        return rows
    # Hours of the day are full ones, or halves, as a rule.
    return list(_cut(rows, ends)) if any(int(end["s"]) % 5 for end in told) else rows


def _without_zones(rows: Sequence[Row]) -> Sequence[Row]:
    """Without the zone that touches a title in capitals, where most rows state it: "18:20 ISTIIP rises"."""
    zones = Counter(row.stamp.zone for row in rows if row.stamp.zone)
    zone, count = zones.most_common(1)[0] if zones else ("", 0)
    if not zone or count * 2 < len(rows):
        return rows
    return [
        row._replace(title=row.title.removeprefix(zone))
        if not row.stamp.zone
        and row.title.startswith(zone)
        and row.title[len(zone) :][:1].isupper()
        else row
        for row in rows
    ]


def _without_tags(rows: list[Row]) -> list[Row]:
    """Without the counts and the tags that touch the titles of most rows: "A new bridge8city".

    A row without a count has but the tag, which others have too.
    """
    ends = [_TAGGED.search(row.title) for row in rows]
    known = {end["tag"] for end in ends if end is not None and end["tag"].islower()}
    if not known or len(ends) - ends.count(None) < _FEWEST or not _half(map(bool, ends)):
        return rows
    found: list[Row] = []
    for row, end in zip(rows, ends, strict=True):
        held = [end["tag"]] if end else [each for each in known if row.title.endswith(each)]
        tag = max(held, key=len, default="")
        title = row.title[: end.start()] if end else row.title.removesuffix(tag)
        bare = not tag or title[-1:].isspace() or words(title) < _LEFT
        found.append(row if bare else row._replace(title=title, category=row.category or tag))
    return found


def _half(each: Iterable[bool]) -> bool:
    told = list(each)
    return sum(told) * 2 >= len(told)


def _without_names(rows: list[Row]) -> list[Row]:
    """A section's rows without who wrote each, where all titles begin with a name, each with another.

    "Ann Tregear When the lamp goes out": behind the name a capital, then words that are small.
    """
    found = [_WRITER.match(row.title) for row in rows]
    names = {match["name"] for match in found if match is not None}
    if not _FEWEST <= len(rows) == len(names):
        return rows
    rests = [row.title[len(match[0]) :] for row, match in zip(rows, found, strict=True) if match]
    small = sum(_SMALL_WORD.search(rest) is not None for rest in rests)
    if small * 10 < len(rows) * 8:
        return rows
    return [row._replace(title=rest) for row, rest in zip(rows, rests, strict=True)]


def _without_names_behind(rows: list[Row]) -> list[Row]:
    """A section's rows without who wrote each, where names touch nearly all titles: "The riverAnn Lee"."""
    if len(rows) <= _FEWEST:
        return rows
    names = [_name_behind(row.title) for row in rows]
    if not mostly(map(bool, names)) or 2 * len(set(names)) < len(names):
        return rows
    return [
        row._replace(title=row.title.removesuffix(name))
        for row, name in zip(rows, names, strict=True)
    ]


def _name_behind(title: str) -> str:
    """The name that touches the end of a title, from the last capital behind a small letter on; or nothing."""
    for place in range(len(title) - _SHORTEST_SECTION, max(_REST, len(title) - _LONGEST_NAME), -1):
        if title[place].isupper() and title[place - 1].islower():
            return title[place:] if categories.is_name(title[place:]) else ""
    return ""


def _bare(rows: list[Row]) -> list[Row]:
    """Rows without what stands before the titles of all of them, or of those of one section."""
    titles = [row.title for row in rows]
    bare = fronts.without(titles)
    if bare == titles and len(lists := by_heading(rows)) > 1:
        bare = [title for under in lists for title in fronts.without([row.title for row in under])]
    return [row._replace(title=title) for row, title in zip(rows, bare, strict=True)]


def _untold(row: Row) -> Row:
    """Without a summary that but asks to read on: "Read more about A new bridge"."""
    if len(row.summary) > len(row.title) + 2 * _ASKING:
        return row
    title, told = clean.key(row.title), clean.key(row.summary)
    asks = title in told and len(told) <= len(title) + _ASKING
    return row._replace(summary="") if title and asks else row


def _uncounted(rows: list[Row], pattern: re.Pattern[str], *, share: int) -> list[Row]:
    """Without the numbers at the ends of titles, where so many rows of ten have one."""
    ends = [pattern.search(row.title) for row in rows]
    numbers = [int(_said(end)) for end in ends if end is not None]
    if len(numbers) < _FEWEST or len(numbers) * 10 < len(rows) * share:
        return rows
    if all(number in _YEARS for number in numbers) or len(set(numbers)) * 2 < len(numbers):
        return rows  # "Results of 2012", "The story of page 3"
    return list(_cut(rows, ends))


def _unnamed(rows: list[Row]) -> list[Row]:
    """Without the site's name, where every title ends with the same words behind a dash or bar."""
    if not (_SITE.search(rows[0].title) and _SITE.search(rows[-1].title)):
        return rows
    ends = [_SITE.search(row.title) for row in rows]
    said = {end["said"] if end is not None else "" for end in ends}
    return list(_cut(rows, ends)) if len(said) == 1 and "" not in said else rows


def _unsigned(rows: list[Row]) -> list[Row]:
    """Without the sources in brackets at the ends of titles, where every row has one."""
    ends = [_SOURCE.search(row.title) for row in rows]
    if any(end is None or words(end["said"]) > _NAMED for end in ends):
        return rows
    return list(_cut(rows, ends))


def _unsourced(rows: list[Row]) -> list[Row]:
    """Without the paper's name behind titles in a script that parts no words, where most rows have one."""
    ends = [_PAPER.search(row.title) for row in rows]
    said = [end["said"] for end in ends if end is not None]
    if len(rows) < _SOURCES or len(said) * 10 < len(rows) * 8:
        return rows
    if not 1 < len(set(said)) < len(said):
        return rows  # each another: the second halves of headlines
    short = sum(width(each) <= _NAME for each in said)
    return list(_cut(rows, ends)) if short * 10 >= len(said) * 8 else rows


def _labelled(rows: list[Row], pattern: re.Pattern[str], *, front: bool) -> list[Row]:
    """Without the labels of most rows, which become their categories where they have no other."""
    found = [(pattern.match if front else pattern.search)(row.title) for row in rows]
    found = [each if each is None or words(_said(each)) <= _NAMED else None for each in found]
    said = [_said(each) for each in found if each is not None]
    if len(said) < _FEWEST or not mostly(map(bool, found)):
        return rows
    if front and len(said) > _FEWEST and len(set(said)) == len(said) and all(map(_is_column, said)):
        return rows
    return [
        row
        if each is None
        else row._replace(
            title=row.title[each.end() :] if front else row.title[: each.start()],
            category=row.category or _said(each).strip(),
        )
        for row, each in zip(rows, found, strict=True)
    ]


def _is_column(label: str) -> bool:
    """Whether a label in Korean names a column, of which the headline speaks: "[아침을 열며]", but not "[사회]"."""
    return len(label) >= _COLUMN and _HANGUL.match(label) is not None


def _said(match: re.Match[str]) -> str:
    return next(filter(None, match.groups()), "")


def _cut(rows: list[Row], ends: list[re.Match[str] | None]) -> Iterator[Row]:
    for row, end in zip(rows, ends, strict=True):
        if end is None or end.start() == 0:
            yield row
        else:
            yield row._replace(title=row.title[: end.start()])
