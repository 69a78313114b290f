"""A record in, its note out, under the names of fields that exports commonly use or a configuration gives."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from careword.note import Note, Remark
from careword.place import Place
from careword.readers.blocks import Builder
from careword.readers.cells import apostrophe, marked_up, serial_date, truncated
from careword.readers.formats import Names
from careword.readers.limits import CELL
from careword.text import Fields

# Compared without case, spaces and punctuation. Of the others the first name that a record has is the one; the order
# is from exact to vague. Every column of text belongs to the note.
KNOWN = {
    "text": (
        "text", "note", "notes", "notetext", "casenotecontent", "casenotetext", "casenote", "casenotes", "body",
        "details", "whathappened", "narrative",
    ),
    "id": ("id", "noteid", "casenoteid", "recordid"),
    "child_age": ("childage", "ageofchild"),
    "date_of_birth": ("dateofbirth", "dob"),
    "note_date": ("notedate", "date", "dateofnote", "createdon"),
}  # fmt: skip
NAMED = "text, note, note_text, body, details, CaseNoteContent, case_note or “What happened?”"


class FieldError(ValueError):
    """A record that cannot be read; the message names the field and no words."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which of a record's fields hold what, by their number."""

    keys: tuple[str, ...]
    text: tuple[int, ...]
    others: Mapping[str, int | None]
    asked: str | None  # the text fields that a configuration names and that are not there

    @classmethod
    def of(cls, keys: Sequence[str], names: Names) -> Columns:
        """Find the fields among the names that a record has."""
        folded = [_fold(key) for key in keys]
        text: list[int] = []
        asked: list[str] = []
        for name in _tuple(names["text"]) if "text" in names else ():
            if name in keys:
                text.append(list(keys).index(name))
            else:
                asked.append(name)
        if "text" not in names:
            text = [number for number, key in enumerate(folded) if key in KNOWN["text"]]
        others = {field: _one(keys, folded, names, field) for field in KNOWN if field != "text"}
        return cls(tuple(keys), tuple(text), others, ", ".join(asked) or None)


def record(
    path: str,
    columns: Columns,
    values: Sequence[Any],
    number: int,
    place: Callable[[int], Place],
    *,
    table: bool = False,
    size: int = 0,
) -> Iterator[Note | Remark]:
    """Give the note of a record, and what is worth knowing about it. A table's cells may hold more than text."""
    if not columns.text or columns.asked:
        raise FieldError(f"no field {columns.asked}" if columns.asked else "no text in this record")
    name = _name(columns, values, number)
    texts = [(column, _text(columns, values, column, table=table)) for column in columns.text]
    if all(text is None for _, text in texts) and not table:
        raise FieldError(f"{columns.keys[texts[0][0]]}: expected a text, found null")
    filled = [(column, text) for column, text in texts if text and text.strip()]
    builder = Builder()
    for at, (column, raw) in enumerate(filled):
        text = marked_up(apostrophe(raw) if table else raw)
        if len(filled) > 1:
            apart = "\n\n" if at else ""
            builder.gap(f"{apart}# {' '.join(columns.keys[column].split())}\n")
        builder.add(text, place(column))
        if truncated(raw):
            yield Remark(
                path, f"{name}: {columns.keys[column]} is as long as a cell can be, so the note may be cut off there"
            )
    if not filled:
        builder.add("", place(columns.text[0]))
    fields = Fields(**{key: _field(columns, values, key) for key in ("child_age", "date_of_birth", "note_date")})
    yield builder.note(path, name, fields, size)


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _tuple(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def _one(keys: Sequence[str], folded: Sequence[str], names: Names, field: str) -> int | None:
    if field in names:
        return next((list(keys).index(name) for name in _tuple(names[field]) if name in keys), None)
    return next((folded.index(name) for name in KNOWN[field] if name in folded), None)


def _text(columns: Columns, values: Sequence[Any], column: int, *, table: bool) -> str | None:
    value, key = values[column] if column < len(values) else None, columns.keys[column]
    if value is None:
        return None
    if not isinstance(value, str):
        if not table or isinstance(value, dict | list | bytes):
            raise FieldError(f"{key}: expected a text, found {_kind(value)}")
        return str(value)
    if len(value) > CELL:
        raise FieldError(f"{key}: longer than {CELL:,} characters")
    for at, char in enumerate(value) if not value.isprintable() else ():
        if char == "\0":
            raise FieldError(f"{key}: a NUL character at character {at}")
        if "\ud800" <= char <= "\udfff":
            raise FieldError(f"{key}: half a character (a lone surrogate) at character {at}")
    return value


def _name(columns: Columns, values: Sequence[Any], number: int) -> str:
    """Give the record's id, or its row where it has none."""
    key, value = _value(columns, values, "id")
    return f"row {number}" if value is None or value == "" else _plain(key, value) or f"row {number}"


def _field(columns: Columns, values: Sequence[Any], field: str) -> str | None:
    key, value = _value(columns, values, field)
    if value is None or value == "":
        return None
    if field != "child_age":
        value = serial_date(value)
    return _plain(key, value) or None


def _value(columns: Columns, values: Sequence[Any], field: str) -> tuple[str, Any]:
    column = columns.others[field]
    return (columns.keys[column], values[column]) if column is not None and column < len(values) else ("", None)


def _plain(key: str, value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # spreadsheets write 12.0 for twelve
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise FieldError(f"{key}: expected a text or a number, found {_kind(value)}")
    return apostrophe(str(value).strip())


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", type(None): "null", bytes: "bytes"}
    return kinds.get(type(value), "a number")
