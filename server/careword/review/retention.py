"""A day in, everything about older notes gone from the store out. The log stays: it tells of numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from careword.review import log
from careword.review.tables import (
    Attempt,
    Decision,
    Drawn,
    Judgement,
    Link,
    Sample,
    Source,
    StoredFinding,
    StoredNote,
    Visit,
    now,
)


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was taken away."""

    notes: int
    findings: int
    decisions: int


def purge(db: Session, actor: str, before: str) -> Purged:
    """Take away the notes dated before a day, with their findings, decisions and judgements, and what has run out."""
    notes = select(StoredNote.id).where(StoredNote.noted_on < before)
    findings = select(StoredFinding.id).where(StoredFinding.note_id.in_(notes))
    judged = db.scalars(delete(Judgement).where(Judgement.note_id.in_(notes)).returning(Judgement.id)).all()
    decided = db.scalars(delete(Decision).where(Decision.finding_id.in_(findings)).returning(Decision.id)).all()
    found = db.scalars(delete(StoredFinding).where(StoredFinding.note_id.in_(notes)).returning(StoredFinding.id)).all()
    db.execute(delete(Drawn).where(Drawn.note_id.in_(notes)))
    gone = db.scalars(delete(StoredNote).where(StoredNote.noted_on < before).returning(StoredNote.id)).all()
    db.execute(delete(Sample).where(Sample.id.not_in(select(Drawn.sample_id))))
    db.execute(delete(Source).where(Source.id.not_in(select(StoredNote.source_id))))
    db.execute(delete(Link).where(Link.expires_at < now()))
    db.execute(delete(Visit).where(Visit.created_at < before))
    db.execute(delete(Attempt).where(Attempt.at < before))
    purged = [*(f"decision {number}" for number in decided), *(f"judgement {number}" for number in judged)]
    log.write(db, actor, "purged", "", before=before, notes=len(gone), findings=len(found), purged=purged)
    return Purged(len(gone), len(found), len(decided))
