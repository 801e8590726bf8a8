"""Put `output/` on a host: only what changed, in an order that keeps every link whole.

    look -> plan -> take the lease -> say what will be there -> put -> delete -> record

The manifest at the target names what earlier deploys put there; nothing else is ever
deleted. It names new files before they are put, so that a deploy that dies leaves
nothing that a later one doesn't know. This package knows no settings and no feeds; a
file's headers come from `headers`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from pagefeed import compress, gone, headers
from pagefeed.deploy.lease import Clock, Held, put_own, take, taken_over
from pagefeed.deploy.plan import Entry, LocalFile, Plan, Step, line, plan
from pagefeed.deploy.records import LEASE, MANIFEST, dump_manifest, load_manifest
from pagefeed.deploy.stores import ConflictError, Store
from pagefeed.errors import PublishError, UsageError
from pagefeed.model import Problem, Severity

WORKERS = 8  # requests under way at once; object stores answer in 10 to 100 ms each

__all__ = ["Outcome", "Plan", "Step", "Store", "deploy", "local_files", "open_store", "preview"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a deploy did."""

    steps: tuple[Step, ...]
    unchanged: int
    problems: tuple[Problem, ...] = ()


def open_store(target: str, endpoint: str | None = None) -> Store:
    """The store that a target names: a folder's path, file:///folder or s3://bucket/prefix.

    Credentials and region come from the environment (AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION). Raises UsageError for others.
    """
    scheme, separator, rest = target.partition("://")
    if not separator or scheme == "file":
        from pagefeed.deploy.folder import Folder

        path = rest if separator else target
        if endpoint:
            raise UsageError("--endpoint is for s3:// targets", where=target)
        if separator and not path.startswith("/"):
            raise UsageError("expected file:///folder, with three slashes", where=target)
        return Folder(Path(path))
    if scheme != "s3":
        raise UsageError(
            f'can\'t deploy to "{scheme}://"',
            where=target,
            hint="Name a folder, or s3://bucket/prefix with --endpoint for stores like S3",
        )
    bucket, _, prefix = rest.partition("/")
    if not bucket:
        raise UsageError("expected s3://bucket or s3://bucket/prefix", where=target)
    from pagefeed.deploy.bucket import Bucket

    return Bucket(bucket, prefix.strip("/"), endpoint)


def local_files(output: Path, *, for_folder: bool) -> tuple[LocalFile, ...]:
    """The files of `output` that go to a host.

    Hidden files stay here, but for the `.gone/` markers. Those, and compressed
    variants, go to folders alone: an object store can't choose by Accept-Encoding, and
    a `.gz` that is marked as encoded would reach programs that can't unpack it.
    Raises PublishError when there is nothing, or a file can't be read.
    """
    try:
        found = tuple(_walk(output, for_folder=for_folder))
    except OSError as error:
        raise PublishError(
            error.strerror or str(error), where=str(error.filename or output)
        ) from error
    if not any(file.path == "index.html" for file in found):
        raise PublishError(
            "there is no index.html, so this isn't a finished output folder",
            where=str(output),
            hint="Run `pagefeed build` first, or name the folder with --output",
        )
    return found


def preview(store: Store, local: tuple[LocalFile, ...]) -> Plan:
    """What a deploy would do now; changes nothing."""
    found = store.read(MANIFEST)
    recorded = load_manifest(found.data, f"{store.name}/{MANIFEST}") if found else {}
    sent = {file.path: _headers(store, file.path) for file in local}
    return plan(local, recorded, store.tags(), sent)


def deploy(
    store: Store,
    output: Path,
    local: tuple[LocalFile, ...],
    *,
    holder: str,
    clock: Clock,
    begin: Callable[[Plan], None] = lambda _: None,
    report: Callable[[Step], None] = lambda _: None,
) -> Outcome:
    """Make the target equal to `local`.

    `begin` is told the plan, `report` each step when it is done, in the plan's order.

    `local` is what `local_files` found in `output`, while no build was at work. `holder` names the state folder, which lets one deploy run at a time. Raises
    LockedError while another deploy is at work, PublishError when the target refuses,
    another deploy took over, or `output` changed meanwhile. What was put until then is
    whole and recorded, and no page links to what isn't there.
    """
    first = preview(store, local)
    if not first.steps:
        return Outcome(steps=(), unchanged=first.unchanged)
    held, keeps = take(store, holder, clock)
    try:
        store.tidy()
        wanted = preview(store, local)
        begin(wanted)
        done = _Work(store, output, held).run(wanted, report)
    except BaseException:
        with suppress(PublishError):  # what ended the work is what to tell
            held.release()
        raise
    held.release()
    problems = () if keeps else (_no_conditions(store),)
    return Outcome(steps=done.steps, unchanged=done.unchanged, problems=problems)


class _Work:
    """The changes of one deploy, and their record."""

    def __init__(self, store: Store, output: Path, held: Held) -> None:
        self._store = store
        self._output = output
        self._held = held
        found = store.read(MANIFEST)
        self._tag = found.tag if found else None
        self._files = load_manifest(found.data, f"{store.name}/{MANIFEST}") if found else {}

    def run(self, wanted: Plan, report: Callable[[Step], None]) -> Plan:
        """Carry out a plan, wave by wave; the plan."""
        self._intend(wanted)
        for path in wanted.forgotten:
            del self._files[path]
        for wave in wanted.waves:
            try:
                self._wave(wave, report)
            except BaseException:
                with suppress(PublishError):  # what ended the work is what to tell
                    self._record()
                raise
            self._record()
        return wanted

    def _intend(self, wanted: Plan) -> None:
        """Record the new paths before they are put."""
        fresh = Entry(digest="", tag="", headers="")
        for step in wanted.steps:
            if step.action == "put":
                self._files.setdefault(step.path, fresh)
        self._record()

    def _wave(self, wave: tuple[Step, ...], report: Callable[[Step], None]) -> None:
        pool = ThreadPoolExecutor(WORKERS)
        tasks = [(step, pool.submit(self._do, step)) for step in wave]
        try:
            for step, task in tasks:  # in the plan's order, which is that of their beginnings
                entry = task.result()
                if entry is None:
                    self._files.pop(step.path, None)
                else:
                    self._files[step.path] = entry
                report(step)
        finally:  # a failure, or Ctrl-C: what is under way ends, the rest isn't begun
            pool.shutdown(wait=True, cancel_futures=True)

    def _do(self, step: Step) -> Entry | None:
        self._held.keep()
        if step.action == "delete":
            self._store.delete([step.path])
            return None
        data = self._read(step)
        tag = self._store.put(step.path, data, dict(step.headers))
        return Entry(digest=step.digest, tag=tag, headers=line(step.headers))

    def _read(self, step: Step) -> bytes:
        file = self._output / step.path
        try:
            data = file.read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != step.digest:
            raise PublishError(
                "it changed while it was being deployed",
                where=str(file),
                hint="Run the deploy again, with no build at work",
            )
        return data

    def _record(self) -> None:
        self._held.keep()
        data = dump_manifest(self._files, uuid4().hex)
        try:
            self._tag = put_own(self._store, MANIFEST, data, self._tag)
        except ConflictError as error:
            raise taken_over(self._store) from error


def _headers(store: Store, path: str) -> tuple[tuple[str, str], ...]:
    """Those that an object keeps; a folder's web server sets its own."""
    if store.is_folder:
        return ()
    return (
        ("Cache-Control", headers.cache_control(path)),
        ("Content-Type", headers.content_type(path)),
    )


def _walk(output: Path, *, for_folder: bool) -> Iterator[LocalFile]:
    for folder, folders, names in os.walk(output, onerror=_raise):
        top = Path(folder) == output
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") or (for_folder and top and name == gone.FOLDER)
        )
        for name in sorted(names):
            file = Path(folder, name)
            path = file.relative_to(output).as_posix()
            if name.startswith(".") or file.is_symlink() or not file.is_file():
                continue
            if not for_folder and compress.original(path) is not None:
                continue
            data = file.read_bytes()
            yield LocalFile(path=path, digest=hashlib.sha256(data).hexdigest(), size=len(data))


def _raise(error: OSError) -> None:
    raise error


def _no_conditions(store: Store) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code="store-ignores-conditions",
        where=f"{store.name}/{LEASE}",
        message="the store takes a PUT with If-None-Match over an object that is there",
        hint="Two deploys at once could mix: see that only one runs",
    )
