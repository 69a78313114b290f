"""Bytes in, text out, with the name of the encoding when it was not UTF-8. Only a byte order mark is taken away."""

from __future__ import annotations

import codecs
import re

# The longer mark first: a UTF-32 mark begins as a UTF-16 one does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", None),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAMPLE = 4096
_SURE = 32  # characters: a shorter text must also have an even number of bytes
# Bytes that a note typed on Windows never holds; tab, line ends, vertical tab and form feed are ordinary.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")


class UnreadableError(ValueError):
    """Bytes that are not a note; the message names the place and no words."""


def decode(data: bytes) -> tuple[str, str | None]:
    """Read bytes as text; say what they were read as, or none for UTF-8."""
    mark, encoding, name = signature(data)
    if name is not None:
        return _no_nul(_wide(data[mark:], encoding, name)), name
    body = data[mark:]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(body, mark)
    at = body.find(0)
    if at >= 0:
        raise UnreadableError(f"not plain text: a NUL byte at byte {at + mark}")
    return text, None


def signature(data: bytes) -> tuple[int, str, str | None]:
    """Tell the length of the byte order mark, the codec, and the name to report where it is not UTF-8."""
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return len(mark), encoding, name
    sample = data[:_SAMPLE]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    # Without a mark, UTF-16 shows in the NULs that stand in every other byte. A third is enough, since letters beyond
    # Latin have none, and a rare character may put one on the other side.
    many, few = max(low, high), min(low, high)
    if 3 * many >= half > 0 and many > 10 * few and (len(data) % 2 == 0 or half > _SURE):
        return 0, "utf-16-be" if low > high else "utf-16-le", "UTF-16 without a byte order mark"
    return 0, "utf-8", None


def _wide(body: bytes, encoding: str, name: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as fault:
        raise UnreadableError(f"not readable as {name}: broken at byte {fault.start}") from None


def _no_nul(text: str) -> str:
    at = text.find("\0")
    if at >= 0:
        raise UnreadableError(f"not plain text: a NUL character at character {at}")
    return text


def _windows(body: bytes, mark: int) -> tuple[str, str]:
    """Read what is not UTF-8 as Windows-1252, byte by byte, so that a file with both keeps its UTF-8 characters."""
    binary = _BINARY.search(body)
    if binary:
        raise UnreadableError(f"not plain text: byte 0x{binary[0][0]:02x} at byte {binary.start() + mark}")
    text = body.decode("utf-8", errors="careword-windows")
    kept = body.decode("utf-8", errors="ignore")
    return text, "Windows-1252" if kept.isascii() else f"UTF-8 with {len(text) - len(kept)} bytes of Windows-1252"


def _stand_in(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    byte = fault.object[fault.start : fault.start + 1]
    try:
        return byte.decode("cp1252"), fault.start + 1
    except UnicodeDecodeError:
        raise UnreadableError(f"neither UTF-8 nor Windows-1252: byte 0x{byte[0]:02x} at byte {fault.start}") from None


codecs.register_error("careword-windows", _stand_in)
