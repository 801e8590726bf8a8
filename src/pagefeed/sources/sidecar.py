"""`NAME.meta.toml`: what someone who knows says of the page beside it.

This module owns the file's keys and their types. A wrong key or value is a Problem,
and the page is read without it: nothing is guessed from a sidecar.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from pagefeed import clean, dates
from pagefeed.model import Evidence, Facts, Precision, Problem, Stamp
from pagefeed.sources.finding import SIDECAR
from pagefeed.sources.opening import Asked, whole

KEYS = (
    "url", "captured", "published", "category", "author", "title", "language", "charset",
)  # fmt: skip
_LIMIT = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What was said, checked."""

    url: str | None = None
    captured: datetime | None = None  # aware
    language: str | None = None
    charset: str | None = None
    facts: Facts | None = None
    data: bytes = b""  # the file, for the page's digest


def read(asked: Asked) -> tuple[Sidecar, tuple[Problem, ...]]:
    """The sidecar of a page, empty where there is none, and what is wrong with it."""
    path = beside(asked.path)
    if path is None:
        return Sidecar(), ()
    folder = asked.locator.rpartition("/")[0]
    locator = f"{folder}/{path.name}" if folder else path.name
    mine = Asked(path=path, locator=locator, source=asked.source, reading=asked.reading)
    data, problems = whole(mine, _LIMIT)
    if data is None:
        return Sidecar(), problems
    import tomllib  # few pages have a sidecar

    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Sidecar(data=data), (
            mine.error(
                "sidecar-broken",
                f"not TOML: {error}",
                'Write lines such as: published = 2021-05-24T15:20:00+04:00 or category = "News".',
            ),
        )
    return _checked(mine, table, data)


def beside(path: Path) -> Path | None:
    """Where a page's sidecar is: `page.html.meta.toml`, or `page.meta.toml` for every ending."""
    stem = path.name
    for ending in (".gz", ".zst"):
        stem = stem.removesuffix(ending)
    for name in (path.name, stem.rpartition(".")[0] or stem):
        found = path.with_name(name + SIDECAR)
        if found.exists():
            return found
    return None


def _checked(
    asked: Asked, table: dict[str, object], data: bytes
) -> tuple[Sidecar, tuple[Problem, ...]]:
    problems = [
        asked.error("sidecar-broken", f"unknown key {key!r}", f"The keys are {', '.join(KEYS)}.")
        for key in table
        if key not in KEYS
    ]
    strings: dict[str, str] = {}
    for key in ("url", "category", "author", "title", "language", "charset"):
        value = table.get(key)
        if value is None:
            continue
        if isinstance(value, str) and clean.line(value):
            strings[key] = clean.line(value)
        else:
            problems.append(asked.error("sidecar-broken", f"{key}: expected words, got {value!r}"))
    url = strings.get("url")
    if url is not None and not url.lower().startswith(("http://", "https://")):
        problems.append(
            asked.error("sidecar-broken", f"url: expected http:// or https://, got {url!r}")
        )
        url = None
    stamps: dict[str, Stamp] = {}
    for key in ("captured", "published"):
        if key in table:
            stamp = _stamp(table[key], asked.reading.timezone)
            if stamp is None:
                problems.append(_bad_date(asked, key, table[key]))
            else:
                stamps[key] = stamp
    facts = Facts(
        title=strings.get("title"),
        published=stamps.get("published"),
        category=strings.get("category"),
        author=strings.get("author"),
    )
    sidecar = Sidecar(
        url=url,
        captured=stamps["captured"].when if "captured" in stamps else None,
        language=strings.get("language"),
        charset=strings.get("charset"),
        facts=facts,
        data=data,
    )
    return sidecar, tuple(problems)


def _bad_date(asked: Asked, key: str, value: object) -> Problem:
    return asked.error(
        "sidecar-broken",
        f"{key}: expected a date, got {value!r}",
        f"Write it as TOML does, without quotes: {key} = 2021-05-24T15:20:00+04:00.",
    )


def _stamp(value: object, zone: str) -> Stamp | None:
    """A TOML date, date-time or string as a stamp; one without an offset is local to the zone."""
    if isinstance(value, str):
        stamp = dates.machine(value, zone)
        if stamp is None:
            return None
        kept = tuple(e for e in stamp.evidence if e is not Evidence.MACHINE)
        return replace(stamp, evidence=(Evidence.SIDECAR, *kept))
    if isinstance(value, datetime):
        precision = Precision.SECOND if value.second else Precision.MINUTE
        if value.tzinfo is not None:
            return Stamp(when=value, precision=precision, evidence=(Evidence.SIDECAR,))
    elif isinstance(value, date):
        value = datetime.combine(value, time())
        precision = Precision.DAY
    else:
        return None
    try:
        when, remarks = dates.localize(value.replace(microsecond=0), zone)
    except (OverflowError, ValueError):
        return None
    return Stamp(when=when, precision=precision, evidence=(Evidence.SIDECAR, *remarks))
