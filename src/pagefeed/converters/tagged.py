"""Lines of labels beside titles: what a row is filed under, several names on one line.

"Local news Culture Police", where each is a line of the page's menu, and "Digital, Strategy,
Work", where rows share such names. The first of them stays, as the row's section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pagefeed import clean
from pagefeed.converters.layout import Shape, Token
from pagefeed.converters.measures import words

_FEWEST = 3  # such lines of a page
_NEAR = 4  # lines to the stamp of the row that one belongs to
_MOST = 12  # words of such a line
_NAME = 5  # words of a label
_SHORT = 3  # words of one between commas


def with_first_labels(tokens: list[Token]) -> list[Token]:
    """Tokens in which a line of several labels near a stamp is the first of them."""
    lines = [index for index, token in enumerate(tokens) if _can_be(token) and _near(tokens, index)]
    first = _of_menu(tokens, lines) | _between_commas(tokens, lines)
    if not first:
        return tokens
    return [
        token._replace(text=first[index]) if index in first else token
        for index, token in enumerate(tokens)
    ]


def _can_be(token: Token) -> bool:
    if token.shape is not Shape.TEXT or token.bullet or token.prose:
        return False
    return 1 < words(token.text) <= _MOST


def _near(tokens: Sequence[Token], index: int) -> bool:
    return any(token.stamp is not None for token in tokens[index + 1 : index + 1 + _NEAR])


def _of_menu(tokens: Sequence[Token], lines: Sequence[int]) -> dict[int, str]:
    """The first label of lines that hold two or more list items of the page, and nothing else."""
    if len(lines) < _FEWEST:
        return {}
    names = {clean.key(t.text) for t in tokens if t.bullet and words(t.text) <= _NAME}
    begins = {name.partition(" ")[0] for name in names}
    found: dict[int, str] = {}
    for index in lines:
        said = tokens[index].text.split()
        if clean.key(said[0]) in begins and (size := _first_of(said, names)):
            found[index] = " ".join(said[:size])
    return found if len(found) >= _FEWEST else {}


def _first_of(said: Sequence[str], names: set[str]) -> int:
    """How many words the first of several names takes, where names are all that is said; or 0."""
    first, start = 0, 0
    while start < len(said):
        sizes = range(min(_NAME, len(said) - start), 0, -1)
        fitting = (n for n in sizes if clean.key(" ".join(said[start : start + n])) in names)
        size = next(fitting, 0)
        if not size or size == len(said):
            return 0
        first = first or size
        start += size
    return first


def _between_commas(tokens: Sequence[Token], lines: Sequence[int]) -> dict[int, str]:
    """The first of the names between a line's commas, where most such lines share some."""
    parts = {index: tokens[index].text.split(", ") for index in lines}
    parts = {index: each for index, each in parts.items() if len(each) > 1 and _are_names(each)}
    counted = Counter(name for each in parts.values() for name in set(each))
    shared = sum(any(counted[name] > 1 for name in each) for each in parts.values())
    if len(parts) < _FEWEST or shared * 10 < len(parts) * 8:
        return {}
    return {index: each[0] for index, each in parts.items()}


def _are_names(parts: Sequence[str]) -> bool:
    if parts[-1][-1:] in ".!?…:":
        return False
    return all(each[:1].isupper() and words(each) <= _SHORT for each in parts)
