"""Found words and their Context in, whether the structure that a rule speaks of is there out; one class a detector."""

from __future__ import annotations

from typing import Protocol

from careword.antecedent import Antecedents
from careword.book import Book
from careword.findings import Candidate, Context
from careword.frames import Frames
from careword.layout import Layout
from careword.people import People
from careword.structure.about_child import AboutChild
from careword.structure.agentless import Agentless
from careword.structure.child_condition import ChildCondition
from careword.structure.empty_box import EmptyBox
from careword.structure.health_only import HealthOnly
from careword.structure.told import Told
from careword.structure.without_child import WithoutChild
from careword.structure.without_impact import WithoutImpact


class Check(Protocol):
    """Looks at the structure round found words."""

    def holds(self, layout: Layout, candidate: Candidate, context: Context) -> bool:
        """Say whether it is there."""


class Checks:
    """The checking detectors of one rulebook."""

    def __init__(self, book: Book) -> None:
        people = People(book)
        antecedents = Antecedents(book, people)
        frames = Frames(book, people, antecedents)
        self._named: dict[str, Check] = {
            "about-child": AboutChild(book, people),
            "agentless": Agentless(book, people, frames),
            "child-condition": ChildCondition(book, people, antecedents),
            "empty-box": EmptyBox(),
            "health-only": HealthOnly(book),
            "told": Told(people, frames),
            "without-child": WithoutChild(book),
            "without-impact": WithoutImpact(book),
        }

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names that rules may use."""
        return tuple(self._named)

    def hold(self, name: str, layout: Layout, candidate: Candidate, context: Context) -> bool:
        """Say whether a detector finds its structure round a candidate."""
        return self._named[name].holds(layout, candidate, context)
