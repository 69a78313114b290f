"""A web page, or a cell that holds markup, in; the text that a person sees out, each piece with its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import IO

from careword.note import Note, Remark
from careword.place import Place
from careword.readers.blocks import Block, Builder
from careword.readers.decode import decode
from careword.readers.formats import Names
from careword.readers.limits import whole
from careword.readers.markup import Tag, tokens
from careword.text import Document

_BLOCK = {
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
_APART = {"p", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}  # have an empty line round them
_SILENT = {"script", "style", "template", "head", "title", "noscript", "del", "svg", "math", "select", "object"}
_MARKS = {"li": "- ", "blockquote": "> ", **{f"h{level}": "# " for level in range(1, 7)}}
_CELL = {"td", "th"}
_WHITE = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]|\A | \Z")  # all but a single space between words


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note | Remark]:
    """Read a page as one note."""
    del names
    text, read_as = decode(whole(stream))
    if read_as:
        yield Remark(path, f"read as {read_as}")
    yield page(path, text)


def page(path: str, text: str) -> Note:
    """Give the note of a page."""
    seen = _Page(text)
    return seen.builder.note(path)


def extract(text: str, path: str) -> Document:
    """Give what a person sees of a piece of markup."""
    return page(path, text).document


class _Page:
    def __init__(self, text: str) -> None:
        self.builder = Builder()
        self._starts = [0, *(end.end() for end in re.finditer(r"\r\n|\n|\r", text))]
        self._due = ""  # white space that is written only when something follows it
        self._opened = False
        self._mark = ""
        self._block = 0
        self._silent: list[str] = []
        self._pre = 0
        self._cells: list[list[Block]] | None = None  # of the row that is being read
        for token in tokens(text):
            if isinstance(token, Tag):
                self._tag(token)
            elif not self._silent:
                self._text(token.text, token.start, exact=token.exact)
        self._end_row()

    def _tag(self, tag: Tag) -> None:
        name = tag.name
        if self._silent:
            if tag.closes and name == self._silent[-1]:
                self._silent.pop()
            elif not tag.closes and not tag.empty and name == self._silent[-1]:
                self._silent.append(name)
            elif name == "body":  # a head that nobody closed ends where the body begins
                self._silent.clear()
            return
        if name in _SILENT:
            if not tag.closes and not tag.empty:
                self._silent.append(name)
        elif name == "br":
            self._line("\n", add=True)
        elif name in _CELL and self._cells is not None:
            if not tag.closes:
                self._cells.append([])
        elif name == "tr":
            self._end_row()
            self._line("\n")
            if not tag.closes:
                self._cells = []
        elif name == "table":
            self._end_row()
            self._line("\n\n")
        elif name in _APART or name in _BLOCK:
            self._line("\n\n" if name in _APART else "\n")
            self._pre = max(0, self._pre + (-1 if tag.closes else 1)) if name == "pre" else self._pre
            self._mark = "" if tag.closes else _MARKS.get(name, self._mark if name == "p" else "")

    def _line(self, end: str, *, add: bool = False) -> None:
        """End the line; line ends that come together are as many as the most that was asked for."""
        self._block += 1
        due = self._due.strip(" ")
        self._due = due + end if add else max(due, end, key=len)

    def _text(self, text: str, start: int, *, exact: bool) -> None:
        at = 0
        for white in (None,) if self._pre or not exact else (*_WHITE.finditer(text), None):
            end = white.start() if white else len(text)
            if end > at:
                self._piece(text[at:end], start + at if exact else start)
            if white:
                self._due = self._due or " "
                at = white.end()

    def _piece(self, text: str, at: int) -> None:
        line = bisect_right(self._starts, at)
        place = Place(f"line {line}", "line", self._block, line=line, column=at - self._starts[line - 1] + 1)
        text = text.replace("\xa0", " ")
        if self._cells:
            self._cells[-1].append(Block(text, place, runs=((0, bool(self._due)),)))
            self._due = ""
            return
        due = self._due.replace("> ", "")
        if self._opened or due.strip(" \n"):
            self.builder.gap(due)
        self.builder.gap(self._mark)
        self._due, self._mark, self._opened = "", "", True
        self.builder.add(text, place)

    def _end_row(self) -> None:
        cells, self._cells = self._cells, None
        if not cells or not any(cells):
            return
        if self._opened:
            self.builder.gap("\n")
        self._opened, self._due = True, ""
        self.builder.row([[_joined(cell)] if cell else [] for cell in cells])


def _joined(cell: list[Block]) -> Block:
    """Put a cell's pieces together; the cell is found where it begins."""
    text = "".join((" " if number and block.runs[0][1] else "") + block.text for number, block in enumerate(cell))
    return Block(text, cell[0].place)
