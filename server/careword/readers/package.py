"""An archive in, the same archive out when it is safe to unpack: bounded in number, size and ratio, and not locked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from typing import IO
from xml.parsers import expat

from careword.readers import limits
from careword.readers.decode import UnreadableError

_CHUNK = 1 << 16
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office writes a file with a password in its old format
# what Python's own unpacking raises when an archive is damaged
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, KeyError, UnicodeDecodeError,
)  # fmt: skip


def opened(stream: IO[bytes], *, part: int = limits.PART, streamed: Iterable[str] = ()) -> zipfile.ZipFile:
    """Open an office file. Parts that begin as one of `streamed` are read bit by bit, so they may be larger."""
    head = stream.read(len(_LOCKED))
    stream.seek(0)
    if head == _LOCKED:
        raise UnreadableError("locked with a password, or in the format of before 2007: save it again without")
    archive = unzip(stream)
    prefixes = tuple(streamed)
    for entry in archive.infolist():
        most = limits.STREAMED if prefixes and entry.filename.startswith(prefixes) else part
        check(entry, most)
        if entry.filename.endswith((".xml", ".rels")):
            _refuse_entities(archive, entry)
    return archive


def unzip(stream: IO[bytes]) -> zipfile.ZipFile:
    """Open an archive, or say why not."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError):
        raise UnreadableError("damaged, or not a file of this kind: it cannot be unpacked") from None
    if len(archive.infolist()) > limits.ENTRIES:
        raise UnreadableError(f"an archive of {len(archive.infolist()):,} files; at most {limits.ENTRIES:,} are read")
    return archive


def check(entry: zipfile.ZipInfo, most: int) -> None:
    """Refuse an archived file that is locked or too large."""
    if entry.flag_bits & 1:
        raise UnreadableError("locked with a password")
    if entry.file_size > most:
        raise UnreadableError(f"holds a part of {entry.file_size >> 20:,} MB; at most {most >> 20:,} MB are read")
    if entry.file_size > limits.RATIO_FROM and entry.file_size > limits.RATIO * max(entry.compress_size, 1):
        raise UnreadableError(f"packed more than {limits.RATIO} times smaller than it is, as no notes are")


def _refuse_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a document type: office programs write none, and the entities in one can grow without end."""
    begun = False

    def document_type(*_: object) -> None:
        raise UnreadableError(f"{entry.filename} declares a document type, which no office program writes")

    def element(*_: object) -> None:
        nonlocal begun
        begun = True

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = element
    try:
        with archive.open(entry) as xml:
            while not begun and (chunk := xml.read(_CHUNK)):
                parser.Parse(chunk)
    except expat.ExpatError:
        raise UnreadableError(f"damaged: {entry.filename} is not XML") from None
    except UnreadableError:
        raise
    except (*BROKEN, ValueError, LookupError):  # an encoding that nobody knows is one or the other
        raise UnreadableError(f"damaged: {entry.filename} cannot be unpacked") from None
