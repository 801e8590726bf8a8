"""The same folder behind each way of hosting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hosts import HOSTS, Host, fill


@pytest.fixture(scope="module", params=list(HOSTS))
def host(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    root = tmp_path_factory.mktemp("host") / "output"
    work = tmp_path_factory.mktemp("work")
    fill(root)
    with HOSTS[request.param](root, work) as running:
        yield running
