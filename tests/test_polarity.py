"""Negation, impossibility and law over the marked words (domain.md 4.1, V3)."""

from __future__ import annotations

import pytest

from conftest import Asked

NEGATED = [
    "She cannot <consent to sex>.",
    "At twelve he could not <consent to sex>.",
    "He was unable to <consent to sex>.",
    "She was not able to <consent to sex> at 11.",
    "No child can <consent to sex> with an adult.",
    "She never <consented to sex>.",
    "This is exploitation rather than <a lifestyle choice>.",
    "It was abuse and not <a lifestyle choice>.",
    "It was not <consensual>.",
    "This wasn't <a relationship>.",
    "This was no <relationship>.",
    "He did not <put himself at risk>.",
    "She didn\u2019t <agree to sex>.",
    "She didnt <agree to sex>.",
    "<Consent> is not possible at that age.",
    "<Consent> was impossible.",
    "It is exploitation even if the activity appears <consensual>.",
    "There was no evidence that she was <promiscuous>.",
]


@pytest.mark.parametrize("text", NEGATED)
def test_a_negation_or_an_impossibility_scopes_over_the_words(ask: Asked, text: str) -> None:
    context = ask.context(text, rule="consent")
    assert (context.voice, context.polarity) == ("negated", "negated")


AFFIRMED = [
    "She did not go to school. She <consented to sex>.",
    "She did not go to school but <consented to sex>.",
    "She did not tell mum that she was out because she had <consented to sex>.",
    "She is not only out late, she <puts herself at risk>.",
    "No doubt she <consented to sex>.",
    "She was not at home; she <consented to sex>.",
    "He was not seen, and she <consented to sex>.",
    "Mum could not stop her <putting herself at risk>.",
]


@pytest.mark.parametrize("text", AFFIRMED)
def test_a_negation_of_something_else_does_not_reach_the_words(ask: Asked, text: str) -> None:
    assert ask.context(text, rule="consent").polarity == "affirmed"


def test_a_negation_inside_the_words_themselves_is_no_negation(ask: Asked) -> None:
    assert ask.context("Ella <did not attend> her appointment.").polarity == "affirmed"
    assert ask.context("Ella <does not engage> with us.").polarity == "affirmed"
    assert ask.context("Ella <did not say no>.", rule="consent").polarity == "affirmed"


def test_the_negation_is_named_as_a_cue(ask: Asked) -> None:
    text = "She cannot <consent to sex>."
    spans = [cue.span for cue in ask.context(text, rule="consent").cues if cue.name == "negation"]
    assert [text[span.start : span.end] for span in spans] == ["cannot"]
