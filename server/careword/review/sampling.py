"""How many notes and a seed in, a dip sample out: the same seed over the same notes draws the same ones."""

from __future__ import annotations

import random
import secrets

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from careword.review import log
from careword.review.tables import Drawn, Judgement, Person, Sample, Source, StoredFinding, StoredNote, now
from careword.review.viewer import Viewer

MOST = 50  # notes in a sample: more than anybody reads at a sitting


def draw(db: Session, viewer: Viewer, *, wanted: int, rule: str | None, seed: int | None) -> Sample | None:
    """Draw notes at random, or those in which one rule spoke; none where there is nothing to draw from."""
    ids = select(StoredNote.id).where(viewer.sees_notes(), StoredNote.gone_at.is_(None)).order_by(StoredNote.id)
    if rule:
        spoke = select(StoredFinding.note_id).where(StoredFinding.rule == rule, StoredFinding.gone.is_(False))
        ids = ids.where(StoredNote.id.in_(spoke))
    population = list(db.scalars(ids))
    if not population:
        return None
    seed = secrets.randbelow(1_000_000) if seed is None else seed
    drawn = random.Random(seed).sample(population, min(wanted, len(population)))  # noqa: S311 - to be drawn again
    sample = Sample(
        seed=seed, wanted=wanted, rule=rule or None, population=len(population), team_id=viewer.team_id,
        person_id=viewer.id, at=now(),
    )  # fmt: skip
    db.add(sample)
    db.flush()
    db.add_all(Drawn(sample_id=sample.id, position=at, note_id=note) for at, note in enumerate(drawn, 1))
    log.write(
        db, viewer.actor, "drew", f"sample {sample.id}", seed=seed, population=len(population), notes=sorted(drawn)
    )
    return sample


def samples(db: Session, viewer: Viewer) -> list[tuple[Sample, str, int]]:
    """List the samples with who drew them and how many notes are in them, the latest first."""
    many = select(Drawn.sample_id, func.count(Drawn.note_id).label("many")).group_by(Drawn.sample_id).subquery()
    rows = db.execute(
        select(Sample, Person.shown, many.c.many)
        .join(Person, Person.id == Sample.person_id)
        .join(many, many.c.sample_id == Sample.id)
        .where(viewer.sees_samples())
        .order_by(Sample.id.desc())
        .limit(100)
    )
    return [(sample, shown, number) for sample, shown, number in rows]


def notes(db: Session, sample: Sample) -> list[tuple[StoredNote, str, list[StoredFinding]]]:
    """Give the notes of a sample in the order in which they were drawn, each with its file and findings."""
    rows = db.execute(
        select(StoredNote, Source.path)
        .join(Drawn, Drawn.note_id == StoredNote.id)
        .join(Source, Source.id == StoredNote.source_id)
        .where(Drawn.sample_id == sample.id)
        .order_by(Drawn.position)
    ).all()
    found: dict[int, list[StoredFinding]] = {}
    for finding in db.scalars(
        select(StoredFinding)
        .join(Drawn, Drawn.note_id == StoredFinding.note_id)
        .where(Drawn.sample_id == sample.id, StoredFinding.gone.is_(False))
        .order_by(StoredFinding.start, StoredFinding.end)
    ):
        found.setdefault(finding.note_id, []).append(finding)
    return [(note, path, found.get(note.id, [])) for note, path in rows]


def judgements(db: Session, sample: Sample) -> dict[int, Judgement]:
    """Give the latest judgement of each note that has one."""
    rows = db.scalars(select(Judgement).where(Judgement.sample_id == sample.id).order_by(Judgement.number))
    return {row.note_id: row for row in rows}


def judge(db: Session, viewer: Viewer, sample: Sample, note_id: int, *, grade: str, comment: str, seen: int) -> bool:
    """Keep what a supervisor made of a note; not where somebody else did so while they were looking."""
    where = (Judgement.sample_id == sample.id, Judgement.note_id == note_id)
    db.scalar(select(Sample.id).where(Sample.id == sample.id).with_for_update())
    if (db.scalar(select(func.max(Judgement.number)).where(*where)) or 0) != seen:
        return False
    made = Judgement(
        sample_id=sample.id, note_id=note_id, number=seen + 1, grade=grade, comment=comment, person_id=viewer.id,
        at=now(),
    )  # fmt: skip
    db.add(made)
    db.flush()
    log.write(
        db, viewer.actor, "judged", f"judgement {made.id}", note=note_id, sample=sample.id, grade=grade,
        seal=log.seal_judgement(made),
    )  # fmt: skip
    return True
