"""The fast way and the plain way reach the same verdicts; what a list needs is in all that it matches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from careword.book import Book
from careword.corpus import notes
from careword.findings import Finding
from careword.lint import Linter
from careword.rule import MARK
from careword.rulebook import bundled, load, rule_files
from careword.text import Document
from careword.words import vocabulary_of
from plain import plain_linter

CORPUS = Path(__file__).parents[1] / "corpus"
BOOK = load()
FAST, PLAIN = Linter(BOOK), plain_linter(BOOK)
NOTES = [note.document.text for note in notes([CORPUS / "annotated", CORPUS / "quiet"])]
LINES = [line for text in NOTES for line in text.split("\n") if line.strip()]
EXAMPLES = [
    MARK.sub(r"\1", found[1])
    for path in rule_files(bundled())
    for found in re.finditer(r"^  - (?:flag|pass): (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
]
JOINTS = ["\n", " ", "\n\n", ". ", ", ", "; ", " - ", ' "', "' ", "\nAnalysis:\n", " and ", " said that ", "\u2019s "]


@st.composite
def composed(draw: st.DrawFn) -> str:
    """Give a note put together from lines of the corpus and examples of rules, with a few words cut or moved."""
    pieces = draw(st.lists(st.sampled_from(LINES) | st.sampled_from(EXAMPLES), min_size=1, max_size=6))
    text = "".join(piece + draw(st.sampled_from(JOINTS)) for piece in pieces)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(st.sampled_from(JOINTS)) + text[start + draw(st.integers(0, 12)) :]
    return text


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(composed())
def test_the_fast_way_and_the_plain_way_agree(text: str) -> None:
    verdicts = FAST.verdicts(Document(text))
    assert verdicts == PLAIN.verdicts(Document(text))
    assert FAST.verdicts(Document(text), silences=False) == [item for item in verdicts if isinstance(item, Finding)]


def test_they_agree_on_notes_of_the_corpus() -> None:
    for text in NOTES[::20]:
        assert FAST.verdicts(Document(text)) == PLAIN.verdicts(Document(text))


def test_a_short_note_by_itself_is_judged_as_among_many() -> None:
    for text in NOTES[::40]:
        assert Linter(BOOK).verdicts(Document(text)) == FAST.verdicts(Document(text))


def lists(book: Book) -> list[str]:
    """Give the expressions of the word lists of cues, each once."""
    return sorted({group.words for groups in book.cues.values() for group in groups.values()})


@pytest.mark.parametrize("expression", lists(BOOK), ids=range(len(lists(BOOK))))
@settings(deadline=None, max_examples=4, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_matches_a_list_holds_what_the_list_needs(expression: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(expression, re.ASCII), fullmatch=True))
    assume(re.fullmatch(expression, text))
    assert BOOK.words(expression).within(text, vocabulary_of(text)) == [
        *map(Same, re.compile(expression).finditer(text))
    ]


class Same:
    """Equal to a match of the same words at the same place."""

    def __init__(self, match: re.Match[str]) -> None:
        self.match = match

    def __eq__(self, other: object) -> bool:
        return isinstance(other, re.Match) and other.span() == self.match.span()

    def __hash__(self) -> int:
        return hash(self.match.span())
