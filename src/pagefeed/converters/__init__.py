"""Pages -> drafts. `convert` is the stage; each kind of page has its module.

Converters are pure: a page and its source's settings in, drafts with problems and
leftovers out. They open nothing, know no ledger and mint no ids.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from pagefeed import clean, languages
from pagefeed.converters import document, text
from pagefeed.errors import SettingsError
from pagefeed.model import Conversion, Draft, Page, Problem, Reading, Severity

Converter = Callable[[Page, Reading], Conversion]

ENTRY_POINTS = "pagefeed.converters"  # the group in which others register theirs

__all__ = ["ENTRY_POINTS", "Converter", "convert"]


def convert(page: Page, reading: Reading) -> Conversion:
    """The drafts of one page, by the converters that its source names, or by its media.

    Never raises for what a page holds; a converter from outside that fails is a
    problem of that page. Raises SettingsError for an unknown zone or converter.
    """
    stated = languages.tag(page.language)
    page = page if stated == page.language else replace(page, language=stated)
    outside = tuple(name for name in reading.converters if name not in _known(page))
    with _uncollected():
        found = _own(page, reading)
        for name in outside:
            found = _joined(found, _outside(name, page, reading))
        drafts = tuple(_with_facts(page, reading, found.drafts))
        clean.forget(len(page.text))
        return Conversion(drafts=drafts, problems=found.problems, leftovers=found.leftovers)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, which would walk a page's many objects again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _known(page: Page) -> tuple[str, ...]:
    del page
    return (*text.NAMES, "html", "feed")


def _own(page: Page, reading: Reading) -> Conversion:
    named = tuple(name for name in reading.converters if name in _known(page))
    if reading.converters and not named:
        return Conversion(drafts=())
    if page.media == "html":
        return _html(page, reading)
    if page.media == "feed":
        return _feed(page, reading)
    names = named or text.NAMES
    if not page.record or "article" not in names:
        return text.convert(page, reading, only=names)
    line = document.of_one_line(page, reading)
    return line or document.convert(page, reading, text.convert(page, reading, only=names))


def _html(page: Page, reading: Reading) -> Conversion:
    from pagefeed.converters import html

    return html.convert(page, reading)


def _feed(page: Page, reading: Reading) -> Conversion:
    from pagefeed.converters import feed

    return feed.convert(page, reading)


def _outside(name: str, page: Page, reading: Reading) -> Conversion:
    """What a converter that was installed beside pagefeed makes of the page."""
    from importlib.metadata import entry_points

    found = entry_points(group=ENTRY_POINTS, name=name)
    if not found:
        raise SettingsError(
            f"there is no converter {name!r}",
            key="converters",
            hint=f"Known: {', '.join(text.NAMES)}, and those installed as {ENTRY_POINTS}.",
        )
    try:
        loaded: Converter = next(iter(found)).load()
        return loaded(page, reading)
    except Exception as error:  # noqa: BLE001 - a stranger's code must not stop the run
        return Conversion(
            drafts=(),
            problems=(
                Problem(
                    severity=Severity.WARNING,
                    code="converter-failed",
                    where=page.locator,
                    message=f"the converter {name!r} failed: {type(error).__name__}: {error}",
                ),
            ),
        )


def _joined(first: Conversion, second: Conversion) -> Conversion:
    drafts = sorted((*first.drafts, *second.drafts), key=lambda draft: draft.line)
    return Conversion(
        drafts=tuple(replace(draft, place=place) for place, draft in enumerate(drafts)),
        problems=(*first.problems, *second.problems),
        leftovers=(*first.leftovers, *second.leftovers),
    )


def _with_facts(page: Page, reading: Reading, drafts: tuple[Draft, ...]) -> list[Draft]:
    """The drafts with what the sidecar and the settings say of them.

    A title, a date and an author are the article's, or those of a page's only draft;
    a category is every draft's.
    """
    facts = page.facts
    found: list[Draft] = []
    for draft in drafts:
        known = draft
        if facts is not None and (draft.kind == "article" or len(drafts) == 1):
            known = replace(
                draft,
                title=facts.title or draft.title,
                published=facts.published or draft.published,
                author=facts.author or draft.author,
            )
        categories = known.categories
        if facts is not None and facts.category:
            categories = (facts.category, *categories)
        if reading.category:
            categories = (*categories, reading.category)
        language = languages.tag(known.language) or page.language or reading.language
        categories = tuple(dict.fromkeys(categories))
        if (categories, language) != (known.categories, known.language):
            known = replace(known, categories=categories, language=language)
        found.append(known)
    return found
