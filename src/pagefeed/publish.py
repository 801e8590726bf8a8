"""Bytes -> files under output/: whole, in the order given, only when changed.

Whatever instant the machine dies, every visible file is whole, and files that link to each
other appear together: a folder that is new is filled beside its place, under a name that
hosts ignore, and appears by one rename. This module knows nothing of what is in the files.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pagefeed.errors import LockedError, PublishError
from pagefeed.model import Problem, Published, Severity

_FILE, _FOLDER = 0o644, 0o755  # a host runs as somebody else; whatever the umask
_MARK = ".pagefeed-tmp"  # in the name of everything that isn't in place yet
_SECOND = 1_000_000_000  # nanoseconds


class File(NamedTuple):
    """One file to be published."""

    path: str  # below output/, POSIX
    data: bytes
    recipe: str  # what the ledger remembers beside the digest


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What publishing did."""

    written: dict[str, Published] = field(default_factory=dict)  # new bytes are in place
    same: dict[str, Published] = field(default_factory=dict)  # rendered, but the bytes were there
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold `folder`/build.lock, or raise LockedError at once. A killed build's lock is free."""
    import filelock

    path = folder / "build.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = filelock.FileLock(path, timeout=0)
        held.acquire()
    except filelock.Timeout as error:
        raise LockedError(
            "another build is at work", where=str(path), hint="Wait for it to end, then run again"
        ) from error
    except OSError as error:
        raise PublishError(f"can't be locked: {error.strerror}", where=str(path)) from error
    try:
        yield
    finally:
        held.release()


def in_place(known: Iterable[Published], output: Path) -> dict[str, str]:
    """Path -> recipe of the files that are as we left them, by size and mtime."""
    found = {}
    for entry in known:
        try:
            status = os.lstat(output / entry.path)
        except OSError:
            continue
        if entry.digest and (status.st_size, status.st_mtime_ns) == (entry.size, entry.mtime_ns):
            found[entry.path] = entry.recipe
    return found


def there(paths: Iterable[str], output: Path) -> set[str]:
    """The paths at which a file lies, whatever is in it."""
    return {path for path in paths if (output / path).is_file()}


def anchored(address: str, output: Path) -> bool:
    """Whether an address ("videos/2021/05/#9d2c4e1a") leads to its place on a page that is there."""
    folder, _, anchor = address.partition("/#")
    try:
        page = (output / folder / "index.html").read_bytes()
    except OSError:
        return False
    return f'id="{anchor}"'.encode() in page


def publish(
    files: Iterable[File],
    output: Path,
    *,
    known: Mapping[str, Published],
    keep: Collection[str],
    intend: Callable[[Collection[str]], None] = lambda _: None,
    dry_run: bool = False,
) -> Outcome:
    """Write the files in order; then delete those of `known` that nobody wants any more.

    `keep` is read after the last file: paths that stay as they are. `intend` is told paths
    before they are written, so that after a death they are known as ours. A file that isn't
    ours is neither overwritten nor deleted. Raises PublishError when the disk refuses; what
    was published before stays.
    """
    desk = _Desk(output, known, dry_run=dry_run)
    try:
        for group in _groups(files, output):
            desk.write(group, intend)
        desk.remove(set(known) - set(keep) - desk.wanted)
    except OSError as error:
        raise PublishError(
            f"can't be written: {error.strerror or error}",
            where=str(error.filename or output),
            hint="What was published before is unchanged; mend it and build again",
        ) from error
    finally:
        desk.clean()
    return desk.outcome


def _groups(files: Iterable[File], output: Path) -> Iterator[tuple[str | None, list[File]]]:
    """Files that appear together: (new folder or None, its files)."""
    folder: str | None = None
    group: list[File] = []
    for file in files:
        if folder is not None and file.path.startswith(f"{folder}/"):
            group.append(file)
            continue
        if group:
            yield folder, group
        folder, group = _missing(file.path, output), [file]
    if group:
        yield folder, group


def _missing(path: str, output: Path) -> str | None:
    """The topmost folder of the path that isn't there yet; None when all are."""
    parts = path.split("/")[:-1]
    for n in range(1, len(parts) + 1):
        folder = "/".join(parts[:n])
        if not (output / folder).is_dir():
            return folder
    return None


class _Desk:
    """One publishing run."""

    def __init__(self, output: Path, known: Mapping[str, Published], *, dry_run: bool) -> None:
        self._output = output
        self._known = known
        self._dry = dry_run
        self._problems: list[Problem] = []
        self._begun = False
        self.wanted: set[str] = set()
        self.outcome = Outcome()

    def write(
        self, group: tuple[str | None, list[File]], intend: Callable[[Collection[str]], None]
    ) -> None:
        folder, files = group
        fresh = [file for file in files if self._changes(file)]
        if self._dry or not fresh:
            for file in fresh:
                self.outcome.written[file.path] = _noted(file, None)
            return
        self._begin()
        intend([file.path for file in fresh])
        if folder is None:
            for file in fresh:
                self._replace(file)
        else:
            self._appear(folder, fresh)

    def _begin(self) -> None:
        """Make the root, and clear away what a killed build left half done."""
        if self._begun:
            return
        self._begun = True
        if not self._output.is_dir():
            self._output.mkdir(parents=True)
            self._output.chmod(_FOLDER)
        self._sweep()

    def _sweep(self) -> None:
        for base, folders, names in os.walk(self._output):
            for name in [n for n in folders if n.endswith(_MARK)]:
                shutil.rmtree(os.path.join(base, name))  # noqa: PTH118 - os.walk gives texts
                folders.remove(name)
            for name in names:
                if name.endswith(_MARK):
                    os.unlink(os.path.join(base, name))  # noqa: PTH108, PTH118 - as above

    def clean(self) -> None:
        """Leave nothing half done behind, whatever ended the run."""
        if self._begun:
            try:
                self._sweep()
            except OSError:  # the error that ended the run is the one to tell
                return
        self.outcome.problems = tuple(self._problems)

    def _changes(self, file: File) -> bool:
        """Whether new bytes have to be written; what is there and isn't ours is told."""
        target = self._output / file.path
        _guard(file.path, target, self._output)
        self.wanted.add(file.path)
        try:
            status = os.lstat(target)
        except FileNotFoundError:
            return True
        there = target.read_bytes() if target.is_file() and not target.is_symlink() else None
        if there == file.data:
            if file.path in self.outcome.written:
                return False
            self.outcome.same[file.path] = _noted(file, status)
            return False
        self.outcome.same.pop(file.path, None)
        if file.path in self._known or file.path in self.outcome.written or _ours(target, there):
            return True
        self.wanted.discard(file.path)
        self._problems.append(
            Problem(
                severity=Severity.ERROR,
                code="file-not-ours",
                where=str(target),
                message="is there already, and wasn't made by pagefeed: it is left alone",
                hint="Move it away, or publish to another folder",
            )
        )
        return False

    def _replace(self, file: File) -> None:
        target = self._output / file.path
        temporary = target.with_name(f".{target.name}{_MARK}")
        _fill(temporary, file.data)
        _later(temporary, target)
        temporary.replace(target)
        _sync(target.parent)
        self.outcome.written[file.path] = _noted(file, os.lstat(target))

    def _appear(self, folder: str, files: list[File]) -> None:
        """Fill a new folder beside its place, then let it appear."""
        place = self._output / folder
        staging = place.with_name(f".{place.name}{_MARK}")
        folders = {staging}
        for file in files:
            target = staging / file.path[len(folder) + 1 :]
            for parent in reversed([target.parent, *target.parent.parents]):
                if parent.is_relative_to(staging) and not parent.is_dir():
                    parent.mkdir()
                    parent.chmod(_FOLDER)
                    folders.add(parent)
            _fill(target, file.data)
        for made in sorted(folders, reverse=True):
            _sync(made)
        staging.replace(place)
        _sync(place.parent)
        for file in files:
            noted = _noted(file, os.lstat(self._output / file.path))
            self.outcome.written[file.path] = noted

    def remove(self, paths: Collection[str]) -> None:
        """Delete files of ours, then folders that they leave empty."""
        gone = sorted(paths)
        self.outcome.removed = tuple(gone)
        if self._dry:
            return
        emptied = set()
        for path in gone:
            target = self._output / path
            _guard(path, target, self._output)
            target.unlink(missing_ok=True)
            emptied.add(target.parent)
        for parent in emptied:
            at = parent
            while at != self._output and at.is_dir() and not any(at.iterdir()):
                at.rmdir()
                at = at.parent
            if at.is_dir():
                _sync(at)


def _guard(path: str, target: Path, output: Path) -> None:
    """Nothing leaves output/: not by name, not by a symbolic link on the way."""
    parts = path.split("/")
    odd = any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in parts)
    if odd or not target.parent.resolve().is_relative_to(output.resolve()):
        raise PublishError(
            "leads out of the output folder", where=path, hint="Remove the symbolic link on its way"
        )


def _ours(target: Path, data: bytes | None) -> bool:
    """Whether a file that the ledger doesn't know was made by us: it says so, or its kin does."""
    if data is None:
        return False
    if target.suffix in {".gz", ".br", ".zst"}:
        original = target.with_suffix("")
        return not original.exists() or _ours(original, original.read_bytes())
    if target.suffix == ".json":
        kin = target.with_name("rss.xml")
        return kin.is_file() and _ours(kin, kin.read_bytes())
    return b"pagefeed" in data


def _fill(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fchmod(file.fileno(), _FILE)
        os.fsync(file.fileno())


def _later(temporary: Path, target: Path) -> None:
    """Make the new file at least a second newer than the old: servers tell them apart by that."""
    try:
        old = os.lstat(target).st_mtime_ns
    except FileNotFoundError:
        return
    new = temporary.stat().st_mtime_ns
    if new // _SECOND <= old // _SECOND:
        later = (old // _SECOND + 1) * _SECOND
        os.utime(temporary, ns=(later, later))


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _noted(file: File, status: os.stat_result | None) -> Published:
    return Published(
        path=file.path,
        digest=hashlib.sha256(file.data).hexdigest(),
        recipe=file.recipe,
        size=len(file.data),
        mtime_ns=status.st_mtime_ns if status else 0,
    )
