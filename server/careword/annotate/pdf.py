"""A PDF and remarks in, the file with the words highlighted and the remarks as notes out."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from careword.annotate.remark import Remark
from careword.readers.blocks import AUTHOR
from careword.readers.decode import UnreadableError
from careword.readers.pdf import Box, Line, pages

_COLOUR = "ffe28a"
_NOTE = (18, 240, 140)  # points: how far from the margin, how wide and how high a viewer may open a note
_PRINTED = 4


def annotated(data: bytes, remarks: Sequence[Remark], date: dt.datetime) -> tuple[bytes, list[str]]:
    """Give the copy: the file byte for byte, and what is new after its end."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    lines = [line for page in pages(data) for line in page if line.text.strip()]
    left: list[str] = []
    try:
        if PdfReader(io.BytesIO(data)).is_encrypted:
            raise UnreadableError("protected against changes: save it without protection, and annotate that")
        writer: Any = PdfWriter(io.BytesIO(data), incremental=True)
        for number, remark in enumerate(remarks, 1):
            boxes = _boxes(lines, remark)
            if not boxes:
                left.append(remark.where)
            for page, on_page in groupby(boxes, key=lambda item: item[0]):
                _highlight(writer, page - 1, [box for _, box in on_page], remark, f"careword-{number}-{page}", date)
        out = io.BytesIO()
        if len(left) < len(remarks):
            writer.write(out)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as fault:
        if isinstance(fault, UnreadableError):
            raise
        raise UnreadableError("its pages cannot be marked: print it to a new PDF and try again") from None
    return out.getvalue() or data, left


def _boxes(lines: Sequence[Line], remark: Remark) -> list[tuple[int, Box]]:
    """Give a box round the words on each of their lines, with its page."""
    out = []
    for number in range(remark.first.block, remark.last.block + 1):
        line = lines[number]
        start = remark.first.offset if number == remark.first.block else 0
        end = remark.last.offset + 1 if number == remark.last.block else len(line.text)
        drawn = [box for box in line.boxes[start:end] if box is not None]
        if drawn:
            out.append((line.page, _round(drawn)))
    return out


def _round(boxes: Iterable[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _highlight(writer: Any, page: int, boxes: list[Box], remark: Remark, name: str, date: dt.datetime) -> None:
    from pypdf.annotations import Highlight, Popup
    from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject, TextStringObject

    whole = _round(boxes)
    corners = [
        FloatObject(value)
        for left, bottom, right, top in boxes
        for value in (left, top, right, top, left, bottom, right, bottom)
    ]
    mark = Highlight(rect=whole, quad_points=ArrayObject(corners), highlight_color=_COLOUR)
    when = TextStringObject(date.strftime("D:%Y%m%d%H%M%SZ"))
    mark[NameObject("/T")] = TextStringObject(AUTHOR)
    mark[NameObject("/Contents")] = TextStringObject("\n".join(remark.lines))
    mark[NameObject("/NM")] = TextStringObject(name)
    mark[NameObject("/M")] = mark[NameObject("/CreationDate")] = when
    mark[NameObject("/F")] = NumberObject(_PRINTED)
    added = writer.add_annotation(page, mark)
    edge, width, height = _NOTE
    right, top = float(writer.pages[page].mediabox.right) - edge, whole[3]
    popup = Popup(rect=(right - width, top - height, right, top), parent=added)
    added[NameObject("/Popup")] = writer.add_annotation(page, popup).indirect_reference
