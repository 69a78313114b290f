"""A stretch of text in, the spans inside quotation marks out.

Notes use one straight apostrophe for quotation, contraction and possession, so each is told apart by its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from careword.text import Span

_MARK = re.compile(r"[\"\u201c\u201d\u201e\u00ab\u00bb'\u2018\u2019\u201b`]")
_CURLY = {"\u201c": "\u201d", "\u201e": "\u201d\u201c", "\u00ab": "\u00bb", "\u2018": "\u2019'", "\u201b": "\u2019'"}
_SINGLE = "'\u2019"
_OPENERS = ' \t\r\n\v\f\u00a0\u2028([{-\u2013\u2014/:;,."\u201c'
_OPEN = 1500  # code points: no quotation that nobody closes runs on for longer
_LOOK = 60  # marks that a closing one is looked for among
_WORD = re.compile(r"\w+")
_WORD_END = 40  # code points: no longer word loses its head to an apostrophe
_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]++(?=\s|$)")


def marked(text: str) -> bool:
    """Say whether a text holds a mark that may open a quotation."""
    return _MARK.search(text) is not None


def quotations(text: str, offset: int, clipped: Callable[[str], bool]) -> list[Span]:
    """Give the spans inside the quotation marks of a text that starts at `offset` of the note, outermost only.

    `clipped` says whether a word is one that loses its head to an apostrophe ('til, 'cause).
    """
    marks = [mark.start() for mark in _MARK.finditer(text)]
    found: list[Span] = []
    index = 0
    while index < len(marks):
        at = marks[index]
        close = _close(text, at, marks[index + 1 : index + 1 + _LOOK], clipped) if _opens(text, at, clipped) else None
        if close is None:
            index += 1
            continue
        found.append(Span(offset + at + 1, offset + close))
        while index < len(marks) and marks[index] <= close:
            index += 1
    return found


def _opens(text: str, at: int, clipped: Callable[[str], bool]) -> bool:
    char = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in _CURLY and char not in _SINGLE:
        return char != "\u2018" or not _is_clipped(text, at, clipped)
    if char in "\u201d\u00bb":
        return False
    opens = (not before or before in _OPENERS) and bool(after) and not after.isspace()
    return opens and (char not in _SINGLE + "`" or not _is_clipped(text, at, clipped))


def _is_clipped(text: str, at: int, clipped: Callable[[str], bool]) -> bool:
    """Say whether an apostrophe stands for lost letters: 'til, '14."""
    word = _WORD.match(text, at + 1, at + 1 + _WORD_END)
    if word is None:
        return False
    if word[0].isdigit():
        return len(word[0]) == 2 and not text.startswith((" year", "'", "-"), word.end())
    return clipped(word[0].lower()) and not text.startswith(("'", "\u2019"), word.end())


def _close(text: str, at: int, marks: list[int], clipped: Callable[[str], bool]) -> int | None:
    char = text[at]
    closers = _CURLY.get(char, '"\u201d' if char == '"' else _SINGLE)
    if char == "\u2018" or char in _SINGLE + "`":
        return _close_single(text, [mark for mark in marks if text[mark] in closers], clipped)
    for mark in marks:
        if text[mark] in closers:
            return mark
        if char == '"' and text[mark] == "\u201c":
            break
    # never closed, as in a note typed in a hurry: it runs to the end of its sentence
    end = _SENTENCE_END.search(text, at + 1, at + _OPEN)
    return end.end() if end else min(len(text), at + _OPEN)


def _close_single(text: str, marks: list[int], clipped: Callable[[str], bool]) -> int | None:
    possessive: int | None = None
    for mark in marks:
        before, after = text[mark - 1 : mark], text[mark + 1 : mark + 2]
        if after.isalnum() or not before or (before.isspace()):
            if before.isspace() and _opens(text, mark, clipped):
                break  # another quotation opens
            continue  # an apostrophe inside a word
        if not (before == "s" and after == " " and text[mark + 2 : mark + 3].islower()):
            return mark
        possessive = mark if possessive is None else possessive  # parents' views, or the end of the quotation
    return possessive
