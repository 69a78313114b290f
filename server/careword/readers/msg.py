"""An Outlook message in; its subject and text as one note, and each attachment that can be read, out."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO, Any

from careword.note import Note, Remark, Unread
from careword.readers import inside
from careword.readers.decode import UnreadableError
from careword.readers.formats import Names
from careword.readers.letter import letter
from careword.readers.limits import whole

_BAD = (
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    struct.error,
    RecursionError,
)


def notes(path: str, stream: IO[bytes], names: Names, depth: int = 0) -> Iterator[Note | Unread | Remark]:
    """Read a message."""
    import io

    import olefile
    from oxmsg import Message

    data = whole(stream)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as held:
            # what a file says of its parts is believed when they are read, and memory is taken for it
            if any(entry is not None and entry.size > len(data) for entry in held.direntries):
                raise UnreadableError("damaged: it holds a part that is larger than itself")
        message: Any = Message.load(io.BytesIO(data))
        subject, plain, html = message.subject or "", message.body, message.html_body
        attachments = [(item.file_name, item.file_bytes) for item in message.attachments]
    except _BAD as fault:
        if isinstance(fault, UnreadableError):
            raise
        raise UnreadableError("damaged, or not an Outlook message") from None
    if not plain and not html:
        if not attachments:
            raise UnreadableError("a message without a text that can be read: save it again as .eml or .html")
        yield Remark(path, "the message itself has no text that can be read; its attachments are read")
    text = (plain or html or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    yield letter(path, subject.replace("\0", ""), text, html=not plain and bool(html))
    for number, (name, data) in enumerate(attachments, 1):
        yield from inside.member(path, name or f"attachment {number}", data or b"", names, depth + 1)
