"""A JSON export in, one note a record out: a list of objects, an object that holds such lists, or one object alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import IO, Any

from careword.note import Note, Remark, Unread
from careword.readers.decode import UnreadableError, decode
from careword.readers.fields import Columns, FieldError
from careword.readers.formats import Names
from careword.readers.limits import PART
from careword.readers.objects import fields, record_of, said

_SPACE = " \t\n\r"
_LONG = 30  # words: what a program keeps beside notes is shorter
_HELD = 1_000  # records; a file with more of them is an export, whatever is in them


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note | Unread | Remark]:
    """Read an export. JSON must be held whole, so a large one is better written as JSONL."""
    data = stream.read(PART + 1)
    if len(data) > PART:
        raise UnreadableError(
            f"larger than {PART >> 20} MB, the most that is read of JSON: export it as .jsonl or .csv"
        )
    text, read_as = decode(data)
    del data
    if read_as:
        yield Remark(path, f"read as {read_as}")
    number = 0
    held: list[Unread] | None = []  # what was wrong while nothing has looked like a note
    try:
        for value, size in _values(text, names):
            number += 1
            try:
                items: list[Note | Unread | Remark] = list(record_of(path, fields(value), number, names, size))
            except (FieldError, UnreadableError) as fault:
                items = [Unread(path, f"record {number}: {fault}")]
            if held is not None and len(held) < _HELD and not _may_be_a_note(value, names):
                held += [replace(item, foreign=True) for item in items if isinstance(item, Unread)]
                continue
            yield from (replace(item, foreign=False) for item in held or ())
            held = None
            yield from items
    except (json.JSONDecodeError, RecursionError, ValueError) as fault:
        yield from (replace(item, foreign=False) for item in held or ())
        if isinstance(fault, json.JSONDecodeError):
            yield Unread(path, f"not JSON: {said(fault)} at column {fault.colno}", fault.lineno)
        else:
            yield Unread(path, f"not JSON that can be read after record {number}: too deep, or a number too long")
        return
    yield from held or ()
    if not number:
        yield Unread(path, "expected a list of JSON objects with a text, or one such object", foreign=True)


def _may_be_a_note(value: Any, names: Names) -> bool:
    """Say whether a value has a field of text, or a text under another name that is as long as a note."""
    if isinstance(value, dict) and Columns.of(tuple(value), names).text:
        return True
    texts = value.values() if isinstance(value, dict) else (value,)
    return any(isinstance(text, str) and len(text.split()) >= _LONG for text in texts)


def _values(text: str, names: Names) -> Iterator[tuple[Any, int]]:
    """Give the records, each as soon as it is read: what comes before a broken one is not lost."""
    at = _past(text, 0)
    decoder = json.JSONDecoder()
    if text[at : at + 1] != "[":
        value, end = decoder.raw_decode(text, at)
        _nothing_after(text, end)
        found = list(_below(value, names))
        yield from ((item, len(text) // len(found)) for item in found)
        return
    at = _past(text, at + 1)
    if text[at : at + 1] == "]":
        _nothing_after(text, at + 1)
        return
    while True:
        value, end = decoder.raw_decode(text, at)
        yield value, end - at
        at = _past(text, end)
        mark = text[at : at + 1]
        if mark == "]":
            _nothing_after(text, at + 1)
            return
        if mark != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _past(text, at + 1)


def _below(value: Any, names: Names) -> Iterator[Any]:
    """Give the records of an object: itself, or those in the lists that it holds."""
    if not isinstance(value, dict):
        yield value
        return
    held = list(value.values())
    lists = [item for item in held if isinstance(item, list) and any(isinstance(inner, dict) for inner in item)]
    alone = any(not isinstance(held[column], list) for column in Columns.of(tuple(value), names).text)
    if alone or not lists:
        yield value
    else:
        yield from chain.from_iterable(lists)


def _past(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _nothing_after(text: str, at: int) -> None:
    at = _past(text, at)
    if at < len(text):
        raise json.JSONDecodeError("Extra data", text, at)
