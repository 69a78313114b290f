"""A JSON object in, its note out, found by the row and the field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from careword.note import Note, Remark
from careword.place import Place
from careword.readers.fields import Columns, FieldError, record
from careword.readers.formats import Names
from careword.readers.limits import COLUMNS


def parsed(text: str) -> Any:
    """Read JSON, or say where it stops being so."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        raise FieldError(f"not JSON: {said(fault)} at column {fault.colno}") from None
    except (RecursionError, ValueError):
        raise FieldError("not JSON that can be read: too deep, or a number too long") from None


def said(fault: json.JSONDecodeError) -> str:
    """Say what was expected."""
    return fault.msg.lower().removesuffix(" starting at").removesuffix(" at")


def fields(value: Any) -> dict[str, Any]:
    """Take a value for a record."""
    if not isinstance(value, dict):
        raise FieldError("expected a JSON object with a text")
    if len(value) > COLUMNS:
        raise FieldError(f"{len(value):,} fields; at most {COLUMNS:,} are read")
    return value


def record_of(path: str, value: dict[str, Any], number: int, names: Names, size: int) -> Iterator[Note | Remark]:
    """Give the note of a record."""
    keys = tuple(value)
    columns = Columns.of(keys, names)

    def place(column: int) -> Place:
        return Place(f"row {number}, field {keys[column]}", "field", column, row=number, field=keys[column])

    yield from record(path, columns, list(value.values()), number, place, size=size)
