"""A Word file and remarks in, the file with Word's own comments at the words out."""

from __future__ import annotations

import copy
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from careword.annotate.package import rewritten
from careword.annotate.remark import Remark
from careword.annotate.tree import appended
from careword.readers.blocks import AUTHOR, Block
from careword.readers.docx import Walk, leaves

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
# where a remark on a note at the foot, or on somebody's comment, can stand: at its mark in the text
_MARKS = {_W + "footnote": "footnoteReference", _W + "endnote": "endnoteReference", _W + "comment": "commentReference"}


def annotated(data: bytes, remarks: Sequence[Remark], date: dt.datetime) -> tuple[bytes, list[str]]:
    """Give the copy, and the places at which Word has no comments."""
    from docx import Document

    document: Any = Document(io.BytesIO(data))
    had = _comments(document)
    body = document.element
    blocks = list(Walk(document).blocks())
    cuts: dict[int, set[int]] = {}
    for remark in remarks:
        for place, at in ((remark.first, remark.first.offset), (remark.last, remark.last.offset + 1)):
            cuts.setdefault(place.block, set()).add(at)
    for number, offsets in cuts.items():
        if blocks[number].node.getroottree().getroot() is body:
            for offset in sorted(offsets):
                _cut(blocks[number].node, offset)
    left: list[str] = []
    writer: _Comments | None = None
    for remark in remarks:
        away, first, last = _anchor(body, blocks, remark)
        if first is None or last is None:
            left.append(remark.where)
            continue
        writer = writer or _Comments(document, date)
        _mark(first, last, writer.add(remark.away() if away else remark.lines))
    return (data if len(left) == len(remarks) else rewritten(data, _changes(data, document, had), date)), left


class _Comments:
    """Adds comments to a document."""

    def __init__(self, document: Any, date: dt.datetime) -> None:
        from docx.comments import Comments
        from docx.oxml.parser import parse_xml

        part = document.part._comments_part  # noqa: SLF001 - no public way to the part
        self._held, self._date = part.element, date.strftime("%Y-%m-%dT%H:%M:%SZ")
        # python-docx looks through all comments for a free number, so it writes each into a place of its own
        self._scratch = Comments(parse_xml(f'<w:comments xmlns:w="{_W[1:-1]}"/>'), part)
        numbers = [item.get(_W + "id") or "" for item in self._held.iter(_W + "comment")]
        self._next = max((int(number) for number in numbers if number.isdecimal()), default=-1) + 1

    def add(self, lines: Sequence[str]) -> str:
        """Write a comment, and give its number."""
        comment = self._scratch.add_comment(text="\n".join(lines), author=AUTHOR, initials="cw")
        element = comment._comment_elm  # noqa: SLF001 - no public way to choose the date
        number, self._next = str(self._next), self._next + 1
        element.set(_W + "id", number)
        element.set(_W + "date", self._date)
        self._held.append(element)
        return number


def _anchor(body: Any, blocks: Sequence[Block], remark: Remark) -> tuple[bool, Any, Any]:
    """Give the runs to mark, and whether they stand for words that are elsewhere; none where no comment can be."""
    first, last = blocks[remark.first.block].node, blocks[remark.last.block].node
    away = _mark_of(body, first)
    if away is not first:
        return True, away, away
    if _mark_of(body, last) is not last:  # the words go on where no comment can end
        last = first
    start = _at(first, remark.first.offset)
    end = _at(last, remark.last.offset) if last is blocks[remark.last.block].node else start
    return False, start, end


def _mark_of(body: Any, node: Any) -> Any:
    """Give a paragraph itself where it can hold a comment, else the run in the text that it hangs on, or none."""
    found = node
    for above in node.iterancestors():
        if above.tag == _W + "txbxContent":
            found = next(above.iterancestors(_W + "r"), None)
            if found is None:
                return None
        elif above.tag in _MARKS:
            number = above.get(_W + "id")
            marks = (mark for mark in body.iter(_W + _MARKS[above.tag]) if mark.get(_W + "id") == number)
            run = next((run for mark in marks for run in mark.iterancestors(_W + "r")), None)
            return None if run is None else _mark_of(body, run)
    return found if node.getroottree().getroot() is body else None


def _piece(paragraph: Any, offset: int) -> tuple[int, Any, Any] | None:
    """Give how far into which element an offset is, and the run round it."""
    at = 0
    for said, element, run in leaves(paragraph):
        if offset < at + len(said):
            return offset - at, element, run
        at += len(said)
    return None


def _at(paragraph: Any, offset: int) -> Any:
    """Give the run that holds a character, or its text where it stands in no run."""
    found = _piece(paragraph, offset)
    return None if found is None else found[1] if found[2] is None else found[2]


def _cut(paragraph: Any, offset: int) -> None:
    """Part the run that an offset stands in, so that one run ends there and the next begins."""
    found = _piece(paragraph, offset)
    if found is None:
        return
    further, element, run = found
    if further:
        rest = copy.deepcopy(element)
        element.text, rest.text = element.text[:further], element.text[further:]
        for part in (element, rest):
            part.set(_SPACE, "preserve")
        element.addnext(rest)
        element = rest
    if run is None or element.getparent() is not run:
        return  # inside something that cannot be parted: the whole run is marked
    before = [child for child in element.itersiblings(preceding=True) if child.tag != _W + "rPr"]
    if not before:
        return
    other = run.makeelement(run.tag, run.attrib, run.nsmap)
    other.extend(copy.deepcopy(child) for child in run if child.tag == _W + "rPr")
    other.extend([element, *element.itersiblings()])
    run.addnext(other)


def _mark(first: Any, last: Any, number: str) -> None:
    """Put the marks of a comment round runs; its sign follows outside of links and tracked insertions."""
    from docx.oxml import OxmlElement

    start, end, sign = (OxmlElement(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "r"))
    style, reference = OxmlElement("w:rStyle"), OxmlElement("w:commentReference")
    style.set(_W + "val", "CommentReference")
    for element in (start, end, reference):
        element.set(_W + "id", number)
    properties = OxmlElement("w:rPr")
    properties.append(style)
    sign.extend([properties, reference])
    first.addprevious(start)
    outer = last
    while outer.getparent().tag != _W + "p":
        outer = outer.getparent()
    outer.addnext(sign)
    last.addnext(end)


def _comments(document: Any) -> Any:
    """Give the link to the comments, or none where the file has none."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    return next((link for link in document.part.rels.values() if link.reltype == RELATIONSHIP_TYPE.COMMENTS), None)


def _changes(data: bytes, document: Any, had: Any) -> dict[str, bytes]:
    """Give the parts that changed; python-docx would write all of them anew, and lose those it does not know."""
    from docx.opc.constants import CONTENT_TYPE
    from docx.opc.packuri import PackURI

    main, link = document.part, _comments(document)
    comments = link.target_part
    changes: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if had is None:
            names = set(archive.namelist())
            free = (f"/word/comments{number}.xml" for number in ("", *range(1, 10_000)))
            comments.partname = PackURI(next(name for name in free if name[1:] not in names))
            links, types = main.partname.rels_uri.membername, "[Content_Types].xml"
            changes[links] = appended(
                archive.read(links), "Relationship", _LINKS, Id=link.rId, Type=link.reltype, Target=link.target_ref
            )
            kind = CONTENT_TYPE.WML_COMMENTS
            changes[types] = appended(
                archive.read(types), "Override", _TYPES, PartName=comments.partname, ContentType=kind
            )
    changes[main.partname.membername] = main.blob
    changes[comments.partname.membername] = comments.blob
    return changes
