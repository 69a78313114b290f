"""A source in, its notes out, with whatever could not be read and whatever is worth knowing about the encoding."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from careword.note import Note, Remark, Unread
from careword.readers.decode import UnreadableError
from careword.readers.formats import FORMATS, Names, opener
from careword.readers.inside import passed_over
from careword.readers.limits import whole
from careword.readers.sources import Source, plain, standard_input


def read(source: Source, fields: Names) -> Iterator[Note | Unread | Remark]:
    """Read a source. `fields` gives the names of a record's fields where a configuration says them."""
    left = source.size
    items = _read(source, fields)
    for item in passed_over(items) if source.walked else items:
        if isinstance(item, Note) and source.size:
            # what does not tell its size takes all: there is one note in most files
            size = min(item.size or left, left)
            left -= size
            yield item if item.size == size else replace(item, size=size)
        else:
            yield item


def _read(source: Source, fields: Names) -> Iterator[Note | Unread | Remark]:
    try:
        form = FORMATS[source.suffix]
        reader = opener(form)
        if source.file is not None:
            with source.file.open("rb") as stream:
                yield from reader(source.path, stream, fields)
        elif form.streams:
            yield from reader(source.path, standard_input(), fields)
        else:
            yield from reader(source.path, io.BytesIO(whole(cast("IO[bytes]", standard_input()))), fields)
    except OSError as fault:
        yield Unread(source.path, f"cannot be read: {plain(fault)}")
    except UnreadableError as fault:
        yield Unread(source.path, str(fault))
    except (MemoryError, RecursionError) as fault:
        yield Unread(source.path, f"cannot be read: too large or too deep ({type(fault).__name__})")
    except Exception as fault:  # noqa: BLE001 - a library that trips over one file must not hide the others
        import traceback

        # the message of the fault may hold words of the note; its place in the code does not
        last = traceback.extract_tb(fault.__traceback__)[-1]
        at = f"{type(fault).__name__} at {Path(last.filename).name}:{last.lineno}"
        yield Unread(source.path, f"cannot be read ({at})")
