"""Any text in any format: what stands at the place is what stands in the note."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterable

import docx
import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from writers import odt, saved

from careword.note import Note
from careword.readers import csv as csv_reader
from careword.readers import docx as docx_reader
from careword.readers import html as html_reader
from careword.readers import jsonl as jsonl_reader
from careword.readers import odt as odt_reader
from careword.readers import xlsx as xlsx_reader
from careword.readers.odf import part

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\xa0|_'<&\ufffe\uffff")
LINE = st.text(st.one_of(CHARACTERS, st.sampled_from("  .,;“”–é😀")), min_size=1, max_size=30).filter(str.strip)
LINES = st.lists(LINE, min_size=1, max_size=8)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def only(items: Iterable[object]) -> Note:
    """Give the one note that a reader gave."""
    (note,) = (item for item in items if isinstance(item, Note))
    return note


def offsets(note: Note) -> list[int]:
    """Give the offsets of the note that stand in the file: what parts two blocks does not."""
    return [at for at, char in enumerate(note.document.text) if not char.isspace() and char != "#"]


@QUICK
@given(LINES)
def test_word(lines: list[str]) -> None:
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for piece in re.split(r"(?<=\s)", line):
            paragraph.add_run(piece)
    data = saved(document.save)
    note = only(docx_reader.notes("a.docx", io.BytesIO(data), {}))
    blocks = list(docx_reader.Walk(docx.Document(io.BytesIO(data))).blocks())
    for at in offsets(note):
        place = note.place_of(at)
        block = blocks[place.block]
        assert block.text[place.offset] == note.document.text[at]
        start, run = [item for item in block.runs if item[0] <= place.offset][-1]
        assert run.text[place.offset - start] == note.document.text[at]


@QUICK
@given(LINES)
def test_open_document(lines: list[str]) -> None:
    data = odt("\n".join(lines))
    note = only(odt_reader.notes("a.odt", io.BytesIO(data), {}))
    blocks = list(odt_reader.Walk(part(io.BytesIO(data), "content.xml")).blocks())
    for at in offsets(note):
        place = note.place_of(at)
        assert blocks[place.block].text[place.offset] == note.document.text[at]


@QUICK
@given(st.lists(st.tuples(LINE, st.sampled_from(["p", "div", "li", "b", "span", "h2", "td"])), min_size=1, max_size=8))
def test_web_pages(parts: list[tuple[str, str]]) -> None:
    source = "\n".join(f"<{tag}>\n  {html.escape(line, quote=False)} </{tag}>" for line, tag in parts)
    note = html_reader.page("a.html", source)
    lines = re.split(r"\r\n|\n|\r", source)
    seen = 0
    for at in offsets(note):
        if note.document.text[at] in "->":  # may be the mark of an item
            continue
        place = note.place_of(at)
        assert place.line is not None
        assert place.column is not None
        assert lines[place.line - 1][place.column - 1] == note.document.text[at]
        seen += 1
    assert seen or all(not char.isalnum() for line, _ in parts for char in line)


@QUICK
@given(st.lists(LINES.map("\n".join), min_size=1, max_size=5))
def test_rows_and_fields(texts: list[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["other", "note"])
    writer.writerows([["x", text] for text in texts])
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    notes = [
        item for item in csv_reader.notes("a.csv", io.BytesIO(out.getvalue().encode()), {}) if isinstance(item, Note)
    ]
    assert len(notes) == len(texts)
    data = "".join(json.dumps({"other": 1, "note": text}) + "\n" for text in texts).encode()
    records = [item for item in jsonl_reader.notes("a.jsonl", io.BytesIO(data), {}) if isinstance(item, Note)]
    for note, record in zip(notes, records, strict=True):
        for at in offsets(note):
            place, other = note.place_of(at), record.place_of(at)
            assert place.row is not None
            assert other.row is not None
            assert rows[place.row - 1][1][place.offset] == note.document.text[at]
            assert json.loads(data.splitlines()[other.row - 1])["note"][other.offset] == record.document.text[at]
            assert place.line == note.document.text.count("\n", 0, at) + 1


@QUICK
@given(st.lists(LINES.map("\n".join).filter(lambda text: not text.startswith("=")), min_size=1, max_size=5))
def test_sheets_and_cells(texts: list[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["other", "note"])
    for text in texts:
        sheet.append(["x", text])
    data = saved(book.save)
    cells = openpyxl.load_workbook(io.BytesIO(data))
    notes = [item for item in xlsx_reader.notes("a.xlsx", io.BytesIO(data), {}) if isinstance(item, Note)]
    assert len(notes) == len(texts)
    for note in notes:
        for at in offsets(note):
            place = note.place_of(at)
            value = cells[str(place.sheet)][str(place.cell)].value
            assert str(value)[place.offset] == note.document.text[at]
