"""The rules of RSS 2.0: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import ERROR, WARNING, Rule, rule

PROFILE = "RSS Advisory Board, RSS Best Practices Profile"


def _missing(where: str, element: str, section: str) -> Rule:
    return rule(
        f"rss-{where.lower()}-missing-{element}",
        ERROR,
        f"RSS 2.0 {section}",
        f"<{where}> has no <{element}>, which it must have.",
        "Add it.",
    )


RULES: tuple[Rule, ...] = (
    rule(
        "rss-version-missing",
        ERROR,
        "RSS 2.0 “What is RSS?”",
        "<rss> has no version attribute.",
        'Write <rss version="2.0">.',
    ),
    rule(
        "rss-version-unknown",
        ERROR,
        "RSS 2.0 “What is RSS?”",
        "<rss> states version “{version}”, which there is not.",
        'Write <rss version="2.0">.',
    ),
    rule(
        "rss-version-old",
        WARNING,
        "RSS 2.0 “RSS History”",
        "The feed is RSS {version}, which RSS 2.0 has replaced.",
        'Write <rss version="2.0">; everything in the feed stays as it is.',
    ),
    rule(
        "rss-doctype-differs",
        ERROR,
        "RSS 0.91",
        "The DOCTYPE is that of RSS 0.91, but <rss> states version {version}.",
        "Leave the DOCTYPE out.",
    ),
    rule(
        "rss-namespace",
        ERROR,
        "RSS 2.0 “Extending RSS”",
        "<rss> is in the namespace “{found}”; RSS 2.0's elements are in none.",
        "Take the xmlns attribute off.",
    ),
    rule(
        "rss-missing-channel",
        ERROR,
        "RSS 2.0 “What is RSS?”",
        "<rss> has no <channel>, which it must have.",
        "Put everything into a <channel>.",
    ),
    rule(
        "rss-grammar",
        ERROR,
        "RSS 2.0",
        "The grammar of RSS does not allow <{name}> as it stands here: {reason}.",
        "Compare it with the specification's description of the element.",
    ),
    _missing("channel", "title", "“Required channel elements”"),
    _missing("channel", "link", "“Required channel elements”"),
    _missing("channel", "description", "“Required channel elements”"),
    *(
        _missing("image", name, "“<image> sub-element of <channel>”")
        for name in ("url", "title", "link")
    ),
    *(
        _missing("textInput", name, "“<textInput> sub-element of <channel>”")
        for name in ("title", "description", "name", "link")
    ),
    rule(
        "rss-item-missing-title-or-description",
        ERROR,
        "RSS 2.0 “Elements of <item>”",
        "<item> has neither <title> nor <description>.",
        "Give it one of them.",
    ),
    rule(
        "rss-item-missing-guid",
        WARNING,
        f"{PROFILE}: guid",
        "<item> has no <guid>: readers guess whether they have shown it already.",
        "Give every item a <guid> that never changes.",
    ),
    rule(
        "rss-guid-not-permalink",
        ERROR,
        "RSS 2.0 “<guid> sub-element of <item>”",
        "<guid> says to be a permalink, but is no web address: “{value}”.",
        'Add isPermaLink="false".',
    ),
    rule(
        "rss-guid-not-unique",
        ERROR,
        "RSS 2.0 “<guid> sub-element of <item>”",
        "The <guid> “{value}” already names the item on line {first}.",
        "Give every item a <guid> of its own; list an item once.",
    ),
    rule(
        "rss-element-undefined",
        ERROR,
        "RSS 2.0 “Extending RSS”",
        "RSS has no <{element}> in <{parent}>.",
        "Leave it out, or put it into a namespace.",
    ),
    rule(
        "rss-element-misspelled",
        ERROR,
        "RSS 2.0",
        "RSS has no <{element}> in <{parent}>; {meant} is meant.",
        "Write the name as given, capitals included.",
    ),
    rule(
        "rss-element-misplaced",
        ERROR,
        "RSS 2.0",
        "<{element}> doesn't belong here, but in {place}.",
        "Move it there.",
    ),
    rule(
        "rss-text-reference",
        WARNING,
        f"{PROFILE}: Character data",
        "The & or < in <{element}> is written so that some readers take it for markup.",
        "Write &#x26; for & and &#x3C; for <, which all readers show as meant.",
    ),
    rule(
        "rss-enclosure-repeated",
        WARNING,
        f"{PROFILE}: enclosure",
        "<item> has more than one <enclosure>; many readers take only one.",
        "Use one enclosure an item, and media:content for the others.",
    ),
    rule(
        "rss-content-without-description",
        WARNING,
        f"{PROFILE}: content:encoded",
        "<content:encoded> stands without a <description>, which many readers show.",
        "Add a <description> with a summary before it.",
    ),
    rule(
        "rss-content-before-description",
        WARNING,
        f"{PROFILE}: content:encoded",
        "<content:encoded> stands before <description>; some readers then show the summary alone.",
        "Put <description> first.",
    ),
    rule(
        "rss-content-repeats-description",
        WARNING,
        f"{PROFILE}: content:encoded",
        "<content:encoded> and <description> say the same.",
        "Use <description> for a summary, or leave <content:encoded> out.",
    ),
    rule(
        "rss-said-twice",
        WARNING,
        f"{PROFILE}: Dublin Core",
        "<{one}> and <{other}> say the same thing; readers differ in which they believe.",
        "Keep one of them.",
    ),
    rule(
        "rss-image-format",
        WARNING,
        "RSS 2.0 “<image> sub-element of <channel>”",
        "The image's name doesn't end as a GIF's, JPEG's or PNG's does.",
        "Use one of these three.",
    ),
    rule(
        "rss-image-title-differs",
        WARNING,
        "RSS 2.0 “<image> sub-element of <channel>”",
        "The image's title isn't the channel's, “{channel}”.",
        "Give the image the channel's title.",
    ),
    rule(
        "rss-image-link-differs",
        WARNING,
        "RSS 2.0 “<image> sub-element of <channel>”",
        "The image's link isn't the channel's, “{channel}”.",
        "Give the image the channel's link.",
    ),
    rule(
        "rss-textinput-useless",
        WARNING,
        f"{PROFILE}: textInput",
        "<textInput> is shown by next to no reader.",
        "Leave it out.",
    ),
    rule(
        "rss-textinput-name",
        ERROR,
        "RSS 2.0 “<textInput> sub-element of <channel>”",
        "The name “{value}” is none that a form's field can have.",
        "Write a letter, then letters, digits, hyphens, underscores, colons or points.",
    ),
    rule(
        "rss-skip-empty",
        ERROR,
        "RSS 2.0 “Optional channel elements”",
        "<{element}> has no <{child}>.",
        "Name what to skip, or leave it out.",
    ),
    rule(
        "rss-skip-repeated",
        ERROR,
        "RSS 2.0 “Optional channel elements”",
        "<{parent}> names {value} more than once.",
        "Name it once.",
    ),
    rule(
        "rss-skip-too-many",
        ERROR,
        "RSS 2.0 “Optional channel elements”",
        "<{element}> has more than {most} entries.",
        "Name each once.",
    ),
    rule(
        "rss-skiphours-midnight",
        WARNING,
        "RSS 2.0 “Optional channel elements”",
        "The hour 24 is meant to be written 0.",
        "Write 0 for midnight.",
    ),
)
