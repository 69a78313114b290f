"""Trends over time, by rule, by voice and by analysis state. There is none by worker, and nowhere to ask for one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from careword.review import labels
from careword.review.access import Supervisor
from careword.review.chart import chart
from careword.review.site import Site
from careword.review.trends import trends

router = APIRouter()


@router.get("/trends")
def show(request: Request, viewer: Supervisor) -> Response:
    """Show the trends."""
    site = Site.of(request)
    with site.store.session(reads=True) as db:
        found = trends(db, viewer)
    names = {"rule": dict(site.rules()), "voice": labels.VOICES, "analysis": labels.ANALYSIS}
    shown = [(trend, names[trend.by], chart(trend, names[trend.by])) for trend in found]
    return site.page("trends", viewer, trends=shown)
