"""`pagefeed serve`: look at output/ as a host would serve it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import click

from pagefeed import cli
from pagefeed.cli import options
from pagefeed.errors import SettingsError, UsageError

# So many feeds are listed; the rest is on the page and in the OPML.
_LISTED = 12


@click.command(name="serve")
@options.output("Folder to host.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes any that is free.",
)
@click.option("--watch", is_flag=True, help="Build first, and again when pages or settings change.")
@options.config("Settings, for --watch.")
@options.state("Ledger, for --watch.")
@options.home("Where the feeds say they are, for --watch.")
def command(
    output: str, host: str, port: int, watch: bool, config: str, state: str | None, home: str | None
) -> int:
    """Host output/ here as a real host would."""
    from pagefeed import serve
    from pagefeed.serve.live import Live

    root = Path(output)
    state = state or cli.state_of(Path(config))
    build = [sys.executable, "-m", "pagefeed", "build", "--config", config]
    build += ["--output", output, "--state", state]
    build += ["--home", home] if home else []
    with serve.listen(host, port) as listening:
        if watch and subprocess.run(build, check=False, stdout=sys.stderr).returncode == 2:  # noqa: S603 - our own command
            return 2
        if not root.is_dir():
            raise UsageError("there is no such folder", where=output, hint="Run `pagefeed build`")
        bound: int = listening.getsockname()[1]
        _announce(root, f"http://{f'[{host}]' if ':' in host else host}:{bound}/")

        def watcher() -> Live:
            return Live(
                root,
                command=tuple(build),
                inputs=lambda: _inputs(Path(config)),
                ignored=lambda path: _is_state(path, Path(state).resolve()),
            )

        serve.run(root, listening, watcher=watcher if watch else None)
    click.echo("stopped", err=True)
    return 0


def _announce(root: Path, base: str) -> None:
    """Say what to open and what to subscribe to."""
    click.echo(f"Open       {base}")
    slugs = sorted(
        (folder.parent.name for folder in root.glob("*/rss.xml")),
        key=lambda slug: (slug != "all", slug),
    )
    for slug in slugs[:_LISTED]:
        click.echo(f"Subscribe  {base}{slug}/rss.xml")
    if len(slugs) > _LISTED:
        click.echo(f"           and {len(slugs) - _LISTED} more feeds")
    if (root / "feeds.opml").is_file():
        click.echo(f"All feeds  {base}feeds.opml")
    sys.stdout.flush()
    click.echo("Ctrl-C ends it.", err=True)


def _is_state(path: Path, ledger: Path) -> bool:
    """Whether a path is the ledger, its journal or its lock, wherever a person keeps them."""
    hidden = ledger.parent.name.startswith(".") and path.is_relative_to(ledger.parent)
    return hidden or (path.parent == ledger.parent and path.name.startswith(ledger.name))


def _inputs(config: Path) -> Collection[Path]:
    """What a build reads: the settings and the folders of the sources."""
    from pagefeed import config as settings

    found = {config}
    try:
        sources = settings.load(config).sources
    except SettingsError:
        return found  # the build says what is wrong; a mended setting starts the next one
    for source in sources:
        found |= {_fixed_part(pattern) for pattern in source.patterns}
    return found


def _fixed_part(pattern: str) -> Path:
    """The folder (or file) before the first wildcard of a path pattern."""
    fixed = Path(pattern)
    while any(mark in str(fixed) for mark in "*?["):
        fixed = fixed.parent
    return fixed
