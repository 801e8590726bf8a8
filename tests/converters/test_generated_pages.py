"""Randomly made pages of the shipped page's shape come back item for item.

An article; a list of video titles and the same list with dates; a most-read block of
category, stamp, title and summary; headings with dated rows. Titles, languages, zones
(with summer time, and dates on its edges), separators and orders are drawn.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from pagefeed import dates
from pagefeed.converters import convert
from pagefeed.model import Draft, Page, Reading, Words

_SEEDS = range(500)

_WORDS = {
    "en": "harbour bridge Tuesday's market Åland ferry choir 5G mill Route 66 winter orchard bells",
    "fr": "pont marché d'hiver l'île école chorale Étretat moulin verger tramway clocher pêcheurs",
    "de": "Brücke Hafen Straßenbahn Chor Mühle Obstgarten Glocken Fähre Zürich Schule Markt Winter",
    "ru": "мост порт трамвай хор мельница сад колокола паром школа рынок зима Ёлка",
    "hy": "կամուրջ նավահանգիստ երգչախումբ ջրաղաց այգի զանգեր լաստանավ դպրոց շուկա ձմեռ",
    "el": "γέφυρα λιμάνι χορωδία μύλος περιβόλι καμπάνες πλοίο σχολείο αγορά χειμώνας",
    "pl": "most port tramwaj chór młyn sad dzwony prom szkoła rynek zima źródło",
    "tr": "köprü liman tramvay koro değirmen bahçe çan vapur okul pazar kış",
}
_HEADINGS = {
    "en": ("Videos", "Most popular", ["Economy", "Science/tech", "Culture"]),
    "fr": ("Vidéos", "Les plus lus", ["Économie", "Sciences", "Culture et loisirs"]),
    "de": ("Filme", "Meistgelesen", ["Wirtschaft", "Wissen", "Kultur"]),
    "ru": ("Видео", "Самое читаемое", ["Экономика", "Наука", "Культура"]),
    "hy": ("Տեսանյութեր", "Ամենաընթերցված", ["Տնտեսություն", "Գիտություն", "Մշակույթ"]),
    "el": ("Ταινίες", "Δημοφιλή", ["Οικονομία", "Επιστήμη", "Πολιτισμός"]),
    "pl": ("Filmy", "Najchętniej czytane", ["Gospodarka", "Nauka", "Kultura"]),
    "tr": ("Filmler", "Çok okunanlar", ["Ekonomi", "Bilim", "Kültür"]),
}
_ZONES = {
    "en": "Europe/London", "fr": "Europe/Paris", "de": "Europe/Berlin", "ru": "Europe/Moscow",
    "hy": "Asia/Yerevan", "el": "Europe/Athens", "pl": "Europe/Warsaw", "tr": "Europe/Istanbul",
}  # fmt: skip
# Where clocks change in the zones above: an hour is skipped, an hour happens twice.
_EDGES = [
    datetime(2021, 3, 28, 2, 30),
    datetime(2021, 10, 31, 2, 30),
    datetime(2020, 10, 25, 1, 30),
]


@dataclass
class _Drawn:
    """One page and what must come back of it."""

    language: str
    lines: list[str] = field(default_factory=list)
    items: list[tuple[Any, ...]] = field(default_factory=list)  # line, kind, title, category, when

    @property
    def zone(self) -> str:
        return _ZONES[self.language]

    def expect(self, kind: str, title: str, category: str, naive: datetime | None) -> None:
        when = None if naive is None else dates.localize(naive, self.zone)[0].isoformat()
        self.items.append((len(self.lines), kind, title, category, when))


def _title(draw: random.Random, language: str, used: set[str]) -> str:
    words = _WORDS[language].split()
    while True:
        title = " ".join(draw.choice(words) for _ in range(draw.randint(4, 9)))
        title = title[0].upper() + title[1:]
        if draw.random() < 0.2:
            title += f" - {draw.choice(words)} {draw.randint(2, 2030)} {draw.choice(words)}"
        if draw.random() < 0.1:
            title = f"“{title}”"
        if title not in used:
            used.add(title)
            return title


def _written(naive: datetime, *, separator: str, joint: str, time_first: bool, year: int) -> str:
    day = f"{naive:%d}{separator}{naive:%m}"
    if year:
        day += f"{separator}{naive:%Y}" if year == 4 else f"{separator}{naive:%y}"
    time = f"{naive:%H:%M}"
    return f"{time}{joint}{day}" if time_first else f"{day}{joint}{time}"


def _page(seed: int) -> _Drawn:
    draw = random.Random(seed)
    language = draw.choice(sorted(_WORDS))
    drawn = _Drawn(language=language)
    videos, popular, sections = _HEADINGS[language]
    used: set[str] = set()
    style: dict[str, Any] = {
        "separator": draw.choice("./-"),
        "joint": draw.choice([" • ", " | ", " ", ", ", " – "]),
        "time_first": draw.random() < 0.5,
    }
    years = draw.choice([2, 4])
    bullet = draw.choice(["- ", "• ", ""])
    now = datetime(2021, 11, 19, 14, 40) - timedelta(minutes=draw.randint(0, 900_000))

    article = _title(draw, language, used)
    drawn.lines.append(article)
    drawn.expect("article", article, "Articles", None)
    for _ in range(draw.randint(3, 9)):
        text = " ".join(_title(draw, language, used) for _ in range(5))
        drawn.lines.append(f"{text}.")

    rows = [(_title(draw, language, used), _moment(draw, now)) for _ in range(draw.randint(4, 20))]
    rows[0] = (rows[0][0], now - timedelta(days=40))
    rows.append((_title(draw, language, used), now.replace(day=28) - timedelta(days=90)))
    rows.append((_title(draw, language, used), datetime(2019, 5, 24, 15, 20)))  # proves the order
    drawn.lines.append(videos)
    drawn.lines += [title for title, _ in rows]
    for title, naive in rows:
        drawn.lines.append(f"{bullet}{_written(naive, year=years, **style)} {title}")
        drawn.expect("video", title, "Videos", naive)

    drawn.lines.append(popular)
    for category in draw.sample(sections, 2):
        drawn.lines.append("-")
        title = _title(draw, language, used)
        naive = now - timedelta(hours=draw.randint(1, 300))
        stamp = _written(naive, year=0, **(style | {"separator": "/"}))
        drawn.lines.append(f"{category} {stamp} {title}")
        drawn.expect("story", title, category, naive)

    newest = True
    for section in sections:
        drawn.lines.append(section)
        for _ in range(draw.randint(1, 3)):
            drawn.lines.append("-")
            title = _title(draw, language, used)
            naive = now if newest else _moment(draw, now)
            newest = False
            drawn.lines.append(f"{_written(naive, year=years, **style)} {title}")
            drawn.expect("story", title, section, naive)
    return drawn


def _moment(draw: random.Random, now: datetime) -> datetime:
    edge = draw.choice(_EDGES)
    if draw.random() < 0.15 and edge < now:
        return edge
    return (now - timedelta(minutes=draw.randint(1, 800_000))).replace(second=0)


def _came_back(draft: Draft) -> tuple[Any, ...]:
    when = draft.published.when.isoformat() if draft.published else None
    return (draft.line, draft.kind, draft.title, draft.categories[0], when)


@pytest.mark.parametrize("hundred", range(0, len(_SEEDS), 100))
def test_drawn_pages_come_back_item_for_item(hundred: int) -> None:
    for seed in _SEEDS[hundred : hundred + 100]:
        drawn = _page(seed)
        reading = Reading(
            timezone=drawn.zone,
            language=drawn.language,
            words=Words(videos=tuple(each[0] for each in _HEADINGS.values())),
        )
        text = "\n".join(drawn.lines) + "\n"
        page = Page(source="drawn", locator=f"{seed}.txt", media="text", text=text, digest="")
        assert [_came_back(draft) for draft in convert(page, reading).drafts] == drawn.items, seed
