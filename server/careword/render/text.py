"""Checked notes in, pages for a person out: the line with the words marked, and what helps."""

from __future__ import annotations

import sys

from careword.book import RuleData
from careword.findings import SEVERITIES, Finding, Silence
from careword.note import Checked, Note
from careword.render.page import Page, clean
from careword.render.summary import End
from careword.text import Document, Span

FULL = 5  # findings of a note at full strength; a reader stops after that
INDENT = "    "


class TextRenderer:
    """Writes each note as soon as it is checked. It shows the line, because a person asked to read it."""

    def __init__(self, page: Page, *, silences: bool = False) -> None:
        self._page, self._silences = page, silences

    def note(self, checked: Checked) -> None:
        """Write a note, if there is anything to say about it."""
        silences = checked.silences if self._silences else ()
        if not checked.findings and not silences:
            return
        record = f", {checked.note.record}" if checked.note.record is not None else ""
        lines = [self._page.style("strong", clean(checked.note.path + record))]
        full = strongest(checked.findings)
        for finding in checked.findings:
            if finding in full:
                lines += [*self._finding(finding, checked), ""]
        for finding in checked.findings:
            if finding not in full:
                place = checked.note.place_of(finding.candidate.span.start)
                where = f"line {place.line}" if checked.note.places is None else clean(place.label)
                lines.append(f"  also: {where} {finding.severity} {finding.candidate.rule}")
        for silence in silences:
            lines += silence_lines(silence, checked.note, self._page)
        sys.stdout.write("\n".join(lines).rstrip() + "\n\n")
        sys.stdout.flush()

    def finish(self, end: End) -> None:
        """Write the line that sums up."""
        sys.stdout.write("\n".join(self._page.wrap(end.summary.sentence())) + "\n")

    def _finding(self, finding: Finding, checked: Checked) -> list[str]:
        document, rule = checked.note.document, checked.book.by_id[finding.candidate.rule]
        place = clean(checked.note.place_of(finding.candidate.span.start).label)
        return [
            f"  {place}: {self._page.style(finding.severity, finding.severity)} {rule.id}",
            marked_line(document, finding.candidate.span, self._page),
            *advice(finding, rule, self._page, most=2),
        ]


def strongest(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Choose the findings to show at full strength: the most serious, the earlier first."""
    order = sorted(findings, key=lambda found: (SEVERITIES.index(found.severity), found.candidate.span))
    return tuple(order[:FULL])


def marked_line(document: Document, span: Span, page: Page) -> str:
    """Give the line (or lines) that the words stand in, cut to the page, with the words marked."""
    first, last = document.line_column(span.start)[0], document.line_column(max(span.start, span.end - 1))[0]
    start, end = document.line(first).start, max(document.line(last).end, span.end)
    return page.excerpt(document.text[start:end], span.start - start, span.end - start, indent=INDENT)


def advice(finding: Finding, rule: RuleData, page: Page, *, most: int | None = None) -> list[str]:
    """Give the message, then what helps: questions first, frames, drop-ins last; and on whose authority."""
    lines = page.wrap(finding.message, first=INDENT, indent=INDENT)
    for question in finding.questions[:most]:
        lines += page.wrap(question, first=f"{INDENT}? ", indent=f"{INDENT}  ")
    for frame in finding.frames[: 1 if most else None]:
        lines += page.wrap(frame, first=f"{INDENT}Frame: ", indent=f"{INDENT}       ")
    if finding.replacements:
        offered = ", ".join(f"“{text}”" for text in finding.replacements)
        lines += page.wrap(offered, first=f"{INDENT}Drop-in: ", indent=f"{INDENT}         ")
    lines += page.wrap(rule.sources[0][0], first=f"{INDENT}Source: ", indent=f"{INDENT}        ")
    return lines


def silence_lines(silence: Silence, note: Note, page: Page) -> list[str]:
    """Say where a rule kept quiet, and why."""
    place = clean(note.place_of(silence.candidate.span.start).label)
    first = f"  silent: {place}: {silence.candidate.rule} ({silence.reason}): "
    return page.wrap(silence.because, first=first, indent=INDENT)
