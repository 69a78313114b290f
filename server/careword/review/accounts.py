"""People and teams in, who may sign in out; a sign-in that fails too often has to wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from careword.review import log
from careword.review.hashing import digest, fits, hashed, token
from careword.review.tables import Attempt, Link, Person, StoredFinding, StoredNote, Team, Visit, now
from careword.review.viewer import Viewer

IDLE, LONGEST = timedelta(hours=2), timedelta(hours=12)
FRESH = timedelta(minutes=5)  # a visit is written down again after this long
_WINDOW = timedelta(minutes=15)
_EACH, _FROM_ONE_PLACE = 5, 25  # failures in the window before anybody has to wait
_LINK = timedelta(hours=24)
LOCAL = "reviewer"  # the one person of a store on one's own machine


def ago(time: timedelta) -> str:
    """Give a time in the past as the store writes it."""
    return (datetime.now(UTC) - time).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def team(db: Session, name: str) -> Team:
    """Give a team by its name, made where it is new."""
    found = db.scalar(select(Team).where(Team.name == name))
    if found is None:
        found = Team(name=name)
        db.add(found)
        db.flush()
    return found


def team_id(db: Session, name: str) -> int | None:
    """Give the number of the team that somebody wrote down; none where they wrote nothing."""
    return team(db, name.strip()).id if name.strip() else None


def person(db: Session, name: str) -> Person | None:
    """Give a person by the name that they sign in with."""
    return db.scalar(select(Person).where(Person.name == folded(name)))


def folded(name: str) -> str:
    """Write a sign-in name as the store has it."""
    return name.strip().casefold()


def add_person(
    db: Session, actor: str, *, name: str, shown: str, role: str, team_id: int | None, password: str | None
) -> Person | None:
    """Add somebody; none where the name is taken."""
    if person(db, name) is not None:
        return None
    added = Person(
        name=folded(name), shown=shown.strip() or name, role=role, team_id=team_id, active=True, created_at=now(),
        password=hashed(password) if password else None,
    )  # fmt: skip
    db.add(added)
    db.flush()
    log.write(db, actor, "added person", f"person {added.id}", role=role, team=team_id)
    return added


def change(db: Session, actor: str, who: Person, *, shown: str, role: str, team_id: int | None) -> None:
    """Change what somebody is called and what they may see."""
    who.shown, who.role, who.team_id = shown.strip() or who.name, role, team_id
    log.write(db, actor, "changed person", f"person {who.id}", role=role, team=team_id)


def owns(db: Session, who: Person) -> bool:
    """Say whether any note is somebody's own."""
    return db.scalar(select(StoredNote.id).where(StoredNote.owner_id == who.id).limit(1)) is not None


def hand_over(db: Session, actor: str, who: Person, other: Person) -> None:
    """Make somebody's notes another practitioner's own. They stay with the team that they were brought in for."""
    for table in (StoredNote, StoredFinding):
        db.execute(update(table).where(table.owner_id == who.id).values(owner_id=other.id))
    log.write(db, actor, "handed over notes", f"person {who.id}", to=other.id)


def sign_in(db: Session, name: str, password: str, address: str) -> tuple[Person | None, bool]:
    """Check a password. The second value says that this name or place has to wait."""
    who, where = digest(folded(name)), digest(address)
    db.execute(delete(Attempt).where(Attempt.at < ago(_WINDOW)))
    if _failures(db, Attempt.who == who) >= _EACH or _failures(db, Attempt.where == where) >= _FROM_ONE_PLACE:
        return None, True
    found = person(db, name)
    right = fits(found.password if found else None, password)
    if found is None or not right or not found.active:
        db.add(Attempt(who=who, where=where, at=now()))
        log.write(db, "nobody", "sign-in failed", f"person {found.id}" if found else "")
        return None, False
    db.execute(delete(Attempt).where(Attempt.who == who))
    return found, False


def make_link(db: Session, who: Person, base: str) -> str:
    """Make a link that signs somebody in once."""
    secret = token()
    expires = (datetime.now(UTC) + _LINK).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    db.add(Link(token=digest(secret), person_id=who.id, expires_at=expires))
    return f"{base}/sign-in/{secret}"


def use_link(db: Session, secret: str) -> Person | None:
    """Use a link up. The row goes before anything is given for it, so that two browsers cannot both have it."""
    row = db.execute(
        delete(Link).where(Link.token == digest(secret)).returning(Link.person_id, Link.expires_at)
    ).one_or_none()
    if row is None or row.expires_at < now():
        return None
    found = db.get(Person, row.person_id)
    return found if found and found.active else None


def begin(db: Session, who: Person) -> str:
    """Begin a visit and give the token for the browser."""
    secret = token()
    db.add(Visit(token=digest(secret), person_id=who.id, form_token=token(), created_at=now(), seen_at=now()))
    log.write(db, Viewer.of(who).actor, "signed in")
    return secret


def visitor(db: Session, secret: str, idle: timedelta) -> tuple[Viewer | None, str]:
    """Give who is signed in with a token, and when they were last seen."""
    row = db.execute(
        select(Visit, Person)
        .join(Person, Person.id == Visit.person_id)
        .where(
            Visit.token == digest(secret),
            Visit.seen_at >= ago(idle),
            Visit.created_at >= ago(LONGEST),
            Person.active,
        )
    ).one_or_none()
    return (Viewer.of(row[1], row[0].form_token), row[0].seen_at) if row else (None, "")


def seen(db: Session, secret: str) -> None:
    """Note that a visit goes on."""
    visit = db.get(Visit, digest(secret))
    if visit is not None:
        visit.seen_at = now()


def end(db: Session, viewer: Viewer, *, keep: str | None = None) -> None:
    """End somebody's visits, all or all but one."""
    ended = delete(Visit).where(Visit.person_id == viewer.id)
    db.execute(ended.where(Visit.token != digest(keep)) if keep else ended)


def _failures(db: Session, where: ColumnElement[bool]) -> int:
    return db.scalar(select(func.count(Attempt.id)).where(where, Attempt.at >= ago(_WINDOW))) or 0
