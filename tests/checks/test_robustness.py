"""Any bytes at all: no crash, no entity expanded, nothing fetched, no endless time.

A short run by default. `PAGEFEED_EXAMPLES=10000` makes the long one, which also holds the
processor time of every document to a second for 100 KB.
"""

from __future__ import annotations

import json
import os
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pagefeed.checks import check, facts, folder
from pagefeed.cli import problems as printing
from pagefeed.model import Problem

EXAMPLES = int(os.environ.get("PAGEFEED_EXAMPLES", "600"))
LONG = EXAMPLES >= 10_000
LIMIT = 1.0  # seconds of processor time for a document of up to 100 KB
EACH = settings(
    max_examples=max(1, EXAMPLES // 4),
    derandomize=not LONG,
    database=None,
    suppress_health_check=list(HealthCheck),
)

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>Ships</title><link>https://example.org/</link><description>All</description>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/rss.xml"/>
<language>en</language><ttl>60</ttl><skipHours><hour>3</hour></skipHours>
<image><url>https://example.org/i.png</url><title>Ships</title><link>https://example.org/</link>
<width>88</width></image>
<item><title>Ferry</title><link>https://example.org/1</link><guid>https://example.org/1</guid>
<pubDate>Mon, 24 May 2021 15:20:00 +0400</pubDate><dc:creator>Desk</dc:creator>
<category>News</category><description>&lt;p&gt;The ferry&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The <a href="https://example.org/x">ferry</a></p>]]></content:encoded>
<enclosure url="https://example.org/a.mp3" length="12" type="audio/mpeg"/>
<media:content url="https://example.org/a.jpg" type="image/jpeg" width="3"/>
<itunes:duration>1:00</itunes:duration></item></channel></rss>"""
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"
 xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:fh="http://purl.org/syndication/history/1.0">
<title type="html">Ships &amp;amp; &lt;b&gt;more&lt;/b&gt;</title><id>tag:example.org,2021:a</id>
<updated>2021-05-24T15:20:00+04:00</updated><author><name>Desk</name></author><fh:archive/>
<link rel="self" href="https://example.org/atom.xml"/><link href="https://example.org/"/>
<entry><title>Ferry</title><id>urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6</id>
<updated>2021-05-24T15:20:00Z</updated><link href="https://example.org/1"/>
<category term="News" scheme="https://example.org/c"/><thr:in-reply-to ref="tag:example.org,2021:0"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The <i>ferry</i></p></div>
</content></entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Ships",
"home_page_url": "https://example.org/", "feed_url": "https://example.org/feed.json",
"language": "en", "authors": [{"name": "Desk"}], "hubs": [{"type": "WebSub",
"url": "https://hub.example.org/"}], "next_url": "https://example.org/2.json",
"items": [{"id": "1", "url": "https://example.org/1", "title": "Ferry", "tags": ["News"],
"content_html": "<p>The <a href='https://example.org/x'>ferry</a></p>",
"date_published": "2021-05-24T15:20:00+04:00", "attachments": [{"url": "https://example.org/a",
"mime_type": "audio/mpeg", "size_in_bytes": 12, "duration_in_seconds": 3.5}]}]}"""
OPML = b"""<opml version="2.0"><head><title>Feeds</title>
<dateCreated>Mon, 24 May 2021 15:20:00 +0400</dateCreated><expansionState>1,2</expansionState>
</head><body><outline text="News"><outline type="rss" text="Ships" category="/a/b,c"
xmlUrl="https://example.org/rss.xml" htmlUrl="https://example.org/"/></outline></body></opml>"""
PAGE = b"""<!doctype html><html><head><title>x</title><base href="https://example.org/">
<link rel="alternate" type="application/rss+xml" href="rss.xml"></head><body>x</body></html>"""
SEEDS = [RSS, ATOM, JSON, OPML, PAGE]

# What breaks parsers, patterns and printers, as far as it fits in a few bytes.
NASTY = [
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b[2J", b"\xed\xa0\x80", b"\xc2\x85"),
    *(b"&", b"&#0;", b"&#xD800;", b"&#x110000;", b"&lol;", b"&amp;amp;lt;", b"]]>", b"<![CDATA["),
    *(b"<!--", b"-->", b"<?xml version='1.1'?>", b"<!DOCTYPE rss SYSTEM 'file:///etc/passwd'>"),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<a", b"</item>", b"<item>", b"<item/>", b'"', b"'"),
    *(b"<", b">", b"xmlns=''", b" xmlns:atom='urn:x'", b"{", b"}", b"[", b"]", b",", b":", b"\\"),
    *(b"\\ud800", b"\\u0000", b"NaN", b"-Infinity", b"1e999", b"-0", b"null", b"9" * 400),
    *(b'"a":1,"a":2,', b"0000-00-00T00:00:00Z", b"99 Foo 9999 99:99:99 XYZ", b"+9999", b"://"),
    *(b"http://[", b"javascript:", b"data:,x", b"<script>", b"<svg onload=x>", b"a" * 300),
    *(b"\n" * 50, b" " * 50, b"\t\r\n", "\u0627\u202e\U0001f600".encode()),
    ("e" + "\u0301" * 40).encode(),
]
# What a document may be flooded with, and where: before, within, after.
PIECES = [
    *NASTY,
    *(b"<item></item>", b"<item><title/></item>", b"<entry/>", b"<outline text='a'/>", b"<x/>"),
    *(b"<atom:link/>", b"<media:group>", b"<outline>", b"<link rel='alternate' href='/a'/>"),
    *(b"<guid>a</guid>", b"<category/>", b"<pubDate>x</pubDate>", b"<x xmlns='urn:y'>", b"x='1' "),
    *(b'{"id": "a"},', b'{"id": 1},', b"1,", b'"a",', b'{"a":', b"[", b'"', b"{},", b'"k":1,'),
    *(
        b"&lt;p&gt;",
        b"&lt;div ",
        b"&lt;a href=",
        b"a@",
        b"a.",
        b"-",
        b"/",
        b"%",
        b"(",
        b"a,",
        b"<b>",
    ),
    *(b"aa-", b"0", b"Mon, ", b"tag:", b"urn:", b"<div>", b"<p onclick=x>", b"&lt;script&gt;"),
]


@pytest.fixture(autouse=True)
def _nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a socket or resolves a name fails the test."""

    def refuse(*arguments: Any, **options: Any) -> NoReturn:
        raise AssertionError(f"the network was asked: {arguments} {options}")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good document with a few things done to it."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 60)))
        match draw(st.integers(0, 5)):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = draw(st.sampled_from(NASTY))
            case 2:
                data[at:end] = draw(st.binary(max_size=20))
            case 3:
                data[at:at] = data[at:end] * draw(st.integers(1, 30))
            case 4:
                other = draw(st.sampled_from(SEEDS))
                data[at:end] = other[draw(st.integers(0, len(other))) :][:200]
            case _:
                del data[at:]
    return bytes(data)


NAMES = st.sampled_from(
    [
        "rss",
        "channel",
        "item",
        "title",
        "link",
        "description",
        "guid",
        "pubDate",
        "enclosure",
        "image",
        "url",
        "feed",
        "entry",
        "id",
        "updated",
        "author",
        "name",
        "content",
        "summary",
        "category",
        "opml",
        "head",
        "body",
        "outline",
        "atom:link",
        "dc:date",
        "media:content",
        "itunes:duration",
        "content:encoded",
        "source",
        "cloud",
        "textInput",
        "skipHours",
        "hour",
        "x",
        "y:z",
        "script",
        "div",
    ]
)
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "https://example.org/",
            "/relative",
            "mailto:a@example.org",
            "2021-05-24T15:20:00Z",
            "en",
            "text/html",
            "Mon,",
            "24",
            "May",
            "2021",
            "-1",
            "self",
            "alternate",
            "rss",
            "include",
        ]
    ),
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@st.composite
def made(draw: st.DrawFn) -> bytes:
    """A document of known names in any order and depth, with any values."""
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 25))):
        name = draw(NAMES)
        pairs = draw(st.lists(st.tuples(NAMES, VALUES), max_size=3))
        written = "".join(f' {key}="{_escaped(value)}"' for key, value in pairs)
        inside = _escaped(draw(VALUES))
        if draw(st.booleans()) and parts:
            inside += parts.pop()
        parts.append(f"<{name}{written}>{inside}</{name}>")
    declared = " ".join(
        f'xmlns:{prefix}="{uri}"'
        for prefix, uri in {
            "atom": "http://www.w3.org/2005/Atom",
            "dc": "http://purl.org/dc/elements/1.1/",
            "media": "http://search.yahoo.com/mrss/",
            "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "content": "http://purl.org/rss/1.0/modules/content/",
            "y": "urn:example:y",
        }.items()
    )
    root = draw(
        st.sampled_from(
            [
                f'rss version="2.0" {declared}',
                f'feed xmlns="http://www.w3.org/2005/Atom" {declared}',
                f'opml version="2.0" {declared}',
            ]
        )
    )
    inside = "".join(parts)
    if root.startswith("rss") and draw(st.booleans()):
        inside = f"<channel>{inside}</channel>"
    return f"<{root}>{inside}</{root.split()[0]}>".encode("utf-8", "surrogatepass")


FIELDS = st.sampled_from(
    [
        "version",
        "title",
        "items",
        "id",
        "url",
        "feed_url",
        "next_url",
        "home_page_url",
        "authors",
        "author",
        "name",
        "avatar",
        "tags",
        "content_html",
        "content_text",
        "summary",
        "date_published",
        "date_modified",
        "attachments",
        "mime_type",
        "size_in_bytes",
        "hubs",
        "type",
        "language",
        "expired",
        "_x",
        "x",
    ]
)


def _objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=4) | st.dictionaries(FIELDS, inner, max_size=8)


MADE_JSON = st.dictionaries(
    FIELDS,
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | VALUES, _objects, max_leaves=30
    ),
    max_size=12,
).map(lambda value: json.dumps(value).encode())


@dataclass(frozen=True)
class Flood:
    """Up to 100 KB of one thing, somewhere in a good document or alone."""

    seed: bytes
    at: int
    piece: bytes
    count: int

    def data(self) -> bytes:
        room = (100_000 - len(self.seed)) // len(self.piece)
        return self.seed[: self.at] + self.piece * min(self.count, room) + self.seed[self.at :]


@st.composite
def flooded(draw: st.DrawFn) -> Flood:
    """A flood where parsers change their state: beside a bracket, or anywhere."""
    seed = draw(st.sampled_from([*SEEDS, b""]))
    borders = [at for at in range(len(seed)) if seed[at : at + 1] in b'<>"{[,:']
    beside = st.sampled_from(borders) if borders else st.just(0)
    at = draw(beside | st.integers(0, len(seed)))
    piece = draw(st.sampled_from(PIECES)) + draw(st.sampled_from([b"", *PIECES]))
    return Flood(seed, at, piece, draw(st.sampled_from([100_000, 3000, 300, 17])))


def _timed(data: bytes) -> tuple[tuple[Problem, ...], float]:
    began = time.process_time()
    found = check(data, url="https://example.org/feed", content_type="text/xml", name="a")
    return found, time.process_time() - began


def examine(data: bytes) -> tuple[Problem, ...]:
    """All that `pagefeed check` does with a document, printing included."""
    found, spent = _timed(data)
    if LONG and len(data) <= 100_000 and spent > LIMIT:
        spent = min(spent, _timed(data)[1])  # once more: what was imported or paged in is there
        assert spent <= LIMIT, f"{spent:.2f} s for {len(data):,} bytes: {data[:200]!r}"
    for problem in found:
        json.loads(printing.as_json(problem))
        printing.as_github(problem).encode()
    "\n".join(printing.as_text(found, lambda _: data)).encode()
    documents = [facts.read(path, data) for path in ("a/feed.xml", "a/index.html", "feed.json")]
    list(folder.follow(documents, {each.path: data for each in documents}))
    return found


@EACH
@given(mutated())
def test_mutated_documents_are_judged(data: bytes) -> None:
    """Whatever was cut, doubled or put in, there is an answer."""
    examine(data)


@EACH
@given(made() | MADE_JSON)
def test_made_documents_are_judged(data: bytes) -> None:
    """Known names with any values, in any order."""
    examine(data)


@EACH
@given(flooded())
def test_floods_are_judged(flood: Flood) -> None:
    """A hundred kilobytes of one thing; of each kind of problem a hundred are told."""
    assert max(Counter(each.code for each in examine(flood.data())).values(), default=0) <= 100


@EACH
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes_are_judged(data: bytes) -> None:
    """What is no feed at all has at least one problem."""
    assert any(each.severity.value == "error" for each in examine(data))


BOMB = '<!ENTITY l0 "ENTITY-WAS-EXPANDED">' + "".join(
    f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">\n' for at in range(1, 12)
)


@pytest.mark.parametrize("where", ["title", "link", "description", "guid", "pubDate"])
@pytest.mark.parametrize("name", ["l0", "l11", "out", "file"])
def test_entities_are_never_expanded(tmp_path: Path, where: str, name: str) -> None:
    """Neither our own, nor a billion laughs, nor those that lead out of the document."""
    secret = tmp_path / "secret"
    secret.write_text("ENTITY-WAS-EXPANDED")
    doctype = (
        f"<!DOCTYPE rss [{BOMB}<!ENTITY file SYSTEM '{secret.as_uri()}'>"
        "<!ENTITY out SYSTEM 'http://127.0.0.1:9/x'>]>"
    )
    data = (
        RSS.decode()
        .replace("<rss", f"{doctype}<rss", 1)
        .replace(f"<{where}>", f"<{where}>&{name};")
    )
    found = examine(data.encode())
    assert "xml-entity-declared" in {each.code for each in found}
    said = "".join(f"{each.message}{each.text}{each.path}{each.hint}" for each in found)
    # The declaration itself may be shown; what it stands for is never put into a value.
    assert said.count("ENTITY-WAS-EXPANDED") <= 1
    assert "ENTITY-WAS-EXPANDED" not in str(facts.read("a.xml", data.encode()))


def test_nothing_that_a_document_names_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """DTDs, style sheets, schemas, inclusions: the host that they name is never asked."""
    monkeypatch.undo()  # a real socket, to see whether anyone comes
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        asked: list[Any] = []
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    asked.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        base = f"http://127.0.0.1:{server.getsockname()[1]}"
        head = (
            f"<?xml-stylesheet type='text/xsl' href='{base}/a.xsl'?>"
            f"<!DOCTYPE rss PUBLIC 'x' '{base}/a.dtd' [<!ENTITY % p SYSTEM '{base}/p'> %p;]>"
        )
        spiced = (
            f'<rss xmlns:xi="http://www.w3.org/2001/XInclude" xml:base="{base}/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
            f' xsi:schemaLocation="x {base}/a.xsd"'
        )
        data = RSS.decode().partition("?>")[2].replace("<rss", head + spiced, 1)
        data = data.replace("<item>", f'<xi:include href="{base}/i"/><item>')
        examine(data.encode())
        examine(OPML.replace(b"<head>", f"<head><docs>{base}/d</docs>".encode()))
        over.set()
        thread.join()
    assert not asked


def test_the_same_bytes_get_the_same_answer() -> None:
    """No order of a set, no clock, no memory of what was checked before."""
    chance = random.Random(7)
    documents: Iterator[bytes] = (
        seed[:at] + chance.choice(NASTY) + seed[at:]
        for seed in SEEDS
        for at in chance.sample(range(len(seed)), 20)
    )
    kept = list(documents)
    first = [check(each) for each in kept]
    assert first == [check(each) for each in kept]
