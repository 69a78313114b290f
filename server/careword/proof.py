"""A rulebook in, every example of every rule that does not hold out, as `path:line: message`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from careword.book import Book, RuleData
from careword.findings import Finding, Silence, Verdict
from careword.lint import Linter
from careword.proof_words import advice, filled
from careword.rule import MARK, Expected, Flag, Miss, Overflag, Pass, Rule
from careword.rule_file import File
from careword.rulebook import RulebookError, bundled, load, rule_files
from careword.text import Document, Fields, Span

_CONTEXT = ("voice", "speaker", "subject", "age_band", "analysis")


def prove(
    root: Path | None = None, *, extend: Sequence[Path] = (), within: Path | None = None, only: str | None = None
) -> tuple[list[str], int]:
    """Try the examples of a rulebook, of a folder `within` it, or of one rule; give the faults and the number tried."""
    root = root or bundled()
    book = load(root, extend=extend)
    if only is not None and only not in book.by_id:
        raise RulebookError([f"no such folder or rule: {only}"])
    wanted = book.by_id[only].id if only is not None else None
    problems, tried = list[str](), 0
    linter = Linter(book)
    for folder in [within] if within else [root, *extend]:
        for path in rule_files(folder):
            if wanted in (None, path.stem):
                proof = Proof(linter, path)
                problems += proof.problems
                tried += proof.tried
    if within is None and wanted is None:
        problems += book_wide(book, root)
    return problems, tried


def examples(rule: RuleData, extend: Sequence[Path] = ()) -> Iterator[tuple[str, str, str | None]]:
    """Read a rule's flag and pass examples from its file: kind, text, and the exception that a pass names."""
    for folder in (bundled(), *extend):
        path = folder / rule.pack / f"{rule.id}.yaml"
        read = File(path, str(path)).read(Rule) if path.is_file() else None
        for example in read.examples if read else ():
            if isinstance(example, Flag):
                yield "flag", example.flag, None
            elif isinstance(example, Pass):
                yield "pass", example.pass_, example.unless


class Proof:
    """The proof of one rule file, by a linter of the whole rulebook."""

    def __init__(self, linter: Linter, path: Path) -> None:
        book = linter.book
        self.problems: list[str] = []
        self.tried = 0
        self._data = book.by_id[path.stem]
        self._file = File(path, self._data.path)
        self._used: set[int] = set()
        rule = self._file.read(Rule)
        if rule is None or self._data.status == "retired":
            self.problems += self._file.problems
            return
        self._changed = self._data.severity != rule.severity  # an organisation gave it another severity
        self._linter = linter
        if path.stem not in linter.on:  # a rule that is off by default is proved as if it were switched on
            levels = {path.stem: "warning"} if self._data.severity == "off" else {}
            self._linter = Linter(book, levels=levels, only=linter.on | {path.stem})
        for index, example in enumerate(rule.examples):
            self.tried += 1
            for message in self._example(example):
                self._say(("examples", index), message)
        for index, find in enumerate(self._data.find):
            if find.patterns and index not in self._used:
                self._say(("find", index), "no flag example is found by this entry")
        for place, text in advice(rule):
            self._say_if_found(place, text)

    def _example(self, example: Flag | Pass | Miss | Overflag) -> Iterator[str]:
        match example:
            case Flag():
                yield from self._flag(example)
            case Pass():
                yield from self._pass(example)
            case Miss():
                if self._speaks(example.miss, example.child_age):
                    yield "miss: now found: move this example to flag"
            case Overflag():
                if not self._speaks(example.overflag, example.child_age):
                    yield "overflag: now silent: move this example to pass"

    def _flag(self, example: Flag) -> Iterator[str]:
        text, span = marked(example.flag)
        verdicts = self._verdicts(text, example.child_age)
        here = [item for item in verdicts if isinstance(item, Finding) and item.candidate.rule == self._data.id]
        others = [item for item in _findings(verdicts) if item.candidate.rule != self._data.id]
        exact = [item for item in here if item.candidate.span == span]
        if not exact:
            yield f"flag: not found on the marked words; {_instead(here, verdicts, self._data.id, text)}"
        for item in here:
            if item.candidate.span != span and exact:
                yield f"flag: also found on “{text[slice(*item.candidate.span)]}”"
        for item in others:
            yield f"flag: {item.candidate.rule} also speaks, on “{text[slice(*item.candidate.span)]}”"
        for item in exact:
            self._used.add(item.candidate.found_by)
            yield from _expected(example, item)
            if example.severity not in (None, item.severity) and not self._changed:
                yield f"flag: severity {item.severity}, expected {example.severity}"

        if example.better is not None:
            for item in _findings(self._verdicts(example.better, example.child_age)):
                yield f"better: {item.candidate.rule} speaks on “{example.better[slice(*item.candidate.span)]}”"

    def _pass(self, example: Pass) -> Iterator[str]:
        verdicts = [
            item for item in self._verdicts(example.pass_, example.child_age) if item.candidate.rule == self._data.id
        ]
        for item in verdicts:
            words = example.pass_[slice(*item.candidate.span)]
            if isinstance(item, Finding):
                yield f"pass: found as {item.severity} on “{words}”"
            elif example.unless is None:
                yield f"pass: silent on “{words}” because of {item.reason}: name it in unless"
        silences = [item for item in verdicts if isinstance(item, Silence)]
        if example.unless is not None:
            named = [item for item in silences if item.reason == example.unless]
            if not named:
                reasons = ", ".join(sorted({item.reason for item in silences})) or "nothing was found at all"
                yield f"pass: expected silence because of {example.unless}, got: {reasons}"
            elif named[0].context is not None and not any(not list(_expected(example, item)) for item in named):
                yield from _expected(example, named[0])

    def _verdicts(self, text: str, age: int | None = None) -> list[Verdict]:
        fields = Fields(child_age=str(age) if age is not None else None)
        return self._linter.verdicts(Document(text, fields))

    def _speaks(self, text: str, age: int | None) -> bool:
        plain, span = marked(text)
        return any(
            item.candidate.rule == self._data.id and item.candidate.span.overlaps(span)
            for item in self._verdicts(plain, age)
            if isinstance(item, Finding)
        )

    def _say(self, at: tuple[str | int, ...], message: str) -> None:
        before = len(self._file.problems)
        self._file.problem(at, message)
        self.problems += self._file.problems[before:]

    def _say_if_found(self, place: tuple[str | int, ...], text: str) -> None:
        for item in _findings(self._verdicts(text)):
            self._say(place, f"{place[-1]}: {item.candidate.rule} speaks on “{text[slice(*item.candidate.span)]}”")


def marked(text: str) -> tuple[str, Span]:
    """Take the mark out of an example."""
    found = MARK.search(text)
    if found is None:
        raise ValueError("expected one <marked> span in the sentence")
    return text[: found.start()] + found[1] + text[found.end() :], Span(found.start(), found.end() - 2)


def _findings(verdicts: Iterable[Verdict]) -> list[Finding]:
    return [item for item in verdicts if isinstance(item, Finding) and item.severity != "hint"]


def _expected(example: Expected, item: Verdict) -> Iterator[str]:
    for name in _CONTEXT:
        wanted, got = getattr(example, name), getattr(item.context, name)
        if wanted is not None and got != wanted:
            yield f"{name} {got}, expected {wanted}"


def _instead(here: Sequence[Finding], verdicts: Iterable[Verdict], rule: str, text: str) -> str:
    """Say what happened in place of what was expected."""
    if here:
        return "found on " + ", ".join(f"“{text[slice(*item.candidate.span)]}”" for item in here)
    reasons = sorted({item.reason for item in verdicts if isinstance(item, Silence) and item.candidate.rule == rule})
    return f"silent because of {', '.join(reasons)}" if reasons else "nothing was found"


def book_wide(book: Book, root: Path) -> list[str]:
    """Try the words that rulebook.yaml and law.yaml add to every rule's."""
    linter = Linter(book)
    texts = [text for note in book.notes for text in (note.say, note.ask) if text]
    texts += [fact for _, fact, _ in book.law.values()]
    return [
        f"{root.name}/rulebook.yaml:1: {item.candidate.rule} speaks on “{text}”"
        for text in texts
        for item in _findings(linter.verdicts(Document(filled(text))))
    ]
