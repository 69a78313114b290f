"""What somebody wants to see in, a page of findings out, and the one after and before any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Row, and_, func, or_, select, union
from sqlalchemy.orm import Session

from careword.findings import SEVERITIES
from careword.review.tables import Source, StoredFinding, StoredNote
from careword.review.viewer import Viewer

PAGE = 25
Word = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Found = Row[StoredFinding, StoredNote, str]


class Filters(BaseModel):
    """What a queue is narrowed to; empty is no narrowing."""

    model_config = ConfigDict(extra="ignore")
    state: Literal["open", "all", "rewording", "kept", "not-here", "supervision", "gone"] = "open"
    rule: Word = ""
    severity: Literal["", "error", "warning", "information", "hint"] = ""
    voice: Word = ""
    analysis: Literal["", "none", "near", "challenged", "elsewhere"] = ""
    age: Word = ""
    since: Day = ""
    until: Day = ""
    record: Word = ""

    def query(self, **more: object) -> str:
        """Write the filters as the end of an address."""
        chosen = {key: value for key, value in self.model_dump().items() if value and (key, value) != ("state", "open")}
        return urlencode({**chosen, **more})

    @property
    def narrowed(self) -> bool:
        """Say whether anything is left out."""
        return bool(self.query())


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a queue."""

    rows: list[Found]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def listed(db: Session, viewer: Viewer, filters: Filters, number: int) -> Page:
    """Give a page of the queue, the most serious first."""
    where = _where(viewer, filters)
    count = select(func.count(StoredFinding.id)).where(where)
    total = db.scalar(count) or 0
    last = max(1, -(-total // PAGE))
    number = min(max(1, number), last)
    ids = select(StoredFinding.id).where(where)
    ids = ids.order_by(StoredFinding.rank, StoredFinding.id).limit(PAGE).offset((number - 1) * PAGE)
    chosen = list(db.scalars(ids))
    rows = db.execute(
        select(StoredFinding, StoredNote, Source.path)
        .join(StoredNote, StoredNote.id == StoredFinding.note_id)
        .join(Source, Source.id == StoredNote.source_id)
        .where(StoredFinding.id.in_(chosen))
        .order_by(StoredFinding.rank, StoredFinding.id)
    )
    return Page(list(rows), total, number)


def beside(db: Session, viewer: Viewer, filters: Filters, at: StoredFinding) -> tuple[int | None, int | None]:
    """Give the findings before and after one in the queue."""
    rank, number = StoredFinding.rank, StoredFinding.id
    ids = select(number).where(_where(viewer, filters))
    before = ids.where(or_(rank < at.rank, and_(rank == at.rank, number < at.id)))
    after = ids.where(or_(rank > at.rank, and_(rank == at.rank, number > at.id)))
    return (
        db.scalar(before.order_by(rank.desc(), number.desc()).limit(1)),
        db.scalar(after.order_by(rank, number).limit(1)),
    )


def _where(viewer: Viewer, filters: Filters) -> ColumnElement[bool]:
    finding = StoredFinding
    tests: list[ColumnElement[bool]] = [viewer.sees_findings(), finding.gone.is_(filters.state == "gone")]
    if filters.state not in ("all", "gone"):
        tests.append(finding.verdict == ("" if filters.state == "open" else filters.state))
    for column, value in (
        (finding.rule, filters.rule), (finding.voice, filters.voice),
        (finding.analysis, filters.analysis), (finding.age_band, filters.age),
    ):  # fmt: skip
        if value:
            tests.append(column == value)
    if filters.severity:
        tests.append(finding.rank == SEVERITIES.index(filters.severity))
    if filters.since:
        tests.append(finding.noted_on >= filters.since)
    if filters.until:
        tests.append(finding.noted_on <= filters.until)
    if filters.record:
        files = select(Source.id).where(Source.path.endswith(filters.record, autoescape=True))
        named = select(StoredNote.id).where(StoredNote.record == filters.record)
        tests.append(finding.note_id.in_(union(named, select(StoredNote.id).where(StoredNote.source_id.in_(files)))))
    return and_(*tests)
