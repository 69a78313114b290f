"""A store and a check in, the web application out."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from careword.review.access import SignedOutError, current
from careword.review.database import Store
from careword.review.engine import Engine
from careword.review.guard import Guard
from careword.review.pages import exports, note, people, person, queue, rules, samples, sign, trends
from careword.review.site import STATIC, Place, Site

_SAID = {
    403: ("This form is out of date", "Go back, reload the page and try again. Nothing was changed."),
    404: ("There is no such page here", "It may be that it is not yours to see, or that it has been removed."),
    405: ("There is no such page here", "Start again from the first page."),
    422: ("Something in the address or the form is not right", "Nothing was changed. Go back and check what is in it."),
    429: ("Too many attempts", "Please wait a quarter of an hour and try again."),
}


def create_app(store: Store, engine: Engine, place: Place) -> FastAPI:
    """Build the application."""
    # no pages about the interface itself: they would load scripts from elsewhere
    app = FastAPI(
        title="careword review",
        openapi_url=None,
        middleware=[
            Middleware(Guard, https=place.https),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(place.hosts)),
        ],
    )
    app.state.site = Site(store, engine, place)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for pages in (sign, queue, note, samples, trends, rules, exports, people, person):
        app.include_router(pages.router)
    app.add_exception_handler(SignedOutError, _sign_in)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _refused)
    return app


def _sign_in(request: Request, _: Exception) -> Response:
    """Send a reader to the door; a form that came too late is told that it was not kept."""
    if request.method in ("GET", "HEAD"):
        return RedirectResponse("/sign-in", 303)
    return Site.of(request).page(
        "message", None, 401, heading="You have been signed out",
        said="What you sent was not kept. Go back to copy your comment, sign in, and send it again.",
    )  # fmt: skip


def _refused(request: Request, fault: Exception) -> Response:
    """Say that there is nothing here, in the same words whether there is or not. What was sent is not repeated."""
    status = fault.status_code if isinstance(fault, HTTPException) else 422
    heading, said = _SAID.get(status, ("That did not work", "Nothing was changed."))
    answer = Site.of(request).page("message", current(request), status, heading=heading, said=said)
    if isinstance(fault, HTTPException) and fault.headers:
        answer.headers.update(fault.headers)
    return answer
