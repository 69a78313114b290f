"""Headings, form labels, fields, speaker turns, items, rows, block quotes and prose."""

from __future__ import annotations

import pytest

from conftest import Asked


def kinds(ask: Asked, text: str) -> list[tuple[str, str]]:
    layout = ask.layout(text)
    return [(item.kind, text[slice(*item.span)].strip()) for item in layout.segments]


CASES = [
    ("# Visit\nAll well.", [("heading", "# Visit"), ("prose", "All well.")]),
    ("**Home visit**\nAll well.", [("heading", "**Home visit**"), ("prose", "All well.")]),
    ("HOME VISIT\nAll well.", [("heading", "HOME VISIT"), ("prose", "All well.")]),
    ("What happened?\nAll well.", [("heading", "What happened?"), ("prose", "All well.")]),
    ("Analysis\nAll well.", [("heading", "Analysis"), ("prose", "All well.")]),
    ("Seen alone:\nYes, in her room.", [("heading", "Seen alone:"), ("prose", "Yes, in her room.")]),
    ("Setting: a warm kitchen.", [("label", "Setting:"), ("field", "a warm kitchen.")]),
    ("Child's voice: likes school.", [("label", "Child's voice:"), ("field", "likes school.")]),
    ("Child's voice: likes school", [("label", "Child's voice:"), ("field", "likes school")]),
    ("Mum: she was out.", [("label", "Mum:"), ("turn", "she was out.")]),
    ("YP: he's my mate.", [("label", "YP:"), ("turn", "he's my mate.")]),
    ("Nan - out since six", [("turn", "out since six")]),
    ("- one\n- two", [("item", "- one"), ("item", "- two")]),
    ("1. one\n2. two", [("item", "1. one"), ("item", "2. two")]),
    ("\u2022 one\n\u2022 two", [("item", "\u2022 one"), ("item", "\u2022 two")]),
    ("> she said so\n> twice", [("block-quote", "> she said so\n> twice")]),
    ("One.\n\nTwo.", [("prose", "One."), ("prose", "Two.")]),
    ("One.\n---\nTwo.", [("prose", "One."), ("prose", "Two.")]),
    (
        "| Date | Event |\n|---|---|\n| 4 May | left home |",
        [("label", "Date"), ("label", "Event"), ("row", "4 May"), ("row", "left home")],
    ),
    ("", []),
    (" \n\r\n\t\n", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_note_falls_into_segments(ask: Asked, text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(ask, text) == expected


CHRONOLOGY = [
    "04/03/24 Home visit, all well\n05/03/24 School rang, late again",
    "4.3.24 - Home visit, all well\n5.3.24 - School rang, late again",
    "4th March 2024: Home visit, all well\n5th March 2024: School rang, late again",
    "2024-03-04 Home visit, all well\n2024-03-05 School rang, late again",
    "16:10 Home visit, all well\n17:25 School rang, late again",
    "1610 - Home visit, all well\n1725 - School rang, late again",
    "Mon 4 March Home visit, all well\nTue 5 March School rang, late again",
]


@pytest.mark.parametrize("text", CHRONOLOGY)
def test_each_stamped_line_of_a_chronology_stands_for_itself(ask: Asked, text: str) -> None:
    segments = ask.layout(text).segments
    assert len(segments) == 2
    assert all(item.kind == "prose" for item in segments)


def test_a_stamped_turn_has_a_speaker(ask: Asked) -> None:
    assert ask.context("04/03/24 Mum: she is <promiscuous>.").speaker == "parent"
    assert ask.context("04/03/24 Mum - she is <promiscuous>.").speaker == "parent"


def test_a_time_is_no_label(ask: Asked) -> None:
    assert [kind for kind, _ in kinds(ask, "At 16:10 he left the house.")] == ["prose"]
    assert [kind for kind, _ in kinds(ask, "He said https://example.org was down.")] == ["prose"]


def test_a_section_holds_until_the_next_heading(ask: Asked) -> None:
    layout = ask.layout("Child's voice\nOne.\n\nTwo.\n\nAnalysis\nThree.")
    assert [(item.section, item.role) for item in layout.segments if item.kind == "prose"] == [
        ("Child's voice", "child-voice"),
        ("Child's voice", "child-voice"),
        ("Analysis", "analysis-section"),
    ]


def test_a_field_with_its_text_on_the_line_ends_at_a_blank_line(ask: Asked) -> None:
    layout = ask.layout("Child's voice: likes school.\nAnd swimming.\n\nSeen at home.")
    assert [item.role for item in layout.segments if item.kind != "label"] == ["child-voice", "child-voice", None]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_cut_alike(ask: Asked, end: str) -> None:
    text = end.join(["Child's voice", "One.", "", "Analysis", "Two."])
    assert [kind for kind, _ in kinds(ask, text)] == ["heading", "prose", "heading", "prose"]


def test_what_word_pastes_inside_a_line_ends_no_line(ask: Asked) -> None:
    assert len(kinds(ask, "One,\u2028two,\vthree.")) == 1


def test_paragraphs_are_counted_by_blank_lines(ask: Asked) -> None:
    segments = ask.layout("One.\nTwo.\n\nThree.").segments
    assert segments[0].paragraph == segments[1].paragraph < segments[2].paragraph
