"""The XML of OpenDocument files in; paragraphs as a person reads them out, without what was deleted or remarked on."""

from __future__ import annotations

from typing import IO, Any, Literal, NamedTuple

from careword.readers.decode import UnreadableError
from careword.readers.limits import whole
from careword.readers.package import BROKEN, opened

OFFICE, TEXT, TABLE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text", "table"))
ASIDE = {OFFICE + "annotation", TEXT + "note", TEXT + "tracked-changes", TEXT + "ruby-text"}
_SPACES = 1_000  # as many as one element may stand for
BAD = (*BROKEN, SyntaxError, AttributeError, TypeError, IndexError, RecursionError, ValueError)


def part(stream: IO[bytes], name: str) -> Any:
    """Read a part of the file as XML, or none where the file lacks it."""
    from xml.etree import ElementTree as ET

    with opened(stream) as archive:
        if locked(archive):
            raise UnreadableError("locked with a password")
        if name not in archive.namelist():
            return None
        with archive.open(name) as xml:
            return ET.fromstring(whole(xml))  # noqa: S314 - `opened` has refused entities


def locked(archive: Any) -> bool:
    """Say whether the file has a password."""
    try:
        return b"encryption-data" in archive.read("META-INF/manifest.xml")
    except KeyError:
        return False


class Said(NamedTuple):
    """Where a piece of text stands: in the `text` or the `tail` of an element, or in what the element `itself` is."""

    element: Any
    where: Literal["text", "tail", "itself"]


def words(paragraph: Any) -> tuple[str, tuple[tuple[int, Said], ...], list[Any]]:
    """Give a paragraph's text, where in it each piece of text begins, and what stands aside: remarks and notes."""
    parts: list[str] = []
    runs: list[tuple[int, Said]] = []
    aside: list[Any] = []
    length = 0

    def say(text: str | None, element: Any, where: Literal["text", "tail", "itself"] = "itself") -> None:
        nonlocal length
        if text:
            runs.append((length, Said(element, where)))
            parts.append(text)
            length += len(text)

    # a stack and not recursion: spans may be nested as deep as somebody likes
    stack: list[tuple[Any, bool]] = [(paragraph, True)]
    while stack:
        element, enter = stack.pop()
        if not enter:
            say(_flowed(element.tail), element, "tail")
            continue
        tag = element.tag
        if element is not paragraph:
            stack.append((element, False))
        if tag in ASIDE:
            aside.append(element)
        elif tag == TEXT + "s":
            say(" " * min(_number(element.get(TEXT + "c")), _SPACES), element)
        elif tag == TEXT + "tab":
            say("\t", element)
        elif tag == TEXT + "line-break":
            say("\n", element)
        elif isinstance(tag, str) and (element is paragraph or tag not in (TEXT + "p", TEXT + "h")):
            say(_flowed(element.text), element, "text")
            stack.extend((child, True) for child in reversed(element))
        elif isinstance(tag, str):
            aside.append(element)  # a paragraph inside a paragraph: that of a text box
    return "".join(parts), tuple(runs), aside


def _flowed(text: str | None) -> str | None:
    return text.replace("\n", " ") if text else text


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 1


def repeated(element: Any, name: str, most: int) -> int:
    """Give how often a row or a cell stands for itself, no more than can be looked at."""
    return min(max(_number(element.get(TABLE + name)), 1), most)
