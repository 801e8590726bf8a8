"""Options that several commands share, so that they are called and read alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., object])


class Decorator(Protocol):
    """What gives a command function an option, and leaves its type alone."""

    def __call__(self, function: _F, /) -> _F: ...  # noqa: D102 - said above


def config(text: str = "The settings folder.") -> Decorator:
    """`--config`: the settings folder."""
    return click.option("--config", default="feeds", show_default=True, help=text)


def output(text: str) -> Decorator:
    """`--output`: the hosted folder."""
    return click.option("--output", default="output", show_default=True, help=text)


def state(text: str = "The ledger: a file, or a database URL.") -> Decorator:
    """`--state`: None means `cli.state_of` the settings."""
    where = "[default: .pagefeed/ledger.db beside the settings]"
    return click.option("--state", default=None, help=f"{text}  {where}")


def home(text: str = "Where output/ will be hosted; overrides the settings.") -> Decorator:
    """`--home`: the URL of output/."""
    return click.option("--home", default=None, help=text)


def jobs() -> Decorator:
    """`--jobs`: how many processes convert pages."""
    return click.option(
        "--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes."
    )


def form() -> Decorator:
    """`--format`: for people, or one JSON object a line."""
    return click.option(
        "--format", "form", default="text", type=click.Choice(["text", "json"]), show_default=True
    )
