"""Which of the dates in a line can be a row's stamp at all, and which of several counts.

No deadline is one, and no part of an address. It must not know tokens.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pagefeed.converters import deadlines, labels
from pagefeed.converters.measures import words
from pagefeed.dates import Written

# A case ending behind a number: "19:30-ին", "15:00-kor", "2010'da", "7月1日から". Stamps have none.
_ENDING = re.compile(
    r"[-‐–][^\W\d_]|['’′][a-zığüşöç]{1,4}(?![^\W\d_])|(?:から|まで|より|[にのはも])\S|現在|時点|기준|현재|(?:부터|까지|에서?|의)\s\S"
)
# How a sentence goes on behind a day: "5月20日至31日", "10月15日，".
_GOES_ON = re.compile(r"(?:至|到|起|以来|的|当[天日]|凌晨|[上下]午|晚|[，,])\s?\S")
_PARTING = frozenset("-–—|•·")
_EDGE_AFTER = re.compile(r"[\s\])|•·:,;–—\-/«‹*）］】〕｜、。]*[#¶∞]?")
_COUNTER = re.compile(
    r"[\s|•·,+()\[\]]*(?:\d{1,6}|\d{1,3}[., ]\d{3}|\d{1,3}(?:[.,]\d)?[KkMm])(?:\s\d{1,6}){0,2}[\s)\]]*"
)
_YEAR = re.compile(r"\d{4}|['’]\d\d")
_TIMES = 3  # of a line without a day: a timetable's


def stamps(text: str, written: Written) -> bool:
    """Whether a date of a line can be a stamp, as it stands there."""
    if not (alone(written) or _bracketed(text, written) or _parted_off(text, written)):
        return False
    if _ENDING.match(text, written.end) or _in_address(text, written):
        return False
    if text[written.end - 1] in "日号" and _GOES_ON.match(text, written.end):
        return False
    if written.start and text[written.start - 1] == "#":
        return False
    if _is_version(text, written):
        return False
    return not (ends_something(text, written) or labels.dates_comment(text[: written.start]))


def _is_version(text: str, written: Written) -> bool:
    """Whether three numbers among words are a version: "Harbour Browser 3.4.18 English"."""
    numbers = written.numbers
    if len(numbers) != 3 or written.separator != "." or len(numbers[2]) != 2 or written.has_time:
        return False
    padded = len(numbers[0]) == len(numbers[1]) == 2
    behind = text[written.end : written.end + 2]
    return not padded and written.start > 0 and behind[:1] == " " and behind[1:].isalpha()


def slashed(text: str, written: Written) -> bool:
    """Whether day and month begin or end a line, as in a list of such: "2/8 Bulldogs fall"."""
    if len(written.numbers) != 2 or written.separator not in {"/", "."} or written.ranged:
        return False
    return not text[: written.start].strip(" (") or not text[written.end :].strip(" )")


def alone(written: Written) -> bool:
    """Whether what was found can be a row's stamp at all."""
    if written.ranged:
        return False
    if written.time_alone:
        return written.possible_time
    if len(written.numbers) == 2 and not written.has_time:
        return written.weekday is not None or _plain_day(written)
    return True


def _in_address(text: str, written: Written) -> bool:
    """Whether numbers stand in a URL: "https://example.org/2015/03/01/title/"."""
    if "/" not in text:
        return False
    word = text[text.rfind(" ", 0, written.start) + 1 : written.end]
    return "://" in word or word.startswith("www.")


def ends_something(text: str, written: Written) -> bool:
    """Whether a day is a deadline: "Apply by 3 June"."""
    return not written.has_time and deadlines.told(text[: written.start], alone=True)


def _bracketed(text: str, written: Written) -> bool:
    """Whether day and month stand in brackets at the line's end: "A new bridge (18/7)"."""
    if len(written.numbers) != 2 or written.ranged or written.separator == "-":
        return False
    around = text[written.start - 1] + text[written.end :].strip()
    return around in {"()", "（）"}


def _parted_off(text: str, written: Written) -> bool:
    """Whether day and month end a line behind a sign: "A new bridge - 18/7"."""
    if len(written.numbers) != 2 or written.ranged or written.separator != "/":
        return False
    signed = text[: written.start].rstrip()[-1:] in _PARTING and text[written.start - 1].isspace()
    return signed and written.end == len(text) and written.start > 1


def _plain_day(written: Written) -> bool:
    """Whether day and month without a year and a time are written as such: 04.11. or 18/11."""
    first, second = written.numbers
    if written.separator == "." and not written.text.endswith("."):
        return len(first) == 2 and len(second) == 2 and int(first) <= 31 and int(second) <= 12
    if int(first) > 31 or int(second) > 31:
        return False
    return written.separator == "." or (len(first) == 2 and len(second) == 2)


def published(text: str, found: tuple[Written, ...]) -> Written:
    """The stamp of a line that says no more than when something was published, and changed."""
    return _with_time(text, _not_changed(text, found), found)


def _not_changed(text: str, found: tuple[Written, ...]) -> Written:
    """The first stamp of a line; where that tells of a change, one that is published, with both."""
    first = found[0]
    if not labels.changed(text[: first.start]):
        return first
    told = [b for a, b in pairwise(found) if b.has_date and labels.publishes(text[a.end : b.start])]
    if not told:
        return first
    return told[0]._replace(start=0, end=found[-1].end, text=text[: found[-1].end])


def _with_time(text: str, day: Written, found: tuple[Written, ...]) -> Written:
    """A day with the time behind it that is said to be of the publication: "5 May | Published at 13:24"."""
    following = next((each for each in found if each.start >= day.end), None)
    if following is None or day.has_time or not (day.has_date and following.time_alone):
        return day
    said = text[day.end : following.start].strip(" |•·,-–—")
    if not (said and labels.publishes(said)):
        return day
    whole = day.at_time_of(following)
    return whole._replace(end=following.end, text=text[day.start : following.end])


def last(text: str, found: tuple[Written, ...]) -> Written:
    """The last stamp, or where it tells of a change the one before it, with both at the line's end."""
    final = found[-1]
    if len(found) > 1 and final.time_alone and found[-2].has_date and found[-2].has_time:
        whole = found[-2]
        if final.text.endswith(")") and text[whole.end : final.start].strip() == "(":
            # The same in another zone: "08:45 GMT (01:45 PDT)".
            return whole._replace(end=final.end, text=text[whole.start : final.end])
    if len(found) < 2 or not labels.changed(text[found[-2].end : final.start]):
        return final
    first = found[-2]
    if not first.has_date:
        return final
    return first._replace(end=final.end, text=text[first.start : final.end])


def ends_line(text: str, last: Written) -> bool:
    """Whether nothing of a title stands behind a date: signs, a counter, how many commented."""
    rest = text[last.end :]
    return (
        _EDGE_AFTER.fullmatch(rest) is not None
        or _COUNTER.fullmatch(rest) is not None
        or labels.adds_nothing(rest)
    )


def writes_year(written: Written) -> bool:
    """Whether a date's year is written with four digits, or an apostrophe: not "10-20-30"."""
    return _YEAR.search(written.text) is not None


def after_length(text: str, found: tuple[Written, ...]) -> int:
    """Where the title begins behind a video's length: "0:52 A giant egg rolls in Today 13:10"."""
    if len(found) != 2 or found[0].start:
        return 0
    if not ends_line(text, found[1]) and found[1].start > found[0].end:
        return 0
    first, last = found
    if (
        last.start == first.end
        and first.time_alone
        and (last.has_date or last.days_ago is not None)
    ):
        return first.end  # "3:42Today, 09:12"
    dated = writes_year(last) or last.ago is not None
    parted = text[: last.start].rstrip()[-1:] in _PARTING
    dated = dated or (first.glued and last.month is not None and parted)
    dated = dated or (last.has_time and (last.has_date or last.days_ago is not None))
    lasts = first.has_time and not first.has_date and not first.relative and not first.ranged
    return first.end if dated and lasts and words(text[first.end : last.start]) >= 2 else 0


def is_timetable(found: tuple[Written, ...]) -> bool:
    """Whether a line holds but times, and several: of prayers, of trains, of tides."""
    return len(found) >= _TIMES and not any(each.has_date or each.relative for each in found)
