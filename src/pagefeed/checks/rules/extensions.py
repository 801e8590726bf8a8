"""The rules of extension elements: rows only."""

from __future__ import annotations

from pagefeed.checks.rules import ERROR, WARNING, Rule, rule

_ITUNES = "Apple, A Podcaster's Guide to RSS"

RULES: tuple[Rule, ...] = (
    rule(
        "extension-undefined",
        ERROR,
        "the namespace's own specification",
        "There is no element <{element}> in that namespace{hint}.",
        "Write the name as its specification has it, capitals included.",
    ),
    rule(
        "extension-misplaced",
        ERROR,
        "the namespace's own specification",
        "<{element}> has no meaning in <{parent}>.",
        "Move it to where its specification puts it.",
    ),
    rule(
        "extension-too-long",
        ERROR,
        _ITUNES,
        "<{element}> has {count} characters; {most} are allowed.",
        "Shorten it.",
    ),
    rule(
        "itunes-missing",
        WARNING,
        _ITUNES,
        "The channel uses itunes elements but has no <{element}>.",
        "Add it, or the podcast directories will refuse the feed.",
    ),
    rule(
        "itunes-owner-without-email",
        WARNING,
        _ITUNES,
        "<itunes:owner> has no <itunes:email>.",
        "Add it.",
    ),
    rule(
        "itunes-category",
        ERROR,
        f"{_ITUNES}: Apple Podcasts categories",
        "There is no podcast category “{value}” here.",
        "Use one of Apple's, letter by letter.",
    ),
    rule(
        "itunes-category-old",
        WARNING,
        f"{_ITUNES}: Apple Podcasts categories",
        "The podcast category “{value}” is one that Apple has given up, or stands at another level.",
        "Use one of today's.",
    ),
    rule(
        "itunes-image-format",
        WARNING,
        _ITUNES,
        "The image's name doesn't end as a JPEG's or PNG's does.",
        "Use a JPEG or PNG.",
    ),
    rule(
        "itunes-duration",
        ERROR,
        _ITUNES,
        "“{value}” is no duration.",
        "Write seconds, MM:SS or HH:MM:SS.",
    ),
    rule(
        "itunes-keywords",
        WARNING,
        _ITUNES,
        "There are more than twelve keywords, or they aren't separated by commas.",
        "Keep at most twelve, with commas between.",
    ),
    rule(
        "thread-without-ref",
        ERROR,
        "RFC 4685 section 3",
        "<thr:in-reply-to> has no ref, which says what is replied to.",
        "Add ref with the id of the entry that is replied to.",
    ),
    rule(
        "media-content-without-url",
        ERROR,
        "Media RSS 1.5.1 media:content",
        "<media:content> has neither a url nor a <media:player>.",
        "Add the url of the file.",
    ),
    rule(
        "media-time",
        ERROR,
        "RFC 2326 section 3.6",
        "{what} is no time: “{value}”.",
        "Write hours, minutes and seconds: 01:02:03.4.",
    ),
    rule(
        "media-hash",
        ERROR,
        "Media RSS 1.5.1 media:hash",
        "The hash isn't one that {algo} gives.",
        "Write it in hexadecimal digits, whole.",
    ),
    rule(
        "media-country",
        ERROR,
        "Media RSS 1.5.1 media:restriction",
        "“{value}” is no country.",
        "Write two-letter codes of ISO 3166 with blanks between.",
    ),
    rule(
        "media-adult",
        WARNING,
        "Media RSS 1.5.1 media:adult",
        "<media:adult> has been given up.",
        "Use <media:rating>.",
    ),
    rule(
        "geo-coordinates",
        ERROR,
        "GeoRSS Simple; W3C Basic Geo",
        "<{element}> doesn't hold coordinates as it should.",
        "Write latitude, a blank, longitude; several pairs with blanks between.",
    ),
    rule(
        "geo-comma",
        WARNING,
        "GeoRSS Simple",
        "<{element}> separates its numbers by commas.",
        "Separate them by blanks.",
    ),
    rule(
        "geo-not-closed",
        ERROR,
        "GeoRSS Simple",
        "<{element}> doesn't end where it began.",
        "Repeat the first pair at the end.",
    ),
    rule(
        "thread-when",
        ERROR,
        "RFC 4685 section 4",
        "There is no attribute thr:when; the RFC calls it thr:updated.",
        "Write thr:updated.",
    ),
)
