"""What makes two links one, and two titles one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagefeed.ledger import keys


@pytest.mark.parametrize(
    "variant",
    [
        "http://example.com/news/417",
        "HTTPS://Example.COM/news/417",
        "https://example.com:443/news/417",
        "http://example.com:80/news/417/",
        "https://example.com/news/./417#comments",
        "https://example.com/news/%34%31%37",
        "https://example.com/news/417?utm_source=x&utm_campaign=y",
        "https://example.com/news/417?fbclid=1&gclid=2",
    ],
)
def test_variants_of_a_link_are_one(variant: str) -> None:
    assert keys.url_key(variant) == keys.url_key("https://example.com/news/417")


@pytest.mark.parametrize(
    "other",
    [
        "https://example.com/news/418",
        "https://example.com/NEWS/417",
        "https://example.org/news/417",
        "https://example.com:8443/news/417",
        "https://example.com/news/417?page=2",
        "https://example.com/news?id=417",
    ],
)
def test_other_links_are_others(other: str) -> None:
    assert keys.url_key(other) != keys.url_key("https://example.com/news/417")


@pytest.mark.parametrize("text", ["", "mailto:a@example.com", "/news/417", "http://", "http://[x"])
def test_what_is_no_link_has_no_key(text: str) -> None:
    assert keys.url_key(text) is None


def test_parameters_count_in_any_order() -> None:
    assert keys.url_key("http://e.example/?a=1&b=2") == keys.url_key("http://e.example/?b=2&a=1")


@given(st.text(max_size=200))
def test_any_text_is_taken_as_a_link_or_left(text: str) -> None:
    keys.url_key(text)
    keys.url_key(f"https://example.com/{text}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ucom's 5G network", "Ucom’s 5G Network"),
        ("“Quoted” words", '"quoted" words'),
        ("A — B", "A - B"),
        ("ﬁne print", "fine  print"),
    ],
)
def test_signs_and_case_dont_tell_titles_apart(one: str, other: str) -> None:
    assert keys.title_key(one) == keys.title_key(other)


def test_vowel_signs_do() -> None:
    assert keys.title_key("कल") != keys.title_key("काल")


def test_titles_of_signs_are_compared_by_them() -> None:
    assert keys.title_key("!!!") != keys.title_key("???")


@pytest.mark.parametrize(
    ("locator", "url", "wanted"),
    [
        ("front-2024-11-19.txt", None, "front-2024-11-20.txt"),
        ("front-20241119T0930.txt", None, "front-20241120T1015.txt"),
        ("a.txt", "https://example.com/", "b.txt"),
    ],
)
def test_captures_of_one_page_share_a_stream(locator: str, url: str | None, wanted: str) -> None:
    assert keys.stream(locator, url) == keys.stream(wanted, url)


def test_numbered_pages_and_records_have_streams_of_their_own() -> None:
    names = ["page-1.txt", "page-2.txt", "data.jsonl#1", "data.jsonl#2", "000_0f7aef29.txt"]
    assert len({keys.stream(name, None) for name in names}) == len(names)


@pytest.mark.parametrize("guid", ["https://example.com/?p=1", "tag:example.com,2020:a", "urn:x:1"])
def test_ids_that_are_uris_can_go_on(guid: str) -> None:
    assert keys.usable_id(guid)


@pytest.mark.parametrize("guid", ["417", "a b:c", "http://a b", "x:", "é:1", "a:" + "b" * 999])
def test_other_ids_cant(guid: str) -> None:
    assert not keys.usable_id(guid)
