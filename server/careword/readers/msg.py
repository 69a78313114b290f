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
from careword.readers.limits import DEPTH, whole

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
_MESSAGE = "__substg1.0_3701000D"  # what a message inside another is called
_HEAD, _SHORT = 32, 24  # the bytes before its properties: of a message, and of one inside another


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
    except _BAD as fault:
        raise _reason(fault) from None
    yield from _message(path, message, names, depth)


def _message(path: str, message: Any, names: Names, depth: int) -> Iterator[Note | Unread | Remark]:
    try:
        subject, plain, html = message.subject or "", message.body, message.html_body
        attachments = [(item.file_name, item.file_bytes, _inner(item)) for item in message.attachments]
    except _BAD as fault:
        raise _reason(fault) from None
    if not plain and not html:
        if not attachments:
            raise UnreadableError("a message without a text that can be read: save it again as .eml or .html")
        yield Remark(path, "the message itself has no text that can be read; its attachments are read")
    text = (plain or html or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    yield letter(path, subject.replace("\0", ""), text, html=not plain and bool(html))
    for number, (name, data, inner) in enumerate(attachments, 1):
        called = name or f"attachment {number}"
        if inner is None:
            yield from inside.member(path, called, data or b"", names, depth + 1)
        elif depth >= DEPTH:
            yield inside.too_deep(inside.named(path, called))
        else:
            yield from _held(inside.named(path, called), inner, names, depth + 1)


def _held(path: str, message: Any, names: Names, depth: int) -> Iterator[Note | Unread | Remark]:
    """Read a message inside another; one that cannot be read hides no other."""
    try:
        yield from _message(path, message, names, depth)
    except UnreadableError as fault:
        yield Unread(path, str(fault))


def _inner(attachment: Any) -> Any:
    """Give the message that an attachment is, or none."""
    from oxmsg import Message
    from oxmsg.properties import Properties

    class Inner(Message):
        """A message inside another: what stands before its properties is shorter."""

        @property
        def _properties(self) -> Any:
            # some programs write the longer head all the same; what follows is sixteen bytes a property
            longer = len(self._storage.properties_stream_bytes) % 16 == 0
            return Properties(self._storage, properties_header_offset=_HEAD if longer else _SHORT)

    storages = attachment._storage.storages  # noqa: SLF001 - the library reads no message inside another
    return next((Inner(storage) for storage in storages if storage.name == _MESSAGE), None)


def _reason(fault: Exception) -> UnreadableError:
    return fault if isinstance(fault, UnreadableError) else UnreadableError("damaged, or not an Outlook message")
