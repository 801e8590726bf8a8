"""What a host's answers say about how a feed is served: answers -> Problems.

Pure: the asking is done at the edge. Takes what came back, hop by hop, and tells what
readers would suffer from. What the body holds is for `check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from pagefeed.checks.context import Context
from pagefeed.model import Problem

PERMANENT = (301, 308)
HOPS = 10  # redirects that are followed


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to one request. Header names are lower case."""

    url: str  # that was asked
    status: int
    reason: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""  # decoded from its Content-Encoding
    received: int = 0  # bytes of the body as they came


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """All answers that were had on the way to a feed.

    `failed` is the code of the rule that ended the way early, with what fills its
    sentence; `again` the answer to a conditional request, where one could be made.
    """

    asked: str
    hops: tuple[Answer, ...] = ()  # the redirects, in order
    answer: Answer | None = None  # the last one; None when there was none
    again: Answer | None = None
    failed: str = ""
    found: Mapping[str, object] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where the feed was found in the end."""
        return self.answer.url if self.answer else self.asked

    @property
    def content_type(self) -> str | None:
        """The Content-Type header of the last answer."""
        return self.answer.headers.get("content-type") if self.answer else None

    @property
    def body(self) -> bytes | None:
        """The feed's bytes, or None when no whole answer of 200 was had."""
        return self.answer.body if self.answer and not self.failed else None


def check(fetched: Fetched, *, name: str = "") -> tuple[Problem, ...]:
    """What is wrong with the way in which the feed was served."""
    context = Context(name=name or fetched.asked)
    return tuple(_problems(fetched, context))


def _problems(fetched: Fetched, context: Context) -> Iterator[Problem]:
    yield from _redirects(fetched, context)
    if fetched.failed:
        yield context.problem(fetched.failed, line=None, path="", text="", **fetched.found)
        return
    answer = fetched.answer
    if answer is None:
        return
    if not (fetched.content_type or "").strip():
        yield context.problem("http-content-type-missing")
    etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    if not etag and not modified:
        yield context.problem("http-no-validators")
    elif fetched.again is not None:
        yield from _conditional(answer, fetched.again, context)


def _redirects(fetched: Fetched, context: Context) -> Iterator[Problem]:
    addresses = [each.url for each in fetched.hops] + ([fetched.url] if fetched.answer else [])
    for before, after in pairwise(addresses):
        if before.lower().startswith("https:") and after.lower().startswith("http:"):
            yield context.problem("http-redirect-insecure", text=after, found=after)
    # The old address is given up only as far as the moves are for good without a break.
    moved = 0
    while moved < len(fetched.hops) and fetched.hops[moved].status in PERMANENT:
        moved += 1
    if moved and fetched.answer:
        found = addresses[moved]
        yield context.problem("http-moved", text=found, found=found)


def _conditional(answer: Answer, again: Answer, context: Context) -> Iterator[Problem]:
    """RFC 9110 section 13.1: with validators that still hold, the answer is 304."""
    if again.status == 304:
        return
    first, second = answer.headers.get("etag", ""), again.headers.get("etag", "")
    if again.status == 200 and again.body != answer.body:
        return  # the feed changed in between: nothing can be said
    if first and second and first != second:
        yield context.problem("http-validator-changes", first=first, second=second)
        return
    sent = "ETag" if first else "Last-Modified"
    yield context.problem("http-not-conditional", sent=sent, status=again.status)
