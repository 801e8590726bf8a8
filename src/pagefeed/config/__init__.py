"""`feeds/*.toml` -> frozen settings, and the JSON Schema by which editors check them.

This package owns what a setting is called, what it may be and what a bad one is told.
It reads the settings folder and nothing else; it knows no page, item or output.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from pagefeed.config import tables, values
from pagefeed.errors import SettingsError
from pagefeed.model import Fields, Masthead, Reading, Selectors, Shelf, Words

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One `[[sources]]` block."""

    name: str
    patterns: tuple[str, ...]  # absolute path patterns, as for glob, ** included
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationSettings(Masthead):
    """What holds for the whole publication."""

    compress: tuple[tables.Compression, ...] = ("gz",)
    headers_file: bool = False
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a settings folder says."""

    folder: Path
    publication: PublicationSettings
    sources: tuple[Source, ...]
    feeds: tuple[Shelf, ...]  # those with a file of their own, by slug

    def source_of(self, path: Path) -> Source | None:
        """The first source whose patterns cover the file, or None."""
        wanted = path.resolve()
        for source in self.sources:
            for pattern in source.patterns:
                if any(Path(p).resolve() == wanted for p in glob.iglob(pattern, recursive=True)):  # noqa: PTH207 - absolute patterns with **
                    return source
        return None


def digest(value: object) -> str:
    """A short digest of settings (any frozen dataclass of them): equal where they are equal."""
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()[:32]


def load(folder: Path, *, home: str | None = None) -> Settings:
    """Read `publication.toml` and every other `*.toml` of the folder.

    `home` (else the variable PAGEFEED_HOME) takes the place of the file's. Raises
    SettingsError, which names file, key, what was given and what is allowed.
    """
    file = folder / "publication.toml"
    if not file.is_file():
        raise SettingsError(
            "there is no such file",
            where=str(file),
            hint="Start a publication with `pagefeed init`, or name its folder with --config",
        )
    table = tables.read(file, tables.PublicationFile)
    where = str(file)
    publication = PublicationSettings(
        title=table.title.strip(),
        home=values.home(home or os.environ.get("PAGEFEED_HOME") or table.home, where),
        author=table.author.strip(),
        language=values.language(table.language, where, "language"),
        timezone=values.timezone(table.timezone, where, "timezone"),
        description=table.description.strip(),
        hub=values.url(table.hub, where, "hub") if table.hub else "",
        compress=table.compress,
        headers_file=table.headers_file,
        limit=table.defaults.limit,
        archive=table.defaults.archive,
        words=_words(table.words),
    )
    sources = tuple(
        _source(entry, publication, file, f"sources[{n}]") for n, entry in enumerate(table.sources)
    )
    _distinct_names(sources, where)
    feeds = tuple(
        _feed(path, publication)
        for path in sorted(folder.glob("*.toml"))
        if path.name != "publication.toml"
    )
    return Settings(folder=folder, publication=publication, sources=sources, feeds=feeds)


def schemas() -> dict[str, str]:
    """File name -> JSON Schema text, for editors that check TOML (`#:schema ./schema.json`)."""
    return {
        name: json.dumps(msgspec.json.schema(kind), indent=2, ensure_ascii=False) + "\n"
        for name, kind in (
            ("schema.json", tables.PublicationFile),
            ("feed.schema.json", tables.FeedFile),
        )
    }


def _source(
    table: tables.SourceTable, publication: PublicationSettings, file: Path, key: str
) -> Source:
    where = str(file)
    files = values.texts(table.files)
    if not files or not all(files):
        raise SettingsError(
            'expected paths or patterns, such as "../seeds/*.txt"', where=where, key=f"{key}.files"
        )
    selectors = table.selectors
    reading = Reading(
        timezone=values.timezone(table.timezone, where, f"{key}.timezone")
        if table.timezone
        else publication.timezone,
        language=values.language(table.language, where, f"{key}.language")
        if table.language
        else publication.language,
        date_order=table.date_order,
        category=table.category.strip() or None,
        words=_words(table.words) if table.words else publication.words,
        rows=table.rows,
        selectors=Selectors(**_fields_of(selectors)) if selectors else None,
        fields=Fields(**{name: values.texts(v) for name, v in _fields_of(table.fields).items()})
        if table.fields
        else Fields(),
        converters=table.converters,
    )
    patterns = tuple(os.path.normpath(file.parent.absolute() / name) for name in files)
    return Source(name=table.name.strip() or files[0], patterns=patterns, reading=reading)


def _fields_of(table: tables.Table) -> dict[str, Any]:
    return {
        field.encode_name: getattr(table, field.name) for field in msgspec.structs.fields(table)
    }


def _words(table: tables.WordsTable) -> Words:
    return Words(**_fields_of(table))


def _distinct_names(sources: tuple[Source, ...], where: str) -> None:
    seen: set[str] = set()
    for n, source in enumerate(sources):
        if source.name in seen:
            raise SettingsError(
                f"two sources are called {source.name!r}",
                where=where,
                key=f"sources[{n}].name",
                hint="Give each its own name",
            )
        seen.add(source.name)


def _feed(file: Path, publication: PublicationSettings) -> Shelf:
    table = tables.read(file, tables.FeedFile)
    where, slug = str(file), file.stem
    if not _SLUG.fullmatch(slug) or slug == "index":
        raise SettingsError(
            "the file's name becomes the feed's folder: expected lower case letters and digits,"
            f" joined by single hyphens, got {slug!r}",
            where=where,
        )
    if table.limit is not None and not 1 <= table.limit <= 10_000:
        raise SettingsError(
            f"expected a whole number from 1 to 10000, got {table.limit}", where=where, key="limit"
        )
    feed = Shelf(
        slug=slug,
        title=table.title.strip(),
        description=table.description.strip(),
        limit=table.limit or publication.limit,
        archive=table.archive or publication.archive,
        language=values.language(table.language, where, "language")
        if table.language
        else publication.language,
        categories=values.texts(table.category),
        sections=values.texts(table.section),
        kinds=values.texts(table.kind),
        sources=values.texts(table.source),
        words=values.texts(table.words),
    )
    queried = any((feed.categories, feed.sections, feed.kinds, feed.sources, feed.words))
    if slug == "all" and queried:
        raise SettingsError("the `all` feed has every item and takes no conditions", where=where)
    if slug != "all" and not queried:
        raise SettingsError(
            "says no condition for its items",
            where=where,
            hint="Give it a category, section, kind, source or words",
        )
    return feed
