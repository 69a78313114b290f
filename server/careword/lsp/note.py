"""A note that is open in an editor: its lines, its pieces, and what is shown of its findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from careword.book import Book
from careword.config import Settings
from careword.economy import Message, messages
from careword.findings import SEVERITIES, Context, Finding, Verdict
from careword.lint import Linter
from careword.live import LiveNote, Piece, moving
from careword.lsp.decisions import Decisions
from careword.lsp.lines import Lines
from careword.lsp.settings import EditorSettings
from careword.lsp.told import Listed, Told, told
from careword.text import Span


class Setup(Protocol):
    """What checks the notes of a folder."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""

    @property
    def book(self) -> Book:
        """The rulebook."""

    @property
    def linter(self) -> Linter:
        """The linter."""


@dataclass(slots=True)
class Can:
    """What a client can do with what it is sent."""

    related: bool = False
    described: bool = False
    snippets: bool = False
    literal: bool = True
    lazy: bool = False
    creates: bool = False


Pieces = Mapping[int, Piece]  # of findings, by their identity


class OpenNote:
    """One open note. `shown` is what the client was told last."""

    def __init__(self, uri: str, version: int | None, text: str, encoding: str) -> None:
        self.uri, self.version = uri, version
        self.lines = Lines(text, encoding)
        self.setup: Setup | None = None
        self.live: LiveNote | None = None
        self.decisions = Decisions(None)
        self._decided = self.decisions.changes  # as it was when what is told was told last
        self._listed: Listed | None = None  # last
        self.sent: str | None = None
        self.number = 0  # of the result, for those who ask

    def use(self, setup: Setup, decisions: Decisions) -> None:
        """Check the note with other rules."""
        self.setup, self.decisions, self._decided = setup, decisions, decisions.changes
        self.live = LiveNote(setup.linter, self.lines.text)

    def edit(self, start: int, end: int, new: str) -> None:
        """Change the text."""
        self.lines.edit(start, end, new)
        if self.live is not None:
            self.live.edit(start, end, new)

    def settle(self) -> Iterator[None]:
        """Judge what has to be judged again, in steps."""
        if self.live is not None:
            yield from self.live.settle()

    # ------------------------------------------------------------------ findings

    def findings(self) -> list[tuple[Piece, Finding]]:
        """Give the findings that the settings show and nobody keeps, in order of place."""
        pieces = self.live.pieces if self.live else []
        return [(piece, item) for piece, told in zip(pieces, self._told(), strict=True) for item in told.findings]

    def _told(self) -> list[Told]:
        """Give what is told of each piece."""
        if self.live is None or self.setup is None:
            return []
        if self._decided != self.decisions.changes:
            self._decided = self.decisions.changes
            for piece in self.live.pieces:
                piece.shown = None
        least = self.setup.settings.min_severity
        for piece in self.live.pieces:
            if piece.shown is None:
                piece.shown = told(piece, least, self.decisions)
        return [piece.shown for piece in self.live.pieces]

    def diagnostics(self, editor: EditorSettings, can: Can) -> tuple[str, dict[str, Any]]:
        """Give what is shown, as a JSON list, and what is to be said of the note as a whole."""
        every = self._told()
        listed = self._listed
        if listed is None or listed.by != (every, editor, can):
            listed = Listed((every, editor, can), self.live.pieces if self.live else (), every, editor.most)
            if self._listed and self._listed.by[1:] == (editor, can) and listed.like(self._listed):
                listed.lines, listed.rows, listed.full = self._listed.lines, self._listed.rows, self._listed.full
            self._listed = listed
        lines = self._lines(listed.shown)
        if listed.lines != lines:
            listed.lines = lines
            listed.rows, listed.full = self._rows(listed.shown, editor, can)
        summary: dict[str, Any] = {
            "findings": sum(listed.found),
            "shown": len(listed.shown),
            "fullStrength": listed.full,
            "quotationsWithoutAnalysis": listed.alone,
        }
        return listed.rows, summary | dict(zip(map(str, SEVERITIES), listed.found, strict=True))

    def _rows(self, shown: list[tuple[Piece, Finding]], editor: EditorSettings, can: Can) -> tuple[str, int]:
        """Give findings as a JSON list, and the number of messages at full strength."""
        starts = [self.live.start(piece) for piece, _ in shown] if self.live else []
        told = messages([item for _, item in shown], offsets=starts, full=editor.full_strength)
        pieces = {id(item): piece for piece, item in shown}
        roles = {id(item): message for message in told for item in message.findings}
        rows = [self._row(piece, item, can, roles[id(item)], pieces) for piece, item in shown]
        return f"[{','.join(rows)}]", sum(message.full for message in told)

    def _lines(self, shown: list[tuple[Piece, Finding]]) -> list[object]:
        """Give the lines that the rows of findings speak of."""
        if self.live is None:
            return []
        line = self.live.line
        places: list[object] = [line(piece) for piece, _ in shown]
        for piece, item in shown:
            if piece.far and (far := piece.far.get(item.candidate.span)):
                places.append((line(far.piece), far))
        return places

    def _row(self, piece: Piece, finding: Finding, can: Can, message: Message, pieces: Pieces) -> str:
        """Give a finding as JSON; kept with its piece while it and what it points at stand where they stand."""
        if self.live is None:
            raise RuntimeError("a note is checked before it is shown")
        far = piece.far.get(finding.candidate.span)
        lead = finding is message.lead
        others = [item for item in (message.findings if lead else (message.lead,)) if item is not finding]
        links = tuple((item, self.live.line(pieces[id(item)])) for item in others)
        place = (self.live.line(piece), far and (self.live.line(far.piece), far.piece, far.span), links)
        key = (finding.candidate.span, finding.candidate.rule, lead and message.full)
        rows: dict[object, tuple[object, str]] = piece.shown.rows
        kept = rows.get(key)
        if kept is not None and kept[0] == place:
            return kept[1]
        made = json.dumps(self._diagnostic(piece, finding, can, message, pieces), separators=(",", ":"))
        rows[key] = (place, made)
        return made

    def _diagnostic(self, piece: Piece, finding: Finding, can: Can, message: Message, pieces: Pieces) -> dict[str, Any]:
        candidate, lead = finding.candidate, finding is message.lead
        row: dict[str, Any] = {
            "range": self.range(self.span(piece, candidate.span)),
            "severity": SEVERITIES.index(finding.severity) + 1 if lead and message.full else 4,
            "code": candidate.rule,
            "source": "careword",
            "message": finding.message if lead else self._short(finding, message, pieces),
            "data": {"rule": candidate.rule, "sentence": finding.fingerprint},
        }
        if can.described and self.setup is not None:
            row["codeDescription"] = {"href": link(self.setup.book, candidate.rule)}
        if can.related:
            related = [*self._related(piece, finding), *(self._folded(message, pieces) if lead else ())]
            if related:
                row["relatedInformation"] = related
        return row

    def _short(self, finding: Finding, message: Message, pieces: Pieces) -> str:
        """Say in short of a finding that it is told elsewhere, and where."""
        lead = message.lead
        line = self.lines.place(self.span(pieces[id(lead)], lead.candidate.span).start).line + 1
        again = any(item is finding for item in message.again)
        return f"{self._title(finding)}: {'as in' if again else 'in the words that are spoken of in'} line {line}."

    def _folded(self, message: Message, pieces: Pieces) -> Iterator[dict[str, Any]]:
        """Point at the other places that a message stands for."""
        for item in message.again:
            yield self._points(self.span(pieces[id(item)], item.candidate.span), "The same words stand here too.")
        for item in message.under:
            place = self.span(pieces[id(item)], item.candidate.span)
            yield self._points(place, f"In the same words: {self._title(item)}.")

    def _title(self, finding: Finding) -> str:
        return self.setup.book.by_id[finding.candidate.rule].title if self.setup else finding.candidate.rule

    def _related(self, piece: Piece, finding: Finding) -> Iterator[dict[str, Any]]:
        context = finding.context
        speakers = [cue for cue in context.cues if cue.name in ("attribution", "speaker")]
        for cue in speakers[:1]:
            yield self._points(self.span(piece, cue.span), "Here it is said whose words these are.")
        far = piece.far.get(finding.candidate.span)
        if context.analysis == "elsewhere" and far is not None and self.live is not None:
            place = moving.span(far.span, self.live.start(far.piece))
            yield self._points(place, "Analysis was found here, in a later section.")
        near = [cue for cue in context.cues if cue.name.startswith("analysis ") and cue.name != "analysis elsewhere"]
        for cue in near[:1]:
            yield self._points(self.span(piece, cue.span), "Analysis was found here.")
        if context.analysis == "none" and context.voice in ("quote", "reported", "source", "unattributed"):
            end = self.span(piece, finding.candidate.sentence).end
            yield self._points(Span(end, end), "What you make of these words could stand here.")

    def _points(self, span: Span, message: str) -> dict[str, Any]:
        return {"location": {"uri": self.uri, "range": self.range(span)}, "message": message}

    # ------------------------------------------------------------------ places

    def span(self, piece: Piece, span: Span) -> Span:
        """Give the place in the note of a place in a piece."""
        return moving.span(span, self.live.start(piece)) if self.live else span

    def range(self, span: Span) -> dict[str, Any]:
        """Give a span as the editor counts."""
        start, end = self.lines.place(span.start), self.lines.place(span.end)
        return {"start": start._asdict(), "end": end._asdict()}

    def within(self, start: int, end: int) -> list[tuple[Piece, Verdict]]:
        """Give the verdicts that touch a stretch of the note, in order of place."""
        if self.live is None:
            return []
        first, last = self.live.at(max(start - 1, 0)), self.live.at(end)
        if first is None or last is None:
            return []
        return [
            (piece, item)
            for piece in self.live.pieces[first.index : last.index + 1]
            for item in self.live.every(piece)
            for span in (self.span(piece, item.candidate.span),)
            if span.start <= end and start <= span.end
        ]

    def placed(self, piece: Piece, verdict: Verdict) -> Context | None:
        """Give a verdict's context with its cues at their places in the note."""
        return self.live.placed(piece, verdict).context if self.live else None


def link(book: Book, rule: str) -> str:
    """Give where a person can read about a rule: its source on the web, else its file."""
    from careword.lsp.catalogue import rule_link

    return rule_link(book, rule)
