"""Every drop-in in every example that it fits: a sentence that no rule flags, and that somebody has read.

The sentences stand in `snapshots/dropins.txt`, one a line. When this test says that they changed, read the new lines
for grammar, meaning and kindness, mend what is not right, and run `python tests/test_dropins.py --write`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from careword.book import Book
from careword.findings import Finding
from careword.lint import Linter
from careword.proof import marked
from careword.rule import Flag, Rule
from careword.rulebook import bundled, load, rule_files
from careword.text import Document

SNAPSHOT = Path(__file__).parent / "snapshots" / "dropins.txt"


class DropIn(NamedTuple):
    """A drop-in in an example."""

    rule: str
    before: str
    found: str
    write: str
    after: str

    @property
    def text(self) -> str:
        """The sentence with the drop-in."""
        return self.before + self.write + self.after

    @property
    def line(self) -> str:
        """The line of the snapshot."""
        return f"{self.rule}: {' '.join(f'{self.before}[{self.found} -> {self.write}]{self.after}'.split())}"


def every_rule(book: Book) -> Linter:
    """Give a linter for all packs, with the rules that are off switched on."""
    off = {rule.id: "information" for rule in book.rules if rule.severity == "off"}
    return Linter(book, levels=off, only=[rule.id for rule in book.rules])


def drop_ins(linter: Linter) -> Iterator[DropIn]:
    for path in rule_files(bundled()):
        rule = Rule.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for example in rule.examples:
            if not isinstance(example, Flag):
                continue
            text, _ = marked(example.flag)
            for item in linter.verdicts(Document(text), silences=False):
                if isinstance(item, Finding) and item.candidate.rule == path.stem:
                    start, end = item.candidate.span
                    for write in item.replacements:
                        yield DropIn(path.stem, text[:start], text[start:end], write, text[end:])


def test_no_rule_speaks_where_a_drop_in_stands(book: Book) -> None:
    linter = Linter(book, only=[rule.id for rule in book.rules])
    left = {
        item.line: rules
        for item in drop_ins(every_rule(book))
        if (
            rules := [
                verdict.candidate.rule
                for verdict in linter.verdicts(Document(item.text), silences=False)
                if isinstance(verdict, Finding)
            ]
        )
    }
    assert not left


def test_the_drop_ins_are_the_ones_that_were_read(book: Book) -> None:
    lines = [item.line for item in drop_ins(every_rule(book))]
    assert lines == SNAPSHOT.read_text(encoding="utf-8").splitlines(), __doc__


def test_every_rule_with_drop_ins_shows_one(book: Book) -> None:
    shown = {item.rule for item in drop_ins(every_rule(book))}
    assert not [rule.id for rule in book.rules if rule.writes and rule.id not in shown]


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    SNAPSHOT.write_text("".join(item.line + "\n" for item in drop_ins(every_rule(load()))), encoding="utf-8")
