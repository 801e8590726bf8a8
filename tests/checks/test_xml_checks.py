"""The checks of XML feeds as a whole: grammars, codes, broken variants of good feeds, robustness."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from feedgen.feed import FeedGenerator
from lxml import etree

from pagefeed.checks import check, compare, grammar, rules
from pagefeed.model import Severity

SOURCE = Path(__file__).parents[2] / "src/pagefeed/checks"
DAY = "2024-05-08T14:18:00+04:00"


def _feed(count: int = 2) -> FeedGenerator:
    made = FeedGenerator()
    made.id("https://example.org/")
    made.title("Harbour News")
    made.description("News of a small harbour")
    made.author(name="Lighthouse Keeper")
    made.language("en")
    made.updated(DAY)
    made.lastBuildDate(DAY)
    return made if not count else _filled(made, count)


def _filled(made: FeedGenerator, count: int) -> FeedGenerator:
    for number in range(count):
        entry = made.add_entry(order="append")
        entry.id(f"urn:uuid:0d3f8f4e-5b1a-4c55-9d2c-{number:012d}")
        entry.title(f"Ferry number {number}")
        entry.link(href=f"https://example.org/ferry/{number}")
        entry.published(f"2024-05-08T14:18:{number:02d}+04:00")
        entry.updated(f"2024-05-08T14:18:{number:02d}+04:00")
        entry.category(term="Ships")
        entry.description("Fog in the bay")
        entry.content("<p>Fog in the <b>bay</b></p>", type="html")
    return made


def _rss() -> str:
    made = _feed()
    made.link(href="https://example.org/rss.xml", rel="self")
    made.link(href="https://example.org/", rel="alternate")
    return bytes(made.rss_str(pretty=True)).decode()


def _atom() -> str:
    made = _feed()
    made.link(href="https://example.org/", rel="alternate")
    made.link(href="https://example.org/atom.xml", rel="self")
    return bytes(made.atom_str(pretty=True)).decode()


RSS, ATOM = _rss(), _atom()


@pytest.mark.parametrize("feed", [RSS, ATOM], ids=["rss", "atom"])
def test_a_good_feed_has_nothing_wrong(feed: str) -> None:
    """What a feed library writes, used as it should be, is clean."""
    assert check(feed.encode()) == ()


# What is replaced in a good feed, by what, and the code that must be found.
BROKEN_RSS = [
    ("<title>Harbour News</title>", "", "rss-channel-missing-title"),
    ("<description>News of a small harbour</description>", "", "rss-channel-missing-description"),
    ("<link>https://example.org/</link>", "", "rss-channel-missing-link"),
    ("<link>https://example.org/</link>", "<link>example.org</link>", "uri-not-absolute"),
    ("<language>en</language>", "<language>English</language>", "language-invalid"),
    ("<language>en</language>", "<lang>en</lang>", "rss-element-undefined"),
    ("lastBuildDate", "lastbuilddate", "rss-element-misspelled"),
    ("Wed, 08 May 2024 14:18:01 +0400", "2024-05-08T14:18:01+04:00", "date-not-rfc822"),
    ("Wed, 08 May 2024 14:18:01", "Tue, 08 May 2024 14:18:01", "date-weekday-wrong"),
    ("Wed, 08 May 2024 14:18:01", "Wed, 38 May 2024 14:18:01", "date-no-such-day"),
    ("0000-000000000001".replace("0000-", "9d2c-"), "9d2c-1", "uri-uuid"),
    ("9d2c-000000000001", "9d2c-000000000000", "rss-guid-not-unique"),
    ('isPermaLink="false"', "", "rss-guid-not-permalink"),
    ('isPermaLink="false"', 'isPermaLink="0"', "value-not-allowed"),
    ('version="2.0"', 'version="3.0"', "rss-version-unknown"),
    ('version="2.0"', "", "rss-version-missing"),
    ("<category>Ships</category>", "<tag>Ships</tag>", "rss-element-undefined"),
    ("<pubDate>", "<ttl>5</ttl><pubDate>", "rss-element-misplaced"),
    ("<pubDate>", "<link>https://example.org/2</link><pubDate>", "element-repeated"),
    ("<pubDate>", "Fog<pubDate>", "element-stray-text"),
    ("<pubDate>", "<author>Ann</author><pubDate>", "email-invalid"),
    ("<pubDate>", '<enclosure url="https://example.org/a"/><pubDate>', "attribute-missing"),
    ("<title>Ferry number 1</title>", "<title><b>Ferry</b></title>", "element-has-children"),
    ("content:encoded", "content:encode", "extension-undefined"),
    ("</channel>", "", "xml-not-well-formed"),
    ("Fog in the bay", "Fog & the bay", "xml-not-well-formed"),
    ("Fog in the bay", "Fog&nbsp;in the bay", "xml-entity-undefined"),
    ("Fog in the bay", "Fog \x01", "xml-not-well-formed"),
    ("<?xml", "\n<?xml", "xml-space-before-declaration"),
    ("UTF-8", "UTF-99", "xml-encoding-unknown"),
]
BROKEN_ATOM = [
    ("<id>https://example.org/</id>", "", "atom-feed-missing-id"),
    ("<title>Harbour News</title>", "", "atom-feed-missing-title"),
    (f"<updated>{DAY}</updated>", "", "atom-feed-missing-updated"),
    ("<title>Ferry number 1</title>", "", "atom-entry-missing-title"),
    ("<name>Lighthouse Keeper</name>", "", "atom-person-missing-name"),
    ("<author>", "<contributor>", "atom-entry-missing-author"),
    ("14:18:01+04:00", "14:18:01", "date-not-rfc3339"),
    ("14:18:01+04:00", "25:18:01+04:00", "date-no-such-day"),
    ("14:18:01+04:00", "14:18:01+44:00", "date-no-such-offset"),
    ("urn:uuid:0d3f8f4e-5b1a-4c55-9d2c-000000000001", "ferry", "uri-not-absolute"),
    ("9d2c-000000000001", "9d2c-000000000000", "atom-ids-all-same"),
    ('<category term="Ships"/>', "<category>Ships</category>", "attribute-missing"),
    ('<content type="html">', '<content type="HTML">', "mime-invalid"),
    ('<content type="html">', '<content type="xhtml">', "atom-xhtml-not-one-div"),
    ("<published>", "<description/><published>", "atom-element-misspelled"),
    ("http://www.w3.org/2005/Atom", "http://www.w3.org/2005/atom", "atom-namespace"),
    ("<published>", "<modified/><published>", "atom-element-misspelled"),
    ("<published>", "<logo/><published>", "atom-element-misplaced"),
    ("<published>", "Fog<published>", "element-stray-text"),
    ("<published>", f"<updated>{DAY}</updated><published>", "element-repeated"),
    ("<published>", '<link href="https://example.org/x"/><published>', "atom-alternate-repeated"),
    ('xml:lang="en"', 'xml:lang="en_US"', "language-invalid"),
    ("</feed>", "</Feed>", "xml-not-well-formed"),
]


def _closed(feed: str, old: str, new: str) -> str:
    """The feed with `old` replaced, closing tags with their opening ones."""
    feed = feed.replace(old, new)
    if old.startswith("<") and new.startswith("<") and "</" not in old + new:
        was, now = re.match(r"<(\w+)", old), re.match(r"<(\w+)", new)
        if was and now and new.count("<") == 1:
            feed = feed.replace(f"</{was[1]}>", f"</{now[1]}>")
    return feed


@pytest.mark.parametrize(
    ("feed", "old", "new", "code"),
    [(RSS, *row) for row in BROKEN_RSS] + [(ATOM, *row) for row in BROKEN_ATOM],
)
def test_a_broken_feed_fails_with_its_code(feed: str, old: str, new: str, code: str) -> None:
    """One deliberate fault in a good feed is an error, and the right one."""
    assert old in feed
    found = check(_closed(feed, old, new).encode())
    assert code in {problem.code for problem in found if problem.severity is Severity.ERROR}, found


def test_every_rule_is_tried_somewhere() -> None:
    """A row of the table whose code nothing reports would be a promise not kept."""
    text = "".join(
        path.read_text("utf-8") for path in SOURCE.rglob("*.py") if path.parent.name != "rules"
    )
    made = re.compile(r"(?:missing|image)-[a-z-]+$|-grammar$")  # put together from names
    for row in (row for name in ("rss", "atom", "values") for row in rules.table(name)):
        assert f'"{row.code}"' in text or made.search(row.code), row.code


def test_every_problem_has_a_line_and_a_path() -> None:
    """People find the place: each problem below the root says line and element path."""
    feed = RSS.replace("<pubDate>", "<pubdate>").replace("</pubDate>", "</pubdate>")
    (first, second) = check(feed.encode(), name="rss.xml")
    assert (first.path, second.path) == (
        "/rss/channel/item[1]/pubdate",
        "/rss/channel/item[2]/pubdate",
    )
    lines = feed.splitlines()
    assert first.line is not None
    assert "<pubdate>" in lines[first.line - 1]
    assert first.text == "Wed, 08 May 2024 14:18:00 +0400"
    assert first.where == "rss.xml"


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_the_grammar_takes_good_feeds_and_refuses_bad_ones(name: str) -> None:
    """RelaxNG on its own: a good feed is valid, an unknown element or a repeated one is not."""
    feed = etree.fromstring((RSS if name == "rss" else ATOM).encode())
    assert grammar.relaxng(name).validate(feed)
    head: Any = feed.find("channel") if name == "rss" else feed
    etree.SubElement(head, "weather")
    assert not grammar.relaxng(name).validate(feed)
    head.remove(head[-1])
    title: Any = next(child for child in head if child.tag.endswith("title"))
    etree.SubElement(head, title.tag).text = "Again"
    assert not grammar.relaxng(name).validate(feed)


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("rss", "<rss><channel><item/></channel></rss>", "rss-item-missing-title-or-description"),
        (
            "atom",
            "<feed xmlns='http://www.w3.org/2005/Atom'><author/><entry/></feed>",
            "atom-entry-missing-content-or-alternate",
        ),
        (
            "atom",
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content/></entry></feed>",
            "atom-entry-missing-author",
        ),
    ],
)
def test_the_schematron_says_what_a_grammar_cannot(name: str, body: str, code: str) -> None:
    """Each assertion carries the code of the rule that it stands for."""
    schema = grammar.schematron(name)
    assert not schema.validate(etree.fromstring(body))
    failed = schema.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
    assert code in {each.get("id") for each in failed}
    assert code in rules.by_code()


def test_a_long_feed_is_tried_item_by_item() -> None:
    """More items than are tried together are valid too, and so is what is around them."""
    item = (
        "<item><title>Fog</title><guid isPermaLink='false'>{}</guid>"
        "<link>https://example.org/</link></item>"
    )
    head, _, _ = RSS.partition("<item>")
    body = "".join(item.format(number) for number in range(1200))
    assert check(f"{head}{body}</channel></rss>".encode()) == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"<",
        b"<?xml",
        b"<rss",
        b"<rss version='2.0'><channel>" + b"<item>" * 20_000,
        b"<rss version='2.0'><channel>" + b"<x>" * 250 + b"</x>" * 250 + b"</channel></rss>",
        b"<rss version='2.0'>" + b"<channel/>" * 9_000 + b"</rss>",
        b"<rss version='2.0'><channel>" + b"<link/>" * 12_000 + b"</channel></rss>",
        b"<rss version='2.0'><channel>" + b"<item/>" * 12_000 + b"</channel></rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<entry/>" * 12_000 + b"</feed>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<id>a</id>" * 9_000 + b"</feed>",
        b"<rss version='2.0'><channel><language>" + b"a-" * 45_000 + b"</language></channel></rss>",
        b"<rss version='2.0'><channel><webMaster>"
        + b"a." * 45_000
        + b"</webMaster></channel></rss>",
        b"<rss version='2.0'><channel><title>" + b"&lt;" * 20_000 + b"</title></channel></rss>",
        b"<rss version='2.0'><channel><item><description>"
        + b"&lt;div " * 12_000
        + b"</description></item></channel></rss>",
        b"<rss version='2.0'><channel><item><description>"
        + b"&lt;q a=" * 12_000
        + b"&gt;</description></item></channel></rss>",
        b"<rss version='2.0'><channel><item><description><![CDATA["
        + b"<div>" * 18_000
        + b"]]></description></item></channel></rss>",
        b"<rss version='2.0'><channel><ttl>" + b"9" * 90_000 + b"</ttl></channel></rss>",
        "<?xml version='1.0' encoding='utf-7'?><rss/>".encode("utf-7"),
        b"<?xml version='1.0' encoding='idna'?><rss/>",
        b"<?xml version='1.0' encoding='rot13'?><rss/>",
        b"<?xml version='1.0' encoding='base64'?><rss/>",
    ],
    ids=range(25),
)
def test_no_bytes_make_it_stumble(data: bytes) -> None:
    """Whatever comes, Problems come back and no exception."""
    assert check(data)


def test_compare_is_open_to_bytes_that_cannot_be_read() -> None:
    """Bytes that are no feed differ from every feed, and don't raise."""
    from datetime import UTC, datetime

    from pagefeed.model import Feed

    feed = Feed(
        slug="all",
        path="all",
        title="Harbour News",
        description="News of a small harbour",
        home="https://example.org/",
        language="en",
        author="Ann",
        timezone="UTC",
        updated=datetime(2024, 5, 8, tzinfo=UTC),
        items=(),
    )
    assert [problem.code for problem in compare(b"{", feed)] == ["compare-unreadable"]
    assert [problem.code for problem in compare(b"<rss", feed)] == ["xml-not-well-formed"]
    assert [problem.code for problem in compare(RSS.encode(), feed)] == ["compare-count"]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", ["rss", "atom"])
def test_the_order_of_elements_is_open(name: str, seed: int) -> None:
    """RSS and Atom leave the order of children to the writer; the grammar does too."""
    path = Path(__file__).parents[1] / f"cases/check/{name}"
    case = "full.xml" if name == "atom" else "channel-full.xml"
    root: Any = etree.fromstring((path / case).read_bytes())
    shuffle = random.Random(seed).shuffle  # the same orders on every run
    for parent in list(root.iter("channel", "item", "image", "{*}feed", "{*}entry", "{*}source")):
        children = list(parent)
        shuffle(children)
        parent[:] = children
    assert grammar.relaxng(name).validate(root), grammar.relaxng(name).error_log
    assert check(etree.tostring(root)) == ()
