"""A long word with one slip of the finger is read as the word of the rules; a word that is right is left alone."""

from __future__ import annotations

import pytest

from careword.book import Book
from careword.fold import fold
from careword.spelling import Spelling
from conftest import Asked

SLIPS = ["manipulatve", "manipullative", "manipluative", "manepulative"]
SOUGHT = Spelling(["manipulative", "promiscuous"], frozenset(["manipulated"]))


@pytest.mark.parametrize("word", SLIPS)
def test_a_slip_is_read_as_the_word(word: str) -> None:
    assert SOUGHT.meant(word) == {word: "manipulative"}


@pytest.mark.parametrize("word", ["manipulated", "nanipulative", "manipulativo", "manipulbtive", "manplatve", "mute"])
def test_what_is_further_off_or_known_is_left_alone(word: str) -> None:
    assert SOUGHT.meant(word) == {}


FOUND = [
    ("Julia is very manipulatve at home.", "manipulatve"),
    ("Julia is prommiscuous.", "prommiscuous"),
    ("Julia made an allegatoin; she is manipluative, and promiscous.", "manipluative"),
    ("Julia is in a relatonship with a man of 25.", "in a relatonship with a man"),
]


@pytest.mark.parametrize(("text", "words"), FOUND)
def test_a_finding_marks_the_words_as_they_were_typed(ask: Asked, text: str, words: str) -> None:
    assert words in [text[slice(*item.candidate.span)] for item in ask.findings(text)]


def test_words_that_are_right_are_no_slips(book: Book) -> None:
    right = "meditation contracted computing wondering priorities retreated compliant contented flattering"
    assert book.spelled(fold(right)).text == right


def test_every_place_leads_back_to_the_note(book: Book) -> None:
    text = "A  manipulatve,  (prommiscuous)  child - and “relatonship” too; allegatoin. The end"
    folded = book.spelled(fold(text))
    for word, typed in (("manipulative", "manipulatve"), ("promiscuous", "prommiscuous"), ("end", "end")):
        start = folded.text.index(word)
        assert text[slice(*folded.span(start, start + len(word)))] == typed
        assert folded.forward(text.index(typed)) == start
        assert folded.forward(text.index(typed) + len(typed)) == start + len(word)
