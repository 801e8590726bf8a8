"""Blocks whose stamps stand on lines of their own: is a title above its stamp, or below.

The block as a whole decides. If the title stands below its stamp, no title stands
above the first stamp and one stands below the last; if above, the other way round.
Within a row's lines a short line that repeats is a category, a long one that ends as
a sentence is a summary, and the first of the rest is the title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pagefeed import clean
from pagefeed.converters import headings, labels, titles
from pagefeed.converters import stamps as stamps_of
from pagefeed.converters.layout import Shape, Token, is_prose, width, words
from pagefeed.converters.sheet import Block, Row, Sheet
from pagefeed.dates import Written

_CUT = re.compile(r"(?:\.\.\.|…|\[(?:…|\.\.\.)\])$")
_FULL_STOPS = (".", "。", "।", "։", "۔")
_SENTENCE = 6  # words
_FEWEST = 4  # stamps whose surroundings show where a list begins and ends
_END = 99  # blank lines below the page
_DEEP = 4  # lines above the first stamp, or below the last, that can belong to a row


def block(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> Block | None:
    """The block of stamps on lines of their own, or None where they are no rows' stamps."""
    fit = _fit(sheet, tokens, members)
    return None if fit is None else fit.block()


def direction(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> tuple[float, list[int]]:
    """How sure titles stand below their stamps (less than 0: above), and the lines of each row."""
    fit = _fit(sheet, tokens, members)
    return (0.0, []) if fit is None else fit.direction()


def _fit(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> _Fit | None:
    stamps, days = stamps_of.merged(tokens, members)
    if len(stamps) < 2 or (len(stamps) == 2 and stamps_of.one_moment(stamps[0][2], stamps[1][2])):
        return None  # one stamp written twice around one title is an article's
    repeated = Counter(
        clean.key(token.text)
        for token in tokens[max(0, members[0] - _DEEP) : members[-1] + _DEEP]
        if stamps_of.is_text(token)
    )
    fit = _Fit(sheet, tokens, stamps, repeated)
    fit.days = days
    fit.inside = set(members)
    return fit


def _summarises(token: Token) -> bool:
    return is_prose(token.text) or _CUT.search(token.text) is not None or _is_sentence(token.text)


def _is_sentence(text: str) -> bool:
    """Whether a line ends as sentences do and titles seldom."""
    return words(text) >= _SENTENCE and text.endswith(_FULL_STOPS)


def _without_bylines(lines: list[Token]) -> list[Token]:
    kept = [t for t in lines if words(t.text) > 6 or not labels.signs(t.text)]
    return kept or lines


def _opens_item(lines: list[Token]) -> bool:
    """Whether a short list item stands above a longer line that is none: a category's."""
    first, second = lines[:2]
    small = first.bullet and not second.bullet and words(first.text) <= 5 and not second.prose
    return small and width(first.text) <= 45 and width(second.text) * 2 > width(first.text) * 3


class _Fit:
    """One block's lines, read in the direction that fits."""

    def __init__(
        self,
        sheet: Sheet,
        tokens: Sequence[Token],
        stamps: list[tuple[int, int, Written]],
        repeated: Counter[str],
    ) -> None:
        self.sheet = sheet
        self.tokens = tokens
        self.stamps = stamps
        self.repeated = repeated
        self.kickers = False
        self.days: dict[int, Written] = {}
        self.inside: set[int] = set()
        self.sections: dict[int, Token] = {}  # index of a stamp: the heading above its row
        self.bullet = False  # whether the rows' lines are list items
        self.usual = 1  # lines of a row
        self.counted = False

    def direction(self) -> tuple[float, list[int]]:
        _, inner, above, below = self._surveyed()
        return self._leaning(above, inner, below), [len(each) for each in inner]

    def _surveyed(
        self,
    ) -> tuple[list[tuple[int, int]], list[list[Token]], list[Token], list[Token]]:
        """The ranges between stamps, their lines, and the lines above the first and below the last."""
        between = [(a[1] + 1, b[0]) for a, b in pairwise(self.stamps)]
        inner = [self._texts(start, end) for start, end in between]
        self.usual = max(round(median([len(each) for each in inner])), 1)
        bullets = [token.bullet for each in inner for token in each]
        self.bullet = sum(bullets) * 2 > len(bullets)
        self.counted = self._counted(between)
        return between, inner, self._texts_above(), self._texts_below(max(self.usual, 2))

    def block(self) -> Block | None:
        between, inner, above, below = self._surveyed()
        usual = self.usual
        if self._titles_below(above, inner, below):
            inner = [self._item(start, end, below=True) for start, end in between]
            inner = self._without_headings(inner, below=True)
            return self._built([*inner, below], above, below=True)
        inner = [self._item(start, end, below=False) for start, end in between]
        inner = self._without_headings(inner, below=False)
        inner, summaries = self._summaries_first(inner, below)
        segments = [self._first_row(above, usual), *(each[-max(usual, 3) :] for each in inner)]
        made = self._built(segments, [], below=False)
        if made is not None and len(made.rows) == len(summaries):
            made.rows = [
                replace(row, summary=row.summary or (text.text if text else ""))
                for row, text in zip(made.rows, summaries, strict=True)
            ]
            made.lines.update(each.number for each in summaries if each)
        return made

    # The lines around the stamps.

    def _index(self, line: int) -> int:
        return next(i for i, token in enumerate(self.tokens) if token.number == line)

    def _texts(self, start: int, end: int) -> list[Token]:
        return [
            t
            for i, t in enumerate(self.tokens[start:end], start=start)
            if stamps_of.is_text(t) and i not in self.inside
        ]

    def _item(self, start: int, end: int, *, below: bool) -> list[Token]:
        """The lines of one row between two stamps: up to the next list item, or from it on."""
        cut = self._cut(start, end)
        if cut is None or cut == start:
            return self._texts(start, end)
        part = self._texts(start, cut) if below else self._texts(cut, end)
        return part or self._texts(start, end)

    def _without_headings(self, inner: list[list[Token]], *, below: bool) -> list[list[Token]]:
        """The rows' lines without the heading of another section, where most rows are even.

        A line more than the others have, at the end that is turned away from the stamp,
        is the heading of the rows that follow it.
        """
        even = sum(1 for each in inner if len(each) == self.usual)
        if even * 10 < len(inner) * 7 or len(inner) < 3:
            return inner
        found: list[list[Token]] = []
        for number, lines in enumerate(inner):
            extra = lines[-1 if below else 0] if len(lines) == self.usual + 1 else None
            if (
                extra is not None
                and headings.is_heading(extra)
                and self.repeated[clean.key(extra.text)] == 1
                and words(extra.text) <= 6
            ):
                self.sections[self.stamps[number + 1][0]] = extra
                found.append(lines[:-1] if below else lines[1:])
            else:
                found.append(lines)
        return found

    def _summaries_first(
        self, inner: list[list[Token]], below: list[Token]
    ) -> tuple[list[list[Token]], list[Token | None]]:
        """Lines of rows whose summary stands below the stamp, title above: without it, and it."""
        firsts = [
            len(each) > 1
            and _summarises(each[0])
            and any(self._title_like(token) >= 1.0 for token in each[1:])
            for each in inner
        ]
        if not firsts or sum(firsts) * 10 < len(firsts) * 6:
            return inner, []
        summaries: list[Token | None] = [
            each[0] if first else None for each, first in zip(inner, firsts, strict=True)
        ]
        summaries.append(below[0] if below and _summarises(below[0]) else None)
        cut = [each[1:] if first else each for each, first in zip(inner, firsts, strict=True)]
        return cut, summaries

    def _cut(self, start: int, end: int) -> int | None:
        """Where in a range of tokens the next list item begins, if one does."""
        if self.bullet:
            return None
        for index in range(start, end):
            token = self.tokens[index]
            if token.shape is Shape.MARKER or token.bullet:
                return index
        return None

    def _texts_above(self) -> list[Token]:
        """The lines right above the first stamp; nothing else may stand between."""
        found: list[Token] = []
        for token in reversed(self.tokens[: self.stamps[0][0]]):
            if token.shape is Shape.NOISE and labels.asks(token.text):
                continue
            if len(found) >= _DEEP or not self._belongs(token):
                break
            found.append(token)
        return found[::-1]

    def _texts_below(self, depth: int) -> list[Token]:
        """The lines right below the last stamp."""
        found: list[Token] = []
        first = self.stamps[-1][1] + 1
        if self.counted and first < len(self.tokens) and self._is_noise(first):
            first += 1
        for token in self.tokens[first:]:
            if token.shape is Shape.NOISE and labels.asks(token.text):
                continue
            if len(found) >= depth or not self._belongs(token):
                break
            found.append(token)
        return found

    def _counted(self, between: list[tuple[int, int]]) -> bool:
        """Whether a bare number stands below most stamps: readers, comments."""
        count = sum(1 for start, end in between if start < end and self._is_noise(start))
        return count * 10 >= len(between) * 6

    def _is_noise(self, index: int) -> bool:
        return self.tokens[index].shape is Shape.NOISE

    def _belongs(self, token: Token) -> bool:
        return stamps_of.is_text(token) and (token.bullet is self.bullet or token.bullet is False)

    def _first_row(self, above: list[Token], usual: int) -> list[Token]:
        """The lines above the first stamp that are its row's, without the heading above them."""
        for start in range(len(above) - 1, -1, -1):
            if self._title_like(above[start]) >= 1.0:
                before = above[start - 1 : start] if usual > len(above) - start else []
                return [*before, *above[start:]]
        return above[-usual:]

    # Which direction.

    def _titles_below(
        self, above: list[Token], inner: list[list[Token]], below: list[Token]
    ) -> bool:
        return self._leaning(above, inner, below) >= 0

    def _leaning(self, above: list[Token], inner: list[list[Token]], below: list[Token]) -> float:
        proved = self._proved(above, inner, below) or self._itemised() or self._edges()
        if proved:
            return 9.0 * proved
        titled = sum(1 for each in inner if each and self._title_like(each[0]) >= 1.0)
        if titled * 10 >= len(inner) * 8 and below and self._title_like(below[0]) < 1.0:
            # The rows' lines begin with titles: one that doesn't is the heading of other rows.
            below = below[:1]
        score = 3.0 * (
            self._holds_title(below[: self.usual]) - self._holds_title(above[-self.usual :])
        )
        score += self._nearness() + self._evenness(above, inner, below)
        for lines in inner:
            if lines:
                score += (self._title_like(lines[0]) - self._title_like(lines[-1])) / len(inner)
        return score

    def _proved(self, above: list[Token], inner: list[list[Token]], below: list[Token]) -> int:
        """1 where a title whose stamp is known stands below that stamp, -1 where above."""
        segments = [above, *inner, below]
        for number, (_, _, stamp) in enumerate(self.stamps):
            known = self.sheet.known.get(stamps_of.moment(stamp), "")
            if not known:
                continue
            keys = [{clean.key(token.text) for token in each} for each in segments]
            if (known in keys[number]) is not (known in keys[number + 1]):
                return -1 if known in keys[number] else 1
        return 0

    def _itemised(self) -> int:
        """1 where each stamp opens a list item, -1 where a stamp's item begins above it."""
        opened = sum(1 for first, _, _ in self.stamps if self.tokens[first].bullet)
        if self.bullet:
            return -1 if opened == 0 and self.usual == 1 else 0
        if opened * 10 >= len(self.stamps) * 8:
            return 1
        before = after = 0
        for a, b in pairwise(self.stamps):
            cut = self._cut(a[1] + 1, b[0])
            if cut is not None:
                before += bool(self._texts(a[1] + 1, cut))
                after += bool(self._texts(cut, b[0]))
        if (before + after) * 2 < len(self.stamps):
            return 0
        return (before > 2 * after) - (after > 2 * before)

    def _edges(self) -> int:
        """Where blank lines show that a list begins with a stamp (1), or ends with one (-1).

        Only its first stamp is apart from what stands above, or its last from what is below.
        """
        if len(self.stamps) < _FEWEST:
            return 0
        before = [self.tokens[first].gap for first, _, _ in self.stamps]
        after = [
            self.tokens[last + 1].gap if last + 1 < len(self.tokens) else _END
            for _, last, _ in self.stamps
        ]
        begins = len(set(before[1:])) == 1 and before[0] > before[1]
        ends = len(set(after[:-1])) == 1 and after[-1] > after[0]
        return begins - ends

    def _nearness(self) -> float:
        """Blank lines around stamps: a title is nearer to its own stamp than the next row is."""
        before = [self.tokens[first].gap for first, _, _ in self.stamps]
        after = [
            self.tokens[last + 1].gap for _, last, _ in self.stamps if last + 1 < len(self.tokens)
        ]
        if not after or not any((*before, *after)):
            return 0.0
        return 2.0 * ((median(before) > median(after)) - (median(before) < median(after)))

    def _evenness(self, above: list[Token], inner: list[list[Token]], below: list[Token]) -> float:
        """How much better rows fit whose title stands below its stamp than those above it.

        Of the lines between two stamps the first few may be of the row of the first, the
        others of the second's: what stands above the first stamp of all must then look as
        the others do, and what stands below the last as the first few do.
        """
        kinds = Counter(tuple(map(self._kind, each)) for each in inner)
        typical, count = kinds.most_common(1)[0]
        if count * 2 < len(inner) or len(typical) < 2 or "title" not in typical:
            return 0.0
        size, title = len(typical), typical.index("title")
        before = [self._kind(token) for token in above][::-1]
        after = [self._kind(token) for token in below]
        fits = [
            sum(map(str.__eq__, typical[:cut], after))
            + sum(map(str.__eq__, typical[cut:][::-1], before))
            for cut in range(size + 1)
        ]
        return 3.0 * (max(fits[title + 1 :]) - max(fits[: title + 1])) / size

    def _kind(self, token: Token) -> str:
        if self._is_category(token):
            return "category"
        if self._is_formula(token):
            return "formula"
        if _summarises(token):
            return "prose"
        return "title" if self._title_like(token) >= 1.0 else "short"

    def _holds_title(self, lines: list[Token]) -> float:
        return max((self._title_like(token) for token in lines), default=0.0)

    def _title_like(self, token: Token) -> float:
        if self._is_category(token) or self._is_formula(token):
            return 0.0
        if is_prose(token.text) or _is_sentence(token.text):
            return 0.3
        if token.text.endswith((":", "...", "…")) or words(token.text) < 3:
            return 0.2
        return 1.0 if width(token.text) >= 20 else 0.5

    def _is_formula(self, token: Token) -> bool:
        """Whether a line stands in most rows, word for word: no title does."""
        count = self.repeated[clean.key(token.text)]
        return count >= _FEWEST and count * 10 >= len(self.stamps) * 6

    def _is_category(self, token: Token) -> bool:
        text = token.text
        if words(text) > 5 or width(text) > 45:
            return False
        key = clean.key(text)
        return self.repeated[key] > 1 or self.sheet.labels[key] > 1 or words(text) <= 2

    # The rows.

    def _built(
        self, segments: list[list[Token]], above: list[Token], *, below: bool
    ) -> Block | None:
        first = self.stamps[0][0]
        self.kickers = self._has_kickers(segments)
        lead_category = self._lead_categories(segments, above) if below else []
        heading = headings.Heading()
        if below:
            start = self._index(above[-1].number) if lead_category and above else first
            heading = headings.above(self.sheet, self.tokens, start)
        made = Block(rows=[], shape=Shape.STAMP, first=self.tokens[first].number)
        made.last = self.tokens[self.stamps[-1][1]].number
        section = ""
        for number, ((start, end, stamp), lines) in enumerate(
            zip(self.stamps, segments, strict=True)
        ):
            if start in self.sections:
                section = self.sections[start].text
                made.lines.add(self.sections[start].number)
            made.lines.update(t.number for t in self.tokens[start : end + 1])
            row = self._row(lines, stamp, last=number == len(self.stamps) - 1 and below)
            if row is None:
                continue
            if lead_category and lead_category[number]:
                row = replace(row, category=lead_category[number])
            label = self._label(start)
            day = self.days.get(start) or heading.day
            made.rows.append(replace(row, day=day, category=row.category or label, heading=section))
            made.lines.update(token.number for token in lines)
            made.last = max(made.last, row.line)
        return self._headed(made, heading, segments, below=below)

    def _lead_categories(self, segments: list[list[Token]], above: list[Token]) -> list[str]:
        """Categories that stand above each stamp: the last short line of the row before."""
        found: list[str] = []
        previous = above
        for lines in segments:
            last = previous[-1] if previous else None
            alone = last is not None and self._is_category(last) and not self._only(previous, last)
            found.append(last.text if alone and last is not None else "")
            previous = lines
        present = sum(1 for each in found if each)
        return found if present * 10 >= len(found) * 7 else []

    def _only(self, lines: list[Token], token: Token) -> bool:
        """Whether the line is the only one of its row, and so its title."""
        return len(lines) == 1 and lines[0] is token and words(token.text) > 2

    def _row(self, lines: list[Token], stamp: Written, *, last: bool) -> Row | None:
        lines = _without_bylines(lines)
        lines = [t for t in lines if words(t.text) < 4 or not self._is_formula(t)] or lines
        categories: list[str] = []
        title: Token | None = None
        summary = ""
        for place, token in enumerate(lines):
            if title is None and len(lines) > 1 and self._stands_over(lines, place):
                categories.append(token.text)
            elif title is None:
                title = token
            elif not summary and _summarises(token):
                summary = token.text
            elif not categories and self._is_category(token) and not last:
                categories.append(token.text)
        if title is None and lines:
            title = max(lines, key=lambda token: width(token.text))
            categories = [each for each in categories if each != title.text]
        if title is None:
            return None
        whole = title.text
        for token in lines:
            # "Agency: Title" and below it "Title": the shorter is the title.
            if whole.endswith(token.text) and 15 < len(token.text) < len(whole):
                title = token
        text, more = titles.split(title.text)
        return Row(
            line=title.number,
            title=titles.bare(text),
            summary=summary or more,
            stamp=stamp,
            category=categories[0] if categories else "",
        )

    def _has_kickers(self, segments: list[list[Token]]) -> bool:
        """Whether most rows begin with a category's or an agency's line."""
        long = [lines for lines in segments if len(lines) > 1]
        if len(long) > 2 and all(_opens_item(lines) for lines in long):
            return True
        with_one = sum(1 for lines in long if self._is_category(lines[0]))
        return with_one * 2 > len(long)

    def _stands_over(self, lines: list[Token], place: int) -> bool:
        """Whether a line before the title is a category: by its look, or by the block's habit."""
        token = lines[place]
        if self._is_category(token):
            return True
        if not self.kickers or place > 0 or len(lines) < 2:
            return False
        following = lines[1]
        short = words(token.text) <= 6 and width(token.text) <= 45
        return short and not is_prose(following.text) and width(following.text) > width(token.text)

    def _headed(
        self, made: Block, heading: headings.Heading, segments: list[list[Token]], *, below: bool
    ) -> Block | None:
        if not made.rows:
            return None
        if not below and segments[0]:
            position = self._index(segments[0][0].number)
            heading = headings.above(self.sheet, self.tokens, position)
        made.heading = heading.text
        made.lines.update(heading.lines)
        days = list(dict.fromkeys(self.days.values()))
        made.days += [] if heading.day is None else [heading.day]
        made.days += days
        made.rows = [
            replace(
                row,
                heading=row.heading or heading.text,
                day=row.day or heading.day,
                before_day=bool(days) and row.day is None and heading.day is None,
            )
            for row in made.rows
        ]
        return made

    def _label(self, index: int) -> str:
        """What stands beside a stamp: a category, where it says no more than that."""
        token = self.tokens[index]
        if token.shape not in {Shape.TAIL, Shape.LEAD, Shape.MID}:
            return ""
        text = (token.before or token.after).strip()
        own = labels.labelled(token.before, token.after) or labels.signs(text)
        return "" if own or words(text) > 5 or text[:1].isdigit() else text
