r"""Spans, lines and columns: only \n, \r\n and a lone \r end a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careword.text import Document, Span

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("ab \n\r\t\v\f\u2028\u2029\u0085\U0001f600\u05d0\u202e\u0301"), st.characters())
)


def test_a_span_is_half_open() -> None:
    assert Span(2, 4).overlaps(Span(3, 9))
    assert not Span(2, 4).overlaps(Span(4, 9))
    assert Span(2, 9).contains(Span(2, 9))
    assert not Span(2, 9).contains(Span(2, 10))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("a", 1),
        ("a\n", 2),
        ("a\r\nb", 2),
        ("a\rb", 2),
        ("a\n\rb", 3),
        ("a\r\n\r\nb", 3),
        ("a\vb\fc\u2028d\u2029e\u0085f\x1cg", 1),
    ],
)
def test_lines_end_where_an_editor_ends_them(text: str, lines: int) -> None:
    assert len(Document(text).line_starts) == lines


def test_columns_count_code_points_from_one() -> None:
    document = Document("a\U0001f600b\n\u05d0\u05d1\u2028c")
    assert document.line_column(0) == (1, 1)
    assert document.line_column(2) == (1, 3)
    assert document.line_column(4) == (2, 1)
    assert document.line_column(7) == (2, 4)


def test_a_line_is_given_without_its_end() -> None:
    document = Document("one\r\ntwo\rthree\n")
    assert [document.text[slice(*document.line(number))] for number in range(1, 5)] == ["one", "two", "three", ""]


@given(TEXTS)
def test_every_offset_has_one_line_and_column_that_lead_back(text: str) -> None:
    document = Document(text)
    places = [document.line_column(offset) for offset in range(len(text) + 1)]
    assert places == sorted(set(places))
    assert [document.line_starts[line - 1] + column - 1 for line, column in places] == list(range(len(text) + 1))


@given(TEXTS)
def test_lines_and_their_ends_make_up_the_text(text: str) -> None:
    document = Document(text)
    rest = "".join(text[slice(*document.line(number))] for number in range(1, len(document.line_starts) + 1))
    assert rest == text.replace("\r", "").replace("\n", "")


def test_words_are_runs_between_white_space() -> None:
    assert Document("").words == 0
    assert Document("  one two\u2028three\nfour's, five ").words == 5
