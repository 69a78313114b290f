"""People and teams, and the log of what was seen and done: for administrators, who see no notes."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from sqlalchemy import func, select
from starlette.responses import RedirectResponse, Response

from careword.review import accounts, log
from careword.review.access import FORM, Administrator
from careword.review.pages.fields import Id, Label, Role
from careword.review.site import Site
from careword.review.tables import Entry, Person, Team
from careword.review.viewer import Viewer

router = APIRouter()
Name = Annotated[str, Form(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]*\S[^\x00-\x1f]*$")]
_PAGE = 50


@router.get("/people")
def people(request: Request, viewer: Administrator) -> Response:
    """Show who may sign in."""
    return _people(Site.of(request), viewer)


@router.post("/people", dependencies=FORM)
def add(
    request: Request,
    viewer: Administrator,
    name: Name,
    role: Annotated[Role, Form()],
    shown: Label = "",
    team: Label = "",
) -> Response:
    """Add somebody, and give a link with which they sign in for the first time."""
    site = Site.of(request)
    with site.store.session() as db:
        team_id = accounts.team_id(db, team)
        added = accounts.add_person(
            db, viewer.actor, name=name, shown=shown, role=role, team_id=team_id, password=None
        )  # fmt: skip
        link = accounts.make_link(db, added, site.place.base) if added else ""
    if not link:
        return _people(site, viewer, 409, fault="Somebody signs in with that name already.")
    return _people(site, viewer, link=link, who=name)


@router.post("/people/{person_id}", dependencies=FORM)
def change(
    request: Request, viewer: Administrator, person_id: Id, what: Annotated[Literal["stop", "start", "link"], Form()]
) -> Response:
    """Stop somebody from signing in, let them again, or give them a new link."""
    site = Site.of(request)
    link, who = "", ""
    with site.store.session() as db:
        person = db.get(Person, person_id)
        if person is None or (person_id == viewer.id and what == "stop"):
            raise HTTPException(404)
        if what == "link":
            if not person.active:
                raise HTTPException(404)
            person.password, who = None, person.name
            link = accounts.make_link(db, person, site.place.base)
        else:
            person.active = what == "start"
        if what != "start":
            accounts.end(db, Viewer.of(person))
        log.write(db, viewer.actor, f"{what} person", f"person {person_id}")
    return _people(site, viewer, link=link, who=who) if link else RedirectResponse("/people", 303)


@router.get("/log")
def show_log(request: Request, viewer: Administrator, page: Annotated[int, Query(ge=1, le=1_000_000)] = 1) -> Response:
    """Show the log, the latest first."""
    site = Site.of(request)
    with site.store.session(reads=True) as db:
        total = db.scalar(select(func.max(Entry.number))) or 0
        last = max(1, -(-total // _PAGE))
        page = min(page, last)
        entries = list(db.scalars(select(Entry).order_by(Entry.number.desc()).limit(_PAGE).offset((page - 1) * _PAGE)))
    return site.page("log", viewer, entries=entries, number=page, pages=last, total=total)


def _people(
    site: Site, viewer: Viewer, status: int = 200, *, fault: str = "", link: str = "", who: str = ""
) -> Response:
    with site.store.session(reads=True) as db:
        rows = db.execute(
            select(Person, Team.name).outerjoin(Team, Team.id == Person.team_id).order_by(Person.name)
        ).all()
        teams = list(db.scalars(select(Team.name).order_by(Team.name)))
    return site.page("people", viewer, status, rows=rows, teams=teams, fault=fault, link=link, who=who)
