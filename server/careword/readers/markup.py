"""Markup in, its tags and texts with their offsets out; in one pass, whatever was left open."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = re.compile(r"/?([A-Za-z][^\s/>]{0,40})")
_CHARACTER = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
_KEPT = "careword:"  # a comment that speaks to careword is read with the note
_ATTRIBUTE = 10_000  # characters in which an attribute ends
_RAW = ("script", "style")


@dataclass(frozen=True, slots=True)
class Tag:
    """The beginning or the end of an element."""

    name: str
    closes: bool
    empty: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Text, and where it begins; `exact` says that it stands in the source letter for letter."""

    text: str
    start: int
    exact: bool


class _Finder:
    """Looks for marks in order, and never twice for one that is not there."""

    def __init__(self, text: str) -> None:
        self._text, self._gone = text, set[str]()

    def find(self, mark: str, at: int) -> int:
        if mark in self._gone:
            return -1
        found = self._text.find(mark, at)
        if found < 0:
            self._gone.add(mark)
        return found


def tokens(text: str) -> Iterator[Tag | Words]:
    """Take markup apart."""
    at = said = 0  # what stands from `said` on is text that was not given yet
    finder = _Finder(text)
    while at < len(text):
        begin = finder.find("<", at)
        if begin < 0:
            break
        end, tag = _tag(text, begin, finder)
        at = end
        if tag is None and end == begin + 1:
            continue  # a sign, and no tag
        yield from _words(text, said, begin)
        said = end
        if tag is None:
            if text[begin + 4 : begin + 40].lstrip().startswith(_KEPT):
                yield Words(text[begin:end], begin, exact=True)
        else:
            yield tag
            if tag.name in _RAW and not tag.closes and not tag.empty:
                closing = re.compile(rf"</{tag.name}", re.IGNORECASE).search(text, end)
                at = said = closing.start() if closing else len(text)
    yield from _words(text, said, len(text))


def _tag(text: str, at: int, finder: _Finder) -> tuple[int, Tag | None]:
    """Give where the tag or comment at an offset ends; no tag and the next offset where there is neither."""
    if text.startswith("<!--", at):
        end = finder.find("-->", at + 4)
        return (end + 3 if end >= 0 else len(text)), None
    name = _NAME.match(text, at + 1)
    if name is None and text[at + 1 : at + 2] not in ("!", "?"):
        return at + 1, None
    end = finder.find(">", at)
    if end < 0:
        return at + 1, None
    if name is None:
        return max(end + 1, at + 2), None
    for quote in "\"'":
        if text.count(quote, at, end) % 2:  # the mark stands inside an attribute
            closing = text.find(quote, end, end + _ATTRIBUTE)
            further = text.find(">", closing, closing + _ATTRIBUTE) if closing >= 0 else -1
            end = max(end, further)
    closes = text[at + 1] == "/"
    return end + 1, Tag(name[1].lower(), closes, text[end - 1] == "/")


def _words(text: str, at: int, end: int) -> Iterator[Words]:
    """Split where a character is written by its name or number."""
    for found in _CHARACTER.finditer(text, at, end):
        written = html.unescape(found[0])
        if written == found[0]:
            continue
        if found.start() > at:
            yield Words(text[at : found.start()], at, exact=True)
        yield Words(written.replace("\0", "\ufffd"), found.start(), exact=False)
        at = found.end()
    if end > at:
        yield Words(text[at:end], at, exact=True)
