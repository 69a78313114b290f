"""A dip-sample sheet in, a Word document out, with blanks for the auditor."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt

from careword.review import labels
from careword.review.days import spoken
from careword.review.sheet import QUESTIONS, Sheet, SheetNote

_BLANK = "______________"


def write(sheet: Sheet, *, words: bool) -> bytes:
    """Write the sheet."""
    document = blank("Dip sample", landscape=True)
    document.add_paragraph(
        f"{sheet.about}. Drawn by {sheet.drawn_by} on {spoken(sheet.sample.at[:10])}; printed on "
        f"{spoken(datetime.now(UTC).date().isoformat())}. This sheet is part of the record and may be disclosed."
    )
    document.add_heading("Question by question", 1)
    for question, counts in sheet.by_question:
        document.add_heading(question, 2)
        for text, number in counts:
            document.add_paragraph(f"{text}: {number}", style="List Bullet")
        document.add_paragraph("Your judgement over all notes: " + _BLANK * 3)
    for note in sheet.notes:
        _note(document, note, words=words)
    return saved(document)


def blank(title: str, *, landscape: bool = False) -> Docx:
    """Begin a document with its title."""
    document = Document()
    document.core_properties.title, document.core_properties.author = title, "careword"
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(10)
    section = document.sections[0]
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(1.5)
    document.add_heading(title, 0)
    return document


def saved(document: Docx) -> bytes:
    """Give a document as a file, made in memory and nowhere else."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def clean(text: str) -> str:
    """Take out what a Word document cannot hold."""
    return "".join(char if char in "\t\n" or " " <= char < "\ud800" or char > "\udfff" else " " for char in text)


def _note(document: Docx, note: SheetNote, *, words: bool) -> None:
    heading = document.add_heading(clean(f"Note {note.number}: {note.record}"), 1)
    heading.paragraph_format.page_break_before = True
    if note.message:
        document.add_paragraph(note.message)
    if note.lines:
        table = document.add_table(rows=1, cols=2 + len(QUESTIONS), style="Table Grid")
        heads = ("Passage", *QUESTIONS.values(), "Your judgement")
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        for line in note.lines:
            said = f"\n“{line.words}”" if words and line.words else ""
            passage = f"{line.number} {line.title}, {line.place}{said}"
            cells = table.add_row().cells
            for cell, text in zip(cells, (passage, *line.found.values(), ""), strict=True):
                cell.text = clean(text) or (_BLANK if cell is not cells[-1] else "")
    else:
        document.add_paragraph("careword found nothing to say about this note. Is that right?")
    given = note.judgement
    document.add_paragraph()
    document.add_paragraph(
        "Overall: "
        + "   ".join(("☒ " if given and given.grade == key else "☐ ") + text for key, text in labels.GRADES.items())
    )
    document.add_paragraph("Why: " + (clean(given.comment) if given and given.comment else _BLANK * 4))
