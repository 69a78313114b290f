"""Checked notes in, the store brought up to date: places are renewed and decisions stay. Words are only hashed."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from careword.findings import SEVERITIES, Severity
from careword.note import Checked
from careword.review import log
from careword.review.database import Store
from careword.review.days import day
from careword.review.hashing import keyed, mark
from careword.review.tables import Source, StoredFinding, StoredNote, now

_BATCH = 500  # notes that are kept or lost together
_ROW = re.compile(r"row \d+")  # what a record without an id is called: the next export may call it otherwise


@dataclass(frozen=True, slots=True)
class Spot:
    """One finding as it comes in."""

    rule: str
    severity: Severity
    voice: str
    speaker: str | None
    subject: str
    age_band: str
    analysis: str
    start: int
    end: int
    line: int
    column: int
    fingerprint: str
    place: str | None = None  # where a person looks in a file that has no lines of its own


@dataclass(frozen=True, slots=True)
class Incoming:
    """One note as it comes in. Its text is hashed and forgotten; a file of findings has none."""

    path: str
    record: str | None
    words: int
    text: str | None
    noted_on: str | None
    spots: tuple[Spot, ...]


@dataclass(slots=True)
class Tally:
    """What an import did."""

    notes: int = 0
    findings: int = 0
    new: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whose records come in, and who brings them."""

    actor: str
    team_id: int
    owner_id: int | None = None


@dataclass(slots=True)
class _Known:
    """The notes of one source that are in the store and have not come in again yet."""

    id: int
    by_record: dict[str | None, int] = field(default_factory=dict)
    by_hash: dict[str, list[int]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)


def of_checked(checked: Checked, path: str) -> Incoming:
    """Take what the store needs from a note that was checked here."""
    note = checked.note
    spots = []
    for finding in checked.findings:
        context, span = finding.context, finding.candidate.span
        line, column = note.document.line_column(span.start)
        spots.append(
            Spot(
                finding.candidate.rule, finding.severity, context.voice, context.speaker, context.subject,
                context.age_band, context.analysis, span.start, span.end, line, column, finding.fingerprint,
                note.place_of(span.start).label if note.places else None,
            )
        )  # fmt: skip
    written = note.document.fields.note_date
    return Incoming(
        path, note.record, note.document.words, note.document.text, day(written) if written else None, tuple(spots)
    )


def bring_in(store: Store, items: Iterable[Incoming], keeper: Keeper) -> Tally:
    """Bring notes into the store."""
    tally = _Run(store, keeper).take(items)
    store.settle()
    return tally


class _Run:
    def __init__(self, store: Store, keeper: Keeper) -> None:
        self._store, self._keeper = store, keeper
        self._name, self._at = secrets.token_hex(16), now()
        self._known: dict[str, _Known] = {}
        self._tally = Tally()

    def take(self, items: Iterable[Incoming]) -> Tally:
        rest = iter(items)
        while batch := list(islice(rest, _BATCH)):
            with self._store.session() as db:
                for item in batch:
                    self._note(db, item)
        with self._store.session() as db:
            for known in self._known.values():
                self._set_aside(db, known)
            tally = self._tally
            log.write(
                db, self._keeper.actor, "import", notes=tally.notes, findings=tally.findings, new=tally.new,
                gone=tally.gone,
            )  # fmt: skip
        return self._tally

    def _note(self, db: Session, item: Incoming) -> None:
        known = self._source(db, item.path)
        text_hash = keyed(self._store.salt, item.text) if item.text is not None else None
        marks = [mark(self._store.salt, spot.fingerprint) for spot in item.spots]
        note = self._same(db, known, item, text_hash, marks)
        if note is None:
            note = StoredNote(
                source_id=known.id, team_id=self._keeper.team_id, owner_id=self._keeper.owner_id,
                noted_on=self._at[:10], imported_at=self._at,
            )  # fmt: skip
            db.add(note)
        note.record, note.text_hash, note.words, note.run = item.record, text_hash, item.words, self._name
        note.noted_on = item.noted_on or note.noted_on
        note.owner_id = self._keeper.owner_id if note.owner_id is None else note.owner_id
        fresh, note.gone_at = note.id is None, None
        db.flush()
        known.taken.add(note.id)
        self._tally.notes += 1
        self._tally.findings += len(item.spots)
        self._findings(db, note, fresh=fresh, places=list(zip(marks, item.spots, strict=True)))

    def _findings(self, db: Session, note: StoredNote, *, fresh: bool, places: list[tuple[str, Spot]]) -> None:
        stored = db.scalars(select(StoredFinding).where(StoredFinding.note_id == note.id)) if not fresh else ()
        left = {(item.mark, item.nth): item for item in stored}
        seen = Counter[str]()
        for name, spot in places:
            seen[name] += 1
            finding = left.pop((name, seen[name]), None)
            if finding is None:
                finding = StoredFinding(note_id=note.id, mark=name, nth=seen[name], verdict="", decisions=0)
                db.add(finding)
                self._tally.new += 1
            _place(finding, spot, note)
        for finding in left.values():
            self._tally.gone += not finding.gone
            finding.gone = True

    def _source(self, db: Session, path: str) -> _Known:
        if path not in self._known:
            source = db.scalar(select(Source).where(Source.path == path))
            if source is None:
                source = Source(path=path)
                db.add(source)
                db.flush()
            known = self._known[path] = _Known(source.id)
            rows = db.execute(
                select(StoredNote.id, StoredNote.record, StoredNote.text_hash).where(StoredNote.source_id == source.id)
            )
            for number, record, text_hash in rows:
                known.by_record[record] = number
                if text_hash:
                    known.by_hash.setdefault(text_hash, []).append(number)
        return self._known[path]

    def _same(
        self, db: Session, known: _Known, item: Incoming, text_hash: str | None, marks: list[str]
    ) -> StoredNote | None:
        """Find the note that this one was before: by its id; or, where rows have only numbers, by what it says."""
        if item.record is None or not _ROW.fullmatch(item.record):
            number = known.by_record.get(item.record)
            return db.get(StoredNote, number) if number is not None and number not in known.taken else None
        for number in known.by_hash.get(text_hash or "", ()):
            if number not in known.taken:
                return db.get(StoredNote, number)
        if not known.by_record or not marks:
            return None
        alike = select(StoredFinding.note_id).where(StoredFinding.mark.in_(marks))
        return next(
            (
                note
                for note in db.scalars(
                    select(StoredNote).where(StoredNote.source_id == known.id, StoredNote.id.in_(alike))
                )
                if note.id not in known.taken
            ),
            None,
        )

    def _set_aside(self, db: Session, known: _Known) -> None:
        """Set aside the notes of a source that did not come in again. Their decisions stay."""
        missing = [
            StoredNote.source_id == known.id, StoredNote.run != self._name, StoredNote.gone_at.is_(None),
        ]  # fmt: skip
        notes = select(StoredNote.id).where(*missing).scalar_subquery()
        changed = db.execute(
            update(StoredFinding)
            .where(StoredFinding.note_id.in_(notes), StoredFinding.gone.is_(False))
            .values(gone=True)
            .returning(StoredFinding.id)
        )
        self._tally.gone += len(changed.all())
        db.execute(update(StoredNote).where(*missing).values(gone_at=self._at))


def _place(finding: StoredFinding, spot: Spot, note: StoredNote) -> None:
    """Write where a finding stands now, and what careword makes of it now."""
    for name in Spot.__slots__:
        if name != "fingerprint":
            setattr(finding, name, getattr(spot, name))
    finding.rank = SEVERITIES.index(spot.severity)
    finding.gone = False
    finding.team_id, finding.owner_id = note.team_id, note.owner_id
    finding.noted_on, finding.month = note.noted_on, note.noted_on[:7]
