"""Bytes -> the JSON value that they hold, strictly by RFC 8259, with what is wrong on the way.

Knows JSON, not JSON Feed. The decoder is the standard library's, held to the letter: no
NaN, no repeated names, no half surrogates, no endless depth.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NoReturn

from pagefeed.checks import places
from pagefeed.checks.context import Context
from pagefeed.model import Problem

DEPTH = 64  # levels; a feed with extensions needs about ten
_HALVES = 20  # broken strings that are listed
_MARK = b"\xef\xbb\xbf"
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_KINDS = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A JSON text that has been read; `value` is None where that could not be done."""

    text: str
    value: Any
    problems: tuple[Problem, ...]


class _NotANumberError(ValueError):
    """NaN or an infinity stood where JSON wants a number."""


def read(data: bytes, context: Context) -> Document:
    """The value, and every problem of the text itself."""
    problems: list[Problem] = []
    if data.startswith(_MARK):
        problems.append(context.problem("json-byte-order-mark", line=1))
    text = _text(data.removeprefix(_MARK), context, problems)
    if text is None:
        return Document(text="", value=None, problems=tuple(problems))
    value, repeated = _value(text, context, problems)
    if repeated:
        problems.extend(_repeated(text, context))
    if value is not None and _HALF.search(text):
        halves = tuple(islice(_halves(text, value, context), _HALVES))
        problems.extend(halves)
        value = None if halves else value  # such text can't even be printed
    return Document(text=text, value=value, problems=tuple(problems))


def kind(value: object) -> str:
    """What a value is, in words: "a string", "null"."""
    return _KINDS.get(type(value), "a value")


def _text(data: bytes, context: Context, problems: list[Problem]) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        reason = f"the byte 0x{byte:02X} can't stand where it does"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
            reason = "they look like UTF-16 or UTF-32"
        problems.append(context.problem("json-not-utf8", line=line, reason=reason))
        return None


def _value(text: str, context: Context, problems: list[Problem]) -> tuple[Any, bool]:
    """The value, or None with a problem added; and whether any name stands twice."""
    repeated: list[bool] = []
    try:
        value = json.loads(
            text, object_pairs_hook=lambda pairs: _object(pairs, repeated), parse_constant=_refuse
        )
    except _NotANumberError as error:
        problems.append(_not_a_number(text, str(error), context))
    except json.JSONDecodeError as error:
        problems.append(_malformed(text, error, context))
    except RecursionError:
        problems.append(context.problem("json-too-deep", limit=DEPTH))
    except ValueError:
        # Python refuses whole numbers of more than 4,300 digits, as parsers may (RFC 8259, 9).
        problems.append(context.problem("json-not-a-number", found="A number of so many digits"))
    else:
        if _depth(value) <= DEPTH:
            return value, bool(repeated)
        problems.append(context.problem("json-too-deep", limit=DEPTH))
    return None, False


def _object(pairs: list[tuple[str, Any]], repeated: list[bool]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        repeated.append(True)
    return members


def _refuse(name: str) -> NoReturn:
    raise _NotANumberError(name)


def _not_a_number(text: str, name: str, context: Context) -> Problem:
    for match in re.finditer(r'"[^"\\]*+(?:\\.[^"\\]*+)*"|' + re.escape(name), text, re.DOTALL):
        if match.group() == name:
            line = text.count("\n", 0, match.start()) + 1
            return context.problem("json-not-a-number", line=line, text=name, found=name)
    return context.problem("json-not-a-number", text=name, found=name)


def _malformed(text: str, error: json.JSONDecodeError, context: Context) -> Problem:
    rest = text[error.pos : error.pos + 40].partition("\n")[0]
    reason = f"{error.msg[:1].lower()}{error.msg[1:]}, at character {error.colno} of the line"
    return context.problem("json-not-well-formed", line=error.lineno, text=rest, reason=reason)


def _depth(value: Any) -> int:
    """How deep objects and arrays are nested, without recursion; stops soon after DEPTH."""
    level, depth = [value], 0
    while level and depth <= DEPTH:
        inner: list[Any] = []
        for each in level:
            if type(each) is dict:
                inner.extend(v for v in each.values() if type(v) is dict or type(v) is list)
            elif type(each) is list:
                inner.extend(v for v in each if type(v) is dict or type(v) is list)
        level, depth = inner, depth + 1
    return depth


def _repeated(text: str, context: Context) -> Iterator[Problem]:
    found = places.find(text)
    for pointer, line in found.repeated:
        name = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        yield context.problem("json-duplicate-name", line=line, path=pointer, text=name, field=name)


def _halves(text: str, value: Any, context: Context) -> Iterator[Problem]:
    lines = None
    stack: list[tuple[str, Any]] = [("", value)]
    while stack:
        pointer, each = stack.pop()
        if isinstance(each, dict):
            for name, inner in each.items():
                stack.append((pointer + places.step(name), inner))
                if _is_half(name):
                    stack.append((pointer, name))
        elif isinstance(each, list):
            stack.extend((pointer + places.step(i), inner) for i, inner in enumerate(each))
        elif isinstance(each, str) and _is_half(each):
            lines = lines or places.find(text)
            yield context.problem("json-surrogate", line=lines.line(pointer), path=_shown(pointer))


def _is_half(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _shown(pointer: str) -> str:
    return pointer.encode("utf-8", "backslashreplace").decode()
