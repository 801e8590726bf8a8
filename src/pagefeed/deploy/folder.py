"""A folder as a target: on this machine, or mounted here.

Files appear whole or not at all, readable to a web server whatever the umask, and a
changed file is at least a second newer than before: nginx and Caddy answer 304 for a
file of equal size that was rewritten within the same second.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pagefeed.deploy.stores import ConflictError, Stored
from pagefeed.errors import PublishError, UsageError

# Web servers hide such names. One that a killed deploy left is removed by the next.
_TEMPORARY = ".pagefeed-tmp-"
_LOCK = ".pagefeed-lock"


class Folder:
    """A folder that a web server looks at."""

    is_folder = True

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.name = str(root)

    def read(self, path: str) -> Stored | None:
        """See Store."""
        with _told(self.root / path):
            try:
                data = (self.root / path).read_bytes()
            except FileNotFoundError:
                return None
            return Stored(data=data, tag=hashlib.sha256(data).hexdigest())

    def tags(self) -> dict[str, str]:
        """See Store. A tag is time and size, as a web server's."""
        found = {}
        with _told(self.root):
            for folder, _, names in os.walk(self.root):
                for name in names:
                    file = Path(folder, name)
                    if not file.is_symlink():
                        found[file.relative_to(self.root).as_posix()] = _tag(file)
        return found

    def put(self, path: str, data: bytes, headers: Mapping[str, str]) -> str:
        """See Store. Headers are the web server's business."""
        del headers
        file = self._inside(path)
        with _told(file):
            self._write(file, data)
            return _tag(file)

    def put_if(self, path: str, data: bytes, tag: str | None) -> str:
        """See Store. The lock lasts for the comparison and the writing, and no longer."""
        from filelock import FileLock

        file = self._inside(path)
        with _told(file):
            self._make_folder(self.root)
            with FileLock(self.root / _LOCK):
                found = self.read(path)
                if (found.tag if found else None) != tag:
                    raise ConflictError(path)
                self._write(file, data)
        return hashlib.sha256(data).hexdigest()

    def delete(self, paths: Iterable[str]) -> None:
        """See Store. Folders that become empty go too."""
        for path in paths:
            file = self._inside(path)
            with _told(file):
                file.unlink(missing_ok=True)
            self._remove_empty(file.parent)

    def refuse(self, output: Path) -> None:
        """See Store."""
        root, source = self.root.resolve(), output.resolve()
        if root.is_relative_to(source):
            raise UsageError(
                "the target lies in the output folder itself",
                where=self.name,
                hint="Name the folder that the web server looks at",
            )

    def _remove_empty(self, folder: Path) -> None:
        """Remove it and its parents while they are empty; others may be at it too."""
        while folder != self.root:
            try:
                folder.rmdir()
            except FileNotFoundError:
                pass
            except OSError:  # not empty, or not ours to remove: it does no harm
                return
            folder = folder.parent

    def tidy(self) -> None:
        """See Store."""
        with _told(self.root):
            for folder, _, names in os.walk(self.root):
                for name in names:
                    if name.startswith(_TEMPORARY):
                        Path(folder, name).unlink(missing_ok=True)

    def _inside(self, path: str) -> Path:
        file = self.root / path
        if not file.parent.resolve().is_relative_to(self.root.resolve()):
            raise PublishError(
                "it lies outside the target folder",
                where=str(file),
                hint="A folder in the target is a symbolic link: remove the link",
            )
        return file

    def _write(self, file: Path, data: bytes) -> None:
        self._make_folder(file.parent)
        fresh = file.with_name(_TEMPORARY + hashlib.sha256(file.name.encode()).hexdigest()[:16])
        try:
            with fresh.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fchmod(stream.fileno(), 0o644)
                os.fsync(stream.fileno())
            if file.exists():
                newer = max(fresh.stat().st_mtime_ns, (int(file.stat().st_mtime) + 1) * 10**9)
                os.utime(fresh, ns=(newer, newer))
            fresh.replace(file)
            _sync(file.parent)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)


def _tag(file: Path) -> str:
    found = file.stat()
    return f"{found.st_mtime_ns:x}-{found.st_size:x}"


def _sync(folder: Path) -> None:
    """Make the rename itself last (POSIX: the folder's own entry)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told(where: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishError(
            error.strerror or str(error),
            where=str(where),
            hint="Every file there is whole; run the deploy again when it is mended",
        ) from error
