"""What a person reads of findings: one message for a quotation, one for a repeated word, five at full strength."""

from __future__ import annotations

from itertools import pairwise

import pytest

from careword.economy import FULL, messages
from careword.findings import SEVERITIES
from conftest import Asked


def told(ask: Asked, text: str) -> list[tuple[str, list[str], list[str]]]:
    """Give for each message the rule that leads, the words again, and the rules folded under it."""
    return [
        (
            message.lead.candidate.rule,
            [text[slice(*item.candidate.span)] for item in message.again],
            [item.candidate.rule for item in message.under],
        )
        for message in messages(ask.findings(text))
    ]


def test_a_word_is_told_once_whatever_its_case(ask: Asked) -> None:
    text = "Julia is promiscuous.\n\nShe was seen.\n\nJulia was Promiscuous then."
    assert told(ask, text) == [("promiscuous", ["Promiscuous"], [])]


def test_other_words_of_a_rule_are_told_apart(ask: Asked) -> None:
    assert len(told(ask, "Julia is sly.\n\nJulia is devious.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Mum said, “Julia is attention seeking. She is manipulative.”",
        "Mum said that Julia is attention seeking and manipulative.",
        "> Julia is attention seeking and manipulative, said the teacher.",
    ],
)
def test_a_quotation_or_a_report_is_told_once(ask: Asked, text: str) -> None:
    assert told(ask, text) == [("attention-seeking", [], ["manipulative"])]


def test_two_speakers_are_told_apart(ask: Asked) -> None:
    text = "Mum said, “Julia is attention seeking”. Dad said, “Julia is manipulative”."
    assert [lead for lead, _, _ in told(ask, text)] == ["attention-seeking", "manipulative"]


def test_the_writers_own_words_are_never_folded_under_somebody_elses(ask: Asked) -> None:
    text = "Julia is sly, and mum said, “she is manipulative”."
    assert len(told(ask, text)) == 2


def test_the_most_serious_lead_and_no_finding_is_lost(ask: Asked) -> None:
    text = "\n\n".join(f"Julia is {word}." for word in ("sly", "devious", "streetwise", "manipulative", "troublesome"))
    text += "\n\nMum said, “Julia is attention seeking and promiscuous”.\n\nIt was her lifestyle choice. Julia is sly."
    findings = ask.findings(text)
    made = messages(findings)
    ranks = [SEVERITIES.index(message.lead.severity) for message in made]
    assert all(one <= other for one, other in pairwise(ranks))
    assert sum(message.full for message in made) == FULL
    assert sorted(id(item) for message in made for item in message.findings) == sorted(map(id, findings))
