"""What the settings files may say, and how a wrong one is told.

This module owns names, kinds and defaults of settings, as msgspec structs; it turns
msgspec's complaints into sentences with file, key, what was given and what is allowed.
"""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from pagefeed.errors import SettingsError
from pagefeed.model import DateOrder, Fields, Words

Period = Literal["year", "month", "day"]
Compression = Literal["gz", "br", "zst"]
Texts = str | tuple[str, ...]


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A TOML table in which every key must be known."""


_T = TypeVar("_T", bound=Table)


class SelectorsTable(Table, frozen=True):
    """CSS selectors for a listing page; `item` matches one row, the others look inside it."""

    item: str
    title: str = ""
    link: str = ""
    date: str = ""
    summary: str = ""
    image: str = ""
    category: str = ""


class WordsTable(Table, frozen=True):
    """The words by which blocks are told apart, and the categories given to items."""

    videos: tuple[str, ...] = Words().videos
    popular: tuple[str, ...] = Words().popular
    article_category: str = Words().article_category
    video_category: str = Words().video_category
    story_category: str = Words().story_category


class FieldsTable(Table, frozen=True):
    """The names under which a data set keeps a page's facts."""

    text: Texts = Fields().text
    html: Texts = Fields().html
    url: Texts = Fields().url
    title: Texts = Fields().title
    date: Texts = Fields().date
    captured: Texts = Fields().captured
    language: Texts = Fields().language
    category: Texts = Fields().category
    author: Texts = Fields().author


class SourceTable(Table, frozen=True):
    """Pages that are read in the same way."""

    files: Annotated[
        Texts, Meta(description='Paths or patterns, relative to this file: "../seeds/*.txt".')
    ]
    name: Annotated[str, Meta(description="What reports and queries call it; default: files.")] = ""
    timezone: Annotated[str, Meta(description="IANA name; default: the publication's.")] = ""
    language: Annotated[str, Meta(description="BCP 47 tag; default: the publication's.")] = ""
    date_order: Annotated[
        DateOrder | None, Meta(description="How 02/09 is read; default: the page's own proof.")
    ] = None
    category: Annotated[str, Meta(description="Put on every item of the source.")] = ""
    rows: Annotated[
        tuple[str, ...], Meta(description='Row patterns: "{H}:{M} • {d}.{m}.{y} {title}".')
    ] = ()
    selectors: SelectorsTable | None = None
    words: WordsTable | None = None
    fields: FieldsTable | None = None
    converters: Annotated[
        tuple[str, ...], Meta(description="Names of converters, in order; default: by the page.")
    ] = ()


class DefaultsTable(Table, frozen=True):
    """What holds for every feed that doesn't say otherwise."""

    limit: Annotated[int, Meta(ge=1, le=10_000, description="Items in a feed's document.")] = 50
    archive: Annotated[Period, Meta(description="The period of an archive document.")] = "month"


class PublicationFile(Table, frozen=True):
    """`publication.toml`."""

    title: Annotated[str, Meta(min_length=1, description="Of the publication.")]
    home: Annotated[str, Meta(description="Where output/ will be hosted: an absolute http(s) URL.")]
    author: Annotated[str, Meta(min_length=1, description="Who publishes; Atom requires one.")]
    language: Annotated[str, Meta(description="BCP 47 tag of the feeds.")]
    timezone: Annotated[
        str, Meta(description='IANA name, such as "Asia/Yerevan"; there is no default.')
    ]
    sources: Annotated[tuple[SourceTable, ...], Meta(min_length=1)]
    description: str = ""
    hub: Annotated[str, Meta(description="A WebSub hub's URL.")] = ""
    compress: Annotated[
        tuple[Compression, ...], Meta(description="Compressed copies kept beside text files.")
    ] = ("gz",)
    headers_file: Annotated[
        bool, Meta(description="Write _headers for Netlify and Cloudflare Pages.")
    ] = False
    words: WordsTable = WordsTable()
    defaults: DefaultsTable = DefaultsTable()


class FeedFile(Table, frozen=True):
    """`NAME.toml`: one feed, published as output/NAME/."""

    title: Annotated[str, Meta(min_length=1)]
    description: str = ""
    category: Annotated[Texts, Meta(description="Items in any of these categories.")] = ()
    section: Annotated[Texts, Meta(description="Items seen in any of these blocks.")] = ()
    kind: Annotated[Texts, Meta(description="Items of these kinds: article, video, story.")] = ()
    source: Annotated[Texts, Meta(description="Items first given by these sources.")] = ()
    words: Annotated[Texts, Meta(description="Items whose title or summary has them all.")] = ()
    language: str = ""
    limit: Annotated[int | None, Meta(description="Default: [defaults] limit.")] = None
    archive: Period | None = None


def read(file: Path, kind: type[_T]) -> _T:
    """Read one settings file strictly.

    Raises SettingsError for a file that can't be read, isn't UTF-8 or TOML, or says
    something that isn't allowed.
    """
    try:
        raw = tomllib.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"can't be read: {error.strerror}", where=str(file)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("isn't UTF-8", where=str(file), hint="Save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"isn't TOML: {error}", where=str(file)) from error
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise _explained(str(error), raw, kind, str(file)) from error


_KINDS = {
    "int": "a whole number",
    "str": "a text in quotes",
    "bool": "true or false",
    "array": 'a list, such as ["a", "b"]',
    "object": "a table",
    "str | array": 'a text in quotes or a list, such as ["a", "b"]',
    "int | null": "a whole number",
}


def _explained(message: str, raw: Any, kind: type[Table], file: str) -> SettingsError:
    """The sentence of msgspec, with key, value and what is allowed in the words of the file."""
    text, _, path = message.partition(" - at `")
    key = path.rstrip("`").removeprefix("$").lstrip(".")
    if unknown := re.fullmatch(r"Object contains unknown field `(.+)`", text):
        name = unknown.group(1)
        allowed = _keys(kind, key)
        close = difflib.get_close_matches(name, allowed, 1)
        hint = f"Did you mean {close[0]!r}?" if close else "Allowed: " + ", ".join(sorted(allowed))
        return SettingsError(
            "there is no such setting", where=file, key=_joined(key, name), hint=hint
        )
    if missing := re.fullmatch(r"Object missing required field `(.+)`", text):
        return SettingsError(
            "is required but not given", where=file, key=_joined(key, missing.group(1))
        )
    given = json.dumps(_at(raw, key), ensure_ascii=False, default=str)
    if expected := re.fullmatch(r"Expected `([^`]+)`, got `.*`", text):
        wanted = _KINDS.get(expected.group(1), expected.group(1))
        return SettingsError(f"expected {wanted}, got {given}", where=file, key=key)
    if re.match(r"Invalid enum value", text):
        choices = ", ".join(json.dumps(c) for c in _choices(key))
        return SettingsError(f"expected one of {choices}, got {given}", where=file, key=key)
    return SettingsError(f"{text[0].lower()}{text[1:]}, got {given}", where=file, key=key)


def _choices(key: str) -> tuple[str, ...]:
    return {
        "archive": ("year", "month", "day"),
        "date_order": ("DMY", "MDY", "YMD"),
    }.get(re.split(r"[.\[]", key)[-1], ("gz", "br", "zst"))


def _keys(kind: type[Table], key: str) -> list[str]:
    """The names allowed in the table at `key`."""
    tables: dict[str, type[Table]] = {
        "sources": SourceTable,
        "selectors": SelectorsTable,
        "words": WordsTable,
        "fields": FieldsTable,
        "defaults": DefaultsTable,
    }
    last = re.sub(r"\[.*?\]", "", key).rpartition(".")[2]
    return [field.encode_name for field in msgspec.structs.fields(tables.get(last, kind))]


def _joined(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _at(raw: Any, key: str) -> Any:
    """The value at msgspec's path, such as `sources[0].files`."""
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", key):
        try:
            raw = raw[int(index)] if index else raw[name]
        except (KeyError, IndexError, TypeError):
            return None
    return raw
