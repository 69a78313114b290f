"""Dip samples: drawing one, reading its sheet, judging a note, and taking the sheet away."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from careword.review import log, sampling
from careword.review.access import FORM, Sampler, Supervisor
from careword.review.answers import download
from careword.review.pages.fields import Comment, Id, Seen
from careword.review.sheet import QUESTIONS, Sheet, make_sheet
from careword.review.site import Site
from careword.review.tables import Drawn, Person, Sample
from careword.review.viewer import Viewer

router = APIRouter()
Rule = Annotated[str, Form(max_length=100, pattern=r"^[a-z0-9-]*$")]
Grade = Literal["outstanding", "good", "requires-improvement", "inadequate"]


@router.get("/samples")
def listed(request: Request, viewer: Sampler) -> Response:
    """Show the samples, and to a supervisor how to draw one."""
    return _list(Site.of(request), viewer)


@router.post("/samples", dependencies=FORM)
def draw(
    request: Request,
    viewer: Supervisor,
    wanted: Annotated[int, Form(ge=1, le=sampling.MOST)] = 10,
    rule: Rule = "",
    seed: Annotated[str, Form(max_length=9, pattern=r"^[0-9]*$")] = "",
) -> Response:
    """Draw a sample."""
    site = Site.of(request)
    with site.store.session() as db:
        sample = sampling.draw(db, viewer, wanted=wanted, rule=rule or None, seed=int(seed) if seed else None)
    if sample is None:
        return _list(site, viewer, 422, fault="There is no note to draw from.")
    return RedirectResponse(f"/samples/{sample.id}", 303)


@router.get("/samples/{sample_id}")
def show(request: Request, viewer: Sampler, sample_id: Id) -> Response:
    """Show a sheet."""
    return _show(Site.of(request), viewer, sample_id)


@router.post("/samples/{sample_id}/notes/{note_id}", dependencies=FORM)
def judge(
    request: Request,
    viewer: Supervisor,
    sample_id: Id,
    note_id: Id,
    grade: Annotated[Grade, Form()],
    seen: Seen = 0,
    comment: Comment = "",
) -> Response:
    """Keep a judgement of a note."""
    site = Site.of(request)
    with site.store.session() as db:
        sample = _sample(db, viewer, sample_id)
        if db.scalar(select(Drawn.note_id).where(Drawn.sample_id == sample_id, Drawn.note_id == note_id)) is None:
            raise HTTPException(404)
        kept = sampling.judge(db, viewer, sample, note_id, grade=grade, comment=comment.strip(), seen=seen)
    if not kept:
        fault = "Somebody else judged this note while you were looking. Yours has not been saved; theirs is below."
        return _show(site, viewer, sample_id, 409, fault=fault)
    return RedirectResponse(f"/samples/{sample_id}#note-{note_id}", 303)


@router.get("/samples/{sample_id}/sheet.{kind}")
def take(
    request: Request,
    viewer: Sampler,
    sample_id: Id,
    kind: Literal["docx", "pdf", "csv"],
    *,
    words: Annotated[bool, Query()] = False,
) -> Response:
    """Give the sheet as a file, with the words only where they are asked for."""
    site = Site.of(request)
    with site.store.session() as db:
        sheet = _sheet(db, site, viewer, sample_id)
        log.write(db, viewer.actor, "took away", f"sample {sample_id}", kind=kind, words=words)
    # each format is imported when somebody asks for it
    if kind == "docx":
        from careword.review import sheet_docx

        body = sheet_docx.write(sheet, words=words)
    elif kind == "pdf":
        from careword.review import sheet_pdf

        body = sheet_pdf.write(sheet, words=words)
    else:
        from careword.review import sheet_csv

        body = sheet_csv.write(sheet, words=words)
    return download(body, kind, f"dip-sample-{sample_id}")


def _show(site: Site, viewer: Viewer, sample_id: int, status: int = 200, *, fault: str = "") -> Response:
    with site.store.session() as db:
        sheet = _sheet(db, site, viewer, sample_id)
        log.write(db, viewer.actor, "saw", f"sample {sample_id}")
    return site.page("sample", viewer, status, sheet=sheet, fault=fault, questions=QUESTIONS)


def _sheet(db: Session, site: Site, viewer: Viewer, sample_id: int) -> Sheet:
    sample = _sample(db, viewer, sample_id)
    drawn_by = db.get_one(Person, sample.person_id).shown
    return make_sheet(site.show, sample, drawn_by, sampling.notes(db, sample), sampling.judgements(db, sample))


def _sample(db: Session, viewer: Viewer, sample_id: int) -> Sample:
    sample = db.scalar(select(Sample).where(Sample.id == sample_id, viewer.sees_samples()))
    if sample is None:
        raise HTTPException(404)
    return sample


def _list(site: Site, viewer: Viewer, status: int = 200, *, fault: str = "") -> Response:
    with site.store.session(reads=True) as db:
        rows = sampling.samples(db, viewer)
    return site.page("samples", viewer, status, rows=rows, rules=site.rules(), fault=fault, most=sampling.MOST)
