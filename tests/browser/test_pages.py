"""What a person sees in Chromium: every kind of page, light and dark, phone and desktop."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import samples
from hosts import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
KINDS = {
    "index": "",
    "feed": "articles/",
    "archive": "articles/2021/05/",
    "raw rss": "articles/rss.xml",
    "raw atom": "articles/atom.xml",
    "long titles": "videos/",
    "many items": "minutes/2020/01/",
    "right to left": "arabic/",
    "raw right to left": "arabic/atom.xml",
    "empty": "sport/",
    "ended": "weather/",
    "raw and empty": "sport/rss.xml",
}
SCHEMES = ("light", "dark")
WIDTHS = (360, 1280)


def axe() -> str:
    """axe-core's program; without it the test is skipped, or fails where all must be there."""
    if AXE.is_file():
        return AXE.read_text("utf-8")
    reason = "needs axe-core: npm ci --prefix tests/node"
    if os.environ.get("PAGEFEED_REQUIRE_PROGRAMS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def look(tab: Page, address: str, scheme: Any, width: int) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 800})
    answer = tab.goto(address)
    assert answer is not None
    assert answer.status == 200


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_screen(tab: Page, site: str, kind: str, scheme: str) -> None:
    for width in WIDTHS:
        look(tab, site + KINDS[kind], scheme, width)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(tab: Page, site: str, kind: str, scheme: str) -> None:
    """All of its rules, best practices included; in a raw feed, those that look beyond HTML.

    It can't tell the contrast there, under text that CSS adds: the next test counts it.
    """
    program = axe()
    for width in WIDTHS:
        look(tab, site + KINDS[kind], scheme, width)
        tab.evaluate(program)
        found = tab.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
        wrong = [
            (rule["id"], [node["html"][:200] for node in rule["nodes"]])
            for rule in found["violations"]
        ]
        assert wrong == []
        if kind.startswith("raw"):
            continue
        assert [rule for rule in found["incomplete"] if rule["id"] == "color-contrast"] == []
        assert len(found["passes"]) > 15


# Every element of a raw feed that shows text: its colour against the nearest ground behind it.
CONTRAST = """() => {
  const parse = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const found = parse(getComputedStyle(element).backgroundColor);
      if (found.length === 3 || found[3] === 1) return found;
    }
    return [255, 255, 255];
  };
  const worst = [];
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::before"]) {
      const style = getComputedStyle(element, part);
      if (!element.getClientRects().length || (part && style.content === "none")) continue;
      const own = parse(style.backgroundColor);
      const back = part && own[3] !== 0 ? own : ground(element);
      const [a, b] = [light(parse(style.color)), light(back)].sort((x, y) => y - x);
      worst.push([(a + .05) / (b + .05), element.localName + (part ?? "")]);
    }
  }
  return worst.sort((x, y) => x[0] - y[0]);
}"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith("raw")])
def test_a_raw_feed_has_contrast(tab: Page, site: str, kind: str, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    look(tab, site + KINDS[kind], scheme, 360)
    found = tab.evaluate(CONTRAST)
    assert len(found) >= 3
    assert found[0][0] >= 4.5, found[:5]


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_a_raw_feed_can_be_read(tab: Page, site: str, name: str) -> None:
    """Title, items and what to do are shown; ids, escaped HTML and machines' links are not."""
    look(tab, f"{site}articles/{name}", "light", 1280)
    shown = tab.evaluate(
        "document.documentElement.innerText ?? document.documentElement.textContent"
    )
    assert tab.evaluate("document.contentType") == "application/xml"
    visible = tab.evaluate(
        """() => [...document.querySelectorAll("*")].filter(e => e.getClientRects().length
             && ![...e.children].length).map(e => [e.localName, e.textContent])"""
    )
    assert ["title", "The stone bridge opens again"] in visible
    assert {name for name, _ in visible} <= {
        "title",
        "description",
        "subtitle",
        "summary",
        "pubDate",
        "published",
        "link",
    }
    assert "urn:uuid" in shown
    assert not [text for _, text in visible if "urn:uuid" in text or "<p>" in text]
    hint = tab.evaluate("getComputedStyle(document.documentElement, '::before').content")
    assert "This is a feed: copy its address into a reader" in hint


@pytest.mark.parametrize("path", ["", "articles/", "articles/2021/05/"])
def test_autodiscovery_and_every_subscribe_link_answer_with_their_type(
    tab: Page, site: str, path: str
) -> None:
    look(tab, site + path, "light", 1280)
    announced = tab.eval_on_selector_all(
        "link[rel=alternate]", "nodes => nodes.map(node => [node.href, node.type])"
    )
    offered = tab.eval_on_selector_all(
        ".formats a, .subscribe p a", "nodes => nodes.map(node => [node.href, node.type])"
    )
    assert {kind for _, kind in announced} == {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    }
    assert len(offered) >= 3
    for address, kind in announced + offered:
        answer = tab.request.get(address)
        assert answer.status == 200, address
        assert answer.headers["content-type"] == f"{kind}; charset=utf-8"


def test_the_copy_button_gives_the_feeds_address(tab: Page, site: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.rstrip("/"))
    look(tab, f"{site}articles/", "light", 1280)
    tab.get_by_role("button", name="Copy").click()
    tab.get_by_role("button", name="Copied").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == f"{site}articles/rss.xml"


def test_the_keyboard_gets_past_the_head_and_to_every_link(tab: Page, site: str) -> None:
    look(tab, f"{site}videos/", "light", 1280)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the content"
    box = tab.locator(".skip").bounding_box()
    assert box
    assert box["width"] > 100
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent").startswith("Interview")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_an_items_address_leads_to_it_and_marks_it(tab: Page, site: str) -> None:
    look(tab, f"{site}minutes/2020/01/#{1400:08x}", "light", 360)
    item = tab.locator(":target")
    assert item.locator("h3").text_content() == "Minutes of meeting 100"
    box = item.bounding_box()
    assert box
    assert 0 <= box["y"] < 400


def test_a_right_to_left_title_starts_at_the_right(tab: Page, site: str) -> None:
    look(tab, f"{site}articles/", "light", 1280)
    arabic, english = tab.locator("[lang=ar] h3 a"), tab.locator(".item:first-of-type h3 a")
    column = tab.locator("main").bounding_box()
    right, left = arabic.bounding_box(), english.bounding_box()
    assert column
    assert right
    assert left
    assert abs(right["x"] + right["width"] - column["x"] - column["width"]) < 3
    assert abs(left["x"] - column["x"]) < 3


def test_the_pages_work_from_a_disk(tab: Page, tmp_path: Path) -> None:
    """Without a server and its headers: styles, links among pages, anchors."""
    samples.write(tmp_path, "https://feeds.example.com/")
    tab.goto((tmp_path / "index.html").as_uri())
    assert tab.evaluate("getComputedStyle(document.body).maxWidth") == "736px"
    tab.get_by_role("link", name="Videos", exact=True).click()
    tab.get_by_role("link", name="April 2021", exact=True).click()
    assert tab.locator("h1").text_content() == "Videos April 2021"
    assert tab.url == (tmp_path / "videos/2021/04/index.html").as_uri()
    tab.goto((tmp_path / "videos/rss.xml").as_uri())
    assert tab.evaluate("getComputedStyle(document.querySelector('guid')).display") == "none"


def test_printed_it_is_the_items_alone(tab: Page, site: str) -> None:
    look(tab, f"{site}articles/", "light", 1280)
    tab.emulate_media(media="print")
    assert tab.locator("article h3").first.is_visible()
    for gone in (".formats", ".crumbs", ".pager", "#archives"):
        assert not tab.locator(gone).first.is_visible(), gone


STORY = (
    "<!DOCTYPE html><title>Story {0}</title><article><h1>Story {0}</h1>"
    + "<p>It is told here, in sentences that are long enough to be paragraphs of their own.</p>" * 9
    + "</article>"
)


def test_an_open_page_reloads_when_a_page_of_the_sources_changes(tab: Page, tmp_path: Path) -> None:
    """`pagefeed serve --watch`: from a saved file to the open browser, with nothing in between."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "publication.toml").write_text(
        'title = "Watched"\nhome = "http://127.0.0.1:8000/"\nauthor = "Example"\n'
        'language = "en"\ntimezone = "Europe/Paris"\n[[sources]]\nfiles = "../pages/*.html"\n'
    )
    (tmp_path / "pages" / "1.html").write_text(STORY.format(1))
    port = free_port()
    command = [sys.executable, "-m", "pagefeed", "serve", "--watch", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == f"Open       http://127.0.0.1:{port}/\n"
            look(tab, f"http://127.0.0.1:{port}/all/", "light", 1280)
            assert tab.locator(".item").count() == 1
            (tmp_path / "pages" / "2.html").write_text(STORY.format(2))
            tab.locator(".item").nth(1).wait_for()
            (tmp_path / "feeds" / "publication.toml").write_text(
                (tmp_path / "feeds" / "publication.toml").read_text().replace("Watched", "Renamed")
            )
            tab.locator("h1", has_text="Renamed").wait_for()
        finally:
            process.terminate()
    assert process.returncode == 0
