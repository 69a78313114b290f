"""A rich text file in, one note out, found by its paragraphs: the format keeps no other place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from careword.note import Note
from careword.place import Place
from careword.readers.blocks import Builder
from careword.readers.decode import UnreadableError
from careword.readers.formats import Names
from careword.readers.limits import PART


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note]:
    """Read a document as one note."""
    del names
    from striprtf import striprtf

    data = stream.read(PART + 1)
    if len(data) > PART:
        raise UnreadableError(f"larger than {PART >> 20} MB, the most that is read of a file of this kind")
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("damaged, or not rich text: it does not begin as such a file does")
    try:
        text: str = striprtf.rtf_to_text(  # type: ignore[no-untyped-call]  # the library has no types
            without_pictures(data).decode("latin-1"), encoding="cp1252", errors="replace"
        )
    except (ValueError, LookupError, IndexError, TypeError, OverflowError, RecursionError):
        raise UnreadableError("damaged: the rich text cannot be read") from None
    builder = Builder()
    number = 0
    for block, line in enumerate(text.replace("\r\n", "\n").replace("\0", "").split("\n")):
        builder.gap("\n" if block else "")
        shown = line.replace("\xa0", " ")
        if shown.strip():
            number += 1
            builder.add(_clean(shown), Place(f"paragraph {number}", "paragraph", block, paragraph=number))
    yield builder.note(path)


def without_pictures(data: bytes) -> bytes:
    """Take out the bytes of pictures, which a rich text writes as megabytes of digits."""
    return re.sub(rb"[0-9a-fA-F]{512,}", b"", data)


def _clean(text: str) -> str:
    """Put away halves of characters that a damaged file may hold."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)
