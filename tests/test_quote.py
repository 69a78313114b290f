"""What stands inside quotation marks, and which apostrophes are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careword.quote import quotations
from careword.text import Span

CLIPPED = {"til", "cause", "em", "cos", "bout"}


def inside(text: str) -> list[str]:
    return [text[slice(*span)] for span in quotations(text, 0, CLIPPED.__contains__)]


CASES = [
    ('She said "he is kind" and left.', ["he is kind"]),
    ("She said \u201che is kind\u201d and left.", ["he is kind"]),
    ("She said 'he is kind' and left.", ["he is kind"]),
    ("She said \u2018he is kind\u2019 and left.", ["he is kind"]),
    ("She said \u00abhe is kind\u00bb and left.", ["he is kind"]),
    ("She said \u201ehe is kind\u201c and left.", ["he is kind"]),
    ("She said 'he's kind, isn't he' and left.", ["he's kind, isn't he"]),
    ("She said \u2018he\u2019s kind, isn\u2019t he\u2019 and left.", ["he\u2019s kind, isn\u2019t he"]),
    ('She said "he is kind." Then she left.', ["he is kind."]),
    ("She said 'he is kind.' Then she left.", ["he is kind."]),
    ('She said "is he kind?" and "no".', ["is he kind?", "no"]),
    ('"One," she said, "and two."', ["One,", "and two."]),
    ("Mum said \"dad called it 'a phase' again\".", ["dad called it 'a phase' again"]),
    ("('he is kind')", ["he is kind"]),
    ("Mum - 'he is kind'.", ["he is kind"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotation_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


NONE = [
    "Mum's tea and dad's coat.",
    "The parents' views and the girls' room.",
    "The boys' and the girls' rooms.",
    "She can't, won't and didn't.",
    "He stayed 'til late and 'cause of it he slept.",
    "Back in '14 and '15.",
    "It\u2019s mum\u2019s.",
    "6' tall and 12\u2032 wide.",
    "James' coat.",
    "",
    "'",
    "' '",
]


@pytest.mark.parametrize("text", NONE)
def test_apostrophes_that_are_no_quotation_marks(text: str) -> None:
    assert inside(text) == []


def test_a_possessive_plural_does_not_close_a_long_quotation() -> None:
    text = "Dad said 'we have heard the teachers' views and all the boys' stories and I am done' and left."
    assert inside(text) == ["we have heard the teachers' views and all the boys' stories and I am done"]


def test_a_quotation_that_is_never_closed_ends_with_its_sentence() -> None:
    assert inside('Mum said "he is kind and good. Then she left.') == ["he is kind and good."]
    assert inside('Mum said "he is kind and good') == ["he is kind and good"]


def test_offsets_are_the_notes() -> None:
    assert quotations('x "ab"', 100, CLIPPED.__contains__) == [Span(103, 105)]


@given(st.text(alphabet=st.sampled_from("ab.\n s'\"\u2018\u2019\u201c\u201d\u00ab\u00bb`")))
def test_quotations_are_in_order_apart_and_inside_the_text(text: str) -> None:
    spans = quotations(text, 0, CLIPPED.__contains__)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
