"""No edit that is offered puts words into anybody's mouth: nothing inside a quotation, and nothing that leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from lsprotocol import types as t

from careword.book import Book
from careword.config import Settings
from careword.findings import Finding
from careword.lint import Linter
from careword.lsp.actions import actions, choices
from careword.lsp.decisions import Decisions
from careword.lsp.note import Can, OpenNote
from careword.proof import examples, marked
from careword.text import Document

QUOTED = ("Mum said, “{}”", "Mum wrote to me:\n\n> {}\n")
TRIED = 5  # examples of a rule: each is checked in every kind of quotation
LEADING = re.compile(r"(?i)\b(surely|obviously|isn't it|aren't you|don't you|would you not agree|is it not)\b")
CLAIMS = re.compile(r"(?i)\b(i (regard|know)|because|clearly|must have|proves?|evidence of)\b|_{2,}|\{")


@dataclass(frozen=True)
class Bench:
    """What an open note is checked with."""

    settings: Settings
    book: Book
    linter: Linter


def rule_ids() -> list[str]:
    from careword.rulebook import load

    return [rule.id for rule in load().rules if rule.status != "retired"]


@pytest.fixture(scope="module")
def every_rule(book: Book) -> Linter:
    """Give a linter with every rule switched on."""
    off = {rule.id: "warning" for rule in book.rules if rule.severity == "off"}
    return Linter(book, levels=off, only=[rule.id for rule in book.rules])


@pytest.mark.parametrize("rule", rule_ids())
def test_inside_a_quotation_nothing_is_offered_that_would_change_it(book: Book, every_rule: Linter, rule: str) -> None:
    flags = [text for kind, text, _ in examples(book.by_id[rule]) if kind == "flag"]
    for text in [text for text in flags if not any(mark in text for mark in "“”\"\n'‘’")][:TRIED]:
        for quoted in QUOTED:
            plain = marked(text)[0]
            note = quoted.format(plain)
            inside = range(note.index(plain), note.index(plain) + len(plain))
            for item in every_rule.verdicts(Document(note)):
                if isinstance(item, Finding) and item.candidate.span.start in inside:
                    assert item.replacements == (), note
                    assert not {"write", "quote"} & {choice.kind for choice in choices(item)}, note


@pytest.mark.parametrize("rule", rule_ids())
def test_what_is_offered_never_leads(book: Book, rule: str) -> None:
    data = book.by_id[rule]
    for write in data.writes:
        assert not CLAIMS.search(write.write), "a drop-in keeps the meaning: it claims and explains nothing"
    for frame in data.frames:
        assert "___" in frame.text, "a frame leaves to the writer what only the writer knows"
        assert not LEADING.search(frame.text)
    for ask in data.asks:
        assert ask.text.rstrip().endswith("?")
        assert not LEADING.search(ask.text)


LINES = [
    "Mum said, “Julia is promiscuous.\nShe always was, and\nso was I.” Then she left.\nA walk.\n",
    "Julia is promiscuous, and mum said, “so\nwas I”. Then she left.\nA walk.\n",
    "Mum wrote to me:\n> Julia is promiscuous.\n> She always was.\nA walk.\n",
    "Julia is promiscuous.\nA walk.\n",
]


@pytest.mark.parametrize("text", LINES)
def test_a_frame_stands_below_a_quotation_and_never_in_it(book: Book, text: str, tmp_path: Path) -> None:
    note = OpenNote("untitled:1", 1, text, "utf-16")
    note.use(Bench(Settings(), book, Linter(book)), Decisions(None))
    for _ in note.settle():
        pass
    everywhere = t.Range(t.Position(0, 0), t.Position(text.count("\n"), 0))
    params = t.CodeActionParams(t.TextDocumentIdentifier(note.uri), everywhere, t.CodeActionContext([]))
    frames = [
        edit
        for action in actions(note, params, Can(), tmp_path / "careword.toml")
        if action.title.startswith("Add below") and action.edit and action.edit.changes
        for edits in action.edit.changes.values()
        for edit in edits
    ]
    assert frames
    for edit in frames:
        assert isinstance(edit, t.TextEdit)
        before = "\n".join(text.split("\n")[: edit.range.start.line + 1])
        assert before.count("“") == before.count("”")
        following = text.split("\n")[edit.range.start.line + 1]
        assert not following.startswith(">")
