"""Files that are broken, locked, empty or meant to harm: each is named with a reason, and hides no other."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pypdf
import pytest
from reading import Came, came
from writers import DOCUMENTS, RECORDS, archive, odf, pdf, txt, word

from careword.readers.formats import FORMATS
from careword.readers.markup import Tag, Words, tokens

NAME = "Keira"
NOTE = f"{NAME} said that she wanted to stay at her nan's house."
ONE = {suffix: write(NOTE) for suffix, write in DOCUMENTS.items()} | {
    suffix: write([{"id": "1", "note": NOTE}]) for suffix, write in RECORDS.items()
}
ZIPPED = (".docx", ".odt", ".xlsx", ".ods")
# what a text can hold: anything that decodes is a note
TEXTS = (".txt", ".md", ".html", ".htm")


def refused(read: Came, said: str) -> None:
    """See that nothing was read, that the reason was given once, and that it holds no words."""
    assert read.notes == []
    assert len(read.unread) == 1, read
    assert said in read.unread[0]
    assert NAME not in str(read.unread) + str(read.remarks)


def repacked(data: bytes, change: Mapping[str, bytes | None]) -> bytes:
    """Change files of an archive; none takes one away."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    return archive({name: held for name, held in {**files, **change}.items() if held is not None})


@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - set(TEXTS)))
def test_an_empty_file_is_named(tmp_path: Path, suffix: str) -> None:
    read = came(tmp_path / f"a{suffix}", b"")
    if suffix in (".csv", ".tsv", ".jsonl"):
        assert read == Came([], [], [])  # an export of nothing has nothing to read
    else:
        refused(read, f"a{suffix}:")


@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - set(TEXTS) - {".eml", ".csv", ".tsv"}))
@pytest.mark.parametrize("data", [b"\x00" * 5000, bytes(range(256)) * 40, b"PK\x03\x04" + b"\xff" * 500, b"%PDF-1.7\n"])
def test_what_is_no_such_file_is_named(tmp_path: Path, suffix: str, data: bytes) -> None:
    read = came(tmp_path / f"a{suffix}", data)
    assert read.notes == []
    assert read.unread


@pytest.mark.parametrize("suffix", sorted(ONE))
def test_a_file_that_was_cut_short_is_read_or_named(tmp_path: Path, suffix: str) -> None:
    data = ONE[suffix]
    for part in range(1, 20):
        read = came(tmp_path / f"a{suffix}", data[: len(data) * part // 20])
        assert read.notes or read.unread or suffix in (".csv", ".tsv"), part
        assert NAME not in str(read.unread) + str(read.remarks)
        assert "Error at" not in str(read.unread), "a fault of the reader's own"


@pytest.mark.parametrize("suffix", sorted(ONE))
def test_a_file_with_a_flipped_byte_is_read_or_named(tmp_path: Path, suffix: str) -> None:
    data = ONE[suffix]
    for at in range(0, len(data), max(1, len(data) // 60)):
        read = came(tmp_path / f"a{suffix}", data[:at] + bytes([data[at] ^ 0xA5]) + data[at + 1 :])
        assert read.notes or read.unread or suffix in (".csv", ".tsv"), at
        assert "Error at" not in str(read.unread), "a fault of the reader's own"


@pytest.mark.parametrize("suffix", ZIPPED)
def test_a_part_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path, suffix: str) -> None:
    name = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}.get(suffix, "content.xml")
    bomb = repacked(ONE[suffix], {name: b"<a>" + b" " * (100 << 20)})
    refused(came(tmp_path / f"a{suffix}", bomb), "packed more than" if suffix in (".xlsx", ".ods") else "at most 64 MB")


def test_an_archive_bomb_hides_no_other_file(tmp_path: Path) -> None:
    data = archive({"a.txt": txt(NOTE), "b.txt": b"x" * (100 << 20), "c.txt": txt(NOTE)})
    read = came(tmp_path / "a.zip", data)
    assert [note.path for note in read.notes] == ["a.zip/a.txt", "a.zip/c.txt"]
    assert read.unread == ["a.zip/b.txt: packed more than 400 times smaller than it is, as no notes are"]


def test_archives_inside_archives_end(tmp_path: Path) -> None:
    data = archive({"a.txt": txt(NOTE)})
    for _ in range(6):
        data = archive({"in.zip": data})
    refused(came(tmp_path / "a.zip", data), "more than 4 files inside each other")


def test_an_archive_of_very_many_files_is_refused(tmp_path: Path) -> None:
    refused(came(tmp_path / "a.zip", archive({f"{n}.txt": b"" for n in range(10_001)})), "10,001 files")


def test_a_name_that_climbs_out_is_only_a_name(tmp_path: Path) -> None:
    read = came(tmp_path / "a.zip", archive({"../../etc/a.txt": txt(NOTE), "b\n\x1b[31m.txt": txt(NOTE)}))
    assert [note.path for note in read.notes] == ["a.zip/../../etc/a.txt", "a.zip/b��[31m.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


LOL = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><x>&j;</x>"
).encode()
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize("suffix", ZIPPED)
@pytest.mark.parametrize("xml", [LOL, OUTSIDE, LOL.decode().encode("utf-16")], ids=["growing", "outside", "utf-16"])
def test_entities_are_refused_in_every_part(tmp_path: Path, suffix: str, xml: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(ONE[suffix])) as parts:
        names = [name for name in parts.namelist() if name.endswith(".xml")]
    for name in names:
        refused(came(tmp_path / f"a{suffix}", repacked(ONE[suffix], {name: xml})), "declares a document type")


@pytest.mark.parametrize("suffix", ZIPPED)
def test_deep_nesting_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    name = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}.get(suffix, "content.xml")
    deep = b"<a>" * 50_000 + b"</a>" * 50_000
    refused(came(tmp_path / f"a{suffix}", repacked(ONE[suffix], {name: deep})), f"a{suffix}: ")


def test_deep_spans_in_a_paragraph_are_read(tmp_path: Path) -> None:
    body = "<text:span>" * 3000 + NOTE + "</text:span>" * 3000
    read = came(tmp_path / "a.odt", odf("text", f"<office:text><text:p>{body}</text:p></office:text>"))
    assert read.text == NOTE + "\n"


@pytest.mark.parametrize("suffix", ZIPPED)
def test_what_office_locks_with_a_password_is_named(tmp_path: Path, suffix: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    refused(came(tmp_path / f"a{suffix}", data), "locked with a password")


@pytest.mark.parametrize("suffix", [".odt", ".ods"])
def test_an_open_document_with_a_password_is_named(tmp_path: Path, suffix: str) -> None:
    manifest = (
        b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:encryption-data/></m:manifest>'
    )
    data = repacked(ONE[suffix], {"META-INF/manifest.xml": manifest})
    refused(came(tmp_path / f"a{suffix}", data), "locked with a password")


def test_a_pdf_with_a_password_is_named(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(NOTE)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    refused(came(tmp_path / "a.pdf", out.getvalue()), "locked with a password")


def test_a_locked_file_in_an_archive_hides_no_other(tmp_path: Path) -> None:
    data = bytearray(archive({"a.txt": txt(NOTE), "b.txt": txt(NOTE)}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1  # the flag that says so, in both of its places
    read = came(tmp_path / "a.zip", bytes(data))
    assert [note.path for note in read.notes] == ["a.zip/b.txt"]
    assert read.unread == ["a.zip/a.txt: locked with a password"]


def test_a_scan_is_no_empty_note(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    refused(came(tmp_path / "a.pdf", out.getvalue()), "it may be a scan")


def test_a_page_without_text_is_remarked_on(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(NOTE)))
    writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    read = came(tmp_path / "a.pdf", out.getvalue())
    assert len(read.notes) == 1
    assert read.remarks == ["a.pdf: no text on page 2: a picture or a scan is not read"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".ods", ".json", ".jsonl", ".parquet"])
def test_very_many_columns_are_refused(tmp_path: Path, suffix: str) -> None:
    columns = 16_000 if suffix == ".xlsx" else 20_000 if suffix in (".parquet", ".ods") else 200_000
    data = RECORDS[suffix]([{f"c{n}": "" for n in range(columns)} | {"note": NOTE}])
    read = came(tmp_path / f"a{suffix}", data)
    assert read.notes == []
    assert any("at most 1,000" in item or "more than 1,000" in item for item in read.unread), read.unread


def test_a_row_that_stands_for_thousands_is_read_once(tmp_path: Path) -> None:
    head = "<table:table-row><table:table-cell><text:p>note</text:p></table:table-cell></table:table-row>"
    row = (
        '<table:table-row table:number-rows-repeated="1048000">'
        "<table:table-cell><text:p>One.</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
    )
    data = odf(
        "spreadsheet", f'<office:spreadsheet><table:table table:name="S">{head}{row}</table:table></office:spreadsheet>'
    )
    read = came(tmp_path / "a.ods", data)
    assert read.texts == ["One."]
    assert read.place("One.") == "S!A2"


def sheet(body: str) -> bytes:
    """Give a workbook whose sheet holds other XML."""
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{body}</worksheet>'
    return repacked(ONE[".xlsx"], {"xl/worksheets/sheet1.xml": xml.encode()})


HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>note</t></is></c></row>'


def test_a_row_that_is_far_away_is_no_long_walk(tmp_path: Path) -> None:
    row = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Last.</t></is></c></row>'
    read = came(tmp_path / "a.xlsx", sheet(f'<dimension ref="A1:XFD1048576"/><sheetData>{HEAD}{row}</sheetData>'))
    assert (read.texts, read.place("Last.")) == (["Last."], "Case notes!A1048576")
    row = row.replace("1048576", "99999999999")
    read = came(tmp_path / "a.xlsx", sheet(f"<sheetData>{HEAD}{row}</sheetData>"))
    assert read.unread == ["a.xlsx: sheet Case notes: a row beyond the 1,048,576 that a sheet can have"]


def test_a_cell_that_is_far_away_is_refused(tmp_path: Path) -> None:
    row = '<row r="2"><c r="ZZZZZZ2" t="inlineStr"><is><t>Far.</t></is></c></row>'
    read = came(tmp_path / "a.xlsx", sheet(f"<sheetData>{HEAD}{row}</sheetData>"))
    assert read.unread == ["a.xlsx: sheet Case notes: a cell in column 321,272,406; at most 1,000 columns are read"]


def test_formulas_are_never_worked_out(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="A2" t="str"><f>HYPERLINK("http://x")</f><v>What it showed.</v></c></row>'
        '<row r="3"><c r="A3"><f>CONCAT(B1:B9)</f></c></row>'
    )
    read = came(tmp_path / "a.xlsx", sheet(f"<sheetData>{HEAD}{rows}</sheetData>"))
    assert read.texts[0] == "What it showed."
    assert read.unread == ["a.xlsx: sheet Case notes: 1 formulas that hold no text, the first at row 3"]


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a":' * 200_000, '{"text": ' + "9" * 10_000 + "}", '{"text": "x"'])
def test_json_without_end_is_refused(tmp_path: Path, text: str) -> None:
    read = came(tmp_path / "a.json", text.encode())
    assert (read.notes, len(read.unread)) == ([], 1)


def test_what_comes_before_broken_json_is_read(tmp_path: Path) -> None:
    read = came(tmp_path / "a.json", b'[{"text": "One."},\n {"text": 2},\n {"text": "Three."}, {"te')
    assert read.texts == ["One.", "Three."]
    assert read.unread == [
        "a.json: record 2: text: expected a text, found a number",
        "a.json:3: not JSON: unterminated string at column 23",
    ]


def test_a_quotation_mark_that_nothing_closes_is_named(tmp_path: Path) -> None:
    body = "\n".join(f"{n},text {n}" for n in range(900_000))
    read = came(tmp_path / "a.csv", f'id,note\n1,"Fine."\n2,"{NAME} is {body}\n'.encode())
    assert read.texts == ["Fine."]
    assert len(read.unread) == 1
    assert "row 3: not CSV" in read.unread[0]


@pytest.mark.parametrize(
    "text",
    ["<" * 300_000, "<a " * 300_000, '<a "' * 100_000, "<!--" * 200_000, "<!" * 300_000, "<p" * 300_000 + ">",
     "&" * 300_000, "&#" * 200_000, "<b>" * 300_000, "<table><tr><td>" * 50_000, "<script>" * 50_000,
     "</script" * 50_000,
     "<svg>" * 100_000, " " * 1_000_000, "<blockquote>" * 50_000 + "x"],
    ids=lambda text: text[:12].strip() or "spaces",
)  # fmt: skip
def test_markup_without_end_is_read_in_a_straight_line(tmp_path: Path, text: str) -> None:
    started = time.process_time()
    came(tmp_path / "a.html", text.encode())
    assert time.process_time() - started < 60, "this much takes about a second"


def test_tokens_lose_no_letter() -> None:
    text = "a < b & c <b title='x>y'>bold</b> &lt;not&gt; <!-- aside --> 5 > 3 <3"
    seen = "".join(token.text if isinstance(token, Words) else f"[{token.name}]" for token in tokens(text))
    assert seen == "a < b & c [b]bold[b] <not>  5 > 3 <3"
    assert sum(isinstance(token, Tag) for token in tokens(text)) == 2


def test_messages_inside_messages_end(tmp_path: Path) -> None:
    data = ONE[".eml"]
    for level in range(8):
        mark = b"level%d" % level
        data = (
            b"Subject: Fwd\nContent-Type: multipart/mixed; boundary="
            + mark
            + b"\n\n--"
            + mark
            + b"\nContent-Type: message/rfc822\n\n"
            + data
            + b"\n--"
            + mark
            + b"--\n"
        )
    read = came(tmp_path / "a.eml", data)
    assert any("more than 4 files inside each other" in item for item in read.unread)


def test_a_part_that_is_packed_wrongly_is_named(tmp_path: Path) -> None:
    data = bytearray(word(NOTE))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 60] = b"\xff" * 60
    refused(came(tmp_path / "a.docx", bytes(data)), "damaged")


def test_a_missing_library_is_named_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    for suffix, form in FORMATS.items():
        read = came(tmp_path / f"a{suffix}", ONE.get(suffix, b""))
        assert (f"a{suffix}: not read: install careword[{form.extra}] to read such files" in read.unread) == bool(
            form.extra
        )


def test_a_fault_in_a_library_hides_no_other_file_and_tells_no_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise LookupError(NOTE)

    monkeypatch.setattr("careword.readers.plain.decode", broken)
    read = came(tmp_path / "a.txt", NOTE.encode())
    assert len(read.unread) == 1
    assert read.unread[0].startswith("a.txt: cannot be read (LookupError at ")
    assert NAME not in read.unread[0]


@pytest.mark.parametrize("suffix", ZIPPED)
@pytest.mark.parametrize("encoding", ["UTF-4", "hex", "rot13", "no such"])
def test_an_xml_part_in_an_encoding_that_nobody_knows_is_named(tmp_path: Path, suffix: str, encoding: str) -> None:
    part = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}.get(suffix, "content.xml")
    damaged = f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()
    refused(came(tmp_path / f"a{suffix}", repacked(ONE[suffix], {part: damaged})), f"damaged: {part}")


def test_a_parquet_file_with_a_flipped_bit_loses_no_row_in_silence(tmp_path: Path) -> None:
    data = ONE[".parquet"]
    for at in range(4, len(data) - 8):
        for bit in (1, 2, 8, 64):
            read = came(tmp_path / "a.parquet", data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :])
            assert read.notes or read.unread, (at, bit)


def test_a_zipped_file_without_a_name_hides_no_other(tmp_path: Path) -> None:
    nameless = archive({"a.txt": NOTE.encode(), "b.txt": NOTE.encode()}).replace(b"a.txt", b"\0.txt")
    read = came(tmp_path / "all.zip", nameless)
    assert read.unread == []
    assert [note.path for note in read.notes] == ["all.zip/b.txt"]
    assert read.remarks == ["all.zip/: not read: a file is none of the kinds that are"]


def test_a_zipped_file_whose_name_is_damaged_hides_no_other(tmp_path: Path) -> None:
    data = archive({"é.txt": NOTE.encode(), "b.txt": NOTE.encode()}).replace("é".encode(), b"\xff\xfe", 1)
    read = came(tmp_path / "all.zip", data)
    assert [note.path for note in read.notes] == ["all.zip/b.txt"]
    assert read.unread == ["all.zip/é.txt: damaged: it cannot be unpacked"]
