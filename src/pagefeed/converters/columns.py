"""Blocks whose stamps stand on lines of their own: their rows.

Whether titles stand below their stamps or above is `leaning`'s business. Within a row's
lines a short line that repeats is a category, a long one that ends as a sentence is a
summary, and the first of the rest is the title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from pagefeed.converters import (
    asking,
    besides,
    categories,
    headings,
    leaning,
    rowlines,
    sections,
    summaries,
    titles,
)
from pagefeed.converters import stamps as stamps_of
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.looks import (
    Looks,
    are_cut,
    are_numbered,
    ends_sentence,
    frame,
    is_bracketed,
    repeats,
    summarises,
)
from pagefeed.converters.measures import is_prose, width, words
from pagefeed.converters.sheet import Block, Row, Sheet
from pagefeed.converters.surroundings import DEEP, Surroundings
from pagefeed.dates import Written

_SHORT = 3  # words of a kicker over a sentence, at most
_PAIR = 2  # lines: a title and what it says
_COLUMN = 4  # words of a column's name, at most
_FEW = 4  # lines of a row whose section stands over its title
_IDEOGRAPHS = 8  # width of four ideographs, which count as three words
_HEADING = 6  # words of a heading inside a list, at most


def block(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> Block | None:
    """The block of stamps on lines of their own, or None where they are no rows' stamps."""
    fit = _fit(sheet, tokens, members)
    return None if fit is None else fit.block()


def direction(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> tuple[float, list[int]]:
    """How sure titles stand below their stamps (less than 0: above), and the lines of each row."""
    fit = _fit(sheet, tokens, members)
    if fit is None:
        return 0.0, []
    sizes = [len(each) for each in fit.around.between]
    return leaning.leaning(sheet, fit.around, fit.looks), sizes


def _fit(sheet: Sheet, tokens: Sequence[Token], members: list[int]) -> _Fit | None:
    stamps, days = stamps_of.merged(tokens, members)
    if len(stamps) < 2 or (len(stamps) == 2 and stamps_of.one_moment(stamps[0][2], stamps[1][2])):
        return None  # one stamp written twice around one title is an article's
    near = tokens[max(0, members[0] - DEEP) : members[-1] + DEEP]
    texts = [token.text for token in near if stamps_of.is_text(token)]
    repeated = Counter(map(repeats, texts))
    repeated.update(filter(None, map(frame, texts)))
    around = Surroundings(sheet, tokens, stamps, members)
    looks = Looks(
        sheet,
        repeated,
        len(stamps),
        numbered=are_numbered(around.between),
        cut=are_cut(around.between),
    )
    if around.usual == 1 and all(looks.is_formula(t) for each in around.between for t in each):
        looks = looks._replace(repeated=Counter(map(repeats, texts)))  # titles that end alike
    return _Fit(sheet, around, looks, days)


class _Fit:
    """One block's lines, read in the direction that fits."""

    def __init__(
        self,
        sheet: Sheet,
        around: Surroundings,
        looks: Looks,
        days: dict[int, Written],
    ) -> None:
        self.sheet = sheet
        self.around = around
        self.looks = looks
        self.tokens = around.tokens
        self.stamps = around.stamps
        self.days = days
        self.kickers = False
        self.writers: frozenset[int] = frozenset()  # lines
        self.sections: dict[int, Token] = {}  # index of a stamp: the heading above its row

    def block(self) -> Block | None:
        usual, ranges, item = self.around.usual, self.around.ranges, self.around.item
        if leaning.leaning(self.sheet, self.around, self.looks) >= 0:
            inner = [item(start, end, below=True) for start, end in ranges]
            inner = self._without_headings(inner, below=True)
            return self._built([*inner, self.around.below], self.around.above, below=True)
        inner = [item(start, end, below=False) for start, end in ranges]
        asked: list[Token | None] = []
        if leaning.asked(self.around, self.looks):
            asked = [self.around.texts(start, end)[0] for start, end in ranges]
            asked.append(next(filter(summarises, self.around.below[:1]), None))
            inner = [self._below_ask(start, end) for start, end in ranges]
            usual = 1
        above = self.around.above
        if self.around.related:
            inner = list(map(rowlines.without_related, inner))
        inner, points = rowlines.without_points(inner, self.around.below)
        inner = self._without_headings(inner, below=False)
        inner, last = rowlines.without_first(inner, self.around.below)
        inner, told = summaries.parted(self.around, self.looks, inner, last)
        if asked:
            told = asked
        elif points:
            told = points
        elif not any(told[:-1]):
            told = self.around.summaries_in_items() or told
        usual = max(int(median([len(each) for each in inner])), 1) if told else usual
        between = self.around.between
        first = rowlines.first_section(above, self.looks)
        whole = [first, *between]
        sectioned = not asked and rowlines.begin_with_sections(whole, self.looks)
        if sectioned and rowlines.say_more(whole):
            told = []
            segments = whole
        else:
            if not sectioned or len(first) > _FEW:
                own = self.around.first_item()
                first = own or rowlines.first(above, usual, between, self.looks)
            segments = [
                first,
                *(self._above_stamp(each, usual) for each in rowlines.parted(inner)),
            ]
        made = self._built(segments, [], below=False)
        if made is not None and len(made.rows) == len(told):
            made.rows = [
                row._replace(summary=row.summary or (text.text if text else ""))
                for row, text in zip(made.rows, told, strict=True)
            ]
            made.lines.update(each.number for each in told if each)
        return made

    # The lines around the stamps.

    def _above_stamp(self, lines: list[Token], usual: int) -> list[Token]:
        own = rowlines.below_summary(lines, self.around.usual, self.looks)
        return own[-max(usual, 3) :]

    def _below_ask(self, start: int, end: int) -> list[Token]:
        """The lines of a range below the last one that asks to share or to read on."""
        asks = [i for i in range(start, end) if asking.asks(self.tokens[i].text)]
        return self.around.texts(asks[-1] if asks else start, end)

    def _index(self, line: int) -> int:
        return next(i for i, token in enumerate(self.tokens) if token.number == line)

    def _without_headings(self, inner: list[list[Token]], *, below: bool) -> list[list[Token]]:
        """The rows' lines without the heading of another section, where most rows are even.

        The lines that a row has more than the others, at the end that is turned away from the
        stamp, end the list before, and the last of them is the heading of the rows that follow.
        """
        usual = self.around.usual
        even = sum(1 for each in inner if len(each) == usual)
        if even * 10 < len(inner) * 6 or len(inner) < 3:
            return inner
        found: list[list[Token]] = []
        for number, lines in enumerate(inner):
            own, more = (
                (lines[:usual], lines[usual:]) if below else (lines[-usual:], lines[:-usual])
            )
            if more and self._heads_section(more, own, below=below):
                self.sections[self.stamps[number + 1][0]] = more[-1]
                found.append(own)
            else:
                found.append(lines)
        return found

    def _heads_section(self, more: list[Token], own: list[Token], *, below: bool) -> bool:
        """Whether the last of the lines that a row has more than others is a section's heading."""
        heading = more[-1]
        if not headings.is_heading(heading) or words(heading.text) > _HEADING:
            return False
        if self.looks.repeated[repeats(heading.text)] > 1 or ends_sentence(heading.text):
            return False
        if any(map(summarises, more if below else own[:1])):
            return False  # what stands below a title tells of it
        if self.looks.holds_title(own) >= 1.0:
            return True
        return len(more) == 1 and self.looks.title_like(heading) < 1.0

    # The rows.

    def _built(
        self, segments: list[list[Token]], above: list[Token], *, below: bool
    ) -> Block | None:
        first = self.stamps[0][0]
        self.writers = rowlines.writers(segments, self.sheet.labels)
        self.kickers = self._has_kickers(segments)
        lead_category = self._lead_categories(segments, above) if below else []
        heading = headings.Heading()
        if below:
            start = self._index(above[-1].number) if lead_category and above else first
            heading = headings.above(self.sheet, self.tokens, start)
        made = Block(rows=[], shape=Shape.STAMP, first=self.tokens[first].number)
        made.last = self.tokens[self.stamps[-1][1]].number
        section = ""
        beside = [besides.label(self.tokens[start]) for start, _, _ in self.stamps]
        filed = besides.are_sections(beside)
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
                row = row._replace(category=lead_category[number])
            named = besides.named(self.tokens, start, end, made.lines)
            label = beside[number]
            day = self.days.get(start) or heading.day
            made.rows.append(
                row._replace(
                    day=day,
                    category=named or (label if filed else row.category) or row.category or label,
                    heading=section,
                )
            )
            made.lines.update(token.number for token in lines)
            made.last = max(made.last, row.line)
        return self._headed(made, heading, segments, below=below)

    def _lead_categories(self, segments: list[list[Token]], above: list[Token]) -> list[str]:
        """Categories that stand above each stamp: the last short line of the row before."""
        found: list[str] = []
        previous = above
        for lines in segments:
            last = previous[-1] if previous else None
            alone = (
                last is not None
                and self.looks.is_category(last)
                and (len(previous) > 1 or words(last.text) <= 2)  # else the row's title
                and not self._tells_nothing(last)
            )
            found.append(last.text if alone and last is not None else "")
            previous = lines
        if not found[0] or sections.heads_list(found[0]):
            return []  # above the first stamp stands none: they end their rows
        if categories.are_people([each for each in found[1:] if each]):
            return []  # who wrote the row before
        present = sum(1 for each in found if each)
        return found if present * 10 >= len(found) * 7 else []

    def _row(self, lines: list[Token], stamp: Written, *, last: bool) -> Row | None:
        lines = [token for token in lines if token.number not in self.writers]
        lines = rowlines.without_kicker(rowlines.without_bylines(lines))
        lines = [t for t in lines if not self._tells_nothing(t)] or lines
        categories: list[str] = []
        title: Token | None = None
        summary = ""
        for place, token in enumerate(lines):
            if title is None and len(lines) > 1 and self._stands_over(lines, place):
                categories.append(token.text.strip("[]() "))
            elif title is None:
                title = token
            elif not summary and rowlines.tells_more(title, token):
                summary = token.text
            elif not categories and not last and self._is_section(token):
                categories.append(token.text.strip("[]() "))
        if title is None and lines:
            title = max(lines, key=lambda token: width(token.text))
            categories = [each for each in categories if each != title.text]
        if title is None:
            return None
        short = self._short_title(lines, title, categories)
        if short is not None:
            title, summary, categories = short, title.text, categories[1:]
        title = rowlines.shorter(lines, title)
        text, more = titles.split(title.text)
        return Row(
            line=title.number,
            title=titles.bare(text),
            summary=summary or more,
            stamp=stamp,
            category=categories[0] if categories else "",
        )

    def _is_section(self, token: Token) -> bool:
        return self.looks.is_category(token) or is_bracketed(token.text)

    def _is_told(self, lines: list[Token]) -> bool:
        """Whether a title with a sentence below it is all that rows have, but for what stands above."""
        if len(lines) != _PAIR or len(lines) < self.around.usual:
            return False
        title, told = lines
        return not ends_sentence(title.text) and words(title.text) > _HEADING and summarises(told)

    def _short_title(self, lines: list[Token], title: Token, categories: list[str]) -> Token | None:
        """The title of one or two words among longer ones that was taken for a category."""
        if not categories or self.kickers or not summarises(title) or title.text.endswith("?"):
            return None
        return next((t for t in lines if t.text == categories[0] and t.number < title.number), None)

    def _tells_nothing(self, token: Token) -> bool:
        """Whether a line stands in most rows and is no category: "5 comments", "Read more about"."""
        counts = any(map(str.isdigit, token.text))
        return (counts or words(token.text) >= 3) and self.looks.is_formula(token)

    def _has_kickers(self, segments: list[list[Token]]) -> bool:
        """Whether most rows begin with a category's or an agency's line."""
        long = [lines for lines in segments if len(lines) > 1]
        if len(long) > 2 and all(rowlines.opens_item(lines) for lines in long):
            return True
        if len(long) > _PAIR and self._are_opinions(segments):
            return True
        with_one = sum(1 for lines in long if self.looks.is_category(lines[0]))
        if len(long) > _PAIR and all(map(rowlines.is_led, long)):
            return with_one * 2 >= len(long)
        return with_one * 2 > len(long)

    def _are_opinions(self, segments: list[list[Token]]) -> bool:
        """Whether rows of two lines stand under "Opinion" or "Blogs": whose column it is, and its title.

        Or the lines over titles are of companies, as over press releases.
        """
        if any(len(lines) != _PAIR for lines in segments):
            return False
        companies = sum(categories.names_company(lines[0].text) for lines in segments)
        if 2 * companies >= len(segments):
            return True
        if any(words(lines[0].text) > _COLUMN for lines in segments):
            return False
        first = self._index(segments[0][0].number)
        near = self.tokens[max(0, first - _PAIR) : first]  # a list item's sign may stand between
        return any(sections.heads_opinions(token.text) for token in near)

    def _stands_over(self, lines: list[Token], place: int) -> bool:
        """Whether a line before the title is a category: by its look, or by the block's habit."""
        token = lines[place]
        if self.looks.is_category(token) or (is_bracketed(token.text) and place + 1 < len(lines)):
            return True
        if place > 0 or len(lines) < 2:
            return False
        following = lines[1]
        if width(token.text) <= _IDEOGRAPHS and width(following.text) >= 3 * width(token.text):
            return True
        if not self.kickers:
            return words(token.text) <= _SHORT and self._is_told(lines[1:])
        if words(token.text) > _SHORT and ends_sentence(following.text):
            return ends_sentence(token.text)  # a title, and what it says
        short = words(token.text) <= 6 and width(token.text) <= 45
        return short and not is_prose(following.text) and width(following.text) > width(token.text)

    def _headed(
        self, made: Block, heading: headings.Heading, segments: list[list[Token]], *, below: bool
    ) -> Block | None:
        if not made.rows:
            return None
        if not below and segments[0]:
            top = self.around.heads or segments[0]
            position = self._index(top[0].number)
            heading = headings.above(self.sheet, self.tokens, position)
            own = {row.category for row in made.rows[1:] if row.category}
            if heading.text in own and len(own) > 1:
                # The first row's section stands over its title, as those of other rows do.
                made.rows[0] = made.rows[0]._replace(category=heading.text)
                made.lines.update(heading.lines)
                heading = headings.above(self.sheet, self.tokens, self._index(min(heading.lines)))
        made.heading = heading.text
        made.lines.update(heading.lines)
        days = list(dict.fromkeys(self.days.values()))
        made.days += [] if heading.day is None else [heading.day]
        made.days += days
        made.rows = [
            row._replace(
                heading=row.heading or heading.text,
                day=row.day or heading.day,
                before_day=bool(days) and row.day is None and heading.day is None,
            )
            for row in made.rows
        ]
        return made
