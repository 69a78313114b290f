"""Whom the words describe: the child, a parent, another adult or a service."""

from __future__ import annotations

import pytest

from conftest import Asked

CASES = [
    ("She is <promiscuous>.", "child"),
    ("Kayla, 14, is <promiscuous>.", "child"),
    ("YP is <promiscuous>.", "child"),
    ("The child is <promiscuous>.", "child"),
    ("Mum says she is <promiscuous>.", "child"),
    ("Mum told me that Kayla is <promiscuous>.", "child"),
    ("School say that the girl is <promiscuous>.", "child"),
    ("Her sister is <promiscuous>.", "child"),
    ("Mum is <promiscuous>.", "parent"),
    ("Mother has been <promiscuous>.", "parent"),
    ("Mum came in late. She is <promiscuous>.", "parent"),
    ("Dad was <uncooperative> with the plan.", "parent"),
    ("Fa <did not attend> conference.", "parent"),
    ("MGM is <uncooperative>.", "parent"),
    ("The parents were <uncooperative>.", "parent"),
    ("I have found him <hard to engage>.", "child"),
    ("Mum finds them <out of control> after a visit.", "child"),
    ("FC says he is tired. He is <promiscuous>.", "child"),
    ("The suspect is <promiscuous>.", "other-adult"),
    ("CAMHS <refused> the referral.", "service"),
    ("Police <did not attend>.", "service"),
    ("The GP <declined> to see her.", "service"),
]


@pytest.mark.parametrize(("text", "subject"), CASES)
def test_the_person_described_is_the_subject_of_the_clause(ask: Asked, text: str, subject: str) -> None:
    assert ask.context(text).subject == subject


def test_what_belongs_to_a_parent_describes_the_parent(ask: Asked) -> None:
    assert ask.context("Mum's <boyfriend> was at home.").subject == "parent"
    assert ask.context("Dad and his <girlfriend> were at home.").subject == "parent"


def test_what_belongs_to_the_child_describes_the_child(ask: Asked) -> None:
    assert ask.context("Kayla's <boyfriend> was at home.").subject == "child"
    assert ask.context("Kayla and her <boyfriend> were at home.").subject == "child"


def test_the_one_a_child_speaks_of_in_the_first_person_is_the_child(ask: Asked) -> None:
    assert ask.context('Kayla said: "I <consented>."').subject == "child"


def test_the_childs_name_comes_with_the_context(ask: Asked) -> None:
    head = "Present: Ella, 15, and Kai, 12.\n\n"
    assert ask.context(head + "Ella is <promiscuous>.").child == "ella"
    assert ask.context(head + "Kai is <promiscuous>.").child == "kai"


def test_a_note_without_names_works(ask: Asked) -> None:
    context = ask.context("yp is <promiscuous>")
    assert (context.subject, context.child) == ("child", None)


WHO_IS = [
    ("Ella was seen with her mother, 40, who is <a liar>.", "parent"),
    ("Jo is 15 and was seen with mum, 38, who is <putting herself at risk>.", "parent"),
    ("Kai, 12, met his dad, aged 41, who is <a liar>.", "parent"),
    ("Ella stayed with her boyfriend, 22, who is <a liar>.", "other-adult"),
    ("Ella was seen with her father (39) who is <manipulative>.", "parent"),
]


@pytest.mark.parametrize(("text", "subject"), WHO_IS)
def test_an_age_does_not_part_a_person_from_what_is_said_of_them(ask: Asked, text: str, subject: str) -> None:
    assert ask.context(text).subject == subject
