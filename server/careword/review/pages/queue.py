"""The queue: what careword found, the most serious first, narrowed as somebody likes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from careword.review.access import Reader
from careword.review.queue import Filters, listed
from careword.review.site import Site

router = APIRouter()
Number = Annotated[int, Query(ge=1, le=1_000_000)]


@router.get("/queue")
def queue(request: Request, viewer: Reader, filters: Annotated[Filters, Query()], page: Number = 1) -> Response:
    """Show a page of the queue."""
    site = Site.of(request)
    with site.store.session(reads=True) as db:
        found = listed(db, viewer, filters, page)
    rows = [
        {
            "finding": finding,
            "record": note.record or Path(path).name,
            "file": Path(path).name if note.record else "",
            "title": site.title(finding.rule),
        }
        for finding, note, path in found.rows
    ]
    return site.page("queue", viewer, found=found, rows=rows, filters=filters, rules=site.rules())
