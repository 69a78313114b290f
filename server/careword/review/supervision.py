"""The findings marked for supervision in, a note to take there out: grouped by what to talk about, not by who wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from careword.review import labels
from careword.review.days import spoken
from careword.review.sheet_docx import blank, clean, saved
from careword.review.shown import Show
from careword.review.tables import Decision, Source, StoredFinding, StoredNote
from careword.review.viewer import Viewer

MOST = 200  # one supervision's worth, many times over
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to talk about."""

    title: str
    note_id: int
    finding_id: int
    record: str
    place: str
    said: str
    analysis: str
    comment: str
    questions: tuple[str, ...]  # as they read here, with the words or the child's name where the rule puts them
    bare_questions: tuple[str, ...]
    words: str


def items(db: Session, show: Show, viewer: Viewer, owner: int) -> list[Item]:
    """Give what is marked for supervision, by rule; `owner` narrows it to one practitioner's own notes."""
    rows = db.execute(
        select(StoredFinding, StoredNote, Source.path, Decision.comment)
        .join(StoredNote, StoredNote.id == StoredFinding.note_id)
        .join(Source, Source.id == StoredNote.source_id)
        .join(
            Decision, and_(Decision.finding_id == StoredFinding.id, Decision.number == StoredFinding.decisions)
        )
        .where(
            viewer.sees_findings(), StoredFinding.verdict == "supervision", StoredFinding.gone.is_(False),
            StoredFinding.owner_id == owner if owner else StoredFinding.id > 0,
        )
        .order_by(StoredFinding.rule, StoredFinding.id)
        .limit(MOST)
    ).all()  # fmt: skip
    return [_item(show, path, note, finding, comment) for finding, note, path, comment in rows]


def _item(show: Show, path: str, note: StoredNote, stored: StoredFinding, comment: str) -> Item:
    placed, bare = show.note(path, note, [stored]).findings[0], show.bare(stored, Path(path).parent)
    return Item(
        placed.title, note.id, stored.id, note.record or Path(path).name, stored.place or f"line {stored.line}",
        placed.said, labels.ANALYSIS.get(stored.analysis, stored.analysis), comment, placed.questions,
        bare.questions, placed.words,
    )  # fmt: skip


def markdown(found: Sequence[Item], *, words: bool) -> bytes:
    """Write the note as Markdown."""
    lines = ["# For supervision", "", _about(found), ""]
    for title, group in groupby(found, key=lambda item: item.title):
        lines += [f"## {_plain(title)}", ""]
        for item in group:
            lines.append(f"- **{_plain(item.record)}**, {_plain(item.place)}: {item.said}; {item.analysis}")
            if words and item.words:
                lines.append(f"  - Words: “{_plain(item.words)}”")
            if item.comment:
                lines.append(f"  - Comment: {_plain(item.comment)}")
            lines += [f"  - {_plain(question)}" for question in _asked(item, words=words)]
        lines += ["", "What we agreed: ", ""]
    return "\n".join(lines).encode("utf-8", "replace")


def docx(found: Sequence[Item], *, words: bool) -> bytes:
    """Write the note as a Word document."""
    document = blank("For supervision")
    document.add_paragraph(_about(found))
    for title, group in groupby(found, key=lambda item: item.title):
        document.add_heading(clean(title), 1)
        for item in group:
            document.add_heading(clean(f"{item.record}, {item.place}"), 2)
            document.add_paragraph(f"{item.said}; {item.analysis}")
            if words and item.words:
                document.add_paragraph(clean(f"“{item.words}”"), style="Quote")
            if item.comment:
                document.add_paragraph(clean(f"Comment: {item.comment}"))
            for question in _asked(item, words=words):
                document.add_paragraph(clean(question), style="List Bullet")
        document.add_paragraph("What we agreed: " + "_" * 50)
    return saved(document)


def _asked(item: Item, *, words: bool) -> tuple[str, ...]:
    return item.questions if words else item.bare_questions


def _about(found: Sequence[Item]) -> str:
    today = spoken(datetime.now(UTC).date().isoformat())
    return f"{len(found)} to talk about. Written on {today}; this note may be disclosed."


def _plain(text: str) -> str:
    return " ".join(_SPECIAL.sub(r"\\\1", text).split())
