"""Checked notes in, one JSON object a line out: a line for each note, and a last line with errors and summary."""

from __future__ import annotations

import sys

from careword.note import Checked
from careword.render import machine
from careword.render.json import dump
from careword.render.summary import End


class JsonlRenderer:
    """Writes a line as soon as it is known."""

    def __init__(self, shown: machine.Shown) -> None:
        self._shown = shown

    def note(self, checked: Checked) -> None:
        """Write a note's line."""
        sys.stdout.write(dump(machine.note(checked, self._shown)) + "\n")
        sys.stdout.flush()

    def finish(self, end: End) -> None:
        """Write the last line."""
        last = {
            "schema": machine.SCHEMA,
            "tool": machine.tool(end.books),
            "errors": [machine.error(error) for error in end.errors],
            "summary": end.summary.machine(),
        }
        sys.stdout.write(dump(last) + "\n")
