"""Data sets with one page a line: JSON Lines, as C4, FineWeb and their like.

This module owns lines becoming records. The meaning of fields is `records`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pagefeed.model import Page, Problem
from pagefeed.sources import records
from pagefeed.sources.opening import MAX_PAGE, Asked, broken, opened

_MAX_LINE = 2 * MAX_PAGE  # bytes; JSON escapes make a page longer
_SHOWN = 20  # broken lines of one file that are named one by one


def read(asked: Asked) -> Iterator[Page | Problem]:
    """Every line's page, as the file is read; a broken line is a Problem and the next goes on."""
    stream = opened(asked)
    if isinstance(stream, Problem):
        yield stream
        return
    number = wrong = 0
    with stream:
        while True:
            try:
                line, whole = stream.line(_MAX_LINE)
            except OSError as error:
                yield broken(asked, error)
                break
            if not line:
                break
            number += 1
            if not line.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            record = _parsed(asked, number, line, whole=whole)
            if not isinstance(record, Problem):
                yield from records.page(asked, number, record, line.strip())
                continue
            wrong += 1
            if wrong <= _SHOWN:
                yield record
    if number == 0:
        yield asked.error("page-empty", "there is nothing in it")
    if wrong > _SHOWN:
        yield asked.error("record-broken", f"{wrong - _SHOWN} more broken lines")


def _parsed(asked: Asked, number: int, line: bytes, *, whole: bool) -> dict[str, object] | Problem:
    import msgspec

    if not whole:
        return asked.error(
            "page-too-large", f"a line of more than {_MAX_LINE // 2**20} MiB", line=number
        )
    try:
        record = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf").strip())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return asked.error(
            "record-broken", f"not JSON: {error}", "One JSON object a line is expected.", number
        )
    if not isinstance(record, dict):
        return asked.error(
            "record-broken", "not a JSON object", "One JSON object a line is expected.", number
        )
    return record
