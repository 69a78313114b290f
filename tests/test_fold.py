"""Folding: what rules read, and the way back to the note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careword.fold import fold, plain

PIECES = st.sampled_from(
    ["a", "B", "\u0130", "\u00df", "\ufb01", "'", "\u2019", '"', "\u201c", "-", "\u2013", " - ", " ", "  ", "\n",
     "\n\n", "\r\n", "\r\r", ",", ".", "\u2028", "\v", "\u00ad", "\u200b", "\ufeff",
     "\U0001f600", "\u05d0", "\u202e", "e\u0301", "\x00"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))

SAME = [
    "She consented to sex",
    "she CONSENTED to Sex",
    "she consented, to sex",
    "she consented\nto sex",
    "she consented\r\n  to sex",
    "she consented to  sex",
    "she \u201cconsented\u201d to sex",
    "she 'consented' to sex",
    "she consented-to sex",
    "she consented\u00a0to\u2028sex",
    "she consented\vto sex",
    "she **consented** to sex",
    "she con\u00adsented to sex".replace("\u00ad", ""),
    "she (consented) to sex",
]


@pytest.mark.parametrize("text", SAME)
def test_case_quotes_commas_hyphens_and_line_breaks_do_not_part_words(text: str) -> None:
    assert fold(text).text.strip() == "she consented to sex"


@pytest.mark.parametrize("mark", [". ", ": ", "; ", "? ", "! ", " - ", " \u2013 "])
def test_what_parts_phrases_stays(mark: str) -> None:
    assert fold(f"consented{mark}to sex").text != fold("consented to sex").text


def test_a_blank_line_parts_words_too() -> None:
    assert "\n" in fold("consented\n\nto sex").text
    assert "\n" in fold("consented\r\n\r\nto sex").text


def test_an_apostrophe_stays_inside_a_word_only() -> None:
    assert fold("don\u2019t 'stop' mums' tea").text == "don't stop mums tea"


@given(TEXTS)
def test_plain_keeps_every_code_point_in_its_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(TEXTS)
def test_the_way_back_never_goes_backwards_or_outside(text: str) -> None:
    folded = fold(text)
    back = [folded.back(offset) for offset in range(len(folded.text) + 1)]
    assert back == sorted(back)
    assert all(0 <= place <= len(text) for place in back)
    assert len(set(back[:-1])) == len(back[:-1])


@given(TEXTS)
def test_every_folded_letter_leads_to_the_letter_it_was(text: str) -> None:
    folded, lower = fold(text), plain(text)
    for offset, char in enumerate(folded.text):
        if char not in " \n":
            assert lower[folded.back(offset)] == char


@given(TEXTS, st.data())
def test_every_folded_match_leads_to_a_span_of_the_note(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)


@given(TEXTS)
def test_forward_undoes_back(text: str) -> None:
    folded = fold(text)
    assert [folded.forward(folded.back(offset)) for offset in range(len(folded.text))] == list(range(len(folded.text)))


@given(st.text(alphabet=st.sampled_from("ab' -\n,.\"")))
def test_folding_what_was_folded_changes_nothing_but_breaks(text: str) -> None:
    once = fold(text).text
    assert fold(once).text.replace("\n", " ") == once.replace("\n", " ")
