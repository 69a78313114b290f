"""A document in, its verdicts out, or the name of the fault that stood in the way, so that one note hides no other."""

from __future__ import annotations

from pathlib import Path

from careword.cli.desk import Desk
from careword.findings import Verdict
from careword.text import Document

Judged = list[Verdict] | str


def judged(desk: Desk, document: Document, folder: Path) -> Judged:
    """Judge a note. A fault is named by its kind and its place in the code; its message may hold words of the note."""
    try:
        return desk.of(folder).linter.verdicts(document, silences=desk.silences)
    except Exception as fault:  # noqa: BLE001 - whatever went wrong with this note, the others are still to be checked
        desk.drop(folder)
        import traceback

        place = traceback.extract_tb(fault.__traceback__)[-1]
        return f"{type(fault).__name__} at {Path(place.filename).name}:{place.lineno}"
