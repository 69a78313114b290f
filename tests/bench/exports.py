"""A number of rows in, a made-up export out: `python exports.py FOLDER [ROWS]` writes export.csv and export.xlsx.

Every note is made of parts of synthetic sentences with a seed, so that two runs give the same file. The workbook keeps
its texts in one shared table, as Excel does: the hardest case for memory.
"""

from __future__ import annotations

import csv
import random
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

_OPENINGS = ("Home visit", "Phone call", "School meeting", "Duty contact", "Supervision", "Review", "Office visit")
_WHO = ("Mum", "Nan", "the school nurse", "her key worker", "Dad", "the foster carer", "a teaching assistant")
_DID = (
    "said that the week had been calm", "had made tea before I came", "wanted to know the date of the review",
    "told me about the maths test", "asked for the number of the bus company", "was worried about the heating",
    "had read the letter twice", "talked about the dog for a long time", "had missed the appointment",
)  # fmt: skip
_FLAGGED = (
    "She consented to sex with him.", "She is promiscuous.", "She puts herself at risk.", "He is manipulative.",
    "Mum said \u201cshe is attention seeking\u201d.", "She has made a lifestyle choice.",
)  # fmt: skip
_HEADER = ("CaseNoteId", "Child DOB", "Note date", "NoteType", "CaseNoteContent", "CreatedByTeam")
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def rows(count: int, seed: int = 7) -> Iterator[tuple[str, ...]]:
    """Make rows; one note in five has words that a rule looks for."""
    dice = random.Random(seed)  # noqa: S311 - the same rows every time
    for number in range(1, count + 1):
        said = [f"{dice.choice(_OPENINGS)} {dice.randint(1, 28)}/{dice.randint(1, 12)}/2023."]
        said += [
            f"{dice.choice(_WHO).capitalize()} {dice.choice(_DID)}, ref {dice.randrange(10**6)}." for _ in range(6)
        ]
        if dice.random() < 0.2:
            said.insert(dice.randrange(len(said)), dice.choice(_FLAGGED))
        text = "\n".join(said) if number % 3 else " ".join(said)
        yield str(number), "01/02/2011", "03/04/2023", "Visit", text, "Team 4"


def write_csv(path: Path, count: int) -> None:
    """Write the export as CSV."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_HEADER)
        writer.writerows(rows(count))


def write_xlsx(path: Path, count: int) -> None:
    """Write the export as a workbook, a row at a time."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KINDS}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KINDS}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Case notes" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, body in parts.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{body}')
        with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as out:
            out.write(f'<sst xmlns="{_SHEET}">'.encode())
            out.write("".join(f"<si><t>{escape(cell)}</t></si>" for cell in _HEADER).encode())
            for row in rows(count):
                cells = "".join(f'<si><t xml:space="preserve">{escape(cell)}</t></si>' for cell in row)
                out.write(cells.encode())
            out.write(b"</sst>")
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            last = f"F{count + 1}"
            out.write(f'<worksheet xmlns="{_SHEET}"><dimension ref="A1:{last}"/><sheetData>'.encode())
            for number in range(count + 1):
                cells = "".join(
                    f'<c r="{"ABCDEF"[at]}{number + 1}" t="s"><v>{number * 6 + at}</v></c>' for at in range(6)
                )
                out.write(f'<row r="{number + 1}">{cells}</row>'.encode())
            out.write(b"</sheetData></worksheet>")


if __name__ == "__main__":
    folder, wanted = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / "export.csv", wanted)
    write_xlsx(folder / "export.xlsx", wanted)
