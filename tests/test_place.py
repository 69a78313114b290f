"""Offsets in, places a person can find out."""

from __future__ import annotations

from careword.note import Note
from careword.place import Place, SourceMap
from careword.text import Document


def test_a_plain_note_is_found_by_line_and_column() -> None:
    note = Note("a.txt", None, Document("One.\nTwo three."))
    place = note.place_of(9)
    assert (place.label, place.line, place.column) == ("line 2, column 5", 2, 5)


def test_a_block_is_found_with_the_offset_inside_it() -> None:
    places = (Place("paragraph 1", "paragraph"), Place("table 1, row 1, cell 2", "paragraph", block=1))
    note = Note("a.docx", None, Document("First one.\nSecond."), places=SourceMap((0, 11), places))
    assert note.place_of(6) == Place("paragraph 1", "paragraph", offset=6)
    assert note.place_of(10).label == "paragraph 1"  # what stands between two blocks belongs to the one before
    assert note.place_of(13) == Place("table 1, row 1, cell 2", "paragraph", block=1, offset=2)


def test_a_piece_of_a_block_goes_on_where_the_piece_before_it_stood() -> None:
    places = (Place("line 7", line=7, column=4), Place("line 7", line=7, column=15, offset=3))
    note = Note("a.html", None, Document("one two"), places=SourceMap((0, 3), places))
    assert (note.place_of(5).column, note.place_of(5).offset) == (17, 5)


def test_a_cell_with_lines_names_the_line_as_well() -> None:
    cell = (Place("Sheet1!C14", "cell", cell="C14"), Place("Sheet1!D14", "cell", block=1, cell="D14"))
    note = Note("a.xlsx", "row 14", Document("One.\nTwo.\nThree."), places=SourceMap((0, 10), cell))
    assert note.place_of(1).label == "Sheet1!C14, line 1"
    assert note.place_of(6).label == "Sheet1!C14, line 2"
    assert note.place_of(12).label == "Sheet1!D14"
