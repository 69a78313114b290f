"""The named detectors: what is there round found words, and what a whole note leaves out."""

from __future__ import annotations

import pytest

from careword.book import Book
from careword.findings import Finding, Silence
from careword.lint import Linter
from careword.structure import DETECTORS
from careword.structure.checks import Checks
from careword.structure_names import CHECKING, SEEKING
from careword.text import Document

CONDITIONS = [
    ("If Tia stayed in after nine none of this would happen.", True),
    ("None of this would have happened had Tia come home.", True),
    ("Mum said that if she listened this would stop.", True),
    ("If the man stayed away from her none of this would happen.", False),
    ("If he stayed away from her none of this would happen to her.", False),
    ("If we had asked Tia in May none of this would have happened.", False),
    ("If Tia had been believed none of this would have happened.", False),
    ("If mum had rung us none of this would have happened to Tia.", False),
    ("None of this would have happened.", False),
]


@pytest.mark.parametrize(("text", "found"), CONDITIONS)
def test_a_condition_counts_where_the_child_is_its_subject(book: Book, text: str, found: bool) -> None:
    assert found == speaks(Linter(book, only=["child-as-cause"]), text)


AGENTS = [
    ("Tia was raped in June.", True),
    ("Tia was raped in June. The school nurse rang me.", True),
    ("Tia was raped by a man in June.", False),
    ("Tia was raped in June. Her uncle has been arrested.", False),
    ("Her stepfather came home early. Tia was raped that night.", False),
    ("Tia was raped in June. It is not known who did it.", False),
]


@pytest.mark.parametrize(("text", "found"), AGENTS)
def test_harm_has_nobody_who_does_it_only_where_nobody_is_near(book: Book, text: str, found: bool) -> None:
    assert found == speaks(Linter(book, only=["responsibility-grammar"]), text)


def test_whoever_tells_of_harm_is_not_taken_to_have_done_it(book: Book) -> None:
    linter = Linter(book, levels={"responsibility-grammar": "warning"}, only=["responsibility-grammar"])
    assert speaks(linter, "Mum told me that Tia was raped in June.")
    assert not speaks(linter, "Mum's partner came home. Mum told me that Tia was raped in June.")


TOLD = [
    ("Tia told me that her uncle locked her in the shed.", True),
    ("Tia: he locks me in the shed.", True),
    ("Tia told me that her uncle locked her in the shed. I think she is afraid of him.", False),
    ("Mum told me that the boys locked her in the shed.", False),
    ("Her uncle locked her in the shed.", False),
    ("Tia denied being locked in the shed.", False),
]


@pytest.mark.parametrize(("text", "found"), TOLD)
def test_what_a_child_tells_without_marks_of_quotation_is_heard(book: Book, text: str, found: bool) -> None:
    assert found == speaks(Linter(book, only=["quote-without-analysis"]), text)


def test_of_one_account_in_a_sentence_the_first_words_stand_for_all(book: Book) -> None:
    linter = Linter(book, only=["quote-without-analysis"])
    text = "Tia told me that her uncle burned her with a fag, locked her in the shed and kept the money."
    found = [item for item in linter.verdicts(Document(text)) if isinstance(item, Finding)]
    assert len(found) == 1
    assert "burned" in text[found[0].candidate.span.start : found[0].candidate.span.end]


def test_a_rule_about_words_speaks_for_the_sentence_of_an_account(book: Book) -> None:
    linter = Linter(book, only=["quote-without-analysis", "promiscuous"])
    verdicts = linter.verdicts(Document("Tia told me that he locks her in the shed because she is promiscuous."))
    assert [item.candidate.rule for item in verdicts if isinstance(item, Finding)] == ["promiscuous"]


PLAIN = "The kitchen was warm and there was food in the fridge, and the boiler has been mended since the letter. "
BOXES = [
    ("Analysis:\n", True),
    ("Analysis: N/A\n", True),
    ("Analysis: -\n", True),
    ("**Analysis**\n\nNone.\n", True),
    ("Analysis: [enter]\nNext steps: visit.\n", True),
    ("Analysis\n\nNext steps\nVisit on Friday.\n", True),
    ("Analysis: None of this fits what Ravi said, and I think he is afraid.\n", False),
    ("Analysis\n\nMeaning for Ravi\nHe is afraid of the shouting.\n", False),
    ("The analysis of the sample: n/a\n", False),
    ("Management oversight:\n", False),
]


@pytest.mark.parametrize(("box", "found"), BOXES)
def test_a_box_is_empty_where_nothing_is_said_in_it(book: Book, box: str, found: bool) -> None:
    linter = Linter(book, only=["empty-analysis"])
    assert found == speaks(linter, f"{PLAIN * 4}\n\n{box}")
    assert not speaks(linter, f"Voicemail left.\n\n{box}"), "an entry of two lines has nothing to analyse"


def test_a_word_on_exploitation_anywhere_in_the_note_is_enough(book: Book) -> None:
    linter = Linter(book, only=["sexual-health-only"])
    alone = "Tia, 14, was given condoms.\n\n" + PLAIN * 3
    assert speaks(linter, alone)
    assert not speaks(linter, f"{alone}\n\nI asked her how old he is and whether she felt able to say no.")
    assert not speaks(linter, f"I think that she is being exploited.\n\n{alone}")
    assert not speaks(linter, alone.replace("14", "19"))


def test_a_visit_needs_a_child(book: Book) -> None:
    linter = Linter(book, levels={"child-voice-absent": "hint"}, only=["child-voice-absent"])
    bare = "Home visit on Tuesday. Mum told me that the rent is paid. " + PLAIN * 3
    assert speaks(linter, bare)
    assert sum(isinstance(item, Finding) for item in linter.verdicts(Document(f"{bare}\n\n{bare}"))) == 1
    for there in (
        "Leo smiled at me.",
        "Leo said that he is cold.",
        "“I am cold.”",
        "Leo is at nursery.",
        "She wants a cat.",
    ):
        assert not speaks(linter, f"{bare}\n\n{there}"), there
    assert not speaks(linter, "Home visit booked for Tuesday."), "an entry"
    assert not speaks(linter, f"Call from mum. {PLAIN * 3} The home visit is on Friday."), "not the note of a visit"


def test_events_need_a_meaning(book: Book) -> None:
    linter = Linter(book, levels={"no-impact-statement": "hint"}, only=["no-impact-statement"])
    bare = f"Leo went missing on Sunday. {PLAIN * 4}"
    assert speaks(linter, bare)
    assert not speaks(linter, f"{bare}\n\nI think this means that he is afraid of the flat.")
    assert not speaks(linter, f"{bare}\n\nHe cried at bedtime.")
    assert not speaks(linter, "Leo went missing on Sunday. Back at ten.")


def test_a_silence_says_that_the_structure_is_not_there(book: Book) -> None:
    verdicts = Linter(book, only=["child-as-cause"]).verdicts(Document("None of this would have happened."))
    assert [item.reason for item in verdicts if isinstance(item, Silence)] == ["structure"]


def test_every_name_that_a_rule_may_use_has_its_detector(book: Book) -> None:
    assert tuple(DETECTORS) == SEEKING
    assert set(Checks(book).names) == set(CHECKING)


def speaks(linter: Linter, text: str) -> bool:
    """Say whether anything is found."""
    return any(isinstance(item, Finding) for item in linter.verdicts(Document(text)))
