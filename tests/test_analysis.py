"""Analysis and challenge near somebody's words (domain.md 4.2 and 4.3): what counts, and what does not."""

from __future__ import annotations

import pytest

from conftest import Asked

SAID = 'Ella, 14, told me that "I <consented> and he is my boyfriend". '


def state(ask: Asked, text: str) -> tuple[str, frozenset[str]]:
    context = ask.context(text, rule="consent")
    return context.analysis, context.groups


MEANING = [
    ("I think that he has taught her to see abuse as love.", "M"),
    ("I believe she was too frightened of him to say no to sex.", "M"),
    ("My view is that he is exploiting her.", "M"),
    ("In my professional opinion this is a child who was coerced into sex by a man.", "M"),
    ("My hypothesis is that the gifts came before the sex, as grooming.", "M"),
    ("This suggests that he has power over her, through the money he lends her.", "M"),
    ("Taken together with the gifts, this fits a pattern of grooming.", "M"),
    ("The impact on Ella is that she blames herself for the abuse.", "H"),
    ("I regard this as sexual abuse.", "H"),
    ("Ella is being sexually exploited by him.", "H"),
    ("This is significant harm to Ella from a man who has sex with her.", "H"),
    ("Ella was not free to choose.", "P"),
    ("She could not in law consent.", "P"),
    ("He is nine years older, and the power is with him.", "P"),
    ("She was coerced by a man who holds a debt over her.", "P"),
    ("The risk comes from the man and his friends.", "P"),
    ("Ella does not yet see this as abuse.", "U"),
    ("Ella has been told to say that she agreed to sex with him.", "U"),
    ("It is hard for Ella to see that he is exploiting her.", "U"),
]


@pytest.mark.parametrize(("sentence", "group"), MEANING)
def test_meaning_harm_power_and_understanding_are_analysis(ask: Asked, sentence: str, group: str) -> None:
    found, groups = state(ask, SAID + sentence)
    assert found == "near"
    assert group in groups


CHALLENGE = [
    "I explained to Ella that it was not her fault.",
    "I helped Ella to see that it was not her fault.",
    "I talked with Ella about consent and blame.",
    "I asked what boyfriend means to her.",
    "I challenged this.",
]


@pytest.mark.parametrize("sentence", CHALLENGE)
def test_challenge_and_help_to_understand_are_told_apart_from_analysis(ask: Asked, sentence: str) -> None:
    found, groups = state(ask, SAID + sentence)
    assert found == "challenged"
    assert "C" in groups


def test_challenge_with_analysis_keeps_both_groups(ask: Asked) -> None:
    text = SAID + "I regard this as sexual abuse. I explained to Ella that it was not her fault."
    found, groups = state(ask, text)
    assert found == "challenged"
    assert {"C", "H"} <= groups


ACTION = [
    "Noted. NFA.",
    "Recorded. Information shared with the team.",
    "Appropriate advice given re keeping safe.",
    "To be monitored. Await outcome.",
    "Referral made to the exploitation team.",
    "Professionals are concerned. Concerns shared.",
    "Mum is worried.",
    "Risk assessed as medium.",
    "She appears happy and engaged well.",
    "SW to follow up. See previous.",
    "Voice of child obtained.",
    "We looked at the garden and had tea.",
]


@pytest.mark.parametrize("sentence", ACTION)
def test_action_and_empty_words_are_not_analysis(ask: Asked, sentence: str) -> None:
    assert state(ask, SAID + sentence) == ("none", frozenset())


def test_real_analysis_counts_although_empty_words_stand_beside_it(ask: Asked) -> None:
    assert state(ask, SAID + "Noted. NFA. I regard this as sexual abuse of Ella.")[0] == "near"


NOT_COUNTED = [
    'Dad said "I think she was coerced by him".',
    "Mum thinks this means that he is exploiting her.",
    "Nan said that he is grooming her.",
    "Was she free to choose?",
    "School's view is that she is being exploited.",
    "Analysis: [enter your analysis of harm here]",
]


@pytest.mark.parametrize("sentence", NOT_COUNTED)
def test_other_peoples_analysis_questions_and_empty_prompts_do_not_count(ask: Asked, sentence: str) -> None:
    assert state(ask, SAID + sentence)[0] == "none"


DECOYS = [
    "I think the bedroom needs new curtains.",
    "My view is that the school bus is late because of the road works.",
    "This means that the next visit is on Tuesday.",
    "I wonder whether dad can fix the boiler.",
    "I believe that the housing transfer will go through in May.",
]


@pytest.mark.parametrize("sentence", DECOYS)
def test_analysis_of_something_else_does_not_count(ask: Asked, sentence: str) -> None:
    assert state(ask, SAID + sentence)[0] == "none"


FILLER = "The kitchen was warm and tidy. "
VIEW = "I regard this as sexual abuse of Ella by a man who has power over her."


def test_the_sentence_before_is_in_the_window(ask: Asked) -> None:
    assert state(ask, VIEW + " " + SAID)[0] == "near"


def test_two_sentences_before_are_not(ask: Asked) -> None:
    assert state(ask, VIEW + " " + FILLER * 2 + SAID)[0] == "none"


def test_the_rest_of_the_paragraph_is_in_the_window(ask: Asked) -> None:
    assert state(ask, SAID + FILLER * 30 + VIEW)[0] == "near"


def test_three_sentences_beyond_the_paragraph_are_in_the_window(ask: Asked) -> None:
    assert state(ask, SAID + "\n\n" + FILLER * 2 + VIEW)[0] == "near"


def test_eighty_words_beyond_the_paragraph_are_in_the_window(ask: Asked) -> None:
    assert state(ask, SAID + "\n\n" + "Tea was made. " * 10 + VIEW)[0] == "near"


def test_what_stands_further_away_is_not(ask: Asked) -> None:
    assert state(ask, SAID + "\n\n" + FILLER * 40 + "\n\n" + VIEW)[0] == "none"


HEADINGS = ["Analysis", "Professional view", "Assessment:", "What this means", "Impact", "Management oversight:"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_later_section_for_analysis_counts_as_elsewhere(ask: Asked, heading: str) -> None:
    text = f"What happened?\n{SAID}\n\nHome conditions\n{FILLER * 20}\n\n{heading}\n{VIEW}\n"
    assert state(ask, text)[0] == "elsewhere"


def test_a_section_that_is_almost_empty_does_not_count(ask: Asked) -> None:
    text = f"What happened?\n{SAID}\n\nHome conditions\n{FILLER * 20}\n\nAnalysis\nThis is abuse.\n"
    assert state(ask, text)[0] == "none"


def test_a_section_about_something_else_does_not_count(ask: Asked) -> None:
    other = "I think that the boiler and the damp in the bedroom are the reason for the cough he has had."
    text = f"What happened?\n{SAID}\n\nHome conditions\n{FILLER * 20}\n\nAnalysis\n{other}\n"
    assert state(ask, text)[0] == "none"


def test_an_earlier_section_does_not_count(ask: Asked) -> None:
    text = f"Analysis\n{VIEW}\n\nHome conditions\n{FILLER * 20}\n\nWhat happened?\n{SAID}\n"
    assert state(ask, text)[0] == "none"


def test_analysis_in_the_same_sentence_is_told_apart(ask: Asked) -> None:
    near = ask.context("She calls him her <boyfriend>, and I regard this as sexual abuse.", rule="boyfriend-girlfriend")
    assert near.same_sentence
    assert not ask.context("He is her <boyfriend>. " + VIEW, rule="boyfriend-girlfriend").same_sentence


def test_the_cues_name_their_place(ask: Asked) -> None:
    text = SAID + "I regard this as sexual abuse."
    bare = text.replace("<", "").replace(">", "")
    found = [cue for cue in ask.context(text, rule="consent").cues if cue.name.startswith("analysis")]
    assert found
    assert all("regard" in bare[cue.span.start : cue.span.end] or "abuse" in bare[cue.span.start :] for cue in found)
