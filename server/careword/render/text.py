"""Checked notes in, pages for a person out: the line with the words marked, and what helps."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from careword.book import RuleData
from careword.economy import Message, messages
from careword.findings import Finding, Silence
from careword.note import Checked, Note
from careword.render.page import Page, clean
from careword.render.summary import End
from careword.text import Document, Span

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
        told = sorted(messages(checked.findings), key=lambda message: message.lead.candidate.span)
        for message in told:
            if message.full:
                lines += [*self._message(message, checked), ""]
        for message in told:
            if not message.full:
                lead = message.lead
                lines.append(
                    f"  also: {_where((lead, *message.again), checked.note)} {lead.severity} {lead.candidate.rule}"
                )
                lines += _under(message, checked.note, "        ")
        for silence in silences:
            lines += silence_lines(silence, checked.note, self._page)
        sys.stdout.write("\n".join(lines).rstrip() + "\n\n")
        sys.stdout.flush()

    def finish(self, end: End) -> None:
        """Write the line that sums up."""
        sys.stdout.write("\n".join(self._page.wrap(end.summary.sentence())) + "\n")

    def _message(self, message: Message, checked: Checked) -> list[str]:
        finding, note = message.lead, checked.note
        document, rule = note.document, checked.book.by_id[finding.candidate.rule]
        place = clean(note.place_of(finding.candidate.span.start).label)
        lines = [
            f"  {place}: {self._page.style(finding.severity, finding.severity)} {rule.id}",
            marked_line(document, finding.candidate.span, self._page),
            *advice(finding, rule, self._page, most=2),
        ]
        if message.again:
            lines += self._page.wrap(
                _where(message.again, note), first=f"{INDENT}The same: ", indent=f"{INDENT}          "
            )
        return lines + _under(message, note, INDENT)


def _where(findings: Sequence[Finding], note: Note) -> str:
    """Say in which lines or places findings stand."""
    places = [note.place_of(finding.candidate.span.start) for finding in findings]
    if note.places is not None:
        return "; ".join(dict.fromkeys(clean(place.label) for place in places))
    numbers = list(dict.fromkeys(str(place.line) for place in places))
    return f"{'line' if len(numbers) == 1 else 'lines'} {', '.join(numbers)}"


def _under(message: Message, note: Note, indent: str) -> list[str]:
    """Name what is folded under a message, because it stands in the same quotation."""
    return [
        f"{indent}in the same words: {_where((finding,), note)} {finding.severity} {finding.candidate.rule}"
        for finding in message.under
    ]


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
