"""`pagefeed ping`: the WebSub hub hears which feeds changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pagefeed import cli
from pagefeed.cli import options
from pagefeed.errors import UsageError
from pagefeed.model import Problem

if TYPE_CHECKING:
    from pagefeed.websub import Hub, Topic


@click.command(name="ping")
@options.config()
@options.output("The folder that is hosted.")
@options.state("The ledger; what the hub was told is kept beside it.")
@click.option(
    "--verify/--no-verify",
    default=True,
    show_default=True,
    help="See first that a feed is hosted as it is here.",
)
@click.option("--dry-run", is_flag=True, help="List which feeds changed, and tell nobody.")
@options.form()
def command(
    config: str, output: str, state: str | None, verify: bool, dry_run: bool, form: str
) -> int:
    """Tell the WebSub hub which feeds changed since it was told last. Run it after a deploy."""
    from pagefeed import config as settings
    from pagefeed import websub

    hub = settings.load(Path(config)).publication.hub
    if not hub:
        raise UsageError(
            "no hub is set",
            where=str(Path(config) / "publication.toml"),
            hint='Put hub = "https://..." there, build, deploy, and ping',
        )
    found = tuple(websub.topics(Path(output)))
    topics = tuple(entry for entry in found if isinstance(entry, websub.Topic))
    if not found:
        raise UsageError("there are no feeds", where=output, hint="Run `pagefeed build` first")
    problems = [entry for entry in found if isinstance(entry, Problem)]
    place = state or cli.state_of(Path(config))
    file = (Path(".pagefeed") if "://" in place else Path(place).parent) / "pinged.json"
    pinged = websub.recall(file, hub)
    changed = websub.changed(topics, pinged)
    told = 0
    if dry_run:
        for topic in changed:
            _tell(topic.url, "changed", form)
    elif changed:
        told = _ping(websub.Hub(hub), changed, pinged, problems, verify=verify, form=form)
        current = {topic.url for topic in topics}
        websub.remember(file, hub, {url: d for url, d in pinged.items() if url in current})
    for problem in problems:
        click.echo(_problem(problem, form), err=form == "text")
    _close(hub, told, len(topics) - len(changed), problems, form)
    return 1 if problems else 0


def _ping(
    hub: Hub,
    changed: tuple[Topic, ...],
    pinged: dict[str, str],
    problems: list[Problem],
    *,
    verify: bool,
    form: str,
) -> int:
    """Tell the hub topic by topic; what it took is noted in `pinged`. How many it took."""
    told = 0
    for topic in changed:
        seen = hub.look if verify else hub.named
        problem = hub.named(topic) or seen(topic) or hub.tell(topic)
        if problem is None:
            pinged[topic.url] = topic.digest
            told += 1
            _tell(topic.url, "told", form)
            continue
        problems.append(problem)
        if problem.code == "hub-unreachable":
            break  # each further topic would wait as long, for nothing
    return told


def _tell(url: str, what: str, form: str) -> None:
    click.echo(json.dumps({"topic": url, "state": what}) if form == "json" else f"{what} {url}")


def _problem(problem: Problem, form: str) -> str:
    from pagefeed.cli import problems

    if form == "json":
        return problems.as_json(problem)
    return f"{problem.where}: {problem.severity}: {problem.message}. {problem.hint}"


def _close(hub: str, told: int, unchanged: int, problems: list[Problem], form: str) -> None:
    if form == "json":
        fields = {"hub": hub, "told": told, "unchanged": unchanged, "problems": len(problems)}
        click.echo(json.dumps(fields))
    else:
        click.echo(f"{hub}: told of {told}, {unchanged} unchanged", err=True)
