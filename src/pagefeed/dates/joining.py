"""Pieces that stand together are one date: a day with its time, its weekday, its span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pagefeed.dates import expressions as ex
from pagefeed.dates.calendars import western_year
from pagefeed.dates.groups import glued, twelve, unit_after, zone_after
from pagefeed.dates.lexicon import Lexicon, at, ends_as, lowered
from pagefeed.dates.names import names
from pagefeed.dates.written import Written
from pagefeed.dates.zones import ABBREVIATIONS

_NEAR = 40  # characters of a line around a date in which its weekday stands
_FILED = 45  # characters between a day and its time that name a section
_SPAN = 12  # characters in which the first day of a span stands before its last
_CLOCK_WORD = 10  # characters before a time in which a word for it stands
_EDGE = " -•*·|([–—"
_WHOLE_NAME = 5  # letters of a weekday that is no abbreviation
_LONGEST_NAME = 14
_PARTS = frozenset("|•·–—-(")
_BLANKS = " \t\n\r\f\v,"
# What may stand between a weekday and its day, and the words that may end it: for a cheap test.
_WEEKDAY_GAP = (
    "".join(map(chr, range(0x2000, 0x200B)))
    + " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u205f.,،|/()–-"
)
_LEADING = ("feira", "ที่", "den", "dne", "le", "the", "el", "de", "ngày", "am", "il", "dia", "dnia", "at", "на", " d")  # fmt: skip
# A capital behind a small letter begins one too: "Musimy wygraćSobota, 23 marca".
_WORD_STARTS = re.compile(r"(?<![^\W\d_])[^\W\d_]|(?<=[a-zß-öø-ÿąćęłńśźż])[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻ]")


def joined(line: str, pieces: list[Written], lexicon: Lexicon) -> Iterator[Written]:
    """Dates with the times beside them, and with their weekdays."""
    index = 0
    while index < len(pieces):
        here = pieces[index]
        index += 1
        if here.has_date and not here.has_time:
            here = _with_weekday_after(line, here, lexicon)
            here = _with_dot_time(line, here, pieces, index)
        while index < len(pieces) and pieces[index].start < here.end:
            index += 1  # read again as the time of the date before
        if index < len(pieces):
            following = _with_weekday_before(line, pieces[index], lexicon)
            both = _pair(line, here, following) or _filed(line, here, following)
            if both is not None:
                here = _with_wide_weekday(line, both, lexicon)
                index += 1
                here, index = _with_range(line, here, pieces, index)
            else:
                here, index = _with_range(line, here, pieces, index)
        here = _with_clock_word(line, _with_weekday_before(line, here, lexicon))
        here = _with_day_of_week(line, here, lexicon)
        yield _with_days_before(line, here)


def _pair(line: str, first: Written, second: Written) -> Written | None:
    gap = line[first.end : second.start]
    if len(gap) > 16:
        return None
    if gap == ") " and line[first.start - 1 : first.start] == "(" and not second.has_date:
        return None  # what stands behind a day in brackets is how long something lasts
    zoned = ex.ZONE_GAP.fullmatch(gap)
    if zoned is not None and zoned["zone"] in ABBREVIATIONS and first.has_date and not second.zone:
        gap, second = " ", second._replace(zone=zoned["zone"])
    if ex.GAP.fullmatch(gap) is None and not (second.zone and ex.UPDATED_GAP.fullmatch(gap)):
        return None
    if _clock_with_dot(first) and second.has_year and not second.has_time:
        hour, minute = int(first.numbers[0]), int(first.numbers[1])
        first = first._replace(numbers=(), separator="", hour=hour, minute=minute)
    if first.has_date and not first.has_time and second.has_time and not second.has_date:
        if second.ranged or (not second.possible_time and not first.has_year):
            return None
        return _merged(line, first, second)
    if first.has_time and not first.has_date and second.has_date and not second.has_time:
        return _with_zone_behind(line, _merged(line, second, first))
    return None


def _filed(line: str, day: Written, time: Written) -> Written | None:
    """A whole day and its time with the section between them: "3 May 2014 / in Politics 11:42 am"."""
    if not day.has_year or day.has_time or not time.time_alone or time.ranged:
        return None
    gap = line[day.end : time.start]
    found = time.possible_time and len(gap) <= _FILED and ex.FILED_GAP.fullmatch(gap)
    return _merged(line, day, time) if found else None


def _with_zone_behind(line: str, both: Written) -> Written:
    """A time and its day, and the zone behind that: "16:32, 12/5/2016 (GMT+7)"."""
    if both.zone or both.offset is not None:
        return both
    end, zone, offset = zone_after(line, both.end)
    return both._replace(end=end, text=line[both.start : end], zone=zone, offset=offset)


def _merged(line: str, day: Written, time: Written) -> Written:
    start, end = min(day.start, time.start), max(day.end, time.end)
    return Written(
        start, end, line[start:end], day.year, day.month, day.day, day.numbers, day.separator,
        time.hour, time.minute, time.second, time.offset, time.zone, day.weekday, day.ago,
        day.exact, day.days_ago, (time.start, time.end), day.ranged, glued(line, start, end),
        day.ambiguous, day.solar,
    )  # fmt: skip


def _clock_with_dot(written: Written) -> bool:
    """Whether two numbers with a dot could be a time: 13.44."""
    if len(written.numbers) != 2 or written.separator != "." or written.text.endswith("."):
        return False
    return (
        int(written.numbers[0]) < 24
        and len(written.numbers[1]) == 2
        and int(written.numbers[1]) < 60
    )


def _with_dot_time(line: str, here: Written, pieces: list[Written], index: int) -> Written:
    """A time written 13.44 right after a date: there it can't be a day and month."""
    following = pieces[index] if index < len(pieces) else None
    if following is not None and following.has_time and following.start - here.end <= 3:
        return here
    match = ex.DOT_TIME.match(line, here.end)
    if match is None or int(match["h"]) > 23 or int(match["m"]) > 59:
        return here
    if not here.has_year and here.month is None:
        return here
    hour = int(match["h"])
    if match["ap"]:
        hour = twelve(hour, match["ap"].replace(".", "").lower(), names("en"))
    end, zone, offset = zone_after(line, unit_after(line, match.end()))
    return here._replace(
        end=end, text=line[here.start : end], hour=hour, minute=int(match["m"]),
        zone=zone, offset=offset, glued=glued(line, here.start, end),
    )  # fmt: skip


def _with_range(line: str, here: Written, pieces: list[Written], index: int) -> tuple[Written, int]:
    """A span of times or of days is one: it says when something takes place."""
    if index >= len(pieces):
        return here, index
    other = pieces[index]
    gap = line[here.end : other.start]
    if len(gap) > 6 or ex.RANGE_GAP.fullmatch(gap) is None:
        return here, index
    times = here.has_time and other.has_time and not other.has_date
    days = here.has_date and other.has_date and not here.has_time and not other.has_time
    if not (times or days):
        return here, index
    end = other.end
    text = line[here.start : end]
    return here._replace(end=end, text=text, ranged=True), index + 1


def _with_clock_word(line: str, here: Written) -> Written:
    """A time alone at the beginning of a line, with the word that leads to it: "ore 14:20".

    At its end but with a word that nothing else means: "kl. 14.20".
    """
    if here.has_date or not here.start:
        return here
    first = max(0, here.start - _CLOCK_WORD)
    word = ex.CLOCK_WORD.search(line, first, here.start)
    if word is not None and line[: word.start()].strip(_EDGE):
        word = None if line[here.end :].strip() else ex.CLOCK_LABEL.search(line, first, here.start)
    if word is None:
        return here
    start = word.start()
    return here._replace(start=start, text=line[start : here.end])


def _with_day_of_week(line: str, here: Written, lexicon: Lexicon) -> Written:
    """A time with the weekday that leads to it, at a line's start or behind a sign: "Wed 14:20"."""
    if not here.time_alone or here.ranged or not here.start:
        return here
    led = ex.DAY_OF_WEEK.search(line, max(0, here.start - _NEAR), here.start)
    weekday = None if led is None else lexicon.names.weekdays.get(lowered(led["name"]))
    if led is None or weekday is None:
        return here
    start, parted = led.start("name"), line[: led.start("name")].rstrip()
    if parted.strip(_EDGE) and parted[-1] not in _PARTS:
        return here  # a title's word: "The concert on Friday 20:00"
    if _goes_on(line, here.end):
        return here
    text = line[start : here.end]
    clock = (here.start, here.end)
    return here._replace(
        start=start, text=text, weekday=weekday, clock=clock, glued=glued(line, start, here.end)
    )


def _goes_on(line: str, end: int) -> bool:
    """Whether a sentence goes on behind a time: "Friday 20:00 sees the first match"."""
    return line[end : end + 1].isspace() and line[end + 1 : end + 2].islower()


def _with_days_before(line: str, here: Written) -> Written:
    """A span whose first day is but a number: "du 9 au 13 décembre"."""
    if here.day is None or here.ranged:
        return here
    first = ex.SPAN_BEFORE.search(line, max(0, here.start - _SPAN), here.start)
    if first is None or int(first["d"]) >= here.day:
        return here
    start = first.start()
    return here._replace(start=start, text=line[start : here.end], ranged=True)


def _with_weekday_before(line: str, here: Written, lexicon: Lexicon) -> Written:
    if not here.has_date:
        return here
    first = max(0, here.start - _NEAR)
    before = line[first : here.start]
    if not before or before.isspace():
        return here
    found = _weekday_in(before, lexicon)
    if found is None:
        return here
    place, name = found
    weekday = lexicon.names.weekdays[name]
    if not _can_fall_on(here, weekday):
        return here  # "open until Friday 24.05.2022", which was a Tuesday: the title's word
    start = first + place
    return here._replace(
        start=start, text=line[start : here.end], glued=glued(line, start, here.end),
        weekday=weekday,
    )  # fmt: skip


def _weekday_in(before: str, lexicon: Lexicon) -> tuple[int, str] | None:
    """The weekday that leads to what follows a text, and where it begins."""
    lower = lowered(before)
    bare = lower.rstrip(_WEEKDAY_GAP)
    if not (ends_as(lexicon.weekday_ends, bare, len(bare)) or bare.endswith(_LEADING)):
        return None
    for match in _WORD_STARTS.finditer(before):
        place = match.start()
        for name in at(lexicon.weekdays, lower, place):
            end = place + len(name)
            if before[end : end + 1].isalpha() and not before.startswith("ที่", end):
                continue
            if ex.WEEKDAY_BEFORE.match(before, end):
                return place, name
    # A title touches it, which only a whole name tells: "aux piétonsmercredi 15 mai".
    for size in range(_WHOLE_NAME, min(_LONGEST_NAME, len(bare) - 1) + 1):
        name = bare[-size:]
        if name in lexicon.names.weekdays and ex.WEEKDAY_BEFORE.match(before, len(bare)):
            return len(bare) - size, name
    return None


def _can_fall_on(here: Written, weekday: int | None) -> bool:
    """Whether a full date could be of that weekday, in one order of its numbers at least."""
    if not here.has_year:
        return True
    if here.numbers:
        a, b, c = (int(number) for number in here.numbers)
        year = western_year(c, len(here.numbers[2]))
        days = [(year, b, a), (year, a, b), (western_year(a, len(here.numbers[0])), b, c)]
    else:
        days = [(here.year or 0, here.month or 0, here.day or 0)]
    for each in days:
        try:
            if date(*each).weekday() == weekday:
                return True
        except ValueError:
            continue
    return here.month is None and not here.numbers


def _with_weekday_after(line: str, here: Written, lexicon: Lexicon) -> Written:
    end = here.end
    if line.startswith(".,", end):
        end += 1  # "május 21., kedd"
    after = line[end : end + _NEAR]
    place = len(after) - len(after.lstrip(_BLANKS))
    if place <= 2 and after[place : place + 1] == "(":
        found = _in_brackets(lowered(after), place + 1, lexicon)
        if found is not None:
            name, last = found
            return _further(line, here, end + last)._replace(weekday=lexicon.names.weekdays[name])
    elif place <= 2 and after[place : place + 1].isalpha() and (place or line[end - 1] in _BLANKS):
        name = next(_alone(lexicon, after, place), "")
        if not name and here.has_year:
            name = _short_before_time(lexicon, after, place)
        if name:
            return _followed(line, here, end + place + len(name), name, lexicon)
    short = ex.CJK_WEEKDAY.match(line, end)
    if short is None:
        return here
    weekday = ex.CJK_WEEKDAYS[short["day"]]
    told = here._replace(weekday=weekday) if _can_fall_on(here, weekday) else here
    return _further(line, told, short.end())


def _with_wide_weekday(line: str, here: Written, lexicon: Lexicon) -> Written:
    """A date with its time and, behind them, its weekday in ideographs: no title begins so."""
    if here.weekday is not None or line[here.end : here.end + 2].strip()[:1] < "\u2e80":
        return here
    return _with_weekday_after(line, here, lexicon)


def _in_brackets(lower: str, place: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """A weekday right behind a bracket that closes behind it: "(Fri.)"."""
    if lower[place : place + 1].isspace():
        place += 1
    for name in at(lexicon.weekdays, lower, place):
        closed = ex.WEEKDAY_BRACKET.match(lower, place + len(name))
        if closed is not None:
            return name, closed.end()
    return None


def _short_before_time(lexicon: Lexicon, text: str, place: int) -> str:
    """The weekday of one or two letters at a place, with a time behind it: "2024-05-15, tr 14:25"."""
    found = ex.SHORT_WEEKDAY.match(lowered(text), place)
    return found["name"] if found is not None and found["name"] in lexicon.names.weekdays else ""


def _alone(lexicon: Lexicon, text: str, place: int) -> Iterator[str]:
    """The weekdays at a place behind which a word ends; a capital may begin the next."""
    for name in at(lexicon.weekdays_long, lowered(text), place):
        end = place + len(name)
        behind = text[end : end + 1]
        if not behind.isalpha() or (behind.isupper() and text[end - 1].islower()):
            yield name


def _followed(line: str, here: Written, end: int, name: str, lexicon: Lexicon) -> Written:
    """A date with the weekday behind it; a short one may be the title's first word."""
    weekday = lexicon.names.weekdays[name]
    if _begins_title(line, end - len(name), end):
        return here
    if len(name) <= 3 and name < "\u2e80" and not (here.has_year and _can_fall_on(here, weekday)):
        return here
    if line.startswith(".", end):
        end += 1
    return _further(line, here, end)._replace(weekday=weekday)


def _begins_title(line: str, start: int, end: int) -> bool:
    """Whether a title begins with a weekday: "14 May 2024 Tuesday night football is back"."""
    if not (line[start].isupper() and line[end : end + 1].isspace()):
        return False
    following = line[end + 1 : end + _CLOCK_WORD]
    return following[:1].islower() and not any(map(str.isdigit, following))


def _further(line: str, here: Written, end: int) -> Written:
    return here._replace(end=end, text=line[here.start : end], glued=glued(line, here.start, end))
