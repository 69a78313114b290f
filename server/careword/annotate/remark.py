"""A checked note in, the remarks to write beside its words out: the question first, then what could be written."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from careword.economy import messages
from careword.findings import Finding
from careword.note import Checked
from careword.place import Place

# what XML cannot hold, and a PDF or a cell should not
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be written beside some words. `first` and `last` are the places of their ends, `last` inclusive."""

    first: Place
    last: Place
    where: str  # the place as a person says it
    words: str
    lines: tuple[str, ...]

    def away(self) -> tuple[str, ...]:
        """Give the lines for a remark that cannot stand at its words: it names them and their place."""
        return (f"{self.where}: “{' '.join(self.words.split())}”", *self.lines)


def remarks(checked: Checked) -> list[Remark]:
    """Give the remarks on a note in the order of their places; what is not among the strongest is said in short."""
    note = checked.note
    full = {id(message.lead) for message in messages(checked.findings) if message.full}
    out = []
    for finding in checked.findings:
        span = finding.candidate.span
        at = note.places.at if note.places is not None else note.place_of
        first, last = at(span.start), at(max(span.end - 1, span.start))
        lines = _lines(finding, checked, full=id(finding) in full)
        words = _clean(note.document.text[span.start : span.end])
        out.append(Remark(first, last, note.place_of(span.start).label, words, tuple(map(_clean, lines))))
    return out


def _lines(finding: Finding, checked: Checked, *, full: bool) -> list[str]:
    rule = checked.book.by_id[finding.candidate.rule]
    sign = f"careword: {finding.severity}, {rule.id}"
    if not full:
        return [*(finding.questions or (finding.message,))[:1], sign]
    written = [f"You could write: {text}" for text in finding.frames[:1]]
    if finding.replacements:
        written.append(f"In its place: {', '.join(f'“{text}”' for text in finding.replacements)}")
    return [*finding.questions[:2], *written, finding.message, f"Source: {rule.sources[0][0]}", sign]


def _clean(text: str) -> str:
    """Take out what no file can hold; the same line is kept once, however many remarks say it."""
    return sys.intern(_CONTROL.sub("\ufffd", text))
