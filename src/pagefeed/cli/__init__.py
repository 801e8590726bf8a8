"""The command line: one module a command, imported when it is called.

This package owns arguments, printing, exit codes and the reading of the clock. It
holds no rule about pages or feeds; those are in the stages that the commands call.

Exit codes: 0 all well; 1 done, with problems reported; 2 nothing done.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from pagefeed import __version__
from pagefeed.errors import PagefeedError, UsageError

# name: what `pagefeed --help` says of it. The module is pagefeed.cli.NAME, its command `command`.
COMMANDS = {
    "build": "Turn the sources into feeds, and write what changed.",
    "inspect": "Show what would be taken from a page, and why.",
    "explain": "Tell one item's whole story.",
    "diff": "Show what the next build would change for a subscriber.",
    "check": "Validate feeds: files, folders or URLs, ours or not.",
    "serve": "Host output/ here as a real host would.",
    "init": "Start a new publication.",
    "retract": "Take an item back for good.",
    "deploy": "Put output/ on a host.",
    "ping": "Tell the WebSub hub which feeds changed.",
}


class _Commands(click.Group):
    """Finds commands by name in `COMMANDS`, so that `--help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"pagefeed.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pagefeed")
def group() -> None:
    """Turn pages you have into feeds that people can subscribe to."""


def now() -> datetime:
    """The instant of this run, in UTC: the clock's, or SOURCE_DATE_EPOCH's where it is set.

    Raises UsageError when SOURCE_DATE_EPOCH isn't a whole number of seconds
    (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - the one place
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"expected whole seconds since 1970, got {fixed!r}", where="SOURCE_DATE_EPOCH"
        ) from error


Say = Callable[[str, int, int | None], None]  # told stage, done, and total where it is known


def state_of(config: Path) -> str:
    """The ledger's file where `--state` isn't given: beside the settings, never under output/."""
    return str(config.absolute().parent / ".pagefeed" / "ledger.db")


def main() -> NoReturn:
    """Run the command line; the process ends here."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = group.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except PagefeedError as error:
        click.echo(f"pagefeed: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of a pipe left early (`pagefeed inspect ... | head`): not our error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def _terminate(number: int, frame: object) -> NoReturn:
    """SIGTERM ends a run as Ctrl-C does, through every `finally`."""
    del number, frame
    raise KeyboardInterrupt
