"""What every supported Python matches alike."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pagefeed

_SINGLE = {"IN", "LITERAL", "NOT_LITERAL", "ANY"}


def _patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for module in pkgutil.walk_packages(pagefeed.__path__, "pagefeed."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


def _possessive(parsed: Any) -> Iterator[Any]:
    """What is repeated possessively anywhere in a parsed pattern."""
    if (
        isinstance(parsed, list | tuple)
        and len(parsed) == 2
        and str(parsed[0]) == "POSSESSIVE_REPEAT"
    ):
        yield parsed[1][2]
    if isinstance(parsed, list | tuple | _parser.SubPattern):
        for each in parsed:
            yield from _possessive(each)


def test_only_single_characters_are_repeated_possessively() -> None:
    """Python before 3.11.5 fails at such repeats of groups (python/cpython issue 106052)."""
    found = dict(_patterns())
    assert len(found) > 100
    for name, pattern in found.items():
        for item in _possessive(_parser.parse(pattern.pattern, pattern.flags)):
            assert [str(each[0]) in _SINGLE for each in item] == [True], name
