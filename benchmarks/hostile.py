"""What pages of every kind cost: `python benchmarks/hostile.py [KIND...] [--size MB...]`.

Pages of our own making that are as hard as a page can be, each of one kind: dense dates,
a million tiny lines, one giant line, tables, nesting, data for programs, every script. They go
through `sources` and `converters` as any file would. Printed: processor seconds a megabyte
at each size, which must not grow with the size, and what the first small page of a
process costs, whose share is the loading of libraries and of a language's names.

Nothing is asserted here: speeds depend on the machine. 2 s/MB is what no page may take.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hostile_pages import KINDS  # type: ignore[import-not-found]
from pagefeed import sources
from pagefeed.converters import convert
from pagefeed.model import Page, Reading

LIMIT = 2.0  # seconds a megabyte
PATIENCE = 30  # seconds for a page
# One small page of each sort and of some languages, each the first of its process.
FIRSTS: dict[str, tuple[str, str | None, str]] = {
    "text, English": (".txt", "en", "12 May 2024, 10:00 The council repairs the bridge\n"),
    "text, Russian": (".txt", "ru", "12 мая 2024, 10:00 Совет чинит старый мост\n"),
    "text, Arabic": (".txt", "ar", "12 مايو 2024 10:00 المجلس يصلح الجسر القديم\n"),
    "text, Chinese": (".txt", "zh", "2024年5月12日 10:00 市议会修复旧桥\n"),
    "text, no language": (".txt", None, "12 May 2024, 10:00 The council repairs the bridge\n"),
    "HTML list": (".html", "en", "<li><a href='/{}'>The council repairs the bridge</a> 12 May 2024"),
    "HTML list, no language": (".html", None, "<li><a href='/{}'>The council repairs it</a> 12 May 2024"),
    "HTML article": (".html", "en", "<p>The council met in the evening and agreed to mend it."),
    "JSON Lines": (".jsonl", "en", '{"text": "The council met, and agreed to mend the bridge."}\n'),
}  # fmt: skip


class TooLongError(BaseException):  # or a converter would take it for a fault of the page
    """A page that took longer than `PATIENCE`."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}")
    parser.add_argument("--size", type=float, action="append", help="megabytes (1 and 4)")
    parser.add_argument("--first", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.first:
        print(json.dumps(_first(options.first)))
        return
    if not options.kinds:
        _cold()
    sizes = options.size or [1.0, 4.0]
    print("\nwarm" + " " * 30 + "".join(f"{size:>6g} MB" for size in sizes) + "   drafts")
    signal.signal(signal.SIGALRM, _expired)
    _read("warm.html", FIRSTS["HTML article"][2].encode() * 40, "en")
    slow = 0
    for name in options.kinds or KINDS:
        suffix, language, make = KINDS[name]
        cells, drafts, over = [], "", False
        for size in sizes:
            data = make(round(size * 1e6))
            try:
                seconds, count = _read(name + suffix, data, language)
            except TooLongError:
                cells.append(f"{'>' + str(PATIENCE):>9}")
                over = True
                break
            speed = seconds / size  # before compression
            over = over or speed > LIMIT
            cells.append(f"{speed:>9.2f}")
            drafts = str(count)
        slow += over
        print(f"{name:<34}{''.join(cells)}{drafts:>9}{'  <- slow' if over else ''}", flush=True)
    print(f"{slow} kinds take more than {LIMIT:g} s/MB")


def _read(name: str, data: bytes, language: str | None) -> tuple[float, int]:
    """The processor seconds that a file's pages take, and how many drafts they give."""
    reading = Reading(timezone="Europe/Berlin", language=language)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name.replace(" ", "-"))
        path.write_bytes(data)
        count = 0
        signal.alarm(PATIENCE)
        started = time.process_time()
        try:
            for page in sources.read(path, locator=path.name, source="hostile", reading=reading):
                if isinstance(page, Page):
                    count += len(convert(page, reading).drafts)
        finally:
            signal.alarm(0)
        return time.process_time() - started, count


def _expired(*_: object) -> None:
    raise TooLongError


def _cold() -> None:
    """Each first page in a process of its own, and the same page again: the rest is the start."""
    print("cold: milliseconds of a process's first page of 20 rows" + " " * 6 + "first   again")
    for name in FIRSTS:
        here = [sys.executable, __file__, "--first", name]
        done = subprocess.run(here, check=True, capture_output=True, text=True)
        first, again = json.loads(done.stdout)
        print(f"{name:<58}{first * 1000:>8.0f}{again * 1000:>8.0f}", flush=True)


def _first(name: str) -> list[float]:
    suffix, language, row = FIRSTS[name]
    data = "".join(row.replace("{}", str(number)) for number in range(20)).encode()
    return [_read("first" + suffix, data, language)[0] for _ in range(2)]


if __name__ == "__main__":
    main()
