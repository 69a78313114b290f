"""A note with its findings in place, read from its source now; and decisions about them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Header, HTTPException, Query, Request
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from careword.review import log
from careword.review.access import FORM, NoteReader, Supervisor
from careword.review.deciding import Choice, Overtaken, decide, history
from careword.review.pages.fields import Chosen, Comment, Id, Seen
from careword.review.queue import Filters, beside
from careword.review.shown import Placed
from careword.review.site import Site
from careword.review.tables import Decision, Source, StoredFinding, StoredNote
from careword.review.viewer import Viewer

router = APIRouter()
Verdict = Literal["rewording", "kept", "not-here", "supervision"]


@router.get("/notes/{note_id}")
def show(
    request: Request,
    viewer: NoteReader,
    note_id: Id,
    filters: Annotated[Filters, Query()],
    finding: Chosen = 0,
) -> Response:
    """Show a note, one of its findings chosen."""
    site = Site.of(request)
    with site.store.session() as db:
        row = db.execute(
            select(StoredNote, Source.path)
            .join(Source, Source.id == StoredNote.source_id)
            .where(StoredNote.id == note_id, viewer.sees_notes())
        ).one_or_none()
        if row is None:
            raise HTTPException(404)
        note, path = row
        here = StoredFinding.note_id == note_id
        if filters.state != "gone":
            here &= StoredFinding.gone.is_(False)
        stored = list(db.scalars(select(StoredFinding).where(here).order_by(StoredFinding.start, StoredFinding.end)))
        log.write(db, viewer.actor, "saw", f"note {note_id}")
        around = _around(db, viewer, filters, stored, finding)
    shown = site.show.note(path, note, stored)
    chosen = next((item for item in shown.findings if item.stored.id == finding), None)
    chosen = chosen or next(iter(shown.findings), None)
    with site.store.session(reads=True) as db:
        decided = history(db, chosen.stored.id) if chosen else []
    return site.page(
        "note", viewer, note=note, file=Path(path).name, shown=shown, chosen=chosen, decided=decided,
        pieces=shown.pieces(chosen), filters=filters, around=around, overtaken=None, fault="", comment="", picked="",
        saved=False,
    )  # fmt: skip


@router.post("/findings/{finding_id}", dependencies=FORM)
def make(
    request: Request,
    viewer: Supervisor,
    finding_id: Id,
    filters: Annotated[Filters, Query()],
    seen: Seen,
    verdict: Annotated[Verdict | None, Form()] = None,
    comment: Comment = "",
    hx_request: Annotated[str | None, Header()] = None,
) -> Response:
    """Keep a decision, or say why not."""
    site = Site.of(request)
    comment = comment.strip()
    fault = _fault(verdict, comment)
    made: Decision | Overtaken | None = None
    with site.store.session() as db:
        row = db.execute(
            select(StoredFinding, Source.path)
            .join(StoredNote, StoredNote.id == StoredFinding.note_id)
            .join(Source, Source.id == StoredNote.source_id)
            .where(StoredFinding.id == finding_id, viewer.sees_notes())
        ).one_or_none()
        if row is None:
            raise HTTPException(404)
        stored = row[0]
        if verdict and not fault:
            made = decide(db, viewer, finding_id, Choice(verdict, comment, seen))
            if made is None:
                raise HTTPException(422)
    kept = isinstance(made, Decision)
    if kept and not hx_request:
        query = filters.query(finding=finding_id)
        return RedirectResponse(f"/notes/{stored.note_id}?{query}#decision", 303)
    with site.store.session(reads=True) as db:
        stored = db.get_one(StoredFinding, finding_id)
        around = _around(db, viewer, filters, [stored], finding_id)
        decided = history(db, finding_id)
    chosen = Placed(stored, None, "", "", "", site.title(stored.rule))
    return site.page(
        "decision" if hx_request else "decide", viewer, 200 if kept else 409 if made else 422, chosen=chosen,
        decided=decided, filters=filters, around=around, overtaken=made if isinstance(made, Overtaken) else None,
        fault=fault, comment="" if kept else comment, picked="" if kept else verdict or "", saved=kept,
    )  # fmt: skip


def _fault(verdict: Verdict | None, comment: str) -> str:
    if verdict is None:
        return "Choose what you decide."
    if verdict == "not-here" and not comment:
        return "Say in a few words why it is not a problem here: this is what makes the rule better."
    return ""


def _around(
    db: Session, viewer: Viewer, filters: Filters, stored: list[StoredFinding], finding: int
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Give the findings before and after in the queue, each with its note."""
    at = next((item for item in stored if item.id == finding), stored[0] if stored else None)
    if at is None or viewer.role == "auditor":
        return None, None
    before, after = beside(db, viewer, filters, at)
    return _with_note(db, before), _with_note(db, after)


def _with_note(db: Session, finding: int | None) -> tuple[int, int] | None:
    note = db.scalar(select(StoredFinding.note_id).where(StoredFinding.id == finding)) if finding else None
    return (note, finding) if note and finding else None
