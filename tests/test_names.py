"""Names that a note explains, for this note only."""

from __future__ import annotations

import pytest

from careword.book import Book
from careword.names import named_adults, named_children

CHILDREN = [
    ("Julia, 12, was at home.", {"julia": 12}),
    ("Julia (12) was at home.", {"julia": 12}),
    ("Julia (aged 12) was at home.", {"julia": 12}),
    ("Julia, aged 12, was at home.", {"julia": 12}),
    ("Julia 12 yrs, was at home.", {"julia": 12}),
    ("A 12 year old called Julia was at home.", {"julia": 12}),
    ("Julia Brown (12) and Kai Brown (9) were at home.", {"julia": 12, "kai": 9}),
    ("Julia-May, 12, was at home.", {"julia-may": 12}),
    ("Name: Kai\nSeen at home.", {"kai": None}),
    ("YP: Kai\nSeen at home.", {"kai": None}),
    ("Kai, DOB 14/02/2012, was at home.", {"kai": None}),
    ("Saw Kai (9) and Rosa (6) at home.", {"kai": 9, "rosa": 6}),
    ("Met Kai, 9, at home.", {"kai": 9}),
    ("Visited 15 Grove Road.", {}),
    ("nothing here", {}),
]


@pytest.mark.parametrize(("text", "expected"), CHILDREN)
def test_children_are_named_with_an_age_or_in_a_field(book: Book, text: str, expected: dict[str, int | None]) -> None:
    assert named_children(text, book) == expected


ADULTS = [
    ("Karen Holt (DSL) rang.", {"karen": "professional"}),
    ("His mum Donna rang.", {"donna": "parent"}),
    ("Donna (mum) rang.", {"donna": "parent"}),
    ("Donna, his mother, rang.", {"donna": "parent"}),
    ("PC Marsh rang.", {"marsh": "professional"}),
    ("Her boyfriend Dex rang.", {"dex": "exploiter"}),
    ("Donna, with her sons Kai (9) and Joe (6).", {"donna": "parent"}),
    ("Donna B and her twins were in.", {"donna": "parent"}),
    ("His two mothers, Donna and Ruth, were in.", {"donna": "parent", "ruth": "parent"}),
    ("Her half-sister Donna (19) was in.", {"donna": "sibling"}),
    ("Her sister Donna (9) was in.", {}),
]


@pytest.mark.parametrize(("text", "expected"), ADULTS)
def test_adults_are_named_with_a_role(book: Book, text: str, expected: dict[str, str]) -> None:
    assert named_adults(text, book) == expected


NO_NAMES = [
    "Monday 4 March, 12 noon.",
    "Year 9, Room 12, Ward 7.",
    "Section 47, page 12.",
    "Karen Holt (46) rang.",
    "Flat 12, Grove Road.",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_days_rooms_sections_and_adults_are_no_children(book: Book, text: str) -> None:
    assert named_children(text, book) == {}


def test_a_mother_of_15_years_ago_is_no_child(book: Book) -> None:
    assert "donna" not in named_children("His mum Donna, 15 minutes late, rang.", book)
