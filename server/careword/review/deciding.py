"""A decision about a finding in, kept and logged out; or, where somebody else was first, what they decided."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from careword.review import log
from careword.review.tables import Decision, Person, StoredFinding, StoredNote, now
from careword.review.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody decided while this person was looking: nothing was written over."""

    latest: Decision
    by: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose. `seen` is the number of the decision that stood on their page, 0 for none."""

    verdict: str
    comment: str
    seen: int


def decide(db: Session, viewer: Viewer, finding_id: int, choice: Choice) -> Decision | Overtaken | None:
    """Keep a decision; none where there is no such finding for this person."""
    finding = db.scalar(
        select(StoredFinding)
        .join(StoredNote, StoredNote.id == StoredFinding.note_id)
        .where(StoredFinding.id == finding_id, viewer.sees_notes())
        .with_for_update(of=StoredFinding)
    )
    if finding is None or not viewer.decides:
        return None
    if finding.decisions != choice.seen:
        latest = db.execute(
            select(Decision, Person.shown)
            .join(Person, Person.id == Decision.person_id)
            .where(Decision.finding_id == finding_id)
            .order_by(Decision.number.desc())
            .limit(1)
        ).one_or_none()
        return Overtaken(latest[0], latest[1]) if latest else None
    made = Decision(
        finding_id=finding_id, number=choice.seen + 1, verdict=choice.verdict, comment=choice.comment,
        person_id=viewer.id, at=now(),
    )  # fmt: skip
    db.add(made)
    finding.verdict, finding.decisions = choice.verdict, made.number
    db.flush()
    log.write(
        db, viewer.actor, "decided", f"decision {made.id}", finding=finding_id, verdict=choice.verdict,
        seal=log.seal_decision(made),
    )  # fmt: skip
    return made


def history(db: Session, finding_id: int) -> list[tuple[Decision, str]]:
    """Give every decision about a finding with who made it, the latest first."""
    rows = db.execute(
        select(Decision, Person.shown)
        .join(Person, Person.id == Decision.person_id)
        .where(Decision.finding_id == finding_id)
        .order_by(Decision.number.desc())
    )
    return [(decision, shown) for decision, shown in rows]
