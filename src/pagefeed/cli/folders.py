"""Reading a folder of feeds for `pagefeed check`: walking, processes, progress.

Files are read one at a time, in this process or in several; of each only its facts and
its problems are kept. Decides nothing about feeds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from pagefeed.checks import folder
from pagefeed.checks.facts import Document
from pagefeed.cli.fetch import Limits
from pagefeed.cli.files import read, shown
from pagefeed.model import Problem

_CHUNK = 16  # files that a process takes at a time
_MANY = 100  # files from which on several processes pay


class Run(Protocol):
    """What the command knows of its call."""

    limits: Limits
    home: str
    jobs: int
    read: int


class _Files(Mapping[str, bytes]):
    """The files of a folder by path below it; read when asked for, and not kept."""

    def __init__(self, root: str, limit: int) -> None:
        self._root = root
        self._limit = limit
        self._paths = dict(_walk(root))

    def __getitem__(self, path: str) -> bytes:
        data = read(self.real(path), self._limit)
        return b"" if isinstance(data, Problem) else data

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def real(self, path: str) -> str:
        return self._paths[path]


def check(root: str, run: Run) -> Iterator[Problem]:
    """The problems of every feed in a folder, then those between its files."""
    files = _Files(root, run.limits.size)
    where = shown(os.path.join(root, ""))  # noqa: PTH118 - as it was typed, "./" included
    wanted = [path for path in files if path.endswith(folder.SUFFIXES)]
    documents: list[Document] = []
    for document, problems in _examined(wanted, files, where, run):
        if document is not None:
            documents.append(document)
            run.read += document.kind not in ("html", "other") or bool(problems)
        yield from problems
    yield from folder.follow(documents, files, where=where, home=run.home)


_Task = tuple[list[tuple[str, str, str]], int]
_Result = tuple[Document | None, tuple[Problem, ...]]


def _examined(wanted: list[str], files: _Files, where: str, run: Run) -> Iterator[_Result]:
    """Each file's facts and problems, in order, as they come."""
    tasks: list[_Task] = [
        (
            [(path, files.real(path), where + path) for path in wanted[at : at + _CHUNK]],
            run.limits.size,
        )
        for at in range(0, len(wanted), _CHUNK)
    ]
    with _progress(len(wanted)) as advance:
        if run.jobs == 1 or len(wanted) < _MANY:
            results: Iterator[list[_Result]] = map(_chunk, tasks)
            for result in results:
                yield from result
                advance(len(result))
            return
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(max_workers=run.jobs) as pool:
            for result in pool.map(_chunk, tasks):
                yield from result
                advance(len(result))


def _chunk(task: _Task) -> list[_Result]:
    """The work of one process on some files."""
    results: list[_Result] = []
    for path, real, where in task[0]:
        data = read(real, task[1])
        if isinstance(data, Problem):
            results.append((None, (data,)))
        else:
            results.append(folder.examine(path, data, where=where))
    return results


def _walk(root: str) -> Iterator[tuple[str, str]]:
    """Regular files, sorted, as a path below the root that can be printed and the real one.

    Hidden names are left out, as hosts do, and links are not followed.
    """
    for parent, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            real = Path(parent, name)
            if not name.startswith(".") and not real.is_symlink() and real.is_file():
                yield shown(real.relative_to(root).as_posix()), str(real)


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    """A bar on standard error when a person looks at it; nothing otherwise."""
    if not sys.stderr.isatty() or total < _MANY:
        yield lambda count: None  # noqa: ARG005 - called as the bar is
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=total)
        yield lambda count: bar.advance(task, count)
