"""Checked notes in, one self-contained page out: for a person to read, filter and print. Needs the Jinja2 library."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careword.findings import SEVERITIES
from careword.note import Checked
from careword.render import machine
from careword.render.summary import End, count

MOST = 5000  # findings on one page; a browser gets slow beyond that, and nobody reads on
_RULES = 15  # bars in the chart of rules
_BESIDE = 90  # code points shown beside the words
_NAMES = {"error": "Errors", "warning": "Warnings", "information": "Information", "hint": "Hints"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its share of the longest one, in per cent."""

    label: str
    number: int
    width: float


class HtmlRenderer:
    """Keeps the findings of the page, and writes it at the end."""

    def __init__(self, shown: machine.Shown) -> None:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        self._page = Environment(
            loader=FileSystemLoader(Path(__file__).parent),
            autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        ).get_template("report.html.j2")  # fmt: skip
        self._shown = shown
        self._findings: list[dict[str, Any]] = []
        self._rules: Counter[str] = Counter()
        self._voices: Counter[str] = Counter()
        self._titles: dict[str, str] = {}
        self._left = 0

    def note(self, checked: Checked) -> None:
        """Keep a note's findings."""
        text = checked.note.document.text
        for finding, item in zip(checked.findings, machine.note(checked, self._shown)["findings"], strict=True):
            rule = checked.book.by_id[finding.candidate.rule]
            self._rules[rule.id] += 1
            self._voices[item["voice"]] += 1
            self._titles[rule.id] = rule.title
            if len(self._findings) >= MOST:
                self._left += 1
                continue
            span = finding.candidate.span
            beside = ("", "")
            if self._shown.text:
                sentence = finding.candidate.sentence
                beside = (
                    text[max(sentence.start, span.start - _BESIDE) : span.start],
                    text[span.end : min(max(sentence.end, span.end), span.end + _BESIDE)],
                )
            self._findings.append(
                item
                | {
                    "path": checked.note.path,
                    "record": checked.note.record,
                    "place": checked.note.place_of(span.start).label,
                    "title": rule.title,
                    "before": beside[0],
                    "after": beside[1],
                }
            )

    def finish(self, end: End) -> None:
        """Write the page."""
        order = {severity: rank for rank, severity in enumerate(SEVERITIES)}
        counts = end.summary.findings
        page = self._page.render(
            summary=end.summary.sentence(),
            notes=count(end.summary.notes, "note"),
            words=count(end.summary.words, "word"),
            tiles=[(_NAMES[severity], severity, f"{counts[severity]:,}") for severity in SEVERITIES],
            severities=[severity for severity in SEVERITIES if counts[severity]],
            rules=_bars(self._rules.most_common(_RULES), self._titles),
            voices=_bars(self._voices.most_common(), {}),
            names=sorted(self._rules),
            findings=sorted(
                self._findings,
                key=lambda item: (item["path"], item["record"] or "", order[item["severity"]], item["start"]),
            ),
            left=count(self._left, "finding") if self._left else "",
            shown=self._shown.text,
            errors=[machine.error(error) for error in end.errors],
            tool=machine.tool(end.books),
        )
        sys.stdout.write(page.encode("utf-8", "replace").decode() + "\n")


def _bars(counted: list[tuple[str, int]], titles: dict[str, str]) -> list[Bar]:
    most = max((number for _, number in counted), default=1)
    return [Bar(titles.get(name, name), number, round(100 * number / most, 1)) for name, number in counted]
