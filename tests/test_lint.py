"""The whole pipeline: folding of findings, determinism, and notes that nobody would expect."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careword.book import Book
from careword.corpus import notes
from careword.findings import Finding
from careword.layout import Layout
from careword.lint import Linter
from careword.rulebook import load
from careword.segment import Segmenter
from careword.text import Document, Fields
from conftest import Asked

CORPUS = Path(__file__).parents[1] / "corpus"
BOOK = load()
LINTER = Linter(BOOK)
NOTES = [note.document for note in notes([CORPUS / "annotated"])]
SCRAPS = ["", " ", "\n", "\n\n", "\r", "\v", "\u2028", "'", '"', "\u2019", "\u201c", ": ", " - ", "> ", "| ", "# ",
          "- ", ".", "?", "\U0001f600", "\u05d0\u05d1", "\u202e", "\u0130", "Mum said ", "I think ",
          "Analysis:\n", "not "]  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> Document:
    """Give a note of the corpus with a few random cuts and scraps in it."""
    document = draw(st.sampled_from(NOTES))
    text = document.text
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        text = text[:start] + draw(st.sampled_from(SCRAPS)) + text[end:]
    return Document(text, document.fields)


@settings(deadline=None, max_examples=120)
@given(edited())
def test_edits_never_break_it_and_spans_stay_inside_one_segment(document: Document) -> None:
    verdicts = LINTER.verdicts(document)
    layout = Layout(document, BOOK, Segmenter(BOOK))
    for verdict in verdicts:
        span = verdict.candidate.span
        assert 0 <= span.start < span.end <= len(document.text)
        segment = layout.segment_at(span.start)
        assert segment is None or span.end <= segment.span.end
    assert [item.candidate.span.start for item in verdicts] == sorted(item.candidate.span.start for item in verdicts)
    assert LINTER.verdicts(document) == verdicts


@settings(deadline=None, max_examples=60)
@given(st.text())
def test_any_text_at_all_can_be_checked(text: str) -> None:
    LINTER.verdicts(Document(text))


@pytest.mark.parametrize(
    "text", ["", "\x00", "\ufeff", "\u202e\u05d0", "\U0001f600" * 50, "'" * 200, '"' * 200, "(" * 200, "a" * 5000]
)
def test_strange_notes_have_no_findings(ask: Asked, text: str) -> None:
    assert ask.findings(text) == []


def test_a_book_that_was_kept_says_the_same(book: Book, linter: Linter) -> None:
    again = Linter(Book.load(book.dump()))
    for document in NOTES:
        assert again.verdicts(document) == linter.verdicts(document)


def test_a_note_says_the_same_whatever_was_read_before_it(book: Book) -> None:
    fresh = {document.text: Linter(book).verdicts(document) for document in NOTES[:2]}
    used = Linter(book)
    for document in NOTES:
        used.verdicts(document)
    for document in NOTES[:2]:
        assert used.verdicts(document) == fresh[document.text]


def test_one_passage_gets_one_finding(linter: Linter) -> None:
    """Two concepts in one phrase, from two packs, are two findings; anything else inside a finding is folded."""
    pack = {rule.id: rule.pack for rule in linter.book.rules}
    for document in NOTES:
        found = [item.candidate for item in linter.verdicts(document) if isinstance(item, Finding)]
        found.sort(key=lambda item: item.span)
        assert all(
            pack[one.rule] != pack[other.rule] for one, other in pairwise(found) if one.span.contains(other.span)
        )
        assert len(found) == len({item.span for item in found})


def test_spans_are_offsets_of_the_note_as_it_is(ask: Asked) -> None:
    head = "\ufeff\U0001f600 \u05d0\u05d1\v\u2028\r\n"
    finding = next(item for item in ask.findings(head + "She consented to sex.") if item.candidate.rule == "consent")
    assert finding.candidate.span == (len(head) + 4, len(head) + 20)


WRAPPED = [
    "consented\nto sex",
    "consented\r\nto sex",
    "consented  to\u00a0sex",
    "consented\u2028to sex",
    "CONSENTED to Sex",
]


@pytest.mark.parametrize("words", WRAPPED)
def test_words_are_found_over_a_wrapped_line(ask: Asked, words: str) -> None:
    text = f"She was late home again on Tuesday and then told no one that she {words} there."
    assert [item.candidate.rule for item in ask.verdicts(text)].count("consent") == 1


def test_a_finding_keeps_its_fingerprint_when_lines_move(ask: Asked) -> None:
    text = "She consented to sex with him."
    before = ask.findings(text)
    after = ask.findings("Visit at home.\n\n" + text)
    assert [item.fingerprint for item in before] == [item.fingerprint for item in after]
    assert all(len(item.fingerprint) == 16 for item in before)


def test_two_findings_of_a_rule_have_two_fingerprints(ask: Asked) -> None:
    found = ask.findings("She consented to sex with him, and again she consented to sex with his friend.")
    assert len({item.fingerprint for item in found}) == len(found)


def test_a_rule_can_be_moved_switched_off_or_chosen(book: Book) -> None:
    document = Document("She consented to sex with him.")
    assert [
        item.severity
        for item in Linter(book, levels={"consent": "hint"}).verdicts(document)
        if isinstance(item, Finding)
    ] == ["hint"]
    assert "consent" not in {item.candidate.rule for item in Linter(book, levels={"consent": "off"}).verdicts(document)}
    assert {item.candidate.rule for item in Linter(book, only=["consent"]).verdicts(document)} == {"consent"}


def test_a_record_moves_the_severity(linter: Linter) -> None:
    text = "She consented to sex with him."
    levels = {
        age: [
            item.severity
            for item in linter.verdicts(Document(text, Fields(child_age=age)))
            if isinstance(item, Finding)
        ]
        for age in ("12", "14", "16", "19")
    }
    assert levels == {"12": ["error"], "14": ["warning"], "16": ["information"], "19": []}


def test_one_thought_in_two_pieces_is_one_finding() -> None:
    text = "Police: crime filed, not enough evidence to charge."
    found = [item for item in LINTER.verdicts(Document(text)) if isinstance(item, Finding)]
    assert [item.candidate.rule for item in found] == ["prosecution-outcome"]


def test_a_speaker_whom_no_list_holds_is_still_a_speaker() -> None:
    text = "The taxi marshal told the manager that she was promiscuous."
    (found,) = (item for item in LINTER.verdicts(Document(text)) if isinstance(item, Finding))
    assert (found.context.voice, found.context.speaker) == ("reported", "unknown")
