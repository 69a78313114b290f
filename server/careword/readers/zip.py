"""A zipped export in, the notes of every file in it out, one file after another, nothing written to disk."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, cast

from careword.note import Note, Remark, Unread
from careword.readers import inside, limits
from careword.readers.decode import UnreadableError
from careword.readers.formats import Names
from careword.readers.package import BROKEN, check, unzip


def notes(path: str, stream: IO[bytes], names: Names, depth: int = 0) -> Iterator[Note | Unread | Remark]:
    """Read an archive. A file in it that cannot be read hides no other."""
    total = 0
    with unzip(stream) as archive:
        entries = [
            entry for entry in archive.infolist() if not entry.filename.endswith("/") and not _hidden(entry.filename)
        ]
        if not entries:
            raise UnreadableError("an archive without files")
        for entry in entries:
            name = f"{path}/{entry.filename}"
            total += entry.file_size
            if total > limits.STREAMED:
                yield Unread(name, f"not read: the archive holds more than {limits.STREAMED >> 30} GB")
                continue
            try:
                check(entry, limits.STREAMED)
                with archive.open(entry) as member:
                    buffered = cast("IO[bytes]", io.BufferedReader(cast("io.RawIOBase", member), 1 << 16))
                    yield from inside.member(path, entry.filename, buffered, names, depth + 1)
            except UnreadableError as fault:
                yield Unread(name, str(fault))
            except BROKEN:
                yield Unread(name, "damaged: it cannot be unpacked")


def _hidden(name: str) -> bool:
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))
