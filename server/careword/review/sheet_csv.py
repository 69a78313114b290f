"""A dip-sample sheet in, CSV out: a row for every question and passage, sorted by question."""

from __future__ import annotations

from careword.review import labels
from careword.review.sheet import QUESTIONS, Sheet
from careword.review.tabular import to_csv

_HEADER = ("question", "note", "record", "passage", "rule", "place", "words", "found by careword", "your judgement")
_OVERALL = "Overall, how good is this record?"


def write(sheet: Sheet, *, words: bool) -> bytes:
    """Write the sheet."""
    rows = [
        (text, note.number, note.record, line.number, line.title, line.place, line.words if words else "",
         line.found[key], "")
        for key, text in QUESTIONS.items()
        for note in sheet.notes
        for line in note.lines
    ]  # fmt: skip
    rows += [
        (_OVERALL, note.number, note.record, "", "", "", "", " / ".join(labels.GRADES.values()),
         labels.GRADES[note.judgement.grade] if note.judgement else "")
        for note in sheet.notes
    ]  # fmt: skip
    return to_csv(_HEADER, rows)
