"""Checked notes in, a JUnit XML report out: a test case a note, which fails where a finding counts against it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from xml.sax.saxutils import escape, quoteattr

from careword.note import Checked
from careword.render import machine
from careword.render.summary import End

# what XML 1.0 has no place for, in any spelling
_IN_MEMORY = 1 << 23  # code points
_BARRED = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")


class JunitRenderer:
    """Writes at the end: the counts stand before the cases, which wait on disk where they are many."""

    def __init__(self, shown: machine.Shown) -> None:
        self._shown = shown
        self._cases = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
        self._tests = self._failed = 0

    def note(self, checked: Checked) -> None:
        """Keep a note's case."""
        name = checked.note.path if checked.note.record is None else f"{checked.note.path} {checked.note.record}"
        opening = f"<testcase classname={_attribute(checked.note.path)} name={_attribute(name)}"
        lines = [
            f"{checked.note.place_of(finding.candidate.span.start).label}: {item['severity']} {item['rule']}: "
            + " ".join([item["message"], *item["questions"][:1]])
            for finding, item in zip(checked.findings, machine.note(checked, self._shown)["findings"], strict=True)
        ]
        if not lines:
            self._case(opening + "/>")
            return
        text = _text("\n".join(lines))
        if checked.fails:
            self._failed += 1
            said = _attribute(f"{len(lines)} to look at")
            self._case(f'{opening}>\n<failure type="careword" message={said}>{text}</failure>\n</testcase>')
        else:
            self._case(f"{opening}>\n<system-out>{text}</system-out>\n</testcase>")

    def finish(self, end: End) -> None:
        """Write the report."""
        for error in end.errors:
            item = machine.error(error)
            self._case(
                f"<testcase classname={_attribute(item['path'])} name={_attribute(item['path'])}>\n"
                f'<error type="unread" message={_attribute(item["message"])}/>\n</testcase>'
            )
        counts = f'tests="{self._tests}" failures="{self._failed}" errors="{len(end.errors)}"'
        sys.stdout.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        sys.stdout.write(f'<testsuites name="careword" {counts}>\n<testsuite name="careword" {counts}>\n')
        self._cases.seek(0)
        shutil.copyfileobj(self._cases, sys.stdout)
        self._cases.close()
        sys.stdout.write("</testsuite>\n</testsuites>\n")

    def _case(self, case: str) -> None:
        self._tests += 1
        self._cases.write(case + "\n")


def _text(text: str) -> str:
    return escape(text.translate(_BARRED))


def _attribute(text: str) -> str:
    return quoteattr(text.translate(_BARRED))
