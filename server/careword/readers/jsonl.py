"""A JSONL export in, one note a record out. A record that cannot be read is reported by its line; the others go on."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from careword.note import Note, Remark, Unread
from careword.readers.decode import UnreadableError, decode, signature
from careword.readers.fields import FieldError, fields_of, name_of, text_of
from careword.readers.sources import Source, standard_input
from careword.text import Document


def records(source: Source, names: Mapping[str, str]) -> Iterator[Note | Unread | Remark]:
    """Read the records of a source one line at a time, so that an export may be larger than memory."""
    if source.file is None:
        yield from _lines(source.path, standard_input(), names)
    else:
        with source.file.open("rb") as stream:
            yield from _lines(source.path, stream, names)


def _lines(path: str, stream: io.BufferedReader, names: Mapping[str, str]) -> Iterator[Note | Unread | Remark]:
    _, _, wide = signature(stream.peek())
    remarked = False
    lines: BinaryIO | io.BufferedReader = stream
    if wide:  # a line end is more than one byte there, so lines cannot be told apart before decoding
        text, read_as = decode(stream.read())
        yield Remark(path, f"read as {read_as}")
        lines = io.BytesIO(text.encode())
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                text, read_as = decode(line)
                if read_as and not remarked:
                    remarked = True
                    yield Remark(path, f"read as {read_as}")
                yield _note(path, number, _record(text), names, len(line))
            except (UnreadableError, FieldError) as fault:
                yield Unread(path, str(fault), number)


def _record(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as fault:
        what = fault.msg.lower().removesuffix(" starting at").removesuffix(" at")
        raise FieldError(f"not JSON: {what} at column {fault.colno}") from None
    except (RecursionError, ValueError):
        raise FieldError("not JSON that can be read: too deep, or a number too long") from None
    if not isinstance(value, dict):
        raise FieldError("expected a JSON object with a text")
    return value


def _note(path: str, number: int, record: dict[str, Any], names: Mapping[str, str], size: int) -> Note:
    text = text_of(record, names)
    return Note(path, name_of(record, names, number), Document(text, fields_of(record, names)), size)
