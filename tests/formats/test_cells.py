"""Cells as case systems and spreadsheets write them, and the ways in which columns are named and parted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from reading import came
from writers import RECORDS, jsonl, saved, table, xlsx

from careword.readers.cells import apostrophe, marked_up, serial_date, truncated
from careword.text import Fields


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("<p>She said &ldquo;no&rdquo;.</p><p>Home&nbsp;visit</p>", "She said “no”.\n\nHome visit"),
        ("<div>One</div><div>Two<br/>Three</div>", "One\nTwo\nThree"),
        ("A <b>bold</b> word\nand a line", "A bold word\nand a line"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("<table><tr><td>Who</td><td>Mum</td></tr></table>", "Who: Mum"),
        ("age < 12 & rising", "age < 12 & rising"),
        ("Mum <tearful> left", "Mum <tearful> left"),
        ("She <3 him &amp; them", "She <3 him & them"),
        ("<script>alert(1)</script>Seen.<p></p>", "Seen."),
        ("<P STYLE='x'>Kept</P><!-- not this -->", "Kept"),
    ],
)
def test_markup_in_a_cell_is_what_a_person_sees(cell: str, seen: str) -> None:
    assert marked_up(cell) == seen


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("'=a formula guard", "=a formula guard"),
        ("'Seen at home.", "Seen at home."),
        ("'I hate it here' she said.", "'I hate it here' she said."),
        ("'I don't know", "I don't know"),
        ("''", "''"),
        ("Mum's", "Mum's"),
    ],
)
def test_an_apostrophe_that_a_spreadsheet_put_there_goes(cell: str, seen: str) -> None:
    assert apostrophe(cell) == seen


@pytest.mark.parametrize(
    ("value", "day"),
    [(45000, "2023-03-15"), ("45000", "2023-03-15"), (45000.75, "2023-03-15"), ("01/02/2011", "01/02/2011"),
     (12, 12), (2023, 2023), (None, None), (True, True), ("2011-02-01", "2011-02-01")],
)  # fmt: skip
def test_serial_dates_are_days(value: object, day: object) -> None:
    assert serial_date(value) == day


@pytest.mark.parametrize(("length", "cut"), [(32_766, False), (32_767, True), (32_768, False)])
def test_what_is_as_long_as_a_cell_is_said_to_be_cut(tmp_path: Path, length: int, cut: bool) -> None:
    assert truncated("x" * length) == cut
    read = came(tmp_path / "a.csv", table([{"id": "7", "note": "x" * length}]))
    expected = ["a.csv: 7: note is as long as a cell can be, so the note may be cut off there"] if cut else []
    assert read.remarks == expected


def test_a_character_beyond_the_plane_counts_twice_in_excel() -> None:
    assert truncated("😀" * 16_383 + "x")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_every_shape(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = "Mum said “I’m worried”;\nshe, and Zoë | nan.\t"
    read = came(
        tmp_path / "a.csv",
        table([{"Ref": "1", "Note Text": text}, {"Ref": "2", "Note Text": "Two."}], delimiter, encoding),
    )
    assert read.texts == [text, "Two."]
    assert read.unread == []
    assert (read.remarks != []) == (encoding in ("cp1252", "utf-16"))


def test_what_excel_says_of_its_delimiter_is_heard(tmp_path: Path) -> None:
    read = came(tmp_path / "a.csv", b'sep=;\r\nid;note\r\n1;"a, b, c"\r\n')
    assert (read.texts, read.place("b")) == (["a, b, c"], "row 3, field note")


def test_a_title_may_stand_above_the_names_of_the_columns(tmp_path: Path) -> None:
    read = came(
        tmp_path / "a.csv", b"Case notes export,,\n,,\nRun on,1/2/2023,\nID,Date,What happened?\n4,1/1/2023,Seen.\n"
    )
    assert [(note.record, note.document.text) for note in read.notes] == [("4", "Seen.")]
    assert read.place("Seen") == "row 5, field What happened?"


def test_several_columns_of_text_are_one_note_with_headings(tmp_path: Path) -> None:
    record = {"id": "1", "What happened?": "He shouted.", "Mood": "calm", "Details": "She left.", "notes": ""}
    read = came(tmp_path / "a.csv", table([record]))
    assert read.texts == ["# What happened?\nHe shouted.\n\n# Details\nShe left."]
    assert read.place("shouted") == "row 2, field What happened?"
    assert read.place("left") == "row 2, field Details"


def test_a_configuration_names_the_columns(tmp_path: Path) -> None:
    names: dict[str, str | tuple[str, ...]] = {"text": ("Child's words", "My view"), "id": "Ref", "child_age": "Years"}
    record = {"Ref": "R9", "Child's words": "I'm fine.", "My view": "Not sure.", "Years": "12", "note": "not this"}
    for suffix, write in RECORDS.items():
        (note,) = came(tmp_path / f"a{suffix}", write([record]), names).notes
        assert note.document.text == "# Child's words\nI'm fine.\n\n# My view\nNot sure."
        assert (note.record, note.document.fields) == ("R9", Fields(child_age="12"))


@pytest.mark.parametrize("suffix", [suffix for suffix in RECORDS if suffix not in (".json", ".jsonl")])
def test_a_table_without_notes_says_what_was_looked_for(tmp_path: Path, suffix: str) -> None:
    read = came(tmp_path / f"a{suffix}", RECORDS[suffix]([{"colour": "red"}]))
    assert read.notes == []
    assert len(read.unread) == 1
    assert "no column of notes: expected one called text, note, note_text" in read.unread[0]
    assert "red" not in read.unread[0]
    read = came(tmp_path / f"a{suffix}", RECORDS[suffix]([{"note": "red"}]), {"text": "narrative"})
    assert "no column called narrative" in read.unread[0]


def test_a_workbook_as_people_keep_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Read me"
    first.append(["This workbook was made on Monday."])
    notes = book.create_sheet("Notes ü")
    notes.append([None, "Child DOB", "DOB", "Note date", "Note"])
    notes.append([None, "x", dt.datetime(2011, 2, 1), 45000, "One.\nTwo."])  # noqa: DTZ001 - cells have no zone
    notes.append([])
    notes.append([None, "x", "01/02/2011", dt.date(2023, 3, 15), 'Three_x000D_\nfour "five"'])
    book.create_sheet("More").append(["details"])
    book["More"].append(["Six."])
    read = came(tmp_path / "a.xlsx", saved(book.save))
    assert read.texts == ["One.\nTwo.", 'Three\nfour "five"', "Six."]
    assert [note.document.fields.note_date for note in read.notes] == ["2023-03-15", "2023-03-15", None]
    assert [note.document.fields.date_of_birth for note in read.notes] == ["2011-02-01", "01/02/2011", None]
    assert [read.place(words) for words in ("Two", "Three", "Six")] == [
        "Notes ü!E2, line 2",
        "Notes ü!E4, line 1",
        "More!A2",
    ]
    assert len(read.remarks) == 1
    assert read.remarks[0].startswith("a.xlsx: sheet Read me: no column of notes")


def test_lone_bytes_and_marks_in_one_cell_spoil_only_that_row(tmp_path: Path) -> None:
    data = b"id,note\n1,One.\n2,Tw\x81o.\n3,Thr\x00ee.\n4,Four \x93x\x94.\n"
    read = came(tmp_path / "a.csv", data)
    assert read.texts == ["One.", "Four “x”."]
    assert [item.partition(": ")[0] for item in read.unread] == ["a.csv:3", "a.csv:4"]


def test_json_in_the_shapes_that_systems_write(tmp_path: Path) -> None:
    wrapped = b'{"exported": "2023", "count": 2, "notes": [{"id": 1, "text": "One."}, {"id": 2, "text": "Two."}]}'
    assert came(tmp_path / "a.json", wrapped).texts == ["One.", "Two."]
    assert came(tmp_path / "a.json", b'\xef\xbb\xbf{"text": "Alone."}').texts == ["Alone."]
    assert came(tmp_path / "a.json", '[{"text": "Zoë."}]'.encode("utf-16")).texts == ["Zoë."]
    assert came(tmp_path / "a.json", b"[]").unread == [
        "a.json: expected a list of JSON objects with a text, or one such object"
    ]


def test_markup_in_records_is_read_as_it_looks(tmp_path: Path) -> None:
    record = {"id": "1", "note": "<p>One&nbsp;two</p><p>three</p>"}
    for data, suffix in ((jsonl([record]), ".jsonl"), (xlsx([record]), ".xlsx")):
        assert came(tmp_path / f"a{suffix}", data).texts == ["One two\n\nthree"]
