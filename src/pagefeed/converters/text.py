"""A text capture -> drafts: the order in which its lines are read.

lines -> tokens (`layout`, `together`) -> article, then blocks (`blocks`) -> days (`days`) ->
drafts (`videos`, `popular`, `listing`). Every line that gives nothing is left over
with its reason; every date that can't be had is a problem with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from types import ModuleType

from pagefeed import clean
from pagefeed.converters import (
    article,
    blocks,
    categories,
    clinging,
    days,
    deadlines,
    doubts,
    headings,
    labels,
    layout,
    listing,
    others,
    pageday,
    popular,
    reports,
    rows,
    together,
    videos,
    yearly,
)
from pagefeed.converters.layout import Shape
from pagefeed.converters.reports import Work
from pagefeed.converters.sheet import Block, Sheet
from pagefeed.converters.stamps import moment
from pagefeed.dates import Calendar, Written
from pagefeed.model import (
    Conversion,
    Draft,
    Leftover,
    Page,
    Precision,
    Problem,
    Reading,
    Severity,
    Stamp,
)

# The readers of blocks, asked in this order; the first that claims a block converts it.
_BLOCKS: dict[str, ModuleType] = {"videos": videos, "popular": popular, "listing": listing}
NAMES = ("article", *_BLOCKS)

_YEAR = re.compile(r"\d{4}|['’]\d")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[^\n]{0,40}?(?<!\d)((?:19|20)\d{2})(?!\d)", re.IGNORECASE
)


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
    drafted = _lists(work, patterned)
    if found is None:
        found = _article(work, rows=_rows(sheet, drafted))
    if drafted or found is not None:
        _date(work, found, drafted)
    return _finished(work)


def _patterned(work: Work) -> list[Block]:
    """The rows that the source's own patterns fit; they are taken before anything else."""
    if not work.reading.rows:
        return []
    found = rows.find(work.sheet, work.reading.rows, work.reading.language)
    for block in found:
        work.sheet.taken.update(block.lines)
    return found


def _article(work: Work, rows: frozenset[int] | None = None) -> article.Article | None:
    """The page's article; where the `rows` of its lists are known, a short one as well."""
    if "article" not in work.only:
        return None
    found = article.find(work.sheet, rows=rows)
    if found is not None:
        work.sheet.taken.update(found.lines)
        work.sheet.walls.update(found.lines)
        work.sheet.title = clean.key(found.title)
        if found.stamp is not None:
            work.calendar.learn([found.stamp])
            work.sheet.known[moment(found.stamp)] = clean.key(found.title)
    return found


def _rows(sheet: Sheet, drafted: list[Block]) -> frozenset[int]:
    """The lines that are of lists, or of what is no news."""
    left = {line for line, why in sheet.why.items() if why not in doubts.OF_ARTICLES}
    return frozenset(left.union(*(block.lines for block in drafted)))


def _lists(work: Work, patterned: list[Block]) -> list[Block]:
    """The lists of the page, in its order."""
    drafted = [*patterned, *_believed(work.sheet)]
    if _twins(work.sheet, drafted):
        drafted = [*patterned, *_believed(work.sheet)]
    return sorted(drafted, key=lambda block: block.first)


def _date(work: Work, found: article.Article | None, drafted: list[Block]) -> None:
    """Make drafts of the article and of the lists' rows, with their dates."""
    sheet, calendar = work.sheet, work.calendar
    calendar.learn((*_seen(drafted), *_standing_alone(sheet, drafted)))
    for stamp in _stated(sheet, drafted, calendar):
        calendar.hear(stamp.when)
    for year in _COPYRIGHT.findall(work.page.text):
        calendar.doubt(int(year))
    today = pageday.find(calendar, sheet.tokens, drafted)
    calendar.turn_to(today)
    known: dict[str, datetime] = {}
    if found is not None:
        draft = _article_draft(work, found)
        work.drafts.append(draft)
        if draft.published is not None and draft.published.precision is not Precision.DAY:
            known[clean.key(draft.title)] = draft.published.when
    resolved = days.resolve_all(drafted, calendar, today, known)
    ahead = _without_news(sheet, resolved, today)
    for block, every in zip(drafted, resolved, strict=True):
        dated = [each for each in every if id(each.row) not in ahead]
        if not dated:
            continue
        for name, reader in _BLOCKS.items():
            if name in work.only and reader.claims(block, work.reading):
                work.drafts.extend(reader.convert(block, dated, work.reading, len(work.drafts)))
                sheet.taken.update(block.lines)
                reports.rows(work, dated)
                break


def _without_news(
    sheet: Sheet, resolved: list[list[days.Dated]], today: date | None
) -> frozenset[int]:
    """The rows that tell of what is to come, or of matches: what tells them is known with their dates."""
    coming = (
        days.later(resolved)
        if today is None
        else [row for every in resolved for row in days.to_come(every, today)]
    )
    sheet.leave((row.line for row in coming), "is dated after the page: what is to come")
    ahead = {id(row) for row in coming}
    for under in (group for every in resolved for group in days.by_heading(every)):
        rest = [each for each in under if id(each.row) not in ahead]
        if others.are_matches([each.row.title for each in rest], list(map(days.told, rest))):
            sheet.leave((each.row.line for each in rest), "tells of matches")
            ahead.update(id(each.row) for each in rest)
    return frozenset(ahead)


def _believed(sheet: Sheet) -> list[Block]:
    found = doubts.believed(sheet, blocks.find(sheet))
    for block in found:
        bare = clinging.without(yearly.given(sheet, block), sheet.labels)
        block.rows = categories.settled(bare, sheet.labels)
    return found


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


def _stated(sheet: Sheet, found: list[Block], calendar: Calendar) -> Iterator[Stamp]:
    """Full dates of lines that are no rows and no running text: the article's, its readers'.

    What is to come tells no year: deadlines, and what stands under "Events".
    """
    inside = {line for block in found for line in block.lines}
    heading = ""
    for token in sheet.tokens:
        if token.shape is Shape.TEXT and headings.is_heading(token) and not token.bullet:
            heading = token.text
        if not token.written or token.number in inside or token.prose:
            continue
        if headings.announces(heading):
            continue
        for written in token.written:
            if not written.has_year or written.ranged or calendar.is_older(written):
                continue
            if not (written.numbers or _YEAR.search(written.text)):
                continue  # "17 May 26" may end in a count
            before, after = token.text[: written.start], token.text[written.end :]
            if deadlines.told(before) or deadlines.spoken(before, after):
                continue
            stamp = calendar.stamp(written)
            if isinstance(stamp, Stamp):
                yield stamp


def _twins(sheet: Sheet, found: list[Block]) -> bool:
    """Take the lines that repeat a dated row's title without its date: one set of items."""
    rows = [row for block in found for row in block.rows]
    strong = [row for row in rows if row.stamp.has_date and row.stamp.has_time]
    full = {clean.key(row.title): _days(row.stamp) for row in strong}
    rows_of = {row.line for row in strong}
    rows_of |= {  # the same day on both lines
        row.line for row in rows if _days(row.stamp) & full.get(clean.key(row.title), frozenset())
    }
    dated = {clean.key(row.title) for row in rows}
    if not dated:
        return False
    own = {line for block in found for line in block.lines if block.shape is Shape.STAMP}
    own |= {row.line for row in rows}
    keys = [clean.key(token.text) for token in sheet.tokens]
    # A line that looks like a row of its own, but is the title of one that states day and time.
    own -= {t.number for t, key in zip(sheet.tokens, keys, strict=True) if key in full} - rows_of
    some = False
    for index, (token, key) in enumerate(zip(sheet.tokens, keys, strict=True)):
        if key not in dated or token.number in own or not sheet.free(token):
            continue
        above, below = sheet.tokens[max(0, index - 1) : index], sheet.tokens[index + 1 : index + 2]
        if any(map(_stamps, (*above, *below))):
            continue  # it has a stamp of its own
        sheet.taken.add(token.number)
        sheet.twins.add(token.number)
        sheet.leave([token.number], "repeats without its date a title that stands dated elsewhere")
        some = True
    return some


def _stamps(token: layout.Token) -> bool:
    """Whether a line is a stamp, or a whole one with a name: "14 nov 2023 - 16:05 • Ann Tregear"."""
    if token.shape is Shape.STAMP or token.stamp is None:
        return token.shape is Shape.STAMP
    rest = f"{token.before} {token.after}".strip()
    whole = token.stamp.has_date and token.stamp.has_time
    return whole and (labels.signs(rest) or categories.is_name(rest))


def _days(stamp: Written) -> frozenset[int]:
    """The numbers of a written day that may be its day of the month."""
    return frozenset([stamp.day] if stamp.day is not None else map(int, stamp.numbers))


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
        language=work.reading.language,
    )


def _finished(work: Work) -> Conversion:
    drafts = sorted(work.drafts, key=lambda draft: draft.line)
    placed = tuple(
        draft if draft.place == place else replace(draft, place=place)
        for place, draft in enumerate(drafts)
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
    Shape.MARKER: lambda token: (
        "a video's length" if token.text[:1].isdigit() else "a lone list marker"
    ),
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
