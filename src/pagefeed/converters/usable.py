"""Which of the dates in a line can be a row's stamp at all: no deadline, no part of an address.

This module owns that question for one date in its line. It must not know tokens.
"""

from __future__ import annotations

import re

from pagefeed.converters import deadlines
from pagefeed.dates import Written

# A case ending behind a number: "19:30-ին", "15:00-kor", "2010'da", "7月1日から". Stamps have none.
_ENDING = re.compile(
    r"[-‐–][^\W\d_]|['’′][a-zığüşöç]{1,4}(?![^\W\d_])|(?:から|まで|より|[にのはも])\S|(?:부터|까지|에|의)\s?\S"
)
_PARTING = frozenset("-–—|•·")


def stamps(text: str, written: Written) -> bool:
    """Whether a date of a line can be a stamp, as it stands there."""
    if not (alone(written) or _bracketed(text, written) or _parted_off(text, written)):
        return False
    if _ENDING.match(text, written.end) or _in_address(text, written):
        return False
    return not ends_something(text, written)


def alone(written: Written) -> bool:
    """Whether what was found can be a row's stamp at all."""
    if written.ranged:
        return False
    if written.time_alone:
        return written.possible_time
    if len(written.numbers) == 2 and not written.has_time:
        return written.weekday is not None or _plain_day(written)
    return True


def _in_address(text: str, written: Written) -> bool:
    """Whether numbers stand in a URL: "https://example.org/2015/03/01/title/"."""
    if "/" not in text:
        return False
    word = text[text.rfind(" ", 0, written.start) + 1 : written.end]
    return "://" in word or word.startswith("www.")


def ends_something(text: str, written: Written) -> bool:
    """Whether a day is a deadline: "Apply by 3 June"."""
    return not written.has_time and deadlines.told(text[: written.start], alone=True)


def _bracketed(text: str, written: Written) -> bool:
    """Whether day and month stand in brackets at the line's end: "A new bridge (18/7)"."""
    if len(written.numbers) != 2 or written.ranged or written.separator == "-":
        return False
    around = text[written.start - 1] + text[written.end :].strip()
    return around in {"()", "（）"}


def _parted_off(text: str, written: Written) -> bool:
    """Whether day and month end a line behind a sign: "A new bridge - 18/7"."""
    if len(written.numbers) != 2 or written.ranged or written.separator != "/":
        return False
    signed = text[: written.start].rstrip()[-1:] in _PARTING and text[written.start - 1].isspace()
    return signed and written.end == len(text) and written.start > 1


def _plain_day(written: Written) -> bool:
    """Whether day and month without a year and a time are written as such: 04.11. or 18/11."""
    first, second = written.numbers
    if written.separator == "." and not written.text.endswith("."):
        return len(first) == 2 and len(second) == 2 and int(first) <= 31 and int(second) <= 12
    if int(first) > 31 or int(second) > 31:
        return False
    return written.separator == "." or (len(first) == 2 and len(second) == 2)
