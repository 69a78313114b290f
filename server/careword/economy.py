"""The findings of a note in, the messages that a person should read out: one for a quotation, one for a repeated word.

A reader stops after the third remark that adds nothing. Machine formats list every finding; this is for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from careword.findings import SEVERITIES, Finding

FULL = 5  # messages of a note at full strength
_SPOKEN = ("quote", "reported", "source", "unattributed")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say. `again` are other places of the same words; `under` is what else was found in one quotation."""

    lead: Finding
    again: tuple[Finding, ...] = ()
    under: tuple[Finding, ...] = ()
    full: bool = True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding that it stands for."""
        return (self.lead, *self.again, *self.under)


def messages(findings: Iterable[Finding], *, offsets: Iterable[int] | None = None, full: int = FULL) -> list[Message]:
    """Give the messages of a note, the most serious first and the earlier before the later.

    `offsets` say where the text begins in the note that each finding counts its places in.
    """
    placed = [(finding, 0) for finding in findings] if offsets is None else list(zip(findings, offsets, strict=True))
    placed.sort(key=lambda pair: (SEVERITIES.index(pair[0].severity), pair[0].candidate.span.start + pair[1]))
    quotations: dict[object, list[Finding]] = {}
    for finding, offset in placed:
        quotations.setdefault(_passage(finding, offset) or id(finding), []).append(finding)
    repeated: dict[tuple[str, str], list[Sequence[Finding]]] = {}
    for group in quotations.values():
        repeated.setdefault((group[0].candidate.rule, group[0].message.casefold()), []).append(group)
    return [
        Message(
            groups[0][0],
            tuple(group[0] for group in groups[1:]),
            tuple(finding for group in groups for finding in group[1:]),
            number < full,
        )
        for number, groups in enumerate(repeated.values())
    ]


def _passage(finding: Finding, offset: int) -> tuple[int, str | None] | None:
    """Give where the quotation or the report begins that a finding stands in, and whose words it holds."""
    context = finding.context
    if context.voice not in _SPOKEN:
        return None
    return (context.quotation or finding.candidate.sentence).start + offset, context.speaker
