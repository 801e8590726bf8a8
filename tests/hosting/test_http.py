"""What a reader, a browser and a stranger get from each way of hosting: one table for all."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path

import pytest

from hosts import Answer, Host, publish

RSS = "/all/rss.xml"
TYPES = {
    "/": "text/html; charset=utf-8",
    "/all/": "text/html; charset=utf-8",
    "/all/index.html": "text/html; charset=utf-8",
    "/all/2021/05/": "text/html; charset=utf-8",
    "/all/rss.xml": "application/rss+xml; charset=utf-8",
    "/all/atom.xml": "application/atom+xml; charset=utf-8",
    "/all/feed.json": "application/feed+json; charset=utf-8",
    "/all/2021/05/rss.xml": "application/rss+xml; charset=utf-8",
    "/all/undated/atom.xml": "application/atom+xml; charset=utf-8",
    "/feeds.opml": "text/x-opml; charset=utf-8",
    "/style.css": "text/css; charset=utf-8",
}
EVERYTHING = tuple(TYPES)
Check = Callable[[Host], None]


def _types(host: Host) -> None:
    found = {path: host.ask(path).header("Content-Type") for path in TYPES}
    assert found == TYPES


def _bodies(host: Host) -> None:
    for path in EVERYTHING:
        file = host.root / path.lstrip("/")
        whole = (file / "index.html" if path.endswith("/") else file).read_bytes()
        answer = host.ask(path)
        assert (answer.status, answer.body) == (200, whole), path
        assert answer.header("Content-Length") == str(len(whole))


def _strong(host: Host) -> None:
    for path in EVERYTHING:
        tag = host.ask(path).header("ETag")
        assert tag.startswith('"'), f"{path}: {tag!r}"
        assert tag.endswith('"')
        assert len(tag) > 2


def _stable(host: Host) -> None:
    for path in EVERYTHING:
        assert host.ask(path).header("ETag") == host.ask(path).header("ETag")


def _distinct(host: Host) -> None:
    """A compressed answer is another representation (RFC 9110 section 8.8.3.3)."""
    plain, small = host.ask(RSS), host.ask(RSS, accept_encoding="gzip")
    assert plain.header("ETag") != small.header("ETag")


def _modified(host: Host) -> None:
    stamp = host.ask(RSS).header("Last-Modified")
    written = (host.root / "all/rss.xml").stat().st_mtime
    assert int(parsedate_to_datetime(stamp).timestamp()) == int(written)


def _none_match(host: Host) -> None:
    for path in EVERYTHING:
        answer = host.ask(path, if_none_match=host.ask(path).header("ETag"))
        assert (answer.status, answer.body) == (304, b""), path


def _none_match_gzip(host: Host) -> None:
    tag = host.ask(RSS, accept_encoding="gzip").header("ETag")
    answer = host.ask(RSS, accept_encoding="gzip", if_none_match=tag)
    assert (answer.status, answer.body) == (304, b"")


def _none_match_list(host: Host) -> None:
    tag = host.ask(RSS).header("ETag")
    assert host.ask(RSS, if_none_match=f'"another", {tag}').status == 304


def _none_match_weak(host: Host) -> None:
    """A cache between may have weakened the tag; the comparison is weak (section 13.1.2)."""
    tag = host.ask(RSS).header("ETag")
    assert host.ask(RSS, if_none_match=f"W/{tag}").status == 304


def _none_match_other(host: Host) -> None:
    assert host.ask(RSS, if_none_match='"another"').status == 200


def _since(host: Host) -> None:
    for path in EVERYTHING:
        answer = host.ask(path, if_modified_since=host.ask(path).header("Last-Modified"))
        assert (answer.status, answer.body) == (304, b""), path


def _since_older(host: Host) -> None:
    old = formatdate(1_000_000_000, usegmt=True)
    assert host.ask(RSS, if_modified_since=old).status == 200


def _tag_wins(host: Host) -> None:
    """If-None-Match counts, If-Modified-Since beside it doesn't (RFC 9110 section 13.2.2)."""
    stamp = host.ask(RSS).header("Last-Modified")
    assert host.ask(RSS, if_none_match='"another"', if_modified_since=stamp).status == 200


def _304_headers(host: Host) -> None:
    """What a cache would renew (RFC 9110 section 15.4.5)."""
    first = host.ask(RSS)
    answer = host.ask(RSS, if_none_match=first.header("ETag"))
    assert answer.header("ETag") == first.header("ETag")
    assert answer.header("Cache-Control") == first.header("Cache-Control")
    assert "accept-encoding" in answer.header("Vary").lower()


def _head(host: Host) -> None:
    for path in EVERYTHING:
        get, head = host.ask(path), host.ask(path, "HEAD")
        assert (head.status, head.body) == (200, b"")
        for name in ("Content-Type", "Content-Length", "ETag", "Last-Modified", "Cache-Control"):
            assert head.header(name) == get.header(name), (path, name)


def _post(host: Host) -> None:
    assert host.ask(RSS, "POST", content_length="0").status in {403, 405}


def _range(host: Host) -> None:
    whole = host.ask(RSS).body
    answer = host.ask(RSS, range="bytes=5-14")
    assert (answer.status, answer.body) == (206, whole[5:15])
    assert answer.header("Content-Range") == f"bytes 5-14/{len(whole)}"


def _range_tail(host: Host) -> None:
    whole = host.ask(RSS).body
    assert host.ask(RSS, range="bytes=-20").body == whole[-20:]
    assert host.ask(RSS, range=f"bytes={len(whole) - 7}-").body == whole[-7:]


def _range_outside(host: Host) -> None:
    whole = host.ask(RSS).body
    answer = host.ask(RSS, range=f"bytes={len(whole) + 10}-")
    assert answer.status == 416
    assert answer.header("Content-Range") == f"bytes */{len(whole)}"


def _if_range(host: Host) -> None:
    """A resumed download starts anew when the file changed in between."""
    first = host.ask(RSS)
    same = host.ask(RSS, range="bytes=0-3", if_range=first.header("ETag"))
    changed = host.ask(RSS, range="bytes=0-3", if_range='"another"')
    assert (same.status, changed.status) == (206, 200)
    assert changed.body == first.body


def _gzip(host: Host) -> None:
    for path in ("/", RSS, "/all/atom.xml", "/all/feed.json", "/style.css", "/feeds.opml"):
        plain, small = host.ask(path), host.ask(path, accept_encoding="gzip, deflate")
        assert small.header("Content-Encoding") == "gzip", path
        assert small.header("Content-Type") == plain.header("Content-Type")
        assert gzip.decompress(small.body) == plain.body


def _gzip_is_ours(host: Host) -> None:
    """The build's file is handed out as it is: compressed once, best, with a strong tag."""
    small = host.ask(RSS, accept_encoding="gzip")
    assert small.body == (host.root / "all/rss.xml.gz").read_bytes()
    assert small.header("ETag").startswith('"')


def _gzip_not_asked(host: Host) -> None:
    for accepted in ("identity", "gzip;q=0", "x-other"):
        answer = host.ask(RSS, accept_encoding=accepted)
        assert answer.header("Content-Encoding") == "", accepted
        assert answer.body == (host.root / "all/rss.xml").read_bytes()


def _vary(host: Host) -> None:
    for accepted in ("gzip", "identity"):
        for path, expected in ((RSS, "accept-encoding, accept"), ("/all/", "accept-encoding")):
            found = host.ask(path, accept_encoding=accepted).header("Vary").lower()
            assert set(found.split(", ")) == set(expected.split(", ")), (path, accepted)


def _browser(host: Host) -> None:
    """A browser shows application/xml with feed.css; what it calls a feed it doesn't show."""
    looks = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    reads = "application/atom+xml, application/rss+xml, text/html;q=0.5"
    for path in (RSS, "/all/atom.xml", "/all/2021/05/rss.xml"):
        seen, read = host.ask(path, accept=looks), host.ask(path, accept=reads)
        assert seen.header("Content-Type") == "application/xml; charset=utf-8", path
        assert read.header("Content-Type") == TYPES.get(path, TYPES[RSS])
        assert (seen.status, seen.body) == (200, read.body)
        assert seen.header("X-Content-Type-Options") == "nosniff"
        assert seen.header("ETag") == read.header("ETag")
        again = host.ask(path, accept=looks, if_none_match=seen.header("ETag"))
        assert again.status == 304
    assert host.ask("/all/2021/07/rss.xml", accept=looks).status == 404
    assert host.ask("/videos/2020/02/rss.xml", accept=looks).status == 410


def _variants_hidden(host: Host) -> None:
    assert host.ask("/all/rss.xml.gz").status == 404


def _nosniff(host: Host) -> None:
    for path in (*EVERYTHING, "/nothing.html"):
        assert host.ask(path).header("X-Content-Type-Options") == "nosniff", path


def _cors(host: Host) -> None:
    for path in ("/all/feed.json", RSS, "/all/atom.xml", "/feeds.opml", "/all/2021/05/feed.json"):
        assert host.ask(path).header("Access-Control-Allow-Origin") == "*", path
        asked = host.ask(path, origin="https://reader.example.org")
        assert asked.header("Access-Control-Allow-Origin") == "*", path


def _cors_pages(host: Host) -> None:
    assert host.ask("/all/").header("Access-Control-Allow-Origin") == ""


def _policy(host: Host) -> None:
    for path in ("/", "/all/", "/all/2021/05/index.html"):
        rules = host.ask(path).header("Content-Security-Policy").split("; ")
        assert "default-src 'none'" in rules, path
        assert "style-src 'self'" in rules
        assert "frame-ancestors 'none'" in rules
        assert not [rule for rule in rules if "unsafe" in rule]


def _cache(host: Host) -> None:
    for path in ("/", "/all/", RSS, "/videos/feed.json", "/feeds.opml"):
        assert host.ask(path).header("Cache-Control") == "public, max-age=300", path
    for path in ("/style.css", "/all/2021/05/", "/all/2021/05/rss.xml", "/all/undated/feed.json"):
        assert host.ask(path).header("Cache-Control") == "public, max-age=3600", path


def _policy_of_headers(host: Host) -> None:
    """The three ways agree with the one policy, header for header."""
    from pagefeed.headers import headers

    for path in EVERYTHING:
        answer = host.ask(path)
        expected = headers(path.lstrip("/"))
        assert {name: answer.header(name) for name in expected} == expected, path


def _dotfiles(host: Host) -> None:
    for path in (
        "/.hidden/rss.xml",
        "/.hidden/",
        "/all/.draft.html",
        "/.gone/videos/2020/02/rss.xml",
        "/%2ehidden/rss.xml",
        "/all/..%2f.hidden/rss.xml",
    ):
        answer = host.ask(path)
        assert answer.status in {400, 403, 404}, path
        assert b"hidden" not in answer.body.replace(path.encode(), b"")


def _traversal(host: Host) -> None:
    for path in (
        "/../secret.txt",
        "/all/../../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/all/..%5c..%5csecret.txt",
        "/all/%00/secret.txt",
        "//../secret.txt",
    ):
        answer = host.ask(path)
        assert answer.status in {400, 403, 404}, path
        assert answer.body != b"secret"


def _symlink(host: Host) -> None:
    if "no-symlinks" not in host.quirks:
        pytest.skip("this server follows links; builds never write any")
    (host.root / "link.txt").symlink_to(host.root.parent / "secret.txt")
    try:
        answer = host.ask("/link.txt")
        assert answer.status in {403, 404}
        assert b"secret" not in answer.body
    finally:
        (host.root / "link.txt").unlink()


def _missing(host: Host) -> None:
    for path in ("/nothing.html", "/nothing/", "/all/2021/06/rss.xml", "/same/"):
        answer = host.ask(path)
        assert answer.status == 404, path
        assert answer.header("ETag") == ""


def _gone(host: Host) -> None:
    for path in ("/videos/2020/02/", "/videos/2020/02/rss.xml", "/old.html"):
        assert host.ask(path).status == 410, path
        assert host.ask(path, "HEAD").status == 410, path


def _gone_is_exact(host: Host) -> None:
    for path in ("/videos/2020/", "/videos/2020/02/other.xml"):
        assert host.ask(path).status == 404, path


def _slash(host: Host) -> None:
    """A folder without its slash leads to the folder: relative links on the page would break."""
    answer = host.ask("/all/2021/05")
    assert answer.status in {301, 307, 308}
    assert answer.header("Location").endswith("/all/2021/05/")


def _query(host: Host) -> None:
    assert host.ask(f"{RSS}?utm_source=reader").body == host.ask(RSS).body


def _same_second(host: Host) -> None:
    """Rewritten twice within a second, in the same size: every answer is the newest."""
    seen = set()
    tag, stamp = "", ""
    for data in (b"two", b"six", b"ten"):
        publish(host.root, "same/second.txt", data)
        answer = host.ask("/same/second.txt")
        assert answer.body == data
        assert answer.header("ETag") not in seen
        if tag:
            assert host.ask("/same/second.txt", if_none_match=tag).body == data
            assert host.ask("/same/second.txt", if_modified_since=stamp).body == data
        tag, stamp = answer.header("ETag"), answer.header("Last-Modified")
        seen.add(tag)


def _new_file(host: Host) -> None:
    publish(host.root, "new/rss.xml", b"<rss/>")
    assert host.ask("/new/rss.xml").body == b"<rss/>"


def _grown_file(host: Host) -> None:
    for times in (10, 1000, 30):
        publish(host.root, "new/feed.json", b"[1, 2]\n" * times)
        answer: Answer = host.ask("/new/feed.json")
        assert answer.body == b"[1, 2]\n" * times


def _deleted_file(host: Host) -> None:
    publish(host.root, "new/atom.xml", b"<feed/>")
    assert host.ask("/new/atom.xml").status == 200
    Path(host.root, "new/atom.xml").unlink()
    assert host.ask("/new/atom.xml").status == 404


CHECKS: dict[str, Check] = {
    "every document has its type with charset": _types,
    "bodies are whole and measured": _bodies,
    "etags are strong": _strong,
    "etags stay the same": _stable,
    "compressed and plain have different etags": _distinct,
    "last-modified is the file's": _modified,
    "304 by etag": _none_match,
    "304 by etag of the compressed": _none_match_gzip,
    "304 by one etag of several": _none_match_list,
    "304 by a weakened etag": _none_match_weak,
    "200 by another etag": _none_match_other,
    "304 by date": _since,
    "200 by an older date": _since_older,
    "the etag wins over the date": _tag_wins,
    "304 repeats what caches renew": _304_headers,
    "HEAD is GET without a body": _head,
    "POST is refused": _post,
    "a range": _range,
    "ranges at the end": _range_tail,
    "a range outside": _range_outside,
    "if-range": _if_range,
    "gzip unpacks to the plain": _gzip,
    "gzip is the build's file": _gzip_is_ours,
    "no gzip where it isn't taken": _gzip_not_asked,
    "vary with and without gzip": _vary,
    "a browser gets what it can show": _browser,
    "variants have no address": _variants_hidden,
    "nosniff everywhere": _nosniff,
    "feeds are open to other sites": _cors,
    "pages are not": _cors_pages,
    "pages have a content policy": _policy,
    "feeds are fresh, archives last longer": _cache,
    "headers as the policy says": _policy_of_headers,
    "hidden files stay hidden": _dotfiles,
    "nothing outside the root": _traversal,
    "no link out of the root": _symlink,
    "404 for what never was": _missing,
    "410 for what is gone": _gone,
    "410 for nothing else": _gone_is_exact,
    "folders end in a slash": _slash,
    "queries change nothing": _query,
    "a rewrite in the same second is seen": _same_second,
    "a new file is there at once": _new_file,
    "a grown or shrunken file is whole": _grown_file,
    "a deleted file is away at once": _deleted_file,
}


@pytest.mark.parametrize("name", CHECKS)
def test_http(host: Host, name: str) -> None:
    """Each line of the table holds for each server."""
    CHECKS[name](host)
