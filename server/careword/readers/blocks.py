"""Pieces of text with their places in, a note that can lead back to them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from careword.note import Note
from careword.place import Place, SourceMap
from careword.readers.decode import UnreadableError
from careword.readers.limits import BLOCKS
from careword.text import Document, Fields

AUTHOR = "careword"  # of the comments that careword writes into a copy: they are no part of the note
_LABEL = 60  # code points: the first cell of a row of two that is no longer names what stands in the second


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as a reader walks it. `runs` gives where in the text each piece of the file begins, with its node.

    A piece is a run of a Word file, or a `Said` of an OpenDocument file.
    """

    text: str
    place: Place
    node: Any = None
    runs: tuple[tuple[int, Any], ...] = ()


Row = list[list[Block]]  # of a table: its cells, each with its paragraphs


def each(parts: Iterable[tuple[str, Iterable[Block | Row]]]) -> Iterator[Block]:
    """Give every paragraph of a document's parts, those in tables too."""
    for _, rows in parts:
        for row in rows:
            if isinstance(row, Block):
                yield row
            else:
                yield from (block for cell in row for block in cell)


class Builder:
    """Puts a note together, and keeps where each piece came from."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._places: list[Place] = []
        self._length = 0

    def add(self, text: str, place: Place) -> None:
        """Add text that stands in the file."""
        if len(self._places) >= BLOCKS:
            raise UnreadableError(f"more than {BLOCKS:,} pieces of text")
        self._starts.append(self._length)
        self._places.append(place)
        self._parts.append(text)
        self._length += len(text)

    def gap(self, text: str) -> None:
        """Add what parts two pieces and stands in no file: a line end, the mark of a heading or a cell."""
        self._parts.append(text)
        self._length += len(text)

    def row(self, cells: Sequence[Sequence[Block]]) -> None:
        """Add a row of a table: a label and its text where it has two cells, else cells between bars."""
        filled = [[block for block in cell if block.text.strip()] for cell in cells]
        if not any(filled):
            return
        if len(filled) == 2 and _names(filled[0]):
            self._cell(filled[0])
            self.gap(":\n" if len(filled[1]) > 1 else ": ")
            self._cell(filled[1], "\n")
        elif len(filled) == 1:
            self._cell(filled[0], "\n")
        else:
            for cell in filled:
                self.gap("| ")
                self._cell([_flat(block) for block in cell])
                self.gap(" ")
            self.gap("|")
        self.gap("\n")

    def _cell(self, blocks: Sequence[Block], between: str = " ") -> None:
        for number, block in enumerate(blocks):
            if number:
                self.gap(between)
            self.add(block.text, block.place)

    def note(self, path: str, record: str | None = None, fields: Fields | None = None, size: int = 0) -> Note:
        """Give the note."""
        text = "".join(self._parts)
        for at, char in enumerate(text) if not text.isprintable() else ():
            if char == "\0" or "\ud800" <= char <= "\udfff":
                raise UnreadableError(f"not a character that a note can hold, at character {at}")
        places = SourceMap(tuple(self._starts), tuple(self._places)) if self._places else None
        return Note(path, record, Document(text, fields or Fields()), size, places)


def _names(cell: Sequence[Block]) -> bool:
    text = cell[0].text.strip() if len(cell) == 1 else ""
    return 0 < len(text) <= _LABEL and "\n" not in text and text[-1] not in ".!?;:"


def _flat(block: Block) -> Block:
    """Keep a cell on its line: a line end inside it would end the row."""
    if "\n" not in block.text and "|" not in block.text:
        return block
    return Block(block.text.replace("\n", " ").replace("|", "/"), block.place)
