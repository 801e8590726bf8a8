"""Where pages are converted: in this process, or in several.

A page that kills its worker is found and set aside; the others are converted all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_CHUNK = 16  # tasks in flight for each worker: enough to keep it busy, few enough to bound memory


def run(
    task: Callable[[T], R], inputs: Iterable[T], *, jobs: int, lost: Callable[[T], R]
) -> Iterator[R]:
    """Apply `task` to every input, in order; `lost` gives the result of one that kills workers.

    With `jobs` of 1 everything happens in this process. Inputs are drawn as they are needed.
    """
    if jobs <= 1:
        yield from map(task, inputs)
        return
    waiting = iter(inputs)
    while batch := list(islice(waiting, jobs * _CHUNK)):
        yield from _batch(task, batch, jobs, lost)


class _Pool:
    """A process pool that is made when first needed and made anew when it breaks."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, task: Callable[[T], R], value: T) -> Future[R]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._jobs)
        return self._pool.submit(task, value)

    def broken(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None


def _batch(
    task: Callable[[T], R], batch: list[T], jobs: int, lost: Callable[[T], R]
) -> Iterator[R]:
    """One batch in order. When a worker dies, every input left is tried alone, twice at most."""
    pool = _pools.setdefault(jobs, _Pool(jobs))
    futures = [pool.submit(task, value) for value in batch]
    done = 0
    try:
        for future in futures:
            yield future.result()
            done += 1
    except BrokenProcessPool:
        pool.broken()
    else:
        return
    for value in batch[done:]:
        yield _alone(task, value, pool, lost)


def _alone(task: Callable[[T], R], value: T, pool: _Pool, lost: Callable[[T], R]) -> R:
    for _ in range(2):
        try:
            return pool.submit(task, value).result()
        except BrokenProcessPool:
            pool.broken()
    return lost(value)


_pools: dict[int, _Pool] = {}
