"""What the engine's tests share: the rulebook as shipped, and short ways to ask about marked words."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, settings

from careword.book import Book
from careword.context import Contexts
from careword.findings import Candidate, Context, Finding, Silence, Verdict
from careword.layout import Layout
from careword.lint import Linter
from careword.rulebook import load
from careword.segment import Segmenter
from careword.text import Document, Fields, Span

pytest_plugins = ["review_kit"]

# The same examples every time, however slow or busy the machine is. `--hypothesis-profile=search` draws new ones.
settings.register_profile("search", derandomize=False, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("search"), derandomize=True, database=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def book() -> Book:
    """Give the rulebook that careword ships."""
    return load()


@pytest.fixture(scope="session")
def linter(book: Book) -> Linter:
    """Give a linter with every rule at its own level."""
    return Linter(book)


@dataclass(frozen=True)
class Asked:
    """Asks the engine about one note; a test marks <words> in it."""

    book: Book
    linter: Linter

    @staticmethod
    def marked(text: str, fields: Fields) -> tuple[Document, Span]:
        """Take the marks out of a note and give their place."""
        start, end = text.index("<"), text.index(">", text.index("<")) - 1
        return Document(text[:start] + text[start + 1 : end + 1] + text[end + 2 :], fields), Span(start, end)

    def layout(self, text: str, **fields: str) -> Layout:
        """Lay out a note."""
        return Layout(Document(text, Fields(**fields)), self.book, Segmenter(self.book))

    def context(self, text: str, rule: str = "promiscuous", **fields: str) -> Context:
        """Give the context of the marked words, whether or not a rule finds them."""
        document, span = self.marked(text, Fields(**fields))
        layout = Layout(document, self.book, Segmenter(self.book))
        sentence = layout.sentence_at(span.start)
        candidate = Candidate(rule, span, sentence.span if sentence else span, 0)
        return Contexts(self.book).of(layout, candidate, self.book.by_id[rule])

    def verdicts(self, text: str, **fields: str) -> list[Verdict]:
        """Give every verdict on a note without marks."""
        return self.linter.verdicts(Document(text, Fields(**fields)))

    def findings(self, text: str, **fields: str) -> list[Finding]:
        """Give what careword says about a note without marks, hints left out."""
        return [item for item in self.verdicts(text, **fields) if isinstance(item, Finding) and item.severity != "hint"]

    def silences(self, text: str, **fields: str) -> dict[str, set[str]]:
        """Give the reasons for which rules kept silent, by rule."""
        reasons: dict[str, set[str]] = {}
        for item in self.verdicts(text, **fields):
            if isinstance(item, Silence):
                reasons.setdefault(item.candidate.rule, set()).add(item.reason)
        return reasons


@pytest.fixture(scope="session")
def ask(book: Book, linter: Linter) -> Asked:
    """Give a way to ask about one note."""
    return Asked(book, linter)
