"""The pieces of a line that state a day or a time, left to right.

Every piece holds a number, so a line is looked at where its numbers are: at what may
begin before each (a month's name, a part of the day), then at the number itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

from pagefeed.dates import expressions as ex
from pagefeed.dates.groups import fields_of, made, named, piece, twelve, unit_after, zone_after
from pagefeed.dates.lexicon import Lexicon, lowered
from pagefeed.dates.names import fold
from pagefeed.dates.written import Written

_SHORTENED = 3  # letters of one
_WHOLE = 4  # letters of a month's name that is no abbreviation
_CENTURIES = frozenset("12")  # what years begin with, in all calendars that are read
_FAR = 48  # characters before a day in which its month's name may begin
_GAP = frozenset(" \t\n\r\f\v.:-")  # between a name and its number
_HALVES = ("AM", "PM")  # of the day, before a time
_SEPARATORS = (":", ".", "/", "-")  # of numbers

# Where a piece begins and ends, and what it states: None where it is none after all.
_Hit = tuple[int, int, Written | None]


def pieces(line: str, lexicon: Lexicon) -> Iterator[Written]:
    """Days and times of a plain line, each by itself."""
    scan = _Scan(line, lexicon)
    position = 0
    for digits in ex.DIGITS.finditer(line):
        if digits.end() <= position:
            continue
        start = max(digits.start(), position)  # what touches a clock: "21:4714 March 2018"
        found: Written | None = None
        if start > position:
            for _, last, found in scan.before(start, position):
                if found is not None:
                    position = last
                    break
        if found is None:
            hit = scan.here(start, digits.end())
            if hit is not None and hit[2] is not None:
                _, position, found = hit
        if found is not None:
            yield found


def _goes_on(letter: str) -> bool:
    """Whether a character behind a name is of the same word: a letter, or a vowel sign."""
    return letter.isalpha() or (letter > "\u02ff" and category(letter)[0] == "M")


class _Scan:
    """One line, with what is asked of it at each of its numbers."""

    def __init__(self, line: str, lexicon: Lexicon) -> None:
        self.line = line
        self.lower = lowered(line)
        self.lexicon = lexicon
        self.wide = not line.isascii()
        self.months = self.wide and ("月" in line or "월" in line)
        self.eras = (
            list(ex.ERA_DAY.finditer(line))
            if self.months and any(era in line for era in ex.ERAS)
            else []
        )
        if lexicon.language == "ja" and ("R" in line or "H" in line or "S" in line):
            self.eras += ex.SHORT_ERA_DAY.finditer(line)

    def before(self, start: int, position: int) -> list[_Hit]:
        """What begins left of a number, from `position` on; the leftmost first."""
        line, lexicon = self.line, self.lexicon
        edge = start
        while edge > position and start - edge < 3 and line[edge - 1] in _GAP:
            edge -= 1
        if edge == position:
            return []
        hits: list[_Hit] = [
            (era.start(), era.end(), piece(era, lexicon))
            for era in self.eras
            if position <= era.start() <= start < era.end()
        ]
        names = lexicon.months_to(self.lower, edge)
        if names:
            hits += self._months(names, max(position, edge - _FAR))
        if self.wide and lexicon.day_parts_before:
            hits += self._after_part(start, position)
        if line[edge - 2 : edge] in _HALVES and edge - 2 >= position:
            hits += self._after_half(start, edge - 2)
        if self.lower[edge - 1] in ex.CLOCK_WORD_ENDS:
            hits += self._after_clock_word(start, position)
        if len(hits) > 1:
            hits.sort(key=lambda hit: hit[0])
        return hits

    def here(self, start: int, end: int) -> _Hit | None:
        """What the number itself begins: the first that fits decides."""
        line, size = self.line, end - start
        match: re.Match[str] | None = None
        if size == 4 and line.startswith("-", end):
            match = ex.ISO.match(line, start)
        if match is None and self.months:
            match = ex.CJK_DAY.match(line, start)
        if match is None and size <= 4:
            hit = self._of_named_month(start, end)
            if hit is not None:
                return hit
            if size <= 2 and self._begins_span(end):
                return None
            match = ex.NUMBERS.match(line, start)
        if match is None:
            return None
        if match.lastgroup in {"time", "cjktime", "dtime"}:
            return self._timed(match, start)
        return start, match.end(), piece(match, self.lexicon)

    def _begins_span(self, end: int) -> bool:
        """Whether a dash and a day of a named month follow: 10-12 декабря is no 10 December."""
        after = ex.SPAN_AFTER.match(self.line, end)
        if after is None:
            return False
        names = self._names(after.end(), alone=True)
        return bool(names) and not any(name in self.lexicon.names.unsure for name in names)

    # Days of named months.

    def _of_named_month(self, start: int, end: int) -> _Hit | None:
        line = self.line
        if line.startswith(_SEPARATORS, end) and line[end + 1 : end + 2].isdigit():
            return None  # a number follows, no name
        if end - start <= 2:
            return self._day_first(start)
        return self._year_first(start) if end - start == 4 else None

    def _months(self, names: list[tuple[int, str]], first: int) -> Iterator[_Hit]:
        """May 24, 2021."""
        unsure = self.lexicon.names.unsure
        passed = -1
        for place, name in names:
            if place < first or place == passed or not ex.NAME_STARTS.match(self.line, place):
                continue
            end = place + len(name)
            after = ex.DAY_AFTER.match(self.line, end)
            if after is None or self._is_weekday(name, after):
                continue
            if name == "ago" and ex.UNIT_PAST.search(self.line, max(0, place - _FAR), place):
                continue  # "1 month ago 4 comments"
            if after.start("d") == end and self._day_first(end) is not None:
                continue  # "A fair in May23 August 2023", where the day touches a title
            goes_on = ex.NUMBER_AFTER if name in unsure else ex.DAY_AND_TIME_AFTER
            if goes_on.match(self.line, after.end()):
                continue  # "Lis 06-10 12:32": a surname before a day and month
            passed = place  # of what begins there the longest name counts
            year = after["y"] or ""
            ends = not self.line[after.end() :].strip() or ex.TIME_BEHIND.match(
                self.line, after.end()
            )
            if not year and place and self.line[place - 1].isalpha() and not ends:
                yield place, after.end(), None  # glued to a word, that is too little
            else:
                yield self._named(place, after.end(), name, after["d"], year, (place, end))

    def _is_weekday(self, name: str, after: re.Match[str]) -> bool:
        """Whether a name is a day's, before a whole date: "mar 14/05/2024", "mar 14 mai"."""
        if ex.DATE_AFTER.match(self.line, after.end()):
            return True
        if after["y"] or name not in self.lexicon.names.weekdays:
            return False
        numbers = ex.NUMBER_AFTER.match(self.line, after.end()) is not None
        return numbers or self._day_first(after.start("d")) is not None

    def _day_first(self, start: int) -> _Hit | None:
        """24 May 2021, 24 de mayo."""
        head = ex.DAY_BEFORE.match(self.line, start)
        while head is not None:
            for place in (head.end(), head.start("of")) if head["of"] else (head.end(),):
                for name in self._names(place, alone=True):
                    end = place + len(name)
                    after = ex.YEAR_AFTER.match(self.line, self._second_name(end))
                    last = after.end() if after else end
                    year = (after["y"] or "").lstrip("'’ ") if after else ""
                    if len(year) == 2 and ex.YEAR_BEHIND.match(self.line, last):
                        return None  # "wins 21-20 October 30, 2015"
                    return self._named(start, last, name, head["d"], year, (place, end))
            bare = head.re is ex.BARE_DAY_BEFORE or not head["ordinal"]
            head = None if bare else ex.BARE_DAY_BEFORE.match(self.line, start)
        return None

    def _second_name(self, end: int) -> int:
        """Where a month ends whose name is written twice, in Arabic."""
        gap = ex.SECOND_NAME.match(self.line, end) if self.lexicon.language == "ar" else None
        if gap is None:
            return end
        for name in self.lexicon.month_at(self.lower, gap.end()):
            last = gap.end() + len(name)
            return last + self.line.startswith(")", last)
        return end

    def _year_first(self, start: int) -> _Hit | None:
        """2021. gada 24. maijs, 2021 May 24; before a month "esty7053" has no year."""
        if self.line[start] not in _CENTURIES:
            return None
        for expression in (ex.YEAR_BEFORE, ex.BARE_YEAR_BEFORE):
            head = expression.match(self.line, start)
            assert head is not None  # four digits
            place = head.end()
            for name in self._names(place):
                end = place + len(name)
                after = ex.LAST_DAY.match(self.line, end)
                if after is not None:
                    return self._named(
                        start, after.end(), name, after["d"], head["y"], (place, end)
                    )
            if expression is ex.YEAR_BEFORE and not head["unit"]:
                break
        head = ex.YEAR_DAY_BEFORE.match(self.line, start)
        if head is None:
            return None
        place = head.end()
        for name in self._names(place, alone=True):
            end = place + len(name)
            return self._named(start, end, name, head["d"], head["y"], (place, end))
        return None

    def _names(self, place: int, *, alone: bool = False) -> list[str]:
        """The names of months at a place; `alone`: behind which no letter stands.

        But for a capital that touches a whole name: "17. NovemberDer Sportclub". Or an
        abbreviation, where the line begins with its day: "17 novStaking voorbij".
        """
        found = self.lexicon.month_at(self.lower, place)
        if not alone or not found:
            return found
        line = self.line
        shortest = _SHORTENED if line[:place].strip(" .-*•").isdecimal() else _WHOLE
        return [
            name
            for name in found
            if not _goes_on(line[(end := place + len(name)) : end + 1])
            or (len(name) >= shortest and line[end - 1].islower() and line[end].isupper())
        ]

    def _named(
        self, start: int, end: int, name: str, day: str, year: str, span: tuple[int, int]
    ) -> _Hit:
        fields = named(name, int(day), year, self.lexicon, self.line[slice(*span)])
        return start, end, None if fields is None else made(self.line, start, end, fields)

    # Times.

    def _after_part(self, start: int, position: int) -> Iterator[_Hit]:
        """午後3時: the part of the day stands before the time."""
        for edge in (start, start - 1):
            if edge <= position or not (edge == start or self.line[edge].isspace()):
                continue
            for part in self.lexicon.day_parts_before:
                begin = edge - len(part)
                if begin < position or not self.lower.startswith(part, begin):
                    continue
                match = ex.PART_TIME.match(self.line, start)
                clock = match is not None and match.lastgroup == "time"
                if match is None or (clock and self.line[begin - 1 : begin] in {*"0123456789:.,"}):
                    continue
                yield self._timed(match, begin, part)

    def _after_half(self, start: int, begin: int) -> Iterator[_Hit]:
        """PM 02:11, as Korean sites write it."""
        match = ex.NUMBERS.match(self.line, start)
        if match is not None and match.lastgroup == "time" and not self.line[:begin][-1:].isalpha():
            yield self._timed(match, begin, self.lower[begin : begin + 2])

    def _after_clock_word(self, start: int, position: int) -> Iterator[_Hit]:
        """A time written "kl. 13.44": behind such a word it can't be a day and month."""
        match = ex.DOTTED_CLOCK.match(self.line, start)
        if match is None:
            return
        word = ex.CLOCK_WORD.search(self.line, max(position, start - 12), start)
        fields = fields_of(match, self.lexicon)
        if word is not None and fields is not None:
            end = unit_after(self.line, match.end())
            yield word.start(), end, made(self.line, start, end, fields)

    def _timed(self, match: re.Match[str], start: int, before: str = "") -> _Hit:
        """A time with what belongs to it: the part of the day, "o'clock", its zone."""
        fields = fields_of(match, self.lexicon)
        assert fields is not None
        end, part, kind = match.end(), before, match.lastgroup
        if kind == "time":
            end, after = self._part_after(end)
            part = after or before
        if part:
            hour = fields["hour"]
            assert isinstance(hour, int)
            fields["hour"] = twelve(hour, fold(part.replace("..", ".")), self.lexicon.names)
        if kind == "time":
            end = unit_after(self.line, end)
        if kind != "cjktime":
            end, zone, offset = zone_after(self.line, end)
            fields["zone"], fields["offset"] = zone, offset
        return start, end, made(self.line, start, end, fields)

    def _part_after(self, place: int) -> tuple[int, str]:
        """Where "a.m." or its like ends behind a time, and what it says."""
        ampm = ex.AMPM_LARGE if self.lexicon.language == "de" else ex.AMPM
        match = ampm.match(self.line, place)
        if match is not None:
            return match.end(), match["ap"]
        if self.lexicon.language == "en" and ex.AMPM_SHORT.match(self.line, place):
            return place + 1, f"{self.line[place]}m"
        if not self.wide:
            return place, ""
        for begin in (place + 1, place) if self.line[place : place + 1].isspace() else (place,):
            for word in self.lexicon.day_parts:
                if not self.lower.startswith(word, begin):
                    continue
                after = ex.DAY_PART_END.match(self.line, begin + len(word))
                if after is not None:
                    return after.end(), self.line[begin : after.end()]
        return place, ""
