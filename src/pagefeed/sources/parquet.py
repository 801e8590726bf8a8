"""Data sets in Parquet, through pyarrow, which is an extra.

This module owns row groups becoming records. The meaning of fields is `records`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pagefeed.model import Fields, Page, Problem
from pagefeed.sources import records
from pagefeed.sources.opening import Asked, open_file, regular

_BATCH = 64  # rows held in memory at once


def read(asked: Asked) -> Iterator[Page | Problem]:
    """Every row's page, in small batches; only the columns that settings name are read."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        yield asked.error(
            "page-unsupported",
            "reading Parquet needs pyarrow",
            "Install it: pip install 'pagefeed[parquet]'.",
        )
        return
    problem = regular(asked)
    stream = problem or open_file(asked)
    if isinstance(stream, Problem):
        yield stream
        return
    with stream:
        try:
            yield from _rows(asked, pq.ParquetFile(stream))
        except (pa.ArrowException, OSError, ValueError) as error:
            first = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            yield asked.error(
                "archive-truncated",
                f"damaged Parquet ({first}); what came before was read",
                "Fetch or make the file again.",
            )


def _rows(asked: Asked, file: Any) -> Iterator[Page | Problem]:
    import msgspec

    columns = [name for name in file.schema_arrow.names if name in _wanted(asked.reading.fields)]
    if not columns:
        yield asked.error(
            "record-empty",
            f"none of its columns is known: {', '.join(file.schema_arrow.names[:20])}",
            "Name the right ones in the source's settings: [sources.fields].",
        )
        return
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
        for record in batch.to_pylist():
            number += 1
            raw = msgspec.json.encode(record, order="sorted")
            yield from records.page(asked, number, record, raw)


def _wanted(fields: Fields) -> set[str]:
    """The columns' names: of "metadata.url" the column is "metadata"."""
    names = (
        fields.text + fields.html + fields.url + fields.title + fields.date + fields.captured
        + fields.language + fields.category + fields.author
    )  # fmt: skip
    return {*names, *(name.split(".")[0] for name in names)}
