"""A browser, a publication, and `pagefeed serve` between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import samples
from hosts import serve
from programs import need

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Debian's Chromium with an empty profile; other hosts than 127.0.0.1 are not reached."""
    need("chromium")
    from playwright.sync_api import Route, sync_playwright

    def inside(route: Route) -> None:
        if route.request.url.startswith("http://127.0.0.1:"):
            route.continue_()
        else:
            route.fulfill(status=204)

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path="/usr/bin/chromium",
            headless=True,
            args=list(OPTIONS),
        )
        context.route(re.compile("^https?:"), inside)
        context.set_default_timeout(120_000)  # the machine may be busy; nothing is timed here
        yield context
        context.close()


@pytest.fixture
def tab(browser: BrowserContext) -> Iterator[Page]:
    """A new page that fails the test when anything stands on its console."""
    opened = browser.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    opened.close()
    assert said == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample publication behind `pagefeed serve`; the address, with a slash at the end."""
    root = tmp_path_factory.mktemp("site") / "output"
    root.mkdir()
    with serve(root, tmp_path_factory.mktemp("work")) as host:
        base = f"http://127.0.0.1:{host.port}/"
        samples.write(root, base)
        yield base
