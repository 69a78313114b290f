"""A record in, its text, name and fields out, under the names that exports commonly use or a configuration gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from careword.text import Fields

# The first name that a record has is the one; the order is from exact to vague.
KNOWN = {
    "text": ("text", "note", "note_text", "body", "details", "casenotecontent", "case_note", "what happened?"),
    "id": ("id",),
    "child_age": ("child_age",),
    "date_of_birth": ("date_of_birth", "dob"),
    "note_date": ("note_date", "date"),
}


class FieldError(ValueError):
    """A record that cannot be read; the message names the field and no words."""


def text_of(record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Give the note's text."""
    key, value = _find(record, names, "text")
    if key is None:
        raise FieldError(f"no field {names['text']}" if "text" in names else "no text in this record")
    if not isinstance(value, str):
        raise FieldError(f"{key}: expected a text, found {_kind(value)}")
    for at, char in enumerate(value):
        if char == "\0":
            raise FieldError(f"{key}: a NUL character at character {at}")
        if "\ud800" <= char <= "\udfff":
            raise FieldError(f"{key}: half a character (a lone surrogate) at character {at}")
    return value


def name_of(record: Mapping[str, Any], names: Mapping[str, str], number: int) -> str:
    """Give the record's id, or its row where it has none."""
    key, value = _find(record, names, "id")
    if value is None or value == "":
        return f"row {number}"
    return _plain(key, value)


def fields_of(record: Mapping[str, Any], names: Mapping[str, str]) -> Fields:
    """Give the ages and dates that came with the note."""
    return Fields(**{field: _field(record, names, field) for field in ("child_age", "date_of_birth", "note_date")})


def _field(record: Mapping[str, Any], names: Mapping[str, str], field: str) -> str | None:
    key, value = _find(record, names, field)
    return None if value is None or value == "" else _plain(key, value)


def _find(record: Mapping[str, Any], names: Mapping[str, str], field: str) -> tuple[str | None, Any]:
    if field in names:
        return (names[field], record[names[field]]) if names[field] in record else (None, None)
    folded = {key.lower(): key for key in reversed(list(record))}
    for name in KNOWN[field]:
        if name in folded:
            return folded[name], record[folded[name]]
    return None, None


def _plain(key: str | None, value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # spreadsheets write 12.0 for twelve
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise FieldError(f"{key}: expected a text or a number, found {_kind(value)}")
    return str(value).strip()


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
