"""The severity matrix of domain.md 4.4, row by row, with contexts made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from careword.book import Book, FindData, RuleData
from careword.findings import Candidate, Context, Finding, Silence
from careword.judge import judge
from careword.layout import Layout
from careword.segment import Segmenter
from careword.text import Document, Span
from conftest import Asked

TEXT = "The words stand here."
TIER = {"A": "error", "B": "warning", "C": "information", "D": "hint"}
PACK = {"A": "p", "B": "p", "C": "p", "D": "style"}
LETTER = {"error": "E", "warning": "W", "information": "I", "hint": "H"}
PLAIN = Context("own", None, "child", "13-15", 14, "affirmed", "none")


def rule(severity: str, **changes: Any) -> RuleData:  # noqa: ANN401 any field of a rule
    find = FindData((), None, False, "", "", "sentence", (), ())
    made = RuleData(
        "r", "p", "R", "settled", severity, "m", "w", (), ("child",), (), False, (), {}, (find,), (), (), (), (), (), ""
    )
    return made._replace(**changes)


def outcome(book: Book, context: Context, made: RuleData, level: str | None = None) -> str:
    """Give E, W, I, H or - for a candidate in a context."""
    layout = Layout(Document(TEXT), book, Segmenter(book))
    candidate = Candidate("r", Span(4, 9), Span(0, len(TEXT)), 0)
    verdict = judge(layout, candidate, context, made, level)
    return LETTER[verdict.severity] if isinstance(verdict, Finding) else "-"


def groups(letters: str) -> frozenset[str]:
    return frozenset(letters)


# voice, speaker, analysis, groups, same sentence -> tiers A B C D
ROWS = [
    ("label", None, "none", "", False, "----"),
    ("meta", None, "none", "", False, "----"),
    ("negated", None, "none", "", False, "----"),
    ("own", None, "none", "", False, "EWIH"),
    ("own", None, "near", "M", True, "WIH-"),
    ("own", None, "near", "M", False, "EWIH"),
    ("scare", None, "none", "", False, "EWH-"),
    ("scare", None, "near", "M", False, "EWH-"),
    ("quote", "child", "none", "", False, "WWI-"),
    ("reported", "child", "none", "", False, "WWI-"),
    ("quote", "child", "near", "M", False, "----"),
    ("quote", "child", "near", "H", False, "----"),
    ("quote", "child", "near", "P", False, "----"),
    ("quote", "child", "near", "U", False, "----"),
    ("reported", "child", "near", "MP", False, "----"),
    ("quote", "child", "challenged", "C", False, "II--"),
    ("reported", "child", "challenged", "C", False, "II--"),
    ("quote", "child", "challenged", "CM", False, "----"),
    ("quote", "parent", "none", "", False, "WWI-"),
    ("reported", "parent", "none", "", False, "WWI-"),
    ("reported", "exploiter", "none", "", False, "WWI-"),
    ("quote", "parent", "near", "M", False, "IIH-"),
    ("reported", "parent", "near", "H", False, "IIH-"),
    ("reported", "exploiter", "near", "P", False, "IIH-"),
    ("quote", "parent", "challenged", "CM", False, "----"),
    ("reported", "parent", "challenged", "CP", False, "----"),
    ("source", "professional", "none", "", False, "WWI-"),
    ("source", "professional", "near", "M", False, "----"),
    ("source", "professional", "challenged", "C", False, "----"),
    ("unattributed", None, "none", "", False, "WWI-"),
    ("quote", "child", "elsewhere", "", False, "IIH-"),
    ("reported", "parent", "elsewhere", "", False, "IIH-"),
    ("source", "professional", "elsewhere", "", False, "IIH-"),
]


@pytest.mark.parametrize(("voice", "speaker", "analysis", "cues", "same", "expected"), ROWS)
def test_each_row_of_the_matrix(
    book: Book, voice: str, speaker: str | None, analysis: str, cues: str, same: bool, expected: str
) -> None:
    context = replace(PLAIN, voice=voice, speaker=speaker, analysis=analysis, groups=groups(cues), same_sentence=same)
    assert "".join(outcome(book, context, rule(TIER[tier], pack=PACK[tier])) for tier in "ABCD") == expected


@pytest.mark.parametrize(("voice", "speaker"), [("reported", "parent"), ("source", "professional"), ("scare", None)])
def test_a_hint_about_a_label_speaks_in_somebody_elses_words_until_they_are_analysed(
    book: Book, voice: str, speaker: str | None
) -> None:
    context = replace(PLAIN, voice=voice, speaker=speaker)
    assert outcome(book, context, rule("hint", pack="label")) == "H"
    assert outcome(book, context, rule("hint", pack="style")) == "-"
    analysed = replace(context, analysis="near", groups=groups("M"))
    assert outcome(book, analysed, rule("hint", pack="label")) == ("H" if voice == "scare" else "-")


def test_disagreement_alone_passes_with_a_hint_to_say_why(book: Book) -> None:
    for speaker in ("child", "parent"):
        context = replace(PLAIN, voice="quote", speaker=speaker, analysis="near", groups=groups("D"))
        assert [outcome(book, context, rule(TIER[tier])) for tier in "AB"] == ["H", "H"], speaker


def test_under_13_analysis_of_consent_words_must_speak_of_power(book: Book) -> None:
    made = rule("warning", consent_words=True, age={"under-13": "error"})
    young = replace(PLAIN, voice="quote", speaker="child", age_band="under-13", age=12, analysis="near")
    assert outcome(book, replace(young, groups=groups("M")), made) == "I"
    assert outcome(book, replace(young, groups=groups("D")), made) == "I"
    assert outcome(book, replace(young, groups=groups("MP")), made) == "-"
    assert outcome(book, replace(young, groups=groups("M"), age_band="13-15"), made) == "-"
    assert outcome(book, replace(young, groups=groups("M")), rule("warning")) == "-"


def test_the_age_moves_a_rules_own_level(book: Book) -> None:
    made = rule("warning", age={"under-13": "error", "16-17": "information", "adult": "off"})
    bands = ("under-13", "13-15", "16-17", "adult", "unknown")
    assert "".join(outcome(book, replace(PLAIN, age_band=band), made) for band in bands) == "EWI-W"


def test_under_13_the_cap_is_error_in_own_words_and_warning_in_others(book: Book) -> None:
    made = rule("warning", age={"under-13": "error"})
    young = replace(PLAIN, age_band="under-13", age=11)
    assert outcome(book, young, made) == "E"
    assert outcome(book, replace(young, voice="quote", speaker="child"), made) == "W"
    assert outcome(book, replace(young, voice="source", speaker="professional"), made) == "W"


def test_at_18_words_of_blame_become_information(book: Book) -> None:
    grown = replace(PLAIN, age_band="adult", age=18)
    assert "".join(outcome(book, grown, rule(TIER[tier])) for tier in "ABCD") == "IIIH"


def test_child_rules_are_off_where_an_adult_is_described(book: Book) -> None:
    for subject in ("parent", "other-adult", "service"):
        assert outcome(book, replace(PLAIN, subject=subject), rule("error")) == "-", subject
    assert outcome(book, replace(PLAIN, subject="parent"), rule("information", about=("parent",))) == "I"
    assert outcome(book, PLAIN, rule("information", about=("parent",))) == "-"


def test_an_unknown_subject_does_not_silence_strong_words(book: Book) -> None:
    assert outcome(book, replace(PLAIN, subject="unknown"), rule("warning")) == "W"


def test_a_configured_level_goes_before_the_rules_own(book: Book) -> None:
    assert outcome(book, PLAIN, rule("information"), "error") == "E"
    assert outcome(book, PLAIN, rule("error"), "off") == "-"


def test_silence_names_its_reason(book: Book) -> None:
    layout = Layout(Document(TEXT), book, Segmenter(book))
    candidate = Candidate("r", Span(4, 9), Span(0, len(TEXT)), 0)
    quoted = replace(PLAIN, voice="quote", speaker="child", analysis="near", groups=groups("H"))
    cases = {
        "label": replace(PLAIN, voice="label"),
        "meta": replace(PLAIN, voice="meta"),
        "negated": replace(PLAIN, voice="negated"),
        "subject": replace(PLAIN, subject="parent"),
        "analysis": quoted,
    }
    for reason, context in cases.items():
        verdict = judge(layout, candidate, context, rule("warning"), None)
        assert isinstance(verdict, Silence)
        assert verdict.reason == reason
        assert verdict.because
    off = judge(layout, candidate, replace(PLAIN, age_band="adult"), rule("warning", age={"adult": "off"}), None)
    assert isinstance(off, Silence)
    assert off.reason == "age"


def test_words_that_are_weak_and_not_in_reach_are_silent(book: Book) -> None:
    layout = Layout(Document(TEXT), book, Segmenter(book))
    candidate = Candidate("r", Span(4, 9), Span(0, len(TEXT)), 0, weak=True, within=False)
    verdict = judge(layout, candidate, PLAIN, rule("warning"), None)
    assert isinstance(verdict, Silence)
    assert verdict.reason == "weak"


WHOLE_NOTES = [
    ("Julia, 12, told me she consented to sex with him.", "consent", "warning"),
    ("Julia, 12, told me she consented to sex with him. Noted. NFA.", "consent", "warning"),
    (
        "Julia, 12, told me she consented to sex with him. I think he groomed her; she could not in law consent.",
        "consent",
        None,
    ),
    ("Julia, 12, consented to sex with him.", "consent", "error"),
    ("Julia, 14, consented to sex with him.", "consent", "warning"),
    ("Julia, 17, consented to sex with him.", "consent", "information"),
    ("Mother consented to the CAMHS referral.", "consent", None),
    ("A child of twelve cannot consent to sex.", "consent", None),
]


@pytest.mark.parametrize(("text", "rule_id", "severity"), WHOLE_NOTES)
def test_whole_notes_come_out_as_the_matrix_says(ask: Asked, text: str, rule_id: str, severity: str | None) -> None:
    found = [item.severity for item in ask.findings(text) if item.candidate.rule == rule_id]
    assert found == ([severity] if severity else [])


def test_her_words_are_kept(ask: Asked) -> None:
    finding = next(item for item in ask.findings(WHOLE_NOTES[0][0]) if item.candidate.rule == "consent")
    assert (finding.context.voice, finding.context.speaker) == ("reported", "child")
    assert finding.questions
