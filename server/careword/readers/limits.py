"""How much of a file is taken in, so that a hostile or broken one is named and the others are still read."""

from __future__ import annotations

from typing import IO

from careword.readers.decode import UnreadableError

WHOLE = 256 << 20  # bytes of a file that must be held whole to be read
PART = 64 << 20  # bytes of one XML part that must be held whole: a Word file with 10 MB of text has less
STREAMED = 4 << 30  # bytes of a part or an archived file that passes through
ENTRIES = 10_000  # files in an archive
RATIO = (
    400  # how much smaller an archived file may be than what comes out of it; text of one record again and again: 250
)
RATIO_FROM = 16 << 20  # bytes from which the ratio is looked at
COLUMNS = 1_000  # columns of a table that are looked at; Excel has 16,384
ROWS = 1_048_576  # rows of a sheet in Excel and LibreOffice
CELL = 8 << 20  # code points of one cell
DEPTH = 4  # messages in messages, archives in messages
BLOCKS = 2_000_000  # paragraphs of one document
EXCEL_CELL = 32_767  # UTF-16 units that a cell of Excel holds; what is exactly as long was probably cut off


def whole(stream: IO[bytes]) -> bytes:
    """Read a stream to its end, or refuse what is too large to be held in memory."""
    data = stream.read(WHOLE + 1)
    if len(data) > WHOLE:
        raise UnreadableError(f"larger than {WHOLE >> 20} MB, the most that is read of a file of this kind")
    return data
