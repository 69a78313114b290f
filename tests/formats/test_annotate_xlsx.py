"""A workbook in, its copy out: notes on the right cells, and every sheet, chart, picture and macro as it was."""

from __future__ import annotations

import io
import re
import struct
import zlib

import openpyxl
import pytest
from annotating import DATE, made, notes, parts, remarks
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.worksheet.table import Table
from test_hostile import repacked
from writers import saved

from careword.annotate.copies import annotated
from careword.readers.decode import UnreadableError

_LINK = re.compile(rb'<legacyDrawing xmlns="[^"]*" xmlns:r="[^"]*" r:id="[^"]*"/>')
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# the end of a sheet, in the order that the format asks for
_ORDER = [
    "sheetData", "sheetProtection", "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations",
    "hyperlinks", "pageMargins", "pageSetup", "headerFooter", "drawing", "legacyDrawing", "tableParts", "extLst",
]  # fmt: skip


def book(*, rich: bool = False) -> bytes:
    """Make a workbook with notes on two sheets; a rich one has what openpyxl would lose or change."""
    workbook = openpyxl.Workbook()
    workbook.create_sheet("More & more")
    first, other = workbook.worksheets
    first.title = "Case notes"
    for sheet in (first, other):
        sheet.append(["id", "note", "details", "number"])
        sheet.append([1, "Ella made tea.", "The dog slept.", 3])
        sheet.append([2, "<p>She said</p><p>so again</p>", None, 4])
    if rich:
        chart = BarChart()
        chart.add_data(Reference(first, min_col=4, min_row=1, max_row=3), titles_from_data=True)
        first.add_chart(chart, "F2")
        other.add_image(Image(io.BytesIO(picture())), "F2")
        other.add_table(Table(displayName="Notes", ref="A1:D3"))
        first["B2"].comment = Comment("Is this so?", "A person")
        first.protection.sheet = True
    return saved(workbook.save)


def picture() -> bytes:
    """Make the smallest PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def said(data: bytes) -> dict[str, tuple[str, str]]:
    """Give the notes on cells, by sheet and cell: who wrote them, and what."""
    return {
        f"{sheet.title}!{cell.coordinate}": (str(cell.comment.author), cell.comment.text)
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def unlinked(sheet: bytes) -> bytes:
    """Take the link to notes out of a sheet."""
    return _LINK.sub(b"", sheet)


def test_a_note_stands_on_the_cell_and_names_the_words() -> None:
    copy = made(".xlsx", book(), "dog", "so again")
    text = "“{0}”\nIs it so?\nOn {0}: “x” & <y>"
    assert said(copy.data) == {
        f"{sheet}!{cell}": ("careword", text.format(words))
        for sheet in ("Case notes", "More & more")
        for cell, words in (("C2", "dog"), ("B3", "so again"))
    }


def test_what_is_said_about_a_cell_stands_together() -> None:
    (text,) = {text for _, text in said(made(".xlsx", book(), "Ella", "tea").data).values()}
    assert text == "“Ella”\nIs it so?\nOn Ella: “x” & <y>\n\n“tea”\nIs it so?\nOn tea: “x” & <y>"


def test_nothing_else_changes() -> None:
    copy = made(".xlsx", book(), "dog")
    sheets = {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    links = {"xl/worksheets/_rels/sheet1.xml.rels", "xl/worksheets/_rels/sheet2.xml.rels"}
    drawn = {
        f"xl/{name}{number}.{kind}"
        for number in (1, 2)
        for name, kind in (("comments", "xml"), ("drawings/vmlDrawing", "vml"))
    }
    assert copy.changed == sheets | links | drawn | {"[Content_Types].xml"}
    old, new = parts(copy.before), parts(copy.data)
    for sheet in sheets:
        assert new[sheet] != old[sheet]
        assert unlinked(new[sheet]) == old[sheet]
    assert [note.document.text for note in notes(".xlsx", copy.data)] == [
        note.document.text for note in notes(".xlsx", copy.before)
    ]


def test_charts_pictures_macros_and_tables_stay() -> None:
    data = repacked(book(rich=True), {"xl/vbaProject.bin": b"\xd0\xcf macros", "customXml/item1.xml": b"<a/>"})
    copy = made(".xlsx", data, "tea", "dog")
    old, new = parts(data), parts(copy.data)
    same = [
        name
        for name in old
        if re.search("chart|media|vba|table|custom|styles|drawing[0-9]+[.]xml|workbook|theme", name)
    ]
    assert len(same) > 8
    assert not copy.changed & set(same)
    for name in copy.changed & set(old):
        assert not name.startswith("xl/worksheets/sheet") or unlinked(new[name]) == old[name]
    for sheet in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        tags = re.findall(rb"<(\w+)[ >/]", new[sheet])
        order = [tag.decode() for tag in tags if tag.decode() in _ORDER]
        assert order == sorted(order, key=_ORDER.index)
        assert order.count("legacyDrawing") == 1


def test_a_note_that_is_there_keeps_its_words_and_its_author() -> None:
    found = said(made(".xlsx", book(rich=True), "tea", "dog").data)
    assert found["Case notes!B2"] == ("A person", "Is this so?\n\n“tea”\nIs it so?\nOn tea: “x” & <y>")
    assert found["Case notes!C2"][0] == "careword"
    assert len(found) == 4
    frames = parts(made(".xlsx", book(rich=True), "tea", "dog").data)
    for name, data in frames.items():
        if name.endswith(".vml"):
            numbers = re.findall(rb'id="_x0000_s(\d+)"', data)
            assert len(set(numbers)) == len(numbers) == 2


def test_a_cell_with_a_conversation_is_named() -> None:
    data = book(rich=True)
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    link = (
        '<Relationship Id="rId77" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    held = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="B2" id="{0}"><text>Is this so?</text></threadedComment></ThreadedComments>'
    )
    changed = parts(data)[links].replace(b"</Relationships>", link.encode())
    data = repacked(data, {links: changed, "xl/threadedComments/threadedComment1.xml": held.encode()})
    copy = made(".xlsx", data, "tea", "dog")
    assert copy.copy.left == ("Case notes!B2",)
    found = said(copy.data)
    assert found["Case notes!B2"] == ("A person", "Is this so?")
    assert "Case notes!C2" in found


def test_a_sheet_with_prefixes_of_its_own() -> None:
    data = book()
    sheet = parts(data)["xl/worksheets/sheet1.xml"]
    prefixed = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", sheet).replace(b"xmlns=", b"xmlns:x=").replace(b"<?x:xml", b"<?xml")
    copy = made(".xlsx", repacked(data, {"xl/worksheets/sheet1.xml": prefixed}), "dog")
    assert said(copy.data)["Case notes!C2"][0] == "careword"
    assert unlinked(parts(copy.data)["xl/worksheets/sheet1.xml"]) == prefixed


def test_a_sheet_in_utf_16_is_refused() -> None:
    data = book()
    sheet = parts(data)["xl/worksheets/sheet1.xml"].decode()
    wide = ('<?xml version="1.0" encoding="UTF-16"?>' + re.sub(r"^<\?xml.*?\?>", "", sheet)).encode("utf-16")
    data = repacked(data, {"xl/worksheets/sheet1.xml": wide})
    with pytest.raises(UnreadableError, match="UTF-16"):
        annotated(data, ".xlsx", remarks(".xlsx", data, ["dog"]), DATE)


def test_words_that_look_like_an_escape_stay_as_they_are() -> None:
    workbook = openpyxl.Workbook()
    (sheet,) = workbook.worksheets
    sheet.append(["note"])
    sheet.append(["The code was _x005F_x0041_ there."])
    data = saved(workbook.save)
    assert notes(".xlsx", data)[0].document.text == "The code was _x0041_ there."
    assert b"_x005F_x0041_" in parts(made(".xlsx", data, "_x0041_").data)["xl/comments1.xml"]


def test_the_same_file_gives_the_same_copy() -> None:
    data = book(rich=True)
    assert made(".xlsx", data, "dog", "tea").data == made(".xlsx", data, "dog", "tea").data


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        ("xl/_rels/workbook.xml.rels", (b"relationships", b"relationShips")),
        ("[Content_Types].xml", (b"urn:", b"urn_")),
        ("[Content_Types].xml", (b"http://schemas", b"http:__ //schemas")),
    ],
)
def test_a_damaged_workbook_is_copied_or_refused_with_a_reason(part: str, damage: tuple[bytes, bytes]) -> None:
    data = repacked(book(), {part: parts(book())[part].replace(*damage)})
    try:
        said_again = notes(".xlsx", annotated(data, ".xlsx", remarks(".xlsx", data, ["dog"]), DATE).data)
    except UnreadableError as fault:
        reason = str(fault)
    else:
        reason = "" if said_again else "lost"
    assert reason == "" or reason.startswith("damaged")


def test_a_part_that_cannot_be_unpacked_is_refused_with_a_reason() -> None:
    data = repacked(book(), {"custom.bin": b"x" * 40})
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"custom.bin")) + 10
    with pytest.raises(UnreadableError, match="cannot be unpacked"):
        annotated(data[:at] + b"\x63\0" + data[at + 2 :], ".xlsx", remarks(".xlsx", data, ["dog"]), DATE)
