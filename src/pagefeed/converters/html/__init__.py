"""An HTML page -> drafts: its own article, and the rows of its lists.

tree (`tree`) -> what is stated for programs (`jsonld`, `metadata`) -> the article
(`article`: `titles`, `published`, `body`) -> rows: by the source's selectors
(`selectors`), else by microformats (`microformats`) and by their dates, or by the lists' own
repetition (`lists`).

By dates: all that show one (`anchors`, `dated`), without those that titles speak of (`mentions`) and
with times written with dots (`dotted`) -> day headings apart (`headed`) -> dates in one place
of one structure (`groups`) -> their rows (`rows`, `flashes`, `flat`, `daylists`), without what
shows no headlines (`controls`) and lengths of films (`lengths`) -> what the dates mean together
(`resolve`, and `times` for those without a day), by the page's own day too (`masthead`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pagefeed import dates
from pagefeed.converters import agendas, categories, deadlines, headings, others, usable
from pagefeed.converters.headings import announces
from pagefeed.converters.html import (
    anchors,
    article,
    flat,
    groups,
    jsonld,
    kinds,
    links,
    lists,
    masthead,
    metadata,
    microformats,
    own,
    rows,
    selectors,
    titles,
    tree,
)
from pagefeed.converters.html.article import Article, image_type
from pagefeed.converters.html.dated import Anchor
from pagefeed.converters.html.resolve import resolve
from pagefeed.converters.html.times import Resolved
from pagefeed.errors import SettingsError
from pagefeed.model import (
    Conversion,
    Draft,
    Enclosure,
    Leftover,
    Page,
    Problem,
    Reading,
    Severity,
    Stamp,
)

_BOX = 2  # as many rows, at least, in the page's longest list
_QUOTED = 80  # characters of a text that a problem quotes


@dataclass(slots=True, kw_only=True)
class _Work:
    """What is gathered while a page is read."""

    page: Page
    reading: Reading
    tree: tree.Tree
    calendar: dates.Calendar
    problems: list[Problem] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)

    def warn(self, code: str, message: str, hint: str = "", line: int | None = None, text: str = "") -> None:  # fmt: skip
        self.problems.append(
            Problem(
                severity=Severity.WARNING,
                code=code,
                where=self.page.locator,
                message=message,
                hint=hint,
                line=line or None,
                text=text[:_QUOTED],
            )
        )


def convert(page: Page, reading: Reading) -> Conversion:
    """The drafts of an HTML page: the article first, then its lists in their order.

    Raises SettingsError for an unknown zone or a selector that isn't CSS; nothing that
    a page holds raises.
    """
    try:
        return _converted(page, reading)
    except SettingsError:
        raise
    except Exception as error:  # noqa: BLE001 - one page in a million must not stop the others
        problem = Problem(
            severity=Severity.ERROR,
            code="page-failed",
            where=page.locator,
            message=f"can't be converted: {type(error).__name__}: {error}",
            hint="Please report it with the page.",
        )
        return Conversion(drafts=(), problems=(problem,))


def _converted(page: Page, reading: Reading) -> Conversion:
    parsed = tree.parse(page, reading.language)
    if parsed is None:
        problem = Problem(
            severity=Severity.ERROR,
            code="page-empty",
            where=page.locator,
            message="there is no element in it",
            hint="Save the page again.",
        )
        return Conversion(drafts=(), problems=(problem,))
    calendar = dates.Calendar(
        zone=reading.timezone,
        order=reading.date_order,
        language=parsed.language,
        as_of=page.captured,
    )
    work = _Work(page=page, reading=reading, tree=parsed, calendar=calendar)
    if parsed.cut:
        work.warn(
            "page-too-large",
            f"more than {tree.MAX_ELEMENTS} elements; what follows was left out",
            "Split the page.",
        )
    drafts = list(_drafts(work))
    if not drafts:
        work.warn(
            "page-without-items",
            "nothing on the page looks like an article or a dated row",
            "See what was read with: pagefeed inspect",
        )
    return Conversion(
        drafts=tuple(drafts),
        problems=tuple(work.problems),
        leftovers=tuple(work.leftovers),
    )


def _drafts(work: _Work) -> Iterator[Draft]:
    linked, stated = jsonld.read(work.tree), metadata.read(work.tree)
    listed = list(_listed(work, linked))
    title = titles.choose(work.tree, linked, stated)
    first = 0
    if title and kinds.has_article(work.tree, linked, stated, listed, work.reading, title):
        found = article.convert(work.tree, linked, stated, work.calendar, title)
        _report_article(work, found)
        draft = found.draft
        if not draft.categories:
            draft = replace(draft, categories=(work.reading.words.article_category,))
        yield replace(draft, title=work.page.title or draft.title)
        first = 1
        members = Counter(each.row.group for each in listed)
        listed = [
            each
            for each in listed
            if not own.is_article(each, found, work.tree, alone=members[each.row.group] == 1)
        ]
        for each in listed:
            if each.row.section == title.text:  # the article's headline names no list
                each.row.section = ""
    elif not listed:
        listed = resolve(lists.find(work.tree), work.calendar)
    _report_rows(work, listed)
    for place, each in enumerate(listed, first):
        yield _story(each, work.reading, work.tree.language, place)


def _listed(work: _Work, linked: jsonld.Linked) -> Iterator[Resolved]:
    """The rows of the page, by the first way that finds any."""
    chosen = work.reading.selectors
    if chosen is not None:
        picked, problem = selectors.find(work.tree, chosen)
        if picked:
            yield from resolve(picked, work.calendar, masthead.find(work.tree, picked))
            return
        work.warn("selectors-nothing", problem, "Try it with pagefeed inspect.")
    flat.part_lines(work.tree)
    flat.spread_cells(work.tree)
    dated = anchors.find(work.tree)
    _hear(work, dated)
    if work.calendar.told is None and linked.article is not None:
        # Rows without a year stand by an article that shows none either.
        said = dates.machine(jsonld.text(linked.article.get("datePublished")), work.calendar.zone)
        if said is not None and said.when.year in dates.WEB_YEARS:
            work.calendar.hear(said.when)
    found = _with_marked(work.tree, rows.find(work.tree, dated))
    found = _without_announced(work, found)
    _without_kickers(found)
    listed = resolve(found, work.calendar, masthead.find(work.tree, found))
    for each in [each for each in listed if _says_nothing(each)]:
        why = "states a time without a day, and leads nowhere"
        work.leftovers.append(Leftover(line=each.row.line, text=each.row.title[:_QUOTED], why=why))
    listed = _without_others(work, [each for each in listed if not _says_nothing(each)])
    yield from listed
    known = {each.row.link for each in listed}
    stated = [row for row in jsonld_rows(work.tree, linked) if row.link not in known]
    if len(stated) > 2:
        yield from resolve(stated, work.calendar)


def _without_announced(work: _Work, found: list[rows.Row]) -> list[rows.Row]:
    """The rows but those under "Upcoming events" and the like, or over what readers wrote."""
    announced: dict[tuple[int, str], list[rows.Row]] = {}
    for row in found:
        if announces(row.section) and not row.heading:
            announced.setdefault((row.group, row.section), []).append(row)
    left: set[int] = set()
    for members in announced.values():
        if agendas.run_back([row.anchor.written if row.anchor else None for row in members]):
            continue  # news of that kind
        left.update(map(id, members))
        why = "stands under a heading that announces what is to come"
        work.leftovers += (
            Leftover(line=row.line, text=row.title[:_QUOTED], why=why) for row in members
        )
    return [
        row for row in found if id(row) not in left and not headings.quotes_readers(row.section)
    ]


def _without_others(work: _Work, listed: list[Resolved]) -> list[Resolved]:
    """The rows but those that tell of what is to come, of matches and of rates."""
    today = work.calendar.today or work.calendar.page_day
    under: dict[tuple[int, str], list[Resolved]] = {}
    for each in listed:
        under.setdefault((each.row.group, each.row.section), []).append(each)
    whys: dict[int, str] = {}
    longest = max(map(len, under.values()), default=0)
    for members in under.values():
        coming = [] if today is None else agendas.to_come(list(map(_told, members)), today)
        whys.update(
            (id(members[place]), "is dated after the page: what is to come") for place in coming
        )
        rest = [each for each in members if id(each) not in whys]
        if others.are_matches([each.row.title for each in rest], list(map(_told, rest))):
            whys.update((id(each), "tells of matches") for each in rest)
        if len(rest) * _BOX <= longest and others.are_replies([each.row.title for each in rest]):
            whys.update((id(each), "answers others in a forum") for each in rest)
        rates = (each for each in rest if others.tells_rates(each.row.title))
        whys.update((id(each), "tells a market's figures") for each in rates)
    for each in listed:
        if id(each) in whys:
            left = Leftover(line=each.row.line, text=each.row.title[:_QUOTED], why=whys[id(each)])
            work.leftovers.append(left)
    return [each for each in listed if id(each) not in whys]


def _told(resolved: Resolved) -> agendas.Told:
    anchor = resolved.row.anchor
    return None if anchor is None else anchor.written, resolved.stamp, resolved.refusal


def _hear(work: _Work, dated: list[Anchor]) -> None:
    """Tell the calendar every full date of the page, for rows that state no year."""
    for anchor in dated:
        written = anchor.written
        if written is not None and anchor.rest:
            before, _, after = anchor.text.partition(written.text)
            if deadlines.spoken(before, after) or not usable.writes_year(written):
                continue  # "Run 10-20-30 to get faster"
        stamp = dates.machine(anchor.machine, work.calendar.zone) if anchor.machine else None
        if stamp is None and written is not None and written.has_year and not written.ranged:
            if work.calendar.is_told(written):
                continue
            said = work.calendar.stamp(written)
            stamp = said if isinstance(said, Stamp) else None
        if stamp is not None and stamp.when.year in dates.WEB_YEARS:
            work.calendar.hear(stamp.when)


def _says_nothing(resolved: Resolved) -> bool:
    """Whether a row has a time alone, no day that it could be of, and no link."""
    row = resolved.row
    if row.anchor is None or row.link is not None or resolved.stamp is not None:
        return False
    return row.anchor.time_only and (row.titled is None or not links.is_linked(row.titled))


def _with_marked(parsed: tree.Tree, found: list[rows.Row]) -> list[rows.Row]:
    """The rows as microformats state them, and those of the lists beside them."""
    marked = microformats.find(parsed)
    if len(marked) < 2:
        return found
    inside = {element for row in marked for element in row.element.iter()}
    beside = [row for row in found if row.anchor is None or row.anchor.element not in inside]
    position = {element: order for order, element in enumerate(parsed.root.iter())}
    return sorted([*marked, *beside], key=lambda row: position[row.element])


def jsonld_rows(parsed: tree.Tree, linked: jsonld.Linked) -> Iterator[rows.Row]:
    """The members of a JSON-LD ItemList, or the articles that it speaks of, as rows."""
    for order, each in enumerate(linked.listed):
        title = jsonld.text(each.get("headline") or each.get("name"))
        link = parsed.absolute(jsonld.address(each.get("url") or each.get("mainEntityOfPage")))
        if not title or link is None:
            continue
        said = jsonld.text(each.get("datePublished"))
        yield rows.Row(
            element=None,
            anchor=Anchor(element=None, written=None, machine=said, order=order),
            title=title,
            link=link,
            group=-1,
            summary=jsonld.text(each.get("description")),
            category=jsonld.text(each.get("articleSection")),
            author=jsonld.names(each.get("author")),
            image=parsed.absolute(jsonld.address(each.get("image"))) or "",
        )


def _without_kickers(found: list[rows.Row]) -> None:
    """Take what stands over the titles of a list, each time something else, for no categories."""
    for members in groups.of_rows(row for row in found if row.category):
        if categories.are_kickers([row.category for row in members]):
            for row in members:
                row.category = ""


def _story(resolved: Resolved, reading: Reading, language: str | None, place: int) -> Draft:
    row = resolved.row
    words = reading.words
    section = row.section
    video = headings.matches(section, words.videos)
    category = row.category or ("" if video else section)
    if not category:
        category = words.video_category if video else words.story_category
    image: tuple[Enclosure, ...] = ()
    if row.image:
        image = (Enclosure(url=row.image, type=image_type(row.image), alt=row.alt),)
    return Draft(
        kind="video" if video else "story",
        title=row.title,
        line=row.line,
        place=place,
        summary=row.summary,
        categories=(category,),
        section=section,
        published=resolved.stamp,
        link=row.link,
        author=row.author,
        language=language,
        enclosures=image,
    )


def _report_article(work: _Work, found: Article) -> None:
    if found.published.contradiction:
        work.warn(
            "date-contradiction",
            f"{found.published.contradiction}; the former counts",
            "Say which is right in NAME.meta.toml: published = ...",
            found.draft.line,
            found.draft.title,
        )


def _report_rows(work: _Work, listed: list[Resolved]) -> None:
    """One problem for each kind of trouble, with its first row: lists repeat their troubles."""
    refused: Counter[str] = Counter()
    first: dict[str, Resolved] = {}
    for each in listed:
        code = each.refusal.code if each.refusal is not None and each.stamp is None else ""
        if code and code != "date-missing":
            refused[code] += 1
            first.setdefault(code, each)
        if each.contradiction:
            work.warn(
                "date-contradiction",
                each.contradiction,
                line=each.row.line,
                text=each.row.title,
            )
        if each.unknown_zone:
            refused["zone-unknown"] += 1
            first.setdefault("zone-unknown", each)
    for code, count in refused.items():
        each = first[code]
        if code == "zone-unknown":
            message = f"the zone {each.unknown_zone!r} isn't one of the source's country: read as {work.reading.timezone}"  # fmt: skip
            hint = ""
        else:
            assert each.refusal is not None
            message, hint = f"{each.refusal.reason}; left undated", each.refusal.hint
        if count > 1:
            message += f" ({count} rows of this kind)"
        work.warn(code, message, hint, each.row.line, each.row.title)
