"""Problems as people, programs and continuous integration read them.

Owns the wording and layout of a Problem on a terminal, as JSON lines and as GitHub's
workflow annotations. Decides nothing, and reads nothing: the lines that it shows are
given to it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import click
import msgspec

from pagefeed.model import Problem, Severity

Source = Callable[[str], bytes | None]  # what a Problem's `where` names -> its bytes, if there

_WIDTH = 100  # columns of a shown line
_BEFORE = 40  # columns kept before the offending text
_STEP = re.compile(r"[/:]")  # between the steps of a path, and a prefix and its name


def as_json(problem: Problem) -> str:
    """One line: file, severity, code, path, line, message, and what else is known."""
    fields: dict[str, object] = {
        "file": problem.where,
        "severity": problem.severity.value,
        "code": problem.code,
        "path": problem.path,
        "line": problem.line,
        "message": problem.message,
        "hint": problem.hint,
        "text": problem.text,
        "section": problem.section,
    }
    return msgspec.json.encode(fields).decode()


def as_github(problem: Problem) -> str:
    """A workflow command that puts an annotation on the file's line.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    line = f",line={problem.line}" if problem.line else ""
    title = _property(f"pagefeed {problem.code}")
    text = _data(f"{problem.message} {problem.hint}".strip())
    return f"::{problem.severity.value} file={_property(problem.where)}{line},title={title}::{text}"


def as_text(problems: Iterable[Problem], source: Source) -> Iterator[str]:
    """Lines for people: problems grouped by file, each with its line shown and a caret."""
    for where, group in groupby(problems, key=lambda problem: problem.where):
        yield click.style(printable(where), bold=True) if coloured() else printable(where)
        lines: list[str] | None = None
        for problem in group:
            if lines is None and problem.line:
                lines = _lines(source(where))
            yield from _problem(problem, lines or [])
        yield ""


def as_line(problem: Problem) -> str:
    """One line for people who watch a run: where, what, what next, and the code."""
    place = f"{problem.where}:{problem.line}" if problem.line else problem.where
    path = f" {problem.path}:" if problem.path else ""
    hint = f" {problem.hint.rstrip('.')}." if problem.hint else ""
    word = problem.severity.value
    if coloured():
        word = click.style(word, fg="red" if problem.severity is Severity.ERROR else "yellow")
    text = f"{problem.message.rstrip('.')}.{hint} [{problem.code}]"
    return f"{printable(place)}: {word}:{printable(path)} {printable(text)}"


def coloured() -> bool:
    """Whether colours are wanted (https://no-color.org); click drops them in pipes anyway."""
    return not os.environ.get("NO_COLOR")


def printable(text: str) -> str:
    """The text with nothing in it that a terminal would act upon."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else _escaped(c) for c in text)


def _problem(problem: Problem, lines: list[str]) -> Iterator[str]:
    place = f"line {problem.line}" if problem.line else "whole file"
    word = problem.severity.value
    if coloured():
        word = click.style(word, fg="red" if problem.severity is Severity.ERROR else "yellow")
    yield f"  {place}: {word} {problem.code}: {printable(problem.message)}"
    if problem.line and problem.line <= len(lines):
        yield from _shown(lines[problem.line - 1], problem)
    if problem.path:
        yield f"      at {printable(problem.path)}"
    if problem.hint:
        yield f"      {printable(problem.hint)}"
    if problem.section:
        yield f"      [{printable(problem.section)}]"


def _shown(line: str, problem: Problem) -> Iterator[str]:
    """The line, cut around the offending text, and carets under that.

    Where the text isn't on the line, the name of the element or field is looked for.
    """
    name = _STEP.split(problem.path)[-1].partition("[")[0].lstrip("@")
    wanted = (problem.text.removesuffix("…").strip(), name)
    text = next((each for each in wanted if each and each in line), "")
    at = line.find(text) if text else len(line) - len(line.lstrip())
    length = len(text) or 1
    start = max(0, at - _BEFORE) if len(line) > _WIDTH else 0
    part = line[start : start + _WIDTH]
    before = ("…" if start else "") + printable(line[start:at])
    shown = ("…" if start else "") + printable(part) + ("…" if start + _WIDTH < len(line) else "")
    gutter = f"{problem.line:>7} | "
    caret = "^" * max(1, min(_columns(printable(text[:length])), _WIDTH - _columns(before)))
    yield gutter + shown.rstrip()
    yield " " * (len(gutter) - 2) + "| " + " " * _columns(before) + caret


def _lines(data: bytes | None) -> list[str]:
    if data is None:
        return []
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").split("\n")
    # Lines end as the parsers count them: at line feeds alone.
    return data.decode("utf-8-sig", "replace").split("\n")


def _columns(text: str) -> int:
    """How many columns a terminal gives to a text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
