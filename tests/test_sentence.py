"""Sentences of notes: quotes after the full stop, abbreviations, no capitals."""

from __future__ import annotations

import pytest

from conftest import Asked


def sentences(ask: Asked, text: str) -> list[str]:
    layout = ask.layout(text)
    return [text[slice(*item.span)] for item in layout.sentences]


CASES = [
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("one. two. three", ["one.", "two.", "three"]),
    ('He said "one." Then two.', ['He said "one."', "Then two."]),
    ("He said 'one.' Then two.", ["He said 'one.'", "Then two."]),
    ('He said "one?" Then two.', ['He said "one?"', "Then two."]),
    ('He said "one!" Then two.', ['He said "one!"', "Then two."]),
    ("He said \u201cone.\u201d Then two.", ["He said \u201cone.\u201d", "Then two."]),
    ("(He was late.) Then two.", ["(He was late.)", "Then two."]),
    ("He waited\u2026 Then two.", ["He waited\u2026", "Then two."]),
    ("He waited... Then two.", ["He waited...", "Then two."]),
    ("Dr. Patel rang. He left.", ["Dr. Patel rang.", "He left."]),
    ("Seen by K. Brown today. Fine.", ["Seen by K. Brown today.", "Fine."]),
    ("YP st. he was fine. Left.", ["YP st. he was fine.", "Left."]),
    ("Mo rptd. she was out. Left.", ["Mo rptd. she was out.", "Left."]),
    ("His d.o.b. is known. Left.", ["His d.o.b. is known.", "Left."]),
    ("He had 2.5 hours. Left.", ["He had 2.5 hours.", "Left."]),
    ("Came at 4.10pm. Left.", ["Came at 4.10pm.", "Left."]),
    ("See s.47 and para. 3 here. Left.", ["See s.47 and para. 3 here.", "Left."]),
    ("Met e.g. nan. Left.", ["Met e.g. nan.", "Left."]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences_end_where_a_reader_ends_them(ask: Asked, text: str, expected: list[str]) -> None:
    assert sentences(ask, text) == expected


def test_a_wrapped_line_goes_on(ask: Asked) -> None:
    text = "He was late home from school on Tuesday and told his foster carer\nthat the bus had not come."
    assert sentences(ask, text) == [text]


def test_a_short_line_ends_its_sentence(ask: Asked) -> None:
    assert sentences(ask, "Seen at home\nAll well") == ["Seen at home", "All well"]


def test_headings_and_labels_are_no_sentences(ask: Asked) -> None:
    assert sentences(ask, "# Visit\n\nPresent: nan\n\nHe was late.") == ["nan", "He was late."]


def test_nothing_gives_nothing(ask: Asked) -> None:
    assert sentences(ask, "") == []
    assert sentences(ask, " \n\t\r\n ") == []
