"""The same twelve notes in every format: the same verdicts in each, each at a place that a person can find.

What a format cannot carry: a document has no fields, so the child's age is known from a record only; a PDF keeps the
lines of its page, not of its author; rich text keeps paragraphs and no page; a message has its subject above the text.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reading import came
from writers import DOCUMENTS, RECORDS, archive, twelve

from careword.findings import Finding
from careword.lint import Linter
from careword.note import Note
from careword.readers.formats import FORMATS
from careword.text import Document, Fields

TWELVE = twelve()
DOCUMENT_PLACES = {
    ".txt": r"line \d+, column \d+",
    ".md": r"line \d+, column \d+",
    ".html": r"line \d+, column \d+",
    ".docx": r"paragraph \d+",
    ".odt": r"paragraph \d+",
    ".rtf": r"paragraph \d+",
    ".pdf": r"page \d+, line \d+",
    ".eml": r"message, line \d+",
    ".msg": r"message, line \d+",
}
FIELD, CELL = r"row \d+, field note_text(, line \d+)?", r"Case notes!C\d+(, line \d+)?"
RECORD_PLACES = {suffix: CELL if suffix in (".xlsx", ".ods") else FIELD for suffix in RECORDS}
Said = list[tuple[str, str, str, str]]


def said(linter: Linter, document: Document) -> Said:
    """Give rule, voice, severity and words of every finding, in order of place."""
    found = [item for item in linter.verdicts(document) if isinstance(item, Finding)]
    found.sort(key=lambda item: (item.candidate.span, item.candidate.rule))
    return [
        (
            item.candidate.rule,
            item.context.voice,
            item.severity,
            " ".join(document.text[slice(*item.candidate.span)].split()),
        )
        for item in found
    ]


@pytest.fixture(scope="session")
def expected(linter: Linter) -> dict[str, Said]:
    """Give what is said of the notes as plain texts."""
    out = {name: said(linter, Document(text)) for name, text in TWELVE.items()}
    assert sum(map(len, out.values())) >= 30, "the notes are there to be spoken of"
    return out


def places(linter: Linter, note: Note) -> list[str]:
    """Give where a person would look for each finding."""
    found = [item for item in linter.verdicts(note.document) if isinstance(item, Finding)]
    return [note.place_of(item.candidate.span.start).label for item in found]


def test_every_format_is_here() -> None:
    assert {*DOCUMENTS, *RECORDS, ".zip", ".htm"} == set(FORMATS)
    assert len(TWELVE) == 12


@pytest.mark.parametrize("suffix", DOCUMENTS)
def test_documents(tmp_path: Path, linter: Linter, expected: dict[str, Said], suffix: str) -> None:
    for name, text in TWELVE.items():
        read = came(tmp_path / f"{name}{suffix}", DOCUMENTS[suffix](text))
        assert read.unread == read.remarks == []
        (note,) = read.notes
        assert said(linter, note.document) == expected[name], name
        assert all(re.fullmatch(DOCUMENT_PLACES[suffix], label) for label in places(linter, note)), name


@pytest.mark.parametrize("suffix", RECORDS)
def test_records(tmp_path: Path, linter: Linter, expected: dict[str, Said], suffix: str) -> None:
    records = [{"Ref": "R", "id": name, "note_text": text} for name, text in TWELVE.items()]
    read = came(tmp_path / f"export{suffix}", RECORDS[suffix](records))
    assert read.unread == read.remarks == []
    assert [note.record for note in read.notes] == list(TWELVE)
    for note in read.notes:
        assert said(linter, note.document) == expected[str(note.record)], note.record
        assert all(re.fullmatch(RECORD_PLACES[suffix], label) for label in places(linter, note)), note.record


@pytest.mark.parametrize("suffix", RECORDS)
def test_the_age_comes_with_a_record(tmp_path: Path, linter: Linter, suffix: str) -> None:
    text = "Home visit. She consented to sex with him."
    record = {"id": "1", "details": text, "child_age": "12", "dob": "2011-05-01", "note date": "2023-06-02"}
    (note,) = came(tmp_path / f"export{suffix}", RECORDS[suffix]([record])).notes
    assert note.document.fields == Fields("12", "2011-05-01", "2023-06-02")
    severities = {severity for _, _, severity, _ in said(linter, note.document)}
    assert "error" in severities
    assert "error" not in {severity for _, _, severity, _ in said(linter, Document(text))}


def test_a_zipped_export_of_everything(tmp_path: Path, linter: Linter, expected: dict[str, Said]) -> None:
    name, text = next(iter(TWELVE.items()))
    files = {f"case/{name}{suffix}": write(text) for suffix, write in DOCUMENTS.items()}
    files |= {f"export{suffix}": write([{"id": name, "note": text}]) for suffix, write in RECORDS.items()}
    read = came(tmp_path / "all.zip", archive(files))
    assert read.unread == read.remarks == []
    assert [note.path for note in read.notes] == [f"all.zip/{name}" for name in files]
    assert all(said(linter, note.document) == expected[name] for note in read.notes)
