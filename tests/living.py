"""A page that lives: captures of a news site's front page, as text, and the truth about its rows.

Rows come in on top of their block and age out at its end; titles get corrected; blocks
change places; the popular block shows other rows each day; one capture is an error page.
Everything follows from a seed, so a failure can be had again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

ZONE = timezone(timedelta(hours=4))  # Asia/Yerevan, all year
BLOCKS = ("Economy", "Society", "Sport", "Culture")
SECOND = "Region"  # a block of rows that stand in another one too
POPULAR = "Most popular articles Today Yesterday For a week"
ERROR = "502 Bad Gateway\nThe server did not answer in time.\n"
_ROWS = 7  # of a block

_WHO = [
    "Beekeepers",
    "Teachers",
    "Surgeons",
    "Miners",
    "Chess-players",
    "Bakers",
    "Pilots",
    "Students",
    "Divers",
    "Judges",
    "Nurses",
    "Farmers",
    "Tailors",
    "Climbers",
    "Printers",
    "Drivers",
    "Potters",
    "Cellists",
    "Foresters",
    "Welders",
]
_DOES = [
    "celebrate",
    "oppose",
    "rebuild",
    "measure",
    "translate",
    "repaint",
    "discover",
    "postpone",
    "auction",
    "restore",
    "inspect",
    "rehearse",
    "question",
    "photograph",
    "relocate",
    "unveil",
]
_WHAT = [
    "a lighthouse",
    "the spring census",
    "an old tramway",
    "their annual regatta",
    "seven vineyards",
    "a planetarium",
    "the customs office",
    "two reservoirs",
    "a forgotten alphabet",
    "the night market",
    "a glass bridge",
    "an observatory",
    "the harbour wall",
    "a travelling library",
    "three windmills",
    "the winter garden",
]


@dataclass(slots=True)
class Story:
    """One true item: what it is called now and was called before, and when it came out."""

    number: int
    block: str  # the one that it came out in
    when: datetime
    titles: list[str]
    came: int  # the first capture that shows it
    also: str = ""  # "Region", or no other block

    @property
    def title(self) -> str:
        return self.titles[-1]


@dataclass(slots=True)
class Front:
    """One capture of the page."""

    number: int
    captured: datetime
    text: str
    shown: set[int] = field(default_factory=set)  # numbers of the stories on it

    @property
    def name(self) -> str:
        return f"front-{self.captured:%Y-%m-%d}.txt"

    def write(self, folder: Path) -> None:
        """The capture and what is known of it, as files."""
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / self.name.replace(".txt", ".meta.toml")
        beside.write_text(f"captured = {self.captured.isoformat()}\n")
        (folder / self.name).write_text(self.text)


class Page:
    """The site behind the captures."""

    def __init__(self, seed: int = 1, *, start: datetime | None = None) -> None:
        self._random = random.Random(seed)
        self._day = start or datetime(2024, 11, 1, 20, 0, tzinfo=ZONE)
        self.stories: list[Story] = []
        self.fronts: list[Front] = []
        self._titles = self._invent()

    def live(self, captures: int, *, error: int | None = None) -> list[Front]:
        """Live on to so many captures, a day apart; the one numbered `error` is an error page."""
        for number in range(len(self.fronts), captures):
            self._publish(number)
            self._correct(number)
            self.fronts.append(self._capture(number, broken=number == error))
            self._day += timedelta(days=1)
        return self.fronts

    def visible(self, fronts: list[Front]) -> list[Story]:
        """The stories that these captures show, newest first."""
        shown = set().union(*(front.shown for front in fronts))
        found = [story for story in self.stories if story.number in shown]
        return sorted(found, key=lambda story: story.when, reverse=True)

    def _publish(self, number: int) -> None:
        for _ in range(self._random.randint(10, 14) if number == 0 else self._random.randint(2, 5)):
            back = timedelta(minutes=self._random.randint(1, 700))
            when = (
                self._day - back - timedelta(days=self._random.randint(0, 9) if number == 0 else 0)
            )
            block = self._random.choice(BLOCKS)
            same = self._random.random() < 0.15 and self.stories
            if same and self.stories[-1].came == number:
                # Two stories of one block in the same minute.
                when, block = self.stories[-1].when, self.stories[-1].block
            self.stories.append(
                Story(
                    number=len(self.stories),
                    block=block,
                    when=when.replace(second=0),
                    titles=[next(self._titles)],
                    came=number,
                    also=SECOND if self._random.random() < 0.15 else "",
                )
            )

    def _correct(self, number: int) -> None:
        """Some titles that have stood for two days and still stand are put right."""
        for story in self.stories:
            standing = story in self._block(story.block)
            if standing and number - story.came >= 2 and self._random.random() < 0.06:
                if len(story.titles) == 1:
                    story.titles.append(f"{story.title}, says council")
                else:
                    story.titles.append(story.title.replace("says council", "council says"))

    def _block(self, name: str) -> list[Story]:
        rows = [story for story in self.stories if name in {story.block, story.also}]
        # Of one minute the later number came later, and stands higher.
        return sorted(rows, key=lambda s: (s.when, s.number), reverse=True)[:_ROWS]

    def _capture(self, number: int, *, broken: bool) -> Front:
        if broken:
            return Front(number=number, captured=self._day, text=ERROR)
        blocks = [*BLOCKS, SECOND]
        self._random.shuffle(blocks)
        lines: list[str] = []
        shown: set[int] = set()
        for name in blocks:
            rows = self._block(name)
            if rows:
                lines.append(name)
            for story in rows:
                lines += ["-", f"{story.when:%H:%M} • {story.when:%d.%m.%y} {story.title}"]
                shown.add(story.number)
        return Front(number=number, captured=self._day, text="\n".join(lines) + "\n", shown=shown)

    def _invent(self) -> Iterator[str]:
        """Titles, none of which comes twice."""
        every = [f"{who} {does} {what}" for who in _WHO for does in _DOES for what in _WHAT]
        self._random.shuffle(every)
        yield from every
