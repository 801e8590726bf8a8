"""The shape of a JSON feed by our JSON Schema: which fields, of which type, which required.

Gathers problems by JSON pointer; their lines are looked up once, at the end. What a value
must look like beyond its type is not decided here.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from pagefeed.checks import jsontext, places
from pagefeed.checks.context import LISTED, Context
from pagefeed.model import Problem

_LISTED = 500  # elements of other arrays, and wrong items, that the schema is shown

_EXPECTED = {
    "string": "a string",
    "number": "a number",
    "array": "an array",
    "object": "an object",
    "boolean": "true or false",
}
_KINDS = {
    "items": "item",
    "author": "author",
    "authors": "author",
    "hubs": "hub",
    "attachments": "attachment",
}


@dataclass(slots=True)
class Findings:
    """The problems of one document by pointer."""

    context: Context
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, pointer: str, /, *, text: str = "", **found: object) -> None:
        """Note a problem of the value at `pointer`."""
        if self.context.room(code):
            self.problems.append(
                self.context.problem(code, line=None, path=pointer, text=text, **found)
            )

    def placed(self, text: str) -> Iterator[Problem]:
        """The problems with their lines in the document's text, in order of lines."""
        if not self.problems:
            return
        found = places.find(text)
        lined = [replace(each, line=found.line(each.path)) for each in self.problems]
        yield from sorted(lined, key=lambda each: each.line or 0)


@cache
def _schema() -> Any:
    import msgspec

    path = resources.files("pagefeed.checks").joinpath("schemas/jsonfeed.schema.json")
    return msgspec.json.decode(path.read_bytes())


@cache
def _validator(kind: str) -> Any:
    import jsonschema_rs

    schema = _schema()
    if kind != "feed":
        schema = {"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]}
    return jsonschema_rs.Draft202012Validator(schema)


@cache
def fields(kind: str) -> frozenset[str]:
    """The names of the fields of a "feed", "item", "author", "hub" or "attachment"."""
    schema = _schema() if kind == "feed" else _schema()["$defs"][kind]
    return frozenset(schema["properties"])


def check(value: dict[str, Any], findings: Findings) -> None:
    """Add what the schema objects to.

    The validator gathers all errors before it gives the first, so that it is shown one
    item at a time, and of long arrays only the beginning.
    """
    items = value.get("items")
    if not isinstance(items, list):
        _tried(value, "feed", (), findings)
        return
    _tried({**value, "items": []}, "feed", (), findings)
    valid = _validator("item").is_valid
    failed = 0
    for index, item in enumerate(items):
        if isinstance(item, dict):
            if failed < _LISTED and not valid(item):
                failed += 1
                _tried(item, "item", ("items", index), findings)
        else:
            _wrong_type(("items", index), item, "object", findings)


def _tried(
    value: dict[str, Any], kind: str, place: tuple[str | int, ...], findings: Findings
) -> None:
    if any(isinstance(each, list) and len(each) > _LISTED for each in value.values()):
        value = {
            name: each[:_LISTED] if isinstance(each, list) else each for name, each in value.items()
        }
    for error in _validator(kind).iter_errors(value):
        _objection(error, (*place, *error.instance_path), findings)


def _objection(error: Any, steps: tuple[str | int, ...], findings: Findings) -> None:
    keyword = error.schema_path[-1]
    if keyword == "required":
        name = error.kind.property
        findings.add("json-missing-field", _pointer(steps), field=name, object=_kind(steps))
    elif keyword == "minimum":
        found = error.instance
        findings.add("json-negative-number", _pointer(steps), field=_field(steps), found=found)
    elif keyword == "type":
        _wrong_type(steps, error.instance, error.kind.types[0], findings)


def _wrong_type(
    steps: tuple[str | int, ...], instance: object, expected: str, findings: Findings
) -> None:
    findings.add(
        "json-wrong-type",
        _pointer(steps),
        text=instance if isinstance(instance, str) else "",
        field=_field(steps),
        found=jsontext.kind(instance),
        expected=_EXPECTED[expected],
    )


def _pointer(steps: tuple[str | int, ...]) -> str:
    return "".join(places.step(each) for each in steps)


def names(value: dict[str, Any], kind: str, pointer: str, findings: Findings) -> None:
    """Add the fields that JSON Feed doesn't know, with the one that was probably meant."""
    known = fields(kind)
    for name in [each for each in value if each not in known]:
        _unknown(name, value, kind, pointer, findings)


def _unknown(name: str, value: dict[str, Any], kind: str, pointer: str, findings: Findings) -> None:
    place = pointer + places.step(name)
    if name.startswith("_"):
        if not name[1:2].isalpha():
            findings.add("json-extension-name", place, text=name, field=name)
        return
    if (
        findings.context.counts["json-unknown-field"] > LISTED
    ):  # looking for likenesses is not for free
        right = ""
    else:
        right = _meant(name, fields(kind).difference(value))
    if right:
        findings.add(
            "json-misspelled-field", place, text=name, field=name, object=kind, right=right
        )
        return
    home = next((k for k in ("feed", "item", "attachment") if name in fields(k)), "")
    if home:
        where = f"an {home}" if home != "feed" else "the feed"
        findings.add("json-misplaced-field", place, text=name, field=name, object=kind, right=where)
    else:
        findings.add("json-unknown-field", place, text=name, field=name, object=kind)


@lru_cache(maxsize=1024)
def _meant(name: str, free: frozenset[str]) -> str:
    """The known name, not yet used in the object, that a name was probably meant to be."""
    if len(name) > 40:
        return ""
    plain = {each.replace("_", ""): each for each in sorted(free)}
    folded = name.lower().replace("_", "").replace("-", "").replace(" ", "")
    close = difflib.get_close_matches(folded, plain, n=1, cutoff=0.8)
    return plain[close[0]] if close else ""


def _kind(steps: tuple[str | int, ...]) -> str:
    """What the object at a path is called."""
    last = next((each for each in reversed(steps) if isinstance(each, str)), "")
    return _KINDS.get(last, "feed")


def _field(steps: tuple[str | int, ...]) -> str:
    """A field's name, for an element of an array with its ordinal: `items[3]`."""
    if len(steps) > 1 and isinstance(steps[-1], int):
        return f"{steps[-2]}[{steps[-1]}]"
    return str(steps[-1]) if steps else "the document"
