"""A JSONL export in, one note a record out. A record that cannot be read is reported by its line; the others go on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from careword.note import Note, Remark, Unread
from careword.readers.decode import UnreadableError, decode, signature
from careword.readers.fields import FieldError
from careword.readers.formats import Names
from careword.readers.limits import CELL, whole
from careword.readers.objects import fields, parsed, record_of

_LINE = 8 * CELL  # bytes of one record


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note | Unread | Remark]:
    """Read the records one line at a time, so that an export may be larger than memory."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]  # it reads, which is all that is asked of it
    _, _, wide = signature(buffered.peek())
    remarked = False
    lines: IO[bytes] | io.BufferedReader = buffered
    if wide:  # a line end is more than one byte there, so lines cannot be told apart before decoding
        text, read_as = decode(whole(buffered))
        yield Remark(path, f"read as {read_as}")
        lines = io.BytesIO(text.encode())
    number = 0
    while line := lines.readline(_LINE):
        number += 1
        if len(line) == _LINE:
            yield Unread(path, f"a line longer than {_LINE >> 20} MB", number)
            while len(line) == _LINE and not line.endswith(b"\n"):
                line = lines.readline(_LINE)
            continue
        if line.strip():
            try:
                text, read_as = decode(line)
                if read_as and not remarked:
                    remarked = True
                    yield Remark(path, f"read as {read_as}")
                yield from record_of(path, fields(parsed(text)), number, names, len(line))
            except (UnreadableError, FieldError) as fault:
                yield Unread(path, str(fault), number)
