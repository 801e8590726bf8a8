"""Apple's podcast elements (itunes:)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pagefeed.checks import tree, values
from pagefeed.checks.tree import Part, Walk

URI = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_NS = f"{{{URI}}}"
# The same namespace in the letters of Apple's first description; readers know both.
_OLD_URI = "http://www.itunes.com/DTDs/Podcast-1.0.dtd"
_DURATION = re.compile(r"[0-9]+|[0-9]{1,3}:[0-5]?[0-9](?::[0-5]?[0-9])?")
_PICTURE = re.compile(r"\.(?:jpe?g|png)(?:[?#].*)?$", re.IGNORECASE)
_CATEGORIES: dict[str, frozenset[str]] = {
    above: frozenset(below.split(", ")) - {""}
    for above, below in {
        "Arts": "Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts",
        "Business": "Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit",
        "Comedy": "Comedy Interviews, Improv, Stand-Up",
        "Education": "Courses, How To, Language Learning, Self-Improvement",
        "Fiction": "Comedy Fiction, Drama, Science Fiction",
        "Government": "",
        "History": "",
        "Health & Fitness": (
            "Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality"
        ),
        "Kids & Family": "Education for Kids, Parenting, Pets & Animals, Stories for Kids",
        "Leisure": (
            "Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & "
            "Garden, Video Games"
        ),
        "Music": "Music Commentary, Music History, Music Interviews",
        "News": (
            "Business News, Daily News, Entertainment News, News Commentary, Politics, "
            "Sports News, Tech News"
        ),
        "Religion & Spirituality": (
            "Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality"
        ),
        "Science": (
            "Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural "
            "Sciences, Nature, Physics, Social Sciences"
        ),
        "Society & Culture": (
            "Documentary, Personal Journals, Philosophy, Places & Travel, Relationships"
        ),
        "Sports": (
            "Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, "
            "Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling"
        ),
        "Technology": "",
        "True Crime": "",
        "TV & Film": "After Shows, Film History, Film Interviews, Film Reviews, TV Reviews",
    }.items()
}
# Names that Apple has given up: still understood, shown elsewhere.
_OLD_NAMES = (
    "Alternative Health, Amateur, Architecture, Arts & Entertainment, Audio Blogs, "
    "Australian, Automotive, Aviation, Belgian, Bicycles, Books, Brazilian, Business News, "
    "Canadian, Careers, Chinese, College & High School, Commuting, Computers, Culture, "
    "Design, Developers, Diet & Nutrition, Dutch, Education Technology, Educational "
    "Technology, Entertainment, Environment, Family, Fashion, Fashion & Beauty, Finance, "
    "Fitness, Fitness & Nutrition, Food, French, Gadgets, Games, Games & Hobbies, German, "
    "Government & Organizations, Health, Hebrew, Higher Education, History, Hobbies, "
    "Information Technology, International, Investing, Italian, Japanese, K-12, Language "
    "Courses, Literature, Local, Management, Management & Marketing, Marketing, Medicine, "
    "Movies & Television, National, Natural Sciences, New Age, News, News & Politics, Non-"
    "Profit, Norwegian, Operating Systems, Other, Other Games, Outdoor, Performing Arts, "
    "Personal Journals, Philosophy, Photography, Places & Travel, Podcasting, Poetry, Polish,"
    " Politics, Portuguese, Professional, Public Radio, Recreational, Regional, "
    "Relationships, Science & Medicine, Science Fiction, Self-Help, Sexuality, Shopping, "
    "Smart Phones, Social Issues, Social Sciences, Software How-To, Spanish, Spirituality, "
    "Sports & Recreation, Swedish, Talk Radio, Tech News, Text/Speech, Training, "
    "Transportation, Travel, Video Games, Visual Arts"
)
_OLD = frozenset(_OLD_NAMES.split(", "))


def _limited(most: int) -> tree.Check:
    def check(walk: Walk, el: Any) -> None:
        text = tree.filled(walk, el)
        if len(text) > most:
            walk.report(
                "extension-too-long", el, element=tree.label(el), count=len(text), most=most
            )

    return check


def _picture(walk: Walk, el: Any) -> None:
    tree.needed(walk, el, "href", values.uri)
    href = el.get("href") or ""
    if not values.uri(href) and not _PICTURE.search(href[:4096]):
        walk.report("itunes-image-format", el, href)


def _explicit(walk: Walk, el: Any) -> None:
    text = tree.exact(walk, el)
    allowed = ("true", "false", "yes", "no", "clean", "explicit")
    tree.choice(walk, el, text.lower(), allowed, "itunes:explicit")


def _yes(walk: Walk, el: Any) -> None:
    tree.choice(walk, el, tree.exact(walk, el).lower(), ("yes", "no"), tree.label(el))


def _duration(walk: Walk, el: Any) -> None:
    text = tree.exact(walk, el)
    if not _DURATION.fullmatch(text):
        walk.report("itunes-duration", el, value=text)


def _keywords(walk: Walk, el: Any) -> None:
    text = tree.filled(walk, el)
    separator = "," if "," in text else " "
    if text.count(separator) >= 12:
        walk.report("itunes-keywords", el)


def _category(walk: Walk, el: Any) -> None:
    text = tree.required(walk, el, "text")
    if text is None:
        if "text" in el.keys():  # noqa: SIM118 - lxml's elements iterate over children
            walk.report("itunes-category", el, "", value="")
        return
    parent = el.getparent()
    above = parent.get("text") if parent.tag == el.tag else None
    allowed = _CATEGORIES.get(above) if above else frozenset(_CATEGORIES)
    if allowed is not None and text not in allowed:  # below an unknown one anything may stand
        code = "itunes-category-old" if text in _OLD else "itunes-category"
        walk.report(code, el, text, value=text)
    _inside(walk, el, _SUB if above is None else {})


def _owner(walk: Walk, el: Any) -> None:
    seen = _inside(walk, el, _OWNER)
    if not any(tag.endswith("}email") for tag in seen):
        walk.report("itunes-owner-without-email", el, "")


def _inside(walk: Walk, el: Any, parts: Mapping[str, Part]) -> dict[str, Any]:
    from pagefeed.checks.extensions import unknown

    return tree.children(walk, el, parts, unknown)


def _both(parts: dict[str, Part]) -> dict[str, Part]:
    """The same parts in either spelling of the namespace."""
    return {**parts, **{tag.replace(URI, _OLD_URI): part for tag, part in parts.items()}}


_TEXT = frozenset(("text",))
_SUB = _both({f"{_NS}category": Part(_category, many=True, attributes=_TEXT, parent=True)})
_OWNER = _both(
    {
        f"{_NS}name": Part(tree.plain),
        f"{_NS}email": Part(tree.tested(values.address)),
    }
)
_BOTH = (
    (f"{_NS}author", Part(tree.plain)),
    (f"{_NS}block", Part(_yes)),
    (f"{_NS}explicit", Part(_explicit)),
    (f"{_NS}image", Part(_picture, attributes=frozenset(("href",)))),
    (f"{_NS}keywords", Part(_keywords)),
    (f"{_NS}subtitle", Part(_limited(255))),
    (f"{_NS}summary", Part(_limited(4000))),
    (f"{_NS}title", Part(tree.plain)),
    (f"{_NS}category", Part(_category, many=True, attributes=_TEXT, parent=True)),
    (f"{_NS}pubDate", Part(tree.dated(values.rfc822))),
    (f"{_NS}link", Part(tree.anything, many=True, attributes=frozenset(("href", "rel", "type")))),
)
_CHANNEL = (
    *_BOTH,
    (f"{_NS}complete", Part(_yes)),
    (f"{_NS}new-feed-url", Part(tree.tested(values.uri))),
    (f"{_NS}owner", Part(_owner, parent=True)),
    (f"{_NS}type", Part(tree.listed("episodic", "serial", "Episodic", "Serial"))),
    (f"{_NS}applepodcastsverify", Part(tree.filled)),
)
_ITEM = (
    *_BOTH,
    (f"{_NS}duration", Part(_duration)),
    (f"{_NS}isClosedCaptioned", Part(_yes)),
    (f"{_NS}order", Part(tree.tested(values.whole))),
    (f"{_NS}episode", Part(tree.tested(values.positive))),
    (f"{_NS}season", Part(tree.tested(values.positive))),
    (
        f"{_NS}episodeType",
        Part(tree.listed("full", "trailer", "bonus", "Full", "Trailer", "Bonus")),
    ),
)
IN_CHANNEL = tuple(_both(dict(_CHANNEL)).items())
IN_ITEM = tuple(_both(dict(_ITEM)).items())
COMPLETE = (URI, _OLD_URI)
_WANTED = ("image", "category", "explicit", "author")


def feed_wide(walk: Walk, head: Any, seen: Mapping[str, Any]) -> None:
    """What Apple asks of a podcast's channel, where a channel uses these elements."""
    mine = [tag for tag in seen if tag.startswith(_NS)]
    if not mine:
        return
    for local in _WANTED:
        if f"{_NS}{local}" not in seen:
            walk.report("itunes-missing", head, "", element=f"itunes:{local}")
