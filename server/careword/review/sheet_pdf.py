"""A dip-sample sheet in, a PDF out, with blanks for the auditor. Its letters are in it, whatever names it holds."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import cache
from html import escape
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from careword.review import labels
from careword.review.days import spoken
from careword.review.sheet import QUESTIONS, Sheet, SheetNote

_FONTS = Path(__file__).parent / "fonts"
_BLANK = "_" * 14
_WIDTHS = (5.2, 2.9, 2.2, 3.0, 3.6, 3.4, 2.9, 3.6)  # centimetres: the passage, the questions, the judgement


def write(sheet: Sheet, *, words: bool) -> bytes:
    """Write the sheet."""
    _fonts()
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=landscape(A4), leftMargin=1.4 * cm, rightMargin=1.4 * cm, topMargin=1.4 * cm,
        bottomMargin=1.4 * cm, title="Dip sample", author="careword", lang="en-GB",
    )  # fmt: skip
    story: list[Flowable] = [
        _text("Dip sample", "title"),
        _text(
            f"{sheet.about}. Drawn by {sheet.drawn_by} on {spoken(sheet.sample.at[:10])}; printed on "
            f"{spoken(datetime.now(UTC).date().isoformat())}. This sheet is part of the record and may be disclosed."
        ),
        _text("Question by question", "head"),
    ]
    for question, counts in sheet.by_question:
        story.append(_text(question, "strong"))
        story += [_text(f"• {text}: {number}") for text, number in counts]
        story.append(_text("Your judgement over all notes: " + _BLANK * 3))
    for note in sheet.notes:
        story += _note(note, words=words)
    document.build(story)
    return out.getvalue()


def _note(note: SheetNote, *, words: bool) -> list[Flowable]:
    story: list[Flowable] = [PageBreak(), _text(f"Note {note.number}: {note.record}", "head")]
    if note.message:
        story.append(_text(note.message))
    if note.lines:
        rows = [[_text(text, "small-strong") for text in ("Passage", *QUESTIONS.values(), "Your judgement")]]
        for line in note.lines:
            said = f" “{line.words}”" if words and line.words else ""
            cells = (f"{line.number} {line.title}, {line.place}{said}", *line.found.values())
            rows.append([*(_text(cell or _BLANK, "small") for cell in cells), _text("", "small")])
        table = LongTable(rows, colWidths=[width * cm for width in _WIDTHS], repeatRows=1)
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        story.append(table)
    else:
        story.append(_text("careword found nothing to say about this note. Is that right?"))
    given = note.judgement
    grades = "   ".join(("☒ " if given and given.grade == key else "☐ ") + text for key, text in labels.GRADES.items())
    why = given.comment if given and given.comment else _BLANK * 6
    return [*story, Spacer(1, 0.4 * cm), _text(f"Overall: {grades}"), _text(f"Why: {why}")]


def _text(text: str, style: str = "body") -> Paragraph:
    return Paragraph(escape("".join(max(char, " ") for char in text)), _styles()[style])


@cache
def _styles() -> dict[str, ParagraphStyle]:
    body = ParagraphStyle("body", fontName="DejaVuSans", fontSize=10, leading=14, spaceAfter=4)
    small = ParagraphStyle("small", body, fontSize=8, leading=10)
    return {
        "body": body,
        "small": small,
        "small-strong": ParagraphStyle("small-strong", small, fontName="DejaVuSans-Bold"),
        "strong": ParagraphStyle("strong", body, fontName="DejaVuSans-Bold", spaceBefore=6),
        "head": ParagraphStyle("head", body, fontName="DejaVuSans-Bold", fontSize=14, leading=18, spaceBefore=8),
        "title": ParagraphStyle("title", body, fontName="DejaVuSans-Bold", fontSize=20, leading=26),
    }


@cache
def _fonts() -> None:
    for name in ("DejaVuSans", "DejaVuSans-Bold"):
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / f"{name}.ttf")))
