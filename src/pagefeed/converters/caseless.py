"""Expressions that heed no case, and only tell whether a text has what they name.

`re.IGNORECASE` tries every word of an expression at every character. In texts of small
letters `re` looks up which words can begin there, and takes a third of the time or less.
"""

from __future__ import annotations

import re

_SYNTAX = re.compile(r"\\.|\(\?P")  # in which large letters mean something else


class Caseless:
    """An expression written in small letters, asked of texts in any.

    Dotless and dotted i are one letter, as they are for `re.IGNORECASE`. Raises ValueError
    if the expression has a large letter, which nothing would ever fit.
    """

    __slots__ = ("_fullmatch", "_match", "_search")

    def __init__(self, expression: str) -> None:
        written = _SYNTAX.sub("", expression)
        if written != written.lower():
            message = f"a large letter in a caseless expression: {expression}"
            raise ValueError(message)
        compiled = re.compile(expression.replace("ı", "i"))
        self._fullmatch, self._match, self._search = (
            compiled.fullmatch,
            compiled.match,
            compiled.search,
        )

    def is_all(self, text: str) -> bool:
        """Whether the whole text fits."""
        return self._fullmatch(_small(text)) is not None

    def begins(self, text: str) -> bool:
        """Whether the text begins so."""
        return self._match(_small(text)) is not None

    def is_in(self, text: str) -> bool:
        """Whether some part of the text fits."""
        return self._search(_small(text)) is not None


def _small(text: str) -> str:
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().replace("ı", "i")
