"""Row patterns from settings: `{category} {H}:{M} • {d}/{m} {title}`.

A pattern says how a site writes one row. Text between the braces stands for itself, a
blank for any number of blanks. Numbers have a fixed size, and a text (category, title,
summary, _) is as short as it can be; so matching never turns back, and takes time in
proportion to the line.

    {title} {summary} {category}      texts
    {H} {M} {S} {p}                   hour, minute, second, am or pm
    {d} {m} {y} {Y}                   day, month, year in two digits, in four
    {B} {A}                           a month's name, a weekday's name, in the page's language
    {_}                               anything that is skipped
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pagefeed.converters.headings import above
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.sheet import Block, Row, Sheet
from pagefeed.dates import Written, plain
from pagefeed.dates.calendars import western_year
from pagefeed.dates.names import fold, names
from pagefeed.errors import SettingsError

_TEXTS = {"title", "summary", "category", "_"}
_NUMBERS = {
    "H": r"\d{1,2}",
    "M": r"\d{2}",
    "S": r"\d{2}",
    "d": r"\d{1,2}",
    "m": r"\d{1,2}",
    "y": r"\d{2}",
    "Y": r"\d{4}",
}
_NAMES = {"B", "A", "p"}
_PLACE = re.compile(r"\{([^{}]*)\}|\{\{|\}\}|[{}]")
_LONGEST = 5_000  # characters of a line that are matched
KNOWN = ("title", "summary", "category", "_", *_NUMBERS, *sorted(_NAMES))


@dataclass(frozen=True, slots=True)
class _Part:
    """A text of any length (`text` names it), or an anchor: what must stand there."""

    text: str = ""
    anchor: re.Pattern[str] | None = None


class Pattern:
    """One compiled row pattern."""

    def __init__(self, written: str, parts: tuple[_Part, ...], language: str | None) -> None:
        self.written = written
        self.parts = parts
        self.language = language

    def match(self, line: str) -> dict[str, tuple[int, int]] | None:
        """Where each placeholder stands in the line, or None where the pattern doesn't fit."""
        text = plain(line[:_LONGEST])
        spans: dict[str, tuple[int, int]] = {}
        position, open_text, started = 0, "", 0
        for number, part in enumerate(self.parts):
            if part.anchor is None:
                open_text, started = part.text, position
                continue
            last = number == len(self.parts) - 1
            found = _found(part.anchor, text, position, floating=bool(open_text), at_end=last)
            if found is None:
                return None
            if open_text:
                if not _kept(spans, open_text, text, started, found.start()):
                    return None
                open_text = ""
            for name in part.anchor.groupindex:
                spans[name] = found.span(name)
            position = found.end()
        if open_text:
            return spans if _kept(spans, open_text, text, started, len(text)) else None
        return spans if not text[position:].strip() else None


def _found(
    anchor: re.Pattern[str], text: str, position: int, *, floating: bool, at_end: bool
) -> re.Match[str] | None:
    if not floating:
        return anchor.match(text, position)
    # A text before an anchor has at least one character. The last anchor ends the line.
    start = position + 1
    while (found := anchor.search(text, start)) is not None:
        if not at_end or not text[found.end() :].strip():
            return found
        start = found.start() + 1
    return None


def _kept(spans: dict[str, tuple[int, int]], name: str, text: str, start: int, end: int) -> bool:
    part = text[start:end]
    stripped = part.strip()
    if not stripped and name != "_":
        return False
    first = start + len(part) - len(part.lstrip())
    if name != "_":
        spans[name] = (first, first + len(stripped))
    return True


@lru_cache(maxsize=256)
def compile_pattern(written: str, number: int, language: str | None) -> Pattern:
    """The pattern `rows[number]` of a source. Raises SettingsError that names what is wrong."""
    key = f"rows[{number}]"
    parts: list[_Part] = []
    literal: list[str] = []
    seen: set[str] = set()

    def close() -> None:
        body = "".join(literal)
        if body:
            parts.append(_Part(anchor=re.compile(body, re.IGNORECASE)))
        literal.clear()

    position = 0
    for place in _PLACE.finditer(written):
        literal.append(_literal(written[position : place.start()]))
        position = place.end()
        name = place[1]
        if name is None:
            if place.group() in "{}":
                raise _wrong(key, written, "a brace isn't closed", "Write {{ for a brace itself.")
            literal.append(re.escape(place.group()[0]))
            continue
        _check_name(key, written, name, seen)
        if name in _TEXTS:
            close()
            if parts and parts[-1].anchor is None:
                raise _wrong(key, written, "two texts touch", "Put something between them.")
            parts.append(_Part(text=name))
        else:
            literal.append(rf"(?P<{name}>{_expression(name, language)})")
    literal.append(_literal(written[position:]))
    close()
    _check_whole(key, written, seen)
    return Pattern(written, tuple(parts), language)


def _literal(text: str) -> str:
    """Literal text; a blank stands for any blanks, none where a text already ends there."""
    if not text:
        return ""
    words = [re.escape(word) for word in plain(text).split()]
    body = r"\s{1,20}".join(words)
    if text[0].isspace():
        body = r"\s{0,20}" + body if words else r"\s{1,20}"
    if text[-1].isspace() and words:
        body += r"\s{0,20}"
    return body


def _expression(name: str, language: str | None) -> str:
    if name in _NUMBERS:
        before = r"(?<!\d)" if name not in {"S", "M"} else ""
        return before + _NUMBERS[name] + r"(?!\d)"
    known = names(language)
    words: set[str] = set(known.months) if name == "B" else set(known.weekdays)
    if name == "p":
        words = set(known.before_noon | known.after_noon)
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + r")\.?"


def _check_name(key: str, written: str, name: str, seen: set[str]) -> None:
    if name not in KNOWN:
        allowed = ", ".join(f"{{{each}}}" for each in KNOWN)
        raise _wrong(key, written, f"there is no placeholder {{{name}}}", f"Known are {allowed}.")
    if name in seen and name != "_":
        raise _wrong(key, written, f"{{{name}}} stands twice", "Each may stand once.")
    seen.add(name)


def _check_whole(key: str, written: str, seen: set[str]) -> None:
    if "title" not in seen:
        raise _wrong(key, written, "there is no {title}", "Every row has one.")
    for one, other in (("m", "B"), ("y", "Y")):
        if one in seen and other in seen:
            raise _wrong(key, written, f"{{{one}}} and {{{other}}} say the same", "Keep one.")
    day = {"d", "m", "B"} & seen
    if day and not ("d" in seen and {"m", "B"} & seen):
        raise _wrong(key, written, "a day needs {d} and {m}, or {d} and {B}", "Add the other.")
    if {"y", "Y"} & seen and not day:
        raise _wrong(key, written, "a year needs a day and a month", "Add {d} and {m}.")
    if {"M", "S", "p"} & seen and "H" not in seen:
        raise _wrong(key, written, "a time needs {H}", "Add it.")
    if not day and "H" not in seen:
        raise _wrong(key, written, "no date and no time", "Add {H}:{M}, or {d} and {m}.")


def _wrong(key: str, written: str, message: str, hint: str) -> SettingsError:
    return SettingsError(f"{message} in {written!r}", key=key, hint=hint)


# Patterns at work.


def find(sheet: Sheet, patterns: tuple[str, ...], language: str | None) -> list[Block]:
    """The rows that the patterns fit, tried in order, in blocks with their headings."""
    compiled = [compile_pattern(each, n, language) for n, each in enumerate(patterns)]
    found: list[Block] = []
    tokens = sheet.tokens
    block: Block | None = None
    heading = ""
    for index, token in enumerate(tokens):
        row = _row(compiled, token) if sheet.free(token) else None
        if row is None:
            if token.shape not in {Shape.MARKER, Shape.NOISE}:
                block = None
            continue
        if block is None:
            over = above(sheet, tokens, index)
            heading = over.text
            block = Block(rows=[], shape=Shape.LEAD, heading=heading, first=token.number)
            block.lines.update(over.lines)
            found.append(block)
        block.rows.append(
            Row(
                line=row.line,
                title=row.title,
                stamp=row.stamp,
                summary=row.summary,
                category=row.category,
                heading=heading,
            )
        )
        block.lines.add(token.number)
        block.last = token.number
    return found


def _row(patterns: list[Pattern], token: Token) -> Row | None:
    if token.shape in {Shape.MARKER, Shape.NOISE}:
        return None
    for pattern in patterns:
        spans = pattern.match(token.text)
        if spans is None:
            continue

        def text(name: str, spans: dict[str, tuple[int, int]] = spans) -> str:
            start, end = spans.get(name, (0, 0))
            return token.text[start:end]

        return Row(
            line=token.number,
            title=text("title"),
            summary=text("summary"),
            category=text("category"),
            stamp=_written(token.text, spans, pattern.language),
        )
    return None


def _written(line: str, spans: dict[str, tuple[int, int]], language: str | None) -> Written:
    known = names(language)
    digits = plain(line)
    stamps = [span for name, span in spans.items() if name not in _TEXTS]
    start, end = min(a for a, _ in stamps), max(b for _, b in stamps)

    def value(name: str) -> int | None:
        if name not in spans:
            return None
        first, last = spans[name]
        return int(digits[first:last])

    def word(name: str) -> str:
        first, last = spans.get(name, (0, 0))
        return fold(line[first:last])

    year = value("Y") if "Y" in spans else value("y")
    if year is not None:
        year = western_year(year, 4 if "Y" in spans else 2)
    hour = value("H")
    if hour is not None and "p" in spans:
        afternoon = word("p") in known.after_noon or word("p").startswith("p")
        hour = hour % 12 + (12 if afternoon else 0)
    return Written(
        start=start,
        end=end,
        text=line[start:end],
        year=year,
        month=value("m") if "m" in spans else known.months.get(word("B")),
        day=value("d"),
        hour=hour,
        minute=value("M") or (0 if hour is not None else None),
        second=value("S"),
        weekday=known.weekdays.get(word("A")),
    )
