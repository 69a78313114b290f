"""The core values: what was found, what stands round it, and the verdict. Nothing here changes after it was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from careword.text import Span

Severity = Literal["error", "warning", "information", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information", "hint")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a note that stands for itself.

    `kind` is one of heading, label, field, turn, item, row, block-quote or prose. `section` is the heading or field
    label it stands under; `speaker` is set where the layout names one ("Nan - …", "Child's voice").
    """

    kind: str
    span: Span
    section: str | None = None
    role: str | None = None
    speaker: str | None = None
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that a rule may have something to say about, and where they stand."""

    rule: str
    span: Span
    sentence: Span
    found_by: int
    weak: bool = False
    within: bool = True  # the `near` words that the find asks for are there
    ways: tuple[int, ...] = ()  # every find entry that these words answer, the strongest first


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that told careword something about the context."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Context:
    """What stands round a candidate, and the cues that told."""

    voice: str
    speaker: str | None
    subject: str
    age_band: str
    age: int | None
    polarity: str
    analysis: str
    groups: frozenset[str] = frozenset()  # the groups of analysis cues that were found: M H P U D C
    same_sentence: bool = False  # the writer's own analysis stands in the candidate's own sentence
    child: str | None = None  # the child's name, where the note gives one
    verbatim: bool = False  # inside quotation marks: never edited
    cues: tuple[Cue, ...] = ()

    @property
    def quotation(self) -> Span | None:
        """The quotation that the words stand in, between marks or as a block: nothing in it is ever edited."""
        return next((cue.span for cue in self.cues if cue.name == "quotation"), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """careword speaks."""

    candidate: Candidate
    context: Context
    severity: Severity
    message: str
    replacements: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """careword keeps quiet, and says why: a named exception of the rule, or a context."""

    candidate: Candidate
    context: Context | None
    reason: str
    because: str


Verdict = Finding | Silence
