"""A date or time as it is written: what was found in a line, before it is decided what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple


class Written(NamedTuple):
    """A date, a time or both, found at `start:end` of a line (offsets in characters).

    Numbers whose order is open (`08.05.24`) stand in `numbers` with `separator`;
    what names or an order of four-digit years settle stands in year, month and day.
    Nothing here is checked: 32.13.24 is written too, and refused later by name.

    Not a dataclass: pages hold tens of thousands of them, each made in several steps.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    numbers: tuple[str, ...] = ()  # three or two, as written
    separator: str = ""  # between the numbers: ".", "/" or "-"
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None  # minutes east of UTC, where written
    zone: str = ""  # an abbreviation, where written
    weekday: int | None = None  # 0 is Monday
    ago: timedelta | None = None  # "12 minutes ago"
    exact: bool = False  # `ago` counts minutes or less
    days_ago: int | None = None  # "today" is 0, "yesterday" 1
    clock: tuple[int, int] = (0, 0)  # where the time stands, of a date with a time
    ranged: bool = False  # a span: "5:00 PM - 7:00 PM"
    glued: bool = False  # a letter touches it
    ambiguous: str = ""  # a name that means different months in different languages
    solar: tuple[int, int] = (0, 0)  # month and day of the Solar Hijri calendar, without a year

    @property
    def has_time(self) -> bool:
        """Whether an hour is stated."""
        return self.hour is not None

    @property
    def has_date(self) -> bool:
        """Whether day and month are stated, with or without a year."""
        return self.day is not None or bool(self.numbers)

    @property
    def has_year(self) -> bool:
        """Whether day, month and year are stated."""
        return (self.day is not None and self.year is not None) or len(self.numbers) == 3

    @property
    def whole_day(self) -> bool:
        """Whether day, month and year are stated, and the weekday."""
        return self.weekday is not None and self.has_year

    @property
    def states_day(self) -> bool:
        """Whether a day is stated: its date, how long ago it was, or which of the week it is."""
        return self.has_date or self.days_ago is not None or self.of_week

    @property
    def relative(self) -> bool:
        """Whether it counts from the instant of capture."""
        return self.ago is not None or self.days_ago is not None

    @property
    def time_alone(self) -> bool:
        """Whether an hour is stated, and neither a day nor an age that would tell it."""
        # Asked ten times a row: other properties would be calls of their own.
        return (
            self.hour is not None
            and self.day is None
            and not self.numbers
            and self.days_ago is None
            and self.ago is None
            and self.weekday is None
        )

    @property
    def of_week(self) -> bool:
        """Whether but a day of the week is stated, with or without an hour: "Wed 14:20"."""
        return (
            self.weekday is not None
            and self.day is None
            and not self.numbers
            and self.days_ago is None
            and self.ago is None
        )

    @property
    def minutes(self) -> int:
        """How many minutes after midnight it states; 0 where it states no hour."""
        return 60 * (self.hour or 0) + (self.minute or 0)

    def at_time_of(self, other: Written) -> Written:
        """The same date with the time of another, and with its zone."""
        return self._replace(
            hour=other.hour, minute=other.minute, second=other.second,
            offset=other.offset, zone=other.zone,
        )  # fmt: skip

    @property
    def possible_time(self) -> bool:
        """Whether the time, where there is one, can stand on a clock."""
        if self.hour is None:
            return True
        return self.hour < 24 and (self.minute or 0) < 60 and (self.second or 0) < 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a written date gives no stamp. `code` is a problem code; `reason` a sentence's end."""

    code: str
    reason: str
    hint: str = ""
