"""A Parquet file in, one note a row out, some hundred rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from careword.note import Note, Remark, Unread
from careword.place import Place
from careword.readers.decode import UnreadableError
from careword.readers.fields import Columns, FieldError, record
from careword.readers.formats import Names
from careword.readers.limits import COLUMNS
from careword.readers.table import header, no_notes

_BATCH = 256  # rows


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note | Unread | Remark]:
    """Read a table."""
    import pyarrow as pa
    from pyarrow import parquet

    size = stream.seek(0, 2)
    stream.seek(0)
    row = 0
    try:
        file = parquet.ParquetFile(stream, pre_buffer=False)
        keys = file.schema_arrow.names
        if len(keys) > COLUMNS:
            raise UnreadableError(f"{len(keys):,} columns; at most {COLUMNS:,} are read")
        columns = header(keys, names)
        if columns is None:
            yield Unread(path, no_notes(names))
            return
        wanted = sorted({*columns.text, *(column for column in columns.others.values() if column is not None)})
        share = size // max(file.metadata.num_rows, 1)
        for batch in file.iter_batches(_BATCH, columns=[keys[column] for column in wanted], use_threads=False):
            for values in _rows(batch, wanted, len(keys)):
                row += 1
                yield from _record(path, columns, values, row, share)
        if row < file.metadata.num_rows:
            yield Unread(path, f"damaged: of its {file.metadata.num_rows:,} rows only {row:,} can be read")
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError, MemoryError) as fault:
        if isinstance(fault, UnreadableError):
            raise
        after = f" after row {row}" if row else ", or not a Parquet file"
        raise UnreadableError(f"damaged{after}") from None


def _rows(batch: Any, wanted: list[int], width: int) -> Iterator[list[Any]]:
    for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
        values: list[Any] = [None] * width
        for column, cell in zip(wanted, cells, strict=True):
            values[column] = cell
        yield values


def _record(path: str, columns: Columns, values: list[Any], row: int, size: int) -> Iterator[Note | Unread | Remark]:
    def place(column: int) -> Place:
        field = columns.keys[column]
        return Place(f"row {row}, field {field}", "field", column, row=row, field=field)

    try:
        yield from record(path, columns, values, row, place, table=True, size=size)
    except (FieldError, UnreadableError) as fault:
        yield Unread(path, str(fault), row)
