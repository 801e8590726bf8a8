"""Work in processes gives what work in this one gives, whatever happens to a worker."""

from __future__ import annotations

import os

import pytest

from pagefeed import engines


def double(number: int) -> int:
    return 2 * number


def deadly(number: int) -> int:
    """Number 7 kills the process that works on it."""
    if number == 7:
        os._exit(1)
    return 2 * number


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs: int) -> None:
    assert list(engines.run(double, range(50), jobs=jobs, lost=lost)) == list(range(0, 100, 2))


def test_an_input_that_kills_its_worker_is_set_aside_alone() -> None:
    found = list(engines.run(deadly, range(12), jobs=2, lost=lost))
    assert found == [-7 if n == 7 else 2 * n for n in range(12)]
