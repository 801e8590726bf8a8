"""HTML is safe to publish, complete on its own and bounded, whatever it was."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pagefeed import clean
from pagefeed.checks import values

BASE = "https://example.com/news/bridge"


@pytest.mark.parametrize(
    ("markup", "made"),
    [
        ("<p>a<script>x()</script>b</p>", "<p>ab</p>"),
        ('<iframe src="https://x.org"></iframe><object></object><embed>text', "text"),
        ('<p onclick="x()" style="color:red" class="c" id="i">t</p>', "<p>t</p>"),
        ('<a href="javascript:x()">t</a>', "t"),
        ('<a href=" jav\tascript:x()">t</a>', "t"),
        ('<a href="data:text/html,x">t</a><img src="data:image/png;base64,x">', "t"),
        ('<a href="file:///etc/passwd">t</a>', "t"),
        ('<a href="http://127.0.0.1:8080/">t</a><a href="http://localhost/">u</a>', "tu"),
        ('<a href="http://[::1]/">t</a><a href="http://192.168.0.1/">u</a>', "tu"),
        ("<style>p{}</style><svg><script>x()</script></svg><math><mtext></math>t", "t"),
        ('<form action="/x"><input><p>t</p></form>', ""),
        ('<base href="https://evil.example/"><meta http-equiv="refresh" content="0"><p>t', "<p>t</p>"),
        ("<b><i>mis</b>nested</i>", "<b><i>mis</i></b><i>nested</i>"),
        ("<div><p>open", "<div><p>open</p></div>"),
        ("a ]]> b", "a ]]&gt; b"),
        ("a&nbsp;b &amp;amp; &lt;i&gt;", "a\xa0b &amp;amp; &lt;i&gt;"),
        ('<a href="/x#y">t</a>', '<a href="https://example.com/x#y">t</a>'),
        ('<a href="#y">t</a>', '<a href="https://example.com/news/bridge#y">t</a>'),
        ('<img src="b.png">', '<img src="https://example.com/news/b.png" alt="">'),
        ('<img src="b.png" width="1" height="1">t', "t"),
        ('<a href="mailto:a@example.com">t</a>', '<a href="mailto:a@example.com">t</a>'),
        ("<my-element>t</my-element><blink>u</blink>", "tu"),
        ("\u202eabc\u202c &#0;&#x1b;&#xfffe;", "abc �\ufffd"),
        ("<p dir='rtl'>שלום</p>", '<p dir="rtl">שלום</p>'),
    ],
)  # fmt: skip
def test_what_becomes_of_markup(markup: str, made: str) -> None:
    assert clean.html(markup, BASE) == made


def test_srcset_becomes_absolute_or_goes() -> None:
    made = clean.html('<img src="a.png" srcset="b.png 1x, javascript:x() 2x, /c.png 640w">', BASE)
    assert 'srcset="https://example.com/news/b.png 1x, https://example.com/c.png 640w"' in made
    assert "javascript" not in made


def test_cleaning_twice_changes_nothing() -> None:
    once = clean.html(
        '<p>a &amp; b <a href="/x?a=1&b=2">c</a> <img src="/d.png"> &lt;e&gt;</p>', BASE
    )
    assert clean.html(once, BASE) == once


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "x",
        "<b><p>" * 50_000 + "x",
        "<ul>" + "<li>a" * 200_000,
        '<p title="' + "x" * 1_000_000 + '">a</p>',
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">a</p>",
        "<" * 300_000,
        "<div " * 200_000,
        "</div>" * 200_000,
    ],
    ids=["divs", "misnested", "items", "attribute", "attributes", "signs", "open-tags", "end-tags"],
)
def test_floods_are_bounded(markup: str) -> None:
    """Each of these takes a parser minutes, or all memory, when it is given as it is."""
    made = clean.html(markup, BASE)
    assert len(made) <= 4 * len(markup) + 1000
    if made:
        root = lxml.html.fragment_fromstring(made, create_parent="div")
        assert max(sum(1 for _ in element.iterancestors()) for element in root.iter()) <= 201


@pytest.mark.parametrize(
    ("text", "base", "made"),
    [
        ("//x.example.com/a b", BASE, "https://x.example.com/a%20b"),
        ("https:\\\\x.example.com\\a", None, "https://x.example.com/a"),
        ("../a", BASE, "https://example.com/a"),
        ("a", None, None),
        ("https://user:secret@example.com/", None, "https://example.com/"),
        ("http://localhost:8000/a", "http://localhost:8000/", "http://localhost:8000/a"),
        ("http://2130706433/", None, None),
        ("http://x.example.com:99999/", None, None),
        ("https://example.com/" + "a" * 3000, None, None),
        ("ftp://example.com/", None, None),
        ("https://example.com/новости?a=1", None, "https://example.com/новости?a=1"),
    ],
)
def test_addresses(text: str, base: str | None, made: str | None) -> None:
    assert clean.url(text, base) == made


def test_no_attack_leaves_a_script_behind() -> None:
    """Known mutation attacks on sanitizers (mXSS) come out as text or not at all."""
    attacks = [
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
        '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<img src=x:x onerror=alert(1)//><a/href=javascript&colon;alert(1)>x</a>",
        "<template><s><template><s><img src=x onerror=alert(1)>@shafigullin</s></template></s></template>",
        "<xmp><p title='</xmp><svg/onload=alert(1)>'>",
    ]  # fmt: skip
    for attack in attacks:
        made = clean.html(attack, BASE)
        assert not re.search(r"<[^>]*(?:on\w+\s*=|javascript)", made, re.IGNORECASE), attack


_PLACES = st.text(
    alphabet=st.sampled_from("abZ09-._~:/?#[]@!$&'()*+,;=% \"<>\\^`{|}é中\u00a0\u200b\x00\x1f"),
    max_size=30,
)
_HOSTS = st.sampled_from(
    ["example.org", "ex_ample.org", "exämple.org", "example.org:80", "1.2.3.4", "[2001:db8::1]",
     "user:pw@example.org", "a..b", "example.org."]
)  # fmt: skip


@settings(max_examples=500)
@given(
    st.one_of(_PLACES, st.builds("{}://{}/{}".format, st.sampled_from(["http", "HTTPS"]), _HOSTS, _PLACES)),
    st.sampled_from([None, "https://base.example/x/y?z#w"]),
)  # fmt: skip
def test_an_address_is_one_that_feeds_may_carry_or_none(stated: str, base: str | None) -> None:
    """One stray "%" in a link would make a whole file invalid."""
    made = clean.url(stated, base)
    assert made is None or values.iri(made) == ""


@pytest.mark.parametrize(
    ("stated", "made"),
    [
        ("https://example.org/100%-wool", "https://example.org/100%25-wool"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
        ("https://example.org/[2]?q[]=1", "https://example.org/%5B2%5D?q[]=1"),
        ("https://example.org/caf%C3%A9?x=%20", "https://example.org/caf%C3%A9?x=%20"),
        ("/50%off", "https://base.example/50%25off"),
    ],
)
def test_what_an_address_may_not_hold_is_escaped(stated: str, made: str) -> None:
    assert clean.url(stated, "https://base.example/") == made
