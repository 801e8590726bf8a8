"""What is told of a page: dates that can't be had, orders assumed, lines too long.

A problem names the page, the line and what to do. Nothing here changes what was read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pagefeed.converters import layout
from pagefeed.converters.days import Dated
from pagefeed.converters.sheet import Sheet
from pagefeed.dates import Calendar, Refusal
from pagefeed.model import Draft, Evidence, Page, Problem, Reading, Severity

_SHOWN = 80  # characters of a line that a problem quotes


@dataclass(slots=True, kw_only=True)
class Work:
    """What is gathered while a page is read."""

    page: Page
    reading: Reading
    sheet: Sheet
    calendar: Calendar
    only: frozenset[str]
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def rows(work: Work, found: list[Dated]) -> None:
    """Tell what of a block's stamps was refused, ignored or assumed."""
    incomplete: list[Dated] = []
    for dated in found:
        written = dated.row.stamp
        if not work.calendar.knows_zone(written):
            _once(
                work,
                code="zone-unknown",
                line=dated.row.line,
                message=f"the zone {written.zone!r} isn't one of {work.reading.timezone}'s country; "
                "it was ignored",
                hint="Times are read in the source's timezone.",
            )
        if dated.refusal is None:
            continue
        if dated.refusal.code == "date-incomplete":
            incomplete.append(dated)
        else:
            work.problems.append(refused(work, dated.refusal, dated.row.line, dated.row.title))
    if incomplete:
        work.problems.append(_undated(work, incomplete))
    _report_order(work, found)


def _report_order(work: Work, found: list[Dated]) -> None:
    for dated in found:
        separator = dated.row.stamp.separator
        conflict = work.calendar.orders.conflict(separator)
        if separator == "." and not conflict:
            continue  # dots stand between day and month in one order, wherever they are written
        if dated.stamp is not None and Evidence.ORDER_CUSTOM in dated.stamp.evidence:
            order = work.calendar.orders.custom(separator)
            message = (
                f"{dated.row.stamp.text!r} could be read in two orders, and the page proves two"
                if conflict
                else f"{dated.row.stamp.text!r} could be read in two orders, and nothing on the "
                "page decides"
            )
            _once(
                work,
                code="order-assumed",
                line=dated.row.line,
                message=f"{message}; the language's custom, {order}, was taken",
                hint='Set date_order = "DMY" (or "MDY", "YMD") for the source.',
            )
            return


def left_out(work: Work) -> None:
    """Tell of a page, or a line of it, that is read in part only."""
    if len(work.sheet.tokens) == layout.MOST_LINES:
        _once(
            work,
            code="page-too-large",
            line=work.sheet.tokens[-1].number,
            message=f"the page has more than {layout.MOST_LINES} lines; what follows is not read",
            hint="Split the page.",
        )
    if len(work.page.text) <= layout.LONGEST_LINE:
        return
    for number, line in enumerate(work.page.text.split("\n"), start=1):
        if len(line) > layout.LONGEST_LINE:
            _once(
                work,
                code="line-too-long",
                line=number,
                message=f"the line has {len(line)} characters; what stands after the first "
                f"{layout.LONGEST_LINE} is not read",
                hint="Is it text? A page is expected to have a row a line.",
            )


def _once(work: Work, *, code: str, line: int, message: str, hint: str) -> None:
    if any(problem.code == code for problem in work.problems):
        return
    work.problems.append(
        Problem(
            severity=Severity.WARNING,
            code=code,
            where=work.page.locator,
            message=message,
            hint=hint,
            line=line,
        )
    )


def refused(work: Work, refusal: Refusal, line: int, text: str) -> Problem:
    """The problem of an item whose date was refused: it stays, undated."""
    return Problem(
        severity=Severity.WARNING,
        code=refusal.code,
        where=work.page.locator,
        message=f"{refusal.reason}; the item stays undated",
        hint=refusal.hint,
        line=line,
        text=text[:_SHOWN],
    )


def _undated(work: Work, found: list[Dated]) -> Problem:
    first = found[0]
    assert first.refusal is not None
    more = f", and {len(found) - 1} more rows like it" if len(found) > 1 else ""
    return Problem(
        severity=Severity.WARNING,
        code=first.refusal.code,
        where=work.page.locator,
        message=f"{first.refusal.reason}{more}; what they date stays undated",
        hint=first.refusal.hint,
        line=first.row.line,
        text=first.row.title[:_SHOWN],
    )


def empty(page: Page) -> Problem:
    """The problem of a page without any text."""
    return Problem(
        severity=Severity.WARNING,
        code="page-empty",
        where=page.locator,
        message="the page holds no text",
    )
