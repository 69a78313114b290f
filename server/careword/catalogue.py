"""Rule files in, what a practice lead reads of each rule out: plain values for a page, from the YAML alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from careword.rule import MARK, Ask, Flag, Frame, Pass, Rule, Rulebook, Source, Write
from careword.rule_file import File
from careword.rulebook import RulebookError, bundled, load, rule_files

_LEVELS = ("error", "warning", "information", "hint")
_BLANKS = {"found": "…", "child": "the child", "speaker": "the person who said it"}
_SILENT = {
    "label": "a heading, a form label or a title",
    "meta": "the words are talked about, not used",
    "negated": "the sentence says the opposite",
    "analysis": "the writer's own view stands near",
    "subject": "somebody else is described",
    "age": "the rule is off at this age",
    "weak": "harmless words that stand alone",
    "folded": "a longer finding speaks for them",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in three pieces, the marked words in the middle, and how it reads when well recorded."""

    before: str
    words: str
    after: str
    better: str | None


@dataclass(frozen=True, slots=True)
class Quiet:
    """A sentence in which the rule keeps quiet, and why."""

    text: str
    because: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule."""

    id: str
    title: str
    status: str
    severity: str
    ages: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    message: str
    why: tuple[str, ...]
    sources: tuple[Source, ...]
    flags: tuple[Example, ...]
    quiet: tuple[Quiet, ...]
    writes: tuple[tuple[str, str], ...]
    frames: tuple[str, ...]
    asks: tuple[str, ...]
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One pack."""

    id: str
    about: str
    on_request: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rulebook as it is read by people."""

    edition: str
    jurisdiction: str
    chapters: tuple[Chapter, ...]

    @property
    def total(self) -> int:
        """Count the rules."""
        return sum(len(chapter.entries) for chapter in self.chapters)


def catalogue(root: Path | None = None, extend: Sequence[Path] = ()) -> Catalogue:
    """Read a rulebook, and the folders that extend it, for its readers."""
    root = root or bundled()
    book = load(root, extend=extend)  # whatever is wrong with the files is said here
    head = File(root / "rulebook.yaml", "rulebook.yaml").read(Rulebook)
    if head is None:
        raise RulebookError([f"{root / 'rulebook.yaml'}: cannot be read"])
    entries: dict[str, list[Entry]] = {}
    for folder in (root, *extend):
        for path in rule_files(folder):
            rule = File(path, str(path)).read(Rule)
            if rule is not None:
                data = book.by_id[path.stem]  # an organisation may have changed its severity, or retired it
                ages = tuple(data.age.items())
                entries.setdefault(path.parent.name, []).append(
                    _entry(path.stem, rule, data.status, data.severity, ages)
                )
    names = [*book.packs, *(name for name in entries if name not in book.packs)]
    chapters = (
        Chapter(name, book.packs.get(name, ""), name in book.on_request, tuple(_ordered(entries[name])))
        for name in names
        if name in entries
    )
    return Catalogue(head.edition, head.jurisdiction, tuple(chapters))


def _ordered(entries: Iterable[Entry]) -> list[Entry]:
    """Put the most serious first, then by title."""
    return sorted(
        entries, key=lambda item: (_LEVELS.index(item.severity) if item.severity in _LEVELS else 9, item.title)
    )


def _entry(name: str, rule: Rule, status: str, severity: str, ages: tuple[tuple[str, str], ...]) -> Entry:
    return Entry(
        id=name,
        title=rule.title,
        status=status,
        severity=severity,
        ages=ages,
        about=tuple(rule.about),
        message=_sentence(rule.message),
        why=tuple(" ".join(part.split()) for part in rule.why.strip().split("\n\n")),
        sources=tuple(rule.sources),
        flags=tuple(_example(item) for item in rule.examples if isinstance(item, Flag)),
        quiet=tuple(Quiet(item.pass_.strip(), _reason(rule, item)) for item in rule.examples if isinstance(item, Pass)),
        writes=tuple((_shown(item.write), _plainly(item.for_)) for item in rule.instead if isinstance(item, Write)),
        frames=tuple(_sentence(item.frame) for item in rule.instead if isinstance(item, Frame)),
        asks=tuple(_sentence(item.ask) for item in rule.instead if isinstance(item, Ask)),
        formerly=tuple(rule.formerly),
    )


def _example(item: Flag) -> Example:
    mark = MARK.search(item.flag)
    if mark is None:
        raise ValueError("a flag example has one <marked> span")
    return Example(item.flag[: mark.start()].lstrip(), mark[1], item.flag[mark.end() :].rstrip(), item.better)


def _reason(rule: Rule, item: Pass) -> str | None:
    """Say why it is quiet: the exception's own reason, or what the context's name means."""
    if item.unless is None:
        return None
    own = rule.unless.get(item.unless)
    return own.because if own else _SILENT.get(item.unless, item.unless)


def _shown(text: str) -> str:
    """Show what careword says with its blanks filled as far as nobody's note is needed for them."""
    text = re.sub(r"\{(\w+)\}", lambda blank: _BLANKS.get(blank[1], "___"), text)
    return re.sub(r"<(\w+)>", lambda name: f"({name[1]})", text).replace("~", "")


def _sentence(text: str) -> str:
    text = _shown(text)
    return text[:1].upper() + text[1:]


def _plainly(patterns: Sequence[str]) -> str:
    """Show the words that a drop-in may replace as people would read them."""
    return "; ".join(_shown(text) for text in patterns)
