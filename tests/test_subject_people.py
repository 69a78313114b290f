"""Whom the words describe where several people stand near: objects, titles, owners, names and pronouns."""

from __future__ import annotations

import pytest

from conftest import Asked

MET = [
    ("He was invited to our clinic on 3 May and <failed to attend>.", "child"),
    ("She was referred to the hospital in June and <failed to attend>.", "child"),
    ("She saw the nurse on Monday and has been <promiscuous> since.", "child"),
    ("He knocked the chair over <on purpose> as the bell went.", "child"),
    ("Kai waited at school but CAMHS <did not attend>.", "service"),
    ("The GP saw Kai on Monday and <refused> a referral.", "service"),
    ("Ella was in bed and mum in the kitchen was <aggressive>.", "parent"),
    ("They are a difficult family and <did not reply>.", "parent"),
    ("He is a young offender who <chose to go back> there.", "child"),
    ("Ella's been <promiscuous> since May.", "child"),
    ("Ella's mum has been <promiscuous> since May.", "parent"),
    ("Nan walked me out to the car and she reckons Ella's been <sleeping around>.", "child"),
    ("She is one of our <out of control> girls.", "child"),
]


@pytest.mark.parametrize(("text", "subject"), MET)
def test_somebody_who_is_met_or_named_in_passing_is_not_described(ask: Asked, text: str, subject: str) -> None:
    assert ask.context(text).subject == subject


SPOKEN_OF = [
    ("I spoke to Kai about <making better choices>.", "child"),
    ("We talked to Ella again about <her lifestyle>.", "child"),
    ("School have spoken to Kai about <putting himself at risk>.", "child"),
    ("Mum has spoken to Kai about <being out of control>.", "child"),
    ("I spoke to mum about <her drinking>.", "parent"),
    ("Kai lied to mum about <stealing>.", "child"),
]


@pytest.mark.parametrize(("text", "subject"), SPOKEN_OF)
def test_what_somebody_is_spoken_to_about_is_said_of_them(ask: Asked, text: str, subject: str) -> None:
    assert ask.context(text, rule="poor-choices").subject == subject


TITLED = [
    ("When Mrs Ode came to the door she was <aggressive>.", "parent"),
    ("Ella was asleep. Mr Ode shouted from the car. He was <hostile> throughout.", "parent"),
    ("Ms Yates, in my view, was <going through the motions>.", "parent"),
    ("I find Mrs Ode <uncooperative> and her son shy.", "parent"),
    ("Mr Ode (head of year) was <aggressive> with the boy.", "service"),
]


@pytest.mark.parametrize(("text", "subject"), TITLED)
def test_somebody_with_a_title_and_no_role_may_be_a_parent(ask: Asked, text: str, subject: str) -> None:
    assert ask.context(text, rule="hostile-parent").subject == subject


@pytest.mark.parametrize(
    "text",
    [
        "When Mrs Ode asked Ruby to sit down she was <aggressive>.",
        "When Mrs Ode asked her to sit down she was <aggressive>.",
        "Ms Yates brought Kai (12) in. She says he is <aggressive>.",
        "Mum, Ms Yates and I met Kai. He was <aggressive>.",
    ],
)
def test_somebody_with_a_title_who_asks_a_child_leaves_the_child_as_the_one_described(ask: Asked, text: str) -> None:
    assert ask.context(text, rule="angry-aggressive-child").subject == "child"


def test_words_said_only_of_parents_go_on_about_the_parent_before(ask: Asked) -> None:
    text = "Mum keeps having him back. <Non-compliant> with the plan."
    assert ask.context(text, rule="uncooperative-family").subject == "parent"
    assert ask.context("Ella slept in. Mum rang. " + text, rule="poor-choices").subject == "child"
    ranted = "Nursing notes describe mum as tired, and she <ranted> at staff."
    assert ask.context(ranted, rule="hostile-parent").subject == "parent"


OWNED = [
    ("The file was closed because of his <non-engagement>.", "child"),
    ("CAMHS closed the case on account of her <non-engagement>.", "child"),
    ("His low mood dates from the death of his stepfather. He <did not engage> on the day.", "child"),
    ("His host ended the stay because of his behaviour. We hear that he has been <going country>.", "child"),
    ("Ella left. She was with her mum. She <knew what she was doing>.", "child"),
    ("Mum rang the school about Ella. She is <promiscuous>.", "child"),
]


@pytest.mark.parametrize(("text", "subject"), OWNED)
def test_somebody_of_the_childs_leaves_the_child_as_the_one_described(ask: Asked, text: str, subject: str) -> None:
    assert ask.context(text).subject == subject


QUOTED = [
    ('Dad aware, "<it\'s his choice>".', "child"),
    ('Nan on the phone: "it\'s <her lifestyle>, leave her be".', "child"),
    ('She told me that the man with the van is "<my boyfriend>".', "child"),
    ('Ella says Dex is "<my mate> and he drives me".', "child"),
    ('Ella told us that Martin, 31, is "<my man>".', "child"),
]


@pytest.mark.parametrize(("text", "subject"), QUOTED)
def test_a_quotation_says_itself_whom_it_is_about(ask: Asked, text: str, subject: str) -> None:
    assert ask.context(text, rule="boyfriend-girlfriend").subject == subject


NAMES = [
    ("Front passenger Jaydon HOLT, 15, rear passenger unknown male. HOLT was searched. He is <a runner>.", "child"),
    ("Reuben T, 16y 2m.\n\nAt triage Reuben was quiet. He <would not engage>.", "child"),
    ("Amber back from a visit with her mum. She left her bag. She is <promiscuous>.", "child"),
    ("Ella lives with her boyfriend, Dane, who is 20, and she is <promiscuous>.", "child"),
    ("Ella lives with her boyfriend, Dane, who is 20, and he is <promiscuous>.", "other-adult"),
    ("Present: Abdi (17), key worker Nell.\n\nNell said how Abdi is tired. He <retracted> in May.", "child"),
    ("Supervision with Dexter. He came late. He is <a runner> and shrugs.", "child"),
]


@pytest.mark.parametrize(("text", "subject"), NAMES)
def test_names_tell_whom_a_pronoun_stands_for(ask: Asked, text: str, subject: str) -> None:
    assert ask.context(text).subject == subject


STRAYS = [
    ("Kai, 15, came back by car, driver not seen. He <refused to say> more.", "child"),
    ("Kai, 15, is a young offender. We met at ten. He is <selling drugs> for them.", "child"),
    ("Kai, 15, swore at Mr Ode. He <refused to say> why.", "child"),
    ("Mr Ode, foster carer of Kai (15), said Kai had gone. He is <out of control>.", "child"),
    ("Kai, 15, knows a man called Ty. Ty bought him trainers. He gets <drug drops>.", "child"),
    ("Ella, 14, was at her nan's. I asked her nan to wait. She is <promiscuous>.", "child"),
    ("Kai, 15, was in bed. Dad came out. He was <aggressive> to me.", "parent"),
    ("Ella, 14, was in bed. Ms Ode was out. She is <promiscuous>.", "other-adult"),
]


@pytest.mark.parametrize(("text", "subject"), STRAYS)
def test_a_sentence_goes_on_about_the_child_unless_it_was_about_somebody_else(
    ask: Asked, text: str, subject: str
) -> None:
    assert ask.context(text, rule="putting-self-at-risk").subject == subject


THEMSELVES = [
    ("Kai would not sit when I called and <brought it on himself>.", "harm-from-own-behaviour", "child"),
    ("Ella ran when we arrived and <has only herself to blame>.", "harm-from-own-behaviour", "child"),
    ("What her coach did was <her own fault>.", "harm-from-own-behaviour", "child"),
    ("What the men did to Kai was partly <his own doing>.", "harm-from-own-behaviour", "child"),
    ("Father, who arrived at 09:05, <would not cooperate> with us.", "uncooperative-family", "parent"),
    ("Mum came at 10:15 and <was obstructive>.", "uncooperative-family", "parent"),
    (
        "Mrs Ode and her two sons were in. A neighbour shouts, he said. She was <uncooperative> about the door.",
        "uncooperative-family",
        "parent",
    ),
    ("She said the man in the shop is <her boyfriend>.", "boyfriend-girlfriend", "child"),
    ("Ella told me that Dean is <her man>.", "boyfriend-girlfriend", "child"),
    ("Kai told me he works for a man he calls Boss and that he has been <going country>.", "drug-running", "child"),
    ("The driver is <her boyfriend>, mum said of her own day.", "boyfriend-girlfriend", "child"),
    ("Mum is low. <Her boyfriend> left.", "boyfriend-girlfriend", "parent"),
    ("I brought the form and <brought it on myself>.", "harm-from-own-behaviour", "service"),
    ("Mum was <uncooperative>.", "uncooperative-family", "parent"),
    ("Ella said she met a man in town and that she has been <going country>.", "drug-running", "child"),
]


@pytest.mark.parametrize(("text", "rule", "subject"), THEMSELVES)
def test_owners_and_who_did_it_themselves_are_the_ones_described(
    ask: Asked, text: str, rule: str, subject: str
) -> None:
    assert ask.context(text, rule=rule).subject == subject
