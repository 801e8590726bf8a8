"""A text capture -> drafts: the order in which its lines are read.

lines -> tokens (`layout`, `together`) -> article, then blocks (`blocks`) -> days (`days`) ->
drafts (`videos`, `popular`, `listing`). Every line that gives nothing is left over
with its reason; every date that can't be had is a problem with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from types import ModuleType

from pagefeed import clean
from pagefeed.converters import (
    article,
    blocks,
    days,
    headings,
    labels,
    layout,
    listing,
    popular,
    reports,
    rows,
    together,
    videos,
)
from pagefeed.converters.layout import Shape, is_prose, width, words
from pagefeed.converters.reports import Work
from pagefeed.converters.sheet import Block, Row, Sheet
from pagefeed.converters.stamps import moment
from pagefeed.dates import Calendar, Written
from pagefeed.model import (
    Conversion,
    Draft,
    Leftover,
    Page,
    Problem,
    Reading,
    Severity,
    Stamp,
)

# The readers of blocks, asked in this order; the first that claims a block converts it.
_BLOCKS: dict[str, ModuleType] = {"videos": videos, "popular": popular, "listing": listing}
NAMES = ("article", *_BLOCKS)

_SENTENCE = re.compile(r"[.!?…。！？।]['\"”’»)]*$")
_STATEMENT = re.compile(r"[.!…。！।]['\"”’»)]*$")  # a title asks as often as a report does
_TOP = 5  # lines of a page in which it tells its own day
_BESIDE = 6  # words that stand beside it
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[^\n]{0,40}?(?<!\d)((?:19|20)\d{2})(?!\d)", re.IGNORECASE
)
_SHOWN = 80  # characters of a line that a problem quotes


def convert(page: Page, reading: Reading, only: tuple[str, ...] = NAMES) -> Conversion:
    """The drafts of a text capture; `only` names the converters that may take part."""
    language = page.language or reading.language
    if language != reading.language:
        reading = replace(reading, language=language)
    if not page.text.strip():
        return Conversion(drafts=(), problems=(reports.empty(page),))
    tokens = together.tokens(page.text, language)
    sheet = Sheet(tokens=tokens)
    work = Work(
        page=page,
        reading=reading,
        sheet=sheet,
        calendar=Calendar(
            zone=reading.timezone,
            order=reading.date_order,
            language=language,
            as_of=page.captured,
        ),
        only=frozenset(only),
    )
    reports.left_out(work)
    patterned = _patterned(work)
    found = _article(work)
    _rows(work, found, patterned)
    return _finished(work)


def _patterned(work: Work) -> list[Block]:
    """The rows that the source's own patterns fit; they are taken before anything else."""
    if not work.reading.rows:
        return []
    found = rows.find(work.sheet, work.reading.rows, work.reading.language)
    for block in found:
        work.sheet.taken.update(block.lines)
    return found


def _article(work: Work) -> article.Article | None:
    if "article" not in work.only:
        return None
    found = article.find(work.sheet)
    if found is not None:
        work.sheet.taken.update(found.lines)
        work.sheet.walls.update(found.lines)
        if found.stamp is not None:
            work.calendar.learn([found.stamp])
            work.sheet.known[moment(found.stamp)] = clean.key(found.title)
    return found


def _rows(work: Work, found: article.Article | None, patterned: list[Block]) -> None:
    sheet, calendar = work.sheet, work.calendar
    drafted = [*patterned, *_believed(work, blocks.find(sheet))]
    if _twins(sheet, drafted):
        drafted = [*patterned, *_believed(work, blocks.find(sheet))]
    if not drafted and found is None:
        return  # nothing to date
    drafted.sort(key=lambda block: block.first)
    calendar.learn((*_seen(drafted), *_standing_alone(sheet, drafted)))
    for year in _COPYRIGHT.findall(work.page.text):
        calendar.doubt(int(year))
    today = days.page_day(calendar, sheet.tokens, drafted)
    calendar.turn_to(today)
    if found is not None:
        work.drafts.append(_article_draft(work, found))
    for block in drafted:
        dated = days.resolve(block, calendar, today)
        ahead = days.to_come(dated, today)
        sheet.leave((row.line for row in ahead), "is dated after the page: what is to come")
        dated = [each for each in dated if each.row not in ahead]
        if not dated:
            continue
        for name, reader in _BLOCKS.items():
            if name in work.only and reader.claims(block, work.reading):
                work.drafts.extend(reader.convert(block, dated, work.reading))
                sheet.taken.update(block.lines)
                reports.rows(work, dated)
                break


def _seen(found: list[Block]) -> Iterator[Written]:
    for block in found:
        yield from (row.stamp for row in block.rows)
        yield from block.days


def _standing_alone(sheet: Sheet, found: list[Block]) -> Iterator[Written]:
    """Full dates with a time on lines of their own: an article's, whose text wasn't found."""
    inside = {line for block in found for line in block.lines}
    for token in sheet.tokens:
        stamp = token.stamp
        if token.shape is not Shape.STAMP or stamp is None or token.number in sheet.why:
            continue
        if stamp.has_year and stamp.has_time and token.number not in inside:
            yield stamp


def _believed(work: Work, found: list[Block]) -> list[Block]:
    """The blocks that hold news; the others are left over with their reason."""
    kept: list[Block] = []
    for block in found:
        why = _doubt(block) or _thread(work.sheet, block)
        if why:
            work.sheet.leave(sorted(block.lines), why)
            continue
        block.rows = [
            row
            for row in block.rows
            if _holds(work.sheet, block, row) and not _to_come(work.sheet, block, row)
        ]
        if block.rows:
            kept.append(block)
    return kept


def _doubt(block: Block) -> str:
    """Why a block's rows are no news items, or nothing."""
    found = block.rows
    dated = all(row.stamp.has_year and row.stamp.has_time for row in found)
    if headings.announces(block.heading) and not dated:
        # "Events" is a category too: what states year and minute was written as news.
        return "stands under a heading that announces what is to come"
    alone = [row for row in found if row.stamp.has_time and not row.stamp.has_date]
    alone = [row for row in alone if not row.stamp.relative]
    sentences = sum(1 for row in found if is_prose(row.title) or _SENTENCE.search(row.title))
    if alone and len(alone) == len(found) and (why := _doubt_times(block, alone)):
        return why
    if len(found) == 1:
        return _doubt_one(block, found[0])
    weak = [row for row in found if len(row.stamp.numbers) == 2 and not row.stamp.has_time]
    if weak and len(weak) + len(alone) == len(found) < 3 and block.shape is not Shape.LEAD:
        return "two numbers are too little to be taken for a date"
    if len(alone) == len(found) < 3 and block.shape is Shape.TAIL:
        return "a time alone at the end of a line is too little to be taken for a date"
    if block.shape is Shape.MID and not all(row.category for row in found):
        prose = sum(1 for row in found if is_prose(row.title))
        if prose * 2 >= len(found):
            return "speaks of a date in a sentence"
    if any(_stated_first(block, row) for row in found):
        return ""
    if sentences == len(found) and all(is_prose(row.title) for row in found):
        return "speaks of a date in a sentence"
    return ""


def _doubt_times(block: Block, alone: list[Row]) -> str:
    """Why rows that state but a time are no news items, or nothing."""
    stated = sum(1 for row in alone if is_prose(row.title) or _STATEMENT.search(row.title))
    if stated * 2 >= len(alone):
        return "reads as a report by the minute, not as titles"
    if all(row.day is None for row in alone) and _runs_forward(alone):
        return "times run forward, as a programme's do"
    if headings.shows_videos(block.heading) and _lengths(alone):
        return "states the lengths of videos"
    return ""


def _runs_forward(alone: list[Row]) -> bool:
    """Whether each time is later than the one above it; news run back."""
    times = [(row.stamp.hour or 0, row.stamp.minute or 0) for row in alone]
    return len(times) > 1 and all(a < b for a, b in pairwise(times))


def _lengths(alone: list[Row]) -> bool:
    """Whether times alone may be minutes and seconds: none is as late as noon."""
    return all((row.stamp.hour or 0) < 12 for row in alone)


def _thread(sheet: Sheet, block: Block) -> str:
    """Whether a block is a thread of comments.

    "Reply" stands below most of its rows, or its rows are sentences under "Comments".
    """
    said = sum(1 for row in block.rows if _SENTENCE.search(row.title) or is_prose(row.title))
    over = sheet.between(block.first - 6, block.first)
    if said * 2 > len(block.rows) and (
        sheet.heads_discussion(block.heading)
        or any(sheet.heads_discussion(token.text) for token in over)
    ):
        return "a thread of comments"
    inside = sheet.between(block.first - 2, block.last + 4)
    count = sum(1 for token in inside if labels.replies(token.text))
    return "a thread of comments" if count * 2 >= len(block.rows) and count > 1 else ""


def _doubt_one(block: Block, row: Row) -> str:
    stamp = row.stamp
    strong = stamp.has_date and (stamp.has_time or stamp.has_year)
    if not strong:
        return "a single row whose stamp is no full date"
    if _stated_first(block, row):
        return ""
    if is_prose(row.title):
        return "speaks of a date in a sentence"
    if labels.signs(row.title) or "|" in row.title:
        return "says who wrote something and when, not what"
    if block.shape is Shape.TAIL:
        return "a single line that ends in a date is taken for no row"
    if block.shape is Shape.MID and not (row.category and stamp.has_time):
        return "a single line that holds a date is taken for no row"
    return ""


def _stated_first(block: Block, row: Row) -> bool:
    """Whether day and time stand before the title: that is a row, however its title reads."""
    said = labels.signs(row.title) or row.title.count("|") > 1
    if not (row.stamp.has_date and row.stamp.has_time) or said:
        return False
    return block.shape is Shape.LEAD or (block.shape is Shape.MID and bool(row.category))


def _to_come(sheet: Sheet, block: Block, row: Row) -> bool:
    """Whether a row stands under a heading inside its block that announces events."""
    full = row.stamp.has_year and row.stamp.has_time
    if full or row.heading == block.heading or not headings.announces(row.heading):
        return False
    sheet.leave([row.line], "stands under a heading that announces what is to come")
    return True


def _holds(sheet: Sheet, block: Block, row: Row) -> bool:
    """Whether a row's title is long enough to be one, and none of a quoted post's signature."""
    if _is_masthead(block, row):
        sheet.leave([row.line], "the page's own day")
        return False
    if _stated_first(block, row) and any(c.isalnum() for c in row.title):
        return True
    if "(@" in row.title or row.title.startswith("@"):
        sheet.leave([row.line], "the signature of a quoted post")
        return False
    if words(row.title) >= 2 and width(row.title) >= 8:
        return True
    if words(row.title) == 1 and width(row.title) >= 12:
        return True
    sheet.leave([row.line], "too short to be a title")
    return False


def _is_masthead(block: Block, row: Row) -> bool:
    """Whether a row is the page's own day with a word beside it: "Thursday, 14 March | 9°C"."""
    if row.stamp.weekday is None or row.line > _TOP or words(row.title) > _BESIDE:
        return False
    return all(other is row or other.stamp.weekday is None for other in block.rows)


def _twins(sheet: Sheet, found: list[Block]) -> bool:
    """Take the lines that repeat a dated row's title without its date: one set of items."""
    strong = [
        row for block in found for row in block.rows if row.stamp.has_date and row.stamp.has_time
    ]
    full, rows_of = {clean.key(row.title) for row in strong}, {row.line for row in strong}
    dated = {clean.key(row.title) for block in found for row in block.rows}
    if not dated:
        return False
    own = {line for block in found for line in block.lines if block.shape is Shape.STAMP}
    own |= {row.line for block in found for row in block.rows}
    keys = [clean.key(token.text) for token in sheet.tokens]
    # A line that looks like a row of its own, but is the title of one that states day and time.
    own -= {t.number for t, key in zip(sheet.tokens, keys, strict=True) if key in full} - rows_of
    some = False
    for before, token, after, key in zip(
        (None, *sheet.tokens), sheet.tokens, (*sheet.tokens[1:], None), keys, strict=False
    ):
        if any(each is not None and each.shape is Shape.STAMP for each in (before, after)):
            continue  # it has a stamp of its own
        if token.number in own or not sheet.free(token):
            continue
        if key in dated:
            sheet.taken.add(token.number)
            sheet.twins.add(token.number)
            sheet.leave(
                [token.number], "repeats without its date a title that stands dated elsewhere"
            )
            some = True
    return some


def _article_draft(work: Work, found: article.Article) -> Draft:
    stamp: Stamp | None = None
    if found.stamp is not None:
        dated = work.calendar.stamp(found.stamp)
        if isinstance(dated, Stamp):
            stamp = dated
        else:
            work.problems.append(reports.refused(work, dated, found.line, found.stamp.text))
    return Draft(
        kind="article",
        title=found.title,
        line=found.line,
        place=0,
        summary=found.paragraphs[0],
        content=found.content,
        categories=(work.reading.words.article_category,),
        published=stamp,
    )


def _finished(work: Work) -> Conversion:
    drafts = sorted(work.drafts, key=lambda draft: draft.line)
    language = work.reading.language  # the page's, where it states one
    placed = tuple(
        replace(draft, place=place, language=language) for place, draft in enumerate(drafts)
    )
    if not placed:
        work.problems.append(
            Problem(
                severity=Severity.WARNING,
                code="page-without-items",
                where=work.page.locator,
                message="nothing on the page looks like an article or a dated row",
                hint="See what was read with: pagefeed inspect",
            )
        )
    return Conversion(
        drafts=placed,
        problems=tuple(sorted(work.problems, key=lambda problem: problem.line or 0)),
        leftovers=tuple(_leftovers(work)),
    )


def _leftovers(work: Work) -> Iterator[Leftover]:
    for token in work.sheet.tokens:
        why = work.sheet.why.get(token.number)
        if why is None:
            if token.number in work.sheet.taken:
                continue
            why = _REASONS[token.shape](token)
        yield Leftover(line=token.number, text=token.text[:200], why=why)


def _stamp_alone(token: layout.Token) -> str:
    del token
    return "a date that no title goes with"


_REASONS: dict[Shape, Callable[[layout.Token], str]] = {
    Shape.MARKER: lambda _: "a lone list marker",
    Shape.NOISE: lambda _: "no words",
    Shape.TEXT: lambda token: (
        "a paragraph of no article" if token.prose else "no date stands by it"
    ),
    Shape.STAMP: _stamp_alone,
    Shape.LEAD: lambda _: "a line with a date that is taken for no row",
    Shape.TAIL: lambda _: "a line with a date that is taken for no row",
    Shape.MID: lambda _: "a line with a date that is taken for no row",
    Shape.CHAIN: lambda _: "rows run together that could not be divided",
}
