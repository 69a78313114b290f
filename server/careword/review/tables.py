"""The tables of the store. None of them has a column for the words of a note; times are UTC in ISO form, as text."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def now() -> str:
    """Give the time as the store writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Table(DeclarativeBase):
    """What the tables share: names for their constraints, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Fact(Table):
    """One thing to know about the store as a whole: its salt, and the end of its log."""

    __tablename__ = "fact"
    key: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(100))


class Team(Table):
    """People who look after each other's records."""

    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)


class Person(Table):
    """Somebody who may sign in. Without a password only a link lets them in."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    shown: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(20))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    password: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool]
    created_at: Mapped[str] = mapped_column(String(30))


class Visit(Table):
    """A person signed in, on one browser. The browser holds the token, the store its hash."""

    __tablename__ = "visit"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    form_token: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[str] = mapped_column(String(30))
    seen_at: Mapped[str] = mapped_column(String(30))


class Link(Table):
    """A link that signs somebody in, once."""

    __tablename__ = "link"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[str] = mapped_column(String(30))


class Attempt(Table):
    """A sign-in that failed; who and from where are hashed."""

    __tablename__ = "attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(String(64), index=True)
    where: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[str] = mapped_column(String(30))


class Source(Table):
    """A file that notes were read from."""

    __tablename__ = "source"
    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(Text, unique=True)


class StoredNote(Table):
    """Where a note stands, and a keyed hash that tells whether it still reads as it did."""

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    record: Mapped[str | None] = mapped_column(Text, index=True)
    text_hash: Mapped[str | None] = mapped_column(String(64))
    words: Mapped[int]
    noted_on: Mapped[str] = mapped_column(String(10))
    imported_at: Mapped[str] = mapped_column(String(30))
    run: Mapped[str] = mapped_column(String(32))
    gone_at: Mapped[str | None] = mapped_column(String(30))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)


class StoredFinding(Table):
    """Where a finding stands and what careword made of it. What is repeated from the note keeps a queue quick."""

    __tablename__ = "finding"
    __table_args__ = (
        # in the order of the queue, with all that a queue is narrowed by: no row is fetched that is not shown
        Index(
            "ix_finding_queue",
            "gone",
            "team_id",
            "rank",
            "id",
            "verdict",
            "rule",
            "voice",
            "analysis",
            "age_band",
            "noted_on",
        ),
        Index("ix_finding_note", "note_id", "gone"),
        Index("ix_finding_months", "gone", "team_id", "month", "rule", "voice", "analysis"),
        Index("ix_finding_rule", "gone", "team_id", "rule", "verdict"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id"))
    mark: Mapped[str] = mapped_column(String(32), index=True)
    nth: Mapped[int]
    rule: Mapped[str] = mapped_column(String(100))
    severity: Mapped[str] = mapped_column(String(12))
    rank: Mapped[int]
    voice: Mapped[str] = mapped_column(String(20))
    speaker: Mapped[str | None] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(20))
    age_band: Mapped[str] = mapped_column(String(10))
    analysis: Mapped[str] = mapped_column(String(12))
    start: Mapped[int]
    end: Mapped[int]
    line: Mapped[int]
    column: Mapped[int]
    place: Mapped[str | None] = mapped_column(Text)
    team_id: Mapped[int]
    owner_id: Mapped[int | None] = mapped_column(index=True)
    noted_on: Mapped[str] = mapped_column(String(10))
    month: Mapped[str] = mapped_column(String(7))
    gone: Mapped[bool]
    verdict: Mapped[str] = mapped_column(String(20))
    decisions: Mapped[int]


class Decision(Table):
    """What somebody decided about a finding. The next one is added after it, and none is ever changed."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("finding_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    number: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(20))
    comment: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(String(30))


class Entry(Table):
    """One line of the log. Each holds the hash of the one before it."""

    __tablename__ = "entry"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(30))
    actor: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(60))
    detail: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Sample(Table):
    """A dip sample: how it was drawn, so that it can be drawn again."""

    __tablename__ = "sample"
    id: Mapped[int] = mapped_column(primary_key=True)
    seed: Mapped[int]
    wanted: Mapped[int]
    rule: Mapped[str | None] = mapped_column(String(100))
    population: Mapped[int]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(String(30))


class Drawn(Table):
    """A note in a sample."""

    __tablename__ = "drawn"
    __table_args__ = (UniqueConstraint("sample_id", "note_id"),)
    sample_id: Mapped[int] = mapped_column(ForeignKey("sample.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id"), index=True)


class Judgement(Table):
    """What a supervisor made of a note in a sample. As with decisions, the latest counts and none is changed."""

    __tablename__ = "judgement"
    __table_args__ = (UniqueConstraint("sample_id", "note_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("sample.id"))
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id"))
    number: Mapped[int]
    grade: Mapped[str] = mapped_column(String(30))
    comment: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(String(30))
