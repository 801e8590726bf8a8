"""Makes `src/pagefeed/dates/cldr.txt` from Babel: `make names`.

Every locale of CLDR has its tag there, and every language with a country whose writing
isn't the language's usual one (`zh-TW`).
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import _cache, locale_identifiers

from pagefeed.dates.names import add, fold

TABLE = Path(__file__).parents[2] / "src/pagefeed/dates/cldr.txt"
_UNITS = ("second", "minute", "hour", "day", "week")


def table() -> str:
    """The whole table."""
    said: dict[str, str] = {}
    for tag in _tags():
        _cache.clear()  # one locale's names get into the next one's otherwise
        found = _found(tag)
        if found is not None:
            said[tag] = json.dumps(_said(found), ensure_ascii=False, separators=(",", ":"))
    for alias, language in get_global("language_aliases").items():
        for tag in [tag for tag in said if tag.split("-")[0] == language]:
            said.setdefault(alias + tag.removeprefix(language), said[tag])
    for old, countries in get_global("territory_aliases").items():  # "en-UK"
        if len(countries) == 1 and len(old) == 2:
            for tag in [tag for tag in said if tag.endswith(f"-{countries[0]}")]:
                said.setdefault(tag.removesuffix(countries[0]) + old, said[tag])
    alike: dict[str, list[str]] = {}
    for tag, each in said.items():
        language = tag.split("-")[0]
        if tag == language or each != said.get(language):
            alike.setdefault(each, []).append(tag.lower())
    return "".join(sorted(f"{' '.join(sorted(tags))}\t{each}\n" for each, tags in alike.items()))


def _tags() -> list[str]:
    """Locales, and languages with a country that tells the script."""
    known = locale_identifiers()
    scripts = [name.split("_") for name in (*known, *get_global("likely_subtags").values())]
    countries = {f"{parts[0]}_{parts[2]}" for parts in scripts if len(parts) == 3}
    languages = {name.split("_")[0] for name in known}
    return sorted(
        name.replace("_", "-")
        for name in {*known, *countries, *get_global("likely_subtags")}
        if name.split("_")[0] in languages
    )


def _found(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def _said(found: Locale) -> dict[str, Any]:
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for number, name in _forms(found.months):
        add(months, name, number)
    for number, name in _forms(found.days):
        add(weekdays, name, number)
    before, after = _day_periods(found)
    pattern = unicodedata.normalize("NFC", str(found.date_formats["short"].pattern)).lower()
    return {
        "months": months,
        "weekdays": weekdays,
        "before_noon": before,
        "after_noon": after,
        "past": _past(found),
        "order": "".join(dict.fromkeys(char for char in pattern if char in "ymd")),
    }


def _forms(table: Any) -> list[tuple[int, str]]:
    """Every name with its number; abbreviations after full names, narrow letters left out."""
    found: list[tuple[int, str]] = []
    for width in ("wide", "abbreviated", "short"):
        for context in ("format", "stand-alone"):
            names_of = table.get(context, {}).get(width, {})
            found.extend((int(number), str(names_of[number])) for number in names_of)
    return found


def _day_periods(found: Locale) -> tuple[list[str], list[str]]:
    periods: Any = found.day_periods
    before: set[str] = set()
    after: set[str] = set()
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            table = periods.get(context, {}).get(width, {})
            if "am" in table and "pm" in table:
                before.add(fold(str(table["am"])))
                after.add(fold(str(table["pm"])))
    return sorted(before), sorted(after)


def _past(found: Locale) -> dict[str, list[str]]:
    data: Any = found._data["date_fields"]
    forms: dict[str, list[str]] = {}
    for unit in _UNITS:
        for width in ("", "-short"):
            past = data.get(unit + width, {}).get("past", {})
            said = [str(past[plural]) for plural in past if "{0}" in str(past[plural])]
            forms[unit] = list(dict.fromkeys((*forms.get(unit, ()), *said)))
    return {unit: each for unit, each in forms.items() if each}


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
