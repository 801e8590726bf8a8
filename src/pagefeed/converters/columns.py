"""Blocks whose stamps stand on lines of their own: is a title above its stamp, or below.

The block as a whole decides. If the title stands below its stamp, no title stands
above the first stamp and one stands below the last; if above, the other way round.
Within a row's lines a short line that repeats is a category, a long one that ends as
a sentence is a summary, and the first of the rest is the title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pagefeed import clean
from pagefeed.converters import headings, titles
from pagefeed.converters.blocks import Block, Row, Sheet
from pagefeed.converters.layout import Shape, Token, is_prose, width, words
from pagefeed.dates import Written

_DEEP = 4  # lines above the first stamp, or below the last, that can belong to a row


def block(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> Block | None:
    """The block of stamps on lines of their own, or None where they are no rows' stamps."""
    stamps = _merged(tokens, members)
    if len(stamps) < 2:
        return None
    repeated = Counter(
        clean.key(token.text)
        for token in tokens[max(0, members[0] - _DEEP) : members[-1] + _DEEP]
        if token.shape is Shape.TEXT
    )
    fit = _Fit(sheet, tokens, stamps, repeated)
    return fit.block()


def _merged(tokens: Sequence[Token], members: list[int]) -> list[tuple[int, int, Written]]:
    """Stamps in lines that follow each other are one: (first index, last index, stamp)."""
    found: list[tuple[int, int, Written]] = []
    for index in members:
        stamp = tokens[index].stamp
        assert stamp is not None
        if found and not any(tokens[i].shape is Shape.TEXT for i in range(found[-1][1] + 1, index)):
            first, _, other = found[-1]
            found[-1] = (first, index, _both(other, stamp))
        else:
            found.append((index, index, stamp))
    return found


def _both(first: Written, second: Written) -> Written:
    """Two stamps of one row: the fuller one, or a day with the time beside it."""
    day = first if first.has_date else second
    time = second if day is first else first
    if day.has_date and not day.has_time and time.has_time and not time.has_date:
        return replace(
            day, hour=time.hour, minute=time.minute, second=time.second,
            zone=time.zone, offset=time.offset, text=f"{first.text} {second.text}",
        )  # fmt: skip
    weights = [2 * w.has_year + 2 * w.has_date + w.has_time for w in (first, second)]
    return first if weights[0] >= weights[1] else second


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

    def block(self) -> Block | None:
        inner = [
            self._texts(a[1] + 1, b[0]) for a, b in zip(self.stamps, self.stamps[1:], strict=False)
        ]
        usual = round(median(len(each) for each in inner)) if inner else 1
        depth = min(max([usual, *(len(each) for each in inner)]), _DEEP)
        above = self._texts_above(depth)
        below = self._texts_below(depth)
        if self._titles_below(above, inner, below):
            return self._built([*inner, below], above, below=True)
        return self._built([above, *inner], [], below=False)

    # The lines around the stamps.

    def _texts(self, start: int, end: int) -> list[Token]:
        return [t for t in self.tokens[start:end] if t.shape is Shape.TEXT]

    def _texts_above(self, depth: int) -> list[Token]:
        found: list[Token] = []
        for token in reversed(self.tokens[: self.stamps[0][0]]):
            if len(found) >= depth or token.shape not in {Shape.TEXT, Shape.NOISE, Shape.MARKER}:
                break
            if token.shape is Shape.TEXT:
                found.append(token)
        return found[::-1]

    def _texts_below(self, depth: int) -> list[Token]:
        found: list[Token] = []
        for token in self.tokens[self.stamps[-1][1] + 1 :]:
            if len(found) >= depth or token.shape not in {Shape.TEXT, Shape.NOISE, Shape.MARKER}:
                break
            if token.shape is Shape.TEXT:
                found.append(token)
        return found

    def _index(self, line: int) -> int:
        return next(i for i, token in enumerate(self.tokens) if token.number == line)

    # Which direction.

    def _titles_below(
        self, above: list[Token], inner: list[list[Token]], below: list[Token]
    ) -> bool:
        ends = 3.0
        score = ends * (
            self._holds_title(below, first=True) - self._holds_title(above, first=False)
        )
        for lines in inner:
            if lines:
                score += (self._title_like(lines[0]) - self._title_like(lines[-1])) / len(inner)
        if score:
            return score > 0
        return True

    def _holds_title(self, lines: list[Token], *, first: bool) -> float:
        nearest = lines[:2] if first else lines[::-1][:3]
        return max((self._title_like(token) for token in nearest), default=0.0)

    def _title_like(self, token: Token) -> float:
        if self._is_category(token):
            return 0.0
        if is_prose(token.text):
            return 0.3
        if token.text.endswith((":", "...", "…")) or words(token.text) < 3:
            return 0.2
        return 1.0 if width(token.text) >= 20 else 0.5

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
        lead_category = self._lead_categories(segments, above) if below else []
        heading = headings.Heading()
        if below:
            start = self._index(above[-1].number) if lead_category and above else first
            heading = headings.above(self.sheet, self.tokens, start)
        made = Block(rows=[], shape=Shape.STAMP, first=self.tokens[first].number)
        made.last = self.tokens[self.stamps[-1][1]].number
        for number, ((start, end, stamp), lines) in enumerate(
            zip(self.stamps, segments, strict=True)
        ):
            made.lines.update(t.number for t in self.tokens[start : end + 1])
            row = self._row(lines, stamp, last=number == len(self.stamps) - 1 and below)
            if row is None:
                continue
            if lead_category and lead_category[number]:
                row = replace(row, category=lead_category[number])
            made.rows.append(row)
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
        categories: list[str] = []
        title: Token | None = None
        summary = ""
        for token in lines:
            if title is None and self._is_category(token) and len(lines) > 1:
                categories.append(token.text)
            elif title is None:
                title = token
            elif not summary and (is_prose(token.text) or token.text.endswith(("...", "…"))):
                summary = token.text
            elif not categories and self._is_category(token) and not last:
                categories.append(token.text)
        if title is None and lines:
            title = max(lines, key=lambda token: width(token.text))
            categories = [each for each in categories if each != title.text]
        if title is None:
            return None
        text, more = titles.split(title.text)
        return Row(
            line=title.number,
            title=titles.bare(text),
            summary=summary or more,
            stamp=stamp,
            category=categories[0] if categories else "",
        )

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
        made.rows = [replace(row, heading=heading.text, day=heading.day) for row in made.rows]
        return made
