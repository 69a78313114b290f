"""A checked note in, its `careword-findings/1` object out. It holds no words of the note unless they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from careword import __version__, suggest
from careword.book import Book
from careword.findings import Finding, Silence
from careword.note import Checked, Unread
from careword.text import Document, Span

SCHEMA = "careword-findings/1"


@dataclass(frozen=True, slots=True)
class Shown:
    """What was asked for beside the findings: the words themselves, and the silences."""

    text: bool = False
    silences: bool = False


def tool(books: list[Book]) -> dict[str, str]:
    """Name the program and the exact rulebook; several, where configurations add rules of their own."""
    names = dict.fromkeys(f"{book.edition}+{book.digest}" for book in books)
    return {"name": "careword", "version": __version__, "rulebook": " ".join(names) or "none"}


def note(checked: Checked, shown: Shown) -> dict[str, Any]:
    """Give the object of one note."""
    document = checked.note.document
    return {
        "path": checked.note.path,
        "record": checked.note.record,
        "words": document.words,
        "findings": [_finding(finding, document, checked.book, shown) for finding in checked.findings],
        "silences": [_silence(silence, document) for silence in checked.silences] if shown.silences else [],
    }


def error(unread: Unread) -> dict[str, str]:
    """Give the object of something that could not be read."""
    place = f"line {unread.line}: " if unread.line is not None else ""
    return {"path": unread.path, "message": place + unread.message}


def _finding(finding: Finding, document: Document, book: Book, shown: Shown) -> dict[str, Any]:
    rule, span, context = book.by_id[finding.candidate.rule], finding.candidate.span, finding.context
    said = finding if shown.text else _without_words(finding, book)
    return {
        "rule": rule.id,
        "severity": finding.severity,
        **_place(document, span),
        "voice": context.voice,
        "speaker": context.speaker,
        "subject": context.subject,
        "age_band": context.age_band,
        "analysis": context.analysis,
        "message": said.message,
        "replacements": list(finding.replacements),
        "frames": list(said.frames),
        "questions": list(said.questions),
        "sources": [{"cite": cite, "url": url, "supports": supports} for cite, url, supports in rule.sources],
        "fingerprint": finding.fingerprint,
        "text": document.text[span.start : span.end] if shown.text else None,
    }


def _without_words(finding: Finding, book: Book) -> Finding:
    """Give the finding as it reads without the found words, the child's name and the age that the note gave."""
    rule = book.by_id[finding.candidate.rule]
    context = replace(finding.context, child=None, age=None)
    bare = replace(finding, context=context)
    return replace(
        bare,
        message=suggest.message(book, rule, bare, "…"),
        frames=suggest.frames(rule, context, "…"),
        questions=suggest.questions(book, rule, context, "…"),
    )


def _silence(silence: Silence, document: Document) -> dict[str, Any]:
    context = silence.context
    return {
        "rule": silence.candidate.rule,
        **_place(document, silence.candidate.span),
        "reason": silence.reason,
        "because": silence.because,
        "voice": context.voice if context else None,
        "speaker": context.speaker if context else None,
        "subject": context.subject if context else None,
        "age_band": context.age_band if context else None,
        "analysis": context.analysis if context else None,
    }


def _place(document: Document, span: Span) -> dict[str, int]:
    line, column = document.line_column(span.start)
    end_line, end_column = document.line_column(span.end)
    return {
        "start": span.start,
        "end": span.end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }
