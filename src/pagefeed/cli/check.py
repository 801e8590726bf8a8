"""`pagefeed check`: validates feeds in files, folders, at URLs and on standard input.

Owns the arguments, the reading, and the exit code: 0 nothing wrong, 1 problems, 2 nothing
could be read. What is wrong with a document is decided in `pagefeed.checks`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import click

from pagefeed.checks import check, served
from pagefeed.checks.context import Context
from pagefeed.cli import folders
from pagefeed.cli import problems as printing
from pagefeed.cli.fetch import Limits, fetch
from pagefeed.cli.files import read, shown
from pagefeed.errors import UsageError
from pagefeed.model import Problem, Severity

_STDIN = "-"
_LIMIT = 10_000_000  # bytes; a feed of this size is refused by readers long before


@dataclass(slots=True, kw_only=True)
class _Run:
    """What one call has read and found so far."""

    limits: Limits
    home: str
    jobs: int
    talk: Callable[[str], None]  # the report of how a feed was served
    read: int = 0  # documents that were there and could be read
    errors: int = 0
    warnings: int = 0
    held: dict[str, bytes] = field(default_factory=dict)  # what can't be read twice

    def count(self, problem: Problem) -> Problem:
        if problem.severity is Severity.ERROR:
            self.errors += 1
        else:
            self.warnings += 1
        return problem

    def source(self, where: str) -> bytes | None:
        """The bytes in which a Problem was found, to show the line."""
        if where in self.held:
            return self.held[where]
        try:
            return Path(where).read_bytes() if os.path.isfile(where) else None  # noqa: PTH113 - no error for odd names
        except OSError:
            return None


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="FILE-or-URL-or-DIR...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, one JSON object a line, or annotations for GitHub's workflows.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as errors do.")
@click.option(
    "--home",
    metavar="URL",
    default="",
    help="Where a folder is hosted; otherwise as its feeds' own links say.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=20.0,
    show_default=True,
    metavar="SECONDS",
    help="How long one answer of a host may take.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=_LIMIT,
    show_default=True,
    help="The largest document that is read.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    help="Processes for large folders; otherwise one a processor.",
)
def command(
    targets: tuple[str, ...],
    form: str,
    strict: bool,
    home: str,
    timeout: float,
    max_bytes: int,
    jobs: int | None,
) -> int:
    """Validate feeds: files, folders or URLs, ours or not ("-" for standard input).

    RSS 2.0, Atom 1.0, JSON Feed 1.1 and OPML 2.0. A folder's links between documents are
    followed too; of a URL it is told how it is served.
    """
    run = _Run(
        limits=Limits(seconds=timeout, size=max_bytes),
        home=_folder_address(home),
        jobs=jobs or os.cpu_count() or 1,
        talk=lambda line: click.echo(line, err=form != "text"),
    )
    found = (run.count(each) for target in targets for each in _target(target, run))
    if form == "text":
        for line in printing.as_text(found, run.source):
            click.echo(line)
    else:
        write = printing.as_json if form == "json" else printing.as_github
        for problem in found:
            click.echo(write(problem))
    if form == "text":
        click.echo(_summary(run), err=True)
    if run.read == 0:
        return 2
    return 1 if run.errors or (strict and run.warnings) else 0


def _summary(run: _Run) -> str:
    if run.read == 0:
        return "nothing could be read"
    documents = f"{run.read:,} document{'s' if run.read != 1 else ''} checked"
    if not run.errors and not run.warnings:
        return f"{documents}: nothing to say"
    errors = f"{run.errors:,} error{'s' if run.errors != 1 else ''}"
    warnings = f"{run.warnings:,} warning{'s' if run.warnings != 1 else ''}"
    return f"{documents}: {errors}, {warnings}"


def _folder_address(home: str) -> str:
    if home and not home.startswith(("http://", "https://")):
        raise UsageError(f'expected an http or https address, got "{home}"', where="--home")
    return home if not home or home.endswith("/") else home + "/"


def _target(target: str, run: _Run) -> Iterator[Problem]:
    if target == _STDIN:
        return _stdin(run)
    if target.lower().startswith(("http://", "https://")):
        return _url(target, run)
    if Path(target).is_dir():
        return folders.check(target, run)
    return _file(target, run)


def _stdin(run: _Run) -> Iterator[Problem]:
    data = sys.stdin.buffer.read(run.limits.size + 1)
    run.read += 1
    run.held[_STDIN] = data
    if len(data) > run.limits.size:
        yield Context(name=_STDIN).problem("file-too-large", limit=f"{run.limits.size:,}")
        return
    yield from check(data, name=_STDIN)


def _file(path: str, run: _Run) -> Iterator[Problem]:
    where = shown(path)
    data = read(path, run.limits.size)
    if isinstance(data, Problem):
        yield data
        return
    run.read += 1
    run.held = {where: data}
    yield from check(data, name=where)


def _url(url: str, run: _Run) -> Iterator[Problem]:
    fetched = fetch(url, run.limits)
    for line in _served(fetched):
        run.talk(printing.printable(line))
    found = served.check(fetched, name=url)
    body = fetched.body
    if fetched.answer is not None:
        run.read += 1
    if body is None:
        yield from found
        return
    run.held = {url: body}
    own = check(body, url=fetched.url, content_type=fetched.content_type, name=url)
    yield from chain(found, own)


def _served(fetched: served.Fetched) -> Iterator[str]:
    """How a feed was served, in lines for people."""
    yield fetched.asked
    for hop in fetched.hops:
        yield f"  {hop.status} leads to {hop.headers['location']}"
    answer = fetched.answer
    if answer is None or fetched.failed:
        return
    media, _, rest = (fetched.content_type or "").partition(";")
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    coding = answer.headers.get("content-encoding", "")
    sent = f" ({answer.received:,} sent, {coding})" if coding else ""
    yield f"  {answer.status} {answer.reason}, {len(answer.body):,} bytes{sent}"
    yield f"  Content-Type: {media.strip() or 'none'}; charset: {charset or 'not stated'}"
    for name in ("ETag", "Last-Modified"):
        yield f"  {name}: {answer.headers.get(name.lower(), 'none')}"
    if fetched.again is not None:
        yield f"  a conditional request was answered {fetched.again.status}"
    yield ""
