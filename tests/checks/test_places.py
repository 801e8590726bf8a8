"""Where values of a JSON text stand."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pagefeed.checks import check, places

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def _pointers(value: Any, pointer: str = "") -> set[str]:
    found = {pointer}
    if isinstance(value, dict):
        for name, inner in value.items():
            found |= _pointers(inner, pointer + places.step(name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found |= _pointers(inner, pointer + places.step(index))
    return found


def test_lines_are_those_of_names_and_of_elements() -> None:
    """A member is where its name stands, an element where it begins."""
    text = '{\n "a": [\n  1,\n  {"b":\n   2}\n ],\n\n "c/d~": "\\"x\\n}"}'
    found = places.find(text)
    assert found.lines == {
        "": 1,
        "/a": 2,
        "/a/0": 3,
        "/a/1": 4,
        "/a/1/b": 4,
        "/c~1d~0": 8,
    }
    assert found.line("/a/1/b/missing") == 4


def test_repeated_names_are_told_with_their_line() -> None:
    """The second of two equal names is the one that is reported, escapes undone."""
    found = places.find('{"a": 1,\n"b": {"a": 1},\n"\\u0061": 2}')
    assert found.repeated == (("/a", 3),)


@given(JSON, st.sampled_from([None, 1]))
def test_every_value_is_found(value: Any, indent: int | None) -> None:
    """Whatever the document, there is a line for every pointer, and for nothing else."""
    text = json.dumps(value, indent=indent)
    found = places.find(text)
    assert set(found.lines) == _pointers(value)
    assert not found.repeated
    assert set(found.lines.values()) <= set(range(1, text.count("\n") + 2))


def test_problems_carry_line_pointer_and_text() -> None:
    """A problem says where in the document it is, and shows what stands there."""
    data = (
        b'{"version": "https://jsonfeed.org/version/1.1",\n"title": "T",\n'
        b'"home_page_url": "https://example.org/",\n"feed_url": "https://example.org/f.json",\n'
        b'"items": [\n{"id": "1", "content_text": "x",\n"url": "/1"}]}'
    )
    (problem,) = check(data, name="f.json")
    assert (problem.where, problem.line, problem.path) == ("f.json", 7, "/items/0/url")
    assert problem.text == "/1"
    assert problem.hint
    assert problem.section


def test_floods_of_one_problem_are_cut_and_counted() -> None:
    """Of one kind a hundred problems are listed, and the others counted."""
    items = ",".join('{"content_text": "x"}' for _ in range(130))
    found = check(
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", '
        b'"home_page_url": "https://example.org/", '
        b'"feed_url": "https://example.org/f.json", "items": [%s]}' % items.encode()
    )
    codes = [problem.code for problem in found]
    assert codes.count("json-missing-field") == 100
    said = [problem.message for problem in found]
    assert "There are 30 more problems of the kind json-missing-field." in said
