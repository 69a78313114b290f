"""Checked notes in, a Markdown report out, for a merge request or a message: what to look at, where, and why."""

from __future__ import annotations

import re
import sys

from careword.note import Checked
from careword.render import machine
from careword.render.summary import End

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")


class MarkdownRenderer:
    """Writes a heading and a list a note."""

    def __init__(self, shown: machine.Shown) -> None:
        self._shown, self._opened = shown, False

    def note(self, checked: Checked) -> None:
        """Write a note with findings."""
        if not checked.findings:
            return
        self._open()
        record = f", {plain(checked.note.record)}" if checked.note.record is not None else ""
        sys.stdout.write(f"\n## {plain(checked.note.path)}{record}\n\n")
        for finding, item in zip(checked.findings, machine.note(checked, self._shown)["findings"], strict=True):
            label = checked.note.place_of(finding.candidate.span.start).label
            words = f" “{plain(' '.join(item['text'].split()))}”" if item["text"] is not None else ""
            sys.stdout.write(
                f"- **{item['severity']}** `{item['rule']}`, {plain(label)}{words}: {plain(item['message'])}\n"
            )
            for question in item["questions"][:1]:
                sys.stdout.write(f"  - {plain(question)}\n")
            for frame in item["frames"][:1]:
                sys.stdout.write(f"  - Frame: {plain(frame)}\n")

    def finish(self, end: End) -> None:
        """Write what could not be read, and the summary."""
        self._open()
        if end.errors:
            sys.stdout.write("\n## Could not be read\n\n")
            for error in end.errors:
                item = machine.error(error)
                sys.stdout.write(f"- {plain(item['path'])}: {plain(item['message'])}\n")
        sys.stdout.write(f"\n{plain(end.summary.sentence())}\n")

    def _open(self) -> None:
        if not self._opened:
            self._opened = True
            sys.stdout.write("# careword\n")


def plain(text: str) -> str:
    """Write text so that Markdown takes none of it for a mark."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
