"""A dip sample in, its sheet out: for each quotation the same questions, what was found, and room for an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from careword.review import labels
from careword.review.shown import Placed, Show
from careword.review.tables import Judgement, Sample, StoredFinding, StoredNote

QUESTIONS = {
    "who": "Who said it?",
    "whom": "To whom?",
    "exact": "Are these the exact words?",
    "analysis": "Is there analysis of what the words mean?",
    "challenge": "Was it challenged, or was the child helped to understand?",
    "harm": "Was harm to the child considered?",
}
_EXACT = {
    "quote": "in quotation marks",
    "reported": "reported, without quotation marks",
    "source": "taken from another record",
    "unattributed": "nobody is named",
    "scare": "in quotation marks, nobody is named",
    "own": "the writer's own words",
}
_OWN = "own"


@dataclass(frozen=True, slots=True)
class Line:
    """One passage: where it is, and what careword found for each question; empty is for a person to say."""

    number: str
    title: str
    place: str
    quoted: bool
    words: str
    found: dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetNote:
    """One note of the sample."""

    number: int
    id: int
    record: str
    file: str
    message: str
    lines: tuple[Line, ...]
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet as every format writes it."""

    sample: Sample
    drawn_by: str
    notes: tuple[SheetNote, ...]

    @property
    def about(self) -> str:
        """Say how the sample was drawn, so that it can be drawn again."""
        rule = f" in which the rule {self.sample.rule} spoke" if self.sample.rule else ""
        return f"{len(self.notes)} of {self.sample.population:,} notes{rule}, drawn with the seed {self.sample.seed}"

    @property
    def by_question(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Count what careword found, question by question, and never by who wrote it."""
        lines = [line for note in self.notes for line in note.lines if line.quoted]
        return [
            (text, Counter(line.found[key] or "for you to say" for line in lines).most_common())
            for key, text in QUESTIONS.items()
        ]


def make_sheet(
    show: Show,
    sample: Sample,
    drawn_by: str,
    drawn: Sequence[tuple[StoredNote, str, list[StoredFinding]]],
    judged: dict[int, Judgement],
) -> Sheet:
    """Read the notes of a sample and answer what can be answered."""
    notes = []
    for number, (note, path, findings) in enumerate(drawn, 1):
        shown = show.note(path, note, findings)
        lines = tuple(_line(f"{number}.{at}", placed) for at, placed in enumerate(shown.findings, 1))
        file = Path(path).name
        notes.append(
            SheetNote(number, note.id, note.record or file, file, shown.message, lines, judged.get(note.id))
        )  # fmt: skip
    return Sheet(sample, drawn_by, tuple(notes))


def _line(number: str, placed: Placed) -> Line:
    stored = placed.stored
    harm = "harm is named near these words" if any(cue.name == "analysis H" for cue in placed.cues) else ""
    challenged = "found near these words" if stored.analysis == "challenged" else "not found near these words"
    found = {
        "who": placed.said,
        "whom": "",
        "exact": _EXACT.get(stored.voice, ""),
        "analysis": labels.ANALYSIS.get(stored.analysis, stored.analysis),
        "challenge": challenged,
        "harm": harm,
    }
    place = stored.place or f"line {stored.line}"
    return Line(number, placed.title, place, stored.voice != _OWN, placed.words, found)
