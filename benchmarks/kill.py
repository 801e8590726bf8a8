"""Kill builds with SIGKILL at random moments, and look at what a visitor would see.

    python benchmarks/kill.py               1,000 kills of the real publisher: must find nothing
    python benchmarks/kill.py --naive       the same against one that opens and writes in place,
                                            as long as it takes to find that out

Each round changes the page (new rows, a corrected title), starts a build and kills it at a
moment drawn evenly from the time that a build takes. Then every visible file must be whole
and valid, no link among the files may be broken, and no item that was published may be
missing or have another id. Now and then a build may finish, and must complete everything.

Builds are forked from a process that has the program loaded: a kill then hits the work and
not the start of an interpreter.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from lxml import etree

from living import Page
from publications import HOME, Publication

_LINK = re.compile(rb'(?i)(?:href|src|url)="?([^"<>\s]+)|<link>([^<]+)<')
_ATOM = "{http://www.w3.org/2005/Atom}"


class Site:
    """A publication whose page goes on living, and what has been seen of it."""

    def __init__(self, folder: Path, *, seed: int, naive: bool) -> None:
        self.publication = Publication(folder).settle(limit=10)
        self.page = Page(seed=seed)
        self.naive = naive
        self.ids: dict[str, str] = {}  # title -> id, as ever published
        self.published: set[str] = set()  # ids that a visitor could find
        self.clock = 0
        self.examples: list[str] = []  # of what was wrong
        self._valid: set[str] = set()  # digests of documents that were checked

    def change(self) -> None:
        """Another day of the page."""
        (front,) = self.page.live(len(self.page.fronts) + 1)[-1:]
        front.write(self.publication.pages)
        self.clock = int(front.captured.timestamp()) + 600

    def start(self) -> int:
        """A build in a process of its own; its process id."""
        child = os.fork()
        if child:
            return child
        code = 70
        try:
            code = self._build()
        finally:
            os._exit(code)

    def _build(self) -> int:
        from pagefeed import cli, publish

        if self.naive:
            publish.publish = _in_place
        os.environ["SOURCE_DATE_EPOCH"] = str(self.clock)
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            cli.group.main(self.publication.arguments("build"), standalone_mode=False)
        return 0

    def finish(self) -> float:
        """A build that is let be; the seconds that it took."""
        begun = time.monotonic()
        _, status = os.waitpid(self.start(), 0)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit(f"a build failed: {os.waitstatus_to_exitcode(status)}")
        return time.monotonic() - begun

    def look(self) -> Counter[str]:
        """What is wrong with the files that a host would serve."""
        wrong: Counter[str] = Counter()
        files = self.publication.files()
        visible = {
            path: data
            for path, data in files.items()
            if not any(part.startswith(".") for part in path.split("/"))
        }
        broken = {path for path, data in visible.items() if not _whole(path, data)}
        wrong["files not whole"] += len(broken)
        wrong["files not valid"] += sum(
            not self._checked(path, data) for path, data in visible.items() if path not in broken
        )
        for path, data in visible.items():
            if path in broken or path.endswith((".gz", ".css")):
                continue
            broken_links = [link for link in _links(data, path) if not _leads(link, path, visible)]
            wrong["broken links"] += len(broken_links)
            self.examples += [f"{path} -> {link}" for link in broken_links[:3]]
        found = {}
        for path, data in visible.items():
            if path.endswith("atom.xml") and path not in broken:
                for entry in etree.fromstring(data).iter(f"{_ATOM}entry"):
                    identifier, title = (entry.findtext(f"{_ATOM}{n}") for n in ("id", "title"))
                    found[identifier or ""] = title or ""
        wrong["items lost"] += len(self.published - set(found))
        for identifier, title in found.items():
            wrong["ids changed"] += self.ids.setdefault(title, identifier) != identifier
        self.published |= set(found)
        return +wrong

    def _checked(self, path: str, data: bytes) -> bool:
        """Whether `pagefeed check` has nothing against a feed; the same bytes are checked once."""
        from pagefeed import checks

        digest = hashlib.sha256(data).hexdigest()
        if not path.endswith((".xml", ".json", ".opml")) or digest in self._valid:
            return True
        found = checks.check(data, url=f"{HOME}{path}", name=path)
        if checks.failed(found):
            self.examples += [f"{path}: {problem.code}" for problem in found]
            return False
        self._valid.add(digest)
        return True

    def complete(self) -> Counter[str]:
        """What is missing after a build that was let be."""
        titles = {story.title for story in self.page.visible(self.page.fronts)}
        wrong = self.look()
        wrong["stories missing"] += len(titles - set(self.ids))
        left = [path for path in self.publication.files() if "pagefeed-tmp" in path]
        wrong["temporary files left"] += len(left)
        return +wrong


def _in_place(files: Any, output: Path, *, known: Any, keep: Any, **_: Any) -> Any:
    """What a publisher without care does: it opens each file and writes into it."""
    from pagefeed.model import Published
    from pagefeed.publish import Outcome

    outcome, wanted = Outcome(), set(keep)
    for path, data, recipe in files:
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            for start in range(0, len(data), 4096):
                file.write(data[start : start + 4096])
                file.flush()
        wanted.add(path)
        outcome.written[path] = Published(path=path, recipe=recipe, size=len(data))
    for path in set(known) - wanted:
        (output / path).unlink(missing_ok=True)
    return outcome


def _whole(path: str, data: bytes) -> bool:
    try:
        if path.endswith(".gz"):
            return bool(gzip.decompress(data))
        if path.endswith((".xml", ".opml")):
            etree.fromstring(data)
        elif path.endswith(".json"):
            json.loads(data)
        elif path.endswith(".html"):
            return data.rstrip().endswith(b"</html>")
    except (etree.XMLSyntaxError, ValueError, OSError, EOFError):
        return False
    return bool(data)


def _links(data: bytes, path: str) -> Iterable[str]:
    """The links of a document to files of the same publication, below its root."""
    if path.endswith(".json"):
        document = json.loads(data)
        texts = [document.get("next_url"), *(item["url"] for item in document["items"])]
        found = [text for text in texts if text]
    else:
        found = [(a or b).decode() for a, b in _LINK.findall(data)]
    for link in found:
        if link.startswith(HOME):
            yield link.removeprefix(HOME)
        elif "://" not in link and not link.startswith(("data:", "mailto:", "#")):
            base = path.rpartition("/")[0]
            yield os.path.normpath(f"{base}/{link}" if base else link) + (
                "/" if link.endswith("/") else ""
            )


def _leads(link: str, path: str, visible: dict[str, bytes]) -> bool:
    """Whether a link leads to a file that is there, and to an anchor in it."""
    del path
    place, _, anchor = link.partition("#")
    place = place.split("?")[0].strip("./") if place in {".", "./"} else place.split("?")[0]
    target = f"{place}index.html" if place.endswith("/") or not place else place
    data = visible.get(target.lstrip("/")) or visible.get(f"{target}/index.html".lstrip("/"))
    if data is None:
        return False
    return not anchor or f'id="{anchor}"'.encode() in data or f"id={anchor}".encode() in data


def run(
    kills: int, *, seed: int = 1, naive: bool = False, folder: Path | None = None
) -> dict[str, int]:
    """Kill so many builds; what was wrong, counted, beside the number of kills.

    A `naive` publisher is done for at the first kill that leaves half a file: how many it takes
    is a matter of chance, and of how busy the machine is.
    """
    chance = random.Random(seed)
    from pagefeed import pipeline  # loaded before the first fork
    from pagefeed.renderers import atom, jsonfeed, opml, page, rss  # as above

    del pipeline, atom, jsonfeed, opml, page, rss
    with tempfile.TemporaryDirectory(prefix="pagefeed-kill-") as temporary:
        root = folder or Path(temporary)
        counts: Counter[str] = Counter()
        site = Site(root / "0", seed=seed, naive=naive)
        site.change()
        typical = site.finish()
        while counts["kills"] < kills and not (naive and counts["files not whole"]):
            if len(site.page.fronts) > 15:
                # Start again: new publications die in ways of their own.
                site = Site(root / str(counts["kills"]), seed=seed + counts["kills"], naive=naive)
            site.change()
            child = site.start()
            time.sleep(chance.uniform(0, typical))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            killed = os.waitstatus_to_exitcode(status) == -signal.SIGKILL
            counts["kills" if killed else "finished"] += 1
            counts.update(site.look())
            if counts["kills"] % 100 == 0:
                print(dict(counts), file=sys.stderr)
            while site.examples:
                print(f"after kill {counts['kills']}: {site.examples.pop()}", file=sys.stderr)
            if chance.random() < 0.1:
                typical = 0.7 * typical + 0.3 * site.finish()
                counts["completed"] += 1
                counts.update(site.complete())
        site.finish()
        counts.update(site.complete())
    return dict(counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--naive", action="store_true", help="the publisher without care")
    given = parser.parse_args()
    begun = time.monotonic()
    counts = run(given.kills, seed=given.seed, naive=given.naive)
    print(json.dumps({**counts, "seconds": round(time.monotonic() - begun)}))
    harmless = {"kills", "finished", "completed"}
    sys.exit(1 if set(counts) - harmless else 0)


if __name__ == "__main__":
    main()
