"""Rebuild when pages or settings change, and reload the pages that are open.

Owns the watching of folders and the stream of events that tells open pages. What a build
is, it doesn't know: a command is run, in a process of its own, so that a build which
fails or eats memory doesn't touch the server.
"""

from __future__ import annotations

import asyncio
import base64
import sys
from collections.abc import AsyncIterator, Callable, Collection
from hashlib import sha256
from pathlib import Path

from pagefeed import headers

EVENTS = "/.live"
_SCRIPT = f'new EventSource("{EVENTS}").addEventListener("change", () => location.reload())'
_DIGEST = base64.b64encode(sha256(_SCRIPT.encode()).digest()).decode()
# A comment now and then shows that a page was closed, and keeps proxies from hanging up.
_BREATH = 15.0
# Milliseconds without a change after which the watching is known to have begun.
_ARMED = 500


class Live:
    """The pages that are open, and the folders whose changes concern them."""

    def __init__(
        self,
        output: Path,
        *,
        command: tuple[str, ...],
        inputs: Callable[[], Collection[Path]],
        ignored: Callable[[Path], bool] = lambda _: False,
    ) -> None:
        """`command` builds; `inputs` gives the folders and files that it reads, as of now.

        A change of a path that is `ignored` (absolute) starts no build: builds write there.
        """
        self.output = output.resolve()
        self.ignored = ignored
        self.command = command
        self.inputs = inputs
        self._changed = asyncio.Event()
        self._version = 0
        self._closed = False

    async def build(self, *, quiet: bool = False) -> int:
        """Run one build; its talk goes where ours goes, or nowhere. Gives its exit code."""
        talk = asyncio.subprocess.DEVNULL if quiet else sys.stderr
        process = await asyncio.create_subprocess_exec(
            *self.command, stdout=talk, stderr=asyncio.subprocess.DEVNULL if quiet else None
        )
        try:
            return await process.wait()
        except asyncio.CancelledError:
            process.terminate()
            await process.wait()
            raise

    async def watch(self) -> None:
        """Build after each change of the inputs, tell after each change of the output."""
        from watchfiles import awatch

        while True:
            inputs = self._there()
            caught_up = False
            async for changes in awatch(
                self.output,
                *inputs,
                debounce=200,
                step=50,
                rust_timeout=_ARMED,
                yield_on_timeout=True,
            ):
                if not caught_up:
                    # From here on nothing is missed; before, something may have been.
                    caught_up = True
                    await self.build(quiet=True)
                paths = {Path(path) for _, path in changes}
                if any(path.is_relative_to(self.output) for path in paths):
                    self.tell()
                if any(self._concerns(path) for path in paths):
                    await self.build()
                if changes and self._there() != inputs:
                    break  # the settings name other folders now

    def _there(self) -> set[Path]:
        return {path.resolve() for path in self.inputs() if path.exists()}

    def _concerns(self, path: Path) -> bool:
        return not path.is_relative_to(self.output) and not self.ignored(path)

    def tell(self) -> None:
        """Have every open page reload."""
        self._version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """End every stream of events, so that the server can end."""
        self._closed = True
        self._changed.set()

    async def events(self) -> AsyncIterator[str]:
        """The stream that an open page listens to (HTML, "Server-sent events")."""
        yield "retry: 500\n\n"
        while True:
            try:
                await asyncio.wait_for(self._changed.wait(), _BREATH)
            except TimeoutError:
                yield ":\n\n"
            else:
                if self._closed:
                    return
                yield f"event: change\nid: {self._version}\ndata:\n\n"


def injected(data: bytes) -> bytes:
    """The page with the script that listens for changes."""
    before, end, after = data.rpartition(b"</body>")
    return before + f"<script>{_SCRIPT}</script>\n".encode() + end + after if end else data


def policy(found: dict[str, str]) -> dict[str, str]:
    """Headers of a page while it is watched: never kept, and that script is allowed."""
    found = {**found, "Cache-Control": "no-store"}
    if "Content-Security-Policy" in found:
        found["Content-Security-Policy"] = found["Content-Security-Policy"].replace(
            f"'{headers.COPY_SCRIPT}'",
            f"'{headers.COPY_SCRIPT}' 'sha256-{_DIGEST}'; connect-src 'self'",
        )
    return found
