"""An annotated note in, its plain text and the verdicts that were marked in it out. Format: corpus/README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from careword.text import Document, Fields, Span

_FIELDS = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
_MARK = re.compile(r"\[\[(.+?)\]\]\{(flag|pass) ([a-z0-9|-]+)((?: [a-z_]+=[^\s}]+)*)\}", re.DOTALL)


class CorpusError(ValueError):
    """A note whose markers cannot be read; the message names the place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that an annotator marked: which rules may speak there (`flag`) or must not (`pass`), and the context."""

    kind: str
    rules: tuple[str, ...]
    span: Span
    expected: dict[str, str]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A note of the corpus."""

    path: Path
    kind: str
    document: Document
    marks: tuple[Mark, ...]


def read(path: Path) -> Annotated:
    """Read a note and take its fields and markers out."""
    raw = path.read_text(encoding="utf-8")
    fields: dict[str, str] = {}
    head = _FIELDS.match(raw)
    if head:
        for line in head[1].splitlines():
            key, _, value = line.partition(":")
            fields[key.strip()] = value.split("  #")[0].strip()
        raw = raw[head.end() :]
    text, marks, at = "", list[Mark](), 0
    for found in _MARK.finditer(raw):
        text += raw[at : found.start()]
        span = Span(len(text), len(text) + len(found[1]))
        text += found[1]
        expected = dict(item.split("=", 1) for item in found[4].split())
        marks.append(Mark(found[2], tuple(found[3].split("|")), span, expected))
        at = found.end()
    text += raw[at:]
    if "[[" in text:
        line = text[: text.index("[[")].count("\n") + 1
        raise CorpusError(f"{path}:{line}: a marker that cannot be read; expected [[words]]{{flag rule key=value}}")
    known = Fields(fields.get("child_age"), fields.get("date_of_birth"), fields.get("note_date"))
    return Annotated(path, fields.get("kind", "note"), Document(text, known), tuple(marks))


def notes(folders: list[Path]) -> list[Annotated]:
    """Read every note below the folders, in order."""
    return [read(path) for folder in folders for path in sorted(folder.rglob("*.txt"))]
