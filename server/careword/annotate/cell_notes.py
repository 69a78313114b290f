"""The notes of a sheet and the frames in which they are shown in, both with more of them out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from careword.annotate.tree import parsed, written
from careword.readers.blocks import AUTHOR
from careword.readers.decode import UnreadableError

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EMPTY = f'<comments xmlns="{_SHEET[1:-1]}"><authors/><commentList/></comments>'.encode()
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FRAME = re.compile(rb"_x0000_s(\d{1,9})")
_FIRST = 1025  # Excel counts the frames of the first sheet from here
_WIDTH, _LINE, _LETTERS, _HIGHEST = 420, 17, 62, 900  # pixels, and the letters that a line of the frame holds
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_DRAWING = (
    f'<xml {_NAMES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
).encode()
_SHAPE = (
    '<v:shape {names} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;'
    'margin-top:1.5pt;width:{width}px;height:{height}px;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


@dataclass(frozen=True, slots=True)
class Held:
    """The notes of a sheet, and the cells that had one before."""

    data: bytes
    had: frozenset[str]


def with_comments(data: bytes | None, notes: Mapping[str, str]) -> Held:
    """Add notes; a cell that has one already gets the new text below the old."""
    root = parsed(data or _EMPTY)
    authors, held = root.find(_SHEET + "authors"), root.find(_SHEET + "commentList")
    if authors is None or held is None:
        raise UnreadableError("damaged: the notes of a sheet cannot be read")
    names = [author.text for author in authors]
    if AUTHOR not in names:
        element = authors.makeelement(_SHEET + "author")
        element.text = AUTHOR
        authors.append(element)
        names.append(AUTHOR)
    by_cell = {comment.get("ref"): comment for comment in held}
    for cell, text in notes.items():
        old = by_cell.get(cell)
        if old is None:
            comment = held.makeelement(_SHEET + "comment", {"ref": cell, "authorId": str(names.index(AUTHOR))})
            said = comment.makeelement(_SHEET + "text")
            comment.append(said)
            held.append(comment)
            _say(said, text)
        else:
            _add(old, text)
    return Held(written(root), frozenset(cell for cell in notes if cell in by_cell))


def _add(comment: Any, text: str) -> None:
    said = comment.find(_SHEET + "text")
    if said is None:
        raise UnreadableError("damaged: the notes of a sheet cannot be read")
    plain = said.find(_SHEET + "t")
    if plain is not None:
        plain.text = f"{plain.text or ''}\n\n{_escaped(text)}"
        plain.set(_SPACE, "preserve")
    else:
        _say(said, f"\n\n{text}")


def _say(said: Any, text: str) -> None:
    run, inner = said.makeelement(_SHEET + "r"), said.makeelement(_SHEET + "t", {_SPACE: "preserve"})
    inner.text = _escaped(text)
    run.append(inner)
    said.append(run)


def _escaped(text: str) -> str:
    """Write what Excel would read as one of its escapes so that it does not."""
    return _ESCAPED.sub("_x005F_", text)


def with_frames(data: bytes | None, notes: Mapping[str, str]) -> bytes:
    """Add the frames of notes to a drawing, which is not always well-formed: it is only added to."""
    held = data or _DRAWING
    at = held.rfind(b"</xml>")
    if at < 0:
        raise UnreadableError("damaged: the drawing that shows the notes of a sheet has no end")
    first = max((int(number) + 1 for number in _FRAME.findall(held)), default=_FIRST)
    frames = "".join(_frame(first + number, cell, text) for number, (cell, text) in enumerate(notes.items()))
    return held[:at] + frames.encode() + held[at:]


def _frame(number: int, cell: str, text: str) -> str:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    lines = sum(1 + len(line) // _LETTERS for line in text.split("\n"))
    height = min(_LINE * (lines + 1), _HIGHEST)
    row = int(cell[len(letters) :]) - 1
    return _SHAPE.format(names=_NAMES, number=number, width=_WIDTH, height=height, row=row, column=column - 1)
