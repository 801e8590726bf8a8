"""Host a folder of feeds here, as a good host on the web would.

Owns the application (Starlette) and the listening socket. The rules of HTTP are in
`answer`, files in `folder`, rebuilding in `live`; which headers a path has is said by
`pagefeed.headers`. Knows no settings, no pages and no ledger: it serves what lies in the
folder, and answers 410 for what `pagefeed.gone` marks.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pagefeed import gone, headers
from pagefeed.errors import UsageError
from pagefeed.serve import live
from pagefeed.serve.answer import Answer, answer, encodings
from pagefeed.serve.folder import Document, Folder

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

_REASONS = {
    404: "There is nothing at this address.",
    405: "Feeds and pages can be read, and nothing else.",
    410: "What was here was taken back for good.",
}


class _Site:
    """Requests in, responses out."""

    def __init__(self, root: Path, watcher: live.Live | None) -> None:
        self.root = root
        self.folder = Folder(root)
        self.live = watcher

    def page(self, request: Request) -> Response:
        """Any path but the event stream's."""
        from starlette.exceptions import HTTPException
        from starlette.responses import RedirectResponse, Response

        path = request.scope["path"].removeprefix("/")
        document = self.folder.open(path)
        if document is None:
            if self.folder.is_folder(path):
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(
                    f"/{quote(path)}/{query}", 308, {"X-Content-Type-Options": "nosniff"}
                )
            raise HTTPException(410 if gone.is_gone(self.root, path) else 404)
        made = self._answer(document, request)
        return Response(made.body, made.status, made.headers)

    def _answer(self, document: Document, request: Request) -> Answer:
        asked = dict(request.headers)
        policy = headers.headers(document.path, accept=asked.get("accept", ""))
        head = request.method == "HEAD"
        if self.live:
            policy = live.policy(policy)
            if policy["Content-Type"] == headers.HTML:
                document = Document(
                    path=document.path,
                    data=live.injected(document.data),
                    modified=document.modified,
                )
                return answer(document, asked, policy, head=head)
        for kind, encoding in encodings(document.path, asked):
            variant = self.folder.variant(document, kind, encoding)
            if variant:
                return answer(variant, asked, policy, head=head)
        return answer(document, asked, policy, head=head)

    def events(self, request: Request) -> Response:
        """The stream that open pages listen to."""
        from starlette.responses import StreamingResponse

        del request
        assert self.live is not None
        return StreamingResponse(
            self.live.events(),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
        )


def application(root: Path, watcher: live.Live | None = None) -> Starlette:
    """The ASGI application over a folder; with a watcher, pages reload after each build."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.routing import Route

    site = _Site(root, watcher)
    routes = [Route("/{path:path}", site.page, methods=["GET", "HEAD"])]
    if watcher:
        routes.insert(0, Route(live.EVENTS, site.events, methods=["GET"]))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        import asyncio

        del app
        task = asyncio.create_task(watcher.watch()) if watcher else None
        yield
        if task:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    return Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _refusal})


def listen(host: str, port: int) -> socket.socket:
    """The socket to serve on; port 0 takes any that is free.

    Raises UsageError when the address isn't ours to take.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"can't listen there: {reason}",
            where=f"{host}:{port}",
            hint="Choose another with --host and --port",
        ) from error


def run(
    root: Path, listening: socket.socket, *, watcher: Callable[[], live.Live] | None = None
) -> None:
    """Serve until interrupted. `watcher` is called once, inside the event loop."""
    import asyncio

    import uvicorn

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            if live_pages:
                live_pages.close()  # or it would wait for streams that never end
            await super().shutdown(sockets)

    live_pages: live.Live | None = None

    async def main() -> None:
        nonlocal live_pages
        live_pages = watcher() if watcher else None
        config = uvicorn.Config(
            application(root, live_pages),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        await Server(config).serve(sockets=[listening])

    with suppress(KeyboardInterrupt):  # uvicorn has ended in order by then
        asyncio.run(main())


async def _refusal(request: Request, error: Exception) -> Response:
    """A page that says what is wrong, in the same looks as the others."""
    from starlette.exceptions import HTTPException
    from starlette.responses import HTMLResponse

    del request
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    reason = _REASONS.get(error.status_code, "")
    text = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{escape(phrase)}</title>\n<meta name="viewport" '
        f'content="width=device-width, initial-scale=1">\n'
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="/style.css">\n</head>\n'
        f"<body>\n<main>\n<h1>{escape(phrase)}</h1>\n<p>{escape(reason)}</p>\n"
        f'<p><a href="/">All feeds</a></p>\n</main>\n</body>\n</html>\n'
    )
    found = {
        **(error.headers or {}),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": headers.PAGE_POLICY,
    }
    return HTMLResponse(text, error.status_code, found)
