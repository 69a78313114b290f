"""A piece of a note in, what an editor tells of it out, counted once for as long as its verdicts stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from careword.findings import SEVERITIES, Finding, Severity
from careword.live import Piece
from careword.lsp.decisions import Decisions


@dataclass(frozen=True, slots=True)
class Told:
    """The findings of a piece that the settings show and nobody keeps, in order of place."""

    findings: list[Finding]
    levels: list[int]  # of each, how serious it is: 0 is the most
    alone: int  # quotations without analysis
    rows: dict[object, tuple[object, str]] = field(default_factory=dict)  # what was made of each, and from what


NOTHING = Told([], [], 0)


def told(piece: Piece, least: Severity, decisions: Decisions) -> Told:
    """Give what is told of a piece, from a severity up."""
    most = SEVERITIES.index(least)
    levels: list[int] = []
    findings: list[Finding] = []
    for item in piece.verdicts:
        level = SEVERITIES.index(item.severity) if isinstance(item, Finding) else len(SEVERITIES)
        if isinstance(item, Finding) and level <= most and not decisions.kept(item.candidate.rule, item.fingerprint):
            findings.append(item)
            levels.append(level)
    alone = {
        item.candidate.sentence.start
        for item in findings
        if item.context.voice in ("quote", "reported") and item.context.analysis == "none"
    }
    return Told(findings, levels, len(alone)) if findings else NOTHING


def counts(every: Iterable[Told]) -> list[int]:
    """Count the findings of each severity."""
    levels = [level for item in every for level in item.levels]
    return [levels.count(level) for level in range(len(SEVERITIES))]


def gravest(every: Iterable[tuple[Piece, Told]], number: int, found: list[int]) -> list[tuple[Piece, Finding]]:
    """Give so many findings, the gravest and of these the first, in order of place; `found` counts them by severity."""
    room, left = [], number
    for count in found:
        room.append(min(count, left))
        left -= room[-1]

    def chosen() -> Iterator[tuple[Piece, Finding]]:
        for piece, item in every:
            for finding, level in zip(item.findings, item.levels, strict=True):
                if room[level]:
                    room[level] -= 1
                    yield piece, finding

    return list(islice(chosen(), sum(room)))
