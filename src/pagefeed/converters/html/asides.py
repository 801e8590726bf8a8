"""Places beside an article whose dates aren't the article's: other articles, comments, bars, footers.

This module owns telling them by marks and tags, apart from what holds the article's own text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pagefeed.converters.html.tree import Tree, marks

_ASIDE = re.compile(
    r"comment|related|(?<!content-)sidebar|recommend|popular|trending|most-?read|latest|recent|footer|promo"
    r"|widget|teaser|ticker|carousel|more-?(?:news|stories|from)|event|archive|calendar"
    r"|twitter-tweet|instagram-media|fb-post|responses?\b|replies|disqus|komment|coment[aá]ri|commentaire|reacties|respond\b"
    r"|(?:^|[\s_-])(?:to-?day|current-?(?:date|time|day)|now|weather|masthead|top-?bar)(?:$|[\s_-])",
)
_SIDE = re.compile(
    r"twitter-tweet|instagram-media|fb-post|(?<!content-)sidebar|(?:^|[\s_-])footer|recent|related|popular|trending|caption|comments?(?:$|[\s_-])"
    r"|(?:^|[\s_-])(?:to-?day|current-?(?:date|time|day)|now)(?:$|[\s_-])"
)
_ARTICLE = re.compile(r"(?:^|[\s_-])(?:article|post|entry|hentry|node|story|artikel)(?:$|[\s_-])")


def around_title(tree: Tree, title: Any) -> Tree:
    """A tree in which what holds the title too is none of these, whatever it is called."""
    if title is None:
        return tree
    return replace(tree, trunk=tree.trunk.union((title, *title.iterancestors())))


def holds(element: Any, tree: Tree) -> bool:
    """Whether it stands in comments, related articles, side bars, footers or lists of links.

    What also holds the article's text is none of these, whatever it is called; nor is the
    foot of the article itself.
    """
    if element.tag in {"figure", "figcaption"}:
        return True
    if _is_side(marks(element)) and not _is_own_foot(element, tree):
        return element not in tree.trunk
    for depth, above in enumerate(element.iterancestors()):
        tag = above.tag
        if tag in {"body", "html"} or above in tree.trunk:
            return False
        if _is_own_foot(above, tree):
            continue
        if tag in {"aside", "nav", "footer", "figure"}:
            return True
        if tag in {"main", "article"} and not _is_aside(marks(above)):
            continue
        if depth < 12 and len(hint := marks(above)) < 200 and _is_aside(hint):
            return True
    return False


@lru_cache(maxsize=2048)  # what stands in a box is asked for each thing in it
def _is_aside(hint: str) -> bool:
    return _ASIDE.search(hint) is not None


@lru_cache(maxsize=2048)
def _is_side(hint: str) -> bool:
    return _SIDE.search(hint) is not None


def _is_own_foot(element: Any, tree: Tree) -> bool:
    """Whether a footer is the article's: "entry-footer" beside the text, not the page's."""
    if element.tag != "footer" and "foot" not in marks(element):
        return False
    if _is_aside(marks(element).replace("foot", "")):
        return False
    above = element.getparent()
    return above in tree.trunk and (above.tag == "article" or _ARTICLE.search(marks(above)) is not None)  # fmt: skip
