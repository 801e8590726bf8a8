"""Options that all tests share."""

from __future__ import annotations

import os

import hypothesis
import pytest

# How long an example takes is no property of the program. The same examples on every run of
# continuous integration: a new one is found at a desk.
hypothesis.settings.register_profile("pagefeed", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("pagefeed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="write what comes out as what is expected; read the diff before you commit it",
    )


# Folders whose tests wait for programs, kill them or run many at once.
_LONG = ("publish", "deploy", "replay", "pages", "hosting", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: at the end one process would be left with them, and the others idle."""
    items.sort(
        key=lambda item: not item.nodeid.startswith(tuple(f"tests/{name}/" for name in _LONG))
    )


@pytest.fixture
def update_cases(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-cases"))
