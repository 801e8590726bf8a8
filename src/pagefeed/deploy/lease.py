"""The right to change a target, held by one deploy at a time.

A lease is an object at the target that is only ever written over the version that was
read (RFC 9110 section 13.1.1, If-Match). It lasts `TERM` and is renewed while work goes
on; one that ran out is taken over. So is, at once, one that the same state folder left:
its deploy is dead, for the state folder has a lock of its own. Clocks of deploying
machines should agree within a few minutes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from pagefeed.deploy.records import LEASE, Lease, dump_lease, load_lease
from pagefeed.deploy.stores import ConflictError, Store
from pagefeed.errors import LockedError, PublishError

TERM = timedelta(minutes=10)
# Renewed so often that a put that hangs until it is given up still ends inside the term.
RENEWAL = timedelta(minutes=1)

Clock = Callable[[], datetime]


def put_own(store: Store, path: str, data: bytes, tag: str | None) -> str:
    """A conditional put that knows its own writing again; the new tag.

    A put whose answer was lost is tried again and then conflicts with itself: that is
    seen by the bytes, which hold a number used once. Raises ConflictError for others'.
    """
    try:
        return store.put_if(path, data, tag)
    except ConflictError:
        found = store.read(path)
        if found is not None and found.data == data:
            return found.tag
        raise


class Held:
    """A lease that was taken. `keep` renews it when it is time; `release` gives it back."""

    def __init__(self, store: Store, lease: Lease, tag: str, clock: Clock) -> None:
        self._store = store
        self._lease = lease
        self._tag = tag
        self._clock = clock
        self._renewed = time.monotonic()
        self._one = threading.Lock()

    def keep(self) -> None:
        """Before every change: renew where due. Raises PublishError when it was taken over."""
        with self._one:
            if time.monotonic() - self._renewed < RENEWAL.total_seconds():
                return
            self._write(self._clock() + TERM)
            self._renewed = time.monotonic()

    def release(self) -> None:
        """Let others in."""
        with self._one:
            self._write(None)

    def _write(self, until: datetime | None) -> None:
        self._lease = replace(self._lease, turn=uuid4().hex, until=until)
        try:
            self._tag = put_own(self._store, LEASE, dump_lease(self._lease), self._tag)
        except ConflictError as error:
            raise taken_over(self._store) from error


def taken_over(store: Store) -> PublishError:
    """What to raise when someone else's writing is found where ours should be."""
    return PublishError(
        "another deploy took over, this one stopped",
        where=store.name,
        hint="Run it again when the other has ended",
    )


def take(store: Store, holder: str, clock: Clock) -> tuple[Held, bool]:
    """The lease, and whether the store keeps to conditions (seen when there was no lease).

    Raises LockedError while another deploy holds it.
    """
    found = store.read(LEASE)
    now = clock()
    if found is not None:
        lease = load_lease(found.data, f"{store.name}/{LEASE}")
        if lease.held(now) and lease.holder != holder and lease.until is not None:
            raise LockedError(
                f"another deploy is at work, until {lease.until:%H:%M:%S} UTC at the latest",
                where=store.name,
                hint="Wait for it; if it died, its hold ends by itself at that time",
            )
    lease = Lease(holder=holder, turn=uuid4().hex, until=now + TERM)
    data = dump_lease(lease)
    try:
        tag = put_own(store, LEASE, data, found.tag if found else None)
    except ConflictError as error:
        raise LockedError(
            "another deploy began at the same moment", where=store.name, hint="Wait for it"
        ) from error
    keeps = found is not None or _refuses(store, data)
    return Held(store, lease, tag, clock), keeps


def _refuses(store: Store, data: bytes) -> bool:
    try:
        store.put_if(LEASE, data, None)
    except ConflictError:
        return True
    return False
