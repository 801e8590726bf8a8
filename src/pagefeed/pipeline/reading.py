"""Sources -> converted pages, skipping what the ledger has already read.

A file of the same size and mtime under the same settings isn't opened; a page of the same
digest isn't converted. One bad page never stops a run: its problems are collected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pagefeed import __version__, clean, config, converters, engines, sources
from pagefeed.config import Settings, Source
from pagefeed.ledger import Capture, Ledger
from pagefeed.model import Conversion, Draft, Page, Problem, Reading, Severity


@dataclass(slots=True, kw_only=True)
class Tally:
    """What the reading came to."""

    files: int = 0
    pages: int = 0
    drafts: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    page: Page
    reading: Reading
    how: str  # digest of all that decides how the page is read
    size: int
    mtime_ns: int


def captures(
    settings: Settings,
    ledger: Ledger,
    tally: Tally,
    *,
    jobs: int = 1,
    full: bool = False,
    say: Callable[[str, int, int | None], None] = lambda *_: None,
) -> Iterator[Capture]:
    """Every page that is new or has changed, converted, in the order of the sources."""
    tasks = _tasks(settings, ledger, tally, full=full)
    for task, conversion in engines.run(_converted, tasks, jobs=jobs, lost=_lost):
        tally.pages += 1
        say("reading", tally.pages, None)
        tally.drafts += len(conversion.drafts)
        tally.problems += conversion.problems
        yield Capture(
            page=replace(task.page, text=""),
            drafts=conversion.drafts,
            reading=task.how,
            size=task.size,
            mtime_ns=task.mtime_ns,
        )


def locator(path: Path, settings: Settings) -> str:
    """What a file is called, whatever folder the program runs in: from the settings' parent."""
    return sources.locate(path, settings.folder.absolute().parent)


def _tasks(settings: Settings, ledger: Ledger, tally: Tally, *, full: bool) -> Iterator[_Task]:
    known: set[Path] = set()
    for source in settings.sources:
        for found in sources.find(source.patterns, settings.folder):
            if isinstance(found, Problem):
                tally.problems.append(found)
            elif found not in known:  # the first source that covers a file reads it
                known.add(found)
                tally.files += 1
                yield from _file(found, source, settings, ledger, tally, full=full)
    if not known:
        tally.problems.append(
            Problem(
                severity=Severity.WARNING,
                code="sources-empty",
                where=str(settings.folder / "publication.toml"),
                path="sources",
                message="no file is covered by any source",
                hint="Mend `files`, or put pages where it points",
            )
        )


def _file(
    path: Path, source: Source, settings: Settings, ledger: Ledger, tally: Tally, *, full: bool
) -> Iterator[_Task]:
    name = locator(path, settings)
    how = _how(source.reading, path)
    try:
        status = path.stat()
    except OSError as error:
        tally.problems.append(_unreadable(name, error))
        return
    before = ledger.page(name)
    if (
        not full
        and before
        and (before.size, before.mtime_ns, before.reading)
        == (status.st_size, status.st_mtime_ns, how)
    ):
        return
    for page in sources.read(path, locator=name, source=source.name, reading=source.reading):
        if isinstance(page, Problem):
            tally.problems.append(page)
            continue
        yield _Task(
            page=page,
            reading=source.reading,
            how=how,
            size=status.st_size,
            mtime_ns=status.st_mtime_ns,
        )


def _how(reading: Reading, path: Path) -> str:
    """A digest of settings, version and sidecar: where it is equal, a page reads the same."""
    beside = sources.beside(path)
    facts = beside.read_bytes() if beside is not None and beside.is_file() else b""
    told = f"{__version__} {config.digest(reading)} ".encode() + facts
    return hashlib.sha256(told).hexdigest()[:32]


def _converted(task: _Task) -> tuple[_Task, Conversion]:
    try:
        conversion = converters.convert(task.page, task.reading)
    except Exception as error:  # noqa: BLE001 - one bad page never stops a run
        conversion = _failed(task, f"can't be converted: {type(error).__name__}: {error}")
    story = task.reading.words.story_category
    drafts = tuple(cleaned(draft, story) for draft in conversion.drafts)
    return task, replace(conversion, drafts=drafts)


def _lost(task: _Task) -> tuple[_Task, Conversion]:
    return task, _failed(task, "ends the process that converts it")


def _failed(task: _Task, message: str) -> Conversion:
    problem = Problem(
        severity=Severity.ERROR,
        code="page-failed",
        where=task.page.locator,
        message=message,
        hint="The page is left out; what it gave before stays",
    )
    return Conversion(drafts=(), problems=(problem,))


def cleaned(draft: Draft, story: str) -> Draft:
    """The draft as every format can hold it, whoever's converter made it."""
    summary = clean.characters(draft.summary).strip()
    title = clean.line(clean.unmarked(draft.title)) or clean.line(summary[:80]) or "(untitled)"
    categories = dict.fromkeys(filter(None, map(clean.line, draft.categories)))
    return replace(
        draft,
        title=title,
        summary=summary,
        content=clean.characters(draft.content),
        categories=tuple(categories) or (story,),
        section=clean.line(draft.section),
        author=clean.line(draft.author),
    )


def _unreadable(name: str, error: OSError) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        code="file-unreadable",
        where=name,
        message=f"can't be read: {error.strerror}",
        hint="What it gave before stays",
    )
