"""The forms of a verb."""

from __future__ import annotations

import pytest

from careword.book import Book
from careword.inflect import forms

REGULAR = [
    ("ask", "ask asks asked asked asking"),
    ("refuse", "refuse refuses refused refused refusing"),
    ("deny", "deny denies denied denied denying"),
    ("play", "play plays played played playing"),
    ("drop", "drop drops dropped dropped dropping"),
    ("wait", "wait waits waited waited waiting"),
    ("visit", "visit visits visited visited visiting"),
    ("miss", "miss misses missed missed missing"),
    ("push", "push pushes pushed pushed pushing"),
    ("agree", "agree agrees agreed agreed agreeing"),
    ("claim", "claim claims claimed claimed claiming"),
    ("groom", "groom grooms groomed groomed grooming"),
    ("allow", "allow allows allowed allowed allowing"),
]


@pytest.mark.parametrize(("verb", "expected"), REGULAR)
def test_regular_verbs(verb: str, expected: str) -> None:
    assert " ".join(forms(verb, {})) == expected


IRREGULAR = [
    ("take", "takes took taken taking"),
    ("say", "says said said saying"),
    ("tell", "tells told told telling"),
    ("put", "puts put put putting"),
    ("admit", "admits admitted admitted admitting"),
    ("refer", "refers referred referred referring"),
    ("go", "goes went gone going"),
    ("withdraw", "withdraws withdrew withdrawn withdrawing"),
]


@pytest.mark.parametrize(("verb", "expected"), IRREGULAR)
def test_the_rulebook_lists_irregular_verbs(book: Book, verb: str, expected: str) -> None:
    assert " ".join(forms(verb, book.irregular)[1:]) == expected


def test_what_follows_the_verb_stays_with_it() -> None:
    assert forms("carry on", {}).past == "carried on"
    assert forms("open up", {}).third == "opens up"
