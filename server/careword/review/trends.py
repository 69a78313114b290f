"""A store in, counts by month out: by rule, by voice, by analysis state. Nothing here knows who wrote a note."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from careword.review.tables import StoredFinding, StoredNote
from careword.review.viewer import Viewer

By = Literal["rule", "voice", "analysis"]
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Series:
    """One row of the table and one line of the chart: its name and a count for every month."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All months together."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Trend:
    """Counts by month, and the notes that they were found in."""

    by: By
    months: tuple[str, ...]
    series: tuple[Series, ...]
    notes: tuple[int, ...]


def trends(db: Session, viewer: Viewer) -> list[Trend]:
    """Count the findings that are in the notes now, in the latest months that have any."""
    of_note = func.substr(StoredNote.noted_on, 1, 7)
    dated = select(of_note, func.count(StoredNote.id)).where(viewer.sees_notes(), StoredNote.gone_at.is_(None))
    read: dict[str, int] = {row[0]: row[1] for row in db.execute(dated.group_by(of_note))}
    months = tuple(sorted(read)[-MONTHS:])
    column = StoredFinding.month
    here = (viewer.sees_findings(), StoredFinding.gone.is_(False), column >= (months[0] if months else ""))
    rows = db.execute(
        select(column, StoredFinding.rule, StoredFinding.voice, StoredFinding.analysis, func.count())
        .where(*here)
        .group_by(column, StoredFinding.rule, StoredFinding.voice, StoredFinding.analysis)
    ).all()
    return [
        _trend("rule", months, [(row[0], row[1], row[4]) for row in rows], read),
        _trend("voice", months, [(row[0], row[2], row[4]) for row in rows], read),
        _trend("analysis", months, [(row[0], row[3], row[4]) for row in rows], read),
    ]


def _trend(by: By, months: tuple[str, ...], rows: list[tuple[str, str, int]], read: dict[str, int]) -> Trend:
    counts: dict[str, Counter[str]] = {}
    for month, name, number in rows:
        counts.setdefault(name, Counter())[month] += number
    series = [Series(name, tuple(counter[month] for month in months)) for name, counter in counts.items()]
    series.sort(key=lambda item: (-item.total, item.name))
    return Trend(
        by, months, tuple(item for item in series if item.total), tuple(read.get(month, 0) for month in months)
    )
