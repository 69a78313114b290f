"""What leaves the review: every decision as a table, and the note for supervision."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from sqlalchemy import select
from starlette.responses import Response

from careword.review import log, supervision
from careword.review.access import Supervisor
from careword.review.answers import download
from careword.review.pages.fields import Chosen
from careword.review.rulings import ALL_HEADER, every
from careword.review.site import Site
from careword.review.tables import Person
from careword.review.tabular import to_csv, to_json

router = APIRouter()


@router.get("/decisions.{kind}")
def decisions(request: Request, viewer: Supervisor, kind: Literal["csv", "json"]) -> Response:
    """Give every decision as a file."""
    with Site.of(request).store.session() as db:
        rows = every(db, viewer)
        log.write(db, viewer.actor, "took away", "decisions", kind=kind)
    body = to_csv(ALL_HEADER, rows) if kind == "csv" else to_json("careword-decisions/1", ALL_HEADER, rows)
    return download(body, kind, "decisions")


@router.get("/supervision")
def show(request: Request, viewer: Supervisor, owner: Chosen = 0) -> Response:
    """Show what is marked for supervision."""
    site = Site.of(request)
    with site.store.session() as db:
        found = supervision.items(db, site.show, viewer, owner)
        ours = Person.team_id == viewer.team_id if viewer.team_id else Person.id > 0
        owners = list(
            db.execute(
                select(Person.id, Person.shown).where(Person.role == "practitioner", ours).order_by(Person.shown)
            )
        )
        log.write(db, viewer.actor, "saw", "supervision", notes=sorted({item.note_id for item in found}))
    return site.page("supervision", viewer, found=found, owner=owner, owners=owners)


@router.get("/supervision.{kind}")
def take(
    request: Request,
    viewer: Supervisor,
    kind: Literal["md", "docx"],
    owner: Chosen = 0,
    *,
    words: Annotated[bool, Query()] = False,
) -> Response:
    """Give the note for supervision as a file, with the words only where they are asked for."""
    site = Site.of(request)
    with site.store.session() as db:
        found = supervision.items(db, site.show, viewer, owner)
        log.write(db, viewer.actor, "took away", "supervision", kind=kind, words=words)
    body = supervision.markdown(found, words=words) if kind == "md" else supervision.docx(found, words=words)
    return download(body, kind, "for-supervision")
