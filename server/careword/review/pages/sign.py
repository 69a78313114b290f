"""The door: signing in by a link or a password, signing out, and changing one's own password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from careword.review import accounts, log
from careword.review.access import COOKIE, FORM, Anyone, current, let_in, same_site
from careword.review.hashing import fits, hashed
from careword.review.site import Site
from careword.review.tables import Person

router = APIRouter()
SHORTEST = 12  # characters of a password


@router.get("/")
def home(viewer: Anyone) -> Response:
    """Go to the first page of one's role."""
    first = {"auditor": "/samples", "administrator": "/people"}
    return RedirectResponse(first.get(viewer.role, "/queue"), 303)


@router.get("/sign-in")
def ask(request: Request) -> Response:
    """Ask who it is."""
    return RedirectResponse("/", 303) if current(request) else Site.of(request).page("sign_in", None, fault="")


@router.post("/sign-in", dependencies=[Depends(same_site)])
def enter(
    request: Request,
    name: Annotated[str, Form(max_length=100)] = "",
    password: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Sign in with a password."""
    site = Site.of(request)
    address = request.client.host if request.client else ""
    with site.store.session() as db:
        found, waits = accounts.sign_in(db, name, password, address)
        secret = accounts.begin(db, found) if found else ""
    if waits:
        raise HTTPException(429, headers={"Retry-After": "900"})
    if not secret:
        return site.page("sign_in", None, 401, fault="That name and password do not go together.")
    return let_in(request, secret, "/")


@router.get("/sign-in/{secret}")
def by_link(request: Request, secret: str) -> Response:
    """Sign in with a link that works once."""
    site = Site.of(request)
    with site.store.session() as db:
        found = accounts.use_link(db, secret)
        visit = accounts.begin(db, found) if found else ""
    if visit:
        return let_in(request, visit, "/")
    if current(request):
        return RedirectResponse("/", 303)
    return site.page(
        "message", None, 404, heading="This link has been used or is too old",
        said="A sign-in link works once. Start the review again for a new one, or ask for one.",
    )  # fmt: skip


@router.post("/sign-out", dependencies=FORM)
def leave(request: Request, viewer: Anyone) -> Response:
    """Sign out everywhere."""
    with Site.of(request).store.session() as db:
        accounts.end(db, viewer)
        log.write(db, viewer.actor, "signed out")
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/password")
def ask_password(request: Request, viewer: Anyone) -> Response:
    """Ask for a new password."""
    return Site.of(request).page("password", viewer, fault="", shortest=SHORTEST)


@router.post("/password", dependencies=FORM)
def change_password(
    request: Request,
    viewer: Anyone,
    new: Annotated[str, Form(max_length=200)] = "",
    old: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Change one's password; every other visit of this person ends."""
    site = Site.of(request)
    with site.store.session() as db:
        person = db.get_one(Person, viewer.id)
        if person.password is not None and not fits(person.password, old):
            return site.page("password", viewer, 401, fault="Your present password is not right.", shortest=SHORTEST)
        if len(new) < SHORTEST:
            fault = f"Choose a password of at least {SHORTEST} characters."
            return site.page("password", viewer, 422, fault=fault, shortest=SHORTEST)
        person.password = hashed(new)
        accounts.end(db, viewer, keep=request.cookies.get(COOKIE))
        log.write(db, viewer.actor, "changed password", f"person {viewer.id}")
    return site.page("message", viewer, heading="Your password is changed", said="Your other visits have ended.")
