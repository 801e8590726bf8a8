"""Expressions that heed no case find what `re.IGNORECASE` finds, in texts of any case."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagefeed.converters.caseless import Caseless

_EXPRESSION = r"(?:read|lire|haberin devamı|ещё|σελίδα|größer)\s?\d{0,2}"
_ANY = Caseless(_EXPRESSION)
_KNOWN = re.compile(_EXPRESSION, re.IGNORECASE)
_WORDS = ("read", "lire", "haberin devamı", "HABERİN DEVAMI", "ещё", "σελίδα", "größer", "x", "1")
_TEXTS = st.lists(st.sampled_from((*_WORDS, *map(str.upper, _WORDS), *map(str.title, _WORDS), " ")))


@given(_TEXTS.map(" ".join))
def test_finds_what_the_flag_finds(text: str) -> None:
    if "GRÖSSER" in text:
        return  # "ß" written large is two letters, for neither of them one
    assert _ANY.is_in(text) == (_KNOWN.search(text) is not None)
    assert _ANY.begins(text) == (_KNOWN.match(text) is not None)
    assert _ANY.is_all(text) == (_KNOWN.fullmatch(text) is not None)


@pytest.mark.parametrize("text", ["İLAN", "ilan", "ILAN", "ıLAN"])
def test_all_four_letters_i_are_one(text: str) -> None:
    assert Caseless("ilan").is_all(text)
    assert Caseless("ılan").is_all(text)


@pytest.mark.parametrize("expression", ["Read", r"\S+ Reuters", "Ещё", "[A-Z]{2}"])
def test_a_large_letter_that_nothing_would_fit_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="large letter"):
        Caseless(expression)


def test_what_is_no_letter_of_the_text_may_be_large() -> None:
    assert Caseless(r"\S\s(?P<word>read)\b").is_in("Please READ")
