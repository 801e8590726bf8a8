"""XML documents: which format is it, and who checks it.

Parses strictly, looks at the root element and hands the tree on.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pagefeed.checks import document, strict
from pagefeed.checks.context import Context

ATOM = "http://www.w3.org/2005/Atom"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

# Root element -> the module that checks it: `check(root, context)`.
_CHECKS = {
    "rss": "pagefeed.checks.rss",
    f"{{{ATOM}}}feed": "pagefeed.checks.atom",
    f"{{{ATOM}}}entry": "pagefeed.checks.atom",
    "opml": "pagefeed.checks.opml",
}
# Documents that travel with feeds and are well without being one.
_OTHERS = {
    f"{{{RDF}}}RDF": "RSS 1.0 or another RDF document",
    "{http://purl.org/net/rss1.1#}Channel": "RSS 1.1",
    "{http://purl.org/atom/app#}service": "an Atom service document",
    "{http://a9.com/-/spec/opensearchdescription/1.0/}OpenSearchDescription": "an OpenSearch description",
    "{xri://$xrds}XRDS": "an XRDS document",
    "{http://docs.oasis-open.org/ns/xri/xrd-1.0}XRD": "an XRD document",
    "{http://archipelago.phrasewise.com/rsd}rsd": "an RSD document",
    "rsd": "an RSD document",
    "{http://www.w3.org/2007/app}service": "an Atom service document",
    "{http://www.w3.org/2007/app}categories": "an Atom category document",
    "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription": "an OpenSearch description",
    "{http://www.opengis.net/kml/2.2}kml": "a KML document",
    "{http://earth.google.com/kml/2.0}kml": "a KML document",
    "{http://earth.google.com/kml/2.1}kml": "a KML document",
    "{http://earth.google.com/kml/2.2}kml": "a KML document",
}


def check(data: bytes, context: Context) -> None:
    """Report what is wrong with a document that is XML or should be."""
    root = strict.parse(data, context)
    if root is None:
        return
    module = _CHECKS.get(root.tag)
    if module is not None:
        document.check(module.rpartition(".")[2], data, context)
        found = import_module(module).check(root, context)
        if found is not None:
            context.problems.extend(found)
    elif root.tag in _OTHERS:
        context.report("document-not-checked", line=root.sourceline, found=_OTHERS[root.tag])
    else:
        _refuse(root, context)


def _refuse(root: Any, context: Context) -> None:
    name = f"<{root.tag.rpartition('}')[2]}>"
    uri = root.tag[1:].partition("}")[0] if root.tag[0] == "{" else ""
    local = root.tag.rpartition("}")[2]
    if local == "rss":
        context.report("rss-namespace", line=root.sourceline, path="/rss", text=uri, found=uri)
        return
    if local in ("feed", "entry"):
        context.report(
            "atom-namespace",
            line=root.sourceline,
            path=f"/{local}",
            text=uri,
            found=uri or "no namespace",
        )
        return
    context.report("document-not-a-feed", line=root.sourceline, path=f"/{root.tag}", found=name)
