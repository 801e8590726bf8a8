"""`pagefeed deploy`: `output/` on a host."""

from __future__ import annotations

import hashlib
import ipaddress
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import click

from pagefeed import cli
from pagefeed.cli import options
from pagefeed.errors import LockedError
from pagefeed.model import Problem, Severity

if TYPE_CHECKING:
    from pagefeed.deploy import Outcome, Plan, Step, Store


@click.command(name="deploy")
@click.argument("target")
@options.config()
@options.output("The folder to deploy.")
@options.state("The ledger; this deploy's identity is kept beside it.")
@click.option("--endpoint", default=None, help="URL of a store like S3; none: Amazon's.")
@click.option("--dry-run", is_flag=True, help="List what would be done, and change nothing.")
@options.form()
def command(
    target: str,
    config: str,
    output: str,
    state: str | None,
    endpoint: str | None,
    dry_run: bool,
    form: str,
) -> int:
    """Put the output folder on a host: only what changed, index last.

    TARGET is a folder, or s3://bucket/prefix with the credentials in the environment
    (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION).
    """
    from pagefeed import deploy, publish

    place = state or cli.state_of(Path(config))
    folder = Path(".pagefeed") if "://" in place else Path(place).parent
    store = deploy.open_store(target, endpoint)
    store.refuse(Path(output))
    with publish.lock(folder):  # a build at work would give us half of the old, half of the new
        local = deploy.local_files(Path(output), for_folder=store.is_folder)
    if dry_run:
        wanted = deploy.preview(store, local)
        done = deploy.Outcome(steps=wanted.steps, unchanged=wanted.unchanged)
        for step in done.steps:
            _tell(step, form)
    else:
        with _alone(folder, store.name) as holder, _shown(form) as (begin, say):
            done = deploy.deploy(
                store, Path(output), local, holder=holder, clock=_clock, begin=begin, report=say
            )
    problems = (*_unreachable(config, store, endpoint), *done.problems)
    for problem in problems:
        click.echo(_problem(problem, form), err=form == "text")
    _close(done, store, form, dry_run=dry_run)
    return 1 if problems else 0


def _clock() -> datetime:
    """The hour of the day, for the lease: also where SOURCE_DATE_EPOCH fixes a build's."""
    return datetime.now(UTC)  # noqa: TID251 - how long others wait is no part of any output


@contextmanager
def _alone(folder: Path, target: str) -> Iterator[str]:
    """Hold this state folder's lock for the target; the name that its leases bear."""
    import filelock

    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(target.encode()).hexdigest()[:16]
    lock = filelock.FileLock(folder / f"deploy-{name}.lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise LockedError(
            "another deploy from here is at work", where=target, hint="Wait for it to end"
        ) from error
    try:
        identity = folder / "deploy.id"
        if not identity.exists():
            identity.write_text(uuid4().hex, "ascii")
        yield identity.read_text("ascii").strip()
    finally:
        lock.release()


def _unreachable(config: str, store: Store, endpoint: str | None) -> tuple[Problem, ...]:
    """A warning where what is put up for all the world says that it lives on this machine."""
    local = endpoint is not None and _is_here(endpoint)
    file = Path(config) / "publication.toml"
    if store.is_folder or local or not file.is_file():
        return ()
    from pagefeed.config import load

    home = load(Path(config)).publication.home
    if not _is_here(home):
        return ()
    return (
        Problem(
            severity=Severity.WARNING,
            code="home-unreachable",
            where=str(file),
            path="home",
            message=f"readers elsewhere can't follow links to {home}",
            hint="Set home to the address of the host, build and deploy again",
        ),
    )


def _is_here(url: str) -> bool:
    """Whether a URL's host is this machine alone."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


@contextmanager
def _shown(form: str) -> Iterator[tuple[Callable[[Plan], None], Callable[[Step], None]]]:
    """What to call at the begin and at each step: lines, and a bar where a person looks."""
    if form == "json" or not sys.stderr.isatty():
        yield lambda _: None, lambda step: _tell(step, form)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("deploying", total=None)

        def begin(plan: Plan) -> None:
            progress.update(task, total=len(plan.steps))

        def say(step: Step) -> None:
            progress.advance(task)
            if not sys.stdout.isatty():
                _tell(step, form)

        yield begin, say


def _tell(step: Step, form: str) -> None:
    if form == "json":
        fields = {"action": step.action, "path": step.path, "why": step.why, "bytes": step.size}
        click.echo(json.dumps(fields, ensure_ascii=False))
    else:
        click.echo(_line(step))


def _line(step: Step) -> str:
    return f"{step.action:<7}{step.path}  ({step.why})"


def _problem(problem: Problem, form: str) -> str:
    from pagefeed.cli import problems

    if form == "json":
        return problems.as_json(problem)
    return f"{problem.where}: {problem.severity}: {problem.message}. {problem.hint}"


def _close(done: Outcome, store: Store, form: str, *, dry_run: bool) -> None:
    put = [step for step in done.steps if step.action == "put"]
    size = sum(step.size for step in put)
    deleted = len(done.steps) - len(put)
    if form == "json":
        fields = {
            "target": store.name,
            "put": len(put),
            "bytes": size,
            "deleted": deleted,
            "unchanged": done.unchanged,
            "dry_run": dry_run,
        }
        click.echo(json.dumps(fields, ensure_ascii=False))
        return
    verb = "would put" if dry_run else "put"
    click.echo(
        f"{store.name}: {verb} {len(put)} ({size / 1000:,.1f} kB), "
        f"{'delete' if dry_run else 'deleted'} {deleted}, {done.unchanged} unchanged",
        err=True,
    )
