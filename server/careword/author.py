"""What an author wrote in; checked and compiled out. Imported only when a rulebook has changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from careword import changes
from careword.anchor import anchors, needs
from careword.book import (
    Book,
    CueData,
    ExceptionData,
    FindData,
    NoteData,
    PatternData,
    RuleData,
    SayData,
    WriteData,
)
from careword.pattern import Pattern, PatternError, Vocabulary, alternatives, compile_pattern, expression, parse
from careword.rule import Ask, Cues, Find, Frame, LawBook, Rule, Rulebook, Unless, Write
from careword.rule_file import File
from careword.rulebook import RulebookError, rule_files
from careword.spelling import LONG
from careword.structure_names import CHECKING, SEEKING
from careword.words import CLOSES, OPENS, packed, vocabulary_of


def compile_book(root: Path, extend: Sequence[Path], digest: str) -> Book:
    """Read, check and compile a rulebook, or raise RulebookError with all that is wrong."""
    problems: list[str] = []
    shown = root.name if root.name == "rules" else str(root)

    head = File(root / "rulebook.yaml", f"{shown}/rulebook.yaml")
    book = head.read(Rulebook)
    law_file = File(root / "law.yaml", f"{shown}/law.yaml")
    law = law_file.read(LawBook)
    problems += head.problems + law_file.problems
    if book is None or law is None:
        raise RulebookError(problems)
    written = list(_written([root, *extend]))
    vocabulary = Vocabulary(book.classes, book.irregular, _common(written))
    lists: dict[str, bytes] = {}

    cues: dict[str, dict[str, CueData]] = {}
    for path in sorted((root / "cues").glob("*.yaml")):
        file = File(path, f"{shown}/cues/{path.name}")
        lexicon = file.read(Cues)
        if lexicon is not None:
            check = _Compiler(file, vocabulary, lists)
            cues[path.stem] = {
                name: CueData(
                    check.words(group.words, ("groups", name, "words")), group.speaker, group.subject, group.gender
                )
                for name, group in lexicon.groups.items()
            }
            for index, example in enumerate(lexicon.examples):
                if example.group not in lexicon.groups:
                    file.problem(("examples", index), f"no such group: {example.group}")
        problems += file.problems

    rules: dict[str, RuleData] = {}
    packs = dict(book.packs)
    for folder in (root, *extend):
        name = folder.name if folder == root and shown == "rules" else str(folder)
        paths = rule_files(folder)
        if not paths and (folder == root or not (folder / changes.FILE).is_file()):
            problems.append(f"{name}:1: no rules: expected files <pack>/<id>.yaml")
        for path in paths:
            file = File(path, f"{name}/{path.parent.name}/{path.name}")
            rule = file.read(Rule)
            if rule is not None:
                compiled = _Compiler(file, vocabulary, lists).rule(
                    rule, path, set(cues.get("topics", {})), set(law.facts)
                )
                if path.parent.name not in book.packs and folder == root:
                    file.problem((), f"no such pack in rulebook.yaml: {path.parent.name}")
                if path.stem in rules:
                    hint = f"; {changes.FILE} can change or retire it" if folder != root else ""
                    file.problem((), f"another rule has this id: {rules[path.stem].path}{hint}")
                rules[path.stem] = compiled
            problems += file.problems
        if folder != root:
            added, faults = changes.read(folder, name, rules)
            packs.update(added)
            problems += faults
    taken = [old for rule in rules.values() for old in rule.formerly]
    problems += [f"{shown}:1: two rules were formerly {old}" for old in sorted(set(taken)) if taken.count(old) > 1]
    if problems:
        raise RulebookError(problems)
    ordered = tuple(sorted(rules.values(), key=lambda rule: rule.id))
    return Book(
        edition=book.edition,
        jurisdiction=book.jurisdiction,
        digest=digest,
        packs={name: pack.about for name, pack in packs.items()},
        core=tuple(book.core),
        on_request=tuple(name for name, pack in packs.items() if pack.default == "off"),
        rules=ordered,
        cues=cues,
        law={key: (tuple(fact.age), fact.fact, fact.sources[0].cite) for key, fact in law.facts.items()},
        notes=tuple(
            NoteData(tuple(n.voice), tuple(n.speaker), tuple(n.analysis), n.only_challenged, n.say, n.ask)
            for n in book.notes
        ),
        irregular=book.irregular,
        lists=lists,
        index=_index(ordered),
        long_words=_long_words(ordered, written),
    )


def _long_words(rules: Iterable[RuleData], written: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the long words that patterns look for, and every other one that stands anywhere in the files."""
    packed = [PatternData.unpacked(data) for rule in rules for find in rule.find for data in find.patterns]
    sought = {word for pattern in packed for word in re.findall(r"[a-z]+", pattern.source) if len(word) >= LONG}
    # a letter less: what is right as it stands is no long word with a letter left out
    held = {word for text in written for word in re.findall(rf"[a-z]{{{LONG - 1},}}", text)}
    return tuple(sorted(sought)), tuple(sorted(held - sought))


def _common(written: Iterable[str]) -> Counter[str]:
    """Count the words of the rulebook's files, which are English about children as notes are."""
    return Counter(word for text in written for word in re.findall(r"[\w']+", text))


def _written(folders: Iterable[Path]) -> Iterator[str]:
    """Give what stands in each file of the rulebook, in lower case."""
    for folder in folders:
        for path in (*rule_files(folder), *sorted((folder / "cues").glob("*.yaml")), folder / "rulebook.yaml"):
            if path.is_file():
                yield path.read_text(encoding="utf-8", errors="replace").lower()


def _index(rules: Iterable[RuleData]) -> dict[str, tuple[int, ...]]:
    """Give by words the numbers of the patterns that need one of them."""
    found: dict[str, list[int]] = {}
    packed = [pattern for rule in rules for find in rule.find for pattern in find.patterns]
    for number, data in enumerate(packed):
        needed = PatternData.unpacked(data).needs
        for word in sorted(needed[0]) if needed else ("",):
            found.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


class _Compiler:
    """Compiles the patterns of one file and notes the ones that cannot be read."""

    def __init__(self, file: File, vocabulary: Vocabulary, lists: dict[str, bytes]) -> None:
        self.file, self.vocabulary, self.lists = file, vocabulary, lists

    def patterns(self, sources: Iterable[str], at: tuple[Any, ...]) -> Iterator[Pattern]:
        """Compile patterns, noting each that cannot be read at its own line."""
        for index, source in enumerate(sources):
            try:
                for each in alternatives(source):
                    yield compile_pattern(each, self.vocabulary)
            except PatternError as fault:
                self.file.problem((*at, index), f"{at[-1]}: {fault}")

    def words(self, sources: Sequence[str], at: tuple[Any, ...]) -> str:
        """Compile a list of patterns into one regular expression over folded text; empty for an empty list."""
        bodies, needed = [], []
        for index, source in enumerate(sources):
            try:
                bodies.append(expression(source, self.vocabulary))
                needed.append(anchors(source, self.vocabulary))
            except PatternError as fault:
                self.file.problem((*at, index), f"{at[-1]}: {fault}")
        words = f"{OPENS}(?:{'|'.join(bodies)}){CLOSES}" if bodies else ""
        if words:
            self.lists[words] = packed(bodies, needed)
        return words

    def rule(self, rule: Rule, path: Path, topics: set[str], law: set[str]) -> RuleData:
        """Compile a rule."""
        for key in rule.law:
            if key not in law:
                self.file.problem(("law",), f"law: no such fact in law.yaml: {key}")
        for topic in rule.topics:
            if topic not in topics:
                self.file.problem(("topics",), f"topics: no such group in cues/topics.yaml: {topic}")
        return RuleData(
            id=path.stem,
            pack=path.parent.name,
            title=rule.title,
            status=rule.status,
            severity=rule.severity,
            message=rule.message,
            why=rule.why.strip(),
            sources=tuple((source.cite, source.url, source.supports) for source in rule.sources),
            about=tuple(rule.about),
            topics=tuple(rule.topics),
            consent_words=rule.consent_words,
            law=tuple(rule.law),
            age={str(band): str(level) for band, level in rule.age.items()},
            find=tuple(self._find(find, index) for index, find in enumerate(rule.find)),
            unless=tuple(self._exception(name, item) for name, item in rule.unless.items()),
            writes=tuple(
                self._write(item, index) for index, item in enumerate(rule.instead) if isinstance(item, Write)
            ),
            frames=tuple(
                SayData(item.frame, tuple(item.age), tuple(item.speaker), tuple(item.voice))
                for item in rule.instead
                if isinstance(item, Frame)
            ),
            asks=tuple(
                SayData(item.ask, tuple(item.age), tuple(item.speaker), tuple(item.voice))
                for item in rule.instead
                if isinstance(item, Ask)
            ),
            formerly=tuple(rule.formerly),
            path=self.file.shown,
        )

    def _find(self, find: Find, index: int) -> FindData:
        at = ("find", index)
        way = "phrase" if find.phrase else "lemma" if find.lemma else "tokens"
        sources = [f"~{verb}" for verb in find.lemma] or find.phrase or find.tokens
        names = CHECKING if sources else SEEKING
        if find.structure and find.structure not in names:
            kind = "with words" if sources else "without words"
            self.file.problem((*at, "structure"), f"structure: expected one of these {kind}: {', '.join(names)}")
        compiled = list(self.patterns(sources, (*at, way)))
        if way == "phrase":
            for number, source in enumerate(sources):
                if "..." in source:
                    self.file.problem((*at, way, number), "phrase: a gap (...) belongs under tokens")
        return FindData(
            patterns=tuple(self._pattern(pattern).packed() for pattern in compiled),
            structure=find.structure,
            weak=find.weak,
            near=self.words(find.near, (*at, "near")),
            not_near=self.words(find.not_near, (*at, "not_near")),
            within=find.within,
            subject=tuple(find.subject),
            voice=tuple(find.voice),
        )

    def _pattern(self, pattern: Pattern) -> PatternData:
        needed = needs(parse(pattern.source.strip(), self.vocabulary), self.vocabulary)
        looked_up = [vocabulary_of(anchor) for anchor in pattern.anchors]
        further = tuple(words for words in needed if any(map(words.isdisjoint, looked_up)))
        return PatternData(
            pattern.source, pattern.literals, pattern.regex, pattern.anchors, pattern.capitals, needed, further
        )

    def _exception(self, name: str, item: Unless) -> ExceptionData:
        at = ("unless", name)
        return ExceptionData(
            name=name,
            phrase=self.words(item.phrase, (*at, "phrase")),
            near=self.words(item.near, (*at, "near")),
            before=self.words(item.before, (*at, "before")),
            after=self.words(item.after, (*at, "after")),
            not_near=self.words(item.not_near, (*at, "not_near")),
            heading=self.words(item.heading, (*at, "heading")),
            found=self.words(item.found, (*at, "found")),
            subject=tuple(item.subject),
            speaker=tuple(item.speaker),
            voice=tuple(item.voice),
            age=tuple(item.age),
            analysis=tuple(item.analysis),
            within=item.within,
            because=item.because,
        )

    def _write(self, item: Write, index: int) -> WriteData:
        at = ("instead", index)
        return WriteData(
            item.write,
            self.words(item.for_, (*at, "for")),
            self.words(item.before, (*at, "before")),
            self.words(item.after, (*at, "after")),
            self.words(item.not_before, (*at, "not_before")),
            tuple(item.age),
            tuple(item.voice),
        )
