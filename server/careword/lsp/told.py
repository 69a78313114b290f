"""A piece of a note in, what an editor tells of it out, counted once for as long as its verdicts stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from careword.findings import SEVERITIES, Finding, Severity
from careword.live import Piece
from careword.lsp.decisions import Decisions


@dataclass(frozen=True, slots=True, eq=False)
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


class Listed:
    """The findings of a note that are listed: the gravest, and of these the first, in order of place."""

    def __init__(self, by: tuple[object, ...], pieces: Sequence[Piece], every: list[Told], most: int) -> None:
        self.by = by  # what they were chosen by
        levels = [level for item in every for level in item.levels]
        self.found = [levels.count(level) for level in range(len(SEVERITIES))]
        self.alone = sum([item.alone for item in every])
        self.shown = list(_gravest(zip(pieces, every, strict=True), self.found, most))
        self.lines: list[object] | None = None  # those that the rows speak of
        self.rows, self.full = "[]", 0  # as JSON; and how many messages are at full strength

    def like(self, other: Listed) -> bool:
        """Say whether another list holds the same findings."""
        return [id(item) for _, item in self.shown] == [id(item) for _, item in other.shown]


def _gravest(every: Iterable[tuple[Piece, Told]], found: list[int], most: int) -> Iterator[tuple[Piece, Finding]]:
    room: list[int] = []
    for count in found:
        room.append(min(count, most - sum(room)))
    left = sum(room)
    for piece, item in every:
        if not left:
            return
        for finding, level in zip(item.findings, item.levels, strict=True):
            if room[level]:
                room[level] -= 1
                left -= 1
                yield piece, finding
