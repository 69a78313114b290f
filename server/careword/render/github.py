"""Checked notes in, GitHub workflow commands out: an annotation beside the line, without the note's words."""

from __future__ import annotations

import sys

from careword.note import Checked
from careword.render import machine
from careword.render.summary import End

_KINDS = {"error": "error", "warning": "warning", "information": "notice", "hint": "notice"}


class GithubRenderer:
    """Writes a command a finding."""

    def __init__(self, shown: machine.Shown) -> None:
        self._shown = shown

    def note(self, checked: Checked) -> None:
        """Write a note's annotations."""
        for finding, item in zip(checked.findings, machine.note(checked, self._shown)["findings"], strict=True):
            place = [("file", checked.note.path)]
            before = ""
            if checked.note.places is None:
                place += [("line", item["line"]), ("endLine", item["end_line"])]
                if item["line"] == item["end_line"]:
                    place += [("col", item["column"]), ("endColumn", item["end_column"])]
            else:
                label = checked.note.place_of(finding.candidate.span.start).label
                before = f"{checked.note.record}, {label}: " if checked.note.record is not None else f"{label}: "
            place.append(("title", f"careword: {item['rule']}"))
            told = before + " ".join([item["message"], *item["questions"][:1]])
            where = ",".join(f"{name}={_value(str(value))}" for name, value in place)
            sys.stdout.write(f"::{_KINDS[item['severity']]} {where}::{_text(told)}\n")

    def finish(self, end: End) -> None:
        """Write what could not be read, and the summary."""
        for error in end.errors:
            item = machine.error(error)
            sys.stdout.write(f"::error file={_value(item['path'])},title=careword::{_text(item['message'])}\n")
        sys.stdout.write(end.summary.sentence() + "\n")


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
