"""One person: what they are called, what they may see, and who their notes go to; for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from careword.review import accounts
from careword.review.access import FORM, Administrator
from careword.review.pages.fields import Id, Label, Picked, Role
from careword.review.site import Site
from careword.review.tables import Person, Team
from careword.review.viewer import Viewer

router = APIRouter()


@router.get("/people/{person_id}")
def show(request: Request, viewer: Administrator, person_id: Id) -> Response:
    """Show what may be changed about somebody."""
    return _page(Site.of(request), viewer, person_id)


@router.post("/people/{person_id}/details", dependencies=FORM)
def change(
    request: Request,
    viewer: Administrator,
    person_id: Id,
    role: Annotated[Role, Form()],
    shown: Label = "",
    team: Label = "",
) -> Response:
    """Change what somebody is called and what they may see, from their next page on."""
    site = Site.of(request)
    if person_id == viewer.id and role != "administrator":
        return _page(site, viewer, person_id, 422, fault="Ask another administrator to change your own role.")
    with site.store.session() as db:
        found = _person(db, person_id)
        team_id = accounts.team_id(db, team)
        accounts.change(db, viewer.actor, found, shown=shown, role=role, team_id=team_id)
    return RedirectResponse("/people", 303)


@router.post("/people/{person_id}/hand-over", dependencies=FORM)
def hand_over(request: Request, viewer: Administrator, person_id: Id, to: Picked = 0) -> Response:
    """Give somebody's notes to another practitioner."""
    site = Site.of(request)
    with site.store.session() as db:
        found, other = _person(db, person_id), db.get(Person, to)
        right = other is not None and other.id != found.id and other.role == "practitioner" and other.active
        if other is not None and right:
            accounts.hand_over(db, viewer.actor, found, other)
    if not right:
        return _page(site, viewer, person_id, 422, fault="Choose who the notes go to.")
    return RedirectResponse("/people", 303)


def _person(db: Session, person_id: int) -> Person:
    found = db.get(Person, person_id)
    if found is None:
        raise HTTPException(404)
    return found


def _page(site: Site, viewer: Viewer, person_id: int, status: int = 200, *, fault: str = "") -> Response:
    with site.store.session(reads=True) as db:
        found = _person(db, person_id)
        teams = {team.id: team.name for team in db.scalars(select(Team).order_by(Team.name))}
        others = db.scalars(
            select(Person)
            .where(Person.role == "practitioner", Person.active, Person.id != person_id)
            .order_by(Person.shown, Person.id)
        ).all()
        owns = accounts.owns(db, found)
    return site.page(
        "person", viewer, status, person=found, team=teams.get(found.team_id or 0, ""), teams=list(teams.values()),
        others=[(other, teams.get(other.team_id or 0, "")) for other in others], owns=owns, fault=fault,
    )  # fmt: skip
