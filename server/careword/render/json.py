"""Checked notes in, one `careword-findings/1` document out, written note by note so that a large run stays small."""

from __future__ import annotations

import json
import sys

from careword.note import Checked
from careword.render import machine
from careword.render.summary import End


class JsonRenderer:
    """Writes one document."""

    def __init__(self, shown: machine.Shown) -> None:
        self._shown, self._opened = shown, False

    def note(self, checked: Checked) -> None:
        """Write a note."""
        sys.stdout.write(",\n" if self._opened else f'{{"schema": "{machine.SCHEMA}",\n"notes": [\n')
        self._opened = True
        sys.stdout.write(dump(machine.note(checked, self._shown)))

    def finish(self, end: End) -> None:
        """Write what is known at the end, and close the document."""
        sys.stdout.write("],\n" if self._opened else f'{{"schema": "{machine.SCHEMA}",\n"notes": [],\n')
        sys.stdout.write(f'"errors": {dump([machine.error(error) for error in end.errors])},\n')
        sys.stdout.write(f'"summary": {dump(end.summary.machine())},\n"tool": {dump(machine.tool(end.books))}}}\n')


def dump(value: object) -> str:
    """Write a value on one line; a path that is not UTF-8 keeps its bytes as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    return text if _writable(text) else json.dumps(value)


def _writable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)
