"""Checked notes in, one SARIF 2.1.0 log out, result by result, so that a large run stays small in memory.

Places in text files are lines and columns; elsewhere (a Word paragraph, a cell) the place is a logical location.
"""

from __future__ import annotations

import sys
from pathlib import PurePath, PurePosixPath
from typing import Any

from careword.book import RuleData
from careword.findings import Finding
from careword.note import Checked
from careword.render import machine
from careword.render.json import dump
from careword.render.summary import End

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "information": "note", "hint": "note", "off": "none"}


class SarifRenderer:
    """Writes one log with one run."""

    def __init__(self, shown: machine.Shown) -> None:
        self._shown, self._opened = shown, False
        self._rules: dict[str, RuleData] = {}

    def note(self, checked: Checked) -> None:
        """Write a note's results."""
        found = machine.note(checked, self._shown)["findings"]
        for finding, written in zip(checked.findings, found, strict=True):
            self._rules[finding.candidate.rule] = checked.book.by_id[finding.candidate.rule]
            sys.stdout.write((",\n" if self._opened else self._head()) + dump(_result(checked, finding, written)))
            self._opened = True

    def finish(self, end: End) -> None:
        """Write the rules that spoke, what could not be read, and close the log."""
        tool = machine.tool(end.books)
        driver = {
            "name": "careword",
            "version": tool["version"],
            "semanticVersion": tool["version"],
            "properties": {"rulebook": tool["rulebook"]},
            "rules": [_rule(rule) for _, rule in sorted(self._rules.items())],
        }
        told = [
            {"level": "error", "message": {"text": f"{item['path']}: {item['message']}"}}
            for item in map(machine.error, end.errors)
        ]
        invocation = {"executionSuccessful": not told, "toolExecutionNotifications": told}
        sys.stdout.write("" if self._opened else self._head())
        sys.stdout.write(f'],\n"tool": {dump({"driver": driver})},\n"columnKind": "unicodeCodePoints",\n')
        sys.stdout.write(f'"invocations": [{dump(invocation)}]}}]}}\n')

    @staticmethod
    def _head() -> str:
        return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"results": [\n'


def _result(checked: Checked, finding: Finding, written: dict[str, Any]) -> dict[str, Any]:
    place = checked.note.place_of(finding.candidate.span.start)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(checked.note.path)}}}
    if checked.note.places is None:
        region = {
            "startLine": written["line"],
            "startColumn": written["column"],
            "endLine": written["end_line"],
            "endColumn": written["end_column"],
        }
        if written["text"] is not None:
            region["snippet"] = {"text": written["text"]}
        location["physicalLocation"]["region"] = region
    if checked.note.record is not None or checked.note.places is not None:
        name = f"{checked.note.record}, {place.label}" if checked.note.record is not None else place.label
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": place.kind}]
    keys = ("voice", "speaker", "subject", "age_band", "analysis", "severity", "questions", "frames", "replacements")
    return {
        "ruleId": written["rule"],
        "level": _LEVELS[written["severity"]],
        "message": {"text": written["message"]},
        "locations": [location],
        "partialFingerprints": {"careword/v1": written["fingerprint"]},
        "properties": {key: written[key] for key in keys},
    }


def _rule(rule: RuleData) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": rule.id,
        "name": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": "\n".join(f"{cite}: {supports}" for cite, _, supports in rule.sources) or rule.why},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"pack": rule.pack, "tags": [rule.pack]},
    }
    links = [url for _, url, _ in rule.sources if url]
    return out | ({"helpUri": links[0]} if links else {})


def _uri(path: str) -> str:
    """Write a path as a relative reference, or as a file URI where it is absolute."""
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    return PurePosixPath("/", pure.as_posix()).as_uri().removeprefix("file:///")
