"""Bytes -> a tree, as strictly as XML 1.0 asks: encoding, declaration, well-formedness.

What is wrong goes into the Context; no tree is given for what is not well-formed.
Nothing outside the bytes is ever read and no entity is expanded. Knows no feed format.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

from pagefeed.checks.context import Context

_BOMS = (  # longest first: UTF-32 LE begins like UTF-16 LE
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# XML 1.0 appendix F: the first characters of a declaration, without a byte order mark.
_STARTS = (
    (b"\x4c\x6f\xa7\x94", "cp037"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<\0", "utf-16-be"),
    (b"<\0", "utf-16-le"),
)
_DECLARATION = re.compile(
    r"""<\?xml(?=[ \t\r\n])(?P<inside>[^>]{0,300}?)\?>""",
)
_VERSION = re.compile(r"""[ \t\r\n]version[ \t\r\n]*=[ \t\r\n]*["']([^"']{0,40})["']""")
_ENCODING = re.compile(r"""[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*["']([^"']{0,80})["']""")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")  # XML 1.0 EncName
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^"';,\s]+)""", re.IGNORECASE)
_UNSAFE_CODECS = frozenset(
    ("utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "palmos")
)
# Encodings that every reader knows; others may be refused (XML 1.0 section 4.3.3).
_COMMON = frozenset(
    (
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "koi8-r", "koi8-u"),
        *("gb2312", "gbk", "gb18030", "big5", "euc_jp", "shift_jis", "iso2022_jp", "euc_kr"),
        *(f"iso8859-{n}" for n in range(1, 17)),
        *(f"cp125{n}" for n in range(9)),
    )
)
_ODD = re.compile("[\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffd]")
_ENTITY = re.compile(
    r"<!ENTITY\s+(?P<name>(?:%\s+)?[^\s]+)\s+"
    r"""(?:(?P<external>SYSTEM|PUBLIC)|["'](?P<value>[^"'<>]{0,2000}))"""
)
_REFERENCE = re.compile(r"[&%][A-Za-z_:]")
# Possessive repeats only of single characters: Python before 3.11.5 fails at those of groups
# (github.com/python/cpython/issues/106052).
_DOCTYPE = re.compile(
    r"(?:\s|<!--[^-]*+(?:-(?!->)[^-]*+)*-->|<\?[^?]*+(?:\?(?!>)[^?]*+)*\?>)*"
    r"<!DOCTYPE\s+(?P<root>[^\s>\[]+)\s*"
    r"(?P<external>(?:PUBLIC|SYSTEM)[^>\[]*)?(?P<subset>\[)?"
)
_NETSCAPE = "-//Netscape Communications//DTD RSS 0.91//EN"


# What the parser objects to, by its name for it or its words -> the same for people.
_SAID = {
    "xmlParseEntityRef: no name": "an & stands alone, where &amp; is meant",
    "StartTag: invalid element name": "a < stands alone, where &lt; is meant",
    "ERR_ENTITYREF_SEMICOL_MISSING": "an & stands in text or an address, where &amp; is meant",
    "ERR_DOCUMENT_END": "something stands after the end of the root element",
    "ERR_DOCUMENT_EMPTY": "it doesn't begin with an element",
    "ERR_INVALID_CHAR": "it holds a control character, which XML can't hold in any way",
    "ERR_LT_IN_ATTRIBUTE": "a < stands in an attribute, where &lt; is meant",
    "ERR_ATTRIBUTE_NOT_STARTED": "an attribute has no quotes around its value",
    "ERR_GT_REQUIRED": "a tag isn't finished",
    "ERR_HYPHEN_IN_COMMENT": "two hyphens stand inside a comment",
    "ERR_MISPLACED_CDATA_END": "]]> stands in text, where ]]&gt; is meant",
    "ERR_CDATA_NOT_FINISHED": "a CDATA section isn't finished",
    "ERR_RESERVED_XML_NAME": "the XML declaration stands elsewhere than at the very start",
}


def parse(data: bytes, context: Context) -> Any | None:
    """The root element (lxml) of a well-formed document, or None.

    A byte order mark, a wrong declaration and white space before it are reported and
    passed over, so that the rest can be looked at too.
    """
    text = _decode(data, context)
    if text is None:
        return None
    text = _declared(text, context)
    context.source = text
    _oddities(text, context)
    _doctype(text, context)
    return _tree(text, context)


def _decode(data: bytes, context: Context) -> str | None:
    """The text by byte order mark, else charset of the header, else declaration, else UTF-8."""
    mark, by_mark = next(((m, name) for m, name in _BOMS if data.startswith(m)), (b"", ""))
    by_start = "" if mark else next((name for s, name in _STARTS if data.startswith(s)), "")
    width = "utf-8" if by_mark == "utf-8" else by_mark or by_start
    start = data[:1200].decode(width or "latin-1", "replace")
    declaration = _DECLARATION.search(start)
    if declaration and start[: declaration.start()].strip("ï»¿\ufeff \t\r\n"):
        declaration = None  # it stands in a comment or in text, and declares nothing
    found = _ENCODING.search(declaration["inside"]) if declaration else None
    declared = found[1] if found else ""
    header = _CHARSET.search(context.content_type or "")
    charset = header[1] if header else ""
    encoding = _codec(declared, context) if declared else ""
    if encoding and width and not _same(encoding, width):
        context.report(
            "xml-encoding-conflict", line=1, text=declared, declared=declared, found=width
        )
    sent = _lookup(charset)
    if sent and not _same(sent, width or encoding or "utf-8"):
        context.report(
            "xml-charset-differs",
            line=1,
            text=context.content_type or "",
            header=charset,
            declared=declared or width or "UTF-8, the default",
        )
    if charset and not sent:
        context.report(
            "xml-charset-unknown", line=1, text=context.content_type or "", header=charset
        )
    if by_start and by_start != "cp037" and not declared.lower().endswith(("le", "be")):
        context.report("xml-mark-missing", line=1, text=declared, encoding=by_start[:6].upper())
    used = encoding if width == "cp037" and encoding else width or encoding or "utf-8"
    return _characters(data, used, context)


def _codec(declared: str, context: Context) -> str:
    """The Python codec of a declared encoding, or "" when there is none."""
    if not _NAME.fullmatch(declared):
        context.report("xml-encoding-unknown", line=1, text=declared, declared=declared)
        return ""
    name = _lookup(declared)
    if not name:
        context.report("xml-encoding-unknown", line=1, text=declared, declared=declared)
    elif name not in _COMMON:
        context.report("xml-encoding-obscure", line=1, text=declared, declared=declared)
    return name


def _lookup(label: str) -> str:
    """The canonical name of the codec that a label means, or ""."""
    if not _NAME.fullmatch(label):
        return ""
    try:
        codec = codecs.lookup(label)
    except (LookupError, UnicodeError, ValueError):
        import webencodings

        known = webencodings.lookup(label)  # labels of the web's own: x-sjis
        if known is None:
            return ""
        codec = known.codec_info
    name = codec.name
    if name.replace("-", "_") in _UNSAFE_CODECS or not getattr(codec, "_is_text_encoding", True):
        return ""
    return name


def _same(one: str, other: str) -> bool:
    """Whether two codecs are the same, UTF-16 meaning either order; ASCII is part of UTF-8."""
    one, other = (name.lower().replace("_", "-") for name in (one, other))
    if one == other or {one, other} == {"ascii", "utf-8"}:
        return True
    if "cp037" in (one, other):
        return one[:2] == other[:2]  # one of the EBCDIC family
    return one[:6] == other[:6] and one[:6] in ("utf-16", "utf-32")


def _characters(data: bytes, encoding: str, context: Context) -> str | None:
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        context.report(
            "xml-encoding-wrong",
            line=before.count(b"\n") + 1,
            text=data[max(0, error.start - 20) : error.end + 20].decode("latin-1"),
            encoding=encoding.upper(),
            bytes=data[error.start : error.start + 4].hex(" "),
        )
        if error.start == 0 or codec != "utf-8-sig":
            return None  # the wrong encoding altogether: the rest would be riddles
        text = data.decode(codec, "replace")
    except UnicodeError:
        context.report(
            "xml-encoding-wrong", line=1, encoding=encoding.upper(), bytes=data[:4].hex()
        )
        return None
    return text.removeprefix("\ufeff")


def _declared(text: str, context: Context) -> str:
    """The text from its first mark-up on, without the XML declaration; lines stay in place."""
    declaration = _DECLARATION.search(text, 0, 1200)
    if declaration is None:
        return text
    before = text[: declaration.start()]
    if before:
        if before.strip():
            return text  # something stands before it: the parser says what
        context.report("xml-space-before-declaration", line=1, count=len(before))
    version = _VERSION.search(declaration["inside"])
    if version is None or version[1] != "1.0":
        found = version[1] if version else ""
        context.report("xml-version", line=1, text=declaration[0], version=found or "none")
    elif not _WHOLE_DECLARATION.fullmatch(declaration["inside"]):
        context.report("xml-declaration", line=1, text=declaration[0])
    lines = before.count("\n") + declaration[0].count("\n")
    return "\n" * lines + text[declaration.end() :]


_WHOLE_DECLARATION = re.compile(
    r"""\s+version\s*=\s*(?:"[^"]*"|'[^']*')"""
    r"""(?:\s+encoding\s*=\s*(?:"[^"]*"|'[^']*'))?"""
    r"""(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*"""
)


def _oddities(text: str, context: Context) -> None:
    """Characters that XML allows and that are a sign of text decoded wrongly."""
    if text.isascii() and "\x7f" not in text:
        return
    odd = _ODD.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        around = text[max(0, odd.start() - 20) : odd.end() + 20]
        context.report(
            "xml-odd-character", line=line, text=around, character=f"U+{ord(odd[0]):04X}"
        )


def _doctype(text: str, context: Context) -> None:
    """A document type declaration: what it would load, and what it declares."""
    doctype = _DOCTYPE.match(text, 0, 50_000)
    if doctype is None:
        return
    line = text.count("\n", 0, doctype.start("root")) + 1
    external = doctype["external"] or ""
    if _NETSCAPE in external:
        context.report("xml-doctype-netscape", line=line, text=external)
    elif external:
        context.report("xml-doctype-external", line=line, text=external)
    elif not doctype["subset"]:
        context.report("xml-doctype", line=line, text=f"<!DOCTYPE {doctype['root']}")
    if doctype["subset"]:
        end = text.find("]>", doctype.end())
        _entities(text, doctype.end(), end if end > 0 else len(text), context)


def _entities(text: str, start: int, end: int, context: Context) -> None:
    """The first entity declared of each kind: external, made of others, plain."""
    told: set[str] = set()
    for entity in _ENTITY.finditer(text, start, end):
        code = "xml-entity-declared"
        if entity["external"]:
            code = "xml-entity-external"
        elif _REFERENCE.search(entity["value"] or "") or entity["name"][0] == "%":
            code = "xml-entity-nested"
        if code not in told:
            told.add(code)
            line = text.count("\n", 0, entity.start()) + 1
            context.report(code, line=line, text=entity[0], name=entity["name"])


def _tree(text: str, context: Context) -> Any | None:
    from lxml import etree

    try:
        whole = text.encode("utf-8")
    except UnicodeEncodeError as error:  # lone surrogates, from UTF-16 that is not
        line = text.count("\n", 0, error.start) + 1
        context.report("xml-not-well-formed", line=line, reason="it holds half a surrogate pair")
        return None
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(whole, parser)
    except etree.XMLSyntaxError as error:
        _explain(error, parser, text, context)
        return None
    except ValueError as error:
        context.report("xml-not-well-formed", line=1, reason=str(error))
        return None
    if root is None:
        context.report("xml-not-well-formed", line=1, reason="there is no element")
    return root


def _explain(error: Any, parser: Any, text: str, context: Context) -> None:
    """The first thing that the parser objects to, in words."""
    first = next(iter(parser.error_log), None)
    reason = (first.message if first else str(error)).strip().rstrip(".")
    reason = _SAID.get(first.type_name if first else "", _SAID.get(reason, reason))
    line = (first.line if first else error.lineno) or 1
    lines = text.splitlines() if len(text) < 1 << 20 else []
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    column = first.column if first else 0
    shown = shown[max(0, column - 50) : column + 50]
    kind = first.type_name if first else ""
    if kind in ("ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY"):
        context.report("xml-entity-undefined", line=line, text=shown, reason=reason)
    elif kind == "NS_ERR_UNDEFINED_NAMESPACE":
        context.report("xml-prefix-undeclared", line=line, text=shown, reason=reason)
    else:
        context.report("xml-not-well-formed", line=line, text=shown, reason=reason)
