"""The rules of XML: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import ERROR, WARNING, Rule, rule

RULES: tuple[Rule, ...] = (
    rule(
        "xml-not-well-formed",
        ERROR,
        "XML 1.0 section 2.1",
        "The XML is not well-formed: {reason}.",
        "Write the feed with an XML library, which escapes & and < and closes what it opens.",
    ),
    rule(
        "xml-entity-undefined",
        ERROR,
        "XML 1.0 section 4.1",
        "An entity is used that XML doesn't know: {reason}.",
        "Write the character itself, or its number: &#160; for &nbsp;.",
    ),
    rule(
        "xml-prefix-undeclared",
        ERROR,
        "Namespaces in XML section 5",
        "A prefix is used that no xmlns attribute declares: {reason}.",
        "Declare the namespace on the root element.",
    ),
    rule(
        "xml-space-before-declaration",
        ERROR,
        "XML 1.0 section 2.8",
        "{count} blank characters stand before the XML declaration; strict parsers stop there.",
        "Begin the document with <?xml; look for blank lines at the end of included scripts.",
    ),
    rule(
        "xml-declaration",
        ERROR,
        "XML 1.0 section 2.8",
        "The XML declaration is not written as it must be.",
        'Write <?xml version="1.0" encoding="utf-8"?>, with the attributes in that order.',
    ),
    rule(
        "xml-version",
        ERROR,
        "XML 1.0 section 2.8",
        "The declaration states XML version {version}; feeds are XML 1.0.",
        'Write version="1.0".',
    ),
    rule(
        "xml-encoding-unknown",
        ERROR,
        "XML 1.0 section 4.3.3",
        "The declared encoding, {declared}, is none that is known.",
        "Write the feed in UTF-8 and declare that.",
    ),
    rule(
        "xml-encoding-obscure",
        WARNING,
        "XML 1.0 section 4.3.3",
        "The declared encoding, {declared}, is not one that every reader knows.",
        "Write the feed in UTF-8 and declare that.",
    ),
    rule(
        "xml-encoding-conflict",
        ERROR,
        "XML 1.0 section 4.3.3",
        "The declaration says {declared}, but the document is written in {found}.",
        "Declare the encoding that the bytes are in.",
    ),
    rule(
        "xml-mark-missing",
        ERROR,
        "XML 1.0 section 4.3.3",
        "The document is in {encoding}, but doesn't begin with a byte order mark.",
        "Write the feed in UTF-8, or begin it with the mark.",
    ),
    rule(
        "xml-encoding-wrong",
        ERROR,
        "XML 1.0 section 4.3.3",
        "The bytes {bytes} are not {encoding}.",
        "Save the feed in the encoding that it declares (UTF-8 where it declares none).",
    ),
    rule(
        "xml-charset-differs",
        WARNING,
        "RFC 7303 section 3",
        "The Content-Type header says {header}, the document {declared}; readers differ in which they believe.",
        "Serve the feed with the charset that the document declares.",
    ),
    rule(
        "xml-charset-unknown",
        WARNING,
        "RFC 7303 section 3",
        "The charset of the Content-Type header, {header}, is none that is known.",
        "Serve the feed with charset=utf-8.",
    ),
    rule(
        "xml-odd-character",
        WARNING,
        "XML 1.0 section 2.2",
        "The character {character} stands in the text: a sign that text was decoded wrongly.",
        "Decode the text as what it was written in (often Windows-1252) before writing the feed.",
    ),
    rule(
        "xml-doctype",
        WARNING,
        "XML 1.0 section 2.8",
        "The document has a DOCTYPE, which no feed needs and some readers refuse.",
        "Leave it out.",
    ),
    rule(
        "xml-entity-declared",
        WARNING,
        "XML 1.0 section 4.2",
        "The document declares the entity {name}; careful readers refuse to expand it.",
        "Write the text where it belongs and leave the DOCTYPE out.",
    ),
    rule(
        "xml-entity-used",
        ERROR,
        "XML 1.0 section 4.4",
        "<{element}> holds an entity of the document's own, which is never expanded here and which careful readers refuse.",
        "Write the text itself.",
    ),
)
