"""Notes in, files of every format out, as the programs that people use write them."""

from __future__ import annotations

import csv
import datetime as dt
import email.message
import html
import io
import json
import re
import textwrap
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
import pyarrow as pa
from outlook import outlook_message
from pyarrow import parquet
from reportlab.pdfgen import canvas

Record = Mapping[str, str]
_ODF = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "table", "style")}
_ODF_NAMES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _ODF.items())


def txt(text: str) -> bytes:
    """Write a plain text."""
    return text.encode()


def page(text: str) -> bytes:
    """Write a web page: a paragraph for each stretch between empty lines, with a break at each line end."""
    paragraphs = [
        "<br>\n".join(html.escape(line).replace("  ", " &nbsp;") for line in part.split("\n"))
        for part in re.split(r"\n{2,}", text.strip("\n"))
    ]
    body = "\n".join(f"<p>{part}</p>" for part in paragraphs)
    return f"<!DOCTYPE html>\n<html><head><title>Note</title></head>\n<body>\n{body}\n</body></html>\n".encode()


def word(text: str) -> bytes:
    """Write a Word file: a paragraph a line."""
    document = docx.Document()
    for line in text.rstrip("\n").split("\n"):
        document.add_paragraph(line)
    return saved(document.save)


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    """Give what a library saves."""
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def odf(kind: str, body: str, styles: str = "") -> bytes:
    """Write an OpenDocument file round the XML of its body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        content = f"<office:document-content {_ODF_NAMES}><office:body>{body}</office:body></office:document-content>"
        archive.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>{content}')
        archive.writestr("styles.xml", f"<office:document-styles {_ODF_NAMES}>{styles}</office:document-styles>")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return out.getvalue()


def _odf_text(text: str) -> str:
    spaced = re.sub(r"  +", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', escape(text))
    return spaced.replace("\t", "<text:tab/>")


def odt(text: str) -> bytes:
    """Write an OpenDocument text: a paragraph a line."""
    lines = "".join(f"<text:p>{_odf_text(line)}</text:p>" for line in text.rstrip("\n").split("\n"))
    return odf("text", f"<office:text>{lines}</office:text>")


def rtf(text: str) -> bytes:
    """Write a rich text: a paragraph a line, characters beyond ASCII by their number."""
    lines = [
        "".join(
            f"\\u{ord(char) if ord(char) < 0x8000 else ord(char) - 0x10000}?"
            if ord(char) > 126
            else f"\\{char}"
            if char in "{}\\"
            else char
            for char in line
        )
        for line in text.rstrip("\n").split("\n")
    ]
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Calibri;}}\n" + "\\par\n".join(lines) + "\\par}").encode()


def pdf(text: str) -> bytes:
    """Write a PDF with lines as wide as a page is."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(595, 842))
    height = 800.0
    sheet.setFont("Helvetica", 10)
    for line in text.rstrip("\n").split("\n"):
        for piece in textwrap.wrap(line, 95, break_long_words=False, break_on_hyphens=False) or [""]:
            if height < 40:
                sheet.showPage()
                sheet.setFont("Helvetica", 10)
                height = 800.0
            sheet.drawString(45, height, piece)
            height -= 13
    sheet.save()
    return out.getvalue()


def eml(text: str) -> bytes:
    """Write an e-mail."""
    message = email.message.EmailMessage()
    message["Subject"], message["From"], message["To"] = "Case note", "a@example.org", "b@example.org"
    message.set_content(text)
    return bytes(message)


def msg(text: str) -> bytes:
    """Write an Outlook message."""
    return outlook_message("Case note", text)


def archive(files: Mapping[str, bytes]) -> bytes:
    """Write a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def table(records: Sequence[Record], delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """Write a CSV export as Excel does."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode(encoding)


def xlsx(records: Sequence[Record]) -> bytes:
    """Write a workbook with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Case notes"
    sheet.append(list(records[0]))
    for record in records:
        sheet.append([_dated(value) for value in record.values()])
    return saved(book.save)


def _dated(value: str) -> str | dt.date:
    return dt.date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value


def ods(records: Sequence[Record]) -> bytes:
    """Write an OpenDocument spreadsheet with one sheet."""

    def cell(text: str) -> str:
        paragraphs = "".join(f"<text:p>{_odf_text(line)}</text:p>" for line in text.split("\n"))
        return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'

    rows = [list(records[0]), *(list(record.values()) for record in records)]
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    sheet = f'<table:table table:name="Case notes">{body}</table:table>'
    return odf("spreadsheet", f"<office:spreadsheet>{sheet}</office:spreadsheet>")


def parquets(records: Sequence[Record]) -> bytes:
    """Write a Parquet file."""
    return saved(lambda out: parquet.write_table(pa.Table.from_pylist([dict(record) for record in records]), out))


def jsons(records: Sequence[Record]) -> bytes:
    """Write a JSON list."""
    return json.dumps([dict(record) for record in records], ensure_ascii=False, indent=1).encode()


def jsonl(records: Sequence[Record]) -> bytes:
    """Write a JSON object a line."""
    return "".join(json.dumps(dict(record), ensure_ascii=False) + "\n" for record in records).encode()


DOCUMENTS: dict[str, Callable[[str], bytes]] = {
    ".txt": txt, ".md": txt, ".html": page, ".docx": word, ".odt": odt, ".rtf": rtf, ".pdf": pdf, ".eml": eml,
    ".msg": msg,
}  # fmt: skip
RECORDS: dict[str, Callable[[Sequence[Record]], bytes]] = {
    ".csv": table, ".tsv": lambda records: table(records, "\t"), ".xlsx": xlsx, ".ods": ods, ".json": jsons,
    ".jsonl": jsonl, ".parquet": parquets,
}  # fmt: skip


def twelve() -> dict[str, str]:
    """Give the twelve notes by name."""
    folder = Path(__file__).parent / "notes"
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
