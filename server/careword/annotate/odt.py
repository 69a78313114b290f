"""An OpenDocument text and remarks in, the file with comments at the words out."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from careword.annotate.package import rewritten
from careword.annotate.remark import Remark
from careword.annotate.tree import parsed, written
from careword.readers.blocks import AUTHOR, Block
from careword.readers.odf import OFFICE, TEXT, Said
from careword.readers.odt import Walk

_DC = "http://purl.org/dc/elements/1.1/"
_NAME = OFFICE + "name"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
# what may hold a comment; a field, such as a date, holds nothing but its text
_HOLDS = {TEXT + name for name in ("p", "h", "span", "a", "meta", "meta-field", "ruby-base")}


def annotated(data: bytes, remarks: Sequence[Remark], date: dt.datetime) -> tuple[bytes, list[str]]:
    """Give the copy, and the places at which there are no comments."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = parsed(archive.read("content.xml"))
        styles = parsed(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else None
    blocks = list(Walk(content, styles).blocks())
    names = _Names(content)
    left: list[str] = []
    marks: list[tuple[int, int, bool, Any]] = []  # in which block, where, whether it stands before its words
    asides: list[tuple[Any, Any]] = []
    for remark in remarks:
        first, last = remark.first, remark.last
        node = blocks[first.block].node
        away = _away(content, node)
        if away is None:
            left.append(remark.where)
        elif away is not node:
            asides.append((away, _annotation(remark.away(), date)))
        else:
            name = names.next()
            end = content.makeelement(OFFICE + "annotation-end", {_NAME: name})
            if _away(content, blocks[last.block].node) is not blocks[last.block].node:
                last = first  # the words go on where no comment can end
            marks.append((last.block, last.offset + 1, False, end))
            marks.append((first.block, first.offset, True, _annotation(remark.lines, date, name)))
    # from the end to the beginning, so that what is put in moves nothing that is still to be found
    for number, offset, before, element in sorted(marks, key=lambda mark: mark[:3], reverse=True):
        _put(blocks[number], offset, element, before=before)
    for away, element in asides:
        _after(away, element)
    if len(left) == len(remarks):
        return data, left
    return rewritten(data, {"content.xml": written(content)}, date), left


class _Names:
    """Names comments as nothing else in the file is named."""

    def __init__(self, content: Any) -> None:
        self._taken = {element.get(_NAME) for element in content.iter(OFFICE + "annotation")}
        self._number = 0

    def next(self) -> str:
        """Give a name."""
        while (name := f"careword{self._number}") in self._taken or not self._number:
            self._number += 1
        self._taken.add(name)
        return name


def _away(content: Any, node: Any) -> Any:
    """Give a paragraph itself where it can hold a comment, else what it hangs on in the text, or none."""
    if node.getroottree().getroot() is not content:
        return None
    found, child, drawn = node, node, False
    for above in node.iterancestors():
        if above.tag in _HOLDS and child.tag not in _HOLDS:
            found = child  # a note, a remark or a box, in its own paragraph
        drawn = drawn or above.tag.startswith(_DRAW)
        child = above
    return None if drawn and found is node else found


def _put(block: Block, offset: int, element: Any, *, before: bool) -> None:
    """Put an element before the character at an offset, or after the one that ends there."""
    at = offset if before else offset - 1
    start, said = next((start, said) for start, said in reversed(block.runs) if start <= at)
    _insert(said, offset - start, element, before=before)


def _insert(said: Said, at: int, element: Any, *, before: bool) -> None:
    holder = said.element if said.where != "tail" else said.element.getparent()
    if said.where == "text" and holder.tag in _HOLDS:
        text = holder.text
        holder.insert(0, element)
        holder.text, element.tail = text[:at], text[at:]
    elif said.where == "tail" and holder.tag in _HOLDS:
        tail = said.element.tail
        _after(said.element, element)
        said.element.tail, element.tail = tail[:at], tail[at:]
    else:
        while holder.getparent().tag not in _HOLDS:
            holder = holder.getparent()
        if before:
            holder.addprevious(element)
        else:
            _after(holder, element)


def _after(holder: Any, element: Any) -> None:
    """Put an element right after another, before the text that follows it."""
    tail, holder.tail = holder.tail, None
    holder.addnext(element)
    element.tail = tail


def _annotation(lines: Sequence[str], date: dt.datetime, name: str | None = None) -> Any:
    from lxml import etree

    element = etree.Element(OFFICE + "annotation", {} if name is None else {_NAME: name}, nsmap={"dc": _DC})
    etree.SubElement(element, f"{{{_DC}}}creator").text = AUTHOR
    etree.SubElement(element, f"{{{_DC}}}date").text = date.strftime("%Y-%m-%dT%H:%M:%S")
    for line in lines:
        etree.SubElement(element, TEXT + "p").text = line
    return element
