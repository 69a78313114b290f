"""What every page needs: the store, the check, the templates, and how to answer with one of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from jinja2 import Environment, PackageLoader, PrefixLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from careword import __version__
from careword.review import labels
from careword.review.database import Store
from careword.review.days import spoken
from careword.review.engine import Engine
from careword.review.shown import Show
from careword.review.viewer import Viewer

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pages are served. Over https cookies are secure; on one's own machine there is one person."""

    base: str
    https: bool = False
    local: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")


class Site:
    """One review: everything that a request may need, made once."""

    def __init__(self, store: Store, engine: Engine, place: Place) -> None:
        self.store, self.engine, self.place = store, engine, place
        self.show = Show(engine, store.salt)
        self._templates = Environment(
            loader=PrefixLoader(
                {
                    "review": PackageLoader("careword.review"),
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                }
            ),
            autoescape=select_autoescape(default=True, default_for_string=True),
        )
        self._templates.globals |= {"labels": labels, "version": __version__, "spoken": spoken, "local": place.local}

    @classmethod
    def of(cls, request: Request) -> Site:
        """Give the site that a request came to."""
        return cast("Site", request.app.state.site)

    def page(self, name: str, viewer: Viewer | None, status: int = 200, **values: object) -> HTMLResponse:
        """Answer with a page."""
        text = self._templates.get_template(f"review/{name}.html").render(viewer=viewer, **values)
        return HTMLResponse(text, status)

    def title(self, rule: str) -> str:
        """Give the title of a rule, or its id where the rulebook has it no more."""
        found = self.engine.book(Path()).by_id.get(rule)
        return found.title if found else rule

    def rules(self) -> list[tuple[str, str]]:
        """Give the ids and titles of the rules."""
        return sorted(((rule.id, rule.title) for rule in self.engine.book(Path()).rules), key=lambda item: item[1])
