"""A stored note in, its text with the findings in place out, read from its source now; or why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

from careword import suggest
from careword.book import RuleData
from careword.findings import Context, Cue, Finding
from careword.review.engine import Engine
from careword.review.hashing import keyed, mark
from careword.review.shelf import Missing, Shelf
from careword.review.tables import StoredFinding, StoredNote
from careword.text import Document, Span

State = Literal["same", "changed", "unverified", "missing"]
_WINDOW = 20_000  # characters shown round a finding in a very long note


@dataclass(frozen=True, slots=True)
class Placed:
    """A stored finding, where its words stand now, and what there is to say of them; no place where they are gone."""

    stored: StoredFinding
    span: Span | None
    said: str
    message: str
    why: str
    title: str
    frames: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    replacements: tuple[str, ...] = ()
    sources: tuple[tuple[str, str | None, str | None], ...] = ()
    cues: tuple[Cue, ...] = ()
    words: str = ""

    @property
    def analysis_cues(self) -> list[Cue]:
        """The places where the writer's own analysis or challenge was found."""
        return [cue for cue in self.cues if cue.name.startswith("analysis")]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the note with one set of marks. `opens` and `closes` name the findings that begin and end there."""

    text: str
    inside: tuple[Placed, ...] = ()
    analysis: bool = False
    opens: tuple[Placed, ...] = ()
    closes: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note as the page shows it."""

    state: State
    message: str
    findings: tuple[Placed, ...]
    document: Document | None = None
    book: str = ""

    def pieces(self, chosen: Placed | None) -> list[Piece]:
        """Cut the text where marks begin and end, with the analysis that was found for the chosen finding."""
        if self.document is None:
            return []
        text, around = self.document.text, chosen.span if chosen else None
        low, high = _window(text, around)
        placed = [item for item in self.findings if item.span and low <= item.span.start < item.span.end <= high]
        cues = [cue.span for cue in chosen.analysis_cues] if chosen else []
        edges = {low, high}
        for item in placed:
            edges |= {item.span.start, item.span.end} if item.span else set()
        for span in cues:
            edges |= {min(max(span.start, low), high), min(max(span.end, low), high)}
        cuts = sorted(edges)
        pieces = [Piece("… ")] if low else []
        for start, end in pairwise(cuts):
            inside = tuple(item for item in placed if item.span and item.span.start <= start and end <= item.span.end)
            pieces.append(
                Piece(
                    text[start:end],
                    inside,
                    any(span.start <= start and end <= span.end for span in cues),
                    tuple(item for item in inside if item.span and item.span.start == start),
                    tuple(item for item in inside if item.span and item.span.end == end),
                )
            )
        return [*pieces, Piece(" …")] if high < len(text) else pieces


class Show:
    """Shows notes. It reads, checks again so that words are found where they stand now, and keeps nothing."""

    def __init__(self, engine: Engine, salt: bytes) -> None:
        self._engine, self._salt, self._shelf = engine, salt, Shelf(engine)

    def note(self, path: str, note: StoredNote, stored: Sequence[StoredFinding]) -> ShownNote:
        """Read a note and place its findings."""
        folder = Path(path).parent
        found = self._shelf.text(path, note.record)
        if isinstance(found, Missing):
            return ShownNote("missing", found.message, tuple(self.bare(item, folder) for item in stored))
        same = note.text_hash is not None and note.text_hash == keyed(self._salt, found.text)
        live = self._live(found, folder)
        placed = tuple(
            self._full(item, live[item.mark, item.nth], found, folder)
            if (item.mark, item.nth) in live
            else self.bare(item, folder, found if same else None)
            for item in stored
        )
        lost = sum(item.span is None for item in placed)
        state: State = "same" if same else "unverified" if note.text_hash is None and not lost else "changed"
        return ShownNote(state, _told(state, lost), placed, found, self._engine.book(folder).edition)

    def _live(self, document: Document, folder: Path) -> dict[tuple[str, int], Finding]:
        seen = Counter[str]()
        live: dict[tuple[str, int], Finding] = {}
        for finding in sorted(self._engine.findings(document, folder), key=lambda item: item.candidate.span):
            name = mark(self._salt, finding.fingerprint)
            seen[name] += 1
            live[name, seen[name]] = finding
        return live

    def _full(self, stored: StoredFinding, finding: Finding, document: Document, folder: Path) -> Placed:
        rule, span = self._rule(stored, folder), finding.candidate.span
        return Placed(
            stored, span, _said(stored), finding.message, rule.why if rule else "", _title(rule, stored),
            finding.frames, finding.questions, finding.replacements, rule.sources if rule else (),
            finding.context.cues, document.text[span.start : span.end],
        )  # fmt: skip

    def bare(self, stored: StoredFinding, folder: Path, document: Document | None = None) -> Placed:
        """Say what can be said of a finding from what is stored: its place is known only while the text is the same."""
        rule, book = self._rule(stored, folder), self._engine.book(folder)
        span = Span(stored.start, stored.end) if document else None
        words = document.text[span.start : span.end] if document and span else ""
        placed = Placed(stored, span, _said(stored), "", rule.why if rule else "", _title(rule, stored), words=words)
        if rule is None:
            return placed
        context = Context(
            stored.voice, stored.speaker, stored.subject, stored.age_band, None, "affirmed", stored.analysis
        )
        return replace(
            placed,
            frames=suggest.frames(rule, context, words or "…"),
            questions=suggest.questions(book, rule, context, words or "…"),
            sources=rule.sources,
        )

    def _rule(self, stored: StoredFinding, folder: Path) -> RuleData | None:
        return self._engine.book(folder).by_id.get(stored.rule)


def _title(rule: RuleData | None, stored: StoredFinding) -> str:
    return rule.title if rule else stored.rule


def _said(stored: StoredFinding) -> str:
    from careword.review.labels import voice

    return voice(stored.voice, stored.speaker)


def _told(state: State, lost: int) -> str:
    if state == "same":
        return ""
    moved = f" {lost} of the findings below can no longer be placed in it." if lost else ""
    if state == "unverified":
        return "The words are read from the file as it is today."
    return f"The note has changed since it was imported. What follows is the text as it is today.{moved}"


def _window(text: str, around: Span | None) -> tuple[int, int]:
    """Choose how much of a very long note to show."""
    if len(text) <= 2 * _WINDOW:
        return 0, len(text)
    middle = around.start if around else 0
    low = max(0, middle - _WINDOW)
    return low, min(len(text), low + 2 * _WINDOW)
