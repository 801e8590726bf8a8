"""Any text -> text that XML 1.0 can hold and a title can be; any HTML -> HTML safe to publish.

Pure functions over strings. Nothing here knows pages, items or feeds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit, urlunsplit

from pagefeed.uris import NOT_IRI

_Answer = TypeVar("_Answer")

_REMEMBERED = 2_000_000  # characters of pages whose lines are remembered

# What XML 1.0 (section 2.2, Char) can't hold, and noncharacters, which it discourages.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_REPLACED = re.compile(r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe\U0001ffff]")
_C1 = re.compile(r"[\x80-\x9f]")
_BIDI_OVERRIDES = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_PAIRS = re.compile(
    r"<(a|abbr|b|em|font|i|mark|small|span|strong|sub|sup|u)(?:\s[^<>]{0,500})?>([^<>]*)</\1\s*>",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BREAKABLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLANKS = re.compile(r"[ \t\n\r\f\v\x85\xa0\u2028\u2029\u3000\ufeff]+")
_MARK = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{8})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


_asked: list[Any] = []  # what remembers its answers
_passed = 0  # characters of the pages that were read since they were forgotten


def remembering(ask: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """What is asked of lines, remembered: each line is asked a dozen times while its page is read.

    Without a bound of its own: to find out which was asked longest ago would take longer
    than most answers. `forget` is called after each page.
    """
    answer = lru_cache(maxsize=None)(ask)
    _asked.append(answer)
    return answer


def forget(characters: int) -> None:
    """Tell of a page that was read, and how long it was: after some megabytes all answers go."""
    global _passed  # noqa: PLW0603 - of the process, as the answers are
    _passed += characters
    if _passed > _REMEMBERED:
        _passed = 0
        for answer in _asked:
            answer.cache_clear()


def characters(text: str) -> str:
    """The text with only characters that XML 1.0 can hold and readers take.

    NUL and other C0 controls go; lone surrogates and noncharacters become U+FFFD;
    C1 controls are read as the Windows-1252 characters that they were meant to be;
    bidirectional overrides go; floods of combining marks are cut after eight.
    """
    if not text.isprintable():  # none of what is looked for here is, but for the marks
        text = _FORBIDDEN.sub("", text)
        if not text.isascii():
            text = _C1.sub(_from_cp1252, text)
            text = _REPLACED.sub("�", text)
            text = _BIDI_OVERRIDES.sub("", text)
    if text.isascii() or _MARK.search(text) is None:
        return text
    return _MARKS.sub(r"\1", text)


def line(text: str) -> str:
    """One line of clean text: `characters`, NFC kept as written, blanks folded to one space.

    Soft hyphens and other places where a line may break go: nothing is broken here.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")  # most are
    text = characters(text)
    if "  " in text or not text.isprintable():  # the only printable blank is the space
        text = _BLANKS.sub(" ", text if text.isascii() else _BREAKABLE.sub("", text))
    return text.strip(" ")


def unmarked(text: str) -> str:
    """The text without markup that leaked into it: `<b>News</b>` is "News".

    Only pairs of inline tags and line breaks go; a title that speaks of the <script> tag
    keeps it.
    """
    if "<" not in text:
        return text
    for _ in range(4):  # nested pairs
        text, found = _PAIRS.subn(r"\2", text)
        if not found:
            break
    return _BREAKS.sub(" ", text)


@remembering
def key(text: str) -> str:
    """The text as it is compared: NFKC, case folded, blanks folded."""
    if text.isascii():
        return line(text).lower()
    return line(unicodedata.normalize("NFKC", characters(text)).casefold())


# What is put behind the host as it is, without the standard library's care; most links are.
_PATH = re.compile(
    r"/[A-Za-z0-9_~,+-][A-Za-z0-9_~,+/-]*(?:\.[A-Za-z0-9]+)?(?:\?[A-Za-z0-9_=&,-]+)?"
)
_WHOLE = re.compile(r"https?://[^/?#]", re.IGNORECASE)


def _from_cp1252(match: re.Match[str]) -> str:
    try:
        return match.group().encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return "�"  # the five bytes that Windows-1252 leaves undefined


@lru_cache(maxsize=4096)  # a row's address is asked for several times
def url(text: str, base: str | None = None) -> str | None:
    """An absolute http(s) address that a reader may follow, or None.

    Relative ones are resolved against `base`. Other schemes go, and so do addresses of
    this machine and of private networks, unless `base` lies on the same host: then the
    page is known to come from there.
    """
    if base and len(text) <= MAX_URL and _PATH.fullmatch(text):
        home = url("/", base)
        return home[:-1] + text if home else None
    text = _URL_DROPPED.sub("", text.strip(_URL_EDGES))
    if not text or len(text) > MAX_URL:
        return None
    scheme = _SCHEME.match(text)
    if scheme is not None and scheme.group(1).lower() not in {"http", "https"}:
        return None
    head, mark, tail = text.partition("?")
    if "\\" in head:
        # Browsers read "\" in a web address as "/" (WHATWG URL, special schemes).
        text = head.replace("\\", "/") + mark + tail
    try:
        whole = _WHOLE.match(text) is not None and ";" not in text
        joined = urljoin(base, text) if base and not whole else text
        parts = urlsplit(joined)
        host = parts.hostname
        mine = urlsplit(base).hostname if base else None
        _ = parts.port  # raises on nonsense
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or _BAD_HOST.search(host):
        return None
    if _PRIVATE_HOST.match(host) and host != mine:
        return None
    place = parts.netloc.rpartition("@")[2]  # no passwords in feeds
    path, fragment = _IN_PATH.sub(_quoted, parts.path), parts.fragment.replace("#", "%23")
    made = urlunsplit((parts.scheme.lower(), place, path, parts.query, fragment))
    return NOT_IRI.sub(_quoted, characters(made))


def _quoted(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())


def html(markup: str, base: str | None = None) -> str:
    """HTML that is safe in any reader and complete on its own, or "".

    Scripts, styles, frames, forms, drawings, event attributes and unknown elements go;
    what is left is balanced. Links and images are absolute (against `base`) http(s)
    addresses, others go; every image has an alt text. Nesting is capped.
    """
    import nh3

    markup = flatten(characters(markup), MAX_DEPTH)
    made = nh3.clean(
        markup,
        tags=_TAGS,
        clean_content_tags=_DROPPED_WHOLE,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda tag, name, value: _attribute(tag, name, value, base),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    made = _IMAGE.sub(_image, made.replace("&nbsp;", "\xa0"))
    made = _ANCHOR.sub(r"\1", made)
    return characters(made).strip()


def flatten(markup: str, depth: int) -> str:
    """The markup without tags that nest deeper than `depth` or are longer than `MAX_TAG`.

    Parsers of HTML slow down with the square of the depth and of a tag's attributes, or
    give up. One pass over the tags, whatever they hold; text is kept.
    """
    stack: list[str] = []
    kept: list[str] = []
    at = 0
    for match in _TAG.finditer(markup):
        start, end = match.span()
        if end - start <= MAX_TAG and _fits(match.group(2).lower(), match.group(1), stack, depth):
            continue
        kept.append(markup[at:start])
        at = end
    kept.append(markup[at:])
    return "".join(kept) if at else markup


def _fits(name: str, closing: str, stack: list[str], depth: int) -> bool:
    """Whether a tag keeps within the depth; the stack of open elements follows it."""
    if name in _VOID:
        return True
    if closing:
        if name not in stack:
            return len(stack) < depth
        while stack.pop() != name:
            pass
        return True
    if name in _SELF_CLOSING and stack and stack[-1] == name:
        return True  # <p> ends the <p> before it, <li> the <li>
    if len(stack) >= depth:
        return False
    stack.append(name)
    return True


def _attribute(tag: str, name: str, value: str, base: str | None) -> str | None:
    """The value that an attribute keeps, or None."""
    if name in {"href", "src", "cite", "poster"}:
        if name == "href" and value.strip().lower().startswith("mailto:") and len(value) < 300:
            return value.strip()
        return url(value, base)
    if name == "srcset":
        return _srcset(value, base)
    if name in {"width", "height", "colspan", "rowspan", "start"}:
        return value if value.isascii() and value.isdigit() and len(value) < 6 else None
    del tag
    return line(value)[:1000]


def _srcset(value: str, base: str | None) -> str | None:
    """Candidates with absolute addresses (WHATWG HTML, srcset attributes), at most 20."""
    kept = []
    for candidate in re.split(r",\s+|,(?=https?:)", value[:20_000])[:20]:
        place, _, size = candidate.strip(" ,").partition(" ")
        found = url(place, base)
        if found is not None and re.fullmatch(r"|\d{1,5}w|\d{1,2}(?:\.\d{1,3})?x", size.strip()):
            kept.append(f"{found.replace(',', '%2C')} {size.strip()}".strip())
    return ", ".join(kept) or None


def _image(match: re.Match[str]) -> str:
    attributes = match.group(1)
    if ' src="' not in attributes or _PIXEL.search(attributes):
        return ""  # nothing to show, or a counter's pixel
    return match.group() if ' alt="' in attributes else f'<img{attributes} alt="">'


MAX_URL = 2048  # characters; longer ones are payloads, and readers cut them
MAX_DEPTH = 100  # elements; articles nest ten
MAX_TAG = 20_000  # characters; only payloads and data: images are longer

_URL_EDGES = "".join(map(chr, range(33)))  # WHATWG URL: C0 controls and space at both ends
_URL_DROPPED = re.compile(r"[\t\n\r]")
_IN_PATH = re.compile(r"[\[\]]")  # that may stand in a query and around a host
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BAD_HOST = re.compile(r"[\s<>\"'{}|\\^`%]")
_PRIVATE_HOST = re.compile(
    r"localhost\.?$|.*\.(?:localhost|local|internal)\.?$|127\.|10\.|192\.168\.|169\.254\.|0\.0\.0\.0"
    r"|172\.(?:1[6-9]|2\d|3[01])\.|::1?$|f[cd][0-9a-f]{2}:|fe80:|::ffff:127\.|[^.:]+$|\d+$|0x",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})[^>]*>?")
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
}  # fmt: skip
_SELF_CLOSING = {
    "p", "li", "dt", "dd", "tr", "td", "th", "option",
}  # fmt: skip
_IMAGE = re.compile(r'<img((?:\s+[a-z-]+="[^"]*")*)\s*/?>')
# A link whose address had to go; links don't nest, so the next end tag is its own.
_ANCHOR = re.compile(r"<a(?: (?:dir|lang|title|hreflang)=\"[^\"]*\")*>(.*?)</a>", re.DOTALL)
_PIXEL = re.compile(r' (?:width|height)="[01]"')
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details",
    "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby",
    "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
_DROPPED_WHOLE = {
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "form",
    "button", "select", "textarea", "svg", "math", "title", "head", "xml", "plaintext", "xmp",
    "noembed", "noframes", "canvas", "video", "audio",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "img": {"src", "srcset", "alt", "width", "height"},
    "ol": {"start"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}
