"""What somebody saw or did in, a line of the log out: append-only, each line chained to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from careword.review.tables import Decision, Entry, Fact, Judgement, now

START = "0" * 64
_LOCK = 0x6361726577  # any number that nothing else in the database locks on


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of reading the whole log: how long it is, its last hash, and every fault."""

    entries: int
    head: str
    faults: tuple[str, ...]


def write(db: Session, actor: str, action: str, subject: str = "", **detail: object) -> None:
    """Add a line. It is kept or lost together with what it tells of."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    head = db.get(Fact, "log", with_for_update=True, populate_existing=True)
    count, before = _end(head.value) if head else (0, START)
    entry = Entry(
        number=count + 1, at=now(), actor=actor, action=action, subject=subject, before=before,
        detail=json.dumps(detail, sort_keys=True, ensure_ascii=False),
    )  # fmt: skip
    entry.hash = _hash(entry)
    db.add(entry)
    value = f"{entry.number} {entry.hash}"
    if head:
        head.value = value
    else:
        db.add(Fact(key="log", value=value))
    db.flush()


def seal(*parts: object) -> str:
    """Hash a decision, so that the log can tell whether it still reads as it was made."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def verify(db: Session, *, head: str | None = None) -> Verified:
    """Read the log from its first line to its last; `head` is a hash that somebody noted down earlier."""
    faults: list[str] = []
    before, number, known = START, 0, head is None
    made: dict[str, str] = {}  # what was decided and not purged, with its seal
    for entry in db.scalars(select(Entry).order_by(Entry.number)).yield_per(1000):
        number += 1
        if entry.number != number:
            faults.append(f"entry {number} is missing")
            number = entry.number
        elif entry.before != before:
            faults.append(f"entry {number} does not follow the one before it")
        if entry.hash != _hash(entry):
            faults.append(f"entry {number} was changed")
        before, known = entry.hash, known or entry.hash == head
        detail = _detail(entry)
        if "seal" in detail:
            made[entry.subject] = str(detail["seal"])
        purged = detail.get("purged")
        for subject in purged if isinstance(purged, list) else ():
            made.pop(str(subject), None)
    stored = db.get(Fact, "log")
    if _end(stored.value if stored else f"0 {START}") != (number, before):
        faults.append("the end of the log was cut off or replaced")
    if not known:
        faults.append("the hash that was noted down earlier is not in the log")
    return Verified(number, before, (*faults, *_unsealed(db, made)))


def _unsealed(db: Session, made: dict[str, str]) -> Iterator[str]:
    """Find decisions and judgements that are not what the log says was made."""
    stored = {
        **{f"decision {item.id}": seal_decision(item) for item in db.scalars(select(Decision))},
        **{f"judgement {item.id}": seal_judgement(item) for item in db.scalars(select(Judgement))},
    }
    for subject in sorted(stored.keys() | made.keys()):
        if subject not in stored:
            yield f"{subject} is missing"
        elif stored[subject] != made.get(subject):
            yield f"{subject} is not as the log has it"


def seal_decision(made: Decision) -> str:
    """Hash a decision."""
    return seal(made.finding_id, made.number, made.verdict, made.comment, made.person_id, made.at)


def seal_judgement(made: Judgement) -> str:
    """Hash a judgement."""
    return seal(made.sample_id, made.note_id, made.number, made.grade, made.comment, made.person_id, made.at)


def _hash(entry: Entry) -> str:
    return seal(entry.number, entry.at, entry.actor, entry.action, entry.subject, entry.detail, entry.before)


def _end(value: str) -> tuple[int, str]:
    count, _, last = value.partition(" ")
    return int(count), last


def _detail(entry: Entry) -> dict[str, object]:
    try:
        found = json.loads(entry.detail)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
