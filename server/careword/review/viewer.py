"""Somebody who is signed in, what their role lets them see, and nothing beyond it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, select, true

from careword.review.tables import Drawn, Person, Sample, StoredFinding, StoredNote


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person at the other end. Without a team, a supervisor or an auditor looks after every team."""

    id: int
    name: str
    shown: str
    role: str
    team_id: int | None
    form_token: str = ""

    @property
    def decides(self) -> bool:
        """Say whether this person may decide."""
        return self.role == "supervisor"

    @property
    def actor(self) -> str:
        """The name in the log: people may be renamed, numbers stay."""
        return f"{self.id} {self.name}"

    @classmethod
    def of(cls, person: Person, form_token: str = "") -> Viewer:
        """Take what the pages need to know."""
        return cls(person.id, person.name, person.shown, person.role, person.team_id, form_token)

    def sees_notes(self) -> ColumnElement[bool]:
        """Give the condition that a note must meet."""
        if self.role == "practitioner":
            return StoredNote.owner_id == self.id
        if self.role == "supervisor":
            return true() if self.team_id is None else StoredNote.team_id == self.team_id
        if self.role == "auditor":
            drawn = select(Drawn.note_id).join(Sample, Sample.id == Drawn.sample_id).where(self.sees_samples())
            return StoredNote.id.in_(drawn)
        return false()

    def sees_findings(self) -> ColumnElement[bool]:
        """Give the condition that a finding in a list must meet; lists are for practitioners and supervisors."""
        if self.role == "practitioner":
            return StoredFinding.owner_id == self.id
        if self.role == "supervisor":
            return true() if self.team_id is None else StoredFinding.team_id == self.team_id
        return false()

    def sees_samples(self) -> ColumnElement[bool]:
        """Give the condition that a sample must meet."""
        if self.role in ("supervisor", "auditor"):
            return true() if self.team_id is None else Sample.team_id == self.team_id
        return false()
