"""Telling a WebSub hub which feeds changed, so that subscribers hear at once.

Owns what a topic is, what counts as changed, what is remembered between pings, and the
talk with the hub (W3C WebSub, 2018; section 6 leaves publishing to hub and publisher,
who use `hub.mode=publish` and `hub.url`). A hub that is told too early fetches the old
feed and tells nobody, so a topic is first looked at where it is hosted. This module
knows no settings and no ledger.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pagefeed.errors import PublishError
from pagefeed.model import Problem, Severity

if TYPE_CHECKING:
    import urllib3

DOCUMENTS = ("atom.xml", "feed.json", "rss.xml")
_ATOM = "{http://www.w3.org/2005/Atom}link"
_LONGEST = 60  # seconds that a hub's Retry-After is waited for
_AGENT = "pagefeed (WebSub publisher)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One current feed document; archive documents aren't subscribed to."""

    url: str  # what the document itself calls self: a hub compares it letter by letter
    hubs: tuple[str, ...]  # that the document names
    path: str  # below the output folder
    digest: str  # SHA-256 of its bytes


def topics(output: Path) -> Iterator[Topic | Problem]:
    """The publication's topics, by path; a Problem for a document that can't be one."""
    for folder in sorted(output.iterdir() if output.is_dir() else ()):
        if folder.name.startswith(".") or not folder.is_dir():
            continue
        for name in DOCUMENTS:
            file = folder / name
            if file.is_file():
                yield _topic(file, f"{folder.name}/{name}")


def changed(found: tuple[Topic, ...], pinged: Mapping[str, str]) -> tuple[Topic, ...]:
    """Those whose bytes aren't those of the last ping."""
    return tuple(topic for topic in found if pinged.get(topic.url) != topic.digest)


def recall(file: Path, hub: str) -> dict[str, str]:
    """What this hub was told: digest by topic; nothing when it never was.

    Raises PublishError when the file isn't ours.
    """
    try:
        known = json.loads(file.read_bytes())
        told = known["topics"] if known["hub"] == hub else {}
        return {str(url): str(digest) for url, digest in told.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PublishError(
            "it can't be read",
            where=str(file),
            hint="Delete it: the next ping tells the hub of every feed",
        ) from error


def remember(file: Path, hub: str, pinged: Mapping[str, str]) -> None:
    """Keep what the hub was told, whole or not at all."""
    data = json.dumps({"hub": hub, "topics": dict(sorted(pinged.items()))}, indent=0)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.tmp")
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(data + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)


class Hub:
    """A hub, and the way to it: four more tries when it or the network stumbles."""

    def __init__(self, url: str, *, pause: float = 0.5) -> None:
        import urllib3

        self.url = url
        self._pool = urllib3.PoolManager(
            retries=_patient(pause),
            timeout=urllib3.Timeout(connect=10, read=30),
            headers={"User-Agent": _AGENT},
        )

    def named(self, topic: Topic) -> Problem | None:
        """Whether subscribers can find this hub in the feed; a Problem when they can't."""
        if self.url in topic.hubs:
            return None
        return _problem("topic-without-hub", topic.url, f"the feed doesn't name {self.url}")

    def look(self, topic: Topic) -> Problem | None:
        """Whether the topic is hosted as it is here; a Problem when it isn't (yet)."""
        import urllib3

        try:
            answer = self._pool.request("GET", topic.url, headers={"Cache-Control": "no-cache"})
        except urllib3.exceptions.HTTPError as error:
            return _problem("topic-unreachable", topic.url, f"it can't be fetched: {_why(error)}")
        if answer.status != 200:
            return _problem(
                "topic-unreachable", topic.url, f"the host answered {answer.status} {answer.reason}"
            )
        if hashlib.sha256(answer.data).hexdigest() != topic.digest:
            return _problem(
                "topic-not-deployed", topic.url, f"the host doesn't have it as {topic.path} is here"
            )
        return None

    def tell(self, topic: Topic) -> Problem | None:
        """Tell the hub of one topic; a Problem when it won't hear."""
        import urllib3

        form = {"hub.mode": "publish", "hub.url": topic.url}
        try:
            answer = self._pool.request("POST", self.url, fields=form, encode_multipart=False)
        except urllib3.exceptions.HTTPError as error:
            return _problem("hub-unreachable", self.url, f"it can't be told: {_why(error)}")
        if 200 <= answer.status < 300:
            return None
        said = " ".join(answer.data[:200].decode("utf-8", "replace").split())
        text = f"{answer.status} {answer.reason} to {topic.url}{f': {said}' if said else ''}"
        return _problem("hub-refused", self.url, f"the hub answered {text}")


_HINTS = {
    "topic-unreachable": "Deploy first, and see that home is where the files are hosted",
    "topic-not-deployed": "Deploy first; where a cache stands before the host, wait it out",
    "hub-unreachable": "Look at hub in publication.toml; the next ping tries again",
    "hub-refused": "The next ping tries again; ask who runs the hub whether it knows this feed",
    "topic-without-hub": "Build and deploy again since hub was set",
    "topic-without-self": "Build again with this version",
}


def _problem(code: str, where: str, message: str) -> Problem:
    return Problem(
        severity=Severity.ERROR, code=code, where=where, message=message, hint=_HINTS[code]
    )


def _topic(file: Path, path: str) -> Topic | Problem:
    data = file.read_bytes()
    url, hubs = _json_links(data) if path.endswith(".json") else _xml_links(data)
    if not url:
        return _problem("topic-without-self", str(file), "the feed doesn't say where it lives")
    return Topic(url=url, hubs=hubs, path=path, digest=hashlib.sha256(data).hexdigest())


def _json_links(data: bytes) -> tuple[str, tuple[str, ...]]:
    """JSON Feed 1.1: `feed_url` and `hubs`."""
    try:
        feed = json.loads(data)
        return str(feed.get("feed_url", "")), tuple(str(h["url"]) for h in feed.get("hubs", ()))
    except (ValueError, AttributeError, KeyError, TypeError):
        return "", ()


def _xml_links(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The feed's own `atom:link`s, not its items'."""
    from lxml import etree

    try:
        parser = etree.XMLParser(no_network=True, resolve_entities=False)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return "", ()
    feed = root.find("channel") if root.tag == "rss" else root
    links = feed.findall(_ATOM) if feed is not None else []
    by_rel = [(link.get("rel", "alternate"), link.get("href", "")) for link in links]
    own = [href for rel, href in by_rel if rel == "self"]
    return own[0] if own else "", tuple(href for rel, href in by_rel if rel == "hub")


def _patient(pause: float) -> urllib3.Retry:
    import urllib3

    class Patient(urllib3.Retry):
        """Waits as long as it is asked to, but no longer than a person would."""

        def get_retry_after(self, response: Any) -> float | None:
            asked = super().get_retry_after(response)
            return None if asked is None else min(asked, _LONGEST)

    return Patient(
        total=4,
        backoff_factor=pause,
        status_forcelist=(429, 500, 502, 503, 504),
        allowed_methods=None,  # a ping told twice is as good as once
        raise_on_status=False,
    )


def _why(error: Exception) -> str:
    """The innermost reason, without the library's wrapping."""
    reason = getattr(error, "reason", None)
    text = str(reason if reason is not None else error)
    return text.rsplit(": ", 1)[-1]
