"""docs/reference names every setting, command and option that there is."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import click
import pytest

from pagefeed import cli, config

DOCS = Path(__file__).parents[2] / "docs" / "reference"


def names(schema: dict[str, object]) -> set[str]:
    """Every property name anywhere in a JSON Schema."""
    found: set[str] = set()
    for key, value in schema.items():
        if key == "properties" and isinstance(value, dict):
            found |= set(value)
        if isinstance(value, dict):
            found |= names(value)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, dict):
                    found |= names(each)
    return found


@pytest.mark.parametrize("schema", ["schema.json", "feed.schema.json"])
def test_every_setting_is_in_the_reference(schema: str) -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    missing = [n for n in names(json.loads(config.schemas()[schema])) if f"`{n}`" not in text]
    spelled = [n for n in missing if f"[{n}]" not in text and f".{n}]" not in text]
    assert not spelled


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    text = (DOCS / "commands.md").read_text("utf-8")
    section = text.partition(f"## `pagefeed {name}")[2].partition("\n## ")[0]
    assert section, f"no section for {name}"
    command = import_module(f"pagefeed.cli.{name}").command
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[-1]}" in section, parameter.opts
