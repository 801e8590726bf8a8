"""The pictures of the documentation, made from the seeds as a person would see them.

Each run makes them in a temporary folder. `PAGEFEED_PICTURES=docs/pictures` keeps them:
do that after a change of the looks, and look at them.
"""

from __future__ import annotations

import base64
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from hosts import serve

if TYPE_CHECKING:
    from playwright.sync_api import Page

PROJECT = Path(__file__).parents[2]
PICTURES = {"index": "", "feed": "videos/", "raw-feed": "videos/rss.xml"}
WIDTH, HEIGHT = 1000, 720


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The project's own publication, as if it were hosted at feeds.example.com."""
    work = tmp_path_factory.mktemp("seeds")
    output = work / "output"
    command = [sys.executable, "-m", "pagefeed", "build", "--config", str(PROJECT / "feeds")]
    result = subprocess.run(
        [
            *command,
            *("--output", str(output), "--state", str(work / "ledger.db")),
            *("--home", "https://feeds.example.com/"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode in {0, 1}, result.stderr
    with serve(output, work) as host:
        yield f"http://127.0.0.1:{host.port}/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PICTURES)
def test_picture(tab: Page, seeds: str, tmp_path: Path, name: str, scheme: Any) -> None:
    """It shows much of the page, in the colours asked for, and is small."""
    folder = Path(os.environ.get("PAGEFEED_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    tab.goto(seeds + PICTURES[name])
    # Page.screenshot() needs an HTML body; a raw feed has none.
    shot = tab.context.new_cdp_session(tab).send("Page.captureScreenshot", {"format": "png"})
    picture = Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")
    file = folder / (f"{name}.png" if scheme == "light" else f"{name}-{scheme}.png")
    picture.quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)
    assert picture.size == (WIDTH, HEIGHT)
    corner = picture.getpixel((2, 2))
    assert isinstance(corner, tuple)
    assert (sum(corner[:3]) > 600) == (scheme == "light")
    colours = picture.getcolors(WIDTH * HEIGHT)
    assert colours
    ground = max(count for count, _ in colours)
    assert ground < 0.97 * WIDTH * HEIGHT
    assert file.stat().st_size < 120_000
