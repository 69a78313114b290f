"""Text in, lines that fit a terminal out: widths of wide and combining characters, wrapping, excerpts and marks."""

from __future__ import annotations

import os
import shutil
import unicodedata
from dataclasses import dataclass
from typing import TextIO

# One character for one, so that offsets stay: white space of any kind becomes a space; characters that steer a
# terminal or turn the direction of writing become a visible mark.
_CLEAN = (
    dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�")
    | dict.fromkeys((*range(0x09, 0x0E), *range(0x1C, 0x20), 0x85, 0x2028, 0x2029), " ")
)  # fmt: skip
_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "information": "1;36",
    "hint": "1;35",
    "strong": "1",
    "words": "1;4",
    "dim": "2",
}
_NARROW, _BROAD = 30, 100


def cells(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(char: str) -> int:
    if char == "\ufe0f":  # asks for a picture, which is wide
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clean(text: str) -> str:
    """Make a text safe to show, character for character."""
    return text.translate(_CLEAN)


@dataclass(frozen=True, slots=True)
class Page:
    """What is written on: its width, and whether it can show bold and colour."""

    width: int = 80
    styled: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> Page:
        """Measure a stream; NO_COLOR and COLUMNS are respected."""
        width = shutil.get_terminal_size().columns
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb" or not stream.isatty()
        return cls(max(_NARROW, min(width, _BROAD)), not plain)

    def style(self, name: str, text: str) -> str:
        """Give a text its style, where the page can show it."""
        return f"\x1b[{_STYLES[name]}m{text}\x1b[0m" if self.styled else text

    def marked(self, words: str) -> str:
        """Mark the found words: underlined, or between pointed quotation marks."""
        return self.style("words", words) if self.styled else f"›{words}‹"

    def wrap(self, text: str, *, first: str = "", indent: str = "") -> list[str]:
        """Break a text at its spaces into lines that fit; `first` opens the first line, `indent` the others."""
        lines, line, room = list[str](), first, self.width
        empty = True
        for word in _words(clean(text), max(1, room - max(cells(first), cells(indent)))):
            if not empty and cells(line) + 1 + cells(word) > room:
                lines.append(line)
                line, empty = indent, True
            line = line + word if empty else f"{line} {word}"
            empty = False
        return [*lines, line.rstrip()]

    def excerpt(self, line: str, low: int, high: int, *, indent: str = "") -> str:
        """Show the found words marked, with as much of their line round them as fits."""
        line = clean(line)
        while high < len(line) and _cell(line[high]) == 0:
            high += 1  # an accent belongs to the letter before it
        room = self.width - cells(indent) - (0 if self.styled else 2)
        words = _middle(line[low:high], room)
        # a line may be megabytes long; no more of it than could be shown is looked at
        before, after = line[max(0, low - 4 * room) : low], line[high : high + 4 * room]
        before, after = before.lstrip() if low <= 4 * room else before, after.rstrip()
        spare = max(0, room - cells(words))
        left = min(cells(before), max(spare // 2, spare - cells(after)))
        right = spare - left
        return f"{indent}{_end(before, left)}{self.marked(words)}{_start(after, right)}"


def _words(text: str, room: int) -> list[str]:
    """Split at spaces; a word wider than a line is cut."""
    out: list[str] = []
    for word in text.split():
        rest = word
        while cells(rest) > room:
            head = _fit(rest, room) or rest[:1]
            out.append(head)
            rest = rest[len(head) :]
        if rest:
            out.append(rest)
    return out


def _fit(text: str, room: int) -> str:
    """Give as much of the start as fits."""
    for at, char in enumerate(text):
        room -= _cell(char)
        if room < 0:
            return text[:at]
    return text


def _fit_end(text: str, room: int) -> str:
    """Give as much of the end as fits, never opening with an accent whose letter is lost."""
    at = len(text)
    while at and room - _cell(text[at - 1]) >= 0:
        at -= 1
        room -= _cell(text[at])
    while at < len(text) and _cell(text[at]) == 0:
        at += 1
    return text[at:]


def _start(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    kept = _fit(text, max(0, room - 1))
    whole = kept.rpartition(" ")[0] if " " in kept.strip() else kept
    return whole.rstrip() + "…" if room else ""


def _end(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    kept = _fit_end(text, max(0, room - 1))
    whole = kept.partition(" ")[2] if " " in kept.strip() else kept
    return "…" + whole.lstrip() if room else ""


def _middle(words: str, room: int) -> str:
    """Cut found words that are longer than a line in their middle."""
    if cells(words) <= room:
        return words
    half = max(1, (room - 3) // 2)
    return f"{_fit(words, half).rstrip()} … {_fit_end(words, half).lstrip()}"
