"""JSON text -> the line on which each value stands, by JSON pointer (RFC 6901).

Decoders forget where a value stood. This module reads the text once more, one token at a
time and without recursion, and only when there is something to say about the document.
It knows JSON, not JSON Feed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

# Possessive, so that no text makes it try again: one pass whatever the bytes.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*"|[{}\[\],:]|[^\s"{}\[\],:]++', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the values of one document stand.

    `lines` gives the line (from 1) of each value by its pointer: of a member the line of
    its name, of an element that of its first character. `repeated` are the members whose
    name had already been used in the same object, as pointer and line.
    """

    lines: dict[str, int]
    repeated: tuple[tuple[str, int], ...] = ()

    def line(self, pointer: str) -> int | None:
        """The line of the value, or of the nearest thing around it that is there."""
        while pointer and pointer not in self.lines:
            pointer = pointer.rpartition("/")[0]
        return self.lines.get(pointer)


@dataclass(slots=True)
class _Open:
    """An object or array that has been opened and not yet closed."""

    pointer: str
    names: set[str] | None  # of an object; None for an array
    name: str = ""  # of the member being read
    named: bool = False  # the name has been read, its value hasn't
    line: int = 0  # of the name
    index: int = 0  # of the element being read


@dataclass(slots=True)
class _Found:
    lines: dict[str, int] = field(default_factory=dict)
    repeated: list[tuple[str, int]] = field(default_factory=list)


def find(text: str) -> Places:
    """Where everything stands in well-formed JSON; of other text whatever can be told."""
    found = _Found()
    stack: list[_Open] = []
    line, last = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        piece = match.group()
        inside = stack[-1] if stack else None
        if piece in "}]":
            if stack:
                stack.pop()
        elif piece == ",":
            if inside:
                inside.index += 1
                inside.named = False
        elif piece == ":":
            continue
        elif inside and inside.names is not None and not inside.named:
            _name(inside, piece, line, found)
        else:
            pointer = _value(inside, line, found)
            if piece in "{[":
                stack.append(_Open(pointer, set() if piece == "{" else None))
    return Places(lines=found.lines, repeated=tuple(found.repeated))


def step(name: str | int) -> str:
    """One step of a pointer, escaped (RFC 6901 section 3)."""
    return "/" + str(name).replace("~", "~0").replace("/", "~1")


def _name(inside: _Open, token: str, line: int, found: _Found) -> None:
    inside.name = _decoded(token)
    inside.line = line
    inside.named = True
    assert inside.names is not None
    if inside.name in inside.names:
        found.repeated.append((inside.pointer + step(inside.name), line))
    inside.names.add(inside.name)


def _value(inside: _Open | None, line: int, found: _Found) -> str:
    if inside is None:
        pointer = ""
    elif inside.names is None:
        pointer = inside.pointer + step(inside.index)
    else:
        pointer, line = inside.pointer + step(inside.name), inside.line
    found.lines.setdefault(pointer, line)
    return pointer


def _decoded(token: str) -> str:
    if "\\" not in token:
        return token.strip('"')
    try:
        return str(json.loads(token))
    except ValueError:
        return token
