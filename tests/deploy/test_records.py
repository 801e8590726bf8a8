"""The manifest and the lease as they are kept at the target."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagefeed.deploy.plan import Entry
from pagefeed.deploy.records import Lease, dump_lease, dump_manifest, load_lease, load_manifest
from pagefeed.errors import PublishError

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(TEXT, st.builds(Entry, digest=TEXT, tag=TEXT, headers=TEXT)), TEXT)
def test_a_manifest_comes_back_as_it_was(files: dict[str, Entry], turn: str) -> None:
    assert load_manifest(dump_manifest(files, turn), "there") == files


@pytest.mark.parametrize("until", [None, NOW])
def test_a_lease_comes_back_as_it_was(until: datetime | None) -> None:
    lease = Lease(holder="one", turn="1", until=until)
    assert load_lease(dump_lease(lease), "there") == lease


def test_a_lease_is_held_until_its_end() -> None:
    lease = Lease(holder="one", turn="1", until=NOW)
    assert lease.held(NOW - timedelta(seconds=1))
    assert not lease.held(NOW)
    assert not Lease(holder="one", turn="1", until=None).held(NOW)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"pagefeed-manifest": 1}',
        b'{"pagefeed-manifest": 1, "files": {"a": 1}}',
        b'{"pagefeed-manifest": "1", "files": {}}',
    ],
)
def test_a_manifest_that_is_not_ours_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(PublishError, match=r"there: it can.t be read\. Delete it at the target"):
        load_manifest(data, "there")


@pytest.mark.parametrize(
    "data",
    [
        b'{"pagefeed-lease": 1, "holder": "a", "turn": "1", "until": "2026-03-01T12:00:00"}',
        b'{"pagefeed-lease": 1, "holder": "a", "turn": "1", "until": "soon"}',
        b'{"pagefeed-lease": 1, "until": null}',
    ],
    ids=["without a zone", "no time", "no holder"],
)
def test_a_lease_that_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(PublishError, match="when no deploy is at work"):
        load_lease(data, "there")


def test_records_of_a_newer_version_are_refused() -> None:
    with pytest.raises(PublishError, match="written by a newer pagefeed"):
        load_manifest(b'{"pagefeed-manifest": 2}', "there")
    with pytest.raises(PublishError, match="written by a newer pagefeed"):
        load_lease(b'{"pagefeed-lease": 2}', "there")
