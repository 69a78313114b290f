"""A rule in, what was decided about it out: which of its findings were no problem, and why. No note is named."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from careword.review.tables import Decision, Source, StoredFinding, StoredNote
from careword.review.viewer import Viewer

HEADER = ("rule", "decision", "reason", "severity", "voice", "speaker", "subject", "age_band", "analysis", "month")
ALL_HEADER = (
    "record", "file", "place", "rule", "severity", "voice", "speaker", "subject", "age_band", "analysis", "decision",
    "comment", "decided_at", "number", "latest", "fingerprint",
)  # fmt: skip


def by_rule(db: Session, viewer: Viewer) -> dict[str, tuple[int, int, int]]:
    """Give for each rule its findings, those decided, and those that were no problem."""
    decided = func.sum(case((StoredFinding.verdict != "", 1), else_=0))
    wrong = func.sum(case((StoredFinding.verdict == "not-here", 1), else_=0))
    rows = db.execute(
        select(StoredFinding.rule, func.count(), decided, wrong)
        .where(viewer.sees_findings(), StoredFinding.gone.is_(False))
        .group_by(StoredFinding.rule)
    )
    return {rule: (int(found), int(done), int(false)) for rule, found, done, false in rows}


def of_rule(db: Session, viewer: Viewer, rule: str, most: int | None = None) -> list[Sequence[object]]:
    """Give the latest decision about each finding of a rule, what was no problem first."""
    finding = StoredFinding
    rows = db.execute(
        select(
            finding.rule, Decision.verdict, Decision.comment, finding.severity, finding.voice, finding.speaker,
            finding.subject, finding.age_band, finding.analysis, func.substr(Decision.at, 1, 7),
        )
        .join(Decision, and_(Decision.finding_id == finding.id, Decision.number == finding.decisions))
        .where(viewer.sees_findings(), finding.rule == rule, finding.decisions > 0)
        .order_by(case((Decision.verdict == "not-here", 0), else_=1), Decision.id.desc())
        .limit(most)
    )  # fmt: skip
    return [tuple(row) for row in rows]


def every(db: Session, viewer: Viewer) -> list[Sequence[object]]:
    """Give every decision with the place that it is about."""
    finding = StoredFinding
    rows = db.execute(
        select(finding, Decision, StoredNote.record, Source.path)
        .join(Decision, Decision.finding_id == finding.id)
        .join(StoredNote, StoredNote.id == finding.note_id)
        .join(Source, Source.id == StoredNote.source_id)
        .where(viewer.sees_findings())
        .order_by(Decision.id)
    )
    return [
        (
            record, path, at.place or f"line {at.line}", at.rule, at.severity, at.voice, at.speaker, at.subject,
            at.age_band, at.analysis, made.verdict, made.comment, made.at, made.number, made.number == at.decisions,
            f"{at.mark}-{at.nth}",
        )
        for at, made, record, path in rows
    ]  # fmt: skip
