"""Pages that are hard to read, each of one kind, of any size: for `hostile.py`.

A kind is a suffix, the page's language, and what makes its bytes. The same size gives the
same bytes.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable, Iterator
from itertools import count, repeat

Maker = Callable[[int], bytes]

_WORDS = [
    "council",
    "bridge",
    "river",
    "mayor",
    "school",
    "harbour",
    "market",
    "station",
    "winter",
    "summer",
    "budget",
    "vote",
    "plan",
    "repair",
    "street",
    "library",
    "museum",
    "theatre",
    "hospital",
    "doctor",
    "teacher",
    "farmer",
    "engine",
    "water",
    "power",
    "line",
    "tower",
    "gate",
    "field",
    "forest",
    "mountain",
    "island",
    "coast",
    "border",
    "court",
    "judge",
    "law",
    "tax",
    "price",
]
_MONTHS = "January February March April May June July August September October".split()  # noqa: SIM905
_TITLE = "The council agrees to repair the old bridge over the river"
_TEXT = "The council met in the evening and agreed to repair the bridge. "


def _filled(size: int, parts: Iterable[str], head: str = "", tail: str = "") -> bytes:
    """Head, as many parts as the size holds, tail."""
    made = [head]
    length = len(head.encode()) + len(tail.encode())
    for part in parts:
        length += len(part.encode("utf-8", "surrogatepass"))
        if length > size:
            break
        made.append(part)
    return "".join([*made, tail]).encode("utf-8", "replace")


def _same(part: str) -> Maker:
    return lambda size: _filled(size, repeat(part))


def _each(make: Callable[[int], str], head: str = "", tail: str = "") -> Maker:
    """A page of numbered parts."""
    return lambda size: _filled(size, (make(number) for number in count()), head, tail)


def _titles(number: int, words: int = 8) -> str:
    chance = random.Random(number)
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize()


def _word(number: int) -> str:
    return _WORDS[number % len(_WORDS)]


def _month(number: int) -> str:
    return _MONTHS[number % 10]


def _day(number: int) -> str:
    return f"{number % 28 + 1} {_MONTHS[number % 10]} {2000 + number % 24}"


def _stamp(number: int) -> str:
    return f"{number % 28 + 1:02}.{number % 12 + 1:02}.{2000 + number % 24} {number % 24:02}:{number % 60:02}"


def _head(more: str = "") -> str:
    return f"<html lang=en><head><title>A page</title><base href=https://example.com/>{more}</head><body>"


def _html(make: Callable[[int], str], around: str = "", more: str = "") -> Maker:
    opened = "".join(f"<{name}>" for name in around.split())
    return _each(make, _head(more) + opened)


def _repeated(part: str, around: str = "") -> Maker:
    opened = _head() + "".join(f"<{name}>" for name in around.split())
    return lambda size: _filled(size, repeat(part), opened)


def _noise(alphabet: str) -> Maker:
    def make(size: int) -> bytes:
        chance = random.Random(7)
        return _filled(size, ("".join(chance.choices(alphabet, k=60)) for _ in count()))

    return make


def _bytes(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def _nested(open_tag: str, close_tag: str, depth: int) -> Maker:
    block = open_tag * depth + "text " + close_tag * depth
    return _html(lambda _: block)


def _records(size: int) -> Iterator[str]:
    del size
    for number in count():
        yield json.dumps({"text": f"{_titles(number)}\n{_TEXT}", "url": f"https://example.com/{number}"}) + "\n"  # fmt: skip


def _giant(size: int) -> bytes:
    return json.dumps({"text": (_TEXT * 3 + "\n") * (size // 195)}).encode() + b"\n"


def _listed(size: int) -> bytes:
    """One JSON-LD block of an ItemList."""
    items = [
        {"@type": "NewsArticle", "headline": _titles(n), "url": f"/{n}", "datePublished": "2024-05-12"}
        for n in range(size // 150)
    ]  # fmt: skip
    block = json.dumps({"@type": "ItemList", "itemListElement": items})
    return f'{_head()}<script type="application/ld+json">{block}</script><h1>{_TITLE}</h1>'.encode()


def _blocks_of_data(number: int) -> str:
    data = {"@type": "NewsArticle", "headline": _titles(number), "url": f"/{number}", "datePublished": "2024-05-12"}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _warc(size: int) -> bytes:
    page = f"<html><h1>{_TITLE}</h1><p>{_TEXT * 6}</p><a href='/x'>{_TITLE}</a> 12 May 2024</html>"
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    made = []
    for number in range(size // (len(body) + 300)):
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.com/{number}\r\n"
            f"WARC-Date: 2024-05-12T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        made.append(f"{head}{body}\r\n\r\n")
    return "".join(made).encode()


def _rss(number: int) -> str:
    return (
        f"<item><title>{_titles(number)}</title><link>https://example.com/{number}</link>"
        f"<guid>{number}</guid><pubDate>Sun, 12 May 2024 10:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{_TEXT}&lt;/p&gt;</description></item>"
    )


def _atom(number: int) -> str:
    return (
        f"<entry><title>{_titles(number)}</title><id>urn:x:{number}</id>"
        f"<link href='https://example.com/{number}'/><updated>2024-05-12T10:00:00Z</updated></entry>"
    )


_RSS_HEAD = "<?xml version='1.0'?><rss version='2.0'><channel><title>t</title>"
_ATOM_HEAD = "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>"


def _link(number: int) -> str:
    return f"<a href='/news/{number}'>{_titles(number)}</a>"


def _vague(number: int) -> str:
    """A title that differs from its neighbours in one letter."""
    return f"{_TITLE} {chr(97 + number % 26)}{number // 26}"


TEXT: dict[str, tuple[str | None, Maker]] = {
    "rows, stamp before": ("de", _each(lambda n: f"{_stamp(n)} {_titles(n)}\n")),
    "rows, stamp after": ("en", _each(lambda n: f"{_titles(n)} - {_day(n)}\n")),
    "rows, stamp below": ("en", _each(lambda n: f"{_titles(n)}\n{_day(n)}\n")),
    "rows, stamp below, summaries": ("en", _each(lambda n: f"{_titles(n)}\n{_day(n)}\n{_TEXT}\n\n")),
    "rows, category and stamp": ("en", _each(lambda n: f"{_word(n)}\n{_day(n)}\n{_titles(n)}\n")),
    "answers": ("en", _each(lambda n: f"Reply {'to ' * 10}{_word(n)}\nReply{n:035}\n")),
    "rows, times alone": ("ru", _each(lambda n: f"{n % 24:02}:{n % 60:02} {_titles(n)}\n")),
    "rows, no language": (None, _each(lambda n: f"{_day(n)} {_titles(n)}\n")),
    "rows of 54 bytes": ("en", _same("12.05.2024 10:00 The council agrees to mend the bridge\n")),
    "rows, relative": ("en", _each(lambda n: f"{n % 59 + 1} minutes ago {_titles(n, 4)}\n")),
    "rows under headings": ("en", _each(lambda n: f"{_titles(n, 2)}\n{_day(n)} {_titles(n)}\n{_day(n)} {_titles(n + 9)}\n")),
    "dates, nothing else": ("en", _each(lambda n: f"{_day(n)}\n")),
    "dates, one after another": ("en", _each(lambda n: f"{_day(n)} ")),
    "dates in a line of 200": ("en", _each(lambda n: f"{_day(n)}, " + "\n" * (n % 10 == 9))),
    "dates and times, German": ("de", _each(lambda n: f"{_stamp(n)} " + "\n" * (n % 10 == 9))),
    "dates run together": ("en", _each(lambda n: f"{_stamp(n)} {_titles(n, 4)} " + "\n" * (n % 50 == 49))),
    "month names": ("en", _each(lambda n: f"{_month(n)} " + "\n" * (n % 10 == 9))),
    "month names, no language": (None, _each(lambda n: f"{_month(n)} {n % 40} " + "\n" * (n % 10 == 9))),
    "words and numbers, no language": (None, _each(lambda n: f"{_word(n)} {n % 100} " + "\n" * (n % 10 == 9))),
    "weekdays": ("en", _same("Monday Tuesday, Wednesday (Thursday) Fri. Sat 1\n")),
    "digits": ("en", _noise("0123456789")),
    "digits and dots": ("en", _noise("0123456789.:/- ")),
    "digits in lines": ("en", _noise("0123456789.:/- \n")),
    "numbers of two digits": ("en", _each(lambda n: f"{n % 90 + 10} " + "\n" * (n % 20 == 19))),
    "times": ("en", _each(lambda n: f"{n % 24:02}:{n % 60:02} " + "\n" * (n % 20 == 19))),
    "spans of time": ("en", _each(lambda n: f"{n % 12}:00 - {n % 12 + 1}:30 {_titles(n, 3)}\n")),
    "lines of two letters": ("en", _same("ab\n")),
    "lines of a digit": ("en", _same("1\n")),
    "empty lines": ("en", _same("\n")),
    "bullets": ("en", _same("-\n")),
    "list items": ("en", _each(lambda n: f"* {_titles(n)}\n")),
    "short labels": ("en", _each(lambda n: f"{_word(n)}\n")),
    "sentences": ("en", _each(lambda n: f"{_titles(n)}. {_TEXT * 2}\n")),
    "sentences, no language": (None, _each(lambda n: f"{_titles(n)} in {1990 + n % 30}. {_TEXT * 2}\n")),
    "one line of words": ("en", _each(lambda n: f"{_word(n)} ")),
    "lines of 50,000": ("en", _each(lambda n: f"{_titles(n)} " + "\n" * (n % 900 == 899))),
    "titles listed twice": ("en", lambda size: 2 * _each(lambda n: f"{_titles(n)}\n")(size // 3) + _each(lambda n: f"{_day(n)} 10:00 {_titles(n)}\n")(size // 3)),
    "titles nearly alike": ("en", _each(lambda n: f"{_day(n)} {_vague(n)}\n")),
    "one title": ("en", _each(lambda n: f"{_day(n)} {_TITLE}\n")),
    "blanks": ("en", _same(" " * 5000 + "x\n")),
    "no-break spaces": ("en", _same("\xa0" * 50 + "x 1")),
    "punctuation": ("en", _noise("|•-–—/()[].,:; ")),
    "brackets": ("en", _same("([" * 40 + "1")),
    "combining marks": ("en", _same("a" + "\u0301" * 400 + " 1 ")),
    "bidi marks": ("ar", _same("\u200f\u202e\u0661\u0662 ")),
    "Chinese": ("zh", _each(lambda n: f"市议会同意修复河上的旧桥并讨论学校的预算{n % 9}月{n % 28}日")),
    "Chinese rows": ("zh", _each(lambda n: f"2024年{n % 12 + 1}月{n % 28 + 1}日 市议会同意修复河上的旧桥{n}\n")),
    "Japanese without language": (None, _each(lambda n: f"{n % 12 + 1}月{n % 28 + 1}日 市議会は古い橋の修理に合意した{n}\n")),
    "Arabic rows": ("ar", _each(lambda n: f"{n % 28 + 1} مايو 2024 المجلس يوافق على إصلاح الجسر القديم {n}\n")),
    "Thai": ("th", _each(lambda n: f"สภาเห็นชอบให้ซ่อมสะพานเก่าข้ามแม่น้ำ {n % 28 + 1} พฤษภาคม 2567\n")),
    "Hindi rows": ("hi", _each(lambda n: f"{n % 28 + 1} मई 2024 परिषद ने पुराने पुल की मरम्मत पर सहमति दी\n")),
    "full-width digits": ("ja", _same("２０２４／０５／１２　１０：００　市議会は橋を直す\n")),
    "markup in text": ("en", _same("<b>News</b> <i><b>12 May 2024</b></i> <br/>\n")),
    "prices and scores": ("en", _each(lambda n: f"${n % 90}.{n % 100:02} 3-1, 12/5 {n % 100}% +2,94% {_titles(n, 3)}\n")),
    "random bytes as text": ("en", _bytes),
    "bytes of UTF-16": ("en", lambda size: (f"{_day(1)} {_TITLE}\n" * (size // 150)).encode("utf-16")),
    "broken UTF-8": ("en", lambda size: b"\xc3\x28 12 May 2024 \xff\n" * (size // 19)),
}  # fmt: skip

HTML: dict[str, Maker] = {
    "table rows": _html(lambda n: f"<tr><td>{_stamp(n)}<td>{_link(n)}", "table"),
    "dense table rows": _html(lambda n: f"<tr><td>{n % 28 + 1}.5.24<td><a href=/{n}>A title of words {n}</a>", "table"),
    "table cells": _html(lambda n: "<tr>" * (n % 30 == 0) + f"<td>{n}</td>", "table"),
    "table of dates": _html(lambda n: "<tr>" * (n % 30 == 0) + f"<td>{_day(n)}</td>", "table"),
    "list of links": _html(lambda n: f"<li>{_link(n)}", "ul"),
    "list of links and dates": _html(lambda n: f"<li>{_link(n)} {_day(n)}", "ul"),
    "links": _html(lambda n: f"<a href=/{n}>x</a>"),
    "links of one address": _html(lambda n: f"<a href=/>{_titles(n)}</a> "),
    "lists of lists": _html(lambda n: f"<ul><li>{_titles(n, 2)}<ul><li>{_link(n)} {_day(n)}</ul></ul>"),
    "articles": _html(lambda n: f"<article><h2>{_link(n)}</h2><time datetime=2024-05-{n % 28 + 1:02}>x</time><p>{_TEXT}</article>"),
    "cards": _html(lambda n: f"<div class=card><div class=a><img src=/{n}.jpg alt=x></div><div class=b><h3>{_link(n)}</h3><span class=d>{_day(n)}</span><p>{_TEXT}</div></div>"),
    "cards under headings": _html(lambda n: f"<section><h2>{_titles(n, 2)}</h2><div><h3>{_link(n)}</h3><span>{_day(n)}</span></div></section>"),
    "headings": _html(lambda n: f"<h2>{_titles(n)}</h2>"),
    "h1 headings": _html(lambda n: f"<h1>{_titles(n, 3)}</h1>"),
    "headings and dates": _html(lambda n: f"<h3>{_link(n)}</h3>{_day(n)}"),
    "rows by br": _html(lambda n: f"{_day(n)} {_link(n)}<br>", "p"),
    "rows by br, in cells": _html(lambda n: f"{_day(n)} {_link(n)}<br>" + "<td>" * (n % 100 == 99), "table td"),
    "definition lists": _html(lambda n: f"<dt>{_day(n)}<dd>{_link(n)}", "dl"),
    "days over links": _html(lambda n: f"<h4>{_day(n)}</h4>" * (n % 5 == 0) + f"<p>10:{n % 60:02} {_link(n)}</p>"),
    "days over lists": _html(lambda n: f"<h3>{_day(n)}</h3><ul><li>14:{n % 60:02} {_link(n)}<li>10:{n % 60:02} {_link(n + 1)}</ul>"),
    "days, then links": lambda size: _html(lambda n: f"<p>{_day(n)}</p>")(size // 2) + _each(lambda n: f"{_link(n)} ")(size // 2),
    "paragraphs": _html(lambda n: f"<p>{_titles(n)}. {_TEXT}"),
    "paragraphs of dates": _html(lambda n: f"<p>{_day(n)}</p>"),
    "one paragraph": _html(lambda n: f"{_word(n)} {n} ", "p"),
    "time elements": _html(lambda n: f"<time datetime='2024-05-{n % 28 + 1:02}T10:00'>12 May</time>"),
    "time elements in rows": _html(lambda n: f"<div><time datetime=2024-05-12>12 May</time> {_link(n)}</div>"),
    "spans": _repeated("<span>a</span>"),
    "spans of dates": _html(lambda n: f"<span>{_day(n)}</span> "),
    "inline tags": _repeated("<b><i>a</i></b> ", "p"),
    "empty elements": _repeated("<p></p>"),
    "breaks": _repeated("<br>"),
    "images": _html(lambda n: f"<img src=/{n}.jpg alt='{_titles(n, 3)}' srcset='/a.jpg 1x, /b.jpg 2x'>"),
    "figures": _html(lambda n: f"<figure><img src=/{n}.jpg><figcaption>{_day(n)} {_titles(n, 3)}</figcaption></figure>"),
    "microdata": _html(lambda n: f"<div itemscope itemtype=https://schema.org/NewsArticle><a itemprop=url href=/{n}><span itemprop=headline>{_titles(n)}</span></a><meta itemprop=datePublished content=2024-05-12></div>"),
    "h-entries": _html(lambda n: f"<div class=h-entry><a class='p-name u-url' href=/{n}>{_titles(n)}</a><time class=dt-published datetime=2024-05-12>x</time></div>", "div"),
    "comments": _html(lambda n: f"<div class=comment><span>Ann {n}</span><span>{_day(n)}</span><p>{_TEXT}<a href=#>Reply</a></div>"),
    "meta elements": _each(lambda n: f"<meta property=article:tag content='{_titles(n, 2)}'>", "<html lang=en><head>"),
    "dates in meta": _each(lambda n: f"<meta name=date content='{_day(n)}'>", "<html lang=en><head>"),
    "JSON-LD items": _listed,
    "JSON-LD blocks": _html(_blocks_of_data),
    "JSON-LD nesting": lambda size: (_head() + '<script type="application/ld+json">' + "[" * (size // 2) + "]" * (size // 2) + "</script>").encode(),
    "JSON-LD text": lambda size: (_head() + '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","articleBody":"' + "a &amp; b " * (size // 10) + '"}</script>').encode(),
    "scripts": _html(lambda n: f"<script>var a{n} = '<div>' + {n};</script>"),
    "styles": _html(lambda n: f"<style>.a{n} {{color: red}}</style>"),
    "nested divs": _nested("<div>", "</div>", 150),
    "nested beyond measure": lambda size: (_head() + "<div>" * (size // 5)).encode(),
    "nested spans": _nested("<span>", "</span>", 90),
    "nested inline tags": lambda size: (_head() + "<b><i>" * (size // 6)).encode(),
    "nested tables": _html(lambda n: "<table><tr><td>" * 20 + _day(n) + "</table>" * 20),
    "nested lists of dates": _html(lambda n: "<ul><li>" * 30 + f"{_link(n)} {_day(n)}" + "</ul>" * 30),
    "unclosed elements": _html(lambda n: f"<div><b><a href=/{n}>{_day(n)}"),
    "unclosed columns": _html(
        lambda n: f"<div>{_day(n)}{'<i>x</i>' * 7}<b><a href=/{n}>{_day(n)}"
    ),
    "closing tags": _repeated("</div></b></p>"),
    "long attribute": lambda size: (_head() + f"<p title='{'x' * (size - 400)}'>{_TEXT}").encode(),
    "attributes": _html(lambda n: f"<p a{n}=1 b{n}=2 c='{_day(n)}'>x"),
    "attributes of one tag": _each(lambda n: f" a{n}=1", _head() + "<p"),
    "classes": _html(lambda n: f"<div class='{' '.join(f'c{i}' for i in range(n % 40))}'>x</div>"),
    "comments of HTML": _html(lambda n: f"<!-- {_day(n)} -->"),
    "open comment": _each(lambda n: f"<p>{_day(n)}</p>", _head() + "<!--"),
    "entities": _repeated("&amp;&nbsp;&eacute;&#1234;", "p"),
    "less-than signs": _repeated("< < <<"),
    "blanks in HTML": _repeated(" " * 500 + "<p>\n\t"),
    "bare text": _html(lambda n: f"{_day(n)} {_titles(n)}\n", "pre"),
    "relative times": _html(lambda n: f"<li>{_link(n)} <span>{n % 50} minutes ago</span>", "ul"),
    "Chinese in HTML": _html(lambda n: f"<li><a href=/{n}>市议会同意修复河上的旧桥并讨论{n}</a>2024年5月{n % 28 + 1}日", "ul"),
    "menus": _html(lambda n: f"<nav><a href=/{n}>{_titles(n, 2)}</a></nav>"),
    "forms": _html(lambda n: f"<form><select><option>{_day(n)}</select><input value=1></form>"),
    "SVG": _repeated("<svg><path d='M0 0 12.05.2024'/></svg>"),
    "frames of text": _html(lambda n: f"<blockquote>{_TEXT}<br>{_day(n)}</blockquote>"),
    "random bytes as HTML": _bytes,
    "random tags": _noise("<>/abdiptr =\"'1"),
}  # fmt: skip

OTHER: dict[str, tuple[str, Maker]] = {
    "RSS": (".rss", _each(_rss, _RSS_HEAD, "</channel></rss>")),
    "Atom": (".atom", _each(_atom, _ATOM_HEAD, "</feed>")),
    "JSON Feed": (".json", _each(lambda n: f',{{"id":"{n}","title":"{_titles(n)}","content_text":"{_TEXT}"}}', '{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"x","content_text":"x"}', "]}")),
    "JSON Lines": (".jsonl", lambda size: _filled(size, _records(size))),
    "JSON Lines, tiny": (".jsonl", _same('{"text":"a"}\n')),
    "JSON Lines, giant": (".jsonl", _giant),
    "JSON Lines, broken": (".jsonl", _same('{"text":\n')),
    "WARC": (".warc", _warc),
    "WARC, squeezed": (".warc.gz", lambda size: gzip.compress(_warc(size))),
    "WARC, broken": (".warc", lambda size: _warc(size).replace(b"WARC/1.0", b"WARC/9", 50)),
    "random bytes": (".warc", _bytes),
}  # fmt: skip

KINDS: dict[str, tuple[str, str | None, Maker]] = {
    **{name: (".txt", language, make) for name, (language, make) in TEXT.items()},
    **{name: (".html", None, make) for name, make in HTML.items()},
    **{name: (suffix, "en", make) for name, (suffix, make) in OTHER.items()},
}
