"""An e-mail in; its subject and text as one note, and each attachment that can be read, out."""

from __future__ import annotations

import email
import email.errors
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from typing import IO, Any

from careword.note import Note, Remark, Unread
from careword.readers import inside
from careword.readers.decode import UnreadableError, decode
from careword.readers.formats import Names
from careword.readers.letter import letter
from careword.readers.limits import ENTRIES, whole


def notes(path: str, stream: IO[bytes], names: Names, depth: int = 0) -> Iterator[Note | Unread | Remark]:
    """Read a message."""
    data = whole(stream)
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        yield from _message(path, message, names, depth)
    except (email.errors.MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError) as fault:
        if isinstance(fault, UnreadableError):
            raise
        raise UnreadableError("damaged, or not an e-mail") from None


def _message(path: str, message: EmailMessage, names: Names, depth: int) -> Iterator[Note | Unread | Remark]:
    if not message.keys():
        raise UnreadableError("damaged, or not an e-mail: it has no headers")
    chosen = message.get_body(("plain", "html"))
    seen = {id(chosen)}
    subject = str(message.get("subject", "") or "")
    if chosen is None:
        yield letter(path, subject, "")
    else:
        yield letter(path, subject, _text(chosen), html=chosen.get_content_type() == "text/html")
    for number, part in enumerate(_parts(message, seen), 1):
        if number > ENTRIES:
            raise UnreadableError(f"more than {ENTRIES:,} attachments")
        name = part.get_filename() or f"attachment {number}{_suffix(part)}"
        yield from inside.member(path, str(name), _bytes(part), names, depth + 1)


def _parts(message: EmailMessage, seen: set[int]) -> Iterator[EmailMessage]:
    """Give the parts that are not the text of the message, each once."""
    stack: list[Any] = [message]
    while stack:
        part = stack.pop()
        if part.get_content_type() == "message/rfc822":
            yield part
        elif part.is_multipart():
            if part.get_content_type() == "multipart/alternative" and part is not message and not seen:
                continue
            stack.extend(reversed(list(part.iter_parts())))
        elif id(part) not in seen and (part.is_attachment() or part.get_filename() or _apart(part)):
            yield part


def _apart(part: EmailMessage) -> bool:
    return part.get_content_maintype() == "text" and part.get_content_type() not in ("text/html", "text/plain")


def _text(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset()
    try:
        text = data.decode(charset) if charset and charset not in ("ascii", "us-ascii") else decode(data)[0]
    except (LookupError, UnicodeDecodeError):
        text = decode(data)[0]
    return text.replace("\r\n", "\n")


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner: Any = part.get_payload()
        return bytes(inner[0].as_bytes()) if isinstance(inner, list) and inner else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _suffix(part: EmailMessage) -> str:
    kinds = {"message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html"}
    return kinds.get(part.get_content_type(), "")
