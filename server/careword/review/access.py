"""A request in, who it is from and whether they may out. Without a visit there is only the way to sign in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, Header, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from careword.review import accounts
from careword.review.hashing import same
from careword.review.site import Site
from careword.review.viewer import Viewer

COOKIE = "careword_visit"
Id = int


class SignedOutError(Exception):
    """Nobody is signed in, or no longer."""


def current(request: Request) -> Viewer | None:
    """Give who is signed in, or none."""
    secret = request.cookies.get(COOKIE)
    if not secret:
        return None
    site = Site.of(request)
    with site.store.session(reads=True) as db:
        found, seen_at = accounts.visitor(db, secret, accounts.LONGEST if site.place.local else accounts.IDLE)
    if found and seen_at < accounts.ago(accounts.FRESH):
        with site.store.session() as db:
            accounts.seen(db, secret)
    return found


def viewer(request: Request) -> Viewer:
    """Give who is signed in."""
    found = current(request)
    if found is None:
        raise SignedOutError
    return found


class Only:
    """Lets some roles in. Whoever has another gets the same answer as for a page that does not exist."""

    def __init__(self, *roles: str) -> None:
        self.roles = roles

    def __call__(self, found: Annotated[Viewer, Depends(viewer)]) -> Viewer:
        """Let them in, or not."""
        if found.role not in self.roles:
            raise HTTPException(404)
        return found


Anyone = Annotated[Viewer, Depends(viewer)]
Supervisor = Annotated[Viewer, Depends(Only("supervisor"))]
Reader = Annotated[Viewer, Depends(Only("supervisor", "practitioner"))]
NoteReader = Annotated[Viewer, Depends(Only("supervisor", "practitioner", "auditor"))]
Sampler = Annotated[Viewer, Depends(Only("supervisor", "auditor"))]
Administrator = Annotated[Viewer, Depends(Only("administrator"))]


def same_site(request: Request, origin: Annotated[str | None, Header()] = None) -> None:
    """Refuse a form that another site sent."""
    place = Site.of(request).place
    if origin is not None and origin not in (place.base, f"{request.url.scheme}://{request.headers.get('host', '')}"):
        raise HTTPException(403)


def own_form(
    found: Annotated[Viewer, Depends(viewer)],
    _: Annotated[None, Depends(same_site)],
    form_token: Annotated[str, Form(max_length=100)] = "",
) -> None:
    """Refuse a form that did not come from a page of this visit."""
    if not same(form_token, found.form_token):
        raise HTTPException(403)


FORM = [Depends(own_form)]


def let_in(request: Request, secret: str, to: str) -> Response:
    """Give the browser its token."""
    place = Site.of(request).place
    answer = RedirectResponse(to, 303)
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=int(accounts.LONGEST.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=place.https,
    )
    return answer
