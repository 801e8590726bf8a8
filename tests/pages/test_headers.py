"""Which headers a published file is sent with."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

import pytest

from pagefeed import headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("all/rss.xml", "application/rss+xml; charset=utf-8"),
        ("videos/2021/05/atom.xml", "application/atom+xml; charset=utf-8"),
        ("all/feed.json", "application/feed+json; charset=utf-8"),
        ("feeds.opml", "text/x-opml; charset=utf-8"),
        ("", "text/html; charset=utf-8"),
        ("videos/2021/05/", "text/html; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("feed.css", "text/css; charset=utf-8"),
        ("style.css", "text/css; charset=utf-8"),
        ("all/rss.xml.gz", "application/gzip"),
        ("strange", "application/octet-stream"),
        ("PICTURE.PNG", "image/png"),
    ],
)
def test_content_type_by_name(path: str, kind: str) -> None:
    assert headers.content_type(path) == kind


@pytest.mark.parametrize("path", ["", "all/rss.xml", "style.css", "strange", "a/b/c.png"])
def test_nothing_is_sniffed(path: str) -> None:
    assert headers.headers(path)["X-Content-Type-Options"] == "nosniff"


def test_feeds_may_be_read_from_any_site_and_pages_may_not() -> None:
    for path in ("all/feed.json", "all/rss.xml", "all/atom.xml", "feeds.opml"):
        assert headers.headers(path)["Access-Control-Allow-Origin"] == "*"
    for path in ("", "index.html", "all/", "style.css"):
        assert "Access-Control-Allow-Origin" not in headers.headers(path)


def test_pages_may_run_the_copy_script_and_nothing_else() -> None:
    script = (files("pagefeed.renderers") / "templates" / "copy.js").read_text("utf-8").rstrip("\n")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = headers.headers("all/")["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == f"'sha256-{digest}'"


@pytest.mark.parametrize(
    ("path", "archive"),
    [
        ("videos/rss.xml", False),
        ("videos/2021/05/rss.xml", True),
        ("videos/2021/", True),
        ("videos/2021/05/24/index.html", True),
        ("videos/undated/feed.json", True),
        ("2021-news/rss.xml", False),
        ("2021/rss.xml", False),  # a category that is called so
        ("index.html", False),
    ],
)
def test_archive_documents_are_kept_longer(path: str, archive: bool) -> None:
    assert headers.cache_control(path) == (headers.SELDOM if archive else headers.CURRENT)


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("all/rss.xml", BROWSER, headers.XML),
        ("all/atom.xml", BROWSER, headers.XML),
        ("all/rss.xml", "*/*", headers.RSS),
        ("all/rss.xml", "application/rss+xml, text/html;q=0.4", headers.RSS),
        ("all/feed.json", BROWSER, headers.JSON_FEED),
        ("all/", BROWSER, headers.HTML),
    ],
)
def test_a_browser_gets_a_feed_as_xml_which_it_shows(path: str, accept: str, kind: str) -> None:
    assert headers.headers(path, accept=accept)["Content-Type"] == kind
    assert ("Accept" in headers.vary(path).split(", ")) == path.endswith(".xml")


def test_a_feed_keeps_its_policy_and_its_openness_whoever_asks() -> None:
    seen, read = (headers.headers("all/rss.xml", accept=one) for one in (BROWSER, ""))
    assert {**seen, "Content-Type": ""} == {**read, "Content-Type": ""}
