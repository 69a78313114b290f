"""What was decided about each rule, so that the people who write rules can make them better."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi import Path as InPath
from starlette.responses import Response

from careword.review import log
from careword.review.access import Supervisor
from careword.review.answers import download
from careword.review.rulings import HEADER, by_rule, of_rule
from careword.review.site import Site
from careword.review.tabular import to_csv, to_json

router = APIRouter()
Rule = Annotated[str, InPath(max_length=100, pattern=r"^[a-z0-9-]+$")]
_SHOWN = 200


@router.get("/rules")
def listed(request: Request, viewer: Supervisor) -> Response:
    """Show every rule that spoke, and how often it should not have."""
    site = Site.of(request)
    with site.store.session(reads=True) as db:
        counts = by_rule(db, viewer)
    rows = [(rule, site.title(rule), *numbers) for rule, numbers in counts.items()]
    rows.sort(key=lambda row: (-row[4], -row[2], row[1]))
    return site.page("rules", viewer, rows=rows)


@router.get("/rules/{rule}")
def show(request: Request, viewer: Supervisor, rule: Rule) -> Response:
    """Show a rule with the decisions about it."""
    site = Site.of(request)
    with site.store.session(reads=True) as db:
        counts = by_rule(db, viewer).get(rule)
        rows = of_rule(db, viewer, rule, _SHOWN)
    known = dict(site.rules())
    if counts is None and rule not in known:
        raise HTTPException(404)
    return site.page("rule", viewer, rule=rule, title=known.get(rule, rule), counts=counts or (0, 0, 0), rows=rows)


@router.get("/rules/{rule}/decisions.{kind}")
def take(request: Request, viewer: Supervisor, rule: Rule, kind: Literal["csv", "json"]) -> Response:
    """Give the decisions about a rule as a file, without anything that leads to a note."""
    site = Site.of(request)
    with site.store.session() as db:
        rows = of_rule(db, viewer, rule)
        if not rows and rule not in dict(site.rules()):
            raise HTTPException(404)
        log.write(db, viewer.actor, "took away", f"rule {rule}"[:60], kind=kind)
    body = to_csv(HEADER, rows) if kind == "csv" else to_json("careword-rule-decisions/1", HEADER, rows)
    return download(body, kind, f"decisions-{rule}")
